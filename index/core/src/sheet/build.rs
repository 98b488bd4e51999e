//! From a basket to a sheet.

use super::section::joined;
use super::{Basket, Entry, Part, Section, Sheet, dates, papers};
use crate::deadline::Starts;
use crate::layout::{self, Line};
use crate::message::Message;
use crate::model::situation::referred;
use crate::model::{Block as Prose, Institution, Item, ItemId, Lang, Moment, OpeningState, RouteKind, SectionKind};
use crate::phrase::{self, Filled};
use crate::ports::catalog::Catalog;
use crate::talk::context::Talk;
use crate::talk::flows::{card, emergency};
use crate::talk::matter::category;
use crate::talk::reader::Reader;
use crate::talk::words;
use crate::view::Block;

/// Steps of one card: what is beyond stands on the card.
const STEPS: usize = 5;
/// Ways of one kind to ask for a right: a fiche may name many forms.
const WAYS: usize = 2;
/// Numbers of one card.
const PHONES: usize = 3;

/// What a sheet is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What goes on it.
    pub basket: &'a Basket,
    /// What was said to the person in ready sentences, each filled in.
    pub said: &'a [Filled],
    /// The person's language.
    pub lang: Lang,
    /// The person wants what is private on paper too: they were asked.
    pub private: bool,
    /// The category of emergency whose numbers they want on it.
    pub numbers: Option<&'a str>,
    /// Days that deadlines are counted from.
    pub starts: &'a Starts,
}

/// One sheet of a basket, at a moment. In a language that only the ready sentences have, all else stands in French alone.
pub fn sheet(catalog: &dyn Catalog, request: Request<'_>, now: Moment) -> Sheet {
    let complete = |lang: &Lang| catalog.languages().contains(lang);
    let mut languages = vec![request.lang, Lang::FR];
    languages.dedup();
    languages.retain(|lang| complete(lang) || catalog.phrase_book().texts.contains_key(lang));
    let offered = languages.iter().filter(|lang| complete(lang));
    let talks: Vec<Talk<'_>> = offered.map(|lang| Talk::to_reader_of(catalog, *lang, now)).collect();
    let french = Talk::to_reader_of(catalog, Lang::FR, now);
    let (mut private, mut gone, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    let (mut matters, mut places) = (Vec::new(), Vec::new());
    for entry in request.basket.entries() {
        if !request.private && entry.matter(catalog, Lang::FR).is_some() {
            private.push(entry.clone());
            continue;
        }
        let columns: Vec<Vec<Line>> = talks.iter().map(|talk| lines(talk, entry)).collect();
        if columns.iter().any(Vec::is_empty) {
            gone.push(entry.clone());
            continue;
        }
        kept.push(entry.clone());
        match entry {
            Entry::Place(_) => places.push(Section { part: Part::Place, columns }),
            _ => matters.push(Section { part: Part::Matter, columns }),
        }
    }
    let section = |part, columns: Vec<Vec<Line>>| Section { part, columns };
    let each = |part, lines: &dyn Fn(&Talk<'_>) -> Vec<Line>| section(part, talks.iter().map(lines).collect());
    let mut sections = vec![each(Part::Title, &title)];
    let said = |lang: &Lang| phrase::said(catalog, request.said, *lang);
    sections.push(section(Part::Said, languages.iter().map(said).collect()));
    let notes = |lang: &Lang| match lang {
        &Lang::FR => Vec::new(),
        lang => phrase::notes(catalog, request.said, *lang),
    };
    sections.push(section(Part::Note, languages.iter().map(notes).collect()));
    if let Some(id) = request.numbers {
        sections.push(each(Part::Emergency, &|talk| numbers(talk, id)));
    }
    sections.append(&mut matters);
    sections.push(each(Part::Dates, &|talk| dates::section(talk, &kept, request.starts)));
    let names = papers::merged(&talks, &french, &kept);
    sections.push(section(Part::Papers, talks.iter().zip(names).map(|(talk, names)| to_bring(talk, names)).collect()));
    sections.append(&mut places);
    sections.push(each(Part::Sources, &|talk| sources(talk, &kept)));
    sections.push(each(Part::Foot, &|talk| foot(talk, &kept)));
    sections.retain(|section| !section.columns.iter().all(Vec::is_empty));
    for section in sections.iter_mut().filter(|section| section.columns.len() < languages.len()) {
        section.columns.insert(0, Vec::new());
    }
    let unread = talks.iter().chain([&french]).any(|talk| talk.unread.get());
    if unread {
        gone.clear();
    }
    Sheet { languages, sections, private, gone, unread }
}

/// The lines of blocks in the words of the guide.
fn ours(talk: &Talk<'_>, blocks: impl IntoIterator<Item = Block>) -> Vec<Vec<Line>> {
    of_item(talk, blocks, talk.lang())
}

/// The lines of blocks in the words of an item, whose language may be another.
fn of_item(talk: &Talk<'_>, blocks: impl IntoIterator<Item = Block>, lang: Lang) -> Vec<Vec<Line>> {
    let lines = blocks.into_iter().map(|block| layout::item_block(&block, talk.lang(), lang));
    lines.filter(|lines| !lines.is_empty()).collect()
}

fn heading(text: String) -> Block {
    Prose::Heading(text).into()
}

fn text(text: String) -> Block {
    Prose::Text(text).into()
}

fn list(entries: Vec<String>) -> Block {
    Prose::List(entries).into()
}

fn notice(talk: &Talk<'_>, message: &Message) -> Block {
    Block::Notice { body: talk.say(message) }
}

fn title(talk: &Talk<'_>) -> Vec<Line> {
    layout::title(&talk.say(&Message::SheetTitle { date: words::date(talk, talk.now.date) }), talk.lang())
}

/// Numbers that were asked for.
fn numbers(talk: &Talk<'_>, id: &str) -> Vec<Line> {
    let known = category(talk.catalog, id, talk.lang());
    joined(ours(talk, known.map(|category| emergency::numbers(&category))))
}

/// What is to be known before an item is believed. That a translation was not read stands once, at the foot.
fn cautions(talk: &Talk<'_>, item: &Item) -> Vec<Vec<Line>> {
    let own = card::cautions(talk, item);
    let own = own.iter().filter(|caution| **caution != Message::NotReviewed);
    ours(talk, own.map(|caution| notice(talk, caution)))
}

/// What an entry of a basket says; nothing where it is no longer there.
pub(crate) fn lines(talk: &Talk<'_>, entry: &Entry) -> Vec<Line> {
    joined(
        match entry {
            Entry::Card(id) => talk.item(id).map(|item| of_card(talk, &item)),
            Entry::Answer(id) => answer(talk, id),
            Entry::Place(id) => talk.item(id).and_then(|item| place(talk, &item)),
            Entry::Institution(id) => {
                talk.catalog.institutions().get(id, talk.lang()).map(|shown| institution(talk, shown))
            }
            Entry::Right(id) => right(talk, id),
        }
        .unwrap_or_default(),
    )
}

/// A card: its name, its short answer, the next steps, whom to call, and ways that the steps do not name.
fn of_card(talk: &Talk<'_>, item: &Item) -> Vec<Vec<Line>> {
    let reader = Reader::new(talk, item);
    let mut said = of_item(talk, [heading(reader.text(&item.title))], item.lang);
    said.extend(cautions(talk, item));
    let phones = item.phones.iter().take(PHONES).map(|phone| Block::Phone {
        number: reader.text(&phone.number),
        name: phone.name.clone(),
        terms: reader.text(&phone.terms),
    });
    let blocks = [text(reader.text(&item.summary)), list(steps(&reader, item))];
    said.extend(of_item(talk, blocks.into_iter().chain(phones), item.lang));
    said.extend(ours(talk, [list(ways(talk, &reader, item))]));
    said
}

/// What to do, as the card says it.
fn steps(reader: &Reader<'_>, item: &Item) -> Vec<String> {
    let asking = item.sections.iter().find(|section| section.kind == SectionKind::Ask);
    let listed = asking.and_then(|section| {
        section.blocks.iter().find_map(|block| match block {
            Prose::List(entries) => Some(entries),
            _ => None,
        })
    });
    listed.into_iter().flatten().take(STEPS).map(|entry| reader.text(entry)).collect()
}

/// Ways by paper and online. Those by phone stand as numbers, and the card's own steps name the counters.
fn ways(talk: &Talk<'_>, reader: &Reader<'_>, item: &Item) -> Vec<String> {
    let of_kind = |kind| item.routes.iter().filter(move |route| route.kind == kind).take(WAYS);
    let paper = of_kind(RouteKind::Paper).map(|route| Message::WayPaper { form: reader.text(&route.target) });
    let online = of_kind(RouteKind::Online).map(|route| Message::WayOnline { address: reader.text(&route.target) });
    paper.chain(online).map(|way| talk.say(&way)).collect()
}

/// What can be done at the end of a situation.
fn answer(talk: &Talk<'_>, id: &ItemId) -> Option<Vec<Vec<Line>>> {
    let (situation, node) = referred(id);
    let situation = talk.catalog.situation(&situation.into(), talk.lang())?;
    let answer = situation.answer(node?)?;
    let item = &situation.item;
    let mut said = of_item(talk, [heading(item.title.clone())], item.lang);
    said.extend(cautions(talk, item));
    let phones = answer.phones.iter().take(PHONES).map(|phone| Block::Phone {
        number: phone.number.clone(),
        name: phone.name.clone(),
        terms: phone.terms.clone(),
    });
    let blocks = [text(answer.text.clone()), list(answer.steps.clone())];
    said.extend(of_item(talk, blocks.into_iter().chain(phones), item.lang));
    Some(said)
}

/// What an institution is for, and its number.
fn institution(talk: &Talk<'_>, shown: &Institution) -> Vec<Vec<Line>> {
    let phone = shown.phone.iter().map(|phone| Block::Phone {
        number: phone.number.clone(),
        name: phone.name.clone(),
        terms: phone.terms.clone(),
    });
    let before = [heading(shown.name.clone()), text(shown.what.clone())];
    ours(talk, before.into_iter().chain(phone).chain([text(shown.instead.clone())]))
}

/// A right of the screening: its name, how to ask for it as its card says, and that nothing is promised.
fn right(talk: &Talk<'_>, id: &str) -> Option<Vec<Vec<Line>>> {
    let name = talk.catalog.rights_words(talk.lang()).right.get(id)?;
    let explained = talk.catalog.right_card(id).and_then(|card| talk.item(&card));
    let mut said = match &explained {
        Some(item) => of_card(talk, item),
        None => Vec::new(),
    };
    // The name of the right stands for the title of its card.
    said.splice(..said.len().min(1), ours(talk, [heading(name.clone())]));
    said.insert(1, joined(ours(talk, [notice(talk, &Message::NotAPromise)])));
    Some(said)
}

/// A place as whoever goes there needs it: the hours of the days to come, or that they should call first, and the date of
/// the source that says so.
fn place(talk: &Talk<'_>, item: &Item) -> Option<Vec<Vec<Line>>> {
    let place = item.place.as_ref()?;
    let caution = words::call_first(talk, item);
    let mut said = ours(
        talk,
        [Block::Place {
            id: item.id.clone(),
            name: item.title.clone(),
            address: words::address(place),
            phone: place.phone.clone(),
            distance: String::new(),
            // Whether it is open now says nothing on paper.
            open: OpeningState::Unknown,
            opening: caution.unwrap_or_default(),
            position: None,
        }],
    );
    if let Some(address) = item.booking() {
        said.extend(ours(talk, [text(talk.say(&Message::SheetBooking { address: address.to_owned() }))]));
    }
    if !place.is_doubted(talk.now.date) {
        let days = words::coming_days(talk, place);
        if !days.is_empty() {
            said.extend(ours(talk, [text(talk.say(&Message::UsualHours)), list(days)]));
        }
    }
    if let Some(notice) = place.notice.as_ref().filter(|notice| talk.now.date <= notice.until) {
        said.extend(ours(talk, [Block::Notice { body: notice.text.clone() }]));
    }
    let source = item.source_of(crate::model::PlaceField::Hours);
    let (publisher, date) = (source.publisher.clone(), words::date(talk, source.date));
    let body = talk.say(&Message::SourceLine { publisher, date });
    said.extend(ours(talk, [Block::Source { body, url: None }]));
    Some(said)
}

/// The papers of all that is on the sheet.
fn to_bring(talk: &Talk<'_>, names: Vec<String>) -> Vec<Line> {
    if names.is_empty() {
        return Vec::new();
    }
    let blocks = [heading(talk.say(&Message::PapersToBring)), list(names), text(talk.say(&Message::PapersHow))];
    joined(ours(talk, blocks))
}

/// Where what is said of each card comes from; a place says it itself.
fn sources(talk: &Talk<'_>, kept: &[Entry]) -> Vec<Line> {
    let told = items(talk, kept);
    if told.is_empty() {
        return Vec::new();
    }
    let mut said = ours(talk, [heading(talk.say(&Message::SheetSources))]);
    for item in &told {
        let Block::Source { body, url } = card::source_block(talk, item) else { continue };
        let title = Reader::new(talk, item).text(&item.title);
        said.extend(ours(talk, [Block::Source { body: layout::dashed([title, body]), url }]));
    }
    joined(said)
}

/// The cards and situations that a sheet speaks of, each once.
fn items(talk: &Talk<'_>, kept: &[Entry]) -> Vec<Item> {
    let items = kept.iter().filter_map(|entry| match entry {
        Entry::Card(id) => talk.item(id),
        Entry::Answer(id) => Some(talk.catalog.situation(&referred(id).0.into(), talk.lang())?.item),
        Entry::Right(id) => talk.catalog.right_card(id).and_then(|card| talk.item(&card)),
        Entry::Place(_) | Entry::Institution(_) => None,
    });
    let mut told: Vec<Item> = Vec::new();
    for item in items {
        if !told.iter().any(|known| known.id == item.id) {
            told.push(item);
        }
    }
    told
}

/// What a sheet is not, and who helps.
fn foot(talk: &Talk<'_>, kept: &[Entry]) -> Vec<Line> {
    let unreviewed = items(talk, kept).iter().any(|item| card::cautions(talk, item).contains(&Message::NotReviewed));
    let said = unreviewed.then(|| notice(talk, &Message::NotReviewed)).into_iter();
    let always = [Message::SheetDisclaimer, Message::HumanText];
    joined(ours(talk, said.chain(always.iter().map(|message| text(talk.say(message))))))
}
