//! What goes through the hub beside an event: what is needed again when the reply is written, and what is asked of the
//! adapter itself.

/// What comes back when a reply is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Context {
    /// The message that the person wrote.
    pub message: Option<i32>,
    /// The message whose page was turned.
    pub edit: Option<i32>,
}

/// What the adapter answers by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Say in a group that the bot speaks in private.
    PrivateOnly,
    /// Delete these messages.
    Delete(Vec<i32>),
    /// Say how to send one's position.
    AskPosition,
}

/// A message of Telegram, for the hub.
pub(crate) type Inbound = guichet_bots::Inbound<Context, Command>;

/// Beginning of the key of a button that deletes; the message that the person sent follows.
pub(crate) const DELETE: &str = "del ";
/// Key of the button that brings a key for sending one's position.
pub(crate) const POSITION: &str = "position";
