//! Words to carry, over all that is built in:
//! - every card, answer of a situation, right, institution, and places of a town are carried by short hashes and found again;
//! - what was written by this version is read, word by word;
//! - a cry for help is heard among words of the list.

use crate::common::{Desk, now};
use guichet_core::carry::{self, Carried};
use guichet_core::model::Lang;
use guichet_core::model::situation::{Node, reference};
use guichet_core::ports::catalog::Catalog;
use guichet_core::sheet::{Basket, Entry};
use guichet_core::talk::{Effect, Event, Screen, Session, Turn, turn};
use guichet_index::Guide;

fn say(guide: &Guide, text: &str) -> Turn {
    let session = Session { lang: Some(Lang::FR), screen: Screen::MENU, ..Session::default() };
    turn(guide, &session, Event::Text(text.into()), now())
}

fn handed(turn: &Turn) -> Option<Basket> {
    turn.effects.iter().find_map(|effect| match effect {
        Effect::Reopened(reopened) => Some(reopened.basket.clone()),
        _ => None,
    })
}

/// All that can stand in a basket: what is built in, and the places of a town.
fn everything(guide: &Guide, commune: &str) -> Vec<Entry> {
    let mut ids: Vec<String> = Vec::new();
    for theme in guide.themes(Lang::FR) {
        for item in guide.theme_cards(&theme.id, Lang::FR).expect("read") {
            match guide.situation(&item.id, Lang::FR) {
                Some(situation) => ids.extend(
                    situation
                        .nodes
                        .iter()
                        .filter(|(_, node)| matches!(node, Node::Answer(_)))
                        .map(|(node, _)| reference(&item.id, node).to_string()),
                ),
                None => ids.push(item.id.to_string()),
            }
        }
    }
    ids.extend(guide.institutions().ids().map(ToString::to_string));
    ids.extend(guide.rights_words(Lang::FR).right.keys().map(|right| format!("right/{right}")));
    ids.extend(guide.place_ids(Some(commune)).expect("read").into_iter().map(|id| id.to_string()));
    ids.sort_unstable();
    ids.dedup();
    ids.iter().filter_map(|id| Entry::parse(id)).collect()
}

#[test]
fn all_that_is_built_in_is_found_again() {
    let desk = Desk::new();
    let guide = desk.guide();
    let all = everything(&guide, "18279");
    let of = |prefix: &str| all.iter().filter(|entry| entry.to_string().starts_with(prefix)).count();
    assert!(
        of("card/") > 100 && of("situation/") > 50 && of("institution/") > 40 && of("right/") > 20,
        "{}",
        all.len()
    );
    assert!(of("place/") >= 2, "the town hall of Vierzon and its counter");
    let (mut fives, mut words) = (0, 0);
    for five in all.chunks(5) {
        let basket: Basket = five.iter().cloned().collect();
        let carried = Carried { commune: Some("18279".into()), basket, ..Carried::default() };
        let written = carry::words(&guide, &carried).expect("read").expect("something");
        assert!(written.left_out.is_empty());
        let text = guide.carry_words().row(&written.made).join(" ");
        let turned = say(&guide, &text);
        assert_eq!(handed(&turned), Some(carried.basket), "{text}");
        assert_eq!(turned.session.commune.as_deref(), Some("18279"));
        (fives, words) = (fives + 1, words + written.made.len());
    }
    assert!(words < 11 * fives, "five things and a commune take {words} words in {fives} baskets");
    // By hashes for each kind: the long one is for twins, and there are few.
    let long = all.iter().filter(|entry| {
        let carried = Carried { basket: [(*entry).clone()].into_iter().collect(), ..Carried::default() };
        carry::words(&guide, &carried).expect("read").expect("something").made.len() > 4
    });
    assert!(long.count() * 20 < all.len());
}

/// What this version wrote, over the cards of today. A line is added for a new version; none is changed.
const WRITTEN: [(&str, &str, &[&str]); 2] = [
    ("orner iceberg toast dépôt entrain abricot laiton", "12202", &["card/apl", "right/rsa", "place/mairie-12202"]),
    (
        "brassard saga chiot adapter tiède miel admirer saga",
        "2A004",
        &["institution/caf", "situation/loyer-impaye#agir", "card/cheque-energie", "vosdroits/F12006"],
    ),
];

#[test]
fn what_was_written_is_read() {
    let desk = Desk::new();
    let guide = desk.guide();
    for (words, commune, ids) in WRITTEN {
        let basket: Basket = ids.iter().filter_map(|id| Entry::parse(id)).collect();
        let carried = Carried { commune: Some(commune.into()), basket: basket.clone(), ..Carried::default() };
        let written = carry::words(&guide, &carried).expect("read").expect("something");
        // A fiche is there once it is imported.
        let there: Basket =
            basket.entries().iter().filter(|entry| !entry.to_string().starts_with("vosdroits/")).cloned().collect();
        assert_eq!(guide.carry_words().row(&written.made).join(" "), words);
        for text in [words.to_uppercase(), words.replace(['é', 'è', 'ê'], "e").replace(' ', ", ")] {
            let turned = say(&guide, &text);
            assert_eq!(handed(&turned).as_ref(), Some(&there), "{text}");
            assert_eq!(turned.session.commune.as_deref(), Some(commune));
        }
    }
}

#[test]
fn a_cry_for_help_is_heard_among_words() {
    let desk = Desk::new();
    let guide = desk.guide();
    for words in WRITTEN.map(|(words, ..)| words) {
        for text in [format!("mon mari me frappe {words}"), format!("{words} je veux mourir")] {
            let turned = say(&guide, &text);
            assert!(matches!(turned.session.screen, Screen::Emergency(_)), "{text}");
        }
        // One that is wrong opens nothing, and is no search.
        let wrong = format!("abeille {}", words.split_once(' ').expect("words").1);
        assert!(handed(&say(&guide, &wrong)).is_none());
    }
}
