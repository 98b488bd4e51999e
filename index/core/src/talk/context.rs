//! What one turn works with: the catalog, the session, the moment, and what is gathered for the answer.

use super::effect::{Effect, Need, Observation, Obstacle, Outcome};
use super::flows::help;
use super::{Screen, Session};
use crate::message::Message;
use crate::model::situation::referred;
use crate::model::{Commune, FeatureId, Item, ItemId, Lang, Moment, PlaceKind, Position, Wishes};
use crate::ports::catalog::{Catalog, CommuneMatch, Near, PlaceHit, Unavailable};
use crate::rights::{Month, Rulebook};
use crate::text::lexicon::{Lexicon, bare};
use crate::text::when::TimeWords;
use crate::text::wishes::{self, Sayings};
use crate::view::Block;
use std::cell::Cell;
use std::sync::Arc;

/// Longest text that can be the name of a commune, in characters: the longest of France has 45.
const LONGEST_COMMUNE: usize = 60;

/// Kilometres beyond which nobody goes: nearly all of France has a town hall nearer than that.
pub(super) const FAR_KM: f64 = 60.0;
/// Nearest places that are looked at for those that receive somebody.
const LOOKED_AT: usize = 24;

/// The same where any kind is meant: most of the nearest are town halls.
const LOOKED_AT_OF_ANY: usize = 200;

/// Where somebody looks for places from.
#[derive(Clone)]
pub(super) struct Home {
    /// The point.
    pub(super) at: Position,
    /// INSEE code of the commune, where one was named.
    pub(super) commune: String,
}

impl Home {
    /// A commune that has a point.
    pub(super) fn of(commune: &Commune) -> Option<Self> {
        Some(Self { at: commune.position?, commune: commune.code.clone() })
    }
}

/// Two lists of places in one, each place once, the nearer of the two next first: each list keeps its own order.
fn merged(one: Vec<PlaceHit>, other: Vec<PlaceHit>) -> Vec<PlaceHit> {
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    let mut found: Vec<PlaceHit> = Vec::new();
    loop {
        let first = match (one.peek(), other.peek()) {
            (Some(a), Some(b)) if b.distance_km < a.distance_km => other.next(),
            (Some(_), _) => one.next(),
            (None, _) => other.next(),
        };
        let Some(hit) = first else { return found };
        if found.iter().all(|known| known.item.id != hit.item.id) {
            found.push(hit);
        }
    }
}

/// Whether a place receives somebody of a commune, as one of some kinds; as any where none is given.
fn receives(item: &Item, kinds: &[PlaceKind], commune: &str) -> bool {
    let Some(place) = &item.place else { return false };
    let own = std::iter::once(&place.kind).chain(&item.counters);
    let mut asked = own.filter(|kind| kinds.is_empty() || kinds.contains(kind));
    asked.any(|kind| kind.receives(&place.commune_code, commune))
}

/// The work of one turn.
pub(crate) struct Talk<'a> {
    pub(crate) catalog: &'a dyn Catalog,
    pub(super) session: Session,
    pub(crate) now: Moment,
    pub(super) effects: Vec<Effect>,
    /// Lines shown on top of the next view.
    pub(super) notices: Vec<Block>,
    /// Whether the words of this turn were looked for.
    pub(super) searched: bool,
    /// Whether the index failed while the view was made.
    pub(crate) unread: Cell<bool>,
}

impl<'a> Talk<'a> {
    pub(super) fn new(catalog: &'a dyn Catalog, session: &Session, now: Moment) -> Self {
        let (effects, notices) = (Vec::new(), Vec::new());
        Self { catalog, session: session.clone(), now, effects, notices, searched: false, unread: Cell::new(false) }
    }

    /// What somebody who reads a language is told, outside of any conversation.
    pub(crate) fn to_reader_of(catalog: &'a dyn Catalog, lang: Lang, now: Moment) -> Self {
        Self::new(catalog, &Session { lang: Some(lang), ..Session::default() }, now)
    }

    /// The language to answer in.
    pub(crate) fn lang(&self) -> Lang {
        self.session.reading_lang()
    }

    /// The words of a message.
    pub(crate) fn say(&self, message: &Message) -> String {
        self.catalog.say(self.lang(), message)
    }

    /// Says something on top of the next view.
    pub(super) fn notice(&mut self, message: Message) {
        let body = self.say(&message);
        self.notices.push(Block::Notice { body });
    }

    /// Notes what became of a need.
    pub(super) fn observe(&mut self, need: Need, outcome: Outcome, obstacle: Option<Obstacle>) {
        let commune = self.session.commune.as_deref().and_then(|code| self.catalog.commune(code));
        let area = commune.map(|commune| commune.departement);
        let (lang, day) = (self.lang(), self.now.date);
        self.effects.push(Effect::Observed(Observation { need, outcome, obstacle, lang, area, day }));
    }

    /// Notes that a need in words was not met.
    pub(super) fn unmet(&mut self, obstacle: Obstacle) {
        self.observe(Need::Words, Outcome::Unmet, Some(obstacle));
    }

    /// The language of a phrase, where it is not the one chosen: the numbers are shown in the language of the phrase.
    pub(super) fn foreign(&self, lang: Lang) -> Option<Lang> {
        (self.session.lang != Some(lang)).then_some(lang)
    }

    /// The month of the rules: this one.
    pub(crate) fn month(&self) -> Month {
        self.now.date.into()
    }

    /// The rules of this month; `None` where there are none, and people are then shown a human.
    pub(crate) fn rulebook(&self) -> Option<Arc<Rulebook>> {
        self.catalog.rulebook(self.month())
    }

    // A failing index ends no conversation and is never taken for an empty one: the failure is noted, and the screen that
    // needed the answer says so and leads to a human.

    /// An item in the reader's language.
    pub(crate) fn item(&self, id: &ItemId) -> Option<Item> {
        self.read(self.catalog.item(id, self.lang()))
    }

    /// What a theme holds.
    pub(super) fn theme_cards(&self, theme: &str) -> Vec<Item> {
        self.read(self.catalog.theme_cards(theme, self.lang()))
    }

    /// The nearest places of some kinds.
    pub(super) fn places(&self, kinds: &[PlaceKind], home: &Home, limit: usize) -> Vec<PlaceHit> {
        self.wished_places(kinds, home, limit, &Wishes::default())
    }

    /// The same of those that are as they are wished for.
    pub(super) fn wished_places(
        &self,
        kinds: &[PlaceKind],
        home: &Home,
        limit: usize,
        wishes: &Wishes,
    ) -> Vec<PlaceHit> {
        let near = |kinds: &[PlaceKind], features: &[FeatureId]| {
            let most = if kinds.is_empty() { LOOKED_AT_OF_ANY } else { LOOKED_AT };
            let near = Near {
                features,
                open_at: wishes.open_at,
                today: Some(self.now.date),
                ..Near::of(kinds, home.at, most)
            };
            self.read(self.catalog.places(&near))
        };
        let of = |kinds: &[PlaceKind], features: &[FeatureId]| {
            // The town halls around must not stand in the way of what is farther and receives everybody.
            let (own, others): (Vec<PlaceKind>, Vec<PlaceKind>) =
                kinds.iter().cloned().partition(PlaceKind::is_of_commune);
            if own.is_empty() || others.is_empty() {
                return near(kinds, features);
            }
            merged(near(&own, features), near(&others, features))
        };
        let mut found = of(kinds, &wishes.features);
        // Whoever wishes to pay nothing pays nothing there, though no source says it of each.
        let others: Vec<FeatureId> = wishes.features.iter().filter(|id| **id != FeatureId::FREE).cloned().collect();
        if others.len() < wishes.features.len() {
            let free: Vec<PlaceKind> =
                PlaceKind::free().filter(|kind| kinds.is_empty() || kinds.contains(kind)).collect();
            if !free.is_empty() {
                found = merged(found, of(&free, &others));
            }
        }
        found.retain(|hit| hit.distance_km <= FAR_KM && receives(&hit.item, kinds, &home.commune));
        found.truncate(limit);
        found
    }

    /// What is wished of places now.
    pub(super) fn wishes(&self) -> Wishes {
        self.session.wishes.at(self.now)
    }

    /// Reads what a text wishes of places; see [`wishes::read`].
    pub(super) fn wished(&self, text: &str, of_a_place: bool) -> wishes::Read {
        let languages: Vec<(&Sayings, &TimeWords)> =
            self.languages().map(|lang| (self.catalog.sayings(lang), &self.catalog.lexicon(lang).times)).collect();
        let is_small = |word: &str| self.catalog.institutions().is_aside(word);
        wishes::read(text, &languages, self.now, of_a_place, is_small)
    }

    /// One's own town hall, for the neighbours' receive their own; the nearest where one's own is not known.
    pub(super) fn town_hall(&self, home: &Home) -> Option<PlaceHit> {
        let nearest = |home: &Home| self.places(&[PlaceKind::TOWN_HALL.into()], home, 1).into_iter().next();
        nearest(home).or_else(|| nearest(&Home { commune: String::new(), ..home.clone() }))
    }

    fn read<T: Default>(&self, answer: Result<T, Unavailable>) -> T {
        answer.unwrap_or_else(|Unavailable| {
            self.unread.set(true);
            T::default()
        })
    }

    /// Says that nothing can be looked up just now, and leads to a human. It counts as a fault, not as an unmet need.
    pub(super) fn unavailable(&mut self) {
        self.unmet(Obstacle::Unavailable);
        self.notice(Message::Unavailable);
        self.session.go(help::State::Human);
    }

    /// Kinds of place to go to, for an institution, a card, a situation, or a node of one.
    pub(super) fn counters(&self, of: &ItemId) -> Vec<PlaceKind> {
        if let Some(institution) = self.catalog.institutions().get(of, self.lang()) {
            return institution.kinds.clone();
        }
        let (id, node) = referred(of);
        let id = ItemId::from(id);
        let at_node = || Some(self.catalog.situation(&id, self.lang())?.answer(node?)?.counters.clone());
        at_node().or_else(|| self.item(&id).map(|item| item.counters)).unwrap_or_default()
    }

    /// Communes that a text may name. Texts longer than any commune name are not matched.
    pub(super) fn communes(&self, text: &str) -> Vec<CommuneMatch> {
        if text.chars().nth(LONGEST_COMMUNE).is_some() { Vec::new() } else { self.catalog.communes(text) }
    }

    /// Those that it names without a slip.
    pub(super) fn named_communes(&self, text: &str) -> Vec<CommuneMatch> {
        if text.chars().nth(LONGEST_COMMUNE).is_some() { Vec::new() } else { self.catalog.named_communes(text) }
    }

    /// The département of a commune, in words where it has a name.
    pub(super) fn departement(&self, commune: &Commune) -> String {
        self.catalog.departement(&commune.departement).unwrap_or_else(|| commune.departement.clone())
    }

    /// A commune as it is read back: with its département, for there is Rodez and Rodès.
    pub(super) fn commune_name(&self, commune: &Commune) -> String {
        format!("{} ({})", commune.name, self.departement(commune))
    }

    /// The words of every language that is offered, the reader's first.
    pub(super) fn lexicons(&self) -> Vec<&'a Lexicon> {
        self.languages().map(|lang| self.catalog.lexicon(lang)).collect()
    }

    /// Every language that is offered, the reader's first.
    fn languages(&self) -> impl Iterator<Item = Lang> {
        let mine = self.lang();
        let others = self.catalog.languages().iter().copied().filter(move |lang| *lang != mine);
        std::iter::once(mine).chain(others)
    }

    /// A greeting alone is answered by the same screen, and is no misunderstanding.
    pub(super) fn greeted(&self, folded: &str) -> bool {
        let lexicons = self.lexicons();
        let plain = bare(folded, &lexicons);
        lexicons.iter().any(|lexicon| lexicon.is_greeting(plain))
    }

    /// Yes, no, or neither.
    pub(super) fn yes_no(&self, folded: &str) -> Option<bool> {
        let lexicons = self.lexicons();
        let plain = bare(folded, &lexicons);
        lexicons.iter().find_map(|lexicon| lexicon.yes_no(plain))
    }

    /// The screen, and those on the way back from it, the last first.
    pub(super) fn screens(&self) -> impl Iterator<Item = &Screen> {
        std::iter::once(&self.session.screen).chain(self.session.trail.iter().rev())
    }
}
