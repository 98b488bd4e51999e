//! What a flow leaves to be done once it has done its part: what concerns every screen is done above the flows.

use super::Action;
use super::context::Talk;
use crate::message::Message;

/// What comes after a choice or an answer.
pub(super) enum Then {
    /// Nothing more: the session says where the conversation stands.
    Show,
    /// Another choice is made.
    Act(Action),
    /// What a key says that was kept for later is done.
    Obey(String),
    /// The words were not understood: the same question again, and why or how to answer; after three times, a human.
    NotUnderstood(Message),
}

impl Then {
    /// The button is one of an earlier message, and means nothing here.
    pub(super) fn old(talk: &mut Talk<'_>) -> Self {
        talk.notice(Message::OldButton);
        Self::Show
    }

    /// Makes another choice.
    pub(super) fn act(action: impl Into<Action>) -> Self {
        Self::Act(action.into())
    }
}
