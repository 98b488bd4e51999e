//! The interview: reading an answer, the next question, the result. Answers live in the session until the result, and no
//! longer than a day without a word.

use super::{Action, Effect, Screen, Talk};
use crate::message::Message;
use crate::rights::{Answers, Ask, Counted, Given, Interview, Month, Outcome, Rulebook, Standing, Why};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What was answered in an interview is forgotten after so many minutes of silence, wherever the session is kept.
pub const ANSWERS_MINUTES: i64 = 24 * 60;

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

    /// The next question, or what was answered, to be read again before the result: at its beginning, or on the page from
    /// which an answer was changed.
    pub(super) fn ask_next(&mut self, edit: Option<u8>) {
        let Some(book) = self.rulebook() else { return self.session.go(Screen::Human) };
        let month = self.month();
        self.commune_known();
        let interview = self.session.interview.get_or_insert_default();
        interview.foresee(book.forecast(month, interview));
        match book.next_step(month, interview) {
            Some(next) => self.session.go(Screen::Interview { step: next.step.id.clone(), edit: None }),
            None => self.session.go(Screen::Review { page: edit.unwrap_or(0) }),
        }
    }

    /// Why an answer cannot stand; `None` where it can.
    pub(super) fn misfit(&mut self, step: &str, given: &Given) -> Option<Message> {
        let book = self.rulebook()?;
        let month = self.month();
        let interview = self.session.interview.get_or_insert_default();
        if book.fits(month, interview, step, given) {
            return None;
        }
        let alone = book.fits(month, &Interview::default(), step, given);
        Some(if alone { Message::AnswerContradicts } else { Message::AnswerOutOfBounds })
    }

    /// Takes an answer to a step; one that contradicts the others is asked again.
    pub(super) fn give(&mut self, step: &str, given: Given) {
        let Some(book) = self.rulebook() else { return self.session.go(Screen::Human) };
        if book.step(step).is_none() {
            return self.notice(Message::OldButton);
        }
        if let Some(why) = self.misfit(step, &given) {
            return self.not_understood(why);
        }
        let (edit, read_back) = match &self.session.screen {
            Screen::Interview { edit, .. } => (*edit, false),
            Screen::ReadBack { edit, .. } => (*edit, true),
            _ => (None, false),
        };
        let typed = matches!(given, Given::Number(_) | Given::Born(_) | Given::Ages(..)) && !read_back;
        self.session.interview.get_or_insert_default().give(step, given.clone());
        if typed {
            let answer = self.answer_words(step, &given);
            self.notice(Message::Noted { answer });
        }
        self.ask_next(edit);
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

    /// One step back inside the interview, keeping every answer: to the question that is read back, to the review from
    /// which an answer is changed, to the question before, to the first page of a result. False where there is none.
    pub(super) fn question_back(&mut self) -> bool {
        let before = |interview: &Option<Interview>, step: &str| {
            let step = interview.as_ref()?.before(step)?.to_owned();
            Some(Screen::Interview { step, edit: None })
        };
        let to = match &self.session.screen {
            Screen::ReadBack { step, edit, .. } => Some(Screen::Interview { step: step.clone(), edit: *edit }),
            Screen::Interview { edit: Some(page), .. } => Some(Screen::Review { page: *page }),
            Screen::Interview { step, .. } => before(&self.session.interview, step),
            Screen::Review { page: 0 } => before(&self.session.interview, ""),
            Screen::Review { .. } => Some(Screen::Review { page: 0 }),
            Screen::Outcomes { found, page, unlikely } if *page > 0 || *unlikely => {
                Some(Screen::Outcomes { found: found.clone(), page: 0, unlikely: false })
            }
            _ => None,
        };
        let found = to.is_some();
        if let Some(screen) = to {
            self.session.screen = screen;
            self.session.misses = 0;
        }
        found
    }

    /// Whether a result would be lost: it is nowhere but in the conversation.
    pub(super) fn loses_result(&self, action: &Action) -> bool {
        let session = &self.session;
        let is_result = |screen: &Screen| matches!(screen, Screen::Outcomes { .. });
        match action {
            _ if matches!(session.screen, Screen::Leaving { .. }) => false,
            Action::Back => matches!(session.screen, Screen::Outcomes { page: 0, unlikely: false, .. }),
            Action::Menu(_) => is_result(&session.screen) || session.trail.iter().any(is_result),
            _ => false,
        }
    }

    /// Leaves a result after all, to where a key leads.
    pub(super) fn leave(&mut self, key: &str) {
        self.session.trail.retain(|screen| !matches!(screen, Screen::Outcomes { .. } | Screen::Right { .. }));
        self.obey(key);
    }

    /// One right of a result, with its reasons. The button of a result that is gone opens the card.
    pub(super) fn right(&mut self, id: &str) {
        let screens = std::iter::once(&self.session.screen).chain(self.session.trail.iter().rev());
        let results = screens.filter_map(|screen| match screen {
            Screen::Outcomes { found, .. } => Some(found),
            _ => None,
        });
        let found = results.flatten().find(|found| found.right == id).cloned();
        match (found, self.catalog.right_card(id)) {
            (Some(found), _) => self.session.go(Screen::Right { found }),
            (None, Some(card)) => self.act(Action::Open(card)),
            (None, None) => self.notice(Message::OldButton),
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

    /// An answer in words, to be read again.
    pub(super) fn answer_words(&self, step: &str, given: &Given) -> String {
        let lang = self.session.reading_lang();
        let words = self.catalog.rights_words(lang);
        let asked = self.rulebook().and_then(|book| book.step(step).map(|step| (step.ask, step.counted)));
        let (ask, counted) = asked.map_or((None, Counted::Plain), |(ask, counted)| (Some(ask), counted));
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
            // A part of the first year is said in months.
            (Given::Number(part), _) if counted == Counted::Years && part.fract() > 0.0 => {
                self.say(&Message::MonthsLong { months: (*part * 12.0).round() as i64 })
            }
            (Given::Number(years), _) if counted == Counted::Years => {
                self.say(&Message::YearsLong { years: *years as i64 })
            }
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
            self.session.waiting = None;
            if let Screen::ReadBack { step, .. } = &self.session.screen {
                self.session.screen = Screen::Interview { step: step.clone(), edit: None };
            }
            self.session.trail.retain(|screen| !matches!(screen, Screen::ReadBack { .. }));
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
