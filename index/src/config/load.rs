//! Reading the file and the environment into one configuration.

use super::keys::OTHERS;
use super::{Config, KEYS, Key, KeyKind};
use crate::error::Error;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The file's name inside the data folder.
const NAME: &str = "guichet.toml";

/// What the command line and the environment give.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// `--config`.
    pub file: Option<PathBuf>,
    /// `--data`.
    pub data: Option<PathBuf>,
    /// The environment; [`Given::with_environment`] fills it.
    pub variables: BTreeMap<String, String>,
}

impl Given {
    /// Adds this process's variables that begin with `GUICHET_`.
    ///
    /// # Errors
    /// One of them is not UTF-8.
    pub fn with_environment(mut self) -> Result<Self, Error> {
        for (name, value) in std::env::vars_os() {
            let Some(name) = name.to_str().filter(|name| name.starts_with("GUICHET_")) else { continue };
            let Ok(value) = value.into_string() else {
                return Err(Error::Config { place: name.into(), message: "the value is not UTF-8".into() });
            };
            self.variables.insert(name.to_owned(), value);
        }
        for name in ["XDG_DATA_HOME", "HOME"] {
            if let Some(value) = std::env::var_os(name).and_then(|value| value.into_string().ok()) {
                self.variables.insert(name.to_owned(), value);
            }
        }
        Ok(self)
    }
}

/// A configuration and where it came from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// The data folder: command line, environment, file, or the platform's.
    pub data: PathBuf,
    /// The file that was read, if there is one.
    pub file: Option<PathBuf>,
    /// Variables that stand over the file.
    pub variables: Vec<&'static str>,
    /// Variables that begin like ours and are none: misspelt, perhaps.
    pub unknown: Vec<String>,
}

impl Loaded {
    /// Reads the file, then the environment over it.
    ///
    /// The file is `given.file`, else `GUICHET_CONFIG`, else `guichet.toml` in the data folder where there is one.
    ///
    /// # Errors
    /// A file that was asked for and cannot be read; a key that is not known, with its line and the known ones; a value
    /// that does not fit.
    pub fn read(given: &Given) -> Result<Self, Error> {
        let variable = |name: &str| given.variables.get(name).filter(|value| !value.is_empty());
        let asked = given.file.clone().or_else(|| variable("GUICHET_CONFIG").map(PathBuf::from));
        let named = given.data.clone().or_else(|| variable("GUICHET_DATA").map(PathBuf::from));
        let (file, mut table) = match asked {
            Some(file) => {
                let table = table(&file)?;
                (Some(file), table)
            }
            None => {
                let file = named.clone().map_or_else(|| platform(given), Ok)?.join(NAME);
                if file.is_file() {
                    let table = table(&file)?;
                    if table.contains_key("data") {
                        let message = "'data' here would lead away from the folder that holds this file: take it out";
                        return Err(Error::Config { place: file.display().to_string(), message: message.into() });
                    }
                    (Some(file), table)
                } else {
                    (None, Table::new())
                }
            }
        };
        let mut variables = Vec::new();
        for key in &KEYS {
            let Some(value) = variable(key.variable) else { continue };
            // A secret given as a variable stands over the file that the configuration names, and the other way round.
            if let Some(twin) = twin(key).filter(|twin| variable(twin.variable).is_none()) {
                take(&mut table, twin);
            }
            set(&mut table, key, value)?;
            variables.push(key.variable);
        }
        let known = |name: &str| KEYS.iter().any(|key| key.variable == name) || OTHERS.contains(&name);
        let ours = given.variables.keys().filter(|name| name.starts_with("GUICHET_"));
        let unknown = ours.filter(|name| !known(name)).cloned().collect();
        // The file alone was read before, with its lines: what is wrong now came from a variable.
        let config = Config::deserialize(Value::Table(table))
            .map_err(|error| Error::Config { place: variables.join(", "), message: error.message().to_owned() })?;
        let data = named.or_else(|| config.data.clone()).map_or_else(|| platform(given), Ok)?;
        Ok(Self { config, data, file, variables, unknown })
    }

    /// Refuses settings of the bots that this version knows and does nothing with: nobody is to believe that they work.
    ///
    /// # Errors
    /// The first of them, with its variable, and what to do.
    pub fn refuse_what_has_no_effect(&self) -> Result<(), Error> {
        let Config { store, metrics, telegram, .. } = &self.config;
        let webhook = "webhooks do not work yet, the bot polls: take it out";
        let postgres = |url: &str| url.starts_with("postgres://") || url.starts_with("postgresql://");
        let set = [
            (
                "store.url",
                store.url.as_ref().is_some_and(|url| postgres(url.expose())),
                "PostgreSQL does not work yet as a store: take it out, or write sled",
            ),
            ("metrics.listen", metrics.listen.is_some(), "health and metrics do not work yet: take it out"),
            ("telegram.webhook_url", telegram.webhook_url.is_some(), webhook),
            ("telegram.webhook_listen", telegram.webhook_listen.is_some(), webhook),
            ("telegram.webhook_secret_file", telegram.webhook_secret_file.is_some(), webhook),
        ];
        let Some((path, _, message)) = set.into_iter().find(|(_, set, _)| *set) else { return Ok(()) };
        let variable = KEYS.iter().find(|key| key.path == path).map(|key| key.variable);
        let place = match variable.filter(|variable| self.variables.contains(variable)) {
            Some(variable) => format!("{path} ({variable})"),
            None => path.to_owned(),
        };
        Err(Error::Config { place, message: message.into() })
    }
}

/// Reads a file as a table that is sound by itself; its relative paths are made relative to its folder.
fn table(file: &Path) -> Result<Table, Error> {
    let text = fs::read_to_string(file).map_err(|source| Error::Unreadable { path: file.to_owned(), source })?;
    let refused = |error: toml::de::Error| {
        let start = error.span().map_or(0, |span| span.start).min(text.len());
        let line = 1 + text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count();
        Error::Config { place: format!("{}:{line}", file.display()), message: error.message().replace('\n', "; ") }
    };
    toml::from_str::<Config>(&text).map_err(refused)?;
    let mut table: Table = toml::from_str(&text).map_err(refused)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    for key in KEYS.iter().filter(|key| key.kind == KeyKind::Path) {
        if let Some(Value::String(path)) = slot(&mut table, key) {
            *path = folder.join(&*path).to_string_lossy().into_owned();
        }
    }
    Ok(table)
}

fn slot<'a>(table: &'a mut Table, key: &Key) -> Option<&'a mut Value> {
    match key.path.split_once('.') {
        Some((section, name)) => table.get_mut(section)?.as_table_mut()?.get_mut(name),
        None => table.get_mut(key.path),
    }
}

/// The key of a secret's file, or of the secret that a file holds.
fn twin(key: &Key) -> Option<&'static Key> {
    let path = key.path.strip_suffix("_file").map_or_else(|| format!("{}_file", key.path), str::to_owned);
    KEYS.iter().find(|other| other.path == path)
}

fn take(table: &mut Table, key: &Key) {
    if let Some((section, name)) = key.path.split_once('.')
        && let Some(section) = table.get_mut(section).and_then(Value::as_table_mut)
    {
        section.remove(name);
    }
}

/// Puts a variable's value over the file's.
fn set(table: &mut Table, key: &Key, value: &str) -> Result<(), Error> {
    let value = match key.kind {
        KeyKind::Number => {
            let message = || format!("'{value}' is not a whole number");
            let number = value.trim().parse::<u32>();
            Value::Integer(number.map_err(|_| Error::Config { place: key.variable.into(), message: message() })?.into())
        }
        KeyKind::Text | KeyKind::Secret | KeyKind::Path => Value::String(value.to_owned()),
    };
    let (table, name) = match key.path.split_once('.') {
        Some((section, name)) => {
            let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            match section.as_table_mut() {
                Some(section) => (section, name),
                // Refused when the whole is read.
                None => return Ok(()),
            }
        }
        None => (table, key.path),
    };
    table.insert(name.to_owned(), value);
    Ok(())
}

/// The platform's folder for a user's data: `$XDG_DATA_HOME/guichet`, else `~/.local/share/guichet`.
fn platform(given: &Given) -> Result<PathBuf, Error> {
    let variable = |name: &str| given.variables.get(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = variable("XDG_DATA_HOME").or_else(|| variable("HOME").map(|home| home.join(".local/share")));
    base.map(|base| base.join("guichet")).ok_or_else(|| Error::Config {
        place: "--data".into(),
        message: "this user has no home folder: say where the data folder is, with --data or GUICHET_DATA".into(),
    })
}
