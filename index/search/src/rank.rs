//! Scores of the texts for a reading of the query.
//!
//! BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009): the frequencies of a
//! word in the fields are weighted and added before they saturate, so that a word in the title and in the body is not
//! counted as two different words. Words that stand for one another (a misspelling and its repairs) share one place.

use crate::error::SearchError;
use crate::schema::TextFields;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

/// How soon the weight of a repeated word saturates.
const K1: f32 = 12.0;

/// One thing that the query names: words, any of which answers it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Need {
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
}

/// Scores documents of one index; shared by threads.
pub(crate) struct Ranker {
    fields: Vec<FieldScorer>,
    docs: u32,
    boards: Mutex<Vec<Board>>,
}

/// The room a query needs, one number a document: lent, cleaned and lent again.
#[derive(Default)]
pub(crate) struct Board {
    scores: Vec<f32>,
    part: Vec<f32>,
    touched: Vec<DocId>,
    part_touched: Vec<DocId>,
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
            scorers.push(FieldScorer { field, postings, lengths: segment.get_fieldnorms_reader(field)?, weights });
        }
        Ok(Self { fields: scorers, docs: segment.max_doc(), boards: Mutex::default() })
    }

    /// Documents that answer some need, each with its score, in no order.
    pub fn score(&self, needs: &[Need]) -> Result<Vec<(f32, DocId)>, SearchError> {
        let mut board = self.boards.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        board.scores.resize(self.docs as usize, 0.0);
        board.part.resize(self.docs as usize, 0.0);
        for need in needs {
            self.add(need, &mut board)?;
        }
        let Board { scores, touched, .. } = &mut board;
        let found = touched.drain(..).map(|doc| (std::mem::take(&mut scores[doc as usize]), doc)).collect();
        self.boards.lock().unwrap_or_else(PoisonError::into_inner).push(board);
        Ok(found)
    }

    fn add(&self, need: &Need, board: &mut Board) -> Result<(), SearchError> {
        for (stem, likelihood) in &need.stems {
            for scorer in &self.fields {
                let term = Term::from_field_text(scorer.field, stem);
                let Some(mut postings) = scorer.postings.read_postings(&term, IndexRecordOption::WithFreqs)? else {
                    continue;
                };
                let mut doc = postings.doc();
                while doc != TERMINATED {
                    let weight = scorer.weights[usize::from(scorer.lengths.fieldnorm_id(doc))];
                    let slot = &mut board.part[doc as usize];
                    if *slot == 0.0 {
                        board.part_touched.push(doc);
                    }
                    *slot += likelihood * weight * postings.term_freq() as f32;
                    doc = postings.advance();
                }
            }
        }
        let df = board.part_touched.len() as f32;
        let idf = (1.0 + (self.docs as f32 - df + 0.5) / (df + 0.5)).ln();
        for doc in board.part_touched.drain(..) {
            let frequency = std::mem::take(&mut board.part[doc as usize]);
            let slot = &mut board.scores[doc as usize];
            if *slot == 0.0 {
                board.touched.push(doc);
            }
            *slot += idf * frequency * (1.0 + K1) / (frequency + K1);
        }
        Ok(())
    }
}
