//! Everything that can be found: the items of the packs, then those of the embedded content; part by part of a generation.

use crate::embedded;
use crate::error::Error;
use crate::generation::Part;
use crate::pack::{Form, Grid, Items, Pack};
use guichet_content::authored::{self, Authored, Situations, Texts};
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{Concept, Item, ItemId, ItemKind, Lang, Theme};
use guichet_import::{communes, counters, mairies};
use guichet_places::{Gazetteer, Input, Tables};
use guichet_search::LexiconSource;
use std::collections::{BTreeMap, HashSet};

/// What the parts of a generation are built from. An item or a concept that comes twice is the first one's: a pack's
/// stands before the embedded one, so that a city can say it better.
pub(crate) struct Sources<'a> {
    packs: &'a [Pack],
    /// Read once, when a part asks for it.
    embedded: Option<(Texts, Authored)>,
}

impl<'a> Sources<'a> {
    /// Those of some packs, over the embedded content.
    pub(crate) const fn of(packs: &'a [Pack]) -> Self {
        Self { packs, embedded: None }
    }

    /// Everything that is no place.
    pub(crate) fn texts(&mut self) -> Result<Items, Error> {
        let packs = self.packs;
        let (base, embedded) = self.embedded()?;
        let own = embedded.batch.items.clone();
        Ok(first_of_each(from_packs(packs, base), Box::new(own.into_iter())))
    }

    /// Every place, source by source: those of the packs, then those that the program carries. Of two places with one
    /// identifier the first is found.
    pub(crate) fn places(&self) -> Result<Vec<Input<'a>>, Error> {
        let packs = self.packs.iter().filter(|pack| pack.has_places());
        let of_pack = |pack: &'a Pack| Input {
            name: named(|inputs| pack.identify(Part::Places, inputs)),
            is_carried: false,
            items: Box::new(move || places_of(pack)),
        };
        let carried = embedded::PLACES.map(|group| Input {
            name: named(|inputs| {
                inputs.field(embedded::identity(Part::Places).as_bytes());
                inputs.field(group.as_bytes());
            }),
            is_carried: true,
            items: Box::new(move || left_out(carried_places(group))),
        });
        Ok(packs.map(of_pack).chain(carried).collect())
    }

    /// The same in one row.
    pub(crate) fn all_places(&self) -> Result<Items, Error> {
        let inputs = self.places()?.into_iter().filter_map(|input| (input.items)());
        Ok(Box::new(inputs.collect::<Vec<_>>().into_iter().flatten()))
    }

    /// The communes.
    pub(crate) fn gazetteer(&self) -> Result<Gazetteer, Error> {
        gazetteer(self.packs)
    }

    /// The concepts that lead to texts, and the dictionaries.
    pub(crate) fn lexicon(&mut self) -> Result<LexiconSource, Error> {
        let packs = self.packs;
        let (base, embedded) = self.embedded()?;
        let mut thesaurus = Thesaurus::over(embedded.concepts.clone());
        for pack in packs.iter().filter(|pack| pack.feeds(Part::Lexicon)) {
            match pack.thesaurus(base) {
                Ok((own, _)) => thesaurus.add(own),
                Err(error) => tracing::error!(%error, "a pack is left out of the thesaurus"),
            }
        }
        let mut concepts = thesaurus.concepts();
        lead_to_cards(&mut concepts, &embedded.batch.items);
        let (told_fiches, dictionary) = (embedded.told_fiches.clone(), embedded.dictionary.clone());
        Ok(LexiconSource {
            concepts,
            told_fiches,
            dictionary,
            apart: embedded.apart.clone(),
            subject: embedded::subject()?,
        })
    }

    fn embedded(&mut self) -> Result<&(Texts, Authored), Error> {
        match &mut self.embedded {
            Some(read) => Ok(read),
            none => {
                let texts = embedded::authored()?;
                let authored = authored::read(&texts);
                Ok(none.insert((texts, authored)))
            }
        }
    }
}

/// The texts of the packs.
fn from_packs(packs: &[Pack], base: &Texts) -> Vec<Items> {
    let texts = packs.iter().filter(|pack| pack.feeds(Part::Texts)).filter_map(|pack| left_out(pack.items(base)));
    texts.map(|items| Box::new(items.filter(|item| item.place.is_none())) as Items).collect()
}

/// The places of a pack. One written by hand has none: it is not read, and needs nothing to stand on.
fn places_of(pack: &Pack) -> Option<Items> {
    let items = left_out(pack.items(&Texts::new()))?;
    Some(Box::new(items.filter(|item| item.place.is_some())))
}

/// What can be read. The others still serve; `doctor` and `check` say what to do about what cannot.
fn left_out<T>(read: Result<T, Error>) -> Option<T> {
    read.inspect_err(|error| tracing::error!(%error, "a pack is left out of the index")).ok()
}

/// A name for what is made from some inputs.
fn named(identify: impl FnOnce(&mut Fingerprint)) -> String {
    let mut inputs = Fingerprint::new();
    identify(&mut inputs);
    inputs.to_string()
}

/// Items, each once in a language: the first one's.
fn first_of_each(packs: Vec<Items>, embedded: Items) -> Items {
    let mut seen: HashSet<(ItemId, Lang)> = HashSet::new();
    let all = packs.into_iter().flatten().chain(embedded);
    Box::new(all.filter(move |item| seen.insert((item.id.clone(), item.lang))))
}

/// The thesaurus in force, as it was written: the concepts of the packs over the embedded ones, and the grid in each
/// language.
pub(crate) fn thesaurus(packs: &[Pack]) -> Result<(Vec<Concept>, Grid), Error> {
    let texts = embedded::authored()?;
    let embedded = authored::read(&texts);
    let mut thesaurus = Thesaurus::over(embedded.concepts);
    let mut themes = embedded.themes;
    for pack in packs {
        match pack.thesaurus(&texts) {
            Ok((own, grid)) => {
                thesaurus.add(own);
                for (lang, grid) in grid {
                    let known = themes.entry(lang).or_default();
                    let fresh: Vec<Theme> =
                        grid.into_iter().filter(|theme| known.iter().all(|known| known.id != theme.id)).collect();
                    known.extend(fresh);
                }
            }
            Err(error) => tracing::error!(%error, "a pack is left out of the thesaurus"),
        }
    }
    Ok((thesaurus.concepts(), themes))
}

/// The situations and papers of some packs and of the embedded content; those of a pack stand before the embedded ones, as
/// their items do.
pub(crate) fn situations(packs: &[Pack]) -> Result<Situations, Error> {
    let mut found = Situations::default();
    let by_hand: Vec<&Pack> = packs.iter().filter(|pack| matches!(pack.form, Form::Authored)).collect();
    if !by_hand.is_empty() {
        // All that a situation may name, without the thesaurus, which is large.
        let texts = embedded::texts(|group| !embedded::TABLES.contains(&group) && group != "thesaurus")?;
        for pack in by_hand {
            match pack.situations(&texts) {
                Ok(own) => found.add(own),
                Err(error) => tracing::error!(%error, "the situations of a pack are left out"),
            }
        }
    }
    found.add(embedded::situations()?);
    Ok(found)
}

/// Concepts of packs over embedded ones; of two packs, the first one's.
struct Thesaurus {
    embedded: BTreeMap<String, Concept>,
    packs: BTreeMap<String, Concept>,
}

impl Thesaurus {
    fn over(embedded: Vec<Concept>) -> Self {
        let embedded = embedded.into_iter().map(|concept| (concept.id.clone(), concept)).collect();
        Self { embedded, packs: BTreeMap::new() }
    }

    /// Adds those of the next pack. A pack written by hand repeats the embedded ones that it leaves as they are: they
    /// must not stand before those of a later pack. What people tell of a need stays where a pack, such as one in SKOS,
    /// has no sentences of its own.
    fn add(&mut self, own: Vec<Concept>) {
        for mut concept in own {
            let embedded = self.embedded.get(&concept.id);
            if let Some(embedded) = embedded.filter(|_| concept.told.is_empty()) {
                concept.told.clone_from(&embedded.told);
            }
            if embedded != Some(&concept) {
                self.packs.entry(concept.id.clone()).or_insert(concept);
            }
        }
    }

    /// All of them, by identifier.
    fn concepts(mut self) -> Vec<Concept> {
        self.embedded.append(&mut self.packs);
        self.embedded.into_values().collect()
    }
}

/// A card that covers a fiche is where a concept of that fiche leads, too. A situation, which touches on many, is found by
/// its own words.
fn lead_to_cards(concepts: &mut [Concept], items: &[Item]) {
    for item in items.iter().filter(|item| item.kind == ItemKind::Card && !item.covers.is_empty()) {
        for concept in concepts.iter_mut() {
            let leads = concept.fiches.iter().take(2).any(|fiche| item.covers.contains(fiche));
            if leads && !concept.items.contains(&item.id) {
                concept.items.push(item.id.clone());
            }
        }
    }
}

/// The communes of the country; what a pack says of one stands over what is embedded, what it does not say stays.
pub(crate) fn gazetteer(packs: &[Pack]) -> Result<Gazetteer, Error> {
    let tables = embedded::gazetteer()?;
    let table = |name: &str| tables.get(&format!("gazetteer/{name}.tsv")).map_or("", String::as_str);
    let mut over: BTreeMap<String, String> = BTreeMap::new();
    let packs = packs
        .iter()
        .filter_map(|pack| pack.communes().inspect_err(|error| tracing::error!(%error, "communes are left out")).ok());
    for text in packs {
        for line in text.lines().skip(1) {
            let code = line.split('\t').next().unwrap_or_default();
            over.entry(code.to_owned())
                .and_modify(|first| *first = communes::line_over(first, line))
                .or_insert_with(|| line.to_owned());
        }
    }
    let mut lines = String::new();
    for line in table("communes").lines() {
        match over.remove(line.split('\t').next().unwrap_or_default()) {
            Some(pack) => lines.push_str(communes::line_over(&pack, line).trim_end_matches('\n')),
            None => lines.push_str(line),
        }
        lines.push('\n');
    }
    for line in over.into_values() {
        lines.push_str(line.trim_end_matches('\n'));
        lines.push('\n');
    }
    let (former, departements) = (table("former"), table("departements"));
    Ok(Gazetteer::read(&Tables { communes: &lines, former, departements })?)
}

/// Places that the program carries, by the folder of their table: every town hall of the country, the first human of any
/// place, read a département at a time; and every counter of France services.
pub(crate) fn carried_places(group: &str) -> Result<Items, Error> {
    let texts = embedded::texts(|name| name == group)?;
    let items: fn(&str) -> Vec<Item> = match group {
        embedded::TOWN_HALLS => |text| mairies::items(text).collect(),
        _ => |text| counters::items(text).collect(),
    };
    Ok(Box::new(texts.into_values().flat_map(move |text| items(&text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use guichet_core::fingerprint::Fingerprint;
    use guichet_import::mairies::COLUMNS;

    /// Format of the part of places, and the fingerprint of a town hall as it is read into it.
    const READ: (u32, &str) = (6, "702dadebe1ddeb45");

    #[test]
    fn town_halls_are_read_otherwise_only_in_another_format_of_places() {
        let row =
            "12202\tRodez\tPlace Eugène-Raynaldy|BP 3119\t12000\t\t44.35\t2.57\tMo-Fr 09:00-12:00\t05 65 77 88 00\t";
        let text = format!("# annuaire 2026-10-01\n{}\n{row}https://rodez.example\n", COLUMNS.join("\t"));
        let items: Vec<Item> = mairies::items(&text).collect();
        assert_eq!(items.len(), 1);
        let found = Fingerprint::of(&serde_json::to_vec(&items).expect("items")).to_string();
        assert_eq!(
            (Part::Places.format(), found.as_str()),
            READ,
            "town halls are read otherwise: raise FORMAT in index/places/src/lib.rs, and write both here"
        );
    }
}
