//! What the rules make of one day.

use super::days::{Holidays, holds};
use super::rules::Rule;
use super::{Site, calendar, sun};
use chrono::NaiveDate;
use guichet_core::model::OpeningState;
use opening_hours_syntax::rules::RuleOperator;
use opening_hours_syntax::rules::time::Time;

/// Minutes of a day.
const DAY: i64 = 1_440;

/// Minutes of a day in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub from: u16,
    /// Not included.
    pub to: u16,
    pub state: OpeningState,
}

/// A whole day: spans that follow one another, each in another state than the last.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Day(Vec<Span>);

impl Day {
    fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut day: Vec<Span> = Vec::new();
        for span in spans.into_iter().filter(|span| span.from < span.to) {
            match day.last_mut() {
                Some(last) if last.state == span.state => last.to = span.to,
                _ => day.push(span),
            }
        }
        Self(day)
    }

    pub(super) fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The state at a minute of the day.
    pub(super) fn state(&self, minute: u16) -> OpeningState {
        let span = self.0.iter().find(|span| (span.from..span.to).contains(&minute));
        span.map_or(OpeningState::Unknown, |span| span.state)
    }

    /// The first minute from `from` on that is in another state than `state`.
    pub(super) fn first_change(&self, from: u16, state: OpeningState) -> Option<u16> {
        self.0.iter().find(|span| span.to > from && span.state != state).map(|span| span.from.max(from))
    }

    /// What holds in both; what differs is unknown.
    pub(super) fn agreed(&self, other: &Self) -> Self {
        let mut cuts: Vec<u16> = self.0.iter().chain(&other.0).map(|span| span.from).collect();
        cuts.push(DAY as u16);
        cuts.sort_unstable();
        cuts.dedup();
        Self::new(cuts.windows(2).map(|cut| {
            let (one, two) = (self.state(cut[0]), other.state(cut[0]));
            Span { from: cut[0], to: cut[1], state: if one == two { one } else { OpeningState::Unknown } }
        }))
    }
}

/// Minutes after the midnight of the day that a rule is about, in a state.
type Piece = (i64, i64, OpeningState);

/// What the rules make of a day: those that are about it, and those about the day before that last beyond midnight. A rule
/// of its own days replaces what was said before it; one that is added, one that closes and a fallback do not. Without a
/// site, the day is no holiday.
pub(super) fn of(rules: &[Rule], site: Option<&Site<'_>>, date: NaiveDate, school: bool) -> Day {
    let holidays = Holidays { commune: site.map(|site| site.commune), school };
    let yesterday = calendar::before(date);
    // Of each rule: whether it is a fallback, and what it says of the day.
    let mut said: Vec<(bool, Vec<Piece>)> = Vec::new();
    for (nth, rule) in rules.iter().enumerate() {
        let fallback = rule.operator == RuleOperator::Fallback;
        if holds(rule, date, holidays) {
            let follows_every_day = nth > 0 && rule.state == OpeningState::Open && rules[nth - 1].is_of_every_day();
            let replaces = rule.operator == RuleOperator::Normal
                && rule.state != OpeningState::Closed
                && (!rule.is_of_every_day() || follows_every_day);
            if replaces {
                said.clear();
            }
            said.push((fallback, within_the_day(pieces(rule, date, site))));
        }
        // Few rules last beyond midnight: the day before is asked for those alone.
        if rule.may_pass_midnight() {
            let left = pieces(rule, yesterday, site).into_iter().filter(|(_, to, _)| *to > DAY);
            let left: Vec<Piece> = left.map(|(from, to, state)| (from - DAY, to - DAY, state)).collect();
            if !left.is_empty() && holds(rule, yesterday, holidays) {
                said.push((fallback, within_the_day(left)));
            }
        }
    }
    let mut cuts: Vec<i64> = said.iter().flat_map(|(_, pieces)| pieces).flat_map(|piece| [piece.0, piece.1]).collect();
    cuts.extend([0, DAY]);
    cuts.sort_unstable();
    cuts.dedup();
    Day::new(cuts.windows(2).map(|cut| {
        let mut state = OpeningState::Closed;
        for (fallback, pieces) in &said {
            let said = pieces.iter().rfind(|(from, to, _)| *from <= cut[0] && cut[1] <= *to);
            if let Some((.., now)) = said.filter(|_| !fallback || state == OpeningState::Closed) {
                state = *now;
            }
        }
        Span { from: cut[0] as u16, to: cut[1] as u16, state }
    }))
}

fn within_the_day(pieces: Vec<Piece>) -> Vec<Piece> {
    let clamped = pieces.into_iter().map(|(from, to, state)| (from.clamp(0, DAY), to.clamp(0, DAY), state));
    clamped.filter(|(from, to, _)| from < to).collect()
}

/// What a rule says from the midnight of a day on. An end that is no later than its start is one of the next day.
fn pieces(rule: &Rule, date: NaiveDate, site: Option<&Site<'_>>) -> Vec<Piece> {
    let minutes = |time: &Time| match time {
        Time::Fixed(time) => Some(i64::from(time.mins_from_midnight())),
        Time::Variable(time) => {
            let site = site?;
            sun::minutes(*time, date, site.position?, site.zone)
        }
    };
    let mut pieces = Vec::new();
    for span in &rule.spans {
        let Some((from, to)) = minutes(&span.range.start).zip(minutes(&span.range.end)) else { continue };
        let to = if to <= from { to + DAY } else { to };
        let begins_open =
            !matches!(span.range.end, Time::Fixed(end) if span.open_end && end.mins_from_midnight() == 1_440);
        if !span.open_end {
            pieces.push((from, to, rule.state));
            continue;
        }
        // "18:00+": nobody knows until when; "10:00-16:00+": perhaps longer.
        let open_from = if begins_open { to } else { from };
        pieces.push((open_from, guessed_end(open_from), doubt(rule.state)));
        if begins_open {
            pieces.push((from, to, rule.state));
        }
    }
    pieces
}

fn doubt(state: OpeningState) -> OpeningState {
    if state == OpeningState::Open { OpeningState::Unknown } else { state }
}

/// Until when something with an open end may last: the end of the day, later in the night where it begins in the evening.
fn guessed_end(from: i64) -> i64 {
    match from {
        ..1_020 => DAY,
        1_020..1_320 => from + 600,
        _ => from + 480,
    }
}
