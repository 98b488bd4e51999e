//! Many encrypted rooms of a real homeserver, then many people in plain rooms of an emulated one, a hundred at once: each has
//! one answer a message, encrypted where the room is, and the program starts again with all of them. It asserts no speed, and
//! prints the resident memory of the program and how long turns take:
//! `GUICHET_ROOMS=100 GUICHET_PEOPLE=10000 cargo test -p guichet-matrix load -- --include-ignored --nocapture`.
//! `GUICHET_MATRIX_PROGRAM` names another build of the program, such as the release.

use crate::bot::{Bot, Settings};
use crate::resident::Resident;
use crate::resilience::count;
use crate::{PASSWORD, PATIENCE, SYNAPSE};
use guichet_tests::crowd::{BOT, Crowd};
use guichet_tests::world;
use std::env;
use std::path::Path;
use std::time::{Duration, Instant};

/// So many people write at once.
const AT_ONCE: usize = 100;
/// How long a program that does nothing is left to itself before its memory is read.
const REST: Duration = Duration::from_secs(10);

fn settings(data: &Path, homeserver: &str, user: &str) -> Settings {
    let mut settings = Settings::new(data, homeserver, user);
    settings.level = "warn";
    if let Ok(program) = env::var("GUICHET_MATRIX_PROGRAM") {
        settings.program = program;
    }
    settings
}

/// What the program needs, at once and after a rest.
fn memory(bot: &Bot) -> String {
    let now = bot.memory() / 1024;
    std::thread::sleep(REST);
    format!("{now} MB, ten seconds later {} MB", bot.memory() / 1024)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: many people at once"]
async fn load_of_encrypted_rooms() {
    let many = count("GUICHET_ROOMS", 12);
    let user = SYNAPSE.register("guichet-load", PASSWORD).expect("an account");
    let data = world::make(env!("CARGO_TARGET_TMPDIR"), "load-matrix").expect("a world");
    let settings = settings(&data, &SYNAPSE.url(), &user);
    let begun = Instant::now();
    let bot = settings.run();
    println!("ready after {:.0?}", begun.elapsed());
    println!("idle: {}", memory(&bot));
    let resident = Resident::new(&SYNAPSE, "load", &user).await;
    let mut took = Vec::new();
    for number in 1..=many {
        let room = resident.room(true, &[]).await;
        resident.answer(&room, 1).await;
        for typed in ["1", "1", "RSA"] {
            let start = Instant::now();
            assert!(resident.ask(&room, typed).await.encrypted);
            took.push(start.elapsed());
        }
        if number % (many / 4).max(1) == 0 {
            println!("{number} encrypted rooms: {}", memory(&bot));
        }
    }
    took.sort();
    println!(
        "{} encrypted turns: median {:.0?}, p95 {:.0?}",
        took.len(),
        took[took.len() / 2],
        took[took.len() * 95 / 100]
    );
    assert!(bot.terminate().success());
    println!("started again with {many} encrypted rooms: {}", memory(&settings.run()));
}

#[test]
#[ignore = "full: many people at once"]
fn load_of_many_people() {
    let people = count("GUICHET_PEOPLE", 1_000);
    let crowd = Crowd::start().expect("a homeserver");
    let data = world::make(env!("CARGO_TARGET_TMPDIR"), "load-matrix-crowd").expect("a world");
    let settings = settings(&data, &crowd.url(), BOT);
    let bot = settings.run();
    println!("idle: {}", memory(&bot));
    let (mut owed, begun) = (0, Instant::now());
    for first in (0..people).step_by(AT_ONCE) {
        let some = first..(first + AT_ONCE).min(people);
        for person in some.clone() {
            crowd.say(person, "1");
        }
        // What the network keeps, the languages, the next screen.
        owed += 3 * some.len();
        assert!(crowd.wait(owed, PATIENCE), "{} of {owed} messages after {first} people", crowd.answers());
        if (first + AT_ONCE).is_multiple_of(2_500) {
            println!("{} people: {} MB", first + AT_ONCE, bot.memory() / 1024);
        }
    }
    let took = begun.elapsed();
    println!(
        "{people} people, two turns each, {AT_ONCE} at once, in {took:.0?}: {:.0} turns a second",
        (2 * people) as f64 / took.as_secs_f64()
    );
    println!("after {people} people: {}", memory(&bot));
    assert!(bot.terminate().success());
    assert_eq!(crowd.answers(), owed, "one answer each:\n{}", settings.log());
    let begun = Instant::now();
    let bot = settings.run();
    println!("ready again after {:.1?}", begun.elapsed());
    println!("started again with {people} people: {}", memory(&bot));
    assert!(bot.terminate().success());
}
