//! Structures and services of data·inclusion, in the versions 0 and 1 of their schema, as JSON or CSV.
//!
//! A structure is a place. A service is what a structure offers, and stands in the same file, before or after it, or in
//! another one: everything is read twice. At first the services of each structure are gathered, a few bytes each; then each
//! structure is handed on with what it offers. A service whose structure is nowhere is a place where it has an address of its
//! own: people go there. E-mail addresses and names of persons are never read.

mod offer;
mod rows;
#[cfg(test)]
mod tests;

use crate::error::ImportError;
use crate::fields::line;
use crate::mednum;
use crate::offers;
use crate::position::Around;
use crate::prose::short;
use crate::record::{Origin, Record, Run};
use crate::sink::{Counts, Sink};
use crate::structure::{self, headings};
use guichet_content::{Features, Finding, Standard};
use guichet_core::model::{Commune, FeatureId, Item};
use guichet_core::text::normal::fold;
use offer::Offers;
use std::io::{self, Read};

/// Name of the source.
pub const SOURCE: &str = "data-inclusion";

const ORIGIN: Origin = Origin { name: SOURCE, publisher: "data·inclusion", licence: "etalab-2.0", figures: 48 };

/// What a structure is where its type is not said: the whole collection is of structures of integration.
const KIND: &str = "insertion";

/// Gives the values of a record under any of their names.
type Get<'a> = dyn Fn(&[&str]) -> String + 'a;

/// A row of either table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Structure,
    Service,
}

/// Reads some files of one edition. `names` are the files as the operator gave them; `open` opens one by its index, as often
/// as it is asked to.
///
/// # Errors
/// Nothing in them can be read as structures or services, or the sink fails.
pub fn read<R: Read>(
    names: &[String],
    open: impl Fn(usize) -> io::Result<R>,
    around: &Around<'_>,
    sink: &mut dyn Sink,
) -> Result<Counts, ImportError> {
    let mut known = Offers::default();
    for (index, name) in names.iter().enumerate() {
        // What is wrong is told by the second reading.
        let mut nowhere = Nowhere;
        let mut run = Run::new(name, &ORIGIN, around, &mut nowhere);
        let reader = open(index).map_err(|source| unreadable(name, source))?;
        let _ = rows::each(reader, &mut run, &mut |run, row, _, get| {
            known.gather(row, get, run.features());
            run.out.counts.kept += 1;
        });
    }
    let mut run = Run::new(names.first().map_or("", String::as_str), &ORIGIN, around, sink);
    for (index, name) in names.iter().enumerate() {
        run.in_file(name);
        let reader = open(index).map_err(|source| unreadable(name, source))?;
        let done = rows::each(reader, &mut run, &mut |run, row, source, get| match row {
            Row::Structure => place(run, source, get, &known),
            Row::Service => service(run, source, get, &known),
        });
        match done {
            // Among others, a file of another kind stops nothing.
            Err(error @ ImportError::NotThisFormat { .. }) if names.len() > 1 => {
                run.out.warn(name, "", "", format!("{error}: left out"));
            }
            done => done?,
        }
    }
    if run.out.counts.read == 0 && !run.out.has_failed() {
        let (name, cause) = (names.join(", "), "it holds no structures and no services".to_owned());
        return Err(ImportError::NotThisFormat { name, format: SOURCE, cause });
    }
    run.done()
}

fn unreadable(name: &str, source: io::Error) -> ImportError {
    ImportError::Unreadable { name: name.to_owned(), source }
}

/// A structure, with what it offers.
fn place(run: &mut Run<'_>, source: String, get: &Get<'_>, known: &Offers) {
    let mut record = record(run, &source, get);
    mednum::offered(&mut record, run, get);
    offers::read(&mut record, run, &[Standard::DataInclusion], &offer::OF_STRUCTURE, get);
    record.kinds = kinds(run.features(), &get(&["typologie", "reseaux_porteurs"]));
    if let Some(offer) = known.of(get, "id") {
        record.features.extend(offer.features(run.features()));
        let own = fold(&record.name);
        let names: Vec<String> = offer.names.iter().filter(|name| fold(name) != own).cloned().collect();
        if !names.is_empty() {
            record.notes.push((headings::SERVICES, names.join(" ; ")));
        }
        let is_booking = |heading: &str| [headings::BOOKING, headings::REQUEST].contains(&heading);
        if !record.notes.iter().any(|(heading, _)| is_booking(heading)) {
            record.notes.extend(offer.booking.clone());
        }
    }
    kept(run, record);
}

/// A service: of a structure that is known, it has been read with it; of none, it is a place where it has an address.
fn service(run: &mut Run<'_>, source: String, get: &Get<'_>, known: &Offers) {
    if known.has_structure(get) {
        // Read with its structure: here it only says what the vocabulary does not know.
        let mut record = Record { id: line(&get(&["id"])), source, ..Record::default() };
        offers::read(&mut record, run, &[Standard::DataInclusion], &offer::OF_SERVICE, get);
        run.out.counts.kept += 1;
        return;
    }
    if get(&["adresse"]).trim().is_empty() && get(&["latitude"]).trim().is_empty() {
        let why = "its structure is in none of these files, and it has no address of its own: not kept";
        return run.out.refuse(&source, &line(&get(&["id"])), "structure_id", why);
    }
    let mut record = record(run, &source, get);
    offers::read(&mut record, run, &[Standard::DataInclusion], &offer::OF_SERVICE, get);
    kept(run, record);
}

/// What both tables say in the same way.
fn record(run: &mut Run<'_>, source: &str, get: &Get<'_>) -> Record {
    let mut record = structure::read(run, source, get);
    let producer = line(&get(&["source"]));
    // In version 1 an identifier begins with the producer.
    if !record.id.contains("--") && !producer.is_empty() && !record.id.is_empty() {
        record.id = format!("{producer}--{}", record.id);
    }
    record.publisher = (!producer.is_empty()).then(|| format!("{} ({producer})", ORIGIN.publisher));
    record.url = crate::contact::website(&get(&["lien_source"]));
    record.licence = Some(short(&get(&["licence"]))).filter(|licence| !licence.is_empty());
    record
}

/// Keeps a place, under the kind that tells most.
fn kept(run: &mut Run<'_>, mut record: Record) {
    let digital = record.features.iter().any(is_digital);
    if digital && !record.kinds.iter().any(|kind| kind == mednum::KIND) {
        record.kinds.push(mednum::KIND.to_owned());
    }
    if record.kinds.is_empty() {
        record.kinds.push(KIND.to_owned());
    }
    run.keep(record);
}

/// Whether digital tools are taught there.
fn is_digital(feature: &FeatureId) -> bool {
    ["service/digital", "service/internet-access", "service/online-procedures", "label/digital-adviser"]
        .iter()
        .any(|digital| feature.starts_with(digital))
}

/// Kinds of place of some types, those that tell most first: an association may be a shelter.
fn kinds(features: &Features, types: &str) -> Vec<String> {
    const WIDE: [&str; 3] = ["association", "collectivite", KIND];
    let known = offers::split(types).into_iter().filter_map(|name| features.kind(&name).map(ToString::to_string));
    let mut kinds: Vec<String> = Vec::new();
    for kind in known {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.sort_by_key(|kind| WIDE.contains(&kind.as_str()));
    kinds
}

/// A sink for what is only looked at.
struct Nowhere;

impl Sink for Nowhere {
    fn item(&mut self, _: Item) -> io::Result<()> {
        Ok(())
    }

    fn commune(&mut self, _: Commune) -> io::Result<()> {
        Ok(())
    }

    fn finding(&mut self, _: Finding) -> io::Result<()> {
        Ok(())
    }
}
