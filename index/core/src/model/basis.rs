//! What an answer rests on, for whoever wants to hold it against the law.

use super::Date;
use serde::{Deserialize, Serialize};

/// A law, a decree, a page of an administration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its title.
    pub title: String,
    /// Its own date.
    pub date: Date,
    /// Where it can be read, if it is online.
    pub url: Option<String>,
}

/// A dated value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its name in the content.
    pub id: String,
    /// What it is, in words of French, such as the sentence that it stands in.
    pub name: String,
    /// Its value in words of French, such as `651,69 €`.
    pub value: String,
    /// Since when it holds.
    pub since: Date,
    /// The decree, article or page that sets it.
    pub reference: String,
}

/// What a card rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// Texts, the newest first.
    pub references: Vec<Reference>,
    /// Values that the card names.
    pub figures: Vec<Figure>,
}
