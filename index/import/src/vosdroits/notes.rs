//! What was odd in one document, and how much room it has left.

use roxmltree::Node;
use std::collections::BTreeMap;

/// Most characters kept of one text: a paragraph, an entry, a cell.
pub(super) const FIELD: usize = 20_000;
/// Most characters kept of one document. The longest fiche known has about 150,000.
const DOCUMENT: usize = 600_000;

/// Warnings on a document in the making.
pub(super) struct Notes {
    /// (line, field, what was done).
    pub warnings: Vec<(Option<usize>, String, String)>,
    /// Elements that no schema known here has, and how often.
    pub unknown: BTreeMap<String, usize>,
    room: usize,
}

impl Default for Notes {
    fn default() -> Self {
        Self { warnings: Vec::new(), unknown: BTreeMap::new(), room: DOCUMENT }
    }
}

impl Notes {
    /// Warns about a node, with its line.
    pub fn warn(&mut self, node: Node<'_, '_>, message: impl Into<String>) {
        let line = node.document().text_pos_at(node.range().start).row as usize;
        self.warnings.push((Some(line), node.tag_name().name().to_owned(), message.into()));
    }

    /// Counts an element that is not known; its text is kept.
    pub fn unknown(&mut self, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        // Names without end are one more way to fill a memory.
        let name = if self.unknown.len() < 100 { name } else { "…" };
        *self.unknown.entry(name.to_owned()).or_default() += 1;
    }

    /// Takes room for a text of `length` bytes; says how many of them may be kept.
    pub fn take(&mut self, node: Node<'_, '_>, length: usize) -> usize {
        let kept = length.min(self.room);
        if kept < length && self.room > 0 {
            self.warn(node, format!("the document has more than {DOCUMENT} characters: cut here"));
            self.room = 0;
        } else {
            self.room -= kept;
        }
        kept
    }
}
