//! Rows put on pages: sections stay whole where that wastes little, a heading is never alone at the foot, and columns that
//! begin beside one another do so on each page.

use super::block::Row;

/// Columns that begin beside one another, each top to bottom.
pub(super) type Band = Vec<Vec<Row>>;

/// A row where it stands, from the top of the area of the page.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) top: f32,
    pub(super) row: Row,
}

/// A section is not cut if it takes less than this of a page, and no more than that of it stays empty.
const WHOLE: f32 = 0.45;
const EMPTY: f32 = 0.2;
/// Less than any eye sees: sums of heights are never exact.
const SLACK: f32 = 0.01;

/// Pages in the making.
struct Filling {
    pages: Vec<Vec<Placed>>,
    /// How far the last page is filled.
    at: f32,
    height: f32,
}

/// The rows of sections on pages so high. There is always one.
pub(super) fn pages(sections: Vec<Vec<Band>>, height: f32) -> Vec<Vec<Placed>> {
    let mut filling = Filling { pages: vec![Vec::new()], at: 0.0, height };
    for section in sections {
        let whole: f32 = section.iter().map(tallest).sum();
        if whole <= height * WHOLE && height - filling.at <= height * EMPTY {
            filling.make_room(whole);
        }
        let mut bands = section.as_slice();
        while let Some((band, rest)) = bands.split_first() {
            filling.make_room(least(bands));
            filling.place(band.clone());
            bands = rest;
        }
    }
    filling.pages
}

/// Height of a band.
fn tallest(band: &Band) -> f32 {
    band.iter().map(|rows| rows.iter().map(Row::room).sum()).fold(0.0, f32::max)
}

/// Height of the first rows that can stand by themselves: with a heading, what it stands over.
fn least(bands: &[Band]) -> f32 {
    let Some((band, rest)) = bands.split_first() else { return 0.0 };
    let first = band.iter().map(|rows| {
        let until = rows.iter().position(|row| !row.keeps).map_or(rows.len(), |at| at + 1);
        rows.iter().take(until).map(Row::room).sum()
    });
    let first = first.fold(0.0, f32::max);
    let heads = band.iter().flatten().all(|row| row.keeps);
    if heads { first + least(rest) } else { first }
}

impl Filling {
    /// Begins a page where what comes does not fit the rest of this one, and fits a page.
    fn make_room(&mut self, room: f32) {
        if self.at > 0.0 && self.at + room > self.height + SLACK && room <= self.height {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.at = 0.0;
    }

    /// Puts a band on the page, and what does not fit on the next ones.
    fn place(&mut self, mut band: Band) {
        while band.iter().any(|rows| !rows.is_empty()) {
            let fits: Vec<usize> = band.iter().map(|rows| self.fits(rows)).collect();
            if fits.iter().all(|count| *count == 0) {
                self.turn();
                continue;
            }
            let mut lowest = self.at;
            for (rows, count) in band.iter_mut().zip(fits) {
                let mut top = self.at;
                for (at, row) in rows.drain(..count).enumerate() {
                    top += if at == 0 { self.gap(&row) } else { row.before };
                    let height = row.height;
                    if let Some(page) = self.pages.last_mut() {
                        page.push(Placed { top, row });
                    }
                    top += height;
                }
                lowest = lowest.max(top);
            }
            self.at = lowest;
            if band.iter().any(|rows| !rows.is_empty()) {
                self.turn();
            }
        }
    }

    /// How many of these rows fit the rest of the page. At the top of one, as many as there is room for, and one at least.
    fn fits(&self, rows: &[Row]) -> usize {
        let mut top = self.at;
        let fit = rows.iter().enumerate().take_while(|(at, row)| {
            top += if *at == 0 { self.gap(row) } else { row.before } + row.height;
            top <= self.height + SLACK
        });
        let most = fit.count();
        if most == rows.len() {
            return most;
        }
        let kept = rows.iter().take(most).rposition(|row| !row.keeps).map_or(0, |at| at + 1);
        match kept {
            0 if self.at == 0.0 => most.max(1).min(rows.len()),
            _ => kept,
        }
    }

    /// Space above a row that begins a band.
    fn gap(&self, row: &Row) -> f32 {
        if self.at == 0.0 { 0.0 } else { row.before }
    }
}

#[cfg(test)]
mod tests {
    //! - a heading stands over what it heads, in one column and beside another;
    //! - no row is lost, none is below the page unless it is higher than it;
    //! - a small section is not cut.

    use super::super::block::Owner;
    use super::super::paragraph::TextRow;
    use super::*;

    fn row(line: usize, height: f32, keeps: bool) -> Row {
        let owner = Owner { section: 0, column: 0, line };
        let (before, baseline, x) = (1.0, 0.0, 0.0);
        Row { owner, before, height, baseline, keeps, x, words: TextRow::default(), marks: Vec::new() }
    }

    fn plain(lines: std::ops::Range<usize>) -> Vec<Row> {
        lines.map(|line| row(line, 9.0, false)).collect()
    }

    /// The lines of each page.
    fn lines(sections: Vec<Vec<Band>>) -> Vec<Vec<usize>> {
        let pages = pages(sections, 100.0);
        for placed in pages.iter().flatten() {
            assert!(placed.row.height > 100.0 || placed.top + placed.row.height <= 100.1, "{placed:?}");
        }
        pages.iter().map(|page| page.iter().map(|placed| placed.row.owner.line).collect()).collect()
    }

    #[test]
    fn a_heading_is_not_alone_at_the_foot() {
        // Nine rows, and room for a heading alone.
        let heading = vec![vec![row(9, 9.0, true)]];
        let after = vec![vec![row(10, 9.0, false)]];
        let found = lines(vec![vec![vec![plain(0..9)]], vec![heading.clone(), after]]);
        assert_eq!(found, [(0..9).collect::<Vec<_>>(), vec![9, 10]]);
        // Below its heading, a whole section that is too high to be kept whole.
        let long = [vec![row(9, 9.0, true)], plain(10..20)].concat();
        let found = lines(vec![vec![vec![plain(0..9)]], vec![vec![long.clone()]]]);
        assert_eq!(found, [(0..9).collect::<Vec<_>>(), (9..19).collect(), vec![19]]);
        // Beside another column.
        let found = lines(vec![vec![vec![plain(0..9)]], vec![vec![long.clone(), long]]]);
        assert_eq!(found[1].iter().filter(|line| **line == 9).count(), 2);
        // At the end of what is in force.
        assert_eq!(lines(vec![vec![heading]]), [[9]]);
    }

    #[test]
    fn nothing_is_lost_and_a_small_section_is_whole() {
        let found = lines(vec![vec![vec![plain(0..9)]], vec![vec![plain(9..13)]]]);
        assert_eq!(found, [(0..9).collect::<Vec<_>>(), (9..13).collect()]);
        // Where much of the page would stay empty, it is cut.
        let found = lines(vec![vec![vec![plain(0..7)]], vec![vec![plain(7..11)]]]);
        assert_eq!(found, [(0..10).collect::<Vec<_>>(), vec![10]]);
        let found = lines(vec![vec![vec![plain(0..95)], vec![plain(95..99), plain(99..130)]]]);
        let mut all = found.concat();
        all.sort_unstable();
        assert_eq!(all, (0..130).collect::<Vec<_>>());
        // A row that is higher than any page, and rows that would all stay together.
        assert_eq!(lines(vec![vec![vec![vec![row(0, 9.0, true), row(1, 300.0, false), row(2, 9.0, false)]]]]).len(), 3);
        let tied: Vec<Row> = (0..30).map(|line| row(line, 9.0, true)).collect();
        assert_eq!(lines(vec![vec![vec![tied]]]).concat().len(), 30);
        assert_eq!(lines(Vec::new()), [Vec::<usize>::new()]);
    }
}
