//! A need in the person's words, searched for; with or without a place in the same sentence.

use super::{Effect, Screen, Talk};
use crate::catalog::{Answer, CommuneMatch, Hit, Query, Unavailable};
use crate::message::Message;
use crate::model::ItemKind;
use crate::text::normal::words;

/// Hits kept of a search.
const HITS: usize = 20;
/// Words from which a need is told rather than named.
const TOLD: usize = 4;
/// A situation among so many hits, with this part of the best score, is shown first.
const SEEN: usize = 5;
/// See [`SEEN`].
const NEAR: f32 = 0.4;

impl Talk<'_> {
    /// Reads a need, a need and a place, or a place alone.
    pub(super) fn need(&mut self, text: &str) {
        let named: Vec<CommuneMatch> = self.communes(text).into_iter().filter(|found| found.exact).collect();
        let digits = text.trim().chars().all(|c| c.is_ascii_digit());
        if let Screen::Places { card, .. } = self.session.screen.clone()
            && !named.is_empty()
        {
            return self.place_named(&named, card);
        }
        // A postal code asks for nothing but a place.
        if digits && !named.is_empty() {
            return self.place_named(&named, None);
        }
        let (need, places) = self.split_place(text);
        if need.is_empty() && !places.is_empty() {
            return self.place_named(&places, None);
        }
        let Ok(answer) = self.search(need, &places) else { return self.unavailable() };
        // A name that means nothing else is a place too.
        if !named.is_empty() && answer.hits.is_empty() {
            return self.place_named(&named, None);
        }
        self.found(&answer, &places);
    }

    pub(super) fn search(&self, text: String, places: &[CommuneMatch]) -> Result<Answer, Unavailable> {
        let near = match places {
            [only] => only.commune.position,
            _ => None,
        };
        // Before one is chosen, the words tell their language.
        let lang = self.session.lang;
        let mut answer =
            self.catalog.search(&Query { text: text.clone(), lang, near, limit: HITS, ..Query::default() })?;
        // A hit of last resort has nothing to do with the words: the question and its topics serve better.
        answer.hits.retain(|hit| hit.item.kind != ItemKind::Emergency && !hit.fallback);
        tell_first(&mut answer.hits, &text);
        Ok(answer)
    }

    fn found(&mut self, answer: &Answer, places: &[CommuneMatch]) {
        if let [only] = places {
            self.session.commune = Some(only.commune.code.clone());
        }
        if answer.hits.is_empty() {
            self.effects.push(Effect::Count { what: "no-result".into() });
            return self.not_understood(Message::NoResult);
        }
        if answer.guessed {
            self.notice(Message::ReadAs { words: answer.understood.clone() });
        }
        let hits = answer.hits.iter().map(|hit| hit.item.id.clone()).collect();
        self.session.go(Screen::Results { hits, page: 0, guessed: answer.guessed });
        match places {
            [] => {}
            [only] => {
                let place = self.commune_name(&only.commune);
                self.notice(Message::ResultsNear { place });
            }
            // Several communes of that name: which one is asked, and the results wait below.
            several => {
                self.session.go(Screen::Communes { card: None, codes: super::place::codes(several), results: true })
            }
        }
    }
}

/// Somebody who tells what happened is shown the situation first, where one is nearly as good as the best hit: it asks
/// what the cards cannot.
fn tell_first(hits: &mut [Hit], text: &str) {
    let best = hits.first().map_or(0.0, |hit| hit.score);
    let told = words(text).len() >= TOLD;
    let near = |hit: &Hit| hit.item.kind == ItemKind::Situation && hit.score >= best * NEAR;
    if let Some(at) = hits.iter().take(SEEN).position(near).filter(|_| told)
        && let Some(first) = hits.get_mut(..=at)
    {
        first.rotate_right(1);
    }
}
