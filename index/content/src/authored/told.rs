//! `told/*.toml`: how people tell the need of a concept, in every language; `told/fiches/*.toml`: how they tell the need
//! that a fiche of service-public.fr answers, in French. Both are read, and never shown.

use super::{Texts, toml};
use crate::Batch;
use guichet_core::model::{Concept, Lang, ToldFiche};
use serde::Deserialize;
use std::collections::BTreeMap;

const TOLD: &str = "told/";
const FICHES: &str = "told/fiches/";
/// Longest sentence, in characters.
const LONGEST: usize = 300;

/// By the identifier of a concept, then by language, sentences in which people tell the need.
#[derive(Debug, Deserialize)]
struct ConceptsFile(BTreeMap<String, BTreeMap<Lang, Vec<String>>>);

/// By the identifier of a fiche, sentences in which people tell the need.
#[derive(Debug, Deserialize)]
struct FichesFile(BTreeMap<String, Vec<String>>);

/// Adds the sentences of `told/*.toml` to their concepts.
pub(super) fn concepts(texts: &Texts, concepts: &mut BTreeMap<String, Concept>, batch: &mut Batch) {
    for path in texts.keys().filter(|path| path.starts_with(TOLD) && !path.starts_with(FICHES)) {
        let Some(ConceptsFile(file)) = toml::read(texts, path, batch) else { continue };
        for (id, sentences) in file {
            let Some(concept) = concepts.get_mut(&id) else {
                batch.refuse(path, &id, &id, format!("there is no concept '{id}'"));
                continue;
            };
            for (lang, sentences) in sentences {
                held(&sentences, path, &id, lang.code(), batch);
                concept.told.extend(sentences);
            }
        }
    }
}

/// The sentences of `told/fiches/*.toml`, by fiche.
pub(super) fn fiches(texts: &Texts, batch: &mut Batch) -> Vec<ToldFiche> {
    let mut fiches: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in texts.keys().filter(|path| path.starts_with(FICHES)) {
        let Some(FichesFile(file)) = toml::read(texts, path, batch) else { continue };
        for (id, sentences) in file {
            held(&sentences, path, &id, "", batch);
            fiches.entry(id).or_default().extend(sentences);
        }
    }
    fiches.into_iter().map(|(fiche, told)| ToldFiche { fiche, told }).collect()
}

/// Refuses what is too long to be a sentence.
fn held(sentences: &[String], path: &str, id: &str, field: &str, batch: &mut Batch) {
    if let Some(long) = sentences.iter().find(|sentence| sentence.chars().count() > LONGEST) {
        batch.refuse(path, id, field, format!("'{long}': a sentence has at most {LONGEST} characters"));
    }
}
