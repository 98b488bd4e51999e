//! A sheet: sections, each in one language or two.

use super::Entry;
use crate::layout::{Line, Start};
use crate::model::Lang;

/// What a section of a sheet is about. A medium may mark them: the papers are ticked off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Title and date.
    Title,
    /// What was said to the person in ready sentences.
    Said,
    /// What the person must know of the sheet to read it, in their language alone.
    Note,
    /// Numbers to call now.
    Emergency,
    /// A card, an answer of a situation, an institution or a right; a paragraph of a letter or a slip.
    Matter,
    /// Deadlines of all that is on the sheet: a heading, each with what must be done and when, a remark.
    Dates,
    /// Papers to bring, of all that is on the sheet: a heading, an entry each, a remark.
    Papers,
    /// A place.
    Place,
    /// Words by which all of it is found again elsewhere.
    Words,
    /// Where all of it comes from.
    Sources,
    /// What it is not, and who helps.
    Foot,
}

/// A section, in each language of its sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What it is about.
    pub part: Part,
    /// Its lines in each of [`Sheet::languages`], in their order; the first line begins a part. None in a language that has no words for
    /// it: what is left then takes the whole width.
    pub columns: Vec<Vec<Line>>,
}

impl Section {
    /// The first column that says something, and its place: the person's language, else French.
    pub fn first(&self) -> (usize, &[Line]) {
        let said = self.columns.iter().enumerate().find(|(_, lines)| !lines.is_empty());
        said.map_or((0, &[]), |(at, lines)| (at, lines.as_slice()))
    }

    /// Whether one column alone says something.
    pub fn is_alone(&self) -> bool {
        self.columns.len() > 1 && self.columns.iter().filter(|lines| !lines.is_empty()).count() == 1
    }
}

/// What somebody takes away.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The person's language, then French where it is another one.
    pub languages: Vec<Lang>,
    /// Its sections, top to bottom, the same in each language.
    pub sections: Vec<Section>,
    /// What is left out because it is private and was not asked for.
    pub private: Vec<Entry>,
    /// What is no longer there.
    pub gone: Vec<Entry>,
    /// The index could not be read: nobody is told that something is gone.
    pub unread: bool,
}

impl Sheet {
    /// All lines, one below the other: each section in the person's language, then the same in French.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.sections.iter().flat_map(|section| section.columns.iter().flatten())
    }

    /// Whether nothing that was put in the basket is on it.
    pub fn is_empty(&self) -> bool {
        !self.sections.iter().any(|section| matches!(section.part, Part::Said | Part::Matter | Part::Place))
    }

    /// The same sheet in some of its languages: those that a medium can write. None is left out where all would be.
    #[must_use]
    pub fn keeping(mut self, keep: impl Fn(Lang) -> bool) -> Self {
        let kept: Vec<bool> = self.languages.iter().map(|lang| keep(*lang)).collect();
        if kept.contains(&true) {
            let chosen = |at: &usize| kept.get(*at).copied().unwrap_or_default();
            for section in &mut self.sections {
                let columns = std::mem::take(&mut section.columns).into_iter().enumerate();
                section.columns = columns.filter(|(at, _)| chosen(at)).map(|(_, lines)| lines).collect();
            }
            self.sections.retain(|section| !section.columns.iter().all(Vec::is_empty));
            let languages = self.languages.into_iter().enumerate();
            self.languages = languages.filter(|(at, _)| chosen(at)).map(|(_, lang)| lang).collect();
        }
        self
    }
}

/// Joins groups of lines to one section: a part begins with the first of them, a block with each other.
pub(crate) fn joined(groups: Vec<Vec<Line>>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for mut group in groups {
        if let Some(first) = group.first_mut() {
            first.start = if lines.is_empty() { Start::Part } else { Start::Block };
        }
        lines.append(&mut group);
    }
    lines
}
