//! The entries of a basket: each by its kind and a short hash of its identifier, looked for among what there is. Frozen: see the
//! module above.

use super::coder::{Reader, Writer};
use super::commune::{self, OF_DEPARTEMENT};
use crate::fingerprint::Fingerprint;
use crate::model::situation::{Node, reference};
use crate::model::{ItemId, Lang};
use crate::ports::catalog::{Catalog, Unavailable};
use crate::sheet::Entry;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// How an entry is carried, the end of the basket first: nothing after it costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    End,
    Card,
    Answer,
    Right,
    Institution,
    /// A fiche of service-public, by its number.
    Fiche,
    /// The town hall of one's own commune.
    OwnHall,
    /// Another place of it.
    OwnPlace,
    /// A place of another commune of the département.
    Near,
    /// A place of any commune.
    Far,
    /// Anything, by a long hash.
    Other,
}

/// Every form, and how often it comes.
const FORMS: [(Form, u32); 11] = [
    (Form::End, 14),
    (Form::Card, 22),
    (Form::Answer, 8),
    (Form::Right, 8),
    (Form::Institution, 4),
    (Form::Fiche, 5),
    (Form::OwnHall, 4),
    (Form::OwnPlace, 6),
    (Form::Near, 4),
    (Form::Far, 2),
    (Form::Other, 2),
];

/// Values of the hash of a card, of what can be done at the end of a situation, of a right, an institution, a place among
/// those of its commune, and of anything: there are hundreds, hundreds, tens, tens, at most hundreds, and thousands.
const CARDS: u32 = 1 << 14;
const ANSWERS: u32 = 1 << 15;
const RIGHTS: u32 = 1 << 13;
const INSTITUTIONS: u32 = 1 << 13;
const PLACES: u32 = 1 << 13;
const OTHERS: u32 = 1 << 26;
/// Numbers of fiches: `F1234`, at most this.
const FICHES: u32 = 1 << 16;
/// Whether a place is the town hall of its commune.
const HALL: [u32; 2] = [3, 2];

/// A hash of an identifier, below a power of two, stable for ever.
fn hash(id: &str, end: u32) -> u32 {
    let value = Fingerprint::of(id.as_bytes()).value();
    // The low bits of the fingerprint alone are not mixed enough.
    let mixed = (value ^ (value >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32 & (end - 1)
}

/// How an entry is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    form: Form,
    /// The commune of a place that is not one's own.
    commune: u32,
    /// The hash or the number; [`HALL_MARK`] for a town hall.
    value: u32,
}

/// Stands for the town hall among the places of a commune.
const HALL_MARK: u32 = u32::MAX;

/// What a mark leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// An entry.
    Entry(Entry),
    /// Nothing, any more.
    Gone,
    /// Several: which one cannot be told.
    Several,
}

/// What entries are looked for in. Each list is read once, when it is first needed.
pub(super) struct Shelf<'a> {
    catalog: &'a dyn Catalog,
    /// The number of one's own commune.
    home: Option<u32>,
    texts: OnceCell<Vec<ItemId>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(catalog: &'a dyn Catalog, home: Option<u32>) -> Self {
        Self { catalog, home, texts: OnceCell::new() }
    }

    /// The shortest way of writing an entry by which it is found again. `None` where there is none: it is gone, or another
    /// one cannot be told from it.
    pub(super) fn mark(&self, entry: &Entry) -> Result<Option<Mark>, Unavailable> {
        let id = entry.to_string();
        let plain = |form, end| Mark { form, commune: 0, value: hash(&id, end) };
        let short = match entry {
            Entry::Card(item) => match fiche(item) {
                Some(value) => Some(Mark { form: Form::Fiche, commune: 0, value }),
                None => Some(plain(Form::Card, CARDS)),
            },
            Entry::Answer(_) => Some(plain(Form::Answer, ANSWERS)),
            Entry::Right(_) => Some(plain(Form::Right, RIGHTS)),
            Entry::Institution(_) => Some(plain(Form::Institution, INSTITUTIONS)),
            Entry::Place(item) => place(item).map(|(commune, is_hall)| {
                let value = if is_hall { HALL_MARK } else { hash(&id, PLACES) };
                let form = match self.home {
                    Some(home) if home == commune && is_hall => Form::OwnHall,
                    Some(home) if home == commune => Form::OwnPlace,
                    Some(home) if home / OF_DEPARTEMENT == commune / OF_DEPARTEMENT => Form::Near,
                    _ => Form::Far,
                };
                Mark { form, commune, value }
            }),
        };
        for mark in short.into_iter().chain([plain(Form::Other, OTHERS)]) {
            if self.find(mark)? == Found::Entry(entry.clone()) {
                return Ok(Some(mark));
            }
        }
        Ok(None)
    }

    /// What a mark leads to.
    pub(super) fn find(&self, mark: Mark) -> Result<Found, Unavailable> {
        let Mark { form, commune, value } = mark;
        let hall = |number: u32| ItemId::place(&format!("{HALL_NAME}{}", commune::code(number)));
        Ok(match form {
            Form::End => Found::Gone,
            Form::Card => one(self.texts()?.iter().filter(|id| is_card(id)).map(|id| id.as_str()), value, CARDS),
            Form::Answer => one(self.answers()?.iter().map(|id| id.as_str()), value, ANSWERS),
            Form::Right => one(self.rights().iter().map(String::as_str), value, RIGHTS),
            Form::Institution => one(self.catalog.institutions().ids().map(|id| id.as_str()), value, INSTITUTIONS),
            Form::Fiche => self.there(ItemId::fiche(&format!("F{value}")))?,
            Form::OwnHall => match self.home {
                Some(home) => self.there(hall(home))?,
                None => Found::Gone,
            },
            Form::OwnPlace | Form::Near | Form::Far => {
                let number = if form == Form::OwnPlace { self.home } else { Some(commune) };
                match number {
                    Some(number) if value == HALL_MARK => self.there(hall(number))?,
                    Some(number) => {
                        let places = self.catalog.place_ids(Some(&commune::code(number)))?;
                        one(places.iter().map(|id| id.as_str()), value, PLACES)
                    }
                    None => Found::Gone,
                }
            }
            Form::Other => {
                let (answers, rights, places) = (self.answers()?, self.rights(), self.catalog.place_ids(None)?);
                let institutions = self.catalog.institutions().ids();
                let all = self.texts()?.iter().chain(&answers).chain(&places).chain(institutions);
                one(all.map(|id| id.as_str()).chain(rights.iter().map(String::as_str)), value, OTHERS)
            }
        })
    }

    /// An item by its identifier, where it is there.
    fn there(&self, id: ItemId) -> Result<Found, Unavailable> {
        let found = self.catalog.item(&id, Lang::FR)?.and_then(|item| Entry::parse(&item.id));
        Ok(found.filter(|entry| entry.to_string() == id.as_str()).map_or(Found::Gone, Found::Entry))
    }

    /// Cards, fiches and situations, of all themes.
    fn texts(&self) -> Result<&[ItemId], Unavailable> {
        if self.texts.get().is_none() {
            let mut ids: Vec<ItemId> = Vec::new();
            for theme in self.catalog.themes(Lang::FR) {
                ids.extend(self.catalog.theme_cards(&theme.id, Lang::FR)?.into_iter().map(|item| item.id));
            }
            ids.sort_unstable();
            ids.dedup();
            let _ = self.texts.set(ids);
        }
        Ok(self.texts.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// What can be done at the end of every situation.
    fn answers(&self) -> Result<Vec<ItemId>, Unavailable> {
        let situations = self.texts()?.iter().filter(|id| id.situation_name().is_some());
        let situations = situations.filter_map(|id| Some((id, self.catalog.situation(id, Lang::FR)?)));
        let ends = situations.flat_map(|(id, situation)| {
            let ends = situation.nodes.into_iter().filter(|(_, node)| matches!(node, Node::Answer(_)));
            ends.map(|(node, _)| reference(id, &node)).collect::<Vec<_>>()
        });
        Ok(ends.collect())
    }

    /// The rights of the screening.
    fn rights(&self) -> Vec<String> {
        let words: &BTreeMap<String, String> = &self.catalog.rights_words(Lang::FR).right;
        words.keys().map(|right| Entry::Right(right.clone()).to_string()).collect()
    }
}

/// Writes a basket, marked, to its end.
pub(super) fn write(writer: &mut Writer, marks: &[Mark]) {
    let weights = FORMS.map(|(_, weight)| weight);
    let form = |form: Form| FORMS.iter().position(|(known, _)| *known == form).unwrap_or(0);
    for Mark { form: of, commune, value } in marks {
        writer.one_of(&weights, form(*of));
        match of {
            Form::End | Form::OwnHall => {}
            Form::Card => writer.below(CARDS, *value),
            Form::Answer => writer.below(ANSWERS, *value),
            Form::Right => writer.below(RIGHTS, *value),
            Form::Institution => writer.below(INSTITUTIONS, *value),
            Form::Fiche => writer.below(FICHES, *value),
            Form::OwnPlace => writer.below(PLACES, *value),
            Form::Near | Form::Far => {
                if *of == Form::Near {
                    writer.below(OF_DEPARTEMENT, commune % OF_DEPARTEMENT);
                } else {
                    commune::write(writer, *commune);
                }
                let is_hall = *value == HALL_MARK;
                writer.one_of(&HALL, usize::from(is_hall));
                if !is_hall {
                    writer.below(PLACES, *value);
                }
            }
            Form::Other => writer.below(OTHERS, *value),
        }
    }
    writer.one_of(&weights, form(Form::End));
}

/// Reads what [`write`] wrote, from one's own commune.
pub(super) fn read(reader: &mut Reader, home: Option<u32>, most: usize) -> Vec<Mark> {
    let weights = FORMS.map(|(_, weight)| weight);
    let mut marks = Vec::new();
    while marks.len() < most {
        let form = FORMS.get(reader.one_of(&weights)).map_or(Form::End, |(form, _)| *form);
        let (commune, value) = match form {
            Form::End => break,
            Form::OwnHall => (0, HALL_MARK),
            Form::Card => (0, reader.below(CARDS)),
            Form::Answer => (0, reader.below(ANSWERS)),
            Form::Right => (0, reader.below(RIGHTS)),
            Form::Institution => (0, reader.below(INSTITUTIONS)),
            Form::Fiche => (0, reader.below(FICHES)),
            Form::OwnPlace => (0, reader.below(PLACES)),
            Form::Near => {
                let departement = home.unwrap_or(0) / OF_DEPARTEMENT * OF_DEPARTEMENT;
                (departement + reader.below(OF_DEPARTEMENT), of_commune(reader))
            }
            Form::Far => (commune::read(reader), of_commune(reader)),
            Form::Other => (0, reader.below(OTHERS)),
        };
        marks.push(Mark { form, commune, value });
    }
    marks
}

/// The town hall of a commune, or the hash of another of its places.
fn of_commune(reader: &mut Reader) -> u32 {
    if reader.one_of(&HALL) == 1 { HALL_MARK } else { reader.below(PLACES) }
}

/// What the identifier of a town hall begins with, after that of a place.
const HALL_NAME: &str = "mairie-";

/// The number of the commune of a place, by its identifier (`place/msap-18279-7`), and whether it is its town hall.
fn place(id: &ItemId) -> Option<(u32, bool)> {
    let mut parts = id.as_str().strip_prefix("place/")?.splitn(3, '-');
    let (_, code, own) = (parts.next()?, parts.next()?, parts.next());
    let is_hall = own.is_none() && *id == ItemId::place(&format!("{HALL_NAME}{code}"));
    commune::number(code).map(|number| (number, is_hall))
}

/// The number of a fiche: `vosdroits/F12006`.
fn fiche(id: &ItemId) -> Option<u32> {
    let number: u32 = id.as_str().rsplit_once("/F")?.1.parse().ok()?;
    (number < FICHES && *id == ItemId::fiche(&format!("F{number}"))).then_some(number)
}

/// Whether an item of a theme can stand in a basket as a card.
fn is_card(id: &ItemId) -> bool {
    matches!(Entry::parse(id), Some(Entry::Card(_))) && fiche(id).is_none()
}

/// The one of some identifiers that has a hash.
fn one<'b>(ids: impl Iterator<Item = &'b str>, value: u32, end: u32) -> Found {
    let mut alike = ids.filter(|id| hash(id, end) == value);
    let Some(first) = alike.next() else { return Found::Gone };
    if alike.any(|other| other != first) {
        return Found::Several;
    }
    Entry::parse(first).map_or(Found::Gone, Found::Entry)
}
