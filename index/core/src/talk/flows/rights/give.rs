//! Taking an answer, and the next question.

use super::{State, words};
use crate::message::Message;
use crate::rights::{self, Ask, FactValue, Given, Interview, Kind, Rulebook, Step};
use crate::talk::Screen;
use crate::talk::context::Talk;
use crate::talk::flows::help;
use crate::talk::then::Then;

/// Ends a list of answers.
pub(super) const DONE: &str = "!";
/// Empties it.
pub(super) const CLEAR: &str = "~";
/// The fact that a commune answers.
const ZONE: &str = "zone";

/// The next question, or what was answered, to be read again before the result: at its beginning, or on the page from
/// which an answer was changed.
pub(super) fn ask_next(talk: &mut Talk<'_>, edit: Option<u8>) -> Then {
    let Some(book) = talk.rulebook() else { return no_rules(talk) };
    let month = talk.month();
    commune_known(talk);
    let interview = talk.session.interview.get_or_insert_default();
    interview.foresee(rights::forecast(&book, month, interview));
    match rights::next_step(&book, month, interview) {
        Some(next) => talk.session.go(State::Question { step: next.step.id.clone(), edit: None }),
        None => talk.session.go(State::Review { page: edit.unwrap_or(0) }),
    }
    Then::Show
}

/// Without rules for this month there is no interview: a human.
pub(super) fn no_rules(talk: &mut Talk<'_>) -> Then {
    talk.session.go(help::State::Human);
    Then::Show
}

/// Why an answer cannot stand; `None` where it can.
pub(super) fn misfit(talk: &mut Talk<'_>, step: &str, given: &Given) -> Option<Message> {
    let book = talk.rulebook()?;
    let month = talk.month();
    let interview = talk.session.interview.get_or_insert_default();
    if rights::fits(&book, month, interview, step, given) {
        return None;
    }
    if let Given::Ages(ages, _) = given
        && let Some(most) = oldest_counted(&book)
        && ages.iter().any(|age| *age > most)
    {
        return Some(Message::AnswerGrownUp { most: most as i64 });
    }
    let alone = rights::fits(&book, month, &Interview::default(), step, given);
    Some(if alone { Message::AnswerContradicts } else { Message::AnswerOutOfBounds })
}

/// The age up to which some right counts a child.
fn oldest_counted(book: &Rulebook) -> Option<f64> {
    let facts = &book.questionnaire().facts;
    facts.iter().find(|fact| fact.kind == Kind::Ages).map(|fact| fact.most)
}

/// Takes an answer to a step; one that contradicts the others is asked again.
pub(super) fn give(talk: &mut Talk<'_>, step: &str, given: Given) -> Then {
    let Some(book) = talk.rulebook() else { return no_rules(talk) };
    if book.step(step).is_none() {
        return Then::old(talk);
    }
    if let Some(why) = misfit(talk, step, &given) {
        return Then::NotUnderstood(why);
    }
    let (edit, read_back) = match &talk.session.screen {
        Screen::Rights(State::Question { edit, .. }) => (*edit, false),
        Screen::Rights(State::ReadBack { edit, .. }) => (*edit, true),
        _ => (None, false),
    };
    let typed = matches!(given, Given::Number(_) | Given::Born(_) | Given::Ages(..)) && !read_back;
    talk.session.interview.get_or_insert_default().give(step, given.clone());
    if typed {
        let answer = words::answer(talk, step, &given);
        talk.notice(Message::Noted { answer });
    }
    ask_next(talk, edit)
}

/// A choice of a step, by its key: an option, `?` unknown, `-` silent.
pub(super) fn give_key(talk: &mut Talk<'_>, step: &str, option: &str) -> Then {
    let several = asked(talk, step) == Some(Ask::Several);
    let given = match option {
        "?" => Given::Unknown,
        "-" => Given::Silent,
        option if several => return give_several(talk, step, option),
        option => Given::Option(option.to_owned()),
    };
    give(talk, step, given)
}

/// What a step asks for.
pub(super) fn asked(talk: &Talk<'_>, step: &str) -> Option<Ask> {
    talk.rulebook().and_then(|book| book.step(step).map(|step| step.ask))
}

/// A key of a step where as many answers as hold are taken: one more, none any more, or that is all.
fn give_several(talk: &mut Talk<'_>, step: &str, key: &str) -> Then {
    let interview = talk.session.interview.get_or_insert_default();
    let mut taken = match interview.given(step) {
        Some(Given::Several(taken)) => taken.clone(),
        _ => Vec::new(),
    };
    match key {
        DONE => return give(talk, step, Given::Several(taken)),
        CLEAR => taken.clear(),
        key if taken.iter().any(|known| known == key) => {}
        key => taken.push(key.to_owned()),
    }
    interview.give(step, Given::Several(taken));
    let edit = match talk.session.screen {
        Screen::Rights(State::Question { edit, .. }) => edit,
        _ => None,
    };
    talk.session.go(State::Question { step: step.to_owned(), edit });
    Then::Show
}

/// The commune that was named before the questions is not asked for again: its answer can be read again and changed.
pub(super) fn commune_known(talk: &mut Talk<'_>) {
    let Some(book) = talk.rulebook() else { return };
    let Some(step) = book.questionnaire().steps.iter().find(|step| step.ask == Ask::Commune) else { return };
    let zone = talk.session.commune.as_deref().and_then(|code| talk.catalog.housing_zone(code));
    let interview = talk.session.interview.get_or_insert_default();
    if let Some(option) = zone.and_then(|zone| option_of(step, zone))
        && interview.given(&step.id).is_none()
    {
        interview.give(&step.id, Given::Option(option));
    }
}

/// The option of a step that says a zone.
pub(super) fn option_of(step: &Step, zone: u8) -> Option<String> {
    let says = |answer: Option<&Option<FactValue>>| matches!(answer, Some(Some(FactValue::Number(said))) if *said == f64::from(zone));
    step.options.iter().find(|option| says(option.set.get(ZONE))).map(|option| option.id.clone())
}
