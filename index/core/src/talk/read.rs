//! Reading an event: the order is distress, global words, the answer expected, a new search.

use super::screens;
use super::{Action, Effect, MediaKind, Screen, Session, Talk, Turn};
use crate::message::Message;
use crate::model::situation::reference;
use crate::model::{Lang, Position};
use crate::text::answer::{Match, match_choice};
use crate::text::distress::Reading;
use crate::text::lexicon::bare;
use crate::text::normal::fold;
use crate::text::private;
use crate::text::sign::{self, Sign};
use crate::view::{Block, Expects, View};

impl Talk<'_> {
    pub(super) fn start(&mut self, lang: Option<Lang>) {
        let seed = self.session.seed;
        let last = self.session.last;
        self.session = super::Session { seed, last, lang, ..Default::default() };
        if lang.is_some() {
            self.session.screen = Screen::Menu { page: 0 };
        }
    }

    pub(super) fn finish(mut self) -> Turn {
        self.note_matter();
        self.drop_waiting();
        let mut view = screens::view(&self);
        view.blocks.splice(0..0, std::mem::take(&mut self.notices));
        Turn { session: self.session, view, effects: self.effects }
    }

    pub(super) fn read_text(&mut self, text: &str, silent: bool) {
        let read = self.catalog.distress().read(text, self.session.lang).filter(|read| self.may_be(read, text));
        // What is personal is taken out before anything is looked up.
        let is_public = |digits: &str| self.catalog.is_public_number(digits);
        let rest = private::without(text, is_public, self.session.screen.is_asking());
        let (personal, text) = (rest.is_some(), rest.as_deref().unwrap_or(text));
        match &read {
            Some(Reading::Exact { category, lang }) => return self.category(category.clone(), self.foreign(*lang)),
            // On the list of emergencies, the word of one is its choice.
            Some(Reading::Bare { category, lang }) if self.session.screen == Screen::Emergency => {
                return self.category(category.clone(), self.foreign(*lang));
            }
            Some(read) if self.session.heeds(read) => return self.ask_first(read, text),
            _ => {}
        }
        if personal {
            self.notice(Message::PersonalData);
            self.effects.push(Effect::OfferDeletion);
            if text.is_empty() {
                return;
            }
        }
        let folded = fold(text);
        // A question may offer "talk to somebody" as its own choice, which leads further.
        if let Some(action) = self.global(&folded)
            && !(action == Action::Human && self.is_label(text))
        {
            return self.act(action);
        }
        let sign = sign::read(text);
        if sign == Some(Sign::Emergency) {
            return self.act(Action::Emergency);
        }
        // After the end, whatever is said begins anew, and a need is answered at once.
        if self.session.screen == Screen::Stopped {
            if self.answer(text, &folded) {
                return;
            }
            self.act(Action::Restart);
        }
        let resumable = !matches!(self.session.screen, Screen::Language | Screen::Menu { .. } | Screen::Resume);
        if silent && resumable {
            let from = std::mem::replace(&mut self.session.screen, Screen::Resume);
            let needed = !from.is_asking();
            self.session.remember(from);
            if needed {
                self.keep_answer(text);
            }
            return;
        }
        if let Some(sign) = sign {
            return self.pictured(sign);
        }
        if self.slip(text, &folded) || self.typed_answer(text) || self.answer(text, &folded) {
            return;
        }
        match screens::expects(self) {
            // Nothing asks for a yes or a no, and neither is a need.
            Expects::Need if self.yes_no(&folded).is_some() => self.notice(Message::NothingAsked),
            Expects::Place if !self.greeted(&folded) => self.place_asked(text),
            Expects::Need if !folded.is_empty() && !self.greeted(&folded) => self.sought(read.as_ref(), text),
            _ if self.greeted(&folded) => {}
            // Which language, resume or not: that comes first, and what was typed is not lost.
            _ if matches!(self.session.screen, Screen::Language | Screen::Resume) && self.keep_answer(text) => {}
            Expects::Number => self.not_understood(Message::HowToGiveNumber),
            _ => self.not_understood(Message::HowToAnswer),
        }
    }

    /// Whether what was read may be distress where it stands: not a number where one is asked for, nor the name of a
    /// commune, nearly typed right, where a place is asked for. The very words of a phrase always may.
    fn may_be(&self, read: &Reading, text: &str) -> bool {
        let expected = screens::expects(self);
        match read {
            Reading::Exact { .. } => true,
            // The very answer that is asked for: "38", "15 jours", the words of a button.
            _ if self.is_answer(text) || self.is_label(text) => false,
            Reading::Bare { .. } => expected == Expects::Need || text.chars().any(char::is_alphabetic),
            Reading::Fuzzy { .. } | Reading::Told { .. } if !text.chars().any(char::is_alphabetic) => false,
            Reading::Fuzzy { .. } | Reading::Told { .. } => {
                !self.communes(text).iter().any(|found| found.exact || expected == Expects::Place)
            }
        }
    }

    /// Whether a text is the label of a choice on the screen.
    fn is_label(&self, text: &str) -> bool {
        let folded = fold(text);
        screens::view(self).choices.iter().any(|choice| fold(&choice.label) == folded)
    }

    /// Words near a phrase of distress: the person is asked. Under the question lies the answer to the same words read
    /// as a need, so that "no" leads on and nothing must be typed again.
    fn ask_first(&mut self, read: &Reading, text: &str) {
        let (id, lang, told) = match read {
            Reading::Told { category, lang } => (category, lang, true),
            Reading::Exact { category, lang }
            | Reading::Fuzzy { category, lang }
            | Reading::Bare { category, lang } => (category, lang, false),
        };
        let needed = screens::expects(self) == Expects::Need;
        // A list of before answers other words.
        if needed && matches!(self.session.screen, Screen::Results { .. }) {
            self.session.go(Screen::Menu { page: 0 });
        }
        let before = self.session.clone();
        if needed {
            self.sought(Some(read), text);
            self.notices.clear();
            self.effects.clear();
        }
        // A word alone has its card; other words count where they were found for certain.
        let sure = matches!(read, Reading::Bare { .. });
        let found = matches!(&self.session.screen, Screen::Results { guessed, .. } if needed && (sure || !guessed));
        if !found {
            self.session = before;
        }
        if told {
            self.session.deny(Session::TOLD.to_owned());
        }
        let (id, lang, unfound) = (id.clone(), self.foreign(*lang), needed && !found);
        self.session.go(Screen::EmergencyCheck { id, lang, told, unfound });
    }

    /// A need. Of a word of distress alone, the card that is about it comes first, whatever else was found.
    fn sought(&mut self, read: Option<&Reading>, text: &str) {
        let Some(Reading::Bare { category, .. }) = read else { return self.need(text) };
        let before = self.session.clone();
        self.need(text);
        let lang = self.session.reading_lang();
        let category = self.catalog.emergency(lang).into_iter().find(|known| known.id == *category);
        let card = category.and_then(|category| category.card).filter(|card| self.item(card).is_some());
        let Some(card) = card else { return };
        if let Screen::Results { hits, .. } = &mut self.session.screen {
            hits.retain(|hit| *hit != card);
            hits.insert(0, card);
        } else {
            self.session = before;
            self.notices.clear();
            self.session.go(Screen::Results { hits: vec![card], page: 0, guessed: false });
        }
    }

    /// Yes or no, in words or as a picture. True if the screen asks for one.
    fn said(&mut self, yes: bool, view: &View) -> bool {
        // The words that were guessed are not meant, and the list that they led to answers nothing.
        if matches!(self.session.screen, Screen::Results { guessed: true, .. }) && !yes {
            self.session.trail.retain(|screen| !matches!(screen, Screen::Menu { .. }));
            self.session.screen = Screen::Menu { page: 0 };
            self.notice(Message::OtherWords);
            return true;
        }
        let key = if yes { screens::yes_key(view) } else { screens::no_key(view) };
        let asked = key.is_some();
        key.iter().for_each(|key| self.press(key));
        asked
    }

    /// A message of pictures alone: yes or no where one is asked for, and nothing to look up.
    fn pictured(&mut self, sign: Sign) {
        let view = screens::view(self);
        let answered = match sign {
            Sign::Yes => self.said(true, &view),
            Sign::No => self.said(false, &view),
            Sign::Emergency | Sign::Other => false,
        };
        if !answered {
            self.notice(Message::PictureSeen);
        }
    }

    /// The answer expected: a choice in any form, or yes and no. True if it was one.
    fn answer(&mut self, text: &str, folded: &str) -> bool {
        let view = screens::view(self);
        if self.yes_no(folded).is_some_and(|yes| self.said(yes, &view)) {
            return true;
        }
        let lexicons = self.lexicons();
        let choices: Vec<(u8, &str)> =
            view.choices.iter().map(|choice| (choice.number, choice.label.as_str())).collect();
        let free = view.expects != Expects::Choice;
        match match_choice(text, &choices, &lexicons) {
            Some(Match::Exact(index)) => self.press(&view.choices[index].key),
            // Where a need or a place may be typed, a near-label is more likely that than a slip.
            Some(Match::Guess(index)) if !free || folded.split(' ').count() == 1 && view.expects == Expects::Choice => {
                let choice = &view.choices[index];
                let (key, label) = (choice.key.clone(), choice.label.clone());
                // What the guess is about is below it, whatever it is.
                let asked = Screen::Confirm { key, label, hits: Vec::new() };
                let from = std::mem::replace(&mut self.session.screen, asked);
                self.session.remember(from);
                self.session.misses = 0;
            }
            // A digit alone answers the question, even where no choice has it.
            _ if lexicons
                .iter()
                .any(|lexicon| lexicon.number(bare(folded, &lexicons)).is_some_and(|number| number < 10)) =>
            {
                self.not_understood(Message::HowToAnswer);
            }
            _ => return false,
        }
        true
    }

    pub(super) fn locate(&mut self, position: Position) {
        let card = match &self.session.screen {
            Screen::AskPlace { card, .. } | Screen::Communes { card, .. } | Screen::Places { card, .. } => card.clone(),
            Screen::Card { id, .. } | Screen::Section { id, .. } => Some(id.clone()),
            Screen::Situation { id, node } => Some(reference(id, node)),
            Screen::Papers { of } => Some(of.clone()),
            _ => None,
        };
        self.session.go(Screen::Places { card, commune: None, position: Some(position) });
    }

    pub(super) fn media(&mut self, kind: MediaKind) {
        self.notice(Message::MediaNotRead { kind: kind.name().into() });
        // It may be one of a card or of a paper.
        if kind == MediaKind::Photo {
            self.effects.push(Effect::OfferDeletion);
        }
    }

    /// What came cannot be read, the words with it can. Where they cry for help, nothing stands before the numbers.
    pub(super) fn captioned(&mut self, kind: MediaKind, text: &str, silent: bool) {
        if !fold(text).is_empty() {
            self.read_text(text, silent);
        }
        if !matches!(self.session.screen, Screen::EmergencyCategory { .. } | Screen::EmergencyCheck { .. }) {
            self.media(kind);
            self.notices.rotate_right(1);
        }
    }

    pub(super) fn notice(&mut self, message: Message) {
        let body = self.say(&message);
        self.notices.push(Block::Notice { body });
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.catalog.say(self.session.reading_lang(), message)
    }

    /// The language of a phrase, where it is not the one chosen: numbers are then said in it. Who cries out in a language
    /// reads that one.
    fn foreign(&self, lang: Lang) -> Option<Lang> {
        (self.session.lang != Some(lang)).then_some(lang)
    }

    /// Once: the same question, and `why` or how to answer. Twice: simpler, with an example. Three times: a human.
    pub(super) fn not_understood(&mut self, why: Message) {
        // Somebody who sent a number of theirs has been told so, and has not misunderstood anything.
        if self.effects.contains(&Effect::OfferDeletion) {
            return;
        }
        let misses = self.session.misses.saturating_add(1);
        self.effects.push(Effect::Count { what: "not-understood".into() });
        match (misses, screens::expects(self)) {
            // No number of a choice, where a number is the answer.
            (1, Expects::Number) if why == Message::HowToAnswer => self.notice(Message::HowToGiveNumber),
            (1, _) => self.notice(why),
            (2, Expects::Place) => self.notice(Message::HowToGivePlace),
            (2, Expects::Number) => self.notice(Message::HowToGiveNumber),
            (2, _) => self.notice(Message::HowToAnswerSimply),
            _ => return self.session.go(Screen::Human),
        }
        self.session.misses = misses;
    }
}
