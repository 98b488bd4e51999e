//! Properties of the conversations in `tests/transcripts/`, played through the guide:
//! - each answer is the one that the file shows (`GUICHET_BLESS=1` writes the files anew);
//! - a message aims at few words: no sentence of ours is over 30 words, no answer over 1,500 characters;
//! - every answer, emergency aside, has a way on, a way to emergency numbers, and none shows an unfilled argument.

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

#[test]
fn every_answer_is_short_and_leads_on() {
    for (one, answers) in PLAYED.iter() {
        for (step, answer) in one.steps.iter().zip(answers) {
            if matches!(step.said, Said::Wait(_)) {
                continue;
            }
            let at = format!("{}.txt, after '> {}'", one.name, step.line);
            let on = |line: &str| ["1. ", "0. ", "→ "].iter().any(|mark| line.starts_with(mark));
            assert!(answer.lines().any(on), "{at}: no way on");
            assert!(!answer.contains('{') && !answer.contains('⟦'), "{at}: unfinished words\n{answer}");
            let length = answer.chars().count();
            assert!(length <= 1_500, "{at}: {length} characters\n{answer}");
        }
    }
}
