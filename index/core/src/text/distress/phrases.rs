//! What a language brings: its phrases as they are authored.

use crate::model::Lang;
use std::collections::BTreeMap;

/// The phrases of one language.
///
/// A pattern is written `mon {partner} me | frappe`: words, groups in braces, and `|` where other words may stand. Between
/// two slots (a group, or a run of words) two fillers may stand, or up to three words that make it only probable.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// The language.
    pub lang: Lang,
    /// What looks like distress and is not: set aside first. May use groups, takes no gaps.
    pub idioms: Vec<String>,
    /// Words that may stand between two slots and change nothing.
    pub filler: Vec<String>,
    /// Words that may stand around a bare word of distress, besides the fillers.
    pub around: Vec<String>,
    /// Words that turn a phrase into its contrary where they stand between two slots.
    pub negations: Vec<String>,
    /// As people write, and what is meant; whole words.
    pub spelling: Vec<(String, String)>,
    /// Alternatives, by name of the group.
    pub groups: BTreeMap<String, Vec<String>>,
    /// The patterns, in the order of the categories.
    pub categories: Vec<CategoryPhrases>,
}

/// The patterns of one category.
#[derive(Debug, Clone, Default)]
pub struct CategoryPhrases {
    /// The category.
    pub id: String,
    /// Certain: the numbers are shown at once.
    pub acts: Vec<String>,
    /// Probable: the person is asked first.
    pub asks: Vec<String>,
    /// Words that ask where they are all that is typed.
    pub bare: Vec<String>,
}

/// A part of a pattern as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Words that follow one another.
    Run(&'a str),
    /// A group, by name.
    Group(&'a str),
}

/// The parts of a pattern; a brace that is not closed is a word.
pub(super) fn parts(pattern: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for piece in pattern.split('|') {
        let mut rest = piece;
        while let Some((before, group, after)) = rest
            .split_once('{')
            .and_then(|(before, tail)| tail.split_once('}').map(|(group, after)| (before, group, after)))
        {
            parts.push(Part::Run(before));
            parts.push(Part::Group(group));
            rest = after;
        }
        parts.push(Part::Run(rest));
    }
    parts.retain(|part| !matches!(part, Part::Run(run) if run.trim().is_empty()));
    parts
}

impl Phrases {
    /// A pattern written out with the first alternative of each of its groups: a sentence that it must be read from.
    pub fn example(&self, pattern: &str) -> String {
        self.written(pattern, |_| 0)
    }

    /// A pattern written out with alternatives of its groups; `draw` gives a number below the one it is given.
    pub fn written(&self, pattern: &str, mut draw: impl FnMut(usize) -> usize) -> String {
        let said = parts(pattern).into_iter().map(|part| match part {
            Part::Run(run) => run.trim(),
            Part::Group(group) => {
                self.groups.get(group).and_then(|words| words.get(draw(words.len()))).map_or("", String::as_str)
            }
        });
        said.collect::<Vec<_>>().join(" ")
    }

    /// The groups that a pattern names.
    pub fn named(pattern: &str) -> Vec<&str> {
        let group = |part| if let Part::Group(group) = part { Some(group) } else { None };
        parts(pattern).into_iter().filter_map(group).collect()
    }
}
