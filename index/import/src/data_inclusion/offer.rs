//! What structures offer, gathered from their services before they are read.

use super::{Get, Row};
use crate::offers::{self, Field};
use crate::prose::short;
use crate::structure;
use guichet_content::{Features, Standard};
use guichet_core::model::FeatureId;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Names of services kept of a structure.
const NAMES: usize = 5;
/// Longest name kept, in characters.
const NAME: usize = 90;

/// What a structure says of itself.
pub(super) const OF_STRUCTURE: [Field; 2] = [
    Field { heading: "Ce qu'on y fait", names: &["thematiques"] },
    Field { heading: "", names: &["reseaux_porteurs"] },
];

/// What a service says, in both versions. Who may send people there, and how a professional does, is not read: it says nothing
/// to those who come by themselves.
pub(super) const OF_SERVICE: [Field; 6] = [
    Field { heading: "Ce qu'on y fait", names: &["thematiques"] },
    Field { heading: "Pour qui", names: &["publics", "profils"] },
    Field { heading: "Prix", names: &["frais"] },
    Field { heading: "Comment venir", names: &["modes_mobilisation", "modes_orientation_beneficiaire"] },
    Field { heading: "Où se passe l'aide", names: &["modes_accueil"] },
    Field { heading: "Comment on est aidé", names: &["type", "types"] },
];

/// The offers of structures, and which structures there are. A structure costs a few hundred bytes.
#[derive(Default)]
pub(super) struct Offers {
    of: HashMap<u64, Offer>,
    structures: HashSet<u64>,
}

/// What the services of a structure say together.
#[derive(Default)]
pub(super) struct Offer {
    /// Places in the vocabulary, in order.
    features: Vec<u16>,
    /// Names of the first services.
    pub names: Vec<String>,
    /// The first page where people make an appointment, with its heading.
    pub booking: Option<(&'static str, String)>,
}

impl Offers {
    /// Takes up a row of either table.
    pub(super) fn gather(&mut self, row: Row, get: &Get<'_>, features: &Features) {
        if row == Row::Structure {
            self.structures.insert(key(get, "id"));
            return;
        }
        let offer = self.of.entry(key(get, "structure_id")).or_default();
        for field in &OF_SERVICE {
            for name in field.names {
                let (known, _) = offers::values(features, &[Standard::DataInclusion], field.names, &get(&[name]));
                for at in known.iter().filter_map(|id| features.position(id)?.try_into().ok()) {
                    if let Err(place) = offer.features.binary_search(&at) {
                        offer.features.insert(place, at);
                    }
                }
            }
        }
        if offer.booking.is_none() {
            offer.booking = structure::booking(get);
        }
        let name: String = short(&get(&["nom"])).chars().take(NAME).collect();
        if offer.names.len() < NAMES && !name.is_empty() && !offer.names.contains(&name) {
            offer.names.push(name);
        }
    }

    /// What a structure offers, where it has services.
    pub(super) fn of(&self, get: &Get<'_>, id: &str) -> Option<&Offer> {
        self.of.get(&key(get, id))
    }

    /// Whether the structure of a service is in one of the files.
    pub(super) fn has_structure(&self, get: &Get<'_>) -> bool {
        self.structures.contains(&key(get, "structure_id"))
    }
}

impl Offer {
    /// The features of all its services.
    pub(super) fn features<'a>(&'a self, features: &'a Features) -> impl Iterator<Item = FeatureId> + 'a {
        self.features.iter().filter_map(|at| features.all().get(usize::from(*at))).map(|feature| feature.id.clone())
    }
}

/// A structure: its identifier, which in version 0 is its producer's own.
fn key(get: &Get<'_>, id: &str) -> u64 {
    let (producer, id) = (get(&["source"]), get(&[id]));
    let mut hasher = DefaultHasher::new();
    let own = id.strip_prefix(producer.as_str()).and_then(|rest| rest.strip_prefix("--")).unwrap_or(&id);
    (producer.as_str(), own).hash(&mut hasher);
    hasher.finish()
}
