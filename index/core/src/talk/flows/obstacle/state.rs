//! What stood in somebody's way.

use crate::model::ItemId;
use crate::talk::effect::Obstacle;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What blocks somebody at an administration or a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Blocked {
    /// The site does not work.
    SiteDown,
    /// The account or its password is lost.
    AccountLost,
    /// There is no appointment to be had.
    NoSlot,
    /// Nobody answers.
    NoAnswer,
    /// There is no computer, no phone, no network.
    NoDevice,
    /// The words, the form, the letter are not understood.
    NotClear,
    /// It was refused, and no reason was given.
    RefusedUnexplained,
}

impl Blocked {
    /// All of them, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied()
    }

    /// Its name in keys and counts.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl From<Blocked> for Obstacle {
    fn from(blocked: Blocked) -> Self {
        match blocked {
            Blocked::SiteDown => Self::SiteDown,
            Blocked::AccountLost => Self::AccountLost,
            Blocked::NoSlot => Self::NoSlot,
            Blocked::NoAnswer => Self::NoAnswer,
            Blocked::NoDevice => Self::NoDevice,
            Blocked::NotClear => Self::NotClear,
            Blocked::RefusedUnexplained => Self::RefusedUnexplained,
        }
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
