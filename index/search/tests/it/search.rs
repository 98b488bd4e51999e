//! What a search must do, whatever the formula:
//!
//! 1. accents, case, ligatures and either apostrophe change nothing;
//! 2. inflected words find their family; word order does not matter;
//! 3. an authored card that answers stands above the fiche it covers, which stays in the list;
//! 4. an item in several languages comes once, in the reader's language, else in French;
//! 5. filters by kind and source hold; a limit is never exceeded;
//! 6. no answer is empty while there is something to offer, and a last resort says that it is one;
//! 7. hostile text is an ordinary text: no syntax, bounded time, no panic;
//! 8. of two cards that cover one fiche, the one that answers stands first, and both above it;
//! 9. a situation told in one of its keywords, however many it has, is seen among the first answers, below the best;
//! 10. a hit carries the head of its item, and the item is whole when fetched.

use crate::common::{card, fiche, item_in, library};
use guichet_core::model::{Item, ItemKind, Lang};
use guichet_core::ports::catalog::Query;
use guichet_search::{Engine, Part};

fn engine() -> Engine {
    Engine::in_memory(library(), Vec::new()).expect("an index")
}

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 10, ..Query::default() }
}

fn ids(engine: &Engine, query: &Query) -> Vec<String> {
    engine.search(query).expect("an answer").hits.into_iter().map(|hit| hit.item.id.to_string()).collect()
}

fn first(engine: &Engine, text: &str) -> String {
    ids(engine, &query(text)).into_iter().next().unwrap_or_default()
}

#[test]
fn spelling_of_accents_and_apostrophes_changes_nothing() {
    let engine = engine();
    let plain = ids(&engine, &query("aide a l'enfance en danger"));
    assert_eq!(plain[0], "vosdroits/F10");
    for text in ["AIDE À L’ENFANCE EN DANGER", "aide a l enfance en danger", "áide à l`enfance, en danger ?"] {
        assert_eq!(ids(&engine, &query(text)), plain, "{text}");
    }
    assert_eq!(first(&engine, "obligation de vivre avec sa belle sœur"), "vosdroits/F11");
    assert_eq!(first(&engine, "BELLE SOEUR"), "vosdroits/F11");
}

#[test]
fn words_find_their_family_in_any_order() {
    let engine = engine();
    for text in ["licenciement", "licenciements", "licencier", "économique licencié", "licencié économique"] {
        assert_eq!(first(&engine, text), "vosdroits/F12", "{text}");
    }
}

#[test]
fn a_card_stands_above_the_fiche_it_covers() {
    let engine = engine();
    let found = ids(&engine, &query("aide personnalisée au logement"));
    let rank = |id: &str| found.iter().position(|found| found == id);
    assert_eq!(rank("card/apl"), Some(0), "{found:?}");
    assert!(rank("vosdroits/F1") > Some(0), "the fiche is still offered: {found:?}");
    let only = Query { source: Some("vosdroits".into()), ..query("aide personnalisée au logement") };
    assert_eq!(ids(&engine, &only)[0], "vosdroits/F1", "alone, the fiche leads");
}

#[test]
fn one_item_comes_once_in_the_readers_language_else_in_french() {
    let engine = engine();
    for (lang, shown) in [(Lang::FR, Lang::FR), (Lang::EN, Lang::EN), (Lang::TR, Lang::FR)] {
        let asked = Query { lang: Some(lang), ..query("APL logement housing benefit") };
        let answer = engine.search(&asked).expect("an answer");
        let apl: Vec<_> = answer.hits.iter().filter(|hit| hit.item.id == "card/apl").collect();
        assert_eq!(apl.len(), 1, "{lang:?}");
        assert_eq!(apl[0].item.lang, shown, "{lang:?}");
    }
}

#[test]
fn filters_hold_and_the_limit_is_a_limit() {
    let engine = engine();
    for limit in [0, 1, 2, 500] {
        assert!(ids(&engine, &Query { limit, ..query("logement aide mairie") }).len() <= limit);
    }
    let fiches = Query { source: Some("vosdroits".into()), ..query("aide logement") };
    assert!(ids(&engine, &fiches).iter().all(|id| id.starts_with("vosdroits/")));
    let none = Query { source: Some("nobody".into()), ..query("aide logement") };
    assert_eq!(ids(&engine, &none), [""; 0]);
}

#[test]
fn there_is_always_something_to_offer_and_it_says_so() {
    let engine = engine();
    for text in ["xyzzy", "", "🙂", "؟", "où", "zzz qqq"] {
        let answer = engine.search(&query(text)).expect("an answer");
        assert!(!answer.hits.is_empty(), "{text}");
        assert!(answer.hits.iter().all(|hit| hit.fallback), "{text}");
    }
    assert!(engine.search(&query("logement")).expect("an answer").hits.iter().all(|hit| !hit.fallback));
    let empty = Engine::in_memory([], Vec::new()).expect("an index");
    assert!(empty.search(&query("logement")).expect("an answer").hits.is_empty());
}

#[test]
fn hostile_text_is_ordinary_text() {
    let engine = engine();
    let long = "logement ".repeat(20_000);
    let one_word = "l".repeat(200_000);
    let hostile = [
        "title:\"logement\" AND (",
        "logement*",
        "-logement",
        "logement~2 ^9",
        "[a TO z]",
        "'; DROP TABLE items; --",
        "\0\0logement\0",
        "\u{202e}tnemegol\u{202c}",
        "((((((((",
        "\"",
        "\\",
        "logement\u{0301}\u{0301}\u{0301}",
        "ＬＯＧＥＭＥＮＴ",
        &long,
        &one_word,
    ];
    for text in hostile {
        engine.search(&query(text)).expect("an answer");
    }
    assert_eq!(first(&engine, "title:\"logement\" AND ("), first(&engine, "title logement and"));
    assert_eq!(first(&engine, "ＬＯＧＥＭＥＮＴ"), first(&engine, "logement"));
    assert_eq!(ids(&engine, &query("LOGEMENT*")), ids(&engine, &query("logement")));
}

#[test]
fn a_hit_is_a_head_and_the_item_is_whole() {
    let engine = engine();
    let hit = engine.search(&query("aide personnalisée au logement")).expect("an answer").hits.remove(0);
    assert!(hit.item.sections.is_empty() && !hit.item.title.is_empty() && !hit.item.covers.is_empty());
    let whole = engine.item(&hit.item.id, Lang::FR).expect("a read").expect("the item");
    assert!(!whole.sections.is_empty() && !whole.keywords.is_empty());
    assert_eq!(whole, card());
    assert_eq!(engine.item(&"card/apl".into(), Lang::RU).expect("a read"), Some(card()));
    assert_eq!(engine.item(&"card/none".into(), Lang::FR).expect("a read"), None);
}

#[test]
fn cards_of_a_theme_come_once_authored_first() {
    let engine = engine();
    let cards = engine.theme_cards("logement", Lang::EN).expect("a read");
    let shown: Vec<_> = cards.iter().map(|item| (item.id.as_str(), item.lang)).collect();
    assert_eq!(shown[0], ("card/apl", Lang::EN));
    assert!(shown.contains(&("vosdroits/F1", Lang::FR)), "{shown:?}");
    assert_eq!(shown.iter().filter(|(id, _)| *id == "card/apl").count(), 1);
}

#[test]
fn the_same_items_answer_alike_from_a_folder_and_from_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let count = guichet_search::build(folder.path(), library(), Vec::new()).expect("an index");
    assert_eq!(count, library().len());
    let (disk, memory) = (Engine::open(folder.path()).expect("an index"), engine());
    for text in ["logement", "carte rodez", "licencié", "xyzzy"] {
        assert_eq!(ids(&disk, &query(text)), ids(&memory, &query(text)));
    }
    for part in Part::ALL {
        assert!(guichet_search::verify(part, &folder.path().join(part.name())).expect("a read"));
    }
}

#[test]
fn an_item_of_an_unusual_language_or_kind_is_found_too() {
    let only = item_in(Lang::UK, "card/uk", "Тимчасовий захист", "Що це таке");
    let engine = Engine::in_memory([only, fiche("F1", "Logement", "")], Vec::new()).expect("an index");
    assert_eq!(first(&engine, "тимчасовий захист"), "card/uk");
}

#[test]
fn of_two_cards_that_cover_a_fiche_the_one_that_answers_stands_first() {
    let covers = vec!["F70".to_owned()];
    let mut items = library();
    items.push(Item {
        covers: covers.clone(),
        ..item_in(
            Lang::FR,
            "card/fsl",
            "Aide pour le logement (FSL)",
            "Une aide pour une dette de loyer ou d'électricité.",
        )
    });
    items.push(Item {
        covers,
        keywords: vec!["coupure d'électricité".into(), "facture d'électricité impayée".into()],
        ..item_in(
            Lang::FR,
            "card/coupure",
            "Coupure d'électricité ou de gaz",
            "Que faire avant une coupure d'électricité.",
        )
    });
    items.push(fiche("F70", "Impayés d'électricité, de gaz ou d'eau", "Une coupure d'électricité suit une dette."));
    let engine = Engine::in_memory(items, Vec::new()).expect("an index");
    let found = ids(&engine, &query("coupure d'électricité"));
    let place = |id: &str| found.iter().position(|found| found == id);
    assert_eq!(place("card/coupure"), Some(0), "{found:?}");
    assert!(place("card/fsl").is_some() && place("vosdroits/F70").is_some(), "{found:?}");
}

#[test]
fn a_situation_told_in_its_own_words_is_seen() {
    let mut items = library();
    for number in 0..12 {
        let title = format!("La lettre de l'huissier, cas {number}");
        items.push(fiche(&format!("F8{number}"), &title, "Un huissier remet une lettre."));
    }
    let keywords = ["expulsion", "trêve hivernale", "mis dehors", "lettre d'huissier", "congé", "assignation", "bail"];
    items.push(Item {
        kind: ItemKind::Situation,
        keywords: keywords.map(str::to_owned).to_vec(),
        ..item_in(Lang::FR, "situation/expulsion", "Garder son logement", "Seul un juge décide.")
    });
    let engine = Engine::in_memory(items, Vec::new()).expect("an index");
    let found = ids(&engine, &query("une lettre d'huissier"));
    assert!(found[3..5].contains(&"situation/expulsion".to_owned()), "{found:?}");
    let found = ids(&engine, &query("une lettre"));
    assert!(!found[..5].contains(&"situation/expulsion".to_owned()), "{found:?}");
}
