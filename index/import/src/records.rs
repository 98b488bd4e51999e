//! Records in JSON, read one at a time: a bare list, or an object that holds one.

use crate::error::ImportError;
use crate::input::not_this;
use crate::record::Run;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::io::{self, BufRead, Read};

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
    reader: impl BufRead,
    run: &mut Run<'_>,
    format: &'static str,
    lists: &[&str],
    take: &mut Take<'_>,
) -> Result<(), ImportError> {
    read(reader, run, format, Wanted { lists, rest: None }, take)?;
    match run.out.counts.read {
        0 if !run.out.has_failed() => Err(not_this(run.name(), format, "it holds no list of records")),
        _ => Ok(()),
    }
}

/// The same, where the file may also be one object: what is no list of records is put into `rest`.
///
/// # Errors
/// It cannot be read as JSON.
pub(crate) fn each_or_rest(
    reader: impl BufRead,
    run: &mut Run<'_>,
    format: &'static str,
    lists: &[&str],
    rest: &mut Map<String, Value>,
    take: &mut Take<'_>,
) -> Result<(), ImportError> {
    read(reader, run, format, Wanted { lists, rest: Some(rest) }, take)
}

/// What is wanted of an object that is no record.
struct Wanted<'r> {
    /// Keys of lists of records.
    lists: &'r [&'r str],
    /// Where its other keys go.
    rest: Option<&'r mut Map<String, Value>>,
}

fn read(
    reader: impl BufRead,
    run: &mut Run<'_>,
    format: &'static str,
    wanted: Wanted<'_>,
    take: &mut Take<'_>,
) -> Result<(), ImportError> {
    let (line, gathers) = (Cell::new(1), wanted.rest.is_some());
    let name = run.name();
    let mut json = serde_json::Deserializer::from_reader(Counting { reader, line: &line });
    let done = Records { run, wanted, line: &line, take }.deserialize(&mut json);
    match done {
        // The visitor stops where the sink fails.
        Err(_) if run.out.has_failed() => {}
        Err(error) if run.out.counts.kept == 0 && !(gathers && run.out.counts.read > 0) => {
            return Err(not_this(name, format, error.to_string()));
        }
        Err(error) => {
            let why = format!("the file breaks off ({error}): what came before is kept; fetch it again for the rest");
            run.out.warn(&format!("{name}:{}", line.get()), "", "", why);
        }
        Ok(()) => {}
    }
    Ok(())
}

/// A reader that counts lines as its bytes are taken.
struct Counting<'l, R> {
    reader: R,
    line: &'l Cell<u64>,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(out)?;
        let lines = out[..read].iter().filter(|byte| **byte == b'\n').count();
        self.line.set(self.line.get() + lines as u64);
        Ok(read)
    }
}

/// Finds the list of records at the top, or one level down.
struct Records<'r, 'n, 't> {
    run: &'r mut Run<'n>,
    wanted: Wanted<'r>,
    line: &'r Cell<u64>,
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
        let Self { run, take, line, .. } = self;
        while let Some(value) = list.next_element::<Value>()? {
            if run.out.has_failed() {
                return Err(serde::de::Error::custom("the sink failed"));
            }
            run.out.counts.read += 1;
            run.line = line.get();
            match value {
                Value::Object(record) => take(run, record),
                _ => {
                    let source = run.source();
                    run.out.refuse(&source, "", "", "not an object: not kept");
                }
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { run, wanted, line, take } = self;
        let Wanted { lists, mut rest } = wanted;
        while let Some(key) = map.next_key::<String>()? {
            if lists.contains(&key.as_str()) {
                let inside = Wanted { lists, rest: None };
                map.next_value_seed(Records { run: &mut *run, wanted: inside, line, take: &mut *take })?;
            } else if let Some(rest) = &mut rest {
                rest.insert(key, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
