//! What was done in a period, in figures: bars beside their numbers, and a line of the days.

use super::work::Work;
use crate::out::job::Medium;
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::{Caret, Line};
use crate::ui::panel::{Panel, PanelRow, moved};
use guichet_core::activity::options::{Procedure, TimeBand, Topic};
use guichet_core::activity::{Code, Length, Period, Profile, Statistics};
use guichet_core::message::Arg;
use guichet_core::model::Date;
use guichet_core::rights::Month;
use std::collections::BTreeMap;

/// Columns of the longest bar.
const BAR: u64 = 20;
/// Most rows of a list.
const SHOWN: usize = 8;
/// Heights of a bar of one column.
const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Most columns of the line of days: longer periods have none.
const COLUMNS: i64 = 62;
/// The first row of figures: a heading stands above it.
const FIRST: usize = 1;

/// Figures that are counted, and whose there are.
pub(crate) struct Counted {
    pub(crate) period: Period,
    pub(crate) of: Option<Profile>,
    pub(crate) statistics: Statistics,
    pub(crate) profiles: Vec<Profile>,
    /// What blocked people, by the codes of the guide, and what became of their requests: counted here, whoever worked.
    pub(crate) blocked: Vec<(String, u64)>,
    pub(crate) became: Vec<(String, u64)>,
}

/// The figures being looked at.
pub(super) struct Figures {
    period: Period,
    /// Whose; everybody's without one.
    of: Option<Profile>,
    counted: Option<Box<Counted>>,
    /// The row in sight.
    at: usize,
    /// The days being written.
    writing: Option<Line>,
    /// What was written is no period.
    unread: bool,
    printing: bool,
    /// What became of printing: the identifier of the words.
    printed: Option<&'static str>,
}

impl Figures {
    pub(super) fn new(period: Period) -> Self {
        Self {
            period,
            of: None,
            counted: None,
            at: FIRST,
            writing: None,
            unread: false,
            printing: false,
            printed: None,
        }
    }

    /// What is to be counted.
    pub(super) fn wanted(&self) -> Work {
        Work::Count(self.period, self.of.clone())
    }

    /// One step back; false where there is none.
    pub(super) fn back(&mut self) -> bool {
        self.unread = false;
        self.writing.take().is_some()
    }

    /// Whether days are being written: every key is theirs.
    pub(super) fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// Takes what was counted, where it is still looked at.
    pub(super) fn take(&mut self, counted: Box<Counted>) {
        if counted.period == self.period && counted.of == self.of {
            self.counted = Some(counted);
        }
    }

    /// The printer took the page, or why it did not: the identifier of the words.
    pub(super) fn printed(&mut self, done: Result<(), &'static str>) {
        (self.printing, self.printed) = (false, Some(done.err().unwrap_or("desk-figures-printed")));
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.writing.iter_mut().for_each(|line| line.insert(text));
    }

    /// A key; what is to be done. `medium` is what sheets are printed on.
    pub(super) fn key(&mut self, key: Key, medium: Medium) -> Option<Work> {
        (self.unread, self.printed) = (false, None);
        if self.writing.is_some() {
            return self.write(key);
        }
        let period = match key {
            Key::Left | Key::Right => self.period.moved(key == Key::Right),
            Key::Char('+' | '-') => self.period.resized(key == Key::Char('+')),
            Key::Char('d') => {
                let Period { first, last } = self.period;
                let mut line = Line::default();
                line.insert(&format!("{} {}", written(first), written(last)));
                self.writing = Some(line);
                return None;
            }
            Key::Char('p') => return self.next_profile(),
            Key::Enter | Key::F(8) if self.counted.is_some() && !self.printing => {
                self.printing = true;
                return Some(Work::PrintFigures(self.period, self.of.clone(), medium));
            }
            key => {
                let rows = self.counted.as_ref().map_or(0, |counted| rows(counted, None).len());
                self.at = moved(self.at, rows, key);
                return None;
            }
        };
        self.show(period)
    }

    fn show(&mut self, period: Period) -> Option<Work> {
        (self.period, self.counted, self.at) = (period, None, FIRST);
        Some(self.wanted())
    }

    fn next_profile(&mut self) -> Option<Work> {
        let profiles = &self.counted.as_ref()?.profiles;
        let next = match &self.of {
            None => 0,
            Some(of) => profiles.iter().position(|one| one == of)? + 1,
        };
        let of = profiles.get(next).cloned();
        if profiles.is_empty() {
            return None;
        }
        self.of = of;
        self.show(self.period)
    }

    fn write(&mut self, key: Key) -> Option<Work> {
        let line = self.writing.as_mut()?;
        match key {
            Key::Char(_) | Key::Backspace | Key::Delete => line.press(key),
            Key::Left => line.move_caret(Caret::Left),
            Key::Right => line.move_caret(Caret::Right),
            Key::Enter => match read(line.text()) {
                Some(period) => {
                    self.writing = None;
                    return self.show(period);
                }
                None => self.unread = true,
            },
            _ => {}
        }
        None
    }

    pub(super) fn panel(&self, medium: Medium, words: Words<'_>) -> Panel {
        let of = self.of.as_ref().map(|of| of.to_string());
        let period = words.with("desk-statistics-title", &[("period", Arg::Text(&named(self.period, words)))]);
        let title = [Some(period), of].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let keys = words.get(match (&self.writing, &self.counted) {
            (Some(_), _) => "desk-statistics-keys-days",
            (None, Some(counted)) if !counted.profiles.is_empty() => "desk-statistics-keys-profiles",
            (None, _) => "desk-statistics-keys",
        });
        if let Some(line) = &self.writing {
            return Panel {
                title,
                rows: vec![PanelRow::new("", words.get("desk-statistics-written"), format!("{}▏", line.text()))],
                selected: Some(0),
                notice: if self.unread { words.get("desk-statistics-unread") } else { String::new() },
                keys,
                ..Panel::default()
            };
        }
        let Some(counted) = &self.counted else {
            return Panel { title, intro: vec![words.get("kiosk-working")], keys, ..Panel::default() };
        };
        let mut intro = vec![totals(&counted.statistics, words)];
        if self.period.days() <= COLUMNS {
            let days = sparkline(self.period, &counted.statistics.days);
            intro.push(format!("{}  {days}", words.get("desk-statistics-days")));
        }
        let notice = match (self.printing, self.printed) {
            (true, _) => words.get("kiosk-working"),
            (false, Some(id)) => words.get(id),
            (false, None) => words.get(super::menu::medium_words(medium)),
        };
        let rows = rows(counted, Some(words));
        let selected = (!rows.is_empty()).then_some(self.at);
        Panel { title, intro, rows, selected, notice, keys }
    }
}

/// A day as it is written in a period.
fn written(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day, day.month, day.year)
}

/// Reads a period as [`Period::parse`] does, or two days as they are written here, one for both where they are the same.
fn read(text: &str) -> Option<Period> {
    let day = |text: &str| {
        let parts: Vec<&str> = text.split('/').collect();
        match parts[..] {
            [day, month, year] => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?),
            _ => Date::parse(text),
        }
    };
    let text = text.trim();
    let spaced = text.replace("..", " ");
    let days: Vec<Date> = spaced.split_whitespace().filter_map(day).collect();
    match (Period::parse(text), &days[..]) {
        (Some(period), _) => Some(period),
        (None, [first]) if spaced.split_whitespace().count() == 1 => Period::between(*first, *first),
        (None, [first, .., last]) => Period::between(*first, *last),
        (None, _) => None,
    }
}

/// How a period is called.
pub(crate) fn named(period: Period, words: Words<'_>) -> String {
    let Date { year, month, .. } = period.first;
    match period.length() {
        Some(Length::Month) => words.with("desk-period-month", &[("month", Arg::Month(Month::from(period.first)))]),
        Some(Length::Quarter) => {
            let number = f64::from((month - 1) / 3 + 1);
            words.with("desk-period-quarter", &[("quarter", Arg::Number(number)), ("year", Arg::Year(year))])
        }
        Some(Length::Year) => words.with("desk-period-year", &[("year", Arg::Year(year))]),
        None => words.with("desk-period-days", &[("first", Arg::Date(period.first)), ("last", Arg::Date(period.last))]),
    }
}

/// Activities, people and hours.
pub(crate) fn totals(counted: &Statistics, words: Words<'_>) -> String {
    words.with(
        "desk-statistics-totals",
        &[
            ("activities", Arg::Number(counted.activities as f64)),
            ("people", Arg::Number(counted.accompanied as f64)),
            ("hours", Arg::Number((counted.minutes as f64 / 60.0).round())),
        ],
    )
}

/// The lists of the panel; without words, how many rows there are.
fn rows(all: &Counted, words: Option<Words<'_>>) -> Vec<PanelRow> {
    let counted = &all.statistics;
    let mut rows = Vec::new();
    let said = |id: &str| words.map(|words| words.get(id)).unwrap_or_default();
    let mut list = |heading: &str, counts: Vec<(String, u64)>| {
        if counts.is_empty() {
            return;
        }
        rows.push(PanelRow::heading(said(heading)));
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        rows.extend(counts.into_iter().take(SHOWN).map(|(id, count)| {
            let bar = (count * BAR).div_ceil(most) as usize;
            let said = words.map(|words| label(&id, words)).unwrap_or_default();
            PanelRow::new("", said, format!("{} {count}", "━".repeat(bar)))
        }));
    };
    list("record-procedures", ranked::<Procedure>("procedure", &counted.procedures));
    list("record-topics", ranked("topic", &topics(counted)));
    list("record-minutes", bands(counted));
    list("record-orientation", sent(counted));
    list("desk-figures-blocked", all.blocked.clone());
    list("desk-figures-became", all.became.clone());
    rows
}

/// The words of a count: those of an option of a record, or of a code of the guide.
pub(crate) fn label(id: &str, words: Words<'_>) -> String {
    match id.split_once('/') {
        Some((message, code)) => words.with(message, &[("code", Arg::Text(code))]),
        None => words.get(id),
    }
}

/// Counts of the guide that begin so, by what follows, the greatest first: `message/code`.
pub(crate) fn told<T: Code>(
    counts: &BTreeMap<String, u64>,
    message: &str,
    code_of: impl Fn(&str) -> Option<&str>,
) -> Vec<(String, u64)> {
    let of = |one: &T| {
        let mine = counts.iter().filter(|(name, _)| code_of(name) == Some(one.code()));
        let count: u64 = mine.map(|(_, count)| count).sum();
        (count > 0).then(|| (format!("{message}/{}", one.code()), count))
    };
    let mut all: Vec<_> = T::ALL.iter().filter_map(of).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

/// Topics, without help with procedures: the list of procedures is what that is about.
pub(crate) fn topics(counted: &Statistics) -> BTreeMap<Topic, u64> {
    counted.topics.iter().filter(|(topic, _)| **topic != Topic::Procedures).map(|(t, n)| (*t, *n)).collect()
}

/// Bands of time, the shortest first, by the identifiers of their words.
pub(crate) fn bands(counted: &Statistics) -> Vec<(String, u64)> {
    let band = |band: &TimeBand| Some((format!("record-band-{}", band.code()), *counted.times.get(band)?));
    TimeBand::ALL.iter().filter_map(band).collect()
}

/// Sent nowhere and somewhere, by the identifiers of their words.
pub(crate) fn sent(counted: &Statistics) -> Vec<(String, u64)> {
    let ids = ["record-sent-nowhere", "record-sent-somewhere"].into_iter().zip(counted.sent);
    ids.filter(|(_, count)| *count > 0).map(|(id, count)| (id.to_owned(), count)).collect()
}

/// Counts by the identifiers of their words, the greatest first.
pub(crate) fn ranked<T: Code>(name: &str, counts: &BTreeMap<T, u64>) -> Vec<(String, u64)> {
    let named = counts.iter().map(|(option, count)| (format!("record-{name}-{}", option.code()), *count));
    let mut all: Vec<_> = named.collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

/// A column a day, as high as its count; a dot where nothing was done.
fn sparkline(period: Period, days: &BTreeMap<Date, u64>) -> String {
    let most = days.values().copied().max().unwrap_or(1).max(1);
    let column = |day: i64| match days.get(&Date::from_days(day)) {
        Some(count @ 1..) => {
            let height = (count * (EIGHTHS.len() as u64 - 1)).div_ceil(most) as usize;
            EIGHTHS.get(height).copied().unwrap_or('█')
        }
        _ => '·',
    };
    (period.first.days()..=period.last.days()).map(column).collect()
}

#[cfg(test)]
mod tests {
    //! - a column stands for each day of a period, the busiest the highest; a period is read as it is written here.

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn a_column_a_day() {
        let february = Period::month_of(day("2028-02-11"));
        let days = BTreeMap::from([(day("2028-02-01"), 1), (day("2028-02-29"), 8)]);
        let drawn: Vec<char> = sparkline(february, &days).chars().collect();
        assert_eq!((drawn.len(), drawn[0], drawn[1], drawn[28]), (29, '▂', '·', '█'));
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        let period = Period { first: day("2026-11-02"), last: day("2026-11-15") };
        let shown = format!("{} {}", written(period.first), written(period.last));
        for text in [&shown, "2026-11-02..2026-11-15", "2/11/2026 au 15/11/2026", " 02/11/2026..15/11/2026 "] {
            assert_eq!(read(text), Some(period), "{text}");
        }
        assert_eq!(read("2/11/2026").map(Period::days), Some(1));
        assert_eq!(read("2026-11"), Some(Period::month_of(day("2026-11-02"))));
        for wrong in ["", "hier", "31/02/2026", "02/11/2026 hier", "x y"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
