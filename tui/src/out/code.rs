//! A code to scan (QR), as modules: dark or light.

use crate::ui::scan::Scanned;
use fast_qr::{ECL, QRBuilder};

/// Light modules around a code, without which it is not found: ISO/IEC 18004 asks for four.
pub(crate) const QUIET: usize = 4;
/// Longest text of a code, in bytes: beyond it the modules of a ticket are too small for an old phone.
pub(crate) const LONGEST: usize = 220;

/// A code with the light modules around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    side: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code of a text. `None` where it is empty or too long.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        // The fewest modules, which are the largest on paper and fit a low window; as much mending as these can carry.
        let build = |level| QRBuilder::new(text).ecl(level).build().ok();
        let least = build(ECL::L)?;
        let made = build(ECL::M).filter(|more| more.size == least.size).unwrap_or(least);
        let side = made.size + 2 * QUIET;
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < made.size);
        let is_dark = |place: usize| {
            let (row, column) = (inside(place / side), inside(place % side));
            row.zip(column).is_some_and(|(row, column)| made[row][column].value())
        };
        Some(Self { side, dark: (0..side * side).map(is_dark).collect() })
    }

    /// How many modules it is wide and high, the light ones around it counted.
    pub(crate) const fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark; those outside are light.
    pub(crate) fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.side && self.dark.get(row * self.side + column).copied().unwrap_or_default()
    }

    /// The code in half blocks: a module is a column wide and half a row high. It is to be drawn dark on light, whatever
    /// the theme: a code with its colours exchanged is not found by every phone.
    pub(crate) fn half_blocks(&self) -> Vec<String> {
        let cell = |column, row| match (self.is_dark(column, row), self.is_dark(column, row + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        (0..self.side).step_by(2).map(|row| (0..self.side).map(|column| cell(column, row)).collect()).collect()
    }

    /// The code in dots, eight a byte, the first in the highest bit: bytes of a row, rows, dots. Each module is as many dots
    /// wide as fit, eight at most. `None` where one would be too small to be scanned.
    pub(crate) fn dots(&self, width: usize) -> Option<(usize, usize, Vec<u8>)> {
        /// A dot is an eighth of a millimetre.
        const SMALLEST: usize = 3;
        const LARGEST: usize = 8;
        let scale = (width / self.side).min(LARGEST);
        if scale < SMALLEST {
            return None;
        }
        let side = self.side * scale;
        let row_bytes = side.div_ceil(8);
        let mut dots = vec![0; row_bytes * side];
        for y in 0..side {
            for x in (0..side).filter(|x| self.is_dark(x / scale, y / scale)) {
                dots[y * row_bytes + x / 8] |= 0x80 >> (x % 8);
            }
        }
        Some((row_bytes, side, dots))
    }
}

impl Scanned for Code {
    fn rows(&self) -> Vec<String> {
        self.half_blocks()
    }
}

#[cfg(test)]
mod tests {
    //! - an independent decoder reads the text in the cells of a terminal and in the dots of a ticket;
    //! - four light modules stand around it; what is too long gives none.

    use super::*;
    use rqrr::PreparedImage;

    const LINK: &str = "https://t.me/GuichetExempleBot?start=ar_vosdroits_F12006";

    fn read(width: usize, height: usize, dark: impl Fn(usize, usize) -> bool) -> Vec<String> {
        /// Pixels of a module.
        const SCALE: usize = 4;
        let pixel = |x: usize, y: usize| if dark(x / SCALE, y / SCALE) { 0 } else { 255 };
        let mut image = PreparedImage::prepare_from_greyscale(width * SCALE, height * SCALE, pixel);
        image.detect_grids().iter().map(|grid| grid.decode().expect("a code").1).collect()
    }

    #[test]
    fn a_code_is_read_in_cells_and_in_dots() {
        let longest = format!("{LINK}{}", "é".repeat((LONGEST - LINK.len()) / 2));
        for text in ["1", LINK, "Aide au logement\n32 30 – Caf", &longest] {
            let code = Code::of(text).expect("it fits");
            let rows: Vec<Vec<char>> = code.half_blocks().iter().map(|row| row.chars().collect()).collect();
            let drawn = |x: usize, y: usize| match rows[y / 2][x] {
                '█' => true,
                '▀' => y.is_multiple_of(2),
                '▄' => !y.is_multiple_of(2),
                _ => false,
            };
            assert_eq!(read(rows[0].len(), rows.len() * 2, drawn), [text]);
            for width in [384, 512] {
                let (row_bytes, rows, dots) = code.dots(width).expect("it fits");
                assert!(row_bytes * 8 <= width.next_multiple_of(8), "no wider than the paper");
                let dot = |x: usize, y: usize| dots[y * row_bytes + x / 8] & (0x80 >> (x % 8)) != 0;
                assert_eq!(read(row_bytes * 8, rows, dot), [text]);
            }
            let around = |at: usize| at < QUIET || at >= code.side - QUIET;
            let all = (0..code.side * code.side).map(|at| (at % code.side, at / code.side));
            let mut light = all.filter(|(x, y)| around(*x) || around(*y));
            assert!(light.all(|(x, y)| !code.is_dark(x, y)) && !code.is_dark(code.side, 0));
        }
    }

    #[test]
    fn what_is_too_long_or_too_small_gives_none() {
        assert_eq!((Code::of(""), Code::of(&"a".repeat(LONGEST + 1))), (None, None));
        assert_eq!(Code::of(LINK).and_then(|code| code.dots(64)), None);
    }
}
