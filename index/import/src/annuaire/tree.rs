//! The directory as JSON: `{"service": […]}` (the whole of it), `{"results": […]}` or `{"records": […]}` (pages of the
//! API), or a bare array (its export). Records are read one at a time. In the API's records a list is a string that
//! holds JSON.

use super::SOURCE;
use crate::communes::commune_code;
use crate::contact;
use crate::error::ImportError;
use crate::fields::{self, line, remark};
use crate::hours;
use crate::period;
use crate::record::{Record, Run};
use crate::records;
use crate::sink::Counts;
use guichet_core::model::Date;
use guichet_core::text::normal::fold;
use serde_json::{Map, Value};
use std::io::BufRead;

/// Longest string read as JSON; longer ones are broken.
const LONGEST_NESTED: usize = 200_000;
/// The feature of a place that a wheelchair comes into.
const WHEELCHAIR: &str = "access/wheelchair";
/// Keys under which records stand.
const LISTS: [&str; 4] = ["service", "results", "records", "data"];

/// Names of the first and the last day of a range that holds for a time.
const SEASON: [&[&str]; 2] = [
    &["date_debut", "valide_du", "valid_from", "date_debut_validite"],
    &["date_fin", "valide_au", "valid_to", "date_fin_validite"],
];

/// Reads a file of records.
pub(super) fn read(reader: impl BufRead, mut run: Run<'_>) -> Result<Counts, ImportError> {
    records::each(reader, &mut run, SOURCE, &LISTS, &mut |run, mut record| {
        // Older pages of the API wrap the values.
        for wrap in ["record", "fields"] {
            if let Some(Value::Object(inner)) = record.get_mut(wrap).map(Value::take) {
                record = inner;
            }
        }
        let source = run.source();
        counter(run, source, &record);
    })?;
    run.done()
}

/// One record of the directory's own columns.
pub(super) fn counter(run: &mut Run<'_>, source: String, values: &Map<String, Value>) {
    let mut record =
        Record { source, id: line(&text(values, "id")), name: line(&text(values, "nom")), ..Record::default() };
    record.commune_code = commune_code(&text(values, "code_insee_commune")).unwrap_or_default();
    let key = record.key();
    if text(values, "statut_de_diffusion") == "false" {
        return run.out.refuse(&record.source, &key, "statut_de_diffusion", "withdrawn by its publisher: not kept");
    }
    let mut read = Fields { run, source: record.source.clone(), key };
    for pivot in read.list(values, "pivot") {
        record.kinds.extend(fields::kind(&text(&pivot, "type_service_local")));
        if record.commune_code.is_empty() {
            let codes = read.list(&pivot, "code_insee_commune");
            let first = codes.first().map(|code| text(code, "")).unwrap_or_default();
            record.commune_code = commune_code(&first).unwrap_or_default();
        }
    }
    // Everybody is received at a town hall: where a counter is one among other things, that is its first kind.
    record.kinds.sort_by_key(|kind| kind != "mairie");
    record.kinds.dedup();
    read.address(values, &mut record);
    read.hours(values, &mut record);
    for phone in read.list(values, "telephone") {
        let written = text(&phone, "valeur");
        let description = line(&text(&phone, "description"));
        let numbers = contact::phones(&written);
        if numbers.is_empty() && !written.trim().is_empty() {
            read.warn("telephone", "not a number that can be dialled: dropped");
        }
        record.phones.extend(numbers.into_iter().map(|number| (number, description.clone())));
    }
    for site in read.list(values, "site_internet") {
        let written = text(&site, "valeur");
        match contact::website(&written) {
            Some(site) if record.website.is_empty() => record.website = site,
            None if !written.trim().is_empty() => read.warn("site_internet", "not a web address: dropped"),
            _ => {}
        }
    }
    let written = text(values, "siret");
    record.siret = fields::siret(&written).unwrap_or_default();
    if record.siret.is_empty() && !written.trim().is_empty() {
        read.warn("siret", "not a SIRET: its figures or its key are wrong; dropped");
    }
    record.url = contact::website(&text(values, "url_service_public"));
    let more = remark(&text(values, "information_complementaire"));
    if !more.is_empty() {
        record.notes.push(("À savoir", more));
    }
    let written = [text(values, "date_modification"), text(values, "date_modification_datetime")];
    record.date = written.iter().find_map(|date| fields::date(date));
    if record.date.is_none() {
        read.warn("date_modification", "no date that can be read: taken as that of the file");
    }
    run.keep(record);
}

/// Reads the parts of one record, and notes what is wrong with them.
struct Fields<'r, 'n> {
    run: &'r mut Run<'n>,
    source: String,
    key: String,
}

impl Fields<'_, '_> {
    fn warn(&mut self, field: &str, message: impl Into<String>) {
        self.run.out.warn(&self.source, &self.key, field, message);
    }

    /// The objects of a list: an array, one object, or a string that holds either. Plain values come as `{"": value}`.
    fn list(&mut self, values: &Map<String, Value>, key: &str) -> Vec<Map<String, Value>> {
        let nested = match values.get(key) {
            Some(Value::String(nested))
                if nested.len() <= LONGEST_NESTED && nested.trim_start().starts_with(['[', '{']) =>
            {
                serde_json::from_str::<Value>(nested).ok()
            }
            Some(Value::String(plain)) if plain.trim().is_empty() => None,
            other => other.cloned(),
        };
        let object = |value| match value {
            Value::Object(map) => map,
            plain => Map::from_iter([(String::new(), plain.clone()), ("valeur".to_owned(), plain)]),
        };
        match nested {
            Some(Value::Array(list)) => list.into_iter().map(object).collect(),
            Some(Value::Null) => Vec::new(),
            Some(value) => vec![object(value)],
            None => {
                if values.get(key).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty()) {
                    self.warn(key, "a list that cannot be read: dropped");
                }
                Vec::new()
            }
        }
    }

    /// Where people go: the address of the building, never the one for letters if there is another.
    fn address(&mut self, values: &Map<String, Value>, record: &mut Record) {
        let mut addresses = self.list(values, "adresse");
        addresses.sort_by_key(|address| fold(&text(address, "type_adresse")).contains("postale"));
        let Some(address) = addresses.first() else { return self.warn("adresse", "no address") };
        record.street = ["complement1", "complement2", "numero_voie"]
            .iter()
            .map(|part| line(&text(address, part)))
            .filter(|line| !line.is_empty())
            .collect();
        record.commune = fields::town(&text(address, "nom_commune"));
        let postal = text(address, "code_postal");
        record.postal_code = fields::postal_code(&postal, &record.commune_code).unwrap_or_default();
        if record.postal_code.is_empty() && !postal.trim().is_empty() {
            self.warn("code_postal", "not a postal code: dropped");
        }
        let (lat, lon) = (text(address, "latitude"), text(address, "longitude"));
        record.position = fields::position(&lat, &lon);
        if record.position.is_none() && !lat.trim().is_empty() {
            self.warn("latitude", "not a point on Earth: dropped");
        }
        let access = remark(&text(address, "note_accessibilite"));
        let known = match text(address, "accessibilite").as_str() {
            "ACC" => "Accessible en fauteuil roulant",
            "DEM" => "Accessible en fauteuil roulant sur demande",
            // "Not accessible" is also what the directory says where nobody filled it in: it is not repeated.
            _ => "",
        };
        if !known.is_empty() {
            record.features.push(WHEELCHAIR.into());
        }
        let words: Vec<&str> = [known, &access].into_iter().filter(|words| !words.is_empty()).collect();
        if !words.is_empty() {
            record.notes.push(("Accès", words.join(" : ")));
        }
    }

    fn hours(&mut self, values: &Map<String, Value>, record: &mut Record) {
        let mut seasons: Vec<((Date, Date), Record)> = Vec::new();
        for range in self.list(values, "plage_ouverture") {
            let first = text(&range, "nom_jour_debut");
            let (remark, last) = (remark(&text(&range, "commentaire")), text(&range, "nom_jour_fin"));
            let spans: Vec<[String; 2]> = (1..=2)
                .map(|n| {
                    [text(&range, &format!("valeur_heure_debut_{n}")), text(&range, &format!("valeur_heure_fin_{n}"))]
                })
                .collect();
            let week = match self.season(&range) {
                Some(dates) => match seasons.iter().position(|(known, _)| *known == dates) {
                    Some(at) => &mut seasons[at].1,
                    None => {
                        seasons.push((dates, Record::default()));
                        let last = seasons.len() - 1;
                        &mut seasons[last].1
                    }
                },
                None => &mut *record,
            };
            for problem in week_range(week, &first, &last, &spans, &remark) {
                self.warn("plage_ouverture", problem);
            }
            record.exceptions.extend(period::closures(&remark).into_iter().map(period::closed));
        }
        for ((from, to), week) in seasons {
            match period::season(from, to, &week.hours.to_osm()) {
                Some(rules) => record.exceptions.insert(0, rules),
                None => {
                    self.warn("plage_ouverture", "hours of some dates that cannot be told from the others: dropped")
                }
            }
        }
        let general = remark(&text(values, "commentaire_plage_ouverture"));
        if !general.is_empty() {
            record.exceptions.extend(period::closures(&general).into_iter().map(period::closed));
            record.notes.push(("Horaires : à savoir", general));
        }
    }

    /// The first and the last day of a range that does not always hold.
    fn season(&mut self, range: &Map<String, Value>) -> Option<(Date, Date)> {
        let [from, to] = SEASON.map(|names| {
            names.iter().map(|name| text(range, name)).find(|date| !date.trim().is_empty()).unwrap_or_default()
        });
        if from.is_empty() && to.is_empty() {
            return None;
        }
        let dates = fields::date(&from).zip(fields::date(&to)).filter(|(from, to)| from <= to);
        if dates.is_none() {
            self.warn(
                "plage_ouverture",
                "a range of some dates without its first or its last day: taken as usual hours",
            );
        }
        dates
    }
}

/// Adds one range of days to a record's week; returns what was wrong with it. What cannot be read makes the day
/// doubtful, never closed.
pub(super) fn week_range(
    record: &mut Record,
    first: &str,
    last: &str,
    spans: &[[String; 2]],
    remark: &str,
) -> Vec<String> {
    let mut problems = Vec::new();
    let Some(from) = hours::day(first) else {
        return vec!["a range without a day: dropped".to_owned()];
    };
    let to = match hours::day(last) {
        Some(to) => to,
        None => {
            problems.push("a range without its last day: taken as one day".to_owned());
            from
        }
    };
    let days: Vec<usize> = (0..7).map(|ahead| (from + ahead) % 7).take((to + 7 - from) % 7 + 1).collect();
    let mut said = false;
    for [start, end] in spans.iter().filter(|span| span.iter().any(|time| !time.trim().is_empty())) {
        said = true;
        let known = hours::minutes(start).zip(hours::minutes(end));
        match known {
            Some((start, end)) if start == end => problems.push("a span of no length: dropped".to_owned()),
            Some((start, end)) if start < end => {
                let mut overlap = false;
                for day in &days {
                    if remark.is_empty() {
                        overlap |= record.hours.open(*day, start, end);
                    } else {
                        record.hours.doubt(*day, Some((start, end)), remark);
                    }
                }
                if overlap {
                    problems.push("spans of one day overlap: joined".to_owned());
                }
            }
            _ => {
                problems.push(
                    "a span that ends before it begins, or cannot be read: the day is shown as uncertain".to_owned(),
                );
                days.iter().for_each(|day| record.hours.doubt(*day, None, "horaires à vérifier"));
            }
        }
    }
    if !said && !remark.is_empty() {
        days.iter().for_each(|day| record.hours.doubt(*day, None, remark));
    }
    problems
}

/// A value as text: numbers and booleans written out, anything else empty.
fn text(values: &Map<String, Value>, key: &str) -> String {
    match values.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(value)) => value.to_string(),
        _ => String::new(),
    }
}
