//! The tabular form: a table a file, rows tied by identifiers, put together into the records that the JSON form has. The
//! names of files and columns are those of versions 1.1, 2.0 and 3.0, and of older samples.

use super::gather::Places;
use super::{MOST_ROWS, Values, text};
use crate::record::Run;
use crate::table::Table;
use serde_json::Value;
use std::collections::HashMap;
use std::io::BufRead;

/// What a table holds, by the name of its file.
const TABLES: [(&str, &str); 26] = [
    ("organization", "organizations"),
    ("organizations", "organizations"),
    ("service", "services"),
    ("services", "services"),
    ("location", "locations"),
    ("locations", "locations"),
    ("service_at_location", "service_at_locations"),
    ("service_at_locations", "service_at_locations"),
    ("services_at_location", "service_at_locations"),
    ("services_at_locations", "service_at_locations"),
    ("address", "addresses"),
    ("addresses", "addresses"),
    ("physical_address", "addresses"),
    ("physical_addresses", "addresses"),
    ("phone", "phones"),
    ("phones", "phones"),
    ("schedule", "schedules"),
    ("schedules", "schedules"),
    ("regular_schedules", "schedules"),
    ("holiday_schedules", "holiday_schedules"),
    ("language", "languages"),
    ("languages", "languages"),
    ("accessibility", "accessibility"),
    ("accessibility_for_disabilities", "accessibility"),
    ("cost_options", "cost_options"),
    ("required_documents", "required_documents"),
];

/// What a row may be tied to, by the column that says it.
const PARENTS: [(&str, &str); 4] = [
    ("service_at_location_id", "service_at_locations"),
    ("location_id", "locations"),
    ("service_id", "services"),
    ("organization_id", "organizations"),
];

/// The tables of a source.
#[derive(Default)]
pub(super) struct Tables {
    rows: HashMap<&'static str, Vec<(String, Values)>>,
    count: usize,
}

/// The table that a file is, if it is one that is read.
pub(super) fn named(file: &str) -> Option<&'static str> {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file).to_ascii_lowercase();
    let stem = file.strip_suffix(".csv").or_else(|| file.strip_suffix(".tsv")).or_else(|| file.strip_suffix(".txt"))?;
    TABLES.iter().find(|(name, _)| *name == stem).map(|(_, table)| *table)
}

impl Tables {
    /// Reads the rows of a file. Those of all tables but the locations are counted as kept: they serve others.
    pub(super) fn read<R: BufRead>(&mut self, table: &'static str, mut rows: Table<R>, run: &mut Run<'_>) {
        while rows.next(&mut run.out) {
            let source = rows.source();
            let cells = rows.columns().iter().enumerate().map(|(at, column)| (column.clone(), rows.cell(at)));
            let values = cells.filter(|(_, cell)| !cell.is_empty()).map(|(column, cell)| (column, Value::String(cell)));
            let values = values.collect();
            self.row(table, source, values, run);
        }
    }

    /// Takes a row, which was counted as read.
    pub(super) fn row(&mut self, table: &'static str, source: String, values: Values, run: &mut Run<'_>) {
        if self.count == MOST_ROWS {
            return run.out.refuse(&source, "", "", format!("more than {MOST_ROWS} rows: not kept"));
        }
        self.count += 1;
        run.out.counts.kept += usize::from(table != "locations");
        self.rows.entry(table).or_default().push((source, values));
    }

    /// Whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Puts the rows together, and gives what they say of places.
    pub(super) fn give(mut self, places: &mut Places, run: &mut Run<'_>) {
        for (table, of) in [
            ("addresses", &PARENTS[1..2]),
            ("phones", &PARENTS[..]),
            ("schedules", &PARENTS[..3]),
            ("holiday_schedules", &PARENTS[..3]),
            ("languages", &PARENTS[1..3]),
            ("accessibility", &PARENTS[1..2]),
            ("cost_options", &PARENTS[2..3]),
            ("required_documents", &PARENTS[2..3]),
        ] {
            self.tie(table, table, of, run);
        }
        // Older samples write the location of a service in its row.
        let services = self.rows.get("services").map_or(&[][..], Vec::as_slice);
        let direct: Vec<(String, Values)> = services
            .iter()
            .filter(|(_, service)| !text(service, "location_id").is_empty())
            .map(|(source, service)| {
                let keys = [("location_id", "location_id"), ("service_id", "id")];
                let link = keys.map(|(key, from)| (key.to_owned(), Value::String(text(service, from))));
                (source.clone(), Values::from_iter(link))
            })
            .collect();
        self.rows.entry("service_at_locations").or_default().extend(direct);
        self.tie("service_at_locations", "service_at_locations", &PARENTS[2..3], run);
        let organizations = self.rows.remove("organizations").unwrap_or_default();
        let by_id: HashMap<String, Values> =
            organizations.into_iter().map(|(_, values)| (text(&values, "id"), values)).collect();
        for (source, location) in self.rows.remove("locations").unwrap_or_default() {
            let none = Values::new();
            let organization = by_id.get(&text(&location, "organization_id")).unwrap_or(&none);
            places.row(&source, &location, organization, run);
        }
        for (source, mut service) in self.rows.remove("services").unwrap_or_default() {
            if let Some(organization) = by_id.get(&text(&service, "organization_id")) {
                service.insert("organization".to_owned(), Value::Object(organization.clone()));
            }
            service.entry("service_at_locations").or_insert(Value::Array(Vec::new()));
            if let Err(why) = places.add(&source, &service) {
                run.out.warn(&source, &text(&service, "id"), "", why);
            }
        }
    }

    /// Ties the rows of a table to what they name, as a list under `key`.
    fn tie(&mut self, table: &str, key: &str, parents: &[(&'static str, &'static str)], run: &mut Run<'_>) {
        let Some(rows) = self.rows.remove(table) else { return };
        let mut lists: HashMap<(&str, String), Vec<Value>> = HashMap::new();
        for (source, values) in rows {
            let mut tied = false;
            for (column, parent) in parents {
                let id = text(&values, column);
                if !id.is_empty() {
                    tied = true;
                    lists.entry((parent, id)).or_default().push(Value::Object(values.clone()));
                }
            }
            if !tied && table != "phones" {
                run.out.warn(&source, &text(&values, "id"), parents[0].0, "tied to nothing that is read: of no use");
            }
        }
        for (_, parent) in parents {
            for (_, values) in self.rows.get_mut(parent).into_iter().flatten() {
                if let Some(list) = lists.remove(&(*parent, text(values, "id"))) {
                    values.insert(key.to_owned(), Value::Array(list));
                }
            }
        }
    }
}
