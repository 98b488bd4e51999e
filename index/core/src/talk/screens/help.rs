//! Help, a human, what is stored, the end.

use super::{Action, Page};
use crate::message::Message;
use crate::talk::Talk;
use crate::view::View;

pub(super) fn help(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::HelpTitle);
    page.text(&Message::HelpText);
    page.say_choice(&Message::TalkToSomeone, &Action::Human);
    page.say_choice(&Message::ChangeLanguage, &Action::Language);
    page.say_choice(&Message::PrivacyTitle, &Action::Privacy);
    page.say_choice(&Message::Menu, &Action::Menu(0));
    page.done()
}

pub(super) fn human(talk: &Talk<'_>) -> View {
    to_human(Page::new(talk, &Message::HumanTitle))
}

/// The index cannot be read: not the person's fault, and not "nothing found".
pub(super) fn unavailable(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::HumanTitle);
    page.notice(&Message::Unavailable);
    to_human(page)
}

fn to_human(mut page: Page<'_>) -> View {
    human_blocks(&mut page);
    page.say_choice(&Message::PlaceNearMe, &Action::Where(None));
    page.say_choice(&Message::Menu, &Action::Menu(0));
    page.done()
}

/// A human at the end of every path: the town hall last named, with its hours, and the national line.
pub(super) fn human_blocks(page: &mut Page<'_>) {
    let talk = page.talk;
    let danger = super::place::right_now(page, None);
    page.text(&Message::HumanText);
    let near = talk.session.commune.as_deref().and_then(|code| talk.catalog.commune(code)).and_then(|c| c.position);
    if let Some(at) = near {
        let halls = talk.places(&["mairie".into()], at, 1);
        let halls = halls.iter().filter(|hit| !danger || talk.is_open(&hit.item));
        let blocks = halls.filter_map(|hit| talk.place_block(&hit.item, Some(hit.distance_km)));
        page.view.blocks.extend(blocks);
    }
}

pub(super) fn privacy(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::PrivacyTitle);
    page.text(&Message::StorageKiosk);
    page.say_choice(&Message::ForgetAll, &Action::Forget);
    page.say_choice(&Message::Menu, &Action::Menu(0));
    page.done()
}

pub(super) fn forgotten(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::Forgotten);
    page.text(&Message::ForgottenText);
    page.say_choice(&Message::StartAgain, &Action::Restart);
    page.done()
}

pub(super) fn stopped(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::StoppedTitle);
    page.text(&Message::StoppedText);
    page.say_choice(&Message::StartAgain, &Action::Restart);
    page.say_choice(&Message::ForgetAll, &Action::Forget);
    page.done()
}
