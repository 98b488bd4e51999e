//! Names that lead to rows, in a mapped file.

use crate::error::PlacesError;
use crate::gazetteer::laid_out;
use guichet_disk::Slice;
use std::collections::BTreeMap;
use tantivy_fst::raw::Fst;
use tantivy_fst::{Map, Streamer};

/// Names, each with the rows of its own, in order.
pub(crate) struct Names {
    map: Option<Map<Slice>>,
    rows: Slice,
}

impl Names {
    /// Those of two columns: the names, and the rows.
    pub fn open(map: Slice, rows: Slice) -> Result<Self, PlacesError> {
        let map = if map.is_empty() { None } else { Some(Map::from(Fst::new(map)?)) };
        Ok(Self { map, rows })
    }

    /// The two columns of names and rows.
    pub fn columns(names: BTreeMap<String, Vec<u32>>) -> Result<[Vec<u8>; 2], PlacesError> {
        let (map, rows) = laid_out(names)?;
        Ok([map, rows.into_iter().flat_map(u32::to_le_bytes).collect()])
    }

    /// The rows of a name, in order.
    pub fn rows(&self, name: &str) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.of(name).iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Every name with each of its rows, in order.
    pub fn each(&self, mut take: impl FnMut(&str, u32)) {
        let Some(map) = &self.map else { return };
        let mut names = map.stream();
        while let Some((name, _)) = names.next() {
            let Ok(name) = std::str::from_utf8(name) else { continue };
            self.rows(name).for_each(|row| take(name, row));
        }
    }

    /// How many rows a name has.
    pub fn count(&self, name: &str) -> usize {
        self.of(name).len()
    }

    /// Whether a row is one of a name's.
    pub fn holds(&self, name: &str, row: u32) -> bool {
        self.of(name).binary_search_by_key(&row, |bytes| u32::from_le_bytes(*bytes)).is_ok()
    }

    fn of(&self, name: &str) -> &[[u8; 4]] {
        let Some(place) = self.map.as_ref().and_then(|map| map.get(name)) else { return &[] };
        let (first, count) = ((place >> 32) as usize, (place & u64::from(u32::MAX)) as usize);
        self.rows.as_chunks::<4>().0.get(first..first + count).unwrap_or_default()
    }
}
