//! Properties of the bot in rooms:
//! - what was said since it was invited is answered, even before it came; it greets once for each coming;
//! - a room that turns encryption on later goes on, encrypted;
//! - it tells a group that it speaks with one person at a time, once, and leaves;
//! - it leaves a room that everybody left, and has forgotten the conversation when it is invited again.

use crate::bot::Settings;
use crate::resident::Resident;
use crate::{PASSWORD, SYNAPSE, fresh, until, words};
use guichet_core::model::Lang;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: the program, turn by turn over a network"]
async fn the_bot_comes_speaks_and_goes() {
    let user = SYNAPSE.register("guichet-rooms", PASSWORD).expect("an account");
    let settings = Settings::new(&fresh("rooms"), &SYNAPSE.url(), &user);
    let ana = Resident::new(&SYNAPSE, "rooms-ana", &user).await;
    let eva = Resident::new(&SYNAPSE, "rooms-eva", &user).await;

    // It has a device since its first start: people's clients can write to it while it is away.
    assert!(settings.run().terminate().success());
    let early = ana.room(true, &[]).await;
    ana.write(&early, "2").await;
    let bot = settings.run();
    let greeting = ana.answer(&early, 1).await.plain;
    assert!(greeting.contains("1. Français") && greeting.contains("2. English"), "{greeting}");
    let answered = ana.answer(&early, 2).await.plain;
    assert!(answered.starts_with("Before we begin"), "what was written early is answered: {answered}");

    // Encryption turned on in the middle.
    let room = ana.room(false, &[]).await;
    ana.answer(&room, 1).await;
    assert!(!ana.ask(&room, "1").await.encrypted);
    ana.in_room(&room).enable_encryption().await.expect("encryption");
    assert!(ana.ask(&room, "1").await.encrypted);
    assert!(ana.ask(&room, "RSA").await.encrypted);

    // Somebody else comes in.
    let joined = |room: &matrix_sdk::ruma::RoomId| {
        let token = SYNAPSE.log_in("guichet-rooms", PASSWORD).expect("logged in");
        let (_, rooms) = SYNAPSE.call("GET", "/_matrix/client/v3/joined_rooms", Some(&token), None).expect("asked");
        rooms["joined_rooms"].as_array().is_some_and(|rooms| rooms.iter().any(|one| one == room.as_str()))
    };
    let group = ana.room(false, &[&eva.id]).await;
    ana.answer(&group, 1).await;
    assert!(joined(&group));
    eva.client.join_room_by_id(&group).await.expect("joined");
    let told = ana.answer(&group, 2).await.plain;
    assert!(words::is(&told, "bots-private-only"), "{told}");
    until("the bot leaves the group", || !joined(&group));
    assert_eq!(ana.answers(&group).len(), 2, "told once");

    // Everybody leaves, and somebody writes anew: the language is asked for again.
    let greeted = ana.answers(&room).len();
    ana.in_room(&room).invite_user_by_id(&eva.id).await.expect("invited");
    ana.in_room(&room).leave().await.expect("left");
    assert!(joined(&room), "somebody is still invited");
    eva.client.join_room_by_id(&room).await.expect("joined");
    eva.in_room(&room).leave().await.expect("left");
    until("the bot leaves the empty room", || !joined(&room));
    assert_eq!(ana.answers(&room).len(), greeted);
    assert!(words::is(&ana.all(&early)[0].plain, "bots-matrix-keeps"));
    assert!(ana.ask(&early, "1").await.plain.starts_with(words::sentence(Lang::EN, "menu-title").as_str()));
    assert!(bot.terminate().success());
}
