//! What a mediator types: cleaned, of a known length, and without personal data.

use crate::ports::catalog::Catalog;
use crate::text::dated::clean;
use crate::text::private::{self, Personal};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a free text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextUse {
    /// A note, of several lines.
    Note,
    /// The name of a procedure, or the title of a workshop.
    Name,
    /// A tag.
    Tag,
    /// What is said of an item, or of what was tried: short, on one line.
    Remark,
}

impl TextUse {
    /// Characters it may have.
    pub fn limit(self) -> usize {
        match self {
            Self::Note => 1_000,
            Self::Name => 120,
            Self::Tag => 40,
            Self::Remark => 280,
        }
    }
}

/// Why a free text is not kept. Neither says what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextRefusal {
    /// It holds personal data: what and where, in bytes of [`FreeText::cleaned`].
    Personal(Vec<Personal>),
    /// It is longer than that many characters.
    TooLong(usize),
}

/// A free text. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FreeText(String);

impl fmt::Debug for FreeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FreeText({} characters)", self.0.chars().count())
    }
}

/// Whether a phone number, its digits as [`FreeText::new`] asks, may stand in a note: everybody may call it, or a place has it that is no
/// mobile, which is somebody's even where a place names it. What cannot be looked up is taken for a person's.
pub fn is_noted_number(catalog: &dyn Catalog, digits: &str) -> bool {
    let is_mobile = ["06", "07"].iter().any(|head| digits.starts_with(head));
    catalog.is_public_number(digits) || !is_mobile && catalog.is_number_of_place(digits).unwrap_or(false)
}

impl FreeText {
    /// A text as it was typed; `None` where nothing was. `is_public` says whether everybody may call a phone number.
    ///
    /// # Errors
    /// It holds personal data, or is too long.
    pub fn new(text: &str, wanted: TextUse, is_public: impl Fn(&str) -> bool) -> Result<Option<Self>, TextRefusal> {
        let text = Self::kept(text, wanted)?;
        let found = text.as_ref().map(|text| private::find_in_note(text.as_str(), is_public)).unwrap_or_default();
        if found.is_empty() { Ok(text) } else { Err(TextRefusal::Personal(found)) }
    }

    /// Whether it holds what would be refused if it were typed here; `is_public` as in [`Self::new`].
    pub fn is_personal(&self, is_public: impl Fn(&str) -> bool) -> bool {
        !private::find_in_note(&self.0, is_public).is_empty()
    }

    /// A text that a desk has kept, and that was judged when it was typed: whether a number is public may have changed since.
    ///
    /// # Errors
    /// It is too long.
    pub fn kept(text: &str, wanted: TextUse) -> Result<Option<Self>, TextRefusal> {
        let limit = wanted.limit();
        let cleaned = Self::cleaned(text, wanted);
        if cleaned.chars().count() > limit {
            return Err(TextRefusal::TooLong(limit));
        }
        Ok((!cleaned.is_empty()).then_some(Self(cleaned)))
    }

    /// The text as it would be kept: without control, direction and invisible characters, which could hide a number; a tag
    /// without the stroke that stands between two of them in a table.
    pub fn cleaned(text: &str, wanted: TextUse) -> String {
        let hidden = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{180e}');
        let one = |c: char| match c {
            '\n' | '\u{2028}' | '\u{2029}' if wanted != TextUse::Note => ' ',
            '|' if wanted == TextUse::Tag => '/',
            c => c,
        };
        let cleaned: String = clean(text, usize::MAX).chars().filter(|c| !hidden(*c)).map(one).collect();
        cleaned.trim().to_owned()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    //! Properties: personal data is refused with its kind and its place and never said again; invisible characters hide
    //! nothing; a public number passes where it is known as one, and that of a place that is no mobile; a kept text is kept as it is; `Debug` shows none.

    use super::*;
    use crate::fake::FakeCatalog;
    use crate::text::private::PersonalKind;

    fn public(digits: &str) -> bool {
        digits == "0141864247"
    }

    #[test]
    fn personal_data_is_refused_and_not_repeated() {
        let typed = "doit rappeler le 06 39 98 00 01 demain";
        let refusal = FreeText::new(typed, TextUse::Note, public).expect_err("refused");
        assert!(!format!("{refusal:?}").contains("39"));
        let TextRefusal::Personal(found) = refusal else { panic!("not for its length") };
        assert_eq!(found[0].kind, PersonalKind::Phone);
        assert_eq!(&FreeText::cleaned(typed, TextUse::Note)[found[0].at.clone()], "06 39 98 00 01");
        for wanted in [TextUse::Note, TextUse::Name, TextUse::Tag, TextUse::Remark] {
            let hidden = "06\u{200b}39\u{ad}98\u{2060}00\u{202e}01";
            assert!(matches!(FreeText::new(hidden, wanted, public), Err(TextRefusal::Personal(_))));
        }
    }

    #[test]
    fn numbers_of_offices_pass_and_near_ones_do_not() {
        let mut catalog = FakeCatalog::default();
        let judged = |catalog: &FakeCatalog, text: &str| {
            FreeText::new(text, TextUse::Note, |digits| is_noted_number(catalog, digits)).is_ok()
        };
        for public in
            ["3939", "36 46", "115", "0 800 00 00 00", "08 92 70 57 05", "01 41 86 42 47", "+33 5 65 00 00 01"]
        {
            assert!(judged(&catalog, &format!("a appelé le {public}, sans réponse")), "{public}");
        }
        for near in [
            "01 41 86 42 48",
            "05 65 00 00 02",
            "+33 5 65 00 00 11",
            "06 39 98 00 01",
            "07 39 98 00 01",
            "+32 565 000 001",
            "06.39.98.00.0",
        ] {
            assert!(!judged(&catalog, &format!("rappeler le {near}")), "{near}");
        }
        assert!(!judged(&catalog, "01 41 86 42 47 ou 01 99 00 12 34"), "one of two is somebody's");
        catalog.broken = true;
        assert!(judged(&catalog, "01 41 86 42 47") && !judged(&catalog, "05 65 00 00 01"), "not looked up, not kept");
    }

    #[test]
    fn harmless_texts_are_kept_as_they_are() {
        let note = FreeText::new(" Caf appelée au 01 41 86 42 47,\n45 min ", TextUse::Note, public).expect("kept");
        let note = note.expect("some");
        assert_eq!(note.as_str(), "Caf appelée au 01 41 86 42 47,\n45 min");
        assert_eq!(FreeText::kept(note.as_str(), TextUse::Note), Ok(Some(note.clone())));
        assert_eq!(format!("{note:?}"), "FreeText(37 characters)");
        let tag = FreeText::new("bus|itinérant\n1", TextUse::Tag, public).expect("kept").expect("some");
        assert_eq!(tag.as_str(), "bus/itinérant 1");
        assert_eq!(FreeText::new(" \u{200b} ", TextUse::Tag, public), Ok(None));
        assert_eq!(FreeText::new(&"x".repeat(41), TextUse::Tag, public), Err(TextRefusal::TooLong(40)));
    }
}
