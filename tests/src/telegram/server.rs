//! The HTTP side: calls, the long poll, and the ways in which they fail.

use super::methods::{self, Refusal};
use super::state::State;
use crate::faults::Fault;
use crate::http::{Answered, Sent, broken, half, page, redirect};
use http_body_util::BodyExt;
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use serde_json::{Value, json};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// What the server and the tests share.
#[derive(Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    seen: Condvar,
    polls: Notify,
}

impl Shared {
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn wait<'a>(&self, state: MutexGuard<'a, State>, limit: Duration) -> MutexGuard<'a, State> {
        self.seen.wait_timeout(state, limit).unwrap_or_else(PoisonError::into_inner).0
    }

    /// Tells polls and tests to look again.
    pub fn changed(&self) {
        self.seen.notify_all();
        self.polls.notify_waiters();
    }
}

/// Answers one call.
pub(super) async fn answer(shared: Arc<Shared>, request: Request<Incoming>) -> Answered {
    let path = request.uri().path().to_owned();
    let json =
        request.headers().get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let body = request.into_body().collect().await.map_err(io::Error::other)?.to_bytes();
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return Ok(refused(&Refusal::new(404, "Not Found")));
    };
    let method = method.to_lowercase();
    if token != shared.lock().token {
        return Ok(refused(&Refusal::new(401, "Unauthorized")));
    }
    let parameters: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    if !json && !body.is_empty() {
        shared.lock().bad.push(format!("{method}: not sent as JSON"));
    }
    let fault = shared.lock().faults.next(&method);
    match fault {
        Some(Fault::TooMany(seconds)) => {
            let words = format!("Too Many Requests: retry after {seconds}");
            return Ok(refused(&Refusal { retry_after: Some(seconds), ..Refusal::new(429, words) }));
        }
        Some(Fault::BadGateway) => return Ok(page(502, "<html><h1>502 Bad Gateway</h1></html>")),
        Some(Fault::Internal) => return Ok(refused(&Refusal::new(500, "Internal Server Error"))),
        Some(Fault::Missing) => return Ok(page(404, "404 page not found")),
        Some(Fault::Page(status)) => return Ok(page(status, "<html><h1>a proxy's page</h1></html>")),
        Some(Fault::Redirect(port)) => return Ok(redirect(port, &path)),
        Some(Fault::Unauthorized) => return Ok(refused(&Refusal::new(401, "Unauthorized"))),
        Some(Fault::Forbidden) => return Ok(refused(&Refusal::new(403, "Forbidden: bot was blocked by the user"))),
        Some(Fault::Markup) => return Ok(refused(&Refusal::new(400, "Bad Request: can't parse entities: your text"))),
        Some(Fault::Drop) => return Err(broken()),
        Some(Fault::Hang(time)) => {
            tokio::time::sleep(time).await;
            return Err(broken());
        }
        Some(Fault::DropAfter | Fault::Half | Fault::HangAfter(_)) | None => {}
    }
    let done = if method == "getupdates" {
        poll(&shared, &parameters).await
    } else {
        methods::call(&mut shared.lock(), &method, &parameters)
    };
    shared.changed();
    let whole = done.map_or_else(|refusal| told(&refusal), |result| (200, json!({ "ok": true, "result": result })));
    match fault {
        Some(Fault::HangAfter(time)) => {
            tokio::time::sleep(time).await;
            Err(broken())
        }
        Some(Fault::Half) => Ok(half(whole.0, &Bytes::from(whole.1.to_string()))),
        Some(fault) if fault.accepts() => Err(broken()),
        _ => Ok(page(whole.0, whole.1.to_string())),
    }
}

/// The updates from an offset on, waited for.
async fn poll(shared: &Shared, parameters: &Value) -> Result<Value, Refusal> {
    let mine = {
        let mut state = shared.lock();
        methods::known(&mut state, "getupdates", parameters)?;
        if state.webhook {
            let words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first";
            return Err(Refusal::new(409, words));
        }
        state.poll += 1;
        state.poll
    };
    shared.polls.notify_waiters();
    let offset = parameters["offset"].as_u64().unwrap_or(0);
    let limit = parameters["limit"].as_u64().unwrap_or(100).clamp(1, 100) as usize;
    let end = Instant::now() + Duration::from_secs(parameters["timeout"].as_u64().unwrap_or(0).min(50));
    loop {
        let mut looked = std::pin::pin!(shared.polls.notified());
        looked.as_mut().enable();
        {
            let mut state = shared.lock();
            if state.poll != mine {
                return Err(Refusal::new(409, "Conflict: terminated by other getUpdates request"));
            }
            // An offset confirms everything before it.
            state.updates.retain(|update| update["update_id"].as_u64() >= Some(offset));
            if !state.updates.is_empty() || Instant::now() >= end {
                return Ok(state.updates.iter().take(limit).cloned().collect());
            }
        }
        let _ = tokio::time::timeout_at(end, looked).await;
    }
}

/// A refusal: its status and what it says.
fn told(refusal: &Refusal) -> (u16, Value) {
    let mut body = json!({ "ok": false, "error_code": refusal.code, "description": refusal.words });
    if let Some(seconds) = refusal.retry_after {
        body["parameters"] = json!({ "retry_after": seconds });
    }
    (refusal.code, body)
}

fn refused(refusal: &Refusal) -> Response<Sent> {
    let (status, body) = told(refusal);
    page(status, body.to_string())
}
