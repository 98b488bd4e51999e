//! What was done in a period, in figures: bars beside their numbers, and a line of the days.

use crate::screens::words::Words;
use crate::ui::panel::{Panel, PanelRow};
use guichet_core::activity::options::{Procedure, TimeBand, Topic};
use guichet_core::activity::{Code, Period, Statistics};
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

/// The month before a period, or the one after it.
pub(super) fn moved(period: Period, later: bool) -> Period {
    let Date { year, month, .. } = period.first;
    let (year, month) = match (later, month) {
        (true, 12) => (year + 1, 1),
        (true, _) => (year, month + 1),
        (false, 1) => (year - 1, 12),
        (false, _) => (year, month - 1),
    };
    Period::month_of(Date { year, month, day: 1 })
}

/// The panel of a period; its figures where they are counted.
pub(super) fn panel(period: Period, counted: Option<&Statistics>, words: Words<'_>) -> Panel {
    let month = words.with("desk-statistics-title", &[("month", Arg::Month(Month::from(period.first)))]);
    let keys = words.get("desk-statistics-keys");
    let Some(counted) = counted else {
        return Panel { title: month, intro: vec![words.get("kiosk-working")], keys, ..Panel::default() };
    };
    let rows = rows(counted, words);
    let totals = words.with(
        "desk-statistics-totals",
        &[
            ("activities", Arg::Number(counted.activities as f64)),
            ("people", Arg::Number(counted.accompanied as f64)),
            ("hours", Arg::Number((counted.minutes as f64 / 60.0).round())),
        ],
    );
    let days = format!("{}  {}", words.get("desk-statistics-days"), sparkline(period, &counted.days));
    Panel { title: month, intro: vec![totals, days], rows, selected: None, notice: String::new(), keys }
}

fn rows(counted: &Statistics, words: Words<'_>) -> Vec<PanelRow> {
    let mut rows = Vec::new();
    let mut list = |heading: &str, counts: Vec<(String, u64)>| {
        if counts.is_empty() {
            return;
        }
        rows.push(PanelRow::heading(words.get(heading)));
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        rows.extend(counts.into_iter().take(SHOWN).map(|(label, count)| {
            let bar = (count * BAR).div_ceil(most) as usize;
            PanelRow::new("", label, format!("{} {count}", "━".repeat(bar)))
        }));
    };
    list("record-procedures", named::<Procedure>("procedure", &counted.procedures, words));
    // Help with procedures is what the list above is about.
    let topics: BTreeMap<Topic, u64> =
        counted.topics.iter().filter(|(topic, _)| **topic != Topic::Procedures).map(|(t, n)| (*t, *n)).collect();
    list("record-topics", named::<Topic>("topic", &topics, words));
    let bands = TimeBand::ALL.iter().filter_map(|band| {
        let count = *counted.times.get(band)?;
        Some((words.get(&format!("record-band-{}", band.code())), count))
    });
    list("record-minutes", bands.collect());
    let sent = ["record-sent-nowhere", "record-sent-somewhere"].into_iter().zip(counted.sent);
    list(
        "record-orientation",
        sent.filter(|(_, count)| *count > 0).map(|(id, count)| (words.get(id), count)).collect(),
    );
    rows
}

/// Counts by their words, the greatest first.
fn named<T: Code>(name: &str, counts: &BTreeMap<T, u64>, words: Words<'_>) -> Vec<(String, u64)> {
    let named = counts.iter().map(|(option, count)| (words.get(&format!("record-{name}-{}", option.code())), *count));
    let mut all: Vec<_> = named.collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

/// A column a day, as high as its count; a dot where nothing was done.
fn sparkline(period: Period, days: &BTreeMap<Date, u64>) -> String {
    let most = days.values().copied().max().unwrap_or(1).max(1);
    let last = period.last.day;
    let column = |day: u8| match days.get(&Date { day, ..period.first }) {
        Some(count @ 1..) => {
            let height = (count * (EIGHTHS.len() as u64 - 1)).div_ceil(most) as usize;
            EIGHTHS.get(height).copied().unwrap_or('█')
        }
        _ => '·',
    };
    (1..=last).map(column).collect()
}

#[cfg(test)]
mod tests {
    //! - months follow each other over the turn of a year; a column stands for each of their days, the busiest the highest.

    use super::*;

    #[test]
    fn months_and_their_days() {
        let day = |text: &str| Date::parse(text).expect("a day");
        let december = Period::month_of(day("2026-12-05"));
        assert_eq!((december.first, december.last), (day("2026-12-01"), day("2026-12-31")));
        assert_eq!(moved(december, true).first, day("2027-01-01"));
        assert_eq!(moved(moved(december, true), false), december);
        let february = Period::month_of(day("2028-02-11"));
        let days = BTreeMap::from([(day("2028-02-01"), 1), (day("2028-02-29"), 8)]);
        let drawn: Vec<char> = sparkline(february, &days).chars().collect();
        assert_eq!((drawn.len(), drawn[0], drawn[1], drawn[28]), (29, '▂', '·', '█'));
    }
}
