//! A resident: an account of the homeserver, with a client that encrypts.

use crate::{PASSWORD, PATIENCE, words};
use guichet_tests::synapse::Synapse;
use matrix_sdk::config::{SyncSettings, SyncToken};
use matrix_sdk::ruma::api::client::filter::FilterDefinition;
use matrix_sdk::ruma::api::client::room::create_room::v3::{Request, RoomPreset};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::events::room::message::RoomMessageEventContent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, UserId, uint};
use matrix_sdk::{Client, Room};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// A message of the bot.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The event's identifier.
    pub id: String,
    pub plain: String,
    pub html: String,
    pub encrypted: bool,
    /// The first message of its thread.
    pub thread: Option<String>,
}

#[derive(Default)]
struct Ear {
    heard: HashMap<OwnedRoomId, Vec<Heard>>,
    /// Not decrypted yet: by room, with the place in `heard` that it takes.
    sealed: Vec<(OwnedRoomId, usize, Raw<AnySyncTimelineEvent>)>,
}

/// A resident.
pub struct Resident {
    pub client: Client,
    pub id: OwnedUserId,
    bot: OwnedUserId,
    ear: Arc<Mutex<Ear>>,
    listening: JoinHandle<()>,
}

impl Drop for Resident {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Resident {
    /// Registers an account, logs in and begins to listen to `bot`.
    pub async fn new(synapse: &Synapse, name: &str, bot: &str) -> Self {
        let id = synapse.register(name, PASSWORD).expect("registered");
        let client = Client::builder().homeserver_url(synapse.url()).build().await.expect("a client");
        client.matrix_auth().login_username(name, PASSWORD).send().await.expect("logged in");
        let first = client.sync_once(SyncSettings::new()).await.expect("a first answer");
        let ear = Arc::new(Mutex::new(Ear::default()));
        let bot = UserId::parse(bot).expect("a user");
        let listening = tokio::spawn(listen(client.clone(), bot.clone(), ear.clone(), first.next_batch));
        Self { client, id: UserId::parse(&id).expect("a user"), bot, ear, listening }
    }

    /// Makes a room and invites the bot, and `others`.
    pub async fn room(&self, encrypted: bool, others: &[&UserId]) -> OwnedRoomId {
        let mut request = Request::new();
        request.invite = others.iter().map(|other| (*other).to_owned()).chain([self.bot.clone()]).collect();
        request.is_direct = others.is_empty();
        request.preset = Some(RoomPreset::TrustedPrivateChat);
        if encrypted {
            let state = json!({ "type": "m.room.encryption", "content": { "algorithm": "m.megolm.v1.aes-sha2" } });
            request.initial_state = vec![Raw::new(&state).expect("an event").cast_unchecked()];
        }
        self.client.create_room(request).await.expect("a room").room_id().to_owned()
    }

    /// The room, as the client knows it.
    pub fn in_room(&self, room: &OwnedRoomId) -> Room {
        self.client.get_room(room).expect("a room")
    }

    /// Writes a text.
    pub async fn write(&self, room: &OwnedRoomId, text: &str) {
        let content = RoomMessageEventContent::text_plain(text);
        let room = self.in_room(room);
        let start = Instant::now();
        // The homeserver may be down for a while.
        while let Err(error) = room.send(content.clone()).await {
            assert!(start.elapsed() < PATIENCE, "not sent: {error}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Sends a message of any content; its identifier.
    pub async fn send(&self, room: &OwnedRoomId, kind: &str, content: Value) -> String {
        self.in_room(room).send_raw(kind, content).await.expect("sent").response.event_id.to_string()
    }

    /// Sends a message of any content and waits for its answer, the next one in that room.
    pub async fn ask_with(&self, room: &OwnedRoomId, kind: &str, content: Value) -> Heard {
        let before = self.answers(room).len();
        self.send(room, kind, content).await;
        self.answer(room, before + 1).await
    }

    /// Every message of the bot in a room so far, notices of the channel among them.
    pub fn all(&self, room: &OwnedRoomId) -> Vec<Heard> {
        let ear = self.ear.lock().expect("an ear");
        let sealed = ear.sealed.iter().filter(|(id, ..)| id == room).map(|(_, at, _)| *at).min();
        let heard = ear.heard.get(room).cloned().unwrap_or_default();
        heard.into_iter().take(sealed.unwrap_or(usize::MAX)).collect()
    }

    /// The bot's answers in a room so far: no notices.
    pub fn answers(&self, room: &OwnedRoomId) -> Vec<Heard> {
        self.all(room).into_iter().filter(|heard| !words::is_notice(&heard.plain)).collect()
    }

    /// Waits until the bot has answered so often in a room; gives the last of these answers.
    pub async fn answer(&self, room: &OwnedRoomId, number: usize) -> Heard {
        let start = Instant::now();
        loop {
            if let Some(heard) = number.checked_sub(1).and_then(|last| self.answers(room).into_iter().nth(last)) {
                return heard;
            }
            let sealed = || self.ear.lock().expect("an ear").sealed.len();
            let late = start.elapsed() > PATIENCE;
            assert!(!late, "no answer {number} in {room} ({} not decrypted): {:#?}", sealed(), self.all(room));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Writes a text and waits for its answer, the next one in that room.
    pub async fn ask(&self, room: &OwnedRoomId, text: &str) -> Heard {
        let before = self.answers(room).len();
        self.write(room, text).await;
        self.answer(room, before + 1).await
    }
}

async fn listen(client: Client, bot: OwnedUserId, ear: Arc<Mutex<Ear>>, mut token: String) {
    loop {
        let mut filter = FilterDefinition::default();
        filter.room.timeline.limit = Some(uint!(500));
        let settings = SyncSettings::new()
            .token(SyncToken::Specific(token.clone()))
            .timeout(Duration::from_secs(20))
            .filter(Filter::FilterDefinition(filter));
        let Ok(response) = client.sync_once(settings).await else {
            tokio::time::sleep(Duration::from_millis(200)).await;
            continue;
        };
        token = response.next_batch;
        let waiting = std::mem::take(&mut ear.lock().expect("an ear").sealed);
        let mut still = Vec::new();
        for (room, at, event) in waiting {
            match open(&client, &room, &event).await {
                Some(heard) => ear.lock().expect("an ear").heard.entry(room).or_default()[at] = heard,
                None => still.push((room, at, event)),
            }
        }
        ear.lock().expect("an ear").sealed.append(&mut still);
        for (room, update) in response.rooms.joined {
            for event in update.timeline.events {
                let value: Value = event.raw().deserialize_as_unchecked().expect("an event");
                if value["sender"] != bot.as_str() {
                    continue;
                }
                let mut ear = ear.lock().expect("an ear");
                let heard = ear.heard.entry(room.clone()).or_default();
                if value["type"] == "m.room.encrypted" {
                    let at = heard.len();
                    heard.push(read(&Value::Null, true));
                    ear.sealed.push((room.clone(), at, event.into_raw()));
                } else if value["type"] == "m.room.message" {
                    heard.push(read(&value, event.encryption_info().is_some()));
                }
            }
        }
    }
}

async fn open(client: &Client, room: &OwnedRoomId, event: &Raw<AnySyncTimelineEvent>) -> Option<Heard> {
    let sealed = event.cast_ref_unchecked::<OriginalSyncRoomEncryptedEvent>();
    let opened = client.get_room(room)?.decrypt_event(sealed, None).await.ok().filter(|event| !event.kind.is_utd())?;
    Some(read(&opened.raw().deserialize_as_unchecked().ok()?, true))
}

fn read(event: &Value, encrypted: bool) -> Heard {
    let text = |field: &str| event["content"][field].as_str().unwrap_or_default().to_owned();
    let relation = &event["content"]["m.relates_to"];
    let thread = relation["event_id"].as_str().filter(|_| relation["rel_type"] == "m.thread");
    Heard {
        id: event["event_id"].as_str().unwrap_or_default().to_owned(),
        plain: text("body"),
        html: text("formatted_body"),
        encrypted,
        thread: thread.map(str::to_owned),
    }
}
