//! The port through which a bot keeps conversations between two messages. `guichet-store` implements it over a
//! database; [`crate::fake::MemoryStore`] is its in-memory twin. One suite, [`crate::fake::conformance`], holds them to the same
//! behaviour.
//!
//! A message is read once: its identifier, the session that follows from it and the pending answers are kept in one step,
//! against the version that was read. Answers leave the outbox once the network has accepted them.

use crate::model::{Date, Moment};
use crate::talk::Session;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whose conversation: a chat or a room, as its network names it. Personal, so `Debug` hides it, and a store keeps it
/// sealed.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(pub String);

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(hidden)")
    }
}

/// An answer on its way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Random, drawn once: a network with idempotency keys is given this one.
    pub id: String,
    /// What is sent, as the network's adapter writes it.
    pub body: String,
    /// It is being sent: after a crash nobody can tell whether it arrived.
    pub in_flight: bool,
    /// How often it was sent without anybody knowing whether it arrived.
    pub doubts: u8,
}

impl fmt::Debug for Parcel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parcel")
            .field("in_flight", &self.in_flight)
            .field("doubts", &self.doubts)
            .finish_non_exhaustive()
    }
}

/// What is kept of one person.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// Where the conversation stands.
    pub session: Session,
    /// Answers that the network has not yet accepted, in order.
    pub outbox: Vec<Parcel>,
    /// Everything goes once the outbox is empty: the person asked for that, and only the receipt is still pending.
    #[serde(default)]
    pub erase: bool,
}

/// A conversation's place in its own history: a save against another version than the last is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version(pub u64);

/// One step to keep, all of it or nothing.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// Whose conversation.
    pub who: &'a Address,
    /// The version read before; `None` where there was no conversation.
    pub expected: Option<Version>,
    /// What is kept now; `None` erases everything.
    pub next: Option<&'a Conversation>,
    /// The network's identifier of the message that this step handles, if it handles one.
    pub event: Option<&'a str>,
    /// Counts of this step: a name and nothing else.
    pub tally: &'a [String],
    /// When: the day on which they are counted, and since when the message is handled.
    pub now: Moment,
}

/// What a worker works on alone, for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Task<'a> {
    /// Delivering what is pending in a conversation.
    Delivery(&'a Address),
    /// Erasing what is old, exporting.
    Chores,
}

/// A worker that asks for a task. Of several workers on one store, one at a time has it.
#[derive(Debug, Clone, Copy)]
pub struct Lease<'a> {
    /// What for.
    pub task: Task<'a>,
    /// Who asks: a number that no other worker has.
    pub worker: u64,
    /// The moment.
    pub now: Moment,
    /// Until when it is asked for. A worker that lives on asks again before; one that crashed leaves it to others then.
    pub until: Moment,
}

/// What became of a [`Change`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is kept; `None` after an erasure.
    Done(Option<Version>),
    /// Somebody saved in between: read again.
    Stale,
    /// The message was handled before: nothing is pending.
    Handled,
}

/// A failure of a store.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct StoreError {
    /// What failed, where, and what to do; never anything that is kept.
    pub message: String,
    /// The operator can mend it: a full disk, rights, a second program. Otherwise it is a fault of ours.
    pub user_error: bool,
}

/// Where a bot keeps conversations. Calls block; none of them waits for the network.
///
/// Several workers of one process may use a store at once. Several processes may only where the implementation says so: a
/// database on a server does, files on a disk are locked by the first. Whoever delivers or erases holds a [`Lease`].
pub trait Store: Send + Sync {
    /// A conversation and its version.
    ///
    /// # Errors
    /// The store cannot be read.
    fn load(&self, who: &Address) -> Result<Option<(Version, Conversation)>, StoreError>;

    /// Keeps one step, whole.
    ///
    /// # Errors
    /// The store cannot be written; then nothing has changed.
    fn save(&self, change: &Change<'_>) -> Result<Saved, StoreError>;

    /// Conversations whose outbox is not empty.
    ///
    /// # Errors
    /// The store cannot be read.
    fn waiting(&self) -> Result<Vec<Address>, StoreError>;

    /// Conversations whose last event came before `moment`.
    ///
    /// # Errors
    /// The store cannot be read.
    fn silent_since(&self, moment: Moment) -> Result<Vec<Address>, StoreError>;

    /// How far the network's stream was read, in the network's own terms.
    ///
    /// # Errors
    /// The store cannot be read.
    fn cursor(&self) -> Result<Option<String>, StoreError>;

    /// Notes how far the stream was read, and forgets the identifiers of messages handled until then: none of them
    /// comes again.
    ///
    /// # Errors
    /// The store cannot be written.
    fn advance(&self, cursor: &str) -> Result<(), StoreError>;

    /// Takes a task for a worker, or keeps it longer; `false` where another worker has it.
    ///
    /// # Errors
    /// The store cannot be written.
    fn lease(&self, lease: &Lease<'_>) -> Result<bool, StoreError>;

    /// Gives a task back, where the worker has it.
    ///
    /// # Errors
    /// The store cannot be written.
    fn release(&self, task: Task<'_>, worker: u64) -> Result<(), StoreError>;

    /// Forgets the identifiers of messages handled before a moment: where a network has no cursor, none of them comes again
    /// so late.
    ///
    /// # Errors
    /// The store cannot be written.
    fn forget_handled(&self, before: Moment) -> Result<(), StoreError>;

    /// What was counted, by day and name.
    ///
    /// # Errors
    /// The store cannot be read.
    fn tallies(&self) -> Result<Vec<(Date, String, u64)>, StoreError>;

    /// Everything saved before this call is on the disk after it. Several savers may share one flush.
    ///
    /// # Errors
    /// The disk refuses; what was saved may be lost with the next crash.
    fn flush(&self) -> Result<(), StoreError>;

    /// Writes a copy from which the store can be made again; what was erased is in no older copy after it.
    ///
    /// # Errors
    /// The copy cannot be written; the older one stays.
    fn export(&self) -> Result<(), StoreError>;
}
