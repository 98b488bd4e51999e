//! The state of the screens and what each signal does to it. Nothing here draws, waits or reads the guide: what the
//! guide is asked is work handed out, and its answers come back as signals.

use super::idle::{Idle, Silence};
use super::key::Key;
use super::line::Line;
use super::page::{Content, Page, Target};
use super::pin::{Door, Pin};
use super::shape::Shape;
use super::suggest::{Does, Suggestion};
use super::theme::Look;
use super::words::Words;
use guichet_core::model::{EmergencyNumber, Lang};
use guichet_core::talk::flows::{emergency, help, start};
use guichet_core::talk::{Action, Effect, Event, Session, Turn};
use guichet_core::view::{Expects, View};
use guichet_locales::Locales;
use std::sync::Arc;
use std::time::Duration;

/// How a kiosk is set up.
#[derive(Clone)]
pub(crate) struct Options {
    /// Keys that leave the program are ignored.
    pub(crate) locked: bool,
    /// Leaves a locked kiosk.
    pub(crate) pin: Option<Pin>,
    /// The language it starts in; none: people choose first.
    pub(crate) home: Option<Lang>,
    /// Silence before the warning.
    pub(crate) patience: Duration,
    /// How it looks at the start.
    pub(crate) look: Look,
    /// For what the guide draws by chance.
    pub(crate) seed: u64,
}

/// What reaches the screens.
pub(crate) enum Signal {
    Key(Key),
    Paste(String),
    /// A click at a column and a row.
    Click(u16, u16),
    /// The wheel, in rows down.
    Wheel(i32),
    Resize(u16, u16),
    /// Time went by.
    Tick,
    /// The guide answered; with the numbers to keep in reach, where something private or dangerous was touched on.
    Turned(u64, Box<Turn>, Option<Vec<EmergencyNumber>>),
    /// The search answered.
    Suggested(u64, Vec<Suggestion>),
    /// The guide failed to answer.
    Failed(u64),
}

/// What the guide is asked.
pub(crate) enum Work {
    Turn { serial: u64, session: Session, event: Event },
    Suggest { serial: u64, session: Session, text: String },
}

impl Work {
    /// The number that its answer carries back.
    pub(super) fn serial(&self) -> u64 {
        match self {
            Self::Turn { serial, .. } | Self::Suggest { serial, .. } => *serial,
        }
    }
}

/// What has the keys besides the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// Reading, or typing.
    Line,
    /// The tile at this index of the page.
    Tile(usize),
}

/// The state of the screens.
pub(crate) struct App {
    pub(super) options: Options,
    locales: Arc<Locales>,
    session: Session,
    /// None until the guide first answers.
    pub(super) view: Option<View>,
    /// What must not be seen was touched on: a way out at once stays, and these numbers.
    pub(super) at_hand: Option<Vec<EmergencyNumber>>,
    pub(super) line: Line,
    pub(super) focus: Focus,
    /// First row of the page that is shown.
    pub(super) scroll: u16,
    pub(super) suggestions: Vec<Suggestion>,
    pub(super) size: (u16, u16),
    pub(super) idle: Idle,
    pub(super) silence: Silence,
    pub(super) look: Look,
    /// Staff types the PIN.
    pub(super) door: Door,
    /// A sentence of ours on top of the view.
    pub(super) fault: bool,
    /// The guide could not be opened yet.
    pub(super) unopened: bool,
    /// Time of the last signal, since the start.
    at: Duration,
    /// The first of the two spaces of a quick exit was typed.
    pub(super) spaced: bool,
    /// The turn or search last asked; older answers are dropped.
    serial: u64,
    /// The turn waited for.
    pub(super) waiting: Option<u64>,
    work: Vec<Work>,
    pub(super) ended: bool,
    wiped: bool,
}

impl App {
    pub(crate) fn new(options: Options, locales: Arc<Locales>, size: (u16, u16)) -> Self {
        let idle = Idle::new(options.patience);
        let look = options.look;
        let session = Session::new(options.seed);
        let mut app = Self {
            options,
            locales,
            session,
            view: None,
            at_hand: None,
            line: Line::default(),
            focus: Focus::Line,
            scroll: 0,
            suggestions: Vec::new(),
            size,
            idle,
            silence: Silence::None,
            look,
            door: Door::default(),
            fault: false,
            unopened: false,
            at: Duration::ZERO,
            spaced: false,
            serial: 0,
            waiting: None,
            work: Vec::new(),
            ended: false,
            wiped: false,
        };
        app.begin();
        app
    }

    /// What the guide is to be asked, handed out once.
    pub(crate) fn take_work(&mut self) -> Vec<Work> {
        std::mem::take(&mut self.work)
    }

    /// Whether the screen must be wiped, scrollback included, before the next frame. Said once.
    pub(crate) fn take_wiped(&mut self) -> bool {
        std::mem::take(&mut self.wiped)
    }

    /// Whether the program is to be left.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Whether the guide is answering: keys would act on a view that is about to go.
    pub(crate) fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Whether time must be watched closely: a countdown is on the screen.
    pub(crate) fn counts_down(&self) -> bool {
        self.silence != Silence::None
    }

    /// The words of the reader's language.
    pub(super) fn words(&self) -> Words<'_> {
        let lang = self.session.lang.or_else(|| self.view.as_ref().map(|view| view.lang)).unwrap_or_default();
        Words::new(&self.locales, lang)
    }

    /// What happens when a signal comes, `at` since the start.
    pub(crate) fn update(&mut self, signal: Signal, at: Duration) {
        self.at = at;
        match signal {
            Signal::Tick => {}
            Signal::Resize(width, height) => {
                self.size = (width, height);
                self.reveal();
            }
            Signal::Turned(serial, turn, at_hand) if self.waiting == Some(serial) => {
                self.at_hand = at_hand;
                self.turned(*turn);
            }
            Signal::Failed(serial) if self.waiting == Some(serial) => {
                self.wipe();
                self.fault = true;
            }
            Signal::Suggested(serial, found) if serial == self.serial && self.is_live() => {
                self.suggestions = found;
                if matches!(self.focus, Focus::Tile(index) if index >= self.suggestions.len()) {
                    self.focus = Focus::Line;
                }
            }
            Signal::Turned(..) | Signal::Failed(_) | Signal::Suggested(..) => {}
            Signal::Key(key) if self.leaves_at_once(key) => self.wipe(),
            // A sign of life during the countdown keeps the session, and does nothing else.
            Signal::Key(_) | Signal::Paste(_) | Signal::Click(..) | Signal::Wheel(_)
                if matches!(self.silence, Silence::Warning(_)) =>
            {
                self.idle.touch(at);
            }
            Signal::Key(key) => {
                self.idle.touch(at);
                self.key(key);
            }
            Signal::Paste(text) => {
                self.idle.touch(at);
                if self.door.is_asked() {
                    text.chars().for_each(|c| self.door.push(c));
                } else {
                    self.typed(&text);
                }
            }
            Signal::Click(x, y) => {
                self.idle.touch(at);
                self.click(x, y);
            }
            Signal::Wheel(rows) => {
                self.idle.touch(at);
                self.roll(rows);
            }
        }
        self.silence = self.idle.silence(at);
        if self.silence == Silence::Over {
            self.wipe();
        }
    }

    /// A key was pressed, or clicked.
    pub(super) fn key(&mut self, key: Key) {
        if self.is_too_small() && !matches!(key, Key::Ctrl(_)) {
            return;
        }
        if self.door.is_asked() {
            self.ended |= self.door.key(key, self.options.pin.as_ref(), self.at);
            return;
        }
        match key {
            Key::Ctrl('c') if !self.options.locked => self.ended = true,
            Key::F(12) if self.options.locked && self.options.pin.is_some() => self.door.ask(self.at),
            Key::F(1) => self.press(emergency::Action::Kinds),
            Key::F(2) => self.press(start::Action::Language),
            Key::F(3) => self.press(help::Action::Help),
            Key::F(4) => self.look = self.look.next(),
            Key::Char(' ') if self.line.is_empty() => {}
            Key::Char(c) if self.keypad(c) => {}
            Key::Char(c) if self.is_digit_choice(c) => self.send(Event::Choose(c as u8 - b'0')),
            Key::Char(c) => self.typed(c.encode_utf8(&mut [0; 4])),
            Key::Enter => self.enter(),
            Key::Esc if !self.line.is_empty() => self.clear_line(),
            Key::Backspace if !self.line.is_empty() => self.edit(Line::backspace),
            Key::Esc | Key::Backspace => self.back(),
            Key::Delete if !self.line.is_empty() => self.edit(Line::delete),
            Key::Left if !self.line.is_empty() => self.line.left(),
            Key::Right if !self.line.is_empty() => self.line.right(),
            Key::Home if !self.line.is_empty() => self.line.home(),
            Key::End if !self.line.is_empty() => self.line.end(),
            Key::Up | Key::Down | Key::Left | Key::Right => self.travel(key),
            Key::Tab => self.cycle(true),
            Key::BackTab => self.cycle(false),
            Key::PageUp | Key::PageDown | Key::Home | Key::End => self.turn_page(key),
            Key::Ctrl(_) | Key::Delete | Key::F(_) | Key::Other => {}
        }
    }

    /// A digit chooses while the line is empty; where a place is asked it begins a postal code.
    fn is_digit_choice(&self, c: char) -> bool {
        c.is_ascii_digit() && self.line.is_empty() && !self.expects().takes_digits()
    }

    pub(super) fn expects(&self) -> Expects {
        self.view.as_ref().map_or(Expects::Choice, |view| view.expects)
    }

    /// Whether the page shows what the search finds while somebody types.
    pub(super) fn is_live(&self) -> bool {
        self.expects() == Expects::Need && !self.line.is_blank()
    }

    /// The label of the view's way back, if it has one.
    pub(super) fn back_label(&self) -> Option<&str> {
        let choices = self.view.as_ref().map_or(&[][..], |view| &view.choices);
        choices.iter().find(|choice| choice.number == 0).map(|choice| choice.label.as_str())
    }

    pub(super) fn back(&mut self) {
        if self.back_label().is_some() {
            self.send(Event::Choose(0));
        }
    }

    /// Something was typed or pasted into the line.
    fn typed(&mut self, text: &str) {
        if self.view.is_none() || self.is_too_small() {
            return;
        }
        self.line.insert(text);
        self.line_changed();
    }

    fn edit(&mut self, change: fn(&mut Line)) {
        change(&mut self.line);
        self.line_changed();
    }

    pub(super) fn clear_line(&mut self) {
        self.line.clear();
        self.line_changed();
    }

    fn line_changed(&mut self) {
        self.fault = false;
        self.scroll = 0;
        self.focus = Focus::Line;
        if self.is_live() {
            self.serial += 1;
            let text = self.line.text().trim().to_owned();
            // Only the newest is worth asking.
            self.work.retain(|work| !matches!(work, Work::Suggest { .. }));
            self.work.push(Work::Suggest { serial: self.serial, session: self.session.clone(), text });
        } else {
            self.suggestions.clear();
            if self.line.is_empty() {
                self.settle();
            }
        }
    }

    fn enter(&mut self) {
        match self.focus {
            Focus::Tile(index) => {
                if let Some(spot) = self.page().tiles.get(index) {
                    self.choose(spot.target);
                }
            }
            Focus::Line if !self.line.is_blank() => {
                let text = self.line.take();
                self.send(Event::Text(text));
            }
            // Reading on leads to the choices.
            Focus::Line => self.travel(Key::Down),
        }
    }

    /// A tile was chosen.
    pub(super) fn choose(&mut self, target: Target) {
        match target {
            Target::Choice(number) => self.send(Event::Choose(number)),
            Target::Suggestion(index) => {
                let text = self.line.take();
                let event = match self.suggestions.get(index).map(|suggestion| suggestion.does.clone()) {
                    Some(Does::Open(key)) => Event::Press(key),
                    Some(Does::Search(words)) => Event::Text(words),
                    Some(Does::Send | Does::Cry) | None => Event::Text(text),
                };
                self.send(event);
            }
        }
    }

    pub(super) fn press(&mut self, action: impl Into<Action>) {
        if self.view.is_some() {
            self.send(Event::Press(action.into().to_string()));
        }
    }

    /// Hands an event to the guide. The line is cleared: nothing typed outlives the screen it was typed on.
    fn send(&mut self, event: Event) {
        self.line.clear();
        self.suggestions.clear();
        self.serial += 1;
        self.waiting = Some(self.serial);
        self.work.clear();
        self.work.push(Work::Turn { serial: self.serial, session: self.session.clone(), event });
    }

    fn turned(&mut self, turn: Turn) {
        self.waiting = None;
        self.unopened = false;
        self.fault = self.fault && self.view.is_none();
        if turn.effects.contains(&Effect::Forget) {
            self.wiped = true;
        }
        self.session = turn.session;
        self.view = Some(turn.view);
        self.scroll = 0;
        if self.line.is_empty() {
            self.settle();
        } else {
            self.line_changed();
        }
    }

    /// A new session, from the beginning.
    fn begin(&mut self) {
        self.session = Session::new(self.options.seed);
        self.view = None;
        self.at_hand = None;
        self.send(Event::Start { lang: self.options.home });
    }

    /// Nothing of this person stays: session, line, look, screen and scrollback.
    pub(super) fn wipe(&mut self) {
        self.fault = false;
        self.door.close();
        self.look = self.options.look;
        self.focus = Focus::Line;
        self.scroll = 0;
        self.spaced = false;
        self.idle.rest(self.at);
        self.silence = Silence::None;
        self.wiped = true;
        self.begin();
    }

    pub(super) fn shape(&self) -> Shape {
        let title = self.view.as_ref().map_or("", |view| view.title.as_str());
        Shape::of(self.size, title, self.has_field(), super::chrome::rows(self))
    }

    /// Whether the line is shown.
    pub(super) fn has_field(&self) -> bool {
        self.expects() != Expects::Choice || !self.line.is_empty()
    }

    pub(super) fn is_too_small(&self) -> bool {
        self.size.0 < super::shape::NARROWEST || self.size.1 < super::shape::LOWEST
    }

    /// The page as it is laid out now.
    pub(super) fn page(&self) -> Page {
        let Some(view) = self.view.as_ref().filter(|_| !self.is_too_small()) else { return Page::default() };
        let body = self.shape().body;
        if self.is_live() {
            let words = self.words();
            let intro =
                words.get(if self.suggestions.is_empty() { "kiosk-no-suggestion" } else { "kiosk-suggestions" });
            let content = Content::Suggestions { intro: &intro, found: &self.suggestions };
            return Page::compose(&content, body.width, body.height);
        }
        Page::compose(&Content::View(view), body.width, body.height)
    }
}
