//! CSV as it is met: comma, semicolon or tab; UTF-8 with or without its mark, or the Western encoding of older
//! spreadsheets; columns known by several names.

use crate::cells::restored;
use crate::encoding::western;
use crate::error::ImportError;
use crate::sink::Output;
use csv::{ByteRecord, Reader};
use guichet_core::text::normal::fold;
use std::io::BufRead;

/// Longest cell read, in bytes.
const LONGEST_CELL: usize = 200_000;

/// An open table, one row at a time.
pub(crate) struct Table<R> {
    name: String,
    format: &'static str,
    columns: Vec<String>,
    reader: Reader<R>,
    row: ByteRecord,
}

impl<R: BufRead> Table<R> {
    /// Reads the first line. `name` is the file as the operator gave it, `format` as the command line names it.
    pub(crate) fn open(mut reader: R, name: &str, format: &'static str) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { name: name.to_owned(), source };
        let head = reader.fill_buf().map_err(unreadable)?;
        let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let count = |wanted: u8| line.iter().filter(|byte| **byte == wanted).count();
        let delimiter = *[b',', b';', b'\t'].iter().max_by_key(|byte| (count(**byte), **byte == b',')).unwrap_or(&b',');
        // A line ends at its feed; the return before it is trimmed, so that rows keep their true line numbers.
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).terminator(csv::Terminator::Any(b'\n')).trim(csv::Trim::All);
        let mut reader = builder.from_reader(reader);
        let headers = reader.byte_headers().map_err(|error| not_this(name, format, error.to_string()))?;
        let columns = headers.iter().map(|cell| fold(&decode(cell)).replace(' ', "_")).collect();
        Ok(Self { name: name.to_owned(), format, columns, reader, row: ByteRecord::new() })
    }

    /// Names of the columns, folded, words joined by `_`.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Refuses a table that lacks a column; each is told by its usual name.
    pub(crate) fn require(&self, wanted: &[(&str, &[&str])]) -> Result<(), ImportError> {
        for (usual, names) in wanted {
            if !self.columns.iter().any(|column| names.contains(&column.as_str())) {
                return Err(not_this(&self.name, self.format, format!("its first line names no column `{usual}`")));
            }
        }
        Ok(())
    }

    /// Moves to the next row and counts it; false at the end, where the file breaks off, which is noted, or where the
    /// sink can take no more.
    pub(crate) fn next(&mut self, out: &mut Output<'_>) -> bool {
        if out.has_failed() {
            return false;
        }
        match self.reader.read_byte_record(&mut self.row) {
            Ok(true) => {
                out.counts.read += 1;
                true
            }
            Ok(false) => false,
            Err(error) => {
                out.warn(&self.name, "", "", format!("the file breaks off ({error}): what came before is kept"));
                false
            }
        }
    }

    /// File and line of the row.
    pub(crate) fn source(&self) -> String {
        format!("{}:{}", self.name, self.row.position().map_or(0, csv::Position::line))
    }

    /// The row's cell under the first of these names; empty where there is none.
    pub(crate) fn get(&self, names: &[&str]) -> String {
        let at = names.iter().find_map(|name| self.columns.iter().position(|column| column == name));
        at.map(|at| self.cell(at)).unwrap_or_default()
    }

    /// The row's cell in a column, counted from 0.
    pub(crate) fn cell(&self, at: usize) -> String {
        let cell = self.row.get(at).map(decode).unwrap_or_default();
        restored(&cell).to_owned()
    }
}

fn not_this(name: &str, format: &'static str, cause: String) -> ImportError {
    ImportError::NotThisFormat { name: name.to_owned(), format, cause }
}

/// A cell as text.
fn decode(cell: &[u8]) -> String {
    let cell = &cell[..cell.len().min(LONGEST_CELL)];
    match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        // Cut inside a letter by the limit above, which is no reason to think of another encoding.
        Err(error) if error.valid_up_to() + 4 > LONGEST_CELL => String::from_utf8_lossy(cell).into_owned(),
        Err(_) => western(cell),
    }
}

#[cfg(test)]
mod tests {
    //! - separators and encodings are recognised; columns are found by any of their names; short rows are read.

    use super::*;
    use crate::sink::Collected;

    #[test]
    fn tables_as_met() {
        let texts: [&[u8]; 3] = [
            b"\xef\xbb\xbfNom Usuel,T\xc3\xa9l\nAmb\xc3\xa9rieu,\"1, 2\"\nX\n",
            b"nom usuel;t\xe9l\r\nAmb\xe9rieu;1, 2\r\nX\r\n",
            "NOM-USUEL\ttel\nAmbérieu\t1, 2\nX\n".as_bytes(),
        ];
        for text in texts {
            let mut sink = Collected::default();
            let mut out = Output::new(&mut sink);
            let mut table = Table::open(text, "t", "test").expect("a table");
            assert_eq!(table.columns(), ["nom_usuel", "tel"]);
            assert!(
                table.require(&[("nom", &["nom", "nom_usuel"])]).is_ok() && table.require(&[("x", &["x"])]).is_err()
            );
            assert!(table.next(&mut out));
            assert_eq!((table.get(&["nom", "nom_usuel"]).as_str(), table.cell(1).as_str()), ("Ambérieu", "1, 2"));
            assert_eq!(table.source(), "t:2");
            assert!(table.next(&mut out) && table.get(&["tel"]).is_empty() && !table.next(&mut out));
            assert_eq!(out.counts.read, 2);
        }
    }
}
