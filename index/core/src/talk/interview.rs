//! The interview: reading an answer, the next question, the result. Answers live in the session until the result, and no
//! longer than a day without a word.

use super::{Effect, Screen, Talk};
use crate::message::Message;
use crate::rights::{Answers, Ask, Given, Household, Interview, Month, Outcome, Rulebook, Standing, Why};
use crate::text::amount::{Said, Style, numbers};
use crate::text::normal::fold;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What was answered in an interview is forgotten after so many minutes of silence, wherever the session is kept.
pub const ANSWERS_MINUTES: i64 = 24 * 60;
/// Oldest child that is reckoned with, in years.
const OLDEST_CHILD: f64 = 40.0;
/// Most months that are told apart.
const MONTHS: f64 = 99.0;

/// What the result keeps of a right: nothing of what was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Identifier of the right.
    pub right: String,
    /// Where it stands.
    pub standing: Standing,
    /// Euros a month, where a figure can honestly be given.
    pub amount: Option<f64>,
    /// Identifier of the condition that fails or cannot be told.
    pub reason: Option<String>,
    /// Why it is to be checked.
    #[serde(default)]
    pub why: Why,
    /// The household draws it already.
    #[serde(default)]
    pub received: bool,
}

impl From<Outcome> for Found {
    fn from(Outcome { right, standing, amount, reason, why, received, .. }: Outcome) -> Self {
        Self { right, standing, amount, reason, why, received }
    }
}

impl Talk<'_> {
    /// The month of the rules: this one.
    pub(super) fn month(&self) -> Month {
        Month { year: self.now.date.year, month: self.now.date.month.into() }
    }

    /// The rules of this month; `None` where there are none, and people are then shown a human.
    pub(super) fn rulebook(&self) -> Option<Arc<Rulebook>> {
        self.catalog.rulebook(self.month())
    }

    /// What a choice of a situation says of the household seeds the interview.
    pub(super) fn learned(&mut self, set: &Answers) {
        if !set.is_empty() {
            self.session.interview.get_or_insert_default().learn(set);
        }
    }

    /// The beginning of the interview.
    pub(super) fn rights(&mut self) {
        let screen = if self.rulebook().is_some() { Screen::Rights } else { Screen::Human };
        self.session.go(screen);
    }

    /// The next question, or what was answered, to be read again before the result.
    pub(super) fn ask_next(&mut self) {
        let Some(book) = self.rulebook() else { return self.session.go(Screen::Human) };
        let month = self.month();
        self.commune_known();
        let interview = self.session.interview.get_or_insert_default();
        match book.next_step(month, interview) {
            Some(next) => self.session.go(Screen::Interview { step: next.step.id.clone() }),
            None => self.session.go(Screen::Review { page: 0 }),
        }
    }

    /// Takes an answer to a step; one that contradicts the others is asked again.
    pub(super) fn give(&mut self, step: &str, given: Given) {
        let Some(book) = self.rulebook() else { return self.session.go(Screen::Human) };
        let month = self.month();
        let interview = self.session.interview.get_or_insert_default();
        if book.step(step).is_none() {
            return self.notice(Message::OldButton);
        }
        if !book.fits(month, interview, step, &given) {
            let alone = book.fits(month, &Interview::default(), step, &given);
            let why = if alone { Message::AnswerContradicts } else { Message::AnswerOutOfBounds };
            return self.not_understood(why);
        }
        let typed = matches!(given, Given::Number(_) | Given::Born(_) | Given::Ages(..));
        interview.give(step, given.clone());
        if typed {
            let answer = self.answer_words(step, &given);
            self.notice(Message::Noted { answer });
        }
        self.ask_next();
    }

    /// A choice of a step, by its key: an option, `?` unknown, `-` silent.
    pub(super) fn give_key(&mut self, step: &str, option: &str) {
        let several = self.asked(step) == Some(Ask::Several);
        let given = match option {
            "?" => Given::Unknown,
            "-" => Given::Silent,
            option if several => return self.give_several(step, option),
            option => Given::Option(option.to_owned()),
        };
        self.give(step, given);
    }

    /// Whether a step asks for something to be typed.
    pub(super) fn asks_number(&self, step: &str) -> bool {
        self.asked(step).is_some_and(|ask| !matches!(ask, Ask::Choice | Ask::Several | Ask::Commune))
    }

    /// One question back, keeping every answer; false where there is none before.
    pub(super) fn question_back(&mut self) -> bool {
        let Some(interview) = &self.session.interview else { return false };
        let before = match &self.session.screen {
            Screen::Interview { step } => interview.before(step).map(str::to_owned),
            Screen::Review { .. } => interview.before("").map(str::to_owned),
            _ => None,
        };
        match before {
            Some(step) => {
                self.session.go(Screen::Interview { step });
                true
            }
            None => false,
        }
    }

    /// The result; the answers are erased.
    pub(super) fn conclude(&mut self) {
        let Some(book) = self.rulebook() else { return self.session.go(Screen::Human) };
        let Some(interview) = self.session.interview.take() else { return self.rights() };
        let outcomes = book.conclude(self.month(), &interview);
        let found = sorted(outcomes.into_iter().map(Found::from).collect(), &book);
        self.effects.push(Effect::Count { what: "screened".into() });
        // The way back from a result is to what was there before the questions.
        let before = self.session.trail.iter().position(|screen| *screen == Screen::Rights);
        self.session.trail.truncate(before.unwrap_or(self.session.trail.len()));
        self.session.go(Screen::Outcomes { found, page: 0, unlikely: false });
    }

    /// Something typed on a step that asks for a number. True if it was an answer, or an attempt at one.
    pub(super) fn typed_answer(&mut self, text: &str) -> bool {
        let Screen::Interview { step } = self.session.screen.clone() else { return false };
        let Some(book) = self.rulebook() else { return false };
        let Some(asked) = book.step(&step) else { return false };
        if asked.ask == Ask::Commune {
            self.commune_typed(asked, text);
            return true;
        }
        match self.read_answer(asked.ask, text) {
            Some(Ok(given)) => self.give(&step, given),
            Some(Err(again)) => self.not_understood(again),
            None => return false,
        }
        true
    }

    /// `None` where nothing in the text is an answer of this kind.
    fn read_answer(&self, ask: Ask, text: &str) -> Option<Result<Given, Message>> {
        let lexicon = self.catalog.lexicon(self.session.reading_lang());
        let folded = fold(text);
        let style = if matches!(ask, Ask::Money | Ask::Number) { Style::Amount } else { Style::List };
        let mut said = numbers(text, style);
        // "Two", "nothing".
        if said.is_empty() {
            let value = if lexicon.is_nothing(&folded) { Some(0) } else { lexicon.number(&folded) };
            said.extend(value.map(|value| Said { value: value.into(), digits: 1, unit: String::new() }));
        }
        if said.is_empty() || ask == Ask::Choice {
            return None;
        }
        if said.iter().any(|said| said.value < 0.0) {
            return Some(Err(Message::AnswerNegative));
        }
        Some(match (ask, said.as_slice()) {
            (Ask::Age, said) => self.age(said),
            (Ask::Ages, said) => {
                let children = said.iter().filter(|said| !lexicon.child_words.contains(&said.unit));
                let age = |said: &Said| {
                    let months = lexicon.month_words.contains(&said.unit);
                    if months { (said.value / 12.0).floor() } else { said.value }
                };
                let ages: Vec<f64> = children.map(age).collect();
                match ages.len() {
                    0 => Err(Message::AnswerAges),
                    count if count > Household::CHILDREN => {
                        Err(Message::AnswerTooMany { most: Household::CHILDREN as i64 })
                    }
                    _ if ages.iter().any(|age| *age > OLDEST_CHILD) => Err(Message::AnswerAges),
                    _ => Ok(Given::Ages(ages, lexicon.says_expecting(&folded))),
                }
            }
            (Ask::Months, [one]) => {
                let years = lexicon.year_words.contains(&one.unit);
                let months = if years { one.value * 12.0 } else { one.value };
                Ok(Given::Number(months.floor().min(MONTHS)))
            }
            (Ask::Number, [one]) => Ok(Given::Number(one.value.floor())),
            // Nobody is asked for cents.
            (Ask::Money, [one]) => Ok(Given::Number(one.value.round())),
            _ => Err(Message::AnswerOneNumber),
        })
    }

    /// An age, a year, a month and a year, or a whole date.
    fn age(&self, said: &[Said]) -> Result<Given, Message> {
        let now = self.month();
        let born = |year: &Said, month: Option<&Said>| {
            let (year, month) = (year.value as i32, month.map(|month| month.value as i32));
            match month {
                Some(month) if !(1..=12).contains(&month) => Err(Message::AnswerNotADate),
                _ if (year, month.unwrap_or(1)) > (now.year, now.month) => Err(Message::AnswerNotBorn),
                _ if now.year - year > Household::OLDEST_YEARS => Err(Message::AnswerNotADate),
                Some(month) => Ok(Given::Born(format!("{year:04}-{month:02}"))),
                None => Ok(Given::Born(format!("{year:04}"))),
            }
        };
        match said {
            [one] if one.digits == 4 => born(one, None),
            [one] if one.value <= f64::from(Household::OLDEST_YEARS) => Ok(Given::Number(one.value.floor())),
            [year, month] | [year, month, _] if year.digits == 4 => born(year, Some(month)),
            [month, year] | [_, month, year] if year.digits == 4 => born(year, Some(month)),
            [_] => Err(Message::AnswerNotADate),
            _ => Err(Message::AnswerOneNumber),
        }
    }

    /// An answer in words, to be read again.
    pub(super) fn answer_words(&self, step: &str, given: &Given) -> String {
        let lang = self.session.reading_lang();
        let words = self.catalog.rights_words(lang);
        let ask = self.rulebook().and_then(|book| book.step(step).map(|step| step.ask));
        let years = |years: &f64| self.say(&Message::YearsOld { years: years.floor() as i64 });
        match (given, ask) {
            (Given::Unknown, _) => words.skip.get("unknown").cloned().unwrap_or_default(),
            (Given::Silent, _) => words.skip.get("silent").cloned().unwrap_or_default(),
            (Given::Option(id), _) => self.option_words(step, id),
            (Given::Several(ids), _) if ids.is_empty() => self.say(&Message::NoneOfThese),
            (Given::Several(ids), _) => ids.iter().map(|id| self.option_words(step, id)).collect::<Vec<_>>().join(", "),
            (Given::Born(text), _) => match text.split_once('-') {
                Some((year, month)) => format!("{month}/{year}"),
                None => text.clone(),
            },
            (Given::Ages(ages, expected), _) => {
                let expected = expected.then(|| self.say(&Message::BirthExpected));
                ages.iter().map(years).chain(expected).collect::<Vec<_>>().join(", ")
            }
            (Given::Number(amount), Some(Ask::Money)) => self.say(&Message::Euros { amount: *amount }),
            (Given::Number(months), Some(Ask::Months)) => self.say(&Message::MonthsLong { months: *months as i64 }),
            (Given::Number(age), Some(Ask::Age)) => years(age),
            (Given::Number(number), _) => number.to_string(),
        }
    }

    /// The label of an option.
    pub(super) fn option_words(&self, step: &str, option: &str) -> String {
        let words = self.catalog.rights_words(self.session.reading_lang());
        let own = words.step.get(step).and_then(|step| step.options.get(option)).cloned();
        own.unwrap_or_else(|| match option {
            "oui" => self.say(&Message::Yes),
            "non" => self.say(&Message::No),
            _ => String::new(),
        })
    }

    /// Forgets answers that a silence has left behind.
    pub(super) fn forget_old_answers(&mut self, silence: Option<i64>) {
        if silence.is_some_and(|minutes| minutes >= ANSWERS_MINUTES) {
            self.session.interview = None;
        }
    }
}

/// Likely first, the most money on top; then what is nearest to be decided, and the order of the rules. What is shown in the
/// place of another right is left out where it is not likely, and the other where it is.
fn sorted(mut found: Vec<Found>, book: &Rulebook) -> Vec<Found> {
    let likely = |found: &[Found], right: &str| {
        found.iter().any(|known| known.right == right && known.standing == Standing::Likely)
    };
    let hidden = |found: &[Found], right: &str| match book.instead_of(right) {
        Some(_) => !likely(found, right),
        None => book.rights().any(|better| book.instead_of(better) == Some(right) && likely(found, better)),
    };
    let hidden: Vec<String> =
        found.iter().map(|known| known.right.clone()).filter(|right| hidden(&found, right)).collect();
    found.retain(|known| !hidden.contains(&known.right));
    found.sort_by(|a, b| {
        let money = b.amount.unwrap_or(0.0).total_cmp(&a.amount.unwrap_or(0.0));
        a.received
            .cmp(&b.received)
            .then((a.standing as u8).cmp(&(b.standing as u8)))
            .then(a.why.cmp(&b.why))
            .then(money)
    });
    found
}
