//! The check of a row of words: a symbol at its end, in the field of 2¹¹ elements, by which one wrong word is found for certain.
//!
//! The row is a polynomial whose value at a generator of the field is 0 (a Reed-Solomon code with one check symbol). Each
//! place has a weight of its own, none of them 0: one word that is taken for any other is found, and so are two that change
//! places, wherever they stand. Of all other mistakes one in 2,048 goes unseen. A row begins with a 1 that is not written, so
//! that a row of another length is another polynomial.

/// Bits of a symbol: one of 2,048 words.
pub(super) const BITS: u32 = 11;
/// Symbols that there are.
pub(super) const SYMBOLS: usize = 1 << BITS;
/// x¹¹ + x² + 1, primitive: x generates the field.
const POLYNOMIAL: u32 = 0b1000_0000_0101;

/// The value of a row at the generator; 0 for one that is whole.
fn value(row: &[u16]) -> u32 {
    row.iter().fold(1, |value, symbol| {
        let shifted = value << 1;
        let reduced = if shifted >> BITS == 0 { shifted } else { shifted ^ POLYNOMIAL };
        reduced ^ u32::from(*symbol)
    })
}

/// The symbol that makes a row whole.
pub(super) fn symbol(row: &[u16]) -> u16 {
    let mut row = row.to_vec();
    row.push(0);
    value(&row) as u16
}

/// Whether a row is whole.
pub(super) fn is_whole(row: &[u16]) -> bool {
    value(row) == 0
}

#[cfg(test)]
mod tests {
    //! - every single wrong word, and every two words that change places, are found;
    //! - a row that lacks a word, or has one more, is found but for one in about 2,048.

    use super::*;
    use crate::dice::Dice;

    fn row(dice: &mut Dice, length: usize) -> Vec<u16> {
        let mut row: Vec<u16> = (0..length).map(|_| dice.below(SYMBOLS) as u16).collect();
        row.push(symbol(&row));
        row
    }

    #[test]
    fn one_wrong_word_and_a_swap_are_found() {
        let mut dice = Dice(5);
        for length in 3..12 {
            let whole = row(&mut dice, length);
            assert!(is_whole(&whole));
            for at in 0..whole.len() {
                for other in (0..SYMBOLS as u16).filter(|other| *other != whole[at]) {
                    let mut wrong = whole.clone();
                    wrong[at] = other;
                    assert!(!is_whole(&wrong));
                }
                for with in (at + 1..whole.len()).filter(|with| whole[*with] != whole[at]) {
                    let mut wrong = whole.clone();
                    wrong.swap(at, with);
                    assert!(!is_whole(&wrong), "{at} {with}");
                }
            }
        }
    }

    #[test]
    fn a_missing_word_is_nearly_always_found() {
        let mut dice = Dice(9);
        let (mut tried, mut unseen) = (0, 0);
        for _ in 0..3000 {
            let whole = row(&mut dice, 11);
            for at in 0..whole.len() {
                let mut short = whole.clone();
                short.remove(at);
                tried += 1;
                unseen += usize::from(is_whole(&short));
            }
        }
        assert!(unseen * 1000 < tried, "{unseen} of {tried}");
        // Zeros at the beginning are no way around it.
        assert!(!is_whole(&row(&mut dice, 3)[1..]) && symbol(&[0, 0, 0]) != symbol(&[0, 0]));
    }
}
