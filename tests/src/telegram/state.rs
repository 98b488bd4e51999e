//! What a Bot API knows: chats, messages, updates not yet confirmed, buttons.

use super::TOKEN;
use crate::faults::Faults;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet, VecDeque};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The bot's identifier.
pub const BOT: u64 = 7;

/// A button of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it shows.
    pub label: String,
    /// What is sent back.
    pub key: String,
}

/// What a message is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A text, as people see it.
    Text(String),
    /// A point with a name and an address.
    Venue(String, String),
    /// A point.
    Location,
}

/// Something that the bot showed: a new message, or an edit of one.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The chat.
    pub chat: i64,
    /// The message.
    pub id: i32,
    /// It took the place of what that message said.
    pub edit: bool,
    /// What.
    pub what: What,
    /// As it was sent: with its marks.
    pub raw: String,
    /// Its buttons, row by row.
    pub keyboard: Vec<Vec<Button>>,
    /// The keys below the writing field, where it brings some.
    pub keys: Vec<String>,
    /// When.
    pub at: Instant,
}

impl Shown {
    /// Its text; empty for a point.
    pub fn text(&self) -> &str {
        if let What::Text(text) = &self.what { text } else { "" }
    }

    /// Its buttons in one row.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.keyboard.iter().flatten()
    }
}

/// The state of a Bot API.
pub struct State {
    /// The token accepted.
    pub token: String,
    /// Everything shown, in order.
    pub log: Vec<Shown>,
    /// Messages that were deleted.
    pub deleted: HashSet<i32>,
    /// Messages that can no longer be deleted or edited.
    pub old: HashSet<i32>,
    /// Chats that the bot may not write to.
    pub blocked: HashSet<i64>,
    /// What Telegram would refuse.
    pub bad: Vec<String>,
    /// Methods called, faults aside, in order.
    pub calls: Vec<String>,
    /// Commands, by scope and language.
    pub commands: HashMap<(String, String), Vec<String>>,
    /// A webhook is set: polling is refused.
    pub webhook: bool,
    /// Presses, and whether they were acknowledged.
    pub callbacks: HashMap<String, bool>,
    /// Faults to come.
    pub faults: Faults,
    pub(super) updates: VecDeque<Value>,
    /// The poll in force; an older one is ended by it.
    pub(super) poll: u64,
    /// Messages of people, by identifier: their chat.
    pub(super) theirs: HashMap<i32, i64>,
    last_update: u64,
    last_message: i32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            token: TOKEN.into(),
            log: Vec::new(),
            deleted: HashSet::new(),
            old: HashSet::new(),
            blocked: HashSet::new(),
            bad: Vec::new(),
            calls: Vec::new(),
            commands: HashMap::new(),
            webhook: false,
            callbacks: HashMap::new(),
            faults: Faults::default(),
            updates: VecDeque::new(),
            poll: 0,
            theirs: HashMap::new(),
            last_update: 100,
            last_message: 10,
        }
    }
}

impl State {
    /// What a chat was shown.
    pub fn shown(&self, chat: i64) -> impl Iterator<Item = &Shown> {
        self.log.iter().filter(move |shown| shown.chat == chat)
    }

    /// Updates that the bot has not yet confirmed.
    pub fn pending(&self) -> usize {
        self.updates.len()
    }

    /// The present state of a message of the bot.
    pub fn message(&self, id: i32) -> Option<&Shown> {
        self.log.iter().rev().find(|shown| shown.id == id && !self.deleted.contains(&id))
    }

    /// The newest message with such a button, and its key.
    pub(super) fn button(&self, chat: i64, label: &str) -> Result<(i32, String), String> {
        let alive = || self.shown(chat).filter(|shown| !self.deleted.contains(&shown.id));
        let mut newest = alive().collect::<Vec<_>>();
        newest.reverse();
        let found = newest.iter().find_map(|shown| {
            let button = shown.buttons().find(|button| button.label.starts_with(label))?;
            Some((shown.id, button.key.clone()))
        });
        found.ok_or_else(|| {
            let last = newest.iter().find(|shown| !shown.keyboard.is_empty());
            let labels: Vec<_> = last.iter().flat_map(|shown| shown.buttons()).map(|button| &button.label).collect();
            format!("no button '{label}': the last ones are {labels:?}")
        })
    }

    pub(super) fn press(&mut self, chat: i64, message: i32, key: &str) {
        let id = format!("press-{}", self.callbacks.len() + 1);
        self.callbacks.insert(id.clone(), false);
        let text = self.message(message).map(|shown| shown.text().to_owned()).unwrap_or_default();
        let bearer = json!({
            "message_id": message, "date": now(), "chat": private(chat), "from": bot(),
            "text": if text.is_empty() { "-".to_owned() } else { text }
        });
        let press = json!({ "id": id, "from": person(chat), "chat_instance": "1", "message": bearer, "data": key });
        self.push("callback_query", press);
    }

    /// A message of a person.
    pub(super) fn incoming(&mut self, chat: i64, rest: Value) -> Value {
        let id = self.next_message();
        self.theirs.insert(id, chat);
        let mut message = json!({ "message_id": id, "date": now(), "chat": private(chat), "from": person(chat) });
        rest.as_object().into_iter().flatten().for_each(|(key, value)| message[key] = value.clone());
        message
    }

    pub(super) fn kicked(&self, chat: i64) -> Value {
        json!({
            "chat": private(chat), "from": person(chat), "date": now(),
            "old_chat_member": { "user": bot(), "status": "member" },
            "new_chat_member": { "user": bot(), "status": "kicked", "until_date": 0 }
        })
    }

    pub(super) fn push(&mut self, kind: &str, object: Value) {
        self.last_update += 1;
        let mut update = json!({ "update_id": self.last_update });
        update[kind] = object;
        self.updates.push_back(update);
    }

    /// The newest update once more.
    pub(super) fn again(&mut self) {
        self.updates.extend(self.updates.back().cloned());
    }

    pub(super) fn next_message(&mut self) -> i32 {
        self.last_message += 1;
        self.last_message
    }
}

pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

pub(super) fn bot() -> Value {
    json!({ "id": BOT, "is_bot": true, "first_name": "Guichet", "username": "guichet_test_bot" })
}

pub(super) fn private(chat: i64) -> Value {
    json!({ "id": chat, "type": "private", "first_name": "T" })
}

fn person(chat: i64) -> Value {
    json!({ "id": chat, "is_bot": false, "first_name": "T", "language_code": "fr" })
}
