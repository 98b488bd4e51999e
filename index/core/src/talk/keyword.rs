//! The words that work on every screen: said exactly, said politely, or with a slip of the fingers.

use super::context::Talk;
use super::dispatch::{act, expects, view};
use super::flows::{emergency, find, help, rights, start};
use super::{Action, navigation};
use crate::message::Message;
use crate::ports::catalog::CommuneMatch;
use crate::text::answer::{Match, match_choice};
use crate::text::lexicon::{Global, Lexicon, bare};
use crate::text::normal::fold;
use crate::view::Expects;

/// What a global word does.
fn action(global: Global) -> Action {
    match global {
        Global::Menu => find::Action::Menu(0).into(),
        Global::Back => navigation::Action::Back.into(),
        Global::Help => help::Action::Help.into(),
        Global::Stop => start::Action::Stop.into(),
        Global::Language => start::Action::Language.into(),
        Global::Emergency => emergency::Action::Kinds.into(),
        Global::Forget => start::Action::Forget.into(),
        Global::Privacy => help::Action::Privacy.into(),
        Global::Rights => rights::Action::Begin.into(),
        Global::Human => help::Action::Human.into(),
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

/// Words of distress, or a global word.
pub(super) fn must_be_heard(talk: &Talk<'_>, text: &str) -> bool {
    talk.catalog.distress().read(text, talk.session.lang).is_some() || global(talk, &fold(text)).is_some()
}

/// What a global word asks for, in a language that is offered, politely or not. Erasing asks for the very words.
pub(super) fn global(talk: &Talk<'_>, folded: &str) -> Option<Action> {
    let lexicons = talk.lexicons();
    let said = |text: &str| lexicons.iter().find_map(|lexicon| lexicon.global(text));
    said(folded).or_else(|| said(bare(folded, &lexicons)).filter(|global| *global != Global::Forget)).map(action)
}

/// A global word with a slip: it is asked about, and what was found for the same words waits under "no". An emergency
/// leads to its own question. True if the text was one, and no answer to what stands on the screen.
pub(super) fn slip(talk: &mut Talk<'_>, text: &str, folded: &str) -> bool {
    let lexicons = talk.lexicons();
    let plain = bare(folded, &lexicons);
    let said = lexicons.iter().find_map(|lexicon| lexicon.global(plain)).map(|global| (0, global));
    let near = lexicons.iter().filter_map(|lexicon| lexicon.nearly_global(plain)).min_by_key(|(slips, _)| *slips);
    let Some((_, global)) = said.or(near) else { return false };
    if lexicons.iter().any(|lexicon| lexicon.is_ordinary(plain)) || is_choice(talk, text, &lexicons) {
        return false;
    }
    if rights::is_answer(talk, text) || talk.named_communes(text).iter().any(CommuneMatch::is_whole) {
        return false;
    }
    if global == Global::Emergency {
        act(talk, emergency::Action::Kinds);
        return true;
    }
    let needed = expects(talk) == Expects::Need;
    let found = needed.then(|| find::search(talk, text.to_owned(), &[]).ok()).flatten();
    let hits = found.into_iter().flat_map(|answer| answer.hits).map(|hit| hit.item.id).collect();
    talk.session.go(start::State::Confirm { key: action(global).to_string(), label: talk.say(&name(global)), hits });
    true
}

/// Whether a text is one of the choices on the screen, beyond doubt.
fn is_choice(talk: &Talk<'_>, text: &str, lexicons: &[&Lexicon]) -> bool {
    let view = view(talk);
    let choices: Vec<(u8, &str)> = view.choices.iter().map(|choice| (choice.number, choice.label.as_str())).collect();
    matches!(match_choice(text, &choices, lexicons), Some(Match::Exact(_)))
}
