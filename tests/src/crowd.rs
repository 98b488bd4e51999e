//! A homeserver of a crowd, to measure a Matrix bot with: any number of people, each with the bot in a room of their own,
//! unencrypted. It knows the few calls of a bot in such rooms and no more; whether the bot is right is asked of a real
//! homeserver, not of this one.

use crate::http::{Answered, Server, json as told};
use crate::relay::name;
use http_body_util::BodyExt;
use hyper::Request;
use hyper::body::Incoming;
use serde_json::{Map, Value, json};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// The bot's own identifier.
pub const BOT: &str = "@guichet:crowd";
/// Longest wait for news, whatever is asked for.
const LONG: Duration = Duration::from_secs(30);
/// Most rooms in one answer.
const AT_ONCE: usize = 100;

/// A running homeserver; it ends when it is dropped.
pub struct Crowd {
    shared: Arc<Shared>,
    server: Server,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    sent: Condvar,
    news: Notify,
}

#[derive(Default)]
struct State {
    /// What each person said, who is in a room from the first word on.
    said: Vec<(usize, String)>,
    /// Messages of the bot.
    answers: usize,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Crowd {
    /// Starts on a free port, without anybody.
    ///
    /// # Errors
    /// No port, or no thread.
    pub fn start() -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let served = shared.clone();
        let server = Server::start(0, move |request| answer(served.clone(), request))?;
        Ok(Self { shared, server })
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Somebody says something: the first time, right after the bot has come into their room.
    pub fn say(&self, person: usize, words: &str) {
        self.shared.lock().said.push((person, words.to_owned()));
        self.shared.news.notify_waiters();
    }

    /// Messages of the bot so far.
    pub fn answers(&self) -> usize {
        self.shared.lock().answers
    }

    /// Waits until the bot has sent so many messages; `false` when `limit` has passed.
    pub fn wait(&self, answers: usize, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        let mut state = self.shared.lock();
        while state.answers < answers {
            let Some(left) = end.checked_duration_since(Instant::now()) else { return false };
            state = self.shared.sent.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

async fn answer(shared: Arc<Shared>, request: Request<Incoming>) -> Answered {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let body = request.into_body().collect().await.map_err(io::Error::other)?.to_bytes();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    Ok(match name(&path).as_str() {
        "versions" => told(200, &json!({ "versions": ["v1.1", "v1.5", "v1.11"] })),
        "login" => told(200, &json!({ "user_id": BOT, "access_token": "t", "device_id": body["device_id"] })),
        "sync" => told(200, &sync(&shared, &query).await),
        "send" => {
            let mut state = shared.lock();
            state.answers += 1;
            let event = json!({ "event_id": format!("$answer{}", state.answers) });
            drop(state);
            shared.sent.notify_all();
            told(200, &event)
        }
        "members" => told(200, &json!({ "chunk": members(person(&path)) })),
        "keys/upload" => told(200, &json!({ "one_time_key_counts": { "signed_curve25519": 50 } })),
        "keys/query" => told(200, &json!({ "device_keys": {} })),
        "state" => told(404, &json!({ "errcode": "M_NOT_FOUND", "error": "no such state" })),
        "keys/device_signing/upload" | "keys/signatures/upload" => told(200, &json!({})),
        _ => told(404, &json!({ "errcode": "M_UNRECOGNIZED", "error": "this homeserver is for measuring" })),
    })
}

/// The person whose room a path names.
fn person(path: &str) -> usize {
    let digits = path.split("room").nth(2).unwrap_or_default();
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

/// What was said since the token that a query names; waits for it as long as the query allows.
async fn sync(shared: &Shared, query: &str) -> Value {
    let field = |name: &str| {
        let found = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        found.and_then(|value| value.trim_start_matches('s').parse::<u64>().ok())
    };
    let wait = field("timeout").map_or(Duration::ZERO, Duration::from_millis).min(LONG);
    let end = tokio::time::Instant::now() + wait;
    let Some(since) = field("since") else { return news(&shared.lock(), None) };
    loop {
        let mut looked = std::pin::pin!(shared.news.notified());
        looked.as_mut().enable();
        let known = shared.lock().said.len();
        if known > since as usize || tokio::time::Instant::now() >= end {
            return news(&shared.lock(), Some(since as usize));
        }
        let _ = tokio::time::timeout_at(end, looked).await;
    }
}

/// An answer to `sync`; without a beginning it says where things stand, and nothing of what was said.
fn news(state: &State, since: Option<usize>) -> Value {
    let mut rooms: Map<String, Value> = Map::new();
    let mut next = state.said.len();
    let since = since.unwrap_or(next).min(next);
    for (at, (person, words)) in state.said.iter().enumerate().skip(since) {
        let id = format!("!room{person}:crowd");
        if rooms.len() == AT_ONCE && !rooms.contains_key(&id) {
            next = at;
            break;
        }
        let first = !state.said.iter().take(at).any(|(earlier, _)| earlier == person);
        let room = rooms.entry(id).or_insert_with(|| room(*person, first));
        if let Some(events) = room["timeline"]["events"].as_array_mut() {
            events.push(json!({
                "type": "m.room.message", "event_id": format!("$said{at}"), "sender": user(*person),
                "origin_server_ts": 1, "content": { "msgtype": "m.text", "body": words },
            }));
        }
    }
    json!({
        "next_batch": format!("s{next}"), "rooms": { "join": rooms },
        "device_one_time_keys_count": { "signed_curve25519": 50 }, "device_unused_fallback_key_types": ["signed_curve25519"],
    })
}

/// A room in an answer to `sync`: when it is new, with its state and the bot's coming.
fn room(person: usize, new: bool) -> Value {
    let timeline = |events: Value| json!({ "limited": false, "prev_batch": "p", "events": events });
    if !new {
        return json!({ "timeline": timeline(json!([])) });
    }
    let state = |kind: &str, content: Value| {
        json!({
            "type": kind, "event_id": format!("${kind}{person}"), "sender": user(person), "state_key": "",
            "origin_server_ts": 1, "content": content,
        })
    };
    let [host, guest] = members(person);
    json!({
        "state": { "events": [
            state("m.room.create", json!({ "creator": user(person), "room_version": "10" })),
            state("m.room.power_levels", json!({ "users": { user(person): 100 } })),
            state("m.room.join_rules", json!({ "join_rule": "invite" })),
            state("m.room.history_visibility", json!({ "history_visibility": "shared" })),
            host,
        ] },
        "timeline": timeline(json!([guest])),
        "summary": {
            "m.heroes": [user(person)], "m.joined_member_count": 2, "m.invited_member_count": 0,
        },
    })
}

fn user(person: usize) -> String {
    format!("@person{person}:crowd")
}

/// Both members of a room: the person, the bot.
fn members(person: usize) -> [Value; 2] {
    [user(person), BOT.to_owned()].map(|who| {
        json!({
            "type": "m.room.member", "event_id": format!("$join{}{person}", who.len()), "sender": who, "state_key": who,
            "origin_server_ts": 1, "content": { "membership": "join" },
        })
    })
}
