//! How good the places are, source by source: values that cannot be right, and shares of what people need to go there.
//! `guichet check --places` prints it, or writes it as a page that a territory sends to its producers.

mod expectations;
mod page;
mod rules;

pub use page::page;

use crate::data::DataFolder;
use crate::embedded;
use crate::error::Error;
use crate::pack::{self, Form, Items};
use crate::sources::{carried_places, gazetteer};
use expectations::Expectations;
use guichet_content::authored::Texts;
use guichet_content::{Finding, Severity};
use guichet_core::model::{Date, Item};
use rules::{Around, Fault};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was found of the places.
#[derive(Debug, Default)]
pub struct Quality {
    /// The day on which they were looked at.
    pub today: Option<Date>,
    /// Each source, by its name.
    pub sources: BTreeMap<String, Score>,
    /// What cannot be right, place by place; and packs that cannot be read, refused.
    pub findings: Vec<Finding>,
}

/// How good the places of one source are. Counts are of places.
#[derive(Debug, Default, Clone, Serialize)]
pub struct Score {
    /// What the source is called.
    pub name: String,
    /// Places.
    pub places: usize,
    /// With a name, a commune, and a phone or an address: those that people can go to or call.
    pub usable: usize,
    /// With a name that is one.
    pub named: usize,
    /// With a commune.
    pub commune: usize,
    /// With a phone or an address.
    pub reachable: usize,
    /// With hours that can be read.
    pub hours: usize,
    /// With a position.
    pub position: usize,
    /// Confirmed within the months that are expected of the source.
    pub fresh: usize,
    /// Those months.
    pub months: i32,
    /// The mean of the six shares, from 0 to 100.
    pub score: usize,
    /// How often each thing was wrong, by its field and what it is.
    #[serde(skip)]
    pub faults: BTreeMap<(&'static str, &'static str), usize>,
}

impl Score {
    /// A count of places as a share of all, from 0 to 100.
    pub fn share(&self, count: usize) -> usize {
        (count * 100).checked_div(self.places).unwrap_or_default()
    }

    fn finish(&mut self) {
        let counts = [self.named, self.commune, self.reachable, self.hours, self.position, self.fresh];
        let all: usize = counts.iter().sum();
        self.score = if self.places == 0 { 0 } else { all * 100 / (self.places * counts.len()) };
    }
}

/// Looks at every place of the packs and of the embedded content.
///
/// # Errors
/// The embedded content or the folder cannot be read. A broken pack is a finding.
pub fn quality(folder: &DataFolder, today: Date) -> Result<Quality, Error> {
    let packs = pack::list(folder);
    let expectations = Expectations::read(&embedded::texts(str::is_empty)?)?;
    let mut found = Quality { today: Some(today), ..Quality::default() };
    let mut around = Around::new(gazetteer(&packs)?.communes(), today);
    let (mut places, mut broken) = (0, Vec::new());
    // The first time, numbers are counted: one that stands on very many places is nobody's.
    for look in [false, true] {
        let imported = packs.iter().filter(|pack| !matches!(pack.form, Form::Authored));
        let mut sources: Vec<(String, Items)> = Vec::new();
        for pack in imported {
            match pack.items(&Texts::new()) {
                Ok(items) => sources.push((pack.name.clone(), items)),
                Err(error) if look => broken.push((pack.folder.display().to_string(), error.to_string())),
                Err(_) => {}
            }
        }
        for group in embedded::PLACES {
            sources.push(("content".to_owned(), carried_places(group)?));
        }
        for (pack, items) in sources {
            for item in items.filter(|item| item.place.is_some()) {
                if look {
                    found.place(&pack, &item, &around, &expectations);
                } else {
                    around.count(&item);
                    places += 1;
                }
            }
        }
    }
    tracing::debug!(places, "places were looked at");
    for (source, why) in broken {
        found.findings.push(Finding::refusal(&source, "", "", why));
    }
    for (source, score) in &mut found.sources {
        score.finish();
        if let Some(old) = score.faults.get(&("date", rules::OLD)) {
            let message = format!("{old} places of {}: {} (over {} months)", score.places, rules::OLD, score.months);
            found.findings.push(Finding::warning(source, "", "date", message));
        }
    }
    Ok(found)
}

impl Quality {
    /// How many findings are refusals: packs that cannot be read.
    pub fn refused(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Refused).count()
    }

    fn place(&mut self, pack: &str, item: &Item, around: &Around, expectations: &Expectations) {
        let Some(place) = &item.place else { return };
        let (name, months) = expectations.of(&item.source);
        let score = self.sources.entry(item.source.name.clone()).or_default();
        if score.places == 0 {
            (score.name, score.months) = (name, months);
        }
        let faults = rules::faults(item, place, months, around);
        let wrong = |field: &str| faults.iter().any(|fault| fault.field == field);
        let (named, commune) = (!wrong("title"), !place.commune.is_empty());
        let reachable = !place.phone.is_empty() || !place.address.is_empty() || !item.phones.is_empty();
        score.places += 1;
        score.named += usize::from(named);
        score.commune += usize::from(commune);
        score.reachable += usize::from(reachable);
        score.usable += usize::from(named && commune && reachable);
        score.hours += usize::from(!place.hours.is_empty() && !wrong("hours"));
        score.position += usize::from(place.position.is_some() && !wrong("position"));
        score.fresh += usize::from(!wrong("date"));
        for Fault { field, what, value } in faults {
            *score.faults.entry((field, what)).or_default() += 1;
            if what == rules::OLD {
                continue;
            }
            let source = format!("{pack}/{}", item.source.name);
            let message = if value.is_empty() { what.to_owned() } else { format!("{what}: {value}") };
            self.findings.push(Finding::warning(&source, item.id.as_str(), field, message));
        }
    }
}

#[cfg(test)]
mod tests;
