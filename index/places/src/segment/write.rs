//! A table of places is written: the places go to the disk as they come, the columns at the end.

use super::bits::Rows;
use super::names::Names;
use super::{ALIGN, CHECKSUM, COMMUNE, Columns, Head, pack, tree};
use crate::error::PlacesError;
use crate::week::{QUARTERS, Week};
use guichet_core::model::{Item, ItemId, Position, is_overseas};
use guichet_core::text::normal::fold;
use guichet_disk::checked::checksum;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::ops::Range;

/// Longest word that a place is found by, in bytes.
const LONGEST_WORD: usize = 40;

/// Writes a table of places: the places into `W` as they come.
pub(crate) struct SegmentWriter<W> {
    items: W,
    sum: u64,
    starts: Vec<u64>,
    positions: Vec<Option<Position>>,
    ids: BTreeMap<String, Vec<u32>>,
    words: BTreeMap<String, Vec<u32>>,
    areas: BTreeMap<String, Vec<u32>>,
    lengths: Vec<u8>,
    sources: Vec<String>,
    source_of: Vec<u8>,
    kinds: BTreeMap<String, Vec<u32>>,
    features: BTreeMap<String, Vec<u32>>,
    weekly: Vec<u32>,
    exceptions: Vec<u32>,
    hours: Hours,
    hours_of: Vec<u32>,
    communes: Vec<u8>,
}

/// Each text of hours once: many places share one.
#[derive(Default)]
struct Hours {
    numbers: HashMap<String, u32>,
    texts: Vec<u8>,
    starts: Vec<u32>,
    weeks: Vec<Week>,
}

impl<W: Write> SegmentWriter<W> {
    /// Begins a table.
    pub fn new(items: W) -> Self {
        Self {
            items,
            sum: 0,
            starts: vec![0],
            positions: Vec::new(),
            ids: BTreeMap::new(),
            words: BTreeMap::new(),
            areas: BTreeMap::new(),
            lengths: Vec::new(),
            sources: Vec::new(),
            source_of: Vec::new(),
            kinds: BTreeMap::new(),
            features: BTreeMap::new(),
            weekly: Vec::new(),
            exceptions: Vec::new(),
            hours: Hours::default(),
            hours_of: Vec::new(),
            communes: Vec::new(),
        }
    }

    /// Adds a place, the last one so far. `aliases`: other identifiers that lead to it.
    pub fn add(&mut self, item: &Item, aliases: &[ItemId]) -> Result<(), PlacesError> {
        let Some(place) = &item.place else { return Ok(()) };
        let row = self.positions.len() as u32;
        let bytes = postcard::to_stdvec(item)?;
        self.sum = self.sum.rotate_left(1) ^ checksum(&bytes);
        self.items.write_all(&bytes)?;
        self.starts.push(self.starts.last().copied().unwrap_or_default() + bytes.len() as u64);
        self.positions.push(place.position);
        for id in std::iter::once(item.id.as_str()).chain(aliases.iter().map(ItemId::as_str)) {
            insert(&mut self.ids, id, row);
        }
        let own = [item.title.as_str(), place.kind.as_str(), &place.commune, &place.postal_code];
        let words = own.into_iter().chain(item.keywords.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        let words = fold(&words);
        let words: BTreeSet<&str> = words.split(' ').filter(|word| (1..=LONGEST_WORD).contains(&word.len())).collect();
        self.lengths.push(u8::try_from(words.len()).unwrap_or(u8::MAX));
        words.into_iter().for_each(|word| insert(&mut self.words, word, row));
        insert(&mut self.areas, &place.commune_code, row);
        for kind in std::iter::once(&place.kind).chain(&item.counters) {
            insert(&mut self.kinds, kind, row);
        }
        place.features.iter().for_each(|feature| insert(&mut self.features, feature, row));
        let source = self.sources.iter().position(|name| *name == item.source.name).unwrap_or_else(|| {
            self.sources.push(item.source.name.clone());
            self.sources.len() - 1
        });
        self.source_of.push(u8::try_from(source).unwrap_or(u8::MAX));
        let hours = self.hours.number(&place.hours);
        self.hours_of.push(hours);
        match self.hours.weeks.get(hours as usize) {
            // Overseas, the clock is another one: the hours themselves are to be asked.
            Some(Week::Same(_)) if !is_overseas(&place.commune_code) => self.weekly.push(row),
            Some(Week::Same(_) | Week::Exceptions) => self.exceptions.push(row),
            Some(Week::Unknown) | None => {}
        }
        let code = place.commune_code.as_bytes().first_chunk::<COMMUNE>().copied().unwrap_or_default();
        self.communes.extend(code);
        Ok(())
    }

    /// Ends the table: where the places were written, and the file of the columns.
    pub fn finish(mut self) -> Result<(W, Vec<u8>), PlacesError> {
        self.items.flush()?;
        let count = self.positions.len();
        let mut columns = Columns::default();
        let mut body = Vec::new();
        let points: Vec<Position> = self.positions.iter().filter_map(|at| *at).collect();
        let located = (0..).zip(&self.positions).filter(|(_, at)| at.is_some()).map(|(row, _)| row);
        columns.tree = put(&mut body, &tree::column(&points));
        columns.located = put(&mut body, &located.flat_map(u32::to_le_bytes).collect::<Vec<_>>());
        columns.starts = put(&mut body, &self.starts.iter().flat_map(|start| start.to_le_bytes()).collect::<Vec<_>>());
        let packed = self.positions.iter().flat_map(|at| pack(*at).to_le_bytes());
        columns.positions = put(&mut body, &packed.collect::<Vec<_>>());
        columns.ids = Names::columns(self.ids)?.map(|column| put(&mut body, &column));
        columns.words = Names::columns(self.words)?.map(|column| put(&mut body, &column));
        columns.areas = Names::columns(self.areas)?.map(|column| put(&mut body, &column));
        columns.lengths = put(&mut body, &self.lengths);
        columns.sources = put(&mut body, &self.source_of);
        columns.kinds = put_bits(&mut body, count, self.kinds.values());
        columns.features = put_bits(&mut body, count, self.features.values());
        let mut quarters = vec![Rows::none(count); QUARTERS];
        for row in self.weekly {
            let week = self.hours_of.get(row as usize).and_then(|hours| self.hours.weeks.get(*hours as usize));
            if let Some(Week::Same(open)) = week {
                open.iter().for_each(|quarter| quarters[*quarter].add(row));
            }
        }
        columns.quarters = put_rows(&mut body, quarters);
        let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>();
        columns.hours = put(&mut body, &numbers(&self.hours_of));
        self.hours.starts.push(self.hours.texts.len() as u32);
        columns.texts = put(&mut body, &self.hours.texts);
        columns.text_starts = put(&mut body, &numbers(&self.hours.starts));
        columns.communes = put(&mut body, &self.communes);
        columns.exceptions = put_bits(&mut body, count, std::iter::once(&self.exceptions));
        let head = Head {
            count: count as u32,
            items: self.sum,
            sources: self.sources,
            kinds: self.kinds.into_keys().collect(),
            features: self.features.into_keys().collect(),
            columns,
        };
        let head = postcard::to_stdvec(&head)?;
        let mut table = vec![0; CHECKSUM];
        table.extend((head.len() as u32).to_le_bytes());
        table.extend(head);
        table.resize(table.len().next_multiple_of(ALIGN), 0);
        table.extend(body);
        let (sum, rest) = table.split_at_mut(CHECKSUM);
        sum.copy_from_slice(&checksum(rest).to_le_bytes());
        Ok((self.items, table))
    }
}

impl Hours {
    /// The number of a text of hours.
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.weeks.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        self.starts.push(self.texts.len() as u32);
        self.texts.extend_from_slice(text.as_bytes());
        self.weeks.push(Week::of(text));
        number
    }
}

fn insert(names: &mut BTreeMap<String, Vec<u32>>, name: &str, row: u32) {
    match names.get_mut(name) {
        Some(rows) if rows.last() == Some(&row) => {}
        Some(rows) => rows.push(row),
        None => drop(names.insert(name.to_owned(), vec![row])),
    }
}

/// Adds a column; where it stands.
fn put(body: &mut Vec<u8>, column: &[u8]) -> Range<usize> {
    let start = body.len();
    body.extend_from_slice(column);
    let end = body.len();
    body.resize(end.next_multiple_of(ALIGN), 0);
    start..end
}

/// Adds columns of bits, one after the other.
fn put_bits<'a>(body: &mut Vec<u8>, count: usize, columns: impl Iterator<Item = &'a Vec<u32>>) -> Range<usize> {
    let bits = columns.map(|rows| {
        let mut bits = Rows::none(count);
        rows.iter().for_each(|row| bits.add(*row));
        bits
    });
    put_rows(body, bits)
}

/// The same of columns that are made already.
fn put_rows(body: &mut Vec<u8>, columns: impl IntoIterator<Item = Rows>) -> Range<usize> {
    let start = body.len();
    columns.into_iter().for_each(|bits| body.extend(bits.column()));
    start..body.len()
}
