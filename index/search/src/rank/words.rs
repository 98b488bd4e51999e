//! Scores of the texts for a reading of the query.
//!
//! BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009): the frequencies of a
//! word in the fields are weighted and added before they saturate, so that a word in the title and in the body is not
//! counted as two different words. Words that stand for one another (a misspelling and its repairs) share one place.
//!
//! Every document that has a word is scored, up to [`Bounds::large`] documents. Beyond, most of the time would go to the
//! words that most documents have, which weigh least: there, [`Ranker::by_rare_words`] lets documents in by their rare
//! words and by their titles, and then scores the best of those in full.

use super::tally::{Tally, best};
use super::{WeightedTerm, stem_hash};
use crate::error::SearchError;
use crate::schema::TextFields;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

/// How soon the weight of a repeated word saturates.
const K1: f32 = 12.0;

/// Where work is bounded.
struct Bounds {
    /// Most documents of which every one that has a word is scored.
    large: u32,
    /// In a larger index, entries of one query term that are read to let documents in; its titles are always read.
    walked: u32,
    /// In a larger index, documents let in whose scores are worked out in full, for each that is wanted.
    contenders: usize,
}

/// The fiches of the country are a fifth of a large index.
const BOUNDS: Bounds = Bounds { large: 20_000, walked: 16_384, contenders: 4 };

/// Which documents are looked for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Among {
    /// All that have a word of the query.
    All,
    /// Those that have one in their title: in a large index, no others are let in.
    Titles,
}

/// One thing that the query names: words, any of which answers it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct QueryTerm {
    /// Stems, each with its likelihood, 0 to 1.
    pub stems: Vec<(String, f32)>,
}

/// A field, its weight and how much its length matters (0: not at all, 1: in full).
struct FieldScorer {
    field: Field,
    postings: Arc<InvertedIndexReader>,
    lengths: FieldNormReader,
    /// Weight of one occurrence, by the stored length of the field.
    weights: Box<[f32; 256]>,
    /// A word here lets a document in, however common it is.
    leads: bool,
}

/// Scores documents of one index; shared by threads.
pub(crate) struct Ranker {
    fields: Vec<FieldScorer>,
    docs: u32,
    bounds: Bounds,
    pool: Mutex<Vec<ScoreBuffers>>,
    /// The inverse document frequency of each stem of a title, by its hash.
    weights: HashMap<u32, f32>,
}

/// Reusable buffers of scores: a query borrows them and gives them back cleared.
#[derive(Default)]
struct ScoreBuffers {
    /// How often the words of one query term occur.
    part: Tally,
    /// Scores by the terms looked at in full.
    scores: Tally,
    /// Scores by the terms looked at in part.
    promises: Tally,
}

/// Adds to the scores of `to` what the occurrences of one query term are worth.
fn settle(part: &mut Tally, idf: f32, to: &mut Tally) {
    part.drain().for_each(|(doc, frequency)| to.add(doc, idf * saturated(frequency)));
}

/// The documents of one stem in one field.
#[derive(Clone)]
struct PostingList<'a> {
    scorer: &'a FieldScorer,
    /// Which stem of its query term.
    stem: usize,
    likelihood: f32,
    postings: SegmentPostings,
}

impl PostingList<'_> {
    fn len(&self) -> u32 {
        self.postings.doc_freq()
    }

    /// How often the word occurs in the document reached, weighed by field and length.
    fn weighted_frequency(&self, doc: DocId) -> f32 {
        let weight = self.scorer.weights[usize::from(self.scorer.lengths.fieldnorm_id(doc))];
        self.likelihood * weight * self.postings.term_freq() as f32
    }

    /// Counts every document.
    fn walk(mut self, tally: &mut Tally) {
        let mut doc = self.postings.doc();
        while doc != TERMINATED {
            tally.add(doc, self.weighted_frequency(doc));
            doc = self.postings.advance();
        }
    }

    /// Counts some documents alone, given in the order of the index.
    fn look_up(mut self, docs: &[(f32, DocId)], frequencies: &mut [f32]) {
        let mut doc = self.postings.doc();
        for ((_, wanted), frequency) in docs.iter().zip(frequencies) {
            if doc < *wanted {
                doc = self.postings.seek(*wanted);
            }
            if doc == *wanted {
                *frequency += self.weighted_frequency(doc);
            }
        }
    }
}

impl Ranker {
    /// A ranker over the only segment of the texts.
    pub fn new(segment: &SegmentReader, fields: &TextFields) -> Result<Self, SearchError> {
        let weighted = [
            (fields.title, 24.0, 0.7),
            (fields.keywords, 2.0, 0.7),
            (fields.summary, 6.0, 0.7),
            (fields.headings, 2.8, 0.7),
            (fields.body, 1.0, 0.7),
        ];
        let mut scorers = Vec::new();
        for (field, weight, length) in weighted {
            let postings = segment.inverted_index(field)?;
            let mean = (postings.total_num_tokens() as f32 / segment.max_doc().max(1) as f32).max(1.0);
            let mut weights = Box::new([0.0; 256]);
            for (id, slot) in weights.iter_mut().enumerate() {
                let tokens = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
                *slot = weight / (1.0 - length + length * tokens / mean);
            }
            let lengths = segment.get_fieldnorms_reader(field)?;
            scorers.push(FieldScorer { field, postings, lengths, weights, leads: field == fields.title });
        }
        let mut weights = HashMap::new();
        let titles = segment.inverted_index(fields.title)?;
        let mut terms = titles.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            if let Ok(stem) = std::str::from_utf8(term) {
                weights.insert(stem_hash(stem), idf(segment.max_doc(), info.doc_freq as f32));
            }
        }
        Ok(Self { fields: scorers, docs: segment.max_doc(), bounds: BOUNDS, pool: Mutex::default(), weights })
    }

    /// The inverse document frequency of a stem over the titles, by its hash.
    pub fn title_idf(&self, hash: u32) -> f32 {
        self.weights.get(&hash).copied().unwrap_or_else(|| idf(self.docs, 0.5))
    }

    /// The inverse document frequency of a stem that so many titles have.
    pub fn idf_of(&self, having: f32) -> f32 {
        idf(self.docs, having)
    }

    /// Query terms with their weights: that of the likeliest stem over the titles. A stem that no title has weighs most.
    pub fn weighted(&self, terms: &[QueryTerm]) -> Vec<WeightedTerm> {
        let weight = |stem: &str| self.weights.get(&stem_hash(stem)).copied().unwrap_or_else(|| idf(self.docs, 0.5));
        let weighted = |query_term: &QueryTerm| WeightedTerm {
            hashes: query_term.stems.iter().map(|(stem, sure)| (stem_hash(stem), *sure)).collect(),
            weight: query_term.stems.first().map_or(0.0, |(stem, _)| weight(stem)),
        };
        terms.iter().map(weighted).collect()
    }

    /// Whether a stem is in the index.
    pub fn knows(&self, stem: &str) -> bool {
        self.fields.iter().any(|scorer| {
            let term = Term::from_field_text(scorer.field, stem);
            scorer.postings.doc_freq(&term).is_ok_and(|count| count > 0)
        })
    }

    /// The `wanted` documents that answer the terms best by their words, of those that `keeps` lets through, the best
    /// first; equal scores in the order of the index.
    pub fn best(
        &self,
        terms: &[QueryTerm],
        wanted: usize,
        among: Among,
        keeps: impl Fn(DocId) -> bool,
    ) -> Result<Vec<(f32, DocId)>, SearchError> {
        self.best_and(terms, wanted, among, keeps, &HashSet::new())
    }

    /// The same, and those of `also` that `keeps` lets through, after them: 0 where they have no word of the query.
    pub fn best_and(
        &self,
        terms: &[QueryTerm],
        wanted: usize,
        among: Among,
        keeps: impl Fn(DocId) -> bool,
        also: &HashSet<DocId>,
    ) -> Result<Vec<(f32, DocId)>, SearchError> {
        let mut buffers = self.pool.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let mut found = Vec::new();
        let large = self.docs > self.bounds.large;
        if large {
            found = self.by_rare_words(terms, wanted, among, &mut buffers, &keeps)?;
        }
        if found.len() < wanted && !(large && among == Among::Titles) {
            found = self.all(terms, &mut buffers)?;
            found.retain(|(_, doc)| keeps(*doc));
        }
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).push(buffers);
        let mut others: HashMap<DocId, f32> = also.iter().filter(|doc| keeps(**doc)).map(|doc| (*doc, 0.0)).collect();
        if !others.is_empty() {
            for (score, doc) in &found {
                others.entry(*doc).and_modify(|own| *own = *score);
            }
        }
        best(&mut found, wanted);
        found.iter().for_each(|(_, doc)| {
            others.remove(doc);
        });
        let mut others: Vec<(f32, DocId)> = others.into_iter().map(|(doc, score)| (score, doc)).collect();
        best(&mut others, usize::MAX);
        found.extend(others);
        Ok(found)
    }

    /// Every document that answers some query term, each with its score, in no order.
    fn all(&self, terms: &[QueryTerm], buffers: &mut ScoreBuffers) -> Result<Vec<(f32, DocId)>, SearchError> {
        let ScoreBuffers { part, scores, .. } = buffers;
        self.sized([part, scores]);
        for query_term in terms {
            self.lists(query_term)?.into_iter().for_each(|list| list.walk(part));
            settle(part, idf(self.docs, part.touched.len() as f32), scores);
        }
        Ok(scores.drain().map(|(doc, score)| (score, doc)).collect())
    }

    /// In a large index, the documents that have a rare word of the query, or a word of it in their title, as far as
    /// [`Bounds::contenders`] goes. Their scores are whole, but for how rare a common word is: that is an estimate.
    fn by_rare_words(
        &self,
        terms: &[QueryTerm],
        wanted: usize,
        among: Among,
        buffers: &mut ScoreBuffers,
        keeps: &impl Fn(DocId) -> bool,
    ) -> Result<Vec<(f32, DocId)>, SearchError> {
        let ScoreBuffers { part, scores, promises } = buffers;
        self.sized([part, scores, promises]);
        let most = if among == Among::All { self.bounds.walked } else { 0 };
        let mut common: Vec<(f32, Vec<PostingList<'_>>)> = Vec::new();
        for query_term in terms {
            let lists = self.lists(query_term)?;
            if lists.iter().map(PostingList::len).sum::<u32>() <= most {
                lists.into_iter().for_each(|list| list.walk(part));
                settle(part, idf(self.docs, part.touched.len() as f32), scores);
                continue;
            }
            let idf = idf(self.docs, self.having(query_term, &lists));
            let mut walked = 0;
            for list in &lists {
                walked += list.len();
                if list.scorer.leads || walked <= most {
                    list.clone().walk(part);
                }
            }
            settle(part, idf, promises);
            common.push((idf, lists));
        }
        let mut contenders: Vec<(f32, DocId)> = Vec::with_capacity(scores.touched.len() + promises.touched.len());
        contenders.extend(scores.touched.iter().map(|doc| (scores.numbers[*doc as usize] + promises.take(*doc), *doc)));
        contenders.extend(promises.drain().filter(|(_, promise)| *promise > 0.0).map(|(doc, promise)| (promise, doc)));
        contenders.retain(|(_, doc)| keeps(*doc));
        best(&mut contenders, wanted.saturating_mul(self.bounds.contenders));
        contenders.sort_unstable_by_key(|(_, doc)| *doc);
        contenders.iter_mut().for_each(|(score, doc)| *score = scores.numbers[*doc as usize]);
        scores.drain().for_each(drop);
        let mut frequencies = Vec::new();
        for (idf, lists) in common {
            frequencies.clear();
            frequencies.resize(contenders.len(), 0.0);
            lists.into_iter().for_each(|list| list.look_up(&contenders, &mut frequencies));
            for ((score, _), frequency) in contenders.iter_mut().zip(&frequencies) {
                *score += idf * saturated(*frequency);
            }
        }
        Ok(contenders)
    }

    /// Makes room for every document.
    fn sized<const COUNT: usize>(&self, tallies: [&mut Tally; COUNT]) {
        tallies.into_iter().for_each(|tally| tally.numbers.resize(self.docs as usize, 0.0));
    }

    /// Where the stems of a query term occur, titles first.
    fn lists(&self, query_term: &QueryTerm) -> Result<Vec<PostingList<'_>>, SearchError> {
        let mut lists = Vec::new();
        for scorer in &self.fields {
            for (stem, (text, likelihood)) in query_term.stems.iter().enumerate() {
                let term = Term::from_field_text(scorer.field, text);
                if let Some(postings) = scorer.postings.read_postings(&term, IndexRecordOption::WithFreqs)? {
                    lists.push(PostingList { scorer, stem, likelihood: *likelihood, postings });
                }
            }
        }
        Ok(lists)
    }

    /// About how many documents have one of the stems of a query term, as if the stems had nothing to do with one another.
    fn having(&self, query_term: &QueryTerm, lists: &[PostingList<'_>]) -> f32 {
        let docs = self.docs.max(1) as f32;
        let most = |stem| lists.iter().filter(|list| list.stem == stem).map(PostingList::len).max().unwrap_or(0) as f32;
        docs * (1.0 - (0..query_term.stems.len()).map(|stem| 1.0 - most(stem) / docs).product::<f32>())
    }
}

/// A frequency that counts less and less.
fn saturated(frequency: f32) -> f32 {
    frequency * (1.0 + K1) / (frequency + K1)
}

/// The weight of a word that so many of the documents have.
fn idf(docs: u32, having: f32) -> f32 {
    (1.0 + (docs as f32 - having + 0.5) / (having + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    //! - read whole, a large index gives the very scores of a small one;
    //! - read by titles, it gives documents of which the best are the best, in the order of their scores;
    //! - what lets no document in, or too few, is read whole;
    //! - a document that is not wanted takes nobody's place.

    use super::*;
    use crate::opened::Opened;
    use guichet_core::fake::{FakeCatalog, town_hall};
    use guichet_core::model::{Block, Item, ItemId, ItemKind, Section, SectionKind};

    const WORDS: [&str; 12] = [
        "loyer", "logement", "aide", "demande", "permis", "retraite", "impot", "chomage", "ecole", "sante", "mairie",
        "divorce",
    ];

    /// Words from a seed; the first are the commonest.
    fn text(seed: &mut u64, count: usize) -> String {
        let mut word = || {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (one, other) = ((*seed >> 33) as usize % WORDS.len(), (*seed >> 45) as usize % WORDS.len());
            WORDS[one.min(other)]
        };
        (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
    }

    fn opened() -> Opened {
        let mut seed = 11;
        let items = (0..600).map(|number| {
            let blocks = vec![Block::Text(text(&mut seed, 12))];
            Item {
                id: ItemId::card(&number.to_string()),
                kind: ItemKind::Card,
                title: text(&mut seed, 2),
                summary: text(&mut seed, 5),
                sections: vec![Section { kind: SectionKind::Other, heading: String::new(), blocks }],
                place: None,
                ..town_hall(&FakeCatalog::default().communes[0])
            }
        });
        Opened::in_memory(items, Vec::new()).expect("an index")
    }

    fn terms(words: &[&str]) -> Vec<QueryTerm> {
        let mut analyzer = crate::analysis::french();
        let stem = |word: &&str| Some((crate::analysis::stem(&mut analyzer, word)?, 1.0));
        words.iter().filter_map(stem).map(|stem| QueryTerm { stems: vec![stem] }).collect()
    }

    const QUERIES: [&[&str]; 5] = [
        &["loyer"],
        &["divorce"],
        &["loyer", "divorce"],
        &["aide", "logement", "demande"],
        &["mairie", "ecole", "loyer"],
    ];

    #[test]
    fn a_large_index_read_whole_gives_the_same_scores() {
        let mut opened = opened();
        let (ranker, _) = opened.texts.ranker.as_mut().expect("a ranker");
        for words in QUERIES {
            ranker.bounds = BOUNDS;
            let exact = ranker.best(&terms(words), 50, Among::All, |_| true).expect("scores");
            ranker.bounds = Bounds { large: 0, walked: u32::MAX, contenders: usize::MAX };
            assert_eq!(ranker.best(&terms(words), 50, Among::All, |_| true).expect("scores"), exact, "{words:?}");
        }
    }

    #[test]
    fn a_large_index_read_by_titles_keeps_the_best() {
        let mut opened = opened();
        let (ranker, _) = opened.texts.ranker.as_mut().expect("a ranker");
        for words in QUERIES {
            ranker.bounds = BOUNDS;
            let exact = ranker.best(&terms(words), 10, Among::All, |_| true).expect("scores");
            ranker.bounds = Bounds { large: 0, walked: 100, contenders: 4 };
            let found = ranker.best(&terms(words), 10, Among::All, |_| true).expect("scores");
            let kept = exact.iter().filter(|(_, doc)| found.iter().any(|(_, other)| other == doc)).count();
            assert!(kept >= 9, "{words:?}: {kept} of 10");
            assert!(found.is_sorted_by(|a, b| a.0 >= b.0));
        }
    }

    #[test]
    fn too_few_contenders_and_documents_not_wanted_cost_no_answer() {
        let mut opened = opened();
        let (ranker, _) = opened.texts.ranker.as_mut().expect("a ranker");
        let terms = terms(&["loyer", "aide"]);
        let exact = ranker.best(&terms, 600, Among::All, |doc| doc % 7 == 0).expect("scores");
        ranker.bounds = Bounds { large: 0, walked: 0, contenders: 2 };
        assert_eq!(ranker.best(&terms, 600, Among::All, |doc| doc % 7 == 0).expect("scores"), exact);
        let few = ranker.best(&terms, 10, Among::All, |doc| doc % 7 == 0).expect("scores");
        assert!(few.len() == 10 && few.iter().all(|(_, doc)| doc % 7 == 0));
    }
}
