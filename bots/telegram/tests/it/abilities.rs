//! Properties of what Telegram alone can do:
//! - a page of a list takes the place of the page before, unless something came after it;
//! - one place is shown as a point too, and not again right after; a list of places is not;
//! - a button brings the key that sends one's position, and a position is answered with what is near;
//! - deleting: the message and the one with the button go, and what can be said of it is said;
//! - in a group it says once per call that it talks in private, and keeps nothing;
//! - a press on the question whether an answer arrived shows the answer;
//! - a webhook left over is taken away; SIGTERM finishes what is in hand.

use crate::common::{Bot, PATIENCE, Start, WORLD, copy, next, since, words};
use guichet_core::ports::conversations::Address;
use guichet_index::{Config, DataFolder, open_store};
use guichet_tests::telegram::{Emulator, Fault, Shown, What};
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;

/// Words that find more than a page of answers.
const LONG: &str = "aide enfant";
/// A person who has come as far as the menu; how many messages that took.
const MENU: usize = 4;

fn at_the_menu(api: &Emulator, chat: i64) {
    for (text, shown) in [("/start", 2), ("1", 3), ("1", MENU)] {
        api.text(chat, text);
        since(api, chat, 0, |all| all.len() == shown).expect("an answer");
    }
}

fn setting(name: &str) -> (Emulator, Bot, PathBuf) {
    let (api, data) = (Emulator::start().expect("a Bot API"), copy(&WORLD, name));
    let bot = Start::new(&data, &api.url()).with(["--now", "2026-11-23T10:00"]).go().ready();
    (api, bot, data)
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn a_page_takes_the_place_of_the_page_before() {
    let (api, bot, _) = setting("abilities-page");
    at_the_menu(&api, 1);
    api.text(1, LONG);
    let list = next(&api, 1, MENU);
    api.press(1, "6. ").expect("a next page");
    let turned = list.buttons().find(|button| button.label.starts_with("6. ")).expect("a next page").key.clone();
    let page = next(&api, 1, MENU + 1);
    assert!(page.edit && page.id == list.id && page.text() != list.text());
    // Typed, there is nothing to replace: what was typed stands in between.
    api.text(1, "retour");
    let back = next(&api, 1, MENU + 2);
    assert!(!back.edit);
    // A page turned on a message that is no longer the newest is a new message.
    api.press_key(1, Some(list.id), &turned);
    assert!(!next(&api, 1, MENU + 3).edit);
    // Twice the same page: Telegram calls it not modified, and that is fine.
    let newest = api.shown(1).last().expect("a message").id;
    api.press_key(1, Some(newest), &turned);
    api.text(1, "menu");
    let shown = since(&api, 1, MENU + 4, |shown| words(shown).contains("De quoi avez-vous besoin")).expect("the menu");
    assert!(shown.len() <= 2, "{}", words(&shown));
    // The message is too old to be edited: the page comes as a new one.
    api.text(1, LONG);
    let seen = MENU + 4 + shown.len();
    let list = next(&api, 1, seen);
    api.state().old.insert(list.id);
    api.press(1, "6. ").expect("a next page");
    assert!(!next(&api, 1, seen + 1).edit);
    assert!(bot.end().0.success());
    assert_eq!(api.bad(), Vec::<String>::new());
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn a_place_is_a_point_and_a_position_is_taken() {
    let (api, bot, _) = setting("abilities-place");
    at_the_menu(&api, 1);
    api.press(1, "8. ").expect("a place near me");
    next(&api, 1, MENU);
    api.press(1, "8. Je ne sais pas").expect("any place");
    let question = next(&api, 1, MENU + 1);
    assert!(question.buttons().any(|button| button.key == "position"), "{:?}", question.keyboard);
    api.press(1, "Envoyer ma position").expect("the button");
    let how = next(&api, 1, MENU + 2);
    assert_eq!(how.keys, ["Envoyer ma position"]);
    api.location(1, 44.35, 2.57);
    // A list of places would be drowned in maps.
    let list = next(&api, 1, MENU + 3);
    assert!(list.text().contains("Mairie - Rodez") && list.text().contains("France services"), "{}", list.text());
    let open = |list: i32| api.press_key(1, Some(list), "open place/mairie-12202");
    open(list.id);
    let shown =
        since(&api, 1, MENU + 4, |shown| shown.iter().any(|one| !matches!(one.what, What::Text(_)))).expect("a point");
    let Some(What::Venue(name, address)) = shown.last().map(|one| one.what.clone()) else { panic!("{shown:?}") };
    assert_eq!((name.as_str(), address.contains("12000 Rodez")), ("Mairie - Rodez", true));
    // The same place again: its point is still in sight.
    api.text(1, "retour");
    open(next(&api, 1, MENU + 6).id);
    since(&api, 1, MENU + 7, |shown| words(shown).contains("Horaires")).expect("its hours");
    api.text(1, "menu");
    let shown = since(&api, 1, MENU + 8, |shown| !shown.is_empty()).expect("the menu");
    assert!(shown.iter().all(|one| matches!(one.what, What::Text(_))), "{shown:?}");
    assert!(bot.end().0.success());
    assert_eq!(api.bad(), Vec::<String>::new());
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn a_message_is_deleted_where_that_is_offered() {
    let (api, bot, _) = setting("abilities-delete");
    at_the_menu(&api, 1);
    let offer = |seen: usize| {
        api.text(1, "mon mail est qui@example.org, je veux demander le RSA");
        let answer = next(&api, 1, seen);
        let key = answer.buttons().find(|button| button.key.starts_with("del ")).expect("an offer").key.clone();
        (answer.id, key)
    };
    let (answer, key) = offer(MENU);
    let theirs: i32 = key["del ".len()..].parse().expect("a message");
    // Accepted, but the connection broke: deleting again does no harm, and the words come.
    api.fail("deleteMessage", Fault::DropAfter, 2);
    api.press(1, "Effacer votre message").expect("the button");
    assert!(next(&api, 1, MENU + 1).text().starts_with("Effacé ici"));
    assert!(api.state().deleted.contains(&theirs) && api.state().deleted.contains(&answer));
    // Too old for Telegram: said as well.
    let (answer, _) = offer(MENU + 2);
    api.state().old.insert(answer);
    api.press(1, "Effacer votre message").expect("the button");
    assert!(next(&api, 1, MENU + 3).text().contains("pas pu effacer"));
    // The conversation stands where it stood.
    api.text(1, "1");
    assert!(!next(&api, 1, MENU + 4).text().contains("De quoi avez-vous besoin"));
    assert!(bot.end().0.success());
    assert_eq!(api.bad(), Vec::<String>::new());
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn what_is_said_of_violence_can_be_deleted() {
    let (api, bot, _) = setting("abilities-violence");
    at_the_menu(&api, 1);
    api.text(1, "mon mari me frappe");
    let answer = next(&api, 1, MENU);
    assert!(answer.text().contains("3919"), "{}", answer.text());
    api.press(1, "Effacer ces messages").expect("the button");
    let said = next(&api, 1, MENU + 1);
    assert!(said.text().contains("peut en garder une trace"));
    assert_eq!(api.state().deleted.len(), 2);
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn in_a_group_it_asks_to_be_written_in_private() {
    let (api, bot, data) = setting("abilities-group");
    let group = json!({ "id": -5, "type": "group", "title": "G" });
    let say = |text: &str| {
        let head = json!({ "id": 1, "is_bot": false, "first_name": "T" });
        api.update(
            "message",
            json!({ "message_id": 9000, "date": 1_764_000_000, "chat": group, "from": head, "text": text }),
        );
    };
    say("hello everybody");
    say("/menu");
    say("what does @guichet_test_bot do?");
    let shown = since(&api, -5, 0, |shown| shown.len() == 2).expect("two answers");
    assert!(shown.iter().all(|one| one.text().contains("message privé") && one.text().contains("private message")));
    at_the_menu(&api, 1);
    let (status, log) = bot.end();
    assert!(status.success(), "{log}");
    assert_eq!(api.shown(-5).len(), 2);
    let folder = DataFolder::open(&data).expect("the folder");
    let store = open_store(&folder, "telegram", &Config::default(), None).expect("the store").store;
    assert!(store.load(&Address("-5".into())).expect("read").is_none(), "nothing is kept of a group");
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn an_answer_asked_about_can_be_seen_again() {
    let (api, bot, _) = setting("abilities-again");
    at_the_menu(&api, 1);
    api.fail("sendMessage", Fault::Drop, 2);
    api.text(1, "aide");
    let question = next(&api, 1, MENU);
    assert!(question.text().contains("est-elle arrivée"), "{}", question.text());
    api.press(1, "Revoir la réponse").expect("the button");
    assert!(next(&api, 1, MENU + 1).text().starts_with("Comment ça marche"));
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn a_webhook_left_over_is_taken_away_and_commands_are_offered() {
    let (api, data) = (Emulator::start().expect("a Bot API"), copy(&WORLD, "abilities-webhook"));
    api.state().webhook = true;
    let bot = Start::new(&data, &api.url()).go().ready();
    at_the_menu(&api, 1);
    assert!(!api.state().webhook);
    let of = |lang: &str| {
        let key = ("all_private_chats".to_owned(), lang.to_owned());
        api.wait(PATIENCE, |state| state.commands.get(&key).cloned()).expect("commands")
    };
    assert_eq!(of("fr"), of(""));
    assert!(of("fr").contains(&"aide".to_owned()) && of("en").contains(&"help".to_owned()));
    // Every command is understood, in whatever language.
    for (seen, command) in (MENU..).zip([of("fr"), of("en")].concat()) {
        api.text(1, &format!("/{command}"));
        let answer = next(&api, 1, seen);
        let read = !answer.text().contains("pas compris") && !answer.text().contains("Voici ce que");
        assert!(read, "/{command}: {}", answer.text());
    }
    assert!(bot.end().0.success());
}

#[test]
#[ignore = "full: the program, turn by turn over a network"]
fn what_is_in_hand_is_finished_when_it_is_told_to_end() {
    let (api, bot, _) = setting("abilities-end");
    at_the_menu(&api, 1);
    api.fail("sendMessage", Fault::BadGateway, 1);
    api.text(1, "aide");
    api.wait(PATIENCE, |state| (!state.faults.happened.is_empty()).then_some(())).expect("a first try");
    let (status, log) = bot.end();
    assert!(status.success(), "{status}: {log}");
    let shown: Vec<Shown> = api.shown(1).into_iter().skip(MENU).collect();
    assert!(words(&shown).starts_with("Comment ça marche"), "{}", words(&shown));
    assert!(api.wait(Duration::ZERO, |state| (state.pending() == 0).then_some(())).is_some());
}
