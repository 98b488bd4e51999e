//! Emergency numbers: one key from everywhere, at most three first, the right one on top.

use super::{Action, State};
use crate::message::Message::{self, EmergencyDark, EmergencyHurt, EmergencyNow};
use crate::model::{self, EmergencyCategory, ItemId, Lang};
use crate::talk::context::Talk;
use crate::talk::flows::{find, place};
use crate::talk::matter::{self, NUMBERS};
use crate::talk::page::{OFFERED, Page};
use crate::talk::session::Session;
use crate::view::{Block, Expects, View};

/// The place that heals by day and by night.
const HOSPITAL: &str = "hopital";

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Kinds => kinds(talk),
        State::Category { id, lang } => category(talk, id, *lang),
        State::Check { id, lang, told, .. } => check(talk, id, *lang, *told),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, state: &State) -> Expects {
    match state {
        State::Check { .. } => Expects::Choice,
        _ => Expects::Need,
    }
}

fn kinds(talk: &Talk<'_>) -> View {
    let categories = talk.catalog.emergency(talk.lang());
    let mut page = Page::new(talk, &Message::EmergencyTitle);
    let mut rest = categories.into_iter();
    if let Some(general) = rest.next() {
        page.block(numbers(&general));
    }
    for category in rest.take(OFFERED) {
        page.choice(category.label, String::new(), Action::Category(category.id, None));
    }
    page.done()
}

/// Numbers and advice in the language of the phrase that led here; the ways on stay in the reader's.
fn category(talk: &Talk<'_>, id: &str, lang: Option<Lang>) -> View {
    let categories = talk.catalog.emergency(lang.unwrap_or_else(|| talk.lang()));
    let Some(category) = categories.iter().find(|category| category.id == id) else { return kinds(talk) };
    // A neutral title: somebody may look over the shoulder.
    let mut page = Page::new(talk, &Message::EmergencyTitle);
    page.block(numbers(category));
    // What a number cannot give (a meal, a bed to ask for, papers) is at a counter.
    if let Some(card) = category.card.as_ref().and_then(|card| talk.item(card)) {
        page.say_choice(&Message::WhereDoIGo, place::Action::Where(Some(card.id.clone())));
        page.choice(card.title, String::new(), find::Action::Open(card.id));
    }
    // Whoever answers the first number is the someone to talk to: no other is offered here.
    page.say_choice(&Message::Continue, Action::NotUrgent(None));
    page.view.discreet = true;
    page.done()
}

/// Categories that a question offers which names none, whatever is likeliest.
pub const DOORS: [&str; 3] = ["danger", "violence", "suicide"];

/// Is it so? Each answer says all it needs, so that it still does what it said when it is pressed later.
fn check(talk: &Talk<'_>, id: &str, lang: Option<Lang>, told: bool) -> View {
    let own = talk.lang();
    let spoken = lang.unwrap_or(own);
    let categories = talk.catalog.emergency(spoken);
    let label = categories.into_iter().find(|category| category.id == id).map(|category| category.label);
    // The question is asked in the language of the phrase, where the guide speaks it.
    let asked = if talk.catalog.languages().contains(&spoken) { spoken } else { own };
    let say = |message: &Message| talk.catalog.say(asked, message);
    let mut page = Page::new(talk, &Message::EmergencyTitle);
    let category = id.to_owned();
    if told {
        page.block(Block::EmergencyCheck { category, question: say(&Message::EmergencyAsk) });
        // What it is most like stands first, where no door leads there.
        if let Some(label) = label.filter(|_| !DOORS.contains(&id)) {
            page.choice(label, String::new(), Action::Category(id.to_owned(), lang));
        }
        for (door, message) in DOORS.into_iter().zip([EmergencyNow, EmergencyHurt, EmergencyDark]) {
            page.choice(say(&message), String::new(), Action::Category(door.to_owned(), lang));
        }
    } else {
        let question = say(&Message::EmergencyCheck { label: label.unwrap_or_default() });
        page.block(Block::EmergencyCheck { category, question });
        page.say_choice(&Message::EmergencyYes, Action::Category(id.to_owned(), lang));
    }
    let denied = if told { Session::TOLD } else { id };
    page.say_choice(&Message::EmergencyNo, Action::NotUrgent(Some(denied.to_owned())));
    page.view.discreet = true;
    page.done()
}

/// The numbers of a category, the right one on top.
pub(crate) fn numbers(category: &EmergencyCategory) -> Block {
    Block::Emergency {
        category: category.id.clone(),
        advice: category.advice.clone(),
        numbers: category.numbers.iter().take(NUMBERS).cloned().collect(),
    }
}

/// Whoever is in danger is told first what answers now; a place that opens on Monday comes after it. True if they are.
pub(in crate::talk) fn right_now(page: &mut Page<'_>, card: Option<&ItemId>) -> bool {
    let talk = page.talk;
    let Some(danger) = matter::danger(talk).filter(|danger| !danger.numbers.is_empty()) else { return false };
    page.block(model::Block::Heading(talk.say(&Message::RightNow)));
    for number in danger.numbers.into_iter().take(NUMBERS) {
        page.block(Block::Phone { number: number.number, name: number.name, terms: number.terms });
    }
    let of = card.or(danger.card.as_ref());
    if of.is_some_and(|of| talk.counters(of).iter().any(|kind| kind == HOSPITAL)) {
        page.text(&Message::WardDayAndNight);
    }
    true
}
