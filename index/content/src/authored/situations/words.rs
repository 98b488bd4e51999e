//! The words of a situation in one language: `## <node>`, a text, perhaps a `why:` line, a list.

use super::super::card::CardProse;
use super::super::place::Source;
use super::super::prose::{self, Page};
use super::super::{Known, deadlines, toml};
use super::FlowFacts;
use crate::{Batch, markdown};
use guichet_core::model::{Lang, NodeId};
use guichet_core::text::normal::fold;
use guichet_core::text::spacing::bind;
use std::collections::BTreeMap;

/// Longest label of a choice and longest question, in characters: a button and a screen of 40 columns hold them.
const LABEL: usize = 50;
const QUESTION: usize = 140;

/// What is done about a fact that stands in the words of a situation.
const REMEDY: &str = "leave it to a card, where it has a date, or list the number in `phones`";

/// A situation's file in one language.
pub(super) struct Words {
    pub front: CardProse,
    pub nodes: BTreeMap<NodeId, NodeWords>,
}

/// What is said at a node. Lines are counted from 1.
#[derive(Debug, Default)]
pub(super) struct NodeWords {
    line: usize,
    pub text: String,
    pub why: Option<(usize, String)>,
    /// Choices as `id: label`, or steps.
    pub entries: Vec<(usize, String)>,
}

impl NodeWords {
    /// Labels by the identifier of their choice.
    pub fn labels(&self) -> BTreeMap<String, String> {
        let split =
            |entry: &str| entry.split_once(':').map(|(id, label)| (id.trim().to_owned(), label.trim().to_owned()));
        self.entries.iter().filter_map(|(_, entry)| split(entry)).collect()
    }
}

impl Words {
    /// Reads a file; what is wrong with its shape, its front matter or its sentences is refused.
    pub fn read(text: &str, id: &str, lang: Lang, path: &str, known: &Known, batch: &mut Batch) -> Option<Self> {
        let text = &*bind(text);
        let Some((front, first_line, body)) = markdown::split(text) else {
            batch.refuse(&format!("{path}:1"), id, "", "the file starts with front matter between two lines of +++");
            return None;
        };
        let prose = toml::parse::<CardProse>(front, path, 2, batch)?;
        let source = Source::front(path, front);
        let page = Page {
            id,
            lang,
            path,
            front: source,
            first_line,
            body,
            remedy: REMEDY,
            dated: known.emergency.numbers.clone(),
        };
        prose::front(&prose, &page, batch);
        deadlines::of_cards_alone(&prose.deadline, &page, batch);
        prose::body(&page, batch);
        for (at, line) in text.lines().enumerate().filter(|(_, line)| line.contains(['{', '}'])) {
            let message = format!("'{}': a situation has no facts of its own, {REMEDY}", line.trim());
            batch.refuse(&format!("{path}:{}", at + 1), id, "", message);
        }
        Some(Self { front: prose, nodes: nodes(body, first_line, id, path, batch) })
    }

    /// Refuses nodes without words, words without a node, and labels that a person could not tell apart.
    pub fn lint(&self, flow: &FlowFacts, path: &str, batch: &mut Batch) {
        let at = |line: usize| format!("{path}:{line}");
        for node in flow.question.keys().chain(flow.answer.keys()).filter(|node| !self.nodes.contains_key(*node)) {
            batch.refuse(path, node, "", format!("this node has no words: add ## {node}"));
        }
        for (node, said) in &self.nodes {
            if said.text.is_empty() {
                batch.refuse(&at(said.line), node, "", "no text under this heading: say what is asked, or what to do");
            }
            if let Some(asked) = flow.question.get(node) {
                if asked.sensitive && said.why.as_ref().is_none_or(|(_, why)| why.is_empty()) {
                    let message = "a delicate question says why it is asked: add a line `why: …`";
                    batch.refuse(&at(said.line), node, "why", message);
                }
                if said.text.chars().count() > QUESTION {
                    batch.refuse(&at(said.line), node, "", format!("a question has at most {QUESTION} characters"));
                }
                let ids: Vec<&str> = asked.choice.iter().map(|choice| choice.id.as_str()).collect();
                said.choices(node, &ids, path, batch);
            } else if flow.answer.contains_key(node) {
                if let Some((line, _)) = said.why {
                    batch.refuse(&at(line), node, "why", "only a question says why: move this into the text");
                }
                if said.entries.is_empty() {
                    batch.refuse(&at(said.line), node, "", "an answer says what to do: add a list of steps");
                }
            } else {
                batch.refuse(&at(said.line), node, "", "no such node: add it to flow.toml, or remove these words");
            }
        }
    }
}

impl NodeWords {
    fn choices(&self, node: &str, ids: &[&str], path: &str, batch: &mut Batch) {
        let at = |line: usize| format!("{path}:{line}");
        let mut labels: BTreeMap<String, &str> = BTreeMap::new();
        let mut named: Vec<&str> = Vec::new();
        for (line, entry) in &self.entries {
            let (id, label) =
                entry.split_once(':').map_or((entry.as_str(), ""), |(id, label)| (id.trim(), label.trim()));
            let mut refuse = |message: String| batch.refuse(&at(*line), node, id, message);
            if !ids.contains(&id) {
                refuse(format!(
                    "'{id}' is not a choice of this question: write one of {} and its label",
                    ids.join(", ")
                ));
            } else if named.contains(&id) {
                refuse(format!("'{id}' has two labels: keep one"));
            }
            named.push(id);
            if !(1..=LABEL).contains(&label.chars().count()) {
                refuse(format!("a label has 1 to {LABEL} characters: `- {id}: label`"));
            } else if let Some(twin) = labels.insert(fold(label), id) {
                refuse(format!("this label is that of '{twin}' too: nobody could tell them apart"));
            }
        }
        for id in ids.iter().filter(|id| !named.contains(*id)) {
            batch.refuse(&at(self.line), node, id, format!("this choice has no label: add `- {id}: …`"));
        }
    }
}

/// The nodes of a body. Plain lines alone are known: a heading, a text, a `why:`, a flat list.
fn nodes(body: &str, first_line: usize, id: &str, path: &str, batch: &mut Batch) -> BTreeMap<NodeId, NodeWords> {
    let mut nodes: BTreeMap<NodeId, NodeWords> = BTreeMap::new();
    let mut current: Option<NodeId> = None;
    for (index, line) in body.lines().enumerate() {
        let number = first_line + index;
        let mut refuse = |message: &str| batch.refuse(&format!("{path}:{number}"), id, "", message);
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            let heading = NodeId::from(heading.trim());
            if nodes.contains_key(&heading) {
                refuse("this node has words already: make them one");
            }
            nodes.entry(heading.clone()).or_insert_with(|| NodeWords { line: number, ..NodeWords::default() });
            current = Some(heading);
            continue;
        }
        let Some(node) = current.as_ref().and_then(|node| nodes.get_mut(node)) else {
            refuse("text before the first heading: begin with ## and the name of a node");
            continue;
        };
        if let Some(entry) = line.strip_prefix("- ") {
            node.entries.push((number, entry.trim().to_owned()));
        } else if let Some(why) = line.strip_prefix("why:") {
            if node.why.is_some() {
                refuse("two `why:` lines: make them one");
            }
            node.why = Some((number, why.trim().to_owned()));
        } else if line.starts_with(['#', '-', '*', '<', '>', '|', '`', ' ', '\t']) {
            refuse("only headings of nodes (##), a text, a why: line and a flat list (- ) are shown: rewrite this");
        } else if !node.entries.is_empty() {
            refuse("text after the list: put it above, where it is read first");
        } else {
            if !node.text.is_empty() {
                node.text.push(' ');
            }
            node.text.push_str(line);
        }
    }
    nodes
}
