//! Two records: the evidence, and whether they are one place.

use super::facts::Facts;
use super::name::Likeness;
use super::record::Record;
use super::street::Same;
use super::words::family;
use std::fmt;

/// Metres within which two exact points are one door, one place, one neighbourhood; beyond the last, two places.
const DOOR: u32 = 30;
const PLACE: u32 = 120;
const NEIGHBOURHOOD: u32 = 400;
const TOWN: u32 = 1_500;

/// Whether one value says that two records are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// One of them has none.
    Unknown,
    /// They have two.
    Differ,
    /// They have the same, which is shared by many: a platform's number, a parent's SIRET.
    Shared,
    /// They have the same, and it is theirs.
    Same,
}

/// How near two records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// One number in one street.
    Door,
    /// Points that are one door's, or near ones with nothing against it.
    Point,
    /// One street, one number missing.
    Street,
    /// Nothing tells.
    Unknown,
    /// Two addresses, not far from one another.
    Around,
    /// Another part of the town, another town.
    Far,
}

/// What speaks for and against two records being one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Their names.
    pub names: Likeness,
    /// Their addresses and points.
    pub nearness: Nearness,
    /// Metres between them, where both have a point that is theirs.
    pub metres: Option<u32>,
    /// One commune.
    pub one_commune: bool,
    /// Their phones.
    pub phone: Agreement,
    /// Their SIRET.
    pub siret: Agreement,
    /// Hosts of their web sites.
    pub website: Agreement,
    /// Both names say something of their own.
    pub own_names: bool,
    /// Both are of one kind, as their names or their sources say.
    pub one_kind: bool,
    /// Their names differ only in that one of them travels, or is an annex.
    pub travels: bool,
    /// Both are town halls, of which a commune has one.
    pub town_halls: bool,
    /// They come from one source.
    pub one_source: bool,
}

/// Why two records are one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// One SIRET that is theirs alone, and nothing against it.
    Siret,
    /// Names alike at one number of one street.
    AddressAndName,
    /// Names alike on one point.
    PointAndName,
    /// Names alike in one commune, under one phone.
    PhoneAndName,
    /// One phone at one door, and no two kinds.
    PhoneAndAddress,
    /// Names alike in one street.
    StreetAndName,
    /// One full name in one commune, and an address is missing.
    NameInCommune,
    /// In one source: one name at one door; or nearly so, and a number in common.
    Repeated,
}

/// Why two records are not linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// Their names say two kinds of place.
    OtherKind,
    /// They are far from one another.
    FarApart,
    /// Their names have nothing in common, and no number ties them.
    OtherName,
    /// Two addresses, and no number that ties them.
    OtherAddress,
    /// One source lists them as two.
    OneSource,
    /// Nothing against it, too little for it.
    TooLittle,
}

/// What is decided of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One place.
    One(Reason),
    /// It cannot be told: they stay two.
    Unsure(Doubt),
    /// Two places, which nothing may bring together.
    Two(Doubt),
}

impl Evidence {
    pub(super) fn of((a, of_a): (&Record, &Facts), (b, of_b): (&Record, &Facts)) -> Self {
        let agreement = |a: Option<u64>, b: Option<u64>, own: bool| match (a, b) {
            (Some(a), Some(b)) if a == b && own => Agreement::Same,
            (Some(a), Some(b)) if a == b => Agreement::Shared,
            (Some(_), Some(_)) => Agreement::Differ,
            _ => Agreement::Unknown,
        };
        let website = match (a.host(), b.host()) {
            ("", _) | (_, "") => Agreement::Unknown,
            (a, b) if a != b => Agreement::Differ,
            _ if of_a.own_host && of_b.own_host => Agreement::Same,
            _ => Agreement::Shared,
        };
        let metres = match (a.position(), b.position()) {
            (Some(a), Some(b)) if of_a.exact && of_b.exact => Some((a.distance_km(b) * 1000.0).round() as u32),
            _ => None,
        };
        let (mut names, travels) = of_a.name.compare(&of_b.name);
        // Words of many names still make one name where all of them are the same.
        if names == Likeness::Weak && a.name() == b.name() && !a.name().is_empty() {
            names = Likeness::Alike;
        }
        let one_commune = of_a.area != 0 && of_a.area == of_b.area;
        let town_hall = |facts: &Facts| facts.name.families & family::TOWN_HALL != 0 && !facts.name.has_own();
        Self {
            names,
            nearness: nearness(of_a, of_b, metres, one_commune),
            metres,
            one_commune,
            phone: agreement(a.phone(), b.phone(), of_a.own_phone && of_b.own_phone),
            siret: agreement(a.siret(), b.siret(), of_a.own_siret && of_b.own_siret),
            website,
            own_names: of_a.name.has_own() && of_b.name.has_own(),
            one_kind: of_a.name.families & of_b.name.families != 0,
            travels,
            town_halls: town_hall(of_a) && town_hall(of_b),
            one_source: a.source() == b.source(),
        }
    }

    /// The rules, in their order: the first that holds decides. `LINKAGE.md` says them for people.
    pub fn verdict(&self) -> Verdict {
        use Verdict::{One, Two, Unsure};
        let alike = self.names >= Likeness::Alike;
        let same_phone = self.phone == Agreement::Same;
        let here = matches!(self.nearness, Nearness::Door | Nearness::Point);
        let far = self.nearness == Nearness::Far;
        if self.names == Likeness::Against {
            return Two(Doubt::OtherKind);
        }
        if self.one_source {
            let differs = self.phone == Agreement::Differ || self.siret == Agreement::Differ;
            let one_phone = self.phone >= Agreement::Shared;
            let one_siret = self.siret >= Agreement::Shared;
            let door = self.nearness == Nearness::Door;
            let repeated = match self.names {
                Likeness::Same => {
                    door || !differs && (here || self.nearness == Nearness::Street && (one_phone || one_siret))
                }
                Likeness::Alike => here && (one_siret || !differs && one_phone && self.own_names),
                _ => false,
            };
            return if repeated { One(Reason::Repeated) } else { Two(Doubt::OneSource) };
        }
        if self.siret == Agreement::Same && (!far || alike && self.one_commune) {
            return One(Reason::Siret);
        }
        if far {
            // It has moved, or one of the points is wrong.
            let moved = self.names == Likeness::Same && same_phone && self.one_commune;
            return if moved { One(Reason::PhoneAndName) } else { Two(Doubt::FarApart) };
        }
        // In two communes, only a name of its own tells: each has its town hall.
        if alike && here && (self.one_commune || self.own_names) {
            let door = self.nearness == Nearness::Door;
            return One(if door { Reason::AddressAndName } else { Reason::PointAndName });
        }
        if alike && same_phone && self.one_commune {
            return One(Reason::PhoneAndName);
        }
        // The organisation in one source, its house in the other. A number that many share tells less.
        let shared =
            self.phone == Agreement::Shared && (self.travels || self.one_kind && self.nearness == Nearness::Door);
        if here && (same_phone || shared) {
            return One(Reason::PhoneAndAddress);
        }
        // One address, written in two ways.
        let near = self.metres.is_some_and(|metres| metres <= PLACE);
        if self.names == Likeness::Same && near && self.one_commune {
            return One(Reason::PointAndName);
        }
        if alike && self.nearness == Nearness::Street && self.one_commune {
            return One(Reason::StreetAndName);
        }
        let full = self.names == Likeness::Same && (self.own_names || self.town_halls);
        if full && self.one_commune && self.nearness == Nearness::Unknown && self.phone != Agreement::Differ {
            return One(Reason::NameInCommune);
        }
        match (self.names, self.nearness) {
            _ if same_phone => Unsure(Doubt::TooLittle),
            (Likeness::Apart, _) => Two(Doubt::OtherName),
            (_, Nearness::Around) => Two(Doubt::OtherAddress),
            _ => Unsure(Doubt::TooLittle),
        }
    }

    /// How much speaks for it: of two candidates, the greater one is taken.
    pub fn strength(&self) -> u32 {
        let of = |agreement, weight| match agreement {
            Agreement::Same => weight,
            Agreement::Shared => weight / 2,
            _ => 0,
        };
        let near = match self.nearness {
            Nearness::Door => 300,
            Nearness::Point => 250,
            Nearness::Street => 150,
            Nearness::Unknown => 50,
            Nearness::Around => 25,
            Nearness::Far => 0,
        };
        let names = match self.names {
            Likeness::Same => 300,
            Likeness::Alike => 200,
            Likeness::Weak => 50,
            _ => 0,
        };
        let metres = self.metres.map_or(0, |metres| 50_u32.saturating_sub(metres / 10));
        of(self.siret, 400) + of(self.phone, 300) + of(self.website, 100) + near + names + metres
    }
}

fn nearness(a: &Facts, b: &Facts, metres: Option<u32>, one_commune: bool) -> Nearness {
    let street = if one_commune { a.street.compare(&b.street) } else { Same::Unknown };
    let within = |far: u32| metres.is_some_and(|metres| metres <= far);
    let beyond = |far: u32| metres.is_some_and(|metres| metres > far);
    match street {
        // A point that says otherwise is the one that is wrong.
        Same::Door => Nearness::Door,
        Same::Written if !beyond(NEIGHBOURHOOD) => Nearness::Door,
        _ if !one_commune && !within(DOOR) => Nearness::Far,
        Same::Unknown | Same::Street | Same::Written if within(PLACE) => Nearness::Point,
        Same::No | Same::Numbers if within(DOOR) => Nearness::Point,
        _ if beyond(TOWN) => Nearness::Far,
        Same::Street if !beyond(NEIGHBOURHOOD) => Nearness::Street,
        Same::Written => Nearness::Street,
        Same::No if beyond(NEIGHBOURHOOD) => Nearness::Far,
        Same::No | Same::Numbers => Nearness::Around,
        Same::Unknown | Same::Street if beyond(NEIGHBOURHOOD) => Nearness::Around,
        _ => Nearness::Unknown,
    }
}

impl Reason {
    /// In words, for reports.
    pub fn words(self) -> &'static str {
        match self {
            Self::Siret => "one SIRET that no other record has",
            Self::AddressAndName => "names alike at one address",
            Self::PointAndName => "names alike on one point",
            Self::PhoneAndName => "names alike in one commune under one phone",
            Self::PhoneAndAddress => "one phone at one address, and nothing against it",
            Self::StreetAndName => "names alike in one street",
            Self::NameInCommune => "one full name in one commune, and an address is missing",
            Self::Repeated => "one name at one address, twice in one source",
        }
    }
}

impl Doubt {
    /// In words, for reports.
    pub fn words(self) -> &'static str {
        match self {
            Self::OtherKind => "their names say two kinds of place",
            Self::FarApart => "they are far from one another",
            Self::OtherName => "their names have nothing in common",
            Self::OtherAddress => "their addresses differ, and no number ties them",
            Self::OneSource => "one source lists them as two",
            Self::TooLittle => "too little is known to say that they are one",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(reason) => write!(f, "one place: {}", reason.words()),
            Self::Unsure(doubt) => write!(f, "not linked: {}", doubt.words()),
            Self::Two(doubt) => write!(f, "two places: {}", doubt.words()),
        }
    }
}
