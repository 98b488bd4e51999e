//! Communes as people write them:
//! - a town hall is found by its kind and its commune, abbreviated, by postal code, with a region;
//! - a name with a slip or two, alone, after "mairie de" or in a sentence, is understood or asked about. The names are drawn
//!   from all of France, the larger ones more often; a floor, for some slips make another name.

use crate::embedded::GUIDE;
use guichet_core::dice::Dice;
use guichet_core::model::{Lang, Moment};
use guichet_core::ports::catalog::{Catalog, Query};
use guichet_core::talk::{Event, Session, turn};
use guichet_core::text::normal::fold;
use guichet_core::view::Block;
use guichet_tests::content::root;
use std::fs;

/// Names that are tried.
const TRIED: usize = 300;
/// The least share of them, in percent.
const UNDERSTOOD: usize = 93;
/// Letters of a name from which two slips are made.
const TWO: usize = 9;
const SENTENCES: [&str; 4] =
    ["{}", "mairie de {}", "j'habite à {} et je cherche un logement", "je viens d'arriver à {}, où manger ?"];

#[test]
fn a_town_hall_is_found_by_its_commune_as_people_write_it() {
    for (text, code) in [
        ("mairie st etienne", "42218"),
        ("mairie 33200", "33063"),
        ("mairie saint-denis reunion", "97411"),
        ("mairie de la courneuve", "93027"),
        ("mairie villepinte 93", "93078"),
        ("rodez mairie", "12202"),
    ] {
        let hits = GUIDE.search(&Query { text: text.into(), limit: 3, ..Query::default() }).expect("an answer").hits;
        assert_eq!(hits.first().map(|hit| hit.item.source.id.as_str()), Some(code), "{text}");
    }
}

/// A letter left out, written twice, or in the place of the next one.
fn slip(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + dice.below(letters.len() - 2);
    match dice.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

#[test]
fn a_name_with_a_slip_is_understood_or_asked_about() {
    let table = fs::read_to_string(root().join("content/gazetteer/communes.tsv")).expect("the gazetteer");
    let rows = table.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        Some((cells.get(1)?.to_string(), cells.get(4)?.parse::<f64>().ok()?.sqrt()))
    });
    let rows: Vec<(String, f64)> = rows.filter(|(name, _)| name.chars().count() > 3).collect();
    let total: f64 = rows.iter().map(|(_, weight)| weight).sum();
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let begun = turn(&*GUIDE, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now).session;
    let mut dice = Dice(7);
    let mut missed = Vec::new();
    for number in 0..TRIED {
        let mut drawn = dice.below(1_000_000) as f64 / 1_000_000.0 * total;
        let row = rows.iter().find(|(_, weight)| {
            drawn -= weight;
            drawn < 0.0
        });
        let name = &row.or(rows.last()).expect("communes").0;
        let mut typed = slip(name, &mut dice);
        if name.chars().count() >= TWO && dice.below(2) == 0 {
            typed = slip(&typed, &mut dice);
        }
        let text = SENTENCES[number % SENTENCES.len()].replace("{}", &typed);
        let view = turn(&*GUIDE, &begun, Event::Text(text.clone()), now).view;
        let said = view.blocks.iter().filter_map(|block| match block {
            Block::Notice { body } => Some(body.as_str()),
            Block::Place { name, .. } => Some(name),
            _ => None,
        });
        let said = said.chain([view.title.as_str()]).chain(view.choices.iter().map(|choice| choice.label.as_str()));
        if !fold(&said.collect::<Vec<_>>().join(" ")).contains(&fold(name)) {
            missed.push(format!("{name}: {text}"));
        }
    }
    let understood = (TRIED - missed.len()) * 100 / TRIED;
    assert!(understood >= UNDERSTOOD, "{understood} %\n{}", missed.join("\n"));
}
