//! TOML read with its line.

use super::Texts;
use crate::Batch;
use guichet_core::text::spacing::bind;
use serde::de::DeserializeOwned;

/// What is said of a source that cannot be dated.
const UNDATED: &str =
    "a source without a date: add date = \"YYYY-MM-DD\", the day its page gives; a page without one is no source";

/// Reads a TOML file of the folder; what is wrong is refused with its line.
pub(super) fn read<T: DeserializeOwned>(texts: &Texts, path: &str, batch: &mut Batch) -> Option<T> {
    let text = texts.get(path)?;
    parse(text, path, 1, batch)
}

/// Reads TOML that starts on `first_line` of `path`.
pub(super) fn parse<T: DeserializeOwned>(text: &str, path: &str, first_line: usize, batch: &mut Batch) -> Option<T> {
    // Labels of concepts come back from other tools as they went, and values of standards are theirs to the letter.
    let text =
        &*if path.starts_with("thesaurus/") || path == super::features::FEATURES { text.into() } else { bind(text) };
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
