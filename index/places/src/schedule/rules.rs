//! Rules of opening hours as OpenStreetMap writes them, split and parsed: the syntax is read by `opening-hours-syntax`.

use guichet_core::model::OpeningState;
use opening_hours_syntax::rules::day::{DaySelector, HolidayKind, MonthdayRange, WeekDayRange};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence};

/// Longest text that is read: real ones have some hundreds of characters.
const LONGEST: usize = 4_000;
/// Most rules of one text.
const MOST: usize = 100;

/// A rule: on which days, at what times, in which state.
#[derive(Clone)]
pub(super) struct Rule {
    pub days: DaySelector,
    /// Where days of the week are written behind holidays with a space, the rule holds on those days of holidays alone:
    /// "SH Mo-Fr". With a comma it holds on both.
    pub only_on: Vec<HolidayKind>,
    pub spans: Vec<TimeSpan>,
    pub state: OpeningState,
    pub operator: RuleOperator,
}

impl Rule {
    fn new(read: RuleSequence, operator: RuleOperator, only_on: Vec<HolidayKind>, is_bare_comment: bool) -> Self {
        let state = match read.kind {
            // A comment alone is a condition that only people understand.
            RuleKind::Open if is_bare_comment => OpeningState::Unknown,
            RuleKind::Open => OpeningState::Open,
            RuleKind::Closed => OpeningState::Closed,
            RuleKind::Unknown => OpeningState::Unknown,
        };
        Self { days: read.day_selector, only_on, spans: read.time_selector.spans, state, operator }
    }

    /// Whether the rule holds on every day.
    pub fn is_of_every_day(&self) -> bool {
        self.days.is_empty() && self.only_on.is_empty()
    }

    /// Whether it asks for holidays of a kind.
    pub fn asks_for(&self, kind: HolidayKind) -> bool {
        let asks = |range: &WeekDayRange| matches!(range, WeekDayRange::Holiday { kind: other, .. } if *other == kind);
        self.only_on.contains(&kind) || self.days.weekday.iter().any(asks)
    }

    /// Whether the sun decides of its times.
    pub fn follows_the_sun(&self) -> bool {
        let sun = |time: &Time| matches!(time, Time::Variable(_));
        self.spans.iter().any(|span| sun(&span.range.start) || sun(&span.range.end))
    }

    /// Whether it is the same every week.
    pub fn is_weekly(&self) -> bool {
        self.only_on.is_empty() && self.is_weekly_where(|_| false)
    }

    /// Whether it is the same every week that has no public holiday.
    pub fn is_weekly_but_for_holidays(&self) -> bool {
        let public = |range: &WeekDayRange| {
            matches!(range, WeekDayRange::Holiday { kind: HolidayKind::Public, offset: 0 }) && !self.may_pass_midnight()
        };
        let narrowed = self.only_on.iter().all(|kind| *kind == HolidayKind::Public);
        narrowed && (self.only_on.is_empty() || !self.may_pass_midnight()) && self.is_weekly_where(public)
    }

    fn is_weekly_where(&self, holiday: impl Fn(&WeekDayRange) -> bool) -> bool {
        let weekly = |range: &WeekDayRange| match range {
            WeekDayRange::Fixed { nth_from_start, nth_from_end, offset: 0, .. } => {
                nth_from_start.iter().chain(nth_from_end).all(|holds| *holds)
            }
            WeekDayRange::Fixed { .. } => false,
            WeekDayRange::Holiday { .. } => holiday(range),
        };
        let days = &self.days;
        days.year.is_empty() && days.monthday.is_empty() && days.week.is_empty() && days.weekday.iter().all(weekly)
    }

    /// Whether it may last beyond midnight: by its times, for want of an end, or by the sun.
    pub fn may_pass_midnight(&self) -> bool {
        let beyond = |span: &TimeSpan| match (span.range.start, span.range.end) {
            (Time::Fixed(from), Time::Fixed(to)) => span.open_end || to <= from || to.mins_from_midnight() > 1_440,
            _ => true,
        };
        self.spans.iter().any(beyond)
    }
}

/// The rules of a text, or `None` where it cannot be read: also a moment instead of a span ("We 08:00"), or a step of hours.
pub(super) fn parse(text: &str) -> Option<Vec<Rule>> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let mut rules = Vec::new();
    for (operator, part) in split(text)? {
        let (only_on, part) = holidays_apart(&part);
        let bare = part.ends_with('"') && !names_a_state(&part);
        let read = opening_hours_syntax::parse(&part).ok()?.rules;
        for (nth, rule) in read.into_iter().enumerate() {
            let operator = if nth == 0 { operator } else { rule.operator };
            rules.push(Rule::new(rule, operator, only_on.clone(), bare));
        }
        if rules.len() > MOST {
            return None;
        }
    }
    let whole =
        |rule: &Rule| rule.spans.iter().all(|span| span.repeats.is_none()) && rule.days.monthday.iter().all(is_sane);
    (!rules.is_empty() && rules.iter().all(whole)).then_some(rules)
}

/// A range of dates whose end is no earlier than its start, where both have a year.
fn is_sane(range: &MonthdayRange) -> bool {
    match range {
        MonthdayRange::Month { .. } => true,
        MonthdayRange::Date { start, end } => {
            !matches!((start.0.year(), end.0.year()), (Some(from), Some(to)) if from > to)
        }
    }
}

/// The text outside quotes and inside them, in turn.
fn quoted(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split('"').enumerate().map(|(nth, part)| (nth % 2 == 1, part))
}

/// Whether a rule names its state: "off", "closed", "open" or "unknown", outside its comment.
fn names_a_state(part: &str) -> bool {
    let state = |word: &str| ["off", "closed", "open", "unknown"].iter().any(|name| word.eq_ignore_ascii_case(name));
    quoted(part).any(|(comment, text)| !comment && text.split([' ', ',']).any(state))
}

/// Cuts a text into its rules, each with what joins it to those before. `None` where a quote is left open.
fn split(text: &str) -> Option<Vec<(RuleOperator, String)>> {
    if text.matches('"').count() % 2 == 1 {
        return None;
    }
    let mut parts = vec![(RuleOperator::Normal, String::new())];
    let next = |parts: &mut Vec<(RuleOperator, String)>, operator| parts.push((operator, String::new()));
    for (comment, piece) in quoted(text) {
        if comment {
            parts.last_mut()?.1.push_str(&format!("\"{piece}\""));
            continue;
        }
        let mut rest = piece;
        while let Some(first) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("||") {
                next(&mut parts, RuleOperator::Fallback);
                rest = after;
                continue;
            }
            rest = &rest[first.len_utf8()..];
            match first {
                ';' => next(&mut parts, RuleOperator::Normal),
                // Behind times or a state, a comma and a word begin a rule; else the comma goes on with a list.
                ',' if ends_a_rule(&parts.last()?.1) && begins_a_rule(rest) => {
                    next(&mut parts, RuleOperator::Additional)
                }
                ',' => {
                    parts.last_mut()?.1.push(',');
                    rest = rest.trim_start();
                }
                _ => parts.last_mut()?.1.push(first),
            }
        }
    }
    let mut kept: Vec<(RuleOperator, String)> = Vec::with_capacity(parts.len());
    for (operator, part) in parts {
        let part = part.trim().trim_end_matches(',').to_owned();
        if !part.is_empty() {
            kept.push((operator, part));
        }
    }
    Some(kept)
}

/// Whether what stands before a comma is a rule with its times or its state.
fn ends_a_rule(part: &str) -> bool {
    let timed = |text: &str| text.contains("24/7") || text.contains("sun") || text.contains(":");
    names_a_state(part) || part.contains('"') || quoted(part).any(|(comment, text)| !comment && timed(text))
}

fn begins_a_rule(rest: &str) -> bool {
    let rest = rest.trim_start();
    let sun = ["sunrise", "sunset", "dawn", "dusk"].iter().any(|event| rest.starts_with(event));
    rest.chars().next().is_some_and(|first| first.is_alphabetic() || first == '"') && !sun
}

/// Holidays that only narrow days of the week down, "SH Mo-Fr" or "Mo-Fr PH", taken out of a rule; and the rule without them.
fn holidays_apart(part: &str) -> (Vec<HolidayKind>, String) {
    let kinds = |word: &str| -> Option<Vec<HolidayKind>> {
        word.split(',')
            .map(|name| match name {
                "PH" => Some(HolidayKind::Public),
                "SH" => Some(HolidayKind::School),
                _ => None,
            })
            .collect()
    };
    let is_days = |word: &str| {
        let day = |name: &str| matches!(name.get(..2), Some("Mo" | "Tu" | "We" | "Th" | "Fr" | "Sa" | "Su"));
        word.split([',', '-']).all(day)
    };
    let head = part.find('"').unwrap_or(part.len());
    let mut words: Vec<&str> = part[..head].split_whitespace().collect();
    let found = (0..words.len()).find_map(|at| {
        let kinds = kinds(words[at])?;
        let beside = |other: Option<&&str>| other.is_some_and(|word| is_days(word));
        (beside(words.get(at + 1)) || beside(at.checked_sub(1).and_then(|at| words.get(at)))).then_some((at, kinds))
    });
    match found {
        Some((at, kinds)) => {
            words.remove(at);
            (kinds, format!("{} {}", words.join(" "), &part[head..]).trim().to_owned())
        }
        // Two kinds side by side are both meant.
        None => (Vec::new(), part.replace("SH PH", "SH,PH").replace("PH SH", "PH,SH")),
    }
}

#[cfg(test)]
mod tests {
    //! - rules are cut where they end, and nowhere inside a comment or a list of times;
    //! - holidays narrow days of the week down after a space, and add to them after a comma;
    //! - what cannot be read gives no rule at all.

    use super::*;

    fn cut(text: &str) -> Vec<String> {
        split(text).expect("cut").into_iter().map(|(operator, part)| format!("{operator:?} {part}")).collect()
    }

    #[test]
    fn rules_are_cut_where_they_end() {
        assert_eq!(
            cut("Mo-Fr 09:00-12:00, 14:00-17:00; Tu, We off; PH off || \"a; b, c\""),
            ["Normal Mo-Fr 09:00-12:00,14:00-17:00", "Normal Tu,We off", "Normal PH off", "Fallback \"a; b, c\""]
        );
        assert_eq!(
            cut("Tu 15:00-19:00, We 10:00-12:00,PH off"),
            ["Normal Tu 15:00-19:00", "Additional We 10:00-12:00", "Additional PH off"]
        );
        assert!(split("Mo \"left open").is_none());
    }

    #[test]
    fn holidays_and_days_of_the_week() {
        let apart = |text: &str| holidays_apart(text);
        assert_eq!(apart("SH Mo-Fr 10:00-12:00"), (vec![HolidayKind::School], "Mo-Fr 10:00-12:00".to_owned()));
        assert_eq!(apart("Mo-Fr PH 10:00-12:00"), (vec![HolidayKind::Public], "Mo-Fr 10:00-12:00".to_owned()));
        assert_eq!(apart("PH,Mo-Fr 10:00-12:00").0, []);
        assert_eq!(apart("SH PH off").1, "SH,PH off");
    }

    #[test]
    fn what_cannot_be_read() {
        let long = "Mo 10:00-12:00;".repeat(400);
        for text in
            ["", " ", "We 08:00", "sur rendez-vous", "Mo-Fr 10:00-16:00/90", "Mo 25:00-26:00", "Mo \"x", &long, ";;;"]
        {
            assert!(parse(text).is_none(), "{text}");
        }
        assert_eq!(parse("Mo-Fr 09:00-12:00 \"sonner\"").expect("rules")[0].state, OpeningState::Unknown);
        assert_eq!(parse("Mo-Fr 09:00-12:00 open \"sonner\"").expect("rules")[0].state, OpeningState::Open);
    }
}
