//! `mapping.toml`: which column of a spreadsheet says what.
//!
//! ```toml
//! [source]
//! name = "reparer"                   # how the source is called in answers to programs
//! publisher = "Ville de Rodez"
//! licence = "etalab-2.0"
//! date = "2026-10-01"                # of rows that carry none; else the day of the import
//!
//! [columns]                          # in any case, with or without accents; several columns in a list
//! name = "Nom du lieu"
//! street = ["Adresse", "Complément"]
//! postal_code = "CP"
//! town = "Ville"
//! position = "Coordonnées"           # latitude and longitude in one cell; or lat and lon
//! phone = "Tél"
//! monday = "Lundi"                   # a column a day, or `hours` for all of them
//!
//! [constants]                        # what holds for every row
//! kind = "repair_cafe"
//!
//! [kinds]                            # words of the column `kind`, where it is mapped
//! "Atelier vélo" = "velo_solidaire"
//! ```

use crate::error::ImportError;
use crate::table::column;
use guichet_core::model::FeatureId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The mapping of a spreadsheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    pub(super) source: Source,
    pub(super) columns: Columns,
    #[serde(default)]
    pub(super) constants: Constants,
    /// Kinds of place, by the words of the column that says them.
    #[serde(default)]
    pub(super) kinds: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) table: Layout,
}

/// Where the rows come from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub name: String,
    pub publisher: String,
    pub licence: String,
    pub date: Option<String>,
}

/// One column, or several whose cells are joined.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Named {
    One(String),
    Several(Vec<String>),
}

impl Named {
    /// The names, as a table has them.
    pub(super) fn all(&self) -> Vec<String> {
        match self {
            Self::One(name) => vec![column(name)],
            Self::Several(names) => names.iter().map(|name| column(name)).collect(),
        }
    }

    /// The names as they were written.
    pub(super) fn written(&self) -> Vec<&str> {
        match self {
            Self::One(name) => vec![name],
            Self::Several(names) => names.iter().map(String::as_str).collect(),
        }
    }
}

/// Columns of the spreadsheet, by what they say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub name: Named,
    pub id: Option<Named>,
    pub kind: Option<Named>,
    pub street: Option<Named>,
    pub postal_code: Option<Named>,
    pub town: Option<Named>,
    pub insee: Option<Named>,
    pub lat: Option<Named>,
    pub lon: Option<Named>,
    pub position: Option<Named>,
    pub phone: Option<Named>,
    pub website: Option<Named>,
    pub siret: Option<Named>,
    pub hours: Option<Named>,
    pub monday: Option<Named>,
    pub tuesday: Option<Named>,
    pub wednesday: Option<Named>,
    pub thursday: Option<Named>,
    pub friday: Option<Named>,
    pub saturday: Option<Named>,
    pub sunday: Option<Named>,
    pub services: Option<Named>,
    pub public: Option<Named>,
    pub price: Option<Named>,
    pub access: Option<Named>,
    pub languages: Option<Named>,
    pub remarks: Option<Named>,
    pub date: Option<Named>,
    pub notice: Option<Named>,
    pub notice_until: Option<Named>,
}

impl Columns {
    /// Every column that is mapped, by its key.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &Named)> {
        let all = [
            ("name", Some(&self.name)),
            ("id", self.id.as_ref()),
            ("kind", self.kind.as_ref()),
            ("street", self.street.as_ref()),
            ("postal_code", self.postal_code.as_ref()),
            ("town", self.town.as_ref()),
            ("insee", self.insee.as_ref()),
            ("lat", self.lat.as_ref()),
            ("lon", self.lon.as_ref()),
            ("position", self.position.as_ref()),
            ("phone", self.phone.as_ref()),
            ("website", self.website.as_ref()),
            ("siret", self.siret.as_ref()),
            ("hours", self.hours.as_ref()),
            ("monday", self.monday.as_ref()),
            ("tuesday", self.tuesday.as_ref()),
            ("wednesday", self.wednesday.as_ref()),
            ("thursday", self.thursday.as_ref()),
            ("friday", self.friday.as_ref()),
            ("saturday", self.saturday.as_ref()),
            ("sunday", self.sunday.as_ref()),
            ("services", self.services.as_ref()),
            ("public", self.public.as_ref()),
            ("price", self.price.as_ref()),
            ("access", self.access.as_ref()),
            ("languages", self.languages.as_ref()),
            ("remarks", self.remarks.as_ref()),
            ("date", self.date.as_ref()),
            ("notice", self.notice.as_ref()),
            ("notice_until", self.notice_until.as_ref()),
        ];
        all.into_iter().filter_map(|(key, named)| Some((key, named?)))
    }
}

/// What holds for every row that does not say it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Constants {
    pub kind: String,
    pub town: String,
    pub postal_code: String,
    pub insee: String,
    pub phone: String,
    pub website: String,
    pub hours: String,
    pub services: String,
    pub public: String,
    pub price: String,
    pub access: String,
    pub keywords: Vec<String>,
    /// What every place offers, in the words of `features.toml`: `fee/free`, `access/no-appointment`.
    pub features: Vec<FeatureId>,
}

/// How the table is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Layout {
    /// Rows above the one that names the columns.
    pub above: usize,
    /// Whether the longitude comes first in a cell that holds both.
    pub longitude_first: bool,
    /// Whether the month comes before the day.
    pub month_first: bool,
}

impl Mapping {
    /// Reads a mapping. `name` is its file as the operator gave it; `kinds` are the kinds of place that are known.
    ///
    /// # Errors
    /// It is no TOML, a key is unknown or lacking, or it names a kind that is not known: said with its line.
    pub fn read(text: &str, name: &str, kinds: &[String]) -> Result<Self, ImportError> {
        let refuse = |cause: String| ImportError::Mapping { name: name.to_owned(), cause };
        let mapping: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            refuse(format!("line {line}: {}", error.message()))
        })?;
        let line_of = |word: &str| {
            let at = text.lines().position(|line| line.contains(&format!("\"{word}\"")));
            at.map_or(1, |at| at + 1)
        };
        if mapping.columns.kind.is_none() && mapping.constants.kind.is_empty() {
            let why = "say which kind of place it is: a column `kind`, or `kind` in [constants]";
            return Err(refuse(why.to_owned()));
        }
        let used = mapping.kinds.values().chain([&mapping.constants.kind]).filter(|kind| !kind.is_empty());
        if let Some(kind) = used.into_iter().find(|kind| !kinds.is_empty() && !kinds.contains(kind)) {
            let near = nearest(kind, kinds.iter().map(String::as_str));
            let near = near.map(|near| format!("; do you mean '{near}'?")).unwrap_or_default();
            return Err(refuse(format!(
                "line {}: '{kind}' is no kind of place of vocabulary.toml{near}",
                line_of(kind)
            )));
        }
        Ok(mapping)
    }
}

/// The word most like another, if any is.
pub(super) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let scored = words.map(|known| (strsim::jaro_winkler(word, known), known));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.6).then_some(best.1)
}
