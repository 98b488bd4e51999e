//! Situations: a flow of questions once, its words in each language.
//!
//! ```text
//! situations/<id>/flow.toml   questions, choices, answers, sources
//! situations/<id>/<lang>.md   title, summary, keywords; `## <node>` with its text, `why:` line and list
//! ```

mod graph;
mod lint;
mod words;

use super::card::{CardProse, SourceFacts, doubts, written};
use super::lint::Folders;
use super::papers::PapersFile;
use super::{Known, Texts, toml};
use crate::{Batch, Severity};
use guichet_core::model::situation::{Answer, Choice, Node, Question};
use guichet_core::model::{Date, Item, ItemId, ItemKind, Lang, NodeId, Paper, PaperId, PlaceKind, Situation, ThemeId};
use guichet_core::rights;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use words::Words;

const FLOW: &str = "flow.toml";
const FOLDER: &str = "situations/";
/// The folders; beside them stand the drawn flows, for those who write them.
const FOLDERS: Folders = Folders { what: "situation", top: FOLDER, facts: FLOW, beside: Some("situations/README.md") };

/// `situations/<id>/flow.toml`: a flow, once for all languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowFacts {
    /// Themes of the grid, the main one first.
    pub themes: Vec<ThemeId>,
    /// Identifier of the first question.
    pub start: NodeId,
    /// When the flow was last verified.
    pub verified: Date,
    /// After this date the reader is warned; at most 13 months after `verified`.
    pub review_by: Date,
    /// Where the facts come from.
    pub source: Vec<SourceFacts>,
    /// Questions by identifier.
    #[serde(default)]
    pub question: BTreeMap<NodeId, FlowQuestion>,
    /// Answers by identifier.
    #[serde(default)]
    pub answer: BTreeMap<NodeId, FlowAnswer>,
}

/// `[question.<id>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowQuestion {
    /// People are told why it is asked, and the screen can be left at once.
    #[serde(default)]
    pub sensitive: bool,
    /// What may be answered, 2 to 7; `oui` and `non` are also typed as yes and no.
    #[serde(default)]
    pub choice: Vec<FlowChoice>,
}

/// `[[question.<id>.choice]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowChoice {
    /// Identifier, by which each language names its label.
    pub id: String,
    /// The question or answer that it leads to.
    pub to: NodeId,
    /// Facts of `rights/facts.toml` that it makes known.
    #[serde(default)]
    pub set: BTreeMap<String, rights::FactValue>,
}

/// Facts of a household have no `Debug`, wherever they come from.
impl std::fmt::Debug for FlowChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FlowChoice").field("id", &self.id).field("to", &self.to).finish_non_exhaustive()
    }
}

/// `[answer.<id>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowAnswer {
    /// Cards to read, by their folder, the best first, four at most.
    #[serde(default)]
    pub cards: Vec<String>,
    /// Kinds of place to go to, the best first.
    #[serde(default)]
    pub counters: Vec<PlaceKind>,
    /// Numbers to call, by their identifier in `phones.toml`.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Papers to bring, by their identifier in `papers.toml`.
    #[serde(default)]
    pub papers: Vec<PaperId>,
    /// Deadlines that count here, each of a card, as `card/name`.
    #[serde(default)]
    pub deadlines: Vec<String>,
    /// The screening of rights is offered.
    #[serde(default)]
    pub rights: bool,
    /// Category of emergency whose numbers stand on top.
    #[serde(default)]
    pub emergency: Option<String>,
}

/// Situations in every language that they have, and the papers that they name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Situations {
    found: BTreeMap<ItemId, BTreeMap<Lang, Situation>>,
    papers: PapersFile,
}

impl Situations {
    /// A situation in a language, in French where it has no other.
    pub fn get(&self, id: &str, lang: Lang) -> Option<&Situation> {
        let said = self.found.get(id)?;
        said.get(&lang).or_else(|| said.get(&Lang::FR))
    }

    /// Every situation, by identifier; each as [`Situations::get`] gives it.
    pub fn all(&self, lang: Lang) -> impl Iterator<Item = &Situation> {
        self.found.keys().filter_map(move |id| self.get(id, lang))
    }

    /// Papers in a language, in French where they have no other words.
    pub fn papers(&self, ids: &[PaperId], lang: Lang) -> Vec<Paper> {
        ids.iter().filter_map(|id| self.papers.shown(id, lang)).collect()
    }

    /// Papers usually asked for with a right.
    pub fn right_papers(&self, right: &str) -> Vec<PaperId> {
        self.papers.right.get(right).cloned().unwrap_or_default()
    }

    /// Adds those of another folder; what stands here already stays.
    pub fn add(&mut self, other: Self) {
        for (id, said) in other.found {
            self.found.entry(id).or_insert(said);
        }
        self.papers = other.papers.and(std::mem::take(&mut self.papers));
    }
}

/// Reads the situations of a folder. The numbers they name go into `called`; items of sound ones into the batch.
pub(super) fn read(texts: &Texts, known: &Known, called: &mut BTreeSet<String>, batch: &mut Batch) -> Situations {
    let mut situations = Situations { papers: known.papers.clone(), ..Situations::default() };
    for path in texts.keys().filter(|path| path.starts_with(FOLDER) && path.ends_with("/flow.toml")) {
        batch.read += 1;
        let before = batch.findings.len();
        let said = toml::read::<FlowFacts>(texts, path, batch).map(|flow| {
            called.extend(flow.answer.values().flat_map(|answer| answer.phones.iter().cloned()));
            let id = path.trim_start_matches(FOLDER).trim_end_matches(FLOW).trim_end_matches('/');
            let source = super::source(texts, path);
            lint::facts(id, &flow, &source, known, batch);
            graph::lint(&flow, &source, batch);
            languages(texts, id, &flow, known, batch)
        });
        let refused = batch.findings[before..].iter().any(|warning| warning.severity == Severity::Refused);
        match said.filter(|_| !refused) {
            Some(said) => {
                batch.items.extend(said.values().map(|situation| situation.item.clone()));
                situations.found.extend(said.values().next().map(|one| one.item.id.clone()).map(|id| (id, said)));
                batch.kept += 1;
            }
            None => batch.refused += 1,
        }
    }
    super::lint::strays(texts, &FOLDERS, batch);
    situations
}

fn languages(texts: &Texts, id: &str, flow: &FlowFacts, known: &Known, batch: &mut Batch) -> BTreeMap<Lang, Situation> {
    let mut said = BTreeMap::new();
    let doubts = doubts(texts, &format!("{FOLDER}{id}/"));
    for lang in Lang::all() {
        let file = format!("{FOLDER}{id}/{}.md", lang.code());
        match texts.get(&file) {
            Some(text) => {
                let Some(words) = Words::read(text, id, lang, &file, known, batch) else { continue };
                words.lint(flow, &file, batch);
                let mut read = situation(id, lang, flow, words, known);
                read.item.source.doubts = doubts;
                said.insert(lang, read);
            }
            None if known.required.contains(&lang) => {
                let message = format!("no {}.md: a situation is written in this language at least", lang.code());
                batch.refuse(&format!("{FOLDER}{id}/{FLOW}"), id, "", message);
            }
            None => {}
        }
    }
    said
}

/// A situation with its words. What has none stays empty: the lint has refused it.
fn situation(id: &str, lang: Lang, flow: &FlowFacts, mut words: Words, known: &Known) -> Situation {
    let mut nodes = BTreeMap::new();
    for (node, asked) in &flow.question {
        let said = words.nodes.remove(node).unwrap_or_default();
        let mut labels = said.labels();
        let choice = |choice: &FlowChoice| Choice {
            id: choice.id.clone(),
            label: labels.remove(choice.id.as_str()).unwrap_or_default(),
            to: choice.to.clone(),
            set: choice.set.iter().map(|(fact, value)| (fact.clone(), Some(value.clone()))).collect(),
        };
        let choices = asked.choice.iter().map(choice).collect();
        let why = said.why.map(|(_, why)| why).unwrap_or_default();
        let question = Question { text: said.text, why, sensitive: asked.sensitive, choices };
        nodes.insert(node.clone(), Node::Question(question));
    }
    for (node, found) in &flow.answer {
        let said = words.nodes.remove(node).unwrap_or_default();
        let phones = found.phones.iter().filter_map(|phone| known.phones.phone.get(phone));
        let answer = Answer {
            text: said.text,
            steps: said.entries.into_iter().map(|(_, entry)| entry).collect(),
            cards: found.cards.iter().map(|card| ItemId::card(card)).collect(),
            counters: found.counters.clone(),
            phones: phones.map(|phone| phone.shown(lang)).collect(),
            papers: found.papers.clone(),
            deadlines: found.deadlines.clone(),
            rights: found.rights,
            emergency: found.emergency.clone(),
        };
        nodes.insert(node.clone(), Node::Answer(answer));
    }
    Situation { item: item(id, lang, flow, words.front), start: flow.start.clone(), nodes }
}

/// How a situation is found. Its text is that of its title, summary and keywords alone: what an answer says is read once
/// the questions have led to it, and would hide the card that says it whole.
fn item(id: &str, lang: Lang, flow: &FlowFacts, front: CardProse) -> Item {
    let mut counters: Vec<PlaceKind> = Vec::new();
    for kind in flow.answer.values().flat_map(|answer| &answer.counters) {
        if !counters.contains(kind) {
            counters.push(kind.clone());
        }
    }
    Item {
        id: ItemId::situation(id),
        kind: ItemKind::Situation,
        lang,
        translation: front.translation,
        title: front.title,
        summary: front.summary,
        sections: Vec::new(),
        keywords: front.keywords,
        themes: flow.themes.clone(),
        covers: flow.source.iter().filter_map(|source| fiche(source.url.as_deref()?)).collect(),
        counters,
        routes: Vec::new(),
        phones: Vec::new(),
        place: None,
        source: written(id, None, &flow.source, flow.verified, flow.review_by),
    }
}

/// The fiche of service-public.fr at an address: a situation treats what its sources treat.
fn fiche(url: &str) -> Option<String> {
    let name = url.split_once("/vosdroits/")?.1;
    super::lint::is_fiche(name).then(|| name.to_owned())
}
