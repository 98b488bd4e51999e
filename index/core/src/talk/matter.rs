//! What must not be read over somebody's shoulder: once a screen has shown it, a way out at once and the numbers to call
//! stay in reach on all that follow, until the menu is asked for or everything is forgotten.

use super::{Screen, Session, Talk};
use crate::catalog::Catalog;
use crate::model::situation::{Node, referred};
use crate::model::{EmergencyCategory, EmergencyNumber, Lang};
use serde::{Deserialize, Serialize};

/// What a conversation has touched on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matter {
    /// Something private.
    Private,
    /// A danger: its category of emergency.
    Danger(String),
}

/// Numbers shown at once.
pub(super) const NUMBERS: usize = 3;

/// The numbers of the danger that a conversation has touched on, the right one on top; none of a private matter, and
/// `None` where nothing was touched on.
pub fn at_hand(catalog: &dyn Catalog, session: &Session) -> Option<Vec<EmergencyNumber>> {
    let numbers = session.danger().and_then(|id| category(catalog, id, session.reading_lang()));
    let numbers = numbers.map(|category| category.numbers.into_iter().take(NUMBERS).collect());
    session.matter.as_ref().map(|_| numbers.unwrap_or_default())
}

/// A category of emergency in a language.
fn category(catalog: &dyn Catalog, id: &str, lang: Lang) -> Option<EmergencyCategory> {
    catalog.emergency(lang).into_iter().find(|category| category.id == id)
}

impl Session {
    /// The danger that the conversation has touched on.
    pub(super) fn danger(&self) -> Option<&str> {
        match &self.matter {
            Some(Matter::Danger(id)) => Some(id),
            _ => None,
        }
    }
}

impl Talk<'_> {
    /// Remembers what the screen shows. The danger named first stays: who flees reads about a roof, and needs the police.
    /// Only somebody who cries out anew is in another one.
    pub(super) fn note_matter(&mut self) {
        let anew = matches!(self.session.screen, Screen::EmergencyCategory { .. });
        let found = self.matter_of(&self.session.screen);
        match (&self.session.matter, found) {
            (None, found) => self.session.matter = found,
            (Some(Matter::Private), Some(found)) => self.session.matter = Some(found),
            (Some(Matter::Danger(_)), Some(found)) if anew => self.session.matter = Some(found),
            _ => {}
        }
    }

    /// It was asked whether there is a danger, and there is none: what was touched on before still holds.
    pub(super) fn no_danger(&mut self) {
        let before = std::iter::once(&self.session.screen).chain(self.session.trail.iter().rev());
        self.session.matter = before.into_iter().find_map(|screen| self.matter_of(screen));
    }

    /// The category of the danger touched on, in the reader's language.
    pub(super) fn danger(&self) -> Option<EmergencyCategory> {
        category(self.catalog, self.session.danger()?, self.session.reading_lang())
    }

    fn matter_of(&self, screen: &Screen) -> Option<Matter> {
        match screen {
            Screen::EmergencyCategory { id, .. } | Screen::EmergencyCheck { id, .. } => {
                Some(Matter::Danger(id.clone()))
            }
            Screen::Situation { id, node } => self.matter_of_node(id, node),
            Screen::Card { id, .. } | Screen::Section { id, .. } | Screen::Sorry { id } | Screen::Papers { of: id } => {
                self.matter_of_card(id)
            }
            Screen::AskPlace { card } | Screen::Communes { card, .. } | Screen::Places { card, .. } => {
                self.matter_of_card(card.as_ref()?)
            }
            _ => None,
        }
    }

    /// A card that an emergency leads to, or a node of a situation.
    fn matter_of_card(&self, id: &str) -> Option<Matter> {
        if let (situation, Some(node)) = referred(id) {
            return self.matter_of_node(situation, node);
        }
        let categories = self.catalog.emergency(self.session.reading_lang());
        let danger = categories.into_iter().find(|category| category.treats(id)).map(|found| Matter::Danger(found.id));
        danger.or_else(|| self.catalog.is_private(id).then_some(Matter::Private))
    }

    fn matter_of_node(&self, situation: &str, node: &str) -> Option<Matter> {
        let whole = || self.matter_of_card(situation);
        let flow = self.catalog.situation(&situation.into(), self.session.reading_lang())?;
        match flow.nodes.get(node)? {
            Node::Question(question) => whole().or(question.sensitive.then_some(Matter::Private)),
            Node::Answer(answer) => answer.emergency.clone().map(Matter::Danger).or_else(whole),
        }
    }
}
