//! Ranking, in two steps: every document that has a word of the query gets a score by its words ([`words`]); the best of
//! them are then weighed by all that is known of them ([`evidence`]), with the weights of one readable file
//! ([`weights`]).

mod confidence;
mod evidence;
mod tally;
pub(crate) mod weights;
mod words;

pub(crate) use confidence::Confidence;
pub(crate) use evidence::{Candidate, Evidence, Features, KEYWORD_END, LedTo, WeightedTerm, stem_hash, stem_hashes};
pub(crate) use tally::{Tally, best};
pub(crate) use words::{Among, QueryTerm, Ranker};
