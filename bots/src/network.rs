//! What an adapter gives the hub.

use guichet_core::model::Lang;
use guichet_core::ports::conversations::Address;
use guichet_core::talk::{Effect, Event};
use guichet_core::view::View;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::Future;
use std::time::Duration;

/// The key of a button that shows the present view again and changes nothing.
pub const AGAIN: &str = "again";

/// One message from a person.
#[derive(Clone)]
pub struct Inbound<Context, Command> {
    /// Whose conversation.
    pub who: Address,
    /// The network's identifier of this message: what bears the same one is the same message.
    pub id: String,
    /// What is asked for.
    pub request: Request<Context, Command>,
}

/// A message as a network's adapter reads it.
pub type InboundOf<N> = Inbound<<N as Network>::Context, <N as Network>::Command>;

/// What a message asks for.
#[derive(Clone)]
pub enum Request<Context, Command> {
    /// The guide is asked.
    Event {
        /// What the person did.
        event: Event,
        /// What the adapter wants back when the reply is written, such as the message that bore the button.
        context: Context,
    },
    /// The adapter is asked, such as to delete a message: the guide takes no turn.
    Command(Command),
}

impl<Context, Command> Inbound<Context, Command> {
    /// What the guide is asked, if it is asked.
    pub fn event(&self) -> Option<&Event> {
        match &self.request {
            Request::Event { event, .. } => Some(event),
            Request::Command(_) => None,
        }
    }
}

/// What a person typed is never printed.
impl<Context, Command> fmt::Debug for Inbound<Context, Command> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inbound").field("event", &self.event()).finish_non_exhaustive()
    }
}

/// A reply of the guide, to be written the network's way.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a, Context> {
    /// What to show.
    pub view: &'a View,
    /// What the guide asks for.
    pub effects: &'a [Effect],
    /// Nothing was known of this person before: the network's own notice comes first.
    pub first: bool,
    /// That of the event which is replied to.
    pub context: &'a Context,
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
    /// What its adapter wants back when a reply is written.
    type Context: Clone + Send + Sync + 'static;
    /// What its adapter answers by itself.
    type Command: Clone + Send + Sync + 'static;
    /// A message as it is sent, and as the outbox keeps it until then.
    type Message: Serialize + DeserializeOwned + Send + Sync;

    /// Its name in counts and logs.
    const NAME: &'static str;
    /// The network keeps one message where the same one is sent twice.
    const IDEMPOTENT: bool;
    /// So many messages may be pending in one conversation: more than the network carries in a moment is a flood.
    const MOST_PENDING: usize = 10;

    /// Writes a reply: one or more messages, in order.
    fn write(&self, reply: &Reply<'_, Self::Context>) -> Vec<Self::Message>;

    /// The messages that answer a command. The conversation stays as it is; where there is none, none is kept.
    fn obey(&self, lang: Lang, command: &Self::Command) -> Vec<Self::Message>;

    /// Writes a sentence of the hub's own, with at most one button: its label and its key.
    fn sentence(&self, lang: Lang, text: &str, button: Option<(&str, &str)>) -> Self::Message;

    /// Sends one message. `id` is its own: a network with idempotency keys is given this one.
    fn send(
        &self,
        who: &Address,
        id: &str,
        message: &Self::Message,
    ) -> impl Future<Output = Result<(), SendError>> + Send;
}
