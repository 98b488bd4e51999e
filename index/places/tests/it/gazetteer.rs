//! The communes are found as people write them:
//! - each by its whole name, by each of its postal codes, and by its name beside its département, in words or by number;
//! - by an abbreviation, an arrondissement, an address, the name of a former commune, its name without hyphens;
//! - a name that a far larger commune begins with is asked about;
//! - by a beginning, the most populous one;
//! - with one or two slips, the right one is among those asked about, in more than nine of ten;
//! - what is too short, too long or foreign finds nothing.

use guichet_core::model::Commune;
use guichet_core::ports::catalog::NameMatch;
use guichet_core::text::normal::fold;
use guichet_places::{Gazetteer, Tables};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// One commune in this many is typed.
const TYPED: usize = 37;
/// Communes that are offered to choose from.
const OFFERED: usize = 5;

static GAZETTEER: LazyLock<(Gazetteer, Vec<Commune>)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/gazetteer");
    let table = |name: &str| fs::read_to_string(folder.join(name)).expect("a table of the gazetteer");
    let (communes, former, departements) = (table("communes.tsv"), table("former.tsv"), table("departements.tsv"));
    let tables = Tables { communes: &communes, former: &former, departements: &departements };
    let gazetteer = Gazetteer::read(&tables).expect("read");
    let codes = communes.lines().skip(1).filter_map(|line| line.split('\t').next());
    let all = codes.filter_map(|code| gazetteer.commune(code)).collect();
    (gazetteer, all)
});

/// Codes of the communes that a name without a slip means, the likeliest first.
fn named(typed: &str) -> Vec<String> {
    GAZETTEER.0.named(typed).into_iter().map(|found| found.commune.code).collect()
}

/// Codes of the communes that what is typed may mean.
fn matched(typed: &str) -> Vec<String> {
    GAZETTEER.0.matches(typed).into_iter().map(|found| found.commune.code).collect()
}

#[test]
fn each_commune_is_named_by_its_name_its_codes_and_its_departement() {
    let (gazetteer, communes) = &*GAZETTEER;
    for commune in communes.iter().step_by(TYPED) {
        let whole = gazetteer.named(&commune.name);
        // No more than twenty communes of one name are given: the smallest of "Saint-Aubin" is not among them.
        assert!(whole.len() == 20 || whole.iter().any(|found| found.commune == *commune), "{}", commune.name);
        for code in &commune.postal_codes {
            let typed = format!("{} {code}", commune.name);
            assert!(named(&typed).contains(&commune.code), "{typed}");
            assert!(named(&format!("3 rue du Moulin {code} {}", commune.name)).contains(&commune.code), "{typed}");
        }
        let beside = [Some(commune.departement.as_str()), gazetteer.departement(&commune.departement)];
        for departement in beside.into_iter().flatten() {
            for typed in [format!("{} {departement}", commune.name), format!("{} ({departement})", fold(&commune.name))]
            {
                assert!(named(&typed).contains(&commune.code), "{typed}");
            }
        }
    }
}

#[test]
fn communes_are_read_as_people_write_them() {
    for (typed, code) in [
        ("st etienne", "42218"),
        ("St-Étienne", "42218"),
        ("ste foy les lyon", "69202"),
        ("paris 18", "75118"),
        ("Paris XVIII", "75118"),
        ("paris 18ème arrondissement", "75118"),
        ("dans le 3e arrondissement de lyon", "69383"),
        ("marseille treizieme", "13213"),
        ("lyon troisième", "69383"),
        ("75018", "75118"),
        ("75116", "75116"),
        ("12 rue de la paix 75002 paris", "75102"),
        ("44000 Nantes", "44109"),
        ("Nantes (44000)", "44109"),
        ("33200", "33063"),
        ("bordeaux cedex 2", "33063"),
        ("villepinte 93", "93078"),
        ("93 villepinte", "93078"),
        ("saint denis reunion", "97411"),
        ("saint denis de la réunion", "97411"),
        ("saint denis 974", "97411"),
        ("argenteuil val d'oise", "95018"),
        ("lille hauts de france", "59350"),
        ("saintdenis 93", "93066"),
        ("larochelle", "17300"),
        ("annecy le vieux", "74010"),
        ("Pierrefitte-sur-Seine", "93066"),
    ] {
        assert_eq!(named(typed).first().map(String::as_str), Some(code), "{typed}");
    }
    for (typed, code) in [
        ("kremlin bicetre", "94043"),
        ("tampon", "97422"),
        ("chalon", "71076"),
        ("vitry", "94081"),
        ("cherbourg", "50129"),
        ("bordo", "33063"),
        ("perpignent", "66136"),
        ("nime", "30189"),
        ("marsei", "13055"),
        ("cayene", "97302"),
        ("roddez", "12202"),
        ("93", "93066"),
        ("ardèche", "07010"),
    ] {
        assert_eq!(matched(typed).first().map(String::as_str), Some(code), "{typed}");
    }
    for (typed, both) in [("aix", ["13001", "19002"]), ("evry", ["91228", "89162"])] {
        assert!(both.iter().all(|code| named(typed).iter().any(|found| found == code)), "{typed}: {:?}", named(typed));
    }
    let former = GAZETTEER.0.named("annecy le vieux");
    assert_eq!(former.first().and_then(|found| found.former.as_deref()), Some("Annecy-le-Vieux"));
}

#[test]
fn slips_find_the_right_commune_or_ask() {
    let (gazetteer, communes) = &*GAZETTEER;
    let (mut tried, mut right) = (0, 0);
    for (number, commune) in communes.iter().enumerate().step_by(TYPED) {
        let once = slipped(&fold(&commune.name), number / TYPED % 4, number);
        let twice = slipped(&once, number / TYPED % 3, number * 7 + 3);
        for typed in [once, twice] {
            if typed.chars().count() < OFFERED {
                continue;
            }
            tried += 1;
            let found = gazetteer.matches(&typed);
            right += usize::from(found.iter().take(OFFERED).any(|found| found.commune.code == commune.code));
        }
    }
    assert!(right * 100 >= tried * 94, "{right} of {tried}");
}

/// A name written with a slip: a letter dropped, doubled, changed or swapped with the next.
fn slipped(name: &str, kind: usize, at: usize) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = at % letters.len();
    match kind {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = 'x',
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

#[test]
fn a_beginning_finds_the_most_populous() {
    let (gazetteer, communes) = &*GAZETTEER;
    for commune in communes.iter().step_by(10 * TYPED) {
        for letters in [3, 4, 5, 8] {
            let typed = fold(&fold(&commune.name).chars().take(letters).collect::<String>());
            let begun = |other: &&Commune| typed.len() >= 4 && fold(&other.name).starts_with(&typed);
            let expected = communes.iter().filter(begun).map(|other| other.population).max();
            let found = gazetteer.beginning(&typed).map(|commune| commune.population);
            assert_eq!(found, expected, "{typed}");
        }
    }
    assert_eq!(gazetteer.commune("12202").map(|commune| commune.name).as_deref(), Some("Rodez"));
    assert!(gazetteer.commune("99999").is_none() && gazetteer.beginning("xyzzyx").is_none());
}

#[test]
fn what_is_no_commune_finds_none() {
    for typed in ["", "ab", "東京", "xyzzyx", "99999", "paris 99e", "loyer", "je cherche un logement pas cher"] {
        assert!(named(typed).is_empty(), "{typed}");
    }
    assert!(matched(&"saint ".repeat(2_000)).is_empty() && matched("").is_empty());
    assert!(GAZETTEER.0.matches("93").iter().all(|found| found.how == NameMatch::Area));
}
