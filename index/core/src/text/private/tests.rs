//! Properties: personal data is seen however it is written, and called what it is; ordinary numbers, dates and words are not;
//! the need beside it is left; nothing found stands in two findings, nor outside the text.

use super::*;
use crate::dice::Dice;

/// Numbers of services, as content has them.
fn is_public(digits: &str) -> bool {
    ["0141864247", "0970823551"].contains(&digits)
}

fn rest(text: &str) -> Option<String> {
    without(text, is_public, false)
}

#[test]
fn personal_data_is_seen() {
    // Published examples: a specimen card number, specimen IBANs, a number of no living person, phone numbers of the
    // ranges that are never given out.
    for text in [
        "mon numéro 1 00 01 99 999 999 00",
        "FR76 3000 6000 0112 3456 7890 189",
        "mon rib DE89 3704 0044 0532 0130 00",
        "4111 1111 1111 1111",
        "ecrivez a qui.que.ce.soit@example.org",
        "06 39 98 00 01",
        "0639980001",
        "06.39.98.00.01",
        "mon tel: 06-39-98-00-01",
        "+33 6 39 98 00 01",
        "0033639980001",
        "+33 (0)6 39 98 00 01",
        "٠٦٣٩٩٨٠٠٠١",
        "appelez moi au 01 99 00 12 34",
        "+212 612 345 678",
        "mdp: azerty",
        "mon mot de passe est Toto1234!",
        "mon mot de passe c'est azerty",
        "my password is hunter2",
        "mi contraseña es Perro99",
        "a minha senha é gato123",
        "parola mea este Casa2020",
        "мой пароль это Волга77",
        "мій пароль: Київ77",
        "şifrem Kedi1234",
        "كلمة السر هي Qamar99",
        "je m'appelle Jeanne Martin née le 12/03/1980",
        "je suis né le 12 mars 1980",
        "Date de naissance : 12-03-1980",
        "my name is Ann, born 1 May 1975",
        "12.03.1980 doğumluyum",
        "mon numéro d'allocataire est 1234567",
        "n° étranger 9912345678",
        "numéro fiscal 12 34 567 890 123",
    ] {
        assert_eq!(rest(text).as_deref(), Some(""), "{text}");
    }
}

#[test]
fn ordinary_numbers_dates_and_words_are_not() {
    for text in [
        "115",
        "3919",
        "39 39",
        "116 006",
        "09 70 82 35 51",
        "01 41 86 42 47",
        "0 805 16 00 75",
        "0 892 705 705",
        "12000 Rodez",
        "j'ai 1200 euros",
        "1 200 000",
        "né en 1985",
        "né le 12",
        "12/03/1980",
        "rdv le 12/11/2026",
        "mon fils est né hier",
        "je ne peux pas payer le 12 mars 2026",
        "cerfa 15481",
        "4 et 9 ans",
        "j'ai oublié mon mot de passe",
        "mon mot de passe est oublié",
        "mon mot de passe est toujours refusé",
        "mot de passe perdu ameli",
        "mot de passe : oublié",
        "my password is wrong",
        "contraseña olvidada",
        "la caf me demande mon numéro d'allocataire",
        "titre de séjour étranger 10 ans",
        "F12006",
        "3 enfants, 1 bébé, 2 ans et 4 mois",
    ] {
        assert_eq!(rest(text), None, "{text}");
    }
}

#[test]
fn a_date_that_was_asked_for_is_an_answer() {
    for text in ["né le 12/03/1980", "12 mars 1980", "je suis née le 1er mai 1975"] {
        assert_eq!(without(text, is_public, true), None, "{text}");
    }
    assert!(without("je m'appelle Jeanne, née le 12/03/1980", is_public, true).is_some());
}

#[test]
fn the_need_beside_it_is_left() {
    for (text, left) in [
        ("mon mail est qui@example.org, je veux demander le RSA", "je veux demander le RSA"),
        ("aide au loyer 06 39 98 00 01", "aide au loyer"),
        ("06 39 98 00 01 12000 Rodez", "12000 Rodez"),
        ("je m'appelle Jeanne née le 12/03/1980 je cherche une crèche", "je cherche une crèche"),
    ] {
        let rest = rest(text).expect("personal data");
        assert!(rest.ends_with(left) && !rest.contains("1980") && !rest.contains("98 00"), "{text}: {rest}");
    }
}

/// A number with its key: [`numbers`] must agree with the definition.
fn nir(body: &str) -> String {
    let number: u64 = body.replace("2A", "19").replace("2B", "18").parse().expect("digits");
    format!("{body}{:02}", 97 - number % 97)
}

fn kinds(text: &str) -> Vec<PersonalKind> {
    find(text, is_public, false).into_iter().map(|one| one.kind).collect()
}

#[test]
fn each_kind_is_told_from_the_others() {
    use PersonalKind::*;
    let spaced = |number: &str| number.chars().map(|c| format!("{c} ")).collect::<String>();
    // Of communes and people that do not exist: the order is 999.
    let (main, corsican) = (nir("1000199999999"), nir("185052A999999"));
    for (text, kind) in [
        (main.as_str(), Nir),
        (&spaced(&main), Nir),
        (&corsican, Nir),
        (&corsican.replace("2A", " 2a "), Nir),
        (&nir("285052B999999"), Nir),
        (&nir("7850099999999"), Nir),
        // Near: of the shape, with a key that is not its own, and without one.
        ("100019999999901", Nir),
        ("1 00 01 99 999 999", Nir),
        ("FR76 3000 6000 0112 3456 7890 189", Iban),
        ("FR7630006000011234567890188", Iban),
        ("DE89370400440532013000", Iban),
        ("carte 4111 1111 1111 1111", Card),
        ("4111-1111-1111-1111", Card),
        ("3782 822463 10005", Card),
        ("06 39 98 00 01", Phone),
        ("06/39/98/00/01", Phone),
        ("0 6 3 9 9 8 0 0 0 1", Phone),
        ("+33639980001", Phone),
        ("écrire à qui@example.org", Email),
        ("mail:qui@example.org", Email),
        ("3023217600053", Tax),
        ("30 23 217 600 053", Tax),
        ("numéro fiscal 302321", Tax),
        ("1234567A", Caf),
        ("dossier 1234567 B", Caf),
        ("1234567-C", Caf),
        ("n° allocataire 1234567", Caf),
        ("n° allocataire : 1234567", Caf),
        ("n° étranger 9912345678", File),
        ("mdp : soleil", Password),
        ("mot de passe = soleil", Password),
        ("le code secret est 4321", Password),
        ("née le 12/03/1980", Birth),
    ] {
        assert_eq!(kinds(text), [kind], "{text}");
    }
    assert_eq!(kinds("qui@example.org ou 06 39 98 00 01, mdp: soleil"), [Email, Phone, Password]);
}

#[test]
fn near_and_harmless_numbers_pass() {
    for text in [
        // Not of the shape and with a wrong key; a card and an IBAN of other countries that fail their checks.
        "785009999999901",
        "4111 1111 1111 1112",
        "DE89370400440532013001",
        "12345678A",
        "123456A",
        "1200000 a la caf",
        "1234567",
        "9923217600053",
        "rdv le 12.03.2026 12000 Rodez",
        "rdv 06.11.2026 15 personnes",
        "le 06/11/2026 à 10 h",
        "06/11/2026 10",
        "1 234,56 €",
        "12 345 678 €",
        "45 min, 1 h 30, 90 minutes",
        "75012 Paris, 13055 Marseille",
        "SIRET 732 829 320 00074",
        "3 personnes de 12, 14 et 45 ans",
        "appeler le 01 41 86 42 47 ou le 3646",
        "+33 1 41 86 42 47",
        "0033141864247",
        "a changé son mot de passe",
        "mot de passe : oublié",
        "code postal 12000",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

fn noted(text: &str) -> Vec<PersonalKind> {
    let of_all = |digits: &str| is_public(digits) || ["3939", "3646", "115", "119", "116006"].contains(&digits);
    find_in_note(text, of_all).into_iter().map(|one| one.kind).collect()
}

#[test]
fn addresses_and_accounts_are_seen_as_people_write_them() {
    use PersonalKind::*;
    for (text, kind) in [
        ("IBAN FR76 3000 6000 0112", Iban),
        ("FR76 3000 6000 01", Iban),
        ("rib FR7630006000011", Iban),
        ("DE89 3704 0044 05", Iban),
        ("iban DE89370400440", Iban),
        ("marie.dupont (arobase) orange.fr", Email),
        ("marie.dupont arobase orange point fr", Email),
        ("marie arrobase gmail", Email),
        ("marie [at] exemple.org", Email),
        ("marie @ exemple.org", Email),
        ("marie.dupont@orange", Email),
        ("marie.dupont@orange.", Email),
        ("zéro six douze 34 56 78", Phone),
        ("zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit", Phone),
        ("zero un quatre vingt dix neuf zero zero douze trente quatre", Phone),
        ("06 douze 34 56 quatre-vingt-un", Phone),
        ("caf 1234567", Caf),
        ("dossier de la caf n° 1234567", Caf),
    ] {
        assert_eq!((kinds(text), noted(text)), (vec![kind], vec![kind]), "{text}");
    }
    for text in [
        "FR76",
        "ne trouve pas la touche arobase. Bien expliqué",
        "la touche (arobase) du clavier",
        "rdv at the town hall",
        "zéro heure, douze personnes",
        "six enfants de douze, quinze et vingt ans",
        "zéro un quatre un huit six quatre deux quatre sept",
        "la caf me doit 1234567 euros",
        "caf 123456",
        "un deux trois quatre cinq six sept huit neuf dix",
    ] {
        assert_eq!((kinds(text), noted(text)), (vec![], vec![]), "{text}");
    }
}

#[test]
fn a_long_number_in_a_note_is_refused() {
    use PersonalKind::*;
    for (text, kind) in [
        ("1234567", File),
        ("dossier 1 234 567", File),
        ("dossier n° 12-34-567", File),
        ("dossier 2026 123456", File),
        ("ref AB1234567", File),
        ("12345 67890", File),
        ("06.12.34.56.7", Phone),
        ("06 12 34 56 7", Phone),
        ("06:39:98:00:01", Phone),
        ("06,39,98,00,01", Phone),
        ("O6 39 98 00 01", File),
        ("06 12 34 12000 rodez", Phone),
        ("4111 1111 1111 1112", Card),
        ("carte 4111111111111112", Card),
        ("SIRET 732 829 320 00074", File),
        ("né le 06/12/34/56/7", Phone),
    ] {
        assert_eq!(noted(text), [kind], "{text}");
    }
    // What explains digits explains no more than it says.
    for text in ["1234567 le 12/11/2026", "12/11/2026 1234567", "le 39 39 1234567"] {
        assert_eq!(noted(text).len(), 1, "{text}");
    }
}

#[test]
fn what_explains_itself_passes_in_a_note() {
    for text in [
        "123456",
        "1 250,50 €",
        "doit 12 000 euros",
        "1 234 567,89 €",
        "dette de 12.345,67 EUR depuis 2024",
        "en 2025 12 000 €",
        "le 12/11/2026",
        "le 12/11/2026 14:30",
        "rdv 12.11.26 14:30",
        "du 01/01/2026-31/12/2026",
        "2026-11-12",
        "12 11 2026",
        "2024 2025 2026",
        "années 2024/2025",
        "05/2025-11/2026",
        "de 14:30-16:00",
        "ouvert 9-12 14-17",
        "8h30-12h 13h30-17h",
        "39 39 ou 36 46, 115",
        "3939 3646",
        "appelé le 39 39 36 46",
        "116 006",
        "01 41 86 42 47",
        "+33 1 41 86 42 47",
        "0 805 16 00 75",
        "08 92 70 57 05",
        "12000 Rodez, 75012 Paris",
        "le 12/11/2026 12000 Rodez",
        "code postal 12000",
        "Insee 12202",
        "45 min, 1 h 30, 90 minutes",
        "L. 262-2",
        "article L. 262-10-12",
        "art. R262-121-1",
        "R. 262-121-1 du code",
        "loi 2005-102 du 11 février 2005",
        "décret n° 2008-1150",
        "cerfa 15481",
        "cerfa n° 15481-01",
        "enfants de 4 6 9 12 14 ans",
        "absent les 9 10 11 12 mars",
        "12, 14, 15, 17 et 19 ans",
        "7j/7, 24h/24",
        "F12006",
        "2 enfants, 3 adultes, 85 m2",
        "45,5 % et 1 607 heures",
    ] {
        assert_eq!(noted(text), [], "{text}");
    }
}

#[test]
fn findings_stand_apart_and_inside_the_text() {
    let pieces = [
        "06",
        " ",
        "39980001",
        "2a",
        "né le ",
        "12/03/1980",
        "@",
        "x.org",
        "mdp",
        ":",
        "é",
        "1234567",
        "A",
        "+33",
        "FR76",
        "/",
        "3000 6000 0112 3456 7890 189",
        "allocataire ",
        "\u{301}",
        "٠٦",
        "-",
        "zéro ",
        "quatre-vingt-",
        " arobase ",
        "€",
        ":",
    ];
    let mut dice = Dice(5);
    for _ in 0..20_000 {
        let text: String = (0..dice.below(12)).filter_map(|_| dice.pick(&pieces).copied()).collect();
        for all in [find(&text, |_| false, false), find_in_note(&text, |_| false)] {
            let mut end = 0;
            for one in all {
                assert!(one.at.start >= end && one.at.start < one.at.end, "{text}");
                assert!(text.get(one.at.clone()).is_some(), "{text}");
                end = one.at.end;
            }
        }
    }
}
