//! Properties of the bot, over the conversations in `tests/transcripts/`:
//! - in an encrypted room, each thing said is answered by the text that the file shows, word for word and once;
//! - HTML and plain body say the same;
//! - the channel's own notices come beside it: first what the network keeps, and on personal data that it stays in the
//!   person's own application;
//! - a button of old has no meaning here: those transcripts are left out, and the others counted.

use crate::bot::Settings;
use crate::resident::Resident;
use crate::words::{self, unmarked};
use crate::{PASSWORD, SYNAPSE};
use guichet_core::model::Lang;
use guichet_core::talk::MediaKind;
use guichet_tests::transcript::{self, Said, Transcript, flat};
use guichet_tests::world;
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;
use std::fs;

/// What a transcript's line is on Matrix: a type of event and its content. `None`: nothing is sent.
fn content(said: &Said) -> Option<(&'static str, serde_json::Value)> {
    let text = |text: &str| json!({ "msgtype": "m.text", "body": text });
    Some(match said {
        Said::Text(words) => ("m.room.message", text(words)),
        Said::Choose(number) => ("m.room.message", text(&number.to_string())),
        Said::Location(at) => {
            let address = format!("geo:{},{}", at.lat, at.lon);
            ("m.room.message", json!({ "msgtype": "m.location", "body": "here", "geo_uri": address }))
        }
        Said::Media(MediaKind::Sticker) => {
            ("m.sticker", json!({ "body": "x", "url": "mxc://localhost/x", "info": {} }))
        }
        Said::Media(kind) => {
            let msgtype = match kind {
                MediaKind::Voice => "m.audio",
                MediaKind::Photo => "m.image",
                _ => "m.file",
            };
            ("m.room.message", json!({ "msgtype": msgtype, "body": "x", "url": "mxc://localhost/x" }))
        }
        Said::Start(_) | Said::Press(_) | Said::Wait(_) => return None,
    })
}

/// Whether a conversation can be held here: it begins once, and no button of old is pressed.
fn can_be_held(transcript: &Transcript) -> bool {
    let mut said = transcript.steps.iter().map(|step| &step.said);
    matches!(said.next(), Some(Said::Start(_))) && !said.any(|said| matches!(said, Said::Start(_) | Said::Press(_)))
}

/// One conversation, from the invitation to the end: the room it was held in and the answers, one a step.
async fn play(resident: &Resident, settings: &Settings, one: &Transcript) -> (OwnedRoomId, Vec<String>) {
    let mut now = one.now;
    let set = |now: guichet_core::model::Moment| fs::write(settings.clock(), now.to_string()).expect("a clock");
    set(now);
    let room = resident.room(true, &[]).await;
    let mut number = 1;
    let mut last = resident.answer(&room, number).await;
    if let Some(Said::Start(Some(lang))) = one.steps.first().map(|step| &step.said) {
        // What a person does for it: the language, then "go on".
        for typed in [if *lang == Lang::FR { "1" } else { "2" }, "1"] {
            number += 1;
            last = resident.ask(&room, typed).await;
        }
    }
    let mut answers = vec![last.plain.clone()];
    for step in one.steps.iter().skip(1) {
        let Some((kind, content)) = content(&step.said) else {
            if let Said::Wait(minutes) = step.said {
                now = now.plus_minutes(minutes);
                set(now);
            }
            answers.push(String::new());
            continue;
        };
        resident.send(&room, kind, content).await;
        number += 1;
        last = resident.answer(&room, number).await;
        assert!(last.encrypted, "{}: an answer in the clear", one.name);
        assert_eq!(unmarked(&last.html), last.plain, "{}: HTML and text differ", one.name);
        answers.push(last.plain.clone());
    }
    (room, answers)
}

/// What the guide says in a transcript: its `* …` lines are for others.
fn spoken(answer: &str) -> String {
    flat(&answer.lines().filter(|line| !line.starts_with("* ")).collect::<Vec<_>>().join("\n"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_encrypted_room_tells_the_same_story() {
    assert!(told("transcript", |one| one.name == "rent-rodez-fr").await.0 == 1, "it cannot be held here");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: every transcript, over a network"]
async fn encrypted_rooms_tell_every_story() {
    let (held, turns) = told("transcripts", |_| true).await;
    assert!(held >= 9, "only {held} transcripts can be held here");
    assert!(turns >= 60, "only {turns} things were said");
}

/// Holds the transcripts that are wanted and can be held here, with people and a data folder of this name: how many they
/// are, and how many things were said.
async fn told(name: &str, wanted: impl Fn(&Transcript) -> bool) -> (usize, usize) {
    let data = world::make(env!("CARGO_TARGET_TMPDIR"), &format!("matrix-{name}")).expect("a world");
    let user = SYNAPSE.register(&format!("guichet-{name}"), PASSWORD).expect("an account");
    let settings = Settings::new(&data, &SYNAPSE.url(), &user);
    let bot = settings.run();
    let resident = Resident::new(&SYNAPSE, name, &user).await;
    let (mut held, mut turns, mut faults) = (0, 0, Vec::new());
    for one in transcript::all().expect("the transcripts").iter().filter(|one| can_be_held(one) && wanted(one)) {
        let (room, answers) = play(&resident, &settings, one).await;
        faults.extend(transcript::same(one, &answers, |expected, given| spoken(expected) == flat(given)).err());
        let all = resident.all(&room);
        assert!(words::is(&all[0].plain, "bots-matrix-keeps"), "{}: first {}", one.name, all[0].plain);
        let offered = one.steps.iter().filter(|step| step.answer.contains("* deleting the message")).count();
        let said = all.iter().filter(|heard| words::is(&heard.plain, "bots-cannot-delete")).count();
        assert!(said >= offered, "{}: where to delete is said {said} times, not {offered}", one.name);
        held += 1;
        turns += one.steps.len();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(bot.terminate().success());
    (held, turns)
}
