//! Properties:
//! - the very words act, with fillers between slots; strange words, slips, sounds, words cut or fused ask;
//! - idioms pass, a negation between slots passes, a word alone must be exact;
//! - the longer phrase wins, certain before probable; the language of the phrase is told, one's own where equal;
//! - a cry anywhere in a long text is read;
//! - a bare word asks, in the own language first; letters elided, forms of Arabic and Turkish are read;
//! - the reader asks where there is no phrase, doubts what is guessed, and knows ordinary words; its table is the same at
//!   each training, and other bytes are none.

use super::*;
use crate::text::reader::{Lesson, train};

fn french() -> Phrases {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    Phrases {
        lang: Lang::FR,
        idioms: list(&["mort de {laugh}", "prévention du suicide"]),
        filler: list(&["très", "tous les jours", "il y a"]),
        around: Vec::new(),
        negations: list(&["ne", "pas"]),
        spelling: vec![("jve".into(), "je veux".into())],
        groups: [
            ("laugh".to_owned(), list(&["rire", "fatigue"])),
            ("partner".to_owned(), list(&["mari", "beau frère"])),
            ("hits".to_owned(), list(&["frappe", "bat", "tape dessus"])),
        ]
        .into(),
        categories: vec![
            CategoryPhrases {
                id: "danger".into(),
                acts: list(&["au secours"]),
                asks: list(&["me suit"]),
                ..CategoryPhrases::default()
            },
            CategoryPhrases {
                id: "violence".into(),
                acts: list(&["mon {partner} me {hits}"]),
                asks: list(&["{hits} | enfant"]),
                ..CategoryPhrases::default()
            },
            CategoryPhrases {
                id: "suicide".into(),
                acts: list(&["je veux mourir", "suicide"]),
                asks: Vec::new(),
                ..CategoryPhrases::default()
            },
        ],
    }
}

fn exact(category: &str) -> Option<Reading> {
    Some(Reading::Exact { category: category.into(), lang: Lang::FR })
}

fn fuzzy(category: &str) -> Option<Reading> {
    Some(Reading::Fuzzy { category: category.into(), lang: Lang::FR })
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
fn a_cry_anywhere_in_a_long_text_is_read() {
    let distress = Distress::new([french()]);
    for length in [10, 100, 1_000, 100_000] {
        let letter = "le loyer de la maison ".repeat(length);
        assert_eq!(distress.read(&letter, None), None);
        assert_eq!(distress.read(&format!("{letter} je veux mourir"), None), exact("suicide"), "{length}");
        assert_eq!(distress.read(&format!("je veux mourir {letter}"), None), exact("suicide"), "{length}");
        if length <= 1_000 {
            let middle = format!("{letter} je veux mourir {letter}");
            assert_eq!(distress.read(&middle, None), exact("suicide"), "{length}");
        }
    }
}

#[test]
fn the_language_of_the_phrase_is_told_and_ones_own_goes_first() {
    let spanish = Phrases { lang: Lang::ES, ..french() };
    let distress = Distress::new([french(), spanish]);
    for (own, lang) in [(None, Lang::FR), (Some(Lang::ES), Lang::ES), (Some(Lang::EN), Lang::FR)] {
        let Some(Reading::Exact { lang: of, .. }) = distress.read("je veux mourir", own) else { panic!("{own:?}") };
        assert_eq!(of, lang);
    }
}

fn bare(lang: Lang, words: &[&str]) -> Phrases {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let category = CategoryPhrases { id: "suicide".into(), bare: words, ..CategoryPhrases::default() };
    Phrases { lang, categories: vec![category], around: vec!["le".into(), "aide".into()], ..Phrases::default() }
}

#[test]
fn a_bare_word_asks_in_ones_own_language_first() {
    let act = CategoryPhrases { id: "suicide".into(), acts: vec!["viol".into()], ..CategoryPhrases::default() };
    let romanian = Phrases { lang: Lang::RO, categories: vec![act], ..Phrases::default() };
    let distress = Distress::new([bare(Lang::FR, &["viol", "suicide", "3114"]), romanian, bare(Lang::TR, &["ac"])]);
    let asked = |lang: Lang| Some(Reading::Bare { category: "suicide".into(), lang });
    for said in ["viol", "Viol !", "le viol", "aide viol", "3114", "suicyde"] {
        assert_eq!(distress.read(said, Some(Lang::FR)), asked(Lang::FR), "{said}");
    }
    assert_eq!(distress.read("suicide", Some(Lang::EN)), asked(Lang::FR), "a long word of another language");
    assert_eq!(distress.read("ac", Some(Lang::TR)), asked(Lang::TR));
    assert_eq!(distress.read("ac", Some(Lang::FR)), None, "a short one is another word elsewhere");
    assert_eq!(distress.read("prévention du suicide", Some(Lang::FR)), None, "not all that is typed");
    let certain = Some(Reading::Exact { category: "suicide".into(), lang: Lang::RO });
    assert_eq!(distress.read("viol", Some(Lang::RO)), certain);
}

#[test]
fn elided_letters_and_forms_of_a_word_are_read() {
    let mut phrases = french();
    phrases.categories[2].acts.push("je veux en finir".into());
    phrases.categories[1].acts.push("il me frappe".into());
    let distress = Distress::new([phrases]);
    for (said, category) in
        [("j’veux en finir", "suicide"), ("j'veux en finir", "suicide"), ("il m'frappe", "violence")]
    {
        assert_eq!(distress.read(said, None), exact(category), "{said}");
    }
    for (lang, phrase, said) in [
        (Lang::AR, "زوجي يضربني", "زوجتي تضربني"),
        (Lang::AR, "زوجي يضربني", "زوجها يضربها"),
        (Lang::AR, "نائمون شارع", "نائمون بالشارع"),
        (Lang::TR, "kocam beni dovuyor", "kocamin beni dovuyordu"),
    ] {
        let category = CategoryPhrases { id: "x".into(), acts: vec![phrase.into()], ..CategoryPhrases::default() };
        let distress = Distress::new([Phrases { lang, categories: vec![category], ..Phrases::default() }]);
        let read = distress.read(said, None);
        assert_eq!(read, Some(Reading::Fuzzy { category: "x".into(), lang }), "{said}");
    }
}

fn lesson(text: &str, means: Option<&str>) -> Lesson {
    Lesson { text: text.into(), means: means.map(str::to_owned), weight: 1.0, of: String::new() }
}

#[test]
fn the_reader_asks_doubts_and_knows_ordinary_words() {
    // Said so often in an ordinary sense that a guess is doubted.
    let mut lessons = vec![lesson("mon mari me frape", None); 6];
    lessons.extend([
        lesson("ils seraient mieux sans moi", Some("suicide")),
        lesson("il me bat souvent", Some("violence")),
        lesson("le match de samedi", None),
        lesson("mon mari le soir regarde le match", None),
        lesson("mairie de frappes", None),
    ]);
    let table = train(&lessons, &[(Lang::FR, "rappe".into())], &["frape".into()]);
    assert_eq!(table, train(&lessons, &[(Lang::FR, "rappe".into())], &["frape".into()]), "the same bytes each time");
    let plain = Distress::new([french()]);
    assert_eq!(plain.read("ils seraient mieux sans moi", None), None);
    let reader = Reader::open(table.clone());
    assert!(reader.is_some());
    let distress = plain.with(reader);
    let told = Some(Reading::Told { category: "suicide".into(), lang: Lang::FR });
    assert_eq!(distress.read("ils seraient mieux sans moi", None), told);
    assert_eq!(distress.read("le match", None), None);
    // A word of an ordinary text, or of the name of a place, is not a slip of another.
    assert_eq!(distress.read("mon mari me frape", None), None);
    assert_eq!(distress.read("mon mari me frapppe", None), exact("violence"));
    for broken in [&[][..], b"GDR1", b"rubbish", &table[..table.len() / 2]] {
        assert!(Reader::open(broken.to_vec()).is_none());
    }
}
