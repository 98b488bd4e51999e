//! One counter of the directory, whatever form it came in, made an item.

use super::Around;
use crate::error::ImportError;
use crate::hours::Week;
use crate::position::mend;
use crate::sink::{Counts, Output, Sink};
use guichet_core::model::{
    Block, Date, Item, ItemId, ItemKind, Lang, Phone, Place, PlaceKind, Position, Section, SectionKind, SourceRef,
    Translation,
};
use guichet_core::text::normal::fold;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};

/// Name of the source.
pub const SOURCE: &str = "annuaire";
/// Who publishes it.
pub const PUBLISHER: &str = "DILA, annuaire de l'administration";
/// Under which licence.
pub const LICENCE: &str = "etalab-2.0";

/// The counter that receives everybody.
const TOWN_HALL: &str = "mairie";

/// What a record says, already cleaned.
#[derive(Default)]
pub(super) struct Record {
    /// The directory's own identifier, possibly empty.
    pub id: String,
    /// Where it stands in the source, for warnings: `file.csv:12` or `file.json`.
    pub source: String,
    pub name: String,
    /// Kinds of counter, as the directory names them.
    pub kinds: Vec<String>,
    /// INSEE code of the commune.
    pub commune_code: String,
    pub street: Vec<String>,
    pub postal_code: String,
    pub commune: String,
    pub position: Option<Position>,
    pub hours: Week,
    /// Numbers and what each is for.
    pub phones: Vec<(String, String)>,
    pub website: String,
    pub url: Option<String>,
    /// Headings and texts to show below: access, remarks on the hours.
    pub notes: Vec<(&'static str, String)>,
    pub date: Option<Date>,
}

/// What holds over the records of one run.
pub(super) struct Run<'a> {
    pub out: Output<'a>,
    around: &'a Around<'a>,
    name: &'a str,
    /// Identifiers given so far, eight bytes each.
    ids: HashSet<u64>,
}

impl<'a> Run<'a> {
    pub(super) fn new(name: &'a str, around: &'a Around<'a>, sink: &'a mut dyn Sink) -> Self {
        Self { out: Output::new(sink), around, name, ids: HashSet::new() }
    }

    /// The file as the operator gave it.
    pub(super) fn name(&self) -> &'a str {
        self.name
    }

    /// The counts, once everything was read.
    pub(super) fn done(self) -> Result<Counts, ImportError> {
        self.out.done()
    }

    /// Keeps a record, or refuses it where nobody could find or name the counter.
    pub(super) fn keep(&mut self, mut record: Record) {
        let key = record.key();
        let source = std::mem::take(&mut record.source);
        if record.name.is_empty() {
            return self.out.refuse(&source, &key, "nom", "no name: not kept");
        }
        if record.commune_code.is_empty() && record.street.is_empty() && record.position.is_none() {
            return self.out.refuse(
                &source,
                &key,
                "adresse",
                "no commune, address or position: nobody could go there; not kept",
            );
        }
        if record.kinds.is_empty() {
            self.out.warn(&source, &key, "pivot", "no kind of counter: kept as \"administration\"");
            record.kinds.push("administration".to_owned());
        }
        let (position, mended) = mend(record.position, &record.commune_code, self.around.communes);
        record.position = position;
        if let Some(mended) = mended {
            self.out.warn(&source, &key, "latitude", mended);
        }
        let empty = [
            (record.position.is_none(), "latitude", "no position: found by its name, not among the nearest"),
            (record.hours.to_osm().is_empty(), "horaires", "no opening hours: shown as unknown"),
            (record.phones.is_empty(), "telephone", "no phone number that can be dialled"),
        ];
        for (_, field, message) in empty.iter().filter(|(empty, ..)| *empty) {
            self.out.warn(&source, &key, field, *message);
        }
        let mut id = record.item_id();
        if !self.ids.insert(hash(&id)) {
            let distinct = short_hash(&[&record.id, &record.name, &record.street.join("\n")]);
            id = format!("{id}-{distinct:08x}").into();
            if !self.ids.insert(hash(&id)) {
                return self.out.refuse(
                    &source,
                    &key,
                    "id",
                    "the same counter twice in this file: the first one is kept",
                );
            }
            self.out.warn(&source, &key, "id", format!("another counter has the same identifier: this one is {id}"));
        }
        self.out.item(record.into_item(id, self.around.undated));
        self.out.counts.kept += 1;
    }
}

impl Record {
    /// What warnings call it.
    pub(super) fn key(&self) -> String {
        let known = [&self.id, &self.commune_code, &self.name].into_iter().find(|text| !text.is_empty());
        known.cloned().unwrap_or_default()
    }

    /// `place/mairie-12202` for the town hall of a commune; other counters, of which a commune may have several, carry
    /// the first figures of the directory's identifier too.
    fn item_id(&self) -> ItemId {
        let kind = self.kinds.first().map(String::as_str).unwrap_or_default();
        let title = fold(&self.name);
        let main = kind == TOWN_HALL
            && title.starts_with("mairie ")
            && !["annexe", "deleguee", "bureau", "antenne"]
                .iter()
                .any(|part| title.split(' ').any(|word| word == *part));
        let code = if self.commune_code.is_empty() { "x" } else { &self.commune_code };
        if main {
            return ItemId::place(&format!("{kind}-{code}"));
        }
        let own: String = self.id.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
        let own = if own.is_empty() { format!("{:08x}", short_hash(&[&self.name])) } else { own.to_ascii_lowercase() };
        ItemId::place(&format!("{kind}-{code}-{own}"))
    }

    fn into_item(self, id: ItemId, undated: Date) -> Item {
        let date = self.date.unwrap_or(undated);
        let hours = self.hours.to_osm();
        let mut kinds = self.kinds.into_iter().map(PlaceKind::from);
        let mut phones = self.phones.into_iter();
        let place = Place {
            kind: kinds.next().unwrap_or_default(),
            address: self.street.join("\n"),
            postal_code: self.postal_code,
            commune: self.commune,
            commune_code: self.commune_code.clone(),
            phone: phones.next().map(|(number, _)| number).unwrap_or_default(),
            website: self.website,
            hours,
            position: self.position,
        };
        let phone = |(number, name)| Phone { number, name, terms: String::new(), checked: Some(date) };
        let section = |(heading, text): (&str, String)| Section {
            kind: SectionKind::Other,
            heading: heading.to_owned(),
            blocks: vec![Block::Text(text)],
        };
        Item {
            id,
            kind: ItemKind::Place,
            lang: Lang::FR,
            translation: Translation::Original,
            title: self.name,
            summary: String::new(),
            sections: self.notes.into_iter().map(section).collect(),
            keywords: Vec::new(),
            themes: Vec::new(),
            covers: Vec::new(),
            counters: kinds.collect(),
            routes: Vec::new(),
            phones: phones.map(phone).collect(),
            place: Some(place),
            source: SourceRef {
                name: SOURCE.to_owned(),
                id: if self.id.is_empty() { self.commune_code } else { self.id },
                url: self.url,
                publisher: PUBLISHER.to_owned(),
                licence: LICENCE.to_owned(),
                date,
                verified: None,
                review_by: None,
            },
        }
    }
}

/// The hash of an identifier: two of a million share one by a chance of one in ten million, and the second is then only
/// given a longer name.
fn hash(id: &str) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// FNV-1a over some texts: the same in every run, which identifiers must be.
fn short_hash(texts: &[&str]) -> u32 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
