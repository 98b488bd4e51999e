//! What was brought, and what became of it.

use super::turn::{MENU, cards, name};
use super::{Action, State};
use crate::carry::Heard;
use crate::message::Message;
use crate::model::{Block, ItemId};
use crate::rights::Month;
use crate::sheet::Entry;
use crate::talk::context::Talk;
use crate::talk::flows::{help, obtained, rights};
use crate::talk::page::{Page, page_of};
use crate::talk::{Action as Any, navigation};
use crate::view::{Expects, View};

/// Entries of one page: the digits hold the questions and the next page too.
const ENTRIES: usize = 5;
/// Words of which one may be meant.
const WORDS: usize = 6;

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Ask => ask(talk),
        State::Opened { entries, answers, gone, unclear, unfit, page } => {
            let mut shown = Page::new(talk, &Message::CarryTitle);
            found(talk, &mut shown, entries, *answers);
            for (count, message) in [
                (*gone, Message::CarryGone { count: (*gone).into() }),
                (*unclear, Message::CarryUnclear { count: (*unclear).into() }),
                (*unfit, Message::CarryUnfit { count: (*unfit).into() }),
            ] {
                if count > 0 {
                    shown.notice(&message);
                }
            }
            choices(talk, shown, entries, answers.is_some(), *page)
        }
        State::Again { heard, at } => again(talk, heard, *at),
        State::Wrong { count } => unread(talk, &Message::CarryWrong { count: (*count).into() }),
        State::Later => unread(talk, &Message::CarryLater),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn ask(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::CarryAskTitle);
    page.text(&Message::CarryAskText);
    page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    page.say_choice(&Message::Menu, MENU);
    page.done()
}

/// "3 pages, Vierzon and 5 answers", and how old the answers are.
fn found(talk: &Talk<'_>, page: &mut Page<'_>, entries: &[ItemId], answers: Option<(u8, i32, u8)>) {
    let pages = (!entries.is_empty()).then_some(Message::CarryPages { count: entries.len() as i64 });
    let told = answers.map(|(count, ..)| Message::CarryAnswers { count: count.into() });
    let commune = talk.session.commune.as_deref().and_then(|code| talk.catalog.commune(code));
    let said = pages.map(|pages| talk.say(&pages)).into_iter();
    let said = said.chain(commune.map(|commune| talk.commune_name(&commune)));
    let said: Vec<String> = said.chain(told.map(|told| talk.say(&told))).collect();
    if said.is_empty() {
        page.text(&Message::CarryNothing);
    } else {
        let found = talk.say(&Message::AllOf { entries: said });
        page.text(&Message::CarryFound { found });
    }
    if let Some((_, year, month)) = answers {
        let date = talk.say(&Message::MonthOfYear { month: Month { year, month: month.into() } });
        page.text(&Message::CarryAnswersOf { date });
    }
}

fn choices(talk: &Talk<'_>, mut page: Page<'_>, entries: &[ItemId], answered: bool, number: u8) -> View {
    let (number, start) = page_of(number, entries.len(), ENTRIES);
    for id in entries.iter().skip(start).take(ENTRIES) {
        let Some(entry) = Entry::parse(id) else { continue };
        let label = name(talk, &entry);
        if let Some(action) = Any::parse(&entry.opening_key()).filter(|_| !label.is_empty()) {
            page.choice(label, String::new(), action);
        }
    }
    if answered {
        page.say_choice(&Message::CarryGoOn, rights::Action::Ask);
    }
    if !cards(talk, entries).is_empty() {
        page.say_choice(&Message::BecameTell, obtained::Action::Begin);
    }
    if entries.len() > start + ENTRIES {
        page.say_choice(&Message::More, navigation::Action::Page(number + 1));
    } else if number > 0 {
        page.say_choice(&Message::FirstResults, navigation::Action::Page(0));
    }
    if entries.is_empty() {
        page.say_choice(&Message::Menu, MENU);
    }
    page.done()
}

fn again(talk: &Talk<'_>, heard: &Heard, at: u8) -> View {
    let mut page = Page::new(talk, &Message::CarryAskTitle);
    let near = heard.0.get(usize::from(at)).map(Vec::as_slice).unwrap_or_default();
    let number = i64::from(at) + 1;
    if near.is_empty() || near.len() > WORDS {
        page.text(&Message::CarryAgain { number });
    } else {
        page.text(&Message::CarryWhich { number });
        for (place, word) in near.iter().zip(talk.catalog.carry_words().row(near)) {
            page.choice(word, String::new(), Action::Word(*place));
        }
    }
    page.say_choice(&Message::Menu, MENU);
    page.done()
}

fn unread(talk: &Talk<'_>, message: &Message) -> View {
    let mut page = Page::new(talk, &Message::CarryAskTitle);
    page.block(Block::Text(talk.say(message)));
    page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    page.say_choice(&Message::Menu, MENU);
    page.done()
}
