//! TOML with its line, and facts put into prose.

use super::{Texts, card::Fact};
use crate::Batch;
use guichet_core::model::Lang;
use guichet_core::text::dated;
use guichet_core::text::spacing::bind;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What is said of a source that cannot be dated.
const UNDATED: &str =
    "a source without a date: add date = \"YYYY-MM-DD\", the day its page gives; a page without one is no source";

/// Reads a TOML file of the folder; what is wrong is refused with its line.
pub(super) fn toml<T: DeserializeOwned>(texts: &Texts, path: &str, batch: &mut Batch) -> Option<T> {
    let text = texts.get(path)?;
    parse(text, path, 1, batch)
}

/// Reads TOML that starts on `first_line` of `path`.
pub(super) fn parse<T: DeserializeOwned>(text: &str, path: &str, first_line: usize, batch: &mut Batch) -> Option<T> {
    // Labels of concepts come back from other tools as they went.
    let text = &*if path.starts_with("thesaurus/") { text.into() } else { bind(text) };
    match ::toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let line = first_line + text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count();
            let message = match error.message() {
                "missing field `date`" => UNDATED.to_owned(),
                message => message.replace('\n', "; "),
            };
            batch.refuse(&format!("{path}:{line}"), "", "", message);
            None
        }
    }
}

/// Puts facts into a text: `{base}` becomes the fact's value in the language, marked as what ages or as to be checked. `Err` names a fact
/// that does not exist.
pub(super) fn fill(text: &str, facts: &BTreeMap<String, Fact>, lang: Lang) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or_else(|| "{".to_owned())?;
        let fact = facts.get(name).ok_or_else(|| name.to_owned())?;
        let unit = fact.unit_of(tail);
        out.push_str(before);
        let shown = format!("{}{unit}", fact.words(lang));
        // A doubt is said once: with the year of the sources, or because nobody confirms it.
        if fact.unverified {
            out.push_str(&shown);
            out.push_str(Fact::doubt(lang));
        } else {
            out.push_str(&dated::mark(&shown));
        }
        rest = &tail[unit.len()..];
    }
    out.push_str(rest);
    Ok(out)
}
