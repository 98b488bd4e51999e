//! The library's errors in plain words. Their own words are never shown: they may name a room or a person.

use matrix_sdk::encryption::{MegolmError, OlmError};
use matrix_sdk::reqwest;
use matrix_sdk::ruma::api::error::{ErrorKind, RetryAfter};
use matrix_sdk::{Error, HttpError};
use std::fmt;
use std::time::Duration;

/// What an error asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorClass {
    /// The homeserver, or the way to it, is out of order: again later, after so long where it says it.
    Later(Option<Duration>),
    /// The homeserver does not know the bot's token any more.
    LoggedOut,
    /// The homeserver forbids it.
    Forbidden,
    /// The homeserver will never accept it.
    Refused,
    /// What the bot keeps on its own disk cannot be read or written.
    Disk,
    /// Anything else.
    Other,
}

/// An error told: what it asks for, and one plain phrase for the operator.
pub struct Explained {
    /// What it asks for.
    pub class: ErrorClass,
    phrase: String,
}

impl Explained {
    /// An error of the library that asks for nothing.
    pub fn other() -> Self {
        Self { class: ErrorClass::Other, phrase: "the Matrix library failed".into() }
    }
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase)
    }
}

/// Tells an error of the library.
pub fn explain(error: &Error) -> Explained {
    match error {
        Error::Http(error) => explain_http(error),
        Error::StateStore(_) | Error::CryptoStoreError(_) | Error::Io(_) => disk(),
        Error::OlmError(error) if matches!(**error, OlmError::Store(_)) => disk(),
        Error::MegolmError(error) if matches!(**error, MegolmError::Store(_)) => disk(),
        Error::WrongRoomState(_) => {
            Explained { class: ErrorClass::Forbidden, phrase: "the bot is not in the room".into() }
        }
        _ => Explained::other(),
    }
}

fn disk() -> Explained {
    let phrase =
        "the bot's own store cannot be read or written: look at the free space and the rights of the data folder";
    Explained { class: ErrorClass::Disk, phrase: phrase.into() }
}

/// Tells an error of a request.
pub fn explain_http(error: &HttpError) -> Explained {
    match error {
        HttpError::Cached(error) => explain_http(error),
        HttpError::Reqwest(error) => Explained {
            class: ErrorClass::Later(None),
            phrase: format!("the homeserver cannot be reached: {}", broken(error)),
        },
        error => {
            let Some(answer) = error.as_client_api_error() else {
                let phrase = "the homeserver, or what stands before it, answers what is no Matrix";
                return Explained { class: ErrorClass::Later(None), phrase: phrase.into() };
            };
            let (status, kind) = (answer.status_code.as_u16(), answer.error_kind());
            let code = kind.map(|kind| format!(" ({})", kind.errcode())).unwrap_or_default();
            Explained { class: class(status, kind), phrase: format!("the homeserver answers {status}{code}") }
        }
    }
}

fn class(status: u16, kind: Option<&ErrorKind>) -> ErrorClass {
    match kind {
        Some(ErrorKind::LimitExceeded(limit)) => ErrorClass::Later(match limit.retry_after {
            Some(RetryAfter::Delay(wait)) => Some(wait),
            _ => None,
        }),
        Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken) => ErrorClass::LoggedOut,
        Some(ErrorKind::Forbidden) => ErrorClass::Forbidden,
        // The homeserver knows the room under no name, or has nobody of ours in it.
        Some(ErrorKind::NotFound) => ErrorClass::Forbidden,
        // The account may not speak just now. Its answers stay in the outbox: whoever runs the homeserver can mend it.
        Some(ErrorKind::UserLocked | ErrorKind::UserSuspended | ErrorKind::ResourceLimitExceeded(_)) => {
            ErrorClass::Later(None)
        }
        _ if status == 429 || status >= 500 => ErrorClass::Later(None),
        Some(_) => ErrorClass::Refused,
        // A page of whatever stands before the homeserver, which says nothing of what was asked.
        None => ErrorClass::Later(None),
    }
}

/// What broke on the way; never the address, which names the room.
fn broken(error: &reqwest::Error) -> &'static str {
    match error {
        error if error.is_timeout() => "no answer in time",
        error if error.is_connect() => "no connection",
        _ => "the connection broke",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_homeserver_itself_refuses_is_given_up() {
        let later = ErrorClass::Later(None);
        for (status, kind, expected) in [
            (403, Some(ErrorKind::Forbidden), ErrorClass::Forbidden),
            (404, Some(ErrorKind::NotFound), ErrorClass::Forbidden),
            (400, Some(ErrorKind::BadJson), ErrorClass::Refused),
            (413, Some(ErrorKind::TooLarge), ErrorClass::Refused),
            (401, Some(ErrorKind::MissingToken), ErrorClass::LoggedOut),
            (401, Some(ErrorKind::UserLocked), later.clone()),
            (403, Some(ErrorKind::UserSuspended), later.clone()),
            (500, Some(ErrorKind::Unknown), later.clone()),
            (404, None, later.clone()),
            (403, None, later),
        ] {
            assert_eq!(class(status, kind.as_ref()), expected, "{status} {kind:?}");
        }
    }
}
