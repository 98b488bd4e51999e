//! Properties:
//! - the very words act, with fillers between slots; strange words, slips, sounds, words cut or fused ask;
//! - idioms pass, a negation between slots passes, a word alone must be exact;
//! - the longer phrase wins, certain before probable; the language of the phrase is told, one's own where equal;
//! - a cry at the end of a long text is read.

use super::*;

fn french() -> Phrases {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    Phrases {
        lang: Lang::Fr,
        idioms: list(&["mort de {laugh}", "prévention du suicide"]),
        filler: list(&["très", "tous les jours", "il y a"]),
        negations: list(&["ne", "pas"]),
        spelling: vec![("jve".into(), "je veux".into())],
        groups: [
            ("laugh".to_owned(), list(&["rire", "fatigue"])),
            ("partner".to_owned(), list(&["mari", "beau frère"])),
            ("hits".to_owned(), list(&["frappe", "bat", "tape dessus"])),
        ]
        .into(),
        categories: vec![
            CategoryPhrases { id: "danger".into(), acts: list(&["au secours"]), asks: list(&["me suit"]), ..CategoryPhrases::default() },
            CategoryPhrases {
                id: "violence".into(),
                acts: list(&["mon {partner} me {hits}"]),
                asks: list(&["{hits} | enfant"]),
                ..CategoryPhrases::default()
            },
            CategoryPhrases { id: "suicide".into(), acts: list(&["je veux mourir", "suicide"]), asks: Vec::new(), ..CategoryPhrases::default() },
        ],
    }
}

fn exact(category: &str) -> Option<Reading> {
    Some(Reading::Exact { category: category.into(), lang: Lang::Fr })
}

fn fuzzy(category: &str) -> Option<Reading> {
    Some(Reading::Fuzzy { category: category.into(), lang: Lang::Fr })
}

#[test]
fn exact_words_act_close_words_ask_idioms_pass() {
    let distress = Distress::new([french()]);
    for (said, expected) in [
        ("Aidez-moi, mon mari me frappe !", exact("violence")),
        ("mon mari, tous les jours, me tape dessus", exact("violence")),
        ("mon beau-frère me bat", exact("violence")),
        ("jve mourir", exact("suicide")),
        ("je veux mouriiiir", exact("suicide")),
        ("mon mari me frape", fuzzy("violence")),
        ("mon mari le soir me frappe", fuzzy("violence")),
        ("monmari me frappe", fuzzy("violence")),
        ("mon mari me fra ppe", fuzzy("violence")),
        ("il frappe souvent notre enfant", fuzzy("violence")),
        ("mon mari ne me frappe", None),
        ("je suis mort de fatigue", None),
        ("formation prévention du suicide", None),
        ("suicude", None),
        ("suicide", exact("suicide")),
        ("", None),
        ("mon mari me frappe au secours", exact("violence")),
        ("il me suit, je veux mourir", exact("suicide")),
    ] {
        assert_eq!(distress.read(said, None), expected, "{said}");
    }
}

#[test]
fn a_cry_at_the_end_of_a_long_text_is_read() {
    let distress = Distress::new([french()]);
    for length in [10, 100, 1_000, 100_000] {
        let letter = "le loyer de la maison ".repeat(length);
        assert_eq!(distress.read(&letter, None), None);
        assert_eq!(distress.read(&format!("{letter} je veux mourir"), None), exact("suicide"), "{length}");
        assert_eq!(distress.read(&format!("je veux mourir {letter}"), None), exact("suicide"), "{length}");
    }
}

#[test]
fn the_language_of_the_phrase_is_told_and_ones_own_goes_first() {
    let spanish = Phrases { lang: Lang::Es, ..french() };
    let distress = Distress::new([french(), spanish]);
    for (own, lang) in [(None, Lang::Fr), (Some(Lang::Es), Lang::Es), (Some(Lang::En), Lang::Fr)] {
        let Some(Reading::Exact { lang: of, .. }) = distress.read("je veux mourir", own) else { panic!("{own:?}") };
        assert_eq!(of, lang);
    }
}
