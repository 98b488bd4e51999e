//! The table of rules: of each field, how well a record says it, and how it is taken.

use super::GENERAL_KINDS;
use crate::schedule;
use guichet_core::model::{Item, Place, PlaceField};
use std::cmp::Reverse;

/// The rule of one field.
pub(super) struct Field {
    /// As people are told, where they are.
    pub told: Option<PlaceField>,
    /// How well a record says it: 0 not at all. Of two that say it equally well, the fresher is taken.
    pub says: fn(&Item, &Place) -> u8,
    /// Takes it over from a record.
    pub take: fn(&mut Item, &mut Place, (&Item, &Place)),
}

impl Field {
    /// The number of the member that says the field: the first that says it best.
    pub fn winner(&self, members: &[(&Item, &Place)]) -> Option<usize> {
        let ranked = members.iter().enumerate().map(|(number, (item, place))| ((self.says)(item, place), number));
        ranked
            .filter(|(says, _)| *says > 0)
            .max_by_key(|(says, number)| (*says, Reverse(*number)))
            .map(|(_, number)| number)
    }
}

/// The rules, in the order in which they are applied. `mod.rs` and `LINKAGE.md` say them in words.
pub(super) const FIELDS: &[Field] = &[
    Field {
        told: Some(PlaceField::Name),
        says: |item, _| {
            let capitals = !item.title.chars().any(char::is_lowercase);
            u8::from(!item.title.is_empty()) + u8::from(!capitals)
        },
        take: |item, _, (from, _)| item.title.clone_from(&from.title),
    },
    Field {
        told: None,
        says: |_, place| 1 + u8::from(!GENERAL_KINDS.contains(&place.kind.as_str())),
        take: |_, place, (_, from)| place.kind.clone_from(&from.kind),
    },
    Field {
        told: Some(PlaceField::Position),
        says: |_, place| u8::from(place.position.is_some()),
        take: |_, place, (_, from)| place.position = from.position,
    },
    Field {
        told: Some(PlaceField::Address),
        says: |_, place| {
            let town = !place.commune.is_empty() || !place.commune_code.is_empty();
            let street = !place.address.is_empty() && town && !place.postal_code.is_empty();
            u8::from(town) + u8::from(street)
        },
        take: |_, place, (_, from)| {
            place.address.clone_from(&from.address);
            place.postal_code.clone_from(&from.postal_code);
            place.commune.clone_from(&from.commune);
            place.commune_code.clone_from(&from.commune_code);
        },
    },
    Field {
        told: Some(PlaceField::Phone),
        says: |_, place| u8::from(place.phone.chars().any(|c| c.is_ascii_digit())),
        take: |item, place, (from, from_place)| {
            place.phone.clone_from(&from_place.phone);
            item.phones.clone_from(&from.phones);
        },
    },
    Field {
        told: Some(PlaceField::Website),
        says: |_, place| u8::from(place.website.starts_with("http")),
        take: |_, place, (_, from)| place.website.clone_from(&from.website),
    },
    Field {
        told: None,
        says: |_, place| u8::from(place.siret.len() == 14),
        take: |_, place, (_, from)| place.siret.clone_from(&from.siret),
    },
    Field {
        told: Some(PlaceField::Hours),
        says: |_, place| match place.hours.trim() {
            "" => 0,
            // A text that only people understand says less than hours.
            hours => 1 + u8::from(schedule::is_read(hours) && !hours.starts_with("unknown")),
        },
        take: |_, place, (_, from)| place.hours.clone_from(&from.hours),
    },
    Field {
        told: None,
        says: |_, place| u8::from(place.notice.is_some()),
        take: |_, place, (_, from)| place.notice.clone_from(&from.notice),
    },
    Field {
        told: None,
        says: |item, _| u8::from(!item.summary.is_empty()),
        take: |item, _, (from, _)| item.summary.clone_from(&from.summary),
    },
];

/// What all records say together: kinds, features, words, texts under each heading.
pub(super) fn unite(item: &mut Item, place: &mut Place, members: &[(&Item, &Place)]) {
    let mut counters = Vec::new();
    for (from, from_place) in members {
        counters.extend(std::iter::once(&from_place.kind).chain(&from.counters).cloned());
        add(&mut place.features, &from_place.features);
        add(&mut item.keywords, &from.keywords);
        add(&mut item.themes, &from.themes);
        for section in &from.sections {
            if !item.sections.iter().any(|known| known.heading == section.heading) {
                item.sections.push(section.clone());
            }
        }
    }
    item.counters.clear();
    let others: Vec<_> = counters.into_iter().filter(|kind| *kind != place.kind && !kind.is_empty()).collect();
    add(&mut item.counters, &others);
}

fn add<T: PartialEq + Clone>(known: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !known.contains(one) {
            known.push(one.clone());
        }
    }
}

/// Whether two texts of hours say different times, both for sure. What is said of public holidays only is no difference:
/// people are told to call first on them anyway.
pub(super) fn hours_differ(one: &str, other: &str) -> bool {
    let sure = |text: &str| !text.contains("unknown") && !text.contains('"');
    sure(one) && sure(other) && schedule::differ(one, other)
}
