//! - one place in two sources is linked, and the reason is the strongest;
//! - places of several kinds at one door, with one phone, stay apart;
//! - a platform's number, a parent's SIRET and a commune's point tie nothing together;
//! - two counters of one name are told apart by their address, or left alone;
//! - a group has no pair that is known to be two places, and no two records of one source that lists them as two;
//! - the order of the records decides nothing.

use super::*;
use guichet_core::dice::Dice;
use guichet_core::model::{Date, Item, ItemId, Place, PlaceKind, Position, SourceRef};

/// A record in a few words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample<'a> {
    pub source: &'a str,
    pub name: &'a str,
    pub kinds: &'a [&'a str],
    pub street: &'a str,
    pub commune: &'a str,
    pub code: &'a str,
    pub postal: &'a str,
    pub phone: &'a str,
    pub siret: &'a str,
    pub at: Option<(f64, f64)>,
}

impl Default for Sample<'_> {
    fn default() -> Self {
        Self {
            source: "mednum",
            name: "",
            kinds: &["mediation_numerique"],
            street: "",
            commune: "Rodez",
            code: "12202",
            postal: "12000",
            phone: "",
            siret: "",
            at: None,
        }
    }
}

impl Sample<'_> {
    pub(super) fn item(&self) -> Item {
        let mut kinds = self.kinds.iter().map(|kind| PlaceKind::from(*kind));
        let place = Place {
            kind: kinds.next().unwrap_or_default(),
            address: self.street.to_owned(),
            postal_code: self.postal.to_owned(),
            commune: self.commune.to_owned(),
            commune_code: self.code.to_owned(),
            phone: self.phone.to_owned(),
            siret: self.siret.to_owned(),
            position: self.at.and_then(|(lat, lon)| Position::new(lat, lon)),
            ..Place::default()
        };
        let source = SourceRef {
            name: self.source.to_owned(),
            id: self.name.to_owned(),
            url: None,
            publisher: String::new(),
            licence: String::new(),
            date: Date { year: 2026, month: 1, day: 2 },
            verified: None,
            review_by: None,
            doubts: false,
        };
        Item {
            counters: kinds.collect(),
            ..Item::of_place(ItemId::place(self.name), self.name.to_owned(), place, source)
        }
    }

    pub(super) fn record(&self, row: u32) -> Record {
        Record::new(row, &self.item()).expect("a place")
    }
}

/// The groups, by row.
fn linked(samples: &[Sample<'_>]) -> Vec<Vec<u32>> {
    let records: Vec<Record> = (0..).zip(samples).map(|(row, sample)| sample.record(row)).collect();
    groups(&records).groups.into_iter().map(|group| group.rows).collect()
}

/// What is decided of the first two.
fn decided(samples: &[Sample<'_>]) -> Verdict {
    let records: Vec<Record> = (0..).zip(samples).map(|(row, sample)| sample.record(row)).collect();
    Linker::new(&records).explain(0, 1).1
}

const COUNTER: Sample<'_> = Sample {
    source: "france-services",
    name: "France services de Rodez",
    kinds: &["msap"],
    street: "5-9 rue des Papetiers",
    commune: "Rodez",
    code: "12202",
    postal: "12000",
    phone: "05 65 00 00 01",
    siret: "",
    at: Some((44.350_12, 2.570_34)),
};

const SAME_COUNTER: Sample<'_> =
    Sample { source: "mednum", name: "FRANCE SERVICES", kinds: &["mediation_numerique"], ..COUNTER };

#[test]
fn one_place_in_two_sources_is_linked_and_says_why() {
    let moved = Some((44.401_2, 2.58));
    for (other, reason) in [
        (SAME_COUNTER, Reason::AddressAndName),
        (Sample { street: "", at: Some((44.350_2, 2.570_3)), ..SAME_COUNTER }, Reason::PointAndName),
        (Sample { street: "1 place du Moulin", at: None, ..SAME_COUNTER }, Reason::PhoneAndName),
        (Sample { street: "rue des Papetiers", at: None, phone: "", ..SAME_COUNTER }, Reason::StreetAndName),
        (Sample { name: "Point de contact", ..SAME_COUNTER }, Reason::PhoneAndAddress),
    ] {
        assert_eq!(decided(&[COUNTER, other]), Verdict::One(reason), "{other:?}");
        assert_eq!(linked(&[COUNTER, other]), [[0, 1]]);
    }
    let club = Sample { name: "Les Amandiers", siret: "43500012300029", phone: "", ..COUNTER };
    let other = Sample { source: "mednum", street: "", at: None, ..club };
    assert_eq!(decided(&[club, other]), Verdict::One(Reason::Siret));
    assert_eq!(decided(&[club, Sample { siret: "", ..other }]), Verdict::One(Reason::NameInCommune));
    assert_eq!(
        decided(&[club, Sample { siret: "", street: "1 rue X", at: moved, ..other }]),
        Verdict::Two(Doubt::FarApart)
    );
}

#[test]
fn places_of_several_kinds_at_one_door_stay_apart() {
    let house = ["Mairie de Rodez", "France services de Rodez", "CCAS de Rodez", "Médiathèque de Rodez"];
    let mut all = Vec::new();
    for source in ["annuaire", "mednum"] {
        all.extend(house.map(|name| Sample { source, name, kinds: &[], ..COUNTER }));
    }
    assert_eq!(linked(&all), [[0, 4], [1, 5], [2, 6], [3, 7]]);
}

#[test]
fn a_name_that_says_two_kinds_does_not_chain() {
    let both = Sample { name: "Mairie et France services", ..SAME_COUNTER };
    let hall = Sample { source: "annuaire", name: "Mairie - Rodez", kinds: &["mairie"], ..COUNTER };
    let joined = linked(&[COUNTER, both, hall]);
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].len(), 2, "a town hall is no counter of France services: {joined:?}");
}

#[test]
fn two_communes_have_two_town_halls() {
    let hall = Sample { name: "Mairie", kinds: &["mairie"], street: "", phone: "", ..COUNTER };
    let other = Sample { source: "mednum", code: "12145", postal: "12100", commune: "Millau", ..hall };
    assert!(linked(&[hall, other]).is_empty(), "on one point");
    let unknown = Sample { code: "", postal: "", commune: "", ..other };
    assert!(linked(&[hall, unknown]).is_empty());
    assert_eq!(linked(&[hall, Sample { code: "", commune: "Rodez", postal: "12000", ..other }]), [[0, 1]]);
}

#[test]
fn what_many_share_ties_nothing() {
    // A platform's number: four towns answer to it.
    let towns = [("12202", "Rodez"), ("12145", "Millau"), ("12300", "Villefranche"), ("12176", "Onet")];
    let mut all: Vec<Sample<'_>> = towns
        .iter()
        .map(|(code, commune)| Sample { code, commune, name: "Accueil", street: "", at: None, ..COUNTER })
        .collect();
    all.push(Sample { source: "mednum", name: "Permanence", street: "", at: None, ..COUNTER });
    assert!(linked(&all).is_empty());
    // The SIRET of an association on each of its addresses.
    let antenna = Sample { siret: "43500012300029", name: "Tremplin", phone: "", at: None, ..COUNTER };
    let all = [
        Sample { street: "1 rue A", ..antenna },
        Sample { street: "2 rue du Bac", ..antenna },
        Sample { source: "mednum", name: "Atelier du Bac", street: "", ..antenna },
    ];
    assert!(linked(&all).is_empty());
    // The point of the commune.
    let at_centre = |name, street| Sample { name, street, phone: "", ..COUNTER };
    let all = [
        at_centre("Mairie annexe", "3 rue du Port"),
        at_centre("École de musique", "4 rue Haute"),
        at_centre("Halle", "5 rue Basse"),
        Sample { source: "mednum", street: "", ..at_centre("Mairie annexe de la Halle", "") },
    ];
    assert!(linked(&all).is_empty());
}

#[test]
fn two_counters_of_one_name_are_told_apart_or_left_alone() {
    let north = Sample { at: None, phone: "", ..COUNTER };
    let south = Sample { street: "40 avenue de Paris", ..north };
    let known = Sample { street: "40 av. de Paris", ..Sample { at: None, phone: "", ..SAME_COUNTER } };
    assert_eq!(linked(&[north, south, known]), [[1, 2]]);
    assert!(linked(&[north, south, Sample { street: "", ..known }]).is_empty());
    let named = |sample| Sample { name: "Les Amandiers", ..sample };
    let nowhere = named(Sample { street: "", ..known });
    assert!(linked(&[named(north), named(south), nowhere]).is_empty(), "which of the two cannot be told");
    assert_eq!(linked(&[named(north), nowhere]), [[0, 1]]);
}

#[test]
fn one_source_repeats_a_place_only_where_nothing_differs() {
    assert_eq!(decided(&[COUNTER, COUNTER]), Verdict::One(Reason::Repeated));
    for other in [
        Sample { phone: "05 65 00 00 02", street: "", ..COUNTER },
        Sample { street: "12 rue Neuve", at: None, ..COUNTER },
        Sample { name: "France services du Plateau", ..COUNTER },
    ] {
        assert_eq!(decided(&[COUNTER, other]), Verdict::Two(Doubt::OneSource), "{other:?}");
    }
}

#[test]
fn the_order_of_the_records_decides_nothing() {
    let mut dice = Dice(7);
    let names =
        ["Mairie", "CCAS", "Les Amandiers", "France services", "Centre social Les Amandiers", "Mairie France services"];
    let streets = ["1 rue du Bac", "2 rue du Bac", "rue du Bac", "5 place Haute", ""];
    let phones = ["05 65 00 00 01", "05 65 00 00 02", ""];
    for _ in 0..200 {
        let mut samples: Vec<Sample<'_>> = (0..12)
            .map(|_| Sample {
                source: ["annuaire", "mednum", "data-inclusion"][dice.below(3)],
                name: names[dice.below(names.len())],
                street: streets[dice.below(streets.len())],
                phone: phones[dice.below(phones.len())],
                at: [None, Some((44.35, 2.571)), Some((44.350_4, 2.571))][dice.below(3)],
                ..Sample::default()
            })
            .collect();
        let says = |samples: &[Sample<'_>]| {
            let mut all: Vec<Vec<String>> = linked(samples)
                .into_iter()
                .map(|rows| {
                    let mut group: Vec<String> =
                        rows.iter().map(|row| format!("{:?}", samples[*row as usize])).collect();
                    group.sort();
                    group
                })
                .collect();
            all.sort();
            all
        };
        let before = says(&samples);
        let at = dice.below(samples.len());
        samples.rotate_left(at);
        samples.swap(0, 7);
        assert_eq!(says(&samples), before);
        // No pair of a group is known to be two places.
        let records: Vec<Record> = (0..).zip(&samples).map(|(row, sample)| sample.record(row)).collect();
        let linker = Linker::new(&records);
        for group in linker.links().groups {
            for (nth, a) in group.rows.iter().enumerate() {
                for b in &group.rows[nth + 1..] {
                    assert!(!matches!(linker.explain(*a as usize, *b as usize).1, Verdict::Two(_)));
                }
            }
        }
    }
}
