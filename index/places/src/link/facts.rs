//! What is known of each record among all the others: whose number, whose SIRET, whose point it is.

use super::name::Name;
use super::record::Record;
use super::street::Street;
use super::words::is_public_host;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Communes in which one number is answered before it is a platform's.
const PLATFORM_COMMUNES: usize = 3;
/// Records of one source under one SIRET or web site before it is the parent organisation's.
const PARENT: usize = 2;
/// Streets on one point before the point is that of the commune.
const CROWD: usize = 3;

/// A record as it is compared.
pub(super) struct Facts {
    pub name: Name,
    pub street: Street,
    /// Its commune as a number, equal where the commune is; 0 where unknown.
    pub area: u32,
    /// Its phone is its own, not a platform's.
    pub own_phone: bool,
    /// Its SIRET is its own, not that of a parent organisation.
    pub own_siret: bool,
    /// Its web site is its own.
    pub own_host: bool,
    /// Its point is that of the place, not of the commune, and not rounded to a kilometre.
    pub exact: bool,
}

/// The facts of all records, in their order.
pub(super) fn facts(records: &[Record]) -> Vec<Facts> {
    let areas = areas(records);
    let streets: Vec<Street> = records.iter().map(Street::of).collect();
    // How many different communes, doors or streets stand behind one value.
    let phones = spread(records.iter().zip(&areas).filter_map(|(record, area)| Some((record.phone()?, *area))));
    let door = |at: usize| (areas[at], &streets[at].words);
    let sirets = spread(
        records.iter().enumerate().filter_map(|(at, record)| Some(((record.siret()?, record.source()), door(at)))),
    );
    let mut parents: BTreeSet<u64> = BTreeSet::new();
    parents.extend(sirets.iter().filter(|(_, doors)| **doors >= PARENT).map(|((siret, _), _)| *siret));
    let hosts = spread(
        records
            .iter()
            .zip(&areas)
            .filter(|(record, _)| !record.host().is_empty())
            .map(|(record, area)| (number_of(record.host()), (*area, record.name()))),
    );
    let points = spread(
        records
            .iter()
            .zip(&streets)
            .filter_map(|(record, street)| Some((record.point()?, (street.numbers, &street.words)))),
    );
    let exact = |record: &Record| {
        record.point().is_some_and(|(lat, lon)| {
            points.get(&(lat, lon)).is_none_or(|streets| *streets < CROWD) && !(lat % 10_000 == 0 && lon % 10_000 == 0)
        })
    };
    let own_phone = |record: &Record| {
        record.phone().is_some_and(|phone| phones.get(&phone).is_none_or(|communes| *communes < PLATFORM_COMMUNES))
    };
    let own_host = |record: &Record| {
        let host = record.host();
        !host.is_empty()
            && !is_public_host(host)
            && hosts.get(&number_of(host)).is_none_or(|names| *names < PLATFORM_COMMUNES)
    };
    let own: Vec<[bool; 4]> = records
        .iter()
        .map(|record| {
            let own_siret = record.siret().is_some_and(|siret| !parents.contains(&siret));
            [own_phone(record), own_siret, own_host(record), exact(record)]
        })
        .collect();
    drop((phones, sirets, hosts, points));
    let each = records.iter().zip(areas).zip(streets).zip(own);
    each.map(|(((record, area), street), [own_phone, own_siret, own_host, exact])| Facts {
        name: Name::of(record),
        street,
        area,
        own_phone,
        own_siret,
        own_host,
        exact,
    })
    .collect()
}

/// How many different things stand behind each value, where there are two or more.
fn spread<K: Hash + Eq + Ord + Copy, V: Hash>(pairs: impl Iterator<Item = (K, V)>) -> HashMap<K, usize> {
    let mut all: Vec<(K, u64)> = pairs.map(|(value, thing)| (value, number_of(thing))).collect();
    all.sort_unstable();
    all.dedup();
    all.chunk_by(|a, b| a.0 == b.0).filter(|chunk| chunk.len() > 1).map(|chunk| (chunk[0].0, chunk.len())).collect()
}

/// A number for a thing, another for any other: short to compare.
fn number_of(thing: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

/// The commune of each record as a number. Where a record has no code, its postal code and the name of its commune tell, if
/// records that have one agree.
fn areas(records: &[Record]) -> Vec<u32> {
    let number = |code: &str| {
        code.bytes().fold(1_u32, |number, byte| number.wrapping_mul(37).wrapping_add(u32::from(byte) - 47))
    };
    let mut known: HashMap<(&str, &str), Option<u32>> = HashMap::new();
    for record in records {
        if let (Some(city), Some(postal)) = (record.city(), record.postal_code()) {
            let area = number(city);
            let known = known.entry((postal, record.commune())).or_insert(Some(area));
            if *known != Some(area) {
                *known = None;
            }
        }
    }
    let of = |record: &Record| match record.city() {
        Some(city) => number(city),
        None => record
            .postal_code()
            .and_then(|postal| known.get(&(postal, record.commune())).copied().flatten())
            .unwrap_or_default(),
    };
    records.iter().map(of).collect()
}
