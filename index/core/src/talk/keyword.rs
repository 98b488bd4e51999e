//! The words that work on every screen: said exactly, said politely, or with a slip of the fingers.

use super::screens;
use super::{Action, Screen, Talk};
use crate::message::Message;
use crate::text::answer::{Match, match_choice};
use crate::text::lexicon::{Global, Lexicon, bare};
use crate::text::normal::fold;

/// What a global word does.
const fn action(global: Global) -> Action {
    match global {
        Global::Menu => Action::Menu(0),
        Global::Back => Action::Back,
        Global::Help => Action::Help,
        Global::Stop => Action::Stop,
        Global::Language => Action::Language,
        Global::Emergency => Action::Emergency,
        Global::Forget => Action::Forget,
        Global::Privacy => Action::Privacy,
        Global::Rights => Action::Rights,
        Global::Human => Action::Human,
    }
}

/// What a global word is called where it is asked about.
const fn name(global: Global) -> Message {
    match global {
        Global::Menu => Message::Menu,
        Global::Back => Message::Back,
        Global::Help => Message::Help,
        Global::Stop => Message::StopHere,
        Global::Language => Message::ChangeLanguage,
        Global::Emergency => Message::Emergency,
        Global::Forget => Message::ForgetAll,
        Global::Privacy => Message::PrivacyTitle,
        Global::Rights => Message::CheckMyRights,
        Global::Human => Message::TalkToSomeone,
    }
}

impl Talk<'_> {
    /// Words of distress, or a global word.
    pub(super) fn must_be_heard(&self, text: &str) -> bool {
        self.catalog.distress().read(text, self.session.lang).is_some() || self.global(&fold(text)).is_some()
    }

    /// The words of every language that is offered, the reader's first.
    pub(super) fn lexicons(&self) -> Vec<&Lexicon> {
        let mine = self.session.reading_lang();
        let others = self.catalog.languages().iter().filter(|lang| **lang != mine);
        std::iter::once(&mine).chain(others).map(|lang| self.catalog.lexicon(*lang)).collect()
    }

    /// A greeting alone is answered by the same screen, and is no misunderstanding.
    pub(super) fn greeted(&self, folded: &str) -> bool {
        let lexicons = self.lexicons();
        let plain = bare(folded, &lexicons);
        lexicons.iter().any(|lexicon| lexicon.is_greeting(plain))
    }

    /// Yes, no, or neither.
    pub(super) fn yes_no(&self, folded: &str) -> Option<bool> {
        let lexicons = self.lexicons();
        let plain = bare(folded, &lexicons);
        lexicons.iter().find_map(|lexicon| lexicon.yes_no(plain))
    }

    /// What a global word asks for, in a language that is offered, politely or not. Erasing asks for the very words.
    pub(super) fn global(&self, folded: &str) -> Option<Action> {
        let lexicons = self.lexicons();
        let said = |text: &str| lexicons.iter().find_map(|lexicon| lexicon.global(text));
        said(folded).or_else(|| said(bare(folded, &lexicons)).filter(|global| *global != Global::Forget)).map(action)
    }

    /// A global word with a slip: it is asked about, and what was found for the same words waits under "no". An emergency
    /// leads to its own question. True if the text was one, and no answer to what stands on the screen.
    pub(super) fn slip(&mut self, text: &str, folded: &str) -> bool {
        let lexicons = self.lexicons();
        let plain = bare(folded, &lexicons);
        let said = lexicons.iter().find_map(|lexicon| lexicon.global(plain)).map(|global| (0, global));
        let near = lexicons.iter().filter_map(|lexicon| lexicon.nearly_global(plain)).min_by_key(|(slips, _)| *slips);
        let Some((_, global)) = said.or(near) else { return false };
        if lexicons.iter().any(|lexicon| lexicon.is_ordinary(plain)) || self.is_choice(text, &lexicons) {
            return false;
        }
        if self.is_answer(text) || self.communes(text).iter().any(|found| found.exact) {
            return false;
        }
        if global == Global::Emergency {
            self.act(Action::Emergency);
            return true;
        }
        let needed = screens::expects(self) == crate::view::Expects::Need;
        let found = needed.then(|| self.search(text.to_owned(), &[]).ok()).flatten();
        let hits = found.into_iter().flat_map(|answer| answer.hits).map(|hit| hit.item.id).collect();
        self.session.go(Screen::Confirm { key: action(global).to_string(), label: self.say(&name(global)), hits });
        true
    }

    /// Whether a text is one of the choices on the screen, beyond doubt.
    fn is_choice(&self, text: &str, lexicons: &[&Lexicon]) -> bool {
        let view = screens::view(self);
        let choices: Vec<(u8, &str)> =
            view.choices.iter().map(|choice| (choice.number, choice.label.as_str())).collect();
        matches!(match_choice(text, &choices, lexicons), Some(Match::Exact(_)))
    }
}
