//! What is typed on a question of the interview: read whole, noted, read back, or asked again.

use super::State;
use super::give::{give, misfit, option_of};
use crate::message::Message;
use crate::ports::catalog::CommuneMatch;
use crate::rights::{Ask, Counted, Given, Household, Step};
use crate::talk::Screen;
use crate::talk::context::Talk;
use crate::talk::flows::place;
use crate::talk::then::Then;
use crate::text::amount::{self, Birth, Cause, Children, Fault, Piece, Reading, Sense, Span, Style, What};
use crate::text::normal::{fold, words};
use std::collections::BTreeSet;

/// The step that asks how old the person is.
const OWN_AGE: &str = "age";

/// Options that "no" and "nothing" mean, where a question has one of them.
const NONE: [&str; 3] = ["non", "aucun", "rien"];

/// Something typed on a question of the interview. True if it was an answer, or an attempt at one.
pub(in crate::talk) fn typed(talk: &mut Talk<'_>, text: &str) -> Option<Then> {
    let (id, is_read_back) = match &talk.session.screen {
        Screen::Rights(State::Question { step, .. }) => (step.clone(), false),
        Screen::Rights(State::ReadBack { step, .. }) => (step.clone(), true),
        _ => return None,
    };
    let book = talk.rulebook()?;
    let step = book.step(&id)?;
    let lexicon = talk.catalog.lexicon(talk.lang());
    let folded = fold(text);
    let is_digit = lexicon.number(&folded).is_some_and(|number| number < 10);
    // Under a read-back, yes, no and the numbers of its choices come first.
    if is_read_back && (lexicon.yes_no(&folded).is_some() || is_digit) {
        return None;
    }
    let reading = reading(talk, step, text);
    // What is neither "I don't know" nor the number of a choice is a commune.
    if step.ask == Ask::Commune && matches!(reading, Reading::Nothing) && !is_digit {
        return Some(commune_typed(talk, step, text));
    }
    Some(match reading {
        Reading::Sure(given) if as_old_as_a_parent(talk, &given) => read_back(talk, &id, given, Cause::Guess),
        Reading::Sure(given) => give(talk, &id, given),
        Reading::Doubt(given, why) => read_back(talk, &id, given, why),
        Reading::Again(fault) => Then::NotUnderstood(again(fault)),
        Reading::Unknown => give(talk, &id, Given::Unknown),
        Reading::Silent => give(talk, &id, Given::Silent),
        Reading::Nothing => return None,
    })
}

/// Whether a child is nearly as old as the person: "2 4" may mean two children, and is read as 24.
fn as_old_as_a_parent(talk: &Talk<'_>, given: &Given) -> bool {
    const APART: f64 = 14.0;
    let (Given::Ages(ages, _), Some(interview)) = (given, &talk.session.interview) else { return false };
    let years = |given: &Given| match given {
        Given::Number(years) => Some(*years),
        Given::Born(date) => Some(f64::from(talk.now.date.year) - date.get(..4)?.parse::<f64>().ok()?),
        _ => None,
    };
    let own = interview.given(OWN_AGE).and_then(years);
    own.is_some_and(|own| ages.iter().any(|age| *age > own - APART))
}

/// Whether a text is an answer to the question on the screen, or an attempt at one, in words that are all known.
pub(in crate::talk) fn is_answer(talk: &Talk<'_>, text: &str) -> bool {
    let (Screen::Rights(State::Question { step, .. }) | Screen::Rights(State::ReadBack { step, .. })) =
        &talk.session.screen
    else {
        return false;
    };
    let book = talk.rulebook();
    let Some(step) = book.as_ref().and_then(|book| book.step(step)) else { return false };
    let known = pieces(talk, step, text).iter().all(|piece| piece.what != What::Stranger);
    known && !matches!(reading(talk, step, text), Reading::Nothing)
}

/// Reads a text as the answer to a step.
pub(super) fn reading(talk: &Talk<'_>, step: &Step, text: &str) -> Reading<Given> {
    let lang = talk.lang();
    let pieces = pieces(talk, step, text);
    match amount::skipped(&pieces) {
        Some(Sense::Silent) => return Reading::Silent,
        Some(_) => return Reading::Unknown,
        None if text.trim().chars().all(|c| matches!(c, '?' | '؟')) && !text.trim().is_empty() => {
            return Reading::Unknown;
        }
        None => {}
    }
    let now = talk.month();
    match step.ask {
        Ask::Choice => no(step, &pieces),
        Ask::Commune => Reading::Nothing,
        Ask::Several if amount::is_none(&pieces) => Reading::Sure(Given::Several(Vec::new())),
        Ask::Several => Reading::Nothing,
        Ask::Age => amount::age(&pieces, now, lang.month_first()).map(|birth| match birth {
            Birth::Years(years) => Given::Number(years),
            Birth::Born(year, Some(month)) => Given::Born(format!("{year:04}-{month:02}")),
            Birth::Born(year, None) => Given::Born(format!("{year:04}")),
        }),
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
fn pieces(talk: &Talk<'_>, step: &Step, text: &str) -> Vec<Piece> {
    let vocabulary = &talk.catalog.lexicon(talk.lang()).answers;
    let asked = question_words(talk, step);
    let known = |word: &str| asked.contains(word);
    let style = if matches!(step.ask, Ask::Money | Ask::Number) { Style::Amount } else { Style::List };
    amount::pieces(text, style, vocabulary, &known)
}

/// The words of a question, which somebody may repeat in the answer.
fn question_words(talk: &Talk<'_>, step: &Step) -> BTreeSet<String> {
    let said = talk.catalog.rights_words(talk.lang()).step.get(&step.id);
    let texts = said
        .into_iter()
        .flat_map(|said| [&said.text, &said.label, &said.example].into_iter().chain(said.options.values()));
    texts.flat_map(|text| words(text)).collect()
}

/// Shows how an answer was understood, before it counts.
fn read_back(talk: &mut Talk<'_>, id: &str, given: Given, why: Cause) -> Then {
    if let Some(fault) = misfit(talk, id, &given) {
        return Then::NotUnderstood(fault);
    }
    let edit = match &talk.session.screen {
        Screen::Rights(State::Question { edit, .. }) | Screen::Rights(State::ReadBack { edit, .. }) => *edit,
        _ => None,
    };
    talk.session.go(State::ReadBack { step: id.to_owned(), given, why, edit });
    Then::Show
}

/// The zone of the communes that a text may mean, where all of them have one.
pub(super) fn commune_zone(talk: &Talk<'_>, text: &str) -> Option<u8> {
    let mut matches = talk.named_communes(text);
    if matches.is_empty() {
        matches = place::split(talk, text).1;
    }
    let mut zones = matches.iter().map(|found| talk.catalog.housing_zone(&found.commune.code));
    let first = zones.next()??;
    zones.all(|zone| zone == Some(first)).then_some(first)
}

/// A commune typed on the step that asks for it. A name that is not sure is not taken: a postal code is.
fn commune_typed(talk: &mut Talk<'_>, step: &Step, text: &str) -> Then {
    let mut matches = talk.named_communes(text);
    if matches.is_empty() {
        matches = place::split(talk, text).1;
    }
    let zones = matches.iter().map(|found| talk.catalog.housing_zone(&found.commune.code));
    let zones: Option<Vec<u8>> = zones.collect();
    match (zones.as_deref(), matches.as_slice()) {
        // Communes of one name or one postal code are mostly in one zone.
        (Some([zone, others @ ..]), [found, ..]) if others.iter().all(|other| other == zone) => {
            let then = commune_found(talk, step, *zone, found);
            if others.is_empty() {
                talk.session.commune = Some(found.commune.code.clone());
            }
            then
        }
        (Some([]) | None, _) | (_, []) => Then::NotUnderstood(Message::NoSuchCommune),
        _ => Then::NotUnderstood(Message::SeveralCommunes),
    }
}

fn commune_found(talk: &mut Talk<'_>, step: &Step, zone: u8, found: &CommuneMatch) -> Then {
    let Some(option) = option_of(step, zone) else { return Then::NotUnderstood(Message::NoSuchCommune) };
    let answer = talk.commune_name(&found.commune);
    let id = step.id.clone();
    talk.notice(Message::Noted { answer });
    give(talk, &id, Given::Option(option))
}

/// "No" and "nothing", where a question has such an option.
fn no(step: &Step, pieces: &[Piece]) -> Reading<Given> {
    let option = NONE.into_iter().find(|id| step.option(id).is_some()).filter(|_| amount::is_none(pieces));
    option.map_or(Reading::Nothing, |id| Reading::Sure(Given::Option(id.to_owned())))
}

/// No child is the option that says so, where there is one.
fn of_children(step: &Step, children: Children) -> Given {
    use crate::rights::FactValue;
    let Children { ages, expected } = children;
    let says = |answer: FactValue| {
        move |set: &crate::rights::Answers| set.values().any(|known| *known == Some(answer.clone()))
    };
    let none = says(FactValue::List(Vec::new()));
    let birth = says(FactValue::Flag(true));
    let option =
        step.options.iter().find(|option| ages.is_empty() && none(&option.set) && birth(&option.set) == expected);
    option.map_or(Given::Ages(ages, expected), |option| Given::Option(option.id.clone()))
}

/// Cause an attempt is asked again.
pub(super) const fn again(fault: Fault) -> Message {
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
