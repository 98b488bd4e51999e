//! Language, storage, resume, "did you mean", and the end.

use super::{Action, State};
use crate::message::Message;
use crate::talk::context::Talk;
use crate::talk::flows::find;
use crate::talk::navigation;
use crate::talk::page::Page;
use crate::view::{Block, Choice, Expects, View};

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Language => language(talk),
        State::Storage => storage(talk),
        State::Resume => resume(talk),
        State::Confirm { label, .. } => confirm(talk, label),
        State::Stopped => stopped(talk),
        State::Forgotten => forgotten(talk),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, state: &State) -> Expects {
    match state {
        State::Storage | State::Forgotten => Expects::Need,
        _ => Expects::Choice,
    }
}

/// Language first, in native names, before anything else.
fn language(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::ChooseLanguage);
    page.text(&Message::Welcome);
    for lang in talk.catalog.languages() {
        page.choice(lang.native_name().into(), String::new(), Action::Speak(*lang));
    }
    page.done()
}

/// What is stored, in three lines at most.
fn storage(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::StorageTitle);
    page.text(&Message::StorageKiosk);
    page.say_choice(&Message::Continue, find::Action::Menu(0));
    page.say_choice(&Message::ChangeLanguage, Action::Language);
    page.done()
}

/// After a silence.
fn resume(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::ResumeTitle);
    page.say_choice(&Message::Resume, Action::Resume);
    page.say_choice(&Message::StartAgain, Action::Restart);
    page.done()
}

/// A guess is asked about, never acted on.
fn confirm(talk: &Talk<'_>, label: &str) -> View {
    let mut page = Page::new(talk, &Message::DidYouMean { label: label.into() });
    page.say_choice(&Message::Yes, navigation::Action::Yes);
    page.say_choice(&Message::NotThat, navigation::Action::No);
    let view = page.done();
    // "Back" would be "no" again.
    let choices: Vec<Choice> = view.choices.into_iter().filter(|choice| choice.number != 0).collect();
    let blocks: Vec<Block> = view.blocks;
    View { choices, blocks, ..view }
}

fn forgotten(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::Forgotten);
    page.text(&Message::ForgottenText);
    page.say_choice(&Message::StartAgain, Action::Restart);
    page.done()
}

fn stopped(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::StoppedTitle);
    page.text(&Message::StoppedText);
    page.say_choice(&Message::StartAgain, Action::Restart);
    page.say_choice(&Message::ForgetAll, Action::Forget);
    page.done()
}
