//! The languages of the project, as `content/languages.toml` lists them: nothing here names one but French, the language of
//! the law and of what is imported, which stands first.

use serde::de::{self, Deserialize, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::LazyLock;

/// A language a person can be answered in, or can write in: its place in the registry. It is stored as the variant of an
/// enum: by its code where people read, by its place elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Lang(u8);

/// What is known of a language.
#[derive(Debug)]
struct Language {
    code: &'static str,
    native_name: &'static str,
    script: usize,
    rtl: bool,
    required: bool,
    formats: &'static str,
    month_first: bool,
    stemmer: Option<&'static str>,
    function_words: &'static [&'static str],
    stop_words: &'static [&'static str],
    short_forms: &'static [(&'static str, &'static str)],
    own_stems: &'static [(&'static str, &'static str)],
    own_letters: &'static str,
    by_script: bool,
    article: &'static [&'static str],
    endings: &'static str,
    numbers: Numbers,
    doubt: &'static str,
    units: &'static [(&'static str, &'static [&'static str])],
    plurals: &'static [Plural],
    single: &'static [Plural],
    affixes: Option<Affixes>,
}

/// How amounts stand in prose.
#[derive(Debug)]
pub struct Numbers {
    /// What parts thousands.
    pub group: &'static str,
    /// What parts the decimals.
    pub decimal: &'static str,
    /// Digits from which thousands are parted.
    pub grouped_from: usize,
    /// An amount in euros, with `{}` where the number stands.
    pub euros: &'static str,
    /// A percentage, the same.
    pub percent: &'static str,
}

/// A plural category of CLDR: which form a counted word takes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    serde::Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Plural {
    /// None of it, where a language says so apart.
    Zero,
    /// One, or what is said as one.
    One,
    /// A pair.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Any other number.
    Other,
}

impl Plural {
    /// Its name in content files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What is written onto a word without changing what it is.
#[derive(Debug)]
pub struct Affixes {
    /// Letters that are left at least.
    pub least: usize,
    /// Letters that join it to the word before.
    pub joined: &'static [char],
    /// What may stand before it; an empty one where nothing does.
    pub before: &'static [&'static str],
    /// What may stand after it, the same.
    pub after: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The codes of all, in their order.
static CODES: LazyLock<Vec<&'static str>> = LazyLock::new(|| LANGUAGES.iter().map(|language| language.code).collect());

impl Lang {
    /// Every language, in the order in which it is offered.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
        (0..LANGUAGES.len()).map(|index| Self(index as u8))
    }

    /// Those in which everything here is written, French first.
    pub fn required() -> impl Iterator<Item = Self> + Clone {
        Self::all().filter(|lang| lang.entry().required)
    }

    fn entry(self) -> &'static Language {
        &LANGUAGES[usize::from(self.0)]
    }

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        self.entry().code
    }

    /// The language's name in itself.
    pub fn native_name(self) -> &'static str {
        self.entry().native_name
    }

    /// Whether the language is written from right to left.
    pub fn is_rtl(self) -> bool {
        self.entry().rtl
    }

    /// The CLDR locale that numbers, lists and dates are written as.
    pub fn formats(self) -> &'static str {
        self.entry().formats
    }

    /// How amounts stand in prose.
    pub fn numbers(self) -> &'static Numbers {
        &self.entry().numbers
    }

    /// What is said of a fact that no dated official page confirms.
    pub fn doubt(self) -> &'static str {
        self.entry().doubt
    }

    /// The words that a duration is counted by, by the name of its unit (`days`); none where the language has none here.
    pub fn unit(self, name: &str) -> &'static [&'static str] {
        self.entry().units.iter().find(|(unit, _)| *unit == name).map_or(&[], |(_, words)| words)
    }

    /// The plural categories that whole numbers below a thousand take.
    pub fn plurals(self) -> &'static [Plural] {
        self.entry().plurals
    }

    /// Whether a plural category is that of one number alone.
    pub fn is_single(self, plural: Plural) -> bool {
        self.entry().single.contains(&plural)
    }

    /// Whether the month may stand before the day in a date that somebody types.
    pub fn month_first(self) -> bool {
        self.entry().month_first
    }

    /// The Snowball stemmer, by its English name.
    pub fn stemmer(self) -> Option<&'static str> {
        self.entry().stemmer
    }

    /// Small words that give the language away, folded.
    pub fn function_words(self) -> &'static [&'static str] {
        self.entry().function_words
    }

    /// Words that a search leaves out, folded and sorted.
    pub fn stop_words(self) -> &'static [&'static str] {
        self.entry().stop_words
    }

    /// What a folded word that is written short stands for, as in a text message; `None` for any other word.
    pub fn written_out(self, word: &str) -> Option<&'static str> {
        looked_up(self.entry().short_forms, word)
    }

    /// The first form of a folded word that is no form of another word although its stem is the same; `None` for any other.
    pub fn own_stem(self, word: &str) -> Option<&'static str> {
        looked_up(self.entry().own_stems, word)
    }

    /// Letters that no other language of the same script has.
    pub fn own_letters(self) -> &'static str {
        self.entry().own_letters
    }

    /// Whether a text in its script is in this language where nothing else tells.
    pub fn by_script(self) -> bool {
        self.entry().by_script
    }

    /// What is written onto a word before it.
    pub fn article(self) -> &'static [&'static str] {
        self.entry().article
    }

    /// Letters that end a word, where there is no stemmer.
    pub fn endings(self) -> &'static str {
        self.entry().endings
    }

    /// What is written onto a word without changing what it is.
    pub fn affixes(self) -> Option<&'static Affixes> {
        self.entry().affixes.as_ref()
    }

    /// Its script.
    pub fn script(self) -> Script {
        Script(self.entry().script)
    }

    /// The language of an ISO 639-1 code or of a tag that begins with one (`fr-FR`, `pt_BR`), in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        let head = code.split(['-', '_', '.']).next().unwrap_or_default();
        Self::all().find(|lang| lang.code().eq_ignore_ascii_case(head))
    }
}

/// A script: those of [`Lang::all`], that of French first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Script(usize);

impl Script {
    /// Every script.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SCRIPTS.len()).map(Self)
    }

    /// Whether a folded letter is one of its own.
    pub fn holds(self, letter: char) -> bool {
        SCRIPTS[self.0].iter().any(|(first, last)| (*first..=*last).contains(&letter))
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("Lang", self.0.into(), self.code())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("Lang", &CODES, Stored)
    }
}

/// Reads a language as the variant of an enum.
struct Stored;

impl<'de> Visitor<'de> for Stored {
    type Value = Lang;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the code of a language")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Lang, A::Error> {
        let (Variant(lang), rest) = data.variant()?;
        rest.unit_variant()?;
        Ok(lang)
    }
}

/// The name of the variant, or its place.
struct Variant(Lang);

impl<'de> Deserialize<'de> for Variant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(Named).map(Self)
    }
}

struct Named;

impl Visitor<'_> for Named {
    type Value = Lang;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the code of a language")
    }

    fn visit_u64<E: de::Error>(self, place: u64) -> Result<Lang, E> {
        let unknown = || E::invalid_value(de::Unexpected::Unsigned(place), &"the place of a language");
        Lang::all().nth(usize::try_from(place).unwrap_or(usize::MAX)).ok_or_else(unknown)
    }

    fn visit_str<E: de::Error>(self, code: &str) -> Result<Lang, E> {
        Lang::all().find(|lang| lang.code() == code).ok_or_else(|| E::unknown_variant(code, &CODES))
    }
}

/// What stands beside a word of a sorted table.
fn looked_up(table: &'static [(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    table.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| table[at].1)
}

#[cfg(test)]
mod tests {
    //! - French stands first, and is required; codes and names stand once;
    //! - a language is written by its code where people read, and read again; another code is refused;
    //! - the languages of a script that has several are told apart.

    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_registry_is_whole() {
        assert_eq!((Lang::default(), Lang::required().next()), (Lang::FR, Some(Lang::FR)));
        let codes: BTreeSet<_> = Lang::all().map(Lang::code).collect();
        let names: BTreeSet<_> = Lang::all().map(Lang::native_name).collect();
        assert_eq!((codes.len(), names.len()), (LANGUAGES.len(), LANGUAGES.len()));
        for lang in Lang::all() {
            assert!(lang.stop_words().is_sorted() && !lang.function_words().is_empty(), "{lang:?}");
            assert!(lang.numbers().euros.contains("{}") && lang.numbers().percent.contains("{}"), "{lang:?}");
            assert!(lang.own_letters().chars().all(|letter| lang.script().holds(letter)), "{lang:?}");
        }
        for script in Script::all() {
            let meant = Lang::all().filter(|lang| lang.script() == script && lang.by_script());
            assert!(meant.count() <= 1, "{script:?}: one language at most is meant by its script");
        }
    }

    #[test]
    fn a_language_is_stored_by_its_code() {
        for lang in Lang::all() {
            let stored = serde_json::to_string(&lang).expect("JSON");
            assert_eq!(stored, format!("\"{}\"", lang.code()));
            assert_eq!(serde_json::from_str::<Lang>(&stored).expect("a language"), lang);
        }
        let refused = serde_json::from_str::<Lang>("\"xx\"").expect_err("no such language").to_string();
        assert!(refused.starts_with("unknown variant `xx`, expected one of `fr`"), "{refused}");
        assert_eq!((Lang::from_code("pt_BR"), Lang::from_code("xx")), (Some(Lang::PT), None));
    }
}
