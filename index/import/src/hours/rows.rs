//! Rows of one kind in hours written in French: days, times, periods of the year.

use super::meaning::{Period, Weeks};
use super::vocabulary::{Token, Word};

pub(super) const NOON: u16 = 720;

/// Days of a group, and which of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub set: [bool; 7],
    pub nth: Vec<i8>,
    pub half: Option<Half>,
    pub weeks: Option<Weeks>,
    /// Those that are said by their names, and not only between two others.
    pub named: [bool; 7],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

impl Half {
    /// Whether a time is one of this half.
    pub fn holds(self, time: u16) -> bool {
        match self {
            Self::Morning => time < NOON,
            Self::Afternoon => time + 30 >= NOON,
        }
    }
}

/// What stands between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Range,
    Dash,
    List,
}

/// The tokens of a text, and how far they are read.
pub(super) struct Row {
    pub tokens: Vec<Token>,
    pub at: usize,
}

impl Row {
    pub fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    pub fn ahead(&self, more: usize) -> Option<Token> {
        self.tokens.get(self.at + more).copied()
    }

    pub fn take(&mut self, word: Word) -> bool {
        let is = self.peek() == Some(Token::Word(word));
        self.at += usize::from(is);
        is
    }

    pub fn take_mark(&mut self, mark: char) -> bool {
        let is = self.peek() == Some(Token::Mark(mark));
        self.at += usize::from(is);
        is
    }

    pub fn ordinals(&mut self) -> Vec<i8> {
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
    pub fn some_days(&mut self) -> Option<Days> {
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
            items.push((link, found));
            days.half = self.half_of_days();
            if !days.nth.is_empty() {
                let of_month = self.take(Word::OfMonth);
                days.half = days.half.or_else(|| self.half_of_days());
                return (of_month && items.len() == 1).then(|| days.with(&items)).flatten();
            }
            let start = self.at;
            // Behind half a day, another day begins a row of its own: whose half would it be?
            if days.half.is_some() {
                return days.with(&items);
            }
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

    /// Times one after the other. Inside a pair stands what makes a span; between pairs, what makes a list.
    ///
    /// With whether half days stand between them.
    pub fn times_in_a_row(&mut self) -> Option<(Vec<u16>, bool)> {
        let mut times: Vec<u16> = Vec::new();
        let mut halves = false;
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
            let Some(next) = next.filter(|_| if inside { !list } else { !range }) else {
                self.at = start;
                return Some((times, halves));
            };
            halves |= half.is_some();
            half.is_none_or(|half| half.holds(next)).then(|| times.push(next))?;
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

    /// Periods of the year: "juillet et août", "de septembre à juin", "du 1er juillet au 31 août".
    pub fn some_periods(&mut self) -> Option<Vec<Period>> {
        let mut periods = Vec::new();
        loop {
            while self.take(Word::Of) {}
            let from = self.date()?;
            let ranged = self.take(Word::To) || self.take_mark('-');
            let to = if ranged { self.date()? } else { from };
            // "du 24 au 31 décembre": the month stands behind the second day.
            let month = if from.0 == 0 { to.0 } else { from.0 };
            let (from, to) = ((month, from.1), to);
            let whole = (from.1 == 0) == (to.1 == 0);
            let in_order = from.0 != to.0 || from.1 < to.1 || (from.1 == 0 && !ranged);
            (from.0 != 0 && to.0 != 0 && whole && in_order).then(|| periods.push((from, to)))?;
            let start = self.at;
            while self.take(Word::And) || self.take_mark(',') || self.take_mark('/') {}
            if self.at == start || !matches!(self.peek(), Some(Token::Month(_))) {
                self.at = start;
                return Some(periods);
            }
        }
    }

    /// A month, or a day of it; 0 stands for what is not said.
    fn date(&mut self) -> Option<(u8, u8)> {
        let day = match self.peek()? {
            Token::Number(day) => u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?,
            Token::Ordinal(1) => 1,
            Token::Month(_) => 0,
            _ => return None,
        };
        self.at += usize::from(day > 0);
        let Some(Token::Month(month)) = self.peek() else { return Some((0, day)) };
        self.at += 1;
        Some((month, day))
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
            for day in found {
                (self.set[*day], self.named[*day]) = (true, found.len() == 1);
            }
            last = found.last().copied();
        }
        Some(self)
    }
}
