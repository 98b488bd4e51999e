//! Positions that cannot be right, found by holding them against the commune they claim to be in.
//!
//! Of the 34,861 town halls of the national directory of October 2026, some 230 stand in another region, in the sea or
//! on another continent: a lost minus sign, latitude and longitude swapped or the same, a village of the same name.

use guichet_content::Features;
use guichet_core::model::{Commune, Date, Position, is_overseas};
use guichet_core::text::normal::fold;
use rstar::RTree;
use rstar::primitives::GeomWithData;
use std::collections::HashMap;

/// Kilometres from its commune's point beyond which a position is wrong. The largest communes of the mainland reach
/// 15 km (Arles); those overseas, with their rain forest and their islands, ten times that.
const FAR: f64 = 15.0;
const FAR_OVERSEAS: f64 = 150.0;
/// A mended position must come this near.
const NEAR: f64 = 6.0;
/// On the mainland, a position more than this many kilometres from its commune's point, and so many times nearer to
/// another one's, is in that other commune. Of 34,800 town halls some 1,400 are; long communes stay below, such as La
/// Possession, whose town is 9 km from its centre and 3.5 km from that of Le Port.
const APART: f64 = 2.5;
const TIMES_NEARER: f64 = 3.0;

/// What a reader of places must be told of the world.
pub struct Around<'a> {
    /// Date of records that carry none, such as the day the file was made.
    pub undated: Date,
    /// The points of the communes: positions are held against them.
    pub communes: &'a CommunePoints,
    /// What the values of the standards mean; an empty vocabulary knows none.
    pub features: &'a Features,
}

/// The points of the communes, that positions are held against.
#[derive(Default)]
pub struct CommunePoints {
    points: HashMap<String, Position>,
    tree: RTree<GeomWithData<[f64; 3], String>>,
    /// Their codes, by postal code and folded name.
    names: HashMap<(String, String), String>,
    /// Their names, by code.
    official: HashMap<String, String>,
}

#[cfg(test)]
impl CommunePoints {
    /// Rodez alone, for tests.
    pub(crate) fn rodez() -> Self {
        let commune = Commune {
            code: "12202".into(),
            name: "Rodez".into(),
            departement: "12".into(),
            postal_codes: vec!["12000".into()],
            population: 24_000,
            position: Position::new(44.35, 2.57),
        };
        [commune].into_iter().collect()
    }
}

impl FromIterator<Commune> for CommunePoints {
    /// From communes: those without a point are known by their names.
    fn from_iter<T: IntoIterator<Item = Commune>>(communes: T) -> Self {
        let mut names = HashMap::new();
        let mut points = Vec::new();
        let mut official = HashMap::new();
        for Commune { code, name, postal_codes, position, .. } in communes {
            official.insert(code.clone(), name.clone());
            let name = written_out(&name);
            names.extend(postal_codes.into_iter().map(|postal| ((postal, name.clone()), code.clone())));
            points.extend(position.map(|position| (code, position)));
        }
        Self { names, official, ..points.into_iter().collect() }
    }
}

impl FromIterator<(String, Position)> for CommunePoints {
    /// From INSEE codes and points.
    fn from_iter<T: IntoIterator<Item = (String, Position)>>(points: T) -> Self {
        let points: HashMap<String, Position> = points.into_iter().collect();
        let spots = points.iter().map(|(code, point)| GeomWithData::new(point.on_sphere(), code.clone()));
        let tree = RTree::bulk_load(spots.collect());
        Self { points, tree, names: HashMap::new(), official: HashMap::new() }
    }
}

/// A folded name with its abbreviations written out.
pub(crate) fn written_out(name: &str) -> String {
    let full = |word: &str| match word {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        other => other.to_owned(),
    };
    fold(name).split(' ').map(full).collect::<Vec<_>>().join(" ")
}

impl CommunePoints {
    /// The point of a commune, by its INSEE code.
    pub fn of(&self, code: &str) -> Option<Position> {
        self.points.get(code).copied()
    }

    /// The name of a commune, by its INSEE code.
    pub(crate) fn name(&self, code: &str) -> Option<&str> {
        self.official.get(code).map(String::as_str)
    }

    /// Whether none is known, as where a reader is tried alone.
    pub(crate) fn is_empty(&self) -> bool {
        self.points.is_empty() && self.names.is_empty()
    }

    /// The code of the commune that has a postal code and a name.
    pub fn named(&self, postal_code: &str, name: &str) -> Option<&str> {
        self.names.get(&(postal_code.to_owned(), written_out(name))).map(String::as_str)
    }

    /// Kilometres from a position to the nearest point of another commune.
    fn nearest_other(&self, at: Position, code: &str) -> Option<f64> {
        let mut nearest = self.tree.nearest_neighbor_iter(at.on_sphere());
        let other = nearest.find(|spot| spot.data != code)?;
        Some(self.of(&other.data)?.distance_km(at))
    }
}

/// A position checked against the points of its commune and of the others, and what was done to it, if anything.
pub(crate) fn mend(
    found: Option<Position>,
    code: &str,
    communes: &CommunePoints,
) -> (Option<Position>, Option<&'static str>) {
    let Some(commune) = communes.of(code) else { return in_france(found) };
    let Some(found) = found else { return (Some(commune), Some("no position: placed at the point of its commune")) };
    let overseas = is_overseas(code);
    let away = found.distance_km(commune);
    let mirrored = Position::new(found.lat, -found.lon).filter(|point| point.distance_km(commune) < NEAR);
    if let Some(mirrored) = mirrored.filter(|point| point.distance_km(commune) < away && away > NEAR) {
        return (Some(mirrored), Some("on the wrong side of the meridian: mirrored"));
    }
    if away <= if overseas { FAR_OVERSEAS } else { FAR } {
        let elsewhere = !overseas
            && away > APART
            && communes.nearest_other(found, code).is_some_and(|other| TIMES_NEARER * other < away);
        return match elsewhere {
            true => (Some(commune), Some("stands in another commune: placed at the point of its own")),
            false => (Some(found), None),
        };
    }
    match Position::new(found.lon, found.lat).filter(|point| point.distance_km(commune) < NEAR) {
        Some(swapped) => (Some(swapped), Some("latitude and longitude swapped: put back")),
        None => (Some(commune), Some("far from its commune: placed at the commune's point")),
    }
}

/// Boxes around the parts of France, a little wider than they are: south, north, west, east.
const FRANCE: [[f64; 4]; 10] = [
    [41.0, 51.3, -5.6, 9.8],
    [14.2, 18.3, -63.4, -60.6],
    [1.9, 6.0, -55.0, -51.3],
    [-21.6, -20.7, 55.0, 56.0],
    [-13.2, -12.4, 44.8, 45.5],
    [46.5, 47.4, -56.7, -55.9],
    [-28.0, -7.0, -155.0, -134.0],
    [-23.2, -17.5, 157.0, 172.5],
    [-14.6, -13.0, -178.4, -175.9],
    [10.0, 10.6, -109.5, -108.9],
];

/// Whether a point may be in France, overseas included.
pub(crate) fn may_be_in_france(at: Position) -> bool {
    FRANCE
        .iter()
        .any(|[south, north, west, east]| (*south..=*north).contains(&at.lat) && (*west..=*east).contains(&at.lon))
}

/// A position of which no commune is known: swapped where only that is in France, else left to who reads it.
fn in_france(found: Option<Position>) -> (Option<Position>, Option<&'static str>) {
    let Some(at) = found.filter(|at| !may_be_in_france(*at)) else { return (found, None) };
    match Position::new(at.lon, at.lat).filter(|swapped| may_be_in_france(*swapped)) {
        Some(swapped) => (Some(swapped), Some("latitude and longitude swapped: put back")),
        None => (None, Some("not in France: dropped")),
    }
}

#[cfg(test)]
mod tests {
    //! - a position in its commune is left alone; far ones are mended by their sign, their order, or the commune's point;
    //! - one that stands at another commune's point is put back, one at the edge of a long commune is not.

    use super::*;

    #[test]
    fn wrong_positions_are_mended() {
        let at = |lat, lon| Position::new(lat, lon);
        let mended = |found, commune: Option<Position>, code: &str| {
            let points: CommunePoints = commune.map(|point| (code.to_owned(), point)).into_iter().collect();
            mend(found, code, &points)
        };
        let dineault = at(48.2178, -4.1667);
        assert_eq!(mended(at(48.2189, -4.1656), dineault, "29044"), (at(48.2189, -4.1656), None));
        assert_eq!(mended(at(48.2189, 4.1656), dineault, "29044").0, at(48.2189, -4.1656));
        assert_eq!(mended(at(-4.1656, 48.2189), dineault, "29044").0, at(48.2189, -4.1656));
        assert_eq!(mended(at(48.2189, 48.2189), dineault, "29044").0, dineault);
        assert_eq!(mended(None, dineault, "29044").0, dineault);
        assert_eq!(mended(at(48.2189, 4.1656), None, "29044"), (at(48.2189, 4.1656), None));
        assert_eq!(mended(at(2.35, 48.85), None, "").0, at(48.85, 2.35), "only the other way round in France");
        assert_eq!(mended(at(37.5, -122.2), None, "").0, None);
        // Communes astride the meridian: the other side is no better than this one.
        assert_eq!(mended(at(44.8, 0.01), at(44.8, -0.01), "33000").1, None);
        assert_eq!(mended(at(3.6, -54.0), at(2.9, -53.6), "97353").1, None, "rain forest");
    }

    #[test]
    fn a_position_in_another_commune_is_put_back() {
        let at = |lat, lon| Position::new(lat, lon).expect("a point");
        let (own, other) = (at(48.79, 2.36), at(48.85, 2.43));
        let points: CommunePoints = [("94076".to_owned(), own), ("94080".to_owned(), other)].into_iter().collect();
        assert_eq!(mend(Some(at(48.847, 2.431)), "94076", &points).0, Some(own), "at the other's point");
        let edge = at(48.815, 2.385);
        assert_eq!(mend(Some(edge), "94076", &points), (Some(edge), None), "nearer to its own");
        let beside = at(48.80, 2.37);
        assert_eq!(mend(Some(beside), "94076", &points), (Some(beside), None));
    }
}
