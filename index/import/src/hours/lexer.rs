//! Words, figures and marks of hours written in French: "du lundi au vendredi 9h-12h / 14h-17h30".

use super::names::FRENCH_DAYS;
use super::vocabulary::{PHRASES, Token, Word, named};
use guichet_core::text::normal::fold;

/// Longest text that is read, in characters.
const LONGEST: usize = 1_500;

/// A run of letters, of figures, or a mark; and whether it follows the last one without a space.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lexeme {
    text: String,
    glued: bool,
}

impl Lexeme {
    fn is(&self, text: &str) -> bool {
        self.text == text
    }

    fn is_digits(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    fn is_letters(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
    }
}

/// The tokens of a text; `None` where something is in it that is no part of hours.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    if text.chars().count() > LONGEST {
        return None;
    }
    Lexer { lexemes: lexemes(&text.replace("<br />", "\n").replace("<br/>", "\n").replace("<br>", "\n"))?, at: 0 }.all()
}

/// Letters are folded; apostrophes and quotes part words, as spaces do.
fn lexemes(text: &str) -> Option<Vec<Lexeme>> {
    let mut out: Vec<Lexeme> = Vec::new();
    let mut glued = false;
    for c in text.chars() {
        let mark = match c {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | '→' => "-",
            ',' | '&' | '+' => ",",
            ';' | '\n' | '\r' | '•' | '·' => ";",
            '/' => "/",
            ':' => ":",
            '.' => ".",
            '|' => "|",
            '(' | '[' => "(",
            ')' | ']' => ")",
            '\'' | '’' | '"' | '«' | '»' => {
                glued = false;
                continue;
            }
            _ if c.is_whitespace() => {
                glued = false;
                continue;
            }
            _ => "",
        };
        if !mark.is_empty() {
            out.push(Lexeme { text: mark.to_owned(), glued });
            glued = true;
            continue;
        }
        // The ordinal signs fold to letters: "1º" is no "1o".
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        if folded.is_empty() || !folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let digit = folded.as_bytes()[0].is_ascii_digit();
        match out
            .last_mut()
            .filter(|last| glued && (last.is_letters() || last.is_digits()) && last.is_digits() == digit)
        {
            Some(last) => last.text.push_str(&folded),
            None => out.push(Lexeme { text: folded, glued }),
        }
        glued = true;
    }
    Some(out)
}

struct Lexer {
    lexemes: Vec<Lexeme>,
    at: usize,
}

impl Lexer {
    fn all(mut self) -> Option<Vec<Token>> {
        let mut tokens = Vec::new();
        while self.at < self.lexemes.len() {
            let token = self.next()?;
            tokens.push(token);
        }
        Some(tokens)
    }

    fn peek(&self, ahead: usize) -> Option<&Lexeme> {
        self.lexemes.get(self.at + ahead)
    }

    /// The next token; `None` for a word that is not known.
    fn next(&mut self) -> Option<Token> {
        let first = self.peek(0)?.clone();
        if let Some((length, word)) = self.phrase() {
            self.at += length;
            return Some(Token::Word(word));
        }
        if first.is_digits() {
            return self.figures(&first.text);
        }
        self.at += 1;
        if !first.is_letters() {
            return first.text.chars().next().map(Token::Mark);
        }
        let word = first.text.as_str();
        let token = match word {
            "midi" => Token::Time(720),
            "minuit" => Token::Time(1_440),
            _ => named(word)?,
        };
        // An abbreviation has its point: "lun.".
        let short = matches!(token, Token::Day(day) if FRENCH_DAYS.get(usize::from(day)).is_some_and(|name| name.len() > word.len()));
        if short && self.peek(0).is_some_and(|next| next.is(".") && next.glued) {
            self.at += 1;
        }
        Some(token)
    }

    /// The longest phrase that begins here: how many lexemes it has, and its meaning.
    fn phrase(&self) -> Option<(usize, Word)> {
        let length = |words: &[&str]| -> Option<usize> {
            let mut at = self.at;
            for (nth, word) in words.iter().enumerate() {
                if nth > 0 && self.lexemes.get(at).is_some_and(|next| next.is("-") && next.glued) {
                    at += 1;
                }
                self.lexemes.get(at).filter(|next| next.is(word))?;
                at += 1;
            }
            Some(at - self.at)
        };
        PHRASES.iter().filter_map(|(words, word)| Some((length(words)?, *word))).max_by_key(|(length, _)| *length)
    }

    /// What begins with figures: a time, an ordinal, "24h/24", "7j/7", or a number.
    fn figures(&mut self, digits: &str) -> Option<Token> {
        if digits.len() > 2 {
            return None;
        }
        let value: u16 = digits.parse().ok()?;
        if let Some((length, word)) = self.always(value) {
            self.at += length;
            return Some(Token::Word(word));
        }
        self.at += 1;
        let next = self.peek(0).cloned();
        let Some(next) = next else { return Some(Token::Number(value)) };
        if next.glued && matches!(next.text.as_str(), "er" | "ere" | "e" | "eme" | "nd" | "nde" | "ier" | "ieme") {
            self.at += 1;
            return i8::try_from(value).ok().filter(|nth| (1..=31).contains(nth)).map(Token::Ordinal);
        }
        if let Some(rest) = hour_mark(&next.text) {
            // "18hmardi": the day was written too near.
            if rest.is_empty() {
                self.at += 1;
            } else {
                self.lexemes[self.at] = Lexeme { text: rest.to_owned(), glued: false };
            }
            let minute = self.minutes_after_hour()?;
            return time(value, minute).map(Token::Time);
        }
        // "9:30", "16 :00", "13.30", "13.30 h".
        let marked = next.is(":") || (next.is(".") && next.glued);
        if let (true, Some(minutes)) = (marked, self.peek(1).filter(|after| after.is_digits() && after.glued).cloned())
        {
            let minute: u16 = minutes.text.parse().ok()?;
            let chained = self.peek(2).is_some_and(|more| more.is(&next.text) && more.glued);
            let clock = minutes.text.len() == 2 && (next.is(":") || (!chained && minute.is_multiple_of(15)));
            if clock {
                self.at += 2;
                if self.peek(0).is_some_and(|more| more.is(":") && more.glued)
                    && self.peek(1).is_some_and(|more| more.is("00"))
                {
                    self.at += 2;
                }
                if self.peek(0).is_some_and(|more| more.is("h")) {
                    self.at += 1;
                }
                return time(value, minute).map(Token::Time);
            }
            return None;
        }
        Some(Token::Number(value))
    }

    /// "24h/24", "24/24", "7j/7", "7/7".
    fn always(&self, value: u16) -> Option<(usize, Word)> {
        let (units, word): (&[&str], _) = match value {
            24 => (&["h", "heures"], Word::AllDay),
            7 => (&["j", "jours", "jour"], Word::EveryDay),
            _ => return None,
        };
        let unit = |at: usize| self.peek(at).is_some_and(|next| units.contains(&next.text.as_str()));
        let mut length = 1;
        length += usize::from(unit(length));
        self.peek(length).filter(|next| next.is("/") || next.is("sur"))?;
        length += 1;
        self.peek(length).filter(|next| next.text == value.to_string())?;
        length += 1;
        length += usize::from(unit(length));
        Some((length, word))
    }

    /// The minutes behind an "h", which may be missing; `None` where they cannot be read.
    fn minutes_after_hour(&mut self) -> Option<u16> {
        let Some(digits) = self.peek(0).filter(|next| next.is_digits()).cloned() else { return Some(0) };
        let after = self.peek(1);
        let other_time = after.is_some_and(|after| {
            hour_mark(&after.text).is_some()
                || (after.is(":") && self.peek(2).is_some_and(|more| more.is_digits() && more.glued))
        });
        if other_time {
            return Some(0);
        }
        let minute: u16 = digits.text.parse().ok()?;
        let two = digits.text.len() == 2;
        if digits.glued {
            self.at += 1;
            let unit = self.peek(0).is_some_and(|unit| matches!(unit.text.as_str(), "mn" | "min"));
            self.at += usize::from(unit);
            return (two && minute < 60).then_some(minute);
        }
        // "13h 30" is a time; "14h 17" may be two.
        if two && minute.is_multiple_of(15) && minute < 60 {
            self.at += 1;
            return Some(minute);
        }
        Some(0)
    }
}

/// What follows the letter of an hour in a word: "h", "heures", or a day glued to it.
fn hour_mark(word: &str) -> Option<&str> {
    if matches!(word, "h" | "hr" | "hrs" | "heure" | "heures") {
        return Some("");
    }
    word.strip_prefix('h').filter(|rest| matches!(named(rest), Some(Token::Day(_))) || matches!(*rest, "a" | "et"))
}

fn time(hour: u16, minute: u16) -> Option<u16> {
    let minutes = hour.checked_mul(60)?.checked_add(minute)?;
    (minutes <= 1_440).then_some(minutes)
}

#[cfg(test)]
mod tests {
    //! - times are read in every form that people write, glued and apart;
    //! - days are read short, plural and with a slip; a word that is not known refuses the text.

    use super::*;

    fn times(text: &str) -> Vec<u16> {
        let tokens = tokens(text).unwrap_or_default();
        tokens.into_iter().filter_map(|token| if let Token::Time(time) = token { Some(time) } else { None }).collect()
    }

    #[test]
    fn times_of_every_form() {
        for text in ["9h30", "9 h 30", "9H30", "09:30", "9h 30", "9 :30", "9.30", "9.30 h", "9h30mn", "09:30:00"] {
            assert_eq!(times(text), [570], "{text}");
        }
        assert_eq!(times("14h16h30"), [840, 990]);
        assert_eq!(times("10H13H 14h18h"), [600, 780, 840, 1080]);
        assert_eq!(times("9h 12h"), [540, 720]);
        assert_eq!(times("10 heures à midi"), [600, 720]);
        assert_eq!(times("18h00Mardi"), [1080]);
        assert_eq!(times("14h 17"), [840], "a figure alone is no time yet");
        for text in ["9h0", "25h", "9h75", "123h", "02.47.49.01.20", "9:5"] {
            assert!(tokens(text).is_none() || times(text).is_empty(), "{text}: {:?}", tokens(text));
        }
    }

    #[test]
    fn days_and_words() {
        let is = |text: &str| tokens(text).and_then(|tokens| tokens.first().copied());
        for (text, number) in
            [("Lundis", 0), ("mar.", 1), ("MERC", 2), ("jeud", 3), ("verdredi", 4), ("saledi", 5), ("dim", 6)]
        {
            assert_eq!(is(text), Some(Token::Day(number)), "{text}");
        }
        assert_eq!(is("mars"), Some(Token::Month(3)));
        assert_eq!(is("après-midi"), Some(Token::Word(Word::Afternoon)));
        assert_eq!(is("24h/24"), Some(Token::Word(Word::AllDay)));
        assert_eq!(is("3ème"), Some(Token::Ordinal(3)));
        assert_eq!((is("atelier"), is("😀"), is("m")), (None, None, None));
    }
}
