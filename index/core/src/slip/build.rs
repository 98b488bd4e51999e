//! From a slip to lines.

use super::{Addressee, Slip};
use crate::activity::Code;
use crate::layout::{self, Line};
use crate::message::Message;
use crate::model::situation::referred;
use crate::model::{Block as Prose, Lang, Moment};
use crate::ports::catalog::Catalog;
use crate::sheet::{self, Entry, Part, Section, Sheet, joined};
use crate::talk::context::Talk;
use crate::talk::reader::Reader;
use crate::talk::words;
use crate::view::Block;

/// Dots of a blank.
const DOTS: usize = 30;

/// What a slip is asked for.
#[derive(Debug, Clone, Copy)]
pub struct SlipRequest<'a> {
    /// The slip.
    pub slip: &'a Slip,
    /// The person's language: they know what they carry. French stands below, for whoever receives it.
    pub lang: Lang,
    /// The person wants what is private on paper too: they were asked.
    pub private: bool,
}

/// The lines of a slip: who sends, to whom, why, what stood in the way, what was tried; then, in French alone, a part to tear off, by
/// which the receiver acknowledges.
pub fn slip(catalog: &dyn Catalog, request: SlipRequest<'_>, now: Moment) -> Sheet {
    let SlipRequest { slip, lang, private: wanted } = request;
    let mut languages = vec![lang, Lang::FR];
    languages.dedup();
    let talks: Vec<Talk<'_>> = languages.iter().map(|lang| Talk::to_reader_of(catalog, *lang, now)).collect();
    let (mut private, mut gone, mut why) = (Vec::new(), Vec::new(), Vec::new());
    let hidden = |entry: &Entry| !wanted && entry.matter(catalog, Lang::FR).is_some();
    for entry in slip.why.entries() {
        if hidden(entry) {
            private.push(entry.clone());
        } else if talks.iter().any(|talk| name(talk, entry).is_none()) {
            gone.push(entry.clone());
        } else {
            why.push(entry);
        }
    }
    let to = match &slip.to {
        Addressee::Entry(entry) if hidden(entry) => {
            private.push(entry.clone());
            None
        }
        Addressee::Entry(entry) if talks.iter().any(|talk| sheet::lines(talk, entry).is_empty()) => {
            gone.push(entry.clone());
            None
        }
        to => Some(to),
    };
    let each =
        |part, lines: &dyn Fn(&Talk<'_>) -> Vec<Line>| Section { part, columns: talks.iter().map(lines).collect() };
    let title = Message::SlipTitle { code: slip.code.to_string() };
    let codes = |codes: Vec<&'static str>, message: fn(String) -> Message, talk: &Talk<'_>| {
        codes.into_iter().map(|code| talk.say(&message(code.to_owned()))).collect::<Vec<_>>()
    };
    let obstacles = || slip.obstacles.iter().map(|one| one.code()).collect::<Vec<_>>();
    let tried = || slip.tried.iter().map(|one| one.code()).collect::<Vec<_>>();
    let mut sections = vec![
        each(Part::Title, &|talk| layout::title(&talk.say(&title), talk.lang())),
        each(Part::Matter, &|talk| from(talk, slip)),
        each(Part::Matter, &|talk| to.map(|to| addressee(talk, to)).unwrap_or_default()),
        each(Part::Matter, &|talk| {
            listed(talk, &Message::SlipWhy, why.iter().filter_map(|entry| name(talk, entry)).collect(), None)
        }),
        each(Part::Matter, &|talk| {
            let said = codes(obstacles(), |code| Message::Blocked { code }, talk);
            listed(talk, &Message::SlipObstacles, said, None)
        }),
        each(Part::Matter, &|talk| {
            let said = codes(tried(), |code| Message::SlipAttempt { code }, talk);
            listed(talk, &Message::SlipTried, said, slip.note.as_ref().map(|note| note.as_str()))
        }),
        each(Part::Matter, &|talk| lines(talk, [text(talk.say(&Message::SlipNoName))])),
    ];
    for (part, torn) in [(Part::Foot, cut as fn(&Talk<'_>, &Slip) -> Vec<Line>), (Part::Papers, answer)] {
        // Who receives the slip reads French.
        sections.push(each(part, &|talk| if talk.lang() == Lang::FR { torn(talk, slip) } else { Vec::new() }));
    }
    sections.retain(|section| !section.columns.iter().all(Vec::is_empty));
    let unread = talks.iter().any(|talk| talk.unread.get());
    if unread {
        gone.clear();
    }
    Sheet { languages, sections, private, gone, unread }
}

fn text(text: String) -> Block {
    Prose::Text(text).into()
}

fn lines(talk: &Talk<'_>, blocks: impl IntoIterator<Item = Block>) -> Vec<Line> {
    let groups = blocks.into_iter().map(|block| layout::block(&block, talk.lang()));
    joined(groups.filter(|lines| !lines.is_empty()).collect())
}

/// A heading and what stands below it; nothing where nothing does.
fn listed(talk: &Talk<'_>, heading: &Message, entries: Vec<String>, note: Option<&str>) -> Vec<Line> {
    if entries.is_empty() && note.is_none() {
        return Vec::new();
    }
    let blocks = [Prose::Heading(talk.say(heading)), Prose::List(entries)].map(Block::from);
    lines(talk, blocks.into_iter().chain(note.map(|note| text(note.to_owned()))))
}

/// What an entry is called; `None` where it is no longer there.
fn name(talk: &Talk<'_>, entry: &Entry) -> Option<String> {
    match entry {
        Entry::Card(id) | Entry::Place(id) => talk.item(id).map(|item| Reader::new(talk, &item).text(&item.title)),
        Entry::Answer(id) => {
            let situation = talk.catalog.situation(&referred(id).0.into(), talk.lang())?;
            Some(situation.item.title)
        }
        Entry::Institution(id) => talk.catalog.institutions().get(id, talk.lang()).map(|shown| shown.name.clone()),
        Entry::Right(id) => talk.catalog.rights_words(talk.lang()).right.get(id.as_str()).cloned(),
    }
}

/// Who sends, and where to call them.
fn from(talk: &Talk<'_>, slip: &Slip) -> Vec<Line> {
    let (office, date) = (slip.from.as_str().to_owned(), words::date(talk, slip.day));
    let said = lines(talk, [text(talk.say(&Message::SlipFrom { office, date }))]);
    let place = slip.office.as_ref().and_then(|id| talk.item(id)).and_then(|item| item.place);
    let told = place.map(|place| layout::dashed([words::address(&place), place.phone]));
    joined(
        vec![said, told.map(|told| lines(talk, [text(told)])).unwrap_or_default()]
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect(),
    )
}

fn addressee(talk: &Talk<'_>, to: &Addressee) -> Vec<Line> {
    let heading = lines(talk, [Prose::Heading(talk.say(&Message::SlipTo)).into()]);
    let said = match to {
        Addressee::Entry(entry) => sheet::lines(talk, entry),
        Addressee::Structure(kind) => {
            lines(talk, [text(talk.say(&Message::SlipStructure { code: kind.code().to_owned() }))])
        }
    };
    joined(vec![heading, said])
}

/// Where to tear, and what is asked.
fn cut(talk: &Talk<'_>, slip: &Slip) -> Vec<Line> {
    let (office, code) = (slip.from.as_str().to_owned(), slip.code.to_string());
    lines(talk, [text(talk.say(&Message::SlipTearOff)), text(talk.say(&Message::SlipAnswer { office, code }))])
}

/// What the receiver ticks off and fills in.
fn answer(talk: &Talk<'_>, slip: &Slip) -> Vec<Line> {
    let blank = || ".".repeat(DOTS);
    let boxes =
        [Message::SlipReceived, Message::SlipUnderWay, Message::SlipDone, Message::SlipRefused { blank: blank() }];
    let boxes = boxes.iter().map(|message| talk.say(message)).collect();
    let title = Message::SlipTitle { code: slip.code.to_string() };
    let blocks = [Prose::Heading(talk.say(&title)), Prose::List(boxes)].map(Block::from);
    lines(talk, blocks.into_iter().chain([text(talk.say(&Message::SlipBy { blank: blank() }))]))
}
