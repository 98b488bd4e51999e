//! A paragraph as rows: directions are found on the whole of it, it is broken at measured widths, and only then each row is
//! put in the order in which it is seen (Unicode Standard Annex 9, section 3.4).

use super::fonts::{Face, Fonts};
use krilla::text::KrillaGlyph;
use std::ops::Range;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// Their nominal size, in points.
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) tint: Tint,
}

/// The colours of a sheet: it must be as clear in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    /// Words.
    Ink,
    /// Title and headings.
    Accent,
    /// What may be passed over.
    Muted,
    /// Lines between sections.
    Faint,
}

/// What words are, for their order in a paragraph of the other direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As the words ask for.
    Prose,
    /// A number: never in another order than it is dialled in.
    Number,
    /// An address of the web.
    Address,
}

/// Words on paper, of one direction, one font and one look.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// From the left end of its row.
    pub(super) x: f32,
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) face: Face,
    pub(super) look: Look,
}

impl Run {
    /// The size in which it is drawn.
    pub(super) fn size(&self) -> f32 {
        self.look.size * self.face.scale()
    }
}

/// A row of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct TextRow {
    /// In the order in which they are read.
    pub(super) runs: Vec<Run>,
    pub(super) width: f32,
    /// What it reaches above and below its line.
    pub(super) above: f32,
    pub(super) below: f32,
}

/// Words that are one paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    text: String,
    /// Where each piece ends, and what it is.
    pieces: Vec<(usize, Look, Order)>,
}

/// A stretch of a paragraph of one direction, one font and one look, in the order in which it is read.
struct Item {
    range: Range<usize>,
    rtl: bool,
    face: Face,
    look: Look,
}

impl Paragraph {
    /// Adds words at the end.
    pub(super) fn push(&mut self, text: &str, look: Look, order: Order) {
        self.text.push_str(text);
        self.pieces.push((self.text.len(), look, order));
    }

    /// Whether it is written from right to left: as its column is, where it has a letter of that direction or none at all.
    pub(super) fn is_rtl(&self, column_rtl: bool) -> bool {
        let (mut left, mut right) = (false, false);
        for class in self.text.chars().map(bidi_class) {
            left |= class == BidiClass::L;
            right |= matches!(class, BidiClass::R | BidiClass::AL);
        }
        if column_rtl { right || !left } else { right && !left }
    }

    /// Its rows, none wider than asked but for one letter that is. A line feed ends a row.
    pub(super) fn rows(&self, fonts: &Fonts, width: f32, column_rtl: bool) -> Vec<TextRow> {
        let level = if self.is_rtl(column_rtl) { Level::rtl() } else { Level::ltr() };
        self.portions().iter().flat_map(|portion| portion.laid(fonts, width, level)).collect()
    }

    /// What is laid out by itself: between line feeds, and of a field that is far too long a part at a time, since the time
    /// of each grows with the square of its length.
    fn portions(&self) -> Vec<Self> {
        let mut portions = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let mut rest = line.trim_end_matches('\n');
            let next = start + line.len();
            while !rest.is_empty() {
                let (part, after) = rest.split_at(cut(rest));
                portions.push(self.portion(start..start + part.len()));
                start += part.len();
                rest = after;
            }
            start = next;
        }
        portions
    }

    fn portion(&self, range: Range<usize>) -> Self {
        let mut portion = Self::default();
        let mut start = 0;
        for (end, look, order) in &self.pieces {
            let inside = start.max(range.start)..(*end).min(range.end);
            if let Some(text) = self.text.get(inside).filter(|text| !text.is_empty()) {
                portion.push(text, *look, *order);
            }
            start = *end;
        }
        portion
    }

    fn laid(&self, fonts: &Fonts, width: f32, level: Level) -> Vec<TextRow> {
        let ordered = self.as_ordered();
        let bidi = ParagraphBidiInfo::new(&ordered, Some(level));
        let items = self.items(&bidi.levels, 0..self.text.len());
        let advances = self.advances(fonts, &items);
        let lines = broken(&self.text, &advances, width);
        lines.into_iter().map(|line| self.row(fonts, &bidi, line)).collect()
    }

    /// The text as its directions are found on, byte for byte as long: a number is digits alone, an address letters alone, and
    /// what parts the digits of a number in prose is a mark that binds them. Unicode has "05 48 10" in Arabic from right to left.
    fn as_ordered(&self) -> String {
        let chars: Vec<char> = self.text.chars().collect();
        let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        let (mut ordered, mut pieces) = (String::with_capacity(self.text.len()), self.pieces.iter().peekable());
        for (at, c) in chars.iter().copied().enumerate() {
            while pieces.next_if(|(end, ..)| *end <= ordered.len()).is_some() {}
            let order = pieces.peek().map_or(Order::Prose, |(_, _, order)| *order);
            let (after, before) = (is_digit(at.checked_sub(1)), is_digit(Some(at + 1)));
            ordered.push(match (order, c) {
                (Order::Number, ' '..='~') => '0',
                (Order::Address, ' '..='~') => 'a',
                (Order::Prose, ' ' | '-') if after && before => ',',
                (Order::Prose, '+') if before => '0',
                _ => c,
            });
        }
        ordered
    }

    /// What each stretch of a part of it is drawn with.
    fn items(&self, levels: &[Level], part: Range<usize>) -> Vec<Item> {
        let (mut items, mut pieces): (Vec<Item>, _) = (Vec::new(), self.pieces.iter().peekable());
        let start = part.start;
        for (at, c) in self.text.get(part).unwrap_or_default().char_indices().map(|(at, c)| (start + at, c)) {
            while pieces.next_if(|(end, ..)| *end <= at).is_some() {}
            let Some((_, look, _)) = pieces.peek() else { break };
            let rtl = levels.get(at).is_some_and(Level::is_rtl);
            let end = at + c.len_utf8();
            match items.last_mut().filter(|last| last.look == *look && last.rtl == rtl) {
                Some(last) if last.face == Face::of(c, look.bold) || last.face.goes_on(c) => last.range.end = end,
                _ => items.push(Item { range: at..end, rtl, face: Face::of(c, look.bold), look: *look }),
            }
        }
        items
    }

    /// How wide what begins at each byte is: a letter with its marks; nothing inside of them.
    fn advances(&self, fonts: &Fonts, items: &[Item]) -> Vec<f32> {
        let mut advances = vec![0.0; self.text.len()];
        for item in items {
            let text = self.text.get(item.range.clone()).unwrap_or_default();
            for glyph in fonts.shape(text, item.face, item.rtl).glyphs {
                if let Some(advance) = advances.get_mut(item.range.start + glyph.text_range.start) {
                    *advance += glyph.x_advance * item.look.size * item.face.scale();
                }
            }
        }
        advances
    }

    /// A row as it is seen.
    fn row(&self, fonts: &Fonts, bidi: &ParagraphBidiInfo<'_>, line: Range<usize>) -> TextRow {
        let (levels, seen) = bidi.visual_runs(line);
        let mut row = TextRow::default();
        let mut runs = Vec::new();
        for stretch in seen {
            let mut inside = self.items(&levels, stretch);
            if inside.first().is_some_and(|item| item.rtl) {
                inside.reverse();
            }
            for item in inside {
                let text = self.text.get(item.range.clone()).unwrap_or_default();
                let shaped = fonts.shape(text, item.face, item.rtl);
                let run = Run {
                    x: row.width,
                    text: text.to_owned(),
                    glyphs: shaped.glyphs,
                    face: item.face,
                    look: item.look,
                };
                let (above, below) = item.face.reach();
                row.above = row.above.max(above * item.look.size);
                row.below = row.below.max(below * item.look.size);
                row.width += shaped.width * run.size();
                runs.push((item.range.start, run));
            }
        }
        runs.sort_by_key(|(start, _)| *start);
        row.runs = runs.into_iter().map(|(_, run)| run).collect();
        row
    }
}

/// Longest portion, in bytes.
const LONGEST: usize = 2_000;

/// Where a text that is too long is cut: after the last space that fits, else after the last letter.
fn cut(text: &str) -> usize {
    if text.len() <= LONGEST {
        return text.len();
    }
    let fits = text.floor_char_boundary(LONGEST);
    text.get(..fits).and_then(|text| text.rfind(' ')).map_or(fits, |space| space + 1)
}

/// Signs after which an address may go on in the next row.
const JOINTS: [char; 6] = ['/', '-', '_', '?', '&', '='];

/// Where a text is broken so that each part fits: after spaces, in a word that is too wide after its joints, else between
/// letters. A space at the end of a row takes no room.
fn broken(text: &str, advances: &[f32], width: f32) -> Vec<Range<usize>> {
    let (mut rows, mut start, mut taken) = (Vec::new(), 0, 0.0);
    // Where the row may end, and how wide what follows is; the better sort of place first.
    let mut space: Option<(usize, f32)> = None;
    let mut joint: Option<(usize, f32)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let advance = advances.get(at).copied().unwrap_or_default();
        if c == ' ' {
            taken += advance;
            space = Some((end, 0.0));
            joint = None;
            continue;
        }
        // A mark goes with its letter.
        if advance > 0.0 && taken + advance > width && at > start {
            let (cut, rest) = space.or(joint).unwrap_or((at, 0.0));
            rows.push(start..cut);
            (start, taken, space) = (cut, rest, None);
            joint = joint.filter(|(place, _)| *place > cut);
            // What was carried over may be too wide in its turn.
            if taken + advance > width && at > start {
                let (cut, rest) = joint.unwrap_or((at, 0.0));
                rows.push(start..cut);
                (start, taken, joint) = (cut, rest, None);
            }
        }
        taken += advance;
        for place in [&mut space, &mut joint].into_iter().flatten() {
            place.1 += advance;
        }
        if JOINTS.contains(&c) {
            joint = Some((end, 0.0));
        }
    }
    if start < text.len() {
        rows.push(start..text.len());
    }
    rows
}
