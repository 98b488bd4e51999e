//! Properties of the program where the network, or somebody on it, plays tricks:
//! - a page of something in between, whatever its status, is no word of Telegram's: nobody is erased, no token is given up;
//! - no redirect is followed, and http:// to another machine is warned of;
//! - who blocked the bot and came back is answered what they wrote since;
//! - words below a photo are read, a cry for help before all else;
//! - an edit that changes nothing, an edit of an old message, and a double tap get no second answer; a real edit does;
//! - a group is told once where the bot speaks: when it comes, and when it is spoken to;
//! - who writes very much at once is told so, and a cry for help among it is answered at once; nobody else waits;
//! - a setting that does nothing yet is refused in one sentence;
//! - whatever is written is the program's user's alone, also what an earlier version left open.

use crate::common::{PATIENCE, Start, WORLD, copy, next, since, words};
use guichet_bots::Locales;
use guichet_core::model::Lang;
use guichet_tests::telegram::{BOT, Emulator, Fault};
use guichet_tests::transcript::flat;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

fn api() -> Emulator {
    Emulator::start().expect("a Bot API")
}

fn said(id: &str) -> String {
    flat(&Locales::new().interface(Lang::FR, id))
}

/// At the menu, in French: four messages were shown.
fn begin(api: &Emulator, chat: i64) {
    ["/start", "1", "1"].iter().for_each(|text| api.text(chat, text));
    since(api, chat, 0, |shown| shown.len() == 4).expect("the menu");
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn a_proxy_is_not_believed() {
    let (api, data) = (api(), copy(&WORLD, "nets-proxy"));
    let bot = Start::new(&data, &api.url()).with(["--poll", "1"]).go().ready();
    begin(&api, 1);
    for status in [403, 404, 401, 400] {
        api.fail("sendMessage", Fault::Page(status), 1);
        api.fail("getUpdates", Fault::Page(status), 1);
    }
    api.text(1, "aide");
    assert!(next(&api, 1, 4).text().contains("Comment ça marche"), "{}", bot.log());
    // The conversation is still there.
    api.text(1, "retour");
    assert!(next(&api, 1, 5).text().starts_with("De quoi avez-vous besoin"));
    let (status, log) = bot.end();
    assert!(status.success(), "{log}");
    assert_eq!(api.bad(), Vec::<String>::new());
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn no_redirect_is_followed() {
    let (api, other, data) = (api(), api(), copy(&WORLD, "nets-redirect"));
    let port = other.url().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    api.fail("*", Fault::Redirect(port), 3);
    let bot = Start::new(&data, &api.url()).go().ready();
    assert_eq!(other.state().calls, Vec::<String>::new(), "the token went elsewhere");
    begin(&api, 1);
    let (status, log) = bot.end();
    assert!(status.success(), "{status}: {log}");
    // Nothing answers there; the warning is said before anybody is asked.
    let bot = Start::new(&data, "http://192.0.2.1:9").go();
    while !bot.log().contains("telegram.api_url begins with http://") {
        std::thread::sleep(Duration::from_millis(20));
    }
    // It may not be listening to signals yet.
    bot.kill();
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn who_came_back_is_answered() {
    let (api, data) = (api(), copy(&WORLD, "nets-back"));
    let bot = Start::new(&data, &api.url()).go().ready();
    begin(&api, 1);
    assert!(bot.end().0.success());
    api.text(1, "aide");
    api.block(1);
    api.state().blocked.clear();
    api.text(1, "/start");
    api.text(1, "je suis à la rue");
    let bot = Start::new(&data, &api.url()).go().ready();
    let shown = since(&api, 1, 4, |shown| words(shown).contains("115")).expect("the number of those without a roof");
    assert!(words(&shown).contains("Choisissez"), "{}", words(&shown));
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn words_below_a_picture_are_read() {
    let (api, data) = (api(), copy(&WORLD, "nets-captions"));
    let bot = Start::new(&data, &api.url()).go().ready();
    begin(&api, 1);
    let file = json!({ "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1 });
    let mut seen = 4;
    for kind in ["photo", "document", "video"] {
        let sent = if kind == "photo" { json!([file]) } else { file.clone() };
        api.message(1, json!({ kind: sent, "caption": "je veux mourir" }));
        let answer = next(&api, 1, seen).text().to_owned();
        assert!(answer.contains("3114") && !answer.contains("Nous ne pouvons pas lire"), "{kind}: {answer}");
        seen += 1;
    }
    api.message(1, json!({ "photo": [file], "caption": "aide" }));
    let answer = next(&api, 1, seen).text().to_owned();
    assert!(answer.contains("Nous ne pouvons pas lire les photos") && answer.contains("Comment ça marche"), "{answer}");
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn what_is_no_new_turn_has_no_answer() {
    let (api, data) = (api(), copy(&WORLD, "nets-edits"));
    let bot = Start::new(&data, &api.url()).go().ready();
    begin(&api, 1);
    let written = |id: i32, text: &str, after: u64| {
        json!({
            "message_id": id, "date": 1_764_000_000, "edit_date": 1_764_000_000 + after, "text": text,
            "from": { "id": 1, "is_bot": false, "first_name": "T" },
            "chat": { "id": 1, "type": "private", "first_name": "T" }
        })
    };
    api.update("message", written(900, "aide", 0));
    next(&api, 1, 4);
    api.update("edited_message", written(900, "aide", 20));
    api.update("edited_message", written(31, "je veux mourir", 20));
    api.update("edited_message", written(900, "urgence", 30 * 86_400));
    api.update("edited_message", written(900, "urgence", 40));
    assert!(next(&api, 1, 5).text().contains("112"), "the one real correction is answered");
    api.update("edited_message", written(900, "urgence", 60));
    // One button, twice.
    api.press_key(1, None, "menu 0");
    api.press_key(1, None, "menu 0");
    api.text(1, "aide");
    let shown = since(&api, 1, 6, |shown| words(shown).contains("Comment ça marche")).expect("the last answer");
    assert_eq!(shown.len(), 2, "{}", words(&shown));
    assert!(api.state().callbacks.values().all(|acknowledged| *acknowledged), "a press goes on turning");
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn a_group_is_told_where_the_bot_speaks() {
    let (api, data) = (api(), copy(&WORLD, "nets-groups"));
    let bot = Start::new(&data, &api.url()).go().ready();
    let group = json!({ "id": -5, "type": "group", "title": "G" });
    let person = json!({ "id": 1, "is_bot": false, "first_name": "T" });
    let itself = json!({ "id": BOT, "is_bot": true, "first_name": "Guichet", "username": "guichet_test_bot" });
    api.update(
        "my_chat_member",
        json!({
            "chat": group, "from": person, "date": 1_764_000_000,
            "old_chat_member": { "user": itself, "status": "left" },
            "new_chat_member": { "user": itself, "status": "member" }
        }),
    );
    let private = said("bots-private-only");
    assert!(flat(next(&api, -5, 0).text()).starts_with(&private), "{:?}", api.shown(-5));
    let write = |text: &str, answered: Option<Value>| {
        let mut message =
            json!({ "message_id": 40, "date": 1_764_000_000, "chat": group, "from": person, "text": text });
        if let Some(from) = answered {
            message["reply_to_message"] =
                json!({ "message_id": 12, "date": 1_764_000_000, "chat": group, "from": from, "text": "x" });
        }
        api.update("message", message);
    };
    write("on parle entre nous", None);
    write("et toi ?", Some(person.clone()));
    write("2", Some(itself.clone()));
    api.text(1, "/start");
    since(&api, 1, 0, |shown| shown.len() == 2).expect("the last is answered");
    let shown = since(&api, -5, 1, |shown| !shown.is_empty()).expect("an answer to the reply");
    assert!(shown.len() == 1 && flat(shown[0].text()).starts_with(&private), "{shown:?}");
    assert!(bot.end().0.success());
    assert_eq!(api.bad(), Vec::<String>::new());
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn a_flood_is_bounded_and_a_cry_in_it_is_heard() {
    let (api, data) = (api(), copy(&WORLD, "nets-flood"));
    let bot = Start::new(&data, &api.url()).go().ready();
    begin(&api, 1);
    begin(&api, 2);
    // Telegram holds the first answer back for a while, as it does where a bot writes too fast.
    api.fail("sendMessage", Fault::TooMany(2), 1);
    (0..150).for_each(|_| api.text(1, "je n'arrive pas à payer mon loyer"));
    api.text(1, "je veux mourir");
    (0..49).for_each(|_| api.text(1, "je n'arrive pas à payer mon loyer"));
    api.wait(PATIENCE, |state| (state.pending() == 0).then_some(())).expect("all is taken");
    api.text(2, "aide");
    assert!(next(&api, 2, 4).text().contains("Comment ça marche"));
    let heard = |shown: &[guichet_tests::telegram::Shown]| shown.iter().position(|one| one.text().contains("3114"));
    let shown = since(&api, 1, 4, |shown| heard(shown).is_some()).expect("its numbers");
    assert!(heard(&shown) <= Some(12), "{}", words(&shown));
    api.text(1, "menu");
    let shown = since(&api, 1, 4, |shown| shown.last().is_some_and(|one| one.text().starts_with("De quoi")));
    let shown = shown.expect("the last answer");
    let told = said("bots-flood");
    assert_eq!(shown.iter().filter(|one| flat(one.text()) == told).count(), 1, "{}", words(&shown));
    assert!(shown.len() <= 30, "{} answers", shown.len());
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn a_setting_that_does_nothing_yet_is_refused() {
    let (api, data) = (api(), copy(&WORLD, "nets-settings"));
    for (variable, value, named) in [
        ("GUICHET_METRICS_LISTEN", "127.0.0.1:9464", "metrics.listen (GUICHET_METRICS_LISTEN)"),
        ("GUICHET_TELEGRAM_WEBHOOK_URL", "https://guichet.example.fr/t", "telegram.webhook_url"),
        ("GUICHET_TELEGRAM_WEBHOOK_LISTEN", "127.0.0.1:8443", "telegram.webhook_listen"),
        ("GUICHET_TELEGRAM_WEBHOOK_SECRET_FILE", "/etc/secret", "telegram.webhook_secret_file"),
        ("GUICHET_STORE", "postgres://guichet:hunter2@localhost/g", "PostgreSQL"),
    ] {
        let (status, log) = Start::new(&data, &api.url()).variable(variable, value).go().wait();
        assert_eq!(status.code(), Some(1), "{variable}: {log}");
        assert!(log.lines().count() == 1 && log.contains(named) && !log.contains("hunter2"), "{variable}: {log}");
    }
    fs::write(data.join("guichet.toml"), "[metrics]\nlisten = \"127.0.0.1:9464\"\n").expect("written");
    let (status, log) = Start::new(&data, &api.url()).go().wait();
    assert!(status.code() == Some(1) && log.contains("metrics.listen"), "{log}");
    assert!(!data.join("store").exists());
}

fn each(path: &Path, look: &mut impl FnMut(&Path, u32)) {
    let data = fs::symlink_metadata(path).expect("there");
    look(path, data.permissions().mode() & 0o777);
    if data.is_dir() {
        fs::read_dir(path).expect("a folder").flatten().for_each(|entry| each(&entry.path(), look));
    }
}

#[test]
#[ignore = "full: the program over a network that plays tricks"]
fn what_is_kept_is_its_users_alone() {
    let (api, data) = (api(), copy(&WORLD, "nets-rights"));
    let bot = Start::new(&data, &api.url()).go().ready();
    begin(&api, 1);
    let closed = || {
        for folder in ["store", "keys"] {
            each(&data.join(folder), &mut |path, mode| assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display()));
        }
    };
    closed();
    assert!(bot.end().0.success());
    // As an earlier version, or a copy, left it; an open key is refused elsewhere.
    each(&data.join("store"), &mut |path, _| {
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    });
    let bot = Start::new(&data, &api.url()).go().ready();
    closed();
    assert!(bot.end().0.success());
}
