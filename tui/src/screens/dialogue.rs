//! What was said between a person and the guide: the session, what is asked next, and which answer is the newest.

use super::work::Work;
use guichet_core::model::Lang;
use guichet_core::talk::{Event, Session};

/// A session and the questions that are to be handed to the guide.
pub(crate) struct Dialogue {
    session: Session,
    /// The turn or search last asked; older answers are dropped.
    serial: u64,
    work: Vec<Work>,
}

impl Dialogue {
    pub(crate) fn new(seed: u64) -> Self {
        Self { session: Session::new(seed), serial: 0, work: Vec::new() }
    }

    /// Another session, with nothing of the one before it.
    pub(crate) fn restart(&mut self, seed: u64) {
        self.session = Session::new(seed);
    }

    /// Asks for a turn, and for what is then pressed on its view; whatever was to be asked before is not. Gives the number
    /// that the answer carries.
    pub(crate) fn send(&mut self, event: Event, then: Option<String>) -> u64 {
        self.serial += 1;
        self.work.clear();
        self.work.push(Work::Turn { serial: self.serial, session: self.session.clone(), event, then });
        self.serial
    }

    /// Asks what the search finds for a text. Only the newest text is worth asking for.
    pub(crate) fn suggest(&mut self, text: String) {
        self.serial += 1;
        self.work.retain(|work| !matches!(work, Work::Suggest { .. }));
        self.work.push(Work::Suggest { serial: self.serial, session: self.session.clone(), text });
    }

    /// Asks what a choice opens.
    pub(crate) fn preview(&mut self, key: String) {
        self.work.retain(|work| !matches!(work, Work::Preview { .. }));
        self.work.push(Work::Preview { session: self.session.clone(), key });
    }

    /// Whether nothing was asked after the question of this number.
    pub(crate) fn is_newest(&self, serial: u64) -> bool {
        self.serial == serial
    }

    /// The session after a turn.
    pub(crate) fn turned(&mut self, session: Session) {
        self.session = session;
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// The language of the session, once one was chosen.
    pub(crate) fn lang(&self) -> Option<Lang> {
        self.session.lang
    }

    /// What the guide is to be asked, handed out once.
    pub(crate) fn take_work(&mut self) -> Vec<Work> {
        std::mem::take(&mut self.work)
    }
}
