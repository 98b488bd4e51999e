//! A list of words for what is carried: 2,048 made of syllables, any two of them two slips apart.

use crate::carry::WordList;
use std::sync::LazyLock;

/// Letters of which words are made: none of the real list looks like it.
const FIRST: &[u8; 16] = b"bcdfghjklmnpqrst";
const SECOND: &[u8; 8] = b"aeiouyvx";

/// The list.
pub(super) fn list() -> &'static WordList {
    static LIST: LazyLock<WordList> =
        LazyLock::new(|| WordList::new((0..2048).map(word).collect()).unwrap_or_default());
    &LIST
}

/// Three letters that say a number, then the sum of them in each of two letters: whoever changes one of the three changes both.
fn word(number: usize) -> String {
    let (a, b, c) = (number % 16, number / 16 % 8, number / 128);
    let letter = |of: &[u8], at: usize| of.get(at % of.len()).copied().map_or('z', char::from);
    let sums = [letter(FIRST, a + 3 * b + 5 * c), letter(FIRST, 7 * a + b + 11 * c)];
    ['z', letter(FIRST, a), letter(SECOND, b), letter(FIRST, c)].into_iter().chain(sums).collect()
}
