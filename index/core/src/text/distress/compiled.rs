//! The phrases of one language, compiled: words are numbers, alternatives stand sorted, so that all of them are looked
//! for at once, and a pattern is a row of the terms that its slots may be.

use super::phrases::{Part, Phrases, parts};
use super::vocabulary::{Vocabulary, Word, sorted};
use crate::model::Lang;
use crate::text::normal::words;
use crate::text::reader::Reader;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Number of a term: a run of words, or a group.
pub(super) type Term = u32;

/// One language, ready to read with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CompiledPhrases {
    /// Its language.
    pub(super) lang: Lang,
    pub(super) vocabulary: Vocabulary,
    pub(super) spelling: Spelling,
    /// What may stand between slots.
    pub(super) fillers: Table,
    /// What turns a phrase round.
    pub(super) negations: Vec<Word>,
    /// The alternatives of every term.
    pub(super) terms: Table,
    pub(super) patterns: Vec<Pattern>,
    /// For each term, the patterns of which it is the rarest.
    pub(super) of_term: Vec<Vec<u32>>,
    bare: Bare,
}

/// Words that ask where they are all that is typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Bare {
    #[serde(serialize_with = "sorted")]
    categories: HashMap<String, u16>,
    /// Those of one word, to compare with, and the categories by number.
    vocabulary: Vocabulary,
    numbered: Vec<u16>,
    /// What may stand around them.
    #[serde(serialize_with = "sorted_words")]
    around: HashSet<String>,
}

/// Writes words in their order: what is written is the same each time.
fn sorted_words<S: Serializer>(words: &HashSet<String>, out: S) -> Result<S::Ok, S::Error> {
    words.iter().collect::<BTreeSet<_>>().serialize(out)
}

/// Fewest letters of a bare word that is known by a slip.
const SLIPPED: usize = 6;

impl Bare {
    fn new(phrases: &Phrases, categories: &[String]) -> Self {
        let mut built = Self::default();
        for category in &phrases.categories {
            let Some(index) = categories.iter().position(|id| *id == category.id) else { continue };
            for text in &category.bare {
                let said = words(text);
                if let [word] = said.as_slice()
                    && built.vocabulary.add(word) as usize == built.numbered.len()
                {
                    built.numbered.push(index as u16);
                }
                built.categories.entry(said.join(" ")).or_insert(index as u16);
            }
        }
        built.around = phrases.filler.iter().chain(&phrases.around).flat_map(|filler| words(filler)).collect();
        built.vocabulary.ready(phrases.lang, |_| true);
        built
    }
}

/// What a pattern is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Use {
    /// Set aside.
    Idiom,
    /// Certain, of a category.
    Act(u16),
    /// Probable, of a category.
    Ask(u16),
}

/// A row of slots.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Pattern {
    pub(super) slots: Box<[Term]>,
    pub(super) of: Use,
}

/// How words are written, and what is meant.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Spelling {
    #[serde(serialize_with = "sorted")]
    meant: HashMap<String, Vec<String>>,
    /// Most words of what is written.
    longest: usize,
}

impl Spelling {
    fn new(rules: &[(String, String)]) -> Self {
        let mut built = Self::default();
        for (written, meant) in rules {
            let written = words(written);
            built.longest = built.longest.max(written.len());
            built.meant.insert(written.join(" "), words(meant));
        }
        built
    }

    /// How many words are not meant as they are written.
    pub(super) fn changes(&self, said: &[String]) -> usize {
        let written: HashSet<&str> = said.iter().map(String::as_str).collect();
        self.apply(said).into_iter().filter(|meant| !written.contains(meant)).count()
    }

    /// The words that are meant, the longest rule first.
    pub(super) fn apply<'a>(&'a self, said: &'a [String]) -> Vec<&'a str> {
        let mut out = Vec::with_capacity(said.len());
        let mut at = 0;
        while at < said.len() {
            let rule = (1..=self.longest.min(said.len() - at)).rev().find_map(|length| {
                let meant = if length == 1 {
                    self.meant.get(said[at].as_str())
                } else {
                    self.meant.get(said[at..at + length].join(" ").as_str())
                };
                Some((length, meant?))
            });
            match rule {
                Some((length, meant)) => {
                    out.extend(meant.iter().map(String::as_str));
                    at += length;
                }
                None => {
                    out.push(said[at].as_str());
                    at += 1;
                }
            }
        }
        out
    }
}

/// Alternatives of terms, sorted: those that begin alike stand together.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Table {
    rows: Vec<(Box<[Word]>, Term)>,
    /// Where the rows that begin with a word stand, by word.
    first: Vec<(u32, u32)>,
}

impl Table {
    fn new(mut rows: Vec<(Box<[Word]>, Term)>, words: usize) -> Self {
        rows.sort_unstable();
        rows.dedup();
        let mut first = vec![(0, 0); words];
        for (index, (row, _)) in rows.iter().enumerate() {
            let Some(range) = row.first().and_then(|word| first.get_mut(*word as usize)) else { continue };
            if range.1 == 0 {
                range.0 = index as u32;
            }
            range.1 = index as u32 + 1;
        }
        Self { rows, first }
    }

    /// The rows that begin with a word.
    pub(super) fn begin(&self, word: Word) -> Range<usize> {
        self.first.get(word as usize).map_or(0..0, |(start, end)| *start as usize..*end as usize)
    }

    /// Those of some rows, alike so far, that go on with a word.
    pub(super) fn narrow(&self, rows: Range<usize>, depth: usize, word: Word) -> Range<usize> {
        let all = &self.rows[rows.clone()];
        let start = all.partition_point(|(row, _)| row.get(depth).is_none_or(|next| *next < word));
        let end = start + all[start..].partition_point(|(row, _)| row.get(depth) == Some(&word));
        rows.start + start..rows.start + end
    }

    /// The terms of those of some rows, alike so far, that end here.
    pub(super) fn ended(&self, rows: Range<usize>, depth: usize) -> impl Iterator<Item = Term> {
        self.rows[rows].iter().take_while(move |(row, _)| row.len() == depth).map(|(_, term)| *term)
    }
}

/// A language in the making.
struct Maker<'a> {
    phrases: &'a Phrases,
    spelling: Spelling,
    vocabulary: Vocabulary,
    rows: Vec<(Box<[Word]>, Term)>,
    runs: HashMap<Vec<Word>, Term>,
    groups: HashMap<&'a str, Option<Term>>,
    terms: u32,
}

impl<'a> Maker<'a> {
    /// The words of a text as numbers.
    fn numbers(&mut self, text: &str) -> Vec<Word> {
        let said = words(text);
        self.spelling.apply(&said).into_iter().map(|word| self.vocabulary.add(word)).collect()
    }

    fn term(&mut self) -> Term {
        self.terms += 1;
        self.terms - 1
    }

    /// The term of a part; `None` for a group that does not exist or is empty.
    fn slot(&mut self, part: Part<'a>) -> Option<Term> {
        match part {
            Part::Run(run) => {
                let run = self.numbers(run);
                if let Some(term) = self.runs.get(&run) {
                    return Some(*term);
                }
                let term = self.term();
                self.rows.push((run.clone().into(), term));
                self.runs.insert(run, term);
                Some(term)
            }
            Part::Group(name) => {
                if let Some(term) = self.groups.get(name) {
                    return *term;
                }
                let all = self.phrases.groups.get(name)?;
                let term = self.term();
                for alternative in all {
                    let row = self.numbers(alternative);
                    if !row.is_empty() {
                        self.rows.push((row.into(), term));
                    }
                }
                self.groups.insert(name, Some(term));
                Some(term)
            }
        }
    }

    fn pattern(&mut self, pattern: &'a str, of: Use) -> Option<Pattern> {
        let filled = |part: &Part<'_>| !matches!(part, Part::Run(run) if words(run).is_empty());
        let slots: Option<Box<[Term]>> =
            parts(pattern).into_iter().filter(filled).map(|part| self.slot(part)).collect();
        slots.filter(|slots| !slots.is_empty()).map(|slots| Pattern { slots, of })
    }
}

impl CompiledPhrases {
    /// The category of a message that is a bare word, and whether it was written with a slip.
    pub(super) fn bare(&self, said: &[String], reader: Option<&Reader>) -> Option<(u16, bool)> {
        const MOST: usize = 8;
        if said.len() > MOST {
            return None;
        }
        let get = |said: &[&str]| self.bare.categories.get(&said.join(" ")).copied();
        let all: Vec<&str> = said.iter().map(String::as_str).collect();
        let few: Vec<&str> = all.iter().copied().filter(|word| !self.bare.around.contains(*word)).collect();
        if let Some(category) = get(&all).or_else(|| get(&few)) {
            return Some((category, false));
        }
        let [word] = few[..] else { return None };
        if word.chars().count() < SLIPPED || reader.is_some_and(|reader| reader.knows(self.lang, word)) {
            return None;
        }
        let near = self.bare.vocabulary.near(word);
        let meant = near.first().or_else(|| self.bare.vocabulary.heard(word).first())?;
        self.bare.numbered.get(*meant as usize).map(|category| (*category, true))
    }

    /// Compiles a language; `categories` gets those that are new to it.
    pub(super) fn new(phrases: &Phrases, categories: &mut Vec<String>) -> Self {
        let mut maker = Maker {
            phrases,
            spelling: Spelling::new(&phrases.spelling),
            vocabulary: Vocabulary::default(),
            rows: Vec::new(),
            runs: HashMap::new(),
            groups: HashMap::new(),
            terms: 0,
        };
        let mut patterns = Vec::new();
        for category in &phrases.categories {
            let index = categories.iter().position(|id| *id == category.id).unwrap_or_else(|| {
                categories.push(category.id.clone());
                categories.len() - 1
            }) as u16;
            patterns.extend(category.acts.iter().filter_map(|act| maker.pattern(act, Use::Act(index))));
            patterns.extend(category.asks.iter().filter_map(|ask| maker.pattern(ask, Use::Ask(index))));
        }
        let meant = maker.vocabulary.len();
        patterns.extend(phrases.idioms.iter().filter_map(|idiom| maker.pattern(idiom, Use::Idiom)));
        let fillers = phrases.filler.iter().map(|filler| (maker.numbers(filler).into(), 0));
        let fillers: Vec<(Box<[Word]>, Term)> = fillers.collect();
        let negations = phrases.negations.iter().flat_map(|negation| maker.numbers(negation)).collect();
        let Maker { spelling, mut vocabulary, rows, terms: all, .. } = maker;
        let known = vocabulary.len() as usize;
        // Only words of a phrase can be meant by a slip; those of idioms and fillers are known, and are what they are.
        vocabulary.ready(phrases.lang, |word| word < meant);
        let mut uses = vec![0_u32; all as usize];
        patterns.iter().flat_map(|pattern| &*pattern.slots).for_each(|slot| uses[*slot as usize] += 1);
        let mut of_term = vec![Vec::new(); all as usize];
        for (index, pattern) in patterns.iter().enumerate() {
            if let Some(rarest) = pattern.slots.iter().min_by_key(|slot| uses[**slot as usize]) {
                of_term[*rarest as usize].push(index as u32);
            }
        }
        Self {
            lang: phrases.lang,
            vocabulary,
            spelling,
            fillers: Table::new(fillers, known),
            negations,
            terms: Table::new(rows, known),
            patterns,
            of_term,
            bare: Bare::new(phrases, categories),
        }
    }
}
