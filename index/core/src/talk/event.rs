//! What happens to a conversation.

use crate::model::{Lang, Position};
use std::fmt;
use strum::{EnumString, IntoStaticStr};

/// What a person, or a program in their name, does.
#[derive(Clone)]
pub enum Event {
    /// A new session, whatever went before. With a language, the language and storage screens are skipped.
    Start {
        /// The language, if it is known.
        lang: Option<Lang>,
    },
    /// A new session in a language, on what a key of the guide opens: a link that somebody was handed.
    Open {
        /// The language.
        lang: Lang,
        /// The key.
        key: String,
    },
    /// Something typed.
    Text(String),
    /// A numbered choice of the current view.
    Choose(u8),
    /// A button: the key of a choice of this or any earlier view.
    Press(String),
    /// A position was sent.
    Location(Position),
    /// Something the guide cannot read.
    Media(MediaKind),
    /// Something the guide cannot read, and the words that came with it.
    Captioned(MediaKind, String),
}

/// What people type is never printed by `Debug`.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Start { .. } => "Start",
            Self::Open { .. } => "Open",
            Self::Text(_) => "Text",
            Self::Choose(_) => "Choose",
            Self::Press(_) => "Press",
            Self::Location(_) => "Location",
            Self::Media(_) => "Media",
            Self::Captioned(..) => "Captioned",
        })
    }
}

/// Kinds of message that are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum MediaKind {
    /// A voice message.
    #[strum(to_string = "voice", serialize = "audio")]
    Voice,
    /// A photo or a video.
    #[strum(to_string = "photo", serialize = "image", serialize = "video")]
    Photo,
    /// A sticker.
    Sticker,
    /// A call: nobody can answer it.
    Call,
    /// A file, a contact, anything else.
    Other,
}

impl MediaKind {
    /// The name in JSON and in the locales.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The kind of a name; anything unknown is [`Self::Other`].
    pub fn from_name(name: &str) -> Self {
        name.parse().unwrap_or(Self::Other)
    }
}
