//! What somebody wants to take away: identifiers in the order in which they were put in, each once.

use crate::model::situation::{reference, referred};
use crate::model::{ItemId, Lang};
use crate::ports::catalog::Catalog;
use crate::talk::flows::{card, find, institution, place, rights, situation};
use crate::talk::matter::of_item;
use crate::talk::{Action, Matter, Screen};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing in a basket. It is stored and written as its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Entry {
    /// A card or a fiche.
    Card(ItemId),
    /// What can be done at the end of a situation: `situation/loyer-impaye#agir`.
    Answer(ItemId),
    /// A place.
    Place(ItemId),
    /// An institution.
    Institution(ItemId),
    /// A right of the screening, without where it stands: `right/rsa`.
    Right(String),
}

/// What stands before the identifier of a right.
const RIGHT: &str = "right/";

impl Entry {
    /// Longest identifier, in bytes.
    pub const LONGEST: usize = 120;

    /// Reads an identifier: a source, a slash, a name. `None` for what is none, so that no words can be kept in a basket,
    /// and for a situation without its answer.
    pub fn parse(id: &str) -> Option<Self> {
        let is_id = |c: char| c.is_ascii_alphanumeric() || "-_.:/#".contains(c);
        let (source, name) = id.split_once('/')?;
        if id.len() > Self::LONGEST || source.is_empty() || name.is_empty() || !id.chars().all(is_id) {
            return None;
        }
        let item = ItemId::from(id);
        Some(match referred(id) {
            (situation, Some(node)) => {
                let whole = ItemId::from(situation).situation_name().is_some_and(|name| !name.is_empty());
                return (whole && !node.is_empty()).then_some(Self::Answer(item));
            }
            _ if item.situation_name().is_some() => return None,
            _ if item.is_institution() => Self::Institution(item),
            _ if item.is_place() => Self::Place(item),
            _ => id.strip_prefix(RIGHT).map_or(Self::Card(item), |right| Self::Right(right.to_owned())),
        })
    }

    /// What a screen of the guide shows that can be taken away: a card, what can be done at the end of a situation, a place, an
    /// institution, a right.
    pub fn of_screen(screen: &Screen) -> Option<Self> {
        match screen {
            Screen::Card(card::State::Card { id, .. } | card::State::Section { id, .. }) => Self::parse(id.as_str()),
            Screen::Situation(situation::State::Node { id, node }) => {
                Self::parse(reference(id.as_str(), node.as_str()).as_str())
            }
            Screen::Situation(situation::State::Papers { of }) => Self::parse(of.as_str()),
            Screen::Place(place::State::Place { id }) => Self::parse(id.as_str()),
            Screen::Institution(institution::State::Institution { id, .. }) => Self::parse(id.as_str()),
            Screen::Rights(rights::State::Right { found }) => Some(Self::Right(found.right.clone())),
            _ => None,
        }
    }

    /// What the key of a choice opens that can be taken away.
    pub fn of_key(key: &str) -> Option<Self> {
        match Action::parse(key)? {
            Action::Find(find::Action::Open(id)) => Self::parse(id.as_str()),
            Action::Rights(rights::Action::Right(id)) => Some(Self::Right(id)),
            Action::Institution(institution::Action::Open(id)) => Self::parse(id.as_str()),
            Action::Situation(situation::Action::At(id)) => Self::parse(id.as_str()),
            _ => None,
        }
    }

    /// The key of the guide that opens it: what can be done at the end of a situation, a right at its card.
    pub fn opening_key(&self) -> String {
        let open = |id: ItemId| Action::from(find::Action::Open(id)).to_string();
        match self {
            Self::Card(id) | Self::Place(id) => open(id.clone()),
            Self::Answer(id) => Action::from(situation::Action::At(id.clone())).to_string(),
            Self::Institution(id) => Action::from(institution::Action::Open(id.clone())).to_string(),
            // Without a result it opens the card.
            Self::Right(right) => Action::from(rights::Action::Right(right.clone())).to_string(),
        }
    }

    /// What it touches on that must not be read over somebody's shoulder.
    pub fn matter(&self, catalog: &dyn Catalog, lang: Lang) -> Option<Matter> {
        match self {
            Self::Right(right) => catalog.right_card(right).and_then(|card| of_item(catalog, lang, &card)),
            Self::Card(id) | Self::Answer(id) | Self::Place(id) | Self::Institution(id) => of_item(catalog, lang, id),
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Card(id) | Self::Answer(id) | Self::Place(id) | Self::Institution(id) => f.write_str(id),
            Self::Right(right) => write!(f, "{RIGHT}{right}"),
        }
    }
}

impl From<Entry> for String {
    fn from(entry: Entry) -> Self {
        entry.to_string()
    }
}

impl TryFrom<String> for Entry {
    type Error = &'static str;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        Self::parse(&id).ok_or("it is no identifier of a card, a place, an institution, an answer or a right")
    }
}

/// What somebody wants to take away.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Basket {
    entries: Vec<Entry>,
}

impl Basket {
    /// Most that it holds: a sheet, not a book.
    pub const MOST: usize = 24;

    /// What is in it, the first put in first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether something is in it.
    pub fn holds(&self, entry: &Entry) -> bool {
        self.entries.contains(entry)
    }

    /// Puts something in, last. False where it is in already, or where the basket is full.
    pub fn add(&mut self, entry: Entry) -> bool {
        let fits = self.entries.len() < Self::MOST && !self.holds(&entry);
        if fits {
            self.entries.push(entry);
        }
        fits
    }

    /// Takes something out. False where it was not in.
    pub fn remove(&mut self, entry: &Entry) -> bool {
        let before = self.entries.len();
        self.entries.retain(|known| known != entry);
        self.entries.len() < before
    }

    /// Takes it out where it is in, else puts it in. Whether it is in now: false too where the basket is full.
    pub fn toggle(&mut self, entry: Entry) -> bool {
        !self.remove(&entry) && self.add(entry)
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

impl Extend<Entry> for Basket {
    fn extend<T: IntoIterator<Item = Entry>>(&mut self, entries: T) {
        for entry in entries {
            self.add(entry);
        }
    }
}

impl FromIterator<Entry> for Basket {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        let mut basket = Self::default();
        basket.extend(entries);
        basket
    }
}

/// As it is put in: twins and what is too much fall away.
impl<'de> Deserialize<'de> for Basket {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Entry>::deserialize(deserializer)?.into_iter().collect())
    }
}
