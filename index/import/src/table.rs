//! CSV as it is met: comma, semicolon, tab or bar; UTF-8, UTF-16 (see [`crate::input`]) or the Western encoding of older
//! spreadsheets; columns known by several names; rows that are empty, too short, too long or broken, each told by its line.

use crate::cells::restored;
use crate::encoding::western;
use crate::error::ImportError;
use crate::input::not_this;
use crate::rows::{Next, Rows};
use crate::sink::Output;
use guichet_core::text::normal::fold;
use std::io::BufRead;

/// Longest cell read, in bytes.
const LONGEST_CELL: usize = 200_000;

/// An open table, one row at a time.
pub(crate) struct Table<R> {
    name: String,
    format: &'static str,
    columns: Vec<String>,
    rows: Rows<R>,
    /// Rows without a value: how many, and the first and the last line of them.
    empty: Option<(u64, u64, u64)>,
}

impl<R: BufRead> Table<R> {
    /// Reads the first line. `name` is the file as the operator gave it, `format` as the command line names it.
    pub(crate) fn open(reader: R, name: &str, format: &'static str) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { name: name.to_owned(), source };
        let mut rows = Rows::open(reader).map_err(unreadable)?;
        let columns = match rows.next(0).map_err(unreadable)? {
            Next::Row => rows.cells().map(|cell| column(&decode(cell))).collect(),
            Next::Unclosed => return Err(not_this(name, format, "its first line opens a quote and never closes it")),
            Next::End => Vec::new(),
        };
        Ok(Self { name: name.to_owned(), format, columns, rows, empty: None })
    }

    /// Moves the names of the columns some rows down, where a title stands above them.
    pub(crate) fn skip(&mut self, rows: usize) -> Result<(), ImportError> {
        for _ in 0..rows {
            let next = self.rows.next(0);
            let next = next.map_err(|source| ImportError::Unreadable { name: self.name.clone(), source })?;
            if next == Next::Row {
                self.columns = self.rows.cells().map(|cell| column(&decode(cell))).collect();
            }
        }
        Ok(())
    }

    /// Names of the columns, folded, words joined by `_`.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Refuses a table that lacks a column; each is told by its usual name.
    pub(crate) fn require(&self, wanted: &[(&str, &[&str])]) -> Result<(), ImportError> {
        for (usual, names) in wanted {
            if !self.columns.iter().any(|column| names.contains(&column.as_str())) {
                let cause = format!("its first line names no column `{usual}`");
                return Err(not_this(&self.name, self.format, cause));
            }
        }
        Ok(())
    }

    /// Moves to the next row that has a value and counts it; false at the end, where the file breaks off, which is noted,
    /// or where the sink can take no more. A row whose cells cannot be told apart is refused.
    pub(crate) fn next(&mut self, out: &mut Output<'_>) -> bool {
        let width = self.columns.len();
        while !out.has_failed() {
            match self.rows.next(width) {
                Ok(Next::Row) => {}
                Ok(Next::Unclosed) => {
                    out.counts.read += 1;
                    let why =
                        "it opens a quote that is not closed: not kept; the lines after it are read by themselves";
                    out.refuse(&self.source(), "", "", why);
                    continue;
                }
                Ok(Next::End) => {
                    self.tell_empty(out);
                    return false;
                }
                Err(error) => {
                    self.tell_empty(out);
                    out.warn(&self.name, "", "", format!("the file breaks off ({error}): what came before is kept"));
                    return false;
                }
            }
            let line = self.rows.line();
            let blank = |cell: &[u8]| cell.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
            if self.rows.cells().all(blank) {
                let (rows, first, last) = self.empty.get_or_insert((0, line, line));
                (*rows, *last) = (*rows + 1, line);
                let _ = first;
                continue;
            }
            out.counts.read += 1;
            if self.rows.cells().skip(width).any(|cell| !blank(cell)) {
                let (cells, why) = (self.rows.len(), "a separator inside a cell that is not quoted? not kept");
                out.refuse(&self.source(), "", "", format!("{cells} cells where {width} columns are named: {why}"));
                continue;
            }
            if self.rows.len() < width {
                let why = format!("{} cells where {width} columns are named: the others are empty", self.rows.len());
                out.warn(&self.source(), "", "", why);
            }
            if self.rows.cells().any(|cell| cell.contains(&0)) {
                out.warn(&self.source(), "", "", "it holds characters of no text (NUL): dropped");
            }
            return true;
        }
        false
    }

    /// Notes the rows without a value, once.
    fn tell_empty(&mut self, out: &mut Output<'_>) {
        if let Some((rows, first, last)) = self.empty.take() {
            let why = format!("empty rows, between lines {first} and {last}: {rows} left out");
            out.warn(&format!("{}:{first}", self.name), "", "", why);
        }
    }

    /// File and line of the row.
    pub(crate) fn source(&self) -> String {
        format!("{}:{}", self.name, self.rows.line())
    }

    /// The row's cell under the first of these names; empty where there is none.
    pub(crate) fn get(&self, names: &[&str]) -> String {
        let at = names.iter().find_map(|name| self.columns.iter().position(|column| column == name));
        at.map(|at| self.cell(at)).unwrap_or_default()
    }

    /// The row's cell in a column, counted from 0.
    pub(crate) fn cell(&self, at: usize) -> String {
        let cell = self.rows.cell(at).map(decode).unwrap_or_default();
        restored(&cell).to_owned()
    }
}

/// The name of a column, however it is written: `#Code_commune_INSEE` is `code_commune_insee`.
pub(crate) fn column(name: &str) -> String {
    fold(name).replace(' ', "_")
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
    //! - separators and encodings are recognised; columns are found by any of their names; short rows are read and told;
    //! - empty rows are told once; a row with too many cells, or an open quote, is refused, and no other.

    use super::*;
    use crate::sink::Collected;

    #[test]
    fn tables_as_met() {
        let texts: [&[u8]; 4] = [
            b"Nom Usuel,T\xc3\xa9l\nAmb\xc3\xa9rieu,\"1, 2\"\nX\n",
            b"nom usuel;t\xe9l\r\nAmb\xe9rieu;1, 2\r\nX\r\n",
            "NOM-USUEL\ttel\nAmbérieu\t1, 2\nX\n".as_bytes(),
            b"#Nom Usuel|tel\rAmb\xe9rieu|1, 2\rX",
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
            assert_eq!(sink.findings.len(), 1, "the short row");
        }
    }

    #[test]
    fn broken_rows_are_told_by_their_lines() {
        let text = "a,b\n1,2\n,\n , \n3,46,5\n4,\"5\n6,7,\n\08,9\n";
        let mut sink = Collected::default();
        let mut out = Output::new(&mut sink);
        let mut table = Table::open(text.as_bytes(), "t", "test").expect("a table");
        let mut read = Vec::new();
        while table.next(&mut out) {
            read.push(table.cell(0));
        }
        assert_eq!(read, ["1", "6", "\08"]);
        assert_eq!((out.counts.read, out.counts.refused), (5, 2));
        let told: Vec<&str> = sink.findings.iter().map(|finding| finding.source.as_str()).collect();
        assert_eq!(told, ["t:5", "t:6", "t:8", "t:3"]);
    }

    #[test]
    fn a_table_of_empty_rows_is_told_once() {
        let text = format!("a;b\n{}1;2\n", ";\n".repeat(200_000));
        let mut sink = Collected::default();
        let mut out = Output::new(&mut sink);
        let mut table = Table::open(text.as_bytes(), "t", "test").expect("a table");
        assert!(table.next(&mut out) && table.source() == "t:200002" && !table.next(&mut out));
        assert_eq!((out.counts.read, sink.findings.len()), (1, 1));
        assert!(sink.findings[0].message.contains("200000"), "{:?}", sink.findings);
    }
}
