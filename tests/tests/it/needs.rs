//! Needs told by residents in the eight other languages find the card that answers them: `tests/needs/<lang>.tsv` holds a
//! sentence a line and the concepts that answer it, by hands that saw the French names of concepts and nothing else. It
//! is a floor: at first sight the sentences that the content has a card for were answered in 84 of 100 cases.

use crate::embedded::GUIDE;
use guichet_content::authored;
use guichet_core::model::{Concept, ItemId};
use guichet_core::ports::catalog::{Catalog, Query};
use guichet_tests::content::{root, texts};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Hits in which the right card is looked for.
const FIRST: usize = 3;
/// The least share of the sentences of all languages, and of one language, in percent.
const ALL: usize = 80;
const ONE: usize = 70;

#[test]
fn everyday_needs_find_their_card_in_every_language() {
    let authored = authored::read(&texts());
    let concepts: BTreeMap<&str, &Concept> =
        authored.concepts.iter().map(|concept| (concept.id.as_str(), concept)).collect();
    // The cards that answer a concept: those it names, and those that cover one of its fiches.
    let cards = |id: &str| -> BTreeSet<ItemId> {
        let concept = concepts.get(id).unwrap_or_else(|| panic!("no concept '{id}'"));
        let covering = authored.batch.items.iter();
        let covering = covering.filter(|item| item.covers.iter().any(|fiche| concept.fiches.contains(fiche)));
        concept.items.iter().cloned().chain(covering.map(|item| item.id.clone())).collect()
    };
    let (mut asked, mut found) = (0, 0);
    let mut files: Vec<_> = fs::read_dir(root().join("tests/needs")).expect("needs").collect();
    files.sort_by_key(|file| file.as_ref().expect("a file").path());
    assert_eq!(files.len(), 8);
    for file in files {
        let path = file.expect("a file").path();
        let mut missed = Vec::new();
        let before = (asked, found);
        for line in fs::read_to_string(&path).expect("UTF-8").lines().filter(|line| !line.starts_with('#')) {
            let (text, ids) = line.split_once('\t').expect("a sentence and concepts");
            let right: BTreeSet<ItemId> = ids.split(',').flat_map(&cards).collect();
            if right.is_empty() {
                continue;
            }
            let query = Query { text: text.into(), limit: FIRST, ..Query::default() };
            let hits = GUIDE.search(&query).expect("an answer").hits;
            let is_right = hits.iter().any(|hit| !hit.fallback && right.contains(&hit.item.id));
            asked += 1;
            found += usize::from(is_right);
            missed.extend((!is_right).then_some(text.to_owned()));
        }
        let (here, well) = (asked - before.0, found - before.1);
        assert!(well * 100 >= ONE * here, "{}: {well} of {here}\n{}", path.display(), missed.join("\n"));
    }
    assert!(asked > 140 && found * 100 >= ALL * asked, "{found} of {asked}");
}
