//! A graph into concepts, and why some of it is not kept.

use super::cycle::break_cycles;
use super::error::SkosError;
use super::graph::{self, Graph, Node};
use super::names;
use crate::batch::Batch;
use guichet_core::model::{Concept, ItemId, Label, LabelKind, Lang, ThemeId};
use guichet_core::text::dated::clean;
use guichet_core::text::normal::fold;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Read;

/// Most concepts kept: several times the thesaurus of a ministry.
const MOST: usize = 20_000;
/// Most labels of one concept.
const MOST_LABELS: usize = 300;
/// Most themes, wider concepts or answers of one concept.
const MOST_LINKS: usize = 200;

/// What a file of SKOS gives.
#[derive(Debug, Default)]
pub struct Skos {
    /// The concepts, by identifier.
    pub concepts: Vec<Concept>,
    /// Under which licence the file says it stands: an address, or words.
    pub licence: Option<String>,
    /// What was read, kept and wrong; it holds no items.
    pub batch: Batch,
}

/// Reads Turtle or RDF/XML. `name` is the file as the operator gave it.
///
/// # Errors
/// The file is larger than a thesaurus, of another kind, or broken: then nothing of it is kept, and the line is named.
pub fn read(reader: impl Read, name: &str) -> Result<Skos, SkosError> {
    let mut graph = graph::parse(reader, name)?;
    let mut run = Run { name, batch: Batch::default(), concepts: BTreeMap::new() };
    run.languages(&graph);
    let mut narrower: Vec<(String, String)> = Vec::new();
    let nodes = std::mem::take(&mut graph.nodes);
    for node in nodes.into_iter().filter(is_concept) {
        let wider = node.iri.clone().unwrap_or_default();
        narrower.extend(node.narrower.iter().map(|narrow| (narrow.clone(), wider.clone())));
        run.concept(node, &graph);
    }
    let concepts = run.hierarchy(narrower);
    let mut batch = run.batch;
    batch.kept = concepts.len();
    if batch.read == 0 {
        batch.refuse(name, "", "", "there is no skos:Concept in it: check that this is the thesaurus itself");
    }
    Ok(Skos { concepts, licence: graph.licence, batch })
}

/// A concept is called one, or is called nothing and has a name.
fn is_concept(node: &Node) -> bool {
    node.is_concept || (!node.is_other && node.is_named)
}

struct Run<'a> {
    name: &'a str,
    batch: Batch,
    /// Concepts kept, their wider concepts still as IRIs.
    concepts: BTreeMap<String, Concept>,
}

impl Run<'_> {
    fn languages(&mut self, graph: &Graph) {
        for (language, count) in &graph.skipped {
            let message = match language.as_str() {
                "" => format!("{count} labels say no language: not kept. Write them as \"…\"@fr"),
                _ => format!("{count} labels in a language that is not served here: not kept"),
            };
            self.batch.warn(self.name, "", language, message);
        }
        if graph.overlong > 0 {
            let message = format!(
                "{} statements name something by more than {} characters: not kept",
                graph.overlong,
                names::LONGEST
            );
            self.batch.warn(self.name, "", "", message);
        }
    }

    fn concept(&mut self, node: Node, graph: &Graph) {
        self.batch.read += 1;
        let Some(id) = node.iri.as_deref().and_then(names::concept_id) else {
            let said: String = node.labels.first().map(|(.., text)| text.clone()).unwrap_or_default();
            return self
                .refuse(&said, "a concept needs an IRI that names it: http, https or urn, without odd characters");
        };
        for text in &node.dropped {
            let message = format!("'{text}': a label is 1 to {} characters; not kept", super::label::LONGEST);
            self.batch.warn(self.name, &id, "label", message);
        }
        let labels = self.labels(&id, node.labels);
        if !labels.iter().any(|label| label.lang == Lang::FR && label.kind != LabelKind::Hidden) {
            let why = "no name in French, and French stands in for every other language: add skos:prefLabel \"…\"@fr \
                       (labels of SKOS-XL are not read)";
            return self.refuse(&id, why);
        }
        if self.concepts.contains_key(&id) {
            return self.refuse(&id, "the same identifier, written in another way, stands before: join the two");
        }
        if self.concepts.len() == MOST {
            return self.refuse(&id, "more concepts than a thesaurus has: not kept");
        }
        // The list has an order, the rest of the graph has none.
        let listed = node.answers.as_deref().map(|head| graph.list(head, MOST_LINKS)).unwrap_or_default();
        let answers: Vec<&str> = listed.into_iter().chain(node.links.iter().map(String::as_str)).collect();
        let items = answers.iter().filter_map(|iri| names::id(names::ITEMS, iri));
        let fiches = answers.iter().filter_map(|iri| names::fiche(iri)).map(str::to_owned);
        let items = once(items).into_iter().map(ItemId::from).collect();
        let themes = once(node.themes).into_iter().map(ThemeId::from).collect();
        let fiches = once(fiches);
        let concept =
            Concept { id: id.clone(), labels, told: Vec::new(), broader: node.broader, themes, items, fiches };
        self.concepts.insert(id, concept);
    }

    /// Labels in the order of the house: what is shown, by language, then what is only typed. Each once.
    fn labels(&mut self, id: &str, found: Vec<(LabelKind, Lang, String)>) -> Vec<Label> {
        let mut preferred = BTreeSet::new();
        let mut seen = HashSet::new();
        let mut labels = Vec::new();
        for (kind, lang, text) in found {
            if fold(&text).is_empty() {
                self.batch.warn(self.name, id, lang.code(), format!("'{text}': no letter in this label; not kept"));
                continue;
            }
            let again = kind == LabelKind::Preferred && !preferred.insert(lang);
            let kind = if again { LabelKind::Alternative } else { kind };
            if seen.insert((kind, lang, text.clone())) {
                labels.push(Label { lang, kind, text });
            }
        }
        labels.sort_by_key(|label| (label.kind == LabelKind::Hidden, label.lang, label.kind));
        if labels.len() > MOST_LABELS {
            let message = format!("{} labels: the first {MOST_LABELS} are kept", labels.len());
            self.batch.warn(self.name, id, "label", message);
            labels.truncate(MOST_LABELS);
        }
        labels
    }

    /// Wider concepts by identifier, both ways of saying it joined, without cycles.
    fn hierarchy(&mut self, narrower: Vec<(String, String)>) -> Vec<Concept> {
        for (narrow, wider) in narrower {
            let narrow = names::concept_id(&narrow).and_then(|id| self.concepts.get_mut(&id));
            if let Some(concept) = narrow {
                concept.broader.push(wider);
            }
        }
        let known: HashSet<String> = self.concepts.keys().cloned().collect();
        let mut concepts: Vec<Concept> = std::mem::take(&mut self.concepts).into_values().collect();
        for concept in &mut concepts {
            let mut wider = Vec::new();
            for iri in once(std::mem::take(&mut concept.broader)) {
                match names::concept_id(&iri) {
                    // One of ours may stand in the content built in.
                    Some(id) if known.contains(&id) || !names::is_foreign(&id) => wider.push(id),
                    _ => {
                        let iri = clean(&iri, names::LONGEST);
                        let message = format!("the wider concept {iri} is not in the file: not kept");
                        self.batch.warn(self.name, &concept.id, "broader", message);
                    }
                }
            }
            concept.broader = wider;
        }
        for (narrow, wider) in break_cycles(&mut concepts) {
            let message = format!("'{wider}' is itself narrower than this one: the cycle is broken here");
            self.batch.warn(self.name, &narrow, "broader", message);
        }
        concepts
    }

    fn refuse(&mut self, record: &str, why: &str) {
        self.batch.refuse(self.name, record, "", why);
        self.batch.refused += 1;
    }
}

/// Each once, in order, not endlessly many.
fn once(found: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    found.into_iter().filter(|one| seen.insert(one.clone())).take(MOST_LINKS).collect()
}
