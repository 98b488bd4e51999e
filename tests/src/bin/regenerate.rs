//! Writes the tables of `content/` that come from a source and are not edited by hand. Run it at the root:
//!
//! ```text
//! cargo run -p guichet-tests --bin regenerate -- communes SOURCE.csv
//! cargo run -p guichet-tests --bin regenerate -- mairies SOURCE.csv 2026-10-01
//! ```
//!
//! The sources are read by the importers themselves, so that what the program carries and what an operator brings in are
//! made alike. Communes come first: the positions of the town halls are held against them. What was wrong in a source
//! goes to standard error, one line a warning.

#![allow(clippy::disallowed_methods, reason = "a tool of the project, run by hand, takes its arguments")]

use guichet_content::Batch;
use guichet_core::model::{Date, Position};
use guichet_import::{annuaire, communes, mairies};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::Path;

const GAZETTEER: &str = "content/gazetteer/communes.tsv";
const TOWN_HALLS: &str = "content/mairies";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let batch = match args.as_slice() {
        ["communes", source] => gazetteer(source)?,
        ["mairies", source, date] => {
            let date = Date::parse(date).ok_or("the day of the data is written 2026-10-01")?;
            town_halls(source, date)?
        }
        _ => return Err("usage: regenerate communes SOURCE | regenerate mairies SOURCE DATE".into()),
    };
    let mut log = std::io::stderr().lock();
    for warning in &batch.findings {
        writeln!(log, "{warning}")?;
    }
    writeln!(log, "{} read, {} kept, {} refused", batch.read, batch.kept, batch.refused)?;
    Ok(())
}

fn gazetteer(source: &str) -> Result<Batch, Box<dyn Error>> {
    let read = communes::read(BufReader::new(File::open(source)?), source)?;
    fs::write(GAZETTEER, communes::lines(&read.communes))?;
    Ok(read.batch)
}

fn town_halls(source: &str, date: Date) -> Result<Batch, Box<dyn Error>> {
    let points = points(&fs::read_to_string(GAZETTEER)?);
    let around = annuaire::Around { undated: date, commune: &|code| points.get(code).copied() };
    let batch = annuaire::read(File::open(source)?, source, &around)?;
    let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for item in &batch.items {
        let code = item.place.as_ref().map(|place| place.commune_code.as_str()).unwrap_or_default();
        // Annexes have no line of their own: whoever wants them imports the whole directory.
        if let Some(line) = mairies::line(item) {
            files.entry(departement(code)).or_default().push(line);
        }
    }
    for (departement, mut lines) in files {
        lines.sort();
        let text = format!("{}{}\n", mairies::head(date), lines.join("\n"));
        fs::write(Path::new(TOWN_HALLS).join(format!("{departement}.tsv")), text)?;
    }
    Ok(batch)
}

/// Points of the communes, by code, from the gazetteer's lines.
fn points(gazetteer: &str) -> HashMap<String, Position> {
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
