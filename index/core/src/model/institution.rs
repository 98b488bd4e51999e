//! Institutions that people ask for by their names: what each is for, its number, where to go instead.

use super::{ItemId, Lang, Phone, PlaceKind, ThemeId};
use crate::text::normal::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;
use strsim::osa_distance;

/// An institution, in the words of one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Institution {
    /// Its identifier: `institution/caf`.
    pub id: ItemId,
    /// Its official name today.
    pub name: String,
    /// Official names that it had before.
    pub formerly: Vec<String>,
    /// What it is for, in a sentence.
    pub what: String,
    /// What the town hall can do instead, or who knows where the nearest one is.
    pub instead: String,
    /// Its national number, where one has a source.
    pub phone: Option<Phone>,
    /// Kinds of place that it is, the best first.
    pub kinds: Vec<PlaceKind>,
    /// Theme of the grid.
    pub theme: ThemeId,
    /// Its number comes before anything else.
    pub urgent: bool,
    /// Its name alone tells a need more than it asks for a place: pages answer it better.
    pub is_need: bool,
}

/// All institutions, and the names that people give them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Institutions {
    known: BTreeMap<ItemId, BTreeMap<Lang, Institution>>,
    /// Names as [`Institutions::plain`] leaves them.
    names: BTreeMap<String, ItemId>,
    /// Folded words that only ask for an institution: "where", "address".
    asking: Vec<String>,
    /// Those that are offered first.
    first: Vec<ItemId>,
}

/// Letters from which a name may have a slip, and two.
const SLIPPED: usize = 6;
const LONG: usize = 12;

/// Small words of every language.
static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| Lang::all().flat_map(Lang::function_words).copied().collect());

impl Institutions {
    /// No institution yet; `asking` are words that only ask for one.
    pub fn new(asking: impl IntoIterator<Item = String>) -> Self {
        let mut asking: Vec<String> = asking.into_iter().flat_map(|word| words(&word)).collect();
        asking.sort_unstable();
        asking.dedup();
        Self { asking, ..Self::default() }
    }

    /// Adds an institution in each language, with all its names. `Err` is a name that another institution has.
    ///
    /// # Errors
    /// A name stands twice: it keeps the institution that had it first.
    pub fn add(&mut self, shown: BTreeMap<Lang, Institution>, names: &[String]) -> Result<(), Vec<String>> {
        let Some(id) = shown.values().next().map(|institution| institution.id.clone()) else { return Ok(()) };
        let mut taken = Vec::new();
        for name in names {
            let plain = self.plain(&words(name));
            match self.names.get(&plain) {
                Some(other) if *other != id => taken.push(name.clone()),
                _ => {
                    self.names.insert(plain, id.clone());
                }
            }
        }
        self.known.insert(id, shown);
        if taken.is_empty() { Ok(()) } else { Err(taken) }
    }

    /// Most that are offered first: one more choice is left for any other place.
    pub const MOST_FIRST: usize = 7;

    /// Says which are offered to whoever looks for a place without naming one.
    pub fn offer_first(&mut self, ids: impl IntoIterator<Item = ItemId>) {
        self.first = ids.into_iter().take(Self::MOST_FIRST).collect();
    }

    /// Those that are offered to whoever looks for a place without naming one, in order.
    pub fn first(&self, lang: Lang) -> impl Iterator<Item = &Institution> {
        self.first.iter().filter_map(move |id| self.get(id, lang))
    }

    /// The institution that places of a kind belong to, where it is named after the kind: the Caf of a Caf.
    pub fn of_kind(&self, kind: &PlaceKind, lang: Lang) -> Option<&Institution> {
        self.get(&ItemId::institution(kind.as_str()), lang)
    }

    /// The identifiers of all.
    pub fn ids(&self) -> impl Iterator<Item = &ItemId> {
        self.known.keys()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// An institution in a language, in French where it has no other.
    pub fn get(&self, id: &ItemId, lang: Lang) -> Option<&Institution> {
        let shown = self.known.get(id)?;
        shown.get(&lang).or_else(|| shown.get(&Lang::FR))
    }

    /// The institution that folded words name, and nothing else.
    pub fn named(&self, folded: &[String]) -> Option<&ItemId> {
        self.names.get(&self.plain(folded))
    }

    /// The one that they name with one slip, two in a long name; `None` where two are as near.
    pub fn nearly_named(&self, folded: &[String]) -> Option<&ItemId> {
        let plain = self.plain(folded);
        let (first, length) = (plain.chars().next()?, plain.chars().count());
        if length < SLIPPED {
            return None;
        }
        let alike = self.names.range(first.to_string()..).take_while(|(name, _)| name.starts_with(first));
        let most = if length < LONG { 1 } else { 2 };
        let mut near = alike
            .filter(|(name, _)| name.chars().count().abs_diff(length) <= most && osa_distance(name, &plain) <= most);
        let (_, id) = near.next()?;
        near.all(|(_, other)| other == id).then_some(id)
    }

    /// Whether a folded word stands beside names and is part of none.
    pub fn is_aside(&self, word: &str) -> bool {
        SMALL.contains(word) || self.asking.binary_search_by(|asking| asking.as_str().cmp(word)).is_ok()
    }

    /// Words without those that carry no name; all of them where nothing would be left.
    fn plain(&self, folded: &[String]) -> String {
        let kept: Vec<&str> = folded.iter().map(String::as_str).filter(|word| !self.is_aside(word)).collect();
        if kept.is_empty() { folded.join(" ") } else { kept.join(" ") }
    }
}

#[cfg(test)]
mod tests {
    //! - a name is found with small words and words that ask around it, and with one slip, not with words of a need;
    //! - a name that two institutions want is told.

    use super::*;

    fn institution(id: &str) -> BTreeMap<Lang, Institution> {
        let institution = Institution {
            id: ItemId::institution(id),
            name: id.to_owned(),
            formerly: Vec::new(),
            what: String::new(),
            instead: String::new(),
            phone: None,
            kinds: Vec::new(),
            theme: "logement".into(),
            urgent: false,
            is_need: false,
        };
        BTreeMap::from([(Lang::FR, institution)])
    }

    #[test]
    fn names_are_found_whatever_small_words_stand_around() {
        let mut known = Institutions::new(["adresse".to_owned(), "où".to_owned(), "trouve".to_owned()]);
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(known.add(institution("caf"), &names(&["caf", "Caisse d'allocations familiales"])), Ok(()));
        assert_eq!(known.add(institution("travail"), &names(&["Pôle emploi", "la CAF"])), Err(names(&["la CAF"])));
        let found = |text: &str| known.named(&words(text)).map(|id| id.to_string());
        for text in ["caf", "où se trouve la CAF ?", "l'adresse de la caisse d'allocations familiales"] {
            assert_eq!(found(text).as_deref(), Some("institution/caf"), "{text}");
        }
        assert_eq!(found("pole emploi").as_deref(), Some("institution/travail"));
        assert_eq!(found("la caf me réclame"), None);
        let nearly = |text: &str| known.nearly_named(&words(text)).map(|id| id.to_string());
        assert_eq!(nearly("pole enploi").as_deref(), Some("institution/travail"));
        assert_eq!(nearly("cas"), None, "too short for a slip");
        assert_eq!(known.count(), 2);
    }
}
