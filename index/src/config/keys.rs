//! Every key, with the environment variable that stands over it.

/// One key of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Where it stands in the file: `section.key`, or `key` at the top.
    pub path: &'static str,
    /// The environment variable that stands over it.
    pub variable: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Text that is never shown.
    Secret,
    /// A path; in the file, relative to the file's folder.
    Path,
    /// A whole number.
    Number,
}

const fn key(path: &'static str, variable: &'static str, kind: Kind) -> Key {
    Key { path, variable, kind }
}

/// Every key, in the order of the example.
pub const KEYS: [Key; 22] = [
    key("data", "GUICHET_DATA", Kind::Path),
    key("lang", "GUICHET_LANG", Kind::Text),
    key("log.level", "GUICHET_LOG", Kind::Text),
    key("log.format", "GUICHET_LOG_FORMAT", Kind::Text),
    key("kiosk.theme", "GUICHET_THEME", Kind::Text),
    key("kiosk.idle", "GUICHET_IDLE", Kind::Number),
    key("kiosk.pin", "GUICHET_PIN", Kind::Secret),
    key("kiosk.pin_file", "GUICHET_PIN_FILE", Kind::Path),
    key("store.url", "GUICHET_STORE", Kind::Secret),
    key("metrics.listen", "GUICHET_METRICS_LISTEN", Kind::Text),
    key("telegram.token", "GUICHET_TELEGRAM_TOKEN", Kind::Secret),
    key("telegram.token_file", "GUICHET_TELEGRAM_TOKEN_FILE", Kind::Path),
    key("telegram.api_url", "GUICHET_TELEGRAM_API_URL", Kind::Text),
    key("telegram.webhook_url", "GUICHET_TELEGRAM_WEBHOOK_URL", Kind::Text),
    key("telegram.webhook_listen", "GUICHET_TELEGRAM_WEBHOOK_LISTEN", Kind::Text),
    key("telegram.webhook_secret_file", "GUICHET_TELEGRAM_WEBHOOK_SECRET_FILE", Kind::Path),
    key("telegram.key_file", "GUICHET_TELEGRAM_KEY_FILE", Kind::Path),
    key("matrix.homeserver", "GUICHET_MATRIX_HOMESERVER", Kind::Text),
    key("matrix.user", "GUICHET_MATRIX_USER", Kind::Text),
    key("matrix.password", "GUICHET_MATRIX_PASSWORD", Kind::Secret),
    key("matrix.password_file", "GUICHET_MATRIX_PASSWORD_FILE", Kind::Path),
    key("matrix.key_file", "GUICHET_MATRIX_KEY_FILE", Kind::Path),
];

/// Variables of ours that are no key: they say where the configuration itself is.
pub(super) const OTHERS: [&str; 1] = ["GUICHET_CONFIG"];
