//! Texts that answer a query: let in by their words, their keywords and the concepts of the query, then weighed.

use super::filter::Filter;
use crate::error::SearchError;
use crate::opened::Opened;
use crate::rank::weights::{CANDIDATES, CONCEPT_FADES, CONCEPT_TOGETHER, NEAREST_OUTWEIGHS, PROFILE_OUTWEIGHS};
use crate::rank::{Among, Candidate, Confidence, Features, LedTo};
use crate::understand::ParsedQuery;
use crate::understand::concepts::ConceptMatch;
use crate::understand::profiles::ProfileMatch;
use guichet_core::model::{Item, ItemId, ItemKind, SourceRef};
use guichet_core::ports::catalog::{Hit, Query};
use std::collections::{HashMap, HashSet};
use tantivy::DocId;

/// Concepts, and fiches, whose sentences are nearest to the words.
const CONCEPTS: usize = 8;
const FICHES: usize = 24;
/// A title that has at least this share of a query has all of it; a word of so few titles is rare.
const ALL: f32 = 0.99;
const RARE: f32 = 2.0;
/// Documents of which one covers what is asked, where an answer is sure.
const BEST: usize = 5;
/// Candidates looked at beyond those asked for: room to merge languages and to let cards stand for fiches.
const SPARE: usize = 30;
/// An authored card stands above a fiche on the same right if it answers the words at least this well, relatively.
const CARD_MATCHES: f32 = 0.25;
/// A query this near to one of a situation's keywords is about that situation.
const KEYWORD_MATCHES: f32 = 0.6;
/// Most situations that are moved up for it.
const MOVED_UP: usize = 2;
/// Answers that stay before them.
const ANSWERS_FIRST: usize = 3;
/// Scores are shown as tenths: easier to read.
const SCALE: f32 = 10.0;
/// What is left of the score of a fiche whose card is shown above it.
const COVERED: f32 = 0.7;

/// A text that answers, and why.
pub(crate) struct RankedText {
    pub item: Item,
    pub features: Features,
    /// The concept that leads to it most, by its index in the thesaurus.
    concept: Option<u32>,
}

/// How surely a document is led to.
struct Support {
    sure: f32,
    /// The concept or fiche that leads to it most, and how surely it alone does.
    source: u32,
    most: f32,
}

/// The texts among the hits of a query, the best first, and how sure they are.
pub(super) fn hits(
    opened: &Opened,
    query: &Query,
    parsed: &ParsedQuery,
    limit: usize,
) -> Result<(Vec<Hit>, Confidence), SearchError> {
    let Ranked { texts: ranked, confidence } = ranked(opened, query, parsed, limit)?;
    let situations: Vec<ItemId> = ranked
        .iter()
        .filter(|text| text.item.kind == ItemKind::Situation && text.features.keyword >= KEYWORD_MATCHES)
        .take(MOVED_UP)
        .map(|text| text.item.id.clone())
        .collect();
    let (thesaurus, lang) = (&opened.lexicon.thesaurus, parsed.shown_in(query.lang));
    let hit = |RankedText { item, features, concept }: RankedText| {
        let through = concept.and_then(|index| thesaurus.concept(index).preferred(lang));
        let (score, through) = (SCALE * features.score(), through.map(str::to_owned));
        Hit { item, score, distance_km: None, open: None, through, fallback: false }
    };
    let mut hits: Vec<Hit> = ranked.into_iter().map(hit).collect();
    cards_above(&mut hits);
    move_up(&mut hits, &situations);
    Ok((hits, confidence))
}

/// Texts that answer, and how sure they are.
#[derive(Default)]
pub(crate) struct Ranked {
    /// Each with the features of its score, the best first; an item once, whatever its languages.
    pub texts: Vec<RankedText>,
    pub confidence: Confidence,
}

/// Texts that answer a query.
pub(crate) fn ranked(
    opened: &Opened,
    query: &Query,
    parsed: &ParsedQuery,
    limit: usize,
) -> Result<Ranked, SearchError> {
    let texts = &opened.texts;
    let searcher = texts.index.searcher();
    let (Some((ranker, evidence)), [segment, ..]) = (&texts.ranker, searcher.segment_readers()) else {
        return Ok(Ranked::default());
    };
    let Some(filter) = Filter::new(segment, query, parsed.lang)? else { return Ok(Ranked::default()) };
    let wanted = limit.max(CANDIDATES) + SPARE;
    let weighted = ranker.weighted(&parsed.terms);
    let lexicon = &opened.lexicon;
    let profiles = lexicon.profiles.matching(&parsed.readings, CONCEPTS);
    let told_fiches = lexicon.told_fiches.matching(&parsed.readings, FICHES);
    let nearest = lexicon.nearest.matching(&parsed.all);
    let of_concepts = |found: &[ConceptMatch], outweighs: f32| {
        led_to(&opened.concept_docs, outweighs, found.iter().map(|found| (found.concept, found.sure)))
    };
    let of_profiles = |docs: &[Vec<DocId>], found: &[ProfileMatch]| {
        led_to(docs, PROFILE_OUTWEIGHS, found.iter().map(|found| (found.document, found.sure)))
    };
    let (supported, alike) = (of_concepts(&parsed.concepts, 0.0), of_concepts(&nearest, NEAREST_OUTWEIGHS));
    let profile = of_profiles(&opened.concept_docs, &profiles);
    let told = of_profiles(&opened.fiche_docs, &told_fiches);
    let heads = heads(opened, parsed);
    let led = [&supported, &profile, &alike, &told];
    let named: HashSet<DocId> =
        led.iter().flat_map(|docs| docs.keys().copied()).chain(evidence.by_keyword(&weighted)).collect();
    let scored = ranker.best_and(&parsed.terms, wanted, Among::All, |doc| filter.keeps(doc), &named)?;
    let support = |doc| {
        let [concept, profile, nearest, told] = led.map(|docs| docs.get(&doc).map_or(0.0, |support| support.sure));
        LedTo { concept, profile, told, nearest, head: heads.get(&doc).copied().unwrap_or(0.0) }
    };
    let candidates = evidence.weigh(&scored, &weighted, |hash| ranker.title_idf(hash), support);
    let title = |features: &Features| {
        let Features { title_whole, alternative, keyword, head, .. } = *features;
        title_whole.max(alternative).max(keyword).max(head)
    };
    let confidence = Confidence {
        concept: parsed.concepts.first().map_or(0.0, |found| found.sure),
        label: parsed.concepts.iter().map(|found| found.whole).fold(0.0, f32::max),
        profile: profiles.first().map_or(0.0, |found| found.sure),
        told: told_fiches.first().map_or(0.0, |found| found.sure),
        nearest: nearest.first().map_or(0.0, |found| found.sure),
        title: candidates.iter().map(|candidate| title(&candidate.features)).fold(0.0, f32::max),
        covered: candidates.iter().take(BEST).map(|candidate| candidate.features.title_has).fold(0.0, f32::max),
        known: parsed.known_share(&lexicon.said, &lexicon.vocabulary),
        short: 1.0 / (1.0 + parsed.all.len() as f32).sqrt(),
        names_article: parsed.names_article && parsed.words.iter().any(|word| ranker.knows(word)),
        is_rare_title: candidates.iter().take(BEST).any(|found| found.features.title_has >= ALL)
            && weighted.iter().any(|term| term.weight >= ranker.idf_of(RARE)),
        subject: opened.subject.as_ref().map(|reader| reader.look(&parsed.all).score),
    };
    let lang = parsed.shown_in(query.lang);
    let mut texts_found = Vec::new();
    let mut seen = HashSet::new();
    for Candidate { doc, features } in candidates.into_iter().take(limit + SPARE) {
        let summary = texts.summary(&searcher, doc)?;
        if seen.insert(summary.id.clone()) {
            let item = texts.in_language(&searcher, summary, lang)?;
            let named = [&supported, &profile, &alike].into_iter().find_map(|docs| docs.get(&doc));
            let concept = named.map(|support| support.source);
            texts_found.push(RankedText { item, features, concept });
        }
    }
    Ok(Ranked { texts: texts_found, confidence })
}

/// The first document of each concept that the query is a name of; less surely where it names several.
fn heads(opened: &Opened, parsed: &ParsedQuery) -> HashMap<DocId, f32> {
    let thesaurus = &opened.lexicon.thesaurus;
    let typed = [parsed.all.join(" "), parsed.typed.join(" ")];
    let named = typed.iter().map(|name| thesaurus.named(name, parsed.lang)).find(|named| !named.is_empty());
    let named = named.unwrap_or_default();
    let first = |concept: &u32| opened.concept_docs.get(*concept as usize)?.first().copied();
    named.iter().filter_map(first).map(|doc| (doc, 1.0 / named.len() as f32)).collect()
}

/// The documents that concepts or fiches lead to: those of each, the surest first, and how surely it is meant. The surest
/// counts for more than it is, as `outweighs` says: of a long story, a need explains few of the words.
fn led_to(docs_of: &[Vec<DocId>], outweighs: f32, found: impl Iterator<Item = (u32, f32)>) -> HashMap<DocId, Support> {
    let mut supported: HashMap<DocId, Support> = HashMap::new();
    let mut most = 0.0;
    for (source, sure) in found {
        most = f32::max(most, sure);
        let sure = if most > 0.0 { sure / most.powf(outweighs) } else { 0.0 };
        for (rank, doc) in docs_of.get(source as usize).into_iter().flatten().enumerate() {
            let here = sure / (1.0 + CONCEPT_FADES * rank as f32);
            let so_far = supported.entry(*doc).or_insert(Support { sure: 0.0, source, most: 0.0 });
            // Two concepts that lead to one document speak for it together.
            let (more, less) = (so_far.sure.max(here), so_far.sure.min(here));
            so_far.sure = more + CONCEPT_TOGETHER * less * (1.0 - more);
            if here > so_far.most {
                (so_far.most, so_far.source) = (here, source);
            }
        }
    }
    supported
}

/// An authored card that answers the words stands above the fiches that treat the same right, and those make room. A
/// situation does not: it touches on many rights, and whoever asks for one of them is best served by its card.
fn cards_above(hits: &mut [Hit]) {
    for card in 0..hits.len() {
        let item = &hits[card].item;
        if item.source.name != SourceRef::AUTHORED || item.kind != ItemKind::Card || item.covers.is_empty() {
            continue;
        }
        let mut score = hits[card].score;
        let covers = hits[card].item.covers.clone();
        for fiche in hits
            .iter_mut()
            .filter(|hit| hit.item.source.name != SourceRef::AUTHORED && covers.contains(&hit.item.source.id))
        {
            if score >= CARD_MATCHES * fiche.score {
                score = score.max(fiche.score);
                fiche.score *= COVERED;
            }
        }
        hits[card].score = score;
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
}

/// A situation that is asked for in its own words is seen without looking far, below the first answers: it asks what no
/// card can, and its text, which is questions, has few of the words.
fn move_up(hits: &mut [Hit], situations: &[ItemId]) {
    for (number, id) in situations.iter().enumerate() {
        let index = ANSWERS_FIRST + number;
        let (Some(at), Some(score)) =
            (hits.iter().position(|hit| hit.item.id == *id), hits.get(index).map(|hit| hit.score))
        else {
            continue;
        };
        if at > index {
            hits[at].score = score;
            hits[index..=at].rotate_right(1);
        }
    }
}
