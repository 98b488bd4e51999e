//! Every key, with the environment variable that stands over it.

/// One key of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Where it stands in the file: `section.key`, or `key` at the top.
    pub path: &'static str,
    /// The environment variable that stands over it.
    pub variable: &'static str,
    /// What it holds.
    pub kind: KeyKind,
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Text.
    Text,
    /// Text that is never shown.
    Secret,
    /// A path; in the file, relative to the file's folder.
    Path,
    /// A whole number.
    Number,
}

const fn key(path: &'static str, variable: &'static str, kind: KeyKind) -> Key {
    Key { path, variable, kind }
}

/// Every key, in the order of the example.
pub const KEYS: [Key; 32] = [
    key("data", "GUICHET_DATA", KeyKind::Path),
    key("lang", "GUICHET_LANG", KeyKind::Text),
    key("log.level", "GUICHET_LOG", KeyKind::Text),
    key("log.format", "GUICHET_LOG_FORMAT", KeyKind::Text),
    key("kiosk.theme", "GUICHET_THEME", KeyKind::Text),
    key("kiosk.idle", "GUICHET_IDLE", KeyKind::Number),
    key("kiosk.pin", "GUICHET_PIN", KeyKind::Secret),
    key("kiosk.pin_file", "GUICHET_PIN_FILE", KeyKind::Path),
    key("desk.name", "GUICHET_DESK_NAME", KeyKind::Text),
    key("desk.theme", "GUICHET_DESK_THEME", KeyKind::Text),
    key("desk.calendar", "GUICHET_DESK_CALENDAR", KeyKind::Path),
    key("printer.queue", "GUICHET_PRINTER_QUEUE", KeyKind::Text),
    key("printer.paper", "GUICHET_PRINTER_PAPER", KeyKind::Text),
    key("store.url", "GUICHET_STORE", KeyKind::Secret),
    key("metrics.listen", "GUICHET_METRICS_LISTEN", KeyKind::Text),
    key("update.proxy", "GUICHET_UPDATE_PROXY", KeyKind::Secret),
    key("update.ca_file", "GUICHET_UPDATE_CA_FILE", KeyKind::Path),
    key("update.stall", "GUICHET_UPDATE_STALL", KeyKind::Number),
    key("update.minutes", "GUICHET_UPDATE_MINUTES", KeyKind::Number),
    key("telegram.token", "GUICHET_TELEGRAM_TOKEN", KeyKind::Secret),
    key("telegram.token_file", "GUICHET_TELEGRAM_TOKEN_FILE", KeyKind::Path),
    key("telegram.api_url", "GUICHET_TELEGRAM_API_URL", KeyKind::Text),
    key("telegram.link", "GUICHET_TELEGRAM_LINK", KeyKind::Text),
    key("telegram.webhook_url", "GUICHET_TELEGRAM_WEBHOOK_URL", KeyKind::Text),
    key("telegram.webhook_listen", "GUICHET_TELEGRAM_WEBHOOK_LISTEN", KeyKind::Text),
    key("telegram.webhook_secret_file", "GUICHET_TELEGRAM_WEBHOOK_SECRET_FILE", KeyKind::Path),
    key("telegram.key_file", "GUICHET_TELEGRAM_KEY_FILE", KeyKind::Path),
    key("matrix.homeserver", "GUICHET_MATRIX_HOMESERVER", KeyKind::Text),
    key("matrix.user", "GUICHET_MATRIX_USER", KeyKind::Text),
    key("matrix.password", "GUICHET_MATRIX_PASSWORD", KeyKind::Secret),
    key("matrix.password_file", "GUICHET_MATRIX_PASSWORD_FILE", KeyKind::Path),
    key("matrix.key_file", "GUICHET_MATRIX_KEY_FILE", KeyKind::Path),
];

/// Variables of ours that are no key: they say where the configuration itself is.
pub(super) const OTHERS: [&str; 1] = ["GUICHET_CONFIG"];
