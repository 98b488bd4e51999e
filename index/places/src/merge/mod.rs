//! The one place that several records describe: field by field, by rules that stand in one table.
//!
//! | field | who says it |
//! |---|---|
//! | name | the freshest source whose name is not in capitals only; else the freshest |
//! | kind | the freshest source that says more than "digital help" or "office"; all kinds are kept |
//! | address | street, postal code and commune together, of the freshest source that has all of them; else of the freshest that has a commune |
//! | position | the source of the address, where it has one; else the freshest that has one |
//! | phone | the freshest source that has one |
//! | web site | the freshest source that has one |
//! | SIRET | the freshest source that has one |
//! | hours | the freshest source whose hours can be read; else the freshest that has any |
//! | services, public, prices, access | of all sources together |
//! | texts | under each heading, the freshest source that has it |
//!
//! A source that no longer lists the place comes after every one that does, however fresh. A source that says nothing
//! never takes away what another one says.

mod rules;

use guichet_core::model::{Conflict, Date, Item, ItemId, OtherSource, Place, PlaceField, Provenance};
use rules::FIELDS;
use std::cmp::Reverse;

/// Days for which what a source says is fresh: twelve months.
const FRESH_DAYS: i64 = 365;

/// Kinds that say little: any place may be of them. The identifier of a place is not theirs where it has another.
const GENERAL_KINDS: [&str; 3] = ["mediation_numerique", "administration", ""];

/// A merged place.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The place, with its sources, what each of them says, and where fresh ones differ.
    pub item: Item,
    /// Identifiers of the other members, which lead to it.
    pub aliases: Vec<ItemId>,
}

impl From<Item> for Merged {
    /// A place that one record describes.
    fn from(item: Item) -> Self {
        Self { item, aliases: Vec::new() }
    }
}

/// Merges what several records say of one place; the same whatever their order. `None` where none of them is a place.
///
/// The identifier is the first in order of those of its members, one of a general kind after all others. It does not
/// depend on dates or texts: importing again keeps it as long as that member is there, and the others lead to it.
pub fn merge(members: &[Item]) -> Option<Merged> {
    let mut members: Vec<(&Item, &Place)> =
        members.iter().filter_map(|item| Some((item, item.place.as_ref()?))).collect();
    members.sort_by_key(|(item, place)| {
        (place.gone.is_some(), Reverse(item.source.date), &item.source.name, &item.source.id, &item.id)
    });
    let (first, _) = members.first()?;
    let mut ids: Vec<&ItemId> = members.iter().map(|(item, _)| &item.id).collect();
    ids.sort_by_key(|id| (is_general(id), *id));
    ids.dedup();
    let mut item = Item { id: (*ids.first()?).clone(), ..(*first).clone() };
    let mut place = members[0].1.clone();
    place.provenance.clear();
    let mut address = 0;
    for field in FIELDS {
        let Some(winner) = field.winner(&members) else { continue };
        (field.take)(&mut item, &mut place, members[winner]);
        if field.told == Some(PlaceField::Address) {
            address = winner;
        }
        if let (Some(field), true) = (field.told, members.len() > 1) {
            place.provenance.push(Provenance { field, source: u8::try_from(winner).unwrap_or(u8::MAX) });
        }
    }
    // The point of the address that was taken, where its source has one.
    if let Some(at) = members[address].1.position {
        place.position = Some(at);
        let number = u8::try_from(address).unwrap_or(u8::MAX);
        place
            .provenance
            .iter_mut()
            .filter(|known| known.field == PlaceField::Position)
            .for_each(|known| known.source = number);
    }
    rules::unite(&mut item, &mut place, &members);
    place.conflicts = conflicts(&place, &members);
    place.also = members[1..]
        .iter()
        .map(|(item, place)| OtherSource { source: item.source.clone(), gone: place.gone })
        .collect();
    // The day on which the last of them dropped it.
    place.gone = match members.iter().all(|(_, place)| place.gone.is_some()) {
        true => members.iter().filter_map(|(_, place)| place.gone).max(),
        false => None,
    };
    item.place = Some(place);
    Some(Merged { item, aliases: ids[1..].iter().map(|id| (*id).clone()).collect() })
}

/// Whether an identifier is of a general kind: `place/mediation_numerique-12202-a1`.
fn is_general(id: &ItemId) -> bool {
    let name = id.strip_prefix("place/").unwrap_or(id);
    GENERAL_KINDS.iter().filter(|kind| !kind.is_empty()).any(|kind| name.starts_with(&format!("{kind}-")))
}

/// Other hours that are as fresh as those which were taken.
fn conflicts(place: &Place, members: &[(&Item, &Place)]) -> Vec<Conflict> {
    let taken = place.source_of(PlaceField::Hours);
    let Some((own, own_place)) = members.get(taken).filter(|(_, place)| place.gone.is_none()) else {
        return Vec::new();
    };
    if members.len() < 2 || own_place.hours.is_empty() {
        return Vec::new();
    }
    let fresh_until = |date: Date| Date::from_days(date.days() + FRESH_DAYS);
    let mut known: Vec<Conflict> = Vec::new();
    for (number, (item, place)) in members.iter().enumerate() {
        let until = fresh_until(item.source.date).min(fresh_until(own.source.date));
        let both_fresh = item.source.date.max(own.source.date) <= until;
        let differs = place.gone.is_none() && both_fresh && rules::hours_differ(&own_place.hours, &place.hours);
        if number != taken && differs && known.iter().all(|known| rules::hours_differ(&known.hours, &place.hours)) {
            known.push(Conflict { hours: place.hours.clone(), source: u8::try_from(number).unwrap_or(u8::MAX), until });
        }
    }
    known
}

#[cfg(test)]
mod tests;
