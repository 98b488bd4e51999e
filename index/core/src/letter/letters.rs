//! What the content holds of a letter.

use crate::model::{BlankId, Block, Date, Item, ItemId, Lang, PaperId};
use crate::text::normal::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// To whom a letter goes.
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
pub enum Recipient {
    /// The office that decides or decided: its name is a blank.
    Office,
    /// A fund of social security: Caf, MSA, CPAM.
    Fund,
    /// A landlord.
    Landlord,
    /// A supplier of energy or water.
    Supplier,
    /// Who defends people against offices: the address stands in the letter.
    Ombudsman,
    /// Who acts for somebody on line: both sign, and the letter asks for no address.
    Helper,
}

impl Recipient {
    /// Its name in content files and for programs.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether who receives it signs too.
    pub fn signs(self) -> bool {
        self == Self::Helper
    }

    /// The blanks of every letter to them, in the order in which they are asked.
    pub fn common(self) -> impl Iterator<Item = &'static str> {
        Blank::COMMON.into_iter().filter(move |id| *id != Blank::ADDRESS || self != Self::Helper)
    }
}

/// One of the answers that a blank offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlankOption {
    /// Its identifier in its blank, such as `31-jours`.
    pub id: String,
    /// The answer, in the language of the explanation.
    pub name: String,
    /// The same in French, the language of the letter.
    pub french: String,
}

/// Something to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blank {
    /// Its identifier: a text names it as `{nom}`.
    pub id: BlankId,
    /// What is asked for, in the language of the explanation.
    pub name: String,
    /// The same in French, the language of the letter.
    pub french: String,
    /// Lines that it takes on paper, at least one.
    pub lines: u8,
    /// The answers that it offers: boxes on paper. None: anything may be written.
    pub options: Vec<BlankOption>,
    /// Several of its answers may be chosen.
    pub several: bool,
}

impl Blank {
    /// Most lines of a blank.
    pub const LINES: u8 = 8;
    /// Whose letter it is.
    pub const NAME: &str = "nom";
    /// Where they live.
    pub const ADDRESS: &str = "adresse";
    /// Where it is signed.
    pub const PLACE: &str = "lieu";
    /// Those of every letter, in the order in which they are asked.
    pub const COMMON: [&str; 3] = [Self::NAME, Self::ADDRESS, Self::PLACE];

    /// Characters that a value may have.
    pub fn limit(&self) -> usize {
        if self.lines > 1 || self.several { 200 * usize::from(self.lines.max(2)) } else { 120 }
    }

    /// One of its answers, by its identifier or its name in either language, whatever the case and the accents.
    pub fn option(&self, typed: &str) -> Option<&BlankOption> {
        let typed = fold(typed.trim());
        self.options
            .iter()
            .find(|option| [&option.id, &option.name, &option.french].map(|name| fold(name)).contains(&typed))
    }
}

/// A page or a law that a letter rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// Its title.
    pub title: String,
    /// Its address, where it is online.
    pub url: Option<String>,
    /// Its own date.
    pub date: Date,
}

/// A letter, and its explanation in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Title, summary, when to send it and how (its sections), numbers to call, dates: in the reader's language. Its
    /// identifier is `letter/<id>`.
    pub item: Item,
    /// Cards that it belongs to.
    pub cards: Vec<ItemId>,
    /// To whom it goes.
    pub recipient: Recipient,
    /// What is filled in, in the order in which it is asked.
    pub blanks: Vec<Blank>,
    /// Papers whose copies go with it.
    pub papers: Vec<PaperId>,
    /// The lines of the address, in French.
    pub to: Vec<String>,
    /// What it is about, in French.
    pub subject: String,
    /// Its text, in French: paragraphs and lists. Blanks stand in it as `{id}`, and ages of facts are marked.
    pub body: Vec<Block>,
    /// The part to tear off below the signatures, in French; most letters have none.
    pub torn_off: Vec<Block>,
    /// What whoever helps ticks off, in the reader's language: a heading, and an entry each. Most letters have none.
    pub checklist: Option<(String, Vec<String>)>,
    /// Where its facts come from.
    pub cited: Vec<Cited>,
}

impl Letter {
    /// What stands before the identifier of a letter.
    const SOURCE: &str = "letter/";

    /// The identifier of the item of a letter.
    pub fn item_id(id: &str) -> ItemId {
        format!("{}{id}", Self::SOURCE).into()
    }

    /// Its identifier: the name of its folder.
    pub fn id(&self) -> &str {
        self.item.id.strip_prefix(Self::SOURCE).unwrap_or_default()
    }

    /// One of its blanks.
    pub fn blank(&self, id: &str) -> Option<&Blank> {
        self.blanks.iter().find(|blank| blank.id == *id)
    }
}

/// Letters, each in the languages of its explanation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Letters(BTreeMap<String, BTreeMap<Lang, Letter>>);

impl Letters {
    /// No letter.
    pub const NONE: Self = Self(BTreeMap::new());

    /// Adds a letter in a language.
    pub fn add(&mut self, letter: Letter) {
        self.0.entry(letter.id().to_owned()).or_default().insert(letter.item.lang, letter);
    }

    /// A letter by its identifier, explained in a language; in French where it has no other.
    pub fn get(&self, id: &str, lang: Lang) -> Option<&Letter> {
        let said = self.0.get(id)?;
        said.get(&lang).or_else(|| said.get(&Lang::FR))
    }

    /// Every letter, by identifier; each as [`Letters::get`] gives it.
    pub fn all(&self, lang: Lang) -> impl Iterator<Item = &Letter> {
        self.0.keys().filter_map(move |id| self.get(id, lang))
    }

    /// The letters of a card, by its identifier.
    pub fn of_card<'a>(&'a self, card: &'a str, lang: Lang) -> impl Iterator<Item = &'a Letter> {
        self.all(lang).filter(move |letter| letter.cards.iter().any(|known| known == card))
    }
}

/// The parts of a text: words, then what stands in braces, in turns. A brace that is not closed is words.
pub(crate) fn parts(text: &str) -> Vec<(&str, Option<&str>)> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((words, after)) = rest.split_once('{') {
        let Some((blank, tail)) = after.split_once('}') else { break };
        found.push((words, Some(blank)));
        rest = tail;
    }
    found.push((rest, None));
    found
}

/// The names that stand in braces in a text, in their order.
pub fn blanks_in(text: &str) -> impl Iterator<Item = &str> {
    parts(text).into_iter().filter_map(|(_, blank)| blank)
}
