//! `institutions.toml`: institutions that people ask for by name.

use super::phones::PhonesFile;
use super::place::Source;
use super::vocabulary::VocabularyFile;
use super::{Texts, Words, toml};
use crate::Batch;
use guichet_core::model::{Institution, Institutions, ItemId, Lang, PlaceKind, ThemeId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const INSTITUTIONS: &str = "institutions.toml";

/// `institutions.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstitutionsFile {
    /// Those that are offered to whoever looks for a place without naming one, in this order.
    #[serde(default)]
    pub first: Vec<String>,
    /// Words that only ask for an institution ("where", "address"), by language.
    #[serde(default)]
    pub asking: BTreeMap<Lang, Vec<String>>,
    /// Institutions by identifier.
    #[serde(default)]
    pub institution: BTreeMap<String, InstitutionFacts>,
}

/// `[institution.<id>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstitutionFacts {
    /// What people type, by language: names, acronyms, former names, frequent misspellings. French at least.
    pub names: BTreeMap<Lang, Vec<String>>,
    /// Its official name today, in each language.
    pub name: Words,
    /// Official names that it had before.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// What it is for, in a sentence.
    pub what: Words,
    /// Its national number, by its name in `phones.toml`.
    #[serde(default)]
    pub phone: Option<String>,
    /// What the town hall can do instead, or who knows where the nearest one is.
    pub instead: Words,
    /// Kinds of place that it is, in the words of `vocabulary.toml`, the best first.
    #[serde(default)]
    pub kinds: Vec<PlaceKind>,
    /// Theme of the grid.
    pub theme: ThemeId,
    /// Its number comes before anything else.
    #[serde(default)]
    pub urgent: bool,
    /// Its name alone tells a need ("crèche"): pages answer it better.
    #[serde(default)]
    pub need: bool,
}

/// What an institution may name.
pub(super) struct Around<'a> {
    pub phones: &'a PhonesFile,
    pub themes: &'a BTreeSet<ThemeId>,
    pub vocabulary: &'a VocabularyFile,
    pub required: &'a [Lang],
}

/// Reads the file; what is wrong is refused. `called` gains the numbers that are used.
pub(super) fn read(
    texts: &Texts,
    around: &Around<'_>,
    called: &mut BTreeSet<String>,
    batch: &mut Batch,
) -> Institutions {
    let file: InstitutionsFile = toml::read(texts, INSTITUTIONS, batch).unwrap_or_default();
    let source = super::source(texts, INSTITUTIONS);
    let mut institutions = Institutions::new(file.asking.into_values().flatten());
    let unknown = file.first.iter().filter(|id| !file.institution.contains_key(*id));
    for id in unknown.chain(file.first.get(Institutions::MOST_FIRST..).unwrap_or_default()) {
        let message =
            format!("'{id}' is no institution of this file, or one too many: {} at most", Institutions::MOST_FIRST);
        batch.refuse(&source.key("first"), "", "first", message);
    }
    institutions.offer_first(file.first.iter().map(|id| ItemId::institution(id)));
    for (id, facts) in &file.institution {
        lint(id, facts, &source, around, batch);
        called.extend(facts.phone.clone());
        let names: Vec<String> = facts.names.values().flatten().cloned().collect();
        if let Err(taken) = institutions.add(facts.shown(id, around.phones), &names) {
            let place = source.table(&format!("institution.{id}"));
            let message =
                format!("'{}' is a name of another institution: keep it where most people mean it", taken.join("', '"));
            batch.refuse(&place, id, "names", message);
        }
    }
    institutions
}

impl InstitutionFacts {
    /// The institution in each language that has a name for it.
    fn shown(&self, id: &str, phones: &PhonesFile) -> BTreeMap<Lang, Institution> {
        let said =
            |words: &Words, lang: Lang| words.get(&lang).or_else(|| words.get(&Lang::FR)).cloned().unwrap_or_default();
        let phone = self.phone.as_ref().and_then(|phone| phones.phone.get(phone));
        let in_lang = |lang: &Lang| Institution {
            id: ItemId::institution(id),
            name: said(&self.name, *lang),
            formerly: self.formerly.clone(),
            what: said(&self.what, *lang),
            instead: said(&self.instead, *lang),
            phone: phone.map(|phone| phone.shown(*lang)),
            kinds: self.kinds.clone(),
            theme: self.theme.clone(),
            urgent: self.urgent,
            is_need: self.need,
        };
        self.name.keys().map(|lang| (*lang, in_lang(lang))).collect()
    }
}

fn lint(id: &str, facts: &InstitutionFacts, source: &Source<'_>, around: &Around<'_>, batch: &mut Batch) {
    let table = format!("institution.{id}");
    let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
    for lang in around.required {
        for (key, words) in [("name", &facts.name), ("what", &facts.what), ("instead", &facts.instead)] {
            if words.get(lang).is_none_or(|words| words.trim().is_empty()) {
                refuse(key, format!("no {key} in '{}'", lang.code()));
            }
        }
        if facts.names.get(lang).is_none_or(Vec::is_empty) {
            refuse("names", format!("nothing that people type in '{}'", lang.code()));
        }
    }
    if let Some(phone) = facts.phone.as_ref().filter(|phone| !around.phones.phone.contains_key(*phone)) {
        refuse("phone", format!("'{phone}' is not in phones.toml"));
    }
    if !around.themes.contains(&facts.theme) {
        refuse("theme", format!("'{}' is not in themes.toml", facts.theme));
    }
    for kind in facts.kinds.iter().filter(|kind| !around.vocabulary.knows_counter(kind)) {
        refuse("kinds", format!("'{kind}' is no kind of place of vocabulary.toml"));
    }
    if facts.urgent && facts.phone.is_none() {
        refuse("urgent", "what is urgent has a number".into());
    }
}

#[cfg(test)]
mod tests {
    //! - what an institution names must exist, and its name be its own; a sound one is found by its names.

    use super::*;

    #[test]
    fn institutions_are_read_and_held_to_what_they_name() {
        let file = r#"
            [asking]
            fr = ["adresse"]
            [institution.caf]
            names.fr = ["caf", "les allocs"]
            name = { fr = "Caf" }
            what = { fr = "Elle verse des aides." }
            instead = { fr = "La mairie aide." }
            theme = "logement"
            [institution.x]
            names.fr = ["Les Allocs"]
            name = { fr = "X" }
            what = { fr = " " }
            phone = "none"
            instead = { fr = "Y" }
            kinds = ["no"]
            theme = "none"
            urgent = true
        "#;
        let texts = Texts::from([(INSTITUTIONS.to_owned(), file.to_owned())]);
        let (phones, themes) = (PhonesFile::default(), BTreeSet::from(["logement".into()]));
        let vocabulary = VocabularyFile { counters: BTreeSet::from(["caf".into()]), ..Default::default() };
        let around = Around { phones: &phones, themes: &themes, vocabulary: &vocabulary, required: &[Lang::FR] };
        let mut batch = Batch::default();
        let read = read(&texts, &around, &mut BTreeSet::new(), &mut batch);
        let fields: Vec<&str> = batch.findings.iter().map(|finding| finding.field.as_str()).collect();
        assert_eq!(fields, ["what", "phone", "theme", "kinds", "names"]);
        assert!(batch.findings.iter().all(|finding| finding.record == "x"));
        let words = ["adresse", "caf"].map(str::to_owned);
        let id = read.named(&words).expect("the name");
        assert_eq!(read.get(id, Lang::FR).map(|caf| caf.name.as_str()), Some("Caf"));
    }
}
