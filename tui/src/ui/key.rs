//! Keys, whatever brings them: the terminal or a script.

#[cfg(any(not(unix), test))]
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key that was pressed. It has no `Debug`: what somebody types is printed nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// A character.
    Char(char),
    /// A character with the control key.
    Ctrl(char),
    /// A function key.
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// A key that has no meaning here; it still shows that somebody is there.
    Other,
}

/// Names of keys in a script.
const NAMES: [(&str, Key); 18] = [
    ("enter", Key::Enter),
    ("return", Key::Enter),
    ("esc", Key::Esc),
    ("escape", Key::Esc),
    ("tab", Key::Tab),
    ("backtab", Key::BackTab),
    ("shift-tab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
    ("space", Key::Char(' ')),
];

impl Key {
    /// Reads the name of a key: `a`, `Enter`, `F1`, `Ctrl-C`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut chars = name.chars();
        if let (Some(only), None) = (chars.next(), chars.next()) {
            return Some(Self::Char(only));
        }
        let lower = name.to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("ctrl-").or_else(|| lower.strip_prefix("ctrl+")) {
            let mut chars = rest.chars();
            return chars.next().filter(|_| chars.next().is_none()).map(Self::Ctrl);
        }
        if let Some(number) = lower.strip_prefix('f').and_then(|rest| rest.parse::<u8>().ok()) {
            return (1..=24).contains(&number).then_some(Self::F(number));
        }
        NAMES.iter().find(|(known, _)| *known == lower).map(|(_, key)| *key)
    }

    /// What stands on the key, where that is the same in every language.
    pub(crate) fn cap(self) -> Option<String> {
        match self {
            Self::Char(c) => Some(c.to_string()),
            Self::Ctrl(c) => Some(format!("Ctrl-{}", c.to_ascii_uppercase())),
            Self::F(number) => Some(format!("F{number}")),
            _ => None,
        }
    }

    /// Whether it leads away from what is on the screen, rather than acting on it.
    pub(crate) fn leads_away(self) -> bool {
        matches!(self, Self::F(_) | Self::Esc | Self::Ctrl(_))
    }

    /// A key of a console; `None` where it was let go.
    #[cfg(any(not(unix), test))]
    pub(crate) fn of(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        // AltGr comes as Control and Alt on some systems, and then types a character.
        let control = control && !event.modifiers.contains(KeyModifiers::ALT);
        Some(match event.code {
            KeyCode::Char(c) if control => Self::Ctrl(c.to_ascii_lowercase()),
            KeyCode::Char(c) => Self::Char(c),
            KeyCode::F(number) => Self::F(number),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            _ => Self::Other,
        })
    }
}

#[cfg(test)]
mod tests {
    //! - every form of key that a script may name is read; what is no key is refused;
    //! - a control key does not type.

    use super::*;

    #[test]
    fn names_of_a_script() {
        let read = [
            ("a", Key::Char('a')),
            ("é", Key::Char('é')),
            ("9", Key::Char('9')),
            ("Enter", Key::Enter),
            ("F1", Key::F(1)),
            ("f10", Key::F(10)),
            ("Ctrl-C", Key::Ctrl('c')),
            ("PageDown", Key::PageDown),
            ("Space", Key::Char(' ')),
        ];
        for (name, key) in read {
            assert!(Key::named(name) == Some(key), "{name}");
        }
        for name in ["", "Entr", "F0", "F99", "Ctrl-", "Ctrl-xy"] {
            assert!(Key::named(name).is_none(), "{name}");
        }
    }

    #[test]
    fn control_and_altgr() {
        let event = |modifiers| KeyEvent::new(KeyCode::Char('C'), modifiers);
        assert!(Key::of(&event(KeyModifiers::CONTROL)) == Some(Key::Ctrl('c')));
        assert!(Key::of(&event(KeyModifiers::CONTROL | KeyModifiers::ALT)) == Some(Key::Char('C')));
    }
}
