//! One need of a person: a conversation with the guide in a pane of its own.

use crate::screens::content::{Content, Showing};
use crate::screens::dialogue::Dialogue;
use crate::screens::work;
use crate::ui::cache::Cache;
use crate::ui::list::{Focus, List, Window};
use crate::ui::page::{Page, offered};
use guichet_core::model::{EmergencyNumber, Lang};
use guichet_core::sheet::Entry;
use guichet_core::talk::{Event, Screen, Session, Turn};
use guichet_core::text::emphasis::Asked;
use std::rc::Rc;

/// A need.
pub(super) struct Need {
    /// Its number, which it keeps: what is asked of the guide comes back under it.
    pub(super) id: u32,
    pub(super) dialogue: Dialogue,
    pub(super) content: Content,
    pub(super) list: List,
    /// The numbers to keep in reach, where something private or dangerous was touched on.
    pub(super) at_hand: Option<Vec<EmergencyNumber>>,
    /// The question that the guide is answering.
    waiting: Option<u64>,
    /// The page for a width and a height.
    pages: Cache<(u64, u16, u16), Page>,
}

/// A conversation with somebody who is spoken to in `lang`, and lives in a commune, where it is known. It is past the first
/// two screens: whoever works here has chosen their language.
pub(super) fn session(seed: u64, lang: Lang, commune: Option<&str>) -> Session {
    let (lang, commune) = (Some(lang), commune.map(str::to_owned));
    Session { lang, commune, screen: Screen::MENU, ..Session::new(seed) }
}

impl Need {
    /// A need that begins with a conversation.
    pub(super) fn new(id: u32, session: Session) -> Self {
        let mut dialogue = Dialogue::new(session.seed);
        dialogue.turned(session);
        Self {
            id,
            dialogue,
            content: Content::new(),
            list: List::new(),
            at_hand: None,
            waiting: None,
            pages: Cache::new(),
        }
    }

    /// Asks the guide.
    pub(super) fn send(&mut self, event: Event) {
        self.waiting = Some(self.dialogue.send(event, None));
    }

    /// The commune, where it is named while the need is open: what is on the screen is asked for anew.
    pub(super) fn lives_in(&mut self, code: &str) {
        let mut session = self.dialogue.session().clone();
        session.commune = Some(code.to_owned());
        self.dialogue.turned(session);
    }

    /// The guide answered; false where it is not the answer that is waited for.
    pub(super) fn answered(&mut self, serial: u64, turn: Turn, at_hand: Option<Vec<EmergencyNumber>>) -> bool {
        if self.waiting != Some(serial) {
            return false;
        }
        self.waiting = None;
        self.at_hand = at_hand;
        self.dialogue.turned(turn.session);
        self.content.show(Showing::View(turn.view));
        self.list = List::new();
        true
    }

    /// The guide could not answer.
    pub(super) fn failed(&mut self, serial: u64) {
        if self.waiting == Some(serial) {
            self.waiting = None;
            self.content.show(Showing::Failed);
        }
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Whether the way back leads out of the need.
    pub(super) fn is_at_its_start(&self) -> bool {
        matches!(self.dialogue.session().trail.as_slice(), [] | [Screen::Find(_)])
    }

    /// What the guide is to be asked.
    pub(super) fn take_work(&mut self) -> Vec<work::Work> {
        self.dialogue.take_work()
    }

    /// Whether digits are an answer to be typed.
    pub(super) fn takes_digits(&self) -> bool {
        self.content.expects().takes_digits()
    }

    /// Its page in a pane.
    pub(super) fn page(&self, width: u16, height: u16) -> Rc<Page> {
        self.pages
            .get((self.content.revision(), width, height), || self.content.page(None, &Asked::of(""), (width, height)))
    }

    /// The window on its page, in a pane.
    pub(super) fn browse(&mut self, width: u16, height: u16, change: impl FnOnce(&mut List, &Window<'_>)) {
        let page = self.page(width, height);
        let window = Window { page: &page, height, written: false, digits: self.takes_digits() };
        change(&mut self.list, &window);
    }

    /// The choice that is selected, by its number.
    pub(super) fn selected(&self) -> Option<u8> {
        let Focus::Tile(index) = self.list.focus else { return None };
        self.content.view().and_then(|view| offered(view).nth(index)).map(|choice| choice.number)
    }

    /// What can be taken along of its page.
    pub(super) fn entry(&self) -> Option<Entry> {
        let selected = match self.list.focus {
            Focus::Tile(index) => Some(index),
            Focus::Line => None,
        };
        self.content.entry(&self.dialogue.session().screen, selected)
    }
}
