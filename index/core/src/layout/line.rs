//! Lines, their spans, and what stands between two spans.

use crate::model::{Lang, OpeningState};
use crate::rights::Standing;
use std::borrow::Cow;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title of the view.
    Title,
    /// A heading inside it.
    Heading,
    /// A paragraph.
    Text,
    /// How to go on, where there is room.
    Hint,
    /// Something to be aware of.
    Notice,
    /// An entry of a list, or a reason.
    Entry,
    /// Something to tick off on paper.
    Box {
        /// It is ticked already.
        ticked: bool,
    },
    /// A row of a table, one span a cell; a cell may be empty.
    Row {
        /// It names the columns. It is the first row, and begins the table.
        head: bool,
    },
    /// The case in which the lines one level deeper hold.
    Case,
    /// The name of a place. The lines of the place follow, each at most once.
    Place,
    /// Where a place is.
    Address,
    /// The phone number of a place.
    PlacePhone,
    /// How far a place is.
    Distance,
    /// Whether a place is open, with the next change.
    Opening(OpeningState),
    /// A right: name, amount, standing. Its reasons follow as entries one level deeper.
    Right(Standing),
    /// A part of a whole, which may be drawn as a bar: how far something has come, or a count beside the greatest of its list.
    Gauge {
        /// Steps done, the present one included; the count.
        done: u32,
        /// Steps in all, about; the greatest count.
        total: u32,
    },
    /// A number to call: number, whose it is, terms.
    Phone,
    /// What to do first in an emergency. The numbers follow.
    Advice,
    /// An emergency number: number, who answers, terms.
    Emergency,
    /// Where the answer comes from: publisher and date, address.
    Source,
    /// A choice: label, year or that it was checked, detail.
    Choice {
        /// Its digit.
        number: u8,
        /// Whether it is chosen by its digit; else a digit that is typed is the answer.
        by_digit: bool,
    },
}

impl Kind {
    /// Whether a line of this kind says something of a place.
    pub const fn is_of_place(self) -> bool {
        matches!(self, Self::Place | Self::Address | Self::PlacePhone | Self::Distance | Self::Opening(_))
    }
}

/// What a span is in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary words.
    Plain,
    /// What the line is about: a title, a heading, a name.
    Strong,
    /// A phone number, or words to be copied by hand: large on paper.
    Number,
    /// About how much.
    Amount,
    /// Price and hours of a number.
    Terms,
    /// How sure a right is. The heading above says it too: whoever shows headings leaves it out.
    Standing,
    /// A cell of a table.
    Cell,
    /// The year of the answer that a choice opens.
    Year,
    /// That the answer which a choice opens was checked: on a screen alone.
    Checked,
    /// What may be passed over: origin, detail.
    Muted,
    /// A web address.
    Link,
}

/// Some words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words; a paragraph may hold line feeds. Empty in an empty cell only.
    pub text: String,
    /// What they are.
    pub role: Role,
    /// Their language.
    pub lang: Lang,
}

/// What begins with a line. The later, the wider the gap before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Start {
    /// Nothing: it goes on with the block of the line before, or opens a case under its name.
    Nothing,
    /// Another block of the same part.
    Block,
    /// A part: the title, a block of the view, the choices.
    Part,
}

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// What begins with it.
    pub start: Start,
    /// How deep it stands: cases in which it holds, and one more for a reason.
    pub depth: u8,
    /// The key of a choice, of the choice that opens this place, or of the one that opens this right.
    pub key: Option<String>,
    /// Its parts in the order of its kind, never none.
    pub spans: Vec<Span>,
}

impl Line {
    /// The words of its first span with a role; empty without one.
    pub fn part(&self, role: Role) -> &str {
        self.spans.iter().find(|span| span.role == role).map_or("", |span| span.text.as_str())
    }

    /// What is read of it, piece by piece: its spans, and what stands between them. Without the standing of a right, and
    /// without what is for a screen alone.
    pub fn pieces(&self) -> Vec<(Cow<'_, str>, Role)> {
        let mut pieces = Vec::new();
        for span in self.spans.iter().filter(|span| !matches!(span.role, Role::Standing | Role::Checked)) {
            let (before, after) = match (self.kind, span.role) {
                _ if pieces.is_empty() => ("", ""),
                (_, Role::Terms | Role::Year) => (" (", ")"),
                (_, Role::Cell) => (" | ", ""),
                (_, Role::Link) => (" ", ""),
                _ => (DASH, ""),
            };
            let parts = [(before, Role::Plain), (span.text.as_str(), span.role), (after, Role::Plain)];
            let kept = parts.into_iter().filter(|(text, role)| !text.is_empty() || *role == Role::Cell);
            pieces.extend(kept.map(|(text, role)| (Cow::Borrowed(text), role)));
        }
        pieces
    }

    /// What is read of it.
    pub fn text(&self) -> String {
        self.pieces().into_iter().map(|(text, _)| text).collect()
    }
}

/// Between a name and what is said of it.
const DASH: &str = " – ";

/// The parts that are not empty, joined as a name and what is said of it are.
pub fn dashed<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut joined = String::new();
    for part in parts {
        let part = part.as_ref();
        if !part.is_empty() && !joined.is_empty() {
            joined.push_str(DASH);
        }
        joined.push_str(part);
    }
    joined
}

#[cfg(test)]
mod tests {
    //! Spans are joined in one way, and nothing is joined to nothing.

    use super::*;

    fn line(kind: Kind, spans: &[(&str, Role)]) -> Line {
        let span = |(text, role): &(&str, Role)| Span { text: (*text).into(), role: *role, lang: Lang::FR };
        Line { kind, start: Start::Part, depth: 0, key: None, spans: spans.iter().map(span).collect() }
    }

    #[test]
    fn spans_are_joined_once() {
        let (number, name, terms) = (("3919", Role::Number), ("écoute", Role::Plain), ("gratuit", Role::Terms));
        assert_eq!(line(Kind::Phone, &[number, name, terms]).text(), "3919 – écoute (gratuit)");
        assert_eq!(line(Kind::Phone, &[number]).text(), "3919");
        let (name, amount, standing) = (("RSA", Role::Strong), ("650 €", Role::Amount), ("Probable", Role::Standing));
        assert_eq!(line(Kind::Right(Standing::Likely), &[name, amount, standing]).text(), "RSA – 650 €");
        assert_eq!(line(Kind::Right(Standing::Likely), &[standing]).text(), "");
        let row = line(Kind::Row { head: false }, &[("", Role::Cell), ("a", Role::Cell), ("", Role::Cell)]);
        assert_eq!(row.text(), " | a | ");
        assert_eq!(line(Kind::Source, &[("Caf", Role::Muted), ("https://a", Role::Link)]).text(), "Caf https://a");
        assert_eq!(
            (dashed(["", "a", "", "b"]), dashed(["a"]), dashed([""; 2])),
            ("a – b".into(), "a".into(), "".into())
        );
    }
}
