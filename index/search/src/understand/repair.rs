//! Words that the corpus does not know: what they may be. By ear ("lojement"), by a slip of the finger ("logemenf"), glued
//! ("jai", "monpermis"). Known words are never touched: repairing every word harms more queries than it saves.

use crate::vocabulary::Vocabulary;
use strsim::osa_distance;

/// What a word may be: known words that stand in its place, and how likely that is, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Repair {
    /// One word, or several that were glued.
    pub words: Vec<String>,
    /// 0 to 1, relative to the other repairs of the same word.
    pub likelihood: f32,
}

/// Most repairs kept of one word.
const MOST: usize = 3;
/// A repair less likely than this share of the best is left out.
const SHARE: f32 = 0.3;
/// Longest word that is repaired, in characters.
const LONGEST: usize = 30;
/// What a letter costs that stands once instead of twice, or the reverse.
const DOUBLED: f32 = 0.4;
/// Letters that an elision leaves alone before a vowel.
const ELIDED: [&str; 10] = ["j", "l", "d", "m", "t", "s", "n", "c", "qu", "k"];

/// What an unknown folded word may be, the likeliest first.
pub(crate) fn repairs(word: &str, vocabulary: &Vocabulary) -> Vec<Repair> {
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) || word.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found: Vec<(Vec<String>, f32)> = Vec::new();
    for (known, count) in vocabulary.alike_in_sound(word) {
        let slips = osa_distance(word, known) as f32;
        found.push((vec![known.to_owned()], weigh(0.3 + 0.3 * slips, count)));
    }
    for (known, count) in vocabulary.alike_in_shape(word) {
        let slips = osa_distance(word, known);
        let most = match length {
            0..=3 => 1,
            4..=6 => 1,
            _ => 2,
        };
        if slips > 0 && slips <= most {
            let first = if word.chars().next() == known.chars().next() { 0.0 } else { 0.5 };
            // Who writes by ear doubles no letter, or the wrong one: "vile", "apeller".
            let cost = if undoubled(word) == undoubled(known) { DOUBLED } else { 0.85 };
            found.push((vec![known.to_owned()], weigh(cost * slips as f32 + first, count)));
        }
    }
    if let Some((words, cost, count)) = unglue(word, vocabulary) {
        found.push((words, weigh(cost, count)));
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut seen: Vec<Vec<String>> = Vec::new();
    found.retain(|(words, _)| {
        !seen.contains(words) && {
            seen.push(words.clone());
            true
        }
    });
    let best = found.first().map_or(0.0, |(_, weight)| *weight);
    found.retain(|(_, weight)| *weight >= SHARE * best);
    found.truncate(MOST);
    found
        .into_iter()
        .map(|(words, weight)| Repair { words, likelihood: weight / best.max(f32::MIN_POSITIVE) })
        .collect()
}

/// A word with each letter once where it stands twice.
fn undoubled(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// The more slips the less likely, the more common the likelier.
fn weigh(cost: f32, count: u32) -> f32 {
    (-1.1 * cost).exp() * (2.0 + count as f32).ln()
}

/// Splits a glued word into known ones: an elided letter first, then words by their share of the corpus.
fn unglue(word: &str, vocabulary: &Vocabulary) -> Option<(Vec<String>, f32, u32)> {
    for letters in ELIDED {
        let Some(rest) = word.strip_prefix(letters) else { continue };
        let count = vocabulary.count(rest);
        if count > 0 && rest.chars().count() >= 2 && rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']) {
            return Some((vec![rest.to_owned()], 0.2, count));
        }
    }
    if word.len() < 5 || !word.is_ascii() {
        return None;
    }
    // best[n]: the likeliest words that make the first n letters.
    let mut best: Vec<Option<(f32, usize)>> = vec![None; word.len() + 1];
    best[0] = Some((0.0, 0));
    for end in 1..=word.len() {
        for start in end.saturating_sub(20)..end {
            let Some((before, _)) = best[start] else { continue };
            let piece = &word[start..end];
            let share = match vocabulary.log_share(piece) {
                // Letters alone are articles and pronouns; two-letter accidents are rare words.
                Some(_)
                    if piece.len() == 1 && !matches!(piece, "a" | "l" | "d" | "j" | "y" | "m" | "s" | "n" | "c") =>
                {
                    continue;
                }
                Some(share) => share,
                None => continue,
            };
            let score = before + share;
            if best[end].is_none_or(|(known, _)| score > known) {
                best[end] = Some((score, start));
            }
        }
    }
    let (score, _) = best[word.len()]?;
    let mut words = Vec::new();
    let mut end = word.len();
    while end > 0 {
        let start = best[end]?.1;
        words.push(word[start..end].to_owned());
        end = start;
    }
    words.reverse();
    if words.len() < 2 || words.len() > 4 || !words.iter().any(|word| word.len() >= 4) {
        return None;
    }
    // Many rare pieces are an accident.
    let cost = 0.4 + 0.12 * (-score / words.len() as f32 - 5.0).max(0.0) + 0.4 * (words.len() as f32 - 2.0);
    let count = words.iter().map(|word| vocabulary.count(word)).min().unwrap_or(1);
    Some((words, cost, count))
}
