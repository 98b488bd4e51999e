//! One table of places, as one source gave them, in two files that are mapped and one that is read when tables are linked:
//!
//! ```text
//! items   whole places, one after the other
//! table   a checksum, a head, then the columns: where each place begins and stands, its words, and for each kind, each
//!         feature and each quarter of an hour of the week which places it holds of, a bit each
//! records what linking knows of each place
//! ```
//!
//! A place is a row, from 0. Nothing is read before it is asked for.

mod bits;
mod names;
mod read;
mod tree;
mod write;

pub(crate) use bits::Rows;
pub(crate) use read::Segment;

use guichet_core::model::Position;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Names of the files.
const ITEMS: &str = "items";
const TABLE: &str = "table";
const RECORDS: &str = "records";
/// The checksum, and the length of the head.
const CHECKSUM: usize = 8;
const LENGTH: usize = 4;
/// Columns begin at a multiple of it, as numbers of eight bytes must.
const ALIGN: usize = 8;
/// Bytes of the INSEE code of a commune.
const COMMUNE: usize = 5;
/// Degrees are kept in millionths, about ten centimetres.
const MICRO: f64 = 1e6;

/// What stands before the columns.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Head {
    /// How many places.
    count: u32,
    /// A checksum over the items.
    items: u64,
    /// Names of the sources, by the numbers in their column.
    sources: Vec<String>,
    /// Kinds and features, in the order of their bits.
    kinds: Vec<String>,
    features: Vec<String>,
    /// Where each column stands in the file, counted from the end of the head.
    columns: Columns,
}

/// Where each column stands.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Columns {
    /// Where each place begins in the items, and where the last one ends: eight bytes each.
    starts: Range<usize>,
    /// Packed positions, eight bytes each; all ones where there is none.
    positions: Range<usize>,
    /// The tree of the places that have a position, and their rows.
    tree: Range<usize>,
    located: Range<usize>,
    /// Identifiers, words and communes, with their rows.
    ids: [Range<usize>; 2],
    words: [Range<usize>; 2],
    areas: [Range<usize>; 2],
    /// How many words each place has, and the number of its source: a byte each.
    lengths: Range<usize>,
    sources: Range<usize>,
    /// Bits: kind by kind, feature by feature, quarter by quarter of the week.
    kinds: Range<usize>,
    features: Range<usize>,
    quarters: Range<usize>,
    /// The number of the hours of each place, four bytes each; the hours, as texts, and where each begins.
    hours: Range<usize>,
    texts: Range<usize>,
    text_starts: Range<usize>,
    /// The INSEE code of each place's commune: five bytes, zeros where it is not known.
    communes: Range<usize>,
    /// Bits: places whose hours are more than a week that repeats.
    exceptions: Range<usize>,
}

/// A position in one number: latitude above, longitude below, both from their lowest value.
fn pack(position: Option<Position>) -> u64 {
    let millionths = |degrees: f64, from: f64| ((degrees + from) * MICRO).round().max(0.0) as u64;
    position.map_or(u64::MAX, |at| (millionths(at.lat, 90.0) << 32) | millionths(at.lon, 180.0))
}

fn unpack(packed: u64) -> Option<Position> {
    let degrees = |millionths: u64, from: f64| millionths as f64 / MICRO - from;
    Position::new(degrees(packed >> 32, 90.0), degrees(packed & 0xffff_ffff, 180.0))
}

#[cfg(test)]
mod tests {
    //! - a position survives its packing to a millionth of a degree, on the whole globe; none stays none.

    use super::*;

    #[test]
    fn positions_survive_packing() {
        for (lat, lon) in [(44.35, 2.57), (-21.115_141, 55.536_384), (-90.0, -180.0), (90.0, 180.0), (0.0, 1e-6)] {
            let back = unpack(pack(Position::new(lat, lon))).expect("on the globe");
            assert!((back.lat - lat).abs() < 1e-6 && (back.lon - lon).abs() < 1e-6, "{lat} {lon}");
        }
        assert_eq!(unpack(pack(None)), None);
    }
}
