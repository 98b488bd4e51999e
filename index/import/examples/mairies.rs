//! Writes `content/mairies/` from the national directory: one file a département. Positions are held against
//! `content/gazetteer/communes.tsv`.
//!
//! ```text
//! cargo run -p guichet-import --example mairies -- SOURCE.csv 2026-10-01 content
//! ```
//!
//! SOURCE is read by the importer itself, so that what the program carries and what an operator imports are made alike.
//! What was wrong in the source goes to standard error, one line a warning.

use guichet_core::model::{Date, Position};
use guichet_import::{annuaire, mairies};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [source, date, content] = args.as_slice() else {
        return Err("usage: mairies SOURCE DATE CONTENT".into());
    };
    let date = Date::parse(date).ok_or("DATE is the day of the data, such as 2026-10-01")?;
    let content = Path::new(content);
    let points = points(&fs::read_to_string(content.join("gazetteer/communes.tsv"))?);
    let around = annuaire::Around { undated: date, commune: &|code| points.get(code).copied() };
    let name = Path::new(source).file_name().unwrap_or_default().to_string_lossy();
    let batch = annuaire::read(fs::File::open(source)?, &name, &around)?;
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut left_out = 0;
    for item in &batch.items {
        let code = item.place.as_ref().map(|place| place.commune_code.as_str()).unwrap_or_default();
        match mairies::line(item) {
            Some(line) => files.entry(departement(code).to_owned()).or_default().push(line),
            None => left_out += 1,
        }
    }
    for (departement, lines) in &mut files {
        lines.sort();
        let text = format!("{}{}\n", mairies::head(date), lines.join("\n"));
        fs::write(content.join(format!("mairies/{departement}.tsv")), text)?;
    }
    let mut log = std::io::stderr().lock();
    for warning in &batch.warnings {
        writeln!(log, "{warning}")?;
    }
    writeln!(
        log,
        "{} read, {} kept, {} refused, {left_out} not a commune's own",
        batch.read, batch.kept, batch.refused
    )?;
    Ok(())
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
