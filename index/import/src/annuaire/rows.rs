//! The directory as CSV: one row a town hall with its hours as JSON (`[["lundi","jeudi",[["09:00:00","12:00:00"]]]]`), or
//! the API's own columns, whose cells hold JSON. Columns are found by their names; comma or semicolon.

use super::SOURCE;
use super::tree::{counter, week_range};
use crate::communes::commune_code;
use crate::contact;
use crate::error::ImportError;
use crate::fields::{self, line, remark};
use crate::record::{Record, Run};
use crate::sink::Counts;
use crate::table::Table;
use serde_json::Value;
use std::io::BufRead;

/// Reads a file of rows.
pub(super) fn read(reader: impl BufRead, mut run: Run<'_>) -> Result<Counts, ImportError> {
    let mut table = Table::open(reader, run.name(), SOURCE)?;
    table.require(&[("nom", NAME), ("code_insee", CODE)])?;
    let api = table.columns().iter().any(|column| column == "pivot" || column == "plage_ouverture");
    while table.next(&mut run.out) {
        if api {
            let cells = table.columns().iter().enumerate();
            let values = cells.map(|(at, column)| (column.clone(), Value::String(table.cell(at)))).collect();
            counter(&mut run, table.source(), &values);
        } else {
            town_hall(&mut run, table.source(), &|names| table.get(names));
        }
    }
    run.done()
}

const NAME: &[&str] = &["nom", "name"];
const CODE: &[&str] = &["code_insee", "codeinsee", "code_insee_commune", "insee"];

/// One row a town hall. The column of e-mail addresses is not read.
fn town_hall(run: &mut Run<'_>, source: String, get: &dyn Fn(&[&str]) -> String) {
    let mut record = Record { name: line(&get(NAME)), kinds: vec!["mairie".to_owned()], ..Record::default() };
    record.commune_code = commune_code(&get(CODE)).unwrap_or_default();
    let key = record.key();
    let mut problems: Vec<(&str, String)> = Vec::new();
    let address = get(&["adresse"]);
    let mut lines: Vec<&str> = address.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let Some(last) = lines.pop_if(|last| last.starts_with(|c: char| c.is_ascii_digit()) && last.contains(' ')) {
        let (code, rest) = last.split_once(' ').unwrap_or((last, ""));
        match fields::postal_code(code, &record.commune_code) {
            Some(code) => record.postal_code = code,
            None => problems.push(("adresse", format!("'{}' is not a postal code: dropped", line(code)))),
        }
        record.commune = fields::town(rest);
    }
    record.street = lines.into_iter().map(line).collect();
    let (lat, lon) = (get(&["latitude", "lat"]), get(&["longitude", "lon"]));
    record.position = fields::position(&lat, &lon);
    if record.position.is_none() && !lat.trim().is_empty() {
        problems.push(("latitude", "not a point on Earth: dropped".to_owned()));
    }
    let written = get(&["horaires"]);
    week(&mut record, &written, &mut problems);
    let written = get(&["telephone", "téléphone"]);
    record.phones = contact::phones(&written).into_iter().map(|number| (number, String::new())).collect();
    if record.phones.is_empty() && !written.trim().is_empty() {
        problems.push(("telephone", "not a number that can be dialled: dropped".to_owned()));
    }
    let written = get(&["site", "site_internet", "url"]);
    match contact::website(&written) {
        Some(site) => record.website = site,
        None if written.trim().is_empty() => {}
        None => problems.push(("site", "not a web address: dropped".to_owned())),
    }
    record.siret = fields::siret(&get(&["siret"])).unwrap_or_default();
    let access = remark(&get(&["accessibilite_details"]));
    if !access.is_empty() {
        record.notes.push(("Accès", access));
    }
    for (field, message) in problems {
        run.out.warn(&source, &key, field, message);
    }
    record.source = source;
    run.keep(record);
}

/// Hours as nested lists: first day, last day, spans.
fn week(record: &mut Record, written: &str, problems: &mut Vec<(&str, String)>) {
    if written.trim().is_empty() {
        return;
    }
    let ranges: Vec<(String, String, Vec<[String; 2]>)> = match serde_json::from_str(written) {
        Ok(ranges) => ranges,
        Err(_) => return problems.push(("horaires", "not a list of days and spans: hours unknown".to_owned())),
    };
    for (first, last, spans) in &ranges {
        let odd_seconds = spans.iter().flatten().any(|time| time.matches(':').count() == 2 && !time.ends_with(":00"));
        if odd_seconds {
            problems.push(("horaires", "seconds dropped".to_owned()));
        }
        problems.extend(week_range(record, first, last, spans, "").into_iter().map(|problem| ("horaires", problem)));
    }
}
