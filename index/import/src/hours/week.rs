//! A week of opening hours, as sources give it day by day, written in OpenStreetMap syntax.

use super::LONGEST_REMARK;
use super::names::{DAYS, FRENCH_DAYS};
use guichet_core::text::dated::clean;
use guichet_core::text::normal::fold;

/// A day of the week from its French name, in any case, whole or cut to three letters and more: Monday is 0.
pub(crate) fn day(name: &str) -> Option<usize> {
    let name = fold(name);
    (name.len() >= 3).then(|| FRENCH_DAYS.iter().position(|day| day.starts_with(&name)))?
}

/// Minutes since midnight of `09:00:00`, `9:00` or `9h30`, 24:00 included; seconds are dropped.
pub(crate) fn minutes(text: &str) -> Option<u16> {
    let mut parts = text.trim().split([':', 'h', 'H']);
    let hour: u16 = parts.next()?.trim().parse().ok()?;
    let minute: u16 = match parts.next().map(str::trim) {
        None | Some("") => 0,
        Some(minute) => minute.parse().ok()?,
    };
    let total = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && total <= 1440).then_some(total)
}

/// Some hours of a day, and why they are not sure.
#[derive(Clone, PartialEq, Eq)]
struct Doubt {
    span: Option<(u16, u16)>,
    remark: String,
}

/// A week of hours. Days of which nothing is said are closed, unless nothing is said of any.
#[derive(Clone, Default)]
pub(crate) struct Week {
    spans: [Vec<(u16, u16)>; 7],
    doubts: [Vec<Doubt>; 7],
}

impl Week {
    /// Opens a day from one minute to another (`from` before `to`). Returns whether the span overlaps an earlier one
    /// of that day: the two become one.
    pub(crate) fn open(&mut self, day: usize, from: u16, to: u16) -> bool {
        let Some(spans) = self.spans.get_mut(day).filter(|_| from < to && to <= 1440) else { return false };
        let overlap = spans.iter().any(|(start, end)| from < *end && *start < to && (from, to) != (*start, *end));
        spans.push((from, to));
        spans.sort_unstable();
        let mut merged: Vec<(u16, u16)> = Vec::with_capacity(spans.len());
        for (start, end) in spans.drain(..) {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        *spans = merged;
        overlap
    }

    /// Hours of a day that hold on a condition that only people understand; the whole day where no span is given.
    pub(crate) fn doubt(&mut self, day: usize, span: Option<(u16, u16)>, remark: &str) {
        let remark = clean(remark, LONGEST_REMARK).replace(['"', '\n'], " ");
        let doubt =
            Doubt { span: span.filter(|(from, to)| from < to && *to <= 1440), remark: remark.trim().to_owned() };
        if let Some(doubts) = self.doubts.get_mut(day).filter(|doubts| doubts.len() < 4 && !doubts.contains(&doubt)) {
            doubts.push(doubt);
        }
    }

    /// The expression, days of the same hours together: `Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00`. Empty where
    /// nothing is known. Public holidays are not spoken of: sources say nothing of them.
    pub(crate) fn to_osm(&self) -> String {
        let mut out = String::new();
        for (adds, rule) in self.rules() {
            let between = if adds { ", " } else { "; " };
            out.push_str(if out.is_empty() { "" } else { between });
            out.push_str(&rule);
        }
        out
    }

    /// Its rules, each with whether it adds to those before it on the same day.
    pub(super) fn rules(&self) -> Vec<(bool, String)> {
        let (mut sure, mut doubtful) = (Vec::new(), Vec::new());
        for day in 0..7 {
            let spans: Vec<String> = self.spans[day].iter().copied().map(written).collect();
            if !spans.is_empty() {
                group(&mut sure, spans.join(","), day);
            }
            for doubt in &self.doubts[day] {
                let span = doubt.span.map(|span| written(span) + " ").unwrap_or_default();
                group(&mut doubtful, format!("{span}unknown \"{}\"", doubt.remark), day);
            }
        }
        let rule = |days: &[usize], body: &str| format!("{} {body}", days_written(days));
        let mut rules: Vec<(bool, String)> = sure.iter().map(|(body, days)| (false, rule(days, body))).collect();
        for (body, days) in &doubtful {
            // A second rule on the same day adds to the first only after a comma.
            let adds = days.iter().any(|day| !self.spans[*day].is_empty() || self.doubts[*day].len() > 1);
            rules.push((adds, rule(days, body)));
        }
        rules
    }
}

/// Adds a day to the rule that says the same.
fn group(rules: &mut Vec<(String, Vec<usize>)>, body: String, day: usize) {
    match rules.iter_mut().find(|(known, _)| *known == body) {
        Some((_, days)) => days.push(day),
        None => rules.push((body, vec![day])),
    }
}

/// A span: `09:00-12:30`.
pub(super) fn written((from, to): (u16, u16)) -> String {
    format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
}

/// Days in order, runs as ranges: `Mo-We,Fr`.
pub(super) fn days_written(days: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let run = |(first, last): &(usize, usize)| {
        if first == last { DAYS[*first].to_owned() } else { format!("{}-{}", DAYS[*first], DAYS[*last]) }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    //! - days of the same hours are written together, in order, runs as ranges;
    //! - overlapping spans become one and say so; the same span twice is no overlap;
    //! - what holds on a condition is `unknown`, beside what is sure;
    //! - hours and day names are read as sources write them.

    use super::*;

    #[test]
    fn a_usual_week() {
        let mut week = Week::default();
        for day in 0..5 {
            assert!(!week.open(day, 540, 720));
        }
        for day in [0, 1, 3] {
            week.open(day, 840, 1020);
        }
        assert_eq!(week.to_osm(), "Mo-Tu,Th 09:00-12:00,14:00-17:00; We,Fr 09:00-12:00");
        assert_eq!(Week::default().to_osm(), "");
    }

    #[test]
    fn overlaps_are_joined_and_told() {
        let mut week = Week::default();
        assert!(!week.open(1, 810, 1020) && week.open(1, 855, 990) && !week.open(1, 810, 1020));
        assert!(!week.open(1, 1020, 1080), "one span may follow another");
        assert!(!week.open(1, 600, 600) && !week.open(1, 700, 600) && !week.open(9, 1, 2));
        assert_eq!(week.to_osm(), "Tu 13:30-18:00");
    }

    #[test]
    fn doubts_stand_beside_what_is_sure() {
        let mut week = Week::default();
        week.open(0, 540, 720);
        week.open(5, 480, 540);
        week.doubt(5, Some((540, 720)), "le 2e \"samedi\"");
        week.doubt(6, None, "sur rendez-vous");
        assert_eq!(
            week.to_osm(),
            "Mo 09:00-12:00; Sa 08:00-09:00, Sa 09:00-12:00 unknown \"le 2e  samedi\"; Su unknown \"sur rendez-vous\""
        );
    }

    #[test]
    fn names_and_times() {
        assert_eq!(
            (day("Lundi"), day("dim."), day("MERCREDI "), day(""), day("férié")),
            (Some(0), Some(6), Some(2), None, None)
        );
        assert_eq!(
            (minutes("09:00:00"), minutes("9h30"), minutes("24:00"), minutes("14h")),
            (Some(540), Some(570), Some(1440), Some(840))
        );
        assert_eq!((minutes("25:00"), minutes("9:60"), minutes(""), minutes("99999h")), (None, None, None, None));
    }
}
