//! Hours that claim to be in OpenStreetMap syntax: read with tolerance for what people slip on, and written as the syntax
//! has it. What means nothing certain there is refused: a moment instead of a span ("We 08:00"), three times in a row.

/// Longest text that is read, in bytes.
const LONGEST: usize = 4_000;
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
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
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const EVENTS: [&str; 4] = ["dawn", "sunrise", "sunset", "dusk"];
const STATES: [&str; 4] = ["off", "closed", "open", "unknown"];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// In lower case.
    Word(String),
    Number(String),
    Comment(String),
    /// `||` is `|`.
    Mark(char),
}

/// The expression as the syntax has it; `None` where it cannot be read for certain.
pub(super) fn read(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parser = Parser { tokens: tokens(text)?, at: 0 };
    let osm = parser.rules()?;
    (parser.at == parser.tokens.len()).then_some(osm)
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c: char| !is(c)).unwrap_or(rest.len());
        let length = match first {
            'a'..='z' | 'A'..='Z' => {
                let length = run(|c| c.is_ascii_alphabetic());
                tokens.push(Token::Word(rest[..length].to_ascii_lowercase()));
                length
            }
            '0'..='9' => {
                let length = run(|c| c.is_ascii_digit());
                tokens.push(Token::Number(rest[..length].to_owned()));
                length
            }
            '"' | '“' | '”' => {
                let inside = &rest[first.len_utf8()..];
                let end = inside.find(['"', '“', '”'])?;
                let closing = inside[end..].chars().next()?;
                tokens.push(Token::Comment(inside[..end].to_owned()));
                first.len_utf8() + end + closing.len_utf8()
            }
            '|' => {
                let length = run(|c| c == '|');
                if length != 2 {
                    return None;
                }
                tokens.push(Token::Mark('|'));
                length
            }
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                tokens.push(Token::Mark('-'));
                first.len_utf8()
            }
            ',' | ';' | ':' | '/' | '+' | '(' | ')' | '[' | ']' => {
                tokens.push(Token::Mark(first));
                1
            }
            '\n' | '\r' => {
                tokens.push(Token::Mark(';'));
                1
            }
            _ if first.is_whitespace() => first.len_utf8(),
            _ => return None,
        };
        rest = &rest[length..];
    }
    Some(tokens)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn mark(&self, ahead: usize) -> Option<char> {
        if let Some(Token::Mark(mark)) = self.tokens.get(self.at + ahead) { Some(*mark) } else { None }
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        if let Some(Token::Word(word)) = self.tokens.get(self.at + ahead) { Some(word) } else { None }
    }

    fn number(&self, ahead: usize) -> Option<&str> {
        if let Some(Token::Number(number)) = self.tokens.get(self.at + ahead) { Some(number) } else { None }
    }

    fn value(&self, ahead: usize) -> Option<u32> {
        self.number(ahead)?.parse().ok()
    }

    fn take(&mut self, mark: char) -> bool {
        let is = self.mark(0) == Some(mark);
        self.at += usize::from(is);
        is
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is = self.word(0) == Some(word);
        self.at += usize::from(is);
        is
    }

    fn rules(&mut self) -> Option<String> {
        let mut out = String::new();
        let mut between = "";
        let mut known_days = false;
        loop {
            let (rule, has_days) = self.rule()?;
            out.push_str(between);
            out.push_str(&rule);
            known_days |= has_days;
            let start = self.at;
            let (mut normal, mut added, mut fallback) = (false, false, false);
            loop {
                match self.mark(0) {
                    Some(';') => normal = true,
                    Some(',') => added = true,
                    Some('|') => fallback = true,
                    _ => break,
                }
                self.at += 1;
            }
            if self.at == self.tokens.len() {
                // A text must say on which days, or that it is always so, to be of this syntax and of no other.
                let end_of_list = !fallback;
                return (end_of_list && (known_days || is_telling(&out))).then_some(out);
            }
            between = match (normal, added, fallback) {
                (false, false, true) => " || ",
                (true, _, false) => "; ",
                (false, true, false) => ", ",
                // The semicolon was left out before days.
                (false, false, false) if self.at == start && self.weekday(0).is_some() => "; ",
                _ => return None,
            };
        }
    }

    /// A rule, and whether it says on which days it holds.
    fn rule(&mut self) -> Option<(String, bool)> {
        let mut parts: Vec<String> = Vec::new();
        if let (Some("24"), Some('/'), Some("7" | "24")) = (self.number(0), self.mark(1), self.number(2)) {
            self.at += 3;
            parts.push("24/7".to_owned());
        }
        parts.extend(self.wide()?);
        if !parts.is_empty() {
            self.take(':');
        }
        parts.extend(self.days()?);
        let has_days = !parts.is_empty();
        if has_days && self.mark(0) == Some(':') && !matches!(self.tokens.get(self.at + 1), Some(Token::Mark(_)) | None)
        {
            self.at += 1;
        }
        parts.extend(self.times()?);
        if let Some(state) = self.word(0).and_then(|word| STATES.iter().find(|state| **state == word)) {
            self.at += 1;
            parts.push((*state).to_owned());
        }
        if let Some(Token::Comment(comment)) = self.tokens.get(self.at) {
            let comment = guichet_core::text::dated::clean(comment, super::LONGEST_REMARK);
            let comment = comment.replace(['"', '\n'], " ");
            self.at += 1;
            parts.push(format!("\"{}\"", comment.trim()));
        }
        (!parts.is_empty()).then(|| (parts.join(" "), has_days))
    }

    /// Years, months, dates and weeks. The outer option is of what cannot be read.
    fn wide(&mut self) -> Option<Vec<String>> {
        let mut parts = Vec::new();
        let mut dates: Vec<String> = Vec::new();
        loop {
            let start = self.at;
            if !dates.is_empty() && !self.take(',') {
                break;
            }
            let Some(date) = self.date_range() else {
                self.at = start;
                break;
            };
            dates.push(date);
        }
        if !dates.is_empty() {
            parts.push(dates.join(","));
        }
        if self.take_word("week") || self.take_word("weeks") {
            parts.push(format!("week {}", self.weeks()?));
        }
        Some(parts)
    }

    fn weeks(&mut self) -> Option<String> {
        let mut weeks = Vec::new();
        loop {
            let from = self.value(0).filter(|week| (1..=53).contains(week))?;
            self.at += 1;
            let mut text = format!("{from:02}");
            if self.mark(0) == Some('-') {
                let to = self.value(1).filter(|to| (from..=53).contains(to))?;
                self.at += 2;
                text.push_str(&format!("-{to:02}"));
                if self.take('/') {
                    let step = self.value(0).filter(|step| (2..=26).contains(step))?;
                    self.at += 1;
                    text.push_str(&format!("/{step}"));
                }
            }
            weeks.push(text);
            let goes_on = self.mark(0) == Some(',') && self.number(1).is_some() && self.mark(2) != Some(':');
            if !goes_on {
                return Some(weeks.join(","));
            }
            self.at += 1;
        }
    }

    /// "Jul-Aug", "Dec 24-Jan 02", "2026 Jul 14-2026 Aug 20", "easter -2 days", "2026-2027", "2026+".
    fn date_range(&mut self) -> Option<String> {
        let year = self.year();
        if let Some(year) = year {
            self.at += 1;
            if self.month(0).is_none() && self.word(0) != Some("easter") {
                return self.years(year);
            }
        }
        let from = self.date(year)?;
        let start = self.at;
        if !self.take('-') {
            return Some(from);
        }
        let year = self.year();
        if year.is_some() {
            self.at += 1;
        }
        if self.month(0).is_some() || self.word(0) == Some("easter") {
            return Some(format!("{from}-{}", self.date(year)?));
        }
        // "Jul 14-20": a day of the same month, and no hour.
        let day = self.value(0).filter(|day| year.is_none() && (1..=31).contains(day) && self.mark(1) != Some(':'));
        match day.filter(|_| from.ends_with(|last: char| last.is_ascii_digit()) && !from.contains("easter")) {
            Some(day) => {
                self.at += 1;
                Some(format!("{from}-{day:02}"))
            }
            None => {
                self.at = start;
                None
            }
        }
    }

    fn year(&self) -> Option<u32> {
        self.number(0).filter(|digits| digits.len() == 4)?;
        self.value(0).filter(|year| (1900..=2199).contains(year))
    }

    fn years(&mut self, from: u32) -> Option<String> {
        if self.take('+') {
            return Some(format!("{from}+"));
        }
        if self.mark(0) != Some('-') {
            return Some(from.to_string());
        }
        let to = self.number(1).filter(|digits| digits.len() == 4)?.parse::<u32>().ok().filter(|to| *to >= from)?;
        self.at += 2;
        if self.take('/') {
            let step = self.value(0).filter(|step| (2..=50).contains(step))?;
            self.at += 1;
            return Some(format!("{from}-{to}/{step}"));
        }
        Some(format!("{from}-{to}"))
    }

    fn month(&self, ahead: usize) -> Option<usize> {
        let word = self.word(ahead)?;
        MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word))
    }

    /// A month, a date of it, or Easter, with what shifts it.
    fn date(&mut self, year: Option<u32>) -> Option<String> {
        let year = year.map(|year| format!("{year} ")).unwrap_or_default();
        if self.take_word("easter") {
            return Some(format!("{year}easter{}", self.offset()?));
        }
        let month = MONTHS[self.month(0)?];
        self.at += 1;
        if let Some(day) =
            self.value(0).filter(|day| (1..=31).contains(day) && self.mark(1) != Some(':') && self.word(1) != Some("h"))
        {
            self.at += 1;
            return Some(format!("{year}{month} {day:02}{}", self.offset()?));
        }
        // "Oct Su[-1]" in a range of dates; elsewhere the day is one of the week.
        if let (Some(day), Some('[')) = (self.weekday(0), self.mark(1)) {
            let start = self.at;
            self.at += 1;
            let nth = self.nth()?;
            let offset = self.offset()?;
            let in_range =
                self.mark(0) == Some('-') && (self.month(1).is_some() || self.number(1).is_some_and(|n| n.len() == 4));
            let ends_range = self.tokens.get(start.wrapping_sub(2)) == Some(&Token::Mark('-'));
            if (in_range || ends_range) && !nth.contains(',') {
                return Some(format!("{year}{month} {}[{nth}]{offset}", DAYS[day]));
            }
            self.at = start;
        }
        Some(format!("{year}{month}"))
    }

    /// " +1 day", " -2 days", or nothing.
    fn offset(&mut self) -> Option<String> {
        let sign = match self.mark(0) {
            Some(sign @ ('+' | '-')) if matches!(self.word(2), Some("day" | "days")) => sign,
            _ => return Some(String::new()),
        };
        let days = self.value(1).filter(|days| (1..=366).contains(days))?;
        self.at += 3;
        Some(format!(" {sign}{days} day{}", if days == 1 { "" } else { "s" }))
    }

    fn weekday(&self, ahead: usize) -> Option<usize> {
        let word = self.word(ahead)?;
        let short = DAYS.iter().position(|day| day.eq_ignore_ascii_case(word));
        short.or_else(|| LONG_DAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| *day))
    }

    /// `1,3` or `-1`, with its brackets taken.
    fn nth(&mut self) -> Option<String> {
        self.take('[').then_some(())?;
        let mut nth = Vec::new();
        loop {
            let sign = if self.take('-') { "-" } else { "" };
            let from = self.value(0).filter(|nth| (1..=5).contains(nth))?;
            self.at += 1;
            if sign.is_empty() && self.mark(0) == Some('-') {
                let to = self.value(1).filter(|to| (from..=5).contains(to))?;
                self.at += 2;
                nth.extend((from..=to).map(|nth| nth.to_string()));
            } else {
                nth.push(format!("{sign}{from}"));
            }
            if self.take(']') {
                return Some(nth.join(","));
            }
            self.take(',').then_some(())?;
        }
    }

    /// Days of the week and holidays. Holidays come first; a space between both narrows them down, a comma adds them.
    fn days(&mut self) -> Option<Vec<String>> {
        let (mut holidays, mut days): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut narrows = false;
        let mut comma = true;
        loop {
            let was_holiday = match self.word(0) {
                Some("ph" | "sh") => {
                    let kind = if self.take_word("ph") {
                        "PH"
                    } else {
                        self.at += 1;
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
            let start = self.at;
            comma = self.take(',');
            let more = self.weekday(0).is_some() || matches!(self.word(0), Some("ph" | "sh"));
            // Side by side without a comma: a holiday and a day, or two days by a slip.
            if !more || (!comma && was_holiday && matches!(self.word(0), Some("ph"))) {
                self.at = start;
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
        self.at += 1;
        while self.mark(0) == Some('-') && self.weekday(1).is_some() {
            chain.push(self.weekday(1)?);
            self.at += 2;
        }
        if let [day] = chain[..] {
            let nth = if self.mark(0) == Some('[') { format!("[{}]", self.nth()?) } else { String::new() };
            return Some(format!("{}{nth}{}", DAYS[day], self.offset()?));
        }
        // "Mo-Tu-Th" can only be a list.
        let between = if chain.len() == 2 { "-" } else { "," };
        Some(chain.iter().map(|day| DAYS[*day]).collect::<Vec<_>>().join(between))
    }

    fn times(&mut self) -> Option<Vec<String>> {
        let mut spans = Vec::new();
        loop {
            let start = self.at;
            if !spans.is_empty() && !self.take(',') {
                break;
            }
            let Some(from) = self.time(23) else {
                self.at = start;
                break;
            };
            if self.take('+') {
                spans.push(format!("{from}+"));
                continue;
            }
            self.take('-').then_some(())?;
            let to = self.time(48)?;
            let open = if self.take('+') { "+" } else { "" };
            // A third time, or a step: what is meant?
            if matches!(self.mark(0), Some('-' | '/')) {
                return None;
            }
            spans.push(format!("{from}-{to}{open}"));
        }
        Some(if spans.is_empty() { Vec::new() } else { vec![spans.join(",")] })
    }

    /// A time with hours up to `last`: "09:00", "9h", "9h30", "18 :00", "9" beside a dash, "sunset", "(sunrise+01:00)".
    fn time(&mut self, last: u32) -> Option<String> {
        if let Some(event) = self.word(0).and_then(|word| EVENTS.iter().find(|event| **event == word)) {
            self.at += 1;
            return Some((*event).to_owned());
        }
        if self.mark(0) == Some('(') {
            let event = self.word(1).and_then(|word| EVENTS.iter().find(|event| **event == word))?;
            let sign = self.mark(2).filter(|sign| matches!(sign, '+' | '-'))?;
            self.at += 3;
            let shift = self.time(23)?;
            return self.take(')').then(|| format!("({event}{sign}{shift})"));
        }
        let hour =
            self.value(0).filter(|hour| *hour <= last && self.number(0).is_some_and(|digits| digits.len() <= 2))?;
        let minute = |parser: &Self, ahead| {
            let digits = parser.number(ahead).filter(|digits| digits.len() == 2)?;
            digits.parse::<u32>().ok().filter(|minute| *minute < 60)
        };
        let (minutes, length) = match (self.mark(1), self.word(1)) {
            (Some(':'), _) => match (minute(self, 2), self.word(3)) {
                (Some(minute), Some("h")) => (minute, 4),
                (Some(minute), _) => (minute, 3),
                (None, _) => return None,
            },
            (_, Some("h")) => minute(self, 2).map_or((0, 2), |minute| (minute, 3)),
            // A bare figure is an hour beside a dash, or behind one.
            (Some('-'), _) => (0, 1),
            _ if self.at > 0 && self.tokens[self.at - 1] == Token::Mark('-') => (0, 1),
            _ => return None,
        };
        (hour < last || minutes == 0 || hour < 24).then(|| {
            self.at += length;
            format!("{hour:02}:{minutes:02}")
        })
    }
}

/// Whether a text without days is of this syntax all the same: times as it writes them, a state, a comment.
fn is_telling(osm: &str) -> bool {
    osm.contains("24/7") || osm.contains("sun") || osm.contains('"') || STATES.contains(&osm)
}

#[cfg(test)]
mod tests {
    //! - what is in the syntax is kept, whatever it uses of it;
    //! - slips are mended, and written as the syntax has them;
    //! - what may mean two things is refused.

    use super::*;

    #[test]
    fn what_is_in_the_syntax_is_kept() {
        for text in [
            "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off",
            "Mo-Fr 08:00-25:00",
            "24/7",
            "Tu 15:00-19:00, We 10:00-12:00",
            "PH,Mo-Fr 09:00-12:00",
            "SH Mo-Fr 10:00-12:00",
            "Sa[1,3] 10:00-12:00",
            "Su[-1] 10:00-12:00",
            "week 02-52/2 We 09:00-12:00",
            "Jul-Aug Mo-Fr 09:00-12:00; Sep-Jun Mo 14:00-16:00",
            "Mo-Fr 09:00-12:00; Dec 24-Jan 02 off",
            "2026 Jul 14-2026 Aug 20 Mo-Fr 09:00-12:00",
            "2026-2027 Mo 09:00-12:00",
            "easter -2 days-easter +1 day off",
            "Oct Su[-1]-Mar Su[-1] 10:00-12:00",
            "Mo-Fr 09:00-12:00 || \"sur rendez-vous\"",
            "Mo-Fr 09:00-12:00 unknown \"sonner\"",
            "Mo-Fr 18:00+",
            "sunrise-(sunset-01:00)",
            "PH +1 day off",
            "Sa[-1] -1 day 09:00-12:00",
            "Jan 01,May 01 off",
            "unknown \"sur rendez-vous\"",
            "off",
        ] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn slips_are_mended() {
        for (text, osm) in [
            ("mo-fr 9:00-12:00", "Mo-Fr 09:00-12:00"),
            ("Mo-Fr 09h00–12h30", "Mo-Fr 09:00-12:30"),
            ("Mo-Fr 09:00-12:00, 14:00-17:00;", "Mo-Fr 09:00-12:00,14:00-17:00"),
            ("Mo 09:00-12:00 Tu 10:00-12:00,", "Mo 09:00-12:00; Tu 10:00-12:00"),
            ("Tu, We, Fr 09:00-18:00 ; Th 14:00-18:00", "Tu,We,Fr 09:00-18:00; Th 14:00-18:00"),
            ("Mo-Tu-Th 9-12", "Mo,Tu,Th 09:00-12:00"),
            ("Mo 14:00-19:00 ;Sa 14 :00-18h00", "Mo 14:00-19:00; Sa 14:00-18:00"),
            ("24/24", "24/7"),
            ("Mo,PH,Tu 10:00-12:00", "PH,Mo,Tu 10:00-12:00"),
            ("Mo-Fr PH 10:00-12:00", "PH Mo-Fr 10:00-12:00"),
            ("Monday-Friday: 9:00-12:00", "Mo-Fr 09:00-12:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(osm), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_refused() {
        for text in [
            "We 08:00",
            "Tu 08:00-13:45-16:30",
            "Mo 09:12",
            "9-12",
            "Mo 25:00-26:00",
            "lundi",
            "Mo \"x",
            "",
            "Mo ||",
            "Mo-Fr 10:00-16:00/90",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
