//! Help, a human, what is stored.

use super::{Action, State};
use crate::message::Message;
use crate::talk::context::{Home, Talk};
use crate::talk::flows::{carry, emergency, find, place, start};
use crate::talk::page::Page;
use crate::talk::words;
use crate::view::{Expects, View};

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Help => help(talk),
        State::Human => human(talk),
        State::Privacy => privacy(talk),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn help(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::HelpTitle);
    page.text(&Message::HelpText);
    page.say_choice(&Message::TalkToSomeone, Action::Human);
    page.say_choice(&Message::ChangeLanguage, start::Action::Language);
    page.say_choice(&Message::CarryHave, carry::Action::Ask);
    page.say_choice(&Message::PrivacyTitle, Action::Privacy);
    page.say_choice(&Message::Menu, find::Action::Menu(0));
    page.done()
}

fn human(talk: &Talk<'_>) -> View {
    to_human(Page::new(talk, &Message::HumanTitle))
}

/// The index cannot be read: not the person's fault, and not "nothing found".
pub(in crate::talk) fn unavailable(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::HumanTitle);
    page.notice(&Message::Unavailable);
    to_human(page)
}

fn to_human(mut page: Page<'_>) -> View {
    human_blocks(&mut page);
    page.say_choice(&Message::PlaceNearMe, place::Action::Kinds);
    page.say_choice(&Message::Menu, find::Action::Menu(0));
    page.done()
}

/// A human at the end of every path: the town hall last named, with its hours, and the national line.
pub(in crate::talk) fn human_blocks(page: &mut Page<'_>) {
    let talk = page.talk;
    let danger = emergency::right_now(page, None);
    page.text(&Message::HumanText);
    let commune = talk.session.commune.as_deref().and_then(|code| talk.catalog.commune(code));
    if let Some(home) = commune.as_ref().and_then(Home::of) {
        let halls = talk.town_hall(&home).into_iter().filter(|hit| !danger || words::is_open(talk, &hit.item));
        let blocks = halls.filter_map(|hit| words::place_block(talk, &hit.item, Some(hit.distance_km), true));
        page.view.blocks.extend(blocks);
    }
}

fn privacy(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::PrivacyTitle);
    page.text(&Message::StorageKiosk);
    page.say_choice(&Message::ForgetAll, start::Action::Forget);
    page.say_choice(&Message::Menu, find::Action::Menu(0));
    page.done()
}
