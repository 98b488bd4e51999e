//! A number or a truth that may be known only within bounds, and the facts it rests on.
//!
//! A truth is 1 or 0; one that is not known lies between both. Kleene's logic then is arithmetic: unknown and false is
//! false, unknown and true is unknown. A value whose bounds meet no longer depends on what is unknown, whatever it was
//! made from: that is how the interview knows that a question cannot change anything any more.

use serde::{Deserialize, Serialize};

/// Facts by their place in the list of facts, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FactSet(u128);

impl FactSet {
    /// No fact.
    pub const NONE: Self = Self(0);
    /// Every fact there can be.
    pub const ALL: Self = Self(u128::MAX);

    /// More facts do not fit.
    pub const MOST: usize = u128::BITS as usize;

    /// One fact.
    pub const fn one(fact: usize) -> Self {
        Self(1 << fact)
    }

    /// Both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this one and not in the other.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a fact is in it.
    pub const fn has(self, fact: usize) -> bool {
        self.0 >> fact & 1 == 1
    }

    /// Whether both have a fact in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A value within bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
    /// Known facts that decided it.
    pub used: FactSet,
    /// Unknown facts that can still change it; none where the bounds meet.
    pub open: FactSet,
}

impl Value {
    /// A number that everybody knows.
    pub const fn number(number: f64) -> Self {
        Self { low: number, high: number, used: FactSet::NONE, open: FactSet::NONE }
    }

    /// Bounds, made from other values.
    pub fn bounds(low: f64, high: f64, used: FactSet, open: FactSet) -> Self {
        let open = if low == high { FactSet::NONE } else { open };
        Self { low, high, used, open }
    }

    /// A truth: `None` is unknown.
    pub fn truth(truth: Option<bool>, used: FactSet, open: FactSet) -> Self {
        match truth {
            Some(truth) => Self { used, ..Self::number(f64::from(u8::from(truth))) },
            None => Self { low: 0.0, high: 1.0, used, open },
        }
    }

    /// Read as a truth: anything but 0 is true.
    pub fn as_truth(self) -> Option<bool> {
        if self.low == 0.0 && self.high == 0.0 {
            Some(false)
        } else if self.low > 0.0 || self.high < 0.0 {
            Some(true)
        } else {
            None
        }
    }

    fn made(low: f64, high: f64, a: Self, b: Self) -> Self {
        Self::bounds(low, high, a.used.and(b.used), a.open.and(b.open))
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Self {
        Self::made(self.low + other.low, self.high + other.high, self, other)
    }

    /// Difference.
    pub fn minus(self, other: Self) -> Self {
        Self::made(self.low - other.high, self.high - other.low, self, other)
    }

    /// Product. Nothing times anything is nothing, whatever the anything.
    pub fn times(self, other: Self) -> Self {
        for side in [self, other] {
            if side.low == 0.0 && side.high == 0.0 {
                return side;
            }
        }
        let corners = [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
        let high = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self::made(low, high, self, other)
    }

    /// Quotient. Divided by nothing it is nothing; by what may be nothing, it is not known.
    pub fn over(self, other: Self) -> Self {
        if other.low == 0.0 && other.high == 0.0 {
            return other;
        }
        if other.low <= 0.0 && other.high >= 0.0 {
            return Self::made(f64::MIN / 4.0, f64::MAX / 4.0, self, other);
        }
        let inverse = Self { low: 1.0 / other.high, high: 1.0 / other.low, ..other };
        self.times(inverse)
    }

    /// The smaller one; what is surely larger can change nothing.
    pub fn least(self, other: Self) -> Self {
        let (mut a, mut b) = (self, other);
        if self.high <= other.low {
            b.open = FactSet::NONE;
        } else if other.high <= self.low {
            a.open = FactSet::NONE;
        }
        Self::made(self.low.min(other.low), self.high.min(other.high), a, b)
    }

    /// The larger one.
    pub fn most(self, other: Self) -> Self {
        let (mut a, mut b) = (self, other);
        if self.high <= other.low {
            a.open = FactSet::NONE;
        } else if other.high <= self.low {
            b.open = FactSet::NONE;
        }
        Self::made(self.low.max(other.low), self.high.max(other.high), a, b)
    }

    /// A function that never falls, such as rounding.
    pub fn rising(self, function: impl Fn(f64) -> f64) -> Self {
        Self::bounds(function(self.low), function(self.high), self.used, self.open)
    }

    /// The opposite truth.
    pub fn not(self) -> Self {
        Self::truth(self.as_truth().map(|truth| !truth), self.used, self.open)
    }

    /// Whether this is less than the other one.
    pub fn less(self, other: Self) -> Self {
        let truth = if self.high < other.low {
            Some(true)
        } else if self.low >= other.high {
            Some(false)
        } else {
            None
        };
        Self::truth(truth, self.used.and(other.used), self.open.and(other.open))
    }

    /// Whether both are the same.
    pub fn same(self, other: Self) -> Self {
        let truth = if self.high < other.low || other.high < self.low {
            Some(false)
        } else if self.low == self.high && other.low == other.high {
            Some(true)
        } else {
            None
        };
        Self::truth(truth, self.used.and(other.used), self.open.and(other.open))
    }

    /// Either of two, where it is not known which.
    pub fn either(self, other: Self, why: Self) -> Self {
        let used = self.used.and(other.used).and(why.used);
        let open = self.open.and(other.open).and(why.open);
        Self::bounds(self.low.min(other.low), self.high.max(other.high), used, open)
    }
}

#[cfg(test)]
mod tests {
    //! - Kleene's tables; a value whose bounds meet rests on nothing unknown.

    use super::*;

    fn unknown(low: f64, high: f64, fact: usize) -> Value {
        Value::bounds(low, high, FactSet::NONE, FactSet::one(fact))
    }

    #[test]
    fn what_cannot_matter_is_not_open() {
        let wage = unknown(0.0, 9_000.0, 3);
        assert!(wage.times(Value::number(0.0)).open.is_empty());
        assert!(wage.most(Value::number(10_000.0)).open.is_empty());
        assert!(wage.less(Value::number(9_500.0)).open.is_empty());
        assert!(wage.less(Value::number(1_000.0)).open.has(3));
        assert_eq!(wage.less(Value::number(1_000.0)).as_truth(), None);
    }

    #[test]
    fn bounds_follow_the_signs() {
        let a = unknown(-2.0, 3.0, 0);
        let b = unknown(1.0, 4.0, 1);
        assert_eq!((a.times(b).low, a.times(b).high), (-8.0, 12.0));
        assert_eq!((a.minus(b).low, a.minus(b).high), (-6.0, 2.0));
        assert_eq!((b.over(b).low, b.over(b).high), (0.25, 4.0));
        assert_eq!(Value::number(3.0).over(Value::number(0.0)).high, 0.0);
    }
}
