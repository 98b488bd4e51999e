//! Who works at the desk, where several share it: chosen with one key, behind a PIN where there is one.

use super::record_choice::MARKS;
use super::state::State;
use super::work::Work;
use crate::screens::pin::{PinEntry, Tried, Tries};
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::panel::{Panel, PanelRow};
use crate::ui::theme::Theme;
use guichet_core::activity::Profile;
use guichet_core::message::Arg;
use guichet_core::model::Lang;
use std::time::Duration;

/// A profile as the desk is set up with it.
#[derive(Clone)]
pub(crate) struct DeskProfile {
    pub(crate) profile: Profile,
    pub(crate) theme: Theme,
    pub(crate) lang: Lang,
    pub(crate) has_pin: bool,
}

/// The choice of a profile. No `Debug`: it holds what somebody types.
#[derive(Default)]
pub(super) struct ProfileChoice {
    at: usize,
    /// The PIN of the selected one, where it is asked for.
    pin: Option<PinEntry>,
    /// The PIN is being tried.
    checking: bool,
    /// Why no PIN is taken: the words, and seconds.
    said: Option<(&'static str, u64)>,
}

/// What a key of it leads to.
enum Chosen {
    Nothing,
    /// The profile at this index.
    Profile(usize),
    /// The profile at this index, if this is its PIN.
    Check(usize, String),
}

impl ProfileChoice {
    pub(super) fn is_checking(&self) -> bool {
        self.checking
    }

    /// One step back; false where there is none.
    pub(super) fn back(&mut self) -> bool {
        (self.checking, self.said) = (false, None);
        self.pin.take().is_some()
    }

    fn key(&mut self, key: Key, profiles: &[DeskProfile], tries: &Tries, at: Duration) -> Chosen {
        self.said = None;
        let Some(pin) = &mut self.pin else {
            let last = profiles.len().saturating_sub(1);
            match key {
                Key::Down | Key::Tab => self.at = (self.at + 1).min(last),
                Key::Up | Key::BackTab => self.at = self.at.saturating_sub(1),
                Key::Enter => return self.choose(self.at, profiles, tries, at),
                Key::Char(c) => {
                    let index = MARKS.chars().position(|mark| mark == c).filter(|index| *index <= last);
                    return index.map_or(Chosen::Nothing, |index| self.choose(index, profiles, tries, at));
                }
                _ => {}
            }
            return Chosen::Nothing;
        };
        match key {
            Key::Char(c) => pin.push(c),
            Key::Backspace | Key::Delete => pin.erase(),
            Key::Enter if !self.checking => {
                self.checking = true;
                return Chosen::Check(self.at, pin.take());
            }
            _ => {}
        }
        Chosen::Nothing
    }

    fn choose(&mut self, index: usize, profiles: &[DeskProfile], tries: &Tries, at: Duration) -> Chosen {
        self.at = index;
        match profiles.get(index) {
            None => Chosen::Nothing,
            Some(profile) if !profile.has_pin => Chosen::Profile(index),
            Some(_) if !tries.takes_a_pin(at) => {
                self.said = Some(("desk-pin-later", tries.seconds_left(at)));
                Chosen::Nothing
            }
            Some(_) => {
                self.pin = Some(PinEntry::default());
                Chosen::Nothing
            }
        }
    }

    pub(super) fn panel(&self, profiles: &[DeskProfile], words: Words<'_>) -> Panel {
        let notice = match self.said {
            Some((id, seconds)) => words.seconds(id, seconds),
            None if self.checking => words.get("kiosk-working"),
            None => String::new(),
        };
        if let (Some(pin), Some(profile)) = (&self.pin, profiles.get(self.at)) {
            let name = profile.profile.as_str();
            return Panel {
                title: words.with("desk-pin-title", &[("profile", Arg::Text(name))]),
                rows: vec![PanelRow::new("", words.get("desk-pin"), format!("{}▏", "•".repeat(pin.length())))],
                selected: Some(0),
                notice,
                keys: words.get("desk-pin-keys"),
                ..Panel::default()
            };
        }
        let row = |(mark, profile): (char, &DeskProfile)| {
            let said = if profile.has_pin { words.get("desk-profile-pin") } else { String::new() };
            PanelRow::new(mark.to_string(), profile.profile.as_str(), said)
        };
        Panel {
            title: words.get("desk-profile-title"),
            rows: MARKS.chars().zip(profiles).map(row).collect(),
            selected: Some(self.at),
            notice,
            keys: words.get("desk-profile-keys"),
            ..Panel::default()
        }
    }
}

/// A key for the choice of a profile; true where the choice stays open.
pub(super) fn key(state: &mut State, choice: &mut ProfileChoice, key: Key, at: Duration) -> bool {
    match choice.key(key, &state.options.profiles, &state.tries, at) {
        Chosen::Nothing => true,
        Chosen::Profile(index) => {
            take(state, index);
            false
        }
        Chosen::Check(index, typed) => {
            if let Some(profile) = state.options.profiles.get(index) {
                state.work.push(Work::Pin(profile.profile.clone(), typed));
            }
            true
        }
    }
}

/// The row at this index was clicked; true where the choice stays open.
pub(super) fn click(state: &mut State, choice: &mut ProfileChoice, row: usize, at: Duration) -> bool {
    let mark = MARKS.chars().nth(row).filter(|_| choice.pin.is_none());
    mark.is_none_or(|mark| key(state, choice, Key::Char(mark), at))
}

/// The PIN was right, or it was not; true where the choice stays open.
pub(super) fn tried(state: &mut State, choice: &mut ProfileChoice, right: bool, at: Duration) -> bool {
    // Whoever went back meanwhile no longer wants it.
    if !std::mem::take(&mut choice.checking) {
        return true;
    }
    match state.tries.tried(right, at) {
        Tried::Right => {
            take(state, choice.at);
            return false;
        }
        Tried::Wrong => choice.said = Some(("desk-pin-wrong", 0)),
        Tried::TooOften => {
            choice.pin = None;
            choice.said = Some(("desk-pin-later", state.tries.seconds_left(at)));
        }
    }
    true
}

/// Somebody works here from now on: their colours, their language, what they use most.
pub(super) fn take(state: &mut State, index: usize) {
    let Some(chosen) = state.options.profiles.get(index).cloned() else { return };
    state.theme = chosen.theme;
    // Nobody is there yet: who comes reads what the desk reads, until they say otherwise.
    if state.person.came.is_none() && state.person.lang == state.options.home {
        state.person.lang = chosen.lang;
    }
    state.options.home = chosen.lang;
    state.told = state.words().with("desk-profile-taken", &[("profile", Arg::Text(chosen.profile.as_str()))]);
    state.profile = Some(chosen.profile.clone());
    state.work.extend([Work::Speak(chosen.lang), Work::Known(Some(chosen.profile))]);
}
