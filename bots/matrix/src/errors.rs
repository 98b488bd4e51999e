//! The library's errors in plain words. Their own words are never shown: they may name a room or a person.

use matrix_sdk::encryption::{MegolmError, OlmError};
use matrix_sdk::reqwest;
use matrix_sdk::ruma::api::error::{ErrorKind, RetryAfter};
use matrix_sdk::{Error, HttpError};
use std::fmt;
use std::time::Duration;

/// What an error asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
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
pub struct Told {
    /// What it asks for.
    pub fault: Fault,
    phrase: String,
}

impl Told {
    /// An error of the library that asks for nothing.
    pub fn other() -> Self {
        Self { fault: Fault::Other, phrase: "the Matrix library failed".into() }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase)
    }
}

/// Tells an error of the library.
pub fn tell(error: &Error) -> Told {
    match error {
        Error::Http(error) => tell_http(error),
        Error::StateStore(_) | Error::CryptoStoreError(_) | Error::Io(_) => disk(),
        Error::OlmError(error) if matches!(**error, OlmError::Store(_)) => disk(),
        Error::MegolmError(error) if matches!(**error, MegolmError::Store(_)) => disk(),
        Error::WrongRoomState(_) => Told { fault: Fault::Forbidden, phrase: "the bot is not in the room".into() },
        _ => Told::other(),
    }
}

fn disk() -> Told {
    let phrase =
        "the bot's own store cannot be read or written: look at the free space and the rights of the data folder";
    Told { fault: Fault::Disk, phrase: phrase.into() }
}

/// Tells an error of a request.
pub fn tell_http(error: &HttpError) -> Told {
    match error {
        HttpError::Cached(error) => tell_http(error),
        HttpError::Reqwest(error) => {
            Told { fault: Fault::Later(None), phrase: format!("the homeserver cannot be reached: {}", broken(error)) }
        }
        error => {
            let Some(answer) = error.as_client_api_error() else {
                let phrase = "the homeserver, or what stands before it, answers what is no Matrix";
                return Told { fault: Fault::Later(None), phrase: phrase.into() };
            };
            let (status, kind) = (answer.status_code.as_u16(), answer.error_kind());
            let code = kind.map(|kind| format!(" ({})", kind.errcode())).unwrap_or_default();
            Told { fault: fault(status, kind), phrase: format!("the homeserver answers {status}{code}") }
        }
    }
}

fn fault(status: u16, kind: Option<&ErrorKind>) -> Fault {
    match kind {
        Some(ErrorKind::LimitExceeded(limit)) => Fault::Later(match limit.retry_after {
            Some(RetryAfter::Delay(wait)) => Some(wait),
            _ => None,
        }),
        Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken) => Fault::LoggedOut,
        Some(ErrorKind::Forbidden) => Fault::Forbidden,
        // The homeserver knows the room under no name, or has nobody of ours in it.
        Some(ErrorKind::NotFound) => Fault::Forbidden,
        // The account may not speak just now. Its answers stay owed: whoever runs the homeserver can mend it.
        Some(ErrorKind::UserLocked | ErrorKind::UserSuspended | ErrorKind::ResourceLimitExceeded(_)) => {
            Fault::Later(None)
        }
        _ if status == 429 || status >= 500 => Fault::Later(None),
        Some(_) => Fault::Refused,
        // A page of whatever stands before the homeserver, which says nothing of what was asked.
        None => Fault::Later(None),
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
        let later = Fault::Later(None);
        for (status, kind, expected) in [
            (403, Some(ErrorKind::Forbidden), Fault::Forbidden),
            (404, Some(ErrorKind::NotFound), Fault::Forbidden),
            (400, Some(ErrorKind::BadJson), Fault::Refused),
            (413, Some(ErrorKind::TooLarge), Fault::Refused),
            (401, Some(ErrorKind::MissingToken), Fault::LoggedOut),
            (401, Some(ErrorKind::UserLocked), later.clone()),
            (403, Some(ErrorKind::UserSuspended), later.clone()),
            (500, Some(ErrorKind::Unknown), later.clone()),
            (404, None, later.clone()),
            (403, None, later),
        ] {
            assert_eq!(fault(status, kind.as_ref()), expected, "{status} {kind:?}");
        }
    }
}
