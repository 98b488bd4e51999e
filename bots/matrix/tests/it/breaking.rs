//! Properties of the bot while the way to the homeserver breaks, in a relay between the two:
//! - each thing said has exactly one answer, in its order, encrypted where the room is, whichever call fails and however:
//!   429 with a time to wait, 500, 502, a page that is no Matrix, a token refused, a connection that breaks before, after or
//!   in the middle of the answer;
//! - a message that was accepted while its answer was lost is sent again under the same transaction, and shown once;
//! - a call that was told to wait is not repeated before;
//! - however often it has to log in, it is the same one device, and signed;
//! - older messages are read even where the token is refused between the news of them and the reading;
//! - the log holds nothing that people wrote, also not where the homeserver repeats it in an error.
//!
//! `GUICHET_TURNS`, `GUICHET_KILLS` and `GUICHET_ROOMS` ask for more faults by chance than the few of every day.

use crate::bot::Settings;
use crate::resident::Resident;
use crate::resilience::{Talk, count, devices};
use crate::{PASSWORD, SYNAPSE, fresh};
use guichet_tests::faults::{Fault, Mix};
use guichet_tests::relay::Relay;
use matrix_sdk::ruma::UserId;
use std::time::{Duration, Instant};

/// Every way to fail that nobody is to notice.
const FAULTS: [Fault; 10] = [
    Fault::TooMany(1),
    Fault::Internal,
    Fault::BadGateway,
    Fault::Missing,
    Fault::Unauthorized,
    Fault::Drop,
    Fault::DropAfter,
    Fault::Half,
    Fault::Hang(Duration::from_secs(1)),
    Fault::HangAfter(Duration::from_secs(1)),
];

/// Whether the bot's device is signed by the bot's identity, as a resident sees it.
async fn signed(resident: &Resident, bot: &UserId) -> bool {
    let encryption = resident.client.encryption();
    encryption.request_user_identity(bot).await.expect("asked");
    let devices = encryption.get_user_devices(bot).await.expect("devices");
    devices.devices().all(|device| device.is_cross_signed_by_owner())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: faults by chance, and kills"]
async fn whatever_breaks_each_message_has_one_answer() {
    let relay = Relay::start(SYNAPSE.port()).expect("a relay");
    let user = SYNAPSE.register("guichet-breaking", PASSWORD).expect("an account");
    let user_id = UserId::parse(&user).expect("a user");
    let resident = Resident::new(&SYNAPSE, "breaking", &user).await;
    let settings = Settings::new(&fresh("breaking"), &relay.url(), &user);

    let first = [Fault::TooMany(1), Fault::Missing, Fault::DropAfter, Fault::Half];
    for call in ["login", "sync", "keys/upload", "join"] {
        first.iter().for_each(|fault| relay.fail(call, *fault, 1));
    }
    // Both halves of signing: the keys do not arrive, then they do and the signature does not.
    relay.fail("keys/device_signing/upload", Fault::Internal, 1);
    relay.fail("keys/device_signing/upload", Fault::DropAfter, 1);
    relay.fail("keys/signatures/upload", Fault::Internal, 1);
    let bot = settings.run();

    // What stands before the first answer in an encrypted room.
    for call in ["members", "keys/query", "keys/claim", "sendtodevice"] {
        [Fault::Internal, Fault::DropAfter, Fault::TooMany(1)].iter().for_each(|fault| relay.fail(call, *fault, 1));
    }
    let mut talk = Talk::begin(&resident, 4).await;
    let device = devices(&resident, &user_id).await;
    assert_eq!(device.len(), 1, "one device");
    let start = Instant::now();
    while !signed(&resident, &user_id).await {
        assert!(start.elapsed() < crate::PATIENCE, "not signed: {:?}", relay.happened());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }

    for call in ["send", "sync"] {
        for fault in FAULTS {
            relay.fail(call, fault, 1);
            talk.say().await;
            talk.hear().await;
        }
    }
    let happened = relay.happened();
    for call in ["send", "sync"] {
        for fault in FAULTS {
            assert!(happened.contains(&(call.to_owned(), fault)), "{call} did not meet {fault:?}: {happened:?}");
        }
    }
    for call in ["login", "join", "members", "keys/claim", "sendtodevice", "keys/signatures/upload"] {
        assert!(happened.iter().any(|(met, _)| met == call), "{call} did not fail: {happened:?}");
    }
    assert!(relay.repeats() >= 3, "accepted and sent again: {}", relay.repeats());
    assert!(bot.terminate().success());

    // More than the homeserver gives at once; the token is refused while the older ones are read.
    talk.say_much(105).await;
    [Fault::Unauthorized, Fault::Internal].iter().for_each(|fault| relay.fail("messages", *fault, 1));
    let bot = settings.run();
    talk.hear().await;
    assert!(
        relay.happened().contains(&("messages".to_owned(), Fault::Unauthorized)),
        "older messages were not asked for"
    );
    assert_eq!(devices(&resident, &user_id).await, device, "another device");
    assert!(bot.terminate().success());
    talk.judge(&settings.log());
    assert_eq!(relay.bad(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: faults by chance, and kills"]
async fn faults_by_chance_and_kills_lose_nothing() {
    let (turns, kills) = (count("GUICHET_TURNS", 40), count("GUICHET_KILLS", 2));
    let relay = Relay::start(SYNAPSE.port()).expect("a relay");
    let user = SYNAPSE.register("guichet-chance", PASSWORD).expect("an account");
    let user_id = UserId::parse(&user).expect("a user");
    let resident = Resident::new(&SYNAPSE, "chance", &user).await;
    let settings = Settings::new(&fresh("chance"), &relay.url(), &user);
    let mut bot = settings.run();
    let mut talk = Talk::begin(&resident, count("GUICHET_ROOMS", 4)).await;
    let device = devices(&resident, &user_id).await;

    relay.mix(Some(Mix { seed: 11, per_mille: 150, faults: FAULTS.to_vec() }));
    let rounds = turns.div_ceil(count("GUICHET_ROOMS", 4));
    let begun = Instant::now();
    for round in 0..rounds {
        talk.say().await;
        if (0..kills).any(|one| round == (one * 2 + 1) * rounds / (kills * 2)) {
            tokio::time::sleep(Duration::from_millis(round as u64 * 97 % 600)).await;
            bot.kill();
            bot = settings.start();
        }
        talk.hear().await;
    }
    let took = begun.elapsed();
    relay.mix(None);
    talk.say().await;
    talk.hear().await;
    assert_eq!(devices(&resident, &user_id).await, device, "another device");
    assert!(bot.terminate().success());
    println!(
        "{} turns, {kills} kills, {} faults in {took:.0?}; {} messages came again that had been accepted, all shown once",
        talk.turns(),
        relay.happened().len(),
        relay.repeats()
    );
    talk.judge(&settings.log());
    assert!(!relay.bad().iter().any(|bad| bad.contains("two messages") || bad.contains("token")), "{:?}", relay.bad());
}
