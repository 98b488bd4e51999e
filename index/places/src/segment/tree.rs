//! A tree of points on the globe (geo-index, a packed R-tree), asked for the nearest along great circles.

use crate::error::PlacesError;
use geo_index::rtree::sort::HilbertSort;
use geo_index::rtree::{NeighborsOptions, RTreeBuilder, RTreeIndex, RTreeRef};
use guichet_core::model::Position;
use std::io;

/// The tree of some points, as a column.
pub(super) fn column(points: &[Position]) -> Vec<u8> {
    let Ok(count @ 1..) = u32::try_from(points.len()) else { return Vec::new() };
    let mut builder = RTreeBuilder::<f64>::new(count);
    for point in points {
        builder.add(point.lon, point.lat, point.lon, point.lat);
    }
    builder.finish::<HilbertSort>().into_inner()
}

/// The `limit` nearest points of a tree, and those as near as the last, that `keeps` by their number: kilometres and
/// number, the nearest first.
pub(super) fn nearest(
    column: &[u8],
    from: Position,
    limit: usize,
    keeps: impl Fn(u32) -> bool,
) -> Result<Vec<(f64, u32)>, PlacesError> {
    if column.is_empty() {
        return Ok(Vec::new());
    }
    let tree = RTreeRef::<f64>::try_new(&column).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let options = NeighborsOptions::<f64>::k(limit).include_tie_breakers(true);
    let found = tree.neighbors_with_callbacks(
        options,
        |box_| to_box(from, box_),
        |number, [lon, lat, ..]| {
            let point = Position::new(lat, lon).filter(|_| keeps(number))?;
            Some(from.distance_km(point))
        },
    );
    Ok(found.into_iter().map(|(number, km)| (km, number)).collect())
}

/// Kilometres from a point to the nearest one of a box: longitudes and latitudes, the lowest first.
fn to_box(from: Position, [west, south, east, north]: [f64; 4]) -> f64 {
    if (west..=east).contains(&from.lon) {
        let nearest = from.lat.clamp(south, north);
        return Position::new(nearest, from.lon).map_or(0.0, |point| from.distance_km(point));
    }
    // Beside the box, the nearest point is on one of the meridians that bound it.
    let to_meridian = |lon: f64| {
        let apart = (lon - from.lon).to_radians().cos();
        let lat = if apart > 0.0 { (from.lat.to_radians().tan() / apart).atan().to_degrees() } else { from.lat };
        let ends = [south, north, lat.clamp(south, north)];
        let points = ends.into_iter().filter_map(|lat| Position::new(lat, lon));
        points.map(|point| from.distance_km(point)).fold(f64::INFINITY, f64::min)
    };
    to_meridian(west).min(to_meridian(east))
}

#[cfg(test)]
mod tests {
    //! - the tree gives what measuring every distance gives, ties included, on the whole globe and across the date line;
    //! - a box is never farther than a point in it.

    use super::*;
    use guichet_core::dice::Dice;

    #[test]
    fn a_tree_gives_what_measuring_every_distance_gives() {
        let mut dice = Dice(11);
        // A coarse grid: many points are one, or as far from where one asks.
        let mut at = |grid: f64| {
            let mut degrees = |span: usize| dice.below(span) as f64;
            Position::new(degrees(180) / grid - 90.0 / grid, degrees(360) / grid - 180.0 / grid).expect("on the globe")
        };
        for grid in [1.0, 4.0] {
            let points: Vec<Position> = (0..900).map(|_| at(grid)).collect();
            let tree = column(&points);
            for round in 0..100 {
                let from = at(1.0);
                let keeps = |number: u32| number % 3 != round % 3;
                let found = nearest(&tree, from, 7, keeps).expect("a tree");
                let kept = points.iter().zip(0..).filter(|(_, number)| keeps(*number));
                let mut all: Vec<f64> = kept.map(|(point, _)| from.distance_km(*point)).collect();
                all.sort_by(f64::total_cmp);
                let km: Vec<f64> = found.iter().map(|(km, _)| *km).collect();
                assert!(km.len() >= 7 && km.iter().zip(&all).all(|(a, b)| (a - b).abs() < 1e-9), "{from:?} {km:?}");
                assert!(found.iter().all(|(_, number)| keeps(*number)));
            }
        }
        assert!(nearest(&[], at(1.0), 5, |_| true).expect("none").is_empty());
        assert!(nearest(b"damaged", at(1.0), 5, |_| true).is_err());
    }

    #[test]
    fn a_box_is_never_farther_than_a_point_in_it() {
        let mut dice = Dice(5);
        for _ in 0..2_000 {
            let mut degrees = |from: f64, to: f64| from + (to - from) * dice.below(10_000) as f64 / 10_000.0;
            let (west, south) = (degrees(-180.0, 170.0), degrees(-90.0, 80.0));
            let (east, north) = (degrees(west, 180.0), degrees(south, 90.0));
            let inside = Position::new(degrees(south, north), degrees(west, east)).expect("on the globe");
            let from = Position::new(degrees(-90.0, 90.0), degrees(-180.0, 180.0)).expect("on the globe");
            assert!(to_box(from, [west, south, east, north]) <= from.distance_km(inside) + 1e-6);
        }
    }
}
