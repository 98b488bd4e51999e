//! Rows of a table, one at a time, however broken the file: a quote that is never closed costs its own line, not what
//! follows; no line and no row can fill the memory.

use std::collections::VecDeque;
use std::io::{self, BufRead};

/// Longest line read, in bytes: of longer ones, what follows is left out.
const LONGEST_LINE: usize = 16 << 20;
/// Most bytes of the lines that a quoted cell may go on for.
const LONGEST_QUOTE: usize = 1 << 20;

/// Lines of a file, counted from 1, some of them read again.
struct Lines<R> {
    reader: R,
    /// What ends a line.
    end: u8,
    /// The number of the last line given.
    number: u64,
    again: VecDeque<Vec<u8>>,
}

impl<R: BufRead> Lines<R> {
    /// The next line with its end (always a line feed); false at the end of the file.
    fn next(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        line.clear();
        if let Some(again) = self.again.pop_front() {
            *line = again;
            self.number += 1;
            return Ok(true);
        }
        let mut some = false;
        loop {
            let bytes = self.reader.fill_buf()?;
            if bytes.is_empty() {
                break;
            }
            some = true;
            let end = bytes.iter().position(|byte| *byte == self.end);
            let part = &bytes[..end.unwrap_or(bytes.len())];
            line.extend_from_slice(&part[..part.len().min(LONGEST_LINE - line.len())]);
            let read = end.map_or(bytes.len(), |end| end + 1);
            self.reader.consume(read);
            if end.is_some() {
                break;
            }
        }
        if some {
            self.number += 1;
            line.pop_if(|last| *last == b'\r');
            line.push(b'\n');
        }
        Ok(some)
    }
}

/// What comes next in a table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A row.
    Row,
    /// A line that opens a quote and does not close it; what follows is read by itself.
    Unclosed,
    /// Nothing more.
    End,
}

/// The rows of a table.
pub(crate) struct Rows<R> {
    lines: Lines<R>,
    csv: csv_core::Reader,
    /// The cells of the row, one after the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// The line of the row.
    line: u64,
    delimiter: u8,
}

impl<R: BufRead> Rows<R> {
    /// Looks at the first line, for what separates cells: tells the rows and the separator.
    pub(crate) fn open(mut reader: R) -> io::Result<Self> {
        let head = reader.fill_buf()?;
        let end = if !head.contains(&b'\n') && head.contains(&b'\r') { b'\r' } else { b'\n' };
        let mut lines = Lines { reader, end, number: 0, again: VecDeque::new() };
        let mut first = Vec::new();
        let mut some = lines.next(&mut first)?;
        let said = separator_said(&first);
        if said.is_some() {
            some = lines.next(&mut first)?;
        }
        let delimiter = said.unwrap_or_else(|| separator(&first));
        if some {
            lines.number -= 1;
            lines.again.push_front(first);
        }
        let csv =
            csv_core::ReaderBuilder::new().delimiter(delimiter).terminator(csv_core::Terminator::Any(b'\n')).build();
        Ok(Self { lines, csv, cells: vec![0; 1 << 12], ends: vec![0; 64], count: 0, line: 0, delimiter })
    }

    /// Moves to the next row. `width` is the number of cells that a row has, 0 where it is not known yet: a row of several
    /// lines that has another one is a quote closed too late.
    pub(crate) fn next(&mut self, width: usize) -> io::Result<Next> {
        let mut line = Vec::new();
        loop {
            if !self.lines.next(&mut line)? {
                return Ok(Next::End);
            }
            if !line.trim_ascii().is_empty() {
                break;
            }
        }
        self.line = self.lines.number;
        self.csv.reset();
        let (mut written, mut ended) = (0, 0);
        if self.feed(&line, &mut written, &mut ended) {
            self.count = ended;
            return Ok(Next::Row);
        }
        // A quoted cell goes on: the lines are kept until it is closed as it should.
        let mut row = vec![std::mem::take(&mut line)];
        let mut bytes = 0;
        loop {
            let read = bytes <= LONGEST_QUOTE && self.lines.next(&mut line)?;
            if !read {
                return Ok(self.take_back(row));
            }
            bytes += line.len();
            let whole = self.feed(&line, &mut written, &mut ended);
            row.push(std::mem::take(&mut line));
            if whole {
                break;
            }
        }
        self.count = ended;
        if (width > 0 && self.count != width) || !self.is_well_quoted(&row.concat()) {
            return Ok(self.take_back(row));
        }
        Ok(Next::Row)
    }

    /// Gives a line to the reader; true where the row is whole.
    fn feed(&mut self, line: &[u8], written: &mut usize, ended: &mut usize) -> bool {
        let mut rest = line;
        loop {
            let out = self.csv.read_record(rest, &mut self.cells[*written..], &mut self.ends[*ended..]);
            let (result, read, wrote, ends) = out;
            rest = &rest[read..];
            *written += wrote;
            *ended += ends;
            match result {
                csv_core::ReadRecordResult::InputEmpty => return false,
                csv_core::ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                csv_core::ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => return true,
            }
        }
    }

    /// Whether each closing quote of a row ends its cell: else it was another cell's opening one.
    fn is_well_quoted(&self, row: &[u8]) -> bool {
        let (mut quoted, mut begins) = (false, true);
        let mut bytes = row.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            if quoted && byte == b'"' {
                if bytes.next_if_eq(&b'"').is_none() {
                    quoted = false;
                    let ends = |next: &u8| *next == self.delimiter || next.is_ascii_whitespace();
                    if !bytes.peek().is_none_or(ends) {
                        return false;
                    }
                }
            } else if !quoted {
                quoted = begins && byte == b'"';
                begins = byte == self.delimiter;
            }
        }
        true
    }

    /// The lines that a quote has swallowed, all but the first, are read again.
    fn take_back(&mut self, row: Vec<Vec<u8>>) -> Next {
        self.count = 0;
        self.lines.number = self.line;
        row.into_iter().skip(1).rev().for_each(|line| self.lines.again.push_front(line));
        Next::Unclosed
    }

    /// How many cells the row has.
    pub(crate) const fn len(&self) -> usize {
        self.count
    }

    /// A cell of the row, counted from 0.
    pub(crate) fn cell(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends[..self.count].get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        Some(self.cells[start..end].trim_ascii())
    }

    /// The cells of the row.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count).filter_map(|at| self.cell(at))
    }

    /// The line of the row.
    pub(crate) const fn line(&self) -> u64 {
        self.line
    }
}

/// The separator that a spreadsheet says in a line of its own: `sep=;`.
fn separator_said(line: &[u8]) -> Option<u8> {
    match line.trim_ascii().strip_prefix(b"\xef\xbb\xbf").unwrap_or(line.trim_ascii()) {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign] => Some(*sign),
        _ => None,
    }
}

/// The separator of a first line: what stands most often outside its quotes; a comma where two do.
fn separator(line: &[u8]) -> u8 {
    let count = |wanted: u8| {
        let mut quoted = false;
        let seen = line.iter().filter(|byte| {
            quoted ^= **byte == b'"';
            !quoted && **byte == wanted
        });
        seen.count()
    };
    *[b',', b';', b'\t', b'|'].iter().max_by_key(|byte| (count(**byte), **byte == b',')).unwrap_or(&b',')
}

#[cfg(test)]
mod tests {
    //! - a quoted cell goes over lines; a quote that is never closed costs its line, whether another quote follows or not;
    //! - separators are told, also by the spreadsheet itself; lines end in every way; their numbers are true;
    //! - no line and no quote fills the memory.

    use super::*;

    fn rows(text: &[u8], width: usize) -> Vec<(u64, Option<Vec<String>>)> {
        let mut rows = Rows::open(text).expect("in memory");
        let mut found = Vec::new();
        loop {
            let next = rows.next(width).expect("in memory");
            let cells = rows.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            match next {
                Next::Row => found.push((rows.line(), Some(cells))),
                Next::Unclosed => found.push((rows.line(), None)),
                Next::End => return found,
            }
        }
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Option<Vec<String>>) {
        (line, Some(cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn rows_as_met() {
        assert_eq!(
            rows(b"a;b\r\n1;\"x\r\ny\"\r\n\r\n2; z \r\n", 2),
            [row(1, &["a", "b"]), row(2, &["1", "x\ny"]), row(5, &["2", "z"])]
        );
        assert_eq!(rows(b"sep=|\na|b,c,d\n", 2), [row(2, &["a", "b,c,d"])]);
        assert_eq!(rows(b"a;b\r1;2\r", 2), [row(1, &["a", "b"]), row(2, &["1", "2"])]);
        assert_eq!(rows(b"\"a,b,c\";b\n", 2), [row(1, &["a,b,c", "b"])]);
        assert_eq!(rows(b"a,b\n12\" x,\"\"\"y\"\"\"\n", 2)[1], row(2, &["12\" x", "\"y\""]));
        assert_eq!(rows(b"", 2), []);
    }

    #[test]
    fn a_quote_never_closed_costs_its_line() {
        let never = rows(b"a,b\n1,\"x\n2,y\n3,z\n", 2);
        assert_eq!(never, [row(1, &["a", "b"]), (2, None), row(3, &["2", "y"]), row(4, &["3", "z"])]);
        let late = rows(b"a,b\n1,\"x\n2,\"y\"\n3,z\n", 2);
        assert_eq!(late, [row(1, &["a", "b"]), (2, None), row(3, &["2", "y"]), row(4, &["3", "z"])]);
        let mut long = b"a,b\n1,\"x\n".to_vec();
        (0..200_000).for_each(|_| long.extend(b"2,yyyyyyyy\n"));
        let found = rows(&long, 2);
        assert_eq!((found.len(), found[1].1.is_none(), found[200_001].0), (200_002, true, 200_002));
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let mut long = vec![b'x'; LONGEST_LINE + 1_000];
        long.extend(b",b\n1,2\n");
        let found = rows(&long, 0);
        assert_eq!((found.len(), found[1].clone()), (2, row(2, &["1", "2"])));
    }
}
