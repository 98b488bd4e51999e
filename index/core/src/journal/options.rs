//! The options of an event, with the code that each has in a file.

use crate::activity::{Code, codes};
use crate::model::ItemId;
use serde::{Deserialize, Serialize};

codes! {
    /// Why a slip is refused.
    pub enum Reason {
        /// It is not what this service does.
        NotOurs = "not-ours",
        /// There is no room, or no appointment.
        Full = "full",
        /// Papers are missing.
        PapersMissing = "papers-missing",
        /// An ordinary procedure exists, and was not tried.
        OrdinaryWay = "ordinary-way",
        /// The person has no right to it.
        NotEntitled = "not-entitled",
        /// The person did not come, or does not want it.
        PersonDeclined = "person-declined",
        /// Another reason.
        Other = "other",
    }

    /// What of an item is wrong.
    pub enum Field {
        /// Its name.
        Name = "name",
        /// Its address.
        Address = "address",
        /// Its phone number.
        Phone = "phone",
        /// Its hours.
        Hours = "hours",
        /// It is closed for good.
        Closed = "closed",
        /// An amount.
        Amount = "amount",
        /// A deadline.
        Deadline = "deadline",
        /// Who may have it.
        Conditions = "conditions",
        /// Papers to bring.
        Papers = "papers",
        /// How to ask for it.
        Procedure = "procedure",
        /// A web address.
        Link = "link",
        /// It stands there twice.
        Twice = "twice",
        /// Something else.
        Other = "other",
    }

    /// How a place was verified.
    pub enum Check {
        /// Somebody was there.
        Visit = "visit",
        /// Somebody called.
        Call = "call",
        /// Its own site says so.
        Site = "site",
        /// Who works there says so.
        Staff = "staff",
    }
}

impl Field {
    /// Whether an item has it: a card has no hours, a place no conditions.
    pub fn is_of(self, item: &ItemId) -> bool {
        let place = item.is_place() || item.is_institution();
        match self {
            Self::Name | Self::Address | Self::Hours | Self::Closed => place,
            Self::Amount | Self::Deadline | Self::Conditions | Self::Papers | Self::Procedure => !place,
            Self::Phone | Self::Link | Self::Twice | Self::Other => true,
        }
    }
}

/// What became of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "status", content = "reason", rename_all = "kebab-case")]
pub enum Status {
    /// The receiver has it.
    Acknowledged,
    /// The receiver works on it.
    UnderWay,
    /// Nobody answers any more: it is given up.
    Expired,
    /// The receiver does not take it.
    Refused(Reason),
    /// What was asked for is done.
    Done,
}

impl Status {
    /// Every status, in the order in which it is offered; a refusal with each of its reasons.
    pub fn all() -> impl Iterator<Item = Self> {
        let refusals = Reason::ALL.iter().copied().map(Self::Refused);
        [Self::Acknowledged, Self::UnderWay, Self::Done].into_iter().chain(refusals).chain([Self::Expired])
    }

    /// Its code, without the reason of a refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::UnderWay => "under-way",
            Self::Expired => "expired",
            Self::Refused(_) => "refused",
            Self::Done => "done",
        }
    }

    /// Whether nothing more is waited for.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Expired | Self::Refused(_) | Self::Done)
    }
}
