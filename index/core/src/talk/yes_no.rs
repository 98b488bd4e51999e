//! What "yes" and "no" mean on a view.

use super::flows::{card, emergency, rights, situation, start};
use super::{Action, navigation};
use crate::view::{Block, View};

/// The key of the choice that "yes" means, if any.
pub(super) fn yes_key(view: &View) -> Option<String> {
    // "Yes" to the question of an emergency is the first of its answers.
    let asked = view.blocks.iter().any(|block| matches!(block, Block::EmergencyCheck { .. }));
    let urgent = || view.choices.first().filter(|_| asked).map(|choice| choice.key.clone());
    let is_yes = |action: &Action| {
        matches!(action, Action::Navigate(navigation::Action::Yes) | Action::Start(start::Action::Resume))
    };
    key_of(view, is_yes)
        .or_else(|| key_of(view, |action| answers(action, "oui")))
        .or_else(|| key_of(view, |action| matches!(action, Action::Card(card::Action::Helped(_)))))
        .or_else(urgent)
}

/// The key of the choice that "no" means, if any.
pub(super) fn no_key(view: &View) -> Option<String> {
    let is_no = |action: &Action| {
        matches!(action, Action::Navigate(navigation::Action::No) | Action::Start(start::Action::Restart))
    };
    let is_calm = |action: &Action| matches!(action, Action::Emergency(emergency::Action::NotUrgent(_)));
    key_of(view, is_no)
        .or_else(|| key_of(view, |action| answers(action, "non")))
        .or_else(|| key_of(view, |action| matches!(action, Action::Card(card::Action::NotHelped(_)))))
        .or_else(|| key_of(view, is_calm))
}

/// Whether a choice answers a question under an identifier: `oui` and `non` are yes and no in every language.
fn answers(action: &Action, id: &str) -> bool {
    match action {
        Action::Situation(situation::Action::Case(_, _, choice)) => choice == id,
        Action::Rights(rights::Action::Say(_, option)) => option == id,
        _ => false,
    }
}

fn key_of(view: &View, wanted: impl Fn(&Action) -> bool) -> Option<String> {
    let does = |key: &str| Action::parse(key).is_some_and(|action| wanted(&action));
    view.choices.iter().find(|choice| does(&choice.key)).map(|choice| choice.key.clone())
}
