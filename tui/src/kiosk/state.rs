//! The state of the screens, and what can be read off it. It is changed by [`super::app`] alone.

use super::asked::AskedWords;
use super::keys::Mode;
use super::layer::Layer;
use super::options::Options;
use super::regions;
use super::staff::{Lock, PinEntry};
use super::work::Work;
use crate::screens::content::Content;
use crate::screens::dialogue::Dialogue;
use crate::screens::words::Words;
use crate::ui::layers::Layers;
use crate::ui::line::Line;
use crate::ui::list::{Focus, List};
use crate::ui::theme::Theme;
use guichet_core::model::EmergencyNumber;
use guichet_core::sheet::{Basket, Entry};
use guichet_core::view::Expects;
use guichet_locales::Locales;
use std::sync::Arc;

/// The state of the screens.
pub(super) struct State {
    pub(super) options: Options,
    locales: Arc<Locales>,
    pub(super) dialogue: Dialogue,
    pub(super) content: Content,
    pub(super) asked: AskedWords,
    /// What must not be seen was touched on: a way out at once stays, and these numbers.
    pub(super) at_hand: Option<Vec<EmergencyNumber>>,
    pub(super) layers: Layers<Layer>,
    /// What is taken away, and work on it that is to be handed out.
    pub(super) basket: Basket,
    pub(super) work: Vec<Work>,
    pub(super) line: Line,
    pub(super) list: List,
    /// Columns and rows of the window.
    pub(super) size: (u16, u16),
    pub(super) theme: Theme,
    pub(super) lock: Lock,
}

impl State {
    /// A kiosk whose guide is being opened.
    pub(super) fn new(options: Options, locales: Arc<Locales>, size: (u16, u16)) -> Self {
        Self {
            dialogue: Dialogue::new(options.seed),
            content: Content::new(),
            asked: AskedWords::default(),
            at_hand: None,
            layers: Layers::new(),
            basket: Basket::default(),
            work: Vec::new(),
            line: Line::default(),
            list: List::new(),
            size,
            theme: options.theme,
            lock: Lock::new(options.pin.clone()),
            locales,
            options,
        }
    }

    /// Whether the guide is answering: keys would act on a view that is about to go.
    pub(super) fn is_waiting(&self) -> bool {
        self.layers.bottom_up().any(|layer| matches!(layer, Layer::Waiting(_)))
    }

    /// Whether time must be watched closely: a countdown is on the screen.
    pub(super) fn counts_down(&self) -> bool {
        self.layers.bottom_up().any(|layer| matches!(layer, Layer::Idle(_)))
    }

    /// The words of the reader's language.
    pub(super) fn words(&self) -> Words<'_> {
        let shown = self.content.view().map(|view| view.lang);
        let lang = self.dialogue.lang().or(shown).or(self.options.home).unwrap_or_default();
        Words::new(&self.locales, lang)
    }

    /// What the keys act on.
    pub(super) fn mode(&self) -> Mode {
        if self.is_too_small() {
            return Mode::TooSmall;
        }
        let staff = |layer: &Layer| matches!(layer, Layer::Staff(_));
        let sheet = |layer: &Layer| matches!(layer, Layer::Sheet(_) | Layer::Code(_));
        if self.layers.top_down().any(staff) {
            Mode::Staff
        } else if self.layers.top_down().any(sheet) {
            Mode::Sheet
        } else {
            self.page_mode()
        }
    }

    /// What the keys act on once nothing stands over the page.
    pub(super) fn page_mode(&self) -> Mode {
        match (self.line.is_empty(), self.content.expects().takes_digits()) {
            (true, false) => Mode::Reading,
            (true, true) => Mode::Answering,
            (false, digits) if digits || self.line.is_from_keypad() => Mode::WritingDigits,
            _ => Mode::Writing,
        }
    }

    /// Whether something is on the screen, or was on the way to it, that must not be seen by others.
    pub(super) fn discreet(&self) -> bool {
        self.at_hand.is_some() || self.writes_distress() || self.content.is_discreet()
    }

    /// Whether two spaces lead out, rather than into the line.
    pub(super) fn spaces_leave(&self) -> bool {
        let in_danger = self.at_hand.as_ref().is_some_and(|numbers| !numbers.is_empty());
        self.line.is_blank() || self.writes_distress() || in_danger
    }

    pub(super) fn writes_distress(&self) -> bool {
        self.is_live() && self.content.suggests_help()
    }

    /// Whether the page shows what the search finds while somebody types.
    pub(super) fn is_live(&self) -> bool {
        self.content.expects() == Expects::Need && !self.line.is_blank()
    }

    /// The words that the page answers, where they may be seen and nothing else is being written.
    pub(super) fn asked(&self) -> Option<&str> {
        let may_be_seen = self.content.expects() == Expects::Need && self.line.is_empty() && !self.discreet();
        self.asked.of(&self.dialogue.session().screen).filter(|_| may_be_seen)
    }

    /// The words by which the page is read: those being written, or those that it answers.
    pub(super) fn sought(&self) -> &str {
        if self.is_live() { self.line.text() } else { self.asked().unwrap_or_default() }
    }

    /// Whether what a choice opens is shown beside the choices.
    pub(super) fn has_preview(&self) -> bool {
        let live = self.is_live();
        let lists = live || self.dialogue.session().screen.is_list();
        self.size.0 >= regions::WIDE && lists && !self.discreet() && self.content.keys(live).iter().any(Option::is_some)
    }

    /// The key of the choice to be looked at: the selected one, or the first.
    pub(super) fn looked_at(&self) -> Option<&str> {
        let index = match self.list.focus {
            Focus::Tile(index) => index,
            Focus::Line => 0,
        };
        self.content.keys(self.is_live()).get(index).copied().flatten().filter(|_| self.has_preview())
    }

    /// Whether something was answered that words can bring back.
    pub(super) fn has_answers(&self) -> bool {
        let told = self.dialogue.session().interview.as_ref();
        told.is_some_and(|told| told.answered().next().is_some() || !told.seed().is_empty())
    }

    /// Whether there is a sheet to take away: something is on it, or answers are to be found again.
    pub(super) fn has_sheet(&self) -> bool {
        !self.basket.is_empty() || self.has_answers()
    }

    /// What can be taken away of what is looked at.
    pub(super) fn entry(&self) -> Option<Entry> {
        let selected = match self.list.focus {
            Focus::Tile(index) => Some(index),
            Focus::Line => None,
        };
        self.content.entry(&self.dialogue.session().screen, selected)
    }

    /// Whether the line is shown.
    pub(super) fn has_field(&self) -> bool {
        self.content.expects() != Expects::Choice || !self.line.is_empty()
    }

    pub(super) fn is_too_small(&self) -> bool {
        self.size.0 < regions::NARROWEST || self.size.1 < regions::LOWEST
    }

    pub(super) fn pin_entry(&mut self) -> Option<&mut PinEntry> {
        self.layers.top_down_mut().find_map(|layer| match layer {
            Layer::Staff(entry) => Some(entry),
            Layer::Waiting(_) | Layer::Idle(_) | Layer::Sheet(_) | Layer::Code(_) => None,
        })
    }

    pub(super) fn close_staff(&mut self) {
        self.layers.close(|layer| matches!(layer, Layer::Staff(_)));
    }
}
