//! What stood in somebody's way.

use crate::activity::codes;
use crate::model::ItemId;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

codes! {
    /// What blocks somebody at an administration or a platform.
    pub enum Blocked {
        /// The site does not work.
        SiteDown = "site-down",
        /// The account or its password is lost.
        AccountLost = "account-lost",
        /// There is no appointment to be had.
        NoSlot = "no-slot",
        /// Nobody answers.
        NoAnswer = "no-answer",
        /// There is no computer, no phone, no network.
        NoDevice = "no-device",
        /// The words, the form, the letter are not understood. Slips of an earlier shape have another code.
        #[serde(alias = "not-understood")]
        NotClear = "not-clear",
        /// It was refused, and no reason was given. The same.
        #[serde(alias = "refused-without-reason")]
        RefusedUnexplained = "refused-unexplained",
    }
}

/// Where somebody is in telling it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What blocks?
    What {
        /// What was being read.
        of: Option<ItemId>,
    },
    /// At whose door?
    Where {
        /// What blocks.
        what: Blocked,
        /// What was being read.
        of: Option<ItemId>,
    },
    /// It was counted.
    Noted {
        /// What was being read.
        of: Option<ItemId>,
    },
}

impl screen::State for State {
    fn is_passing(&self) -> bool {
        true
    }
}

key::keys! {
    /// What is told of an obstacle.
    pub enum Action {
        /// Something blocks: while this was read.
        "stuck" => Begin(of: Option<ItemId>),
        /// What blocks, by its name.
        "by" => What(what: String, of: Option<ItemId>),
        /// At whose door: an institution; none where it is another one.
        "door" => At(of: Option<ItemId>),
    }
}
