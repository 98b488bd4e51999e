//! The places of an index, held in memory so that the nearest ones are found by reading them all: 35,000 distances take
//! less than a millisecond, and there is no tree to keep in step with the index.

use crate::error::SearchError;
use crate::schema::PlaceFields;
use guichet_core::model::{Item, PlaceKind, Position};
use tantivy::columnar::StrColumn;
use tantivy::schema::Schema;
use tantivy::{DocAddress, Searcher, TantivyDocument};

/// Most places kept in memory: eight times what France has of town halls. What is beyond is found by its words only.
const MOST: usize = 300_000;
/// Degrees are kept in millionths, about ten centimetres.
const MICRO: f64 = 1e6;

/// One place: its kind, its point, its document.
#[derive(Clone, Copy)]
struct Row {
    kind: u32,
    at: Position,
    doc: DocAddress,
}

/// Kind and position of every place.
#[derive(Default)]
pub(crate) struct Places {
    kinds: Vec<PlaceKind>,
    rows: Vec<Row>,
}

/// Writes what [`Places::load`] reads back: the kinds of a place (its own, and what else it is) and its position.
pub(crate) fn write(fields: &PlaceFields, item: &Item, doc: &mut TantivyDocument) {
    let Some(place) = &item.place else { return };
    doc.add_text(fields.place_kind, &place.kind);
    for kind in item.counters.iter().filter(|kind| **kind != place.kind) {
        doc.add_text(fields.place_kind, kind);
    }
    if let Some(position) = place.position {
        doc.add_u64(fields.position, pack(position));
    }
}

impl Places {
    /// Reads the columns of an index; no stored item is opened.
    pub(crate) fn load(searcher: &Searcher, schema: &Schema, fields: &PlaceFields) -> Result<Self, SearchError> {
        let mut places = Self::default();
        let name = |field| schema.get_field_name(field);
        for (segment, reader) in searcher.segment_readers().iter().enumerate() {
            let columns = reader.fast_fields();
            let positions = columns.column_opt::<u64>(name(fields.position))?;
            let (Some(positions), Some(kinds)) = (positions, columns.str(name(fields.place_kind))?) else { continue };
            let ids = places.kinds_of(&kinds)?;
            for doc in reader.doc_ids_alive() {
                let Some(at) = positions.first(doc).and_then(unpack) else { continue };
                let doc_address = DocAddress::new(segment as u32, doc);
                for kind in kinds.term_ords(doc).filter_map(|ord| ids.get(ord as usize)) {
                    if places.rows.len() < MOST {
                        places.rows.push(Row { kind: *kind, at, doc: doc_address });
                    }
                }
            }
        }
        Ok(places)
    }

    /// The numbers here of a segment's kinds, in the segment's order.
    fn kinds_of(&mut self, column: &StrColumn) -> Result<Vec<u32>, SearchError> {
        let mut ids = Vec::with_capacity(column.num_terms());
        let mut kind = String::new();
        for ord in 0..column.num_terms() as u64 {
            column.ord_to_str(ord, &mut kind)?;
            let known = self.kinds.iter().position(|known| *known == kind.as_str());
            let id = known.unwrap_or_else(|| {
                self.kinds.push(kind.as_str().into());
                self.kinds.len() - 1
            });
            ids.push(id as u32);
        }
        Ok(ids)
    }

    /// The nearest places of some kinds, all kinds where none is given: kilometres and document, nearest first. A place
    /// of several kinds comes once.
    pub(crate) fn nearest(&self, kinds: &[PlaceKind], near: Position, limit: usize) -> Vec<(f64, DocAddress)> {
        let wanted: Vec<bool> = self.kinds.iter().map(|kind| kinds.is_empty() || kinds.contains(kind)).collect();
        let rows = self.rows.iter().filter(|row| wanted.get(row.kind as usize).copied().unwrap_or(false));
        // Enough for the rows of one place under several kinds; the documents break ties the same way every time.
        let keep = limit.saturating_mul(self.kinds.len().clamp(1, 4)).min(MOST);
        let mut found: Vec<(f64, DocAddress)> = rows.map(|row| (row.at.distance_km(near), row.doc)).collect();
        let order = |a: &(f64, DocAddress), b: &(f64, DocAddress)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if keep < found.len() {
            found.select_nth_unstable_by(keep, order);
            found.truncate(keep);
        }
        found.sort_unstable_by(order);
        found.dedup_by_key(|(_, doc)| *doc);
        found.truncate(limit);
        found
    }
}

/// A position in one number: latitude above, longitude below, both from their lowest value.
fn pack(position: Position) -> u64 {
    let millionths = |degrees: f64, from: f64| ((degrees + from) * MICRO).round().max(0.0) as u64;
    (millionths(position.lat, 90.0) << 32) | millionths(position.lon, 180.0)
}

pub(crate) fn unpack(packed: u64) -> Option<Position> {
    let degrees = |millionths: u64, from: f64| millionths as f64 / MICRO - from;
    Position::new(degrees(packed >> 32, 90.0), degrees(packed & 0xffff_ffff, 180.0))
}

#[cfg(test)]
mod tests {
    //! - a position survives its packing to a millionth of a degree, on the whole globe;
    //! - the nearest come first, of the asked kinds only, and a place of two kinds comes once;
    //! - a place without a position is not among them.

    use super::*;
    use crate::analysis::register;
    use guichet_core::fake::{FakeCatalog, town_hall};
    use tantivy::Index;

    #[test]
    fn positions_survive_packing() {
        for (lat, lon) in [(44.35, 2.57), (-21.115_141, 55.536_384), (-90.0, -180.0), (90.0, 180.0), (0.0, 1e-6)] {
            let position = Position::new(lat, lon).expect("on the globe");
            let back = unpack(pack(position)).expect("on the globe");
            assert!((back.lat - lat).abs() < 1e-6 && (back.lon - lon).abs() < 1e-6, "{lat} {lon}");
        }
    }

    #[test]
    fn the_nearest_of_the_kinds_come_first_and_once() {
        let (schema, fields) = PlaceFields::schema();
        let index = Index::create_in_ram(schema.clone());
        register(index.tokenizers());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).expect("a writer");
        let add = |lat: f64, lon: f64, kind: &str, also: &[&str]| {
            let mut item = town_hall(&FakeCatalog::default().communes[0]);
            item.counters = also.iter().map(|kind| PlaceKind::from(*kind)).collect();
            let place = item.place.as_mut().expect("a place");
            (place.kind, place.position) = (kind.into(), Position::new(lat, lon));
            let mut doc = TantivyDocument::default();
            write(&fields, &item, &mut doc);
            writer.add_document(doc).expect("added");
        };
        add(44.0, 2.0, "mairie", &[]);
        add(44.2, 2.0, "caf", &["mairie", "msap"]);
        add(44.1, 2.0, "caf", &[]);
        add(0.0, 0.0, "mairie", &[]);
        writer.commit().expect("committed");
        let searcher = index.reader().expect("a reader").searcher();
        let places = Places::load(&searcher, &schema, &fields).expect("loaded");
        let near = Position::new(44.21, 2.0).expect("on the globe");
        let docs = |kinds: &[&str], limit| -> Vec<u32> {
            let kinds: Vec<PlaceKind> = kinds.iter().map(|kind| PlaceKind::from(*kind)).collect();
            places.nearest(&kinds, near, limit).iter().map(|(_, doc)| doc.doc_id).collect()
        };
        assert_eq!(docs(&["mairie"], 5), [1, 0]);
        assert_eq!(docs(&["caf"], 5), [1, 2]);
        assert_eq!(docs(&[], 2), [1, 2]);
        assert!(docs(&["cpam"], 5).is_empty() && docs(&["mairie"], 0).is_empty());
        assert!(places.nearest(&[], near, 1)[0].0 < 1.2, "kilometres");
    }
}
