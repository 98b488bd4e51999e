//! Opening hours from a text: wild or in OpenStreetMap syntax, at a place, at a local moment.

use crate::embedded;
use chrono::{NaiveDateTime, TimeDelta};
use guichet_core::model::{Moment, Opening, Position};
use guichet_import::hours::{WrittenAs, written};
use guichet_places::schedule::{self, Site, TimeZone};
use std::sync::LazyLock;

/// What a text of hours says at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursTold {
    /// The state and the next change, as OSM has it: nothing is said of holidays beyond the rules.
    pub opening: Opening,
    /// The hours in OpenStreetMap syntax; `None` where they could not be read for certain.
    pub normal: Option<String>,
}

/// Where hours hold, and by which clock.
#[derive(Debug, Clone)]
pub struct HoursSite {
    zone: TimeZone,
    position: Option<Position>,
    commune: Option<String>,
}

impl HoursSite {
    /// A place by its position, its commune (INSEE code) and the name of its clock, as far as they are known: without a
    /// commune it is that whose centre is nearest, without a clock it is that of Paris.
    ///
    /// # Errors
    /// A clock that is not in the tz database, in plain words.
    pub fn new(position: Option<Position>, commune: Option<&str>, zone: Option<&str>) -> Result<Self, String> {
        let zone = match zone {
            Some(name) => {
                let known = TimeZone::named(name);
                known.ok_or_else(|| format!("tz: '{name}' is no clock: write one such as Indian/Reunion"))?
            }
            None => TimeZone::paris().clone(),
        };
        Ok(Self { zone, position, commune: commune.map(str::to_owned) })
    }

    /// What a text of hours says here at a local moment.
    pub fn told(&self, text: &str, at: Moment) -> HoursTold {
        let written = written(text);
        let known = !matches!(written.kind, WrittenAs::Kept | WrittenAs::Empty) && schedule::is_read(&written.osm);
        if !known {
            return HoursTold { opening: Opening::UNKNOWN, normal: None };
        }
        // Only holidays ask where a place is: most texts do not speak of them.
        let asks = ["PH", "SH"].iter().any(|holiday| written.osm.contains(holiday));
        let nearest = || self.position.filter(|_| asks).and_then(nearest_commune);
        let commune = self.commune.as_deref().or_else(nearest).unwrap_or_default();
        let site = Site { commune, position: self.position, zone: &self.zone };
        let mut opening = schedule::state(&written.osm, &site, at);
        opening.next_change = opening.next_change.map(|next| on_the_clock(next, &self.zone));
        HoursTold { opening, normal: Some(written.osm) }
    }
}

/// A moment that a clock shows: in the hour that is left out in spring, it is one hour later.
fn on_the_clock(moment: Moment, zone: &TimeZone) -> Moment {
    let local = NaiveDateTime::from(moment);
    match zone.universal(local) {
        None => local.checked_add_signed(TimeDelta::hours(1)).map_or(moment, Moment::from),
        Some(_) => moment,
    }
}

/// The centres of the communes, from the embedded table, read when a holiday is first asked for.
static CENTRES: LazyLock<Vec<(Position, String)>> = LazyLock::new(|| {
    let texts = embedded::gazetteer().unwrap_or_default();
    let table = texts.get("gazetteer/communes.tsv").map(String::as_str).unwrap_or_default();
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let code = cells.next()?.to_owned();
        let lat = cells.nth(4)?.trim().parse().ok()?;
        let lon = cells.next()?.trim().parse().ok()?;
        Some((Position { lat, lon }, code))
    };
    table.lines().skip(1).filter_map(row).collect()
});

/// Farther than this from every centre, a point is in no commune: kilometres.
const FARTHEST_KM: f64 = 40.0;

fn nearest_commune(position: Position) -> Option<&'static str> {
    let near = |(centre, code): &'static (Position, String)| (centre.distance_km(position), code.as_str());
    let nearest = CENTRES.iter().map(near).min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.filter(|(km, _)| *km < FARTHEST_KM).map(|(_, code)| code)
}

#[cfg(test)]
mod tests {
    //! - wild hours are told as those of the syntax are; what is not certain is unknown;
    //! - holidays are those of the place, by its commune or its position;
    //! - the clock is that of the place, and shows no hour that is left out.

    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    fn told(site: &HoursSite, text: &str, now: &str) -> String {
        let told = site.told(text, at(now));
        let next = told.opening.next_change.map_or_else(|| "-".to_owned(), |next| next.to_string());
        format!("{} {next} {}", told.opening.state.name(), told.normal.as_deref().unwrap_or("-"))
    }

    #[test]
    fn wild_hours_and_those_of_the_syntax() {
        let paris = HoursSite::new(None, None, None).expect("a site");
        let osm = "Mo-Fr 09:00-12:00";
        for text in [osm, "du lundi au vendredi de 9h à 12h", "mo-fr 9:00-12:00,"] {
            assert_eq!(told(&paris, text, "2026-11-23T10:00"), format!("open 2026-11-23T12:00 {osm}"));
        }
        for text in ["9h-12h", "We 08:00", "", "Contacter la mairie"] {
            assert_eq!(told(&paris, text, "2026-11-23T10:00"), "unknown - -");
        }
        assert!(HoursSite::new(None, None, Some("Europe/Nowhere")).is_err());
    }

    #[test]
    fn holidays_of_the_place() {
        let hours = "Mo-Fr 09:00-12:00; PH off";
        let state = |site: &HoursSite| site.told(hours, at("2027-03-26T10:00")).opening.state.name();
        let at = |lat, lon| HoursSite::new(Some(Position { lat, lon }), None, None).expect("a site");
        assert_eq!((state(&at(48.58, 7.75)), state(&at(48.86, 2.35))), ("closed", "open"), "Good Friday in Strasbourg");
        assert_eq!(state(&HoursSite::new(None, Some("67482"), None).expect("a site")), "closed");
        assert_eq!(nearest_commune(Position { lat: 0.0, lon: 0.0 }), None, "in the ocean");
    }

    #[test]
    fn the_hour_that_is_left_out() {
        let paris = HoursSite::new(None, None, None).expect("a site");
        let hours = "Sa 22:00-02:30";
        assert_eq!(told(&paris, hours, "2026-03-29T01:00"), format!("open 2026-03-29T03:30 {hours}"));
        let reunion = HoursSite::new(None, None, Some("Indian/Reunion")).expect("a site");
        assert_eq!(told(&reunion, hours, "2026-03-29T01:00"), format!("open 2026-03-29T02:30 {hours}"));
    }
}
