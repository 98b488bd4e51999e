//! What a choice of a situation leads to, and what papers a node names.

use super::{Action, State};
use crate::message::Message;
use crate::model::situation::{Choice, referred};
use crate::model::{Item, ItemId, ItemKind, PaperId};
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Outcome};
use crate::talk::flows::find;
use crate::talk::then::Then;

/// Beginning of what papers are asked for, where it is rights.
const RIGHT: &str = "right/";

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Case(situation, node, choice) => case(talk, situation.0, &node, &choice),
        Action::At(of) => return at(talk, &of),
        Action::Papers(of) => talk.session.go(State::Papers { of }),
    }
    Then::Show
}

/// The first question of a situation; `None` where the item is something else, or its flow is not there.
pub(in crate::talk) fn first_question(talk: &Talk<'_>, item: &Item) -> Option<State> {
    if item.kind != ItemKind::Situation {
        return None;
    }
    let situation = talk.catalog.situation(&item.id, talk.lang())?;
    Some(State::Node { id: item.id.clone(), node: situation.start })
}

/// What somebody took away of a situation; its beginning, where the flow has changed meanwhile.
fn at(talk: &mut Talk<'_>, of: &ItemId) -> Then {
    let (id, node) = referred(of.as_str());
    let id = ItemId::from(id);
    let situation = talk.catalog.situation(&id, talk.lang());
    match situation.zip(node).filter(|(situation, node)| situation.answer(node).is_some()) {
        Some((_, node)) => {
            talk.observe(Need::Item(id.clone()), Outcome::Answered, None);
            talk.session.go(State::Node { id, node: node.into() });
            Then::Show
        }
        None => Then::Act(find::Action::Open(id).into()),
    }
}

/// An answer to a question, also to one of an earlier message. Where the flow has changed meanwhile, the situation
/// begins again; where it is gone, the person is told.
fn case(talk: &mut Talk<'_>, id: ItemId, node: &str, choice: &str) {
    let Some(situation) = talk.catalog.situation(&id, talk.lang()) else {
        return talk.notice(Message::OldButton);
    };
    let chosen = |choices: &[Choice]| choices.iter().find(|known| known.id == choice).cloned();
    match situation.question(node).and_then(|question| chosen(&question.choices)) {
        Some(Choice { to, set, .. }) => {
            // What it says of the household seeds the interview about rights.
            if !set.is_empty() {
                talk.session.interview.get_or_insert_default().learn(&set);
            }
            talk.session.go(State::Node { id, node: to });
        }
        None => {
            talk.notice(Message::OldButton);
            talk.session.go(State::Node { id, node: situation.start });
        }
    }
}

/// What [`State::Papers`] names for rights.
pub(crate) fn papers_of_rights(rights: &[&str]) -> ItemId {
    format!("{RIGHT}{}", rights.join(",")).into()
}

/// Their names, in the reader's language.
pub(crate) fn paper_names(talk: &Talk<'_>, of: &ItemId) -> Vec<String> {
    talk.catalog.papers(&papers_of(talk, of), talk.lang()).into_iter().map(|paper| paper.name).collect()
}

/// Papers to bring, for a node of a situation or for rights: each once.
pub(super) fn papers_of(talk: &Talk<'_>, of: &ItemId) -> Vec<PaperId> {
    if let Some(rights) = of.strip_prefix(RIGHT) {
        let mut papers: Vec<PaperId> = Vec::new();
        for paper in rights.split(',').flat_map(|right| talk.catalog.right_papers(right)) {
            if !papers.contains(&paper) {
                papers.push(paper);
            }
        }
        return papers;
    }
    let (id, node) = referred(of);
    let situation = talk.catalog.situation(&id.into(), talk.lang());
    let papers = || Some(situation?.answer(node?)?.papers.clone());
    papers().unwrap_or_default()
}
