//! How a French word sounds, roughly: words that sound alike share a key. A person who writes by ear writes one of them.

/// The sound key of a folded word; words of one key are said alike, give or take an accent.
///
/// Letters of the key: vowels `a e i o u`, nasals `A` (an), `I` (in), `O` (on), `w` (oi), consonants as they sound;
/// silent endings are gone. Digits and other scripts stay as they are.
pub fn key(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|c| *c != 'h' || word.len() < 2).collect();
    let letters = keep_ch_ph(word, letters);
    let text: String = undouble(&letters);
    let text = without_silent_end(&text);
    sounds(&text)
}

/// `h` is silent but for `ch` and `ph`, which stand for one sound each: written `$` and `f`.
fn keep_ch_ph(word: &str, plain: Vec<char>) -> Vec<char> {
    if !word.contains("ch") && !word.contains("ph") {
        return plain;
    }
    word.replace("sch", "$").replace("ch", "$").replace("ph", "f").chars().filter(|c| *c != 'h').collect()
}

fn undouble(letters: &[char]) -> String {
    let mut out = String::with_capacity(letters.len());
    for (at, c) in letters.iter().enumerate() {
        // A double s between vowels is no z, a double l after i is a y: both are told apart before they melt.
        if at > 0 && letters[at - 1] == *c {
            if *c == 's' && out.ends_with('s') {
                out.pop();
                out.push('ç');
            } else if *c == 'l' && at >= 2 && letters[at - 2] == 'i' {
                out.pop();
                out.push('y');
            }
            continue;
        }
        out.push(*c);
    }
    out
}

/// Without the endings that are not said.
fn without_silent_end(text: &str) -> String {
    let mut text = text.to_owned();
    // "er", "ez", "ai", "ait", "aient", "et", "e": one sound in everyday spelling.
    for (end, sound) in [
        ("aient", "e"),
        ("ait", "e"),
        ("ais", "e"),
        ("ez", "e"),
        ("er", "e"),
        ("ai", "e"),
        ("et", "e"),
        ("ee", "e"),
        ("ees", "e"),
        ("ges", "j"),
        ("es", ""),
        ("ent", "A"),
    ] {
        if text.len() > end.len() + 1 && text.ends_with(end) {
            text.truncate(text.len() - end.len());
            text.push_str(sound);
            break;
        }
    }
    while text.len() > 2 && text.ends_with(['s', 't', 'd', 'x', 'z', 'p']) {
        text.pop();
    }
    if text.len() > 3 && text.ends_with('e') {
        text.pop();
        // The e is silent and softens all the same.
        if text.ends_with('g') {
            text.pop();
            text.push('j');
        } else if text.ends_with('c') {
            text.pop();
            text.push('ç');
        }
        while text.len() > 2 && text.ends_with(['e', 's']) {
            text.pop();
        }
    }
    text
}

/// Spellings of several letters and their sound, the longest first.
const SPELLINGS: [(&str, &str); 36] = [
    ("eaux", "o"),
    ("çion", "sO"),
    ("tion", "sO"),
    ("cion", "sO"),
    ("sion", "sO"),
    ("eau", "o"),
    ("ain", "I"),
    ("ein", "I"),
    ("oin", "wI"),
    ("ien", "iI"),
    ("eui", "ey"),
    ("ail", "ay"),
    ("eil", "ey"),
    ("oeu", "e"),
    ("au", "o"),
    ("ou", "u"),
    ("oi", "w"),
    ("oy", "wi"),
    ("ay", "ei"),
    ("ai", "e"),
    ("ei", "e"),
    ("eu", "e"),
    ("an", "A"),
    ("am", "A"),
    ("en", "A"),
    ("em", "A"),
    ("in", "I"),
    ("im", "I"),
    ("yn", "I"),
    ("un", "I"),
    ("on", "O"),
    ("om", "O"),
    ("gn", "N"),
    ("qu", "k"),
    ("ge", "je"),
    ("ce", "se"),
];

/// Sounds that are no consonants.
const SOUNDED: [char; 10] = ['a', 'e', 'i', 'o', 'u', 'y', 'A', 'I', 'O', 'w'];

fn sounds(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let rest: String = letters[at..].iter().take(5).collect();
        let spelling = SPELLINGS.iter().find(|(written, _)| {
            rest.starts_with(written) && (!is_nasal(written) || nasal_here(&letters, at + written.chars().count()))
        });
        if let Some((written, sound)) = spelling {
            // "ge" and "ce" only soften; their vowel is read on.
            if *written == "ge" || *written == "ce" {
                push(&mut out, sound.chars().next().unwrap_or('s'));
                at += 1;
                continue;
            }
            sound.chars().for_each(|c| push(&mut out, c));
            at += written.chars().count();
            continue;
        }
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let before = at.checked_sub(1).map_or(' ', |before| letters[before]);
        let sound = match letters[at] {
            'c' if matches!(next, 'e' | 'i' | 'y') => 's',
            'c' | 'q' => 'k',
            'g' if matches!(next, 'e' | 'i' | 'y') => 'j',
            's' if vowel(before) && vowel(next) => 'z',
            'ç' => 's',
            'x' if vowel(before) && vowel(next) => 'z',
            'y' if !vowel(next) => 'i',
            'w' => 'v',
            // A mute e between consonants, as in "developper" and "devlopper", is said or not.
            'e' if at > 0 && at + 1 < letters.len() && !out.ends_with(SOUNDED) && !vowel(next) => {
                at += 1;
                continue;
            }
            other => other,
        };
        push(&mut out, sound);
        at += 1;
    }
    out
}

/// The same sound twice in a row is one.
fn push(out: &mut String, sound: char) {
    if !out.ends_with(sound) {
        out.push(sound);
    }
}

fn is_nasal(written: &str) -> bool {
    written.len() <= 3 && written.ends_with(['n', 'm']) && written != "gn"
}

/// A nasal is one only where no vowel and no second n follows.
fn nasal_here(letters: &[char], after: usize) -> bool {
    letters.get(after).is_none_or(|c| !vowel(*c) && *c != 'n' && *c != 'm')
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn words_said_alike_share_a_key() {
        for (one, other) in [
            ("alocation", "allocation"),
            ("lojement", "logement"),
            ("demision", "demission"),
            ("kel", "quel"),
            ("koi", "quoi"),
            ("fote", "faute"),
            ("majorasion", "majoration"),
            ("chomaje", "chomage"),
            ("contra", "contrat"),
            ("dossie", "dossier"),
            ("loiye", "loyer"),
            ("peyer", "payer"),
            ("aprentissage", "apprentissage"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn words_said_otherwise_do_not() {
        for (one, other) in [("loyer", "lancer"), ("maison", "mission"), ("poisson", "poison"), ("garde", "grade")] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }
}
