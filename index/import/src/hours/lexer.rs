//! Words, figures and marks of hours written in French: "du lundi au vendredi 9h-12h / 14h-17h30".

use super::week::FRENCH;
use guichet_core::text::normal::fold;

/// What a text is made of. A word that is not known here is refused, and with it the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Minutes since midnight.
    Time(u16),
    /// A figure alone: an hour, or the day of a month.
    Number(u16),
    /// 1st to 5th, -1 for the last.
    Ordinal(i8),
    /// Monday is 0.
    Day(u8),
    /// January is 1.
    Month(u8),
    Word(Word),
    /// One of `- / , ; : . | ( )`; a new line is `;`.
    Mark(char),
}

/// Words that mean something, or that mean nothing where they may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// de, du, des, le, la, les
    Of,
    /// à, au, aux
    To,
    /// jusqu'à
    Until,
    /// et, puis, ainsi que
    And,
    /// en, pendant, durant
    During,
    /// tous les, chaque
    Every,
    EveryDay,
    Weekend,
    Morning,
    Afternoon,
    /// 24 h/24
    AllDay,
    Closed,
    Except,
    Only,
    PublicHolidays,
    SchoolHolidays,
    SchoolTime,
    EvenWeeks,
    OddWeeks,
    OfMonth,
    Appointment,
    NoAppointment,
    /// le tout
    All,
    /// horaires, ouvert, accueil du public, …
    Neutral,
}

/// Longest text that is read, in characters.
const LONGEST: usize = 1_500;

/// Phrases and what they mean, the longer first where one begins another. A hyphen may stand between two words.
const PHRASES: &[(&[&str], Word)] = &[
    (&["de", "chaque", "mois"], Word::OfMonth),
    (&["chaque", "mois"], Word::OfMonth),
    (&["du", "mois"], Word::OfMonth),
    (&["dans", "le", "mois"], Word::OfMonth),
    (&["tous", "les", "jours"], Word::EveryDay),
    (&["tout", "les", "jours"], Word::EveryDay),
    (&["7", "jours", "sur", "7"], Word::EveryDay),
    (&["tous", "les"], Word::Every),
    (&["toutes", "les"], Word::Every),
    (&["chaque"], Word::Every),
    (&["jours", "feries"], Word::PublicHolidays),
    (&["jour", "ferie"], Word::PublicHolidays),
    (&["feries"], Word::PublicHolidays),
    (&["ferie"], Word::PublicHolidays),
    (&["hors", "periode", "scolaire"], Word::SchoolHolidays),
    (&["pendant", "les", "vacances", "scolaires"], Word::SchoolHolidays),
    (&["durant", "les", "vacances", "scolaires"], Word::SchoolHolidays),
    (&["vacances", "scolaires"], Word::SchoolHolidays),
    (&["periode", "de", "vacances", "scolaires"], Word::SchoolHolidays),
    (&["periode", "scolaire"], Word::SchoolTime),
    (&["periodes", "scolaires"], Word::SchoolTime),
    (&["temps", "scolaire"], Word::SchoolTime),
    (&["semaines", "paires"], Word::EvenWeeks),
    (&["semaine", "paire"], Word::EvenWeeks),
    (&["semaines", "impaires"], Word::OddWeeks),
    (&["semaine", "impaire"], Word::OddWeeks),
    (&["sur", "rendez", "vous", "uniquement"], Word::Appointment),
    (&["sur", "rdv", "uniquement"], Word::Appointment),
    (&["uniquement", "sur", "rendez", "vous"], Word::Appointment),
    (&["uniquement", "sur", "rdv"], Word::Appointment),
    (&["uniquement", "en", "rdv"], Word::Appointment),
    (&["sur", "rendez", "vous"], Word::Appointment),
    (&["sur", "rdv"], Word::Appointment),
    (&["avec", "rendez", "vous"], Word::Appointment),
    (&["avec", "rdv"], Word::Appointment),
    (&["avec", "ou", "sans", "rendez", "vous"], Word::NoAppointment),
    (&["avec", "ou", "sans", "rdv"], Word::NoAppointment),
    (&["sans", "rendez", "vous"], Word::NoAppointment),
    (&["sans", "rdv"], Word::NoAppointment),
    (&["apres", "midi"], Word::Afternoon),
    (&["apres", "midis"], Word::Afternoon),
    (&["apresmidi"], Word::Afternoon),
    (&["aprem"], Word::Afternoon),
    (&["pm"], Word::Afternoon),
    (&["am"], Word::Morning),
    (&["matin"], Word::Morning),
    (&["matins"], Word::Morning),
    (&["matinee"], Word::Morning),
    (&["week", "end"], Word::Weekend),
    (&["week", "ends"], Word::Weekend),
    (&["weekend"], Word::Weekend),
    (&["weekends"], Word::Weekend),
    (&["jusqu", "a"], Word::Until),
    (&["jusqu", "au"], Word::To),
    (&["le", "tout"], Word::All),
    (&["ainsi", "que"], Word::And),
    (&["puis"], Word::And),
    (&["et"], Word::And),
    (&["a"], Word::To),
    (&["au"], Word::To),
    (&["aux"], Word::To),
    (&["en"], Word::During),
    (&["pendant"], Word::During),
    (&["durant"], Word::During),
    (&["sauf"], Word::Except),
    (&["hors"], Word::Except),
    (&["excepte"], Word::Except),
    (&["hormis"], Word::Except),
    (&["uniquement"], Word::Only),
    (&["seulement"], Word::Only),
    (&["ferme"], Word::Closed),
    (&["fermee"], Word::Closed),
    (&["fermes"], Word::Closed),
    (&["fermees"], Word::Closed),
    (&["fermeture"], Word::Closed),
    (&["fermetures"], Word::Closed),
    (&["jour", "de", "fermeture"], Word::Closed),
    (&["jours", "de", "fermeture"], Word::Closed),
    (&["horaires", "d", "ouverture", "au", "public"], Word::Neutral),
    (&["horaires", "d", "ouverture"], Word::Neutral),
    (&["horaire", "d", "ouverture"], Word::Neutral),
    (&["horaires", "d", "accueil"], Word::Neutral),
    (&["heures", "d", "ouverture"], Word::Neutral),
    (&["horaires"], Word::Neutral),
    (&["horaire"], Word::Neutral),
    (&["ouverture", "au", "public"], Word::Neutral),
    (&["ouvert", "au", "public"], Word::Neutral),
    (&["ouverte", "au", "public"], Word::Neutral),
    (&["ouverture"], Word::Neutral),
    (&["ouvert"], Word::Neutral),
    (&["ouverte"], Word::Neutral),
    (&["ouverts"], Word::Neutral),
    (&["accueil", "du", "public"], Word::Neutral),
    (&["accueil", "public"], Word::Neutral),
    (&["au", "public"], Word::Neutral),
    (&["accueil"], Word::Neutral),
    (&["permanence"], Word::Neutral),
    (&["permanences"], Word::Neutral),
    (&["les", "bureaux", "sont", "ouverts"], Word::Neutral),
    (&["bureaux", "ouverts"], Word::Neutral),
    (&["sans", "interruption"], Word::Neutral),
    (&["en", "continu"], Word::Neutral),
    (&["journee", "continue"], Word::Neutral),
    (&["non", "stop"], Word::Neutral),
    (&["de"], Word::Of),
    (&["du"], Word::Of),
    (&["des"], Word::Of),
    (&["d"], Word::Of),
    (&["le"], Word::Of),
    (&["la"], Word::Of),
    (&["les"], Word::Of),
    (&["l"], Word::Of),
];

const ORDINALS: [(&str, i8); 7] = [
    ("premier", 1),
    ("premiers", 1),
    ("deuxieme", 2),
    ("troisieme", 3),
    ("quatrieme", 4),
    ("dernier", -1),
    ("derniers", -1),
];

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];
const SHORT_MONTHS: [(&str, u8); 12] = [
    ("jan", 1),
    ("janv", 1),
    ("fev", 2),
    ("fevr", 2),
    ("avr", 4),
    ("juil", 7),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("aou", 8),
];

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
        let short = matches!(token, Token::Day(day) if FRENCH.get(usize::from(day)).is_some_and(|name| name.len() > word.len()));
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
            let clock = minutes.text.len() == 2 && (next.is(":") || (!chained && minute % 15 == 0));
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
        if two && minute % 15 == 0 && minute < 60 {
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

/// A day, a month or an ordinal by its name.
fn named(word: &str) -> Option<Token> {
    if let Some(month) = MONTHS.iter().position(|month| *month == word) {
        return u8::try_from(month + 1).ok().map(Token::Month);
    }
    if let Some((_, nth)) = ORDINALS.iter().find(|(name, _)| *name == word) {
        return Some(Token::Ordinal(*nth));
    }
    if let Some(day) = day(word) {
        return Some(Token::Day(day));
    }
    SHORT_MONTHS.iter().find(|(name, _)| *name == word).map(|(_, month)| Token::Month(*month))
}

/// A day by its name, also cut short, in the plural, or one slip away from one day and no other.
fn day(word: &str) -> Option<u8> {
    let whole = word.strip_suffix('s').filter(|word| word.len() > 4).unwrap_or(word);
    let found = if whole.len() >= 3 { FRENCH.iter().position(|day| day.starts_with(whole)) } else { None };
    let found = found.or_else(|| {
        let mut near = (0..7).filter(|day| whole.len() >= 5 && one_slip(whole, FRENCH[*day]));
        near.next().filter(|_| near.next().is_none())
    })?;
    u8::try_from(found).ok()
}

/// Whether two words differ by one letter that is other, missing or too many.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let after = |skip_a: usize, skip_b: usize| a.get(before + skip_a..) == b.get(before + skip_b..);
    match a.len().abs_diff(b.len()) {
        0 => after(1, 1),
        1 if a.len() > b.len() => after(1, 0),
        1 => after(0, 1),
        _ => false,
    }
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
