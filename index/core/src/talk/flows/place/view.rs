//! "Where do I go?": the commune, the nearest places of the right kind, one place.

use super::{Action, State};
use crate::message::Message;
use crate::model::{
    self, Commune, Date, FeatureId, Item, ItemId, Moment, Opening, Place, PlaceField, PlaceKind, Position, SourceRef,
};
use crate::ports::catalog::PlaceHit;
use crate::talk::action;
use crate::talk::context::{FAR_KM, Home, Talk};
use crate::talk::flows::emergency::right_now;
use crate::talk::flows::{card, find, help, institution, situation};
use crate::talk::page::Page;
use crate::talk::words;
use crate::view::{Block, Expects, View};

/// Papers named below places: what is beyond stands on a page of its own.
const PAPERS: usize = 3;
/// Places shown at once.
const PLACES: usize = 3;
/// Kilometres beyond which a place is no longer beside one's town hall.
const BESIDE_KM: f64 = 15.0;

/// What is said above each facet of what a place offers.
const FACETS: [Message; FeatureId::FACETS.len()] = [
    Message::FeatureService,
    Message::FeaturePublic,
    Message::FeatureFee,
    Message::FeatureAccess,
    Message::FeatureLanguage,
    Message::FeatureMode,
    Message::FeatureLabel,
    Message::FeatureSupport,
];

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Kinds => kinds(talk),
        State::Ask { card } => ask(talk, card.as_ref()),
        State::Communes { card, codes, results } => communes(talk, card.as_ref(), codes, *results),
        State::Places { card, commune, position } => places(talk, card.as_ref(), commune.as_deref(), *position),
        State::Place { id } => place(talk, id),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, state: &State) -> Expects {
    match state {
        State::Ask { .. } => Expects::Place,
        State::Communes { .. } => Expects::Choice,
        _ => Expects::Need,
    }
}

/// Who is looked for, before where: the nearest desk is of no use to whoever needs another one.
fn kinds(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::WhichKind);
    for shown in talk.catalog.institutions().first(talk.lang()) {
        page.choice(shown.name.clone(), shown.what.clone(), Action::Where(Some(shown.id.clone())));
    }
    page.say_choice(&Message::AnyPlace, Action::Where(None));
    page.done()
}

fn ask(talk: &Talk<'_>, card: Option<&ItemId>) -> View {
    let mut page = Page::new(talk, &Message::AskPlace);
    right_now(&mut page, card);
    page.text(&Message::AskPlaceHow);
    page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    page.done()
}

fn communes(talk: &Talk<'_>, card: Option<&ItemId>, codes: &[String], results: bool) -> View {
    let found: Vec<Commune> = codes.iter().filter_map(|code| talk.catalog.commune(code)).collect();
    let mut page = match card.and_then(|id| talk.catalog.institutions().get(id, talk.lang())) {
        // Its number holds whichever commune is meant.
        Some(shown) => {
            let mut page = Page::titled(talk, shown.name.clone());
            institution::what(&mut page, shown);
            page.text(&Message::WhichCommune);
            page
        }
        None => Page::new(talk, &Message::WhichCommune),
    };
    for commune in found {
        let label = talk.say(&Message::CommuneIn {
            departement: talk.departement(&commune),
            name: commune.name,
            postal: commune.postal_codes.first().cloned().unwrap_or_default(),
        });
        let action = if results { Action::Here(commune.code) } else { Action::Near(commune.code, card.cloned()) };
        page.choice(label, String::new(), action);
    }
    page.say_choice(&Message::AnotherPlace, Action::Elsewhere(card.cloned()));
    page.done()
}

fn places(talk: &Talk<'_>, card: Option<&ItemId>, code: Option<&str>, sent: Option<Position>) -> View {
    let commune = code.and_then(|code| talk.catalog.commune(code));
    let here = commune.as_ref().map_or_else(|| talk.say(&Message::NearYou), |commune| talk.commune_name(commune));
    let mut page = Page::new(talk, &Message::PlacesTitle { place: here.clone() });
    // Whoever asks for no kind is helped by a town hall and by a counter of France services.
    let kinds = card.map_or_else(|| vec![PlaceKind::FRANCE_SERVICES.into()], |id| talk.counters(id));
    let danger = right_now(&mut page, card);
    // Named last, the town hall is there for who would find nothing else. In danger there is something else.
    let last_resort = danger
        && kinds.first().is_some_and(|kind| kind != PlaceKind::TOWN_HALL)
        && kinds.last().is_some_and(|kind| kind == PlaceKind::TOWN_HALL);
    let point = sent.map(|at| Home { at, commune: String::new() });
    let home = point.or_else(|| commune.as_ref().and_then(Home::of));
    let mut found = Vec::new();
    let any = |kinds: &[PlaceKind]| if card.is_some() { kinds.to_vec() } else { Vec::new() };
    let wished = home.as_ref().and_then(|home| super::wished_places(&mut page, &any(&kinds), home, PLACES));
    if let Some(wished) = wished {
        found = wished;
    } else if let Some(home) = &home {
        // The nearest of the right kinds, then the town hall.
        let best = kinds.first().cloned();
        let others: Vec<PlaceKind> = kinds.iter().filter(|kind| **kind != PlaceKind::TOWN_HALL).cloned().collect();
        if !others.is_empty() {
            found = talk.places(&others, home, PLACES - 1);
            // A counter that helps with any administration is not the one that is meant.
            let is_general = |hit: &PlaceHit| words::is_of(&hit.item, PlaceKind::FRANCE_SERVICES);
            let meant = best.is_some_and(|best| best != PlaceKind::FRANCE_SERVICES && best != PlaceKind::TOWN_HALL);
            if !danger && card.is_some() && (found.is_empty() || meant && found.iter().all(is_general)) {
                page.notice(&Message::TownHallGuides);
            }
        }
        let hall = talk.town_hall(home).filter(|hit| !last_resort || words::is_open(talk, &hit.item));
        // One's own town hall stands first where it is meant before all that were found, or where they are far from it.
        let rank = |wanted: &str| kinds.iter().position(|kind| *kind == *wanted).unwrap_or(kinds.len());
        let before = |hit: &PlaceHit| {
            let own = kinds.iter().position(|kind| words::is_of(&hit.item, kind)).unwrap_or(kinds.len());
            rank(PlaceKind::TOWN_HALL) < own || hit.distance_km > BESIDE_KM
        };
        let first = if found.iter().all(before) { 0 } else { found.len() };
        found.splice(first..first, hall);
    }
    if card.is_none() {
        found.sort_by(|a, b| a.distance_km.total_cmp(&b.distance_km));
    }
    if danger {
        found.sort_by_key(|hit| !words::is_open(talk, &hit.item));
    }
    // A point that is far from every place is not in France, or nearly so: the nearest one is of no use.
    let far = sent.is_some() && found.is_empty() && home.as_ref().is_none_or(|home| talk.town_hall(home).is_none());
    if far {
        page.notice(&Message::FarAway);
    }
    if found.is_empty() && !danger {
        if !far {
            page.notice(&Message::NoPlace { place: here });
        }
        help::human_blocks(&mut page);
    }
    for hit in &found {
        if let Some(block) = words::place_block(talk, &hit.item, Some(hit.distance_km), true) {
            page.block(block);
        }
        page.choice(hit.item.title.clone(), String::new(), find::Action::Open(hit.item.id.clone()));
    }
    if let Some(id) = card.filter(|_| !found.is_empty()) {
        papers(&mut page, id);
    }
    super::anyhow(&mut page);
    page.say_choice(&Message::AnotherPlace, Action::Elsewhere(card.cloned()));
    page.done()
}

/// What to bring, for a card or a node of a situation: the first papers, all of them behind a choice.
fn papers(page: &mut Page<'_>, of: &ItemId) {
    let talk = page.talk;
    let (mut names, action): (_, action::Action) = match card::papers(talk, of) {
        Some((names, index)) => (names, card::Action::Section(index, of.clone()).into()),
        None => (situation::paper_names(talk, of), situation::Action::Papers(of.clone()).into()),
    };
    if names.is_empty() {
        return;
    }
    let more = names.len() > PAPERS;
    names.truncate(PAPERS);
    page.block(model::Block::Heading(talk.say(&Message::PapersToBring)));
    page.block(model::Block::List(names));
    if more {
        page.say_choice(&Message::PapersToBring, action);
    }
}

fn place(talk: &Talk<'_>, id: &ItemId) -> View {
    let Some(item) = talk.item(id) else { return Page::gone(talk) };
    let mut page = Page::new(talk, &Message::PlaceTitle);
    let commune = talk.session.commune.as_deref().and_then(|code| talk.catalog.commune(code));
    let away = commune
        .and_then(|commune| commune.position)
        .zip(item.position())
        .map(|(at, place)| place.distance_km(at))
        .filter(|km| *km <= FAR_KM);
    page.view.blocks.extend(words::place_block(talk, &item, away, false));
    dropped(&mut page, &item);
    let notice = item.place.as_ref().and_then(|place| place.notice.as_ref());
    if let Some(notice) = notice.filter(|notice| talk.now.date <= notice.until) {
        page.block(Block::Notice { body: notice.text.clone() });
    }
    if let Some(place) = item.place.as_ref().filter(|place| !place.hours.is_empty() && place.gone.is_none()) {
        hours(&mut page, &item, place);
    }
    if !item.summary.is_empty() {
        page.block(model::Block::Text(item.summary.clone()));
    }
    offers(&mut page, item.place.as_ref().map_or(&[], |place| &place.features));
    // What the source adds in its own words.
    for section in &item.sections {
        page.block(model::Block::Heading(section.heading.clone()));
        section.blocks.iter().for_each(|block| page.block(block.clone()));
    }
    let date = words::date(talk, item.source.date);
    let body = talk.say(&Message::SourceLine { publisher: item.source.publisher.clone(), date });
    page.block(Block::Source { body, url: item.source.url.clone() });
    let sources = sources(talk, &item);
    if !sources.is_empty() {
        page.block(model::Block::List(sources));
    }
    page.say_choice(&Message::ItHelped, card::Action::Helped(item.id.clone()));
    page.say_choice(&Message::ItDidNot, card::Action::NotHelped(item.id.clone()));
    page.done()
}

/// What a place offers, for whom, at what price, how to come: a facet at a time, in the reader's words.
fn offers(page: &mut Page<'_>, features: &[FeatureId]) {
    let talk = page.talk;
    for (facet, heading) in FeatureId::FACETS.iter().zip(&FACETS) {
        let known = features.iter().filter(|id| id.facet() == *facet);
        let labels: Vec<String> = known.filter_map(|id| talk.catalog.feature(id, talk.lang())).collect();
        if !labels.is_empty() {
            page.block(model::Block::Heading(talk.say(heading)));
            page.block(model::Block::Text(labels.join(", ")));
        }
    }
}

/// Says which sources have dropped a place since the others confirmed it. That of its hours is named beside them, and where
/// all have dropped it, the first lines say so.
fn dropped(page: &mut Page<'_>, item: &Item) {
    let talk = page.talk;
    let Some(place) = item.place.as_ref().filter(|place| place.gone.is_none()) else { return };
    for (number, (source, gone)) in item.sources().enumerate() {
        let since = gone.filter(|since| *since > item.source.date && number != place.source_of(PlaceField::Hours));
        if let Some(since) = since {
            page.notice(&words::no_longer_listed(talk, source, since));
        }
    }
}

/// The hours of a place, and what a source as fresh says otherwise.
fn hours(page: &mut Page<'_>, item: &Item, place: &Place) {
    let talk = page.talk;
    page.block(model::Block::Heading(talk.say(&Message::UsualHours)));
    let conflict = place.conflict(talk.now.date);
    let own = (place.source_of(PlaceField::Hours), &place.hours);
    let other = conflict.map(|conflict| (usize::from(conflict.source), &conflict.hours));
    for (number, hours) in std::iter::once(own).chain(other) {
        if let Some((source, _)) = item.sources().nth(number).filter(|_| conflict.is_some()) {
            let month = words::month_of(talk, source.date);
            page.text(&Message::HoursOf { publisher: source.publisher.clone(), month });
        }
        // Each for itself: what is doubted is only which of them holds.
        let said = Place { hours: hours.clone(), commune_code: place.commune_code.clone(), ..Place::default() };
        page.block(model::Block::List(week(talk, &said)));
    }
}

/// Which source says what, a line each, where a place has several.
fn sources(talk: &Talk<'_>, item: &Item) -> Vec<String> {
    let Some(place) = item.place.as_ref().filter(|place| !place.also.is_empty()) else { return Vec::new() };
    let line = |(number, (source, _)): (usize, (&SourceRef, Option<Date>))| {
        let mut fields: Vec<PlaceField> = place
            .provenance
            .iter()
            .filter(|known| usize::from(known.source) == number)
            .map(|known| known.field)
            .collect();
        fields.sort_unstable();
        let fields: Vec<String> = fields.into_iter().map(|field| talk.say(&field_name(field))).collect();
        let (publisher, month) = (source.publisher.clone(), words::month_of(talk, source.date));
        talk.say(&match fields.is_empty() {
            true => Message::AlsoListed { publisher, month },
            false => Message::ComesFrom { publisher, month, fields },
        })
    };
    item.sources().enumerate().map(line).collect()
}

fn field_name(field: PlaceField) -> Message {
    match field {
        PlaceField::Name => Message::FieldName,
        PlaceField::Address => Message::FieldAddress,
        PlaceField::Position => Message::FieldPosition,
        PlaceField::Phone => Message::FieldPhone,
        PlaceField::Website => Message::FieldWebsite,
        PlaceField::Hours => Message::FieldHours,
    }
}

/// The coming seven days, one line each, read off the calendar itself: what is written is what will hold. Where nothing is
/// known of any of them, the words of the source alone.
fn week(talk: &Talk<'_>, place: &Place) -> Vec<String> {
    let week = Moment { date: talk.now.date, minute: 0 };
    let opening = talk.catalog.opening(place, week);
    if opening == Opening::UNKNOWN {
        return vec![place.hours_in_words().map_or_else(|| talk.say(&Message::HoursUnknown), str::to_owned)];
    }
    (0..7).map(|ahead| words::day_hours(talk, place, talk.now.date.days() + ahead)).collect()
}
