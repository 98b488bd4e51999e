//! Identifiers, each a type of its own: one cannot stand where another is asked for.

use super::{city_of, departement_of};
use serde::{Deserialize, Serialize};

/// Defines an identifier: a text that is compared, ordered and stored as it is, and never shown to a reader.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    };
}

identifier! {
    /// Identifier of an item, unique in a language: `card/apl`, `vosdroits/F12006`, `place/mairie-12202`.
    ItemId
}

identifier! {
    /// Identifier of a theme of the service-public grid, such as `logement`.
    ThemeId
}

identifier! {
    /// Kind of a place, as the national directory names local counters: `mairie`, `caf`, `cpam`, …
    PlaceKind
}

identifier! {
    /// What a place offers and how it receives people, in the vocabulary of `content/features.toml`: `fee/free`,
    /// `access/no-appointment`, `language/ar`.
    FeatureId
}

identifier! {
    /// Identifier of a paper, such as `piece-identite`.
    PaperId
}

identifier! {
    /// Identifier of a blank of a letter, such as `nom`.
    BlankId
}

identifier! {
    /// Identifier of a node of a situation, such as `lettre`.
    NodeId
}

impl PlaceKind {
    /// The place that receives everybody, everywhere.
    pub const TOWN_HALL: &str = "mairie";
    /// The kind of the counters of France services, where somebody helps with any administration.
    pub const FRANCE_SERVICES: &str = "msap";

    /// Kinds that receive the people of their own commune, and of their own département.
    const OF_COMMUNE: [&str; 2] = [Self::TOWN_HALL, "ccas"];
    const OF_DEPARTEMENT: [&str; 10] = [
        "adil",
        "caf",
        "centre_medico_social",
        "cg",
        "cpam",
        "inspection_academique",
        "maison_handicapees",
        "pmi",
        "prefecture",
        "sous_pref",
    ];

    /// Kinds at which nobody pays for help, whatever is written of one of them.
    pub fn free() -> impl Iterator<Item = Self> {
        [Self::TOWN_HALL, Self::FRANCE_SERVICES, "ccas", "cg", "mjd"].into_iter().map(Self::from)
    }

    /// Whether places of this kind receive the people of their own commune alone.
    pub fn is_of_commune(&self) -> bool {
        Self::OF_COMMUNE.contains(&self.as_str())
    }

    /// Whether a place of this kind in one commune receives somebody who lives in another, by their INSEE codes. One that is
    /// not known keeps nobody out.
    pub fn receives(&self, own: &str, home: &str) -> bool {
        let kind = self.as_str();
        own.is_empty()
            || home.is_empty()
            || !(self.is_of_commune() && city_of(own) != city_of(home)
                || Self::OF_DEPARTEMENT.contains(&kind) && departement_of(own) != departement_of(home))
    }
}

impl FeatureId {
    /// What a feature says of a place, in the order in which it is shown.
    pub const FACETS: [&str; 8] = ["service", "public", "fee", "access", "language", "mode", "label", "support"];

    /// Nothing is paid.
    pub const FREE: &str = "fee/free";

    /// Its facet: what stands before the slash.
    pub fn facet(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }
}

/// The names that come before the publisher's or the author's own, each with its slash.
impl ItemId {
    const CARD: &str = "card/";
    const SITUATION: &str = "situation/";
    const PLACE: &str = "place/";
    const FICHE: &str = "vosdroits/";
    const INSTITUTION: &str = "institution/";

    /// The authored card of this name.
    pub fn card(name: &str) -> Self {
        Self(format!("{}{name}", Self::CARD))
    }

    /// The situation of this name.
    pub fn situation(name: &str) -> Self {
        Self(format!("{}{name}", Self::SITUATION))
    }

    /// The place of this name.
    pub fn place(name: &str) -> Self {
        Self(format!("{}{name}", Self::PLACE))
    }

    /// The fiche that bears this number at its publisher.
    pub fn fiche(number: &str) -> Self {
        Self(format!("{}{number}", Self::FICHE))
    }

    /// The institution of this name.
    pub fn institution(name: &str) -> Self {
        Self(format!("{}{name}", Self::INSTITUTION))
    }

    /// Whether it names an institution, which is no item of the index.
    pub fn is_institution(&self) -> bool {
        self.0.starts_with(Self::INSTITUTION)
    }

    /// Whether it names a place.
    pub fn is_place(&self) -> bool {
        self.0.starts_with(Self::PLACE)
    }

    /// The name of the situation, where the item is one.
    pub fn situation_name(&self) -> Option<&str> {
        self.0.strip_prefix(Self::SITUATION)
    }
}

#[cfg(test)]
mod tests {
    //! - a place of a kind that receives its own people keeps others out; where a commune is not known, nobody.

    use super::*;

    #[test]
    fn a_place_receives_the_people_of_its_own_territory() {
        let kind = |kind: &str| PlaceKind::from(kind);
        for (name, own, home, receives) in [
            ("mairie", "12202", "12202", true),
            ("mairie", "12176", "12202", false),
            ("ccas", "13214", "13213", true),
            ("ccas", "13075", "13213", false),
            ("mairie", "75105", "75056", true),
            ("cg", "12202", "12145", true),
            ("caf", "48095", "12145", false),
            ("cpam", "97411", "97608", false),
            ("msap", "48095", "12145", true),
            ("mairie", "", "12202", true),
            ("mairie", "12176", "", true),
        ] {
            assert_eq!(kind(name).receives(own, home), receives, "{name} {own} {home}");
        }
    }
}
