//! What goes through the hub beside an event: what is needed again when the reply is written, and what is asked of the
//! adapter itself.

use matrix_sdk::ruma::OwnedEventId;

/// What comes back when a reply is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The room is not encrypted.
    pub clear: bool,
    /// The thread that the message stands in: its first message, and this one.
    pub thread: Option<(OwnedEventId, OwnedEventId)>,
}

/// What the adapter answers by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Say that a message could not be decrypted, and what to do.
    NotDecrypted,
}

/// A message of Matrix, for the hub.
pub type Inbound = guichet_bots::Inbound<Context, Command>;
