//! `thesaurus/*.toml`: what people need, by all the names they give it, in every language.

use super::place::Source;
use super::{Texts, told, toml};
use crate::Batch;
use guichet_core::model::{Concept, ItemId, Label, LabelKind, Lang, ThemeId};
use guichet_core::text::normal::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest labels of a concept in French: one name is not a thesaurus.
const FEWEST_FRENCH: usize = 2;
/// Longest label, in characters.
const LONGEST: usize = 80;

/// `thesaurus/*.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThesaurusFile {
    /// The concepts.
    #[serde(default)]
    pub concept: Vec<ConceptFacts>,
}

/// One concept: one need, whatever it is called. The first label of a language is the one that is shown.
#[derive(Debug, Deserialize)]
pub struct ConceptFacts {
    /// Identifier, such as `impaye-de-loyer`.
    pub id: String,
    /// Labels in a language, under its code: the usual name, then everyday words, acronyms, older names. French at least.
    #[serde(flatten)]
    pub labels: BTreeMap<Lang, Vec<String>>,
    /// Misspellings met in French: read, never shown.
    #[serde(default)]
    pub hidden: Vec<String>,
    /// Wider concepts, by identifier.
    #[serde(default)]
    pub broader: Vec<String>,
    /// Themes of the grid.
    pub themes: Vec<ThemeId>,
    /// Cards that answer it, by their folder, the best first.
    #[serde(default)]
    pub cards: Vec<String>,
    /// Fiches of service-public.fr that answer it, by identifier, the best first.
    #[serde(default)]
    pub fiches: Vec<String>,
}

impl ConceptFacts {
    fn concept(self) -> Concept {
        let mut labels = Vec::new();
        for (lang, texts) in &self.labels {
            for (index, text) in texts.iter().enumerate() {
                let kind = if index == 0 { LabelKind::Preferred } else { LabelKind::Alternative };
                labels.push(Label { lang: *lang, kind, text: text.clone() });
            }
        }
        labels.extend(self.hidden.into_iter().map(|text| Label { lang: Lang::FR, kind: LabelKind::Hidden, text }));
        let items: Vec<ItemId> = self.cards.iter().map(|card| ItemId::card(card)).collect();
        let (told, broader, themes) = (Vec::new(), self.broader, self.themes);
        Concept { id: self.id, labels, told, broader, themes, items, fiches: self.fiches }
    }
}

/// Reads every file of the thesaurus. `base` are the concepts that stand already: one of the same identifier replaces
/// its twin, so that a city can say it better.
pub(super) fn read(
    texts: &Texts,
    base: Vec<Concept>,
    themes: &BTreeSet<ThemeId>,
    cards: &BTreeSet<String>,
    batch: &mut Batch,
) -> Vec<Concept> {
    let mut concepts: BTreeMap<String, Concept> =
        base.into_iter().map(|concept| (concept.id.clone(), concept)).collect();
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    let mut wider: Vec<(String, String, String)> = Vec::new();
    for path in texts.keys().filter(|path| path.starts_with("thesaurus/") && path.ends_with(".toml")) {
        let source = Source::new(path, texts.get(path).map(String::as_str).unwrap_or_default());
        let Some(file) = toml::read::<ThesaurusFile>(texts, path, batch) else { continue };
        for (index, facts) in file.concept.into_iter().enumerate() {
            let place = source.nth("concept", index);
            let id = facts.id.clone();
            let mut refuse = |field: &str, message: String| batch.refuse(&place, &id, field, message);
            if let Some(other) = own.insert(id.clone(), place.clone()) {
                refuse("id", format!("this identifier stands at {other} too: give one of them another, or join them"));
                continue;
            }
            for theme in facts.themes.iter().filter(|theme| !themes.contains(theme.as_str())) {
                refuse("themes", format!("'{theme}' is not in themes.toml"));
            }
            for card in facts.cards.iter().filter(|card| !cards.contains(*card)) {
                refuse("cards", format!("there is no folder cards/{card}"));
            }
            if facts.labels.get(&Lang::FR).map_or(0, Vec::len) < FEWEST_FRENCH {
                refuse("fr", "write at least two French labels: the usual name, then what people say".into());
            }
            for (lang, labels) in &facts.labels {
                let mut seen = BTreeSet::new();
                for label in labels {
                    let folded = fold(label);
                    if folded.is_empty() || label.chars().count() > LONGEST {
                        refuse(lang.code(), format!("'{label}': a label is 1 to {LONGEST} characters, with a letter"));
                    } else if !seen.insert(folded) {
                        refuse(lang.code(), format!("'{label}' stands twice"));
                    }
                }
            }
            wider.extend(facts.broader.iter().map(|broader| (place.clone(), id.clone(), broader.clone())));
            concepts.insert(id, facts.concept());
        }
    }
    told::concepts(texts, &mut concepts, batch);
    for (place, id, broader) in &wider {
        if !concepts.contains_key(broader) {
            batch.refuse(place, id, "broader", format!("there is no concept '{broader}'"));
        } else if climbs_to(&concepts, broader, id) {
            batch.refuse(
                place,
                id,
                "broader",
                format!("'{broader}' is itself narrower than this one: break the cycle"),
            );
        }
    }
    concepts.into_values().collect()
}

/// Whether the wider concepts of `from` lead to `to`.
fn climbs_to(concepts: &BTreeMap<String, Concept>, from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id)
            && let Some(concept) = concepts.get(id)
        {
            open.extend(concept.broader.iter().map(String::as_str));
        }
    }
    false
}
