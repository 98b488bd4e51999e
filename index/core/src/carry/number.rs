//! A whole number of any size: all that is carried is one.

/// A whole number, its lowest digit first, to the base of 2³², without zeros at its end. No `Debug`: it is what is carried.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Number(Vec<u32>);

impl Number {
    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// Divides it by a number other than 0, and gives the rest.
    pub(super) fn divide(&mut self, by: u32) -> u32 {
        let by = u64::from(by.max(1));
        let mut rest = 0_u64;
        for digit in self.0.iter_mut().rev() {
            let whole = rest << 32 | u64::from(*digit);
            // Both fit: the rest is less than the divisor, which has 32 bits.
            (*digit, rest) = ((whole / by) as u32, whole % by);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        rest as u32
    }

    /// Multiplies it, and adds to it.
    pub(super) fn multiply_add(&mut self, by: u32, add: u32) {
        let mut over = u64::from(add);
        for digit in &mut self.0 {
            let whole = u64::from(*digit) * u64::from(by) + over;
            (*digit, over) = (whole as u32, whole >> 32);
        }
        if over > 0 {
            self.0.push(over as u32);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    //! - what was multiplied and added is what is divided again, with its rest, whatever the size.

    use super::*;
    use crate::dice::Dice;

    #[test]
    fn what_goes_in_comes_out() {
        let mut dice = Dice(3);
        for _ in 0..200 {
            let digits: Vec<(u32, u32)> = (0..dice.below(40))
                .map(|_| {
                    let base = 1 + dice.below(u32::MAX as usize) as u32;
                    (base, dice.below(base as usize) as u32)
                })
                .collect();
            let mut number = Number::default();
            digits.iter().rev().for_each(|(base, digit)| number.multiply_add(*base, *digit));
            for (base, digit) in &digits {
                assert_eq!(number.divide(*base), *digit);
            }
            assert!(number.is_zero());
        }
    }
}
