//! What `guichet update` brings up to date, and how it fetches.

use super::Secret;
use serde::Deserialize;
use std::path::PathBuf;

/// How sources are fetched.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UpdateConfig {
    /// The proxy on the way out, as an address; it may hold a password.
    pub proxy: Option<Secret>,
    /// A file of certificates, PEM: the authorities that are believed instead of the built-in ones.
    pub ca_file: Option<PathBuf>,
    /// Seconds without a byte before a server is given up.
    pub stall: Option<u64>,
    /// Minutes for one source, all tries together.
    pub minutes: Option<u64>,
}

/// One source.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceConfig {
    /// What the file is, as `guichet import` names it; the name of the source where it is left out.
    pub format: Option<String>,
    /// Where it is fetched.
    pub url: Option<String>,
    /// The pack that it fills; the name of the source where it is left out.
    pub pack: Option<String>,
    /// How its file may be called in a folder or on a stick; `*` stands for anything, `?` for one character.
    pub files: Vec<String>,
    /// The largest file that is taken, in megabytes.
    pub max_mb: Option<u64>,
    /// The SHA-256 of the only file that is taken.
    pub sha256: Option<String>,
}
