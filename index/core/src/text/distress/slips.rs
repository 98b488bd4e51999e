//! How near two words are: slips of the finger, and for French those of the ear.

use crate::model::Lang;

/// Slips forgiven in a word of so many letters.
pub(super) fn allowed(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..8 => 1,
        _ => 2,
    }
}

/// The letters of a word as bits: the first of each kind in the low half, a second one in the high half. A slip changes
/// two bits at most, so that most pairs of words are told apart without comparing them.
pub(super) fn mask(letters: &[char]) -> u64 {
    letters.iter().fold(0, |mask, c| {
        let bit = 1_u64 << (u32::from(*c) % 32);
        mask | if mask & bit == 0 { bit } else { bit << 32 }
    })
}

/// Letters added, dropped, changed or swapped with the next one, where there are at most `most` of them.
pub(super) fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    const LONGEST: usize = 32;
    if a.len().abs_diff(b.len()) > most || a.len() >= LONGEST || b.len() >= LONGEST {
        return None;
    }
    let mut rows = [[0_usize; LONGEST]; 3];
    for (column, cell) in rows[1].iter_mut().enumerate() {
        *cell = column;
    }
    for (i, x) in a.iter().enumerate() {
        let [older, last, next] = &mut rows;
        next[0] = i + 1;
        let mut least = next[0];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                // `older` holds the row before `last`.
                cost = cost.min(older[j - 1] + 1);
            }
            next[j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        rows.rotate_left(1);
    }
    // After each turn the row written last stands second.
    let cost = rows[1][b.len()];
    (cost <= most).then_some(cost)
}

/// A word with letters held down let go: three or more of a letter are one of it.
pub(super) fn released(word: &str, keep: usize) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let letters: Vec<char> = word.chars().collect();
    let mut changed = false;
    for run in letters.chunk_by(|a, b| a == b) {
        let held = run.len() > 2;
        changed |= held;
        out.extend(run.iter().take(if held { keep } else { run.len() }));
    }
    changed.then_some(out)
}

/// How a French word sounds, roughly: those who write by ear write this.
pub(super) fn sound(word: &str) -> String {
    let mut out = word.to_owned();
    for (written, heard) in [
        ("eaux", "o"),
        ("eau", "o"),
        ("aux", "o"),
        ("au", "o"),
        ("ph", "f"),
        ("qu", "k"),
        ("ck", "k"),
        ("ch", "$"),
        ("gn", "ni"),
        ("gu", "g"),
        ("ce", "se"),
        ("ci", "si"),
        ("ge", "je"),
        ("gi", "ji"),
        ("c", "k"),
        ("y", "i"),
        ("h", ""),
        ("ai", "e"),
        ("ei", "e"),
        ("oe", "e"),
        ("am", "an"),
        ("em", "an"),
        ("en", "an"),
        ("om", "on"),
        ("im", "in"),
        ("w", "v"),
    ] {
        if out.contains(written) {
            out = out.replace(written, heard);
        }
    }
    let letters: Vec<char> = out.chars().collect();
    let mut heard: String = letters.chunk_by(|a, b| a == b).filter_map(|run| run.first()).collect();
    // What is written at the end and not heard: an infinitive, a participle, a mute e; else a plural, a last consonant.
    // The consonant before a mute e is heard: "taxe" is not "tas".
    if heard.len() > 2
        && let Some(end) = ["er", "ez", "es", "e"].into_iter().find(|end| heard.ends_with(end))
    {
        heard.truncate(heard.len() - end.len());
        return heard;
    }
    while heard.len() > 2 && heard.ends_with(['s', 't', 'x', 'd', 'z', 'p']) {
        heard.pop();
    }
    heard
}

/// French words that sound like others which are cut otherwise: who writes by ear does not hear where a word ends.
pub(super) fn heard_as(word: &str) -> &'static [(&'static str, &'static str)] {
    match word {
        "ma" => &[("m", "a")],
        "ta" => &[("t", "a")],
        "la" => &[("l", "a")],
        "sa" => &[("s", "a")],
        "mon" => &[("m", "ont")],
        "ton" => &[("t", "ont")],
        "lon" => &[("l", "ont"), ("l", "on")],
        "mes" => &[("m", "est")],
        "ces" | "ses" | "cest" | "sest" | "c" => &[("c", "est"), ("s", "est")],
        "cetait" | "setait" => &[("c", "etait"), ("s", "etait")],
        "ni" => &[("n", "y")],
        "sen" | "cen" => &[("s", "en")],
        "jen" => &[("j", "en")],
        "je" => &[("j", "ai")],
        "nen" => &[("n", "en")],
        "den" => &[("d", "en")],
        "lui" => &[("l", "y")],
        "ya" | "yat" => &[("y", "a")],
        "yapa" => &[("a", "pas")],
        _ => &[],
    }
}

/// The little word that a French letter alone stands for: "j'veux" is "je veux".
pub(super) fn unelided(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "j" => "je",
        "m" => "me",
        "t" => "te",
        "s" => "se",
        "l" => "le",
        "d" => "de",
        "n" => "ne",
        "c" => "ce",
        _ => return None,
    })
}

/// What is left of a word without what its language writes onto it: words that share one may be forms of one word. In
/// Arabic prepositions, the article, the person of a verb, what is mine or theirs; in Turkish endings. None where the
/// language is not said to have any.
pub(super) fn stems(lang: Lang, word: &str) -> Vec<&str> {
    let Some(affixes) = lang.affixes() else { return Vec::new() };
    let long = |stem: &&str| stem.chars().nth(affixes.least.saturating_sub(1)).is_some();
    let bare = word.strip_prefix(affixes.joined).unwrap_or(word);
    let starts = affixes.before.iter().filter_map(|before| bare.strip_prefix(before));
    starts.flat_map(|stem| affixes.after.iter().filter_map(|after| stem.strip_suffix(after)).filter(long)).collect()
}

/// What a French word is once the little word written onto it is taken off: `jdors` is "je dors", `larme` is "l'arme".
pub(super) fn unbound(word: &str) -> Option<(&'static [&'static str], &str)> {
    let (little, rest): (&[&str], _) = match word.as_bytes().first()? {
        b'j' => (&["je", "j"], word.strip_prefix('j')?),
        b'l' => (&["l", "le"], word.strip_prefix('l')?),
        b'd' => (&["d", "de"], word.strip_prefix('d')?),
        b'm' => (&["m", "me"], word.strip_prefix('m')?),
        b't' => (&["t", "te"], word.strip_prefix('t')?),
        b's' => (&["s", "se"], word.strip_prefix('s')?),
        b'n' => (&["n", "ne"], word.strip_prefix('n')?),
        b'c' => (&["c", "ce"], word.strip_prefix('c')?),
        b'q' => (&["qu", "que"], word.strip_prefix("qu")?),
        _ => return None,
    };
    (rest.len() > 1).then_some((little, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_the_library_counts_them() {
        let words =
            ["", "a", "ab", "ba", "frappe", "frape", "farppe", "violence", "voilence", "vilense", "mourir", "courir"];
        for a in words {
            for b in words {
                let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
                let known = strsim::osa_distance(a, b);
                assert_eq!(distance(&x, &y, 2), (known <= 2).then_some(known), "{a} {b}");
            }
        }
    }

    #[test]
    fn what_sounds_the_same_is_the_same() {
        for (a, b) in [("frappe", "frape"), ("frapper", "frappe"), ("quelquun", "kelkun"), ("secours", "secour")] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        for (a, b) in [("mourir", "courir"), ("taxe", "tape"), ("tasse", "tape"), ("cartes", "car")] {
            assert_ne!(sound(a), sound(b), "{a} {b}");
        }
        assert_eq!(released("mouriiiir", 1).as_deref(), Some("mourir"));
    }
}
