//! Going through a situation: what a choice leads to, and what places and papers a node names.

use super::{Screen, Talk};
use crate::message::Message;
use crate::model::situation::{Choice, referred};
use crate::model::{Item, ItemId, ItemKind, PaperId, PlaceKind};
use crate::rights::Answers;

/// Beginning of what papers are asked for, where it is a right.
const RIGHT: &str = "right/";

impl Talk<'_> {
    /// The first question of a situation; `None` where the item is something else, or its flow is not there.
    pub(super) fn first_question(&self, item: &Item) -> Option<Screen> {
        if item.kind != ItemKind::Situation {
            return None;
        }
        let situation = self.catalog.situation(&item.id, self.session.reading_lang())?;
        Some(Screen::Situation { id: item.id.clone(), node: situation.start })
    }

    /// An answer to a question, also to one of an earlier message. Where the flow has changed meanwhile, the situation
    /// begins again; where it is gone, the person is told.
    pub(super) fn case(&mut self, id: ItemId, node: &str, choice: &str) {
        let Some(situation) = self.catalog.situation(&id, self.session.reading_lang()) else {
            return self.notice(Message::OldButton);
        };
        let chosen = |choices: &[Choice]| choices.iter().find(|known| known.id == choice).cloned();
        match situation.question(node).and_then(|question| chosen(&question.choices)) {
            Some(Choice { to, set, .. }) => {
                self.learned(&set);
                self.session.go(Screen::Situation { id, node: to });
            }
            None => {
                self.notice(Message::OldButton);
                self.session.go(Screen::Situation { id, node: situation.start });
            }
        }
    }

    /// What a choice says of the household seeds the screening of rights.
    pub(super) fn learned(&mut self, _set: &Answers) {
        // Nothing is kept until the interview exists: a fact that nobody uses is a trace.
    }

    /// Which rights there may be. Until the interview exists, a person looks at it together with them.
    pub(super) fn rights(&mut self) {
        self.session.go(Screen::Human);
    }

    /// Kinds of place to go to, for a card, a situation, or a node of one.
    pub(super) fn counters(&self, of: &ItemId) -> Vec<PlaceKind> {
        let lang = self.session.reading_lang();
        let (id, node) = referred(of);
        let at_node = || Some(self.catalog.situation(&id.to_owned(), lang)?.answer(node?)?.counters.clone());
        at_node().or_else(|| self.catalog.item(&id.to_owned(), lang).map(|item| item.counters)).unwrap_or_default()
    }

    /// Papers to bring, for a node of a situation or for a right.
    pub(super) fn papers_of(&self, of: &ItemId) -> Vec<PaperId> {
        if let Some(right) = of.strip_prefix(RIGHT) {
            return self.catalog.right_papers(right);
        }
        let (id, node) = referred(of);
        let situation = self.catalog.situation(&id.to_owned(), self.session.reading_lang());
        let papers = || Some(situation?.answer(node?)?.papers.clone());
        papers().unwrap_or_default()
    }
}
