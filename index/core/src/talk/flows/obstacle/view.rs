//! What stood in somebody's way: the questions, and what can be done all the same.

use super::{Action, Blocked, State};
use crate::activity::Code;
use crate::message::Message;
use crate::model::situation::referred;
use crate::model::{Institution, ItemId};
use crate::talk::context::Talk;
use crate::talk::flows::{find, help};
use crate::talk::navigation;
use crate::talk::page::{OFFERED, Page};
use crate::view::{Expects, View};

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::What { of } => what(talk, of.as_ref()),
        State::Where { of, .. } => at(talk, of.as_ref()),
        State::Noted { .. } => noted(talk),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn what(talk: &Talk<'_>, of: Option<&ItemId>) -> View {
    let mut page = Page::new(talk, &Message::ObstacleTitle);
    for blocked in Blocked::ALL {
        let code = blocked.code().to_owned();
        page.say_choice(&Message::Blocked { code: code.clone() }, Action::What(code, of.cloned()));
    }
    page.done()
}

fn at(talk: &Talk<'_>, of: Option<&ItemId>) -> View {
    let mut page = Page::new(talk, &Message::ObstacleWhere);
    for institution in doors(talk, of).into_iter().take(OFFERED - 1) {
        page.choice(institution.name.clone(), String::new(), Action::At(Some(institution.id.clone())));
    }
    page.say_choice(&Message::ObstacleElsewhere, Action::At(None));
    page.done()
}

/// The institutions that what was read leads to, then those that are asked for most.
fn doors<'a>(talk: &'a Talk<'_>, of: Option<&ItemId>) -> Vec<&'a Institution> {
    let (known, lang) = (talk.catalog.institutions(), talk.lang());
    let item = of.and_then(|of| talk.item(&ItemId::from(referred(of.as_str()).0)));
    let kinds = item.map(|item| item.counters).unwrap_or_default();
    let own = of.filter(|of| of.is_institution()).and_then(|of| known.get(of, lang));
    let of_kinds = kinds.iter().filter_map(|kind| known.of_kind(kind, lang));
    let mut doors: Vec<&Institution> = Vec::new();
    for institution in own.into_iter().chain(of_kinds).chain(known.first(lang)) {
        if !doors.iter().any(|one| one.id == institution.id) {
            doors.push(institution);
        }
    }
    doors
}

fn noted(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::ObstacleNoted);
    help::human_blocks(&mut page);
    page.say_choice(&Message::BackToList, navigation::Action::List);
    page.say_choice(&Message::Menu, find::Action::Menu(0));
    page.done()
}
