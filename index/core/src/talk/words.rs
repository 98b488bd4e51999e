//! Dates, times, openings and distances in words.

use super::context::Talk;
use crate::message::{Message, Weekday};
use crate::model::{Date, Item, Moment, OpenAt, Opening, OpeningState, Place, PlaceField, SourceRef};
use crate::view::Block;

pub(crate) fn date(talk: &Talk<'_>, date: Date) -> String {
    talk.say(&Message::FullDate { day: date.day.into(), month: date.into(), date })
}

/// The month of a date: "November 2020".
pub(super) fn month_of(talk: &Talk<'_>, date: Date) -> String {
    talk.say(&Message::MonthOfYear { month: date.into() })
}

pub(super) fn time(talk: &Talk<'_>, moment: Moment) -> String {
    let (hour, minute) = (moment.minute / 60, moment.minute % 60);
    talk.say(&Message::TimeOfDay { hour: hour.into(), minute: minute.into(), padded: format!("{minute:02}") })
}

/// Whether a place is surely open now.
pub(super) fn is_open(talk: &Talk<'_>, item: &Item) -> bool {
    let place = item.place.as_ref();
    let state = |place: &Place| talk.catalog.opening(place, talk.catalog.local(place, talk.now)).state;
    place.is_some_and(|place| sure_state(talk, item, state(place)) == OpeningState::Open)
}

/// The state of a place in words, at a moment by its clock: "Open until 17 h", "Closed. Opens Tuesday at 9 h".
fn opening(talk: &Talk<'_>, opening: Opening, now: Moment) -> String {
    let mut words = state(talk, opening, now);
    if opening.holiday {
        words = format!("{words} {}", talk.say(&Message::HolidayCallFirst));
    }
    words
}

/// So many minutes before a place closes, people are told how long they still have.
const CLOSES_SOON: i64 = 30;

fn state(talk: &Talk<'_>, opening: Opening, now: Moment) -> String {
    let Some(next) = opening.next_change else {
        return talk.say(match opening.state {
            OpeningState::Open => &Message::OpenNow,
            OpeningState::Closed => &Message::ClosedNow,
            OpeningState::Unknown => &Message::HoursUnknown,
        });
    };
    let days = next.date.days() - now.date.days();
    let time = time(talk, next);
    let weekday = talk.say(&Message::Weekday { day: Weekday(next.date) });
    let day = if days > 6 { date(talk, next.date) } else { weekday };
    let minutes = next.minutes() - now.minutes();
    talk.say(&match (opening.state, days) {
        (OpeningState::Open, _) if (1..=CLOSES_SOON).contains(&minutes) => Message::ClosesSoon { minutes, time },
        (OpeningState::Unknown, _) => Message::HoursUnknown,
        (OpeningState::Open, 0) => Message::OpenUntil { time },
        (OpeningState::Open, _) => Message::OpenUntilDay { day, time },
        (OpeningState::Closed, 0) => Message::OpensToday { time },
        (OpeningState::Closed, 1) => Message::OpensTomorrow { time },
        (OpeningState::Closed, _) => Message::OpensOn { day, time },
    })
}

/// Whether nobody has confirmed for long what is said of a place.
fn is_stale(talk: &Talk<'_>, item: &Item) -> bool {
    talk.now.date.months_since(item.source_of(PlaceField::Hours).date) > Item::CERTAIN_MONTHS
}

/// The state of a place as far as it is sure. Hours that nobody has confirmed for long open no door.
fn sure_state(talk: &Talk<'_>, item: &Item, state: OpeningState) -> OpeningState {
    let doubted = item.place.as_ref().is_some_and(|place| place.is_doubted(talk.now.date));
    if doubted || state == OpeningState::Open && is_stale(talk, item) { OpeningState::Unknown } else { state }
}

/// One day of a place in words, such as "Tuesday: 9 h – 12 h, 14 h – 17 h".
pub(super) fn day_hours(talk: &Talk<'_>, place: &Place, days: i64) -> String {
    let hours = hours_of(talk, place, days);
    let day = talk.say(&Message::Weekday { day: Weekday(Date::from_days(days)) });
    talk.say(&Message::DayHours { day, hours })
}

/// The hours of a place on one day, such as "9 h – 12 h, 14 h – 17 h".
fn hours_of(talk: &Talk<'_>, place: &Place, days: i64) -> String {
    let date = Date::from_days(days);
    let midnight = Moment { date, minute: 0 };
    let end = midnight.plus_minutes(1440);
    let (mut at, mut spans, mut holiday, mut unknown) = (midnight, Vec::new(), false, false);
    // A day with more than 12 changes is a broken source: the bound keeps this total.
    for _ in 0..12 {
        let opening = talk.catalog.opening(place, at);
        holiday |= opening.holiday;
        unknown |= opening.state == OpeningState::Unknown;
        let until = opening.next_change.filter(|next| *next > at).unwrap_or(end).min(end);
        if opening.state == OpeningState::Open {
            spans.push(format!("{} – {}", time(talk, at), time(talk, until)));
        }
        at = until;
        if at >= end {
            break;
        }
    }
    match (holiday, unknown, spans.is_empty()) {
        (true, ..) => talk.say(&Message::HolidayCallFirst),
        (_, true, true) => match place.hours_in_words() {
            Some(text) => beginning(text),
            None => talk.say(&Message::HoursUnknown),
        },
        (_, _, true) => talk.say(&Message::ClosedAllDay),
        _ => spans.join(", "),
    }
}

/// The coming seven days of a place from Monday on, those with the same hours on one line. None where nothing is known of
/// any of them.
pub(crate) fn coming_days(talk: &Talk<'_>, place: &Place) -> Vec<String> {
    if talk.catalog.opening(place, Moment { date: talk.now.date, minute: 0 }) == Opening::UNKNOWN {
        return Vec::new();
    }
    let mut coming: Vec<i64> = (0..7).map(|ahead| talk.now.date.days() + ahead).collect();
    coming.sort_by_key(|days| Date::from_days(*days).weekday());
    let mut alike: Vec<(String, Vec<String>)> = Vec::new();
    for days in coming {
        let hours = hours_of(talk, place, days);
        let day = talk.say(&Message::Weekday { day: Weekday(Date::from_days(days)) });
        match alike.iter_mut().find(|(known, _)| *known == hours) {
            Some((_, on)) => on.push(day),
            None => alike.push((hours, vec![day])),
        }
    }
    let line = |(hours, on)| {
        let day = talk.say(&Message::AllOf { entries: on });
        talk.say(&Message::DayHours { day, hours })
    };
    alike.into_iter().map(line).collect()
}

/// Why whoever goes to a place should call before: nothing is known of its hours, or nothing sure.
pub(crate) fn call_first(talk: &Talk<'_>, item: &Item) -> Option<String> {
    let place = item.place.as_ref()?;
    doubt(talk, item, place).or_else(|| match coming_days(talk, place).is_empty() {
        true => Some(talk.say(&match place.hours_in_words() {
            Some(text) => Message::HoursInWords { text: text.to_owned() },
            None => Message::HoursUnknown,
        })),
        false if is_stale(talk, item) => {
            let month = month_of(talk, item.source_of(PlaceField::Hours).date);
            Some(talk.say(&Message::NotConfirmedSince { month }))
        }
        false => None,
    })
}

/// Street, postal code and commune on one line.
pub(crate) fn address(place: &Place) -> String {
    let street = place.address.replace('\n', ", ");
    let town = format!("{} {}", place.postal_code, place.commune);
    if street.is_empty() { town } else { format!("{street}, {town}") }
}

/// Why the hours of a place cannot be believed, whatever they say.
fn doubt(talk: &Talk<'_>, item: &Item, place: &Place) -> Option<String> {
    let (source, gone) = item.sources().nth(place.source_of(PlaceField::Hours))?;
    match place.gone.or(gone) {
        Some(since) => Some(talk.say(&no_longer_listed(talk, source, since))),
        None => place.conflict(talk.now.date).map(|_| talk.say(&Message::SourcesDiffer)),
    }
}

/// Since when a source no longer lists a place.
pub(super) fn no_longer_listed(talk: &Talk<'_>, source: &SourceRef, since: Date) -> Message {
    Message::NoLongerListed { publisher: source.publisher.clone(), month: month_of(talk, since) }
}

/// Characters of a source that a list has room for.
const NOTICE: usize = 100;

/// The words of a source that a list has room for.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(NOTICE) else { return text.to_owned() };
    let words = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{words}…")
}

/// Whether a place is of a kind, among others.
pub(super) fn is_of(item: &Item, kind: &str) -> bool {
    item.place.as_ref().is_some_and(|place| place.kind == *kind) || item.counters.iter().any(|other| *other == *kind)
}

/// An opening that is sure: a place that may open next, such as a bus with several stops, does not open then for whoever reads.
fn surely(talk: &Talk<'_>, place: &Place, now: Opening) -> Opening {
    let opens = |next: Moment| talk.catalog.opening(place, next).state == OpeningState::Open;
    match (now.state, now.next_change) {
        (OpeningState::Closed, Some(next)) if !opens(next) => Opening::UNKNOWN,
        _ => now,
    }
}

/// A place as a block, in a list or on a page of its own: name, address, phone, distance, opening.
pub(super) fn place_block(talk: &Talk<'_>, item: &Item, distance_km: Option<f64>, listed: bool) -> Option<Block> {
    let place = item.place.as_ref()?;
    let local = talk.catalog.local(place, talk.now);
    let now = surely(talk, place, talk.catalog.opening(place, local));
    let doubt = doubt(talk, item, place);
    // Who is told to call is not told so twice.
    let stale = doubt.is_none() && is_stale(talk, item) && now.state != OpeningState::Unknown;
    let mut says = doubt.unwrap_or_else(|| match place.hours_in_words().filter(|_| now == Opening::UNKNOWN) {
        Some(text) => talk.say(&Message::HoursInWords { text: beginning(text) }),
        None => opening(talk, now, local),
    });
    if stale {
        let month = month_of(talk, item.source_of(PlaceField::Hours).date);
        says = format!("{says} {}", talk.say(&Message::NotConfirmedSince { month }));
    }
    // Whoever comes later is told the hours of that day.
    if let Some(OpenAt::Between(from, _)) = talk.wishes().open_at.filter(|when| when.from() > talk.now) {
        let hours = day_hours(talk, place, from.date.days()).trim_end_matches('.').to_owned();
        says = format!("{says} {}", talk.say(&Message::OnTheWishedDay { hours }));
    }
    // In a list; on its own page it stands whole.
    if listed && let Some(notice) = place.notice.as_ref().filter(|notice| talk.now.date <= notice.until) {
        says = format!("{says} {}", beginning(&notice.text));
    }
    let distance = match distance_km {
        Some(km) if km < 0.05 => String::new(),
        // One figure after the comma up to 10 km, none beyond: no false precision.
        Some(km) if km < 10.0 => talk.say(&Message::Distance { km: (km * 10.0).round() / 10.0 }),
        Some(km) => talk.say(&Message::Distance { km: km.round() }),
        None => String::new(),
    };
    Some(Block::Place {
        id: item.id.clone(),
        name: item.title.clone(),
        address: address(place),
        phone: place.phone.clone(),
        distance,
        open: sure_state(talk, item, now.state),
        opening: says,
        position: place.position.map(|at| [at.lat, at.lon]),
    })
}
