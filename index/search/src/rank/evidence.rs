//! What speaks for a document, piece by piece.

use super::{Tally, best, weights as w};
use crate::error::SearchError;
use std::collections::HashMap;
use std::sync::OnceLock;
use tantivy::columnar::BytesColumn;
use tantivy::{DocId, SegmentReader};

/// The pieces of a score, each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Features {
    pub words: f32,
    pub title_has: f32,
    pub title_is: f32,
    /// The query is the title, word for word.
    pub title_whole: f32,
    /// The query is an alternative title, or nearly.
    pub alternative: f32,
    pub summary_has: f32,
    pub neighbours: f32,
    pub concept: f32,
    pub profile: f32,
    pub told: f32,
    pub nearest: f32,
    /// The query is the name of a concept whose first document this is.
    pub head: f32,
    /// The query is one of the keywords, or nearly.
    pub keyword: f32,
}

impl Features {
    /// The score: a weighted sum.
    pub fn score(&self) -> f32 {
        w::WORDS * self.words
            + w::TITLE_HAS * self.title_has
            + w::TITLE_IS * self.title_is
            + w::TITLE_WHOLE * self.title_whole
            + w::ALTERNATIVE * self.alternative
            + w::SUMMARY_HAS * self.summary_has
            + w::NEIGHBOURS * self.neighbours
            + w::CONCEPT * self.concept
            + w::PROFILE * self.profile
            + w::TOLD * self.told
            + w::NEAREST * self.nearest
            + w::HEAD * self.head
            + w::KEYWORD * self.keyword
    }

    /// Each piece by name with what it adds to the score.
    pub fn weighted(&self) -> [(&'static str, f32); 13] {
        [
            ("words", w::WORDS * self.words),
            ("title_has", w::TITLE_HAS * self.title_has),
            ("title_is", w::TITLE_IS * self.title_is),
            ("title_whole", w::TITLE_WHOLE * self.title_whole),
            ("alternative", w::ALTERNATIVE * self.alternative),
            ("summary_has", w::SUMMARY_HAS * self.summary_has),
            ("neighbours", w::NEIGHBOURS * self.neighbours),
            ("concept", w::CONCEPT * self.concept),
            ("profile", w::PROFILE * self.profile),
            ("told", w::TOLD * self.told),
            ("nearest", w::NEAREST * self.nearest),
            ("head", w::HEAD * self.head),
            ("keyword", w::KEYWORD * self.keyword),
        ]
    }
}

/// How surely a document is led to, each 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LedTo {
    /// By the names of concepts.
    pub concept: f32,
    /// By all that is said of concepts.
    pub profile: f32,
    /// By what is said of the fiche itself.
    pub told: f32,
    /// By the labels that are nearest.
    pub nearest: f32,
    /// As the first document of a concept that is named.
    pub head: f32,
}

/// A document that may answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub doc: DocId,
    pub features: Features,
}

/// The words of titles, summaries, keywords and other titles, document by document, on the disk; those that were read once
/// stay in memory.
pub(crate) struct Evidence {
    title: Option<BytesColumn>,
    summary: Option<BytesColumn>,
    alternatives: Option<BytesColumn>,
    keywords: Option<BytesColumn>,
    read: Vec<OnceLock<Hashes>>,
    /// Documents by the words of their keywords.
    by_keyword: HashMap<u32, Vec<DocId>>,
}

/// The words of one document, as hashes.
#[derive(Debug, Default)]
struct Hashes {
    title: Box<[u32]>,
    summary: Box<[u32]>,
    alternatives: Box<[u32]>,
    keywords: Box<[u32]>,
}

/// One thing that the query names: its stems as [`stem_hash`]s with their likelihood, and its weight.
pub(crate) struct WeightedTerm {
    pub hashes: Vec<(u32, f32)>,
    pub weight: f32,
}

impl Evidence {
    /// Over the only segment of the texts.
    pub fn new(segment: &SegmentReader) -> Result<Self, SearchError> {
        let columns = segment.fast_fields();
        let keywords = columns.bytes("keyword_hashes")?;
        let read_hashes = std::iter::repeat_with(OnceLock::new).take(segment.max_doc() as usize).collect();
        let mut by_keyword: HashMap<u32, Vec<DocId>> = HashMap::new();
        let mut buffer = Vec::new();
        for doc in 0..segment.max_doc() {
            let mut hashes = read(keywords.as_ref(), doc, &mut buffer);
            hashes.sort_unstable();
            hashes.dedup();
            hashes.retain(|hash| *hash != KEYWORD_END);
            hashes.into_iter().for_each(|hash| by_keyword.entry(hash).or_default().push(doc));
        }
        Ok(Self {
            title: columns.bytes("title_hashes")?,
            summary: columns.bytes("summary_hashes")?,
            alternatives: columns.bytes("alternative_hashes")?,
            keywords,
            read: read_hashes,
            by_keyword,
        })
    }

    /// The words of a document.
    fn hashes(&self, doc: DocId) -> &Hashes {
        self.read[doc as usize].get_or_init(|| {
            let mut buffer = Vec::new();
            let mut of = |column: Option<&BytesColumn>| read(column, doc, &mut buffer).into_boxed_slice();
            Hashes {
                title: of(self.title.as_ref()),
                summary: of(self.summary.as_ref()),
                alternatives: of(self.alternatives.as_ref()),
                keywords: of(self.keywords.as_ref()),
            }
        })
    }

    /// Documents that have words of the query in their keywords: their texts may have too few of them to be let in. Of
    /// very many, those with the words that weigh most: a long query has common words in most keywords.
    pub fn by_keyword(&self, weighted: &[WeightedTerm]) -> Vec<DocId> {
        let mut found = Tally::of(self.read.len());
        for one in weighted {
            let documents = one.hashes.iter().filter_map(|(hash, sure)| Some((sure, self.by_keyword.get(hash)?)));
            documents.for_each(|(sure, docs)| docs.iter().for_each(|doc| found.add(*doc, one.weight * sure)));
        }
        let mut found: Vec<(f32, DocId)> = found.drain().map(|(doc, weight)| (weight, doc)).collect();
        best(&mut found, w::BY_KEYWORD);
        found.into_iter().map(|(_, doc)| doc).collect()
    }

    /// Weighs candidates: their score by words, their words, and how surely they are led to.
    pub fn weigh(
        &self,
        scored: &[(f32, DocId)],
        weighted: &[WeightedTerm],
        idf_of: impl Fn(u32) -> f32,
        led_to: impl Fn(DocId) -> LedTo,
    ) -> Vec<Candidate> {
        let best = scored.iter().map(|(score, _)| *score).fold(f32::MIN_POSITIVE, f32::max);
        let asked: f32 = weighted.iter().map(|one| one.weight).sum::<f32>().max(f32::MIN_POSITIVE);
        let mut own: Vec<u32> = weighted.iter().flat_map(|one| one.hashes.iter().map(|(hash, _)| *hash)).collect();
        own.sort_unstable();
        let is_asked = |hash: &u32| own.binary_search(hash).is_ok();
        let mut candidates = Vec::with_capacity(scored.len());
        for (score, doc) in scored {
            let mut features = Features { words: score / best, ..Features::default() };
            let Hashes { title, summary, alternatives, keywords } = self.hashes(*doc);
            let found = |hashes: &[u32], one: &WeightedTerm| {
                one.hashes.iter().filter(|(hash, _)| hashes.contains(hash)).map(|(_, sure)| *sure).fold(0.0, f32::max)
            };
            let has = |hashes: &[u32]| {
                // Of a long text, few words are asked for: only those are compared with each of a long query.
                let present: Vec<u32> = hashes.iter().copied().filter(is_asked).collect();
                if present.is_empty() {
                    return 0.0;
                }
                weighted.iter().map(|one| one.weight * found(&present, one)).sum::<f32>() / asked
            };
            features.title_has = has(title);
            let is = |hashes: &[u32]| {
                let (mut matched, mut all) = (0.0, 0.0);
                for hash in hashes {
                    let idf = idf_of(*hash);
                    all += idf;
                    if is_asked(hash) {
                        matched += idf;
                    }
                }
                if all > 0.0 { matched / all } else { 0.0 }
            };
            features.title_is = is(title);
            features.title_whole = (features.title_has * features.title_is).powi(4);
            let whole = |title: &[u32]| (has(title) * is(title)).powi(4);
            features.alternative = alternatives.split(|hash| *hash == KEYWORD_END).map(whole).fold(0.0, f32::max);
            let neighbours = |hashes: &[u32]| {
                if !hashes.windows(2).any(|near| near.iter().all(is_asked)) {
                    return 0.0;
                }
                let pairs = weighted.windows(2).filter(|pair| {
                    hashes.windows(2).any(|near| {
                        pair[0].hashes.iter().any(|(hash, _)| *hash == near[0])
                            && pair[1].hashes.iter().any(|(hash, _)| *hash == near[1])
                    })
                });
                pairs.count() as f32
            };
            let pairs = neighbours(title).max(0.6 * neighbours(summary));
            features.neighbours = (pairs / 2.0).min(1.0);
            features.summary_has = has(summary);
            let LedTo { concept, profile, told, nearest, head } = led_to(*doc);
            features = Features { concept, profile, told, nearest, head, ..features };
            // Each keyword by itself: the more of them, the less one tells among all the words of a text.
            let like = |keyword: &[u32]| {
                let (mut matched, mut all) = (0.0, 0.0);
                for hash in keyword {
                    let idf = idf_of(*hash);
                    all += idf;
                    let sure = weighted.iter().map(|one| found(&[*hash], one)).fold(0.0, f32::max);
                    matched += sure * idf;
                }
                let share = |of: f32| if of > 0.0 { (matched / of).min(1.0) } else { 0.0 };
                share(all).powf(w::KEYWORD_WHOLE) * share(asked).sqrt()
            };
            features.keyword = keywords.split(|hash| *hash == KEYWORD_END).map(like).fold(0.0, f32::max);
            candidates.push(Candidate { doc: *doc, features });
        }
        candidates.sort_by(|a, b| b.features.score().total_cmp(&a.features.score()).then(a.doc.cmp(&b.doc)));
        candidates
    }
}

fn read(column: Option<&BytesColumn>, doc: DocId, buffer: &mut Vec<u8>) -> Vec<u32> {
    let Some(column) = column else { return Vec::new() };
    let Some(ordinal) = column.term_ords(doc).next() else { return Vec::new() };
    buffer.clear();
    if column.ord_to_bytes(ordinal, buffer).is_err() {
        return Vec::new();
    }
    buffer.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}

/// Ends the hashes of one keyword; no stem has this hash.
pub(crate) const KEYWORD_END: u32 = 0;

/// The hash of a stem, in four bytes.
pub(crate) fn stem_hash(stem: &str) -> u32 {
    stem.bytes()
        .fold(0x811c_9dc5, |sum: u32, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        .max(KEYWORD_END + 1)
}

/// The hashes of a folded text, in order, as bytes of a column; stop words are left out, as in a query.
pub(crate) fn stem_hashes(analyzer: &mut tantivy::tokenizer::TextAnalyzer, folded: &str, most: usize) -> Vec<u8> {
    let kept = folded.split(' ').filter(|word| !crate::analysis::is_stop_word(word));
    let stems = kept.filter_map(|word| crate::analysis::stem(analyzer, word));
    stems.take(most).flat_map(|stem| stem_hash(&stem).to_le_bytes()).collect()
}
