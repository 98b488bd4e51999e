//! When a place must be open, in what people write: "ouvert samedi matin", "open tonight", "ouverte à 18h".

use super::normal::fold;
use crate::model::{Date, Moment, OpenAt};

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// Words around "open" that say what is open, where that is no place.
const AROUND: usize = 3;

/// A part of a day, from a minute to another; the night ends on the next day.
type Part = (i64, i64);

/// A time as a language says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// Right now.
    Now,
    /// So many days from today.
    Ahead(u8),
    /// A day of the week, Monday = 0.
    Weekday(u8),
    /// Saturday and Sunday.
    WeekEnd,
    /// A part of a day.
    Part(Part),
    /// Hours of the clock stand before it: "18 h".
    Hour,
    /// From a time on, before it, up to it.
    After,
    Before,
    Until,
}

/// The parts of a day, by the keys of their words.
const PARTS: [(&str, Part); 5] = [
    ("morning", (7 * 60, 12 * 60)),
    ("noon", (12 * 60, 14 * 60)),
    ("afternoon", (12 * 60, 18 * 60)),
    ("evening", (18 * 60, 23 * 60)),
    ("night", (22 * 60, DAY + 6 * 60)),
];

/// The words of one language that say when.
#[derive(Debug, Clone, Default)]
pub struct TimeWords {
    /// "Open".
    open: Vec<String>,
    /// What else may be open: "dossier", "account".
    opened: Vec<String>,
    /// "Not": what comes after is not wished for.
    not: Vec<String>,
    /// Phrases, as folded words, the longest first.
    phrases: Vec<(Vec<String>, Sense)>,
    /// Phrases for days that have been, as folded words, and how many days ago.
    ago: Vec<(Vec<String>, i64)>,
}

/// A day by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedDay {
    /// So many days from today; negative for those that have been.
    Away(i64),
    /// A day of the week, Monday = 0.
    Weekday(u8),
}

impl TimeWords {
    /// `words(key)` gives the comma-separated words of a key: `open`, `opened`, `not`, and `when-…`: `now`, `today`, `tomorrow`,
    /// `after-tomorrow`, `day-0` to `day-6`, `weekend`, `morning`, `noon`, `afternoon`, `evening`, `night`, `hour`, `after`,
    /// `before`, `until`, and `ago-1`, `ago-2` for yesterday and the day before.
    pub fn new(words: impl Fn(&str) -> String) -> Self {
        let list = |key: &str| -> Vec<String> {
            words(key).split(',').map(fold).filter(|phrase| !phrase.is_empty()).collect()
        };
        let mut senses = vec![
            ("now".to_owned(), Sense::Now),
            ("today".into(), Sense::Ahead(0)),
            ("tomorrow".into(), Sense::Ahead(1)),
            ("after-tomorrow".into(), Sense::Ahead(2)),
            ("weekend".into(), Sense::WeekEnd),
            ("hour".into(), Sense::Hour),
            ("after".into(), Sense::After),
            ("before".into(), Sense::Before),
            ("until".into(), Sense::Until),
        ];
        senses.extend((0..7).map(|day| (format!("day-{day}"), Sense::Weekday(day))));
        senses.extend(PARTS.map(|(key, part)| (key.to_owned(), Sense::Part(part))));
        let phrase = |phrase: &String| phrase.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut phrases: Vec<(Vec<String>, Sense)> = senses
            .iter()
            .flat_map(|(key, sense)| {
                list(&format!("when-{key}")).iter().map(phrase).map(|words| (words, *sense)).collect::<Vec<_>>()
            })
            .collect();
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let past = |days: i64| list(&format!("when-ago-{days}")).into_iter().map(move |phrase| (phrase, days));
        let ago = [1, 2].into_iter().flat_map(past).map(|(text, days)| (phrase(&text), days)).collect();
        Self { open: list("open"), opened: list("opened"), not: list("not"), phrases, ago }
    }

    /// The day that some folded words name, all of them.
    pub(super) fn named_day(&self, words: &[String]) -> Option<NamedDay> {
        let ago = self.ago.iter().find(|(phrase, _)| phrase == words);
        let sense = self.phrases.iter().find(|(phrase, _)| phrase == words).map(|(_, sense)| *sense);
        match (ago, sense) {
            (Some((_, days)), _) => Some(NamedDay::Away(-days)),
            (None, Some(Sense::Ahead(days))) => Some(NamedDay::Away(days.into())),
            (None, Some(Sense::Weekday(day))) => Some(NamedDay::Weekday(day)),
            _ => None,
        }
    }

    /// Whether a folded word denies what comes after it.
    pub(super) fn denies(&self, word: &str) -> bool {
        self.not.iter().any(|not| not == word)
    }

    /// Reads folded words, those that are `taken` aside; marks the words that say when. Where no word says "open", the
    /// time is meant only if `alone` is.
    pub(super) fn read(&self, words: &[String], taken: &mut [bool], now: Moment, alone: bool) -> Option<OpenAt> {
        let opens = |at: usize| {
            let around = &words[at.saturating_sub(AROUND)..words.len().min(at + 1 + AROUND)];
            !taken[at] && self.open.contains(&words[at]) && !around.iter().any(|word| self.opened.contains(word))
        };
        let open: Vec<usize> = (0..words.len()).filter(|at| opens(*at)).collect();
        if open.is_empty() && !alone {
            return None;
        }
        let (said, mut meant) = self.said(words, taken);
        if open.is_empty() && said.is_nothing() {
            return None;
        }
        meant.extend(&open);
        meant.into_iter().for_each(|at| taken[at] = true);
        Some(said.open_at(now))
    }

    /// The time of the clock that folded words are, and nothing else, in minutes since midnight.
    pub(super) fn time(&self, words: &[String]) -> Option<i64> {
        let (said, meant) = self.said(words, &vec![false; words.len()]);
        let alone = meant.len() == words.len() && !said.now && !said.weekend && said.named(0).is_none();
        let (clock, bound) = said.clock.filter(|_| alone)?;
        let (from, until) = around(clock, bound, said.part);
        (from == until && bound.is_none()).then_some(from)
    }

    /// What the words say of a time, and which they are.
    fn said(&self, words: &[String], taken: &[bool]) -> (Said, Vec<usize>) {
        let (mut said, mut meant) = (Said::default(), Vec::new());
        let mut bound = None;
        let mut at = 0;
        while at < words.len() {
            if taken[at] || at > 0 && self.denies(&words[at - 1]) {
                at += 1;
                continue;
            }
            if let Some((clock, length)) = self.clock(&words[at..]) {
                // "After" and its like stand right before.
                said.clock = Some((clock, bound.filter(|(end, _)| *end == at).map(|(_, sense)| sense)));
                meant.extend(at..at + length);
                at += length;
                continue;
            }
            let begins = |(phrase, _): &&(Vec<String>, Sense)| words[at..].starts_with(phrase);
            match self.phrases.iter().find(begins) {
                Some((_, Sense::Hour)) | None => at += 1,
                Some((phrase, sense)) => {
                    let end = at + phrase.len();
                    match sense {
                        Sense::After | Sense::Before | Sense::Until => bound = Some((end, *sense)),
                        _ => said.take(*sense),
                    }
                    meant.extend(at..end);
                    at = end;
                }
            }
        }
        (said, meant)
    }

    /// A time of the clock at the beginning of some words, in minutes, and how many words it has: "18h30", "18 h", "6 pm".
    fn clock(&self, words: &[String]) -> Option<(i64, usize)> {
        let is_hour = |word: &str| {
            self.phrases.iter().any(|(phrase, sense)| *sense == Sense::Hour && phrase.len() == 1 && phrase[0] == word)
        };
        let first = words.first()?;
        let digits = first.len() - first.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (hour, rest) = first.split_at(digits);
        let hour: i64 = hour.parse().ok().filter(|hour| *hour <= 24)?;
        let minutes = |text: &str| text.parse::<i64>().ok().filter(|minute| *minute < 60 && text.len() == 2);
        let letters = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        let (minute, length, letters) = if rest.is_empty() {
            let word = words.get(1).filter(|word| is_hour(word))?;
            match words.get(2).and_then(|word| minutes(word)) {
                Some(minute) => (minute, 3, word.as_str()),
                None => (0, 2, word.as_str()),
            }
        } else {
            (minutes(&rest[letters.len()..]).unwrap_or(0), 1, letters)
        };
        let late = if letters == "pm" && hour < 12 { 12 } else { 0 };
        is_hour(letters).then_some(((hour + late) * 60 + minute, length))
    }
}

/// What was said of a time.
#[derive(Debug, Default)]
struct Said {
    now: bool,
    ahead: Option<u8>,
    weekday: Option<u8>,
    weekend: bool,
    part: Option<Part>,
    /// The minutes of a time of the clock, and whether it is meant from then on, before it or up to it.
    clock: Option<(i64, Option<Sense>)>,
}

impl Said {
    fn take(&mut self, sense: Sense) {
        match sense {
            Sense::Now => self.now = true,
            Sense::Ahead(days) => self.ahead = Some(days),
            Sense::Weekday(day) => self.weekday = Some(day),
            Sense::WeekEnd => self.weekend = true,
            Sense::Part(part) => self.part = Some(part),
            Sense::After | Sense::Before | Sense::Until | Sense::Hour => {}
        }
    }

    /// Whether no time was said.
    const fn is_nothing(&self) -> bool {
        let day = self.ahead.is_some() || self.weekday.is_some() || self.weekend;
        !(self.now || day || self.part.is_some() || self.clock.is_some())
    }

    /// The day that is named, of those to come, in days since 1970.
    fn named(&self, today: i64) -> Option<i64> {
        let weekday = i64::from(Date::from_days(today).weekday());
        // The day of today, by its name, is the next one.
        let named = self.weekday.map(|day| today + (i64::from(day) - weekday + 6).rem_euclid(7) + 1);
        named.or(self.ahead.map(|days| today + i64::from(days)))
    }

    /// The time that is meant, of those to come.
    fn open_at(&self, now: Moment) -> OpenAt {
        let today = now.date.days();
        let named = self.named(today);
        let (from, until) = match (self.clock, self.part) {
            (Some((clock, bound)), part) => around(clock, bound, part),
            (None, Some(part)) => part,
            (None, None) if self.weekend || named.is_some() => (0, DAY - 1),
            (None, None) => return OpenAt::Moment(now),
        };
        if self.weekend {
            let saturday = today + 5 - i64::from(now.date.weekday());
            return between((saturday, from), (saturday + 1, until), now);
        }
        let day = named.unwrap_or(today);
        // A part of today that is over is that of tomorrow, where no day was said.
        let over = named.is_none() && day * DAY + until < now.minutes();
        let day = day + i64::from(over);
        between((day, from), (day, until), now)
    }
}

/// The minutes that a time of the clock means: "at 18 h", "after 18 h", "until 18 h", "before 8 h", "six in the evening".
fn around(clock: i64, bound: Option<Sense>, part: Option<Part>) -> (i64, i64) {
    let late = part.is_some_and(|(from, _)| from >= DAY / 2) && clock < DAY / 2;
    let clock = if late { clock + DAY / 2 } else { clock };
    let before = (clock - 1).max(0);
    match bound {
        Some(Sense::After) => (clock, DAY - 1),
        Some(Sense::Before) => (0, before),
        Some(Sense::Until) => (before, before),
        _ => (clock, clock),
    }
}

/// From a minute of a day to another, and not before now.
fn between(from: (i64, i64), until: (i64, i64), now: Moment) -> OpenAt {
    let moment = |(day, minute): (i64, i64)| Moment { date: Date::from_days(day), minute: 0 }.plus_minutes(minute);
    let (from, until) = (moment(from).max(now), moment(until));
    OpenAt::Between(from, until.max(from))
}

#[cfg(test)]
mod tests {
    //! - a time is read where something is open, or where nothing else can be meant: one to come, as a stretch of the clock;
    //!   a night ends on the next day;
    //! - what is open besides a place, and what was yesterday, is no time;
    //! - words that say when are marked, and no others.

    use super::*;
    use crate::text::normal::words;

    fn times() -> TimeWords {
        TimeWords::new(|key| {
            let words = match key {
                "open" => "ouvert, ouverte",
                "opened" => "compte, dossier",
                "not" => "pas, hier",
                "when-now" => "maintenant, en ce moment",
                "when-today" => "aujourd'hui",
                "when-tomorrow" => "demain",
                "when-after-tomorrow" => "après demain",
                "when-weekend" => "week end",
                "when-morning" => "matin",
                "when-afternoon" => "après midi",
                "when-evening" => "soir",
                "when-night" => "nuit",
                "when-hour" => "h, heures, pm",
                "when-after" => "après, à partir de",
                "when-before" => "avant",
                "when-until" => "jusqu'à",
                "when-day-0" => "lundi",
                "when-day-5" => "samedi",
                "when-day-6" => "dimanche",
                _ => "",
            };
            words.to_owned()
        })
    }

    /// A text on a Monday at ten: the stretch, and the words that are left.
    fn read(text: &str, alone: bool) -> (String, String) {
        let words = words(text);
        let mut taken = vec![false; words.len()];
        let now = Moment::parse("2026-11-30T10:00").expect("a moment");
        let found = times().read(&words, &mut taken, now, alone);
        let left: Vec<&str> =
            words.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(word, _)| word.as_str()).collect();
        let said = match found {
            None => String::new(),
            Some(OpenAt::Moment(_)) => "now".into(),
            Some(OpenAt::Between(from, until)) => format!("{from}/{until}"),
        };
        (said, left.join(" "))
    }

    #[test]
    fn times_to_come_are_read() {
        for (text, when, left) in [
            ("mairie ouverte", "now", "mairie"),
            ("mairie ouverte maintenant", "now", "mairie"),
            ("ouvert aujourd'hui", "2026-11-30T10:00/2026-11-30T23:59", ""),
            ("ouvert ce matin", "2026-11-30T10:00/2026-11-30T12:00", "ce"),
            ("ouvert ce soir", "2026-11-30T18:00/2026-11-30T23:00", "ce"),
            ("ouvert la nuit", "2026-11-30T22:00/2026-12-01T06:00", "la"),
            ("caf ouverte demain après-midi", "2026-12-01T12:00/2026-12-01T18:00", "caf"),
            ("ouvert après-demain", "2026-12-02T00:00/2026-12-02T23:59", ""),
            ("ouvert lundi matin", "2026-12-07T07:00/2026-12-07T12:00", ""),
            ("samedi la mairie est ouverte ?", "2026-12-05T00:00/2026-12-05T23:59", "la mairie est"),
            ("ouvert le week-end", "2026-12-05T00:00/2026-12-06T23:59", "le"),
            ("ouvert à 18h", "2026-11-30T18:00/2026-11-30T18:00", "a"),
            ("ouvert à 18h30", "2026-11-30T18:30/2026-11-30T18:30", "a"),
            ("ouvert à 18 h 30", "2026-11-30T18:30/2026-11-30T18:30", "a"),
            ("ouvert à 6 heures du soir", "2026-11-30T18:00/2026-11-30T18:00", "a du"),
            ("ouvert 6pm", "2026-11-30T18:00/2026-11-30T18:00", ""),
            ("ouvert samedi après 17h", "2026-12-05T17:00/2026-12-05T23:59", ""),
            ("ouvert jusqu'à 19h, avant je travaille", "2026-11-30T18:59/2026-11-30T18:59", "je travaille"),
            ("ouvert avant 8h", "2026-12-01T00:00/2026-12-01T07:59", ""),
            ("ouvert à 9h", "2026-12-01T09:00/2026-12-01T09:00", "a"),
        ] {
            assert_eq!(read(text, false), (when.to_owned(), left.to_owned()), "{text}");
        }
        assert_eq!(read("samedi matin", true).0, "2026-12-05T07:00/2026-12-05T12:00");
    }

    #[test]
    fn other_words_are_no_time() {
        for text in ["mon dossier est ouvert", "ouvert un compte demain", "samedi matin", "je pars demain"] {
            assert_eq!(read(text, false), (String::new(), words(text).join(" ")), "{text}");
        }
        assert_eq!(read("rien du tout", true), (String::new(), "rien du tout".into()));
        assert_eq!(read("hier soir", true).0, "");
    }
}
