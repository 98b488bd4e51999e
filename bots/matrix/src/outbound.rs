//! Answers as messages of a room: HTML, and the same in plain text. The parcel's identifier is the transaction's, so that
//! the homeserver keeps one message however often it is sent.

use crate::faults::{Fault, tell};
use guichet_bots::html::{self, Line};
use guichet_bots::{Answer, Locales, Network, SendError, drawn};
use guichet_core::model::Lang;
use guichet_core::store::{Address, Parcel};
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

/// What comes back with the answer: see [`guichet_bots::Inbound::context`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The message could not be decrypted.
    #[serde(default)]
    pub sealed: bool,
    /// The room is not encrypted.
    #[serde(default)]
    pub clear: bool,
    /// The thread that the message stands in: its first message, and this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<(OwnedEventId, OwnedEventId)>,
}

impl Context {
    /// As it goes through the hub.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn read(context: &str) -> Self {
        serde_json::from_str(context).unwrap_or_default()
    }
}

/// Longest message, in bytes of text and HTML together. An event holds 65,536, encrypted and in base64.
const LONGEST: usize = 30_000;

/// A message as the outbox keeps it.
#[derive(Serialize, Deserialize)]
struct Message {
    plain: String,
    html: String,
    /// It ends an answer: what is chosen after it is one of its choices.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    asks: bool,
    /// See [`Context::thread`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    thread: Option<(OwnedEventId, OwnedEventId)>,
}

impl Message {
    fn content(self) -> RoomMessageEventContent {
        let mut content = RoomMessageEventContent::text_html(self.plain, self.html);
        content.relates_to = self.thread.map(|(root, answered)| Relation::Thread(Thread::plain(root, answered)));
        content
    }

    fn body(&self) -> String {
        // Texts and identifiers are always written.
        serde_json::to_string(self).unwrap_or_default()
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

    /// A sentence in every language offered, `first` in front, as the body of a message.
    pub fn in_every_language(&self, first: Lang, id: &str) -> String {
        body(&self.every_language(first, &[id]))
    }

    fn every_language(&self, first: Lang, ids: &[&str]) -> Vec<Line> {
        let mut languages = self.locales.languages().to_vec();
        languages.sort_by_key(|lang| *lang != first);
        let said = |lang: &Lang| ids.iter().map(|id| self.locales.interface(*lang, id)).collect::<Vec<_>>().join("\n");
        html::text(&languages.iter().map(said).collect::<Vec<_>>().join("\n\n"))
    }
}

/// A text as a message.
pub fn text(text: &str) -> RoomMessageEventContent {
    message(&html::text(text)).content()
}

impl Network for Matrix {
    const NAME: &'static str = "matrix";
    const IDEMPOTENT: bool = true;
    /// A homeserver carries many messages in a moment, and those of an absence are all answered.
    const MOST_PENDING: usize = 200;

    fn write(&self, answer: &Answer<'_>) -> Vec<String> {
        let context = Context::read(answer.context);
        let mut messages = Vec::new();
        if answer.first {
            let ids = ["bots-matrix-keeps", "bots-matrix-clear"];
            let ids = if context.clear { &ids[..] } else { &ids[..1] };
            messages.push(message(&self.every_language(answer.view.lang, ids)));
        }
        messages.extend(split(html::lines(answer.view)).iter().map(|lines| message(lines)));
        messages.iter_mut().last().into_iter().for_each(|last| last.asks = true);
        // What the person wrote is theirs alone to delete.
        if answer.view.discreet || answer.effects.contains(&Effect::OfferDeletion) {
            messages.push(message(&html::text(&self.locales.interface(answer.view.lang, "bots-cannot-delete"))));
        }
        let threaded = |message: Message| Message { thread: context.thread.clone(), ..message }.body();
        messages.into_iter().map(threaded).collect()
    }

    fn aside(&self, lang: Lang, context: &str) -> Option<Vec<String>> {
        Context::read(context).sealed.then(|| vec![self.in_every_language(lang, "bots-not-decrypted")])
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
        let asks = message.asks;
        let content = message.content();
        let transaction = OwnedTransactionId::from(drawn(&parcel.id));
        match room.send(content).with_transaction_id(transaction).await {
            Ok(sent) => {
                let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
                if newest.len() > ROOMS {
                    newest.clear();
                }
                if asks {
                    newest.insert(who.0.clone(), sent.response.event_id);
                }
                Ok(())
            }
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
    Message { plain: plain.join("\n"), html: html.join("<br/>"), asks: false, thread: None }
}

/// A message's body for the outbox.
fn body(lines: &[Line]) -> String {
    message(lines).body()
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
    fn an_answer_stands_in_the_thread_of_its_message_and_says_once_who_can_read_it() {
        use guichet_core::view::{Expects, View};
        let matrix = Matrix::new(Arc::new(Locales::new()));
        let view = View {
            lang: Lang::Fr,
            title: "Titre".into(),
            blocks: Vec::new(),
            choices: Vec::new(),
            expects: Expects::Need,
            discreet: true,
        };
        let written = |first: bool, context: &Context| -> Vec<Message> {
            let answer = Answer { view: &view, effects: &[], first, context: &context.write() };
            matrix.write(&answer).iter().map(|body| serde_json::from_str(body).expect("a message")).collect()
        };
        let id = |id: &str| OwnedEventId::try_from(id).expect("an event");
        let thread = Some((id("$root"), id("$message")));
        let messages = written(true, &Context { thread: thread.clone(), clear: true, sealed: false });
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
        let sealed = Context { sealed: true, ..Context::default() }.write();
        let notice = matrix.aside(Lang::Fr, &sealed).expect("a notice").concat();
        for number in ["112", "114", "39 39"] {
            assert!(notice.contains(number), "{number} is not in {notice}");
        }
        assert!(matrix.aside(Lang::Fr, "").is_none());
        // What an earlier version left in an outbox.
        serde_json::from_str::<Message>(r#"{"plain":"a","html":"a"}"#).expect("a message");
    }

    #[test]
    fn markup_that_comes_from_outside_is_text() {
        let body: Message = serde_json::from_str(&body(&html::text("<b>a</b> & *b*"))).expect("a message");
        assert_eq!((body.plain.as_str(), body.html.as_str()), ("<b>a</b> & *b*", "&lt;b&gt;a&lt;/b&gt; &amp; *b*"));
    }
}
