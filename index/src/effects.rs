//! What a turn asks to be done, done for every program: whoever makes a turn hands its effects over here.

use guichet_core::carry::Reopened;
use guichet_core::talk::{Effect, Observation};

/// What is asked of the program itself: only it knows what it keeps and what it can take back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a person who asks to be forgotten must be"]
pub struct Asked {
    /// Erase everything that is kept of this person.
    pub forget: bool,
    /// The conversation is over; nothing is erased.
    pub stop: bool,
    /// Offer to delete the last message: it holds personal data.
    pub offer_deletion: bool,
    /// Words or a link from elsewhere were opened: put this into the basket of the person, where there is one.
    pub reopened: Option<Reopened>,
}

/// Performs effects: what was observed is given to `count`, the rest is asked of the program.
pub fn perform(effects: &[Effect], mut count: impl FnMut(&Observation)) -> Asked {
    let mut asked = Asked::default();
    for effect in effects {
        match effect {
            Effect::Forget => asked.forget = true,
            Effect::Stop => asked.stop = true,
            Effect::OfferDeletion => asked.offer_deletion = true,
            Effect::Observed(seen) => count(seen),
            Effect::Reopened(reopened) => asked.reopened = Some(reopened.clone()),
        }
    }
    asked
}
