//! One call of the Bot API, with a time limit, and what became of it.
//!
//! teloxide's own requests are not used, for what they do with failures: after a 5xx they sleep ten seconds inside the
//! request, they answer "not JSON" for the page of a gateway, they forget the HTTP status, and the text of their errors
//! holds the address, hence the token. Its payloads, its types and its HTTP client are: a payload is serialised and
//! posted here, so that what was surely refused and what may have been accepted are told apart.

use guichet_bots::SendError;
use reqwest::redirect::Policy;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::time::Duration;
use teloxide::Bot;
use teloxide::payloads::{DeleteWebhook, GetMe, GetUpdates};
use teloxide::requests::Payload;
use teloxide::types::AllowedUpdate;

/// How long the service may take to be reached.
const CONNECT: Duration = Duration::from_secs(5);
/// A connection that was idle for longer is not used again: the service may be closing it, and what is written on a
/// closing connection has an unknown fate.
const IDLE: Duration = Duration::from_secs(20);
/// Connections kept open between two calls.
const KEPT: usize = 8;
/// What a long poll may take beyond what it asked for.
const GRACE: Duration = Duration::from_secs(10);

/// Why a call gave nothing. No content, no address, no token: only this is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallError {
    /// The service was not reached: the request never left.
    Unreachable,
    /// The connection broke, or the time was over, after the request had left.
    Broken,
    /// Too many requests; how long to wait.
    TooMany(Duration),
    /// The service has a fault of its own, or something in between answers in its place: the status.
    Server(u16),
    /// The token is refused.
    Token,
    /// Another program polls with this token, or a webhook is set.
    Conflict {
        /// A webhook is set.
        webhook: bool,
    },
    /// The person blocked the bot, left, or was never there.
    Gone,
    /// The request is refused.
    Bad(Reason),
}

/// Why a request is refused, as far as it matters here. The service's own words are dropped: they may quote content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// An edit changes nothing.
    NotModified,
    /// The message to edit is gone or too old.
    NotEditable,
    /// The message to delete is gone already.
    NothingToDelete,
    /// Anything else, with its status.
    Other(u16),
}

impl CallError {
    /// For a message: a second try may make a second message.
    pub fn of_message(self) -> SendError {
        match self {
            // A gateway that lost patience (504) does not know what became of the request.
            Self::Broken | Self::Server(504) => SendError::Doubt,
            other => other.of_repeatable(),
        }
    }

    /// For what can be done twice without harm.
    pub fn of_repeatable(self) -> SendError {
        match self {
            Self::TooMany(wait) => SendError::Later(Some(wait)),
            Self::Unreachable | Self::Broken | Self::Server(_) | Self::Token | Self::Conflict { .. } => {
                SendError::Later(None)
            }
            Self::Gone => SendError::Gone,
            Self::Bad(reason) => SendError::Refused(format!("{reason:?}")),
        }
    }
}

/// The envelope of every answer.
#[derive(Deserialize)]
struct Envelope {
    ok: bool,
    result: Option<Box<RawValue>>,
    error_code: Option<u16>,
    #[serde(default)]
    description: String,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
}

/// Who the bot is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Me {
    /// Its identifier.
    pub id: u64,
    /// Its name, without @.
    #[serde(default)]
    pub username: String,
}

/// The Bot API, for one bot.
#[derive(Clone)]
pub(crate) struct Api {
    bot: Bot,
    limit: Duration,
}

impl Api {
    /// A client; nothing is sent yet. `limit` is how long one call may take.
    ///
    /// # Errors
    /// One plain sentence: the address or the token cannot be one.
    pub fn new(token: &str, url: Option<&str>, limit: Duration) -> Result<Self, String> {
        let odd = |c: char| c.is_whitespace() || c.is_control() || "/?#%\\".contains(c);
        if token.contains(odd) || token.is_empty() {
            return Err(
                "the token of the Telegram bot holds a character that no token has: copy it again from BotFather"
                    .into(),
            );
        }
        let builder = teloxide::net::default_reqwest_settings();
        let client = builder
            // A redirect would carry the token, which stands in the address, to whoever is named there.
            .redirect(Policy::none())
            .connect_timeout(CONNECT.min(limit / 2))
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(KEPT)
            .build()
            .map_err(|error| format!("no connection can be made: {}", error.without_url()))?;
        let mut bot = Bot::with_client(token, client);
        if let Some(url) = url {
            let parsed = url.parse().ok();
            let known = |url: &str| url.starts_with("http://") || url.starts_with("https://");
            let parsed = parsed.filter(|_| known(url));
            bot = bot
                .set_api_url(parsed.ok_or("telegram.api_url is no web address: it begins with https:// or http://")?);
        }
        Ok(Self { bot, limit })
    }

    /// Makes a call; what it gives, unread.
    pub async fn call<P: Payload + Serialize + Sync>(&self, payload: &P) -> Result<Option<Box<RawValue>>, CallError> {
        self.within(payload, self.limit).await
    }

    /// The new message's identifier, where the answer says it.
    pub async fn message<P: Payload + Serialize + Sync>(&self, payload: &P) -> Result<Option<i32>, CallError> {
        let id = |value: Value| value.get("message_id").and_then(Value::as_i64).and_then(|id| i32::try_from(id).ok());
        let sent = self.call(payload).await?;
        Ok(sent.and_then(|raw| serde_json::from_str(raw.get()).ok()).and_then(id))
    }

    async fn within<P: Payload + Serialize + Sync>(
        &self,
        payload: &P,
        limit: Duration,
    ) -> Result<Option<Box<RawValue>>, CallError> {
        let base = self.bot.api_url();
        let url = format!("{}/bot{}/{}", base.as_str().trim_end_matches('/'), self.bot.token(), P::NAME);
        let body = serde_json::to_vec(payload).map_err(|_| CallError::Bad(Reason::Other(0)))?;
        let request = self.bot.client().post(url).timeout(limit).header("content-type", "application/json").body(body);
        let response = match request.send().await {
            Ok(response) => response,
            Err(error) if error.is_connect() => return Err(CallError::Unreachable),
            Err(error) if error.is_builder() => return Err(CallError::Token),
            Err(_) => return Err(CallError::Broken),
        };
        let status = response.status().as_u16();
        match response.text().await {
            Ok(text) => read(status, &text),
            // It was done: only its result is lost.
            Err(_) if status == 200 => Ok(None),
            Err(_) => Err(CallError::Server(status)),
        }
    }

    /// Who we are.
    pub async fn me(&self) -> Result<Me, CallError> {
        let raw = self.call(&GetMe::new()).await?.ok_or(CallError::Broken)?;
        serde_json::from_str(raw.get()).map_err(|_| CallError::Server(200))
    }

    /// Waits up to `wait` for messages after `offset`; each is left unread, so that one that cannot be read costs the
    /// others nothing.
    pub async fn updates(&self, offset: Option<i32>, wait: Duration) -> Result<Vec<Box<RawValue>>, CallError> {
        let allowed = [
            AllowedUpdate::Message,
            AllowedUpdate::EditedMessage,
            AllowedUpdate::CallbackQuery,
            AllowedUpdate::MyChatMember,
        ];
        let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX);
        let payload =
            GetUpdates { offset, limit: Some(100), timeout: Some(seconds), allowed_updates: Some(allowed.to_vec()) };
        let raw = self.within(&payload, wait + GRACE).await?.ok_or(CallError::Broken)?;
        serde_json::from_str(raw.get()).map_err(|_| CallError::Server(200))
    }

    /// Takes a webhook away, should there be one: polling and a webhook exclude each other.
    pub async fn no_webhook(&self) -> Result<(), CallError> {
        self.call(&DeleteWebhook::new()).await.map(|_| ())
    }
}

/// Reads an answer.
fn read(status: u16, text: &str) -> Result<Option<Box<RawValue>>, CallError> {
    match serde_json::from_str::<Envelope>(text) {
        Ok(envelope) if envelope.ok => Ok(envelope.result),
        Ok(envelope) => {
            let wait = envelope.parameters.and_then(|parameters| parameters.retry_after);
            let Some(code) = envelope.error_code else { return Err(CallError::Server(status)) };
            refusal(code, &envelope.description, wait)
        }
        // Something in between spoke in the service's place: whatever it says is no word of the service's.
        Err(_) if status == 200 => Err(CallError::Broken),
        Err(_) => Err(CallError::Server(status)),
    }
}

fn refusal(code: u16, description: &str, wait: Option<u64>) -> Result<Option<Box<RawValue>>, CallError> {
    let words = description.to_lowercase();
    let says = |part: &str| words.contains(part);
    Err(match code {
        429 => CallError::TooMany(Duration::from_secs(wait.unwrap_or(1).clamp(1, 3600))),
        500.. => CallError::Server(code),
        401 | 404 => CallError::Token,
        403 => CallError::Gone,
        409 => CallError::Conflict { webhook: says("webhook") },
        _ if says("chat not found") || says("user is deactivated") || says("blocked by the user") => CallError::Gone,
        _ if says("not modified") => CallError::Bad(Reason::NotModified),
        _ if says("to edit not found") || says("can't be edited") => CallError::Bad(Reason::NotEditable),
        _ if says("to delete not found") => CallError::Bad(Reason::NothingToDelete),
        _ => CallError::Bad(Reason::Other(code)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, text: &str) -> CallError {
        read(status, text).expect_err("refused")
    }

    #[test]
    fn what_was_surely_refused_and_what_may_have_arrived_are_told_apart() {
        let busy = r#"{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":7}}"#;
        assert_eq!(refused(429, busy).of_message(), SendError::Later(Some(Duration::from_secs(7))));
        assert_eq!(refused(502, "<html>Bad Gateway</html>").of_message(), SendError::Later(None));
        assert_eq!(refused(504, "").of_message(), SendError::Doubt);
        // What stands before the service knows neither the person nor the token.
        for status in [400, 401, 403, 404, 407, 409, 429, 307] {
            for page in ["<html><h1>no</h1></html>", "", r#"{"error":"forbidden"}"#, r#"{"ok":false}"#] {
                assert_eq!(refused(status, page), CallError::Server(status), "{status} {page}");
                assert_eq!(refused(status, page).of_message(), SendError::Later(None));
            }
        }
        assert_eq!(refused(200, "<html>log in to this network</html>").of_message(), SendError::Doubt);
        assert_eq!(CallError::Broken.of_message(), SendError::Doubt);
        assert_eq!(CallError::Broken.of_repeatable(), SendError::Later(None));
        assert_eq!(CallError::Unreachable.of_message(), SendError::Later(None));
        assert!(read(200, r#"{"ok":true,"result":{"message_id":3}}"#).is_ok());
    }

    #[test]
    fn reasons_are_known_without_their_words() {
        let said = |code: u16, words: &str| {
            refused(code, &format!(r#"{{"ok":false,"error_code":{code},"description":"{words}"}}"#))
        };
        assert_eq!(said(403, "Forbidden: bot was blocked by the user").of_message(), SendError::Gone);
        assert_eq!(said(400, "Bad Request: chat not found").of_message(), SendError::Gone);
        assert_eq!(said(400, "Bad Request: message is not modified: …"), CallError::Bad(Reason::NotModified));
        assert_eq!(said(401, "Unauthorized"), CallError::Token);
        assert_eq!(said(404, "Not Found").of_message(), SendError::Later(None));
        let secret = said(400, "Bad Request: can't parse entities: my secret");
        assert_eq!(secret.of_message(), SendError::Refused("Other(400)".into()));
    }

    #[test]
    fn an_odd_token_or_address_is_refused_before_anything_is_sent() {
        let limit = Duration::from_secs(1);
        for (token, url) in [("", None), ("12:a b", None), ("12/a", None), ("12:a", Some("example.org"))] {
            assert!(Api::new(token, url, limit).is_err(), "{token}");
        }
    }
}
