//! Prose is stored in one shape and shown in another, and both are promises:
//! - an item that a pack holds reads, and is written again with the same bytes, but for whether its text doubts;
//! - in a view each kind of prose is a type of block with named fields, a remark as a case;
//! - a text is changed wherever it stands.

use guichet_core::model::{Block, Item};
use guichet_core::view;
use serde_json::json;

/// A line of a pack's items, as they have been written since the first.
const ITEM: &str = r#"{"id":"vosdroits/F1","kind":"card","lang":"fr","translation":"original","title":"Un titre","summary":"Une réponse.","sections":[{"kind":"how-much","heading":"Combien","blocks":[{"text":"Environ ⟦650 €⟧."},{"heading":"Plafonds"},{"list":["a","b"]},{"table":[["Foyer","Montant"],["1","⟦10 €⟧"]]},{"case":{"title":"Seul","blocks":[{"text":"c"},{"case":{"title":"","blocks":[]}}]}},{"note":{"title":"À savoir","blocks":[{"list":["d"]}]}}]}],"keywords":[],"themes":["logement"],"covers":[],"counters":[],"routes":[],"phones":[],"place":null,"source":{"name":"vosdroits","id":"F1","url":null,"publisher":"DILA","licence":"etalab-2.0","date":"2026-01-02","verified":null,"review_by":null}}"#;

fn stored() -> Item {
    serde_json::from_str(ITEM).expect("an item")
}

#[test]
fn a_stored_item_reads_and_is_written_as_it_was() {
    let item = stored();
    assert_eq!(item.sections[0].blocks.len(), 6);
    // An older program passes over what has come since.
    let written = serde_json::to_string(&item).expect("JSON");
    assert_eq!(written.replace(",\"doubts\":false", ""), ITEM);
}

#[test]
fn prose_of_a_view_is_a_type_of_block() {
    let blocks: Vec<view::Block> = stored().sections.remove(0).blocks.into_iter().map(view::Block::from).collect();
    let expected = json!([
        { "type": "text", "body": "Environ ⟦650 €⟧." },
        { "type": "heading", "body": "Plafonds" },
        { "type": "list", "entries": ["a", "b"] },
        { "type": "table", "rows": [["Foyer", "Montant"], ["1", "⟦10 €⟧"]] },
        { "type": "case", "title": "Seul", "blocks": [
            { "type": "text", "body": "c" },
            { "type": "case", "title": "", "blocks": [] },
        ] },
        { "type": "case", "title": "À savoir", "blocks": [{ "type": "list", "entries": ["d"] }] },
    ]);
    assert_eq!(json!(blocks), expected);
    // The type comes first, as in every other block.
    assert!(serde_json::to_string(&blocks[0]).expect("JSON").starts_with(r#"{"type":"text","body":"#));
}

#[test]
fn a_text_is_changed_wherever_it_stands() {
    let mut item = stored();
    let mut seen = Vec::new();
    let mut change = |text: &str| {
        seen.push(text.to_owned());
        text.to_uppercase()
    };
    for section in &mut item.sections {
        section.blocks = section.blocks.iter().map(|block| block.map(&mut change)).collect();
    }
    let texts = "Environ ⟦650 €⟧.|Plafonds|a|b|Foyer|Montant|1|⟦10 €⟧|Seul|c||À savoir|d";
    assert_eq!(seen.join("|"), texts);
    let blocks = &item.sections[0].blocks;
    assert_eq!(blocks[1], Block::Heading("PLAFONDS".into()));
    assert!(matches!(&blocks[5], Block::Note { title, .. } if title == "À SAVOIR"));
}
