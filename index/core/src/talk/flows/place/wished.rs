//! Places as they are wished for: what is wished is read back, and where no place is known for it, the nearest are shown.

use super::Action;
use crate::message::{Message, Weekday};
use crate::model::{OpenAt, PlaceKind, Wishes};
use crate::ports::catalog::PlaceHit;
use crate::talk::context::{Home, Talk};
use crate::talk::page::Page;
use crate::talk::words;

/// Minutes of a whole day, as it is said.
const WHOLE_DAY: i64 = 24 * 60 - 1;

/// The nearest places of some kinds that are as they are wished for, of any kind where none is given; `None` where nothing is
/// wished for, or no such place is known. What is wished is read back, and so is that none is known: then those that are open
/// when it is wished, whatever they offer.
pub(in crate::talk) fn places(
    page: &mut Page<'_>,
    kinds: &[PlaceKind],
    home: &Home,
    limit: usize,
) -> Option<Vec<PlaceHit>> {
    let wishes = page.talk.wishes();
    if wishes.is_empty() {
        return None;
    }
    page.text(&Message::Wished { wishes: said(page.talk, &wishes) });
    let found = page.talk.wished_places(kinds, home, limit, &wishes);
    if !found.is_empty() {
        return Some(found);
    }
    page.notice(&Message::NoneAsWished);
    // When somebody can come is asked of a place before what it offers, which may only not be written.
    let at_least = Wishes { open_at: Some(wishes.open_at?), features: Vec::new() };
    Some(page.talk.wished_places(kinds, home, limit, &at_least)).filter(|found| !found.is_empty())
}

/// Leads to the places as they are, whatever was wished for.
pub(in crate::talk) fn anyhow(page: &mut Page<'_>) {
    if !page.talk.wishes().is_empty() {
        page.say_choice(&Message::WhateverWished, Action::Anyhow);
    }
}

/// What is wished for, in words.
pub(in crate::talk) fn said(talk: &Talk<'_>, wishes: &Wishes) -> Vec<String> {
    let offered = wishes.features.iter().filter_map(|id| {
        let name = talk.catalog.feature(id, talk.lang())?;
        Some(if id.facet() == "language" { talk.say(&Message::WishedLanguage { language: name }) } else { name })
    });
    offered.chain(wishes.open_at.map(|when| open(talk, when))).collect()
}

/// When a place must be open, in words: on one day, from an hour to another where they are not the whole day.
fn open(talk: &Talk<'_>, when: OpenAt) -> String {
    let OpenAt::Between(from, until) = when else { return talk.say(&Message::WishedOpenNow) };
    let weekday = talk.say(&Message::Weekday { day: Weekday(from.date) });
    let date = words::date(talk, from.date);
    let (days, minutes) = (until.date.days() - from.date.days(), until.minutes() - from.minutes());
    if days > 0 && i64::from(until.minute) == WHOLE_DAY {
        let last = talk.say(&Message::Weekday { day: Weekday(until.date) });
        return talk.say(&Message::WishedOpenDays { weekday, date, last });
    }
    let (begin, end) = (words::time(talk, from), words::time(talk, until));
    talk.say(&match minutes {
        0 => Message::WishedOpenAt { weekday, date, time: begin },
        WHOLE_DAY => Message::WishedOpenOn { weekday, date },
        _ => Message::WishedOpenBetween { weekday, date, from: begin, until: end },
    })
}
