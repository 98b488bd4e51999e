//! What each signal does to the state of the screens. Nothing here draws, waits or reads the guide: what the
//! guide is asked is work handed out, and its answers come back as signals.

use super::asked::AskedWords;
use super::chrome;
use super::draw::draw;
use super::keys::{Command, KEYMAP, Mode};
use super::layer::Layer;
use super::layout::{Layout, Layouts};
use super::options::Options;
use super::staff::{PinEntry, Tried};
use super::state::State;
use super::takeaway;
use super::work::{Answer, Work};
use crate::screens::content::Showing;
use crate::screens::program::{Program, Signal};
use crate::screens::suggest::Does;
use crate::screens::work::Answer as Asking;
use crate::ui::idle::{IdleState, IdleTimer};
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::list::{Direction, Focus, List, Window};
use crate::ui::page::{Page, chosen_by, offered};
use crate::ui::theme::Depth;
use guichet_core::carry::Reopened;
use guichet_core::sheet::Basket;
use guichet_core::talk::flows::{emergency, help, start};
use guichet_core::talk::{Action, Event, Turn};
use guichet_index::effects::Asked;
use guichet_locales::Locales;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// The screens: their state, time, and what is to be done about them.
pub(crate) struct App {
    state: State,
    layouts: Layouts,
    idle: IdleTimer,
    /// Time of the last signal, since the start.
    at: Duration,
    /// The first of the two spaces of a quick exit was typed.
    half_exit: bool,
    ended: bool,
    wiped: bool,
}

impl App {
    pub(crate) fn new(options: Options, locales: Arc<Locales>, size: (u16, u16)) -> Self {
        let mut app = Self {
            idle: IdleTimer::new(options.idle),
            state: State::new(options, locales, size),
            layouts: Layouts::new(),
            at: Duration::ZERO,
            half_exit: false,
            ended: false,
            wiped: false,
        };
        app.begin();
        app
    }

    /// Asks what the choice opens that is looked at, where it is another one.
    fn look(&mut self) {
        let key = self.state.looked_at().map(str::to_owned);
        if self.state.content.wants(key.as_deref()) {
            key.into_iter().for_each(|key| self.state.dialogue.preview(key));
        }
    }

    /// Somebody did something.
    fn input(&mut self, input: Input) {
        match input {
            Input::Resize(width, height) => {
                self.state.size = (width, height);
                return self.browse(List::resize);
            }
            Input::Key(key) if self.exits(key) => return self.wipe(),
            _ => {}
        }
        // A sign of life during the countdown keeps the session, and does nothing else.
        let warned = self.state.counts_down();
        self.idle.touch(self.at);
        match input {
            _ if warned => {}
            Input::Key(key) => self.key(key),
            Input::Paste(text) => match self.state.pin_entry() {
                Some(entry) => text.chars().for_each(|c| entry.push(c)),
                None => self.typed(&text),
            },
            Input::Click(x, y) => self.click(x, y),
            Input::Wheel(rows) if self.state.mode() == Mode::Sheet => self.roll(rows),
            Input::Wheel(rows) => self.browse(|list, window| list.roll(rows, window)),
            Input::Resize(..) => {}
        }
    }

    /// A quick exit: its key, or two spaces in a row, whatever stands above the page, in a window that is too small as
    /// well. Where something is written spaces are part of it, unless somebody is in danger.
    fn exits(&mut self, key: Key) -> bool {
        let does = |command| KEYMAP.actions(self.state.mode(), key).any(|found| found == command);
        let (whole, half) = (does(Command::QuickExit), does(Command::HalfExit) && self.state.spaces_leave());
        let twice = std::mem::replace(&mut self.half_exit, half) && half;
        self.state.discreet() && (whole || twice)
    }

    /// A key was pressed: the first thing that it can do here is done.
    fn key(&mut self, key: Key) {
        for command in KEYMAP.actions(self.state.mode(), key) {
            if self.perform(command, key) {
                break;
            }
        }
    }

    /// Does what a key is for; false where it cannot be done here.
    fn perform(&mut self, command: Command, key: Key) -> bool {
        match (command, key) {
            (Command::Leave, _) if !self.state.options.locked => self.ended = true,
            (Command::QuickExit, _) if self.state.discreet() => self.wipe(),
            (Command::Staff, _) if self.state.options.locked && self.state.lock.takes_a_pin(self.at) => {
                self.state.layers.open(Layer::Staff(PinEntry::default()));
            }
            (Command::CloseStaff, _) => self.state.close_staff(),
            (Command::TypePin, Key::Char(c)) => self.state.pin_entry().into_iter().for_each(|entry| entry.push(c)),
            (Command::ErasePin, _) => self.state.pin_entry().into_iter().for_each(PinEntry::erase),
            (Command::CheckPin, _) => self.check_pin(),
            (Command::Take, _) => return takeaway::take(&mut self.state),
            (Command::OpenSheet, _) => return takeaway::open(&mut self.state),
            (Command::Print, _) => takeaway::print(&mut self.state),
            (Command::Scan, _) => takeaway::scan(&mut self.state),
            (Command::Private, _) => takeaway::turn_private(&mut self.state),
            (Command::Answers, _) => return takeaway::turn_answers(&mut self.state),
            (Command::Empty, _) => takeaway::empty(&mut self.state),
            (Command::CloseSheet, _) => takeaway::close(&mut self.state),
            (Command::Move(to), _) if self.state.mode() == Mode::Sheet => self.roll(to.rows()),
            (Command::Turn(turn), _) if self.state.mode() == Mode::Sheet => {
                self.roll(turn.rows(self.layout().regions.sheet().height));
            }
            (Command::Emergency, _) => {
                self.state.layers.close(|layer| matches!(layer, Layer::Sheet(_) | Layer::Code(_)));
                self.press(emergency::Action::Kinds);
            }
            (Command::Language, _) => self.press(start::Action::Language),
            (Command::Help, _) => self.press(help::Action::Help),
            (Command::Theme, _) => self.state.theme = self.state.theme.next(),
            (Command::Back, _) if self.state.content.back_label().is_some() => self.send(Event::Choose(0)),
            (Command::Choose, Key::Char(c)) => self.send(Event::Choose(c.to_digit(10).unwrap_or(0) as u8)),
            (Command::ChooseSign, Key::Char(c)) => return self.choose_sign(c),
            (Command::Enter, _) => self.enter(),
            (Command::Type, Key::Char(c)) => self.typed(c.encode_utf8(&mut [0; 4])),
            (Command::Mend, _) => match self.state.asked().map(str::to_owned) {
                Some(words) => self.typed(&words),
                None => return false,
            },
            (Command::Clear, _) => self.edit(Line::clear),
            (Command::Erase, _) => self.edit(Line::backspace),
            (Command::EraseNext, _) => self.edit(Line::delete),
            (Command::Caret(to), _) => self.state.line.move_caret(to),
            (Command::Move(to), _) => self.travel(to),
            (Command::Next, _) => self.browse(|list, window| list.cycle(true, window)),
            (Command::Previous, _) => self.browse(|list, window| list.cycle(false, window)),
            (Command::Turn(turn), _) => self.browse(|list, window| list.turn(turn, window)),
            (Command::Nothing, _) => {}
            _ => return false,
        }
        true
    }

    /// Moves on the sheet to take away.
    fn roll(&mut self, rows: i32) {
        let area = self.layout().regions.sheet();
        takeaway::roll(&mut self.state, area, rows);
    }

    /// A click on a tile chooses it; a click on a key of the frame presses it.
    fn click(&mut self, x: u16, y: u16) {
        let (mode, page) = (self.state.mode(), self.state.page_mode());
        if !(mode == page || mode == Mode::Sheet) || self.state.content.view().is_none() {
            return;
        }
        if let Some(button) = chrome::buttons(&self.state, &self.layout().regions)
            .into_iter()
            .find(|button| button.area.contains((x, y).into()))
        {
            self.perform(button.action, Key::Other);
            return;
        }
        let layout = self.layout();
        let body = layout.regions.body;
        if mode == Mode::Sheet || !body.contains((x, y).into()) {
            return;
        }
        let (x, y) = (x - body.x, y - body.y + self.state.list.scroll);
        if let Some(index) = layout.page.tiles.iter().position(|area| area.holds(x, y)) {
            self.choose(index);
        }
    }

    fn check_pin(&mut self) {
        let Some(mut entry) = self.state.pin_entry().map(std::mem::take) else { return };
        match self.state.lock.try_pin(&mut entry, self.at) {
            Tried::Right => self.ended = true,
            Tried::Wrong => {}
            Tried::TooOften => self.state.close_staff(),
        }
    }

    /// Something was typed or pasted into the line.
    fn typed(&mut self, text: &str) {
        if self.state.content.view().is_some() && !self.state.is_too_small() {
            self.state.line.insert(text);
            self.line_changed();
        }
    }

    fn edit(&mut self, change: fn(&mut Line)) {
        change(&mut self.state.line);
        self.line_changed();
    }

    fn line_changed(&mut self) {
        self.state.list = List::new();
        if self.state.is_live() {
            self.state.dialogue.suggest(self.state.line.text().trim().to_owned());
        } else {
            self.state.content.suggest(Vec::new());
            if self.state.line.is_empty() {
                self.browse(List::settle);
            }
        }
    }

    fn enter(&mut self) {
        match self.state.list.focus {
            Focus::Tile(index) => self.choose(index),
            Focus::Line if !self.state.line.is_blank() => {
                let text = self.state.line.take();
                self.ask(text, None);
            }
            // Reading on leads to the choices.
            Focus::Line => self.travel(Direction::Down),
        }
    }

    /// The tile at this index of the page was chosen.
    fn choose(&mut self, index: usize) {
        if self.state.is_live() {
            let text = self.state.line.take();
            return match self.state.content.suggestions().get(index).map(|suggestion| suggestion.does.clone()) {
                Some(Does::Open(key)) => self.send(Event::Press(key)),
                // The list that it stands on is what one comes back to.
                Some(Does::Choose(key)) => self.ask(text, Some(key)),
                Some(Does::Search(words)) => self.ask(words, None),
                Some(Does::Send | Does::Distress) | None => self.ask(text, None),
            };
        }
        if let Some(choice) = self.state.content.view().and_then(|view| offered(view).nth(index)) {
            self.send(Event::Choose(choice.number));
        }
    }

    /// A sign of a numeric keypad, where digits are the answer. False if none of the choices has it.
    fn choose_sign(&mut self, sign: char) -> bool {
        let chosen = self.state.content.view().and_then(|view| chosen_by(view, sign));
        chosen.into_iter().for_each(|number| self.send(Event::Choose(number)));
        chosen.is_some()
    }

    fn press(&mut self, action: impl Into<Action>) {
        if self.state.content.view().is_some() {
            self.send(Event::Press(action.into().to_string()));
        }
    }

    /// Hands an event to the guide. The line is cleared: nothing typed outlives the screen it was typed on.
    fn send(&mut self, event: Event) {
        self.hand_over(event, None);
    }

    /// Hands words to the guide, and what is chosen of their answer. Where they are a need, they are kept beside it.
    fn ask(&mut self, words: String, then: Option<String>) {
        self.state.asked.send(words.clone(), then.is_some());
        self.hand_over(Event::Text(words), then);
    }

    fn hand_over(&mut self, event: Event, then: Option<String>) {
        self.state.line.clear();
        self.state.content.suggest(Vec::new());
        let serial = self.state.dialogue.send(event, then);
        self.state.layers.close(|layer| matches!(layer, Layer::Waiting(_)));
        self.state.layers.open(Layer::Waiting(serial));
    }

    fn turned(&mut self, turn: Turn, asked: Asked) {
        // To stop is a screen of its own here, and no message can be taken back: there is none.
        let Asked { forget, stop: _, offer_deletion, reopened } = asked;
        self.wiped |= forget;
        self.state.basket.extend(reopened.into_iter().flat_map(|Reopened { basket, .. }| basket.entries().to_vec()));
        // Words beside something personal go with it.
        self.state.asked.answer(turn.searched && !offer_deletion, self.state.dialogue.session(), &turn.session);
        self.state.dialogue.turned(turn.session);
        self.state.content.show(Showing::View(turn.view));
        self.state.list.scroll = 0;
        if self.state.line.is_empty() {
            self.browse(List::settle);
        } else {
            self.line_changed();
        }
    }

    /// A new session, from the beginning.
    fn begin(&mut self) {
        self.state.dialogue.restart(self.state.options.seed);
        if !matches!(self.state.content.showing(), Showing::NotOpen) {
            self.state.content.show(Showing::Opening);
        }
        self.state.at_hand = None;
        self.state.basket = Basket::default();
        self.state.work.clear();
        self.state.asked = AskedWords::default();
        self.send(Event::Start { lang: self.state.options.home });
    }

    /// Nothing of this person stays: session, line, theme, screen and scrollback.
    fn wipe(&mut self) {
        self.state.layers.clear();
        self.state.theme = self.state.options.theme;
        self.state.list = List::new();
        self.half_exit = false;
        self.idle.reset(self.at);
        self.wiped = true;
        self.begin();
    }

    /// The state, to be drawn.
    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// The window divided, and the page laid out in it.
    pub(super) fn layout(&self) -> Rc<Layout> {
        self.layouts.of(&self.state)
    }

    /// What the selected choice opens, laid out in an area.
    pub(super) fn preview(&self, area: Rect) -> Rc<Page> {
        self.layouts.preview(&self.state, area)
    }

    /// Moves on the page.
    fn browse(&mut self, change: impl FnOnce(&mut List, &Window<'_>)) {
        let before = self.layout();
        let mut list = self.state.list;
        change(&mut list, &before.window(&self.state));
        self.state.list = list;
        // In a narrow window the keys of a selected tile may take a row from the page.
        let after = self.layout();
        if !Rc::ptr_eq(&before, &after) {
            list.follow(&after.window(&self.state));
            self.state.list = list;
        }
    }

    fn travel(&mut self, to: Direction) {
        self.browse(|list, window| list.travel(to, window));
    }
}

impl Program for App {
    type Task = Work;

    fn update(&mut self, signal: Signal<Answer>, at: Duration) {
        self.at = at;
        match signal {
            Signal::Input(input) => self.input(input),
            Signal::Tick => {}
            Signal::Answer(Answer::Asked(Asking::Turned(serial, turn, asked, at_hand))) => {
                if self.state.layers.close(|layer| matches!(layer, Layer::Waiting(number) if *number == serial)) {
                    self.state.at_hand = at_hand;
                    self.turned(*turn, asked);
                }
            }
            Signal::Answer(Answer::TakenAway(done)) => takeaway::taken_away(&mut self.state, done),
            Signal::Answer(Answer::Asked(Asking::Previewed(key, view))) => self.state.content.preview(&key, *view),
            Signal::Answer(Answer::Asked(Asking::Failed(serial))) => {
                if self.state.layers.close(|layer| matches!(layer, Layer::Waiting(number) if *number == serial)) {
                    self.wipe();
                    self.state.content.show(Showing::Failed);
                }
            }
            Signal::Answer(Answer::Asked(Asking::Suggested(serial, found))) => {
                if self.state.dialogue.is_newest(serial) && self.state.is_live() {
                    let count = found.len();
                    self.state.content.suggest(found);
                    if matches!(self.state.list.focus, Focus::Tile(index) if index >= count) {
                        self.state.list.focus = Focus::Line;
                    }
                }
            }
        }
        self.look();
        self.state.layers.close(|layer| matches!(layer, Layer::Idle(_)));
        match self.idle.state(at) {
            IdleState::Active => {}
            IdleState::Warning(left) => self.state.layers.open(Layer::Idle(left)),
            IdleState::Expired => self.wipe(),
        }
    }

    fn take_work(&mut self) -> Vec<Work> {
        let mut work = std::mem::take(&mut self.state.work);
        work.extend(self.state.dialogue.take_work().into_iter().map(|work| Work::Ask(Box::new(work))));
        work
    }

    fn take_wiped(&mut self) -> bool {
        std::mem::take(&mut self.wiped)
    }

    fn ended(&self) -> bool {
        self.ended
    }

    /// While the guide answers, keys would act on a view that is about to go.
    fn is_waiting(&self) -> bool {
        self.state.is_waiting()
    }

    /// A quick exit waits for nothing.
    fn waits_for_nothing(&self, input: &Input, first: bool) -> bool {
        matches!(input, Input::Key(Key::Char(' '))) && self.state.discreet() && first
    }

    fn counts_down(&self) -> bool {
        self.state.counts_down()
    }

    fn size(&self) -> (u16, u16) {
        self.state.size
    }

    fn draw(&self, frame: &mut Frame<'_>, depth: Depth) {
        draw(frame, self, depth);
    }

    /// They say so until the guide answers.
    fn failed(&mut self) {
        self.state.content.show(Showing::Failed);
    }

    fn not_opened(&mut self) {
        self.state.content.show(Showing::NotOpen);
    }
}

#[cfg(test)]
impl App {
    /// How often a page was laid out.
    pub(super) fn layouts_made(&self) -> u32 {
        self.layouts.made()
    }
}
