//! Writing choices into one number, the likelier the shorter, and reading them again (asymmetric numeral systems, Duda 2009).
//!
//! A choice of one in `total` equally likely values multiplies the number by `total`: nothing is lost to whole bits. A value of
//! weight 0 cannot be written. What stands last and is the first of its kind costs nothing: it leaves the number as it is, zero.

use super::number::Number;

/// A value among those that are possible: where it begins, how wide it is, how wide all are together.
#[derive(Clone, Copy)]
struct Slot {
    start: u32,
    width: u32,
    total: u32,
}

/// Choices being written.
#[derive(Clone, Default)]
pub(super) struct Writer(Vec<Slot>);

impl Writer {
    /// One of some values, each with its weight.
    pub(super) fn one_of(&mut self, weights: &[u32], value: usize) {
        let start = weights.iter().take(value).sum();
        let width = weights.get(value).copied().unwrap_or(0).max(1);
        self.0.push(Slot { start, width, total: weights.iter().sum::<u32>().max(1) });
    }

    /// A number below an end.
    pub(super) fn below(&mut self, end: u32, value: u32) {
        self.0.push(Slot { start: value.min(end.saturating_sub(1)), width: 1, total: end.max(1) });
    }

    /// All of them as one number.
    pub(super) fn finish(&self) -> Number {
        let mut number = Number::default();
        // The last first: what is read first is the lowest digit.
        for slot in self.0.iter().rev() {
            let rest = number.divide(slot.width);
            number.multiply_add(slot.total, slot.start + rest);
        }
        number
    }
}

/// Choices being read. It never fails: every number says something.
pub(super) struct Reader(Number);

impl Reader {
    pub(super) const fn new(number: Number) -> Self {
        Self(number)
    }

    /// One of some values, each with its weight.
    pub(super) fn one_of(&mut self, weights: &[u32]) -> usize {
        let at = self.0.divide(weights.iter().sum());
        let mut start = 0;
        for (value, width) in weights.iter().enumerate() {
            if at < start + width {
                self.0.multiply_add(*width, at - start);
                return value;
            }
            start += width;
        }
        0
    }

    /// A number below an end.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        self.0.divide(end)
    }

    /// Whether all was read: there is more where it was not written by this program.
    pub(super) fn is_done(&self) -> bool {
        self.0.is_zero()
    }
}

#[cfg(test)]
mod tests {
    //! - what was written is read again, and nothing is left; likely values make a smaller number.

    use super::*;
    use crate::dice::Dice;

    #[test]
    fn what_was_written_is_read() {
        let mut dice = Dice(7);
        let weights = [14, 1, 0, 30, 3];
        for _ in 0..500 {
            let values: Vec<usize> =
                (0..dice.below(60)).map(|_| [0, 1, 3, 4, 4].get(dice.below(5)).copied().unwrap_or(0)).collect();
            let mut writer = Writer::default();
            for value in &values {
                writer.one_of(&weights, *value);
                writer.below(1000, *value as u32 * 7);
            }
            let mut reader = Reader::new(writer.finish());
            for value in &values {
                assert_eq!((reader.one_of(&weights), reader.below(1000)), (*value, *value as u32 * 7));
            }
            assert!(reader.is_done());
        }
    }

    #[test]
    fn what_is_likely_is_short() {
        let size = |value: usize| {
            let mut writer = Writer::default();
            (0..100).for_each(|_| writer.one_of(&[15, 1], value));
            let mut number = writer.finish();
            let mut bits = 0;
            while !number.is_zero() {
                number.divide(2);
                bits += 1;
            }
            bits
        };
        assert!(size(0) <= 10 && (390..=400).contains(&size(1)), "{} {}", size(0), size(1));
    }
}
