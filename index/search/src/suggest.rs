//! What may be meant while somebody types, from the second letter on: concepts by the beginning of their names, items by
//! the words so far and the beginning of the last.

use crate::error::SearchError;
use crate::opened::Opened;
use crate::rank::weights::CANDIDATES;
use crate::rank::{Among, LedTo, QueryTerm};
use crate::understand::{ParsedQuery, completions};
use guichet_core::model::{Lang, ThemeId};
use guichet_core::ports::catalog::Suggestion;
use guichet_core::text::normal::fold;
use std::collections::{HashMap, HashSet};

/// Fewer letters than this say nothing yet.
const LETTERS: usize = 2;
/// Longest line that is completed, in characters: beyond it, somebody tells a story and will press a key.
const LONGEST: usize = 120;
/// Suggestions of one theme before another theme gets its turn.
const ALIKE: usize = 2;

/// Suggestions for a line as it stands, the likeliest first: at most a third of them are concepts, and no theme takes
/// all the rest. Empty for a line that says nothing yet.
pub(crate) fn suggest(opened: &Opened, typed: &str, lang: Lang, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
    let folded = fold(&typed.chars().take(LONGEST).collect::<String>());
    if folded.chars().filter(|c| c.is_alphanumeric()).count() < LETTERS || limit == 0 {
        return Ok(Vec::new());
    }
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let thesaurus = &opened.lexicon.thesaurus;
    for concept in thesaurus.beginning(&folded, lang).into_iter().take(limit.div_ceil(3)) {
        if let Some(label) = thesaurus.concept(concept).preferred(lang) {
            suggestions.push(Suggestion::Words(label.to_owned()));
        }
    }
    suggestions.extend(items(opened, typed, &folded, lang, limit - suggestions.len())?);
    Ok(suggestions)
}

fn items(opened: &Opened, typed: &str, folded: &str, lang: Lang, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
    let texts = &opened.texts;
    let searcher = texts.index.searcher();
    let Some((ranker, evidence)) = &texts.ranker else { return Ok(Vec::new()) };
    let (before, last) = match typed.ends_with(char::is_whitespace) {
        true => (folded, ""),
        false => folded.rsplit_once(' ').unwrap_or(("", folded)),
    };
    let known = |stem: &str| ranker.knows(stem);
    let resources = opened.resources(&known);
    let mut parsed = ParsedQuery::new(before, Some(lang), &resources);
    let begun = completions(last, &resources);
    if !begun.is_empty() {
        parsed.terms.push(QueryTerm { stems: begun });
    }
    let scored = ranker.best(&parsed.terms, CANDIDATES, Among::Titles, |_| true)?;
    let weighted = ranker.weighted(&parsed.terms);
    let candidates = evidence.weigh(&scored, &weighted, |hash| ranker.title_idf(hash), |_| LedTo::default());
    let (mut shown, mut later) = (Vec::new(), Vec::new());
    let mut themes: HashMap<ThemeId, usize> = HashMap::new();
    let mut seen = HashSet::new();
    for candidate in candidates.into_iter().filter(|candidate| candidate.features.title_has > 0.0) {
        if shown.len() == limit {
            break;
        }
        let summary = texts.summary(&searcher, candidate.doc)?;
        if !seen.insert(summary.id.clone()) {
            continue;
        }
        let item = texts.in_language(&searcher, summary, lang)?;
        let of_theme = themes.entry(item.themes.first().cloned().unwrap_or_default()).or_default();
        *of_theme += 1;
        if *of_theme > ALIKE { later.push(item) } else { shown.push(item) }
    }
    let missing = limit - shown.len();
    shown.extend(later.into_iter().take(missing));
    Ok(shown.into_iter().map(|item| Suggestion::Item(Box::new(item))).collect())
}
