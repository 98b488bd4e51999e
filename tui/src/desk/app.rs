//! What each signal does to the state of a desk. Nothing here draws, waits or reads the guide: what is to be known is work
//! handed out, and its answers come back as signals.

use super::acting::{self, Became};
use super::answers;
use super::basket;
use super::chrome;
use super::draw::{body_of, draw, person_area};
use super::keys::{Act, Mode};
use super::layer::Layer;
use super::options::Options;
use super::panels;
use super::reading;
use super::state::State;
use super::work::{Answer, Seen, Work};
use crate::screens::program::{Program, Signal};
use crate::screens::work;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::list::{Direction, List, Turn, scrolled};
use crate::ui::page::{chosen_by, offered};
use crate::ui::theme::Depth;
use guichet_core::talk::Event;
use guichet_locales::Locales;
use ratatui::Frame;
use ratatui::layout::Position;
use std::sync::Arc;
use std::time::Duration;

/// A desk: its state, time, and what is to be done about it.
pub(crate) struct App {
    state: State,
    /// Time of the last signal, since the start.
    at: Duration,
    ended: bool,
    wiped: bool,
}

impl App {
    pub(crate) fn new(options: Options, locales: Arc<Locales>, size: (u16, u16)) -> Self {
        let mut state = State::new(options, locales, size);
        acting::begin(&mut state);
        Self { state, at: Duration::ZERO, ended: false, wiped: false }
    }

    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// Minutes since the person came.
    pub(super) fn minutes(&self) -> u16 {
        self.state.minutes(self.at)
    }

    fn input(&mut self, input: Input) {
        self.state.trouble = None;
        match input {
            Input::Resize(width, height) => self.state.size = (width, height),
            Input::Key(key) => self.key(key),
            Input::Paste(text) => self.paste(&text),
            Input::Click(x, y) => self.click(x, y),
            Input::Wheel(rows) => match self.state.mode() {
                Mode::Person => self.roll(rows),
                Mode::Reading | Mode::Answering => self.browse(|list, window| list.roll(rows, window)),
                Mode::Panel | Mode::Writing | Mode::TooSmall => {}
            },
        }
    }

    /// A key was pressed: the first thing that it can do here is done.
    fn key(&mut self, key: Key) {
        self.state.told.clear();
        let acts: Vec<Act> = self.state.options.keys.actions(self.state.mode(), key).collect();
        for act in acts {
            if self.act(act, key) {
                break;
            }
        }
    }

    /// Does what a key is for; false where it cannot be done here.
    fn act(&mut self, act: Act, key: Key) -> bool {
        let became = match act {
            Act::Do(command) => acting::command(&mut self.state, command, self.at),
            Act::Panel => panels::key(&mut self.state, key, self.at),
            Act::ClosePanel => panels::close(&mut self.state),
            Act::Enter => self.enter(),
            Act::Back => self.back(),
            Act::Choose => self.choose(key),
            Act::ChooseSign => return self.choose_sign(key),
            Act::Type => self.edit(|line| {
                if let Key::Char(c) = key {
                    line.insert(c.encode_utf8(&mut [0; 4]));
                }
            }),
            Act::Clear => self.edit(Line::clear),
            Act::Erase => self.edit(Line::backspace),
            Act::EraseNext => self.edit(Line::delete),
            Act::Caret(to) => {
                self.state.line.move_caret(to);
                Became::Done
            }
            Act::Complete => {
                reading::complete(&mut self.state);
                Became::Done
            }
            Act::Move(to) => self.travel(to),
            Act::Turn(turn) => self.turn(turn),
            Act::Private => {
                self.state.shown.iter_mut().for_each(|shown| shown.private = true);
                basket::make_sheet(&mut self.state);
                Became::Done
            }
            Act::Beside => {
                self.state.shown.iter_mut().for_each(|shown| shown.beside = !shown.beside);
                Became::Done
            }
        };
        self.became(became)
    }

    fn became(&mut self, became: Became) -> bool {
        match became {
            Became::Done => {}
            Became::Nothing => return false,
            Became::Left => self.ended = true,
            Became::Wiped => self.wiped = true,
        }
        true
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) -> Became {
        change(&mut self.state.line);
        reading::line_changed(&mut self.state);
        Became::Done
    }

    fn paste(&mut self, text: &str) {
        match self.state.mode() {
            Mode::Panel => panels::paste(&mut self.state, text),
            Mode::Reading | Mode::Answering | Mode::Writing => {
                self.edit(|line| line.insert(text));
            }
            Mode::Person | Mode::TooSmall => {}
        }
    }

    fn enter(&mut self) -> Became {
        if !self.state.line.is_blank() {
            return reading::read_line(&mut self.state, self.at);
        }
        match self.state.need().and_then(|need| need.selected()) {
            Some(number) => self.send(Event::Choose(number)),
            None => self.travel(Direction::Down),
        }
    }

    fn send(&mut self, event: Event) -> Became {
        match self.state.need_mut() {
            Some(need) => need.send(event),
            None => return Became::Nothing,
        }
        Became::Done
    }

    /// One step back in the pane; from its first page the pane is closed.
    fn back(&mut self) -> Became {
        let Some(need) = self.state.need() else { return Became::Nothing };
        if need.is_at_its_start() {
            return acting::command(&mut self.state, super::command::Command::CloseNeed, self.at);
        }
        self.send(Event::Choose(0))
    }

    fn choose(&mut self, key: Key) -> Became {
        let Key::Char(c) = key else { return Became::Nothing };
        self.send(Event::Choose(c.to_digit(10).unwrap_or(0) as u8))
    }

    /// A sign of a numeric keypad, where digits are the answer. False if none of the choices has it.
    fn choose_sign(&mut self, key: Key) -> bool {
        let Key::Char(sign) = key else { return false };
        let view = self.state.need().and_then(|need| need.content.view());
        let chosen = view.and_then(|view| chosen_by(view, sign));
        chosen.is_some_and(|number| self.send(Event::Choose(number)) == Became::Done)
    }

    fn travel(&mut self, to: Direction) -> Became {
        match self.state.mode() {
            Mode::Person => self.roll(to.rows()),
            Mode::Writing if !self.state.answers() => self.state.finder.step(to == Direction::Down),
            _ => self.browse(|list, window| list.travel(to, window)),
        }
        Became::Done
    }

    fn turn(&mut self, turn: Turn) -> Became {
        if self.state.mode() != Mode::Person {
            self.browse(|list, window| list.turn(turn, window));
            return Became::Done;
        }
        self.roll(turn.rows(person_area(&self.state.regions()).height));
        Became::Done
    }

    /// Moves the page that the person reads.
    fn roll(&mut self, rows: i32) {
        let area = person_area(&self.state.regions());
        let last = self.state.shown_page(area.width, area.height).height.saturating_sub(area.height);
        if let Some(shown) = &mut self.state.shown {
            shown.scroll = scrolled(shown.scroll, rows, last);
        }
    }

    fn browse(&mut self, change: impl FnOnce(&mut List, &crate::ui::list::Window<'_>)) {
        let (width, height) = self.state.pane();
        if let Some(need) = self.state.need_mut() {
            need.browse(width, height, change);
        }
    }

    /// A click presses a key, takes a row of a panel, a suggestion, or a choice of a pane.
    fn click(&mut self, x: u16, y: u16) {
        let regions = self.state.regions();
        let at = Position { x, y };
        let pressed = chrome::buttons(&self.state, &regions, self.minutes());
        if let Some(button) = pressed.into_iter().find(|button| button.area.contains(at)) {
            // Of a panel only what its keys do is done.
            if self.state.mode() != Mode::Panel {
                self.act(button.action, Key::Other);
            }
            return;
        }
        match self.state.mode() {
            Mode::Panel => {
                let became = panels::click(&mut self.state, (x, y), self.at);
                self.became(became);
            }
            Mode::Writing if !self.state.answers() => self.click_found(at),
            Mode::Reading | Mode::Answering | Mode::Writing => self.click_pane(at),
            Mode::Person | Mode::TooSmall => {}
        }
    }

    fn click_found(&mut self, at: Position) {
        let (list, _) = self.state.regions().found();
        if !list.contains(at) {
            return;
        }
        let seen = self.state.seen(list);
        let (x, y) = (at.x - list.x, at.y - list.y + seen.scroll);
        let hit = seen.page.tiles.iter().position(|tile| tile.holds(x, y));
        if let Some(does) = hit.and_then(|index| self.state.finder.found().nth(index)).map(|found| found.does.clone()) {
            self.state.line.clear();
            self.state.finder.clear();
            let became = acting::follow(&mut self.state, does, self.at);
            self.became(became);
        }
    }

    fn click_pane(&mut self, at: Position) {
        let regions = self.state.regions();
        let Some((index, area)) = regions.panes.iter().find(|(_, area)| area.contains(at)).copied() else { return };
        self.state.focus = index;
        let body = body_of(area);
        let Some(need) = self.state.needs.get(index).filter(|_| body.contains(at)) else { return };
        let page = need.page(body.width, body.height);
        let (x, y) = (at.x - body.x, at.y - body.y + need.list.scroll);
        let hit = page.tiles.iter().position(|tile| tile.holds(x, y));
        let choice = hit.and_then(|hit| need.content.view().and_then(|view| offered(view).nth(hit)));
        if let Some(number) = choice.map(|choice| choice.number) {
            self.send(Event::Choose(number));
        }
    }

    fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Asked(id, answer, seen, lives) => self.asked(id, *answer, seen, lives),
            Answer::Found(serial, found) if serial == self.state.serial => {
                if self.state.queue.is_empty() {
                    self.state.finder.searched(found, reading::being_written(&self.state.line));
                } else {
                    let became = reading::found_next(&mut self.state, found, self.at);
                    self.became(became);
                }
            }
            Answer::Found(..) => {}
            Answer::Looked(key, view) => {
                if let Some((wanted, seen)) = &mut self.state.looked
                    && *wanted == key
                {
                    *seen = Some(*view);
                }
            }
            Answer::Known(known, today) => {
                self.state.known = *known;
                self.state.today = Some(today);
            }
            other => {
                let became = answers::answer(&mut self.state, other, self.at);
                self.became(became);
            }
        }
    }

    /// The guide answered in a pane.
    fn asked(&mut self, id: u32, answer: work::Answer, seen: Vec<Seen>, lives: Option<(String, String)>) {
        let Some(index) = self.state.needs.iter().position(|need| need.id == id) else { return };
        let Some(need) = self.state.needs.get_mut(index) else { return };
        match answer {
            work::Answer::Turned(serial, turn, asked, at_hand) => {
                let brought = asked.reopened.map(|brought| (brought, turn.session.clone()));
                if need.answered(serial, *turn, at_hand) {
                    self.wiped |= asked.forget;
                    self.state.person.seen.extend(seen);
                    if let Some((brought, session)) = brought {
                        basket::reopened(&mut self.state, &brought, &session);
                        self.state.person.commune = lives.clone().or(self.state.person.commune.take());
                    }
                    acting::lives_as_said(&mut self.state, index, lives);
                    if index == self.state.focus {
                        acting::settle(&mut self.state);
                    }
                }
            }
            work::Answer::Failed(serial) => need.failed(serial),
            work::Answer::Suggested(..) | work::Answer::Previewed(..) => {}
        }
    }
}

impl Program for App {
    type Task = Work;

    fn update(&mut self, signal: Signal<Answer>, at: Duration) {
        self.at = at;
        match signal {
            Signal::Input(input) => self.input(input),
            Signal::Tick => {}
            Signal::Answer(answer) => self.answer(answer),
        }
        reading::look(&mut self.state);
    }

    fn take_work(&mut self) -> Vec<Work> {
        let mut work = std::mem::take(&mut self.state.work);
        for need in &mut self.state.needs {
            let id = need.id;
            work.extend(need.take_work().into_iter().map(|work| Work::Ask(id, work)));
        }
        work
    }

    fn take_wiped(&mut self) -> bool {
        std::mem::take(&mut self.wiped)
    }

    fn ended(&self) -> bool {
        self.ended
    }

    /// Keys wait for what a need that was just named leads to: they are meant for it.
    fn is_waiting(&self) -> bool {
        let keeping = self.state.layers.top_down().any(|layer| matches!(layer, Layer::Record(form) if form.keeping));
        let pane = self.state.mode() != Mode::Writing && self.state.need().is_some_and(|need| need.is_waiting());
        // A right PIN opens what the next keys are meant for; a number that is looked up holds the form.
        let asked = self.state.numbers.is_waiting()
            || self
                .state
                .layers
                .top_down()
                .any(|layer| matches!(layer, Layer::Profiles(choice) if choice.is_checking()));
        keeping || asked || pane || !self.state.queue.is_empty()
    }

    fn waits_for_nothing(&self, _input: &Input, _first: bool) -> bool {
        false
    }

    fn counts_down(&self) -> bool {
        false
    }

    fn size(&self) -> (u16, u16) {
        self.state.size
    }

    fn draw(&self, frame: &mut Frame<'_>, depth: Depth) {
        draw(frame, self, depth);
    }

    fn failed(&mut self) {
        self.state.trouble = Some("desk-fault");
    }

    fn not_opened(&mut self) {
        self.state.trouble = Some("kiosk-not-open");
    }
}
