//! A table of places, open.

use super::bits::Rows;
use super::names::Names;
use super::write::SegmentWriter;
use super::{ALIGN, CHECKSUM, COMMUNE, Head, ITEMS, LENGTH, RECORDS, TABLE, tree, unpack};
use crate::error::PlacesError;
use crate::link::Record;
use crate::merge::Merged;
use guichet_core::model::{FeatureId, Item, PlaceKind, Position};
use guichet_disk::Mapped;
use guichet_disk::checked;
use guichet_disk::checked::checksum;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

/// Fewer places than this times the square root of their table are measured one by one; of more, the tree is asked.
const MEASURED: f64 = 4.0;

/// A table of places.
pub(crate) struct Segment {
    head: Head,
    table: Mapped,
    items: Mapped,
    /// Where the columns begin.
    base: usize,
    ids: Names,
    words: Names,
    areas: Names,
    /// Places that are another's, said better there: a column of bits.
    hidden: Mapped,
}

impl Segment {
    /// Writes places into an empty folder, which [`Self::open`] opens.
    pub fn write(folder: &Path, places: impl Iterator<Item = Merged>) -> Result<(), PlacesError> {
        let mut writer = SegmentWriter::new(BufWriter::new(File::create(folder.join(ITEMS))?));
        let mut records = Vec::new();
        for (row, Merged { item, aliases }) in (0..).zip(places.filter(|merged| merged.item.place.is_some())) {
            records.extend(Record::new(row, &item));
            writer.add(&item, &aliases)?;
        }
        // Let go of before the columns are made: a country's worth of both is too much for a small machine.
        checked::write(&folder.join(RECORDS), &records)?;
        drop(records);
        let (mut items, table) = writer.finish()?;
        items.flush()?;
        Ok(fs::write(folder.join(TABLE), table)?)
    }

    /// What linking knows of the places in a folder.
    pub fn records(folder: &Path) -> Result<Vec<Record>, PlacesError> {
        Ok(checked::read(&folder.join(RECORDS))?)
    }

    /// A table of places in memory.
    pub fn in_memory(places: impl Iterator<Item = Item>) -> Result<Self, PlacesError> {
        let mut writer = SegmentWriter::new(Vec::new());
        for item in places {
            writer.add(&item, &[])?;
        }
        let (items, table) = writer.finish()?;
        Self::over(Mapped::held(&table)?, Mapped::held(&items)?)
    }

    /// Opens the table of a folder.
    pub fn open(folder: &Path) -> Result<Self, PlacesError> {
        Self::over(Mapped::open(&folder.join(TABLE))?, Mapped::open(&folder.join(ITEMS))?)
    }

    fn over(table: Mapped, items: Mapped) -> Result<Self, PlacesError> {
        let length = table.get(CHECKSUM..).and_then(|rest| rest.first_chunk::<LENGTH>()).ok_or_else(damaged)?;
        let end = CHECKSUM + LENGTH + u32::from_le_bytes(*length) as usize;
        let head: Head = postcard::from_bytes(table.get(CHECKSUM + LENGTH..end).ok_or_else(damaged)?)?;
        let base = end.next_multiple_of(ALIGN);
        let slice = |range: &Range<usize>| table.slice(base + range.start..base + range.end);
        let names = |[names, rows]: &[Range<usize>; 2]| -> Result<Names, PlacesError> {
            Names::open(slice(names), slice(rows))
        };
        let (ids, words, areas) = (names(&head.columns.ids)?, names(&head.columns.words)?, names(&head.columns.areas)?);
        Ok(Self { ids, words, areas, base, head, table, items, hidden: Mapped::default() })
    }

    /// The same, without the places of a column of bits.
    #[must_use]
    pub fn without(self, hidden: Mapped) -> Self {
        Self { hidden, ..self }
    }

    /// Whether both files are as they were written; it reads them whole.
    pub fn is_whole(&self) -> bool {
        let Some((sum, rest)) = self.table.split_first_chunk::<CHECKSUM>() else { return false };
        let items = (0..self.head.count)
            .try_fold(0_u64, |sum, row| Some(sum.rotate_left(1) ^ checksum(self.items.get(self.span(row)?)?)));
        u64::from_le_bytes(*sum) == checksum(rest) && items == Some(self.head.items)
    }

    /// How many places it holds, the hidden ones too.
    pub fn count(&self) -> usize {
        self.head.count as usize
    }

    /// A place.
    pub fn item(&self, row: u32) -> Result<Item, PlacesError> {
        let bytes = self.span(row).and_then(|span| self.items.get(span)).ok_or_else(damaged)?;
        Ok(postcard::from_bytes(bytes)?)
    }

    /// The place of an identifier, where it is not hidden.
    pub fn row(&self, id: &str) -> Option<u32> {
        self.ids.rows(id).find(|row| !self.is_hidden(*row))
    }

    /// Every identifier with its place.
    pub fn each_id(&self, take: impl FnMut(&str, u32)) {
        self.ids.each(take);
    }

    /// Where a place stands.
    pub fn position(&self, row: u32) -> Option<Position> {
        let packed = self.column(&self.head.columns.positions).as_chunks::<8>().0.get(row as usize)?;
        unpack(u64::from_le_bytes(*packed))
    }

    /// The words of the places.
    pub fn words(&self) -> &Names {
        &self.words
    }

    /// Communes by their INSEE code.
    pub fn areas(&self) -> &Names {
        &self.areas
    }

    /// How many words a place has.
    pub fn length(&self, row: u32) -> usize {
        self.column(&self.head.columns.lengths).get(row as usize).copied().unwrap_or(1).into()
    }

    /// Whether a place comes from a source of this name.
    pub fn is_from(&self, row: u32, source: &str) -> bool {
        let number = self.column(&self.head.columns.sources).get(row as usize);
        number.and_then(|number| self.head.sources.get(usize::from(*number))).is_some_and(|name| name == source)
    }

    /// Whether a place is left out: another says the same better.
    pub fn is_hidden(&self, row: u32) -> bool {
        self.hidden.get(row as usize / 8).is_some_and(|bits| bits >> (row % 8) & 1 == 1)
    }

    /// The hours of a place, by their number among those of the table, and the INSEE code of its commune.
    pub fn hours(&self, row: u32) -> Option<(u32, &str, &str)> {
        let columns = &self.head.columns;
        let number = |column: &Range<usize>, at: usize| {
            self.column(column).as_chunks::<4>().0.get(at).map(|bytes| u32::from_le_bytes(*bytes))
        };
        let hours = number(&columns.hours, row as usize)?;
        let (start, end) =
            (number(&columns.text_starts, hours as usize)?, number(&columns.text_starts, hours as usize + 1)?);
        let text = std::str::from_utf8(self.column(&columns.texts).get(start as usize..end as usize)?).ok()?;
        let code = self.column(&columns.communes).as_chunks::<COMMUNE>().0.get(row as usize)?;
        Some((hours, text, std::str::from_utf8(code).ok().filter(|code| !code.starts_with('\0')).unwrap_or_default()))
    }

    /// Places of any of some kinds (of all where none is given) with all of some features, which are not hidden.
    pub fn select(&self, kinds: &[PlaceKind], features: &[FeatureId]) -> Rows {
        let mut rows = Rows::all(self.count());
        rows.leave_out(&self.hidden);
        if !kinds.is_empty() {
            let of = |kind: &PlaceKind| self.head.kinds.iter().position(|name| *kind == **name);
            rows.keep_any(kinds.iter().filter_map(of).map(|at| self.bits(&self.head.columns.kinds, at)));
        }
        for feature in features {
            let at = self.head.features.iter().position(|name| *feature == **name);
            rows.keep_any(at.into_iter().map(|at| self.bits(&self.head.columns.features, at)));
        }
        rows
    }

    /// Keeps the places that may be open in some of these quarters of the week; only those with exceptions where none is
    /// given.
    pub fn keep_open(&self, rows: &mut Rows, quarters: &[usize]) {
        let exceptions = self.bits(&self.head.columns.exceptions, 0);
        let quarters = quarters.iter().map(|quarter| self.bits(&self.head.columns.quarters, *quarter));
        rows.keep_any([exceptions].into_iter().chain(quarters));
    }

    /// The `limit` nearest of some places, and those as near as the last: kilometres and row, the nearest first.
    pub fn nearest(&self, rows: &Rows, from: Position, limit: usize) -> Result<Vec<(f64, u32)>, PlacesError> {
        let many = rows.len() as f64 > MEASURED * (self.count() as f64 * limit as f64).sqrt();
        let mut found: Vec<(f64, u32)> = if many {
            let located = self.column(&self.head.columns.located).as_chunks::<4>().0;
            let row = |number: u32| located.get(number as usize).map(|row| u32::from_le_bytes(*row));
            let keeps = |number| row(number).is_some_and(|row| rows.holds(row));
            let found = tree::nearest(self.column(&self.head.columns.tree), from, limit, keeps)?;
            found.into_iter().filter_map(|(km, number)| Some((km, row(number)?))).collect()
        } else {
            rows.iter().filter_map(|row| Some((from.distance_km(self.position(row)?), row))).collect()
        };
        found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Some(last) = found.get(limit.saturating_sub(1)).map(|(km, _)| *km) {
            found.retain(|(km, _)| *km <= last);
        }
        Ok(found)
    }

    /// The bits of one of some columns of bits.
    fn bits(&self, columns: &Range<usize>, at: usize) -> &[u8] {
        let length = Rows::bytes(self.count());
        self.column(columns).get(at * length..(at + 1) * length).unwrap_or_default()
    }

    fn column(&self, range: &Range<usize>) -> &[u8] {
        self.table.get(self.base + range.start..self.base + range.end).unwrap_or_default()
    }

    fn span(&self, row: u32) -> Option<Range<usize>> {
        let starts = self.column(&self.head.columns.starts).as_chunks::<8>().0;
        let at = |row: usize| starts.get(row).map(|start| u64::from_le_bytes(*start) as usize);
        Some(at(row as usize)?..at(row as usize + 1)?)
    }
}

fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
