//! The words of the frame, in the reader's language.

use guichet_core::message::{Arg, Message};
use guichet_core::model::Lang;
use guichet_locales::Locales;

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    locales: &'a Locales,
    lang: Lang,
}

impl<'a> Words<'a> {
    pub(crate) fn new(locales: &'a Locales, lang: Lang) -> Self {
        Self { locales, lang }
    }

    /// The language.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// An interface word.
    pub(crate) fn get(&self, id: &str) -> String {
        self.locales.interface(self.lang, id)
    }

    /// An interface sentence with what it speaks of.
    pub(crate) fn with(&self, id: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.locales.interface_with(self.lang, id, values)
    }

    /// An interface sentence that counts seconds.
    pub(crate) fn seconds(&self, id: &str, seconds: u64) -> String {
        self.with(id, &[("seconds", Arg::Number(seconds as f64))])
    }

    /// A word of the guide.
    pub(crate) fn say(&self, message: &Message) -> String {
        self.locales.say(self.lang, message)
    }
}
