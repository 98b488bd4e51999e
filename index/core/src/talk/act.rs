//! Doing what a choice says.

use super::{Action, Effect, Screen, Session, Talk, screens};
use crate::catalog::Unavailable;
use crate::message::Message;
use crate::model::ItemId;
use crate::model::Lang;
use crate::model::situation::referred;

impl Talk<'_> {
    pub(super) fn choose(&mut self, number: u8) {
        let view = screens::view(self);
        match view.choices.iter().find(|choice| choice.number == number) {
            Some(choice) => self.press(&choice.key),
            None => self.not_understood(Message::HowToAnswer),
        }
    }

    pub(super) fn category(&mut self, id: String, lang: Option<Lang>) {
        self.effects.push(Effect::Count { what: format!("emergency/{id}") });
        // Whoever said yes is asked again when it is told again.
        self.session.denied.retain(|denied| *denied != id && denied != Session::TOLD);
        self.session.go(Screen::EmergencyCategory { id, lang });
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
                self.give_waiting(first);
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
                let end = self.session.trail.iter().rposition(Screen::is_list).map_or(0, |at| at + 1);
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
                let (lang, waiting) = (self.session.lang, self.session.waiting.take());
                self.start(lang);
                self.session.waiting = waiting;
                if lang.is_some() {
                    self.give_waiting(false);
                }
            }
            Action::No if matches!(self.session.screen, Screen::ReadBack { .. }) => {
                self.question_back();
            }
            Action::No if matches!(&self.session.screen, Screen::Confirm { hits, .. } if !hits.is_empty()) => {
                let Screen::Confirm { hits, .. } = self.session.screen.clone() else { return };
                self.session.back();
                self.session.go(Screen::Results { hits, page: 0, guessed: false });
            }
            Action::Resume => {
                self.session.back();
                self.give_waiting(false);
            }
            Action::No => self.session.back(),
            Action::NotUrgent(asked) => {
                let was_asked = matches!(self.session.screen, Screen::EmergencyCheck { .. });
                let unfound = matches!(self.session.screen, Screen::EmergencyCheck { unfound: true, .. });
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
                if unfound {
                    self.notice(Message::NoResult);
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
                let item = ItemId::from(referred(&id).0);
                self.effects.push(Effect::Feedback { item: item.clone(), helped });
                if helped {
                    self.session.go(Screen::Thanks);
                } else {
                    self.effects.push(Effect::Count { what: format!("unmet/{item}") });
                    self.session.go(Screen::Sorry { id });
                }
            }
            Action::NoneFits => {
                self.effects.push(Effect::Count { what: "unmet/none-of-these".into() });
                self.session.go(Screen::NoneFits);
            }
            Action::ReadRight => match &mut self.session.screen {
                Screen::Results { guessed, .. } => *guessed = false,
                _ => self.notice(Message::OldButton),
            },
            Action::Yes => match self.session.screen.clone() {
                Screen::Confirm { key, .. } => {
                    self.session.back();
                    self.obey(&key);
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

    fn open(&mut self, id: ItemId) {
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
