//! TOML with its line, and facts put into prose.

use super::{Texts, card::Fact};
use crate::Batch;
use guichet_core::model::Lang;
use guichet_core::text::dated;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Reads a TOML file of the folder; what is wrong is refused with its line.
pub(super) fn toml<T: DeserializeOwned>(texts: &Texts, path: &str, batch: &mut Batch) -> Option<T> {
    let text = texts.get(path)?;
    parse(text, path, 1, batch)
}

/// Reads TOML that starts on `first_line` of `path`.
pub(super) fn parse<T: DeserializeOwned>(text: &str, path: &str, first_line: usize, batch: &mut Batch) -> Option<T> {
    match ::toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let line = first_line + text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count();
            batch.refuse(&format!("{path}:{line}"), "", "", error.message().replace('\n', "; "));
            None
        }
    }
}

/// Puts facts into a text: `{base}` becomes the fact's value in the language, marked as what ages. `Err` names a fact
/// that does not exist.
pub(super) fn fill(text: &str, facts: &BTreeMap<String, Fact>, lang: Lang) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or_else(|| "{".to_owned())?;
        let fact = facts.get(name).ok_or_else(|| name.to_owned())?;
        out.push_str(before);
        out.push_str(&dated::mark(&fact.words(lang)));
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}
