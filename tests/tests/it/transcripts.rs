//! Properties of the conversations in `tests/transcripts/`, played through the guide:
//! - each answer is the one that the file shows (`GUICHET_BLESS=1` writes the files anew);
//! - no sentence is over 30 words, no answer over 1,500 characters;
//! - every answer has a way on, and a way to the emergency numbers or the numbers themselves; none shows an unfilled
//!   argument.

use guichet_core::message::Message;
use guichet_core::model::Lang;
use guichet_locales::Locales;
use guichet_tests::transcript::{self, Said, Transcript};
use guichet_tests::{play, world};
use std::sync::LazyLock;

/// Every transcript with the guide's answers: one world for all.
static PLAYED: LazyLock<Vec<(Transcript, Vec<String>)>> = LazyLock::new(|| {
    let folder = world::make(env!("CARGO_TARGET_TMPDIR"), "transcripts-guide").expect("a world");
    let guide = world::open(&folder).expect("a guide");
    let transcripts = transcript::all().expect("the transcripts can be read");
    transcripts
        .into_iter()
        .map(|one| {
            let answers = play::through_the_guide(&guide, &one);
            (one, answers)
        })
        .collect()
});

#[test]
fn the_guide_answers_as_the_files_show() {
    assert!(PLAYED.len() >= 10, "only {} transcripts", PLAYED.len());
    let faults: Vec<String> =
        PLAYED.iter().filter_map(|(one, answers)| transcript::golden(one, answers).err()).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// The lines that lead to the emergency numbers, and the first line of a screen that shows them.
fn emergency() -> Vec<String> {
    let locales = Locales::new();
    let choices = |lang: &Lang| {
        let say = |message| locales.say(*lang, &message);
        let choices = [say(Message::Emergency), say(Message::EmergencySos)];
        let marked = choices.iter().flat_map(|choice| [format!("9. {choice}"), format!("→ {choice}")]);
        marked.chain([say(Message::EmergencyTitle)]).collect::<Vec<_>>()
    };
    locales.languages().iter().flat_map(choices).collect()
}

#[test]
fn every_answer_is_short_and_leads_on() {
    let emergency = emergency();
    for (one, answers) in PLAYED.iter() {
        for (step, answer) in one.steps.iter().zip(answers) {
            if matches!(step.said, Said::Wait(_)) {
                continue;
            }
            let at = format!("{}.txt, after '> {}'", one.name, step.line);
            let on = |line: &str| ["1. ", "0. ", "→ "].iter().any(|mark| line.starts_with(mark));
            assert!(answer.lines().any(on), "{at}: no way on");
            assert!(!answer.contains('{') && !answer.contains('⟦'), "{at}: unfinished words\n{answer}");
            let urgent = |line: &str| emergency.iter().any(|choice| line == choice);
            assert!(answer.lines().any(urgent), "{at}: no way to the emergency numbers\n{answer}");
            for sentence in answer.lines().flat_map(|line| line.split_inclusive(['.', '!', '?'])) {
                let words = sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                assert!(words <= 30, "{at}: {words} words\n{sentence}");
            }
            let length = answer.chars().count();
            assert!(length <= 1_500, "{at}: {length} characters\n{answer}");
        }
    }
}
