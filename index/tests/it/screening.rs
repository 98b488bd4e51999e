//! The interview over the rules of this repository, in the very turns that a person makes:
//! - the commune gives the zone: typed, it is read back; shared by several zones, it asks for the postal code; named before, it is
//!   not asked again;
//! - what is drawn already is asked last and once, and parts the result: to claim, already paid;
//! - sums paid once a year are said once a year; one complementary cover is shown, not two;
//! - nobody of 71 is asked about a birth, nobody of 19 about five years of work, no pensioner since when;
//! - a notice of the parents is asked for as theirs.

use crate::common::{Desk, now};
use guichet_core::model::{self, Lang};
use guichet_core::talk::flows::rights;
use guichet_core::talk::{Event, Screen, Session, Turn, turn};
use guichet_core::view::Block;
use guichet_index::Guide;

/// What somebody answers, by step: a key as it is pressed, or what is typed.
type Told<'a> = &'a [(&'a str, &'a str)];

struct Interviewed {
    asked: Vec<String>,
    last: Turn,
}

impl Interviewed {
    fn was_asked(&self, step: &str) -> bool {
        self.asked.iter().any(|asked| asked == step)
    }

    /// The lines of the rights of the result, on all its pages.
    fn result(&self, guide: &Guide) -> Vec<(String, String, String)> {
        let mut at = press(guide, &self.last.session, "result");
        let mut rights = Vec::new();
        for page in 0..12 {
            for block in &at.view.blocks {
                if let Block::Right { id, state, amount, .. } = block {
                    rights.push((id.clone(), state.clone(), amount.clone()));
                }
            }
            let next = format!("page {} ~", page + 1);
            let Some(next) = at.view.choices.iter().find(|choice| choice.key.starts_with(&next)) else { break };
            at = press(guide, &at.session, &next.key);
        }
        rights
    }
}

fn press(guide: &Guide, session: &Session, key: &str) -> Turn {
    turn(guide, session, Event::Press(key.into()), now())
}

/// Answers every question that comes, from `told`, else with what rules the most out.
fn interviewed(guide: &Guide, session: Session, told: Told<'_>) -> Interviewed {
    const PLAIN: Told<'_> = &[
        ("couple", ">seul"),
        ("grands", ">aucun"),
        ("ages", ">aucun"),
        ("enceinte", ">non"),
        ("garde", ">non"),
        ("ecole", ">oui"),
        ("enfants-salaire", ">aucun"),
        ("activite", ">inactif"),
        ("travail", ">fixe"),
        ("pause", ">autre"),
        ("sources", ">rien"),
        ("pension", "0"),
        ("depuis", "99"),
        ("logement", ">vide"),
        ("toit", ">parents"),
        ("loyer", "450"),
        ("zone", ">autre"),
        ("rattache", ">non"),
        ("rfr", "0"),
        ("rfr-parents", "31000"),
        ("handicap", ">aucun"),
        ("nationalite", ">fr"),
        ("deux-ans", ">non"),
        ("cinq-ans", ">non"),
        ("inapte", ">non"),
        ("epargne", "0"),
        ("aides", ">!"),
    ];
    let mut last = press(guide, &session, "ask");
    let mut asked = Vec::new();
    for _ in 0..40 {
        let step = match &last.session.screen {
            Screen::Rights(rights::State::Question { step, .. }) => step.clone(),
            _ => break,
        };
        let answers = told.iter().chain(PLAIN).filter(|(id, _)| *id == step).map(|(_, answer)| *answer);
        // Said again on the same step, the next answer to it is taken.
        let again = asked.iter().filter(|known| **known == step).count();
        let answer = answers.clone().nth(again).or(answers.clone().next_back());
        let answer = answer.unwrap_or_else(|| panic!("nobody answers '{step}': {}", last.view.title));
        asked.push(step.clone());
        let event = match answer.strip_prefix('>') {
            Some(option) => Event::Press(format!("say {step} {option}")),
            None => Event::Text(answer.to_owned()),
        };
        last = turn(guide, &last.session, event, now());
    }
    assert!(
        matches!(last.session.screen, Screen::Rights(rights::State::Review { .. })),
        "{asked:?}: {:?}",
        last.session.screen
    );
    Interviewed { asked, last }
}

fn french() -> Session {
    Session { lang: Some(Lang::FR), screen: Screen::Rights(rights::State::Intro), ..Session::default() }
}

fn said(turn: &Turn) -> String {
    turn.view
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Notice { body } | Block::Prose(model::Block::Text(body)) => Some(body.as_str()),
            _ => None,
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_commune_gives_the_zone() {
    let desk = Desk::new();
    let guide = desk.guide();
    let mut at = press(&guide, &french(), "ask");
    at = turn(&guide, &at.session, Event::Text("34".into()), now());
    at = press(&guide, &at.session, "edit zone");
    let typed = |text: &str| turn(&guide, &at.session, Event::Text(text.into()), now());
    let paris = typed("Paris");
    assert!(said(&paris).contains("Paris"), "read back: {}", said(&paris));
    assert_eq!(paris.session.commune.as_deref(), Some("75056"));
    assert_ne!(paris.session.screen, at.session.screen, "the next question follows");
    let unknown = typed("Trifouillis-les-Oies");
    assert_eq!(unknown.session.screen, at.session.screen, "asked again");
    // Named before, it is not asked for.
    let rodez = Session { commune: Some("12202".into()), ..french() };
    let known = interviewed(&guide, rodez, &[("age", "34")]);
    assert!(!known.was_asked("zone") && known.was_asked("loyer"), "{:?}", known.asked);
}

#[test]
fn what_is_drawn_already_parts_the_result() {
    let desk = Desk::new();
    let guide = desk.guide();
    let mother: Told<'_> = &[
        ("age", "34"),
        ("ages", "4 et 9"),
        ("activite", ">actif"),
        ("sources", ">salaire"),
        ("salaire", "900"),
        ("rfr", "9000"),
        ("aides", ">ppa"),
        ("aides", ">~"),
        ("aides", ">af"),
        ("aides", ">aide-logement"),
        ("aides", ">!"),
    ];
    let told = interviewed(&guide, french(), mother);
    assert_eq!(told.asked.last().map(String::as_str), Some("aides"), "{:?}", told.asked);
    assert_eq!(told.asked.iter().filter(|step| *step == "aides").count(), 5, "each one taken or erased, then the end");
    let result = told.result(&guide);
    let of = |id: &str| result.iter().find(|(right, ..)| right == id).unwrap_or_else(|| panic!("no {id}: {result:?}"));
    assert_eq!(of("af").1, "Déjà versé");
    assert_eq!(of("aide_logement").1, "Déjà versé");
    assert_eq!(of("ppa").1, "Probable");
    assert!(of("ppa").2.contains("par mois"), "{:?}", of("ppa"));
    assert!(of("ars").2.contains("une fois par an"), "{:?}", of("ars"));
    assert!(result.iter().filter(|(right, ..)| right.starts_with("css")).count() == 1, "{result:?}");
    let paid = result.iter().position(|(_, state, _)| state == "Déjà versé").expect("paid");
    assert!(result.iter().skip(paid).all(|(_, state, _)| state == "Déjà versé"), "to claim first: {result:?}");
}

#[test]
fn what_cannot_concern_somebody_is_not_asked() {
    let desk = Desk::new();
    let guide = desk.guide();
    let old = interviewed(
        &guide,
        french(),
        &[
            ("age", "03/1955"),
            ("activite", ">retraite"),
            ("sources", ">retraite"),
            ("retraite", "780"),
            ("rfr", "8000"),
        ],
    );
    for step in ["ages", "enceinte", "depuis", "ancien-salaire", "cinq-ans", "deux-ans", "rattache"] {
        assert!(!old.was_asked(step), "{step} at 71: {:?}", old.asked);
    }
    let young = interviewed(
        &guide,
        french(),
        &[("age", "03/2007"), ("activite", ">chomeur"), ("logement", ">heberge"), ("rattache", ">oui")],
    );
    assert!(!young.was_asked("cinq-ans"), "{:?}", young.asked);
    assert!(young.was_asked("rfr-parents") && !young.was_asked("rfr"), "{:?}", young.asked);
    let result = young.result(&guide);
    assert_eq!(result.first().map(|(right, ..)| right.as_str()), Some("cej"), "{result:?}");
}
