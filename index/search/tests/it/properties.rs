//! What holds for any text at all, typed, pasted or thrown at the engine:
//!
//! 1. it gets an answer: no panic, no error, at most as many hits and suggestions as were asked for;
//! 2. how it was understood can be shown: no control character, none that turns the direction of writing;
//! 3. the same text gets the same answer twice;
//! 4. what `explain` explains is what `search` answers, in its order;
//! 5. a text of any length is read up to a number of words, and what is beyond 100,000 characters is not read;
//! 6. no query syntax exists: what only a syntax would tell apart gets the same answer as its words alone.
//!
//! The texts are random from a seed: a failure names the text, and comes again.

#[path = "../../benches/corpus/mod.rs"]
#[allow(dead_code, reason = "the dice and the queries are used, not the recombination")]
mod corpus;

use crate::common::library;
use corpus::queries;
use guichet_core::dice::Dice;
use guichet_core::model::{Concept, Item, Label, LabelKind, Lang, Position};
use guichet_core::ports::catalog::{Answer, Query};
use guichet_search::Engine;

/// Most words that are read of one text.
const MOST_WORDS: usize = 64;
/// Random texts of each property.
const TEXTS: usize = 400;

/// What nobody should type, and somebody does.
const BAD: [&str; 30] = [
    "",
    " ",
    "\n\t\r",
    "\0",
    "\0\0loyer\0",
    "🙂",
    "👩‍👩‍👧‍👦 🇫🇷 ❤️",
    "?",
    "...!!!;;;:::",
    "«»“”‘’—–…",
    "\u{202e}reyol\u{202c}",
    "\u{2066}loyer\u{2069} \u{200f}logement\u{200e}",
    "\u{feff}loyer\u{200b}logement",
    "title:\"",
    "title:\"logement\" AND (",
    "*",
    "logement*",
    "AND (",
    "OR OR NOT",
    "-logement +loyer",
    "logement~2 ^9",
    "[a TO z] {a TO *}",
    "((((((((",
    "\\ \\\" \\\\",
    "'; DROP TABLE items; --",
    "1 OR 1=1 UNION SELECT * FROM sqlite_master",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "%s%s%n {} {0} ${jndi:ldap}",
    "l\u{301}\u{301}\u{301}\u{301}oyer Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
];

/// The library without the order of cards over fiches, which `explain` does not show.
fn engine() -> Engine {
    let plain = |item: Item| Item { covers: Vec::new(), ..item };
    Engine::in_memory(library().into_iter().map(plain), vec![concept()]).expect("an index")
}

fn concept() -> Concept {
    let label = |lang, text: &str| Label { lang, kind: LabelKind::Preferred, text: text.to_owned() };
    Concept {
        id: "aide-au-loyer".to_owned(),
        told: Vec::new(),
        labels: vec![
            label(Lang::FR, "payer son loyer"),
            label(Lang::EN, "help with rent"),
            label(Lang::AR, "دفع الإيجار"),
            label(Lang::UK, "оплата житла"),
        ],
        fiches: vec!["F1".to_owned()],
        ..Concept::default()
    }
}

/// A text of words, letters of many alphabets, signs and controls, in any proportion.
fn text(dice: &mut Dice) -> String {
    const ALPHABETS: [(u32, u32); 12] = [
        (0x00, 0x7f),
        (0x80, 0x24f),
        (0x300, 0x36f),
        (0x370, 0x3ff),
        (0x400, 0x52f),
        (0x590, 0x6ff),
        (0x900, 0x9ff),
        (0x2000, 0x206f),
        (0x3040, 0x30ff),
        (0x4e00, 0x9fff),
        (0xfb00, 0xffff),
        (0x1_f300, 0x1_faff),
    ];
    let (queries, wild) = (queries(), dice.below(4));
    let mut text = String::new();
    for _ in 0..dice.below(30) {
        match dice.below(5) {
            kind if kind < wild => {
                let (first, last) = dice.pick(&ALPHABETS).copied().unwrap_or((0, 0x7f));
                for _ in 0..dice.below(12) {
                    let code = first + dice.below((last - first) as usize) as u32;
                    text.extend(char::from_u32(code));
                }
            }
            4 => text.push_str(dice.pick(&BAD).unwrap_or(&"")),
            _ => {
                let words: Vec<&str> = dice.pick(&queries).unwrap_or(&"").split(' ').collect();
                text.push_str(dice.pick(&words).unwrap_or(&""));
            }
        }
        if dice.below(4) > 0 {
            text.push(' ');
        }
    }
    text
}

/// A question about a text, asked in any way.
fn query(text: &str, dice: &mut Dice) -> Query {
    Query {
        text: text.to_owned(),
        lang: [None, Some(Lang::FR), Some(Lang::EN), Some(Lang::AR)][dice.below(4)],
        near: if dice.below(3) == 0 { Position::new(44.35, 2.57) } else { None },
        limit: [0, 1, 3, 10, 500][dice.below(5)],
        ..Query::default()
    }
}

/// The bad texts one by one, then random ones.
fn texts(seed: u64) -> impl Iterator<Item = (String, Dice)> {
    let random = (0..TEXTS as u64).map(move |number| {
        let mut dice = Dice(seed << 32 | number);
        (text(&mut dice), dice)
    });
    BAD.into_iter().map(move |text| (text.to_owned(), Dice(seed))).chain(random)
}

/// What can be compared of an answer.
fn shape(answer: &Answer) -> (Lang, &str, bool, Vec<(&str, Lang, u32)>) {
    let hits = answer.hits.iter().map(|hit| (hit.item.id.as_str(), hit.item.lang, hit.score.to_bits()));
    (answer.lang, &answer.understood, answer.guessed, hits.collect())
}

#[test]
fn any_text_gets_an_answer_within_its_limit_twice_the_same() {
    let engine = engine();
    for (text, mut dice) in texts(1) {
        let query = query(&text, &mut dice);
        let answer = engine.search(&query).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert!(answer.hits.len() <= query.limit, "{text:?}");
        assert!(answer.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0), "{text:?}");
        assert!(query.limit == 0 || !answer.hits.is_empty(), "something is offered, at worst a last resort: {text:?}");
        let again = engine.search(&query).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(shape(&answer), shape(&again), "{text:?}");
    }
}

#[test]
fn how_a_text_was_understood_can_be_shown() {
    let engine = engine();
    let turns =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    for (text, mut dice) in texts(2) {
        let understood = engine.search(&query(&text, &mut dice)).expect("an answer").understood;
        assert!(!understood.chars().any(|c| c.is_control() || turns(c)), "{text:?}: {understood:?}");
    }
}

#[test]
fn suggestions_stay_within_their_limit_and_come_twice_the_same() {
    let engine = engine();
    for (text, mut dice) in texts(3) {
        let limit = dice.below(12);
        for lang in [Lang::FR, Lang::RU] {
            let found = engine.suggest(&text, lang, limit).unwrap_or_else(|error| panic!("{text:?}: {error}"));
            assert!(found.len() <= limit, "{text:?}");
            let again = engine.suggest(&text, lang, limit).expect("suggestions");
            assert_eq!(format!("{found:?}"), format!("{again:?}"), "{text:?}");
        }
    }
}

#[test]
fn what_is_explained_is_what_is_answered() {
    let engine = engine();
    for (text, mut dice) in texts(4) {
        let query = Query { limit: 1 + dice.below(20), ..query(&text, &mut dice) };
        let answer = engine.search(&query).expect("an answer");
        let explanation = engine.explain(&query).expect("an explanation");
        assert_eq!(answer.lang, explanation.lang, "{text:?}");
        assert_eq!(answer.understood, explanation.words.join(" "), "{text:?}");
        let hits = answer.hits.iter().filter(|hit| !hit.fallback && hit.item.place.is_none());
        let answered: Vec<&str> = hits.map(|hit| hit.item.id.as_str()).collect();
        let explained: Vec<&str> = explanation.hits.iter().map(|hit| hit.id.as_str()).collect();
        assert!(explained.starts_with(&answered), "{text:?}: {answered:?} {explained:?}");
    }
}

#[test]
fn a_text_of_any_length_is_read_up_to_a_number_of_words() {
    let engine = engine();
    let mut dice = Dice(5);
    let letters: String =
        (0..100_000).map(|_| char::from(b"abcdefghijklmnopqrstuvwxyz      "[dice.below(32)])).collect();
    let different: String = (0..20_000).map(|number| format!("mot{number} ")).collect();
    let long = |piece: &str| piece.repeat(100_000 / piece.chars().count());
    for text in [letters, different, long("l"), long("loyer "), long("🙂"), long("عقد "), long("\u{301}"), long("\0")]
    {
        let asked = Query { text, limit: 10, ..Query::default() };
        let explanation = engine.explain(&asked).expect("an explanation");
        assert!(explanation.words.len() <= MOST_WORDS && explanation.repaired.len() <= MOST_WORDS);
        assert!(engine.search(&asked).expect("an answer").hits.len() <= 10);
        assert!(engine.suggest(&asked.text, Lang::FR, 5).expect("suggestions").len() <= 5);
    }
    // The word stands beyond the hundred thousandth character.
    let beyond = Query { text: format!("{}licenciement", ".".repeat(100_000)), limit: 10, ..Query::default() };
    assert!(engine.search(&beyond).expect("an answer").understood.is_empty());
}

#[test]
fn there_is_no_query_syntax() {
    let engine = engine();
    let ids = |text: &str| -> Vec<String> {
        let asked = Query { text: text.to_owned(), limit: 10, ..Query::default() };
        engine.search(&asked).expect("an answer").hits.into_iter().map(|hit| hit.item.id.to_string()).collect()
    };
    for (typed, words) in [
        ("\"logement social\"~2", "logement social 2"),
        ("+logement -social", "logement social"),
        ("logement^5 (social)", "logement 5 social"),
        ("title:logement", "title logement"),
        ("logement* soc?ial", "logement soc ial"),
        ("[logement TO social]", "logement to social"),
        ("logement\0social", "logement social"),
        ("'; SELECT logement --", "select logement"),
    ] {
        assert_eq!(ids(typed), ids(words), "{typed}");
    }
    assert_eq!(ids("logement \u{202e}social\u{202c}"), ids("logement social"));
}
