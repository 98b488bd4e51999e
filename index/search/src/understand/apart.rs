//! Subjects that nobody shall meet beside a need that is not about them: what is about one is left out where neither the
//! query nor the first hit is.

use super::ParsedQuery;
use crate::analysis::stem;
use guichet_core::model::ApartSubject;
use guichet_core::ports::catalog::Hit;
use guichet_core::text::{dated, normal::words};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use tantivy::tokenizer::TextAnalyzer;

/// The subjects, by the stems of their words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Apart(Vec<Subject>);

#[derive(Debug, Serialize, Deserialize)]
struct Subject {
    titles: Vec<String>,
    asked: Vec<String>,
}

impl Apart {
    /// Of subjects in French words.
    pub fn new(subjects: &[ApartSubject]) -> Self {
        let mut analyzer = crate::analysis::french();
        let mut stems = |listed: &[String]| -> Vec<String> {
            let all = listed.iter().flat_map(|word| words(word));
            all.filter_map(|word| stem(&mut analyzer, &word)).collect()
        };
        let subject = |subject: &ApartSubject| {
            let (titles, mut asked) = (stems(&subject.titles), stems(&subject.asked));
            asked.extend(titles.iter().cloned());
            Subject { titles, asked }
        };
        Self(subjects.iter().map(subject).collect())
    }

    /// Leaves out of some hits, the best first, what is about a subject that neither the query nor the first of them is
    /// about.
    pub fn leave_out(&self, hits: &mut Vec<Hit>, parsed: &ParsedQuery, analyzer: &TextAnalyzer) {
        let mut analyzer = analyzer.clone();
        let mut of = |text: &str| -> HashSet<String> {
            words(&dated::plain(text)).iter().filter_map(|word| stem(&mut analyzer, word)).collect()
        };
        let mut asked = of(&parsed.typed.join(" "));
        asked.extend(parsed.terms.iter().flat_map(|term| term.stems.iter().map(|(stem, _)| stem.clone())));
        let Some(first) = hits.first().map(|hit| of(&hit.item.title)) else { return };
        let meant = |subject: &&Subject| {
            subject.titles.iter().any(|word| first.contains(word))
                || subject.asked.iter().any(|word| asked.contains(word))
        };
        let left: Vec<&Subject> = self.0.iter().filter(|subject| !meant(subject)).collect();
        if !left.is_empty() {
            hits.retain(|hit| {
                let title = of(&hit.item.title);
                hit.item.place.is_some()
                    || !left.iter().any(|subject| subject.titles.iter().any(|word| title.contains(word)))
            });
        }
    }
}
