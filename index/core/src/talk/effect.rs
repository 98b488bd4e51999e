//! What a turn asks the outside to do. The guide itself does nothing.

use super::flows::obstacle::Blocked;
use super::flows::obtained::Became;
use crate::activity::Code;
use crate::carry::Reopened;
use crate::model::{Date, ItemId, Lang};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Effect {
    /// Erase everything that is kept of this person.
    Forget,
    /// The conversation is over; nothing is erased.
    Stop,
    /// The last message holds personal data: offer to delete it.
    OfferDeletion,
    /// Something to count.
    Observed(Observation),
    /// Words or a link from elsewhere were opened: what they carried is in this basket, where there is one.
    Reopened(Reopened),
}

/// What became of a need, for the statistics of an observatory: no text, no person, no time of day. The program that ran
/// the turn adds its channel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Observation {
    /// What was looked for.
    pub need: Need,
    /// What became of it.
    pub outcome: Outcome,
    /// What stood in the way, where it was not met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<Obstacle>,
    /// The reader's language.
    pub lang: Lang,
    /// The département of the commune named last; none where no commune was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// The day.
    pub day: Date,
}

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Help in an emergency, by its category.
    Emergency(String),
    /// An item: a card, a situation, a place.
    Item(ItemId),
    /// Which rights there may be.
    Rights,
    /// What was typed, which nobody keeps.
    Words,
}

/// What became of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Something was shown for it.
    Answered,
    /// The person says that it helped.
    Helped,
    /// It was not met.
    Unmet,
    /// What became of a request, told later by whoever made it.
    #[serde(untagged)]
    Later(Became),
}

/// What stands between somebody and what they need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    /// The words were not understood.
    NotUnderstood,
    /// Nothing was found.
    NoResult,
    /// None of what was found fits.
    NoneOfThese,
    /// What was read did not help.
    NotHelpful,
    /// The index could not be read: a fault, and no unmet need.
    Unavailable,
    /// Something at an administration or a platform.
    #[serde(untagged)]
    At(Blocked),
}

/// The name under which it is counted: what, and what became of it.
impl fmt::Display for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Obstacle::At(blocked)) = self.obstacle {
            let blocked = blocked.code();
            return match &self.need {
                Need::Item(item) => write!(f, "blocked/{blocked}/{item}"),
                _ => write!(f, "blocked/{blocked}"),
            };
        }
        match (&self.need, self.outcome, self.obstacle) {
            (Need::Emergency(category), ..) => write!(f, "emergency/{category}"),
            (Need::Item(item), Outcome::Answered, _) => write!(f, "read/{item}"),
            (Need::Item(item), Outcome::Helped, _) => write!(f, "helped/{item}"),
            (Need::Item(item), Outcome::Unmet, _) => write!(f, "unmet/{item}"),
            (Need::Item(item), Outcome::Later(became), _) => write!(f, "{}/{item}", became.code()),
            (Need::Rights, ..) => f.write_str("screened"),
            (Need::Words, _, Some(Obstacle::NoResult)) => f.write_str("no-result"),
            (Need::Words, _, Some(Obstacle::NoneOfThese)) => f.write_str("unmet/none-of-these"),
            (Need::Words, _, Some(Obstacle::Unavailable)) => f.write_str("unavailable"),
            (Need::Words, _, Some(Obstacle::NotUnderstood)) => f.write_str("not-understood"),
            (Need::Words, _, Some(Obstacle::NotHelpful)) => f.write_str("unmet"),
            (Need::Words, _, Some(Obstacle::At(_))) => f.write_str("blocked"),
            (Need::Words, Outcome::Helped, None) => f.write_str("helped"),
            (Need::Words, Outcome::Later(became), None) => f.write_str(became.code()),
            (Need::Words, Outcome::Answered | Outcome::Unmet, None) => f.write_str("found"),
        }
    }
}
