//! The deadlines of all that is on a sheet: in words, and as days where it is known what they are counted from.

use super::section::joined;
use super::{Entry, Request};
use crate::deadline::{CalendarEvent, Deadline, Purpose, Starts, Term};
use crate::layout::{self, Line};
use crate::message::{Message, Weekday};
use crate::model::situation::referred;
use crate::model::{Block as Prose, Date, ItemId, Lang, Moment};
use crate::ports::catalog::Catalog;
use crate::talk::context::Talk;
use crate::talk::reader::Reader;
use crate::text::dated;

/// Dots to write a date on.
const BLANK: &str = "....................";

/// A deadline of a basket.
#[derive(Clone, PartialEq)]
pub struct DueDate {
    /// It, in the person's language.
    pub deadline: Deadline,
    /// What the day that it is counted from is called: "Date of the decision"; empty where the calendar alone says when.
    pub label: String,
    /// How long it is, and from when, in a sentence.
    pub within: String,
    /// The day that it is counted from, where it was given.
    pub start: Option<Date>,
    /// The last day, where it can be counted.
    pub due: Option<Date>,
    /// It touches on what must not be read over somebody's shoulder.
    pub private: bool,
}

/// The days that somebody gave are never printed by `Debug`.
impl std::fmt::Debug for DueDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DueDate").field("deadline", &self.deadline.id).finish_non_exhaustive()
    }
}

impl DueDate {
    /// Days from today to the last day, negative once it is over.
    pub fn days_left(&self, today: Date) -> Option<i64> {
        self.due.map(|due| due.days() - today.days())
    }

    /// It as a day of a calendar. What is private has a title that says nothing, and no notes. `None` where the day is not known.
    pub fn event(&self, catalog: &dyn Catalog, lang: Lang) -> Option<CalendarEvent> {
        let (title, notes) = if self.private {
            (catalog.say(lang, &Message::CalendarPrivate), String::new())
        } else {
            (self.deadline.action.clone(), self.within.clone())
        };
        let yearly = matches!(self.deadline.term, Term::Yearly(..));
        Some(CalendarEvent { id: self.deadline.id.clone(), day: self.due?, title, notes, yearly })
    }
}

/// The deadlines of what a sheet would show, in the person's language: those of one entry together, each once.
pub fn dates(catalog: &dyn Catalog, request: Request<'_>, now: Moment) -> Vec<DueDate> {
    let talk = Talk::to_reader_of(catalog, request.lang, now);
    let mut found: Vec<DueDate> = Vec::new();
    for entry in request.basket.entries() {
        let private = entry.matter(catalog, Lang::FR).is_some();
        if private && !request.private {
            continue;
        }
        for deadline in of_entry(&talk, entry) {
            if !found.iter().any(|known| known.deadline.id == deadline.id) {
                found.push(due_date(&talk, deadline, request.starts, private));
            }
        }
    }
    found
}

/// A day with its weekday, in the words of a language: "mardi 3 novembre 2026".
pub fn day_in_full(say: impl Fn(&Message) -> String, day: Date) -> String {
    let weekday = say(&Message::Weekday { day: Weekday(day) });
    let date = say(&Message::FullDate { day: day.day.into(), month: day.into(), date: day });
    say(&Message::DayInFull { weekday, date })
}

/// The deadlines of an entry: those of a card, and those that an answer of a situation names.
fn of_entry(talk: &Talk<'_>, entry: &Entry) -> Vec<Deadline> {
    let known = talk.catalog.deadlines();
    match entry {
        Entry::Card(id) => known.of_card(id, talk.lang()).to_vec(),
        Entry::Right(right) => {
            let card = talk.catalog.right_card(right);
            card.map(|card| known.of_card(&card, talk.lang()).to_vec()).unwrap_or_default()
        }
        Entry::Answer(id) => {
            let (situation, node) = referred(id.as_str());
            let situation = talk.catalog.situation(&situation.into(), talk.lang());
            let answer = situation.as_ref().zip(node).and_then(|(situation, node)| situation.answer(node));
            let named = answer.map(|answer| answer.deadlines.as_slice()).unwrap_or_default();
            named.iter().filter_map(|id| known.get(id, talk.lang()).cloned()).collect()
        }
        Entry::Place(_) | Entry::Institution(_) => Vec::new(),
    }
}

fn due_date(talk: &Talk<'_>, deadline: Deadline, starts: &Starts, private: bool) -> DueDate {
    let start = starts.of(&deadline);
    let due = deadline.term.due(start, talk.now.date);
    let label = deadline.term.start().map(|start| talk.say(&Message::DeadlineStart { start: start.name().into() }));
    DueDate { within: within(talk, &deadline), label: label.unwrap_or_default(), start, due, private, deadline }
}

/// How long it is, and from when. A length that ages is shown with its year, as on the card.
pub(super) fn within(talk: &Talk<'_>, deadline: &Deadline) -> String {
    let length = match deadline.term {
        Term::After(length, _) | Term::Before(length, _) | Term::Every(length) => length,
        Term::Yearly(..) => return talk.say(&Message::DeadlineYearly),
    };
    let said = talk.say(&Message::DeadlineLength { count: length.count.into(), unit: length.unit.name().into() });
    let length = match talk.item(&deadline.card) {
        Some(item) => Reader::new(talk, &item).text(&dated::mark(&said)),
        None => said,
    };
    let since = deadline.term.start().map(|start| talk.say(&Message::DeadlineSince { start: start.name().into() }));
    let since = since.unwrap_or_default();
    talk.say(&match (deadline.term, deadline.purpose) {
        (Term::Before(..), _) => Message::DeadlineBefore { length, since },
        (Term::Every(..), _) => Message::DeadlineEvery { length },
        (_, Purpose::Answer) => Message::DeadlineAnswer { length, since },
        _ => Message::DeadlineAfter { length, since },
    })
}

/// The section of a sheet, in one language: those whose last day is known first, the soonest of them on top.
pub(super) fn section(talk: &Talk<'_>, entries: &[Entry], starts: &Starts) -> Vec<Line> {
    let mut found: Vec<DueDate> = Vec::new();
    for deadline in entries.iter().flat_map(|entry| of_entry(talk, entry)) {
        if !found.iter().any(|known| known.deadline.id == deadline.id) {
            found.push(due_date(talk, deadline, starts, false));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|one| (one.due.is_none(), one.due));
    let cards = several(&found);
    let own = |block: Prose| layout::block(&block.into(), talk.lang());
    let mut said = vec![own(Prose::Heading(talk.say(&Message::DatesToKeep)))];
    said.extend(found.iter().map(|one| own(lines(talk, one, cards))));
    said.push(own(Prose::Text(talk.say(&Message::DatesHow))));
    joined(said)
}

/// Whether they are of several cards: each then says which.
fn several(found: &[DueDate]) -> bool {
    let first = found.first().map(|one| &one.deadline.card);
    found.iter().any(|one| Some(&one.deadline.card) != first)
}

/// One deadline: what must be done, in how long, and the days, or dots to write them on.
fn lines(talk: &Talk<'_>, one: &DueDate, with_card: bool) -> Prose {
    let title = match with_card.then(|| card_title(talk, &one.deadline.card)).flatten() {
        Some(card) => layout::dashed([card, one.deadline.action.clone()]),
        None => one.deadline.action.clone(),
    };
    let shown =
        |day: Option<Date>| day.map_or_else(|| BLANK.to_owned(), |day| day_in_full(|message| talk.say(message), day));
    let field = |label: String, day| talk.say(&Message::DeadlineField { label, day });
    let last = talk.say(&Message::DeadlineLast { purpose: one.deadline.purpose.name().into() });
    let last = field(last, shown(one.due));
    let days = match one.label.is_empty() {
        true => last,
        false => layout::dashed([field(one.label.clone(), shown(one.start)), last]),
    };
    let mut blocks = vec![Prose::Text(one.within.clone()), Prose::Text(days)];
    if one.days_left(talk.now.date).is_some_and(|days| days < 0) {
        let late = [talk.say(&Message::DeadlineOver), one.deadline.late.clone()];
        blocks.push(Prose::Text(late.join(" ").trim_end().to_owned()));
    }
    Prose::Case { title, blocks }
}

fn card_title(talk: &Talk<'_>, card: &ItemId) -> Option<String> {
    talk.item(card).map(|item| Reader::new(talk, &item).text(&item.title))
}
