//! What the content holds of phrases.

use crate::letter::blanks_in;
use crate::model::{Lang, PaperId, Plural};
use crate::text::normal::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a slot takes, and how it is written.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SlotKind {
    /// A day to come.
    Date,
    /// A time of the clock.
    Time,
    /// An amount in euros.
    Amount,
    /// How many: the sentence has a form for each plural.
    Count,
    /// The name of a place or an office.
    Name,
    /// Papers, in the words of the language where it has some.
    Papers,
    /// A phone number.
    Phone,
    /// A short text, without personal data.
    Text,
}

impl SlotKind {
    /// Its name in content files and for programs.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Something to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// What it takes.
    pub kind: SlotKind,
    /// What is asked for, in the languages of those who fill it in.
    pub name: BTreeMap<Lang, String>,
}

impl Slot {
    /// What is asked for, in French where there are no words in that language.
    pub fn asks(&self, lang: Lang) -> &str {
        self.name.get(&lang).or_else(|| self.name.get(&Lang::FR)).map_or("", String::as_str)
    }
}

/// What a phrase says in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a text, or a text for each plural of the language: { one = \"…\", other = \"…\" }")]
pub enum Wording {
    /// Always the same.
    Always(String),
    /// A text for each plural category of the language: the phrase counts something.
    Counted(BTreeMap<Plural, String>),
}

impl Wording {
    /// The text for a plural category; where it is not counted, the one there is.
    pub fn text(&self, plural: Plural) -> Option<&str> {
        match self {
            Self::Always(text) => Some(text),
            Self::Counted(texts) => {
                texts.get(&plural).or_else(|| texts.get(&Plural::Other)).or_else(|| texts.get(&Plural::Many))
            }
        }
        .map(String::as_str)
    }

    /// Every text, with its plural category where it is counted.
    pub fn texts(&self) -> impl Iterator<Item = (Option<Plural>, &str)> {
        let (always, counted) = match self {
            Self::Always(text) => (Some((None, text.as_str())), None),
            Self::Counted(texts) => (None, Some(texts)),
        };
        let counted = counted.into_iter().flatten().map(|(plural, text)| (Some(*plural), text.as_str()));
        always.into_iter().chain(counted)
    }
}

/// What is said around the phrases of a sheet in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetText {
    /// The heading over what was said.
    pub title: String,
    /// That the rest of the sheet is in French; empty in French.
    pub french: String,
    /// That nobody has read the translation; empty where somebody has.
    pub unreviewed: String,
}

/// The phrases in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhraseText {
    /// What each says, by its identifier.
    pub phrases: BTreeMap<String, Wording>,
    /// The names of papers.
    pub papers: BTreeMap<PaperId, String>,
    /// What is said around them on a sheet.
    pub sheet: SheetText,
}

/// PhraseBook that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its identifier.
    pub id: String,
    /// Its name, in the languages of those who pick.
    pub name: BTreeMap<Lang, String>,
    /// Its phrases, in the order shown.
    pub phrases: Vec<String>,
}

impl Group {
    /// Its name, in French where there are no words in that language.
    pub fn title(&self, lang: Lang) -> &str {
        self.name.get(&lang).or_else(|| self.name.get(&Lang::FR)).map_or("", String::as_str)
    }
}

/// Every phrase, in every language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhraseBook {
    /// Groups, in the order shown.
    pub groups: Vec<Group>,
    /// Slots by the name that a text gives them: `{date}`.
    pub slots: BTreeMap<String, Slot>,
    /// Their words.
    pub texts: BTreeMap<Lang, PhraseText>,
}

impl PhraseBook {
    /// No phrase.
    pub const NONE: Self = Self { groups: Vec::new(), slots: BTreeMap::new(), texts: BTreeMap::new() };

    /// The languages in which they can be said, in the order of the registry.
    pub fn languages(&self) -> impl Iterator<Item = Lang> {
        self.texts.keys().copied()
    }

    /// Every phrase with its group, in the order shown.
    pub fn all(&self) -> impl Iterator<Item = (&Group, &str)> {
        self.groups.iter().flat_map(|group| group.phrases.iter().map(move |id| (group, id.as_str())))
    }

    /// What a phrase says in a language.
    pub fn wording(&self, id: &str, lang: Lang) -> Option<&Wording> {
        self.texts.get(&lang)?.phrases.get(id)
    }

    /// A phrase as it stands in a list, its slots not filled in; empty where there is none of that identifier.
    pub fn pattern(&self, id: &str, lang: Lang) -> &str {
        let wording = self.wording(id, lang).or_else(|| self.wording(id, Lang::FR));
        wording.and_then(|wording| wording.text(Plural::Other)).unwrap_or_default()
    }

    /// The slots of a phrase, in the order in which they are asked: that of the French text.
    pub fn slots_of(&self, id: &str) -> Vec<(&str, &Slot)> {
        let mut slots: Vec<(&str, &Slot)> = Vec::new();
        for name in blanks_in(self.pattern(id, Lang::FR)) {
            if let Some((name, slot)) = self.slots.get_key_value(name)
                && !slots.iter().any(|(known, _)| known == name)
            {
                slots.push((name, slot));
            }
        }
        slots
    }

    /// The paper that is meant by some words, in the language of those who type: the one with the shortest name that has all of them.
    pub fn paper(&self, typed: &str, lang: Lang) -> Option<&PaperId> {
        let wanted = words(typed);
        let names = [lang, Lang::FR].into_iter().filter_map(|lang| self.texts.get(&lang)).flat_map(|text| &text.papers);
        // A short word is a whole one: "rib" is no beginning of anything.
        let holds = |own: &[String], word: &String| {
            own.iter().any(|known| known == word || word.chars().count() > 3 && known.starts_with(word.as_str()))
        };
        let fits = |own: &[String]| wanted.iter().all(|word| holds(own, word));
        let found = names.filter(|(_, name)| !wanted.is_empty() && fits(&words(name)));
        found.min_by_key(|(_, name)| name.chars().count()).map(|(id, _)| id)
    }

    /// The name of a paper in a language; in French where it has no other.
    pub fn paper_name(&self, id: &PaperId, lang: Lang) -> Option<&str> {
        let name = |lang: Lang| self.texts.get(&lang)?.papers.get(id);
        name(lang).or_else(|| name(Lang::FR)).map(String::as_str)
    }
}
