//! Reading an event: the order is distress, global words, the answer expected, a new search.

use super::context::Talk;
use super::dispatch::{act, expects, follow, not_understood, press, view};
use super::flows::{card, carry, emergency, find, help, institution, place, rights, situation, start};
use super::yes_no::{no_key, yes_key};
use super::{Effect, MediaKind, Screen, Session, keyword, waiting};
use crate::message::Message;
use crate::model::Position;
use crate::model::situation::reference;
use crate::ports::catalog::{Catalog, NameMatch};
use crate::text::answer::{Match, match_choice};
use crate::text::distress::Reading;
use crate::text::lexicon::bare;
use crate::text::normal::fold;
use crate::text::private;
use crate::text::sign::{self, Sign};
use crate::view::{Expects, View};

pub(super) fn read_text(talk: &mut Talk<'_>, text: &str, silent: bool) {
    let brought = carry::brought(talk, text);
    let read = distress(talk.catalog, &talk.session, text).filter(|read| may_be(talk, read, text));
    // Words that carry something are no cry for help, unless the very words of one are among them.
    let is_whole = brought.as_ref().is_some_and(carry::Brought::is_whole);
    let read = read.filter(|read| !is_whole || matches!(read, Reading::Exact { .. }));
    // What is personal is taken out before anything is looked up.
    let rest = without_personal(talk.catalog, &talk.session, text);
    let (personal, text) = (rest.is_some(), rest.as_deref().unwrap_or(text));
    match &read {
        Some(Reading::Exact { category, lang }) => {
            return emergency::category(talk, category.clone(), talk.foreign(*lang));
        }
        // On the list of emergencies, the word of one is its choice.
        Some(Reading::Bare { category, lang }) if talk.session.screen == emergency::State::Kinds.into() => {
            return emergency::category(talk, category.clone(), talk.foreign(*lang));
        }
        Some(read) if talk.session.heeds(read) => return ask_first(talk, read, text),
        _ => {}
    }
    // They are read as they were typed: nothing of a link looks personal by chance.
    if let Some(brought) = brought
        && keyword::global(talk, &fold(text)).is_none()
    {
        let then = carry::take(talk, brought);
        return follow(talk, then);
    }
    if personal {
        talk.notice(Message::PersonalData);
        talk.effects.push(Effect::OfferDeletion);
        if text.is_empty() {
            return;
        }
    }
    let folded = fold(text);
    // A question may offer "talk to somebody" as its own choice, which leads further.
    if let Some(action) = keyword::global(talk, &folded)
        && !(action == help::Action::Human.into() && is_label(talk, text))
    {
        return act(talk, action);
    }
    let sign = sign::read(text);
    if sign == Some(Sign::Emergency) {
        return act(talk, emergency::Action::Kinds);
    }
    // After the end, whatever is said begins anew, and a need is answered at once.
    if talk.session.screen == start::State::Stopped.into() {
        if answer(talk, text, &folded) {
            return;
        }
        act(talk, start::Action::Restart);
    }
    let is_menu = matches!(talk.session.screen, Screen::Find(find::State::Menu { .. }));
    let resumable = !is_menu && !talk.session.screen.comes_first();
    if silent && resumable {
        let from = std::mem::replace(&mut talk.session.screen, start::State::Resume.into());
        let needed = !from.is_asking();
        talk.session.remember(from);
        if needed {
            waiting::keep_answer(talk, text);
        }
        return;
    }
    if let Some(sign) = sign {
        return pictured(talk, sign);
    }
    if keyword::slip(talk, text, &folded) {
        return;
    }
    if let Some(then) = carry::again(talk, text) {
        return follow(talk, then);
    }
    if let Some(then) = rights::typed(talk, text) {
        return follow(talk, then);
    }
    if answer(talk, text, &folded) {
        return;
    }
    match expects(talk) {
        // Nothing asks for a yes or a no, and neither is a need.
        Expects::Need if talk.yes_no(&folded).is_some() => talk.notice(Message::NothingAsked),
        Expects::Place if !talk.greeted(&folded) => {
            let then = place::asked(talk, text);
            follow(talk, then);
        }
        Expects::Need if !folded.is_empty() && !talk.greeted(&folded) => sought(talk, read.as_ref(), text),
        _ if talk.greeted(&folded) => {}
        // Which language, resume or not: that comes first, and what was typed is not lost.
        _ if talk.session.screen.comes_first() && waiting::keep_answer(talk, text) => {}
        Expects::Number => not_understood(talk, Message::HowToGiveNumber),
        _ => not_understood(talk, Message::HowToAnswer),
    }
}

/// What a text says of distress. The letters of an address say nothing of it; the very words of a phrase do, wherever they stand.
pub fn distress(catalog: &dyn Catalog, session: &Session, text: &str) -> Option<Reading> {
    let read = catalog.distress().read(text, session.lang)?;
    let is_public = |digits: &str| catalog.is_public_number(digits);
    match private::left(text, is_public, session.screen.is_asking()) {
        Some(left) if !matches!(read, Reading::Exact { .. }) => catalog.distress().read(&left, session.lang),
        _ => Some(read),
    }
}

/// What is left of a text without the personal data in it, which is never looked up; `None` where there is none, nothing where nothing
/// else was said.
pub fn without_personal(catalog: &dyn Catalog, session: &Session, text: &str) -> Option<String> {
    private::without(text, |digits| catalog.is_public_number(digits), session.screen.is_asking())
}

/// Whether what was read may be distress where it stands: not a number where one is asked for, nor the name of a
/// commune, nearly typed right, where a place is asked for. The very words of a phrase always may.
fn may_be(talk: &Talk<'_>, read: &Reading, text: &str) -> bool {
    let expected = expects(talk);
    match read {
        Reading::Exact { .. } => true,
        // The very answer that is asked for: "38", "15 jours", the words of a button.
        _ if rights::is_answer(talk, text) || is_label(talk, text) => false,
        // "Ouvert maintenant", at a list of places: nothing else is said.
        _ if find::wished(talk, text).is_whole => false,
        Reading::Bare { .. } => expected == Expects::Need || text.chars().any(char::is_alphabetic),
        Reading::Fuzzy { .. } | Reading::Told { .. } if !text.chars().any(char::is_alphabetic) => false,
        Reading::Fuzzy { .. } | Reading::Told { .. } => {
            // What names a commune also is one that it may mean: one look is enough.
            if expected == Expects::Place {
                talk.communes(text).is_empty()
            } else {
                !talk.named_communes(text).iter().any(|found| matches!(found.how, NameMatch::Whole | NameMatch::Part))
            }
        }
    }
}

/// Whether a text is the label of a choice on the screen.
fn is_label(talk: &Talk<'_>, text: &str) -> bool {
    let folded = fold(text);
    view(talk).choices.iter().any(|choice| fold(&choice.label) == folded)
}

/// Words near a phrase of distress: the person is asked. Under the question lies the answer to the same words read
/// as a need, so that "no" leads on and nothing must be typed again.
fn ask_first(talk: &mut Talk<'_>, read: &Reading, text: &str) {
    let (id, lang, told) = match read {
        Reading::Told { category, lang } => (category, lang, true),
        Reading::Exact { category, lang } | Reading::Fuzzy { category, lang } | Reading::Bare { category, lang } => {
            (category, lang, false)
        }
    };
    let needed = expects(talk) == Expects::Need;
    // A list of before answers other words.
    if needed && matches!(talk.session.screen, Screen::Find(find::State::Results { .. })) {
        talk.session.go(Screen::MENU);
    }
    let before = talk.session.clone();
    if needed {
        sought(talk, Some(read), text);
        talk.notices.clear();
        talk.effects.clear();
    }
    // Whatever the words led to, they lead there after "no" too; nothing found is said then, and is no reason for a human yet.
    let found = needed && talk.session.screen != before.screen && talk.session.screen != help::State::Human.into();
    if !found {
        talk.session = before;
    }
    if told {
        talk.session.deny(Session::TOLD.to_owned());
    }
    let (id, lang, unfound) = (id.clone(), talk.foreign(*lang), needed && !found);
    talk.session.go(emergency::State::Check { id, lang, told, unfound });
}

/// A need. Of a word of distress alone, the card that is about it comes first, whatever else was found.
fn sought(talk: &mut Talk<'_>, read: Option<&Reading>, text: &str) {
    let before = talk.session.clone();
    let then = find::need(talk, text);
    follow(talk, then);
    let Some(Reading::Bare { category, .. }) = read else { return };
    let lang = talk.lang();
    let category = talk.catalog.emergency(lang).into_iter().find(|known| known.id == *category);
    let card = category.and_then(|category| category.card).filter(|card| talk.item(card).is_some());
    let Some(card) = card else { return };
    if let Screen::Find(find::State::Results { hits, .. }) = &mut talk.session.screen {
        hits.retain(|hit| *hit != card);
        hits.insert(0, card);
    } else {
        talk.session = before;
        talk.notices.clear();
        talk.session.go(find::State::Results { hits: vec![card], page: 0, guessed: false });
    }
}

/// Yes or no, in words or as a picture. True if the screen asks for one.
fn said(talk: &mut Talk<'_>, yes: bool, view: &View) -> bool {
    // The words that were guessed are not meant, and the list that they led to answers nothing.
    if matches!(talk.session.screen, Screen::Find(find::State::Results { guessed: true, .. })) && !yes {
        talk.session.trail.retain(|screen| !matches!(screen, Screen::Find(find::State::Menu { .. })));
        talk.session.screen = Screen::MENU;
        talk.notice(Message::OtherWords);
        return true;
    }
    let key = if yes { yes_key(view) } else { no_key(view) };
    let asked = key.is_some();
    key.iter().for_each(|key| press(talk, key));
    asked
}

/// A message of pictures alone: yes or no where one is asked for, and nothing to look up.
fn pictured(talk: &mut Talk<'_>, sign: Sign) {
    let view = view(talk);
    let answered = match sign {
        Sign::Yes => said(talk, true, &view),
        Sign::No => said(talk, false, &view),
        Sign::Emergency | Sign::Other => false,
    };
    if !answered {
        talk.notice(Message::PictureSeen);
    }
}

/// The answer expected: a choice in any form, or yes and no. True if it was one.
fn answer(talk: &mut Talk<'_>, text: &str, folded: &str) -> bool {
    let view = view(talk);
    if talk.yes_no(folded).is_some_and(|yes| said(talk, yes, &view)) {
        return true;
    }
    let lexicons = talk.lexicons();
    let choices: Vec<(u8, &str)> = view.choices.iter().map(|choice| (choice.number, choice.label.as_str())).collect();
    let free = view.expects != Expects::Choice;
    match match_choice(text, &choices, &lexicons) {
        Some(Match::Exact(index)) => press(talk, &view.choices[index].key),
        // Where a need or a place may be typed, a near-label is more likely that than a slip.
        Some(Match::Guess(index)) if !free || folded.split(' ').count() == 1 && view.expects == Expects::Choice => {
            let choice = &view.choices[index];
            let (key, label) = (choice.key.clone(), choice.label.clone());
            // What the guess is about is below it, whatever it is.
            let asked = start::State::Confirm { key, label, hits: Vec::new() }.into();
            let from = std::mem::replace(&mut talk.session.screen, asked);
            talk.session.remember(from);
            talk.session.misses = 0;
        }
        // A digit alone answers the question, even where no choice has it.
        _ if lexicons
            .iter()
            .any(|lexicon| lexicon.number(bare(folded, &lexicons)).is_some_and(|number| number < 10)) =>
        {
            not_understood(talk, Message::HowToAnswer);
        }
        _ => return false,
    }
    true
}

pub(super) fn locate(talk: &mut Talk<'_>, position: Position) {
    let card = match &talk.session.screen {
        Screen::Place(
            place::State::Ask { card } | place::State::Communes { card, .. } | place::State::Places { card, .. },
        ) => card.clone(),
        Screen::Card(card::State::Card { id, .. } | card::State::Section { id, .. }) => Some(id.clone()),
        Screen::Situation(situation::State::Node { id, node }) => Some(reference(id, node)),
        Screen::Situation(situation::State::Papers { of }) => Some(of.clone()),
        Screen::Institution(institution::State::Institution { id, .. }) => Some(id.clone()),
        _ => None,
    };
    talk.session.go(place::State::Places { card, commune: None, position: Some(position) });
}

pub(super) fn media(talk: &mut Talk<'_>, kind: MediaKind) {
    talk.notice(Message::MediaNotRead { kind: kind.name().into() });
    // It may be one of a card or of a paper.
    if kind == MediaKind::Photo {
        talk.effects.push(Effect::OfferDeletion);
    }
}

/// What came cannot be read, the words with it can. Where they cry for help, nothing stands before the numbers.
pub(super) fn captioned(talk: &mut Talk<'_>, kind: MediaKind, text: &str, silent: bool) {
    if !fold(text).is_empty() {
        read_text(talk, text, silent);
    }
    if !matches!(
        talk.session.screen,
        Screen::Emergency(emergency::State::Category { .. } | emergency::State::Check { .. })
    ) {
        media(talk, kind);
        talk.notices.rotate_right(1);
    }
}
