//! The nearest places: for each kind of place, a tree of points on a sphere, in which a straight line is the longer the
//! farther two places are.

use crate::error::SearchError;
use crate::schema::PlaceFields;
use guichet_core::model::{Item, PlaceKind, Position};
use rstar::{AABB, PointDistance, RTree, RTreeObject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tantivy::schema::Schema;
use tantivy::{DocId, Searcher, TantivyDocument};

/// Degrees are kept in millionths, about ten centimetres.
const MICRO: f64 = 1e6;

/// Squares of lengths, the sphere having a radius of one, that may be equal but for rounding.
const SAME: f64 = 1e-12;

/// Every place that has a position, by kind. A place of several kinds stands under each.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Nearest {
    kinds: Vec<(PlaceKind, RTree<Spot>)>,
}

/// A place: where it is, on the sphere and packed, and its document.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Spot {
    point: [f64; 3],
    at: u64,
    doc: DocId,
}

impl RTreeObject for Spot {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.point)
    }
}

impl PointDistance for Spot {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        self.point.iter().zip(point).map(|(a, b)| (a - b) * (a - b)).sum()
    }
}

/// Writes what [`Nearest::collect`] reads back: the kinds of a place (its own, and what else it is) and its position.
pub(super) fn write(fields: &PlaceFields, item: &Item, doc: &mut TantivyDocument) {
    let Some(place) = &item.place else { return };
    doc.add_text(fields.place_kind, &place.kind);
    for kind in item.counters.iter().filter(|kind| **kind != place.kind) {
        doc.add_text(fields.place_kind, kind);
    }
    if let Some(position) = place.position {
        doc.add_u64(fields.position, pack(position));
    }
}

impl Nearest {
    /// Reads the columns of an index; no stored item is opened.
    pub fn collect(searcher: &Searcher, schema: &Schema, fields: &PlaceFields) -> Result<Self, SearchError> {
        let mut kinds: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
        let [segment, ..] = searcher.segment_readers() else { return Ok(Self::default()) };
        let columns = segment.fast_fields();
        let name = |field| schema.get_field_name(field);
        let positions = columns.column_opt::<u64>(name(fields.position))?;
        let (Some(positions), Some(column)) = (positions, columns.str(name(fields.place_kind))?) else {
            return Ok(Self::default());
        };
        let mut names = Vec::with_capacity(column.num_terms());
        for ord in 0..column.num_terms() as u64 {
            let mut kind = String::new();
            column.ord_to_str(ord, &mut kind)?;
            names.push(kind);
        }
        for doc in segment.doc_ids_alive() {
            let Some((at, position)) = positions.first(doc).and_then(|at| Some((at, unpack(at)?))) else { continue };
            let spot = Spot { point: position.on_sphere(), at, doc };
            for kind in column.term_ords(doc).filter_map(|ord| names.get(ord as usize)) {
                let spots = kinds.entry(kind.clone()).or_default();
                if spots.last() != Some(&spot) {
                    spots.push(spot);
                }
            }
        }
        let tree = |(kind, spots): (String, Vec<Spot>)| (kind.as_str().into(), RTree::bulk_load(spots));
        Ok(Self { kinds: kinds.into_iter().map(tree).collect() })
    }

    /// The nearest places of some kinds, all kinds where none is given: kilometres and document, nearest first, the first
    /// in the index where two are as near. A place of several kinds comes once.
    pub fn find(&self, kinds: &[PlaceKind], near: Position, limit: usize) -> Vec<(f64, DocId)> {
        if limit == 0 {
            return Vec::new();
        }
        let from = near.on_sphere();
        let mut found: Vec<(f64, DocId)> = Vec::new();
        for (_, tree) in self.kinds.iter().filter(|(kind, _)| kinds.is_empty() || kinds.contains(kind)) {
            let mut farthest = f64::INFINITY;
            for (count, spot) in tree.nearest_neighbor_iter(from).enumerate() {
                let length = spot.distance_2(&from);
                if count + 1 == limit {
                    farthest = length + SAME;
                }
                if count >= limit && length > farthest {
                    break;
                }
                found.extend(unpack(spot.at).map(|at| (at.distance_km(near), spot.doc)));
            }
        }
        found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
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
    //! - a place without a position is not among them;
    //! - the trees give what measuring every distance gives, ties and order included.

    use super::*;
    use crate::analysis::register;
    use guichet_core::dice::Dice;
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
        add(44.2, 2.0, "caf", &["mairie", "msap", "msap"]);
        add(44.1, 2.0, "caf", &[]);
        add(0.0, 0.0, "mairie", &[]);
        writer.commit().expect("committed");
        let searcher = index.reader().expect("a reader").searcher();
        let nearest = Nearest::collect(&searcher, &schema, &fields).expect("collected");
        let near = Position::new(44.21, 2.0).expect("on the globe");
        let docs = |kinds: &[&str], limit| -> Vec<u32> {
            let kinds: Vec<PlaceKind> = kinds.iter().map(|kind| PlaceKind::from(*kind)).collect();
            nearest.find(&kinds, near, limit).iter().map(|(_, doc)| *doc).collect()
        };
        assert_eq!(docs(&["mairie"], 5), [1, 0]);
        assert_eq!(docs(&["caf"], 5), [1, 2]);
        assert_eq!(docs(&[], 2), [1, 2]);
        assert!(docs(&["cpam"], 5).is_empty() && docs(&["mairie"], 0).is_empty());
    }

    #[test]
    fn a_tree_gives_what_measuring_every_distance_gives() {
        let mut dice = Dice(11);
        let mut random = |below| dice.below(below) as u32;
        // A coarse grid: many places stand on one point, or as far from where one asks.
        let mut at = || Position::new(f64::from(random(60)) / 4.0 + 40.0, f64::from(random(60)) / 4.0 - 5.0);
        let kinds = ["a", "b", "c"];
        let mut placed: Vec<(Vec<&str>, Position)> = Vec::new();
        for number in 0..900_usize {
            let own = kinds.iter().enumerate().filter(|(kind, _)| number % (kind + 2) == 0).map(|(_, kind)| *kind);
            placed.push((own.collect(), at().expect("on the globe")));
        }
        let spots = |kind: &str| -> Vec<Spot> {
            let of_kind = placed.iter().enumerate().filter(|(_, (own, _))| own.contains(&kind));
            let spot = |(doc, (_, at)): (usize, &(Vec<&str>, Position))| {
                let at = pack(*at);
                Spot { point: unpack(at).expect("on the globe").on_sphere(), at, doc: doc as DocId }
            };
            of_kind.map(spot).collect()
        };
        let nearest =
            Nearest { kinds: kinds.iter().map(|kind| ((*kind).into(), RTree::bulk_load(spots(kind)))).collect() };
        for round in 0..300_usize {
            let near = at().expect("on the globe");
            let asked: Vec<PlaceKind> = kinds.iter().take(round % 4).map(|kind| (*kind).into()).collect();
            let limit = round % 40;
            let wanted = |own: &[&str]| own.iter().any(|kind| asked.is_empty() || asked.contains(&(*kind).into()));
            let mut all: Vec<(f64, DocId)> = Vec::new();
            for (doc, (own, at)) in placed.iter().enumerate().filter(|(_, (own, _))| wanted(own)) {
                let _ = own;
                let at = unpack(pack(*at)).expect("on the globe");
                all.push((at.distance_km(near), doc as DocId));
            }
            all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            all.truncate(limit);
            assert_eq!(nearest.find(&asked, near, limit), all, "{asked:?}, {limit} around round {round}");
        }
    }
}
