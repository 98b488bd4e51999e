//! An index of places on the disk:
//! - a place that two sources describe is found once, by the identifier of either; another stays by itself;
//! - of two places with one identifier the first is found;
//! - the table of a source that did not change is taken over, file by file; a table that cannot be read is left out;
//! - kinds and features are asked for together; what is open at a moment is what its hours say, and nothing else;
//! - a stretch of time is open where some of it is, by the clock of the place;
//! - what nobody confirmed for long comes later, and what is gone last;
//! - a number is known as that of a place however it is written there, and no other is;
//! - one changed byte is told;
//! - what is written changes only with the number of the format (`tests/format.txt`, written anew with `GUICHET_BLESS=1`).

use guichet_core::dice::Dice;
use guichet_core::fake::card;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{Date, FeatureId, Item, Moment, OpenAt, Place, PlaceKind, Position, SourceRef};
use guichet_core::ports::catalog::Near;
use guichet_places::{Gazetteer, Input, Places, Tables, build, schedule, verify};
use std::fs;
use std::path::{Path, PathBuf};

fn place(source: &str, id: &str, name: &str, change: impl FnOnce(&mut Place)) -> Item {
    let mut place = Place {
        kind: "mediation_numerique".into(),
        address: "12 rue Béteille".into(),
        postal_code: "12000".into(),
        commune: "Rodez".into(),
        commune_code: "12202".into(),
        phone: "05 65 00 00 01".into(),
        hours: "Mo-Fr 09:00-12:00".into(),
        position: Position::new(44.35, 2.57),
        ..Place::default()
    };
    change(&mut place);
    let date = Date { year: 2026, month: 10, day: 1 };
    let source = SourceRef { name: source.into(), id: id.into(), date, ..card("x", "x").source };
    Item::of_place(format!("place/{source}-{id}", source = source.name).as_str().into(), name.into(), place, source)
}

fn input(name: &str, items: Vec<Item>) -> Input<'static> {
    Input { name: name.into(), is_carried: false, items: Box::new(|| Some(Box::new(items.into_iter()))) }
}

fn built(folder: &Path, earlier: &[PathBuf], inputs: Vec<Input<'_>>) -> (usize, Places) {
    fs::create_dir_all(folder).expect("a folder");
    let count = build(folder, earlier, inputs, &Gazetteer::default()).expect("built");
    assert!(verify(folder).expect("read"));
    (count, Places::open(folder).expect("opens"))
}

fn near(kinds: &[PlaceKind]) -> Near<'_> {
    Near::of(kinds, Position::new(44.35, 2.57).expect("on the globe"), 10)
}

fn ids(places: &Places, near: &Near<'_>) -> Vec<String> {
    places.nearest(near).expect("places").into_iter().map(|hit| hit.item.id.to_string()).collect()
}

#[test]
fn a_place_of_two_sources_is_found_once() {
    let temp = tempfile::tempdir().expect("a folder");
    let one = vec![
        place("a", "1", "Médiathèque de Rodez", |_| {}),
        place("a", "2", "Ressourcerie du Rouergue", |place| {
            place.address = "3 avenue de Paris".into();
            place.phone = "05 65 00 00 02".into();
            place.position = Position::new(44.36, 2.58);
        }),
    ];
    let two = vec![
        place("b", "7", "Médiathèque de Rodez", |place| place.website = "https://mediatheque.example".into()),
        place("a", "2", "Le même identifiant", |_| {}),
    ];
    let (count, places) = built(&temp.path().join("1"), &[], vec![input("one", one), input("two", two)]);
    assert_eq!(count, 2);
    let found = ids(&places, &near(&[]));
    assert_eq!(found.len(), 2, "{found:?}");
    for id in ["place/a-1", "place/b-7"] {
        let item = places.item(&id.into()).expect("read").expect("a place");
        let place = item.place.expect("a place");
        assert_eq!((place.website.as_str(), place.also.len()), ("https://mediatheque.example", 1), "{id}");
    }
    let second = places.item(&"place/a-2".into()).expect("read").expect("a place");
    assert_eq!(second.title, "Ressourcerie du Rouergue");
}

#[cfg(unix)]
#[test]
fn what_did_not_change_is_taken_over() {
    use std::os::unix::fs::MetadataExt;
    let temp = tempfile::tempdir().expect("a folder");
    let (first, second) = (temp.path().join("1"), temp.path().join("2"));
    let one = || input("one", vec![place("a", "1", "Médiathèque", |_| {})]);
    built(&first, &[], vec![one()]);
    let lost = Input { name: "lost".into(), is_carried: false, items: Box::new(|| None) };
    let never = Input { items: Box::new(|| panic!("it is taken over")), ..one() };
    let other = input("other", vec![place("b", "2", "Mairie", |place| place.kind = "mairie".into())]);
    let (count, places) = built(&second, std::slice::from_ref(&first), vec![never, lost, other]);
    let number = |folder: &Path| fs::metadata(folder.join("one/items")).expect("a file").ino();
    assert_eq!((count, number(&first)), (2, number(&second)));
    assert_eq!(ids(&places, &near(&["mairie".into()])), ["place/b-2"]);
}

#[test]
fn kinds_features_and_hours_are_asked_for_together() {
    let hours = [
        "Mo-Fr 09:10-12:00",
        "Mo-Fr 09:00-12:00; PH off",
        "Sa 10:00-18:00",
        "Jan-Nov Mo 10:00-11:00",
        "Mo-Su 22:00-02:00",
        "",
        "sur rendez-vous",
        "PH 10:00-12:00",
    ];
    let (kinds, features): (Vec<PlaceKind>, Vec<FeatureId>) =
        (vec!["mairie".into(), "caf".into()], vec!["fee/free".into(), "language/ar".into()]);
    let mut dice = Dice(4);
    let items: Vec<Item> = (0..400)
        .map(|number| {
            place("a", &number.to_string(), &format!("Lieu {number}"), |place| {
                place.kind = kinds[dice.below(2)].clone();
                place.hours = hours[dice.below(hours.len())].into();
                place.features = features.iter().filter(|_| dice.below(3) > 0).cloned().collect();
                place.phone = format!("05 65 01 {:02} {:02}", number / 100, number % 100);
                place.address = format!("{number} rue de la Paix");
                let spread = |dice: &mut Dice| dice.below(1_000) as f64 / 2_000.0;
                place.position = Position::new(44.0 + spread(&mut dice), 2.3 + spread(&mut dice));
                // Strasbourg has holidays of its own, Saint-Denis de La Réunion another clock.
                place.commune_code = ["12202", "67482", "97411"][number % 3].into();
            })
        })
        .collect();
    let temp = tempfile::tempdir().expect("a folder");
    let (_, places) = built(temp.path(), &[], vec![input("one", items.clone())]);
    let moments = [
        "2026-11-23T09:05",
        "2026-11-23T09:10",
        "2026-11-23T10:30",
        "2026-11-28T10:00",
        "2026-11-29T01:59",
        "2026-11-11T10:30",
        "2026-12-26T10:30",
        "2027-03-26T10:30",
    ];
    for moment in moments.map(|text| Moment::parse(text).expect("a moment")) {
        for (kinds, features) in [(&kinds[..1], &features[..]), (&kinds[..], &features[..1]), (&[], &[])] {
            let asked = Near { features, open_at: Some(OpenAt::Moment(moment)), limit: 1_000, ..near(kinds) };
            let is_meant = |item: &&Item| {
                let place = item.place.as_ref().expect("a place");
                (kinds.is_empty() || kinds.contains(&place.kind))
                    && features.iter().all(|feature| place.features.contains(feature))
                    && schedule::surely_open(
                        &place.hours,
                        &place.commune_code,
                        schedule::local(&place.commune_code, moment),
                    )
                    .is_some()
            };
            let mut all: Vec<String> = items.iter().filter(is_meant).map(|item| item.id.to_string()).collect();
            let mut found = ids(&places, &asked);
            let few = ids(&places, &Near { limit: 5, ..asked });
            assert_eq!(few, found[..few.len()], "the nearest of all");
            assert_eq!(few.len(), found.len().min(5));
            all.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, all, "{moment:?} {kinds:?} {features:?}");
        }
    }
}

#[test]
fn a_stretch_of_time_is_open_where_some_of_it_is() {
    let hours = ["Mo-Fr 09:00-12:00", "Tu 18:30-20:00", "Mo-Su 22:00-02:00; PH off", "Dec Tu 17:00-19:00", ""];
    let items = hours.iter().enumerate().map(|(at, hours)| {
        place("a", &at.to_string(), &format!("Lieu {at}"), |place| {
            place.hours = (*hours).into();
            place.phone.clear();
            place.address = format!("{at} rue de la Paix");
            // The last but one is in Saint-Denis de La Réunion, three hours ahead: its own evening is meant.
            place.commune_code = if at == 3 { "97411".into() } else { "12202".into() };
        })
    });
    let temp = tempfile::tempdir().expect("a folder");
    let (_, places) = built(temp.path(), &[], vec![input("one", items.collect())]);
    let open = |from: &str, until: &str| {
        let moment = |text: &str| Moment::parse(text).expect("a moment");
        let open_at = Some(OpenAt::Between(moment(from), moment(until)));
        let mut found = ids(&places, &Near { open_at, ..near(&[]) });
        found.sort_unstable();
        found.iter().map(|id| id.trim_start_matches("place/a-").to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(open("2026-12-01T18:00", "2026-12-01T21:00"), "1 3");
    assert_eq!(open("2026-11-24T18:00", "2026-11-24T22:00"), "1 2");
    assert_eq!(open("2026-11-24T11:59", "2026-11-24T14:00"), "0");
    assert_eq!(open("2026-11-24T12:00", "2026-11-24T14:00"), "");
    assert_eq!(open("2026-11-28T00:00", "2026-11-30T23:59"), "0 2", "a week-end and a Monday");
    assert_eq!(open("2026-11-11T08:00", "2026-11-11T23:59"), "", "a public holiday");
}

#[test]
fn what_nobody_confirmed_for_long_comes_later() {
    let dated = |id: &str, lat: f64, day: &str, gone: Option<&str>| {
        let mut item = place("a", id, &format!("Lieu {id}"), |place| {
            place.position = Position::new(lat, 2.57);
            place.phone.clear();
            place.address = format!("{id} rue X");
            place.gone = gone.and_then(Date::parse);
        });
        item.source.date = Date::parse(day).expect("a date");
        item
    };
    // One, two, three, … hundredths of a degree north.
    let items = vec![
        dated("1", 44.36, "2026-11-01", Some("2026-11-01")),
        dated("2", 44.37, "2021-01-01", None),
        dated("3", 44.38, "2026-10-01", None),
        dated("5", 44.40, "2024-08-01", None),
        dated("6", 44.41, "2026-01-01", None),
    ];
    let temp = tempfile::tempdir().expect("a folder");
    let (_, places) = built(temp.path(), &[], vec![input("one", items)]);
    let order = |today: Option<&str>, limit: usize| {
        let found = ids(&places, &Near { today: today.and_then(Date::parse), limit, ..near(&[]) });
        found.iter().map(|id| id.trim_start_matches("place/a-").to_owned()).collect::<String>()
    };
    assert_eq!(order(None, 10), "23156", "only what is gone is later");
    assert_eq!(order(Some("2026-11-23"), 10), "32165", "gone: four times as far; old: up to twice");
    assert_eq!(order(Some("2026-11-23"), 2), "32");
    assert_eq!(order(Some("2026-11-23"), 1), "3");
}

#[test]
fn one_changed_byte_is_told() {
    let temp = tempfile::tempdir().expect("a folder");
    built(temp.path(), &[], vec![input("one", vec![place("a", "1", "Médiathèque", |_| {})])]);
    for name in ["one/items", "one/table", "one/records", "tables", "gazetteer"] {
        let path = temp.path().join(name);
        let whole = fs::read(&path).expect("a file");
        let mut bytes = whole.clone();
        *bytes.last_mut().expect("a byte") ^= 0x10;
        fs::write(&path, bytes).expect("written");
        assert!(!verify(temp.path()).unwrap_or(false), "{name}");
        fs::write(&path, whole).expect("written");
    }
    assert!(verify(temp.path()).expect("read"));
}

#[test]
fn what_is_written_changes_only_with_its_format() {
    let temp = tempfile::tempdir().expect("a folder");
    let communes = "code\tname\n12202\tRodez\t12\t12000,12850\t24000\t44.35\t2.57\n";
    let gazetteer = Gazetteer::read(&Tables { communes, ..Tables::default() }).expect("a gazetteer");
    let item = place("a", "1", "Médiathèque", |place| {
        place.siret = "21120202300017".into();
        place.features = vec!["fee/free".into()];
    });
    build(temp.path(), &[], vec![input("one", vec![item])], &gazetteer).expect("built");
    let of = |name: &str| Fingerprint::of(&fs::read(temp.path().join(name)).expect("a file"));
    let files =
        ["one/items", "one/table", "one/records", "tables", "gazetteer"].map(|name| format!("{name} {}", of(name)));
    let written = format!("{}: {}\n", guichet_places::FORMAT, files.join(", "));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format.txt");
    let golden = fs::read_to_string(&file).unwrap_or_default();
    let number = |text: &str| text.split(':').next().map(str::to_owned);
    #[allow(clippy::disallowed_methods, reason = "a golden file is written anew where the operator says so")]
    let blessed = std::env::var_os("GUICHET_BLESS").is_some_and(|value| value == "1");
    if blessed && number(&written) != number(&golden) {
        fs::write(&file, &written).expect("written");
        return;
    }
    assert_eq!(written, golden, "raise FORMAT in index/places/src/lib.rs, then bless with GUICHET_BLESS=1");
}

#[test]
fn a_number_of_a_place_is_known() {
    let temp = tempfile::tempdir().expect("a folder");
    let written = ["05 65 00 00 01", "+33 5 65 00 00 02", "0565000003 / 09.70.00.00.04", "3646", ""];
    let items = written.iter().enumerate().map(|(number, phone)| {
        place("a", &number.to_string(), &format!("Lieu {number}"), |place| {
            place.phone = (*phone).into();
            place.address = format!("{number} rue de la Paix");
        })
    });
    let (_, places) = built(temp.path(), &[], vec![input("one", items.collect())]);
    for known in ["0565000001", "0565000002", "0565000003", "0970000004"] {
        assert!(places.is_phone(known).expect("read"), "{known}");
    }
    for unknown in ["0565000005", "0565000010", "056500000", "3646", "", "33565000001"] {
        assert!(!places.is_phone(unknown).expect("read"), "{unknown}");
    }
}
