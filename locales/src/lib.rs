//! The words of the interface. Each language is a folder of Fluent files: `<lang>/guide.ftl` words the messages of
//! `guichet_core::message`, `<lang>/rights.ftl` those of the interview, `<lang>/words.ftl` lists the words the guide reacts to.
//! `<lang>/answers.ftl` lists what people write where a number is asked for, also in languages that are not offered yet.

pub mod plain;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use guichet_core::message::{Arg, Message};
use guichet_core::model::Lang;
use guichet_core::text::amount::Vocabulary;
use guichet_core::text::lexicon::Lexicon;
use guichet_core::text::spacing::bind;
use unic_langid::LanguageIdentifier;

/// The files of each language that is complete, in the order offered.
const FILES: [(Lang, &[&str]); 2] = [
    (
        Lang::Fr,
        &[
            include_str!("../fr/guide.ftl"),
            include_str!("../fr/rights.ftl"),
            include_str!("../fr/words.ftl"),
            include_str!("../fr/kiosk.ftl"),
            include_str!("../fr/bots.ftl"),
        ],
    ),
    (
        Lang::En,
        &[
            include_str!("../en/guide.ftl"),
            include_str!("../en/rights.ftl"),
            include_str!("../en/words.ftl"),
            include_str!("../en/kiosk.ftl"),
            include_str!("../en/bots.ftl"),
        ],
    ),
];

/// The words of answers. People answer in their own language on a screen in another.
const ANSWERS: [(Lang, &str); 9] = [
    (Lang::Fr, include_str!("../fr/answers.ftl")),
    (Lang::En, include_str!("../en/answers.ftl")),
    (Lang::Ar, include_str!("../ar/answers.ftl")),
    (Lang::Es, include_str!("../es/answers.ftl")),
    (Lang::Pt, include_str!("../pt/answers.ftl")),
    (Lang::Ro, include_str!("../ro/answers.ftl")),
    (Lang::Ru, include_str!("../ru/answers.ftl")),
    (Lang::Tr, include_str!("../tr/answers.ftl")),
    (Lang::Uk, include_str!("../uk/answers.ftl")),
];

/// One language, loaded.
struct Speech {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
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
        let speeches: Vec<Speech> = FILES.iter().map(|(lang, files)| Speech::new(*lang, files)).collect();
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
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Arg::Text(text) => args.set(*name, FluentValue::from((*text).to_owned())),
                // As a number: plurals depend on it.
                Arg::Number(number) => args.set(*name, FluentValue::from(*number)),
            }
        }
        self.speech(lang).format(id, Some(&args)).unwrap_or_else(|| id.to_owned())
    }
}

impl Speech {
    fn new(lang: Lang, files: &[&str]) -> Self {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks around arguments are invisible on a page and garbage in a terminal.
        bundle.set_use_isolating(false);
        if lang != Lang::En {
            bundle.set_formatter(Some(decimal_comma));
        }
        for file in files {
            // Fluent keeps what it can read of a broken file; the test of completeness finds the rest missing.
            let resource = FluentResource::try_new(bind(file).into_owned()).unwrap_or_else(|(kept, _)| kept);
            bundle.add_resource_overriding(resource);
        }
        let mut speech = Self { lang, bundle, lexicon: Lexicon::default() };
        let lexicon = Lexicon::new(|key| speech.format(&format!("words-{key}"), None).unwrap_or_default());
        speech.lexicon = lexicon.answering(answers(lang));
        speech
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
    let mut files: Vec<&(Lang, &str)> = ANSWERS.iter().collect();
    files.sort_by_key(|(lang, _)| *lang != own);
    let bundles: Vec<FluentBundle<FluentResource>> = files
        .into_iter()
        .map(|(_, file)| {
            let mut bundle = FluentBundle::new_concurrent(Vec::new());
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(kept, _)| kept);
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

/// Numbers with a decimal comma: every language here but English writes 2,5. Arguments are numbers of at most one
/// decimal, so no grouping is needed.
fn decimal_comma<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number.as_string().replace('.', ",")),
        _ => None,
    }
}
