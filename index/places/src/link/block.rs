//! Which records are compared at all: those that share a value which one place would share.

use super::facts::Facts;
use super::record::Record;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Bits of a key that hold the position of its record; those above hold what is shared. Two values under one key are compared
/// in vain, and judged like any other pair.
const POSITION: u32 = 26;

/// Records that may share a value and still be compared with one another.
const LARGEST: usize = 64;
/// Sides of a cell of the grid, in millionths of a degree: 220 m to the north, 160 m to the east.
const CELL: i32 = 2_000;

/// What two records share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shared {
    Siret,
    Phone,
    Door,
    /// A word of a street: only where one of them has no number, else the door tells.
    Street,
    /// A word of a name: only where one of them has no address, else it tells.
    Name,
    Cell,
}

/// Pairs of positions in `records`, the smaller first, each once.
pub(super) fn candidates(records: &[Record], facts: &[Facts]) -> Vec<(u32, u32)> {
    let mut keys: Vec<u64> = Vec::with_capacity(records.len() * 16);
    for (at, (record, facts)) in (0..1_u64 << POSITION).zip(records.iter().zip(facts)) {
        let mut key = |shared: Shared, value: &dyn Fn(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            value(&mut hasher);
            keys.push((hasher.finish() << 3 | shared as u64) << POSITION | at);
        };
        if let Some(siret) = record.siret() {
            key(Shared::Siret, &|hasher| siret.hash(hasher));
        }
        if let Some(phone) = record.phone() {
            key(Shared::Phone, &|hasher| (phone, facts.area).hash(hasher));
        }
        if facts.area != 0 {
            for word in &facts.street.words {
                if let Some((first, _)) = facts.street.numbers {
                    key(Shared::Door, &|hasher| (facts.area, first, word).hash(hasher));
                }
                key(Shared::Street, &|hasher| (facts.area, word).hash(hasher));
            }
            for word in facts.name.own() {
                key(Shared::Name, &|hasher| (facts.area, word).hash(hasher));
            }
            if !facts.name.has_own() {
                key(Shared::Name, &|hasher| (facts.area, facts.name.families, &facts.name.words).hash(hasher));
            }
        }
        // Its own cell and the three that meet at its nearest corner.
        if let Some((lat, lon)) = record.point() {
            let half = CELL / 2;
            for (north, east) in [(-half, -half), (-half, half), (half, -half), (half, half)] {
                let cell = ((lat + north).div_euclid(CELL), (lon + east).div_euclid(CELL));
                key(Shared::Cell, &|hasher| cell.hash(hasher));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let numbered = |at: u32| facts[at as usize].street.numbers.is_some();
    // Farther apart than points tell anything, in millionths of a degree.
    let apart = |one: u32, other: u32| match (records[one as usize].point(), records[other as usize].point()) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() > 1_100 || (a.1 - b.1).abs() > CELL,
        _ => false,
    };
    let addressed = |at: u32| !facts[at as usize].street.is_empty();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let value = |key: &u64| key >> POSITION;
    let at = |key: u64| (key & ((1 << POSITION) - 1)) as u32;
    for block in keys.chunk_by(|a, b| value(a) == value(b)).filter(|block| (2..=LARGEST).contains(&block.len())) {
        let shared = value(&block[0]) & 7;
        for (nth, one) in block.iter().enumerate() {
            for other in &block[nth + 1..] {
                let (one, other) = (at(*one), at(*other));
                let told = shared == Shared::Cell as u64 && apart(one, other)
                    || shared == Shared::Street as u64 && numbered(one) && numbered(other)
                    || shared == Shared::Name as u64 && addressed(one) && addressed(other);
                if !told {
                    pairs.push((one, other));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
