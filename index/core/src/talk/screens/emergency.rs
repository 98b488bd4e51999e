//! Emergency numbers: one key from everywhere, at most three first, the right one on top.

use super::{Action, Page};
use crate::message::Message::{self, EmergencyDark, EmergencyHurt, EmergencyNow};
use crate::model::{EmergencyCategory, Lang};
use crate::talk::matter::NUMBERS;
use crate::talk::{Session, Talk};
use crate::view::{Block, View};

pub(super) fn categories(talk: &Talk<'_>) -> View {
    let categories = talk.catalog.emergency(talk.session.reading_lang());
    let mut page = Page::new(talk, &Message::EmergencyTitle);
    let mut rest = categories.into_iter();
    if let Some(general) = rest.next() {
        page.block(numbers(&general));
    }
    for category in rest.take(super::OFFERED) {
        page.choice(category.label, String::new(), &Action::Category(category.id, None));
    }
    page.done()
}

/// Numbers and advice in the language of the phrase that led here; the ways on stay in the reader's.
pub(super) fn category(talk: &Talk<'_>, id: &str, lang: Option<Lang>) -> View {
    let categories = talk.catalog.emergency(lang.unwrap_or_else(|| talk.session.reading_lang()));
    let Some(category) = categories.iter().find(|category| category.id == id) else { return categories_of(talk) };
    // A neutral title: somebody may look over the shoulder.
    let mut page = Page::new(talk, &Message::EmergencyTitle);
    page.block(numbers(category));
    // What a number cannot give (a meal, a bed to ask for, papers) is at a counter.
    if let Some(card) = category.card.as_ref().and_then(|card| talk.item(card)) {
        page.say_choice(&Message::WhereDoIGo, &Action::Where(Some(card.id.clone())));
        page.choice(card.title, String::new(), &Action::Open(card.id));
    }
    // Whoever answers the first number is the someone to talk to: no other is offered here.
    page.say_choice(&Message::Continue, &Action::NotUrgent(None));
    page.view.discreet = true;
    page.done()
}

fn categories_of(talk: &Talk<'_>) -> View {
    categories(talk)
}

/// Categories that a question offers which names none, whatever is likeliest.
pub const DOORS: [&str; 3] = ["danger", "violence", "suicide"];

/// Is it so? Each answer says all it needs, so that it still does what it said when it is pressed later.
pub(super) fn check(talk: &Talk<'_>, id: &str, lang: Option<Lang>, told: bool) -> View {
    let own = talk.session.reading_lang();
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
            page.choice(label, String::new(), &Action::Category(id.to_owned(), lang));
        }
        for (door, message) in DOORS.into_iter().zip([EmergencyNow, EmergencyHurt, EmergencyDark]) {
            page.choice(say(&message), String::new(), &Action::Category(door.to_owned(), lang));
        }
    } else {
        let question = say(&Message::EmergencyCheck { label: label.unwrap_or_default() });
        page.block(Block::EmergencyCheck { category, question });
        page.say_choice(&Message::EmergencyYes, &Action::Category(id.to_owned(), lang));
    }
    let denied = if told { Session::TOLD } else { id };
    page.say_choice(&Message::EmergencyNo, &Action::NotUrgent(Some(denied.to_owned())));
    page.view.discreet = true;
    page.done()
}

pub(super) fn numbers(category: &EmergencyCategory) -> Block {
    Block::Emergency {
        category: category.id.clone(),
        advice: category.advice.clone(),
        numbers: category.numbers.iter().take(NUMBERS).cloned().collect(),
    }
}
