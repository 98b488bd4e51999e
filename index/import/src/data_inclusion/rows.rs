//! The rows of a file, whichever of the two tables they are of, and whichever form it has.

use super::{Get, Row, SOURCE};
use crate::error::ImportError;
use crate::input::{self, Form};
use crate::record::Run;
use crate::records;
use crate::table::Table;
use std::io::Read;

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
    match input::open(reader, name, SOURCE)? {
        (Form::Json, text) => records::each(text, run, SOURCE, &LISTS, &mut |run, record| {
            let row = if record.contains_key(OF_STRUCTURE) { Row::Service } else { Row::Structure };
            take(run, row, run.source(), &|names| records::text(&record, names));
        }),
        (Form::Table, text) => {
            let mut table = Table::open(text, name, SOURCE)?;
            table.require(&[("id", &["id"]), ("nom", &["nom"]), ("source", &["source"])])?;
            let row =
                if table.columns().iter().any(|column| column == OF_STRUCTURE) { Row::Service } else { Row::Structure };
            while table.next(&mut run.out) {
                take(run, row, table.source(), &|names| table.get(names));
            }
            Ok(())
        }
    }
}
