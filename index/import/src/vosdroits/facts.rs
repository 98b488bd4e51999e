//! Facts that age, found in running text: amounts, delays and phone numbers.
//!
//! Ages ("moins de 18 ans"), hours of the day and the emergency numbers are none: a number that saves lives is shown
//! as it is, whatever the age of the fiche.

use super::phone;
use super::scan::{LONG, MIDDLE, SHORT, last_words, measured, money, percent, starts_here, unit_of};
use guichet_core::text::dated::{self, CLOSE, OPEN};

/// The text with its amounts, delays and phone numbers marked. What is already marked stays so, with the unit that
/// follows it.
pub(super) fn mark(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(OPEN) {
        scan(before, &mut out);
        let (inner, after) = marked.split_once(CLOSE).unwrap_or((marked, ""));
        // A unit said twice is a slip of the source.
        let after = if inner.ends_with('€') { after.strip_prefix(" €").unwrap_or(after) } else { after };
        let unit = if inner.contains(['€', '%']) { 0 } else { money(after).or_else(|| percent(after)).unwrap_or(0) };
        out.push_str(&dated::mark(&format!("{inner}{}", &after[..unit])));
        rest = &after[unit..];
    }
    scan(rest, &mut out);
    out
}

fn scan(text: &str, out: &mut String) {
    let (mut at, mut done) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let known = (c.is_ascii_digit() || c == '+' || c.is_alphabetic()) && starts_here(text, at);
        let fact = if known {
            phone::number(text, at).or_else(|| amount(text, at)).or_else(|| delays(text, at))
        } else {
            None
        };
        match fact {
            Some(length) => {
                out.push_str(&text[done..at]);
                out.push_str(&dated::mark(&text[at..at + length]));
                at += length;
                done = at;
            }
            None => at += c.len_utf8(),
        }
    }
    out.push_str(&text[done..]);
}

fn amount(text: &str, at: usize) -> Option<usize> {
    measured(&text[at..], |rest| money(rest).or_else(|| percent(rest)))
}

const WORDS: [&str; 17] = [
    "un",
    "une",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "douze",
    "quinze",
    "vingt",
    "trente",
    "quarante-huit",
    "vingt-quatre",
];
/// Words before a duration that make it a delay, rather than an age or a time of day.
const CUES: [&str; 28] = [
    "pendant",
    "durée",
    "durant",
    "délai",
    "délais",
    "dans",
    "valable",
    "valables",
    "valide",
    "validité",
    "tous",
    "toutes",
    "après",
    "bout",
    "période",
    "sous",
    "ici",
    "chaque",
    "renouvelable",
    "maximum",
    "minimum",
    "pour",
    "depuis",
    "prescription",
    "avant",
    "dure",
    "durer",
    "conserver",
];
const AGES: [&str; 18] = [
    "âge",
    "âges",
    "âgé",
    "âgée",
    "âgés",
    "âgées",
    "enfant",
    "enfants",
    "mineur",
    "mineurs",
    "mineure",
    "mineures",
    "jeune",
    "jeunes",
    "bébé",
    "bébés",
    "nourrisson",
    "anniversaire",
];

/// Length of a delay, or of one told in two parts: "1 mois et 15 jours".
fn delays(text: &str, at: usize) -> Option<usize> {
    let years = measured(&text[at..], |rest| unit_of(rest, &LONG));
    let months = years.and_then(|years| {
        let rest = &text[at + years..];
        let between = [" et ", " + ", " "].into_iter().find(|between| rest.starts_with(between))?;
        let months = measured(&rest[between.len()..], |rest| unit_of(rest, &["mois"]))?;
        Some(years + between.len() + months)
    });
    if months.is_some() {
        return months;
    }
    let first = delay(text, at)?;
    let second = text[at + first..].strip_prefix(" et ").and_then(|_| delay(text, at + first + 4));
    Some(second.map_or(first, |second| first + 4 + second))
}

fn delay(text: &str, at: usize) -> Option<usize> {
    let here = &text[at..];
    if here.starts_with("un jour") {
        return None;
    }
    for (rank, units) in [&LONG[..], &MIDDLE[..], &SHORT[..]].into_iter().enumerate() {
        let spelt = WORDS.iter().find_map(|word| {
            let rest = here.strip_prefix(word)?;
            Some(word.len() + unit_of(rest, units).filter(|_| rest.starts_with(' '))?)
        });
        let Some(length) = spelt.or_else(|| measured(here, |rest| unit_of(rest, units))) else { continue };
        let alone = here.starts_with("un");
        return is_delay(&text[..at], &here[length..], rank, alone).then(|| length + qualifier(&here[length..]));
    }
    None
}

/// Length of what belongs to a delay: "ouvrés", "francs", …
fn qualifier(after: &str) -> usize {
    let qualifiers = ["ouvrés", "ouvrables", "ouvré", "ouvrable", "francs", "calendaires", "consécutifs"];
    if after.starts_with(' ') { unit_of(after, &qualifiers).unwrap_or(0) } else { 0 }
}

/// Whether a duration is a delay. `rank`: 0 years, 1 days to months, 2 hours and minutes.
fn is_delay(before: &str, after: &str, rank: usize, alone: bool) -> bool {
    let words = last_words(before);
    let near = &words[words.len().saturating_sub(8)..];
    let any = |list: &[&str]| near.iter().any(|word| list.contains(&word.as_str()));
    let nearest = &words[words.len().saturating_sub(4)..];
    let led = nearest.iter().rev().take(2).any(|word| matches!(word.as_str(), "dans" | "pendant" | "sous"));
    let aged = !led && nearest.iter().any(|word| AGES.contains(&word.as_str()));
    let named = words.iter().any(|word| ["délai", "délais", "durée", "prescription"].contains(&word.as_str()));
    let always = after.strip_prefix(" sur ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // "les 4-11 ans" are people.
    let people = rank == 0 && words.last().is_some_and(|word| word == "les") && !led;
    if always || people || after.starts_with('/') || aged {
        return false;
    }
    let cued = named
        || any(&CUES)
        || [" avant", " après", " suivant", " à compter", " à partir", " renouvelable", " maximum", " minimum"]
            .iter()
            .any(|cue| after.starts_with(cue));
    let measured = words.last().is_some_and(|word| matches!(word.as_str(), "à" | "vers" | "entre"));
    match rank {
        // "de plus de 60 ans" is an age; "depuis plus de 2 ans" is not.
        0 => cued && (!any(&["moins", "plus"]) || any(&["depuis", "pendant", "durée", "dans"])),
        1 => !alone || cued,
        _ => (cued || after.starts_with(" pour ")) && !measured,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn marks(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        dated::render(&mark(text), |fact| {
            found.push(fact.to_owned());
            String::new()
        });
        assert_eq!(found, expected, "{text}");
        assert_eq!(dated::plain(&mark(text)), dated::plain(text), "marking changes no word");
    }

    #[test]
    fn amounts_are_marked_with_their_unit() {
        marks("Une amende de 1 500 € et 30,50 euros.", &["1 500 €", "30,50 euros"]);
        marks("De 2 à 4 € par jour, soit 3.5€", &["2 à 4 €", "3.5€"]);
        marks("30 000 habitants, article 15, 2 pièces", &[]);
        marks("⟦150⟧ € ou ⟦50 %⟧ de ⟦12⟧ %", &["150 €", "50 %", "12 %"]);
        marks("0,06 €/min, un taux de 10 à 20 %", &["0,06 €", "10 à 20 %"]);
    }

    #[test]
    fn delays_are_marked_ages_and_hours_of_the_day_are_not() {
        marks("Dans un délai de 2 mois, 15 jours ouvrés ou 48 heures.", &["2 mois", "15 jours ouvrés", "48 heures"]);
        marks("La carte est valable 10 ans. Elle dure deux mois.", &["10 ans", "deux mois"]);
        marks("dans un délai d'un mois, pendant un an", &["un mois", "un an"]);
        marks("de 2 à 4 mois, 1 mois et 15 jours", &["2 à 4 mois", "1 mois et 15 jours"]);
        marks("Le délai de prescription d'une action en paiement des arriérés est de 5 ans.", &["5 ans"]);
        marks(
            "166 (41 ans et 6 mois), un enfant qui ne paie pas pendant plus de 2 mois",
            &["41 ans et 6 mois", "2 mois"],
        );
        marks("Un enfant de moins de 18 ans, âgé de 3 mois, à partir de 65 ans", &[]);
        marks("ouvert de 9 heures à 17 heures, 7 jours sur 7, 24 heures/24", &[]);
        marks("un mois de mai, un jour, deux personnes", &[]);
    }

    #[test]
    fn phone_numbers_are_marked_emergency_numbers_are_not() {
        marks("Appelez le 0 806 000 225 ou le 01 72 95 20 42.", &["0 806 000 225", "01 72 95 20 42"]);
        marks("Composez le 39 39, le 3939 ou le +33 (0) 1 72 95 20 42", &["39 39", "3939", "+33 (0) 1 72 95 20 42"]);
        marks("3646", &["3646"]);
        marks("Appelez le 17, le 112, le 115, le 3919 ou le 39 19.", &[]);
        marks("en 3200 ou 35 38 jours, 3 000 habitants, 31 12 2020", &["38 jours"]);
        assert_eq!(phone::all("Tél. 0809 401 401 (gratuit), fax 01.02.03.04.05").len(), 2);
    }
}
