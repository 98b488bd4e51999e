//! Why an answer is what it is: how the words were read, which concepts they name, and the parts of each score.

use crate::error::SearchError;
use crate::opened::Opened;
use crate::search::{Ranked, RankedText, parse, ranked};
use crate::understand::ParsedQuery;
use guichet_core::model::{ItemId, Lang};
use guichet_core::ports::catalog::{Query, Sureness};

/// Hits explained.
const EXPLAINED: usize = 100;

/// An answer, explained.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The language the query was read in.
    pub lang: Lang,
    /// The words that count.
    pub words: Vec<String>,
    /// Words that were read as others: as typed, and as read.
    pub repaired: Vec<(String, String)>,
    /// Concepts that the words name: identifier, French name, how surely (0 to 1).
    pub concepts: Vec<(String, String, f32)>,
    /// How sure the answer is.
    pub sure: Sureness,
    /// What that rests on, by name.
    pub confidence: Vec<(&'static str, f32)>,
    /// The texts found, the best first.
    pub hits: Vec<Explained>,
}

/// A text found, and why.
#[derive(Debug, Clone)]
pub struct Explained {
    /// Its item.
    pub id: ItemId,
    /// Its title.
    pub title: String,
    /// What each piece of evidence adds to its score.
    pub parts: Vec<(&'static str, f32)>,
}

/// Explains the answer to a query, texts only: places are found by their names.
pub(crate) fn explain(opened: &Opened, query: &Query) -> Result<Explanation, SearchError> {
    let parsed = parse(opened, query);
    let limit = query.limit.clamp(1, EXPLAINED);
    let explained = |RankedText { item, features, .. }: RankedText| Explained {
        id: item.id,
        title: item.title,
        parts: features.weighted().to_vec(),
    };
    let Ranked { texts, confidence } = ranked(opened, query, &parsed, limit)?;
    let hits = texts.into_iter().take(limit).map(explained).collect();
    let concepts = parsed.concepts.iter().map(|found| {
        let concept = opened.lexicon.thesaurus.concept(found.concept);
        let name = concept.preferred(Lang::FR).unwrap_or_default();
        (concept.id.clone(), name.to_owned(), found.sure)
    });
    let concepts = concepts.collect();
    let (sure, confidence) = (confidence.sureness(), confidence.parts().to_vec());
    let ParsedQuery { lang, words, repaired, .. } = parsed;
    Ok(Explanation { lang, words, repaired, concepts, sure, confidence, hits })
}
