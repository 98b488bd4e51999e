//! The grammar of hours written in French: days and times in turn, what they hold on, and what is left out. Every word must
//! be understood; what could be read in two ways is refused.

use super::lexer::tokens;
use super::meaning::{APPOINTMENT, Group, Hours, Season, Weeks};
use super::rows::{Days, Half, NOON, Row};
use super::vocabulary::{Token, Word};
use guichet_core::text::normal::words;

/// Minutes of a day.
const DAY: u16 = 1_440;

/// Hours in OSM syntax; `None` where the text is not certain.
pub(super) fn read(text: &str) -> Option<String> {
    let tokens = tokens(text)?;
    // A text that was cut off says more than what is left of it.
    let is_open = |token: &Token| {
        use Word::{And, During, Every, Except, Of, To, Until};
        matches!(token, Token::Number(_) | Token::Word(And | During | Every | Except | Of | To | Until))
    };
    tokens.last().filter(|last| !is_open(last))?;
    // Alone, "am" may be the morning and "après-midi" as well.
    let letters = |word: &str| matches!(word, "am" | "pm");
    let untimed = !words(text).iter().any(|word| letters(word))
        && !tokens.iter().any(|token| matches!(token, Token::Time(_) | Token::Number(_) | Token::Month(_)));
    Parser {
        untimed,
        row: Row { tokens, at: 0 },
        hours: Hours::default(),
        days: None,
        times: None,
        half: None,
        in_parens: false,
    }
    .all()?
    .into_osm()
}

struct Parser {
    row: Row,
    hours: Hours,
    /// Days whose times are still to come.
    days: Option<Days>,
    /// Times whose days are still to come.
    times: Option<Vec<(u16, u16)>>,
    /// What was said of the next time, before it: "matin 9h-12h".
    half: Option<Half>,
    in_parens: bool,
    /// No time is in the text: days are all that it says.
    untimed: bool,
}

impl Parser {
    fn all(mut self) -> Option<Hours> {
        while let Some(token) = self.row.peek() {
            let before = self.row.at;
            match token {
                Token::Mark('(') if !self.in_parens => self.in_parens = self.step(),
                Token::Mark(')') if self.in_parens => self.in_parens = !self.step(),
                Token::Mark('(' | ')') => return None,
                Token::Mark(_) => {
                    self.step();
                }
                Token::Day(_) | Token::Ordinal(_) => self.days_or_dates()?,
                Token::Number(_) if matches!(self.row.ahead(1), Some(Token::Month(_))) => self.periods()?,
                Token::Time(_) | Token::Number(_) => self.some_times()?,
                Token::Month(_) => self.periods()?,
                Token::Word(word) => self.word(word)?,
            }
            if self.row.at == before {
                return None;
            }
        }
        if self.times.is_some() || self.half.is_some() || self.in_parens {
            return None;
        }
        // Days without times: nothing is known of them but which half is meant, or that they are by appointment.
        match self.days.take() {
            Some(days) if self.untimed => {
                self.untimed(days)?;
                Some(self.hours)
            }
            Some(_) => None,
            None => Some(self.hours),
        }
    }

    /// A group of days of which no time is said but the half of the day, or that they are by appointment.
    fn untimed(&mut self, days: Days) -> Option<()> {
        let remark = match (days.half, self.hours.all_by_appointment) {
            (Some(Half::Morning), false) => "le matin",
            (Some(Half::Afternoon), false) => "l'après-midi",
            (None, true) => APPOINTMENT,
            _ => return None,
        };
        self.group(Days { half: None, ..days }, Vec::new(), false)?;
        self.hours.groups.last_mut()?.remark = Some(remark);
        Some(())
    }

    fn step(&mut self) -> bool {
        self.row.at += 1;
        true
    }

    fn word(&mut self, word: Word) -> Option<()> {
        match word {
            Word::Of | Word::Neutral | Word::NoAppointment | Word::And => self.step().then_some(()),
            Word::Every | Word::EveryDay | Word::Weekend => self.days_or_dates(),
            Word::Morning | Word::Afternoon => self.half(word),
            Word::AllDay => self.all_day(),
            Word::Until => self.until(),
            Word::Closed => self.closed(),
            Word::Except => self.except(),
            Word::SchoolHolidays => self.season(Season::Holidays),
            Word::SchoolTime => self.season(Season::School),
            Word::EvenWeeks => self.weeks(Weeks::Even),
            Word::OddWeeks => self.weeks(Weeks::Odd),
            Word::Appointment => self.appointment(),
            Word::During => self.during(),
            Word::All if matches!(self.row.ahead(1), Some(Token::Word(Word::Appointment))) => {
                self.row.at += 2;
                self.hours.all_by_appointment = true;
                Some(())
            }
            Word::To | Word::Only | Word::OfMonth | Word::PublicHolidays | Word::All => None,
        }
    }

    /// A group is whole: days with their times. Half a day that is named must be that of the times.
    fn group(&mut self, days: Days, spans: Vec<(u16, u16)>, halves: bool) -> Option<()> {
        let fits = |half, (from, to): &(u16, u16)| match half {
            Half::Morning => *to <= NOON + 120,
            Half::Afternoon => *from + 30 >= NOON,
        };
        if let Some(half) = days.half {
            let checked = if halves { spans.get(..1)? } else { &spans[..] };
            (!spans.is_empty() && checked.iter().all(|span| fits(half, span))).then_some(())?;
        }
        self.hours.groups.push(Group {
            days: days.set,
            named: days.named,
            nth: days.nth,
            spans,
            season: self.hours.season,
            periods: self.hours.periods.clone(),
            weeks: days.weeks,
            remark: None,
        });
        Some(())
    }

    fn days_or_dates(&mut self) -> Option<()> {
        // "Du 1er juillet au 31 août : …"
        if matches!((self.row.peek(), self.row.ahead(1)), (Some(Token::Ordinal(1)), Some(Token::Month(_)))) {
            return self.periods();
        }
        // "(2e et 4e du mois)" behind the times of one day.
        if self.in_parens
            && self.days.is_none()
            && let Some(nth) = self.ordinals_alone()
        {
            let last = self.hours.groups.last_mut()?;
            let one = last.days.iter().filter(|day| **day).count() == 1;
            return (one && last.nth.is_empty()).then(|| last.nth = nth);
        }
        let days = self.row.some_days()?;
        if let Some(spans) = self.times.take() {
            return self.group(days, spans, false);
        }
        if let Some(before) = self.days.take() {
            self.untimed.then_some(())?;
            self.untimed(before)?;
        }
        // "(vendredi 16h30)", behind times that end later on the other days.
        if self.in_parens && !self.hours.groups.is_empty() {
            while self.row.take_mark(':') || self.row.take(Word::To) || self.row.take(Word::Until) {}
            if let (Some(Token::Time(end)), Some(Token::Mark(')'))) = (self.row.peek(), self.row.ahead(1)) {
                self.row.at += 1;
                return self.ends_at(&days, end);
            }
        }
        self.days = Some(days);
        // "samedi : -": nothing on that day.
        let mark = |at: usize| matches!(self.row.tokens.get(at), Some(Token::Mark('-')));
        let colon = matches!(self.row.peek(), Some(Token::Mark(':')));
        if colon && mark(self.row.at + 1) {
            let next = self.row.tokens.get(self.row.at + 2);
            if matches!(next, None | Some(Token::Day(_))) {
                self.row.at += 2;
                self.days = None;
            }
        }
        Some(())
    }

    /// "1er et 3e du mois", without a day.
    fn ordinals_alone(&mut self) -> Option<Vec<i8>> {
        let start = self.row.at;
        let nth = self.row.ordinals();
        if !nth.is_empty() && self.row.take(Word::OfMonth) && self.row.peek() == Some(Token::Mark(')')) {
            return Some(nth);
        }
        self.row.at = start;
        None
    }

    /// Half a day before a time, which must be of it.
    fn half(&mut self, word: Word) -> Option<()> {
        self.row.at += 1;
        let half = if word == Word::Morning { Half::Morning } else { Half::Afternoon };
        (self.days.is_some() && self.half.is_none()).then(|| self.half = Some(half))
    }

    fn some_times(&mut self) -> Option<()> {
        let (times, halves) = self.row.times_in_a_row()?;
        let first = *times.first()?;
        let told = self.half.take();
        told.is_none_or(|half| half.holds(first)).then_some(())?;
        let halves = halves || told.is_some();
        // "(19h les mardis et vendredis)"
        if let ([end], true, false) = (&times[..], self.in_parens, self.hours.groups.is_empty())
            && self.days.is_none()
        {
            let days = self.row.some_days()?;
            return (self.row.peek() == Some(Token::Mark(')'))).then(|| self.ends_at(&days, *end))?;
        }
        let spans = paired(&times)?;
        if let Some(days) = self.days.take() {
            return self.group(days, spans, halves);
        }
        let free = self.times.is_none() && (self.hours.groups.is_empty() || self.hours.times_first);
        free.then(|| {
            self.times = Some(spans);
            self.hours.times_first = true;
        })
    }

    /// "24h/24", behind or before its days.
    fn all_day(&mut self) -> Option<()> {
        self.row.at += 1;
        while self.row.take_mark(',') || self.row.take_mark('-') || self.row.take_mark('/') || self.row.take(Word::And)
        {
        }
        let every = self.row.take(Word::EveryDay);
        let spans = vec![(0, DAY)];
        if let Some(days) = self.days.take() {
            return self.group(days, spans, false);
        }
        let at_end = self.row.peek().is_none() && self.hours.groups.is_empty();
        if every || at_end {
            return self.group(Days { set: [true; 7], ..Days::default() }, spans, false);
        }
        self.times.is_none().then(|| self.times = Some(spans))
    }

    /// "le vendredi jusqu'à 16h30": as on the days before, but for the end.
    fn until(&mut self) -> Option<()> {
        self.row.at += 1;
        let days = self.days.take()?;
        let Some(Token::Time(end)) = self.row.peek() else { return None };
        self.row.at += 1;
        self.ends_at(&days, end)
    }

    /// Days of the last group that end at another time.
    fn ends_at(&mut self, days: &Days, end: u16) -> Option<()> {
        let last = self.hours.groups.last()?.clone();
        let mut spans = last.spans.clone();
        let (from, _) =
            spans.last().copied().filter(|(from, _)| days.nth.is_empty() && days.half.is_none() && *from < end)?;
        *spans.last_mut()? = (from, end);
        let last_mut = self.hours.groups.last_mut()?;
        let more = days.set.iter().zip(&mut last_mut.days).filter(|(is, _)| **is);
        // They are no longer of the last group, if they were.
        more.for_each(|(_, day)| *day = false);
        self.hours.groups.push(Group { days: days.set, named: days.named, spans, ..last });
        Some(())
    }

    /// "mercredi : fermé", "fermé le mercredi", "fermé en août", "fermé les jours fériés".
    fn closed(&mut self) -> Option<()> {
        self.row.at += 1;
        if let Some(days) = self.days.take() {
            (days.nth.is_empty() && days.half.is_none()).then_some(())?;
            // "mardi : fermé au public le matin, 13h45-17h30"
            let start = self.row.at;
            while self.row.take(Word::Of) || self.row.take(Word::Neutral) {}
            let open = match self.row.peek() {
                Some(Token::Word(Word::Morning)) => Some(Half::Afternoon),
                Some(Token::Word(Word::Afternoon)) => Some(Half::Morning),
                _ => None,
            };
            let marks = |token: &Token| !matches!(token, Token::Mark(_));
            let next = self.row.tokens.get(self.row.at + 1..).and_then(|rest| rest.iter().find(|token| marks(token)));
            if open.is_some() && matches!(next, Some(Token::Time(_) | Token::Number(_))) {
                self.row.at += 1;
                (self.days, self.half) = (Some(days), open);
                return Some(());
            }
            self.row.at = start;
            return self.hours.close(days.set, None);
        }
        while self.row.take(Word::Of)
            || self.row.take_mark(':')
            || self.row.take(Word::During)
            || self.row.take(Word::Neutral)
        {}
        match self.row.peek()? {
            Token::Day(_) | Token::Word(Word::Weekend) => {
                let some = self.row.some_days()?;
                let alone = some.set.iter().filter(|day| **day).count() == 1;
                let half = some.half.map(|half| half == Half::Morning);
                // Of several days with half a day behind the last one, nobody knows which are closed.
                (some.nth.is_empty() && (half.is_none() || alone)).then(|| self.hours.close(some.set, half))??;
                // "et le vendredi après-midi"
                let start = self.row.at;
                while self.row.take(Word::And) || self.row.take(Word::Of) || self.row.take_mark(',') {}
                if matches!(self.row.peek(), Some(Token::Day(_))) && self.row.at > start {
                    self.row.at -= 1;
                    return self.closed();
                }
                Some(())
            }
            Token::Word(Word::PublicHolidays | Word::SchoolHolidays) => self.leave_out_holidays(),
            Token::Month(_) | Token::Number(_) | Token::Ordinal(_) => {
                let periods = self.row.some_periods()?;
                self.hours.closed_periods.push(periods);
                Some(())
            }
            _ => None,
        }
    }

    /// "sauf le mercredi", "hors jours fériés", "sauf week-end".
    fn except(&mut self) -> Option<()> {
        self.row.at += 1;
        while self.row.take(Word::Of) || self.row.take(Word::During) {}
        match self.row.peek()? {
            Token::Word(Word::PublicHolidays | Word::SchoolHolidays) => self.leave_out_holidays(),
            Token::Day(_) | Token::Word(Word::Weekend) => {
                let some = self.row.some_days()?;
                // "sauf le vendredi (16h30)" is no day off.
                let one = some.set.iter().filter(|day| **day).count() == 1;
                let certain = some.nth.is_empty() && (some.half.is_none() || one);
                if !certain || self.row.peek() == Some(Token::Mark('(')) {
                    return None;
                }
                match &mut self.days {
                    Some(days) if some.half.is_none() => {
                        days.set.iter_mut().zip(some.set).filter(|(_, out)| *out).for_each(|(day, _)| *day = false);
                        Some(())
                    }
                    Some(_) => None,
                    None => self.hours.close(some.set, some.half.map(|half| half == Half::Morning)),
                }
            }
            _ => None,
        }
    }

    fn leave_out_holidays(&mut self) -> Option<()> {
        loop {
            match self.row.peek() {
                Some(Token::Word(Word::PublicHolidays)) => self.hours.public_off = true,
                Some(Token::Word(Word::SchoolHolidays)) => self.hours.school_off = true,
                _ => return None,
            }
            self.row.at += 1;
            let start = self.row.at;
            while self.row.take(Word::And) || self.row.take(Word::Of) || self.row.take_mark(',') {}
            if !matches!(self.row.peek(), Some(Token::Word(Word::PublicHolidays | Word::SchoolHolidays))) {
                self.row.at = start;
                return Some(());
            }
        }
    }

    /// "En période scolaire : …", "Pendant les vacances scolaires : …": what follows holds then.
    fn season(&mut self, season: Season) -> Option<()> {
        self.row.at += 1;
        let heads = self.days.is_none() && self.times.is_none() && !self.in_parens && self.hours.periods.is_none();
        let leads =
            self.row.tokens.get(self.row.at..).unwrap_or_default().iter().any(|token| matches!(token, Token::Time(_)));
        // The first words, or behind groups of the other season: anywhere else it could be of what stands before.
        let first = self.hours.groups.is_empty() || self.hours.season.is_some();
        (heads && leads && first).then(|| self.hours.season = Some(season))
    }

    /// "le mercredi des semaines paires de 14h à 17h", "mercredi 14h-17h (semaines paires)".
    fn weeks(&mut self, weeks: Weeks) -> Option<()> {
        self.row.at += 1;
        if let Some(days) = &mut self.days {
            return days.weeks.is_none().then(|| days.weeks = Some(weeks));
        }
        let ends = self.row.peek().is_none_or(|token| token == Token::Mark(')'));
        let [group] = &mut self.hours.groups[..] else { return None };
        (ends && group.weeks.is_none()).then(|| group.weeks = Some(weeks))
    }

    /// "en juillet et août uniquement …"; a month closes with its word, see [`Self::closed`].
    fn during(&mut self) -> Option<()> {
        self.row.at += 1;
        while self.row.take(Word::Of) {}
        match self.row.peek()? {
            Token::Month(_) => self.periods(),
            Token::Word(Word::SchoolTime | Word::SchoolHolidays) => Some(()),
            _ => None,
        }
    }

    /// Periods behind the last times hold for all of them; before the first ones, for what follows, until other ones come.
    /// In the middle they replace the rest of the year, with "uniquement" alone: else it could be of what stands before.
    fn periods(&mut self) -> Option<()> {
        let periods = self.row.some_periods()?;
        let only = self.row.take(Word::Only);
        let rest = self.row.tokens.get(self.row.at..).unwrap_or_default();
        let leads = rest.iter().any(|token| matches!(token, Token::Time(_) | Token::Day(_)));
        if self.days.is_some() || self.times.is_some() || self.hours.season.is_some() {
            return None;
        }
        match (self.hours.groups.is_empty(), leads) {
            (true, true) if self.hours.periods.is_none() => self.hours.periods = Some(periods),
            (false, false) if !only && self.hours.periods.is_none() => {
                let groups = &mut self.hours.groups;
                groups.iter_mut().for_each(|group| group.periods = Some(periods.clone()));
            }
            (false, true) if only && self.hours.periods.is_none() => {
                self.hours.closed_periods.push(periods.clone());
                self.hours.periods = Some(periods);
            }
            (false, true) if !only && self.hours.periods.is_some() => {
                let used = |group: &Group| group.periods.as_ref() == Some(&periods);
                (!self.hours.groups.iter().any(used)).then(|| self.hours.periods = Some(periods))?;
            }
            _ => return None,
        }
        Some(())
    }

    /// "sur rendez-vous": of all that follows where it comes first, of what stands before it in brackets or alone, else of
    /// the rest of the week where "et" joins it.
    fn appointment(&mut self) -> Option<()> {
        let before = self.row.at.checked_sub(1).and_then(|at| self.row.tokens.get(at)).copied();
        self.row.at += 1;
        let at_end = !self.row.tokens.get(self.row.at..).unwrap_or_default().iter().any(|token| {
            matches!(
                token,
                Token::Day(_) | Token::Time(_) | Token::Number(_) | Token::Word(Word::Morning | Word::Afternoon)
            )
        });
        let groups = self.hours.groups.len();
        if groups == 0 && self.times.is_none() {
            // Days without times, or nothing at all, or all that follows.
            (self.days.is_none() || at_end).then(|| self.hours.all_by_appointment = true)
        } else if self.in_parens && self.days.is_none() && self.times.is_none() {
            let closes = self.row.peek() == Some(Token::Mark(')'));
            closes.then(|| self.hours.groups.last_mut())??.remark = Some(APPOINTMENT);
            Some(())
        } else if before == Some(Token::Word(Word::And)) && at_end && self.days.is_none() {
            self.hours.else_by_appointment = true;
            Some(())
        } else if groups == 1 && at_end && self.days.is_none() {
            self.hours.all_by_appointment = true;
            Some(())
        } else {
            None
        }
    }
}

/// Times two by two, in order and apart.
fn paired(times: &[u16]) -> Option<Vec<(u16, u16)>> {
    /// Nobody opens before five in the morning, or for longer than sixteen hours: a slip is likelier.
    const EARLIEST: u16 = 300;
    const LONGEST: u16 = 960;
    if times.is_empty() || times.len() % 2 == 1 {
        return None;
    }
    let spans: Vec<(u16, u16)> = times.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let sane = spans.iter().all(|(from, to)| from < to && *from >= EARLIEST && to - from <= LONGEST);
    let ordered = spans.windows(2).all(|two| two[0].1 <= two[1].0);
    (sane && ordered && spans.len() <= 4).then_some(spans)
}
