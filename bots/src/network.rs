//! What an adapter gives the hub.

use guichet_core::model::Lang;
use guichet_core::store::{Address, Parcel};
use guichet_core::talk::{Effect, Event};
use guichet_core::view::View;
use std::fmt;
use std::future::Future;
use std::time::Duration;

/// The key of a button that shows the present view again and changes nothing.
pub const AGAIN: &str = "again";

/// One message from a person.
#[derive(Clone)]
pub struct Inbound {
    /// Whose conversation.
    pub who: Address,
    /// The network's identifier of this message: what bears the same one is the same message.
    pub id: String,
    /// What the person did.
    pub event: Event,
    /// Whatever the adapter wants back when the answer is written, such as the message that bore the button.
    pub context: String,
}

/// What a person typed is never printed.
impl fmt::Debug for Inbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inbound").field("event", &self.event).finish_non_exhaustive()
    }
}

/// An answer to be written the network's way.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// What to show.
    pub view: &'a View,
    /// What the guide asks for.
    pub effects: &'a [Effect],
    /// Nothing was known of this person before: the network's own notice comes first.
    pub first: bool,
    /// [`Inbound::context`] of the message answered.
    pub context: &'a str,
}

/// Why a message was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// Surely not accepted: to be tried again, after so long where the network says it.
    Later(Option<Duration>),
    /// The connection broke after the message had left: nobody knows whether it was accepted.
    Doubt,
    /// Never to be accepted; why, without any content.
    Refused(String),
    /// The person blocked the bot, or the room is gone: nothing can be delivered any more.
    Gone,
}

/// A network that carries messages.
pub trait Network: Send + Sync + 'static {
    /// Its name in counts and logs.
    const NAME: &'static str;
    /// The network keeps one message where the same parcel is sent twice.
    const IDEMPOTENT: bool;
    /// So many messages may be pending in one conversation: more than the network carries in a moment is a flood.
    const MOST_PENDING: usize = 10;

    /// Writes an answer: the bodies of one or more messages, in order. An answer is at least one message.
    fn write(&self, answer: &Answer<'_>) -> Vec<String>;

    /// The bodies that answer a message which is the adapter's own affair, such as a button that deletes; `None` where
    /// the guide answers. The conversation stays as it is; where there is none, none is kept.
    fn aside(&self, _lang: Lang, _context: &str) -> Option<Vec<String>> {
        None
    }

    /// Writes a sentence of the hub's own, with at most one button: its label and its key.
    fn sentence(&self, lang: Lang, text: &str, button: Option<(&str, &str)>) -> String;

    /// Sends one message.
    fn send(&self, who: &Address, parcel: &Parcel) -> impl Future<Output = Result<(), SendError>> + Send;
}
