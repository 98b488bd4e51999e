//! The communes of France, by code, name and postal code.

use super::bytes;
use super::lookup::Lookup;
use crate::error::SearchError;
use guichet_core::model::{Commune, Position};
use guichet_core::ports::catalog::CommuneMatch;
use guichet_core::text::normal::fold;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Fewest letters of a beginning, and of a name with a slip, in bytes.
const BEGINNING: usize = 4;
const SLIPPED: usize = 3;
/// Communes that one name may mean, at most.
const MOST: usize = 20;

/// Every commune. Names are looked up without reading the communes, and a commune is read when it is given.
#[derive(Default, Serialize, Deserialize)]
pub struct Gazetteer {
    codes: Lookup,
    names: Lookup,
    postal_codes: Lookup,
    populations: Vec<u32>,
    /// Where each commune begins in `communes`.
    starts: Vec<u32>,
    #[serde(with = "bytes")]
    communes: Vec<u8>,
}

impl Gazetteer {
    /// Reads tab-separated lines: code, name, département, postal codes (comma-separated), population, latitude,
    /// longitude. The first line names the columns.
    ///
    /// # Errors
    /// A line that has another number of columns.
    pub fn read(text: &str) -> Result<Self, SearchError> {
        let mut gazetteer = Self::default();
        let (mut codes, mut names, mut postal_codes) = (Vec::new(), Vec::new(), Vec::new());
        for (index, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [code, name, departement, postal, population, lat, lon] = columns.as_slice() else {
                let reason = format!("7 columns expected, {} found", columns.len());
                return Err(SearchError::Gazetteer { line: index + 1, reason });
            };
            let point = lat.parse().ok().zip(lon.parse().ok());
            let commune = Commune {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                departement: (*departement).to_owned(),
                postal_codes: postal.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
                population: population.parse().unwrap_or(0),
                position: point.and_then(|(lat, lon)| Position::new(lat, lon)),
            };
            let row = gazetteer.starts.len() as u32;
            codes.push((commune.code.clone(), row));
            names.push((fold(&commune.name), row));
            postal_codes.extend(commune.postal_codes.iter().map(|code| (code.clone(), row)));
            gazetteer.populations.push(commune.population);
            gazetteer.starts.push(gazetteer.communes.len() as u32);
            gazetteer.communes = postcard::to_extend(&commune, gazetteer.communes)?;
        }
        gazetteer.codes = lookup(codes)?;
        gazetteer.names = lookup(names)?;
        gazetteer.postal_codes = lookup(postal_codes)?;
        Ok(gazetteer)
    }

    /// A commune by its INSEE code; of two with one code, the last.
    pub fn commune(&self, code: &str) -> Option<Commune> {
        self.row(*self.codes.exact(code).last()?)
    }

    /// The most populous commune whose name begins so, of four letters at least.
    pub fn beginning(&self, typed: &str) -> Option<Commune> {
        let typed = fold(typed);
        if typed.len() < BEGINNING {
            return None;
        }
        let found = self.names.beginning(&typed).into_iter();
        self.row(found.max_by_key(|row| (self.population(*row), *row))?)
    }

    /// Communes that a typed name or postal code may mean: exact ones first, the most populous first.
    pub fn matches(&self, typed: &str) -> Vec<CommuneMatch> {
        let typed = fold(typed);
        let mut found = [self.names.exact(&typed), self.postal_codes.exact(&typed)].concat();
        let exact = !found.is_empty();
        if !exact && typed.len() >= SLIPPED {
            found = self.names.near(&typed);
        }
        found.sort_unstable_by_key(|row| (Reverse(self.population(*row)), *row));
        found.dedup();
        let communes = found.into_iter().take(MOST).filter_map(|row| self.row(row));
        communes.map(|commune| CommuneMatch { commune, exact }).collect()
    }

    fn population(&self, row: u32) -> u32 {
        self.populations.get(row as usize).copied().unwrap_or_default()
    }

    fn row(&self, row: u32) -> Option<Commune> {
        let start = *self.starts.get(row as usize)? as usize;
        postcard::from_bytes(self.communes.get(start..)?).ok()
    }
}

fn lookup(names: Vec<(String, u32)>) -> Result<Lookup, SearchError> {
    Lookup::new(names).map_err(|error| SearchError::Engine(tantivy::TantivyError::InternalError(error.to_string())))
}
