//! What became of a request: the questions, and what can be done now.

use super::{Action, Became, State};
use crate::activity::Code;
use crate::message::Message;
use crate::model::ItemId;
use crate::talk::context::Talk;
use crate::talk::flows::{find, help, obstacle};
use crate::talk::page::{OFFERED, Page};
use crate::talk::reader::Reader;
use crate::view::{Expects, View};

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Which { cards } => which(talk, cards),
        State::What { of, .. } => what(talk, of),
        State::Noted { of, became, rest } => noted(talk, of, *became, !rest.is_empty()),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn title(talk: &Talk<'_>, card: &ItemId) -> Option<String> {
    talk.item(card).map(|item| Reader::new(talk, &item).text(&item.title))
}

fn which(talk: &Talk<'_>, cards: &[ItemId]) -> View {
    let mut page = Page::new(talk, &Message::BecameWhich);
    for (card, title) in cards.iter().filter_map(|card| title(talk, card).map(|title| (card, title))).take(OFFERED) {
        page.choice(title, String::new(), Action::Of(card.clone()));
    }
    page.done()
}

fn what(talk: &Talk<'_>, of: &ItemId) -> View {
    let Some(title) = title(talk, of) else { return Page::gone(talk) };
    let mut page = Page::titled(talk, title);
    page.text(&Message::BecameAsk);
    for became in Became::ALL {
        let code = became.code().to_owned();
        page.say_choice(&Message::Became { code: code.clone() }, Action::Tell(code));
    }
    page.done()
}

fn noted(talk: &Talk<'_>, of: &ItemId, became: Became, more: bool) -> View {
    let mut page = Page::new(talk, &Message::BecameNoted);
    page.text(&Message::BecameNext { code: became.code().to_owned() });
    if became == Became::Refused {
        help::human_blocks(&mut page);
    }
    if became != Became::Obtained {
        page.say_choice(&Message::BecameRead, find::Action::Open(of.clone()));
        page.say_choice(&Message::ObstacleAsk, obstacle::Action::Begin(Some(of.clone())));
        page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    }
    if more {
        page.say_choice(&Message::BecameMore, Action::Begin);
    }
    page.say_choice(&Message::Menu, find::Action::Menu(0));
    page.done()
}
