//! A need in the person's words, searched for; with or without a place in the same sentence.

use super::State;
use crate::message::Message;
use crate::model::{Date, ItemId, ItemKind};
use crate::ports::catalog::{Answer, CommuneMatch, Hit, Query, Sureness, Unavailable};
use crate::talk::Screen;
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Obstacle, Outcome};
use crate::talk::flows::{institution, place};
use crate::talk::then::Then;
use crate::text::normal::words;
use crate::text::wishes::Read;

/// Hits kept of a search.
const HITS: usize = 20;
/// Words from which a need is told rather than named.
const TOLD: usize = 4;
/// A situation among so many hits, with this part of the best score, is shown first.
const SEEN: usize = 5;
/// What has less than this part of the best score is not shown: it is about something else.
const FAR_BEHIND: f32 = 0.5;
/// The same for a situation, whose text is questions and has few of the words.
const SITUATION_BEHIND: f32 = 0.25;
/// See [`SEEN`].
const NEAR: f32 = 0.3;

/// Reads an institution, a need, a need and a place, or a place alone.
pub(in crate::talk) fn need(talk: &mut Talk<'_>, text: &str) -> Then {
    talk.searched = true;
    let wished = wished(talk, text);
    // At a list of places, a wish alone is about them; on the page of one, about the list that it was in.
    if on_places(talk) && wished.is_whole {
        talk.session.wishes.add(wished.wishes);
        if !lists_places(&talk.session.screen) {
            talk.session.back();
        }
        return Then::Show;
    }
    let before = std::mem::replace(&mut talk.session.wishes, wished.wishes);
    let of_rest = |talk: &mut Talk<'_>| if wished.rest == text { None } else { office(talk, &wished.rest) };
    if let Some(then) = office(talk, text).or_else(|| of_rest(talk)) {
        return then;
    }
    let named = talk.named_communes(&wished.rest).into_iter().filter(CommuneMatch::is_whole).collect::<Vec<_>>();
    let digits = wished.rest.trim().chars().all(|c| c.is_ascii_digit());
    let near = match &talk.session.screen {
        Screen::Place(place::State::Places { card, .. }) => Some(card.clone()),
        _ => None,
    };
    // A postal code asks for nothing but a place, and on a list of places a name does too.
    if (digits || near.is_some() || !talk.session.wishes.is_empty()) && !named.is_empty() {
        if talk.session.wishes.is_empty() {
            talk.session.wishes = before;
        }
        place::named(talk, &named, near.flatten());
        return Then::Show;
    }
    let (mut need, mut places) = place::split(talk, text);
    if places.is_empty() && !talk.session.wishes.is_empty() {
        let (rest, found) = place::split(talk, &wished.rest);
        if !found.is_empty() {
            (need, places) = (rest, found);
        }
    }
    if need.is_empty() && !places.is_empty() {
        place::named(talk, &places, None);
        return Then::Show;
    }
    let Ok(answer) = search(talk, need, &places) else {
        talk.unavailable();
        return Then::Show;
    };
    // Words that nobody knows may be a name with a slip, unless they found something for certain: what is guessed is asked.
    let unknown = || answer.sure != Sureness::Found && place::is_strange(talk, text);
    if places.is_empty() && (answer.hits.is_empty() || unknown()) {
        let guessed = talk.communes(text);
        if !guessed.is_empty() {
            place::named(talk, &guessed, None);
            return Then::Show;
        }
    }
    // A name that means nothing else is a place too.
    let place_first = answer.hits.first().is_none_or(|hit| hit.item.kind == ItemKind::Place);
    if !named.is_empty() && place_first {
        place::named(talk, &named, None);
        return Then::Show;
    }
    found(talk, &answer, &places)
}

/// Whether places are shown that a wish may be about.
fn on_places(talk: &Talk<'_>) -> bool {
    let is_place = matches!(talk.session.screen, Screen::Place(place::State::Place { .. }));
    lists_places(&talk.session.screen) || is_place && talk.session.trail.last().is_some_and(lists_places)
}

fn lists_places(screen: &Screen) -> bool {
    matches!(screen, Screen::Place(place::State::Places { .. }) | Screen::Institution(_))
}

/// What a text wishes of places. A time counts where it names a place too: "samedi matin mairie de Rodez".
pub(in crate::talk) fn wished(talk: &Talk<'_>, text: &str) -> Read {
    if on_places(talk) {
        return talk.wished(text, true);
    }
    let timed = talk.wished(text, true);
    let sure = talk.wished(text, false);
    if timed.wishes == sure.wishes {
        return sure;
    }
    let asked = institution::asked(talk, &timed.rest);
    let names_place = asked.is_some_and(|asked| !asked.communes.is_empty())
        || !place::split(talk, &timed.rest).1.is_empty()
        || talk.named_communes(&timed.rest).iter().any(CommuneMatch::is_whole);
    if names_place { timed } else { sure }
}

/// An institution that is asked for by name. Without a commune, one whose name tells a need is better told by its pages.
fn office(talk: &mut Talk<'_>, text: &str) -> Option<Then> {
    let here = match &talk.session.screen {
        Screen::Institution(institution::State::Institution { id, .. }) => Some(id.clone()),
        _ => None,
    };
    let (id, communes) = match (institution::asked(talk, text), here) {
        (Some(asked), _) => (asked.id, asked.communes),
        // On the screen of an institution, a commune asks for the same one there.
        (None, Some(id)) => (id, talk.named_communes(text)),
        (None, None) => return None,
    };
    let shown = talk.catalog.institutions().get(&id, talk.lang())?;
    if communes.is_empty() && (here_is(talk, &id) || shown.is_need) {
        return None;
    }
    talk.observe(Need::Item(id.clone()), Outcome::Answered, None);
    if communes.is_empty() {
        let commune = talk.session.commune.clone();
        talk.session.go(institution::State::Institution { id, commune });
    } else {
        place::named(talk, &communes, Some(id));
    }
    Some(Then::Show)
}

/// Whether an institution is on the screen already.
fn here_is(talk: &Talk<'_>, wanted: &ItemId) -> bool {
    matches!(&talk.session.screen, Screen::Institution(institution::State::Institution { id, .. }) if id == wanted)
}

/// What is written about something, by its name.
pub(super) fn about(talk: &mut Talk<'_>, name: String) -> Then {
    match search(talk, name, &[]) {
        Ok(answer) => found(talk, &answer, &[]),
        Err(_) => {
            talk.unavailable();
            Then::Show
        }
    }
}

/// Searches for words, near the one commune that was named.
///
/// # Errors
/// The index cannot be read.
pub(in crate::talk) fn search(talk: &Talk<'_>, text: String, places: &[CommuneMatch]) -> Result<Answer, Unavailable> {
    let near = match places {
        [only] => only.commune.position,
        _ => None,
    };
    // Before one is chosen, the words tell their language.
    let lang = talk.session.lang;
    let mut answer = talk.catalog.search(&Query { text: text.clone(), lang, near, limit: HITS, ..Query::default() })?;
    // A hit of last resort has nothing to do with the words: the question and its topics serve better.
    answer.hits.retain(|hit| hit.item.kind != ItemKind::Emergency && !hit.fallback);
    tell_first(&mut answer.hits, &text);
    let best = answer.hits.iter().map(|hit| hit.score).fold(0.0, f32::max);
    let least = |hit: &Hit| if hit.item.kind == ItemKind::Situation { SITUATION_BEHIND } else { FAR_BEHIND };
    answer.hits.retain(|hit| hit.score >= least(hit) * best);
    drop_replaced(&mut answer.hits, talk.now.date);
    Ok(answer)
}

fn found(talk: &mut Talk<'_>, answer: &Answer, places: &[CommuneMatch]) -> Then {
    if let [only] = places {
        talk.session.commune = Some(only.commune.code.clone());
    }
    if answer.hits.is_empty() {
        talk.unmet(Obstacle::NoResult);
        return Then::NotUnderstood(Message::NoResult);
    }
    // What was understood of another language is said in that language, above answers that are in this one.
    let through = answer.hits.iter().any(|hit| hit.through.is_some());
    if answer.lang != talk.lang() && through && !answer.guessed {
        talk.notice(Message::Understood { words: answer.understood.clone() });
    } else if answer.sure == Sureness::Perhaps || answer.guessed {
        // What may be meant is a title to choose, never words put together by a machine.
        talk.notice(Message::PerhapsThis);
    }
    if !talk.session.wishes.is_empty() {
        let wishes = place::said(talk, &talk.session.wishes);
        talk.notice(Message::WishesKept { wishes });
    }
    let hits = answer.hits.iter().map(|hit| hit.item.id.clone()).collect();
    talk.session.go(State::Results { hits, page: 0, guessed: answer.guessed });
    match places {
        [] => {}
        [only] => {
            let place = talk.commune_name(&only.commune);
            talk.notice(Message::ResultsNear { place });
        }
        // Several communes of that name: which one is asked, and the results wait below.
        several => talk.session.go(place::State::Communes { card: None, codes: place::codes(several), results: true }),
    }
    Then::Show
}

/// Leaves out old answers that a card above treats: what they say has changed since, or may have.
fn drop_replaced(hits: &mut Vec<Hit>, today: Date) {
    let mut covered: Vec<String> = Vec::new();
    hits.retain(|hit| {
        covered.extend(hit.item.covers.iter().cloned());
        !hit.item.is_old(today) || !covered.contains(&hit.item.source.id)
    });
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
