//! What was worked out for the office itself: figures, corrections of records, whose turn it is, numbers that may be noted.

use super::acting::Became;
use super::corrections::Corrections;
use super::layer::Layer;
use super::panels;
use super::profiles;
use super::state::State;
use super::statistics::Figures;
use super::work::{Answer, Work};
use std::time::Duration;

/// Takes an answer.
pub(super) fn answer(state: &mut State, answer: Answer, at: Duration) -> Became {
    match answer {
        Answer::Counted(counted) => {
            if let Some(figures) = figures(state) {
                figures.take(counted);
            }
        }
        Answer::FiguresPrinted(done) => {
            if let Some(figures) = figures(state) {
                figures.printed(done);
            }
        }
        Answer::Newest(records) => {
            if let Some(corrections) = corrections(state) {
                corrections.take(records);
            }
        }
        Answer::Withdrawn(done) => {
            if let Some(corrections) = corrections(state) {
                corrections.said = Some(done.err().unwrap_or("desk-withdrawn-told"));
            }
            state.work.extend([Work::Newest, Work::Known(state.profile.clone())]);
        }
        Answer::Pin(right) => tried(state, right, at),
        Answer::Numbers(answers) => {
            if let Some(waiting) = state.numbers.answered(answers) {
                return panels::key(state, waiting, at);
            }
        }
        _ => {}
    }
    Became::Done
}

/// Closes the form of a record that was kept before, once it is kept anew; false where the form is of a new one.
pub(super) fn corrected(state: &mut State) -> bool {
    let is_known = state.layers.close(|layer| matches!(layer, Layer::Record(form) if form.corrects.is_some()));
    if is_known {
        if let Some(corrections) = corrections(state) {
            corrections.said = Some("record-corrected");
        }
        state.work.extend([Work::Newest, Work::Known(state.profile.clone())]);
    }
    is_known
}

fn tried(state: &mut State, right: bool, at: Duration) {
    if !matches!(state.layers.top_mut(), Some(Layer::Profiles(_))) {
        return;
    }
    if let Some(Layer::Profiles(mut choice)) = state.layers.take_top()
        && profiles::tried(state, &mut choice, right, at)
    {
        state.layers.open(Layer::Profiles(choice));
    }
}

fn figures(state: &mut State) -> Option<&mut Figures> {
    state.layers.top_down_mut().find_map(|layer| match layer {
        Layer::Statistics(figures) => Some(&mut **figures),
        _ => None,
    })
}

fn corrections(state: &mut State) -> Option<&mut Corrections> {
    state.layers.top_down_mut().find_map(|layer| match layer {
        Layer::Corrections(corrections) => Some(corrections),
        _ => None,
    })
}
