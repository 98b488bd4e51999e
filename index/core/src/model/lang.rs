//! The nine languages of the project.

use serde::{Deserialize, Serialize};

/// A language a person can be answered in, or can write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the variants are ISO 639-1 codes")]
pub enum Lang {
    #[default]
    Fr,
    En,
    Ar,
    Es,
    Pt,
    Uk,
    Ru,
    Tr,
    Ro,
}

impl Lang {
    /// Every language, in the order in which it is offered.
    pub const ALL: [Self; 9] =
        [Self::Fr, Self::En, Self::Ar, Self::Es, Self::Pt, Self::Uk, Self::Ru, Self::Tr, Self::Ro];

    /// ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Ar => "ar",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::Uk => "uk",
            Self::Ru => "ru",
            Self::Tr => "tr",
            Self::Ro => "ro",
        }
    }

    /// The language's name in itself.
    pub const fn native_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
            Self::Ar => "العربية",
            Self::Es => "Español",
            Self::Pt => "Português",
            Self::Uk => "Українська",
            Self::Ru => "Русский",
            Self::Tr => "Türkçe",
            Self::Ro => "Română",
        }
    }

    /// Whether the language is written from right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// The language of an ISO 639-1 code or of a tag that begins with one (`fr-FR`, `pt_BR`), in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        let head = code.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(head))
    }
}
