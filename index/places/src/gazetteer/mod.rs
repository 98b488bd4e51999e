//! The communes of France, by code, name and postal code, as people write them.

mod lookup;
mod written;

use crate::error::PlacesError;
use guichet_core::model::{Commune, Position};
use guichet_core::ports::catalog::{CommuneMatch, NameMatch};
use guichet_core::text::normal::fold;
use guichet_core::text::phonetic;
use guichet_core::whole_bytes;
use lookup::Lookup;
pub(crate) use lookup::laid_out;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use written::{Reading, readings};

/// Fewest letters of a beginning, of a name that goes on, and of a name with one or two slips, in bytes.
const BEGINNING: usize = 4;
const PART: usize = 3;
const SLIPPED: usize = 3;
const SLIPPED_TWICE: usize = 6;
/// A longer name is meant as well where its commune has so many times more inhabitants: "Aix".
const FAR_LARGER: u32 = 10;
/// What a slip takes from the inhabitants by which communes are ordered, beside a name that sounds the same, and two.
const ONE_SLIP: u32 = 3;
const TWO_SLIPS: u32 = 30;
/// Communes that one name may mean, at most.
const MOST: usize = 20;

/// How the name of an arrondissement of Paris, Lyon or Marseille ends.
const ARRONDISSEMENT: &str = " arrondissement";
/// Words that begin a name, and are left out.
const ARTICLES: [&str; 4] = ["le ", "la ", "les ", "l "];

/// The tables that a gazetteer is read from. Each is tab-separated, its first line names the columns.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tables<'a> {
    /// Code, name, département, postal codes (comma-separated), population, latitude, longitude.
    pub communes: &'a str,
    /// Former communes: code, name, code of today's commune.
    pub former: &'a str,
    /// Départements: code, name, other names (comma-separated), region.
    pub departements: &'a str,
}

/// Every commune. Names are looked up without reading the communes, and a commune is read when it is given.
#[derive(Default, Serialize, Deserialize)]
pub struct Gazetteer {
    codes: Lookup,
    names: Lookup,
    /// Names in one word, names by their sound, and names without their article.
    glued: Lookup,
    sounds: Lookup,
    bare: Lookup,
    postal_codes: Lookup,
    by_departement: Lookup,
    /// Former communes by name; their rows are those of `formers`.
    former: Lookup,
    /// The row of today's commune and the name it had.
    formers: Vec<(u32, String)>,
    /// Départements by their names, their codes and their regions.
    areas: BTreeMap<String, Vec<String>>,
    /// Names of départements by their codes.
    departements: BTreeMap<String, String>,
    populations: Vec<u32>,
    /// Where each commune begins in `communes`.
    starts: Vec<u32>,
    #[serde(with = "whole_bytes")]
    communes: Vec<u8>,
}

/// Names and rows of each lookup, while a gazetteer is read.
#[derive(Default)]
struct Names {
    codes: Vec<(String, u32)>,
    names: Vec<(String, u32)>,
    glued: Vec<(String, u32)>,
    sounds: Vec<(String, u32)>,
    bare: Vec<(String, u32)>,
    postal_codes: Vec<(String, u32)>,
    by_departement: Vec<(String, u32)>,
}

impl Gazetteer {
    /// Its file in an index.
    pub(crate) const FILE: &str = "gazetteer";

    /// Reads the tables. A former commune whose successor is not known is left out.
    ///
    /// # Errors
    /// A line that has another number of columns.
    pub fn read(tables: &Tables<'_>) -> Result<Self, PlacesError> {
        let mut gazetteer = Self::default();
        let mut names = Names::default();
        for [code, name, departement, postal, population, lat, lon] in rows(tables.communes)? {
            let point = lat.parse().ok().zip(lon.parse().ok());
            let commune = Commune {
                code: code.to_owned(),
                name: name.to_owned(),
                departement: departement.to_owned(),
                postal_codes: postal.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
                population: population.parse().unwrap_or(0),
                position: point.and_then(|(lat, lon)| Position::new(lat, lon)),
            };
            names.add(&commune, gazetteer.starts.len() as u32);
            gazetteer.populations.push(commune.population);
            gazetteer.starts.push(gazetteer.communes.len() as u32);
            gazetteer.communes = postcard::to_extend(&commune, gazetteer.communes)?;
        }
        gazetteer.codes = lookup(names.codes)?;
        gazetteer.names = lookup(names.names)?;
        gazetteer.glued = lookup(names.glued)?;
        gazetteer.sounds = lookup(names.sounds)?;
        gazetteer.bare = lookup(names.bare)?;
        gazetteer.postal_codes = lookup(names.postal_codes)?;
        gazetteer.by_departement = lookup(names.by_departement)?;
        let mut former = Vec::new();
        for [_, name, today] in rows(tables.former)? {
            if let Some(row) = gazetteer.codes.exact(today).last() {
                former.push((fold(name), gazetteer.formers.len() as u32));
                gazetteer.formers.push((*row, name.to_owned()));
            }
        }
        gazetteer.former = lookup(former)?;
        for [code, name, also, region] in rows(tables.departements)? {
            gazetteer.departements.insert(code.to_owned(), name.to_owned());
            for name in [code, name, region].into_iter().chain(also.split(',')).filter(|name| !name.is_empty()) {
                gazetteer.areas.entry(fold(name)).or_default().push(code.to_owned());
            }
        }
        Ok(gazetteer)
    }

    /// A commune by its INSEE code; of two with one code, the last.
    pub fn commune(&self, code: &str) -> Option<Commune> {
        self.row(*self.codes.exact(code).last()?)
    }

    /// Every commune, in the order of the tables.
    pub fn communes(&self) -> impl Iterator<Item = Commune> + '_ {
        (0..self.starts.len() as u32).filter_map(|row| self.row(row))
    }

    /// The name of a département by its code.
    pub fn departement(&self, code: &str) -> Option<&str> {
        self.departements.get(code).map(String::as_str)
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

    /// Communes that a typed name or postal code names, without a slip: whole names, and names of communes far larger
    /// that begin so. The most populous first.
    pub fn named(&self, typed: &str) -> Vec<CommuneMatch> {
        let readings = self.readings(&fold(typed));
        readings.iter().map(|reading| self.whole(reading)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Communes that what was typed may mean: those that it names, else those whose name begins with its words, else
    /// those of a département, else those a slip away or that sound so. The most populous first.
    pub fn matches(&self, typed: &str) -> Vec<CommuneMatch> {
        let folded = fold(typed);
        let readings = self.readings(&folded);
        type Way = fn(&Gazetteer, &Reading) -> Vec<CommuneMatch>;
        let ways: [Way; 4] = [Self::whole, Self::part, Self::area, Self::slips];
        ways.iter()
            .find_map(|way| readings.iter().map(|reading| way(self, reading)).find(|found| !found.is_empty()))
            .unwrap_or_default()
    }

    fn readings(&self, folded: &str) -> Vec<Reading> {
        readings(folded, |name| self.areas.get(name).cloned().unwrap_or_default())
    }

    fn whole(&self, reading: &Reading) -> Vec<CommuneMatch> {
        let name = reading.name.as_str();
        let mut rows = match &reading.postal_code {
            Some(code) => self.of_postal_code(code, name),
            None if name.is_empty() => return Vec::new(),
            None => {
                let glued = if name.contains(' ') { &[] } else { self.glued.exact(name) };
                [self.names.exact(name), glued].concat()
            }
        };
        if rows.is_empty() {
            return self.formerly(reading);
        }
        rows.retain(|row| self.is_in(*row, &reading.departements));
        let mut found = self.given(rows, NameMatch::Whole);
        let most = found.iter().map(|found| found.commune.population).max();
        if let Some(most) = most.filter(|_| reading.postal_code.is_none()) {
            let mut longer = self.part(reading);
            longer.retain(|found| found.commune.population / FAR_LARGER >= most.max(1));
            found.extend(longer);
            found.sort_by_key(|found| Reverse(found.commune.population));
            found.truncate(MOST);
        }
        found
    }

    /// Communes of a postal code whose name begins so. An arrondissement stands for its city.
    fn of_postal_code(&self, code: &str, name: &str) -> Vec<u32> {
        let rows = self.postal_codes.exact(code).iter().copied();
        let named = rows.filter_map(|row| Some((row, fold(&self.row(row)?.name))));
        let begins = |own: &str| own.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let mut named: Vec<(u32, String)> = named.filter(|(_, own)| name.is_empty() || begins(own)).collect();
        if named.iter().any(|(_, name)| name.ends_with(ARRONDISSEMENT)) {
            named.retain(|(_, name)| name.ends_with(ARRONDISSEMENT));
        }
        named.into_iter().map(|(row, _)| row).collect()
    }

    fn formerly(&self, reading: &Reading) -> Vec<CommuneMatch> {
        if reading.postal_code.is_some() {
            return Vec::new();
        }
        let formers = self.former.exact(&reading.name).iter().filter_map(|at| self.formers.get(*at as usize));
        let here = formers.filter(|(row, _)| self.is_in(*row, &reading.departements));
        let found = here.filter_map(|(row, name)| {
            Some(CommuneMatch { commune: self.row(*row)?, how: NameMatch::Whole, former: Some(name.clone()) })
        });
        found.take(MOST).collect()
    }

    /// Communes whose name goes on after these words, or has an article before them.
    fn part(&self, reading: &Reading) -> Vec<CommuneMatch> {
        let name = reading.name.as_str();
        if name.len() < PART || reading.postal_code.is_some() {
            return Vec::new();
        }
        let begun = format!("{name} ");
        let mut rows =
            [self.names.beginning(&begun), self.bare.beginning(&begun), self.bare.exact(name).to_vec()].concat();
        rows.retain(|row| self.is_in(*row, &reading.departements));
        let mut found = self.given(rows, NameMatch::Part);
        found.retain(|found| !fold(&found.commune.name).ends_with(ARRONDISSEMENT));
        found
    }

    /// The towns of a département that was written alone.
    fn area(&self, reading: &Reading) -> Vec<CommuneMatch> {
        if !reading.name.is_empty() {
            return Vec::new();
        }
        let rows = reading.departements.iter().flat_map(|code| self.by_departement.exact(code)).copied();
        self.given(rows.collect(), NameMatch::Area)
    }

    /// Communes whose name is a slip or two away, sounds so, or begins with these letters.
    fn slips(&self, reading: &Reading) -> Vec<CommuneMatch> {
        let name = reading.name.as_str();
        if name.len() < SLIPPED || reading.postal_code.is_some() {
            return Vec::new();
        }
        let begun = if name.len() < BEGINNING { Vec::new() } else { self.names.beginning(name) };
        let alike = self.sounds.exact(&sound(name)).iter().copied().chain(begun);
        let twice = if name.len() < SLIPPED_TWICE { Vec::new() } else { self.names.near(name, 2) };
        let mut rows: Vec<(u32, u32)> = alike.map(|row| (row, 1)).collect();
        rows.extend(self.names.near(name, 1).into_iter().map(|row| (row, ONE_SLIP)));
        rows.extend(twice.into_iter().map(|row| (row, TWO_SLIPS)));
        rows.retain(|(row, _)| self.is_in(*row, &reading.departements));
        rows.sort_by_key(|(row, slips)| (Reverse(self.population(*row) / slips), *row));
        let mut seen = Vec::new();
        for (row, _) in rows {
            if seen.len() < MOST && !seen.contains(&row) {
                seen.push(row);
            }
        }
        seen.into_iter().filter_map(|row| self.as_match(row, NameMatch::Slip)).collect()
    }

    fn given(&self, mut rows: Vec<u32>, how: NameMatch) -> Vec<CommuneMatch> {
        rows.sort_unstable_by_key(|row| (Reverse(self.population(*row)), *row));
        rows.dedup();
        rows.into_iter().take(MOST).filter_map(|row| self.as_match(row, how)).collect()
    }

    fn as_match(&self, row: u32, how: NameMatch) -> Option<CommuneMatch> {
        Some(CommuneMatch { commune: self.row(row)?, how, former: None })
    }

    fn is_in(&self, row: u32, departements: &[String]) -> bool {
        departements.is_empty() || self.row(row).is_some_and(|commune| departements.contains(&commune.departement))
    }

    fn population(&self, row: u32) -> u32 {
        self.populations.get(row as usize).copied().unwrap_or_default()
    }

    fn row(&self, row: u32) -> Option<Commune> {
        let start = *self.starts.get(row as usize)? as usize;
        postcard::from_bytes(self.communes.get(start..)?).ok()
    }
}

impl Names {
    fn add(&mut self, commune: &Commune, row: u32) {
        let name = fold(&commune.name);
        if name.contains(' ') {
            self.glued.push((name.replace(' ', ""), row));
        }
        if let Some(bare) = ARTICLES.iter().find_map(|article| name.strip_prefix(article)) {
            self.bare.push((bare.to_owned(), row));
        }
        self.sounds.push((sound(&name), row));
        self.names.push((name, row));
        self.codes.push((commune.code.clone(), row));
        self.by_departement.push((commune.departement.clone(), row));
        self.postal_codes.extend(commune.postal_codes.iter().map(|code| (code.clone(), row)));
    }
}

/// The sounds of a folded name, word by word.
fn sound(name: &str) -> String {
    name.split(' ').map(phonetic::key).collect()
}

/// The cells of each line after the first.
fn rows<const COLUMNS: usize>(text: &str) -> Result<Vec<[&str; COLUMNS]>, PlacesError> {
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let found = cells.len();
        rows.push(cells.try_into().map_err(|_| {
            let reason = format!("{COLUMNS} columns expected, {found} found");
            PlacesError::Gazetteer { line: index + 1, reason }
        })?);
    }
    Ok(rows)
}

fn lookup(names: Vec<(String, u32)>) -> Result<Lookup, PlacesError> {
    Ok(Lookup::new(names)?)
}
