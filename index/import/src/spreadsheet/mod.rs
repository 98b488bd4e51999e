//! A city's own spreadsheet, read by a small mapping (see [`Mapping`]): which column says what. It needs no programming.
//!
//! Nothing is guessed: a column that is not there is named with the nearest one, a kind that is not known is told by its row.

mod mapping;

pub use mapping::Mapping;

use crate::communes::commune_code;
use crate::contact;
use crate::error::ImportError;
use crate::fields::{self, line, remark};
use crate::france_services::spans;
use crate::hours::{self, Week};
use crate::input::{self, not_this};
use crate::period;
use crate::position::Around;
use crate::record::{Origin, Record, Run};
use crate::sink::{Counts, Sink};
use crate::table::Table;
use guichet_core::model::{Date, Notice};
use guichet_core::text::normal::fold;
use mapping::{Columns, Named, nearest};
use std::io::{BufRead, Read};

/// The format, as the command line names it.
pub const FORMAT: &str = "table";

/// Columns that are shown in words, and their headings.
type Shown = (&'static str, fn(&Columns) -> Option<&Named>);
const SHOWN: [Shown; 6] = [
    ("Ce qu'on y fait", |columns| columns.services.as_ref()),
    ("Pour qui", |columns| columns.public.as_ref()),
    ("Prix", |columns| columns.price.as_ref()),
    ("Accès", |columns| columns.access.as_ref()),
    ("Langues parlées", |columns| columns.languages.as_ref()),
    ("À savoir", |columns| columns.remarks.as_ref()),
];

/// Reads a spreadsheet saved as CSV. `name` is the file as the operator gave it; `kinds` are the kinds of place that are
/// known, none where all are.
///
/// # Errors
/// The file is no table or cannot be read, lacks a column of the mapping, or the sink fails.
pub fn read(
    reader: impl Read,
    name: &str,
    mapping: &Mapping,
    kinds: &[String],
    around: &Around<'_>,
    sink: &mut dyn Sink,
) -> Result<Counts, ImportError> {
    let mut table = input::table(reader, name, FORMAT)?;
    table.skip(mapping.table.above)?;
    for (key, named) in mapping.columns.all() {
        for (written, wanted) in named.written().into_iter().zip(named.all()) {
            if !table.columns().contains(&wanted) {
                let near = nearest(&wanted, table.columns().iter().map(String::as_str));
                let near = near.map(|near| format!("; the nearest one is `{near}`")).unwrap_or_default();
                return Err(not_this(
                    name,
                    FORMAT,
                    format!("it has no column `{written}`, which the mapping takes as `{key}`{near}"),
                ));
            }
        }
    }
    if let Some(feature) = mapping.constants.features.iter().find(|feature| around.features.position(feature).is_none())
    {
        return Err(not_this(
            name,
            FORMAT,
            format!("the mapping names '{feature}', which is no feature of features.toml"),
        ));
    }
    let source = &mapping.source;
    let origin = Origin { name: &source.name, publisher: &source.publisher, licence: &source.licence, figures: 24 };
    let day = source.date.as_deref().map(|date| Date::parse(date).ok_or(date));
    let undated = match day.transpose() {
        Ok(day) => day.unwrap_or(around.undated),
        Err(date) => return Err(not_this(name, FORMAT, format!("the date '{date}' of the mapping is not YYYY-MM-DD"))),
    };
    let mut run = Run::new(name, &origin, around, sink);
    while table.next(&mut run.out) {
        let mut row = Row { mapping, kinds, undated, problems: Vec::new(), table: &table };
        let record = row.record();
        let (source, key) = (table.source(), record.key());
        for (field, problem) in std::mem::take(&mut row.problems) {
            run.out.warn(&source, &key, field, problem);
        }
        run.keep(Record { source, ..record });
    }
    run.done()
}

/// One row, and what is wrong with it.
struct Row<'r, R> {
    mapping: &'r Mapping,
    kinds: &'r [String],
    undated: Date,
    problems: Vec<(&'static str, String)>,
    table: &'r Table<R>,
}

impl<R: BufRead> Row<'_, R> {
    /// The cells under some columns, those of several joined by line feeds.
    fn cell(&self, named: Option<&Named>) -> String {
        let cells = named.map(Named::all).unwrap_or_default();
        let cells = cells.iter().map(|name| self.table.get(&[name])).filter(|cell| !cell.trim().is_empty());
        cells.collect::<Vec<_>>().join("\n")
    }

    /// The same, or what holds for every row.
    fn cell_or(&self, named: Option<&Named>, constant: &str) -> String {
        let cell = self.cell(named);
        if cell.trim().is_empty() { constant.to_owned() } else { cell }
    }

    fn problem(&mut self, field: &'static str, problem: impl Into<String>) {
        self.problems.push((field, problem.into()));
    }

    fn record(&mut self) -> Record {
        let Mapping { columns, constants, .. } = self.mapping;
        let mut record = Record {
            id: line(&self.cell(columns.id.as_ref())),
            name: line(&self.cell(Some(&columns.name))),
            street: self.cell(columns.street.as_ref()).lines().map(line).filter(|part| !part.is_empty()).collect(),
            commune: fields::town(&self.cell_or(columns.town.as_ref(), &constants.town)),
            keywords: constants.keywords.clone(),
            features: constants.features.clone(),
            ..Record::default()
        };
        record.kinds.extend(self.kind());
        let written = self.cell_or(columns.insee.as_ref(), &constants.insee);
        record.commune_code = commune_code(&written).unwrap_or_default();
        if record.commune_code.is_empty() && !written.trim().is_empty() {
            self.problem("insee", "not an INSEE code: dropped");
        }
        let written = self.cell_or(columns.postal_code.as_ref(), &constants.postal_code);
        record.postal_code = fields::postal_code(&written, &record.commune_code).unwrap_or_default();
        if record.postal_code.is_empty() && !written.trim().is_empty() {
            self.problem("postal_code", "not a postal code: dropped");
        } else if record.postal_code.len() != written.trim().chars().take_while(char::is_ascii_digit).count() {
            self.problem("postal_code", "a zero was missing: put back");
        }
        self.position(&mut record);
        let written = self.cell_or(columns.phone.as_ref(), &constants.phone);
        record.phones = contact::phones(&written).into_iter().map(|number| (number, String::new())).collect();
        if record.phones.is_empty() && !written.trim().is_empty() {
            self.problem("phone", "not a number that can be dialled: dropped");
        }
        let written = self.cell_or(columns.website.as_ref(), &constants.website);
        record.website = written.split([' ', '\n', ';', '|']).find_map(contact::website).unwrap_or_default();
        if record.website.is_empty() && !written.trim().is_empty() {
            self.problem("website", "not a web address: dropped");
        }
        let written = self.cell(columns.siret.as_ref());
        record.siret = fields::siret(&written).unwrap_or_default();
        if record.siret.is_empty() && !written.trim().is_empty() {
            self.problem("siret", "not a SIRET: dropped");
        }
        self.hours(&mut record);
        let constant = [&constants.services, &constants.public, &constants.price, &constants.access];
        for (at, (heading, named)) in SHOWN.iter().enumerate() {
            let words = self.cell_or(named(columns), constant.get(at).map_or("", |words| words.as_str()));
            let words = remark(&words);
            if !words.is_empty() {
                record.exceptions.extend(period::closures(&words).into_iter().map(period::closed));
                record.notes.push((heading, words));
            }
        }
        record.date = Some(self.date("date", columns.date.as_ref()).unwrap_or(self.undated));
        self.notice(&mut record);
        record
    }

    /// The kind of place that the row says: as the mapping translates it, or in the words of the vocabulary.
    fn kind(&mut self) -> Option<String> {
        let Mapping { columns, constants, kinds, .. } = self.mapping;
        let written = self.cell(columns.kind.as_ref());
        let constant = || Some(constants.kind.clone()).filter(|kind| !kind.is_empty());
        if written.trim().is_empty() {
            return constant();
        }
        let translated = kinds.iter().find(|(words, _)| fold(words) == fold(&written)).map(|(_, kind)| kind.clone());
        let kind = translated.or_else(|| fields::kind(&written))?;
        if self.kinds.is_empty() || self.kinds.contains(&kind) {
            return Some(kind);
        }
        let near = nearest(&kind, self.kinds.iter().map(String::as_str));
        let near = near.map(|near| format!("; the nearest one is '{near}'")).unwrap_or_default();
        self.problem(
            "kind",
            format!("'{}' is no kind that is known: say it in [kinds] of the mapping{near}", line(&written)),
        );
        constant()
    }

    fn position(&mut self, record: &mut Record) {
        let Mapping { columns, table, .. } = self.mapping;
        let (lat, lon) = (self.cell(columns.lat.as_ref()), self.cell(columns.lon.as_ref()));
        let both = self.cell(columns.position.as_ref());
        let found = fields::position(&lat, &lon).or_else(|| fields::point(&both));
        let found = match found {
            Some(at) if table.longitude_first && !both.is_empty() => guichet_core::model::Position::new(at.lon, at.lat),
            found => found,
        };
        if found.is_none() && [lat, lon, both].iter().any(|cell| !cell.trim().is_empty()) {
            self.problem("position", "not a latitude and a longitude in degrees: dropped");
        }
        record.position = found;
    }

    /// Hours of one column, or of a column a day.
    fn hours(&mut self, record: &mut Record) {
        let Mapping { columns, constants, .. } = self.mapping;
        let written = line(&self.cell_or(columns.hours.as_ref(), &constants.hours));
        if !written.is_empty() {
            let hours = hours::written(&written);
            if let Some(said) = hours.warning() {
                self.problem("hours", said);
            }
            record.osm = hours.osm;
            return;
        }
        let days = [
            &columns.monday,
            &columns.tuesday,
            &columns.wednesday,
            &columns.thursday,
            &columns.friday,
            &columns.saturday,
            &columns.sunday,
        ];
        let mut week = Week::default();
        for (day, named) in days.into_iter().enumerate() {
            let cell = line(&self.cell(named.as_ref()));
            let closed = matches!(fold(&cell).as_str(), "ferme" | "fermee" | "closed" | "non" | "x");
            if closed || cell.chars().all(|c| !c.is_alphanumeric()) {
                continue;
            }
            let apart = |spans: &Vec<(u16, u16)>| spans.windows(2).all(|pair| pair[0].1 <= pair[1].0);
            match spans(&cell).filter(apart) {
                Some(spans) => spans.into_iter().for_each(|(from, to)| {
                    week.open(day, from, to);
                }),
                None => {
                    self.problem("hours", "a day that cannot be read: unknown, with what was written");
                    week.doubt(day, None, &cell);
                }
            }
        }
        record.hours = week;
    }

    fn date(&mut self, field: &'static str, named: Option<&Named>) -> Option<Date> {
        let written = self.cell(named);
        if written.trim().is_empty() {
            return None;
        }
        let turned = written.splitn(3, '/').collect::<Vec<_>>();
        let written = match turned.as_slice() {
            [month, day, year] if self.mapping.table.month_first => format!("{day}/{month}/{year}"),
            _ => written,
        };
        match fields::dated(&written) {
            Some((date, said)) => {
                if let Some(said) = said {
                    self.problem(field, said);
                }
                Some(date)
            }
            None => {
                self.problem(field, "no date that can be read: dropped");
                None
            }
        }
    }

    /// What holds for some days; without its last day it would stay for ever, and is dropped.
    fn notice(&mut self, record: &mut Record) {
        let columns = &self.mapping.columns;
        let text = remark(&self.cell(columns.notice.as_ref()));
        if text.is_empty() {
            return;
        }
        match self.date("notice_until", columns.notice_until.as_ref()) {
            Some(until) => record.notice = Some(Notice { text, until }),
            None => self.problem("notice", "a notice without its last day: dropped"),
        }
    }
}

#[cfg(test)]
mod tests;
