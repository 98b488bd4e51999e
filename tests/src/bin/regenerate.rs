//! Writes the tables of `content/` that come from a source and are not edited by hand. Run it at the root:
//!
//! ```text
//! cargo run -p guichet-tests --bin regenerate -- communes SOURCE.csv
//! cargo run -p guichet-tests --bin regenerate -- mairies SOURCE.csv 2026-10-01
//! cargo run -p guichet-tests --bin regenerate -- france-services SOURCE.csv 2024-08-01
//! ```
//!
//! The sources are read by the importers themselves, so that what the program carries and what an operator brings in are
//! made alike. Communes come first: the positions of the town halls are held against them. What was wrong in a source
//! goes to standard error, one line a warning.

#![allow(clippy::disallowed_methods, reason = "a tool of the project, run by hand, takes its arguments")]

use guichet_content::{Features, Finding};
use guichet_core::model::{Commune, Date, Item, Position};
use guichet_import::{Around, CommunePoints, Counts, Sink, annuaire, communes, counters, france_services, mairies};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

const GAZETTEER: &str = "content/gazetteer/communes.tsv";
const TOWN_HALLS: &str = "content/mairies";
const COUNTERS: &str = "content/counters/france-services.tsv";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let counts = match args.as_slice() {
        ["communes", source] => gazetteer(source)?,
        ["mairies", source, date] => {
            let date = Date::parse(date).ok_or("the day of the data is written 2026-10-01")?;
            town_halls(source, date)?
        }
        ["france-services", source, date] => {
            let date = Date::parse(date).ok_or("the day of the data is written 2024-08-01")?;
            france_services_counters(source, date)?
        }
        _ => return Err("usage: regenerate communes SOURCE | (mairies | france-services) SOURCE DATE".into()),
    };
    let Counts { read, kept, refused } = counts;
    writeln!(io::stderr(), "{read} read, {kept} kept, {refused} refused")?;
    Ok(())
}

/// The lines of the tables, by the name of their file; what is wrong goes to standard error as it comes.
#[derive(Default)]
struct Lines {
    communes: String,
    town_halls: BTreeMap<String, Vec<String>>,
    counters: Vec<String>,
}

impl Sink for Lines {
    fn item(&mut self, item: Item) -> io::Result<()> {
        let code = item.place.as_ref().map(|place| place.commune_code.as_str()).unwrap_or_default();
        // Annexes have no line of their own: whoever wants them imports the whole directory.
        if let Some(line) = counters::line(&item) {
            self.counters.push(line);
        } else if let Some(line) = mairies::line(&item) {
            self.town_halls.entry(departement(code).to_owned()).or_default().push(line);
        }
        Ok(())
    }

    fn commune(&mut self, commune: Commune) -> io::Result<()> {
        self.communes.push_str(&communes::line(&commune));
        Ok(())
    }

    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        writeln!(io::stderr(), "{finding}")
    }
}

fn gazetteer(source: &str) -> Result<Counts, Box<dyn Error>> {
    let mut lines = Lines::default();
    let counts = communes::read(File::open(source)?, source, &CommunePoints::default(), &mut lines)?;
    fs::write(GAZETTEER, format!("{}{}", communes::HEAD, lines.communes))?;
    Ok(counts)
}

fn town_halls(source: &str, date: Date) -> Result<Counts, Box<dyn Error>> {
    let points = points(&fs::read_to_string(GAZETTEER)?);
    let features = Features::default();
    let around = Around { undated: date, communes: &points, features: &features };
    let mut lines = Lines::default();
    let counts = annuaire::read(File::open(source)?, source, &around, &mut lines)?;
    for (departement, mut lines) in lines.town_halls {
        lines.sort();
        let text = format!("{}{}\n", mairies::head(date), lines.join("\n"));
        fs::write(Path::new(TOWN_HALLS).join(format!("{departement}.tsv")), text)?;
    }
    Ok(counts)
}

fn france_services_counters(source: &str, date: Date) -> Result<Counts, Box<dyn Error>> {
    let points = points(&fs::read_to_string(GAZETTEER)?);
    let features = Features::default();
    let around = Around { undated: date, communes: &points, features: &features };
    let mut lines = Lines::default();
    let counts = france_services::read(File::open(source)?, source, &around, &mut lines)?;
    fs::write(COUNTERS, format!("{}{}\n", counters::head(date), lines.counters.join("\n")))?;
    Ok(counts)
}

/// Points of the communes, by code, from the gazetteer's lines.
fn points(gazetteer: &str) -> CommunePoints {
    let point = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, .., lat, lon] = cells.as_slice() else { return None };
        Some(((*code).to_owned(), Position::new(lat.parse().ok()?, lon.parse().ok()?)?))
    };
    gazetteer.lines().filter_map(point).collect()
}

/// The département of an INSEE code: two characters, three overseas.
fn departement(code: &str) -> &str {
    let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    code.get(..length).unwrap_or(code)
}
