//! A situation: one question at a time, then what can be done, with whom, and what to bring.

use super::turn::papers_of;
use super::{Action, State};
use crate::message::Message;
use crate::model::situation::{Answer, Node, Question, reference};
use crate::model::{self, ItemId, Situation};
use crate::talk::context::Talk;
use crate::talk::flows::{card, emergency, find, help, place, rights};
use crate::talk::key::SituationName;
use crate::talk::page::{OFFERED, Page};
use crate::view::{Block, Expects, View};

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Node { id, node: at } => node(talk, id, at),
        State::Papers { of } => papers(talk, of),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn node(talk: &Talk<'_>, id: &ItemId, node: &str) -> View {
    let Some(situation) = talk.catalog.situation(id, talk.lang()) else { return Page::gone(talk) };
    match situation.nodes.get(node).or_else(|| situation.nodes.get(&situation.start)) {
        Some(Node::Question(asked)) => question(talk, &situation, node, asked),
        Some(Node::Answer(found)) => answer(talk, &situation, node, found),
        None => Page::gone(talk),
    }
}

fn question(talk: &Talk<'_>, situation: &Situation, node: &str, asked: &Question) -> View {
    let mut page = Page::titled(talk, situation.item.title.clone());
    // The first question says what it leads to, and that a translation was not read; the next ones come faster.
    if situation.start == node {
        card::warnings(&mut page, &situation.item);
        page.block(model::Block::Text(situation.item.summary.clone()));
    }
    page.block(model::Block::Heading(asked.text.clone()));
    if !asked.why.is_empty() {
        page.block(Block::Notice { body: asked.why.clone() });
    }
    for choice in asked.choices.iter().take(OFFERED) {
        let action = Action::Case(SituationName(situation.item.id.clone()), node.into(), choice.id.clone());
        page.choice(choice.label.clone(), String::new(), action);
    }
    page.view.discreet = asked.sensitive;
    page.done()
}

fn answer(talk: &Talk<'_>, situation: &Situation, node: &str, found: &Answer) -> View {
    let lang = talk.lang();
    let item = &situation.item;
    let here = reference(&item.id, node);
    let mut page = Page::titled(talk, item.title.clone());
    // Numbers first: nothing stands above them, and none stands twice.
    let mut shown = Vec::new();
    if let Some(id) = &found.emergency
        && let Some(category) = talk.catalog.emergency(lang).iter().find(|category| category.id == *id)
    {
        page.block(emergency::numbers(category));
        shown.extend(category.numbers.iter().map(|number| number.number.clone()));
        page.view.discreet = true;
    }
    card::warnings(&mut page, item);
    page.block(model::Block::Text(found.text.clone()));
    if !found.steps.is_empty() {
        page.block(model::Block::List(found.steps.clone()));
    }
    for phone in found.phones.iter().filter(|phone| !shown.contains(&phone.number)) {
        let (number, name, terms) = (phone.number.clone(), phone.name.clone(), phone.terms.clone());
        page.block(Block::Phone { number, name, terms });
    }
    card::source(&mut page, item);
    if !found.counters.is_empty() {
        page.say_choice(&Message::WhereDoIGo, place::Action::Where(Some(here.clone())));
    }
    if !found.papers.is_empty() {
        page.say_choice(&Message::PapersToBring, Action::Papers(here.clone()));
    }
    if found.rights {
        page.say_choice(&Message::CheckMyRights, rights::Action::Begin);
    }
    let cards = found.cards.iter().filter_map(|id| talk.item(id));
    for card in cards.take(Situation::CARDS) {
        page.choice(card.title, String::new(), find::Action::Open(card.id));
    }
    card::feedback(&mut page, &here);
    page.done()
}

fn papers(talk: &Talk<'_>, of: &ItemId) -> View {
    let papers = talk.catalog.papers(&papers_of(talk, of), talk.lang());
    let mut page = Page::new(talk, &Message::PapersToBring);
    if papers.is_empty() {
        return Page::gone(talk);
    }
    for paper in papers {
        page.block(model::Block::Case { title: paper.name, blocks: vec![model::Block::Text(paper.place)] });
    }
    page.notice(&Message::PapersHow);
    if !talk.counters(of).is_empty() {
        page.say_choice(&Message::WhereDoIGo, place::Action::Where(Some(of.clone())));
    }
    page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    page.done()
}
