//! The words of the interface. Each language is a folder of Fluent files, found by the build: `<lang>/guide.ftl` words the messages of
//! `guichet_core::message`, `<lang>/rights.ftl` those of the interview, `<lang>/words.ftl` lists the words the guide reacts to.
//! `<lang>/answers.ftl` lists what people write where a number is asked for, also in languages that are not offered yet.

mod formats;
pub mod plain;
mod plurals;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use formats::Formats;
use guichet_core::message::{Arg, Message};
use guichet_core::model::{Lang, Plural};
use guichet_core::text::amount::Vocabulary;
use guichet_core::text::lexicon::Lexicon;
use guichet_core::text::spacing::bind;
use unic_langid::LanguageIdentifier;

/// The files of each language that is complete, by its code.
const FILES: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The words of answers, by language. People answer in their own language on a screen in another.
const ANSWERS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/answers.rs"));

/// What a table holds of the languages that are registered, in the order of the registry.
fn registered<T: Copy>(table: &[(&str, T)]) -> impl Iterator<Item = (Lang, T)> {
    Lang::all().filter_map(|lang| table.iter().find(|(code, _)| *code == lang.code()).map(|(_, held)| (lang, *held)))
}

/// One language, loaded.
struct Speech {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    formats: Formats,
    lexicon: Lexicon,
}

/// Every complete language.
pub struct Locales {
    speeches: Vec<Speech>,
    languages: Vec<Lang>,
}

impl Default for Locales {
    fn default() -> Self {
        Self::new()
    }
}

impl Locales {
    /// Loads the languages built into the program.
    pub fn new() -> Self {
        let speeches: Vec<Speech> = registered(FILES).map(|(lang, files)| Speech::new(lang, files)).collect();
        let languages = speeches.iter().map(|speech| speech.lang).collect();
        Self { speeches, languages }
    }

    /// The languages that are complete, in the order offered.
    pub fn languages(&self) -> &[Lang] {
        &self.languages
    }

    /// A language's speech; French for a language that is not offered yet.
    fn speech(&self, lang: Lang) -> &Speech {
        self.speeches.iter().find(|speech| speech.lang == lang).unwrap_or(&self.speeches[0])
    }

    /// The words of a message. A missing one reads as its identifier, and fails the test of completeness.
    pub fn say(&self, lang: Lang, message: &Message) -> String {
        self.interface_with(lang, message.id(), &message.args())
    }

    /// A value as a language writes it, also one that is not offered yet.
    pub fn write(&self, lang: Lang, value: Arg<'_>) -> String {
        Formats::of(lang).value(value).unwrap_or_default()
    }

    /// The plural category of a whole number in a language, the same.
    pub fn plural(&self, lang: Lang, count: u32) -> Plural {
        plurals::category(lang, count)
    }

    /// The words the guide reacts to in a language.
    pub fn lexicon(&self, lang: Lang) -> &Lexicon {
        &self.speech(lang).lexicon
    }

    /// The words of an interface element outside the guide (kiosk keys, footers), by identifier.
    pub fn interface(&self, lang: Lang, id: &str) -> String {
        self.interface_with(lang, id, &[])
    }

    /// The same, with arguments.
    pub fn interface_with(&self, lang: Lang, id: &str, values: &[(&str, Arg<'_>)]) -> String {
        let speech = self.speech(lang);
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, speech.value(*value));
        }
        speech.format(id, Some(&args)).unwrap_or_else(|| id.to_owned())
    }
}

impl Speech {
    fn new(lang: Lang, files: &[&str]) -> Self {
        let id: LanguageIdentifier = lang.formats().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks around arguments are invisible on a page and garbage in a terminal.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(formats::numbers));
        for file in files {
            // Fluent keeps what it can read of a broken file; the test of completeness finds the rest missing.
            let resource = FluentResource::try_new(bind(file).into_owned()).unwrap_or_else(|(kept, _)| kept);
            bundle.add_resource_overriding(resource);
        }
        let mut speech = Self { lang, bundle, formats: Formats::of(lang), lexicon: Lexicon::default() };
        let lexicon = Lexicon::new(|key| speech.format(&format!("words-{key}"), None).unwrap_or_default());
        speech.lexicon = lexicon.answering(answers(lang));
        speech
    }

    /// An argument as this language writes it.
    fn value(&self, arg: Arg<'_>) -> FluentValue<'static> {
        match arg {
            // As a number: plurals depend on it.
            Arg::Number(number) => FluentValue::from(number),
            arg => self.formats.value(arg).map_or(FluentValue::Error, FluentValue::from),
        }
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        format(&self.bundle, id, args)
    }
}

fn format(bundle: &FluentBundle<FluentResource>, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, args, &mut errors).into_owned())
}

/// The words of answers in every language, one's own first: they mean what they mean in it.
fn answers(own: Lang) -> Vocabulary {
    let mut files: Vec<(Lang, &str)> = registered(ANSWERS).collect();
    files.sort_by_key(|(lang, _)| *lang != own);
    let bundles: Vec<FluentBundle<FluentResource>> = files
        .into_iter()
        .map(|(_, file)| {
            let mut bundle = FluentBundle::new_concurrent(Vec::new());
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(kept, _)| kept);
            bundle.add_resource_overriding(resource);
            bundle
        })
        .collect();
    let words = bundles
        .iter()
        .map(|bundle| move |key: &str| format(bundle, &format!("answer-{key}"), None).unwrap_or_default());
    let words: Vec<_> = words.collect();
    let languages: Vec<&dyn Fn(&str) -> String> = words.iter().map(|words| words as &dyn Fn(&str) -> String).collect();
    Vocabulary::new(&languages)
}
