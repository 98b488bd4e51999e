//! Tables as RFC 4180 writes them: cells between commas, quoted where they must be. Spreadsheets take a cell that begins with
//! `=`, `+`, `-` or `@` for a formula: such a text has an apostrophe before it, which is taken away again.

/// What is wrong with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFault {
    /// A quotation mark that nothing closes: the rest of the table is lost.
    OpenQuote,
    /// Something stands after a closing quotation mark.
    AfterQuote,
}

/// Signs that a spreadsheet reads, and the apostrophe itself.
const SIGNS: [char; 7] = ['=', '+', '-', '@', '\'', '\t', '\r'];

/// Adds a cell.
pub(super) fn write_cell(out: &mut String, text: &str) {
    let quoted = text.contains([',', ';', '"', '\n', '\r']);
    if quoted {
        out.push('"');
    }
    if text.starts_with(SIGNS) {
        out.push('\'');
    }
    for c in text.chars() {
        out.extend((c == '"').then_some('"'));
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}

/// The rows of a table, each with the number of the line it begins on. Empty lines are passed over.
#[derive(Debug)]
pub struct TableReader<'a> {
    rest: &'a str,
    line: usize,
    separator: char,
}

impl<'a> TableReader<'a> {
    /// Reads a text. The separator is a comma, or a semicolon where the first line has more of those.
    pub fn new(text: &'a str) -> Self {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = rest.lines().next().unwrap_or_default();
        let count = |separator: char| first.matches(separator).count();
        let separator = if count(';') > count(',') { ';' } else { ',' };
        Self { rest, line: 1, separator }
    }

    /// A row from the present place on; it ends the table where a quotation mark is open.
    fn row(&mut self) -> Result<Vec<String>, TableFault> {
        let (mut cells, mut cell, mut quoted, mut fault) = (Vec::new(), String::new(), false, None);
        let mut chars = self.rest.char_indices().peekable();
        let mut closed = false;
        let end = loop {
            let Some((at, c)) = chars.next() else { break self.rest.len() };
            match c {
                '"' if quoted && chars.next_if(|(_, next)| *next == '"').is_some() => cell.push('"'),
                '"' if quoted => (quoted, closed) = (false, true),
                '\n' if quoted => {
                    self.line += 1;
                    cell.push(c);
                }
                _ if quoted => cell.push(c),
                '"' if cell.is_empty() && !closed => quoted = true,
                '\n' => {
                    self.line += 1;
                    break at + 1;
                }
                '\r' if chars.peek().is_none_or(|(_, next)| *next == '\n') => {}
                c if c == self.separator => {
                    cells.push(plain(&cell));
                    (cell, closed) = (String::new(), false);
                }
                _ if closed => fault = Some(TableFault::AfterQuote),
                _ => cell.push(c),
            }
        };
        cells.push(plain(&cell));
        self.rest = &self.rest[end..];
        let fault = if quoted { Some(TableFault::OpenQuote) } else { fault };
        fault.map_or(Ok(cells), Err)
    }
}

fn plain(cell: &str) -> String {
    let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(SIGNS));
    guarded.unwrap_or(cell).to_owned()
}

impl Iterator for TableReader<'_> {
    type Item = (usize, Result<Vec<String>, TableFault>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let line = self.line;
            let row = self.row();
            if !matches!(row.as_deref(), Ok([only]) if only.is_empty()) {
                return Some((line, row));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    //! Properties: any cells are read as they were written; no cell is a formula; what is broken is said with its line, and the
    //! rows around it are read.

    use super::*;
    use crate::dice::Dice;

    #[test]
    fn cells_are_read_as_they_were_written() {
        let pieces = ["a", "é", ",", ";", "\"", "\n", "'", "=", "+", "-", "@", " ", "\r", "1"];
        let mut dice = Dice(4);
        for _ in 0..5_000 {
            let cell =
                |dice: &mut Dice| (0..dice.below(6)).filter_map(|_| dice.pick(&pieces).copied()).collect::<String>();
            let rows: Vec<Vec<String>> =
                (0..3).map(|_| ["x".to_owned()].into_iter().chain((0..3).map(|_| cell(&mut dice))).collect()).collect();
            let mut text = "h,i,j,k\n".to_owned();
            for row in &rows {
                for (at, cell) in row.iter().enumerate() {
                    text.push_str(if at > 0 { "," } else { "" });
                    write_cell(&mut text, cell);
                }
                text.push('\n');
            }
            let read: Vec<_> = TableReader::new(&text).skip(1).map(|(_, row)| row.expect("sound")).collect();
            assert_eq!(read, rows, "{text}");
        }
    }

    #[test]
    fn a_formula_is_a_text() {
        let mut out = String::new();
        write_cell(&mut out, "=HYPERLINK(\"x\")");
        assert_eq!(out, "\"'=HYPERLINK(\"\"x\"\")\"");
    }

    #[test]
    fn a_broken_row_has_its_line() {
        let rows: Vec<_> = TableReader::new("\u{feff}a;b\r\n\r\n\"x\"y;z\n1;\"2\n3\"\n4;\"5").collect();
        let cells = |cells: [&str; 2]| Ok(cells.map(str::to_owned).into());
        let expected = [
            (1, cells(["a", "b"])),
            (3, Err(TableFault::AfterQuote)),
            (4, cells(["1", "2\n3"])),
            (6, Err(TableFault::OpenQuote)),
        ];
        assert_eq!(rows, expected);
    }
}
