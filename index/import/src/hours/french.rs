//! The grammar of hours written in French: days and times in turn, what they hold on, and what is left out. Every word must
//! be understood; what could be read in two ways is refused.

use super::lexer::{Token, Word, tokens};
use super::meaning::{Group, Hours, Months, Season, Weeks};

/// Minutes of a day.
const DAY: u16 = 1_440;
const NOON: u16 = 720;

/// Days of a group, and which of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Days {
    set: [bool; 7],
    nth: Vec<i8>,
    half: Option<Half>,
    weeks: Option<Weeks>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// What stands between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Range,
    Dash,
    List,
}

/// Hours in OSM syntax; `None` where the text is not certain.
pub(super) fn read(text: &str) -> Option<String> {
    let tokens = tokens(text)?;
    // A text that was cut off says more than what is left of it.
    let is_open = |token: &Token| {
        use Word::{And, During, Every, Except, Of, To, Until};
        matches!(token, Token::Number(_) | Token::Word(And | During | Every | Except | Of | To | Until))
    };
    tokens.last().filter(|last| !is_open(last))?;
    Parser { tokens, at: 0, hours: Hours::default(), days: None, times: None, in_parens: false }.all()?.to_osm()
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    hours: Hours,
    /// Days whose times are still to come.
    days: Option<Days>,
    /// Times whose days are still to come.
    times: Option<Vec<(u16, u16)>>,
    in_parens: bool,
}

impl Parser {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn ahead(&self, more: usize) -> Option<Token> {
        self.tokens.get(self.at + more).copied()
    }

    fn take(&mut self, word: Word) -> bool {
        let is = self.peek() == Some(Token::Word(word));
        self.at += usize::from(is);
        is
    }

    fn take_mark(&mut self, mark: char) -> bool {
        let is = self.peek() == Some(Token::Mark(mark));
        self.at += usize::from(is);
        is
    }

    fn all(mut self) -> Option<Hours> {
        while let Some(token) = self.peek() {
            let before = self.at;
            match token {
                Token::Mark('(') if !self.in_parens => self.in_parens = self.step(),
                Token::Mark(')') if self.in_parens => self.in_parens = !self.step(),
                Token::Mark('(' | ')') => return None,
                Token::Mark(_) => {
                    self.step();
                }
                Token::Day(_) | Token::Ordinal(_) => self.days_or_dates()?,
                Token::Time(_) | Token::Number(_) => self.some_times()?,
                Token::Month(_) => self.months()?,
                Token::Word(word) => self.word(word)?,
            }
            if self.at == before {
                return None;
            }
        }
        if self.times.is_some() || self.in_parens {
            return None;
        }
        // Days without times: nothing is known of them but that they are by appointment.
        match self.days.take() {
            Some(_) if !self.hours.all_by_appointment => None,
            Some(days) if self.hours.groups.is_empty() => {
                self.group(days, Vec::new())?;
                Some(self.hours)
            }
            Some(_) => None,
            None => Some(self.hours),
        }
    }

    fn step(&mut self) -> bool {
        self.at += 1;
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
            Word::All if matches!(self.ahead(1), Some(Token::Word(Word::Appointment))) => {
                self.at += 2;
                self.hours.all_by_appointment = true;
                Some(())
            }
            Word::To | Word::Only | Word::OfMonth | Word::PublicHolidays | Word::All => None,
        }
    }

    /// A group is whole: days with their times.
    fn group(&mut self, days: Days, spans: Vec<(u16, u16)>) -> Option<()> {
        if let Some(half) = days.half {
            let fits = |(from, to): &(u16, u16)| match half {
                Half::Morning => *to <= NOON + 120,
                Half::Afternoon => *from + 30 >= NOON,
            };
            spans.iter().all(fits).then_some(())?;
        }
        let season = self.hours.season;
        let months = self.hours.months.clone();
        self.hours.groups.push(Group {
            days: days.set,
            nth: days.nth,
            spans,
            season,
            months,
            weeks: days.weeks,
            by_appointment: false,
        });
        Some(())
    }

    fn days_or_dates(&mut self) -> Option<()> {
        // "(2e et 4e du mois)" behind the times of one day.
        if self.in_parens && self.days.is_none() {
            if let Some(nth) = self.ordinals_alone() {
                let last = self.hours.groups.last_mut()?;
                let one = last.days.iter().filter(|day| **day).count() == 1;
                (one && last.nth.is_empty()).then(|| last.nth = nth)?;
                return Some(());
            }
        }
        let days = self.some_days()?;
        if let Some(spans) = self.times.take() {
            return self.group(days, spans);
        }
        if self.days.is_some() {
            return None;
        }
        // "(vendredi 16h30)", behind times that end later on the other days.
        if self.in_parens && !self.hours.groups.is_empty() {
            while self.take_mark(':') || self.take(Word::To) || self.take(Word::Until) {}
            if let (Some(Token::Time(end)), Some(Token::Mark(')'))) = (self.peek(), self.ahead(1)) {
                self.at += 1;
                return self.ends_at(&days, end);
            }
        }
        self.days = Some(days);
        // "samedi : -": nothing on that day.
        let mark = |at: usize| matches!(self.tokens.get(at), Some(Token::Mark('-')));
        let colon = matches!(self.peek(), Some(Token::Mark(':')));
        if colon && mark(self.at + 1) {
            let next = self.tokens.get(self.at + 2);
            if matches!(next, None | Some(Token::Day(_))) {
                self.at += 2;
                self.days = None;
            }
        }
        Some(())
    }

    /// "1er et 3e du mois", without a day.
    fn ordinals_alone(&mut self) -> Option<Vec<i8>> {
        let start = self.at;
        let nth = self.ordinals();
        if !nth.is_empty() && self.take(Word::OfMonth) && self.peek() == Some(Token::Mark(')')) {
            return Some(nth);
        }
        self.at = start;
        None
    }

    fn ordinals(&mut self) -> Vec<i8> {
        let mut nth = Vec::new();
        while let Some(Token::Ordinal(this)) = self.peek() {
            self.at += 1;
            nth.push(this);
            let start = self.at;
            while self.take(Word::And) || self.take(Word::Of) || self.take_mark(',') || self.take_mark('/') {}
            if !matches!(self.peek(), Some(Token::Ordinal(_))) {
                self.at = start;
                break;
            }
        }
        nth
    }

    /// Days in a row: "du lundi au jeudi et samedi", "mar-mer-jeu", "1er et 3e mardis du mois".
    fn some_days(&mut self) -> Option<Days> {
        let mut items: Vec<(Option<Link>, Vec<usize>)> = Vec::new();
        let mut days = Days::default();
        let mut link = None;
        loop {
            while self.take(Word::Of) || self.take(Word::Every) {}
            let nth = self.ordinals();
            if !nth.is_empty() {
                // The days of a month stand alone.
                let valid = nth.iter().all(|nth| matches!(nth, -1 | 1..=5));
                (items.is_empty() && valid).then_some(())?;
                days.nth = nth;
            }
            let found = match self.peek()? {
                Token::Day(day) => vec![usize::from(day)],
                Token::Word(Word::EveryDay) => (0..7).collect(),
                Token::Word(Word::Weekend) => vec![5, 6],
                _ => return None,
            };
            self.at += 1;
            if days.half.is_some() {
                // "lundi matin et mardi 9h-12h": whose half is it?
                return None;
            }
            items.push((link, found));
            days.half = self.half_of_days();
            if !days.nth.is_empty() {
                let of_month = self.take(Word::OfMonth);
                days.half = days.half.or_else(|| self.half_of_days());
                return (of_month && items.len() == 1).then(|| days.with(&items)).flatten();
            }
            let start = self.at;
            link = self.link();
            let goes_on = |token| matches!(token, Token::Day(_) | Token::Word(Word::Weekend));
            if link.is_none() || !self.peek().is_some_and(goes_on) {
                self.at = start;
                return days.with(&items);
            }
        }
    }

    fn half_of_days(&mut self) -> Option<Half> {
        let start = self.at;
        while self.take(Word::Of) {}
        if self.take(Word::Morning) {
            Some(Half::Morning)
        } else if self.take(Word::Afternoon) {
            Some(Half::Afternoon)
        } else {
            self.at = start;
            None
        }
    }

    /// What joins a day to the next one, if it does.
    fn link(&mut self) -> Option<Link> {
        let mut link = Link::List;
        loop {
            let next = match self.peek()? {
                Token::Word(Word::To) => Link::Range,
                Token::Mark('-') => Link::Dash,
                Token::Word(Word::And | Word::Of | Word::Every) | Token::Mark(',' | '/') => Link::List,
                _ => return Some(link),
            };
            self.at += 1;
            match (link, next) {
                (Link::List, _) => link = next,
                (_, Link::List) => {}
                _ => return None,
            }
        }
    }

    /// A half day before times: they must lie in it.
    fn half(&mut self, word: Word) -> Option<()> {
        self.at += 1;
        let half = if word == Word::Morning { Half::Morning } else { Half::Afternoon };
        let days = self.days.as_mut()?;
        days.half.is_none().then(|| days.half = Some(half))
    }

    fn some_times(&mut self) -> Option<()> {
        let times = self.times_in_a_row()?;
        // "(19h les mardis et vendredis)"
        if let ([end], true, false) = (&times[..], self.in_parens, self.hours.groups.is_empty())
            && self.days.is_none()
        {
            let days = self.some_days()?;
            return (self.peek() == Some(Token::Mark(')'))).then(|| self.ends_at(&days, *end))?;
        }
        let spans = paired(&times)?;
        if let Some(days) = self.days.take() {
            return self.group(days, spans);
        }
        let free = self.times.is_none() && (self.hours.groups.is_empty() || self.hours.times_first);
        free.then(|| {
            self.times = Some(spans);
            self.hours.times_first = true;
        })
    }

    /// Times one after the other. Inside a pair stands what makes a span; between pairs, what makes a list.
    fn times_in_a_row(&mut self) -> Option<Vec<u16>> {
        let mut times: Vec<u16> = Vec::new();
        loop {
            let inside = times.len() % 2 == 1;
            let start = self.at;
            let (mut list, mut range, mut half) = (false, false, None);
            if !times.is_empty() {
                loop {
                    match self.peek() {
                        Some(Token::Mark(',' | ';' | '|' | '.' | ':') | Token::Word(Word::And)) => list = true,
                        Some(Token::Word(Word::Of)) if !inside => list = true,
                        Some(Token::Word(Word::Morning)) if !inside => half = Some(Half::Morning),
                        Some(Token::Word(Word::Afternoon)) if !inside => half = Some(Half::Afternoon),
                        Some(Token::Word(Word::To | Word::Until)) => range = true,
                        Some(Token::Mark('-' | '/')) => {}
                        _ => break,
                    }
                    self.at += 1;
                }
            }
            let next = self.time_here(times.last().copied().filter(|_| inside));
            let Some(next) = next.filter(|_| !(inside && list) && !(!inside && range)) else {
                self.at = start;
                return Some(times);
            };
            let fits = match half {
                Some(Half::Morning) => next < NOON,
                Some(Half::Afternoon) => next + 30 >= NOON,
                None => true,
            };
            fits.then(|| times.push(next))?;
        }
    }

    /// A time, or a figure that only its neighbour makes one: "9 à 12h", "14h/17".
    fn time_here(&mut self, since: Option<u16>) -> Option<u16> {
        match (self.peek()?, since) {
            (Token::Time(time), _) => {
                self.at += 1;
                Some(time)
            }
            (Token::Number(hour), Some(since)) if hour <= 24 && hour * 60 > since && self.tells_hours() => {
                self.at += 1;
                Some(hour * 60)
            }
            (Token::Number(hour), None) if hour < 24 => {
                let mut ahead = 1;
                while matches!(self.ahead(ahead), Some(Token::Mark('-' | '/') | Token::Word(Word::To))) {
                    ahead += 1;
                }
                let bound = ahead > 1 && matches!(self.ahead(ahead), Some(Token::Time(_)));
                bound.then(|| {
                    self.at += 1;
                    hour * 60
                })
            }
            _ => None,
        }
    }

    /// Whether the figure before the one here was a time that says so: of two bare figures nothing is known.
    fn tells_hours(&self) -> bool {
        let before = self.tokens.get(..self.at).unwrap_or_default().iter().rev();
        matches!(before.into_iter().find(|token| !matches!(token, Token::Mark(_) | Token::Word(Word::To))), Some(Token::Time(_)))
            // What follows it must be no part of another time.
            && !matches!(self.ahead(1), Some(Token::Number(_) | Token::Month(_)))
    }

    /// "24h/24", behind or before its days.
    fn all_day(&mut self) -> Option<()> {
        self.at += 1;
        while self.take_mark(',') || self.take_mark('-') || self.take_mark('/') || self.take(Word::And) {}
        let every = self.take(Word::EveryDay);
        let spans = vec![(0, DAY)];
        if let Some(days) = self.days.take() {
            return self.group(days, spans);
        }
        let at_end = self.peek().is_none() && self.hours.groups.is_empty();
        if every || at_end {
            return self.group(Days { set: [true; 7], ..Days::default() }, spans);
        }
        self.times.is_none().then(|| self.times = Some(spans))
    }

    /// "le vendredi jusqu'à 16h30": as on the days before, but for the end.
    fn until(&mut self) -> Option<()> {
        self.at += 1;
        let days = self.days.take()?;
        let Some(Token::Time(end)) = self.peek() else { return None };
        self.at += 1;
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
        self.hours.groups.push(Group { days: days.set, spans, ..last });
        Some(())
    }

    /// "mercredi : fermé", "fermé le mercredi", "fermé en août", "fermé les jours fériés".
    fn closed(&mut self) -> Option<()> {
        self.at += 1;
        if let Some(days) = self.days.take() {
            return (days.nth.is_empty() && days.half.is_none()).then(|| self.hours.close(&days.set, None));
        }
        while self.take(Word::Of) || self.take_mark(':') || self.take(Word::During) || self.take(Word::Neutral) {}
        match self.peek()? {
            Token::Day(_) | Token::Word(Word::Weekend) => {
                let some = self.some_days()?;
                let alone = some.set.iter().filter(|day| **day).count() == 1;
                let half = some.half.map(|half| half == Half::Morning);
                // Of several days with half a day behind the last one, nobody knows which are closed.
                (some.nth.is_empty() && (half.is_none() || alone)).then(|| self.hours.close(&some.set, half))?;
                // "et le vendredi après-midi"
                let start = self.at;
                while self.take(Word::And) || self.take(Word::Of) || self.take_mark(',') {}
                if matches!(self.peek(), Some(Token::Day(_))) && self.at > start {
                    self.at -= 1;
                    return self.closed();
                }
                Some(())
            }
            Token::Word(Word::PublicHolidays | Word::SchoolHolidays) => self.leave_out_holidays(),
            Token::Month(_) => {
                let months = self.some_months()?;
                self.hours.closed_months.push(months);
                Some(())
            }
            Token::Number(_) | Token::Ordinal(_) => self.closed_dates(),
            _ => None,
        }
    }

    /// "du 1er au 15 août", "du 24 décembre au 2 janvier".
    fn closed_dates(&mut self) -> Option<()> {
        let day = |token| match token {
            Token::Number(day) => u8::try_from(day).ok().filter(|day| (1..=31).contains(day)),
            Token::Ordinal(nth) => u8::try_from(nth).ok().filter(|nth| *nth == 1),
            _ => None,
        };
        let from = day(self.peek()?)?;
        self.at += 1;
        let first_month = if let Some(Token::Month(month)) = self.peek() { Some(month) } else { None };
        self.at += usize::from(first_month.is_some());
        let range = self.take(Word::To) || self.take_mark('-');
        if !range {
            return None;
        }
        let to = day(self.peek()?)?;
        self.at += 1;
        let Some(Token::Month(month)) = self.peek() else { return None };
        self.at += 1;
        let first_month = first_month.unwrap_or(month);
        let in_order = first_month != month || from < to;
        in_order.then(|| self.hours.closed_dates.push(((first_month, from), (month, to))))
    }

    /// "sauf le mercredi", "hors jours fériés", "sauf week-end".
    fn except(&mut self) -> Option<()> {
        self.at += 1;
        while self.take(Word::Of) || self.take(Word::During) {}
        match self.peek()? {
            Token::Word(Word::PublicHolidays | Word::SchoolHolidays) => self.leave_out_holidays(),
            Token::Day(_) | Token::Word(Word::Weekend) => {
                let some = self.some_days()?;
                // "sauf le vendredi (16h30)" is no day off.
                let alone = some.nth.is_empty() && some.half.is_none();
                if self.peek() == Some(Token::Mark('(')) {
                    return None;
                }
                if let Some(days) = &mut self.days {
                    days.set.iter_mut().zip(some.set).filter(|(_, out)| *out).for_each(|(day, _)| *day = false);
                    return alone.then_some(());
                }
                alone.then(|| self.hours.close(&some.set, None))
            }
            _ => None,
        }
    }

    fn leave_out_holidays(&mut self) -> Option<()> {
        loop {
            match self.peek() {
                Some(Token::Word(Word::PublicHolidays)) => self.hours.public_off = true,
                Some(Token::Word(Word::SchoolHolidays)) => self.hours.school_off = true,
                _ => return None,
            }
            self.at += 1;
            let start = self.at;
            while self.take(Word::And) || self.take(Word::Of) || self.take_mark(',') {}
            if !matches!(self.peek(), Some(Token::Word(Word::PublicHolidays | Word::SchoolHolidays))) {
                self.at = start;
                return Some(());
            }
        }
    }

    /// "En période scolaire : …", "Pendant les vacances scolaires : …": what follows holds then.
    fn season(&mut self, season: Season) -> Option<()> {
        self.at += 1;
        let heads = self.days.is_none() && self.times.is_none() && !self.in_parens && self.hours.months.is_none();
        let leads = self.tokens.get(self.at..).unwrap_or_default().iter().any(|token| matches!(token, Token::Time(_)));
        // The first words, or behind groups of the other season: anywhere else it could be of what stands before.
        let first = self.hours.groups.is_empty() || self.hours.season.is_some();
        (heads && leads && first).then(|| self.hours.season = Some(season))
    }

    /// "le mercredi des semaines paires de 14h à 17h", "mercredi 14h-17h (semaines paires)".
    fn weeks(&mut self, weeks: Weeks) -> Option<()> {
        self.at += 1;
        if let Some(days) = &mut self.days {
            return days.weeks.is_none().then(|| days.weeks = Some(weeks));
        }
        let ends = self.peek().is_none_or(|token| token == Token::Mark(')'));
        let [group] = &mut self.hours.groups[..] else { return None };
        (ends && group.weeks.is_none()).then(|| group.weeks = Some(weeks))
    }

    /// "en juillet et août uniquement …"; a month closes with its word, see [`Self::closed`].
    fn during(&mut self) -> Option<()> {
        self.at += 1;
        while self.take(Word::Of) {}
        match self.peek()? {
            Token::Month(_) => self.months(),
            Token::Word(Word::SchoolTime | Word::SchoolHolidays) => Some(()),
            _ => None,
        }
    }

    /// Months behind the last times hold for all of them; before the first ones, for all that follow; in the middle, only
    /// with "uniquement", for what follows.
    fn months(&mut self) -> Option<()> {
        let months = self.some_months()?;
        let only = self.take(Word::Only);
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        let leads = rest.iter().any(|token| matches!(token, Token::Time(_) | Token::Day(_)));
        if self.days.is_some() || self.times.is_some() || self.hours.months.is_some() || self.hours.season.is_some() {
            return None;
        }
        match (self.hours.groups.is_empty(), leads) {
            (true, true) => self.hours.months = Some(months),
            (false, false) if !only => {
                let groups = &mut self.hours.groups;
                groups.iter_mut().for_each(|group| group.months = Some(months.clone()));
            }
            (false, true) if only => {
                self.hours.closed_months.push(months.clone());
                self.hours.months = Some(months);
            }
            _ => return None,
        }
        Some(())
    }

    fn some_months(&mut self) -> Option<Months> {
        let mut months: Months = Vec::new();
        loop {
            while self.take(Word::Of) {}
            let Some(Token::Month(from)) = self.peek() else { return None };
            self.at += 1;
            let ranged = self.take(Word::To) || self.take_mark('-');
            let to = match (ranged, self.peek()) {
                (true, Some(Token::Month(to))) => {
                    self.at += 1;
                    to
                }
                (true, _) => return None,
                (false, _) => from,
            };
            months.push((from, to));
            let start = self.at;
            while self.take(Word::And) || self.take_mark(',') || self.take_mark('/') {}
            if self.at == start || !matches!(self.peek(), Some(Token::Month(_))) {
                self.at = start;
                return Some(months);
            }
        }
    }

    /// "sur rendez-vous": of all that follows where it comes first, of what stands before it in brackets or alone, else of
    /// the rest of the week where "et" joins it.
    fn appointment(&mut self) -> Option<()> {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).copied();
        self.at += 1;
        let at_end = !self.tokens.get(self.at..).unwrap_or_default().iter().any(|token| {
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
            let closes = self.peek() == Some(Token::Mark(')'));
            closes.then(|| self.hours.groups.last_mut())??.by_appointment = true;
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

impl Days {
    /// The days of a row, by what joins them.
    fn with(mut self, items: &[(Option<Link>, Vec<usize>)]) -> Option<Self> {
        let dashes = items.iter().filter(|(link, _)| *link == Some(Link::Dash)).count();
        let chain = dashes > 1 && dashes + 1 == items.len();
        let mut last: Option<usize> = None;
        for (link, found) in items {
            let first = *found.first()?;
            if let (Some(Link::Range | Link::Dash), Some(before)) = (link, last) {
                let length = (first + 7 - before) % 7 + 1;
                // "lundi - mercredi" may be two days or three; a range of four and more is one.
                let dash = *link == Some(Link::Dash) && !chain;
                let certain = !dash || length == 2 || length >= 4;
                (certain && found.len() == 1 && length > 1).then_some(())?;
                let range = if chain { 0..0 } else { 0..length };
                range.for_each(|more| self.set[(before + more) % 7] = true);
            }
            found.iter().for_each(|day| self.set[*day] = true);
            last = found.last().copied();
        }
        Some(self)
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
