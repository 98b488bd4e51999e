//! `features.toml`: what places offer and how people come in, one vocabulary for every standard.

use super::place::Source;
use super::vocabulary::VocabularyFile;
use super::{Texts, Words, prose, toml};
use crate::Batch;
use guichet_core::model::{FeatureId, Lang, PlaceKind};
use guichet_core::text::normal::fold;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const FEATURES: &str = "features.toml";

/// Longest label, in characters: several stand on one line.
const LABEL: usize = 70;

/// `features.toml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeaturesFile {
    /// Kinds of place by typology of data·inclusion, version 0.
    #[serde(rename = "kinds-v0", default)]
    pub kinds_v0: BTreeMap<String, PlaceKind>,
    /// Kinds of place by network of data·inclusion, version 1. A kind that one network alone is, is handed out as that network.
    #[serde(rename = "kinds-v1", default)]
    pub kinds_v1: BTreeMap<String, PlaceKind>,
    /// Kinds of place by term of a taxonomy, as HSDS sources name them: only terms that name a place.
    #[serde(rename = "kinds-hsds", default)]
    pub kinds_hsds: BTreeMap<String, PlaceKind>,
    /// The features, in the order in which they are shown.
    #[serde(default)]
    pub feature: Vec<FeatureFacts>,
}

/// `[[feature]]`
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureFacts {
    /// Identifier: its facet, a slash, its name, such as `fee/free`. It never changes.
    pub id: FeatureId,
    /// How it is shown, in each language.
    pub label: Words,
    /// What it means, in a plain sentence, where two people could disagree.
    #[serde(default)]
    pub about: String,
    /// What people say to ask for it, by language.
    #[serde(default)]
    pub says: BTreeMap<Lang, Vec<String>>,
    /// The concept of the thesaurus that it answers.
    #[serde(default)]
    pub concept: String,
    /// Values of the digital mediation standard, version 0, by field.
    #[serde(rename = "mednum-v0", default)]
    pub mednum_v0: BTreeMap<String, Vec<String>>,
    /// The same of its version 1; the first one is handed out.
    #[serde(rename = "mednum-v1", default)]
    pub mednum_v1: BTreeMap<String, Vec<String>>,
    /// Values of data·inclusion, version 0, by field.
    #[serde(rename = "data-inclusion-v0", default)]
    pub data_inclusion_v0: BTreeMap<String, Vec<String>>,
    /// The same of its version 1; the first one is handed out.
    #[serde(rename = "data-inclusion-v1", default)]
    pub data_inclusion_v1: BTreeMap<String, Vec<String>>,
    /// Words in HSDS, by field, which leaves them to who writes them; the first one is ours, and handed out in its version 3.0.
    #[serde(rename = "hsds-3", default)]
    pub hsds_3: BTreeMap<String, Vec<String>>,
}

impl FeatureFacts {
    /// Every value, with the standard and the field that it stands in.
    pub(crate) fn values(&self) -> impl Iterator<Item = (&'static str, &str, &str)> {
        let standards = [
            ("mednum", &self.mednum_v0),
            ("mednum", &self.mednum_v1),
            ("data-inclusion", &self.data_inclusion_v0),
            ("data-inclusion", &self.data_inclusion_v1),
            ("hsds", &self.hsds_3),
        ];
        standards.into_iter().flat_map(|(standard, fields)| {
            fields.iter().flat_map(move |(field, values)| {
                values.iter().map(move |value| (standard, field.as_str(), value.as_str()))
            })
        })
    }
}

/// What a vocabulary may name.
pub(super) struct Around<'a> {
    pub vocabulary: &'a VocabularyFile,
    pub concepts: &'a BTreeSet<&'a str>,
    pub required: &'a [Lang],
}

/// Reads the vocabulary; what is wrong is refused, and stands for nothing.
pub(super) fn read(texts: &Texts, around: &Around<'_>, batch: &mut Batch) -> FeaturesFile {
    let file: FeaturesFile = toml::read(texts, FEATURES, batch).unwrap_or_default();
    let source = Source::new(FEATURES, texts.get(FEATURES).map(String::as_str).unwrap_or_default());
    let mut lint = Lint { source: &source, ids: BTreeSet::new(), taken: BTreeMap::new(), around };
    for (index, feature) in file.feature.iter().enumerate() {
        lint.feature(index, feature, batch);
    }
    lint.kinds(&file, batch);
    file
}

struct Lint<'a> {
    source: &'a Source<'a>,
    ids: BTreeSet<&'a str>,
    /// Values and sayings taken so far, by what they stand for.
    taken: BTreeMap<(String, String), &'a str>,
    around: &'a Around<'a>,
}

impl<'a> Lint<'a> {
    fn feature(&mut self, index: usize, feature: &'a FeatureFacts, batch: &mut Batch) {
        let id = feature.id.as_str();
        let mut refuse =
            |key: &str, message: String| batch.refuse(&self.source.nth("feature", index), id, key, message);
        let sound = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        let named = id.split_once('/').is_some_and(|(facet, name)| FeatureId::FACETS.contains(&facet) && sound(name));
        if !named {
            let facets = FeatureId::FACETS.join(", ");
            refuse("id", format!("'{id}' is no identifier: write facet/name, where the facet is one of {facets}"));
        }
        if !self.ids.insert(id) {
            refuse("id", format!("'{id}' stands here twice: keep one of the two"));
        }
        for lang in self.around.required {
            if feature.label.get(lang).is_none_or(|label| label.trim().is_empty()) {
                refuse("label", format!("no label in '{}'", lang.code()));
            }
        }
        for label in feature.label.values() {
            if label.chars().count() > LABEL {
                refuse("label", format!("'{label}': a label has at most {LABEL} characters"));
            }
            prose::line(label).into_iter().for_each(|fault| refuse("label", fault));
        }
        if !feature.concept.is_empty() && !self.around.concepts.contains(feature.concept.as_str()) {
            refuse("concept", format!("'{}' is not a concept of the thesaurus", feature.concept));
        }
        let said = feature.says.iter().flat_map(|(lang, says)| says.iter().map(move |text| (lang.code(), "", &**text)));
        if said.clone().chain(feature.values()).next().is_none() {
            refuse("says", "no standard has it and nobody says it: remove it, or say where it comes from".into());
        }
        for (standard, field, value) in said.chain(feature.values()) {
            let key = if field.is_empty() { "says".to_owned() } else { format!("{standard}.{field}") };
            let folded = fold(value);
            if folded.is_empty() {
                refuse(&key, format!("'{value}' holds no word"));
                continue;
            }
            let other = self.taken.entry((format!("{standard} {field}"), folded)).or_insert(id);
            if *other != id {
                refuse(&key, format!("'{value}' means {other} already: keep it where it is meant"));
            }
        }
    }

    fn kinds(&self, file: &FeaturesFile, batch: &mut Batch) {
        for (table, kinds) in
            [("kinds-v0", &file.kinds_v0), ("kinds-v1", &file.kinds_v1), ("kinds-hsds", &file.kinds_hsds)]
        {
            for (name, kind) in kinds.iter().filter(|(_, kind)| !self.around.vocabulary.knows_counter(kind)) {
                let message = format!("'{kind}' is no kind of place of vocabulary.toml");
                batch.refuse(&self.source.within(table, name), name, table, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    //! - what cannot be shown, found or told apart is refused by name, on its line; unknown keys are refused.

    use super::*;

    fn faults(file: &str) -> Vec<(String, String)> {
        let texts = Texts::from([(FEATURES.to_owned(), file.to_owned())]);
        let vocabulary = VocabularyFile { counters: BTreeSet::from(["ccas".into()]), ..Default::default() };
        let concepts = BTreeSet::from(["logement"]);
        let around = Around { vocabulary: &vocabulary, concepts: &concepts, required: &[Lang::FR] };
        let mut batch = Batch::default();
        read(&texts, &around, &mut batch);
        batch
            .findings
            .into_iter()
            .map(|finding| (finding.source, format!("{}: {}", finding.field, finding.message)))
            .collect()
    }

    #[test]
    fn what_is_wrong_is_refused_by_name() {
        let free = "[kinds-v0]\nCCAS = \"ccas\"\n[[feature]]\nid = \"fee/free\"\nlabel = { fr = \"Gratuit\" }\n\
            says = { fr = [\"gratuit\"] }\nconcept = \"logement\"\ndata-inclusion-v0 = { frais = [\"gratuit\"] }\n\
            data-inclusion-v1 = { frais = [\"gratuit\"] }\n";
        assert_eq!(faults(free), []);
        let broken = [
            ("[[feature]]\nid = \"price/x\"\nlabel = { fr = \"X\" }\nsays = { fr = [\"x\"] }\n", 10, "no identifier"),
            ("[[feature]]\nid = \"fee/x\"\nlabel = { fr = \"X\" }\n", 10, "nobody says it"),
            ("[[feature]]\nid = \"fee/x\"\nlabel = { fr = \" \" }\nsays = { fr = [\"x\"] }\n", 10, "no label in 'fr'"),
            (
                "[[feature]]\nid = \"fee/x\"\nlabel = { fr = \"X\" }\nsays = { fr = [\"Gratuit !\"] }\n",
                10,
                "fee/free already",
            ),
            (
                "[[feature]]\nid = \"fee/x\"\nlabel = { fr = \"X\" }\ndata-inclusion-v1 = { frais = [\"gratuit\"] }\n",
                10,
                "fee/free already",
            ),
            (
                "[[feature]]\nid = \"fee/x\"\nlabel = { fr = \"X\" }\nsays = { fr = [\"x\"] }\nconcept = \"y\"\n",
                10,
                "'y' is not a concept",
            ),
            ("[[feature]]\nid = \"fee/x\"\nlabel = { fr = \"X\" }\nprice = 3\n", 13, "unknown field `price`"),
            ("[kinds-v1]\ncaf = \"caf\"\n", 11, "no kind of place"),
            ("[kinds-hsds]\nShelter = \"abri\"\n", 11, "no kind of place"),
        ];
        for (more, line, said) in broken {
            let found = faults(&format!("{free}{more}"));
            assert_eq!(found.len(), 1, "{said}: {found:?}");
            assert!(found[0].0 == format!("{FEATURES}:{line}") && found[0].1.contains(said), "{said}: {found:?}");
        }
    }
}
