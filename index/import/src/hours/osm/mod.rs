//! Hours that claim to be in OpenStreetMap syntax: read with tolerance for what people slip on, and written as the syntax
//! has it. What means nothing certain there is refused: a moment instead of a span ("We 08:00"), three times in a row.

mod tokens;

use super::names::{DAYS, MONTHS};
use tokens::Tokens;

/// Longest text that is read, in bytes.
const LONGEST: usize = 4_000;
const LONG_DAYS: [(&str, usize); 16] = [
    ("mon", 0),
    ("monday", 0),
    ("tue", 1),
    ("tues", 1),
    ("tuesday", 1),
    ("wed", 2),
    ("wednesday", 2),
    ("thu", 3),
    ("thur", 3),
    ("thurs", 3),
    ("thursday", 3),
    ("fri", 4),
    ("friday", 4),
    ("sat", 5),
    ("saturday", 5),
    ("sunday", 6),
];
const EVENTS: [&str; 4] = ["dawn", "sunrise", "sunset", "dusk"];
const STATES: [&str; 4] = ["off", "closed", "open", "unknown"];

/// The expression as the syntax has it; `None` where it cannot be read for certain.
pub(super) fn read(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parser = Parser { tokens: Tokens::of(text)? };
    let (osm, is_telling) = parser.rules()?;
    // A text without days may be of this syntax, where it is every day, or of none: it is read as it stands, or not at all.
    let as_is = || osm.split_whitespace().eq(text.split_whitespace());
    (parser.tokens.is_at_end() && (is_telling || as_is())).then_some(osm)
}

struct Parser {
    tokens: Tokens,
}

impl Parser {
    /// The rules, and whether they say on which days they hold, or something else that no other text says.
    fn rules(&mut self) -> Option<(String, bool)> {
        let mut out = String::new();
        let mut between = "";
        let mut known_days = false;
        loop {
            let (rule, has_days) = self.rule()?;
            out.push_str(between);
            out.push_str(&rule);
            known_days |= has_days;
            let start = self.tokens.at;
            let (mut normal, mut added, mut fallback) = (false, false, false);
            loop {
                match self.tokens.mark(0) {
                    Some(';') => normal = true,
                    Some(',') => added = true,
                    Some('|') => fallback = true,
                    _ => break,
                }
                self.tokens.at += 1;
            }
            if self.tokens.is_at_end() {
                let is_telling = known_days || is_telling(&out);
                return (!fallback).then_some((out, is_telling));
            }
            between = match (normal, added, fallback) {
                (false, false, true) => " || ",
                (true, _, false) => "; ",
                (false, true, false) => ", ",
                // The semicolon was left out before days.
                (false, false, false) if self.tokens.at == start && self.weekday(0).is_some() => "; ",
                _ => return None,
            };
        }
    }

    /// A rule, and whether it says on which days it holds.
    fn rule(&mut self) -> Option<(String, bool)> {
        let mut parts: Vec<String> = Vec::new();
        if let (Some("24"), Some('/'), Some("7" | "24")) =
            (self.tokens.number(0), self.tokens.mark(1), self.tokens.number(2))
        {
            self.tokens.at += 3;
            parts.push("24/7".to_owned());
        }
        parts.extend(self.wide()?);
        if !parts.is_empty() {
            self.tokens.take(':');
        }
        parts.extend(self.days()?);
        let has_days = !parts.is_empty();
        if has_days
            && self.tokens.mark(0) == Some(':')
            && (self.tokens.word(1).is_some() || self.tokens.number(1).is_some())
        {
            self.tokens.at += 1;
        }
        parts.extend(self.times()?);
        if let Some(state) = self.tokens.word(0).and_then(|word| STATES.iter().find(|state| **state == word)) {
            self.tokens.at += 1;
            parts.push((*state).to_owned());
        }
        if let Some(comment) = self.tokens.comment() {
            let comment = guichet_core::text::dated::clean(comment, super::LONGEST_REMARK);
            let comment = comment.replace(['"', '\n'], " ");
            self.tokens.at += 1;
            parts.push(format!("\"{}\"", comment.trim()));
        }
        (!parts.is_empty()).then(|| (parts.join(" "), has_days))
    }

    /// Years, months, dates and weeks. The outer option is of what cannot be read.
    fn wide(&mut self) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        let mut dates: Vec<String> = Vec::new();
        loop {
            let start = self.tokens.at;
            if !dates.is_empty() && !self.tokens.take(',') {
                break;
            }
            let Some(date) = self.date_range() else {
                self.tokens.at = start;
                break;
            };
            dates.push(date);
        }
        if !dates.is_empty() {
            parts.push(dates.join(","));
        }
        if self.tokens.take_word("week") || self.tokens.take_word("weeks") {
            parts.push(format!("week {}", self.weeks()?));
        }
        Some(parts)
    }

    fn weeks(&mut self) -> Option<String> {
        let mut weeks = Vec::new();
        loop {
            let from = self.tokens.value(0).filter(|week| (1..=53).contains(week))?;
            self.tokens.at += 1;
            let mut text = format!("{from:02}");
            if self.tokens.mark(0) == Some('-') {
                let to = self.tokens.value(1).filter(|to| (from..=53).contains(to))?;
                self.tokens.at += 2;
                text.push_str(&format!("-{to:02}"));
                if self.tokens.take('/') {
                    let step = self.tokens.value(0).filter(|step| (2..=26).contains(step))?;
                    self.tokens.at += 1;
                    text.push_str(&format!("/{step}"));
                }
            }
            weeks.push(text);
            let goes_on =
                self.tokens.mark(0) == Some(',') && self.tokens.number(1).is_some() && self.tokens.mark(2) != Some(':');
            if !goes_on {
                return Some(weeks.join(","));
            }
            self.tokens.at += 1;
        }
    }

    /// "Jul-Aug", "Dec 24-Jan 02", "2026 Jul 14-2026 Aug 20", "easter -2 days", "2026-2027", "2026+".
    fn date_range(&mut self) -> Option<String> {
        let year = self.year();
        if let Some(year) = year {
            self.tokens.at += 1;
            if self.month(0).is_none() && self.tokens.word(0) != Some("easter") {
                return self.years(year);
            }
        }
        let from = self.date(year)?;
        let start = self.tokens.at;
        if !self.tokens.take('-') {
            return Some(from);
        }
        let year = self.year();
        if year.is_some() {
            self.tokens.at += 1;
        }
        if self.month(0).is_some() || self.tokens.word(0) == Some("easter") {
            return Some(format!("{from}-{}", self.date(year)?));
        }
        // "Jul 14-20": a day of the same month, and no hour.
        let day = self
            .tokens
            .value(0)
            .filter(|day| year.is_none() && (1..=31).contains(day) && self.tokens.mark(1) != Some(':'));
        match day.filter(|_| from.ends_with(|last: char| last.is_ascii_digit()) && !from.contains("easter")) {
            Some(day) => {
                self.tokens.at += 1;
                Some(format!("{from}-{day:02}"))
            }
            None => {
                self.tokens.at = start;
                None
            }
        }
    }

    fn year(&self) -> Option<u32> {
        self.tokens.number(0).filter(|digits| digits.len() == 4)?;
        self.tokens.value(0).filter(|year| (1900..=2199).contains(year))
    }

    fn years(&mut self, from: u32) -> Option<String> {
        if self.tokens.take('+') {
            return Some(format!("{from}+"));
        }
        if self.tokens.mark(0) != Some('-') {
            return Some(from.to_string());
        }
        let to =
            self.tokens.number(1).filter(|digits| digits.len() == 4)?.parse::<u32>().ok().filter(|to| *to >= from)?;
        self.tokens.at += 2;
        if self.tokens.take('/') {
            let step = self.tokens.value(0).filter(|step| (2..=50).contains(step))?;
            self.tokens.at += 1;
            return Some(format!("{from}-{to}/{step}"));
        }
        Some(format!("{from}-{to}"))
    }

    fn month(&self, ahead: usize) -> Option<usize> {
        let word = self.tokens.word(ahead)?;
        MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word))
    }

    /// A month, a date of it, or Easter, with what shifts it.
    fn date(&mut self, year: Option<u32>) -> Option<String> {
        let year = year.map(|year| format!("{year} ")).unwrap_or_default();
        if self.tokens.take_word("easter") {
            return Some(format!("{year}easter{}", self.offset()?));
        }
        let month = MONTHS[self.month(0)?];
        self.tokens.at += 1;
        if let Some(day) = self.tokens.value(0).filter(|day| {
            (1..=31).contains(day) && self.tokens.mark(1) != Some(':') && self.tokens.word(1) != Some("h")
        }) {
            self.tokens.at += 1;
            return Some(format!("{year}{month} {day:02}{}", self.offset()?));
        }
        // "Oct Su[-1]" in a range of dates; elsewhere the day is one of the week.
        if let (Some(day), Some('[')) = (self.weekday(0), self.tokens.mark(1)) {
            let start = self.tokens.at;
            self.tokens.at += 1;
            let nth = self.nth()?;
            let offset = self.offset()?;
            let in_range = self.tokens.mark(0) == Some('-')
                && (self.month(1).is_some() || self.tokens.number(1).is_some_and(|n| n.len() == 4));
            let ends_range = self.tokens.was_mark(start.wrapping_sub(2), '-');
            if (in_range || ends_range) && !nth.contains(',') {
                return Some(format!("{year}{month} {}[{nth}]{offset}", DAYS[day]));
            }
            self.tokens.at = start;
        }
        Some(format!("{year}{month}"))
    }

    /// " +1 day", " -2 days", or nothing.
    fn offset(&mut self) -> Option<String> {
        let sign = match self.tokens.mark(0) {
            Some(sign @ ('+' | '-')) if matches!(self.tokens.word(2), Some("day" | "days")) => sign,
            _ => return Some(String::new()),
        };
        let days = self.tokens.value(1).filter(|days| (1..=366).contains(days))?;
        self.tokens.at += 3;
        Some(format!(" {sign}{days} day{}", if days == 1 { "" } else { "s" }))
    }

    fn weekday(&self, ahead: usize) -> Option<usize> {
        let word = self.tokens.word(ahead)?;
        let short = DAYS.iter().position(|day| day.eq_ignore_ascii_case(word));
        short.or_else(|| LONG_DAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| *day))
    }

    /// `1,3` or `-1`, with its brackets taken.
    fn nth(&mut self) -> Option<String> {
        self.tokens.take('[').then_some(())?;
        let mut nth = Vec::new();
        loop {
            let sign = if self.tokens.take('-') { "-" } else { "" };
            let from = self.tokens.value(0).filter(|nth| (1..=5).contains(nth))?;
            self.tokens.at += 1;
            if sign.is_empty() && self.tokens.mark(0) == Some('-') {
                let to = self.tokens.value(1).filter(|to| (from..=5).contains(to))?;
                self.tokens.at += 2;
                nth.extend((from..=to).map(|nth| nth.to_string()));
            } else {
                nth.push(format!("{sign}{from}"));
            }
            if self.tokens.take(']') {
                return Some(nth.join(","));
            }
            self.tokens.take(',').then_some(())?;
        }
    }

    /// Days of the week and holidays. Holidays come first; a space between both narrows them down, a comma adds them.
    fn days(&mut self) -> Option<Vec<String>> {
        let (mut holidays, mut days): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut narrows = false;
        let mut comma = true;
        loop {
            let was_holiday = match self.tokens.word(0) {
                Some("ph" | "sh") => {
                    let kind = if self.tokens.take_word("ph") {
                        "PH"
                    } else {
                        self.tokens.at += 1;
                        "SH"
                    };
                    narrows |= !comma && !days.is_empty();
                    holidays.push(format!("{kind}{}", self.offset()?));
                    true
                }
                _ if self.weekday(0).is_some() => {
                    narrows |= !comma && !holidays.is_empty();
                    days.push(self.day_range()?);
                    false
                }
                _ => break,
            };
            let start = self.tokens.at;
            comma = self.tokens.take(',');
            let more = self.weekday(0).is_some() || matches!(self.tokens.word(0), Some("ph" | "sh"));
            // Side by side without a comma: a holiday and a day, or two days by a slip.
            if !more || (!comma && was_holiday && matches!(self.tokens.word(0), Some("ph"))) {
                self.tokens.at = start;
                break;
            }
        }
        let mut parts = Vec::new();
        match (holidays.is_empty(), days.is_empty()) {
            (true, true) => {}
            (false, false) if narrows => parts.extend([holidays.join(","), days.join(",")]),
            _ => {
                holidays.extend(days);
                parts.push(holidays.join(","));
            }
        }
        Some(parts)
    }

    fn day_range(&mut self) -> Option<String> {
        let mut chain = vec![self.weekday(0)?];
        self.tokens.at += 1;
        while self.tokens.mark(0) == Some('-') && self.weekday(1).is_some() {
            chain.push(self.weekday(1)?);
            self.tokens.at += 2;
        }
        if let [day] = chain[..] {
            let nth = if self.tokens.mark(0) == Some('[') { format!("[{}]", self.nth()?) } else { String::new() };
            return Some(format!("{}{nth}{}", DAYS[day], self.offset()?));
        }
        // "Mo-Tu-Th" can only be a list.
        let between = if chain.len() == 2 { "-" } else { "," };
        Some(chain.iter().map(|day| DAYS[*day]).collect::<Vec<_>>().join(between))
    }

    fn times(&mut self) -> Option<Vec<String>> {
        let mut spans = Vec::new();
        loop {
            let start = self.tokens.at;
            if !spans.is_empty() && !self.tokens.take(',') {
                break;
            }
            let Some(from) = self.time(23) else {
                self.tokens.at = start;
                break;
            };
            if self.tokens.take('+') {
                spans.push(format!("{from}+"));
                continue;
            }
            self.tokens.take('-').then_some(())?;
            let to = self.time(48)?;
            let open = if self.tokens.take('+') { "+" } else { "" };
            // A third time, or a step: what is meant?
            if matches!(self.tokens.mark(0), Some('-' | '/')) {
                return None;
            }
            spans.push(format!("{from}-{to}{open}"));
        }
        Some(if spans.is_empty() { Vec::new() } else { vec![spans.join(",")] })
    }

    /// A time with hours up to `last`: "09:00", "9h", "9h30", "18 :00", "9" beside a dash, "sunset", "(sunrise+01:00)".
    fn time(&mut self, last: u32) -> Option<String> {
        if let Some(event) = self.tokens.word(0).and_then(|word| EVENTS.iter().find(|event| **event == word)) {
            self.tokens.at += 1;
            return Some((*event).to_owned());
        }
        if self.tokens.mark(0) == Some('(') {
            let event = self.tokens.word(1).and_then(|word| EVENTS.iter().find(|event| **event == word))?;
            let sign = self.tokens.mark(2).filter(|sign| matches!(sign, '+' | '-'))?;
            self.tokens.at += 3;
            let shift = self.time(23)?;
            return self.tokens.take(')').then(|| format!("({event}{sign}{shift})"));
        }
        let hour = self
            .tokens
            .value(0)
            .filter(|hour| *hour <= last && self.tokens.number(0).is_some_and(|digits| digits.len() <= 2))?;
        let minute = |parser: &Self, ahead| {
            let digits = parser.tokens.number(ahead).filter(|digits| digits.len() == 2)?;
            digits.parse::<u32>().ok().filter(|minute| *minute < 60)
        };
        let (minutes, length) = match (self.tokens.mark(1), self.tokens.word(1)) {
            (Some(':'), _) => match (minute(self, 2), self.tokens.word(3)) {
                (Some(minute), Some("h")) => (minute, 4),
                (Some(minute), _) => (minute, 3),
                (None, _) => return None,
            },
            (_, Some("h")) => minute(self, 2).map_or((0, 2), |minute| (minute, 3)),
            // A bare figure is an hour beside a dash, or behind one.
            (Some('-'), _) => (0, 1),
            _ if self.tokens.was_mark(self.tokens.at.wrapping_sub(1), '-') => (0, 1),
            _ => return None,
        };
        (hour < last || minutes == 0 || hour < 24).then(|| {
            self.tokens.at += length;
            format!("{hour:02}:{minutes:02}")
        })
    }
}

/// Whether a text without days is of this syntax all the same: times as it writes them, a state, a comment.
fn is_telling(osm: &str) -> bool {
    osm.contains("24/7") || osm.contains("sun") || osm.contains('"') || STATES.contains(&osm)
}

#[cfg(test)]
mod tests;
