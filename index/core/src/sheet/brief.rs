//! What a professional wants to know of something before advising on it: the conditions, the rules and their dated values, the
//! texts, how to appeal, whom to call. In French, the language of the law.

use super::Entry;
use super::dates::within;
use super::section::joined;
use crate::deadline::Deadline;
use crate::layout::{self, Line};
use crate::message::Message;
use crate::model::situation::referred;
use crate::model::{Block as Prose, Figure, Item, ItemId, Lang, Moment, Reference, SectionKind};
use crate::ports::catalog::Catalog;
use crate::talk::context::Talk;
use crate::talk::flows::card;
use crate::talk::reader::Reader;
use crate::talk::words;
use crate::view::Block;

/// The card that says how a decision is contested.
const APPEAL: &str = "card/recours-administration";
/// Entries of the steps of an appeal.
const STEPS: usize = 6;

/// The lines of a brief. Empty where nothing more is known than the page itself says.
pub fn brief(catalog: &dyn Catalog, entry: &Entry, now: Moment) -> Vec<Line> {
    let talk = Talk::to_reader_of(catalog, Lang::FR, now);
    match entry {
        Entry::Card(id) => joined(of_card(&talk, id, None)),
        Entry::Right(right) => {
            let card = catalog.right_card(right);
            joined(card.map(|card| of_card(&talk, &card, Some(right))).unwrap_or_default())
        }
        // What can be done at the end of a situation rests on the cards that it leads to.
        Entry::Answer(id) => {
            let (situation, node) = referred(id.as_str());
            let situation = catalog.situation(&situation.into(), Lang::FR);
            let answer = situation.as_ref().zip(node).and_then(|(situation, node)| situation.answer(node));
            let cards = answer.map(|answer| answer.cards.as_slice()).unwrap_or_default();
            let own = situation.as_ref().map(|found| found.item.id.clone()).filter(|_| cards.is_empty());
            joined(cards.iter().chain(&own).flat_map(|card| of_card(&talk, card, None)).collect())
        }
        Entry::Place(_) | Entry::Institution(_) => Vec::new(),
    }
}

/// What a card rests on, under its title; `right` is the one of its rights that was looked at.
fn of_card(talk: &Talk<'_>, card: &ItemId, right: Option<&String>) -> Vec<Vec<Line>> {
    let Some(item) = talk.item(card) else { return Vec::new() };
    let mut said = vec![block(talk, Prose::Heading(Reader::new(talk, &item).text(&item.title)))];
    said.extend(conditions(talk, &item));
    let rights = right.map_or_else(|| rights_of(talk, &item.id), |right| vec![right.clone()]);
    said.extend(rules(talk, &rights));
    // Once: it is read from an archive.
    let basis = talk.catalog.basis(&item.id);
    said.extend(references(talk, &item, basis.references));
    said.extend(contacts(talk, &item));
    let own = deadlines(talk, &item.id);
    // The general way to contest a decision is that of benefits: elsewhere it may be wrong, and be taken for the right one.
    if own.is_empty() && !rights.is_empty() && item.id.as_str() != APPEAL {
        said.extend(appeal(talk));
    }
    said.extend(own);
    // The longest comes last: a right may rest on many values.
    said.extend(figures(talk, basis.figures, &rights));
    said
}

/// The deadlines of a card, with what still can be done once one is over, and the text that sets it.
fn deadlines(talk: &Talk<'_>, card: &ItemId) -> Vec<Vec<Line>> {
    let known = talk.catalog.deadlines().of_card(card, Lang::FR);
    if known.is_empty() {
        return Vec::new();
    }
    let say = |deadline: &Deadline| {
        let within = within(talk, deadline);
        talk.say(&Message::BriefDeadline {
            action: deadline.action.clone(),
            within,
            reference: deadline.reference.clone(),
        })
    };
    vec![heading(talk, &Message::BriefDeadlines), block(talk, Prose::List(known.iter().map(say).collect()))]
}

fn block(talk: &Talk<'_>, block: impl Into<Block>) -> Vec<Line> {
    layout::item_block(&block.into(), talk.lang(), Lang::FR)
}

fn heading(talk: &Talk<'_>, message: &Message) -> Vec<Line> {
    block(talk, Prose::Heading(talk.say(message)))
}

/// Who may have it, as the card says.
fn conditions(talk: &Talk<'_>, item: &Item) -> Vec<Vec<Line>> {
    let reader = Reader::new(talk, item);
    let section = item.sections.iter().find(|section| section.kind == SectionKind::Who);
    let Some(section) = section else { return Vec::new() };
    let mut said = vec![block(talk, Prose::Heading(reader.text(&section.heading)))];
    said.extend(section.blocks.iter().map(|prose| block(talk, prose.map(&mut |text| reader.text(text)))));
    said
}

/// The rights that a card explains.
fn rights_of(talk: &Talk<'_>, card: &ItemId) -> Vec<String> {
    let known = talk.catalog.rights_words(Lang::FR).right.keys();
    known.filter(|right| talk.catalog.right_card(right).as_ref() == Some(card)).cloned().collect()
}

/// The conditions of each right, as the screening reads them.
fn rules(talk: &Talk<'_>, rights: &[String]) -> Vec<Vec<Line>> {
    let Some(book) = talk.rulebook() else { return Vec::new() };
    let known = talk.catalog.rights_words(Lang::FR);
    let mut said = Vec::new();
    for right in rights {
        let reasons: Vec<String> =
            book.reasons(right).into_iter().filter_map(|id| known.reason.get(id).cloned()).collect();
        if reasons.is_empty() {
            continue;
        }
        if said.is_empty() {
            said.push(heading(talk, &Message::BriefRules));
        }
        let name = known.right.get(right).cloned().unwrap_or_default();
        said.push(block(talk, Prose::Text(name)));
        said.push(block(talk, Prose::List(reasons)));
    }
    said
}

/// The dated values of the card and of its rights.
fn figures(talk: &Talk<'_>, mut figures: Vec<Figure>, rights: &[String]) -> Vec<Vec<Line>> {
    for right in rights {
        let own = talk.catalog.right_figures(right, talk.month());
        figures
            .extend(own.into_iter().filter(|one| !figures.iter().any(|known| known.id == one.id)).collect::<Vec<_>>());
    }
    if figures.is_empty() {
        return Vec::new();
    }
    let say = |figure: &Figure| {
        talk.say(&Message::BriefFigure {
            name: figure.name.clone(),
            value: figure.value.clone(),
            since: words::date(talk, figure.since),
            reference: figure.reference.clone(),
        })
    };
    vec![heading(talk, &Message::BriefFigures), block(talk, Prose::List(figures.iter().map(say).collect()))]
}

/// The texts that the card rests on, the fiches that treat the same, and when it was held against them.
fn references(talk: &Talk<'_>, item: &Item, references: Vec<Reference>) -> Vec<Vec<Line>> {
    let mut said = Vec::new();
    if !references.is_empty() {
        said.push(heading(talk, &Message::BriefReferences));
    }
    for reference in references {
        let body =
            talk.say(&Message::BriefReference { title: reference.title, date: words::date(talk, reference.date) });
        said.push(block(talk, Block::Source { body, url: reference.url }));
    }
    if !item.covers.is_empty() {
        let mut fiches = item.covers.clone();
        fiches.dedup();
        said.push(block(talk, Prose::Text(talk.say(&Message::BriefFiches { fiches }))));
    }
    if let (Some(verified), Some(due)) = (item.source.verified, item.source.review_by) {
        let (verified, due) = (words::date(talk, verified), words::date(talk, due));
        said.push(block(talk, Prose::Text(talk.say(&Message::BriefReview { verified, due }))));
    }
    said.extend(
        card::cautions(talk, item).iter().map(|caution| block(talk, Block::Notice { body: talk.say(caution) })),
    );
    said
}

/// The numbers of the institutions that a card leads to.
fn contacts(talk: &Talk<'_>, item: &Item) -> Vec<Vec<Line>> {
    let known = talk.catalog.institutions();
    let own = item.counters.iter().filter_map(|kind| known.of_kind(kind, Lang::FR));
    let mut said = Vec::new();
    for institution in own {
        let Some(phone) = &institution.phone else { continue };
        if said.is_empty() {
            said.push(heading(talk, &Message::BriefContacts));
        }
        let (number, terms) = (phone.number.clone(), phone.terms.clone());
        said.push(block(talk, Block::Phone { number, name: institution.name.clone(), terms }));
    }
    said
}

/// How a decision is contested, as its card says.
fn appeal(talk: &Talk<'_>) -> Vec<Vec<Line>> {
    let Some(item) = talk.item(&APPEAL.into()) else { return Vec::new() };
    let reader = Reader::new(talk, &item);
    let mut said = vec![heading(talk, &Message::BriefAppeal), block(talk, Prose::Text(reader.text(&item.summary)))];
    let asking = item.sections.iter().find(|section| section.kind == SectionKind::Ask);
    let steps = asking.into_iter().flat_map(|section| &section.blocks).find_map(|prose| match prose {
        Prose::List(entries) => Some(entries.iter().take(STEPS).map(|entry| reader.text(entry)).collect()),
        _ => None,
    });
    said.extend(steps.map(|steps| block(talk, Prose::List(steps))));
    said
}
