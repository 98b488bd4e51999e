//! Language, storage, resume, and "did you mean".

use super::{Action, Page};
use crate::message::Message;
use crate::talk::Talk;
use crate::view::{Block, Choice, View};

/// Language first, in native names, before anything else.
pub(super) fn language(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::ChooseLanguage);
    page.text(&Message::Welcome);
    for lang in talk.catalog.languages() {
        page.choice(lang.native_name().into(), String::new(), &Action::Speak(*lang));
    }
    page.done()
}

/// What is stored, in three lines at most.
pub(super) fn storage(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::StorageTitle);
    page.text(&Message::StorageKiosk);
    page.say_choice(&Message::Continue, &Action::Menu(0));
    page.say_choice(&Message::ChangeLanguage, &Action::Language);
    page.done()
}

/// After a silence.
pub(super) fn resume(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::ResumeTitle);
    page.say_choice(&Message::Resume, &Action::Resume);
    page.say_choice(&Message::StartAgain, &Action::Restart);
    page.done()
}

/// A guess is asked about, never acted on.
pub(super) fn confirm(talk: &Talk<'_>, label: &str) -> View {
    let mut page = Page::new(talk, &Message::DidYouMean { label: label.into() });
    page.say_choice(&Message::Yes, &Action::Yes);
    page.say_choice(&Message::NotThat, &Action::No);
    let view = page.done();
    // "Back" would be "no" again.
    let choices: Vec<Choice> = view.choices.into_iter().filter(|choice| choice.number != 0).collect();
    let blocks: Vec<Block> = view.blocks;
    View { choices, blocks, ..view }
}
