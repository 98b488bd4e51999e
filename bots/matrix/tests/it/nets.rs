//! Properties of the bot where people do more than write, and where somebody is on the way:
//! - a plain room is told once that its server can read it, an encrypted one is not;
//! - what is said in a thread is answered in it, a correction that changes nothing is not answered;
//! - a number as a reaction to the newest answer is a choice, one to an older answer is an old button;
//! - a call, a poll and a request to verify get a reply, words below a picture are read, a cry for help before all else;
//! - no redirect is followed with the password, and the token stands in no file in the clear;
//! - the folders are the user's alone.

use crate::bot::Settings;
use crate::resident::{Heard, Resident};
use crate::{PASSWORD, SYNAPSE, fresh, words};
use guichet_core::model::Lang;
use guichet_tests::faults::Fault;
use guichet_tests::relay::Relay;
use guichet_tests::transcript::flat;
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn said(id: &str) -> String {
    flat(&words::sentence(Lang::FR, id))
}

async fn begin(resident: &Resident, encrypted: bool) -> OwnedRoomId {
    let room = resident.room(encrypted, &[]).await;
    resident.answer(&room, 1).await;
    resident.ask(&room, "1").await;
    resident.ask(&room, "1").await;
    room
}

/// Every file below a folder, and every folder.
fn each(path: &Path, look: &mut impl FnMut(&Path)) {
    look(path);
    if path.is_dir() {
        fs::read_dir(path).expect("a folder").flatten().for_each(|entry| each(&entry.path(), look));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: the program, turn by turn over a network"]
async fn what_people_do_beside_writing_is_answered() {
    let user = SYNAPSE.register("guichet-nets", PASSWORD).expect("an account");
    let settings = Settings::new(&fresh("nets"), &SYNAPSE.url(), &user);
    let bot = settings.run();
    let resident = Resident::new(&SYNAPSE, "nets", &user).await;
    let open = begin(&resident, false).await;
    let sealed = begin(&resident, true).await;
    let told = |room| {
        let all = resident.all(room);
        all.iter().filter(|heard| flat(&heard.plain).contains(&said("bots-matrix-clear"))).count()
    };
    assert_eq!((told(&open), told(&sealed)), (1, 0));

    for room in [&open, &sealed] {
        // A thread.
        let before = resident.answers(room).len();
        let root = resident.send(room, "m.room.message", json!({ "msgtype": "m.text", "body": "menu" })).await;
        resident.answer(room, before + 1).await;
        let threaded = json!({
            "msgtype": "m.text", "body": "aide", "m.relates_to": { "rel_type": "m.thread", "event_id": root }
        });
        let answer = resident.ask_with(room, "m.room.message", threaded).await;
        assert_eq!(answer.thread.as_deref(), Some(root.as_str()), "{}", answer.plain);

        // A reaction to the newest answer, and one to an older one.
        let menu = resident.ask(room, "menu").await;
        assert!(menu.thread.is_none());
        let react = |to: &Heard, key: &str| json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": to.id, "key": key } });
        let chosen = resident.ask_with(room, "m.reaction", react(&menu, "1️⃣")).await;
        assert!(!chosen.plain.starts_with("De quoi"), "{}", chosen.plain);
        let old = resident.ask_with(room, "m.reaction", react(&menu, "2️⃣")).await;
        assert!(old.plain.contains("Ce bouton est ancien"), "{}", old.plain);

        // Calls and the like.
        let invite = json!({ "call_id": "1", "version": "1", "lifetime": 60_000, "party_id": "x",
            "offer": { "type": "offer", "sdp": "v=0" } });
        let answer = resident.ask_with(room, "m.call.invite", invite).await;
        assert!(answer.plain.contains("répondre aux appels"), "{}", answer.plain);
        let poll = json!({ "org.matrix.msc3381.poll.start": {
            "question": { "org.matrix.msc1767.text": "aide" }, "max_selections": 1, "kind": "org.matrix.msc3381.poll.disclosed",
            "answers": [{ "id": "1", "org.matrix.msc1767.text": "oui" }] } });
        let answer = resident.ask_with(room, "org.matrix.msc3381.poll.start", poll).await;
        assert!(answer.plain.contains("Comment ça marche"), "{}", answer.plain);
        let verify = json!({ "msgtype": "m.key.verification.request", "body": "verify", "from_device": "X",
            "methods": ["m.sas.v1"], "to": user });
        let answer = resident.ask_with(room, "m.room.message", verify).await;
        assert!(answer.plain.contains("Nous ne pouvons pas lire ce message"), "{}", answer.plain);
        let photo =
            json!({ "msgtype": "m.image", "body": "je veux mourir", "filename": "a.jpg", "url": "mxc://localhost/a" });
        let answer = resident.ask_with(room, "m.room.message", photo).await;
        assert!(answer.plain.contains("3114") && !answer.plain.contains("photos"), "{}", answer.plain);

        // A correction without a change, then one with.
        let before = resident.answers(room).len();
        let first = resident.send(room, "m.room.message", json!({ "msgtype": "m.text", "body": "menu" })).await;
        resident.answer(room, before + 1).await;
        let correct = |body: &str| {
            json!({ "msgtype": "m.text", "body": format!("* {body}"), "m.new_content": { "msgtype": "m.text", "body": body },
                "m.relates_to": { "rel_type": "m.replace", "event_id": first } })
        };
        resident.send(room, "m.room.message", correct("menu")).await;
        let answer = resident.ask_with(room, "m.room.message", correct("aide")).await;
        assert!(answer.plain.starts_with("Comment ça marche"), "{}", answer.plain);
        assert_eq!(resident.answers(room).len(), before + 2, "what did not change was answered");
    }
    assert!(bot.terminate().success());

    // On the disk: the user's alone, and no token in the clear.
    let store = settings.data.join("store");
    each(&store, &mut |path| {
        let mode = fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {:o}", path.display(), mode & 0o777);
        if path.is_file() {
            let bytes = fs::read(path).expect("reads");
            let found = ["syt_", "guichet session", "access_token", "\"token\":"];
            let found = found.iter().find(|word| bytes.windows(word.len()).any(|window| window == word.as_bytes()));
            assert!(found.is_none_or(|word| *word == "guichet session"), "{found:?} in {}", path.display());
        }
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: the program, turn by turn over a network"]
async fn no_redirect_carries_the_password() {
    let user = SYNAPSE.register("guichet-redirect", PASSWORD).expect("an account");
    let relays = [(); 2].map(|()| Relay::start(SYNAPSE.port()).expect("a relay"));
    let port = relays[1].url().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    relays[0].fail("login", Fault::Redirect(port), 1);
    // Whatever came there would be seen.
    relays[1].fail("login", Fault::Internal, 1);
    let settings = Settings::new(&fresh("redirect"), &relays[0].url(), &user);
    let bot = settings.run();
    assert_eq!(relays[1].happened(), [], "the password went elsewhere");
    assert_eq!(relays[0].happened(), [("login".to_owned(), Fault::Redirect(port))]);
    assert!(bot.terminate().success());
}
