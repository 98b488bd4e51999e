//! Properties of lengths on a phone:
//! - half of the lists that answer everyday needs are at most 350 characters long, choices and all;
//! - no choice of a list is longer than its number and a line and a half.

use guichet_core::model::{Lang, Moment};
use guichet_core::talk::flows::find;
use guichet_core::talk::{Event, Screen, Session, turn};
use guichet_index::Guide;
use guichet_locales::plain;
use guichet_tests::{play, transcript, world};
use std::sync::LazyLock;

/// What people ask for in a week.
const NEEDS: [&str; 30] = [
    "garage solidaire",
    "perdu ma carte vitale",
    "crèche place",
    "voter procuration",
    "défenseur des droits",
    "micro entreprise",
    "je m'occupe de ma mère malade",
    "recours dalo",
    "transport gratuit",
    "internet pas cher",
    "psychologue gratuit",
    "tutelle",
    "je peux pas payer mes impots",
    "on m'a arnaqué sur internet",
    "mobili jeune",
    "apprendre le français",
    "punaises de lit",
    "salaire non versé prud'hommes",
    "vélo électrique prime",
    "alternance apprentissage",
    "accident du travail",
    "où manger gratuitement",
    "microcredit",
    "amende",
    "jardin partagé",
    "colis alimentaire",
    "loyer",
    "aide au logement",
    "j'ai perdu mon travail",
    "carte d'identité",
];

static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let folder = world::make(env!("CARGO_TARGET_TMPDIR"), "lengths-guide").expect("a world");
    world::open(&folder).expect("a guide")
});

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

/// The middle of some lengths, and what nine in ten stay below.
fn spread(mut lengths: Vec<usize>) -> (usize, usize) {
    lengths.sort_unstable();
    (lengths[lengths.len() / 2], lengths[lengths.len() * 9 / 10])
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[test]
fn half_of_the_answers_to_everyday_needs_fit_a_phone() {
    let begun = turn(&*GUIDE, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now()).session;
    let mut lists = Vec::new();
    for need in NEEDS {
        let answer = turn(&*GUIDE, &begun, Event::Text(need.into()), now());
        assert!(
            matches!(answer.session.screen, Screen::Find(find::State::Results { .. }) | Screen::Institution(_)),
            "{need}: {:?}",
            answer.session.screen
        );
        let text = plain::view(&answer.view);
        for line in plain::choices(&answer.view) {
            // A number, a line and a half, and the spaces before what a title holds.
            assert!(length(&line) <= 70, "{need}: '{line}'");
        }
        lists.push(length(&text));
    }
    let (median, most) = spread(lists);
    println!("lists: median {median}, nine in ten below {most}");
    assert!(median <= 350, "the median is {median} characters");
}

/// Told with `--nocapture`: how long the answers of all conversations are.
#[test]
fn answers_of_conversations_stay_readable() {
    let told: Vec<usize> = transcript::all()
        .expect("the transcripts")
        .iter()
        .flat_map(|one| play::through_the_guide(&*GUIDE, one))
        .filter(|answer| !answer.is_empty())
        .map(|answer| length(&answer))
        .collect();
    let (median, most) = spread(told);
    println!("conversations: median {median}, nine in ten below {most}");
    assert!(median <= 400 && most <= 800, "median {median}, nine in ten below {most}");
}
