//! Positions that cannot be right, found by holding them against the commune they claim to be in.
//!
//! Of the 34,861 town halls of the national directory of October 2026, some 230 stand in another region, in the sea or
//! on another continent: a lost minus sign, latitude and longitude swapped or the same, a village of the same name.

use guichet_core::model::Position;

/// Kilometres from its commune's point beyond which a position is wrong. The largest communes of the mainland reach
/// 15 km (Arles); those overseas, with their rain forest and their islands, ten times that.
const FAR: f64 = 15.0;
const FAR_OVERSEAS: f64 = 150.0;
/// A mended position must come this near.
const NEAR: f64 = 6.0;

/// A position checked against the point of its commune, and what was done to it, if anything.
pub(crate) fn mend(
    found: Option<Position>,
    commune: Option<Position>,
    commune_code: &str,
) -> (Option<Position>, Option<&'static str>) {
    let Some(commune) = commune else { return (found, None) };
    let Some(found) = found else { return (Some(commune), Some("no position: placed at the point of its commune")) };
    let overseas = commune_code.starts_with("97") || commune_code.starts_with("98");
    let away = found.distance_km(commune);
    let mirrored = Position::new(found.lat, -found.lon).filter(|point| point.distance_km(commune) < NEAR);
    if let Some(mirrored) = mirrored.filter(|point| point.distance_km(commune) < away && away > NEAR) {
        return (Some(mirrored), Some("on the wrong side of the meridian: mirrored"));
    }
    if away <= if overseas { FAR_OVERSEAS } else { FAR } {
        return (Some(found), None);
    }
    match Position::new(found.lon, found.lat).filter(|point| point.distance_km(commune) < NEAR) {
        Some(swapped) => (Some(swapped), Some("latitude and longitude swapped: put back")),
        None => (Some(commune), Some("far from its commune: placed at the commune's point")),
    }
}

#[cfg(test)]
mod tests {
    //! - a position in its commune is left alone; far ones are mended by their sign, their order, or the commune's point.

    use super::*;

    #[test]
    fn wrong_positions_are_mended() {
        let at = |lat, lon| Position::new(lat, lon);
        let dineault = at(48.2178, -4.1667);
        assert_eq!(mend(at(48.2189, -4.1656), dineault, "29044"), (at(48.2189, -4.1656), None));
        assert_eq!(mend(at(48.2189, 4.1656), dineault, "29044").0, at(48.2189, -4.1656));
        assert_eq!(mend(at(-4.1656, 48.2189), dineault, "29044").0, at(48.2189, -4.1656));
        assert_eq!(mend(at(48.2189, 48.2189), dineault, "29044").0, dineault);
        assert_eq!(mend(None, dineault, "29044").0, dineault);
        assert_eq!(mend(at(48.2189, 4.1656), None, "29044"), (at(48.2189, 4.1656), None));
        // Communes astride the meridian: the other side is no better than this one.
        assert_eq!(mend(at(44.8, 0.01), at(44.8, -0.01), "33000").1, None);
        assert_eq!(mend(at(3.6, -54.0), at(2.9, -53.6), "97353").1, None, "rain forest");
    }
}
