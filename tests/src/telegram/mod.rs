//! A Bot API of Telegram on loopback, for the tests of the Telegram bot: strict about what Telegram refuses, and failing
//! as it is told to ([`Fault`]).
//!
//! A test drives it as people would ([`Emulator::text`], [`Emulator::press`], …), reads what they were shown
//! ([`Emulator::shown`]), and asserts that nothing was sent which Telegram would refuse ([`Emulator::bad`]).

mod markup;
mod methods;
mod server;
mod state;

pub use crate::faults::{Fault, Mix};
pub use state::{BOT, Button, Shown, State, What};

use crate::http::Server;
use serde_json::{Value, json};
use server::Shared;
use std::sync::{Arc, MutexGuard};
use std::time::{Duration, Instant};

/// The token that it accepts.
pub const TOKEN: &str = "7:emulated";

/// A running Bot API; it ends when it is dropped.
pub struct Emulator {
    shared: Arc<Shared>,
    server: Server,
}

impl Emulator {
    /// Starts on a free port.
    ///
    /// # Errors
    /// No port, or no thread.
    pub fn start() -> std::io::Result<Self> {
        Self::at(0)
    }

    /// Starts on this port; 0 for a free one.
    ///
    /// # Errors
    /// The port is taken, or there is no thread.
    pub fn at(port: u16) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let served = shared.clone();
        let server = Server::start(port, move |request| server::answer(served.clone(), request))?;
        Ok(Self { shared, server })
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Its state, locked: nothing is answered meanwhile.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.shared.lock()
    }

    /// Waits until `found` gives something, looking after each change; `None` when `limit` has passed.
    pub fn wait<T>(&self, limit: Duration, mut found: impl FnMut(&State) -> Option<T>) -> Option<T> {
        let end = Instant::now() + limit;
        let mut state = self.shared.lock();
        loop {
            if let Some(found) = found(&state) {
                return Some(found);
            }
            let left = end.checked_duration_since(Instant::now())?;
            state = self.shared.wait(state, left);
        }
    }

    /// The next `count` calls of a method (`*`: of any) fail so.
    pub fn fail(&self, method: &str, fault: Fault, count: usize) {
        self.state().faults.queue(method, fault, count);
    }

    /// From now on calls fail by chance; `None` ends it.
    pub fn mix(&self, mix: Option<Mix>) {
        self.state().faults.mix = mix;
    }

    /// What Telegram would have refused, one sentence each.
    pub fn bad(&self) -> Vec<String> {
        self.state().bad.clone()
    }

    /// What a chat was shown, in order: new messages and edits.
    pub fn shown(&self, chat: i64) -> Vec<Shown> {
        self.state().shown(chat).cloned().collect()
    }

    /// Somebody writes. A command is marked as one.
    pub fn text(&self, chat: i64, text: &str) {
        let command = text.split_whitespace().next().filter(|first| first.starts_with('/'));
        let entity = |first: &str| json!([{ "type": "bot_command", "offset": 0, "length": first.len() }]);
        let mut rest = json!({ "text": text });
        if let Some(first) = command {
            rest["entities"] = entity(first);
        }
        self.message(chat, rest);
    }

    /// Somebody sends a position.
    pub fn location(&self, chat: i64, lat: f64, lon: f64) {
        self.message(chat, json!({ "location": { "latitude": lat, "longitude": lon } }));
    }

    /// Somebody sends what is not text: `voice`, `photo`, `sticker`, else a file.
    pub fn media(&self, chat: i64, kind: &str) {
        let file = json!({ "file_id": "f", "file_unique_id": "u" });
        let with = |rest: Value| {
            let mut all = file.clone();
            rest.as_object().into_iter().flatten().for_each(|(key, value)| all[key] = value.clone());
            all
        };
        let size = json!({ "width": 1, "height": 1 });
        self.message(
            chat,
            match kind {
                "voice" => json!({ "voice": with(json!({ "duration": 1 })) }),
                "photo" => json!({ "photo": [with(size)] }),
                "sticker" => json!({ "sticker": with(json!({
                "width": 1, "height": 1, "type": "regular", "is_animated": false, "is_video": false
            })) }),
                _ => json!({ "document": file }),
            },
        );
    }

    /// Somebody presses a button of the newest message whose label begins so.
    ///
    /// # Errors
    /// No message has such a button; what the newest one has.
    pub fn press(&self, chat: i64, label: &str) -> Result<(), String> {
        let mut state = self.state();
        let (message, key) = state.button(chat, label)?;
        state.press(chat, message, &key);
        drop(state);
        self.shared.changed();
        Ok(())
    }

    /// A press with this key on a message of the bot, the newest where none is named.
    pub fn press_key(&self, chat: i64, message: Option<i32>, key: &str) {
        let mut state = self.state();
        let newest = state.shown(chat).last().map_or(1, |shown| shown.id);
        state.press(chat, message.unwrap_or(newest), key);
        drop(state);
        self.shared.changed();
    }

    /// A message of a private chat, whatever it holds besides its head.
    pub fn message(&self, chat: i64, rest: Value) {
        let mut state = self.state();
        let message = state.incoming(chat, rest);
        state.push("message", message);
        drop(state);
        self.shared.changed();
    }

    /// An update as it stands, its number aside.
    pub fn update(&self, kind: &str, object: Value) {
        self.state().push(kind, object);
        self.shared.changed();
    }

    /// The same update, its number too, twice.
    pub fn twice(&self, kind: &str, object: Value) {
        let mut state = self.state();
        state.push(kind, object);
        state.again();
        drop(state);
        self.shared.changed();
    }

    /// The person blocks the bot: it is told, and may write no more.
    pub fn block(&self, chat: i64) {
        let mut state = self.state();
        state.blocked.insert(chat);
        let update = state.kicked(chat);
        state.push("my_chat_member", update);
        drop(state);
        self.shared.changed();
    }
}
