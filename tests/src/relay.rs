//! The way between a Matrix bot and its homeserver, failing as it is told to ([`Fault`]): the bot speaks with the relay,
//! the relay with a real homeserver. What a fault does not stop is handed on as it is.
//!
//! It is strict about what a homeserver's operator would mind ([`Relay::bad`]): a call that was told to wait and comes
//! again too early, a transaction that became two messages, a token in an address.

use crate::faults::{Fault, Faults, Mix};
use crate::http::{Answered, Server, broken, half, json as told, page, redirect};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::{Bytes, Incoming};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// Calls that are to wait for as long as the homeserver says. Others belong to the library, which asks anew as it sees fit.
const PATIENT: [&str; 3] = ["sync", "send", "login"];

/// A running relay; it ends when it is dropped.
pub struct Relay {
    state: Arc<Mutex<State>>,
    server: Server,
}

/// What happened so far, and what is to happen.
#[derive(Default)]
struct State {
    faults: Faults,
    /// Calls that were told to wait, by their path: until when.
    waits: HashMap<String, Instant>,
    /// Messages that the homeserver accepted: by the path of the transaction, which one it became.
    sent: HashMap<String, String>,
    /// How often a message came again that had been accepted.
    repeats: usize,
    bad: Vec<String>,
}

impl Relay {
    /// Starts on a free port, before the homeserver on that port of loopback.
    ///
    /// # Errors
    /// No port, or no thread.
    pub fn start(homeserver: u16) -> io::Result<Self> {
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        let server = Server::start(0, move |request| relay(shared.clone(), homeserver, request))?;
        Ok(Self { state, server })
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The next `count` calls fail so. A call is named as in `sync`, `send`, `login`, `members`, `keys/claim` ([`name`]).
    pub fn fail(&self, call: &str, fault: Fault, count: usize) {
        lock(&self.state).faults.queue(call, fault, count);
    }

    /// From now on calls fail by chance; `None` ends it.
    pub fn mix(&self, mix: Option<Mix>) {
        lock(&self.state).faults.mix = mix;
    }

    /// The faults that happened, with the call, in order.
    pub fn happened(&self) -> Vec<(String, Fault)> {
        lock(&self.state).faults.happened.clone()
    }

    /// How often a message came again that the homeserver had accepted.
    pub fn repeats(&self) -> usize {
        lock(&self.state).repeats
    }

    /// What a homeserver's operator would mind, one sentence each.
    pub fn bad(&self) -> Vec<String> {
        lock(&self.state).bad.clone()
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The name of a call: what its path says beside identifiers, in small letters.
#[must_use]
pub fn name(path: &str) -> String {
    let parts: Vec<&str> = path.trim_start_matches("/_matrix/client/").split('/').skip(1).collect();
    let name = match parts.as_slice() {
        ["rooms", _, what, ..] => (*what).to_owned(),
        ["keys", ..] => parts.join("/"),
        [first, ..] => (*first).to_owned(),
        [] => path.rsplit('/').next().unwrap_or_default().to_owned(),
    };
    name.to_lowercase()
}

async fn relay(state: Arc<Mutex<State>>, homeserver: u16, request: Request<Incoming>) -> Answered {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let path = head.uri.path().to_owned();
    let call = name(&path);
    let fault = lock(&state).judge(&call, &path, head.uri.query());
    // Where no token is given, none can be refused.
    let token = head.headers.contains_key(hyper::header::AUTHORIZATION);
    let fault = fault.filter(|fault| token || *fault != Fault::Unauthorized);
    // A homeserver's own words may name what it was asked for: none of it is for a log.
    let refusal = |status, code: &str| told(status, &json!({ "errcode": code, "error": format!("refused: {path}") }));
    match fault {
        Some(Fault::TooMany(seconds)) => {
            let wait = seconds * 1_000;
            let body = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests", "retry_after_ms": wait });
            return Ok(told(429, &body));
        }
        Some(Fault::BadGateway) => return Ok(page(502, "<html><h1>502 Bad Gateway</h1></html>")),
        Some(Fault::Internal) => return Ok(refusal(500, "M_UNKNOWN")),
        Some(Fault::Missing) => return Ok(page(404, "404 page not found")),
        Some(Fault::Page(status)) => return Ok(page(status, "<html><h1>a proxy's page</h1></html>")),
        Some(Fault::Redirect(port)) => return Ok(redirect(port, &path)),
        Some(Fault::Unauthorized) => return Ok(refusal(401, "M_UNKNOWN_TOKEN")),
        Some(Fault::Forbidden) => return Ok(refusal(403, "M_FORBIDDEN")),
        Some(Fault::Markup) => return Ok(refusal(400, "M_BAD_JSON")),
        Some(Fault::Drop) => return Err(broken()),
        Some(Fault::Hang(time)) => {
            tokio::time::sleep(time).await;
            return Err(broken());
        }
        Some(Fault::DropAfter | Fault::Half | Fault::HangAfter(_)) | None => {}
    }
    let mut answer = forward(homeserver, Request::from_parts(head, Full::new(body))).await?;
    let body = std::mem::take(answer.body_mut());
    if call == "send" && answer.status().is_success() {
        lock(&state).accepted(path, &body);
    }
    match fault {
        Some(Fault::HangAfter(time)) => {
            tokio::time::sleep(time).await;
            Err(broken())
        }
        Some(Fault::Half) => Ok(half(answer.status().as_u16(), &body)),
        Some(fault) if fault.accepts() => Err(broken()),
        _ => Ok(answer.map(|_| page(200, body).into_body())),
    }
}

impl State {
    /// Looks at a call, and says how it fails.
    fn judge(&mut self, call: &str, path: &str, query: Option<&str>) -> Option<Fault> {
        if query.is_some_and(|query| query.contains("access_token=")) {
            self.bad.push(format!("{call}: a token in an address"));
        }
        let early = self.waits.remove(path).and_then(|until| until.checked_duration_since(Instant::now()));
        if let Some(early) = early {
            self.bad.push(format!("{call}: again {early:.0?} before it may"));
        }
        let fault = self.faults.next(call);
        if let Some(Fault::TooMany(seconds)) = fault
            && PATIENT.contains(&call)
        {
            self.waits.insert(path.to_owned(), Instant::now() + Duration::from_secs(seconds.into()));
        }
        fault
    }

    /// Notes which message a transaction became.
    fn accepted(&mut self, path: String, body: &[u8]) {
        let answer: Value = serde_json::from_slice(body).unwrap_or_default();
        let event = answer["event_id"].as_str().unwrap_or_default().to_owned();
        match self.sent.get(&path) {
            Some(before) => {
                self.repeats += 1;
                if *before != event {
                    self.bad.push("send: one transaction became two messages".to_owned());
                }
            }
            None => {
                self.sent.insert(path, event);
            }
        }
    }
}

/// Hands a request on: the homeserver's answer, whole. A homeserver that is down breaks the connection.
async fn forward(port: u16, request: Request<Full<Bytes>>) -> io::Result<hyper::Response<Bytes>> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(io::Error::other)?;
    let (mut head, body) = answer.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    // It is handed on as one piece.
    head.headers.remove(hyper::header::TRANSFER_ENCODING);
    head.headers.remove(hyper::header::CONNECTION);
    Ok(hyper::Response::from_parts(head, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_have_names_without_identifiers() {
        for (path, expected) in [
            ("/_matrix/client/v3/sync", "sync"),
            ("/_matrix/client/v3/rooms/!a:b/send/m.room.encrypted/7", "send"),
            ("/_matrix/client/r0/rooms/!a:b/members", "members"),
            ("/_matrix/client/v3/keys/claim", "keys/claim"),
            ("/_matrix/client/v3/keys/signatures/upload", "keys/signatures/upload"),
            ("/_matrix/client/v3/sendToDevice/m.room.encrypted/7", "sendtodevice"),
            ("/_matrix/client/versions", "versions"),
            ("/_matrix/client/v3/join/!a:b", "join"),
        ] {
            assert_eq!(name(path), expected, "{path}");
        }
    }

    #[test]
    fn what_an_operator_would_mind_is_noted() {
        let mut state = State::default();
        state.faults.queue("sync", Fault::TooMany(60), 1);
        assert_eq!(state.judge("sync", "/sync", None), Some(Fault::TooMany(60)));
        assert_eq!(state.judge("sync", "/sync", Some("access_token=x")), None);
        state.accepted("/send/1".into(), br#"{"event_id":"$1"}"#);
        state.accepted("/send/1".into(), br#"{"event_id":"$1"}"#);
        assert_eq!((state.repeats, state.bad.len()), (1, 2), "{:?}", state.bad);
        state.accepted("/send/1".into(), br#"{"event_id":"$2"}"#);
        assert_eq!(state.bad.len(), 3, "{:?}", state.bad);
    }
}
