//! The rows of a file, whichever of the two tables they are of, and whichever form it has.

use super::{Get, Row, SOURCE};
use crate::error::ImportError;
use crate::record::Run;
use crate::records;
use crate::table::Table;
use std::io::{BufRead, BufReader, Read};

/// Keys under which records stand in JSON.
const LISTS: [&str; 6] = ["structures", "services", "data", "results", "records", "items"];
/// What tells a service from a structure.
const OF_STRUCTURE: &str = "structure_id";

/// Reads each row of a file: what it is, where it stands, its values.
pub(super) fn each<R: Read>(
    reader: R,
    run: &mut Run<'_>,
    take: &mut dyn FnMut(&mut Run<'_>, Row, String, &Get<'_>),
) -> Result<(), ImportError> {
    let name = run.name();
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let head = reader.fill_buf().map_err(|source| ImportError::Unreadable { name: name.to_owned(), source })?;
    let first = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).iter().find(|byte| !byte.is_ascii_whitespace());
    let not_this = |cause: &str| ImportError::NotThisFormat { name: name.into(), format: SOURCE, cause: cause.into() };
    match first {
        Some(b'{' | b'[') => records::each(reader, run, SOURCE, &LISTS, &mut |run, record| {
            let row = if record.contains_key(OF_STRUCTURE) { Row::Service } else { Row::Structure };
            take(run, row, run.name().to_owned(), &|names| records::text(&record, names));
        }),
        Some(b'<') => Err(not_this("it begins like a web page or XML")),
        Some(_) => {
            let mut table = Table::open(reader, name, SOURCE)?;
            table.require(&[("id", &["id"]), ("nom", &["nom"]), ("source", &["source"])])?;
            let row =
                if table.columns().iter().any(|column| column == OF_STRUCTURE) { Row::Service } else { Row::Structure };
            while table.next(&mut run.out) {
                take(run, row, table.source(), &|names| table.get(names));
            }
            Ok(())
        }
        None => Err(not_this("it is empty")),
    }
}
