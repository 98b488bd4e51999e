//! One place, whatever source and form it came in, made an item.

use crate::contact::is_premium;
use crate::error::ImportError;
use crate::hours::Week;
use crate::position::{Around, CommunePoints, mend};
use crate::sink::{Counts, Output, Sink};
use crate::sound::sound;
use guichet_content::Features;
use guichet_core::model::{
    Block, Date, FeatureId, Item, ItemId, Notice, Phone, Place, PlaceKind, Position, Section, SectionKind, SourceRef,
};
use guichet_core::text::normal::fold;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};

/// Where records come from.
pub(crate) struct Origin<'o> {
    /// Name of the source.
    pub name: &'o str,
    /// Who publishes it.
    pub publisher: &'o str,
    /// Under which licence.
    pub licence: &'o str,
    /// Figures of the source's own identifier that an item carries.
    pub figures: usize,
}

impl Origin<'_> {
    /// Where a place comes from: its identifier and page in this source, on the day its data are of.
    pub(crate) fn source(&self, id: String, url: Option<String>, date: Date) -> SourceRef {
        SourceRef {
            name: self.name.to_owned(),
            id,
            url,
            publisher: self.publisher.to_owned(),
            licence: self.licence.to_owned(),
            date,
            verified: None,
            review_by: None,
            doubts: false,
        }
    }

    /// `place/msap-01033-7`: a kind of counter, its commune, and the first letters and figures of the source's own
    /// identifier or, without one, a hash of the name.
    pub(crate) fn place_id(&self, kind: &str, code: &str, id: &str, name: &str) -> ItemId {
        let code = if code.is_empty() { "x" } else { code };
        let own: String = id.chars().filter(char::is_ascii_alphanumeric).take(self.figures).collect();
        let own = if own.is_empty() { format!("{:08x}", short_hash(&[name])) } else { own.to_ascii_lowercase() };
        ItemId::place(&format!("{kind}-{code}-{own}"))
    }
}

/// The counter that receives everybody.
const TOWN_HALL: &str = "mairie";

/// What a record says, already cleaned.
#[derive(Default)]
pub(crate) struct Record {
    /// The source's own identifier, possibly empty.
    pub id: String,
    /// Where it stands in the source, for warnings: `file.csv:12` or `file.json`.
    pub source: String,
    pub name: String,
    /// Kinds of place, as the source names them.
    pub kinds: Vec<String>,
    /// INSEE code of the commune.
    pub commune_code: String,
    pub street: Vec<String>,
    pub postal_code: String,
    pub commune: String,
    pub position: Option<Position>,
    pub hours: Week,
    /// Hours as the source wrote them, in OpenStreetMap syntax; before those of the week.
    pub osm: String,
    /// Rules over the usual ones, in OpenStreetMap syntax: seasons, closures.
    pub exceptions: Vec<String>,
    /// Numbers and what each is for.
    pub phones: Vec<(String, String)>,
    pub website: String,
    pub url: Option<String>,
    /// Headings and texts to show below: access, remarks on the hours.
    pub notes: Vec<(&'static str, String)>,
    pub date: Option<Date>,
    /// Words by which people ask for it.
    pub keywords: Vec<String>,
    /// SIRET, where it is one.
    pub siret: String,
    /// What it offers.
    pub features: Vec<FeatureId>,
    /// What it says of itself, in a few sentences.
    pub summary: String,
    /// Who publishes this record and under which licence, where it is not as the whole source.
    pub publisher: Option<String>,
    pub licence: Option<String>,
    /// The identifier of its item, where a place that was handed out comes back.
    pub given: Option<ItemId>,
    /// Whether it stands in another country: it is in no commune, and is held against none.
    pub abroad: bool,
    /// What holds for some days only.
    pub notice: Option<Notice>,
}

/// What holds over the records of one run.
pub(crate) struct Run<'a> {
    pub out: Output<'a>,
    origin: &'a Origin<'a>,
    around: &'a Around<'a>,
    name: &'a str,
    /// The line that was reached, where a reader tells it.
    pub line: u64,
    /// Identifiers given so far, eight bytes each.
    ids: HashSet<u64>,
}

impl<'a> Run<'a> {
    pub(crate) fn new(name: &'a str, origin: &'a Origin<'a>, around: &'a Around<'a>, sink: &'a mut dyn Sink) -> Self {
        Self { out: Output::new(sink), origin, around, name, line: 0, ids: HashSet::new() }
    }

    /// The communes of the country.
    pub(crate) fn communes(&self) -> &'a CommunePoints {
        self.around.communes
    }

    /// The day on which the source is read, or of which it is.
    pub(crate) fn today(&self) -> Date {
        self.around.undated
    }

    /// What the values of the standards mean.
    pub(crate) fn features(&self) -> &'a Features {
        self.around.features
    }

    /// Goes on in another file.
    pub(crate) fn in_file(&mut self, name: &'a str) {
        self.name = name;
        self.line = 0;
    }

    /// The file as the operator gave it.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// The file and the line on which the record at hand ends, for findings; without a line where none is known.
    pub(crate) fn source(&self) -> String {
        if self.line == 0 { self.name.to_owned() } else { format!("{}:{}", self.name, self.line) }
    }

    /// The counts, once everything was read.
    pub(crate) fn done(self) -> Result<Counts, ImportError> {
        self.out.done()
    }

    /// Keeps a record, or refuses it where nobody could find or name the counter.
    pub(crate) fn keep(&mut self, mut record: Record) {
        let key = record.key();
        let source = std::mem::take(&mut record.source);
        for (field, change) in record.make_sound() {
            self.out.warn(&source, &key, field, change);
        }
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
        self.around.features.sort(&mut record.features);
        if record.date.is_some_and(|date| date > self.around.undated) {
            self.out.warn(&source, &key, "date", "a date to come: taken as that of the file");
            record.date = None;
        }
        if record.commune_code.is_empty() && !record.commune.is_empty() && !record.abroad {
            let code = self.communes().named(&record.postal_code, &record.commune).map(str::to_owned);
            if code.is_none() && !self.communes().is_empty() {
                self.out.warn(&source, &key, "code_insee", "no commune of that name and postal code is known");
            }
            record.commune_code = code.unwrap_or_default();
        }
        if let Some(name) = self.communes().name(&record.commune_code).filter(|_| record.commune.is_empty()) {
            self.out.warn(&source, &key, "commune", "no commune: that of its INSEE code");
            record.commune = name.to_owned();
        }
        let (position, mended) = match record.abroad {
            true => (record.position, None),
            false => mend(record.position, &record.commune_code, self.around.communes),
        };
        record.position = position;
        if let Some(mended) = mended {
            self.out.warn(&source, &key, "latitude", mended);
        }
        let empty = [
            (record.position.is_none(), "latitude", "no position: found by its name, not among the nearest"),
            (
                record.hours.to_osm().is_empty() && record.osm.is_empty(),
                "horaires",
                "no opening hours: shown as unknown",
            ),
            (record.phones.is_empty(), "telephone", "no phone number that can be dialled"),
        ];
        for (_, field, message) in empty.iter().filter(|(empty, ..)| *empty) {
            self.out.warn(&source, &key, field, *message);
        }
        let mut id = record.item_id(self.origin);
        // Without an identifier of its own, a place is told from another by the town too.
        let street = record.street.join("\n");
        let distinct = match record.id.is_empty() {
            true => short_hash(&[&record.name, &street, &record.postal_code, &record.commune]),
            false => short_hash(&[&record.id, &record.name, &street]),
        };
        let distinct = format!("{id}-{distinct:08x}");
        if !self.ids.insert(hash(&distinct)) {
            let why = "the same counter twice in this file: the first one is kept";
            return self.out.refuse(&source, &key, "id", why);
        }
        if !self.ids.insert(hash(&id)) {
            id = distinct.into();
            self.out.warn(&source, &key, "id", format!("another counter has the same identifier: this one is {id}"));
        }
        self.out.item(record.into_item(id, self.origin, self.around.undated));
        self.out.counts.kept += 1;
    }
}

/// Texts of one line are cut there, in characters.
const LONGEST_LINE: usize = 200;

impl Record {
    /// Makes the words fit to show, and puts numbers that cost more than a call after the others. Tells what was changed.
    fn make_sound(&mut self) -> Vec<(&'static str, String)> {
        let mut told: Vec<(&'static str, String)> = Vec::new();
        let lines = [("nom", &mut self.name), ("commune", &mut self.commune)].into_iter();
        let lines = lines.chain(self.street.iter_mut().map(|line| ("adresse", line)));
        let words = self.notes.iter_mut().map(|(heading, text)| (*heading, text));
        let words = words.chain([("presentation", &mut self.summary)]);
        let words = words.chain(self.notice.iter_mut().map(|notice| ("annonce", &mut notice.text)));
        let words = words.chain(self.phones.iter_mut().map(|(_, name)| ("telephone", name)));
        for (field, text) in lines.chain(words) {
            if text.chars().count() == LONGEST_LINE {
                told.push((field, format!("longer than {LONGEST_LINE} characters: cut there")));
            }
            let (sound, changes) = sound(text);
            told.extend(changes.into_iter().map(|change| (field, change.to_owned())));
            *text = sound;
        }
        self.street.retain(|line| !line.is_empty());
        self.notes.retain(|(_, text)| !text.is_empty());
        self.notice.take_if(|notice| notice.text.is_empty());
        if self.phones.iter().any(|(number, _)| is_premium(number)) {
            self.phones.sort_by_key(|(number, _)| is_premium(number));
            told.push((
                "telephone",
                "a number that costs more than a call: shown last, with its price if known".to_owned(),
            ));
        }
        if let Some((number, price)) = self.phones.first().filter(|(number, _)| is_premium(number)) {
            let price = if price.is_empty() { "appel payant" } else { price };
            self.notes.push(("Téléphone", format!("{number} : {price}")));
        }
        told
    }

    /// What warnings call it.
    pub(crate) fn key(&self) -> String {
        let known = [&self.id, &self.commune_code, &self.name].into_iter().find(|text| !text.is_empty());
        known.cloned().unwrap_or_default()
    }

    /// `place/mairie-12202` for the town hall of a commune; other counters, of which a commune may have several, carry
    /// what tells them apart too.
    fn item_id(&self, origin: &Origin<'_>) -> ItemId {
        if let Some(given) = &self.given {
            return given.clone();
        }
        let kind = self.kinds.first().map(String::as_str).unwrap_or_default();
        let title = fold(&self.name);
        let main = kind == TOWN_HALL
            && title.starts_with("mairie ")
            && !["annexe", "deleguee", "bureau", "antenne"]
                .iter()
                .any(|part| title.split(' ').any(|word| word == *part));
        if main {
            let code = if self.commune_code.is_empty() { "x" } else { &self.commune_code };
            return ItemId::place(&format!("{kind}-{code}"));
        }
        origin.place_id(kind, &self.commune_code, &self.id, &self.name)
    }

    fn into_item(self, id: ItemId, origin: &Origin<'_>, undated: Date) -> Item {
        let date = self.date.unwrap_or(undated);
        let mut hours = if self.osm.is_empty() { self.hours.to_osm() } else { self.osm };
        // A closure alone would say that it is open on every other day.
        if !hours.is_empty() {
            self.exceptions.iter().for_each(|rule| hours.push_str(&format!("; {rule}")));
        }
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
            siret: self.siret,
            features: self.features,
            notice: self.notice,
            ..Place::default()
        };
        // The directory writes a price where it writes what a number is for.
        let phone = |(number, name): (String, String)| {
            let (name, terms) = if name.contains('€') { (String::new(), name) } else { (name, String::new()) };
            Phone { number, name, terms, checked: Some(date) }
        };
        let section = |(heading, text): (&str, String)| Section {
            kind: SectionKind::Other,
            heading: heading.to_owned(),
            blocks: vec![Block::Text(text)],
        };
        let source_id = if self.id.is_empty() { self.commune_code } else { self.id };
        let mut source = origin.source(source_id, self.url, date);
        source.publisher = self.publisher.unwrap_or(source.publisher);
        source.licence = self.licence.unwrap_or(source.licence);
        Item {
            summary: self.summary,
            sections: self.notes.into_iter().map(section).collect(),
            keywords: self.keywords,
            counters: kinds.collect(),
            phones: phones.map(phone).collect(),
            ..Item::of_place(id, self.name, place, source)
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
