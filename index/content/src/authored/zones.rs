//! `rights/zones.toml`: the zone of housing aid of each commune.

use super::{Texts, toml};
use crate::Batch;
use guichet_core::model::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const ZONES: &str = "rights/zones.toml";
/// The zone of the communes that are not listed.
const OTHERS: u8 = 3;
/// Collectivities overseas, which have no zone.
const NONE: [&str; 4] = ["975", "977", "978", "98"];

/// `rights/zones.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZonesFile {
    /// The text that sets them.
    pub source: String,
    /// Under which licence the list came.
    pub licence: String,
    /// Its date.
    pub date: Date,
    /// When it was held against its source.
    pub checked: Date,
    /// For zones 1 and 2: by département, the rest of the INSEE codes, with a space between.
    #[serde(default)]
    pub zone: BTreeMap<String, BTreeMap<String, String>>,
}

/// Zones by the INSEE codes of the communes that are not in the last one.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zones(BTreeMap<String, u8>);

impl Zones {
    /// Reads the list; what is wrong is refused in the batch.
    pub(super) fn read(texts: &Texts, batch: &mut Batch) -> Self {
        let source = super::source(texts, ZONES);
        let file: Option<ZonesFile> = if texts.contains_key(ZONES) { toml::read(texts, ZONES, batch) } else { None };
        let mut zones = BTreeMap::new();
        for (number, departements) in file.map(|file| file.zone).unwrap_or_default() {
            let Some(zone) = number.parse().ok().filter(|zone| (1..OTHERS).contains(zone)) else {
                let place = source.table(&format!("zone.{number}"));
                batch.refuse(&place, &number, "zone", "a zone is 1 or 2; the communes of the third are not listed");
                continue;
            };
            for (departement, codes) in &departements {
                zones.extend(codes.split_whitespace().map(|code| (format!("{departement}{code}"), zone)));
            }
        }
        Self(zones)
    }

    /// The zone of a commune by its INSEE code; `None` where it has none, or where no list was read.
    pub fn of(&self, commune: &str) -> Option<u8> {
        if self.0.is_empty() || NONE.iter().any(|none| commune.starts_with(none)) {
            return None;
        }
        Some(self.0.get(commune).copied().unwrap_or(OTHERS))
    }
}
