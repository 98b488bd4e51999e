//! Distress is read as well as it is said to be in `index/DISTRESS.md`. On the sets, this is a regression floor: the phrases
//! have seen them, so that it guards against loss and proves nothing of unseen messages. In each language,
//! - of the messages of distress, most are stopped;
//! - of those stopped, nearly all show a right number first, or a door that leads to it;
//! - of the messages that only look like it, next to none is stopped;
//! - whatever language was chosen;
//! - what the trained reader has not learnt from is told apart as well: phrases, hard ordinary sentences, concepts;
//! - the reader that the program carries is the one that its content makes, to the byte;
//! - the name of a commune with a slip is no distress; one cry among ten thousand words is heard.

use guichet_content::authored::{self, Authored};
use guichet_core::dice::Dice;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::Lang;
use guichet_core::text::distress::{Distress, Reading};
use guichet_core::text::reader::{Lesson, Reader, train};
use guichet_tests::content::{root, texts};
use guichet_tests::distress::{Figures, figures, matcher, set};
use std::collections::BTreeMap;
use std::fs;

fn communes() -> String {
    fs::read_to_string(root().join("content/gazetteer/communes.tsv")).expect("the gazetteer")
}

/// Least share of messages stopped, in percent, and most traps of how many that may be: one in so many.
const fn floor(lang: Lang) -> (f64, usize) {
    match lang {
        Lang::FR => (95.0, 40),
        _ => (90.0, 15),
    }
}

/// Least share of right first numbers among those stopped, in percent.
const RIGHT: f64 = 95.0;

#[test]
fn distress_is_read_as_well_as_it_is_said_to_be() {
    let authored = authored::read(&texts());
    let distress = matcher(&authored);
    for lang in Lang::all() {
        let path = root().join(format!("tests/distress/{}.toml", lang.code()));
        let set = set(&fs::read_to_string(path).expect("a set")).expect("a set");
        for own in [None, Some(lang), Some(Lang::FR)] {
            let found = figures(&distress, &authored, &set, own);
            let (least, one_in) = floor(lang);
            let stopped = Figures::share(found.stopped, found.phrases);
            let right = Figures::share(found.right, found.stopped);
            let said = format!(
                "{lang:?}: {stopped:.1} % stopped, {right:.1} % right, {} of {} alarms\n{}",
                found.alarms,
                found.traps,
                found.faults.join("\n")
            );
            assert!(stopped >= least && right >= RIGHT && found.alarms * one_in <= found.traps, "{said}");
        }
    }
}

/// Parts that what is learnt from is cut into; one of them is held out, and then judged.
const FOLDS: u64 = 4;
/// Of the phrases held out, the least share that is stopped, in percent: oblique ones, of a style that no other has.
const TOLD: f64 = 60.0;
/// Of the hard ordinary sentences held out, and of the names of concepts held out, the most that are stopped.
const HARD: f64 = 12.0;
const CONCEPTS: f64 = 3.0;

/// The same parts at each run.
fn fold_of(name: &str) -> u64 {
    (Fingerprint::of(name.as_bytes()).value() >> 32) % FOLDS
}

#[test]
fn what_the_reader_has_not_learnt_from_is_told_apart() {
    let authored = authored::read(&texts());
    let communes = communes();
    let lessons = authored::lessons(&authored, &communes);
    // What is made of several lessons is held out with any of them.
    let held = |of: &str| {
        let kind = of.split(' ').next().unwrap_or_default();
        ["told", "ordinary", "concept"].contains(&kind) && fold_of(of.trim_end_matches('+')) == 0
    };
    let judged = |lesson: &Lesson| lesson.of.split('|').any(held);
    let learnt: Vec<Lesson> = lessons.iter().filter(|lesson| !judged(lesson)).cloned().collect();
    let table = train(&learnt, &authored::ordinary(&authored), &authored::places(&communes));
    let distress = Distress::new(authored.phrases.iter().cloned()).with(Reader::open(table));
    let mut shares: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let alone = |lesson: &&Lesson| judged(lesson) && !lesson.of.contains(['+', '|']);
    for (at, lesson) in lessons.iter().filter(alone).enumerate() {
        let mut words = lesson.of.split(' ');
        let name = match (words.next().unwrap_or_default(), words.next()) {
            ("concept", _) if at % 8 > 0 => continue,
            ("told", Some(code)) => format!("told {code}"),
            (kind, _) => kind.to_owned(),
        };
        let share = shares.entry(name).or_default();
        share.0 += usize::from(distress.read(&lesson.text, None).is_some());
        share.1 += 1;
    }
    let share = |name: &str| Figures::share(shares[name].0, shares[name].1);
    let said = format!("{shares:?}");
    for lang in Lang::all() {
        let told = share(&format!("told {}", lang.code()));
        assert!(told >= TOLD, "{lang:?} {told:.1}: {said}");
    }
    assert!(share("ordinary") <= HARD && share("concept") <= CONCEPTS, "{said}");
}

#[test]
fn the_reader_is_the_one_that_the_content_makes() {
    let authored: Authored = authored::read(&texts());
    let made = Distress::default().with(Reader::open(authored::reader(&authored, &communes())));
    let carried = Distress::default().with(guichet_index::distress_reader());
    for lesson in authored::lessons(&authored, &communes()).iter().step_by(97) {
        assert_eq!(made.score(&lesson.text), carried.score(&lesson.text), "{}", lesson.text);
    }
}

#[test]
fn the_name_of_a_commune_with_a_slip_is_no_distress() {
    let authored = authored::read(&texts());
    let distress = matcher(&authored);
    let communes = communes();
    let names: Vec<&str> = communes.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).collect();
    let mut dice = Dice(2026);
    let mut read = Vec::new();
    for _ in 0..1_000 {
        let name = authored::slip(names[dice.below(names.len())], &mut dice);
        for typed in [name.clone(), format!("mairie de {name}")] {
            read.extend(distress.read(&typed, Some(Lang::FR)).map(|reading| (typed, reading)));
        }
    }
    assert!(read.is_empty(), "{read:?}");
}

#[test]
fn one_cry_among_ten_thousand_words_is_heard() {
    let distress = matcher(&authored::read(&texts()));
    let letter = "le loyer de la maison que je dois payer avant la fin du mois de mars ".repeat(667);
    assert_eq!(distress.read(&letter, Some(Lang::FR)), None);
    let acted = distress.read(&format!("{letter} mon mari me frappe {letter}"), Some(Lang::FR));
    assert!(matches!(acted, Some(Reading::Exact { .. })), "{acted:?}");
    let asked =
        distress.read(&format!("{letter} j'ai écrit une lettre d'adieu à mes enfants {letter}"), Some(Lang::FR));
    assert!(asked.is_some());
}
