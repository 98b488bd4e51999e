//! The labels nearest to a query by their letters, four by four: the ten nearest vote for their concepts. It needs no
//! language, no stemmer and no repair, and forgives what each of them gets wrong.

use super::concepts::ConceptMatch;
use super::postings::{Postings, hash};
use crate::rank::{Tally, best};
use guichet_core::model::Concept;
use guichet_core::text::normal::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Letters of a piece.
const LETTERS: usize = 4;
/// Labels that vote.
const VOTERS: usize = 10;
/// A piece that more of the labels have tells nothing: one in so many.
const COMMON: usize = 20;
/// What a piece that no label has weighs, as a part of the rarest one's weight.
const UNKNOWN: f32 = 0.6;

/// The labels by their pieces, as vectors of length one.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct NearestLabels {
    pieces: Postings,
    /// The concept of each label.
    concepts: Vec<u32>,
}

impl NearestLabels {
    /// Of concepts, by their indices. Told sentences stand in the profiles: there are too many to vote.
    pub fn new(concepts: &[Concept]) -> Self {
        let mut owners = Vec::new();
        let mut labels: Vec<HashMap<u32, f32>> = Vec::new();
        for (index, concept) in concepts.iter().enumerate() {
            for label in &concept.labels {
                owners.push(index as u32);
                labels.push(pieces(&words(&label.text)));
            }
        }
        let mut having: HashMap<u32, usize> = HashMap::new();
        labels.iter().flat_map(HashMap::keys).for_each(|piece| *having.entry(*piece).or_default() += 1);
        let idf = |piece: &u32| (labels.len() as f32 / having.get(piece).copied().unwrap_or(1) as f32).ln();
        let mut by_piece: BTreeMap<u32, Vec<(u32, f32)>> = BTreeMap::new();
        for (index, label) in labels.iter().enumerate() {
            let length = label.iter().map(|(piece, count)| (count * idf(piece)).powi(2)).sum::<f32>().sqrt();
            for (piece, count) in label {
                let entries = by_piece.entry(*piece).or_default();
                // A piece of very many labels stays known, and tells nothing.
                if having.get(piece).is_some_and(|having| having * COMMON < labels.len().max(COMMON)) {
                    entries.push((index as u32, count * idf(piece) / length.max(f32::MIN_POSITIVE)));
                }
            }
        }
        Self { pieces: Postings::new(by_piece), concepts: owners }
    }

    /// The concepts of the labels nearest to folded words, the surest first; 1 is the very label.
    pub fn matching(&self, words: &[String]) -> Vec<ConceptMatch> {
        let all = self.concepts.len().max(1) as f32;
        let mut alike = Tally::of(self.concepts.len());
        let mut length = 0.0;
        for (piece, count) in pieces(words) {
            let entries = self.pieces.of(piece);
            let having = entries.as_ref().map(ExactSizeIterator::len);
            let idf = match having {
                None => UNKNOWN * all.ln(),
                Some(0) => continue,
                Some(having) => (all / having as f32).ln(),
            };
            let weight = count * idf;
            length += weight * weight;
            for (label, own) in entries.into_iter().flatten() {
                alike.add(label, weight * own);
            }
        }
        let mut nearest: Vec<(f32, u32)> = alike.drain().map(|(label, cosine)| (cosine, label)).collect();
        best(&mut nearest, VOTERS);
        let Some((first, _)) = nearest.first().copied() else { return Vec::new() };
        let mut votes: HashMap<u32, f32> = HashMap::new();
        for (cosine, label) in nearest {
            if let Some(concept) = self.concepts.get(label as usize) {
                *votes.entry(*concept).or_default() += cosine * cosine;
            }
        }
        let most = votes.values().copied().fold(f32::MIN_POSITIVE, f32::max);
        let sure = first / length.sqrt().max(f32::MIN_POSITIVE);
        let found =
            votes.into_iter().map(|(concept, vote)| ConceptMatch { concept, sure: sure * vote / most, whole: 0.0 });
        let mut found: Vec<ConceptMatch> = found.collect();
        found.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.concept.cmp(&b.concept)));
        found
    }
}

/// The pieces of words, each with how often it stands there, dampened.
fn pieces(words: &[String]) -> HashMap<u32, f32> {
    let mut counts: HashMap<u32, f32> = HashMap::new();
    for word in words {
        let letters: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
        let whole = [letters.as_slice()];
        let windows: Vec<&[char]> =
            if letters.len() <= LETTERS { whole.to_vec() } else { letters.windows(LETTERS).collect() };
        windows.into_iter().for_each(|piece| *counts.entry(hash(piece.iter().copied())).or_default() += 1.0);
    }
    counts.values_mut().for_each(|count| *count = 1.0 + count.ln());
    counts
}
