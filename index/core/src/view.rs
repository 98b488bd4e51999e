//! What is to be shown: blocks plus numbered choices, worded in one language and ready to be laid out. A kiosk draws
//! them, a bot sends them, a pipe prints them; none of them decides anything.

use crate::model::{self, EmergencyNumber, ItemId, Lang, OpeningState};
use crate::rights::Standing;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A block of a view. `type` in JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// Something to be aware of: age, translation, doubt.
    Notice {
        /// Its text.
        body: String,
    },
    /// How to go on, where there is room: a phone shows the choices alone.
    Hint {
        /// Its text.
        body: String,
    },
    /// A card, short: title and answer.
    Card {
        /// Its item.
        id: ItemId,
        /// Its title.
        title: String,
        /// Its short answer.
        summary: String,
        /// Fiches that treat the same right.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        covers: Vec<String>,
    },
    /// A place.
    Place {
        /// Its item.
        id: ItemId,
        /// Its name.
        name: String,
        /// Address on one line.
        address: String,
        /// Phone, possibly empty.
        phone: String,
        /// Distance in words, possibly empty.
        distance: String,
        /// Open, closed or unknown.
        open: OpeningState,
        /// The same in words, with the next change.
        opening: String,
        /// Latitude and longitude, where known: a chat can send the place as a point.
        position: Option<[f64; 2]>,
    },
    /// A right, and where it stands.
    Right {
        /// Its identifier.
        id: String,
        /// Its name; empty where it is the title of the view.
        name: String,
        /// Likely, to check or unlikely.
        standing: Standing,
        /// The same in words.
        state: String,
        /// About how much, possibly empty.
        amount: String,
        /// Why, one reason an entry.
        reasons: Vec<String>,
    },
    /// How far something has come.
    Gauge {
        /// Steps done, the present one included.
        done: u32,
        /// Steps in all, about.
        total: u32,
        /// The same in words.
        body: String,
    },
    /// A number to call.
    Phone {
        /// As dialled.
        number: String,
        /// Whose it is.
        name: String,
        /// Price and hours, possibly empty.
        terms: String,
    },
    /// Emergency numbers, the right one on top.
    Emergency {
        /// The category.
        category: String,
        /// What to do first.
        advice: String,
        /// The numbers.
        numbers: Vec<EmergencyNumber>,
    },
    /// A phrase that may mean distress, asked about.
    EmergencyCheck {
        /// The category.
        category: String,
        /// The question.
        question: String,
    },
    /// Where the answer comes from, and when.
    Source {
        /// Publisher and date in words.
        body: String,
        /// The original, if it is online.
        url: Option<String>,
    },
    /// Prose: a paragraph, a heading, a list, a table, a case. In JSON each of them is a type of block.
    #[serde(untagged, serialize_with = "prose")]
    Prose(model::Block),
}

impl From<model::Block> for Block {
    fn from(prose: model::Block) -> Self {
        Self::Prose(prose)
    }
}

/// Prose in the JSON of a view, which names its fields; that of a stored item does not.
fn prose<S: Serializer>(block: &model::Block, serializer: S) -> Result<S::Ok, S::Error> {
    struct Inner<'a>(&'a model::Block);
    impl Serialize for Inner<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            prose(self.0, serializer)
        }
    }
    let mut map = serializer.serialize_map(None)?;
    let (kind, field) = match block {
        model::Block::Text(_) => ("text", "body"),
        model::Block::Heading(_) => ("heading", "body"),
        model::Block::List(_) => ("list", "entries"),
        model::Block::Table(_) => ("table", "rows"),
        // A remark is shown as a case is.
        model::Block::Case { .. } | model::Block::Note { .. } => ("case", "blocks"),
    };
    map.serialize_entry("type", kind)?;
    match block {
        model::Block::Text(text) | model::Block::Heading(text) => map.serialize_entry(field, text)?,
        model::Block::List(entries) => map.serialize_entry(field, entries)?,
        model::Block::Table(rows) => map.serialize_entry(field, rows)?,
        model::Block::Case { title, blocks } | model::Block::Note { title, blocks } => {
            map.serialize_entry("title", title)?;
            map.serialize_entry(field, &blocks.iter().map(Inner).collect::<Vec<_>>())?;
        }
    }
    map.end()
}

/// Something that can be chosen: a key, a button, a number typed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// Its digit: 1 to 8 for what the screen offers, 9 for emergency, 0 for back.
    pub number: u8,
    /// Its label.
    pub label: String,
    /// One line more where there is room, possibly empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// How fresh what it opens is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// What it does, in at most 64 bytes: an old button is sent back as this and still works.
    #[serde(skip)]
    pub key: String,
}

/// How fresh the answer is that a choice opens, in a word or two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Tag {
    /// It was held against its sources by us: said where there is room.
    Checked(String),
    /// Its year: said everywhere.
    Year(String),
}

/// What a view expects besides a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Expects {
    /// A choice only.
    Choice,
    /// A need in the person's words.
    Need,
    /// A place: a commune, a postal code or a position.
    Place,
    /// An amount, an age, a number.
    Number,
}

impl Expects {
    /// Whether digits that are typed are part of the answer, rather than the number of a choice.
    pub const fn takes_digits(self) -> bool {
        matches!(self, Self::Place | Self::Number)
    }
}

/// One screen or message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// Its language.
    pub lang: Lang,
    /// The language of the item that it shows, which may be another: of its title, its prose and its numbers. What the
    /// guide says of the item (notices, source, choices) is in the language of the view.
    #[serde(skip)]
    pub item_lang: Lang,
    /// Title.
    pub title: String,
    /// Content, top to bottom.
    pub blocks: Vec<Block>,
    /// Choices.
    pub choices: Vec<Choice>,
    /// What may be typed.
    pub expects: Expects,
    /// The screen must leave no trace in sight: neutral title, quick exit.
    pub discreet: bool,
}
