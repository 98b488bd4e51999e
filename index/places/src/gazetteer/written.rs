//! The name of a commune as people write it: an abbreviation, an arrondissement, a whole address, a postal code, a
//! département or a region beside it.

/// Fewest digits of a postal code.
const POSTAL_CODE: usize = 5;
/// Most words of a name of a commune, or of a département or region beside it.
const NAME: usize = 7;
const AREA: usize = 6;

/// One way to read what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The name, folded, written in full; empty where a postal code or an area says all.
    pub name: String,
    /// A postal code that the commune has.
    pub postal_code: Option<String>,
    /// Départements that the commune is in, by code; anywhere where there are none.
    pub departements: Vec<String>,
}

/// Every way to read folded words, the most literal first. `area` gives the départements of a folded name or code.
pub(super) fn readings(folded: &str, area: impl Fn(&str) -> Vec<String>) -> Vec<Reading> {
    let words = without_cedex(folded);
    let mut readings = Vec::new();
    let mut add = |name: &[&str], postal_code: Option<&str>, departements: Vec<String>| {
        for name in spellings(name) {
            let reading =
                Reading { name, postal_code: postal_code.map(str::to_owned), departements: departements.clone() };
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    };
    // In an address the last code of five digits is the postal one: a house number may have as many.
    if let Some(at) = words.iter().rposition(|word| is_postal_code(word)) {
        let (before, after) = (&words[..at], &words[at + 1..]);
        if !after.is_empty() {
            add(&after[..after.len().min(NAME)], Some(words[at]), Vec::new());
        }
        for start in before.len().saturating_sub(NAME)..before.len() {
            add(&before[start..], Some(words[at]), Vec::new());
        }
        add(&[], Some(words[at]), Vec::new());
        return readings;
    }
    if words.len() > NAME + AREA {
        return readings;
    }
    add(&words, None, Vec::new());
    for length in (1..=AREA.min(words.len().saturating_sub(1))).rev() {
        let (name, after) = words.split_at(words.len() - length);
        let (before, rest) = words.split_at(length);
        for (name, beside) in [(name, after), (rest, before)] {
            let departements = area(&beside.join(" "));
            if !departements.is_empty() {
                add(without_preposition(name), None, departements);
            }
        }
    }
    let whole = area(&words.join(" "));
    if !whole.is_empty() {
        add(&[], None, whole);
    }
    readings
}

/// Whether a word has the form of a postal code.
pub(super) fn is_postal_code(word: &str) -> bool {
    word.len() == POSTAL_CODE && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words, without "cedex" and its number.
fn without_cedex(folded: &str) -> Vec<&str> {
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if let Some(at) = words.iter().position(|word| *word == "cedex") {
        let number = words.get(at + 1).is_some_and(|word| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()));
        words.drain(at..=at + usize::from(number));
    }
    words
}

/// "Saint-Denis à la Réunion", "Villepinte dans le 93": the words between the two are no part of the name.
fn without_preposition<'a>(name: &'a [&'a str]) -> &'a [&'a str] {
    let end = name.iter().rposition(|word| {
        !matches!(*word, "dans" | "en" | "a" | "de" | "d" | "du" | "le" | "la" | "les" | "l" | "departement")
    });
    end.map_or(name, |end| &name[..=end])
}

/// A name as it stands, with its abbreviations written out, and as an arrondissement.
fn spellings(name: &[&str]) -> Vec<String> {
    let full = full(name);
    let mut all = vec![name.join(" ")];
    if full != all[0] {
        all.push(full.clone());
    }
    all.extend(arrondissement(&full));
    all
}

/// With the abbreviations of names of communes written out.
fn full<'a>(name: &[&'a str]) -> String {
    let last = name.len().saturating_sub(1);
    let word = |(at, word): (usize, &&'a str)| match *word {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        "nd" => "notre dame",
        "gd" => "grand",
        "gde" => "grande",
        "mt" => "mont",
        "s" | "sr" if at > 0 && at < last => "sur",
        "ss" if at > 0 && at < last => "sous",
        other => other,
    };
    name.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// "paris 18", "18e arrondissement de lyon", "marseille treizieme": the name that the arrondissement has in full.
fn arrondissement(name: &str) -> Option<String> {
    const CITIES: [&str; 3] = ["paris", "lyon", "marseille"];
    let mut city = None;
    let mut number = None;
    for word in
        name.replace("dix sept", "dixsept").replace("dix huit", "dixhuit").replace("dix neuv", "dixneuv").split(' ')
    {
        if let Some(known) = CITIES.iter().find(|known| **known == word) {
            city = Some(*known);
        } else if let Some(value) = ordinal(word) {
            number = number.or(Some(value));
        } else if !matches!(
            word,
            "arrondissement" | "arr" | "arrdt" | "arrt" | "ar" | "de" | "le" | "dans" | "e" | "eme" | "er"
        ) {
            return None;
        }
    }
    let number = number.filter(|number| (1..=20).contains(number))?;
    let ending = if number == 1 { "er" } else { "e" };
    Some(format!("{} {number}{ending} arrondissement", city?))
}

/// "3", "3e", "3eme", "iii", "troisieme" as 3.
fn ordinal(word: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "premier",
        "deuxieme",
        "troisieme",
        "quatrieme",
        "cinquieme",
        "sixieme",
        "septieme",
        "huitieme",
        "neuvieme",
        "dixieme",
        "onzieme",
        "douzieme",
        "treizieme",
        "quatorzieme",
        "quinzieme",
        "seizieme",
        "dixseptieme",
        "dixhuitieme",
        "dixneuvieme",
        "vingtieme",
    ];
    const ROMAN: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
        "xviii", "xix", "xx",
    ];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let known =
            matches!(&word[digits..], "" | "e" | "er" | "ere" | "eme" | "em" | "ieme" | "me" | "nd" | "nde" | "d");
        return word[..digits].parse().ok().filter(|_| known);
    }
    let roman = word.strip_suffix("eme").or_else(|| word.strip_suffix('e')).unwrap_or(word);
    let at =
        WORDS.iter().position(|known| *known == word).or_else(|| ROMAN.iter().position(|known| *known == roman))?;
    u32::try_from(at + 1).ok()
}
