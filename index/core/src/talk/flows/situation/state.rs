//! Going through a situation: one question at a time, then what can be done, and what to bring.

use crate::model::{ItemId, NodeId};
use crate::talk::key::SituationName;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Where somebody is in a situation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// A node: a question, or what can be done.
    Node {
        /// The situation's item.
        id: ItemId,
        /// The node.
        node: NodeId,
    },
    /// Papers to bring.
    Papers {
        /// For which node of a situation (`situation/<id>#<node>`) or which rights (`right/<id>,<id>`).
        of: ItemId,
    },
}

impl screen::State for State {}

key::keys! {
    /// What is done in a situation.
    pub enum Action {
        /// A choice of a question: situation, question, choice.
        "case" => Case(situation: SituationName, node: NodeId, choice: String),
        /// What can be done at a node: `situation/<id>#<node>`.
        "end" => At(of: ItemId),
        /// The papers to bring, for a node of a situation or for rights.
        "papers" => Papers(of: ItemId),
    }
}
