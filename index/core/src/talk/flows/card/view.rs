//! Reading a card: short first, then by section. What ages is shown with its year.

use super::{Action, State};
use crate::message::{Message, Year};
use crate::model::{Block as Prose, Item, ItemId, Lang, SectionKind, Translation};
use crate::talk::context::Talk;
use crate::talk::flows::{find, help, obstacle, place};
use crate::talk::page::{OFFERED, Page, page_of};
use crate::talk::reader::Reader;
use crate::talk::{navigation, words};
use crate::view::{Block, Expects, View};

/// Sections offered on one screen of a card.
const SECTIONS: usize = 5;

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Card { id, page } => card(talk, id, *page),
        State::Section { id, index } => section(talk, id, *index),
        State::Thanks => thanks(talk),
        State::Sorry { id } => sorry(talk, id),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn card(talk: &Talk<'_>, id: &ItemId, number: u8) -> View {
    let Some(item) = talk.item(id) else { return Page::gone(talk) };
    let reader = Reader::new(talk, &item);
    let mut page = Page::of_item(talk, &item, reader.text(&item.title));
    warnings(&mut page, &item);
    page.block(Block::Card {
        id: item.id.clone(),
        title: item.title.clone(),
        summary: reader.text(&item.summary),
        covers: item.covers.clone(),
    });
    if item.phones.len() <= 2 {
        phones(&mut page, &reader, &item);
    }
    source(&mut page, &item);
    page.say_choice(&Message::WhereDoIGo, place::Action::Where(Some(item.id.clone())));
    let (number, start) = page_of(number, item.sections.len(), SECTIONS);
    for (index, section) in item.sections.iter().enumerate().skip(start).take(SECTIONS) {
        page.choice(reader.text(&section.heading), String::new(), Action::Section(index as u16, item.id.clone()));
    }
    if item.sections.len() > start + SECTIONS {
        page.say_choice(&Message::More, navigation::Action::Page(number + 1));
    } else {
        feedback(&mut page, &item.id);
    }
    page.done()
}

fn section(talk: &Talk<'_>, id: &ItemId, index: u16) -> View {
    let Some(item) = talk.item(id) else { return Page::gone(talk) };
    let Some(section) = item.sections.get(usize::from(index)) else { return card(talk, id, 0) };
    let reader = Reader::new(talk, &item);
    let mut page = Page::of_item(talk, &item, reader.text(&format!("{} – {}", item.title, section.heading)));
    warnings(&mut page, &item);
    for block in &section.blocks {
        page.block(block.map(&mut |text| reader.text(text)));
    }
    if matches!(section.kind, SectionKind::Ask | SectionKind::Help) {
        phones(&mut page, &reader, &item);
    }
    if section.kind == SectionKind::HowMuch {
        page.notice(&Message::NotAPromise);
    }
    source(&mut page, &item);
    page.say_choice(&Message::WhereDoIGo, place::Action::Where(Some(item.id.clone())));
    let next = usize::from(index) + 1;
    if let Some(following) = item.sections.get(next) {
        page.choice(reader.text(&following.heading), String::new(), Action::Section(next as u16, item.id.clone()));
    }
    feedback(&mut page, &item.id);
    page.done()
}

/// The papers that a card lists, and the index of its section.
pub(crate) fn papers(talk: &Talk<'_>, id: &ItemId) -> Option<(Vec<String>, u16)> {
    let item = talk.item(id)?;
    let index = item.sections.iter().position(|section| section.kind == SectionKind::Papers)?;
    let reader = Reader::new(talk, &item);
    let names = item.sections[index].blocks.iter().find_map(|block| match block {
        Prose::List(entries) => Some(entries.iter().map(|entry| reader.text(entry)).collect()),
        _ => None,
    });
    Some((names?, u16::try_from(index).ok()?))
}

fn thanks(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::ThankYou);
    page.say_choice(&Message::BackToList, navigation::Action::List);
    page.say_choice(&Message::Menu, find::Action::Menu(0));
    page.done()
}

fn sorry(talk: &Talk<'_>, id: &ItemId) -> View {
    let mut page = Page::new(talk, &Message::SorryNotHelped);
    help::human_blocks(&mut page);
    page.say_choice(&Message::WhereDoIGo, place::Action::Where(Some(id.clone())));
    page.say_choice(&Message::ObstacleAsk, obstacle::Action::Begin(Some(id.clone())));
    page.say_choice(&Message::BackToList, navigation::Action::List);
    page.done()
}

/// "Did it help?" for a card, or for a node of a situation.
pub(in crate::talk) fn feedback(page: &mut Page<'_>, of: &ItemId) {
    page.say_choice(&Message::ItHelped, Action::Helped(of.clone()));
    // The eighth place may be taken by a long list of sections; "no" then stays one screen away.
    if page.view.choices.len() < OFFERED {
        page.say_choice(&Message::ItDidNot, Action::NotHelped(of.clone()));
    }
}

/// Age, review date and language, before the answer itself.
pub(in crate::talk) fn warnings(page: &mut Page<'_>, item: &Item) {
    cautions(page.talk, item).iter().for_each(|caution| page.notice(caution));
}

/// What is to be known before an item is believed: its age, its review, its language.
pub(crate) fn cautions(talk: &Talk<'_>, item: &Item) -> Vec<Message> {
    let mut cautions = Vec::new();
    if item.is_old(talk.now.date) {
        cautions.push(Message::OldCard { year: Year(item.source.date.year) });
    }
    if let Some(due) = item.source.review_by.filter(|due| *due < talk.now.date) {
        cautions.push(Message::ReviewDue { date: words::date(talk, due) });
    }
    if item.lang != talk.lang() && item.lang == Lang::FR {
        cautions.push(Message::InFrenchOnly);
    } else if item.translation == Translation::Unreviewed {
        cautions.push(Message::NotReviewed);
    }
    cautions
}

fn phones(page: &mut Page<'_>, reader: &Reader<'_>, item: &Item) {
    for phone in &item.phones {
        page.block(Block::Phone {
            number: reader.text(&phone.number),
            name: phone.name.clone(),
            terms: reader.text(&phone.terms),
        });
    }
}

/// Where an item comes from.
pub(in crate::talk) fn source(page: &mut Page<'_>, item: &Item) {
    page.block(source_block(page.talk, item));
}

/// Where an item comes from, as a block.
pub(crate) fn source_block(talk: &Talk<'_>, item: &Item) -> Block {
    // Our reading makes no source younger: its own date comes first.
    let message = match item.source.verified {
        Some(read) => {
            Message::VerifiedLine { source: words::month_of(talk, item.source.date), date: words::date(talk, read) }
        }
        None => {
            let (publisher, date) = (item.source.publisher.clone(), words::date(talk, item.source.date));
            Message::SourceLine { publisher, date }
        }
    };
    Block::Source { body: talk.say(&message), url: item.source.url.clone() }
}
