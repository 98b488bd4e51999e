//! Which records are compared at all: those that share a value which one place would share.

use super::facts::Facts;
use super::record::Record;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Records that may share a value and still be compared with one another.
const LARGEST: usize = 64;
/// Sides of a cell of the grid, in millionths of a degree: 220 m to the north, 160 m to the east.
const CELL: i32 = 2_000;

/// Pairs of positions in `records`, the smaller first, each once.
pub(super) fn candidates(records: &[Record], facts: &[Facts]) -> Vec<(u32, u32)> {
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(records.len() * 10);
    for (at, (record, facts)) in (0..).zip(records.iter().zip(facts)) {
        let mut key = |kind: u8, value: &dyn Fn(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            kind.hash(&mut hasher);
            value(&mut hasher);
            keys.push((hasher.finish(), at));
        };
        if let Some(siret) = record.siret() {
            key(0, &|hasher| siret.hash(hasher));
        }
        if let Some(phone) = record.phone() {
            key(1, &|hasher| (phone, facts.area).hash(hasher));
        }
        if facts.area != 0 {
            for word in &facts.street.words {
                key(2, &|hasher| (facts.area, facts.street.numbers.map(|(first, _)| first), word).hash(hasher));
                key(3, &|hasher| (facts.area, word).hash(hasher));
            }
            for word in facts.name.own() {
                key(4, &|hasher| (facts.area, word).hash(hasher));
            }
            if !facts.name.has_own() {
                key(5, &|hasher| (facts.area, facts.name.families, &facts.name.words).hash(hasher));
            }
            // The kinds that its name says, one by one: a few of each in a commune.
            for family in (0..u32::BITS).filter(|bit| facts.name.families & (1 << bit) != 0) {
                key(6, &|hasher| (facts.area, family).hash(hasher));
            }
        }
        // Its own cell and the three that meet at its nearest corner.
        if let Some((lat, lon)) = record.point() {
            let half = CELL / 2;
            for (north, east) in [(-half, -half), (-half, half), (half, -half), (half, half)] {
                let cell = ((lat + north).div_euclid(CELL), (lon + east).div_euclid(CELL));
                key(7, &|hasher| cell.hash(hasher));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for block in keys.chunk_by(|a, b| a.0 == b.0).filter(|block| (2..=LARGEST).contains(&block.len())) {
        for (nth, (_, one)) in block.iter().enumerate() {
            pairs.extend(block[nth + 1..].iter().map(|(_, other)| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
