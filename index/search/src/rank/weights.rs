//! What each piece of evidence is worth. Fitted on judged queries by `index/search/fit/fit.py`, which says how; every
//! number can be read, and changed by hand, here.

/// Candidates weighed by all their evidence.
pub(crate) const CANDIDATES: usize = 80;

/// Words found anywhere, saturated, as a share of the best document's.
pub(crate) const WORDS: f32 = 1.0;
/// Share of the query that the title has.
pub(crate) const TITLE_HAS: f32 = 0.05;
/// Share of the title that the query has.
pub(crate) const TITLE_IS: f32 = 0.4;
/// The query is the title, or nearly.
pub(crate) const TITLE_WHOLE: f32 = 1.6;
/// The query is an alternative title, or nearly.
pub(crate) const ALTERNATIVE: f32 = 1.2;
/// The query is the name of a concept, and this is its first document.
pub(crate) const HEAD: f32 = 0.6;
/// Share of the query that the summary has.
pub(crate) const SUMMARY_HAS: f32 = 0.26;
/// Neighbours in the query that are neighbours in the title.
pub(crate) const NEIGHBOURS: f32 = 0.02;
/// A concept that the query names leads to this document.
pub(crate) const CONCEPT: f32 = 1.74;
/// A concept that says much of what the query says leads to this document.
pub(crate) const PROFILE: f32 = 1.2;
/// This is a fiche whose need people tell in these words.
pub(crate) const TOLD: f32 = 1.5;
/// A label near to the query, letter by letter, leads to this document.
pub(crate) const NEAREST: f32 = 1.0;
/// A concept leads to its later documents less surely: what is lost from one to the next.
pub(crate) const CONCEPT_FADES: f32 = 0.12;
/// What a second concept adds to the first where both lead to one document.
pub(crate) const CONCEPT_TOGETHER: f32 = 0.3;
/// The query is a keyword of the document, or nearly.
pub(crate) const KEYWORD: f32 = 0.8;
/// How sharply a keyword that is only partly there counts less.
pub(crate) const KEYWORD_WHOLE: f32 = 1.6;

/// What each part of [`super::Confidence`] is worth, in its order; fitted by `index/search/fit/floor.py`.
pub(crate) const CONFIDENCE: [f32; 7] = [0.0; 7];
pub(crate) const CONFIDENCE_BIAS: f32 = 1.0;
/// Below this, nothing that was found is likely to be meant.
pub(crate) const NOTHING: f32 = 0.0;
/// Below this, it may be meant; above, it very likely is.
pub(crate) const PERHAPS: f32 = 0.0;
