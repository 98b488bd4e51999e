//! Going through a situation: what a choice leads to, and what places and papers a node names.

use super::{Screen, Talk};
use crate::message::Message;
use crate::model::situation::{Choice, referred};
use crate::model::{Item, ItemId, ItemKind, PaperId, PlaceKind};
use crate::rights::Standing;

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

    /// One checklist for every right of the result that is likely; for those to check, where none is.
    pub(super) fn papers_for_all(&mut self) {
        let result = |screen: &Screen| match screen {
            Screen::Outcomes { found, .. } => Some(found.clone()),
            _ => None,
        };
        let screens = std::iter::once(&self.session.screen).chain(self.session.trail.iter().rev());
        let Some(found) = screens.into_iter().find_map(result) else { return self.notice(Message::OldButton) };
        let of = |standing| {
            let rights = found.iter().filter(|found| found.standing == standing).map(|found| found.right.as_str());
            rights.collect::<Vec<_>>()
        };
        let likely = of(Standing::Likely);
        let rights = if likely.is_empty() { of(Standing::Check) } else { likely };
        self.session.go(Screen::Papers { of: format!("{RIGHT}{}", rights.join(",")).into() });
    }

    /// Kinds of place to go to, for a card, a situation, or a node of one.
    pub(super) fn counters(&self, of: &ItemId) -> Vec<PlaceKind> {
        let lang = self.session.reading_lang();
        let (id, node) = referred(of);
        let at_node = || Some(self.catalog.situation(&id.into(), lang)?.answer(node?)?.counters.clone());
        at_node().or_else(|| self.item(&id.into()).map(|item| item.counters)).unwrap_or_default()
    }

    /// Papers to bring, for a node of a situation or for rights: each once.
    pub(super) fn papers_of(&self, of: &ItemId) -> Vec<PaperId> {
        if let Some(rights) = of.strip_prefix(RIGHT) {
            let mut papers: Vec<PaperId> = Vec::new();
            for paper in rights.split(',').flat_map(|right| self.catalog.right_papers(right)) {
                if !papers.contains(&paper) {
                    papers.push(paper);
                }
            }
            return papers;
        }
        let (id, node) = referred(of);
        let situation = self.catalog.situation(&id.into(), self.session.reading_lang());
        let papers = || Some(situation?.answer(node?)?.papers.clone());
        papers().unwrap_or_default()
    }
}
