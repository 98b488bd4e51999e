//! A query to ranked hits.

use crate::build::key;
use crate::engine::{Engine, exact, load};
use crate::error::SearchError;
use crate::hours;
use crate::places::unpack;
use crate::rank::weights::{CANDIDATES, CONCEPT_FADES, CONCEPT_TOGETHER};
use crate::rank::{Among, Candidate, Parts};
use crate::understand::{Reader, Reading};
use guichet_core::catalog::{Answer, Hit, Query};
use guichet_core::model::{Item, ItemId, ItemKind, Lang, OpeningState};
use std::collections::{HashMap, HashSet};
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::columnar::StrColumn;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

/// Name of the source of authored cards.
pub(crate) const AUTHORED: &str = "guichet";
/// The card that says where a human is, and a number to call.
const HUMAN: &str = "card/parler-a-quelqu-un";
/// Cards offered when no word matches.
const LAST_RESORT: usize = 3;
/// Candidates looked at beyond those asked for: room to merge languages and to let cards stand for fiches.
const SPARE: usize = 30;
/// Most hits one answer holds.
const MOST_HITS: usize = 200;
/// An authored card stands above a fiche on the same right if it answers the words at least this well, relatively.
const CARD_MATCHES: f32 = 0.4;
/// A query this near to one of a situation's keywords tells that situation.
const TOLD: f32 = 0.6;
/// Most situations that are moved up for it.
const TOLD_MOST: usize = 2;
/// Answers that stay before them.
const ANSWERS_FIRST: usize = 3;
/// Scores are shown as tenths: easier to read.
const SCALE: f32 = 10.0;
/// What is left of the score of a fiche whose card is shown above it.
const COVERED: f32 = 0.7;
/// A word borne by more than one place in this many says what kind of place is meant, not which one.
const GENERIC: u64 = 50;
/// Kilometres at which a place is worth half of the same one next door.
const HALF_WORTH_KM: f64 = 20.0;
/// Places whose opening hours are read for one query, at most.
const HOURS_READ: usize = 300;
/// Score of an answer without any matching text, so that scores stay comparable within it.
const NO_TEXT: f32 = 10.0;

impl Engine {
    /// Ranked hits for a query. The item of a hit is its head: title, summary, place, themes, what it covers, where it
    /// comes from. Its sections, keywords, routes and phones are empty: [`Engine::item`] has them.
    ///
    /// A text beyond 100,000 characters is cut; there is no query syntax: every character but letters and digits is a
    /// space. An item found in several languages comes once, in the reader's, else in French. An answer is never empty
    /// unless the filters leave nothing: where no word matches, its hits are marked as a last resort.
    pub fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        let reading = self.read(&query.text, query.lang);
        let limit = query.limit.min(MOST_HITS);
        let mut hits = Vec::new();
        if limit > 0 {
            let texts = self.found_texts(query, &reading, limit)?;
            let best = texts.first().map_or(NO_TEXT, |hit| hit.score);
            let places = self.found_places(query, &reading, limit, best)?;
            hits = texts;
            hits.extend(places);
            hits.sort_by(|a, b| b.score.total_cmp(&a.score));
            hits.truncate(limit);
            if hits.is_empty() {
                hits = self.last_resort(query, &reading, limit)?;
            }
        }
        Ok(Answer { lang: reading.lang, understood: reading.understood(), guessed: reading.guessed, hits })
    }

    /// How a query is read.
    pub(crate) fn read(&self, text: &str, lang: Option<Lang>) -> Reading {
        let known = |stem: &str| self.ranker.as_ref().is_some_and(|(ranker, _)| ranker.knows(stem));
        Reading::new(text, lang, &self.reader(&known))
    }

    /// What queries are read with.
    pub(crate) fn reader<'a>(&'a self, known: &'a dyn Fn(&str) -> bool) -> Reader<'a> {
        Reader { analyzer: &self.analyzer, vocabulary: &self.vocabulary, thesaurus: &self.thesaurus, known }
    }

    fn found_texts(&self, query: &Query, reading: &Reading, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let found = self.weighed(query, reading, limit)?;
        let told: Vec<ItemId> = found
            .iter()
            .filter(|found| found.item.kind == ItemKind::Situation && found.parts.keyword >= TOLD)
            .take(TOLD_MOST)
            .map(|found| found.item.id.clone())
            .collect();
        let hit = |Found { item, parts, concept }: Found| {
            let through = concept.and_then(|place| self.thesaurus.concept(place).preferred(shown_in(query, reading)));
            let (score, through) = (SCALE * parts.score(), through.map(str::to_owned));
            Hit { item, score, distance_km: None, open: None, through, fallback: false }
        };
        let mut hits: Vec<Hit> = found.into_iter().map(hit).collect();
        cards_above(&mut hits);
        situations_seen(&mut hits, &told);
        Ok(hits)
    }

    /// Texts that answer, each with the parts of its score, the best first; an item once, whatever its languages.
    pub(crate) fn weighed(&self, query: &Query, reading: &Reading, limit: usize) -> Result<Vec<Found>, SearchError> {
        let searcher = self.texts.searcher();
        let (Some((ranker, evidence)), [segment, ..]) = (&self.ranker, searcher.segment_readers()) else {
            return Ok(Vec::new());
        };
        let Some(filter) = Filter::new(segment, query)? else { return Ok(Vec::new()) };
        let wanted = limit.max(CANDIDATES) + SPARE;
        let sought = ranker.sought(&reading.needs);
        let led = self.led(reading);
        let named: HashSet<DocId> = led.keys().copied().chain(evidence.called(&sought)).collect();
        let scored = ranker.best_and(&reading.needs, wanted, Among::All, |doc| filter.keeps(doc), &named)?;
        let worth = |hash| ranker.worth(hash);
        let candidates = evidence.weigh(&scored, &sought, worth, |doc| led.get(&doc).map_or(0.0, |led| led.sure));
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        for Candidate { doc, parts } in candidates.into_iter().take(limit + SPARE) {
            let head = load(&searcher, self.texts.fields.head, DocAddress::new(0, doc))?;
            if seen.insert(head.id.clone()) {
                let item = self.in_language(&searcher, head, shown_in(query, reading))?;
                found.push(Found { item, parts, concept: led.get(&doc).map(|led| led.concept) });
            }
        }
        Ok(found)
    }

    /// How surely the concepts of a query lead to documents, and which of them most.
    fn led(&self, reading: &Reading) -> HashMap<DocId, Led> {
        let mut led: HashMap<DocId, Led> = HashMap::new();
        for named in &reading.concepts {
            let docs = self.led_to.get(named.concept as usize);
            for (place, doc) in docs.into_iter().flatten().enumerate() {
                let here = named.sure / (1.0 + CONCEPT_FADES * place as f32);
                let so_far = led.entry(*doc).or_insert(Led { sure: 0.0, concept: named.concept, most: 0.0 });
                // Two concepts that lead to one document speak for it together.
                let (more, less) = (so_far.sure.max(here), so_far.sure.min(here));
                so_far.sure = more + CONCEPT_TOGETHER * less * (1.0 - more);
                if here > so_far.most {
                    (so_far.most, so_far.concept) = (here, named.concept);
                }
            }
        }
        led
    }

    /// The same item in the reader's language, else in French, else as it was found.
    pub(crate) fn in_language(&self, searcher: &Searcher, head: Item, reader: Lang) -> Result<Item, SearchError> {
        for lang in [reader, Lang::Fr] {
            if head.lang == lang {
                return Ok(head);
            }
            if let Some(address) = self.texts.find(searcher, self.texts.fields.key, &key(&head.id, lang.code()))? {
                return load(searcher, self.texts.fields.head, address);
            }
        }
        Ok(head)
    }

    /// Places that bear every word of the query, if one of the words or the reader's position tells them apart.
    fn found_places(
        &self,
        query: &Query,
        reading: &Reading,
        limit: usize,
        best_text: f32,
    ) -> Result<Vec<Hit>, SearchError> {
        let searcher = self.places.searcher();
        let fields = self.places.fields;
        let [segment, ..] = searcher.segment_readers() else { return Ok(Vec::new()) };
        let Some(filter) = Filter::new(segment, query)? else { return Ok(Vec::new()) };
        let names = segment.inverted_index(fields.words)?;
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        let mut rarest = u64::MAX;
        for word in &reading.typed {
            let term = exact(fields.words, word);
            rarest = rarest.min(names.doc_freq(term.term())?.into());
            clauses.push((Occur::Must, Box::new(term)));
        }
        let told_apart = rarest.saturating_mul(GENERIC) <= searcher.num_docs().max(GENERIC) || query.near.is_some();
        if clauses.is_empty() || rarest == 0 || !told_apart {
            return Ok(Vec::new());
        }
        let lengths = segment.get_fieldnorms_reader(fields.words)?;
        let positions = segment.fast_fields().u64("position")?;
        let mut scored = Vec::new();
        for address in searcher.search(&BooleanQuery::new(clauses), &DocSetCollector)? {
            let doc = address.doc_id;
            if !filter.keeps(doc) {
                continue;
            }
            let named = reading.typed.len() as f32 / lengths.fieldnorm(doc).max(1) as f32;
            let position = positions.first(doc).and_then(unpack);
            let distance_km = query.near.zip(position).map(|(near, position)| position.distance_km(near));
            let nearness = match (query.near, distance_km) {
                (Some(_), Some(km)) => (HALF_WORTH_KM / (HALF_WORTH_KM + km)) as f32,
                (Some(_), None) => 0.1,
                (None, _) => 1.0,
            };
            scored.push((best_text * (1.0 + named.min(1.0)) * nearness.max(0.01), doc, distance_km));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(HOURS_READ);
        let mut hits = Vec::new();
        for (score, doc, distance_km) in scored {
            if hits.len() == limit {
                break;
            }
            let item = load(&searcher, fields.head, DocAddress::new(0, doc))?;
            let open = query
                .open_at
                .zip(item.place.as_ref())
                .map(|(at, place)| hours::opening(&place.hours, &place.commune_code, at));
            if query.open_at.is_none() || open.is_some_and(|open| open.state == OpeningState::Open && !open.holiday) {
                hits.push(Hit { item, score, distance_km, open, through: None, fallback: false });
            }
        }
        Ok(hits)
    }

    /// What is offered when no word matches: the nearest place where a human receives, the card that gives a number to
    /// call, and cards of the theme that the words come nearest to.
    fn last_resort(&self, query: &Query, reading: &Reading, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let fallback =
            |item, distance_km| Hit { item, score: 0.0, distance_km, open: None, through: None, fallback: true };
        let mut hits = Vec::new();
        if query.kind.is_none_or(|kind| kind == ItemKind::Place)
            && query.source.is_none()
            && let Some(near) = query.near
        {
            hits.extend(
                self.places(&[], near, 1)?.into_iter().map(|found| fallback(found.item, Some(found.distance_km))),
            );
        }
        if query.kind.is_none_or(|kind| kind == ItemKind::Card)
            && query.source.as_deref().is_none_or(|name| name == AUTHORED)
        {
            hits.extend(self.item(&HUMAN.into(), shown_in(query, reading))?.map(|item| fallback(item, None)));
        }
        let searcher = self.texts.searcher();
        let theme = self.thesaurus.nearest_theme(&reading.typed);
        if let [segment, ..] = searcher.segment_readers()
            && let Some(filter) = Filter::new(segment, query)?
        {
            let near = match theme {
                Some(theme) => exact(self.texts.fields.theme, &theme),
                None => exact(self.texts.fields.source, query.source.as_deref().unwrap_or(AUTHORED)),
            };
            let mut found: Vec<Item> = Vec::new();
            for (_, address) in searcher.search(&near, &TopDocs::with_limit(limit.max(1) * 4).order_by_score())? {
                if found.len() < LAST_RESORT && filter.keeps(address.doc_id) {
                    let head = load(&searcher, self.texts.fields.head, address)?;
                    let item = self.in_language(&searcher, head, shown_in(query, reading))?;
                    if item.id != HUMAN && found.iter().all(|other| other.id != item.id) {
                        found.push(item);
                    }
                }
            }
            hits.extend(found.into_iter().map(|item| fallback(item, None)));
        }
        hits.truncate(limit);
        Ok(hits)
    }
}

/// The language of what is shown: the reader's, where it is known, else the query's.
fn shown_in(query: &Query, reading: &Reading) -> Lang {
    query.lang.unwrap_or(reading.lang)
}

/// A text found, and why.
pub(crate) struct Found {
    pub item: Item,
    pub parts: Parts,
    /// The concept that led to it most, by its place in the thesaurus.
    concept: Option<u32>,
}

/// How surely concepts lead to a document.
struct Led {
    sure: f32,
    concept: u32,
    most: f32,
}

/// An authored card that answers the words stands above the fiches that treat the same right, and those make room. A
/// situation does not: it touches on many rights, and whoever asks for one of them is best served by its card.
fn cards_above(hits: &mut [Hit]) {
    for card in 0..hits.len() {
        let item = &hits[card].item;
        if item.source.name != AUTHORED || item.kind != ItemKind::Card || item.covers.is_empty() {
            continue;
        }
        let mut score = hits[card].score;
        let covers = hits[card].item.covers.clone();
        for fiche in
            hits.iter_mut().filter(|hit| hit.item.source.name != AUTHORED && covers.contains(&hit.item.source.id))
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

/// A situation that is told in its own words is seen without looking far, below the first answers: it asks what no card
/// can, and its text, which is questions, has few of the words.
fn situations_seen(hits: &mut [Hit], told: &[ItemId]) {
    for (place, id) in told.iter().enumerate() {
        let place = ANSWERS_FIRST + place;
        let (Some(at), Some(score)) =
            (hits.iter().position(|hit| hit.item.id == *id), hits.get(place).map(|hit| hit.score))
        else {
            continue;
        };
        if at > place {
            hits[at].score = score;
            hits[place..=at].rotate_right(1);
        }
    }
}

/// The filters of a query over one segment, by the ordinals of its columns.
struct Filter {
    wanted: Vec<(StrColumn, u64)>,
}

impl Filter {
    /// `None` where no document can pass.
    fn new(segment: &SegmentReader, query: &Query) -> Result<Option<Self>, SearchError> {
        let mut wanted = Vec::new();
        let values = [("kind", query.kind.map(ItemKind::name)), ("source", query.source.as_deref())];
        for (name, value) in values {
            let Some(value) = value else { continue };
            let Some(column) = segment.fast_fields().str(name)? else { return Ok(None) };
            let ordinal = column.dictionary().term_ord(value.as_bytes())?;
            let Some(ordinal) = ordinal else { return Ok(None) };
            wanted.push((column, ordinal));
        }
        Ok(Some(Self { wanted }))
    }

    fn keeps(&self, doc: DocId) -> bool {
        self.wanted.iter().all(|(column, ordinal)| column.ords().first(doc) == Some(*ordinal))
    }
}
