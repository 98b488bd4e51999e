//! The sheet of the basket as it is looked at before it is handed over.

use crate::out::job::Medium;
use crate::ui::page::Page;
use guichet_core::layout::Line;
use guichet_core::sheet::{Part, Sheet};

/// Space between two languages that stand side by side.
const BETWEEN: u16 = 4;
/// The widest text that somebody reads easily, and of each of two languages side by side.
const READABLE: u16 = 64;
const NARROWEST: u16 = 34;

/// The basket being looked at.
pub(super) struct TakeAway {
    /// The sheet, once it is made.
    pub(super) sheet: Option<Sheet>,
    /// The entry that is selected.
    pub(super) at: usize,
    /// The person was asked, and wants what is private on paper too.
    pub(super) private: bool,
    /// What it is printed on.
    pub(super) medium: Medium,
    /// It is on its way to the printer.
    pub(super) printing: bool,
}

impl TakeAway {
    pub(super) const fn new(medium: Medium) -> Self {
        Self { sheet: None, at: 0, private: false, medium, printing: false }
    }
}

/// A sheet on the screen, so many columns wide. `beside`: its languages side by side, aligned by section, where there is room.
pub(super) fn page(sheet: &Sheet, width: u16, height: u16, beside: bool) -> Page {
    let count = sheet.languages.len().max(1) as u16;
    let each = (width.saturating_sub(BETWEEN * (count - 1)) / count).min(READABLE);
    let beside = beside && count > 1 && each >= NARROWEST;
    let mut page = Page::default();
    for section in &sheet.sections {
        if matches!(section.part, Part::Sources) && !beside {
            continue;
        }
        let shown = |lines: &Vec<Line>, width| {
            let lines: Vec<&Line> = lines.iter().collect();
            Page::of_lines(&lines, width, height, true)
        };
        let part = if beside {
            Page::beside(section.columns.iter().map(|lines| shown(lines, each)).collect(), each, BETWEEN)
        } else {
            section.columns.first().map(|lines| shown(lines, width.min(READABLE))).unwrap_or_default()
        };
        if part.height > 0 {
            page = page.then(part, 2);
        }
    }
    page
}
