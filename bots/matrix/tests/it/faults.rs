//! Properties of the bot when something is wrong:
//! - without a homeserver, an account or a password, with a wrong password or address, it says what to do in one sentence
//!   and ends with 1; a wrong option ends with 2; `--help` tells the truth;
//! - where the homeserver deleted its device, it comes back as a new one, and answers what was said meanwhile;
//! - a message that cannot be decrypted is answered, once, by a notice of what to do, and holds no other room up;
//! - whatever is typed (4,096 emoji, HTML, Markdown, nothing) is answered, and as text;
//! - a full disk is said to whoever writes, with a number to call, and to the operator; nothing is lost;
//! - more messages than the homeserver gives at once are all answered after the bot was away.

use crate::bot::Settings;
use crate::resident::Resident;
use crate::words;
use crate::{PASSWORD, SYNAPSE, fresh, until};
use serde_json::json;
use std::fs;
use std::process::Command;

/// Runs the program to its end: how it ended and what it said.
fn refused(name: &str, change: impl FnOnce(&mut Settings)) -> (Option<i32>, String) {
    let mut settings = Settings::new(&fresh(name), &SYNAPSE.url(), "guichet-refused");
    change(&mut settings);
    let code = settings.start().wait_end().code();
    (code, settings.log())
}

#[test]
#[ignore = "full: the program against a homeserver that fails it"]
fn what_is_missing_is_said_and_ends_the_program() {
    SYNAPSE.register("guichet-refused", PASSWORD).expect("an account");
    for (name, change, said) in [
        ("no-server", (|one| one.homeserver.clear()) as fn(&mut Settings), "no homeserver"),
        ("no-user", |one| one.user.clear(), "no account"),
        ("no-password", |one| one.password = None, "GUICHET_MATRIX_PASSWORD_FILE"),
        ("wrong-password", |one| one.password = Some("wrong".into()), "refuses the bot's name or password"),
        ("no-address", |one| one.homeserver = "http://:x".into(), "no address of a homeserver"),
    ] {
        let (code, log) = refused(name, change);
        assert_eq!(code, Some(1), "{name}: {log}");
        assert!(log.contains(said), "{name}: {log}");
        assert!(!log.contains("wrong\"") && !log.contains(PASSWORD), "{name}: a password is shown");
    }
    let run = |argument: &str| Command::new(env!("CARGO_BIN_EXE_guichet-matrix")).arg(argument).output().expect("run");
    assert_eq!(run("--no-such-option").status.code(), Some(2));
    let help = String::from_utf8(run("--help").stdout).expect("UTF-8");
    for word in
        ["--data", "--config", "GUICHET_MATRIX_HOMESERVER", "GUICHET_MATRIX_USER", "GUICHET_MATRIX_PASSWORD_FILE"]
    {
        assert!(help.contains(word), "--help lacks {word}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: the program against a homeserver that fails it"]
async fn what_cannot_be_read_is_said_and_what_is_odd_is_answered() {
    let user = SYNAPSE.register("guichet-faults", PASSWORD).expect("an account");
    let settings = Settings::new(&fresh("faults"), &SYNAPSE.url(), &user);
    let bot = settings.run();
    let resident = Resident::new(&SYNAPSE, "faults", &user).await;
    let sealed = resident.room(true, &[]).await;
    let open = resident.room(false, &[]).await;
    for room in [&sealed, &open] {
        resident.answer(room, 1).await;
        resident.ask(room, "1").await;
        resident.ask(room, "1").await;
    }

    // Another device of the resident's, whose keys never arrive.
    let token = SYNAPSE.log_in("faults", PASSWORD).expect("logged in");
    let before = resident.answers(&sealed).len();
    let event = json!({
        "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg", "device_id": "X",
        "sender_key": "cWCFbKvOq2kPbZzMyEyHbvLZ5LCvRvQm2VcX8sVhTWs", "session_id": "cWCFbKvOq2kPbZzMyEyHbvLZ5LCvRvQm2VcX8sVhTWs",
    });
    let path = format!("/_matrix/client/v3/rooms/{sealed}/send/m.room.encrypted/one");
    let (status, answer) = SYNAPSE.call("PUT", &path, Some(&token), Some(&event)).expect("sent");
    assert_eq!(status, 200, "{answer}");
    // It waits for its key, and with it what comes after it in its room; nobody else does.
    resident.write(&sealed, "RSA").await;
    resident.ask(&open, "menu").await;
    assert_eq!(resident.answers(&sealed).len(), before, "the other room was held up");
    let notice = resident.answer(&sealed, before + 1).await;
    assert!(words::is(&notice.plain, "bots-not-decrypted") && notice.encrypted, "{}", notice.plain);
    assert!(resident.answer(&sealed, before + 2).await.plain.starts_with("Voici"));

    for typed in
        ["😀".repeat(4_096).as_str(), "<b>RSA</b> & <script>", "**RSA** [a](b) `c`", "/menu", "\u{202e}RSA\u{0}"]
    {
        resident.ask(&open, typed).await;
    }
    let before = resident.answers(&open).len();
    resident.send(&open, "m.room.message", json!({ "msgtype": "m.notice", "body": "a bot" })).await;
    resident.send(&open, "m.room.message", json!({ "msgtype": "m.text", "body": "" })).await;
    resident.answer(&open, before + 1).await;
    assert!(resident.ask(&open, "menu").await.plain.starts_with("De quoi"));
    assert_eq!(resident.answers(&open).len(), before + 2, "a bot was answered");
    assert!(bot.terminate().success());

    // A full disk: a sentence with a number to call, once for each message, and the answer once there is space again.
    let bot = settings.run();
    let before = [resident.answers(&sealed).len(), resident.answers(&open).len()];
    bot.fill_disk(true);
    for (room, before) in [&sealed, &open].into_iter().zip(before) {
        resident.write(room, "menu").await;
        let excuse = resident.answer(room, before + 1).await.plain;
        assert!(words::is(&excuse, "bots-out-of-order") && excuse.contains("39 39"), "{excuse}");
    }
    until("the log says what to do", || settings.log().contains("look at the free space"));
    bot.fill_disk(false);
    for (room, before) in [&sealed, &open].into_iter().zip(before) {
        assert!(resident.answer(room, before + 2).await.plain.starts_with("De quoi"));
        resident.ask(room, "menu").await;
        assert_eq!(resident.answers(room).len(), before + 3, "one excuse, one answer");
    }
    assert!(bot.terminate().success());

    // While it is away: more than one answer of the homeserver holds, in one room.
    let many = 110;
    let before = resident.answers(&open).len();
    for _ in 0..many {
        resident.write(&open, "menu").await;
    }
    let bot = settings.run();
    resident.answer(&open, before + many).await;
    resident.ask(&open, "menu").await;
    assert_eq!(resident.answers(&open).len(), before + many + 1, "one answer each");

    // The homeserver deletes every device of the bot's.
    let token = SYNAPSE.log_in("guichet-faults", PASSWORD).expect("logged in");
    let (status, answer) =
        SYNAPSE.call("POST", "/_matrix/client/v3/logout/all", Some(&token), Some(&json!({}))).expect("called");
    assert_eq!(status, 200, "{answer}");
    assert!(resident.ask(&sealed, "menu").await.encrypted);
    assert!(settings.log().contains("goes on as a new one"), "{}", settings.log());
    drop(bot);
    assert!(fs::read_dir(settings.data.join("store/matrix/sdk")).expect("a store").count() > 0);
}
