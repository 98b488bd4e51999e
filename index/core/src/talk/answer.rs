//! What is typed on a question of the interview: read whole, noted, read back, or asked again.

use super::{Screen, Talk};
use crate::message::Message;
use crate::rights::{Ask, Counted, Given, Household, Step};
use crate::text::amount::{self, Birth, Cause, Children, Fault, Piece, Reading, Sense, Span, Style, What};
use crate::text::normal::{fold, words};
use std::collections::BTreeSet;

/// The step that asks how old the person is.
const OWN_AGE: &str = "age";

/// Options that "no" and "nothing" mean, where a question has one of them.
const NONE: [&str; 3] = ["non", "aucun", "rien"];

impl Talk<'_> {
    /// Something typed on a question of the interview. True if it was an answer, or an attempt at one.
    pub(super) fn typed_answer(&mut self, text: &str) -> bool {
        let (id, read_back) = match &self.session.screen {
            Screen::Interview { step, .. } => (step.clone(), false),
            Screen::ReadBack { step, .. } => (step.clone(), true),
            _ => return false,
        };
        let Some(book) = self.rulebook() else { return false };
        let Some(step) = book.step(&id) else { return false };
        let lexicon = self.catalog.lexicon(self.session.reading_lang());
        let folded = fold(text);
        // Under a read-back, yes, no and the numbers of its choices come first.
        if read_back && (lexicon.yes_no(&folded).is_some() || lexicon.number(&folded).is_some_and(|number| number < 10))
        {
            return false;
        }
        let reading = self.reading(step, text);
        // What is neither "I don't know" nor the number of a choice is a commune.
        let choice = lexicon.number(&folded).is_some_and(|number| number < 10);
        if step.ask == Ask::Commune && matches!(reading, Reading::Nothing) && !choice {
            self.commune_typed(step, text);
            return true;
        }
        match reading {
            Reading::Sure(given) if self.as_old_as_a_parent(&given) => self.read_back(&id, given, Cause::Guess),
            Reading::Sure(given) => self.give(&id, given),
            Reading::Doubt(given, why) => self.read_back(&id, given, why),
            Reading::Again(fault) => self.not_understood(again(fault)),
            Reading::Unknown => self.give(&id, Given::Unknown),
            Reading::Silent => self.give(&id, Given::Silent),
            Reading::Nothing => return false,
        }
        true
    }

    /// Whether a child is nearly as old as the person: "2 4" may mean two children, and is read as 24.
    fn as_old_as_a_parent(&self, given: &Given) -> bool {
        const APART: f64 = 14.0;
        let (Given::Ages(ages, _), Some(interview)) = (given, &self.session.interview) else { return false };
        let years = |given: &Given| match given {
            Given::Number(years) => Some(*years),
            Given::Born(date) => Some(f64::from(self.now.date.year) - date.get(..4)?.parse::<f64>().ok()?),
            _ => None,
        };
        let own = interview.given(OWN_AGE).and_then(years);
        own.is_some_and(|own| ages.iter().any(|age| *age > own - APART))
    }

    /// Whether a text is an answer to the question on the screen, or an attempt at one, in words that are all known.
    pub(super) fn is_answer(&self, text: &str) -> bool {
        let (Screen::Interview { step, .. } | Screen::ReadBack { step, .. }) = &self.session.screen else {
            return false;
        };
        let book = self.rulebook();
        let Some(step) = book.as_ref().and_then(|book| book.step(step)) else { return false };
        let known = self.pieces(step, text).iter().all(|piece| piece.what != What::Stranger);
        known && !matches!(self.reading(step, text), Reading::Nothing)
    }

    /// Reads a text as the answer to a step.
    fn reading(&self, step: &Step, text: &str) -> Reading<Given> {
        let lang = self.session.reading_lang();
        let pieces = self.pieces(step, text);
        match amount::skipped(&pieces) {
            Some(Sense::Silent) => return Reading::Silent,
            Some(_) => return Reading::Unknown,
            None if text.trim().chars().all(|c| matches!(c, '?' | '؟')) && !text.trim().is_empty() => {
                return Reading::Unknown;
            }
            None => {}
        }
        let now = self.month();
        match step.ask {
            Ask::Choice => no(step, &pieces),
            Ask::Commune => Reading::Nothing,
            Ask::Several if amount::is_none(&pieces) => Reading::Sure(Given::Several(Vec::new())),
            Ask::Several => Reading::Nothing,
            Ask::Age => {
                let american = lang == crate::model::Lang::En;
                amount::age(&pieces, now, american).map(|birth| match birth {
                    Birth::Years(years) => Given::Number(years),
                    Birth::Born(year, Some(month)) => Given::Born(format!("{year:04}-{month:02}")),
                    Birth::Born(year, None) => Given::Born(format!("{year:04}")),
                })
            }
            Ask::Ages => amount::children(&pieces, now).map(|children| of_children(step, children)),
            Ask::Months => amount::months(&pieces, now).map(Given::Number),
            Ask::Number => amount::quantity(&pieces, step.counted, now).map(|number| match step.option(NONE[1]) {
                Some(none) if number == 0.0 => Given::Option(none.id.clone()),
                _ => Given::Number(number),
            }),
            Ask::Money => {
                let period = match step.counted {
                    Counted::Total => None,
                    Counted::Yearly => Some(Span::Year),
                    _ => Some(Span::Month),
                };
                amount::money(&pieces, period).map(Given::Number)
            }
        }
    }

    /// A text cut into what it says, for a step.
    fn pieces(&self, step: &Step, text: &str) -> Vec<Piece> {
        let vocabulary = &self.catalog.lexicon(self.session.reading_lang()).answers;
        let asked = self.question_words(step);
        let known = |word: &str| asked.contains(word);
        let style = if matches!(step.ask, Ask::Money | Ask::Number) { Style::Amount } else { Style::List };
        amount::pieces(text, style, vocabulary, &known)
    }

    /// The words of a question, which somebody may repeat in the answer.
    fn question_words(&self, step: &Step) -> BTreeSet<String> {
        let said = self.catalog.rights_words(self.session.reading_lang()).step.get(&step.id);
        let texts = said
            .into_iter()
            .flat_map(|said| [&said.text, &said.label, &said.example].into_iter().chain(said.options.values()));
        texts.flat_map(|text| words(text)).collect()
    }

    /// Shows how an answer was understood, before it counts.
    fn read_back(&mut self, id: &str, given: Given, why: Cause) {
        if let Some(fault) = self.misfit(id, &given) {
            return self.not_understood(fault);
        }
        let edit = match &self.session.screen {
            Screen::Interview { edit, .. } | Screen::ReadBack { edit, .. } => *edit,
            _ => None,
        };
        self.session.go(Screen::ReadBack { step: id.to_owned(), given, why, edit });
    }

    /// The question of a read-back, in words.
    pub(super) fn read_back_words(&self, step: &str, given: &Given, why: Cause) -> String {
        let words = self.answer_words(step, given);
        let answer =
            match (given, self.rulebook().and_then(|book| book.step(step).map(|step| (step.ask, step.counted)))) {
                (Given::Number(amount), Some((Ask::Money, counted))) if counted != Counted::Total => {
                    let period = if counted == Counted::Yearly { Span::Year } else { Span::Month };
                    self.say(&Message::EurosPer { amount: *amount, period: period.name().into() })
                }
                _ => words,
            };
        let euros = |amount: f64| self.say(&Message::Euros { amount });
        self.say(&match why {
            Cause::Guess => Message::ReadBackGuess { answer },
            Cause::Per(amount, period) => Message::ReadBackPer {
                said: self.say(&Message::EurosPer { amount, period: period.name().into() }),
                answer,
            },
            Cause::Between(low, high) => Message::ReadBackBetween { low: euros(low), high: euros(high), answer },
            Cause::Shared => Message::ReadBackShared { answer },
        })
    }
}

/// "No" and "nothing", where a question has such an option.
fn no(step: &Step, pieces: &[Piece]) -> Reading<Given> {
    let option = NONE.into_iter().find(|id| step.option(id).is_some()).filter(|_| amount::is_none(pieces));
    option.map_or(Reading::Nothing, |id| Reading::Sure(Given::Option(id.to_owned())))
}

/// No child is the option that says so, where there is one.
fn of_children(step: &Step, children: Children) -> Given {
    use crate::rights::Answer;
    let Children { ages, expected } = children;
    let says =
        |answer: Answer| move |set: &crate::rights::Answers| set.values().any(|known| *known == Some(answer.clone()));
    let none = says(Answer::List(Vec::new()));
    let birth = says(Answer::Flag(true));
    let option =
        step.options.iter().find(|option| ages.is_empty() && none(&option.set) && birth(&option.set) == expected);
    option.map_or(Given::Ages(ages, expected), |option| Given::Option(option.id.clone()))
}

/// Cause an attempt is asked again.
const fn again(fault: Fault) -> Message {
    match fault {
        Fault::OneNumber => Message::AnswerOneNumber,
        Fault::Negative => Message::AnswerNegative,
        Fault::NotADate => Message::AnswerNotADate,
        Fault::NotBorn => Message::AnswerNotBorn,
        Fault::Ages => Message::AnswerAges,
        Fault::TooMany => Message::AnswerTooMany { most: Household::CHILDREN as i64 },
        Fault::Gross => Message::AnswerGross,
        Fault::ByTime => Message::AnswerByTime,
        Fault::Currency => Message::AnswerCurrency,
        Fault::OtherUnit => Message::HowToGiveNumber,
        Fault::Total => Message::AnswerTotal,
    }
}
