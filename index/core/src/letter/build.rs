//! From a letter of the content to lines: the letter, and what is said of it.

use super::letters::parts;
use super::{Blank, Letter, Values};
use crate::layout::{self, Line};
use crate::message::Message;
use crate::model::{Block as Prose, Lang, Moment, PaperId};
use crate::ports::catalog::Catalog;
use crate::sheet::{Part, Section, Sheet, joined};
use crate::talk::context::Talk;
use crate::talk::flows::card;
use crate::talk::reader::Reader;
use crate::talk::words;
use crate::text::dated;
use crate::view::Block;

/// Dots of a blank inside a sentence, and of a line to write on.
const SHORT: usize = 30;
const LONG: usize = 60;

/// A letter, with the values that are given and dots for the others: in French, dated by the moment. `None` where there is none of that
/// identifier.
pub fn letter(catalog: &dyn Catalog, id: &str, values: &Values, now: Moment) -> Option<Sheet> {
    let letter = catalog.letters().get(id, Lang::FR)?;
    let talk = Talk::to_reader_of(catalog, Lang::FR, now);
    let filled = |text: &str| filled(letter, values, text);
    let mut sections = vec![
        section(Part::Matter, sender(&talk, letter, values)),
        section(Part::Matter, together(&talk, letter.to.iter().map(|line| text(filled(line))))),
        section(Part::Matter, lines(&talk, [text(talk.say(&placed(&talk, letter, values)))])),
        section(Part::Matter, {
            let subject = filled(&letter.subject);
            lines(&talk, [Prose::Heading(talk.say(&Message::LetterSubject { subject })).into()])
        }),
    ];
    sections.extend(body(&talk, letter, values, &letter.body));
    sections.push(section(Part::Matter, signed(&talk, &Message::LetterSignature)));
    if letter.recipient.signs() {
        sections.push(section(Part::Matter, signed(&talk, &Message::LetterCountersignature)));
    }
    sections.push(section(Part::Papers, enclosed(&talk, &letter.papers, &Message::LetterEnclosed, None)));
    let date = words::date(&talk, letter.item.source.verified.unwrap_or(letter.item.source.date));
    sections.push(section(Part::Foot, lines(&talk, [text(talk.say(&Message::LetterFoot { date }))])));
    sections.extend(torn_off(&talk, letter, values));
    Some(whole(vec![Lang::FR], sections))
}

/// The paragraphs of a letter, a section each. A blank that offers answers and is all of its paragraph is boxes, below the paragraph that
/// leads to it.
fn body(talk: &Talk<'_>, letter: &Letter, values: &Values, blocks: &[Prose]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for block in blocks {
        let offers = match block {
            Prose::Text(text) => alone(text).and_then(|id| letter.blank(id)).filter(|blank| !blank.options.is_empty()),
            _ => None,
        };
        let Some(blank) = offers else {
            let block = Block::Prose(block.map(&mut |text| filled(letter, values, text)));
            sections.push(section(Part::Matter, lines(talk, [block])));
            continue;
        };
        let entries = blank.options.iter().map(|option| (option.french.as_str(), values.has(blank, option)));
        let boxes = layout::boxes(entries, talk.lang());
        match sections.last_mut().and_then(|section| section.columns.first_mut()) {
            Some(column) => *column = joined(vec![std::mem::take(column), boxes]),
            None => sections.push(section(Part::Matter, joined(vec![boxes]))),
        }
    }
    sections
}

/// Where somebody signs.
fn signed(talk: &Talk<'_>, who: &Message) -> Vec<Line> {
    let signed = Message::LetterLabel { label: talk.say(who), blank: dots(SHORT, 1) };
    lines(talk, [text(talk.say(&signed))])
}

/// The part to tear off: signed and dated by itself, another day.
fn torn_off(talk: &Talk<'_>, letter: &Letter, values: &Values) -> Vec<Section> {
    if letter.torn_off.is_empty() {
        return Vec::new();
    }
    let dated = Message::LetterPlaceDate { place: dots(SHORT, 1), date: dots(SHORT / 2, 1) };
    let mut sections = vec![section(Part::Matter, lines(talk, [text(talk.say(&Message::LetterTearOff))]))];
    sections.extend(body(talk, letter, values, &letter.torn_off));
    sections.push(section(Part::Matter, lines(talk, [text(talk.say(&dated))])));
    sections.push(section(Part::Matter, signed(talk, &Message::LetterSignature)));
    sections
}

/// What a letter is for, when and how it is sent and what goes with it: in a language, and in French beside it. `None` where there is no
/// letter of that identifier.
pub fn explanation(catalog: &dyn Catalog, id: &str, lang: Lang, now: Moment) -> Option<Sheet> {
    let mut languages = vec![lang, Lang::FR];
    languages.dedup();
    let letters: Vec<&Letter> = languages.iter().map(|lang| catalog.letters().get(id, *lang)).collect::<Option<_>>()?;
    let talks: Vec<Talk<'_>> = languages.iter().map(|lang| Talk::to_reader_of(catalog, *lang, now)).collect();
    let each = |part, lines: &dyn Fn(&Talk<'_>, &Letter) -> Vec<Line>| Section {
        part,
        columns: talks.iter().zip(&letters).map(|(talk, letter)| lines(talk, letter)).collect(),
    };
    let sections = vec![
        each(Part::Title, &|talk, letter| layout::title(&letter.item.title, talk.lang())),
        each(Part::Matter, &about),
        each(Part::Matter, &checklist),
        each(Part::Papers, &|talk, letter| {
            enclosed(talk, &letter.papers, &Message::LetterEnclose, Some(&Message::LetterEncloseHow))
        }),
        each(Part::Sources, &sources),
        each(Part::Foot, &foot),
    ];
    Some(whole(languages, sections))
}

fn whole(languages: Vec<Lang>, mut sections: Vec<Section>) -> Sheet {
    sections.retain(|section| !section.columns.iter().all(Vec::is_empty));
    Sheet { languages, sections, private: Vec::new(), gone: Vec::new(), unread: false }
}

fn section(part: Part, lines: Vec<Line>) -> Section {
    Section { part, columns: vec![lines] }
}

fn text(text: String) -> Block {
    Prose::Text(text).into()
}

/// The lines of blocks that follow each other.
fn lines(talk: &Talk<'_>, blocks: impl IntoIterator<Item = Block>) -> Vec<Line> {
    let groups = blocks.into_iter().map(|block| layout::block(&block, talk.lang()));
    joined(groups.filter(|lines| !lines.is_empty()).collect())
}

/// The lines of blocks that are one: an address.
fn together(talk: &Talk<'_>, blocks: impl IntoIterator<Item = Block>) -> Vec<Line> {
    joined(vec![blocks.into_iter().flat_map(|block| layout::block(&block, talk.lang())).collect()])
}

/// So many lines of dots to write on.
fn dots(length: usize, lines: u8) -> String {
    vec![".".repeat(length); usize::from(lines.max(1))].join("\n")
}

/// A text of a letter with its blanks filled in or left as dots. What was typed is not read again: a brace in it is a brace.
fn filled(letter: &Letter, values: &Values, text: &str) -> String {
    let text = dated::plain(text);
    let all = parts(&text);
    // A blank that is all of its paragraph has lines of its own.
    let alone = alone(&text).is_some();
    let mut out = String::with_capacity(text.len());
    for (words, blank) in all {
        out.push_str(words);
        let Some(id) = blank else { continue };
        match (values.get(id), letter.blank(id)) {
            (Some(_), Some(blank)) if !blank.options.is_empty() => {
                let chosen = blank.options.iter().filter(|option| values.has(blank, option));
                out.push_str(&chosen.map(|option| option.french.as_str()).collect::<Vec<_>>().join(", "));
            }
            (Some(value), _) => out.push_str(value),
            (None, Some(blank)) if alone => out.push_str(&dots(LONG, blank.lines)),
            (None, _) => out.push_str(&dots(SHORT, 1)),
        }
    }
    out
}

/// The blank that is all of a text.
fn alone(text: &str) -> Option<&str> {
    match parts(text).as_slice() {
        [("", Some(id)), ("", None)] => Some(*id),
        _ => None,
    }
}

/// Who writes: name and address, or where to write them.
fn sender(talk: &Talk<'_>, letter: &Letter, values: &Values) -> Vec<Line> {
    let one = |id: &str| match values.get(id) {
        Some(value) => text(value.to_owned()),
        None => {
            let blank = letter.blank(id);
            let label = blank.map(|blank| blank.french.clone()).unwrap_or_default();
            let lines = blank.map_or(1, |blank| blank.lines);
            let blank = dots(SHORT, lines);
            text(talk.say(&Message::LetterLabel { label, blank }))
        }
    };
    together(talk, letter.recipient.common().filter(|id| *id != Blank::PLACE).map(one))
}

/// Where and when it is signed.
fn placed(talk: &Talk<'_>, letter: &Letter, values: &Values) -> Message {
    let place = filled(letter, values, &format!("{{{}}}", Blank::PLACE));
    let place = if values.get(Blank::PLACE).is_some() { place } else { dots(SHORT, 1) };
    Message::LetterPlaceDate { place, date: words::date(talk, talk.now.date) }
}

/// Papers whose copies go with a letter.
fn enclosed(talk: &Talk<'_>, papers: &[PaperId], heading: &Message, how: Option<&Message>) -> Vec<Line> {
    let names: Vec<String> = talk.catalog.papers(papers, talk.lang()).into_iter().map(|paper| paper.name).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let blocks = [Prose::Heading(talk.say(heading)), Prose::List(names)].map(Block::from);
    lines(talk, blocks.into_iter().chain(how.map(|how| text(talk.say(how)))))
}

/// What it is for, when and how it is sent, whom to call.
fn about(talk: &Talk<'_>, letter: &Letter) -> Vec<Line> {
    let item = &letter.item;
    let reader = Reader::new(talk, item);
    let of_item = |block: Block| layout::item_block(&block, talk.lang(), item.lang);
    let own = card::cautions(talk, item);
    let cautions = own.iter().filter(|caution| **caution != Message::NotReviewed);
    let mut said: Vec<Vec<Line>> = Vec::new();
    for caution in cautions {
        said.push(layout::block(&Block::Notice { body: talk.say(caution) }, talk.lang()));
    }
    said.push(of_item(text(reader.text(&item.summary))));
    for section in &item.sections {
        said.push(of_item(Prose::Heading(section.heading.clone()).into()));
        said.extend(section.blocks.iter().map(|block| of_item(block.map(&mut |text| reader.text(text)).into())));
    }
    for phone in &item.phones {
        let (number, terms) = (phone.number.clone(), phone.terms.clone());
        said.push(of_item(Block::Phone { number, name: phone.name.clone(), terms }));
    }
    if talk.lang() != Lang::FR {
        said.push(layout::block(&text(talk.say(&Message::LetterInFrench)), talk.lang()));
    }
    said.retain(|lines| !lines.is_empty());
    joined(said)
}

/// What whoever helps ticks off.
fn checklist(talk: &Talk<'_>, letter: &Letter) -> Vec<Line> {
    let Some((heading, entries)) = &letter.checklist else { return Vec::new() };
    let reader = Reader::new(talk, &letter.item);
    let heading = layout::item_block(&Prose::Heading(heading.clone()).into(), talk.lang(), letter.item.lang);
    let entries: Vec<String> = entries.iter().map(|entry| reader.text(entry)).collect();
    joined(vec![heading, layout::boxes(entries.iter().map(|entry| (entry.as_str(), false)), letter.item.lang)])
}

/// Each page or law with its own date.
fn sources(talk: &Talk<'_>, letter: &Letter) -> Vec<Line> {
    let cited = letter.cited.iter().map(|cited| {
        let (publisher, date) = (cited.title.clone(), words::date(talk, cited.date));
        Block::Source { body: talk.say(&Message::SourceLine { publisher, date }), url: cited.url.clone() }
    });
    lines(talk, [Prose::Heading(talk.say(&Message::SheetSources)).into()].into_iter().chain(cited))
}

/// What it is not, and who helps.
fn foot(talk: &Talk<'_>, letter: &Letter) -> Vec<Line> {
    let item = &letter.item;
    let unread = card::cautions(talk, item).contains(&Message::NotReviewed);
    let date = words::date(talk, item.source.verified.unwrap_or(item.source.date));
    let said = unread.then(|| Block::Notice { body: talk.say(&Message::NotReviewed) });
    let always = [Message::LetterFoot { date }, Message::HumanText];
    lines(talk, said.into_iter().chain(always.map(|message| text(talk.say(&message)))))
}
