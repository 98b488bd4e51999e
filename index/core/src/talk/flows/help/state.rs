//! Help, a human, what is stored.

use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Where help is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// How this works.
    Help,
    /// A human: the nearest town hall, the national line.
    Human,
    /// What is stored.
    Privacy,
}

impl screen::State for State {}

key::keys! {
    /// What leads to help.
    pub enum Action {
        /// How this works.
        "help" => Help,
        /// A human.
        "human" => Human,
        /// What is stored.
        "privacy" => Privacy,
    }
}
