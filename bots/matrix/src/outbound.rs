//! Answers as messages of a room: HTML, and the same in plain text. The parcel's identifier is the transaction's, so that
//! the homeserver keeps one message however often it is sent.

use crate::faults::{Fault, tell};
use guichet_bots::html::{self, Line};
use guichet_bots::{Answer, Locales, Network, SendError};
use guichet_core::model::Lang;
use guichet_core::store::{Address, Parcel};
use guichet_core::talk::Effect;
use matrix_sdk::ruma::events::room::message::RoomMessageEventContent;
use matrix_sdk::ruma::{OwnedTransactionId, RoomId};
use matrix_sdk::{Client, RoomState};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, PoisonError, RwLock};

/// [`guichet_bots::Inbound::context`] of a message that could not be decrypted.
pub const NOT_DECRYPTED: &str = "not-decrypted";

/// Longest message, in bytes of text and HTML together. An event holds 65,536, encrypted and in base64.
const LONGEST: usize = 30_000;

/// A message as the outbox keeps it.
#[derive(Serialize, Deserialize)]
struct Message {
    plain: String,
    html: String,
}

impl Message {
    fn content(self) -> RoomMessageEventContent {
        RoomMessageEventContent::text_html(self.plain, self.html)
    }
}

/// The Matrix network.
pub struct Matrix {
    /// The account, once it is open.
    client: RwLock<Option<Client>>,
    locales: Arc<Locales>,
}

impl Matrix {
    /// A network without an account yet: nothing is sent before [`Self::speak_as`].
    pub fn new(locales: Arc<Locales>) -> Self {
        Self { client: RwLock::new(None), locales }
    }

    /// From now on, sends as this account; as none, everything waits.
    pub fn speak_as(&self, client: Option<Client>) {
        *self.client.write().unwrap_or_else(PoisonError::into_inner) = client;
    }

    /// That nothing can be answered now, and whom to call.
    pub fn out_of_order(&self) -> RoomMessageEventContent {
        message(&self.every_language(Lang::default(), "bots-out-of-order")).content()
    }

    /// A sentence in every language offered, `first` in front, as the body of a message.
    pub fn in_every_language(&self, first: Lang, id: &str) -> String {
        body(&self.every_language(first, id))
    }

    fn every_language(&self, first: Lang, id: &str) -> Vec<Line> {
        let mut languages = self.locales.languages().to_vec();
        languages.sort_by_key(|lang| *lang != first);
        let words: Vec<String> = languages.iter().map(|lang| self.locales.interface(*lang, id)).collect();
        html::text(&words.join("\n\n"))
    }
}

impl Network for Matrix {
    const NAME: &'static str = "matrix";
    const IDEMPOTENT: bool = true;

    fn write(&self, answer: &Answer<'_>) -> Vec<String> {
        let mut bodies = Vec::new();
        if answer.first {
            bodies.push(self.in_every_language(answer.view.lang, "bots-matrix-keeps"));
        }
        bodies.extend(split(html::lines(answer.view)).iter().map(|lines| body(lines)));
        // What the person wrote is theirs alone to delete.
        if answer.view.discreet || answer.effects.contains(&Effect::OfferDeletion) {
            bodies.push(body(&html::text(&self.locales.interface(answer.view.lang, "bots-cannot-delete"))));
        }
        bodies
    }

    fn aside(&self, lang: Lang, context: &str) -> Option<Vec<String>> {
        (context == NOT_DECRYPTED).then(|| vec![self.in_every_language(lang, "bots-not-decrypted")])
    }

    fn sentence(&self, _lang: Lang, text: &str, button: Option<(&str, &str)>) -> String {
        let mut lines = html::text(text);
        lines.extend(button.map(|(label, _)| Line::new(label)));
        body(&lines)
    }

    async fn send(&self, who: &Address, parcel: &Parcel) -> Result<(), SendError> {
        let client = self.client.read().unwrap_or_else(PoisonError::into_inner).clone();
        let client = client.ok_or(SendError::Later(None))?;
        let unreadable = |_| SendError::Refused("what was kept of it cannot be read".into());
        let message: Message = serde_json::from_str(&parcel.body).map_err(unreadable)?;
        let id = <&RoomId>::try_from(who.0.as_str()).map_err(|_| SendError::Gone)?;
        let room = client.get_room(id).filter(|room| room.state() == RoomState::Joined).ok_or(SendError::Gone)?;
        let content = message.content();
        let transaction = OwnedTransactionId::from(parcel.id.as_str());
        match room.send(content).with_transaction_id(transaction).await {
            Ok(_) => Ok(()),
            Err(error) => Err(refusal(&error)),
        }
    }
}

fn refusal(error: &matrix_sdk::Error) -> SendError {
    let told = tell(error);
    match told.fault {
        Fault::Forbidden => SendError::Gone,
        Fault::Refused => SendError::Refused(told.to_string()),
        Fault::Later(wait) => {
            tracing::debug!(why = %told, "an answer waits");
            SendError::Later(wait)
        }
        Fault::LoggedOut | Fault::Disk | Fault::Other => {
            tracing::warn!(why = %told, "an answer waits");
            SendError::Later(None)
        }
    }
}

fn message(lines: &[Line]) -> Message {
    let plain: Vec<&str> = lines.iter().map(|line| line.plain.as_str()).collect();
    let html: Vec<&str> = lines.iter().map(|line| line.html.as_str()).collect();
    Message { plain: plain.join("\n"), html: html.join("<br/>") }
}

/// A message's body for the outbox.
fn body(lines: &[Line]) -> String {
    // Two strings are always written.
    serde_json::to_string(&message(lines)).unwrap_or_default()
}

/// Lines in as many messages as they need, cut between two lines.
fn split(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let (mut messages, mut length) = (vec![Vec::new()], 0);
    for line in lines {
        let more = line.plain.len() + line.html.len() + 6;
        if length + more > LONGEST && length > 0 {
            messages.push(Vec::new());
            length = 0;
        }
        length += more;
        if let Some(message) = messages.last_mut() {
            message.push(line);
        }
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_answer_is_cut_between_lines_and_loses_none() {
        let lines: Vec<Line> = (0..3_000).map(|n| Line::new(&format!("ligne <{n}> 😀"))).collect();
        let messages = split(lines.clone());
        assert!(messages.len() > 1);
        for message in &messages {
            assert!(body(message).len() < 45_000);
        }
        assert_eq!(messages.concat(), lines);
    }

    #[test]
    fn markup_that_comes_from_outside_is_text() {
        let body: Message = serde_json::from_str(&body(&html::text("<b>a</b> & *b*"))).expect("a message");
        assert_eq!((body.plain.as_str(), body.html.as_str()), ("<b>a</b> & *b*", "&lt;b&gt;a&lt;/b&gt; &amp; *b*"));
    }
}
