//! Going through the interview, and leaving it.

use super::give::{ask_next, give, give_key, no_rules};
use super::{Action, Found, State};
use crate::rights::{self, Interview, Rulebook, Standing};
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Outcome};
use crate::talk::flows::{find, situation};
use crate::talk::then::Then;
use crate::talk::{self, Screen, navigation};

/// What was answered in an interview is forgotten after so many minutes of silence, wherever the session is kept.
pub const ANSWERS_MINUTES: i64 = 24 * 60;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Begin => begin(talk),
        Action::Ask => ask_next(talk, None),
        Action::Say(step, option) => give_key(talk, &step, &option),
        Action::Edit(step) => {
            let edit = match talk.session.screen {
                Screen::Rights(State::Review { page }) => Some(page),
                _ => None,
            };
            talk.session.go(State::Question { step, edit });
            Then::Show
        }
        Action::Result => conclude(talk),
        Action::Unlikely => fold(talk, true),
        Action::Likely => fold(talk, false),
        Action::PapersForAll => papers_for_all(talk),
        Action::Right(id) => right(talk, &id),
    }
}

fn begin(talk: &mut Talk<'_>) -> Then {
    if talk.rulebook().is_none() {
        return no_rules(talk);
    }
    talk.session.go(State::Intro);
    Then::Show
}

/// Shows the unlikely rights of a result, or the others.
fn fold(talk: &mut Talk<'_>, folded: bool) -> Then {
    match &mut talk.session.screen {
        Screen::Rights(State::Outcomes { page, unlikely, .. }) => (*page, *unlikely) = (0, folded),
        _ => return Then::old(talk),
    }
    Then::Show
}

/// Yes: the answer was read rightly, the result may be left.
pub(in crate::talk) fn yes(talk: &mut Talk<'_>, state: State) -> Then {
    match state {
        State::ReadBack { step, given, .. } => give(talk, &step, given),
        State::Leaving { key } => {
            let kept =
                |screen: &Screen| !matches!(screen, Screen::Rights(State::Outcomes { .. } | State::Right { .. }));
            talk.session.trail.retain(kept);
            Then::Obey(key)
        }
        _ => Then::old(talk),
    }
}

/// No: the question is asked again, the result stays.
pub(in crate::talk) fn no(talk: &mut Talk<'_>, state: &State) {
    if !matches!(state, State::ReadBack { .. }) || !back(talk, state) {
        talk.session.back();
    }
}

/// One step back inside the interview, keeping every answer: to the question that is read back, to the review from
/// which an answer is changed, to the question before, to the first page of a result. False where there is none.
pub(in crate::talk) fn back(talk: &mut Talk<'_>, state: &State) -> bool {
    let before = |interview: &Option<Interview>, step: &str| {
        let step = interview.as_ref()?.before(step)?.to_owned();
        Some(State::Question { step, edit: None })
    };
    let to = match state {
        State::ReadBack { step, edit, .. } => Some(State::Question { step: step.clone(), edit: *edit }),
        State::Question { edit: Some(page), .. } => Some(State::Review { page: *page }),
        State::Question { step, .. } => before(&talk.session.interview, step),
        State::Review { page: 0 } => before(&talk.session.interview, ""),
        State::Review { .. } => Some(State::Review { page: 0 }),
        State::Outcomes { found, page, unlikely } if *page > 0 || *unlikely => {
            Some(State::Outcomes { found: found.clone(), page: 0, unlikely: false })
        }
        _ => None,
    };
    let Some(state) = to else { return false };
    talk.session.screen = state.into();
    talk.session.misses = 0;
    true
}

/// Asks before a result is lost: it is nowhere but in the conversation. True where that must be asked.
pub(in crate::talk) fn keeps_result(talk: &mut Talk<'_>, action: &talk::Action) -> bool {
    let session = &talk.session;
    let loses = match action {
        _ if matches!(session.screen, Screen::Rights(State::Leaving { .. })) => false,
        talk::Action::Navigate(navigation::Action::Back) => {
            matches!(session.screen, Screen::Rights(State::Outcomes { page: 0, unlikely: false, .. }))
        }
        talk::Action::Find(find::Action::Menu(_)) => talk.screens().any(Screen::is_result),
        _ => false,
    };
    if loses {
        talk.session.go(State::Leaving { key: action.to_string() });
    }
    loses
}

/// The results that the conversation holds, the last first.
fn results<'a>(talk: &'a Talk<'_>) -> impl Iterator<Item = &'a [Found]> {
    talk.screens().filter_map(|screen| match screen {
        Screen::Rights(State::Outcomes { found, .. }) => Some(found.as_slice()),
        _ => None,
    })
}

/// One right of a result, with its reasons. The button of a result that is gone opens the card.
fn right(talk: &mut Talk<'_>, id: &str) -> Then {
    let found = results(talk).flatten().find(|found| found.right == id).cloned();
    match (found, talk.catalog.right_card(id)) {
        (Some(found), _) => talk.session.go(State::Right { found }),
        (None, Some(card)) => return Then::act(find::Action::Open(card)),
        (None, None) => return Then::old(talk),
    }
    Then::Show
}

/// One checklist for every right of the result that is likely; for those to check, where none is.
fn papers_for_all(talk: &mut Talk<'_>) -> Then {
    let Some(found) = results(talk).next() else { return Then::old(talk) };
    let of = |standing| {
        let rights = found.iter().filter(|found| found.standing == standing).map(|found| found.right.as_str());
        rights.collect::<Vec<_>>()
    };
    let likely = of(Standing::Likely);
    let rights = if likely.is_empty() { of(Standing::Check) } else { likely };
    let of = situation::papers_of_rights(&rights);
    talk.session.go(situation::State::Papers { of });
    Then::Show
}

/// The result; the answers are erased.
fn conclude(talk: &mut Talk<'_>) -> Then {
    let Some(book) = talk.rulebook() else { return no_rules(talk) };
    let Some(interview) = talk.session.interview.take() else { return begin(talk) };
    let outcomes = rights::conclude(&book, talk.month(), &interview);
    let found = sorted(outcomes.into_iter().map(Found::from).collect(), &book);
    talk.observe(Need::Rights, Outcome::Answered, None);
    // The way back from a result is to what was there before the questions.
    let before = talk.session.trail.iter().position(|screen| *screen == State::Intro.into());
    talk.session.trail.truncate(before.unwrap_or(talk.session.trail.len()));
    talk.session.go(State::Outcomes { found, page: 0, unlikely: false });
    Then::Show
}

/// Forgets answers that a silence of so many minutes has left behind.
pub(in crate::talk) fn forget_old_answers(talk: &mut Talk<'_>, silence: Option<i64>) {
    if silence.is_none_or(|minutes| minutes < ANSWERS_MINUTES) {
        return;
    }
    talk.session.interview = None;
    talk.session.waiting = None;
    if let Screen::Rights(State::ReadBack { step, .. }) = &talk.session.screen {
        talk.session.screen = State::Question { step: step.clone(), edit: None }.into();
    }
    talk.session.trail.retain(|screen| !matches!(screen, Screen::Rights(State::ReadBack { .. })));
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
