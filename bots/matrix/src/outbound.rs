//! Answers as messages of a room: HTML, and the same in plain text. The parcel's identifier is the transaction's, so that
//! the homeserver keeps one message however often it is sent.

use crate::context::{Command, Context};
use crate::errors::{ErrorClass, explain};
use guichet_bots::html::{self, Line};
use guichet_bots::{Locales, Network, Reply, SendError, in_every_language};
use guichet_core::model::Lang;
use guichet_core::ports::conversations::Address;
use guichet_core::talk::Effect;
use matrix_sdk::ruma::events::relation::Thread;
use matrix_sdk::ruma::events::room::message::{Relation, RoomMessageEventContent};
use matrix_sdk::ruma::{OwnedEventId, OwnedTransactionId, RoomId};
use matrix_sdk::{Client, RoomState};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Rooms whose newest answer is remembered.
const ROOMS: usize = 10_000;

/// Longest message, in bytes of text and HTML together. An event holds 65,536, encrypted and in base64.
const LONGEST: usize = 30_000;

/// A message as it is sent, and as the outbox keeps it until then.
#[derive(Serialize, Deserialize)]
pub struct Outgoing {
    plain: String,
    html: String,
    /// It ends an answer: what is chosen after it is one of its choices.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    asks: bool,
    /// See [`Context::thread`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    thread: Option<(OwnedEventId, OwnedEventId)>,
}

impl Outgoing {
    fn content(&self) -> RoomMessageEventContent {
        let mut content = RoomMessageEventContent::text_html(self.plain.clone(), self.html.clone());
        let thread = self.thread.clone();
        content.relates_to = thread.map(|(root, answered)| Relation::Thread(Thread::plain(root, answered)));
        content
    }
}

/// The Matrix network.
pub struct Matrix {
    /// The account, once it is open.
    client: RwLock<Option<Client>>,
    locales: Arc<Locales>,
    /// The newest answer in each room, in memory alone.
    newest: Mutex<HashMap<String, OwnedEventId>>,
}

impl Matrix {
    /// A network without an account yet: nothing is sent before [`Self::speak_as`].
    pub fn new(locales: Arc<Locales>) -> Self {
        Self { client: RwLock::new(None), locales, newest: Mutex::default() }
    }

    /// From now on, sends as this account; as none, everything waits.
    pub fn speak_as(&self, client: Option<Client>) {
        *self.client.write().unwrap_or_else(PoisonError::into_inner) = client;
    }

    /// Whether a message is the newest answer in its room: its choices are those that can be made now.
    pub fn is_newest(&self, room: &RoomId, message: &str) -> bool {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.get(room.as_str()).is_some_and(|newest| newest == message)
    }

    /// Sentences in every language offered, `first` in front, as a message.
    pub fn for_everybody(&self, first: Lang, ids: &[&str]) -> Outgoing {
        message(&html::text(&in_every_language(&self.locales, first, ids)))
    }
}

/// A text as a message.
pub fn text(text: &str) -> RoomMessageEventContent {
    message(&html::text(text)).content()
}

impl Network for Matrix {
    type Context = Context;
    type Command = Command;
    type Message = Outgoing;

    const NAME: &'static str = "matrix";
    const IDEMPOTENT: bool = true;
    /// A homeserver carries many messages in a moment, and those of an absence are all answered.
    const MOST_PENDING: usize = 200;

    fn write(&self, reply: &Reply<'_, Context>) -> Vec<Outgoing> {
        let mut messages = Vec::new();
        if reply.first {
            let ids = ["bots-matrix-keeps", "bots-matrix-clear"];
            let ids = if reply.context.clear { &ids[..] } else { &ids[..1] };
            messages.push(self.for_everybody(reply.view.lang, ids));
        }
        messages.extend(split(html::lines(reply.view)).iter().map(|lines| message(lines)));
        messages.iter_mut().last().into_iter().for_each(|last| last.asks = true);
        // What the person wrote is theirs alone to delete.
        if reply.view.discreet || reply.effects.contains(&Effect::OfferDeletion) {
            messages.push(message(&html::text(&self.locales.interface(reply.view.lang, "bots-cannot-delete"))));
        }
        messages.iter_mut().for_each(|message| message.thread.clone_from(&reply.context.thread));
        messages
    }

    fn obey(&self, lang: Lang, command: &Command) -> Vec<Outgoing> {
        match command {
            Command::NotDecrypted => vec![self.for_everybody(lang, &["bots-not-decrypted"])],
        }
    }

    fn sentence(&self, _lang: Lang, text: &str, button: Option<(&str, &str)>) -> Outgoing {
        let mut lines = html::text(text);
        lines.extend(button.map(|(label, _)| Line::new(label)));
        message(&lines)
    }

    async fn send(&self, who: &Address, id: &str, message: &Outgoing) -> Result<(), SendError> {
        let client = self.client.read().unwrap_or_else(PoisonError::into_inner).clone();
        let client = client.ok_or(SendError::Later(None))?;
        let room = <&RoomId>::try_from(who.0.as_str()).map_err(|_| SendError::Gone)?;
        let room = client.get_room(room).filter(|room| room.state() == RoomState::Joined).ok_or(SendError::Gone)?;
        let transaction = OwnedTransactionId::from(id);
        match room.send(message.content()).with_transaction_id(transaction).await {
            Ok(sent) => {
                let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
                if newest.len() > ROOMS {
                    newest.clear();
                }
                if message.asks {
                    newest.insert(who.0.clone(), sent.response.event_id);
                }
                Ok(())
            }
            Err(error) => Err(refusal(&error)),
        }
    }
}

fn refusal(error: &matrix_sdk::Error) -> SendError {
    let told = explain(error);
    match told.class {
        ErrorClass::Forbidden => SendError::Gone,
        ErrorClass::Refused => SendError::Refused(told.to_string()),
        ErrorClass::Later(wait) => {
            tracing::debug!(why = %told, "an answer waits");
            SendError::Later(wait)
        }
        ErrorClass::LoggedOut | ErrorClass::Disk | ErrorClass::Other => {
            tracing::warn!(why = %told, "an answer waits");
            SendError::Later(None)
        }
    }
}

fn message(lines: &[Line]) -> Outgoing {
    let plain: Vec<&str> = lines.iter().map(|line| line.plain.as_str()).collect();
    let html: Vec<&str> = lines.iter().map(|line| line.html.as_str()).collect();
    Outgoing { plain: plain.join("\n"), html: html.join("<br/>"), asks: false, thread: None }
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
            let body = serde_json::to_string(&self::message(message)).expect("JSON");
            assert!(body.len() < 45_000);
        }
        assert_eq!(messages.concat(), lines);
    }

    #[test]
    fn an_answer_stands_in_the_thread_of_its_message_and_says_once_who_can_read_it() {
        use guichet_core::view::{Expects, View};
        let matrix = Matrix::new(Arc::new(Locales::new()));
        let view = View {
            lang: Lang::FR,
            item_lang: Lang::FR,
            title: "Titre".into(),
            blocks: Vec::new(),
            choices: Vec::new(),
            expects: Expects::Need,
            discreet: true,
        };
        let written = |first: bool, context: &Context| -> Vec<Outgoing> {
            matrix.write(&Reply { view: &view, effects: &[], first, context })
        };
        let id = |id: &str| OwnedEventId::try_from(id).expect("an event");
        let thread = Some((id("$root"), id("$message")));
        let messages = written(true, &Context { thread: thread.clone(), clear: true });
        assert_eq!(messages.iter().map(|one| one.asks).collect::<Vec<_>>(), [false, true, false]);
        assert!(messages.iter().all(|one| one.thread == thread));
        assert!(messages[0].plain.contains("n'est pas chiffré") && messages[0].plain.contains("is not encrypted"));
        let said =
            messages.into_iter().map(|one| serde_json::to_value(one.content()).expect("JSON")).next().expect("one");
        assert_eq!(said["m.relates_to"]["rel_type"], "m.thread");
        assert_eq!(said["m.relates_to"]["event_id"], "$root");
        assert!(!written(true, &Context::default())[0].plain.contains("chiffré"), "an encrypted room");
        let later = written(false, &Context { clear: true, ..Context::default() });
        assert!(later[0].plain.starts_with("Titre") && later[0].thread.is_none(), "said once");
        let notice = &matrix.obey(Lang::FR, &Command::NotDecrypted)[0].plain;
        for number in ["112", "114", "39 39"] {
            assert!(notice.contains(number), "{number} is not in {notice}");
        }
        // What an earlier version left in an outbox.
        serde_json::from_str::<Outgoing>(r#"{"plain":"a","html":"a"}"#).expect("a message");
    }

    #[test]
    fn markup_that_comes_from_outside_is_text() {
        let said = message(&html::text("<b>a</b> & *b*"));
        assert_eq!((said.plain.as_str(), said.html.as_str()), ("<b>a</b> & *b*", "&lt;b&gt;a&lt;/b&gt; &amp; *b*"));
    }
}
