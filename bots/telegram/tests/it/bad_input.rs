//! Properties of the program when things are not as they should be:
//! - a token that is missing, odd or refused, at the start or later: one plain sentence, exit 1, the token never shown;
//! - it starts while the service is down, answers once it is up, and ends in peace if that never happens;
//! - 4,096 emoji, HTML, Markdown, messages of unknown kinds, buttons of other bots: an answer, and no word of them in
//!   the log;
//! - messages that come at once are each answered, in order; one that comes twice is answered once;
//! - a full disk: one plain sentence with a number to call, and the answer itself once there is room;
//! - a message that Telegram refuses arrives without what it refused; whoever blocked the bot is erased;
//! - nothing is sent that Telegram would refuse.

use crate::common::{PATIENCE, Start, WORLD, copy, next, since, words};
use guichet_bots::Locales;
use guichet_core::model::Lang;
use guichet_index::{Config, DataFolder, open_store};
use guichet_tests::telegram::{Emulator, Fault, TOKEN};
use guichet_tests::transcript::flat;
use serde_json::json;
use std::process::Command;

fn api() -> Emulator {
    Emulator::start().expect("a Bot API")
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn a_token_that_does_not_work_is_one_plain_sentence() {
    let (api, data) = (api(), copy(&WORLD, "bad-input-token"));
    let refused = |token: &str| {
        let (status, log) = Start::new(&data, &api.url()).variable("GUICHET_TELEGRAM_TOKEN", token).go().wait();
        assert_eq!(status.code(), Some(1), "{log}");
        assert!(token.is_empty() || !log.contains(token), "the token is shown: {log}");
        assert_eq!(log.lines().count(), 1, "{log}");
        log
    };
    assert!(refused("").contains("no token"));
    assert!(refused("7:not the one").contains("copy it again"));
    assert!(refused("7:another").contains("Telegram refuses this bot's token"));
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn a_token_withdrawn_meanwhile_loses_nothing() {
    let (api, data) = (api(), copy(&WORLD, "bad-input-withdrawn"));
    let bot = Start::new(&data, &api.url()).with(["--poll", "1"]).go().ready();
    api.text(1, "/start");
    since(&api, 1, 0, |shown| shown.len() == 2).expect("an answer");
    api.fail("sendMessage", Fault::BadGateway, 1_000_000);
    api.text(1, "2");
    api.wait(PATIENCE, |state| (state.pending() == 0).then_some(())).expect("the message is taken");
    api.state().token = "7:new".into();
    let (status, log) = bot.wait();
    assert_eq!(status.code(), Some(1), "{log}");
    assert!(log.contains("Telegram refuses this bot's token") && !log.contains(TOKEN), "{log}");
    drop(std::mem::take(&mut api.state().faults));
    let bot = Start::new(&data, &api.url()).variable("GUICHET_TELEGRAM_TOKEN", "7:new").go().ready();
    assert!(next(&api, 1, 2).text().contains("Before we begin"), "{:?}", api.shown(1));
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn it_starts_before_the_service_does() {
    let data = copy(&WORLD, "bad-input-down");
    let port = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        free.local_addr().expect("an address").port()
    };
    let url = format!("http://127.0.0.1:{port}");
    let bot = Start::new(&data, &url).go();
    while !bot.log().contains("Unreachable") {
        assert!(!bot.is_ready());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let (status, log) = bot.end();
    assert!(status.success(), "{status}: {log}");

    let bot = Start::new(&data, &url).go();
    let api = Emulator::at(port).expect("the port is free");
    let bot = bot.ready();
    api.text(1, "/start");
    next(&api, 1, 0);
    let (status, log) = bot.end();
    assert!(status.success() && !log.contains(TOKEN), "{status}: {log}");
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn whatever_is_written_is_answered_and_never_logged() {
    let (api, data) = (api(), copy(&WORLD, "bad-input-written"));
    let bot = Start::new(&data, &api.url()).variable("GUICHET_LOG", "trace").go().ready();
    api.text(1, "/start");
    since(&api, 1, 0, |shown| shown.len() == 2).expect("an answer");
    api.text(1, "1");
    api.text(1, "1");
    since(&api, 1, 0, |shown| shown.len() == 4).expect("the menu");
    let secret = "xylophonique";
    let texts = [
        "🏠".repeat(2_048) + &"🙂".repeat(2_048),
        format!("<b>{secret} & <script>alert(1)</script></i>"),
        format!("*{secret}* _[x](http://{secret}.example)_ `"),
        format!("/{secret}@other_bot {secret}"),
        format!("{secret} \u{202e}\u{0}\u{7}"),
        "\n \n".to_owned(),
    ];
    for (index, text) in texts.iter().enumerate() {
        api.text(1, text);
        let answer = next(&api, 1, 4 + index);
        assert!(answer.text().contains("9. Urgence"), "{index}: {}", answer.text());
    }
    for kind in ["voice", "photo", "sticker", "file"] {
        api.media(1, kind);
    }
    api.message(1, json!({ "of_next_year": { "secret": secret } }));
    api.location(1, 91.0, 400.0);
    let shown = since(&api, 1, 4 + texts.len(), |shown| shown.len() == 6).expect("six answers");
    assert!(shown.iter().all(|one| one.text().contains("9. Urgence")));
    // Nothing to answer, nothing to stumble over.
    api.update("of_next_year", json!({ "secret": secret }));
    api.update("message", json!({ "secret": secret }));
    api.text(1, "menu");
    let last = since(&api, 1, 10 + texts.len(), |shown| !shown.is_empty()).expect("an answer");
    assert!(words(&last).starts_with("De quoi avez-vous besoin"));
    let (status, log) = bot.end();
    assert!(status.success() && !log.contains(secret) && !log.contains(TOKEN), "{log}");
    assert_eq!(api.bad(), Vec::<String>::new());
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn a_button_that_is_not_ours_is_answered_as_an_old_one() {
    let (api, data) = (api(), copy(&WORLD, "bad-input-buttons"));
    let bot = Start::new(&data, &api.url()).go().ready();
    api.text(1, "/start");
    since(&api, 1, 0, |shown| shown.len() == 2).expect("an answer");
    let person = json!({ "id": 1, "is_bot": false, "first_name": "T" });
    let chat = json!({ "id": 1, "type": "private", "first_name": "T" });
    let other = json!({ "id": 99, "is_bot": true, "first_name": "Other" });
    let bearer = json!({ "message_id": 3, "date": 1_764_000_000, "chat": chat, "from": other, "text": "x" });
    let press = |rest: serde_json::Value| {
        let mut query = json!({ "id": "press-foreign", "from": person, "chat_instance": "1" });
        rest.as_object().into_iter().flatten().for_each(|(key, value)| query[key] = value.clone());
        query
    };
    api.update("callback_query", press(json!({ "message": bearer, "data": "open card/apl" })));
    api.update("callback_query", press(json!({ "inline_message_id": "z", "data": "open card/apl" })));
    api.update("callback_query", press(json!({ "message": bearer, "game_short_name": "g" })));
    api.press_key(1, None, &"x".repeat(64));
    let shown = since(&api, 1, 2, |shown| shown.len() == 4).expect("four answers");
    assert!(shown.iter().all(|one| one.text().contains("Ce bouton est ancien")), "{}", words(&shown));
    // A message too old to be seen: its button still does what it said.
    let old = json!({ "message_id": 3, "date": 0, "chat": chat });
    api.update("callback_query", press(json!({ "message": old, "data": "sos" })));
    assert!(!next(&api, 1, 6).text().contains("Ce bouton est ancien"));
    assert!(bot.end().0.success());
    assert_eq!(api.bad(), Vec::<String>::new());
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn what_comes_at_once_is_answered_in_order_and_what_comes_twice_once() {
    let (api, data) = (api(), copy(&WORLD, "bad-input-at-once"));
    let bot = Start::new(&data, &api.url()).go().ready();
    for chat in 1..=3 {
        for text in ["/start", "1", "1", "aide", "menu", "aide"] {
            api.text(chat, text);
        }
    }
    let titles = ["Choisissez", "Avant de commencer", "De quoi", "Comment ça marche", "De quoi", "Comment ça marche"];
    for chat in 1..=3 {
        let shown = since(&api, chat, 1, |shown| shown.len() == titles.len()).expect("every answer");
        for (one, title) in shown.iter().zip(titles) {
            assert!(one.text().starts_with(title), "{title}: {}", one.text());
        }
    }
    // The same update once more, as after a confirmation that was lost.
    let again = json!({
        "message_id": 900, "date": 1_764_000_000, "text": "menu", "from": { "id": 1, "is_bot": false, "first_name": "T" },
        "chat": { "id": 1, "type": "private", "first_name": "T" }
    });
    api.twice("message", again);
    let seen = 1 + titles.len();
    since(&api, 1, seen, |shown| !shown.is_empty()).expect("an answer");
    api.text(1, "aide");
    let shown = since(&api, 1, seen, |shown| words(shown).contains("Comment ça marche")).expect("the next answer");
    assert_eq!(shown.len(), 2, "{}", words(&shown));
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn a_full_disk_is_said_with_a_number_to_call_and_nothing_is_lost() {
    let (api, data) = (api(), copy(&WORLD, "bad-input-disk"));
    let bot = Start::new(&data, &api.url()).outliving_limits().go().ready();
    api.text(1, "/start");
    since(&api, 1, 0, |shown| shown.len() == 2).expect("an answer");
    let limit = |size: &str| {
        let most = format!("--fsize={size}:unlimited");
        let done = Command::new("prlimit").args(["--pid", &bot.id().to_string(), &most]).status();
        assert!(done.expect("prlimit is there").success());
    };
    limit("1");
    api.text(1, "1");
    api.text(2, "je n'arrive pas à payer mon loyer");
    let excuse = flat(&Locales::new().interface(Lang::FR, "bots-out-of-order"));
    for (chat, seen) in [(1, 2), (2, 0)] {
        let said = flat(next(&api, chat, seen).text());
        assert!(said.contains(&excuse) && said.contains("39 39") && said.contains("112"), "{said}\n{}", bot.log());
    }
    limit("unlimited");
    let stored = since(&api, 1, 3, |shown| !shown.is_empty()).expect("the answer after all");
    assert!(words(&stored).starts_with("Avant de commencer"), "{}", words(&stored));
    since(&api, 2, 1, |shown| shown.len() == 2).expect("the answer after all");
    let (status, log) = bot.end();
    assert!(status.success(), "{status}: {log}");
    assert!(log.contains("messages cannot be kept") && !log.contains("loyer"), "{log}");
    // Said once each, and what was answered is what is kept.
    assert_eq!((api.shown(1).len(), api.shown(2).len()), (4, 3));
    let bot = Start::new(&data, &api.url()).go().ready();
    api.text(1, "1");
    assert!(next(&api, 1, 4).text().starts_with("De quoi avez-vous besoin"));
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program over a network that fails it"]
fn what_telegram_refuses_arrives_without_it_and_whoever_is_gone_is_erased() {
    let (api, data) = (api(), copy(&WORLD, "bad-input-refused"));
    let bot = Start::new(&data, &api.url()).go().ready();
    api.text(1, "/start");
    since(&api, 1, 0, |shown| shown.len() == 2).expect("an answer");
    api.fail("sendMessage", Fault::Markup, 1);
    api.text(1, "1");
    let bare = next(&api, 1, 2);
    assert!(bare.text().starts_with("Avant de commencer") && !bare.keyboard.is_empty() && bare.raw == bare.text());
    api.fail("sendMessage", Fault::Markup, 2);
    api.text(1, "1");
    let words = next(&api, 1, 3);
    assert!(words.text().starts_with("De quoi avez-vous besoin") && words.keyboard.is_empty());

    // One blocks the bot and it is told; another's block shows when an answer is sent.
    api.text(2, "/start");
    api.text(3, "/start");
    for chat in [2, 3] {
        since(&api, chat, 0, |shown| shown.len() == 2).expect("an answer");
    }
    api.block(2);
    api.state().blocked.insert(3);
    api.text(3, "1");
    api.text(1, "aide");
    next(&api, 1, 4);
    api.wait(PATIENCE, |state| (state.pending() == 0).then_some(())).expect("all is taken");
    let (status, log) = bot.end();
    assert!(status.success() && !log.contains("your text"), "{log}");
    let folder = DataFolder::open(&data).expect("the folder");
    let store = open_store(&folder, "telegram", &Config::default(), None).expect("the store").store;
    let kept =
        |chat: &str| store.load(&guichet_core::ports::conversations::Address(chat.into())).expect("read").is_some();
    assert_eq!((kept("1"), kept("2"), kept("3")), (true, false, false));
}
