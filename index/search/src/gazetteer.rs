//! The communes of France, held in memory.

use crate::error::SearchError;
use guichet_core::catalog::CommuneMatch;
use guichet_core::model::{Commune, Position};
use guichet_core::text::normal::fold;
use std::collections::HashMap;

/// Every commune, by code, name and postal code.
#[derive(Default)]
pub struct Gazetteer {
    communes: Vec<Commune>,
    names: Vec<String>,
    by_code: HashMap<String, usize>,
}

impl Gazetteer {
    /// Reads tab-separated lines: code, name, département, postal codes (comma-separated), population, latitude,
    /// longitude. The first line names the columns.
    pub fn read(text: &str) -> Result<Self, SearchError> {
        let mut gazetteer = Self::default();
        for (index, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [code, name, departement, postal, population, lat, lon] = columns.as_slice() else {
                let reason = format!("7 columns expected, {} found", columns.len());
                return Err(SearchError::Gazetteer { line: index + 1, reason });
            };
            let point = lat.parse().ok().zip(lon.parse().ok());
            gazetteer.by_code.insert((*code).to_owned(), gazetteer.communes.len());
            gazetteer.names.push(fold(name));
            gazetteer.communes.push(Commune {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                departement: (*departement).to_owned(),
                postal_codes: postal.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
                population: population.parse().unwrap_or(0),
                position: point.and_then(|(lat, lon)| Position::new(lat, lon)),
            });
        }
        Ok(gazetteer)
    }

    /// A commune by its INSEE code.
    pub fn commune(&self, code: &str) -> Option<&Commune> {
        self.by_code.get(code).map(|index| &self.communes[*index])
    }

    /// The most populous commune whose name begins so, of four letters at least.
    pub fn beginning(&self, typed: &str) -> Option<&Commune> {
        let typed = fold(typed);
        let begun = |index: &usize| typed.len() >= 4 && self.names[*index].starts_with(&typed);
        (0..self.communes.len())
            .filter(begun)
            .map(|index| &self.communes[index])
            .max_by_key(|commune| commune.population)
    }

    /// Communes that a typed name or postal code may mean: exact ones first, the most populous first.
    pub fn matches(&self, typed: &str) -> Vec<CommuneMatch> {
        let typed = fold(typed);
        let exact = |index: &usize| self.names[*index] == typed || self.communes[*index].postal_codes.contains(&typed);
        let mut found: Vec<usize> = (0..self.communes.len()).filter(exact).collect();
        let sure = !found.is_empty();
        if !sure && typed.len() >= 3 {
            found = (0..self.communes.len())
                .filter(|index| strsim::osa_distance(&self.names[*index], &typed) <= 1)
                .collect();
        }
        found.sort_by_key(|index| std::cmp::Reverse(self.communes[*index].population));
        let commune = |index: usize| CommuneMatch { commune: self.communes[index].clone(), exact: sure };
        found.into_iter().take(20).map(commune).collect()
    }
}
