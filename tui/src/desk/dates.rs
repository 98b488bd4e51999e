//! The deadlines of the basket: a day typed for each as people type it, and the last day beside it.

use super::layer::Layer;
use super::state::State;
use super::work::{Answer, Office};
use crate::out::code::{Code, LONGEST};
use crate::screens::takeaway::{TakenAway, Wanted};
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::panel::{Panel, PanelRow};
use guichet_core::deadline::{CalendarEvent, Purpose, Starts, calendar, code};
use guichet_core::message::{Arg, Message};
use guichet_core::model::{Date, Moment};
use guichet_core::ports::catalog::Catalog;
use guichet_core::sheet::{DueDate, dates, day_in_full};
use guichet_core::text::amount::Reading;
use guichet_core::text::day::DayReader;
use guichet_core::text::lexicon::Lexicon;

/// What is to be worked out.
pub(crate) enum DatesWork {
    /// The deadlines of a basket, in the words of whoever works at the desk.
    Rows(Wanted),
    /// A code to scan of one of them.
    Code(Wanted, String),
    /// All whose last day is to come, as a calendar.
    Calendar(Wanted),
}

/// What came of it.
pub(crate) enum Dated {
    /// The deadlines, today, and whether what is private is among them.
    Rows(Vec<DueDate>, Date, bool),
    /// The file of the calendar.
    Written(String),
    /// The identifier of why not.
    Not(&'static str),
}

/// Works it out.
pub(super) fn perform(catalog: &dyn Catalog, office: &Office, work: DatesWork, now: Moment) -> Answer {
    match work {
        DatesWork::Rows(wanted) => {
            Answer::Dates(Dated::Rows(dates(catalog, wanted.request(), now), now.date, wanted.private))
        }
        DatesWork::Code(wanted, id) => {
            let event = events(catalog, &wanted, now).into_iter().find(|event| event.id == id);
            let text = event.and_then(|event| code(&event, LONGEST));
            Answer::TakenAway(TakenAway::Code(text.and_then(|text| Code::of(&text))))
        }
        DatesWork::Calendar(wanted) => Answer::Dates(calendar_file(catalog, office, &wanted, now)),
    }
}

/// The days to come of a basket, in the person's language.
fn events(catalog: &dyn Catalog, wanted: &Wanted, now: Moment) -> Vec<CalendarEvent> {
    let due = dates(catalog, wanted.request(), now);
    let to_come = due.iter().filter(|one| one.days_left(now.date).is_some_and(|days| days >= 0));
    to_come.filter_map(|one| one.event(catalog, wanted.lang)).collect()
}

fn calendar_file(catalog: &dyn Catalog, office: &Office, wanted: &Wanted, now: Moment) -> Dated {
    let Some(folder) = &office.calendar else { return Dated::Not("desk-dates-no-folder") };
    let events = events(catalog, wanted, now);
    if events.is_empty() {
        return Dated::Not("desk-dates-no-day");
    }
    let text = calendar(&events, guichet_index::universal(now));
    // The name says nothing of anybody.
    let stem = format!("dates-{}-{:02}{:02}", now.date, now.minute / 60, now.minute % 60);
    match guichet_index::hand_out_new(folder, &stem, "ics", text.as_bytes()) {
        Ok(path) => Dated::Written(path.display().to_string()),
        Err(error) => {
            tracing::warn!(%error, "no calendar is written");
            Dated::Not("desk-dates-not-written")
        }
    }
}

/// The deadlines of the basket, or what became of their calendar.
pub(super) fn answered(state: &mut State, found: Dated) {
    let told = match found {
        Dated::Rows(rows, ..) if rows.is_empty() => {
            state.told = state.words().get("desk-dates-empty");
            return;
        }
        Dated::Rows(rows, today, private) => {
            let starts = state.person.starts.clone();
            return state.layers.open(Layer::Dates(Box::new(Dates::new(rows, starts, today, private))));
        }
        Dated::Written(file) => state.words().with("desk-dates-written", &[("file", Arg::Text(&file))]),
        Dated::Not(id) => state.words().get(id),
    };
    if let Some(Layer::Dates(dates)) = state.layers.top_mut() {
        dates.told = told;
    }
}

/// What is to be done after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    /// A code to scan of the deadline of this identifier.
    Code(String),
    /// All of them as a calendar, in the folder of the configuration.
    Calendar,
}

/// What keeps what was typed from being the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unread {
    /// It may be this day: it is asked back.
    Perhaps(Date),
    /// There is no such day.
    NoDate,
    /// It is no day.
    Nothing,
}

/// The deadlines being dated. No `Debug`: it holds what somebody types.
pub(super) struct Dates {
    rows: Vec<DueDate>,
    /// The days that were given.
    pub(super) starts: Starts,
    today: Date,
    /// What is private is among them: it was asked for.
    pub(super) private: bool,
    at: usize,
    line: Line,
    unread: Option<Unread>,
    /// What became of the calendar.
    pub(super) told: String,
}

impl Dates {
    pub(super) fn new(rows: Vec<DueDate>, starts: Starts, today: Date, private: bool) -> Self {
        // The first that waits for a day has the keys.
        let at = rows.iter().position(|row| row.due.is_none()).unwrap_or(0);
        Self { rows, starts, today, private, at, line: Line::default(), unread: None, told: String::new() }
    }

    /// A key; `lexicon` has the words of whoever types.
    pub(super) fn key(&mut self, key: Key, words: Words<'_>, lexicon: &Lexicon) -> Asked {
        let count = self.rows.len().max(1);
        self.told.clear();
        match key {
            Key::Down | Key::Tab => self.go((self.at + 1) % count),
            Key::Up | Key::BackTab => self.go((self.at + count - 1) % count),
            Key::Char(_) => self.edit(|line| line.press(key)),
            Key::Backspace if !self.line.is_empty() => self.edit(Line::backspace),
            Key::Backspace | Key::Delete => self.give(None),
            Key::Enter => self.read(words, lexicon),
            Key::F(7) => {
                if let Some(row) = self.rows.get(self.at).filter(|row| row.due.is_some()) {
                    return Asked::Code(row.deadline.id.clone());
                }
                self.told = words.get("desk-dates-no-day");
            }
            Key::F(8) => {
                if self.rows.iter().any(|row| row.due.is_some()) {
                    return Asked::Calendar;
                }
                self.told = words.get("desk-dates-no-day");
            }
            _ => {}
        }
        Asked::Nothing
    }

    pub(super) fn go(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.edit(Line::clear);
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        change(&mut self.line);
        self.unread = None;
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.edit(|line| line.insert(text));
    }

    /// Takes what was typed, or what was asked back.
    fn read(&mut self, words: Words<'_>, lexicon: &Lexicon) {
        if let Some(Unread::Perhaps(day)) = self.unread {
            return self.give(Some(day));
        }
        let Some(row) = self.rows.get(self.at).filter(|row| row.deadline.term.start().is_some()) else { return };
        if self.line.is_blank() {
            return self.go((self.at + 1) % self.rows.len().max(1));
        }
        let ahead = row.deadline.term.looks_ahead();
        let reader = DayReader { lexicon, month_first: words.lang().month_first(), today: self.today, ahead };
        match reader.read(self.line.text()) {
            Reading::Sure(day) => self.give(Some(day)),
            Reading::Doubt(day, _) => self.unread = Some(Unread::Perhaps(day)),
            Reading::Again(_) => self.unread = Some(Unread::NoDate),
            _ => self.unread = Some(Unread::Nothing),
        }
    }

    /// The day of the row that has the keys, and of no other: a letter of the same name may be another one, or have not come yet.
    fn give(&mut self, day: Option<Date>) {
        let Some(row) = self.rows.get_mut(self.at).filter(|row| row.deadline.term.start().is_some()) else { return };
        self.starts.give_one(&row.deadline.id, day);
        (row.start, row.due) = (day, row.deadline.term.due(day, self.today));
        // The next one that waits for a day has the keys.
        let waiting = |at: &usize| self.rows[*at].due.is_none();
        let next = (self.at..self.rows.len()).chain(0..self.at).find(waiting).filter(|_| day.is_some());
        self.go(next.unwrap_or(self.at));
    }

    /// What stands beside a deadline: the day that it is counted from, then the last day.
    fn detail(&self, at: usize, row: &DueDate, words: Words<'_>) -> String {
        let written = at == self.at && row.deadline.term.start().is_some() && !self.line.is_empty();
        let full = |day: Date| day_in_full(|message| words.say(message), day);
        let field = |label: &str, day: String| words.say(&Message::DeadlineField { label: label.to_owned(), day });
        let from = match (written, row.start) {
            _ if row.label.is_empty() => String::new(),
            (true, _) => field(&row.label, format!("{}▏", self.line.text())),
            (false, Some(day)) => field(&row.label, full(day)),
            (false, None) => field(&row.label, if at == self.at { "▏".into() } else { "…".into() }),
        };
        let last = row.due.map(|due| {
            let days = due.days() - self.today.days();
            let answer = row.deadline.purpose == Purpose::Answer;
            let id = match (days < 0, answer) {
                (true, false) => "desk-dates-late",
                (true, true) => "desk-dates-answer-late",
                (false, false) => "desk-dates-left",
                (false, true) => "desk-dates-answer-left",
            };
            words.with(id, &[("day", Arg::Text(&full(due))), ("days", Arg::Number(days.unsigned_abs() as f64))])
        });
        // The day first: the last one follows from it.
        [from, last.unwrap_or_default()].join(" ").trim().to_owned()
    }

    /// What is to be known of the row that has the keys: what was not understood, else how it is counted, and by which source.
    fn notice(&self, words: Words<'_>) -> String {
        let Some(row) = self.rows.get(self.at) else { return words.get("desk-dates-empty") };
        if !self.told.is_empty() {
            return self.told.clone();
        }
        match self.unread {
            Some(Unread::Perhaps(day)) => {
                let day = day_in_full(|message| words.say(message), day);
                return words.with("desk-dates-perhaps", &[("day", Arg::Text(&day))]);
            }
            Some(Unread::NoDate) => return words.get("desk-dates-no-date"),
            Some(Unread::Nothing) => return words.get("desk-dates-not-read"),
            None => {}
        }
        let source = words.with("desk-dates-source", &[("source", Arg::Text(&row.deadline.reference))]);
        let late = row.days_left(self.today).is_some_and(|days| days < 0);
        let late = if late { row.deadline.late.as_str() } else { "" };
        [late, &row.within, &source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let row = |(at, row): (usize, &DueDate)| PanelRow::new("", &row.deadline.action, self.detail(at, row, words));
        Panel {
            title: words.say(&Message::DatesToKeep),
            intro: vec![words.get("desk-dates-how")],
            rows: self.rows.iter().enumerate().map(row).collect(),
            selected: (!self.rows.is_empty()).then_some(self.at),
            notice: self.notice(words),
            keys: words.get("desk-dates-keys"),
        }
    }
}
