//! Words into concepts: which needs of the thesaurus a query names, in any of its languages.
//!
//! A label matches by the share of its words that the query has, each weighed by how rare it is (a word of many
//! labels weighs little), and by how much of the query it explains. Endings are cut by the language's stemmer; a word
//! that no label has is compared by its beginning, for languages that pile up endings.

use super::language::is_function_word;
use guichet_core::model::{Concept, LabelKind, Lang, ThemeId};
use guichet_core::text::normal::{fold, words};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tantivy::tokenizer::TextAnalyzer;

/// Concepts kept of one query.
const MOST: usize = 12;
/// A concept less sure than this is none.
const FEWEST: f32 = 0.05;
/// Share of letters, three by three, from which a word may mean another.
const ALIKE: f32 = 0.4;
/// Share of letters, three by three, from which two stems are one word in a language of many endings.
const SAME_WORD: f32 = 0.55;
/// Letters that a word keeps without its article, and without its ending; letters of an ending.
const BARE: usize = 3;
const SHORTEST: usize = 4;
const LONGEST_ENDING: usize = 3;
/// How sharply a label that is only partly there counts less.
const SHARE_COUNTS: f32 = 1.6;
/// How sharply a label that is only partly there is no whole one.
const WHOLE_COUNTS: f32 = 6.0;
/// How sharply a label of one word counts less where other concepts have it too.
const ONE_WORD_COUNTS: f32 = 0.5;
/// How sharply a label that explains little of the query counts less.
const EXPLAINED_COUNTS: f32 = 0.5;

/// A concept that a query names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConceptMatch {
    /// Its index in the thesaurus.
    pub concept: u32,
    /// How surely, 0 to 1.
    pub sure: f32,
    /// How wholly one of its labels stands in the query, whatever else the query says, 0 to 1.
    pub whole: f32,
}

/// One thing typed: stems that it may stand for, and how likely each is.
pub(crate) type Word = Vec<(String, f32)>;

/// The concepts and the index of their labels; kept with the index, since stemming every label takes longer than all
/// else that is done to open it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Thesaurus {
    concepts: Vec<Concept>,
    labels: Vec<LabelEntry>,
    languages: Vec<LanguageLabels>,
    /// Folded names that may be shown, sorted.
    names: Vec<(String, Lang, u32)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct LabelEntry {
    concept: u32,
    /// The weights of all of its words together.
    mass: f32,
    /// What its words tell of the concept: 1, or less for a label of one word that other concepts' labels have too.
    tells: f32,
}

/// The labels of one language by their stems.
#[derive(Debug, Serialize, Deserialize)]
struct LanguageLabels {
    lang: Lang,
    /// Sorted by stem.
    stems: Vec<(String, StemEntry)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StemEntry {
    idf: f32,
    labels: Vec<u32>,
    grams: Vec<u32>,
}

impl Thesaurus {
    /// Indexes concepts.
    pub fn new(concepts: Vec<Concept>) -> Self {
        let mut labels: Vec<LabelEntry> = Vec::new();
        let mut languages = Vec::new();
        for lang in Lang::all() {
            let mut analyzer = crate::analysis::of(lang);
            let mut stems: HashMap<String, Vec<u32>> = HashMap::new();
            let first = labels.len();
            let mut members: Vec<Vec<String>> = Vec::new();
            for (id, concept) in concepts.iter().enumerate() {
                for label in concept.labels.iter().filter(|label| label.lang == lang) {
                    let own = label_stems(lang, &mut analyzer, &label.text);
                    if own.is_empty() {
                        continue;
                    }
                    for stem in &own {
                        stems.entry(stem.clone()).or_default().push(labels.len() as u32);
                    }
                    members.push(own);
                    labels.push(LabelEntry { concept: id as u32, mass: 0.0, tells: 1.0 });
                }
            }
            let count = members.len().max(1) as f32;
            let mut stems: Vec<(String, StemEntry)> = stems
                .into_iter()
                .map(|(stem, labels)| {
                    let idf = (1.0 + count / labels.len() as f32).ln();
                    let grams = grams(&stem);
                    (stem, StemEntry { idf, labels, grams })
                })
                .collect();
            stems.sort_by(|a, b| a.0.cmp(&b.0));
            for (offset, own) in members.iter().enumerate() {
                let mass = own.iter().filter_map(|stem| find(&stems, stem)).map(|entry| entry.idf).sum();
                let concept = labels[first + offset].concept;
                let tells = match own.as_slice() {
                    [only] => find(&stems, only).map_or(1.0, |entry| {
                        let same = entry.labels.iter().filter(|label| labels[**label as usize].concept == concept);
                        (same.count() as f32 / entry.labels.len() as f32).powf(ONE_WORD_COUNTS)
                    }),
                    _ => 1.0,
                };
                (labels[first + offset].mass, labels[first + offset].tells) = (mass, tells);
            }
            // A language without labels leaves no trace: one that is new does not change what is kept of the others.
            if !stems.is_empty() {
                languages.push(LanguageLabels { lang, stems });
            }
        }
        let mut names: Vec<(String, Lang, u32)> = Vec::new();
        for (id, concept) in concepts.iter().enumerate() {
            let shown = concept.labels.iter().filter(|label| label.kind != LabelKind::Hidden);
            names.extend(shown.map(|label| (fold(&label.text), label.lang, id as u32)));
        }
        names.sort();
        Self { concepts, labels, languages, names }
    }

    /// The concepts.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// A concept by its index.
    pub fn concept(&self, index: u32) -> &Concept {
        &self.concepts[index as usize]
    }

    /// The words of a text as this language's labels are read. French ones come from the query's own reading, repaired.
    pub fn words_in(&self, lang: Lang, folded: &[String]) -> Vec<Word> {
        let Some(spoken) = self.languages.iter().find(|spoken| spoken.lang == lang) else { return Vec::new() };
        let mut analyzer = crate::analysis::of(lang);
        folded
            .iter()
            .filter(|word| !is_function_word(lang, word))
            .filter_map(|word| {
                let stem = stem(lang, &mut analyzer, word)?;
                let known = [&stem, &acronym(word)].into_iter().any(|stem| find(&spoken.stems, stem).is_some());
                let stems = if known { vec![(stem, 1.0)] } else { spoken.near(&stem) };
                Some(or_acronym(stems, word))
            })
            .collect()
    }

    /// The concepts that words name in a language, the surest first.
    pub fn matching(&self, lang: Lang, words: &[Word]) -> Vec<ConceptMatch> {
        let Some(spoken) = self.languages.iter().find(|spoken| spoken.lang == lang) else { return Vec::new() };
        // What a word that no label has would weigh: it may be the very thing asked.
        let strange = (1.0 + self.labels.len() as f32 / self.languages.len().max(1) as f32).ln();
        let mut asked = 0.0;
        let mut matched: HashMap<u32, f32> = HashMap::new();
        let mut seen: Vec<&str> = Vec::new();
        for word in words {
            let mut most: f32 = 0.0;
            for (stem, likelihood) in word {
                let Some(entry) = find(&spoken.stems, stem) else { continue };
                most = most.max(entry.idf);
                if seen.contains(&stem.as_str()) {
                    continue;
                }
                seen.push(stem);
                for label in &entry.labels {
                    *matched.entry(*label).or_default() += entry.idf * likelihood;
                }
            }
            asked += if most > 0.0 { most } else { strange };
        }
        let mut sure: HashMap<u32, (f32, f32)> = HashMap::new();
        for (label, mass) in matched {
            let entry = &self.labels[label as usize];
            let share = (mass / entry.mass.max(0.1)).min(1.0);
            let explained = (mass / asked.max(0.1)).min(1.0);
            let here = entry.tells * share.powf(SHARE_COUNTS) * explained.powf(EXPLAINED_COUNTS);
            let (best, whole) = sure.entry(entry.concept).or_default();
            (*best, *whole) = (best.max(here), whole.max(entry.tells * share.powf(WHOLE_COUNTS)));
        }
        let mut named: Vec<ConceptMatch> =
            sure.into_iter().map(|(concept, (sure, whole))| ConceptMatch { concept, sure, whole }).collect();
        named.retain(|named| named.sure >= FEWEST);
        named.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.concept.cmp(&b.concept)));
        named.truncate(MOST);
        named
    }

    /// How much of some words the labels of a language know, 0 to 1: tells languages apart where small words do not.
    pub fn known_share(&self, lang: Lang, folded: &[String]) -> f32 {
        let spoken = self.languages.iter().find(|spoken| spoken.lang == lang);
        let mut analyzer = crate::analysis::of(lang);
        let known = folded
            .iter()
            .filter(|word| {
                is_function_word(lang, word)
                    || spoken.is_some_and(|spoken| {
                        let known = |stem: &String| find(&spoken.stems, stem).is_some();
                        known(&acronym(word)) || stem(lang, &mut analyzer, word).as_ref().is_some_and(known)
                    })
            })
            .count();
        known as f32 / folded.len().max(1) as f32
    }

    /// The theme of the concept that some word looks most like, letters three by three; `None` where nothing is alike.
    pub fn nearest_theme(&self, typed: &[String]) -> Option<ThemeId> {
        let mut best: Option<(f32, u32)> = None;
        for word in typed.iter().filter(|word| (4..=30).contains(&word.chars().count())).take(8) {
            let own = grams(word);
            for spoken in &self.languages {
                for (_, entry) in &spoken.stems {
                    let alike = alike(&own, &entry.grams);
                    if alike > best.map_or(ALIKE, |(best, _)| best)
                        && let Some(label) = entry.labels.first()
                    {
                        best = Some((alike, *label));
                    }
                }
            }
        }
        let concept = self.labels[best?.1 as usize].concept;
        self.concepts[concept as usize].themes.first().cloned()
    }

    /// The concepts that are called so, in this language or in French.
    pub fn named(&self, folded: &str, lang: Lang) -> Vec<u32> {
        let start = self.names.partition_point(|(name, ..)| name.as_str() < folded);
        let same = self.names[start..].iter().take_while(|(name, ..)| name == folded);
        let mut concepts: Vec<u32> =
            same.filter(|(_, own, _)| *own == lang || *own == Lang::FR).map(|(.., concept)| *concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    /// Concepts that have a name in this language, or in French, beginning so: the shortest name first.
    pub fn beginning(&self, folded: &str, lang: Lang) -> Vec<u32> {
        let start = self.names.partition_point(|(name, ..)| name.as_str() < folded);
        let mut found: Vec<(bool, usize, u32)> = self.names[start..]
            .iter()
            .take_while(|(name, ..)| name.starts_with(folded))
            .filter(|(_, own, _)| *own == lang || *own == Lang::FR)
            .map(|(name, own, concept)| (*own != lang, name.len(), *concept))
            .collect();
        found.sort_unstable();
        let mut concepts: Vec<u32> = Vec::new();
        for (.., concept) in found {
            if !concepts.contains(&concept) {
                concepts.push(concept);
            }
        }
        concepts
    }
}

impl LanguageLabels {
    /// Stems that look like this one, letters three by three: in languages that pile up endings and beginnings, that is
    /// the same word.
    fn near(&self, stem: &str) -> Word {
        let own = grams(stem);
        if stem.chars().count() < 4 {
            return vec![(stem.to_owned(), 1.0)];
        }
        let mut near: Vec<(String, f32)> = Vec::new();
        for (known, entry) in &self.stems {
            let alike = alike(&own, &entry.grams);
            if alike >= SAME_WORD {
                near.push((known.clone(), alike));
            }
        }
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        near.truncate(3);
        if near.is_empty() { vec![(stem.to_owned(), 1.0)] } else { near }
    }
}

/// The letters of a word three by three, its beginning and end marked, as sorted hashes.
fn grams(word: &str) -> Vec<u32> {
    let letters: Vec<u32> = [' '].into_iter().chain(word.chars()).chain([' ']).map(u32::from).collect();
    let mut grams: Vec<u32> =
        letters.windows(3).map(|three| three.iter().fold(7, |sum: u32, c| sum.wrapping_mul(0x0001_0003) ^ c)).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Dice's coefficient of two sorted sets.
fn alike(one: &[u32], other: &[u32]) -> f32 {
    let (mut shared, mut at) = (0, 0);
    for gram in one {
        while at < other.len() && other[at] < *gram {
            at += 1;
        }
        if other.get(at) == Some(gram) {
            shared += 1;
        }
    }
    2.0 * shared as f32 / (one.len() + other.len()).max(1) as f32
}

fn find<'a>(stems: &'a [(String, StemEntry)], stem: &str) -> Option<&'a StemEntry> {
    stems.binary_search_by(|(known, _)| known.as_str().cmp(stem)).ok().map(|at| &stems[at].1)
}

/// The stems of a label, each once; small words count only where there is nothing else. An acronym keeps its letters:
/// its stem would be that of another word.
fn label_stems(lang: Lang, analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let is_acronym = |written: &str| written.chars().count() > 1 && written.chars().all(char::is_uppercase);
    let written = text.split(|c: char| !c.is_alphanumeric()).filter(|written| !written.is_empty());
    let all: Vec<(String, bool)> =
        written.flat_map(|written| words(written).into_iter().map(move |word| (word, is_acronym(written)))).collect();
    let is_small =
        |word: &str| is_function_word(lang, word) || (lang == Lang::FR && crate::analysis::is_stop_word(word));
    let mut kept: Vec<&(String, bool)> =
        all.iter().filter(|(word, is_acronym)| *is_acronym || !is_small(word)).collect();
    if kept.is_empty() {
        kept = all.iter().collect();
    }
    let mut stems: Vec<String> = Vec::new();
    let stem = |(word, is_acronym): &(String, bool)| {
        if *is_acronym { Some(acronym(word)) } else { stem(lang, analyzer, word) }
    };
    for stem in kept.into_iter().filter_map(stem) {
        if !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    stems
}

/// What an acronym stands under, among the stems of labels.
fn acronym(word: &str) -> String {
    format!("={word}")
}

/// A word that is read so, or is an acronym as it was typed.
pub(crate) fn or_acronym(mut stems: Word, word: &str) -> Word {
    stems.push((acronym(word), 1.0));
    stems
}

/// The stem of a folded word of a language, as its labels are compared.
pub(super) fn stem(lang: Lang, analyzer: &mut TextAnalyzer, word: &str) -> Option<String> {
    let bare = |article: &&str| word.strip_prefix(*article).filter(|rest| rest.chars().count() >= BARE);
    let stem = crate::analysis::stem(analyzer, lang.article().iter().find_map(bare).unwrap_or(word))?;
    Some(if lang.endings().is_empty() { stem } else { cut(&stem, lang.endings()) })
}

/// A word without its ending, in a language without a stemmer.
fn cut(word: &str, endings: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let floor = SHORTEST.max(letters.len().saturating_sub(LONGEST_ENDING));
    while letters.len() > floor && letters.last().is_some_and(|last| endings.contains(*last)) {
        letters.pop();
    }
    letters.into_iter().collect()
}
