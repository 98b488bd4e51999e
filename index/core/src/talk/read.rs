//! Reading an event: the order is distress, global words, the answer expected, a new search.

use super::screens;
use super::{Action, Effect, MediaKind, Screen, Session, Talk, Turn};
use crate::catalog::Unavailable;
use crate::message::Message;
use crate::model::situation::{reference, referred};
use crate::model::{Lang, Position};
use crate::text::answer::{Match, match_choice};
use crate::text::distress::Reading;
use crate::text::lexicon::bare;
use crate::text::normal::fold;
use crate::text::private;
use crate::view::{Block, Expects};

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
        let mut view = screens::view(&self);
        view.blocks.splice(0..0, std::mem::take(&mut self.notices));
        Turn { session: self.session, view, effects: self.effects }
    }

    pub(super) fn read_text(&mut self, text: &str, silent: bool) {
        let read = self.catalog.distress().read(text, self.session.lang).filter(|read| self.may_be(read, text));
        match &read {
            Some(Reading::Exact { category, lang }) => return self.category(category.clone(), self.foreign(*lang)),
            // On the list of emergencies, the word of one is its choice.
            Some(Reading::Bare { category, lang }) if self.session.screen == Screen::Emergency => {
                return self.category(category.clone(), self.foreign(*lang));
            }
            Some(read) if self.session.heeds(read) => return self.ask_first(read, text),
            _ => {}
        }
        if private::holds_personal_data(text) {
            self.notice(Message::PersonalData);
            self.effects.push(Effect::OfferDeletion);
        }
        let folded = fold(text);
        // A question may offer "talk to somebody" as its own choice, which leads further.
        if let Some(action) = self.global(&folded)
            && !(action == Action::Human && self.is_label(text))
        {
            return self.act(action);
        }
        if self.session.screen == Screen::Stopped {
            return self.act(Action::Restart);
        }
        let resumable = !matches!(self.session.screen, Screen::Language | Screen::Menu { .. } | Screen::Resume);
        if silent && resumable {
            let from = std::mem::replace(&mut self.session.screen, Screen::Resume);
            return self.session.remember(from);
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
        let before = self.session.clone();
        if screens::expects(self) == Expects::Need {
            self.sought(Some(read), text);
            self.notices.clear();
            self.effects.clear();
        }
        if !matches!(self.session.screen, Screen::Results { .. }) {
            self.session = before;
        }
        if told {
            self.session.deny(Session::TOLD.to_owned());
        }
        self.session.go(Screen::EmergencyCheck { id: id.clone(), lang: self.foreign(*lang), told });
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

    /// The answer expected: a choice in any form, or yes and no. True if it was one.
    fn answer(&mut self, text: &str, folded: &str) -> bool {
        let view = screens::view(self);
        if let Some(yes) = self.yes_no(folded) {
            // The words that were guessed are not meant: others are written, no button is needed.
            if let Screen::Results { guessed: guessed @ true, .. } = &mut self.session.screen
                && !yes
            {
                *guessed = false;
                self.notice(Message::OtherWords);
                return true;
            }
            let wanted = if yes { screens::yes_key(&view) } else { screens::no_key(&view) };
            if let Some(key) = wanted {
                self.press(&key);
                return true;
            }
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
                self.session.go(Screen::Confirm {
                    key: choice.key.clone(),
                    label: choice.label.clone(),
                    hits: Vec::new(),
                });
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

    pub(super) fn choose(&mut self, number: u8) {
        let view = screens::view(self);
        match view.choices.iter().find(|choice| choice.number == number) {
            Some(choice) => self.press(&choice.key),
            None => self.not_understood(Message::HowToAnswer),
        }
    }

    pub(super) fn press(&mut self, key: &str) {
        match Action::parse(key) {
            Some(action) => self.act(action),
            None => self.notice(Message::OldButton),
        }
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

    fn category(&mut self, id: String, lang: Option<Lang>) {
        self.effects.push(Effect::Count { what: format!("emergency/{id}") });
        // Whoever said yes is asked again when it is told again.
        self.session.denied.retain(|denied| *denied != id && denied != Session::TOLD);
        self.session.go(Screen::EmergencyCategory { id, lang });
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

    pub(super) fn act(&mut self, action: Action) {
        if self.loses_result(&action) {
            return self.session.go(Screen::Leaving { key: action.to_string() });
        }
        match action {
            Action::Speak(lang) => {
                let first = self.session.lang.is_none();
                self.session.lang = Some(lang);
                if first {
                    self.session.go(Screen::Storage);
                } else if self.session.screen == Screen::Language {
                    self.session.back();
                }
            }
            Action::Menu(page) => {
                self.session.trail.clear();
                self.session.matter = None;
                self.session.misses = 0;
                self.session.screen = Screen::Menu { page: page.min(1) };
            }
            Action::Back if self.question_back() => {}
            Action::Back => self.session.back(),
            Action::List => {
                let is_list = |screen: &Screen| {
                    matches!(screen, Screen::Results { .. } | Screen::Theme { .. } | Screen::Places { .. })
                };
                let end = self.session.trail.iter().rposition(is_list).map_or(0, |at| at + 1);
                self.session.trail.truncate(end);
                self.session.back();
            }
            Action::Language => self.session.go(Screen::Language),
            Action::Help => self.session.go(Screen::Help),
            Action::Human => self.session.go(Screen::Human),
            Action::Privacy => self.session.go(Screen::Privacy),
            Action::Forget => {
                let lang = self.session.lang;
                self.session =
                    super::Session { lang, last: Some(self.now), screen: Screen::Forgotten, ..Default::default() };
                self.effects.push(Effect::Forget);
            }
            Action::Stop => {
                self.effects.push(Effect::Stop);
                self.session.go(Screen::Stopped);
            }
            Action::Restart => {
                let lang = self.session.lang;
                self.start(lang);
            }
            Action::No if matches!(self.session.screen, Screen::ReadBack { .. }) => {
                self.question_back();
            }
            Action::No if matches!(&self.session.screen, Screen::Confirm { hits, .. } if !hits.is_empty()) => {
                let Screen::Confirm { hits, .. } = self.session.screen.clone() else { return };
                self.session.back();
                self.session.go(Screen::Results { hits, page: 0, guessed: false });
            }
            Action::Resume | Action::No => self.session.back(),
            Action::NotUrgent(asked) => {
                let was_asked = matches!(self.session.screen, Screen::EmergencyCheck { .. });
                let here = was_asked || asked.is_none();
                if let Some(id) = asked {
                    self.session.deny(id);
                }
                // A button of an earlier question leaves the person where they are.
                if here {
                    self.session.back();
                }
                // "Continue" leads past the list of emergencies, to what was being done.
                if here && self.session.screen == Screen::Emergency {
                    self.session.back();
                }
                if was_asked {
                    self.no_danger();
                }
            }
            Action::Emergency => self.session.go(Screen::Emergency),
            Action::Category(id, lang) => self.category(id, lang),
            Action::Theme(id, page) => self.session.go(Screen::Theme { id, page }),
            Action::Page(to) => self.page(to),
            Action::Open(id) => self.open(id),
            Action::Case(id, node, choice) => self.case(id, &node, &choice),
            Action::Papers(of) => self.session.go(Screen::Papers { of }),
            Action::Rights => self.rights(),
            Action::Ask => self.ask_next(None),
            Action::Say(step, option) => self.give_key(&step, &option),
            Action::Edit(step) => {
                let edit = match self.session.screen {
                    Screen::Review { page } => Some(page),
                    _ => None,
                };
                self.session.go(Screen::Interview { step, edit });
            }
            Action::Result => self.conclude(),
            Action::PapersForAll => self.papers_for_all(),
            Action::Right(id) => self.right(&id),
            Action::Unlikely(fold) => match &mut self.session.screen {
                Screen::Outcomes { page, unlikely, .. } => (*page, *unlikely) = (0, fold),
                _ => self.notice(Message::OldButton),
            },
            Action::Section(id, index) => self.session.go(Screen::Section { id, index }),
            // A commune that was named holds until another is: the places say which one, and offer to change it.
            Action::Where(card) => match self.session.commune.clone() {
                Some(code) => self.near(code, card),
                None => self.session.go(Screen::AskPlace { card }),
            },
            Action::Elsewhere(card) => self.session.go(Screen::AskPlace { card }),
            Action::Near(code, card) => self.near(code, card),
            Action::Here(code) => {
                self.session.commune = Some(code);
                self.session.back();
            }
            Action::Helped(id, helped) => {
                let item = referred(&id).0.to_owned();
                self.effects.push(Effect::Feedback { item: item.clone(), helped });
                if helped {
                    self.session.go(Screen::Thanks);
                } else {
                    self.effects.push(Effect::Count { what: format!("unmet/{item}") });
                    self.session.go(Screen::Sorry { id });
                }
            }
            Action::ReadRight => match &mut self.session.screen {
                Screen::Results { guessed, .. } => *guessed = false,
                _ => self.notice(Message::OldButton),
            },
            Action::Yes => match self.session.screen.clone() {
                // A button of before answers held their category.
                Screen::EmergencyCheck { id, lang, .. } => self.category(id, lang),
                Screen::Confirm { key, .. } => {
                    self.session.back();
                    self.press(&key);
                }
                Screen::ReadBack { step, given, .. } => self.give(&step, given),
                Screen::Leaving { key } => self.leave(&key),
                _ => self.notice(Message::OldButton),
            },
        }
    }

    fn page(&mut self, to: u8) {
        match &mut self.session.screen {
            Screen::Results { page, .. }
            | Screen::Review { page }
            | Screen::Outcomes { page, .. }
            | Screen::Card { page, .. }
            | Screen::Theme { page, .. }
            | Screen::Menu { page } => {
                *page = to;
            }
            _ => self.notice(Message::OldButton),
        }
    }

    fn open(&mut self, id: String) {
        match self.catalog.item(&id, self.session.reading_lang()) {
            Err(Unavailable) => self.unavailable(),
            Ok(Some(item)) if item.place.is_some() => self.session.go(Screen::Place { id }),
            Ok(Some(item)) => {
                self.effects.push(Effect::Count { what: format!("read/{}", item.id) });
                let opened = self.first_question(&item).unwrap_or(Screen::Card { id, page: 0 });
                self.session.go(opened);
            }
            Ok(None) => self.notice(Message::OldButton),
        }
    }
}
