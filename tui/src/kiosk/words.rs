//! The words of the frame, in the reader's language.

use guichet_core::message::{Arg, Message};
use guichet_core::model::Lang;
use guichet_locales::Locales;

/// The words of one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    locales: &'a Locales,
    lang: Lang,
}

impl<'a> Words<'a> {
    pub(super) fn new(locales: &'a Locales, lang: Lang) -> Self {
        Self { locales, lang }
    }

    /// An interface word.
    pub(super) fn get(&self, id: &str) -> String {
        self.locales.interface(self.lang, id)
    }

    /// An interface sentence that counts seconds.
    pub(super) fn seconds(&self, id: &str, seconds: u64) -> String {
        self.locales.interface_with(self.lang, id, &[("seconds", Arg::Number(seconds as f64))])
    }

    /// A word of the guide.
    pub(super) fn say(&self, message: &Message) -> String {
        self.locales.say(self.lang, message)
    }
}
