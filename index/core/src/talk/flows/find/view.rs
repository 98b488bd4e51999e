//! The menu of themes, the cards of a theme, the results of a search.

use super::{Action, State};
use crate::message::{Message, Year};
use crate::model::{Item, ItemId, ThemeId};
use crate::talk::context::Talk;
use crate::talk::flows::{help, place, rights};
use crate::talk::page::{Page, page_of};
use crate::talk::{self, navigation, words};
use crate::view::{Block, Expects, Tag, View};

/// Themes on the first page of the menu.
const FIRST_THEMES: usize = 5;
/// Entries of a list on one screen.
const LISTED: usize = 5;

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Menu { page } => menu(talk, *page),
        State::Theme { id, page } => theme(talk, id, *page),
        State::Results { hits, page, .. } => results(talk, hits, *page),
        State::NoneFits => none_fits(talk),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn menu(talk: &Talk<'_>, page_number: u8) -> View {
    let themes = talk.catalog.themes(talk.lang());
    let mut page = Page::new(talk, &Message::MenuTitle);
    page.text(&Message::MenuPrompt);
    let (skip, take) = if page_number == 0 { (0, FIRST_THEMES) } else { (FIRST_THEMES, 7) };
    for theme in themes.iter().skip(skip).take(take) {
        page.choice(theme.label.clone(), theme.hint.clone(), Action::Theme(0, theme.id.clone()));
    }
    if page_number == 0 {
        if themes.len() > FIRST_THEMES {
            page.say_choice(&Message::OtherTopics, Action::Menu(1));
        }
        page.say_choice(&Message::CheckMyRights, rights::Action::Begin);
        page.say_choice(&Message::PlaceNearMe, place::Action::Kinds);
    } else {
        page.say_choice(&Message::FirstTopics, Action::Menu(0));
    }
    page.done()
}

fn theme(talk: &Talk<'_>, id: &ThemeId, number: u8) -> View {
    let lang = talk.lang();
    let label = talk.catalog.themes(lang).into_iter().find(|theme| theme.id == *id).map(|theme| theme.label);
    let mut page = Page::titled(talk, label.unwrap_or_default());
    let cards = talk.theme_cards(id);
    list(&mut page, &cards, number, |next| Action::Theme(next, id.clone()).into());
    page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    page.done()
}

fn results(talk: &Talk<'_>, hits: &[ItemId], number: u8) -> View {
    let mut page = Page::new(talk, &Message::ResultsTitle);
    let items: Vec<Item> = hits.iter().filter_map(|id| talk.item(id)).collect();
    if !items.is_empty() {
        let body = talk.say(&Message::ResultsIntro { count: items.len() as i64 });
        page.block(Block::Hint { body });
    }
    list(&mut page, &items, number, |next| navigation::Action::Page(next).into());
    // It leads to a human and to other words; without any answer there is nothing to refuse.
    if items.is_empty() {
        page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    } else {
        page.say_choice(&Message::NoneFits, Action::NoneFits);
    }
    page.done()
}

/// None of the results helped: a human, and other words.
fn none_fits(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::SorryNotHelped);
    help::human_blocks(&mut page);
    page.text(&Message::OtherWordsToo);
    page.say_choice(&Message::PlaceNearMe, place::Action::Kinds);
    page.say_choice(&Message::BackToList, navigation::Action::List);
    page.say_choice(&Message::Menu, Action::Menu(0));
    page.done()
}

/// Five entries and "more". Each choice carries the beginning of its answer; a place also comes as a block with its
/// address, phone and hours.
fn list(page: &mut Page<'_>, items: &[Item], number: u8, more: impl Fn(u8) -> talk::Action) {
    let (number, start) = page_of(number, items.len(), LISTED);
    let pages = items.len().div_ceil(LISTED);
    if pages > 1 {
        let of = page.talk.say(&Message::PageOf { page: i64::from(number) + 1, pages: pages as i64 });
        match page.view.blocks.last_mut() {
            Some(Block::Hint { body }) => *body = format!("{body} {of}"),
            _ => page.block(Block::Hint { body: of }),
        }
    }
    for item in items.iter().skip(start).take(LISTED) {
        if let Some(block) = words::place_block(page.talk, item, None, true) {
            page.block(block);
        }
        let (detail, tag) = (first_sentence(&item.summary), freshness(page.talk, item));
        page.entry(item.title.clone(), detail, tag, Action::Open(item.id.clone()));
    }
    if items.is_empty() {
        page.notice(&Message::NothingHere);
    }
    if items.len() > start + LISTED {
        page.say_choice(&Message::More, more(number + 1));
    }
}

/// The age of an answer, seen before it is opened. A place says how far it is, and whether it is open.
fn freshness(talk: &Talk<'_>, item: &Item) -> Option<Tag> {
    match item.source.verified {
        _ if item.place.is_some() => None,
        // What tells the reader to check something bears no such badge.
        Some(_) if !item.source.doubts && !item.is_old(talk.now.date) => {
            Some(Tag::Checked(talk.say(&Message::CheckedEntry)))
        }
        _ => Some(Tag::Year(talk.say(&Message::YearOfEntry { year: Year(item.source.date.year) }))),
    }
}

fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    crate::text::dated::plain(&text[..end])
}
