//! Every situation of the content, walked through from its first question by every choice, in French and in English, in
//! the very turns that a person makes:
//! - every path ends, after at most four questions, at an answer that shows a human: a phone, or where to go;
//! - no choice is an old button, no text is empty, and what must be dated is dated;
//! - back leads to the question before, at every step;
//! - places, papers and cards of every answer are there;
//! - people find a situation by their words, in a theme before its cards, and a pack written by hand can add one.

use crate::common::{Desk, now};
use guichet_core::message::Message;
use guichet_core::model::Block::{Case, Heading, List, Text};
use guichet_core::model::situation::Node;
use guichet_core::model::{ItemKind, Lang, Situation};
use guichet_core::ports::catalog::Catalog;
use guichet_core::talk::flows::{emergency, situation};
use guichet_core::talk::{Event, Screen, Session, Turn, turn};
use guichet_core::view::{Block, View};
use guichet_index::Guide;
use std::fs;

struct Walk<'a> {
    guide: &'a Guide,
    lang: Lang,
    situation: &'a Situation,
    ends: usize,
}

impl Walk<'_> {
    fn press(&self, session: &Session, key: &str) -> Turn {
        turn(self.guide, session, Event::Press(key.into()), now())
    }

    /// Goes on from a turn by every choice of a question; looks at an answer.
    fn on(&mut self, at: &Turn, asked: usize, way: &str) {
        self.sound(&at.view, way);
        let Screen::Situation(situation::State::Node { node, .. }) = &at.session.screen else {
            panic!("{way}: {:?}", at.session.screen)
        };
        match &self.situation.nodes[node] {
            Node::Question(question) => {
                assert!(asked < Situation::QUESTIONS, "{way}: more than {} questions", Situation::QUESTIONS);
                let offered: Vec<_> = at.view.choices.iter().filter(|choice| (1..9).contains(&choice.number)).collect();
                assert_eq!(offered.len(), question.choices.len(), "{way}");
                for choice in offered {
                    let way = format!("{way} > {}", choice.label);
                    let next = self.press(&at.session, &choice.key);
                    let typed = turn(self.guide, &at.session, Event::Text(choice.label.clone()), now());
                    // Distress is read before any answer: such a label leads to its numbers at once.
                    let urgent = |screen: &Screen| {
                        matches!(
                            screen,
                            Screen::Emergency(emergency::State::Category { .. })
                                | Screen::Emergency(emergency::State::Check { .. })
                        )
                    };
                    let same = typed.session.screen == next.session.screen;
                    assert!(same || urgent(&typed.session.screen), "{way}: read as {:?}", typed.session.screen);
                    self.back(&next, at, &way);
                    self.on(&next, asked + 1, &way);
                }
            }
            Node::Answer(answer) => {
                self.ends += 1;
                let phone = at.view.blocks.iter().any(|block| matches!(block, Block::Phone { .. }));
                let to_go = at.view.choices.iter().any(|choice| choice.key.starts_with("where "));
                assert!(phone || to_go, "{way}: no human");
                assert!(at.view.blocks.iter().any(|block| matches!(block, Block::Source { .. })), "{way}: no date");
                if let Some(category) = &answer.emergency {
                    let first = &at.view.blocks[0];
                    assert!(matches!(first, Block::Emergency { category: shown, .. } if shown == category), "{way}");
                }
                let opened = at.view.choices.iter().filter(|choice| choice.key.starts_with("open ")).count();
                assert_eq!(opened, answer.cards.len(), "{way}: a card is missing");
                for choice in at.view.choices.iter().filter(|choice| (1..9).contains(&choice.number)) {
                    let next = self.press(&at.session, &choice.key);
                    let way = format!("{way} > {}", choice.label);
                    self.sound(&next.view, &way);
                    self.back(&next, at, &way);
                }
            }
        }
    }

    fn back(&self, next: &Turn, before: &Turn, way: &str) {
        // Thanks are not gone back through; all else leads back to where it came from.
        let back = turn(self.guide, &next.session, Event::Choose(0), now());
        assert_eq!(back.session.screen, before.session.screen, "{way}: back");
    }

    fn sound(&self, view: &View, way: &str) {
        let old = self.guide.say(self.lang, &Message::OldButton);
        assert_ne!(view.title, old, "{way}");
        let full = |text: &str| assert!(!text.trim().is_empty() && text != old, "{way}: '{text}'");
        full(&view.title);
        for block in &view.blocks {
            match block {
                Block::Notice { body } | Block::Prose(Text(body) | Heading(body)) => full(body),
                Block::Prose(List(entries)) => entries.iter().for_each(|entry| full(entry)),
                Block::Prose(Case { title, .. }) => full(title),
                Block::Phone { number, name, .. } => [number, name].into_iter().for_each(|text| full(text)),
                Block::Emergency { numbers, advice, .. } => assert!(!numbers.is_empty() || !advice.is_empty(), "{way}"),
                _ => {}
            }
        }
        for choice in &view.choices {
            full(&choice.label);
            assert!(choice.key.len() <= 64, "{way}: {}", choice.key);
        }
    }
}

#[test]
fn every_path_of_every_situation_ends_with_a_human() {
    let guide = Desk::new().guide();
    for lang in [Lang::FR, Lang::EN] {
        let situations: Vec<Situation> = guide.situations().all(lang).cloned().collect();
        assert!(situations.len() >= 27, "{}", situations.len());
        for situation in &situations {
            let start = turn(&guide, &Session::new(1), Event::Start { lang: Some(lang) }, now());
            let mut walk = Walk { guide: &guide, lang, situation, ends: 0 };
            let opened = walk.press(&start.session, &format!("open {}", situation.item.id));
            let way = format!("{} {}", lang.code(), situation.item.id);
            walk.back(&opened, &start, &way);
            walk.on(&opened, 0, &way);
            assert!(walk.ends > 1, "{way}");
        }
    }
}

#[test]
fn people_find_a_situation_by_their_words_and_in_its_theme() {
    let guide = Desk::new().guide();
    let start = turn(&guide, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now());
    for (typed, situation) in [
        ("on veut me mettre dehors, expulsion", "situation/lettre-expulsion"),
        ("ils m'ont coupé l'électricité", "situation/electricite-coupee"),
        ("je ne peux plus payer mon loyer", "situation/loyer-impaye"),
        ("jariv plus a payé le loyé", "situation/loyer-impaye"),
        ("jarive plus a payé mon loyé", "situation/loyer-impaye"),
        ("jpeu plu payé mon loyer", "situation/loyer-impaye"),
        ("la caf me demande de rendre 2400 euro", "situation/aide-coupee"),
        ("la caf veut que je rende largent", "situation/aide-coupee"),
        ("je doi 800 euro a la caf", "situation/aide-coupee"),
        ("pole emploi me reclame un trop percu", "situation/aide-coupee"),
        ("jai perdu mon boulo", "situation/emploi-perdu"),
        ("je vien darrivé dans la vile", "situation/nouvelle-ville"),
        ("ma mere peut plus vivre toute seul", "situation/parent-age"),
        ("on ma coupé lelectricité ce matin", "situation/electricite-coupee"),
        ("je suis sans papier", "situation/sans-papiers"),
        ("la caf a coupé mon rsa", "situation/aide-coupee"),
        ("g plus rien a mangé", "situation/faim"),
        ("je me separe de mon mari", "situation/separation"),
        ("ya de la moisissure ché moi", "situation/logement-indigne"),
        ("je suis étudiant et jai plus dargent", "situation/etudiant"),
        ("je compren pas la lettre de la caf", "situation/lettre-incomprise"),
    ] {
        let mut found = turn(&guide, &start.session, Event::Text(typed.into()), now());
        // Asked whether it is urgent, they say no: what they typed is answered as if nothing had been asked.
        if matches!(found.session.screen, Screen::Emergency(_)) {
            found = turn(&guide, &found.session, Event::Text("non".into()), now());
        }
        let offered = found.view.choices.iter().any(|choice| choice.key == format!("open {situation}"));
        assert!(offered, "{typed}: {:?}", found.view.choices.iter().map(|choice| &choice.key).collect::<Vec<_>>());
    }
    for theme in guide.themes(Lang::FR) {
        let cards = guide.theme_cards(&theme.id, Lang::FR).expect("an index");
        let kinds: Vec<ItemKind> = cards.iter().map(|item| item.kind).collect();
        let situations = kinds.iter().take_while(|kind| **kind == ItemKind::Situation).count();
        assert!(kinds[situations..].iter().all(|kind| *kind != ItemKind::Situation), "{}: not first", theme.id);
    }
}

#[test]
fn a_pack_written_by_hand_adds_a_situation() {
    let desk = Desk::new();
    let pack = desk.source("ville", "Aide de la ville");
    let folder = pack.join("situations/velo-vole");
    fs::create_dir_all(&folder).expect("a folder");
    let choice = |id: &str| format!("[[question.quand.choice]]\nid = \"{id}\"\nto = \"agir\"\n");
    let flow = format!(
        "themes = [\"logement\"]\nstart = \"quand\"\nverified = \"2026-11-22\"\nreview_by = \"2027-10-31\"\n\n[[source]]\n\
         title = \"Page de la ville\"\ndate = \"2026-10-01\"\n\n[question.quand]\n{}{}\n[answer.agir]\ncounters = [\"mairie\"]\n",
        choice("oui"),
        choice("non")
    );
    let words = "+++\ntitle = \"Mon vélo a été volé\"\nsummary = \"On peut agir.\"\nkeywords = [\"vélo volé\"]\n+++\n\n## quand\n\
                 Est-ce arrivé ici ?\n\n- oui: Oui\n- non: Non\n\n## agir\nVenez.\n\n- Allez à la mairie.\n";
    fs::write(folder.join("flow.toml"), flow).expect("written");
    fs::write(folder.join("fr.md"), words).expect("written");
    let report = desk.import(&pack, "ville");
    assert_eq!(report.refused, 0, "{report:?}");
    let guide = desk.guide();
    let start = turn(&guide, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now());
    let opened = turn(&guide, &start.session, Event::Press("open situation/velo-vole".into()), now());
    assert_eq!(opened.view.title, "Mon vélo a été volé");
    let answer = turn(&guide, &opened.session, Event::Text("oui".into()), now());
    assert!(answer.view.choices.iter().any(|choice| choice.key == "where situation/velo-vole#agir"));
}
