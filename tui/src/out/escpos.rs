//! A sheet as the bytes of a ticket printer (ESC/POS, 58 and 80 mm).
//!
//! Commands are those that the printers of all makers share. Bytes of a text are those of [`super::cp858`], none of which
//! is a control character: what is foreign can command nothing.

use super::code::Code;
use super::cp858::{encode, writes};
use super::rows::{Arrangement, Weight, rows};
use guichet_core::model::Lang;
use guichet_core::sheet::Sheet;

/// Begin anew: no setting of an earlier ticket holds.
const INIT: &[u8] = b"\x1b@";
/// Table 19 of characters: code page 858.
const PAGE_858: &[u8] = b"\x1bt\x13";
const BOLD: [&[u8]; 2] = [b"\x1bE\x00", b"\x1bE\x01"];
const HIGH: [&[u8]; 2] = [b"\x1d!\x00", b"\x1d!\x01"];
const LEFT: &[u8] = b"\x1ba\x00";
const CENTRE: &[u8] = b"\x1ba\x01";
/// Four rows of paper, so that the last one is above the knife; then a cut that leaves a thread.
const END: &[u8] = b"\x1bd\x04\x1dVB\x00";
/// A picture follows: bytes of a row and rows, both with the lower byte first.
const PICTURE: &[u8] = b"\x1dv0\x00";
/// Rows of one picture: small printers have little memory.
const BAND: usize = 96;
/// Letters of a hundred that a printer may lack before a language is left out: a foreign name in it is no reason.
const LACKING: usize = 10;

/// The paper of a ticket printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    /// 58 mm wide.
    Mm58,
    /// 80 mm wide.
    Mm80,
}

impl Paper {
    /// Letters of a row. Those of 80 mm print 42 or 48.
    pub(crate) const fn columns(self) -> u16 {
        match self {
            Self::Mm58 => 32,
            Self::Mm80 => 42,
        }
    }

    /// Dots of a row.
    const fn dots(self) -> usize {
        match self {
            Self::Mm58 => 384,
            Self::Mm80 => 512,
        }
    }
}

/// A ticket, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ticket {
    /// What the printer is sent.
    pub(crate) bytes: Vec<u8>,
    /// Languages of the sheet that it has no letters for: somebody must say so.
    pub(crate) left_out: Vec<Lang>,
    /// The code did not fit the paper.
    pub(crate) without_code: bool,
}

/// A sheet as a ticket, with a code to scan at its end.
pub(crate) fn ticket(sheet: &Sheet, paper: Paper, code: Option<&Code>) -> Ticket {
    let kept = sheet.clone().keeping(|lang| is_writable(sheet, lang));
    let left_out = sheet.languages.iter().copied().filter(|lang| !kept.languages.contains(lang)).collect();
    let mut bytes = [INIT, PAGE_858].concat();
    let mut letters = Weight::Plain;
    for row in rows(&kept, paper.columns(), Arrangement::Below) {
        weigh(&mut letters, row.weight, &mut bytes);
        bytes.extend(encode(row.text.trim_end()));
        bytes.push(b'\n');
    }
    weigh(&mut letters, Weight::Plain, &mut bytes);
    let dots = code.and_then(|code| code.dots(paper.dots()));
    if let Some((row_bytes, _, dots)) = &dots {
        picture(*row_bytes, dots, &mut bytes);
    }
    bytes.extend_from_slice(END);
    Ticket { bytes, left_out, without_code: code.is_some() && dots.is_none() }
}

/// Changes letters from one weight to another.
fn weigh(from: &mut Weight, to: Weight, bytes: &mut Vec<u8>) {
    let (bold, high) = (|weight| weight > Weight::Plain, |weight| weight == Weight::Title);
    if bold(*from) != bold(to) {
        bytes.extend_from_slice(BOLD[usize::from(bold(to))]);
    }
    if high(*from) != high(to) {
        bytes.extend_from_slice(HIGH[usize::from(high(to))]);
    }
    *from = to;
}

/// A picture in bands.
fn picture(row_bytes: usize, dots: &[u8], bytes: &mut Vec<u8>) {
    let size = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
    bytes.extend_from_slice(CENTRE);
    for band in dots.chunks(row_bytes * BAND) {
        bytes.extend_from_slice(PICTURE);
        bytes.extend(size(row_bytes));
        bytes.extend(size(band.len() / row_bytes));
        bytes.extend_from_slice(band);
    }
    bytes.extend_from_slice(LEFT);
}

/// Whether a printer has the letters of what a sheet says in a language.
fn is_writable(sheet: &Sheet, lang: Lang) -> bool {
    let Some(at) = sheet.languages.iter().position(|known| *known == lang) else { return false };
    let lines = sheet.sections.iter().filter_map(|section| section.columns.get(at)).flatten();
    let (mut letters, mut lacking) = (0, 0);
    for c in lines.flat_map(|line| &line.spans).flat_map(|span| span.text.chars()).filter(|c| c.is_alphabetic()) {
        letters += 1;
        lacking += usize::from(!writes(c));
    }
    lacking * 100 <= letters * LACKING
}
