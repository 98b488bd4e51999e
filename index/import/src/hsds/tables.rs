//! The tabular form: a table a file, rows tied by identifiers, put together into the records that the JSON form has. The
//! names of files and columns are those of versions 1.1, 2.0 and 3.0, and of older samples.

use super::gather::Places;
use super::{MOST_ROWS, Values, text};
use crate::record::Run;
use crate::table::Table;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

/// What a table holds, by the name of its file.
const TABLES: [(&str, &str); 44] = [
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
    ("regular_schedule", "schedules"),
    ("schedule", "schedules"),
    ("schedules", "schedules"),
    ("regular_schedules", "schedules"),
    ("holiday_schedule", "holiday_schedules"),
    ("holiday_schedules", "holiday_schedules"),
    ("language", "languages"),
    ("languages", "languages"),
    ("accessibility", "accessibility"),
    ("accessibility_for_disabilities", "accessibility"),
    ("cost_option", "cost_options"),
    ("cost_options", "cost_options"),
    ("eligibility", "eligibility"),
    ("required_document", "required_documents"),
    ("required_documents", "required_documents"),
    // In version 1.1 the terms stand in the table of taxonomies; in version 3.0 that table holds none.
    ("taxonomy", "taxonomy_terms"),
    ("taxonomy_term", "taxonomy_terms"),
    ("taxonomy_terms", "taxonomy_terms"),
    ("attribute", "attributes"),
    ("attributes", "attributes"),
    ("other_attribute", "attributes"),
    ("other_attributes", "attributes"),
    ("service_attribute", "attributes"),
    ("service_attributes", "attributes"),
    ("service_taxonomy", "attributes"),
    ("service_taxonomies", "attributes"),
    ("services_taxonomy", "attributes"),
    ("service_taxonomys", "attributes"),
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
    pub(super) fn give(mut self, places: &mut Places<'_>, run: &mut Run<'_>) {
        self.name_terms();
        for (table, of) in [
            ("attributes", &PARENTS[..]),
            ("addresses", &PARENTS[1..2]),
            ("phones", &PARENTS[..]),
            ("schedules", &PARENTS[..3]),
            ("holiday_schedules", &PARENTS[..3]),
            ("languages", &PARENTS[1..3]),
            ("accessibility", &PARENTS[1..2]),
            ("cost_options", &PARENTS[2..3]),
            ("eligibility", &PARENTS[2..3]),
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

    /// Puts the term that an attribute names into it, and what it is tied to where tables of other versions look for it. Rows of
    /// older samples name their terms themselves.
    fn name_terms(&mut self) {
        let rows = self.rows.remove("taxonomy_terms").unwrap_or_default().into_iter();
        let by_id: HashMap<String, Values> = rows
            .map(|(_, term)| (["id", "taxonomy_id"].map(|key| text(&term, key)), term))
            .map(|([id, older], term)| (if id.is_empty() { older } else { id }, term))
            .collect();
        if by_id.is_empty() {
            return;
        }
        for (_, service) in self.rows.get_mut("services").into_iter().flatten() {
            let written = text(service, "taxonomy_ids");
            let terms = written.split([',', ';']).filter_map(|id| by_id.get(id.trim()));
            let terms: Vec<Value> = terms.map(|term| Value::Object(term.clone())).collect();
            if !terms.is_empty() {
                service.insert("taxonomy_terms".to_owned(), Value::Array(terms));
            }
        }
        let services: HashSet<String> =
            self.rows.get("services").into_iter().flatten().map(|(_, service)| text(service, "id")).collect();
        for (_, attribute) in self.rows.get_mut("attributes").into_iter().flatten() {
            let named = ["taxonomy_term_id", "taxonomy_id"].map(|key| text(attribute, key));
            if let Some(term) = named.iter().find_map(|id| by_id.get(id)) {
                attribute.insert("taxonomy_term".to_owned(), Value::Object(term.clone()));
            }
            let link = text(attribute, "link_id");
            let kinds = ["link_entity", "link_type"].map(|key| text(attribute, key).to_ascii_lowercase());
            let known =
                PARENTS.iter().find(|(column, _)| kinds.iter().any(|kind| column.strip_suffix("_id") == Some(kind)));
            let column = known.map(|(column, _)| *column).or_else(|| services.contains(&link).then_some("service_id"));
            if let Some(column) = column.filter(|_| !link.is_empty()) {
                attribute.insert(column.to_owned(), Value::String(link));
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
