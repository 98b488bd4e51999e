//! What each piece of evidence is worth. Fitted on judged queries by `index/search/fit/fit.py`, which says how; every
//! number can be read, and changed by hand, here.

/// Candidates weighed by all their evidence.
pub(crate) const CANDIDATES: usize = 80;

/// Documents that keywords alone let in.
pub(crate) const BY_KEYWORD: usize = 150;

/// Words found anywhere, saturated, as a share of the best document's.
pub(crate) const WORDS: f32 = 1.0;
/// Share of the query that the title has.
pub(crate) const TITLE_HAS: f32 = 0.54;
/// Share of the title that the query has.
pub(crate) const TITLE_IS: f32 = 0.05;
/// The query is the title, or nearly.
pub(crate) const TITLE_WHOLE: f32 = 0.8;
/// The query is an alternative title, or nearly.
pub(crate) const ALTERNATIVE: f32 = 3.0;
/// The query is the name of a concept, and this is its first document.
pub(crate) const HEAD: f32 = 0.72;
/// Share of the query that the summary has.
pub(crate) const SUMMARY_HAS: f32 = 0.27;
/// Neighbours in the query that are neighbours in the title.
pub(crate) const NEIGHBOURS: f32 = 0.07;
/// A concept that the query names leads to this document.
pub(crate) const CONCEPT: f32 = 0.52;
/// A concept that says much of what the query says leads to this document.
pub(crate) const PROFILE: f32 = 1.73;
/// This is a fiche whose need people tell in these words.
pub(crate) const TOLD: f32 = 0.89;
/// A label near to the query, letter by letter, leads to this document.
pub(crate) const NEAREST: f32 = 1.0;
/// How far the sureness of profiles, and of the nearest labels, is measured by that of the best: 0 not at all, 1 wholly.
pub(crate) const PROFILE_OUTWEIGHS: f32 = 0.5;
pub(crate) const NEAREST_OUTWEIGHS: f32 = 0.3;
/// A concept leads to its later documents less surely: what is lost from one to the next.
pub(crate) const CONCEPT_FADES: f32 = 0.12;
/// What a second concept adds to the first where both lead to one document.
pub(crate) const CONCEPT_TOGETHER: f32 = 0.3;
/// The query is a keyword of the document, or nearly.
pub(crate) const KEYWORD: f32 = 0.8;
/// How sharply a keyword that is only partly there counts less.
pub(crate) const KEYWORD_WHOLE: f32 = 1.6;

/// What each part of [`super::Confidence`] is worth, in its order; fitted by `index/search/fit/floor.py`.
pub(crate) const CONFIDENCE: [f32; 10] = [2.79, 2.0, 3.88, 1.39, 0.04, 1.97, -0.32, 0.62, 5.78, 1.16];
pub(crate) const CONFIDENCE_BIAS: f32 = -8.11;
/// Below this, nothing that was found is likely to be meant.
pub(crate) const NOTHING: f32 = -0.9;
/// Below this, it may be meant; above, it very likely is.
pub(crate) const PERHAPS: f32 = 2.0;
