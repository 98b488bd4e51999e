//! Configuration: one TOML file, environment variables over it, the command line over both.
//!
//! A new key is a field here, a row in [`KEYS`] and a paragraph in `tui/guichet.example.toml`; tests hold the three
//! together. Sources are a list: a key of theirs is a field and a paragraph.

mod keys;
mod load;
mod secret;
mod sources;

pub use keys::{KEYS, Key, KeyKind};
pub use load::{Given, Loaded};
pub use secret::Secret;
pub use sources::{SourceConfig, UpdateConfig};

use guichet_core::model::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The whole configuration. A section or a key that is not here is refused by name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The data folder.
    pub data: Option<PathBuf>,
    /// Language of the interface before anybody chose one.
    pub lang: Option<Lang>,
    /// What is said on standard error.
    pub log: LogConfig,
    /// The kiosk.
    pub kiosk: KioskConfig,
    /// The mediator's desk.
    pub desk: DeskConfig,
    /// Where sheets are printed.
    pub printer: PrinterConfig,
    /// What sends a sheet from the desk. It has no variables: they are lists.
    pub send: SendConfig,
    /// Where conversations of the bots are kept.
    pub store: StoreConfig,
    /// Health, readiness and metrics of the bots.
    pub metrics: MetricsConfig,
    /// How `guichet update` fetches.
    pub update: UpdateConfig,
    /// What `guichet update` brings up to date, by name. They have no variables: they are a list.
    pub sources: BTreeMap<String, SourceConfig>,
    /// The Telegram bot.
    pub telegram: TelegramConfig,
    /// The Matrix bot.
    pub matrix: MatrixConfig,
}

/// Structured logs, on standard error. They never hold what people type.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    /// From which level on.
    pub level: Level,
    /// One line of text an event, or one JSON object.
    pub format: LogFormat,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the usual levels")]
pub enum Level {
    Off,
    Error,
    #[default]
    Warn,
    Info,
    Debug,
    Trace,
}

/// How a log line looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// The kiosk.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KioskConfig {
    /// Colours at the start.
    pub theme: Option<String>,
    /// Seconds without a key before the kiosk asks whether somebody is there.
    pub idle: Option<u64>,
    /// What the staff types to leave a locked kiosk.
    pub pin: Option<Secret>,
    /// A file that holds it.
    pub pin_file: Option<PathBuf>,
}

/// The mediator's desk.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeskConfig {
    /// What the desk is called in its office.
    pub name: Option<String>,
    /// Colours at the start.
    pub theme: Option<String>,
    /// The folder into which calendars of dates are written; without one, none is.
    pub calendar: Option<PathBuf>,
    /// Other keys, by what they do. They have no variables: they are a list.
    pub keys: BTreeMap<String, String>,
    /// Who shares the desk, by the name that the office chose. They have no variables: they are a list.
    pub profiles: BTreeMap<String, ProfileConfig>,
}

/// A profile of the desk.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileConfig {
    /// Its colours; those of the desk without them.
    pub theme: Option<String>,
    /// Its language; that of the desk without it.
    pub lang: Option<Lang>,
}

/// Where sheets are printed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrinterConfig {
    /// The queue of CUPS; the machine's default without one.
    pub queue: Option<String>,
    /// `page`, or the millimetres of a ticket: `80` or `58`.
    pub paper: Option<String>,
}

/// What sends a sheet from the desk: a program and its arguments each, none where it is empty.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SendConfig {
    /// As an SMS: the text is on its standard input.
    pub sms: Vec<String>,
    /// As an e-mail: a whole message is on its standard input.
    pub email: Vec<String>,
}

/// Where the bots keep conversations.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoreConfig {
    /// `sled`, or the address of a PostgreSQL database, which may hold a password.
    pub url: Option<Secret>,
}

/// Health, readiness and metrics.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MetricsConfig {
    /// Address and port to listen on.
    pub listen: Option<String>,
}

/// The Telegram bot.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TelegramConfig {
    /// The bot's token.
    pub token: Option<Secret>,
    /// A file that holds it.
    pub token_file: Option<PathBuf>,
    /// Base URL of the Bot API.
    pub api_url: Option<String>,
    /// What people reach the bot by: codes to scan open it.
    pub link: Option<String>,
    /// Public URL of the webhook; without it, the bot polls.
    pub webhook_url: Option<String>,
    /// Address and port the webhook listens on.
    pub webhook_listen: Option<String>,
    /// A file that holds the webhook's secret.
    pub webhook_secret_file: Option<PathBuf>,
    /// The file of the key that encrypts what is stored.
    pub key_file: Option<PathBuf>,
}

/// The Matrix bot.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MatrixConfig {
    /// Base URL of the homeserver.
    pub homeserver: Option<String>,
    /// The bot's account.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<Secret>,
    /// A file that holds it.
    pub password_file: Option<PathBuf>,
    /// The file of the key that encrypts what is stored.
    pub key_file: Option<PathBuf>,
}
