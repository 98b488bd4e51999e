//! How a query must be read, whatever the formula:
//!
//! 1. a word unknown to the corpus is read as one that sounds like it, is a slip away, or was glued; a known one never is;
//! 2. what was guessed is said, and so are the words that it was read as;
//! 3. everyday words, acronyms and misspellings of the thesaurus lead to its documents, and the hit says through what;
//! 4. a query in another language finds French documents through the thesaurus; its concepts are named in that language;
//! 6. suggestions begin with the second letter, survive a slip, and offer names of concepts and titles;
//! 7. an explanation shows the parts of the score, in the order of the answer.

use crate::common::{fiche, library};
use guichet_core::model::{Concept, Item, Label, LabelKind, Lang};
use guichet_core::ports::catalog::{Query, Suggestion};
use guichet_search::Engine;

fn label(lang: Lang, kind: LabelKind, text: &str) -> Label {
    Label { lang, kind, text: text.into() }
}

fn concepts() -> Vec<Concept> {
    use LabelKind::{Alternative, Hidden, Preferred};
    let dismissal = Concept {
        id: "licenciement".into(),
        told: Vec::new(),
        labels: vec![
            label(Lang::FR, Preferred, "licenciement"),
            label(Lang::FR, Alternative, "mon patron m'a viré"),
            label(Lang::FR, Hidden, "lissansiment"),
            label(Lang::EN, Preferred, "dismissal"),
            label(Lang::EN, Alternative, "my boss fired me"),
            label(Lang::TR, Preferred, "işten çıkarılma"),
            label(Lang::TR, Alternative, "patronum beni işten çıkardı"),
            label(Lang::UK, Preferred, "звільнення з роботи"),
        ],
        fiches: vec!["F12".into()],
        ..Concept::default()
    };
    let benefit = Concept {
        id: "aide-au-logement".into(),
        told: Vec::new(),
        labels: vec![
            label(Lang::FR, Preferred, "aide au logement"),
            label(Lang::FR, Alternative, "ALS"),
            label(Lang::EN, Preferred, "housing benefit"),
            label(Lang::TR, Preferred, "kira yardımı"),
        ],
        items: vec!["card/apl".into()],
        ..Concept::default()
    };
    vec![benefit, dismissal]
}

fn items() -> Vec<Item> {
    let mut items = library();
    items.push(fiche("F50", "Permis de conduire perdu", "Vous avez perdu votre permis de conduire."));
    items.push(fiche("F51", "Attestation d'hébergement", "Une attestation prouve que vous êtes hébergé."));
    items
}

fn engine() -> Engine {
    Engine::in_memory(items(), concepts()).expect("an index")
}

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 10, ..Query::default() }
}

fn first(engine: &Engine, text: &str) -> String {
    let hits = engine.search(&query(text)).expect("an answer").hits;
    hits.into_iter().next().map(|hit| hit.item.id.to_string()).unwrap_or_default()
}

#[test]
fn unknown_words_are_repaired_and_known_ones_are_left() {
    let engine = engine();
    for (typed, found, read) in [
        ("permsi de conduire perdu", "vosdroits/F50", "permis"),
        ("permis de condiure", "vosdroits/F50", "conduire"),
        ("monpermis", "vosdroits/F50", "permis"),
        ("lattestation", "vosdroits/F51", "attestation"),
        ("atestasion dhebergement", "vosdroits/F51", "attestation hebergement"),
    ] {
        assert_eq!(first(&engine, typed), found, "{typed}");
        let answer = engine.search(&query(typed)).expect("an answer");
        assert!(answer.guessed, "{typed}");
        assert!(answer.understood.contains(read), "{typed}: {}", answer.understood);
    }
    let answer = engine.search(&query("permis de conduire")).expect("an answer");
    assert!(!answer.guessed);
    assert_eq!(answer.understood, "permis conduire");
}

#[test]
fn everyday_words_lead_through_concepts() {
    let engine = engine();
    for typed in ["mon patron m'a viré", "viré par le patron", "lissansiment"] {
        let answer = engine.search(&query(typed)).expect("an answer");
        assert_eq!(answer.hits[0].item.id, "vosdroits/F12", "{typed}");
        assert_eq!(answer.hits[0].through.as_deref(), Some("licenciement"), "{typed}");
    }
    assert_eq!(first(&engine, "ALS"), "card/apl");
}

#[test]
fn other_languages_find_french_documents() {
    let engine = engine();
    for (typed, lang, name) in [
        ("my boss fired me", Lang::EN, "dismissal"),
        ("patronum beni işten çıkardı", Lang::TR, "işten çıkarılma"),
        ("patronum isten cikardi beni", Lang::TR, "işten çıkarılma"),
        ("мене звільнили з роботи", Lang::UK, "звільнення з роботи"),
    ] {
        let answer = engine.search(&query(typed)).expect("an answer");
        assert_eq!(answer.lang, lang, "{typed}");
        assert_eq!(answer.hits[0].item.id, "vosdroits/F12", "{typed}");
        assert!(answer.understood.contains(name), "{typed}: {}", answer.understood);
        assert_eq!(answer.hits[0].through.as_deref(), Some(name), "{typed}");
    }
}

#[test]
fn suggestions_come_with_the_second_letter() {
    let engine = engine();
    let suggest = |typed: &str| engine.suggest(typed, Lang::FR, 5).expect("suggestions");
    assert!(suggest("l").is_empty());
    assert!(suggest("  ?").is_empty());
    for typed in ["li", "licen", "licenciement éc", "LICENCI"] {
        let words = |found: &Suggestion| matches!(found, Suggestion::Words(words) if words == "licenciement");
        let title = |found: &Suggestion| matches!(found, Suggestion::Item(item) if item.id == "vosdroits/F12");
        let found = suggest(typed);
        assert!(found.len() <= 5);
        assert!(found.iter().any(|found| words(found) || title(found)), "{typed}: {found:?}");
    }
    let slipped = suggest("permsi de c");
    assert!(slipped.iter().any(|found| matches!(found, Suggestion::Item(item) if item.id == "vosdroits/F50")));
}

#[test]
fn an_explanation_adds_up() {
    let engine = engine();
    let explanation = engine.explain(&query("mon patron ma viré du permsi")).expect("an explanation");
    assert!(explanation.repaired.iter().any(|(typed, read)| typed == "permsi" && read == "permis"));
    assert!(explanation.concepts.iter().any(|(id, ..)| id == "licenciement"));
    let totals: Vec<f32> = explanation.hits.iter().map(|hit| hit.parts.iter().map(|(_, worth)| worth).sum()).collect();
    assert!(totals.windows(2).all(|pair| pair[0] >= pair[1] - 1e-4), "{totals:?}");
    assert!(
        explanation.hits.iter().any(|hit| hit.parts.iter().any(|(name, worth)| *name == "concept" && *worth > 0.0))
    );
}
