//! The shape of a flow: from its first question, every choice leads to an answer, in few steps.

use super::super::place::Source;
use super::FlowFacts;
use crate::Batch;
use guichet_core::model::{NodeId, Situation};
use std::collections::{BTreeMap, BTreeSet};

/// Refuses a flow in which somebody could be lost.
pub(super) fn lint(flow: &FlowFacts, source: &Source<'_>, batch: &mut Batch) {
    for twin in flow.question.keys().filter(|node| flow.answer.contains_key(*node)) {
        let place = source.table(&format!("answer.{twin}"));
        batch.refuse(&place, twin, "", "a question and an answer have this name: rename one");
    }
    if !is_node(flow, &flow.start) {
        batch.refuse(&source.key("start"), &flow.start, "start", "no such node: write the name of the first question");
    }
    for (node, question) in &flow.question {
        for (index, choice) in question.choice.iter().enumerate().filter(|(_, choice)| !is_node(flow, &choice.to)) {
            let place = source.nth(&format!("question.{node}.choice"), index);
            let message =
                format!("'{}' leads to '{}', which is not there: add it, or correct `to`", choice.id, choice.to);
            batch.refuse(&place, node, "to", message);
        }
    }
    let mut walk = Walk { flow, source, batch, open: Vec::new(), depths: BTreeMap::new() };
    let questions = walk.depth(&flow.start);
    let reached: BTreeSet<NodeId> = walk.depths.keys().cloned().collect();
    if questions > Situation::QUESTIONS {
        let message = format!(
            "a path has {questions} questions before its answer: {} at most, ask what decides first",
            Situation::QUESTIONS
        );
        batch.refuse(&source.file(), "", "question", message);
    }
    let nodes =
        flow.question.keys().map(|node| ("question", node)).chain(flow.answer.keys().map(|node| ("answer", node)));
    for (kind, node) in nodes.filter(|(_, node)| !reached.contains(*node)) {
        let message = "no choice leads here: lead one here, or remove it with its words";
        batch.refuse(&source.table(&format!("{kind}.{node}")), node, "", message);
    }
}

fn is_node(flow: &FlowFacts, node: &str) -> bool {
    flow.question.contains_key(node) || flow.answer.contains_key(node)
}

/// A walk through everything that can be reached.
struct Walk<'a> {
    flow: &'a FlowFacts,
    source: &'a Source<'a>,
    batch: &'a mut Batch,
    /// Questions on the way here.
    open: Vec<NodeId>,
    /// Most questions from a node on, where that is known.
    depths: BTreeMap<NodeId, usize>,
}

impl Walk<'_> {
    /// The most questions that are asked from a node on. A choice that closes a cycle is refused and leads nowhere.
    fn depth(&mut self, node: &str) -> usize {
        if let Some(known) = self.depths.get(node) {
            return *known;
        }
        let mut most = 0;
        if let Some(question) = self.flow.question.get(node) {
            self.open.push(node.into());
            for (index, choice) in question.choice.iter().enumerate() {
                if self.open.contains(&choice.to) {
                    let place = self.source.nth(&format!("question.{node}.choice"), index);
                    let message = format!(
                        "'{}' leads back to '{}': a path must end, \"back\" is there already",
                        choice.id, choice.to
                    );
                    self.batch.refuse(&place, node, "to", message);
                } else {
                    most = most.max(self.depth(&choice.to));
                }
            }
            self.open.pop();
            most += 1;
        }
        self.depths.insert(node.into(), most);
        most
    }
}
