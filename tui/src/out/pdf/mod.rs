//! A sheet as a PDF: A4, in one language or in two beside one another, tagged so that it can be read aloud.
//!
//! The way of a sheet: its lines become rows of a column ([`block`], [`paragraph`]), rows are put on pages ([`pages`]), pages
//! are drawn ([`draw`]). Nothing of it depends on when or where it is made: one sheet gives the same bytes.

mod block;
mod draw;
mod fonts;
mod pages;
mod paragraph;
#[cfg(test)]
mod tests;

use super::code::Code;
use super::rows::Arrangement;
use block::{Column, Mark, Owner, Row};
use draw::{HEIGHT, MARGIN, WIDTH};
use fonts::Fonts;
use guichet_core::model::Lang;
use guichet_core::sheet::{Part, Section, Sheet};
use guichet_locales::Locales;
use pages::Band;
use paragraph::TextRow;

/// Why there is no PDF: a fault of the program, whatever the sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF cannot be made: {0}")]
pub(crate) struct PdfError(String);

/// Space between two columns.
const BETWEEN: f32 = 26.0;
/// The widest code, and the largest of its modules: about 44 and 1.1 mm.
const CODE: f32 = 124.0;
const MODULE: f32 = 3.2;
/// Between two languages that stand below one another.
const BELOW: f32 = 8.0;

/// A sheet as a PDF, with a code to scan at its end.
///
/// # Errors
/// A fault of the program: its fonts cannot be read, or the document is refused by what writes it.
pub(crate) fn pdf(sheet: &Sheet, arrangement: Arrangement, code: Option<&Code>) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::load().ok_or_else(|| PdfError("its fonts cannot be read".into()))?;
    let words = |lang: Lang| Locales::new().interface(lang, "sheet-code");
    let lang = sheet.languages.first().copied().unwrap_or_default();
    let caption = code.map(|_| words(lang));
    let sections = laid_out(sheet, arrangement, &fonts, code.zip(caption.as_deref()));
    let pages = pages::pages(sections, HEIGHT - 2.0 * MARGIN);
    draw::document(sheet, &pages, &fonts, code.zip(caption.as_deref())).map_err(PdfError)
}

/// The columns of a sheet, one a language or one for all.
fn columns(sheet: &Sheet, arrangement: Arrangement, width: f32) -> Vec<Column> {
    let count = match arrangement {
        Arrangement::Beside => sheet.languages.len().max(1),
        Arrangement::Below => 1,
    };
    let each = (width - BETWEEN * (count as f32 - 1.0)) / count as f32;
    // Whoever reads from right to left begins on the right.
    let turned = begins_right(sheet);
    let place = |at: usize| if turned { count - 1 - at } else { at } as f32;
    let left = |at: usize| MARGIN + place(at) * (each + BETWEEN);
    (0..count).map(|at| Column { left: left(at), width: each, rtl: false }).collect()
}

fn begins_right(sheet: &Sheet) -> bool {
    sheet.languages.first().is_some_and(|lang| lang.is_rtl())
}

/// The rows of each section in bands.
fn laid_out(sheet: &Sheet, arrangement: Arrangement, fonts: &Fonts, code: Option<(&Code, &str)>) -> Vec<Vec<Band>> {
    let wide = WIDTH - 2.0 * MARGIN;
    let mut sections = Vec::new();
    let last = sheet.sections.len().checked_sub(1);
    for (at, section) in sheet.sections.iter().enumerate() {
        let owner = Owner { section: at, column: 0, line: 0 };
        let mut bands: Vec<Band> = Vec::new();
        let line = Column { left: MARGIN, width: wide, rtl: false };
        // What stands in one language alone takes the width of both.
        let arrangement = if section.is_alone() { Arrangement::Below } else { arrangement };
        let whole = columns(sheet, arrangement, wide);
        bands.extend(block::parting(section.part, line, owner).map(|row| vec![vec![row]]));
        match code.filter(|_| Some(at) == last) {
            // The code stands beside the foot.
            Some((code, caption)) => {
                let side = MODULE.min(CODE / code.side() as f32) * code.side() as f32;
                let (rest, turned) = (wide - side - BETWEEN, begins_right(sheet));
                let mut columns = columns(sheet, arrangement, rest);
                if turned {
                    columns.iter_mut().for_each(|column| column.left += side + BETWEEN);
                }
                let left = if turned { MARGIN } else { MARGIN + rest + BETWEEN };
                let column = Column { left, width: side, rtl: turned };
                let lang = sheet.languages.first().copied().unwrap_or_default();
                let owner = Owner { column: section.columns.len(), ..owner };
                let mut band: Band = below_or_beside(sheet, section, &columns, at, fonts);
                band.push(scanned(fonts, caption, lang, column, owner));
                bands.push(band);
            }
            None => bands.extend(aligned(sheet, section, &whole, at, fonts)),
        }
        sections.push(bands);
    }
    sections
}

/// The languages of a section: one below the other in one column, or a column each.
fn below_or_beside(sheet: &Sheet, section: &Section, columns: &[Column], at: usize, fonts: &Fonts) -> Band {
    let mut band: Band = vec![Vec::new(); columns.len()];
    for (number, lines) in lines(sheet, section, columns, at, fonts).into_iter().enumerate() {
        let rows = lines.concat();
        let Some(column) = band.get_mut(number.min(columns.len().saturating_sub(1))) else { continue };
        let follows = !column.is_empty();
        let from = column.len();
        column.extend(rows);
        if let Some(first) = column.get_mut(from).filter(|_| follows) {
            first.before = first.before.max(BELOW);
        }
    }
    band
}

/// The same in bands: where each column says the same lines, each line stands beside its own.
fn aligned(sheet: &Sheet, section: &Section, columns: &[Column], at: usize, fonts: &Fonts) -> Vec<Band> {
    let count = section.columns.first().map(Vec::len).unwrap_or_default();
    if columns.len() < 2 || section.columns.iter().any(|lines| lines.len() != count) {
        return vec![below_or_beside(sheet, section, columns, at, fonts)];
    }
    let sides = lines(sheet, section, columns, at, fonts);
    let line = |number: usize| {
        let mut band: Band = sides.iter().map(|side| side.get(number).cloned().unwrap_or_default()).collect();
        // Letters of one script reach higher than those of another: both stand on one line.
        let lowest = band.iter().filter_map(|rows| rows.first()).map(|row| row.baseline).fold(0.0, f32::max);
        for row in band.iter_mut().filter_map(|rows| rows.first_mut()) {
            row.height += lowest - row.baseline;
            row.baseline = lowest;
        }
        band
    };
    (0..count).map(line).collect()
}

/// The rows of each line in each language.
fn lines(sheet: &Sheet, section: &Section, columns: &[Column], at: usize, fonts: &Fonts) -> Vec<Vec<Vec<Row>>> {
    let size = if columns.len() > 1 { block::NARROW } else { block::WIDE };
    let each = section.columns.iter().enumerate().map(|(number, lines)| {
        let Some(column) = columns.get(number.min(columns.len().saturating_sub(1))) else { return Vec::new() };
        let rtl = sheet.languages.get(number).is_some_and(|lang| lang.is_rtl());
        let column = Column { rtl, ..*column };
        let owner = |line| Owner { section: at, column: number, line };
        let rows = |(number, line)| block::rows(fonts, line, section.part, column, owner(number), size);
        lines.iter().enumerate().map(rows).collect()
    });
    each.collect()
}

/// The code and what it is, below it.
fn scanned(fonts: &Fonts, caption: &str, lang: Lang, column: Column, owner: Owner) -> Vec<Row> {
    let side = column.width;
    let marks = vec![Mark::Code { x: column.left, side }];
    let words = TextRow::default();
    let mut rows =
        vec![Row { owner, before: 0.0, height: side, baseline: 0.0, keeps: true, x: column.left, words, marks }];
    let text = guichet_core::model::Block::Text(caption.to_owned());
    for (line, said) in guichet_core::layout::block(&text.into(), lang).iter().enumerate() {
        let owner = Owner { line: line + 1, ..owner };
        rows.extend(block::rows(fonts, said, Part::Foot, column, owner, block::NARROW));
    }
    rows
}
