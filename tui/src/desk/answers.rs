//! What was worked out, for what stands over the page of a desk and for the person.

use super::acting::{self, Became};
use super::dates;
use super::layer::Layer;
use super::office;
use super::state::State;
use super::work::{Answer, Work};
use crate::screens::takeaway::TakenAway;
use guichet_core::message::Arg;
use guichet_core::slip::SlipCode;
use std::time::Duration;

/// What was worked out for what stands over the page, or for the person.
pub(super) fn answer(state: &mut State, answer: Answer, at: Duration) -> Became {
    match answer {
        Answer::TakenAway(TakenAway::Sheet(sheet)) => {
            if let Some(shown) = &mut state.shown {
                shown.sheet = Some(*sheet);
                shown.scroll = 0;
            } else if let Some(view) = sheet_layer(state) {
                view.sheet = Some(*sheet);
            }
        }
        Answer::Shown(view) => {
            if let Some(shown) = &mut state.shown {
                shown.view = Some(*view);
            }
        }
        Answer::TakenAway(TakenAway::Code(Some(code))) => state.layers.open(Layer::Code(code)),
        Answer::TakenAway(TakenAway::Code(None)) => state.told = state.words().get("desk-no-code"),
        Answer::SlipMade(done) => slip_made(state, done),
        Answer::Dates(found) => dates::answered(state, found),
        Answer::FollowUp(found) => {
            if let Some(Layer::FollowUp(slips)) = state.layers.top_mut() {
                slips.at = slips.at.min(found.len().saturating_sub(1));
                let unknown = slips.wanted.take().is_some_and(|wanted| {
                    let at = found.iter().position(|slip| slip.code == wanted);
                    (slips.at, slips.choosing) = (at.unwrap_or(slips.at), at.map(|_| 0));
                    at.is_none()
                });
                slips.slips = Some(found);
                if unknown {
                    state.told = state.words().get("desk-no-such-slip");
                }
            }
        }
        Answer::Noted(done) => {
            state.told = state.words().get(done.err().unwrap_or("desk-noted"));
            if matches!(state.layers.top_mut(), Some(Layer::FollowUp(_))) {
                state.work.push(Work::FollowUp);
            }
        }
        Answer::Phrase(answer) => super::phrases::answer(state, answer),
        Answer::Brief(lines) if lines.is_empty() => state.told = state.words().get("desk-no-brief"),
        Answer::Brief(lines) => state.layers.open(Layer::Brief(lines, 0)),
        Answer::Household(done) => {
            let done = done.map(|(interview, form)| (interview, *form));
            if let Ok((interview, _)) = &done {
                state.person.interview = interview.clone();
            }
            if let Some(Layer::Household(household)) = state.layers.top_mut() {
                household.worked_out(done);
            }
        }
        Answer::Letters(found) => {
            if let Some(Layer::Letters(list)) = state.layers.top_mut() {
                list.letters = Some(found);
            }
        }
        Answer::LetterPrinted(done) => letter_printed(state, done),
        Answer::TakenAway(TakenAway::Sent(done)) => sent(state, done),
        Answer::TakenAway(TakenAway::Printed(done)) => printed(state, done),
        Answer::Kept(done) => return kept(state, done),
        Answer::Failed => state.trouble = Some("desk-fault"),
        Answer::Asked(..) | Answer::Found(..) | Answer::Looked(..) | Answer::Known(..) => {}
        other => return office::answer(state, other, at),
    }
    Became::Done
}

fn sheet_layer(state: &mut State) -> Option<&mut super::takeaway::TakeAway> {
    state.layers.top_down_mut().find_map(|layer| match layer {
        Layer::Sheet(view) => Some(&mut **view),
        _ => None,
    })
}

/// The printer took the sheet, or did not: the basket is there all the same.
fn printed(state: &mut State, done: Result<crate::out::job::LeftOut, &'static str>) {
    sheet_layer(state).into_iter().for_each(|view| view.printing = false);
    let is_done = done.is_ok();
    state.told = match done {
        Ok(left_out) if !left_out.languages.is_empty() => state.words().get("desk-printed-french"),
        Ok(_) => state.words().get("desk-printed"),
        Err(id) => state.words().get(id),
    };
    if is_done {
        state.layers.close(|layer| matches!(layer, Layer::Sheet(_)));
    }
}

/// What a form asked for was not done: it stays as it was, and says why.
fn not_done(state: &mut State, is_form: impl Fn(&Layer) -> bool, id: &'static str) {
    let forms = state.layers.top_down_mut().filter(|layer| is_form(layer)).filter_map(Layer::asked);
    forms.for_each(|(waits, failed)| (*waits, *failed) = (false, Some(id)));
}

/// The letter is at the printer, and what was typed is gone; or why not: then it stays.
fn letter_printed(state: &mut State, done: Result<(), &'static str>) {
    match done {
        Ok(()) => {
            state.layers.close(|layer| matches!(layer, Layer::Letter(_)));
            state.layers.close(|layer| matches!(layer, Layer::Letters(_)));
            state.told = state.words().get("desk-letter-printed");
        }
        Err(id) => not_done(state, |layer| matches!(layer, Layer::Letter(_)), id),
    }
}

/// The sheet is sent, or why not: whom it goes to is to be typed again.
fn sent(state: &mut State, done: Result<(), &'static str>) {
    match done {
        Ok(()) => {
            state.layers.close(|layer| matches!(layer, Layer::Send(_)));
            state.told = state.words().get("desk-sent");
        }
        Err(id) => not_done(state, |layer| matches!(layer, Layer::Send(_)), id),
    }
}

/// The slip is kept, and at the printer; or why not.
fn slip_made(state: &mut State, done: Result<SlipCode, &'static str>) {
    match done {
        Ok(code) => {
            state.layers.close(|layer| matches!(layer, Layer::Slip(_)));
            state.told = state.words().with("desk-slip-made", &[("code", Arg::Text(&code.to_string()))]);
        }
        Err(id) => not_done(state, |layer| matches!(layer, Layer::Slip(_)), id),
    }
}

/// The record is on the disk, or it is not: then the form stays as it was.
fn kept(state: &mut State, done: Result<(), &'static str>) -> Became {
    match done {
        Ok(()) if office::corrected(state) => {}
        Ok(()) => {
            let leaving = state.layers.top_down().find_map(|layer| match layer {
                Layer::Leaving { desk } => Some(*desk),
                _ => None,
            });
            state.layers.close(|layer| matches!(layer, Layer::Leaving { .. }));
            state.layers.close(|layer| matches!(layer, Layer::Record(_)));
            state.person.recorded = Some(state.person.done());
            state.work.push(Work::Known(state.profile.clone()));
            match leaving {
                Some(true) => return Became::Left,
                Some(false) => return acting::next_person(state),
                None => state.told = state.words().get("record-kept"),
            }
        }
        Err(id) => not_done(state, |layer| matches!(layer, Layer::Record(_)), id),
    }
    Became::Done
}
