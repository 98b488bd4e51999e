//! Numbers that somebody answered, exactly, the usual ones in few bits. Frozen: see the module above.

use super::coder::{Reader, Writer};

/// What a number counts: which ways of writing it are usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// Euros a month.
    Month,
    /// Euros a year.
    Year,
    /// Euros in all.
    Saved,
    /// Months, since when.
    Months,
    /// Years, people, kilometres.
    Few,
    /// Somebody's age in years.
    Age,
    /// The age of a child in years.
    Child,
}

/// A way of writing: `(from + k) × times / parts`, for `k` below `end`.
struct Way {
    from: u32,
    times: u32,
    parts: u32,
    end: u32,
}

const fn way(times: u32, parts: u32, end: u32) -> Way {
    Way { from: 0, times, parts, end }
}

/// The ways of writing a number; beyond the last one stand its own 64 bits.
const WAYS: [Way; 16] = [
    way(1, 1, 1),
    way(100, 1, 32),
    way(50, 1, 64),
    way(10, 1, 256),
    way(1000, 1, 128),
    way(1, 1, 8),
    way(1, 1, 32),
    Way { from: 16, times: 1, parts: 1, end: 64 },
    way(1, 1, 128),
    way(1, 1, 1 << 11),
    way(1, 1, 1 << 14),
    way(1, 1, 1 << 16),
    way(1, 1, 1 << 24),
    way(1, 100, 1 << 24),
    way(1, 12, 1 << 12),
    // "Always": what stands for a time that nobody counts.
    Way { from: 99, times: 1, parts: 1, end: 1 },
];

/// How usual each way is, and at the end the 64 bits.
const fn weights(amount: Amount) -> [u32; WAYS.len() + 1] {
    match amount {
        Amount::Month => [14, 20, 12, 24, 2, 0, 0, 0, 0, 32, 8, 4, 3, 3, 1, 0, 1],
        Amount::Year => [10, 6, 0, 4, 12, 0, 0, 0, 0, 6, 34, 24, 6, 2, 1, 0, 1],
        Amount::Saved => [24, 24, 4, 8, 24, 0, 0, 0, 0, 4, 8, 8, 4, 1, 1, 0, 1],
        Amount::Months => [6, 0, 0, 0, 0, 28, 16, 0, 12, 2, 0, 1, 1, 1, 1, 32, 1],
        Amount::Few => [8, 0, 0, 0, 0, 48, 20, 0, 8, 6, 0, 4, 1, 3, 1, 0, 1],
        Amount::Age => [1, 0, 0, 0, 0, 1, 1, 80, 12, 1, 0, 1, 1, 1, 1, 0, 1],
        Amount::Child => [3, 0, 0, 0, 0, 32, 55, 0, 2, 1, 0, 1, 1, 1, 2, 0, 1],
    }
}

/// Digits of the 64 bits.
const DIGITS: u32 = 1 << 16;

/// Writes a number.
pub(super) fn write(writer: &mut Writer, amount: Amount, number: f64) {
    let weights = weights(amount);
    let usual = WAYS.iter().zip(weights).enumerate().filter(|(_, (_, weight))| *weight > 0);
    let fitting = usual.filter_map(|(at, (way, weight))| Some((at, way, weight, step(way, number)?)));
    // The shortest: the least there is to say of it, in the likeliest way.
    let cost = |way: &Way, weight: u32| f64::from(way.end) / f64::from(weight);
    let best = fitting.min_by(|(_, a, of_a, _), (_, b, of_b, _)| cost(a, *of_a).total_cmp(&cost(b, *of_b)));
    match best {
        Some((at, way, _, step)) => {
            writer.one_of(&weights, at);
            writer.below(way.end, step);
        }
        None => {
            writer.one_of(&weights, WAYS.len());
            let bits = number.to_bits();
            (0..4).for_each(|part| writer.below(DIGITS, (bits >> (16 * part)) as u32 & (DIGITS - 1)));
        }
    }
}

/// Reads a number.
pub(super) fn read(reader: &mut Reader, amount: Amount) -> f64 {
    match WAYS.get(reader.one_of(&weights(amount))) {
        Some(way) => {
            let step = reader.below(way.end);
            value(way, step)
        }
        None => {
            let part = |reader: &mut Reader, at: u32| u64::from(reader.below(DIGITS)) << (16 * at);
            f64::from_bits((0..4).fold(0, |bits, at| bits | part(reader, at)))
        }
    }
}

fn value(way: &Way, step: u32) -> f64 {
    f64::from(way.from + step) * f64::from(way.times) / f64::from(way.parts)
}

/// The step of a way that is exactly a number.
fn step(way: &Way, number: f64) -> Option<u32> {
    let step = (number * f64::from(way.parts) / f64::from(way.times)).round() - f64::from(way.from);
    let fits = step >= 0.0 && step < f64::from(way.end);
    (fits && value(way, step as u32).to_bits() == number.to_bits()).then_some(step as u32)
}

#[cfg(test)]
mod tests {
    //! - every number comes back to the last bit: whole, cents, twelfths, and any other;
    //! - what is usual takes few bits.

    use super::*;
    use crate::dice::Dice;
    use crate::fingerprint::Fingerprint;

    const ALL: [Amount; 7] =
        [Amount::Month, Amount::Year, Amount::Saved, Amount::Months, Amount::Few, Amount::Age, Amount::Child];

    fn back(amount: Amount, number: f64) -> f64 {
        let mut writer = Writer::default();
        write(&mut writer, amount, number);
        writer.below(97, 96);
        let mut reader = Reader::new(writer.finish());
        let read = read(&mut reader, amount);
        assert!(reader.below(97) == 96 && reader.is_done());
        read
    }

    fn bits(amount: Amount, number: f64) -> u32 {
        let mut writer = Writer::default();
        write(&mut writer, amount, number);
        // What a choice takes shows where much stands after it.
        writer.below(1 << 30, (1 << 30) - 1);
        let mut left = writer.finish();
        let mut bits = 0;
        while !left.is_zero() {
            left.divide(2);
            bits += 1;
        }
        bits - 30
    }

    #[test]
    fn every_number_comes_back() {
        let mut dice = Dice(4);
        for amount in ALL {
            let some =
                [0.0, -0.0, 0.25, 1.0 / 3.0, 7.0 / 12.0, 1e9, 5e-324, f64::MAX, -12.0, 1_234_567.89, 16_777_216.0];
            for number in some {
                assert_eq!(back(amount, number).to_bits(), number.to_bits(), "{number}");
            }
            for _ in 0..2000 {
                let whole = dice.below(60_000) as f64;
                for number in [whole, whole / 100.0, whole / 12.0, f64::from_bits(dice.throw())] {
                    assert_eq!(back(amount, number).to_bits(), number.to_bits(), "{number}");
                }
            }
        }
    }

    #[test]
    fn what_is_usual_is_short() {
        for (amount, number, most) in [
            (Amount::Month, 0.0, 4),
            (Amount::Month, 700.0, 9),
            (Amount::Month, 650.0, 10),
            (Amount::Month, 1240.0, 11),
            (Amount::Month, 1237.0, 14),
            (Amount::Year, 14_320.0, 16),
            (Amount::Year, 20_000.0, 11),
            (Amount::Months, 5.0, 5),
            (Amount::Months, 99.0, 2),
            (Amount::Saved, 1500.0, 8),
            (Amount::Age, 34.0, 7),
            (Amount::Child, 3.0, 6),
            (Amount::Few, 2.0, 5),
        ] {
            assert!(bits(amount, number) <= most, "{amount:?} {number}: {} bits", bits(amount, number));
        }
    }

    #[test]
    fn the_ways_are_those_of_the_first_version() {
        let mut fingerprint = Fingerprint::new();
        for Way { from, times, parts, end } in WAYS {
            fingerprint.field(format!("{from} {times} {parts} {end}").as_bytes());
        }
        ALL.iter().for_each(|amount| fingerprint.field(format!("{:?}", weights(*amount)).as_bytes()));
        assert_eq!(
            fingerprint.to_string(),
            "98468a464db2d09e",
            "sheets with words made by it are out there: change nothing"
        );
    }
}
