//! Positions and communes.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A point in WGS 84 degrees.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Latitude, degrees north.
    pub lat: f64,
    /// Longitude, degrees east.
    pub lon: f64,
}

impl Position {
    /// A position, or `None` outside the globe or at the null island that broken sources write.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let sound = lat.abs() <= 90.0 && lon.abs() <= 180.0 && !(lat == 0.0 && lon == 0.0);
        sound.then_some(Self { lat, lon })
    }

    /// Great-circle distance in kilometres (haversine, mean Earth radius 6,371 km).
    pub fn distance_km(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let a = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * 6371.0 * a.sqrt().min(1.0).asin()
    }

    /// The same on a sphere of radius one: there, a straight line is the longer the farther two points are.
    pub fn on_sphere(self) -> [f64; 3] {
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    }
}

/// Where a person is, is personal: never printed by `Debug`.
impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Position(hidden)")
    }
}

/// The INSEE code of the city that an arrondissement of Paris, Lyon or Marseille is part of; any other code as it is.
pub fn city_of(code: &str) -> &str {
    match code.get(..3) {
        Some("751") => "75056",
        Some("132") => "13055",
        Some("693") if code.starts_with("6938") => "69123",
        _ => code,
    }
}

/// Whether a commune is overseas, by its INSEE code.
pub fn is_overseas(code: &str) -> bool {
    code.starts_with("97") || code.starts_with("98")
}

/// The code of the département of a commune: two characters of its INSEE code, three overseas.
pub fn departement_of(code: &str) -> &str {
    let length = if is_overseas(code) { 3 } else { 2 };
    code.get(..length).unwrap_or_default()
}

/// A commune, from the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    /// INSEE code, five characters.
    pub code: String,
    /// Official name, such as `Rodez`.
    pub name: String,
    /// Département code, such as `12` or `2A`.
    pub departement: String,
    /// Postal codes, one or several.
    pub postal_codes: Vec<String>,
    /// Inhabitants, 0 if unknown.
    pub population: u32,
    /// The town hall's point, or the centre.
    pub position: Option<Position>,
}

impl Commune {
    /// Inhabitants of a town.
    const TOWN: u32 = 10_000;

    /// Whether it is meant by its name, whatever else the word may mean.
    pub const fn is_town(&self) -> bool {
        self.population >= Self::TOWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_to_lyon_is_about_392_km() {
        let paris = Position::new(48.8566, 2.3522).expect("sound");
        let lyon = Position::new(45.7640, 4.8357).expect("sound");
        assert!((paris.distance_km(lyon) - 391.5).abs() < 1.0);
        assert!(Position::new(0.0, 0.0).is_none() && Position::new(91.0, 0.0).is_none());
        assert!(!format!("{paris:?}").contains("48"));
    }
}
