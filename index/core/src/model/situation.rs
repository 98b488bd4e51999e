//! A life situation: what happened to somebody, asked about in a few questions, and what they can do.

use super::{Item, ItemId, NodeId, PaperId, Phone, PlaceKind};
use crate::rights::Answers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A paper to bring, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Identifier.
    pub id: PaperId,
    /// Its name.
    pub name: String,
    /// How to get one, or another one.
    pub place: String,
}

/// A situation in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// How it is found and shown: `situation/<id>`, title, summary, keywords, themes, dates.
    pub item: Item,
    /// The first question.
    pub start: NodeId,
    /// Questions and answers by identifier.
    pub nodes: BTreeMap<NodeId, Node>,
}

/// A step of a situation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// Something that is asked.
    Question(Question),
    /// What can be done: the end of a path.
    Answer(Answer),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Why it is asked, possibly empty.
    pub why: String,
    /// Somebody looking over the shoulder must not read it.
    pub sensitive: bool,
    /// What may be answered, at most [`Situation::CHOICES`].
    pub choices: Vec<Choice>,
}

/// An answer to a question.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Identifier, one of its question: `oui`, `non`, `sais-pas`, …
    pub id: String,
    /// Its label.
    pub label: String,
    /// Where it leads.
    pub to: NodeId,
    /// What it says of the household, for the screening of rights.
    pub set: Answers,
}

/// Facts of a household have no `Debug`, wherever they come from.
impl std::fmt::Debug for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Choice").field("id", &self.id).field("to", &self.to).finish_non_exhaustive()
    }
}

/// What can be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What matters, in one or two sentences.
    pub text: String,
    /// What to do, one step an entry.
    pub steps: Vec<String>,
    /// Cards to read, the best first, at most [`Situation::CARDS`].
    pub cards: Vec<ItemId>,
    /// Kinds of place to go to, the best first.
    pub counters: Vec<PlaceKind>,
    /// Numbers to call, the best first.
    pub phones: Vec<Phone>,
    /// Papers to bring.
    pub papers: Vec<PaperId>,
    /// Deadlines of cards that count here, by their identifiers.
    #[serde(default)]
    pub deadlines: Vec<String>,
    /// The screening of rights can tell more.
    pub rights: bool,
    /// Category of emergency whose numbers stand on top.
    pub emergency: Option<String>,
}

impl Situation {
    /// Most answers to one question: what the digits of a screen hold beside one more.
    pub const CHOICES: usize = 7;
    /// Most cards of one answer: they share the digits with places, papers, rights and "did it help".
    pub const CARDS: usize = 4;
    /// Most questions before an answer.
    pub const QUESTIONS: usize = 4;
    /// Longest identifier of a situation, and of a node or a choice, in bytes: a button holds one of each.
    pub const ID: usize = 24;
    /// See [`Situation::ID`].
    pub const NODE: usize = 16;

    /// A question, by identifier.
    pub fn question(&self, node: &str) -> Option<&Question> {
        match self.nodes.get(node) {
            Some(Node::Question(question)) => Some(question),
            _ => None,
        }
    }

    /// An answer, by identifier.
    pub fn answer(&self, node: &str) -> Option<&Answer> {
        match self.nodes.get(node) {
            Some(Node::Answer(answer)) => Some(answer),
            _ => None,
        }
    }
}

/// A node as places, papers and feedback speak of it: `situation/loyer-impaye#agir`.
pub fn reference(id: &str, node: &str) -> ItemId {
    format!("{id}#{node}").into()
}

/// The item and the node of a [`reference`]; no node where it is an item alone.
pub fn referred(reference: &str) -> (&str, Option<&str>) {
    reference.split_once('#').map_or((reference, None), |(id, node)| (id, Some(node)))
}
