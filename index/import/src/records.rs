//! Records in JSON, read one at a time: a bare list, or an object that holds one.

use crate::error::ImportError;
use crate::record::Run;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::io::BufRead;

/// A field of a record under the first of its names that holds something, as a cell of a table would hold it; the entries of a list parted by `|`.
pub(crate) fn text(record: &Map<String, Value>, names: &[&str]) -> String {
    let written = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let mut texts = names.iter().filter_map(|name| record.get(*name)).map(written);
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// What is done with a record.
type Take<'t> = dyn FnMut(&mut Run<'_>, Map<String, Value>) + 't;

/// Reads a file of records, which stand in a list at the top or under one of the keys `lists`. Each is counted.
///
/// # Errors
/// Nothing in it can be read as a list of records.
pub(crate) fn each(
    mut reader: impl BufRead,
    run: &mut Run<'_>,
    format: &'static str,
    lists: &[&str],
    take: &mut Take<'_>,
) -> Result<(), ImportError> {
    if reader.fill_buf().is_ok_and(|head| head.starts_with(b"\xef\xbb\xbf")) {
        reader.consume(3);
    }
    let name = run.name();
    let not_this = |cause: String| ImportError::NotThisFormat { name: name.to_owned(), format, cause };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let done = Records { run, lists, take }.deserialize(&mut json);
    match done {
        // The visitor stops where the sink fails.
        Err(_) if run.out.has_failed() => {}
        Err(error) if run.out.counts.kept == 0 => return Err(not_this(error.to_string())),
        Err(error) => {
            let why = format!("the file breaks off ({error}): what came before is kept; fetch it again for the rest");
            run.out.warn(name, "", "", why);
        }
        Ok(()) if run.out.counts.read == 0 => return Err(not_this("it holds no list of records".to_owned())),
        Ok(()) => {}
    }
    Ok(())
}

/// Finds the list of records at the top, or one level down.
struct Records<'r, 'n, 't> {
    run: &'r mut Run<'n>,
    lists: &'r [&'r str],
    take: &'r mut Take<'t>,
}

impl<'de> DeserializeSeed<'de> for Records<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of records, or an object that holds one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { run, take, .. } = self;
        while let Some(value) = list.next_element::<Value>()? {
            if run.out.has_failed() {
                return Err(serde::de::Error::custom("the sink failed"));
            }
            run.out.counts.read += 1;
            match value {
                Value::Object(record) => take(run, record),
                _ => {
                    let name = run.name();
                    run.out.refuse(name, "", "", "not an object: not kept");
                }
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { run, lists, take } = self;
        while let Some(key) = map.next_key::<String>()? {
            if lists.contains(&key.as_str()) {
                map.next_value_seed(Records { run: &mut *run, lists, take: &mut *take })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
