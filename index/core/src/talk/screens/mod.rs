//! Each screen as a view. Reading only: nothing here changes the session.

mod card;
mod emergency;
mod help;
mod interview;
mod menu;
mod place;
mod situation;
mod start;
mod words;

pub use emergency::DOORS;

use super::{Action, Screen, Talk};
use crate::message::Message;
use crate::rights::Ask;
use crate::text::normal::fold;
use crate::view::{Block, Choice, Expects, View};

/// Choices a screen may offer besides 9 (emergency) and 0 (back).
const OFFERED: usize = 8;

/// The page of a list that is shown, and where it starts. One beyond the end is an old button's: the last page answers it.
fn page_of(number: u8, entries: usize, on_a_page: usize) -> (u8, usize) {
    let number = number.min((entries.saturating_sub(1) / on_a_page).min(254) as u8);
    (number, usize::from(number) * on_a_page)
}

/// A view in the making.
pub(super) struct Page<'a> {
    talk: &'a Talk<'a>,
    view: View,
}

impl<'a> Page<'a> {
    fn new(talk: &'a Talk<'a>, title: &Message) -> Self {
        Self::titled(talk, talk.say(title))
    }

    fn titled(talk: &'a Talk<'a>, title: String) -> Self {
        let lang = talk.session.reading_lang();
        let expects = expects(talk);
        Self { talk, view: View { lang, title, blocks: Vec::new(), choices: Vec::new(), expects, discreet: false } }
    }

    fn block(&mut self, block: Block) {
        self.view.blocks.push(block);
    }

    fn text(&mut self, message: &Message) {
        let body = self.talk.say(message);
        self.block(Block::Text { body });
    }

    fn notice(&mut self, message: &Message) {
        let body = self.talk.say(message);
        self.block(Block::Notice { body });
    }

    /// A choice under the next digit; beyond the eighth there is none, and callers page before that.
    fn choice(&mut self, label: String, detail: String, action: &Action) {
        debug_assert!(self.view.choices.len() < OFFERED, "a screen offers at most {OFFERED} choices");
        let number = self.view.choices.len() as u8 + 1;
        // Read aloud or typed, a label must mean one choice.
        let taken = |label: &str| self.view.choices.iter().any(|choice| fold(&choice.label) == fold(label));
        let twins = (2..).map(|nth| format!("{label} ({nth})"));
        let label = std::iter::once(label.clone()).chain(twins).find(|label| !taken(label)).unwrap_or(label);
        self.view.choices.push(Choice { number, label, detail, key: self.talk.key(action) });
    }

    fn say_choice(&mut self, message: &Message, action: &Action) {
        self.choice(self.talk.say(message), String::new(), action);
    }

    fn fixed(&mut self, number: u8, message: &Message, action: &Action) {
        let label = self.talk.say(message);
        self.view.choices.push(Choice { number, label, detail: String::new(), key: self.talk.key(action) });
    }

    /// Closes the view with the two constant ways: 9 emergency, 0 back.
    fn done(mut self) -> View {
        let screen = &self.talk.session.screen;
        if !matches!(screen, Screen::Emergency | Screen::EmergencyCategory { .. } | Screen::EmergencyCheck { .. }) {
            // Before a language is chosen, the word must be read in any.
            let word = if *screen == Screen::Language { Message::EmergencySos } else { Message::Emergency };
            self.fixed(9, &word, &Action::Emergency);
        }
        let root = matches!(screen, Screen::Menu { page: 0 } | Screen::Language | Screen::Storage | Screen::Stopped);
        if !root {
            self.fixed(0, &Message::Back, &Action::Back);
        }
        self.view
    }
}

/// What may be typed on a screen besides a choice.
pub(super) fn expects(talk: &Talk<'_>) -> Expects {
    match &talk.session.screen {
        Screen::AskPlace { .. } => Expects::Place,
        Screen::Interview { step, .. } if talk.asked(step) == Some(Ask::Commune) => Expects::Place,
        Screen::Interview { step, .. } if talk.asks_number(step) => Expects::Number,
        Screen::Interview { .. } | Screen::ReadBack { .. } | Screen::Leaving { .. } => Expects::Choice,
        Screen::Language
        | Screen::EmergencyCheck { .. }
        | Screen::Confirm { .. }
        | Screen::Communes { .. }
        | Screen::Resume
        | Screen::Stopped => Expects::Choice,
        _ => Expects::Need,
    }
}

/// The view of the session's screen. One that shows what the index holds says so where the index cannot be read.
pub(super) fn view(talk: &Talk<'_>) -> View {
    talk.unread.set(false);
    let view = of_screen(talk);
    let needed = matches!(
        talk.session.screen,
        Screen::Theme { .. }
            | Screen::Results { .. }
            | Screen::Card { .. }
            | Screen::Section { .. }
            | Screen::Places { .. }
            | Screen::Place { .. }
    );
    if needed && talk.unread.get() { help::unavailable(talk) } else { view }
}

fn of_screen(talk: &Talk<'_>) -> View {
    match &talk.session.screen {
        Screen::Language => start::language(talk),
        Screen::Storage => start::storage(talk),
        Screen::Resume => start::resume(talk),
        Screen::Confirm { label, .. } => start::confirm(talk, label),
        Screen::Menu { page } => menu::menu(talk, *page),
        Screen::Theme { id, page } => menu::theme(talk, id, *page),
        Screen::Results { hits, page, guessed } => menu::results(talk, hits, *page, *guessed),
        Screen::Card { id, page } => card::card(talk, id, *page),
        Screen::Section { id, index } => card::section(talk, id, *index),
        Screen::Situation { id, node } => situation::node(talk, id, node),
        Screen::Papers { of } => situation::papers(talk, of),
        Screen::Rights => interview::start(talk),
        Screen::Interview { step, .. } => interview::question(talk, step),
        Screen::ReadBack { step, given, why, .. } => interview::read_back(talk, step, given, *why),
        Screen::Review { page } => interview::review(talk, *page),
        Screen::Right { found } => interview::one_right(talk, found),
        Screen::Leaving { .. } => interview::leaving(talk),
        Screen::Outcomes { found, page, unlikely } => interview::outcomes(talk, found, *page, *unlikely),
        Screen::Thanks => card::thanks(talk),
        Screen::Sorry { id } => card::sorry(talk, id),
        Screen::NoneFits => card::none_fits(talk),
        Screen::AskPlace { card } => place::ask(talk, card.as_ref()),
        Screen::Communes { card, codes, results } => place::communes(talk, card.as_ref(), codes, *results),
        Screen::Places { card, commune, position } => place::places(talk, card.as_ref(), commune.as_deref(), *position),
        Screen::Place { id } => place::place(talk, id),
        Screen::Emergency => emergency::categories(talk),
        Screen::EmergencyCategory { id, lang } => emergency::category(talk, id, *lang),
        Screen::EmergencyCheck { id, lang, told, .. } => emergency::check(talk, id, *lang, *told),
        Screen::Help => help::help(talk),
        Screen::Human => help::human(talk),
        Screen::Privacy => help::privacy(talk),
        Screen::Forgotten => help::forgotten(talk),
        Screen::Stopped => help::stopped(talk),
    }
}

fn key_of(view: &View, wanted: &[Action]) -> Option<String> {
    let does = |key: &str| Action::parse(key).is_some_and(|action| wanted.contains(&action));
    view.choices.iter().find(|choice| does(&choice.key)).map(|choice| choice.key.clone())
}

/// The choice of a question under an identifier: `oui` and `non` are yes and no in every language.
fn case_of(view: &View, choice: &str) -> Option<String> {
    let of_choice =
        |key: &str| matches!(Action::parse(key), Some(Action::Case(_, _, id) | Action::Say(_, id)) if id == choice);
    view.choices.iter().find(|choice| of_choice(&choice.key)).map(|choice| choice.key.clone())
}

/// The choice that "yes" means on a view, if any.
pub(super) fn yes_key(view: &View) -> Option<String> {
    let helped = || view.choices.iter().find(|choice| choice.key.starts_with("good ")).map(|choice| choice.key.clone());
    // "Yes" to the question of an emergency is the first of its answers.
    let asked = view.blocks.iter().any(|block| matches!(block, Block::EmergencyCheck { .. }));
    let urgent = || view.choices.first().filter(|_| asked).map(|choice| choice.key.clone());
    key_of(view, &[Action::Yes, Action::Resume, Action::ReadRight])
        .or_else(|| case_of(view, "oui"))
        .or_else(helped)
        .or_else(urgent)
}

/// The choice that "no" means on a view, if any.
pub(super) fn no_key(view: &View) -> Option<String> {
    let not = || view.choices.iter().find(|choice| choice.key.starts_with("bad ")).map(|choice| choice.key.clone());
    let calm = |key: &str| matches!(Action::parse(key), Some(Action::NotUrgent(_)));
    let calm = || view.choices.iter().find(|choice| calm(&choice.key)).map(|choice| choice.key.clone());
    key_of(view, &[Action::No, Action::Restart]).or_else(|| case_of(view, "non")).or_else(not).or_else(calm)
}
