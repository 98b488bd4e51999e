//! The menu of themes, the cards of a theme, the results of a search.

use super::{Action, Page};
use crate::message::Message;
use crate::model::{Item, ItemId, ThemeId};
use crate::talk::Talk;
use crate::view::{Block, Expects, View};

/// Themes on the first page of the menu.
const FIRST_THEMES: usize = 5;
/// Entries of a list on one screen.
const LISTED: usize = 5;

pub(super) fn menu(talk: &Talk<'_>, page_number: u8) -> View {
    let themes = talk.catalog.themes(talk.session.reading_lang());
    let mut page = Page::new(talk, &Message::MenuTitle);
    page.text(&Message::MenuPrompt);
    let (skip, take) = if page_number == 0 { (0, FIRST_THEMES) } else { (FIRST_THEMES, 7) };
    for theme in themes.iter().skip(skip).take(take) {
        page.choice(theme.label.clone(), theme.hint.clone(), &Action::Theme(theme.id.clone(), 0));
    }
    if page_number == 0 {
        if themes.len() > FIRST_THEMES {
            page.say_choice(&Message::OtherTopics, &Action::Menu(1));
        }
        page.say_choice(&Message::CheckMyRights, &Action::Rights);
        page.say_choice(&Message::PlaceNearMe, &Action::Where(None));
    } else {
        page.say_choice(&Message::FirstTopics, &Action::Menu(0));
    }
    page.done()
}

pub(super) fn theme(talk: &Talk<'_>, id: &ThemeId, number: u8) -> View {
    let lang = talk.session.reading_lang();
    let label = talk.catalog.themes(lang).into_iter().find(|theme| theme.id == *id).map(|theme| theme.label);
    let mut page = Page::titled(talk, label.unwrap_or_default());
    let cards = talk.theme_cards(id);
    list(&mut page, &cards, number, |next| Action::Theme(id.clone(), next));
    page.say_choice(&Message::TalkToSomeone, &Action::Human);
    page.done()
}

pub(super) fn results(talk: &Talk<'_>, hits: &[ItemId], number: u8, guessed: bool) -> View {
    let mut page = Page::new(talk, &Message::ResultsTitle);
    let items: Vec<Item> = hits.iter().filter_map(|id| talk.item(id)).collect();
    if !items.is_empty() {
        let body = talk.say(&Message::ResultsIntro { count: items.len() as i64 });
        page.block(Block::Hint { body });
    }
    list(&mut page, &items, number, Action::Page);
    if guessed {
        page.say_choice(&Message::ReadRight, &Action::ReadRight);
    }
    // It leads to a human and to other words; without any answer there is nothing to refuse.
    let refused = if items.is_empty() { Action::Human } else { Action::NoneFits };
    let label = if items.is_empty() { Message::TalkToSomeone } else { Message::NoneFits };
    page.say_choice(&label, &refused);
    page.done()
}

/// Five entries and "more". Each choice carries the beginning of its answer; a place also comes as a block with its
/// address, phone and hours.
fn list(page: &mut Page<'_>, items: &[Item], number: u8, more: impl Fn(u8) -> Action) {
    let (number, start) = super::page_of(number, items.len(), LISTED);
    for item in items.iter().skip(start).take(LISTED) {
        if let Some(block) = page.talk.place_block(item, None) {
            page.block(block);
        }
        page.choice(item.title.clone(), first_sentence(&item.summary), &Action::Open(item.id.clone()));
    }
    if items.is_empty() {
        page.notice(&Message::NothingHere);
    }
    if items.len() > start + LISTED {
        page.say_choice(&Message::More, &more(number + 1));
    }
    page.view.expects = Expects::Need;
}

fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    crate::text::dated::plain(&text[..end])
}
