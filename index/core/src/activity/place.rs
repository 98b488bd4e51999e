//! Where an activity was.

use super::options::PlaceType;
use crate::model::ItemId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The INSEE code of a commune. Where a person lives is personal: `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommuneCode(String);

impl CommuneCode {
    /// A code of the form of one: five digits, or the letter of Corsica in the second place.
    pub fn new(code: &str) -> Option<Self> {
        let formed = code.len() == 5
            && code
                .bytes()
                .enumerate()
                .all(|(at, byte)| byte.is_ascii_digit() || at == 1 && matches!(byte, b'A' | b'B'));
        formed.then(|| Self(code.to_owned()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CommuneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CommuneCode(hidden)")
    }
}

impl TryFrom<String> for CommuneCode {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(&code).ok_or("the INSEE code of a commune has five characters")
    }
}

impl From<CommuneCode> for String {
    fn from(code: CommuneCode) -> Self {
        code.0
    }
}

/// Where an activity was.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// Where the mediator works: which place of the index, where that is known.
    Office(Option<ItemId>),
    /// Another place, in a commune.
    Elsewhere(CommuneCode),
    /// At the person's home, in a commune.
    Home(CommuneCode),
    /// By phone or on screen.
    Remote,
}

impl Place {
    /// Its type.
    pub fn place_type(&self) -> PlaceType {
        match self {
            Self::Office(_) => PlaceType::Office,
            Self::Elsewhere(_) => PlaceType::Elsewhere,
            Self::Home(_) => PlaceType::Home,
            Self::Remote => PlaceType::Remote,
        }
    }

    /// Its commune, where it is said.
    pub fn commune(&self) -> Option<&CommuneCode> {
        match self {
            Self::Elsewhere(commune) | Self::Home(commune) => Some(commune),
            Self::Office(_) | Self::Remote => None,
        }
    }
}
