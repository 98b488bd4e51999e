//! - French hours as people write them become OSM syntax, each kind of writing once;
//! - what may mean two things, or has a word that is not known, is kept as it is, and unknown;
//! - any text is read without a panic, the same way twice.

use super::*;

fn french(text: &str) -> String {
    let Written { osm, kind } = written(text);
    assert!(matches!(kind, WrittenAs::FromFrench | WrittenAs::Kept), "{text}: {osm}");
    if kind == WrittenAs::Kept { "-".to_owned() } else { osm }
}

#[test]
fn days_then_times() {
    for (text, osm) in [
        ("Lundi au vendredi 9h-12h / 14h-17h30", "Mo-Fr 09:00-12:00,14:00-17:30"),
        ("Mar. et Jeu. : 13h30 à 17h", "Tu,Th 13:30-17:00"),
        (
            "du lundi au jeudi de 8h30 à 12h et de 13h30 à 17h30, le vendredi jusqu'à 16h30",
            "Mo-Th 08:30-12:00,13:30-17:30; Fr 08:30-12:00,13:30-16:30",
        ),
        (
            "Lundi au vendredi : 8h-12h, 13h30-17h30 (vendredi 16h30)",
            "Mo-Th 08:00-12:00,13:30-17:30; Fr 08:00-12:00,13:30-16:30",
        ),
        ("mar-mer-jeu-ven 10h-12h 13h30-18h30 et le sam 10h-12h30", "Tu-Fr 10:00-12:00,13:30-18:30; Sa 10:00-12:30"),
        ("Lun/mar: 9h30/12h30 mer/ven: 14h30/17h30", "Mo-Tu 09:30-12:30; We,Fr 14:30-17:30"),
        ("Mardi de 14 à 19h / samedi de 9 à 12h", "Tu 14:00-19:00; Sa 09:00-12:00"),
        ("lundi : - mardi : 10:00 - 13:00 samedi : -", "Tu 10:00-13:00"),
        (
            "- - / mardi après-midi: 14h-18h - mercredi matin: 10h-12h / mercredi après-midi: 14h-19h -",
            "Tu 14:00-18:00; We 10:00-12:00,14:00-19:00",
        ),
        ("lundi matin : 8h15/12h, mardi et jeudi : 9h/12h-13h30/17h", "Mo 08:15-12:00; Tu,Th 09:00-12:00,13:30-17:00"),
        ("Tous les jours de 9h00 à 12h00 sauf week-end", "Mo-Fr 09:00-12:00"),
        ("24h/24 7j/7", "24/7"),
        ("du lundi au vendredi : matin 9h-12h, après-midi 14h-17h", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("Lu-Ve 9h-12h", "Mo-Fr 09:00-12:00"),
        ("Lundi 9h-18h, samedi 9h-12h, fermé le samedi après midi et le dimanche", "Mo 09:00-18:00; Sa 09:00-12:00"),
        ("Du lundi au vendredi 10 heures à midi", "Mo-Fr 10:00-12:00"),
        ("Horaires d'ouverture : lundi 9h 12h 13h30 17h30", "Mo 09:00-12:00,13:30-17:30"),
    ] {
        assert_eq!(french(text), osm, "{text}");
    }
}

#[test]
fn times_then_days() {
    for (text, osm) in [
        ("9h-12h et 14h-17h du mardi au samedi", "Tu-Sa 09:00-12:00,14:00-17:00"),
        ("8h-12h du Lundi au Samedi et 13h30-17h30 le mercredi", "Mo-Tu,Th-Sa 08:00-12:00; We 08:00-12:00,13:30-17:30"),
    ] {
        assert_eq!(french(text), osm, "{text}");
    }
}

#[test]
fn days_of_the_month_weeks_months_and_dates() {
    for (text, osm) in [
        ("1er et 3ème lundi du mois de 14h à 17h", "Mo[1,3] 14:00-17:00"),
        ("2e mardi du mois : 09:00-11:00", "Tu[2] 09:00-11:00"),
        ("Tous les 1er vendredis du mois de 9h30 à 12h30", "Fr[1] 09:30-12:30"),
        ("Mardi 10h-12h Samedi 10h-12h (2e et 4e du mois)", "Tu 10:00-12:00; Sa[2,4] 10:00-12:00"),
        ("le mercredi des semaines paires de 14h à 17h", "week 02-52/2 We 14:00-17:00"),
        ("mercredi 14h-17h (semaines impaires)", "week 01-53/2 We 14:00-17:00"),
        ("mardi de 18h à 19h de septembre à juin", "Sep-Jun Tu 18:00-19:00"),
        (
            "Mardi de 16h30 à 18h30. En juillet et août uniquement le vendredi de 16h30 à 18h30.",
            "Tu 16:30-18:30; Jul,Aug off; Jul,Aug Fr 16:30-18:30",
        ),
        ("Du lundi au vendredi 9h-12h. Fermé en août", "Mo-Fr 09:00-12:00; Aug off"),
        ("Lundi 9h-12h (fermeture pour le mois d'août)", "Mo 09:00-12:00; Aug off"),
        ("Du 1er juillet au 31 août : lundi 9h-12h", "Jul 01-Aug 31 Mo 09:00-12:00"),
        (
            "De septembre à juin : mardi 9h-12h. Juillet et août : mercredi 9h-12h",
            "Sep-Jun Tu 09:00-12:00; Jul,Aug We 09:00-12:00",
        ),
        ("Lundi 9h-12h, fermé du 1er au 15 août", "Mo 09:00-12:00; Aug 01-15 off"),
        ("Lundi 9h-12h, fermeture du 24 décembre au 2 janvier", "Mo 09:00-12:00; Dec 24-Jan 02 off"),
        (
            "En période scolaire : mardi 14h-18h. Pendant les vacances scolaires : du lundi au vendredi 9h-12h",
            "Tu 14:00-18:00; SH off; SH Mo-Fr 09:00-12:00",
        ),
        ("Le mardi de 10h à 12h, hors vacances scolaires et jours fériés", "Tu 10:00-12:00; SH off; PH off"),
        ("Le lundi (hors jours fériés) de 10h à 12h", "Mo 10:00-12:00; PH off"),
    ] {
        assert_eq!(french(text), osm, "{text}");
    }
}

#[test]
fn halves_of_days_without_times() {
    for (text, osm) in [
        ("1er lundi matin du mois", "Mo[1] unknown \"le matin\""),
        ("2ème vendredi après-midi du mois", "Fr[2] unknown \"l'après-midi\""),
        ("Lundi matin, mardi après-midi, vendredi matin", "Mo,Fr unknown \"le matin\"; Tu unknown \"l'après-midi\""),
    ] {
        assert_eq!(french(text), osm, "{text}");
    }
    // Of "am" nobody knows which half it is.
    assert_eq!(french("mardi am, samedi matin"), "-");
}

#[test]
fn what_is_closed_and_by_appointment() {
    for (text, osm) in [
        ("Du lundi au vendredi 9h-12h, fermé le mercredi", "Mo-Tu,Th-Fr 09:00-12:00"),
        (
            "Lundi : 8h30-12h / 14h-17h Mardi : Fermé au public le matin / 14h-17h Jeudi : fermé l'après-midi, 9h-12h",
            "Mo 08:30-12:00,14:00-17:00; Tu 14:00-17:00; Th 09:00-12:00",
        ),
        ("Ouverture médiathèque mercredi 14h à 17h et samedi 9h à 12h", "We 14:00-17:00; Sa 09:00-12:00"),
        ("Lundi 9h-12h, mercredi : Fermé, jeudi 9h-12h", "Mo,Th 09:00-12:00"),
        (
            "Du lundi au vendredi 9h-12h 14h-17h. Fermé le jeudi après-midi",
            "Mo-We,Fr 09:00-12:00,14:00-17:00; Th 09:00-12:00",
        ),
        ("sur rendez-vous", "unknown \"sur rendez-vous\""),
        ("Tous les jours sur rendez-vous", "Mo-Su unknown \"sur rendez-vous\""),
        ("LUNDI 9H30/12H30 (sur rdv)", "Mo 09:30-12:30 unknown \"sur rendez-vous\""),
        ("Sur rendez vous du lundi au vendredi : 9h-12h", "Mo-Fr 09:00-12:00 unknown \"sur rendez-vous\""),
        ("Mercredi 9h-12h et sur rendez-vous", "We 09:00-12:00 || unknown \"sur rendez-vous\""),
        ("Du lundi au vendredi de 9h à 12h sans RDV", "Mo-Fr 09:00-12:00"),
    ] {
        assert_eq!(french(text), osm, "{text}");
    }
}

#[test]
fn what_is_not_certain_is_kept() {
    for text in [
        "9h-12h / 14h-17h",
        "Du lundi au vendredi",
        "lundi - mercredi 9h-12h",
        "Du lundi ou vendredi de 9h à 12h",
        "Du lundi au vendredi de 9h à 12h et d",
        "du lundi au vendredi de 8h30 à 12h et de 13h30",
        "jeudi : 9h-12h30 et 13h30-17h/16h30",
        "Atelier le lundi de 9h à 11h",
        "Mar : 9-11h et Mer : 3-11 h",
        "du mardi au samedi: 10h-12h 14h-18h sauf jeudi et vendredi matin",
        "Lundi au vendredi 14h-18h, mercredi 9h-12h",
        "Un mardi sur deux de 9h à 12h",
        "Sur RDV : 02.47.49.01.20",
        "lundi matin et mardi 9h-12h",
        "lundi 9h-12h mardi",
        "Du mardi au samedi 9h-12h. Fermé jeudi et samedi",
        "le lundi matin sur rdv",
        "lundi matin 9h-17h",
        "Mardi 9h-12h de septembre à juin, mercredi 9h-12h",
        "fermé en août",
        "mardi 9-12",
    ] {
        assert_eq!(french(text), "-", "{text}");
    }
    assert_eq!(written("Contacter \"la mairie\"\n<b>x</b>").osm, "unknown \"Contacter  la mairie  <b>x</b>\"");
    assert_eq!(written(" ").kind, WrittenAs::Empty);
}

#[test]
fn any_text_is_read_without_a_panic() {
    let pieces = [
        "lundi",
        "au",
        "vendredi",
        "9h",
        "-",
        "12h30",
        "/",
        ",",
        "et",
        "de",
        "1er",
        "du mois",
        "matin",
        "fermé",
        "sauf",
        "(",
        ")",
        "juillet",
        "août",
        "jours fériés",
        "sur rdv",
        "24h/24",
        "9",
        "99",
        "jusqu'à",
        "Mo",
        "Fr 09:00-12:00",
        "PH off",
        "||",
        "\"",
        "week 1-53/2",
        "é",
        "\u{202e}",
        "sunset",
        "2026",
        "[",
        "]",
        "+",
        "week-end",
        "semaines paires",
        " ",
        "\n",
        "période scolaire",
    ];
    let mut dice = guichet_core::dice::Dice(11);
    for _ in 0..20_000 {
        let text: String = (0..dice.below(12))
            .flat_map(|_| [pieces[dice.below(pieces.len())], if dice.below(3) > 0 { " " } else { "" }])
            .collect();
        let first = written(&text);
        assert_eq!(first, written(&text));
        assert!(first.osm.len() < 1_000, "{text}");
    }
    written(&"lundi 9h-12h ".repeat(2_000));
    written(&"(".repeat(100_000));
}
