//! Properties of the bot, while it and the homeserver are killed and started again:
//! - a homeserver that is down at the start is waited for, and the log says so; "ready" comes once it answers;
//! - each thing said has exactly one answer, in its order, in plain and encrypted rooms, whatever is killed (`kill -9` of
//!   the bot in the middle of turns, a restart of the homeserver);
//! - the bot keeps its one device, and logs in again under it where the homeserver forgets its token;
//! - once it is logged in it needs no password any more;
//! - its log holds nothing that people wrote, and names no person and no room.
//!
//! `GUICHET_TURNS`, `GUICHET_KILLS`, `GUICHET_RESTARTS` and `GUICHET_ROOMS` ask for more than the few of every day; with
//! `--nocapture` it prints round trips and memory.

use crate::bot::Settings;
use crate::resident::Resident;
use crate::{PASSWORD, fresh, until};
use guichet_tests::synapse::Synapse;
use matrix_sdk::ruma::{OwnedRoomId, UserId};
use std::collections::BTreeMap;
use std::env;
use std::time::{Duration, Instant};

/// How much of something, as the environment asks for, or `usual`.
pub fn count(name: &str, usual: usize) -> usize {
    env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// What is said, and how its answer begins.
const SAID: [(&str, &str); 4] = [
    ("RSA", "Voici ce que nous avons trouvé"),
    ("menu", "De quoi avez-vous besoin"),
    ("urgence", "Aide tout de suite"),
    ("menu", "De quoi avez-vous besoin"),
];

/// The bot's devices, as the homeserver shows them to a resident.
pub async fn devices(resident: &Resident, bot: &UserId) -> Vec<String> {
    let encryption = resident.client.encryption();
    encryption.request_user_identity(bot).await.expect("asked");
    let devices = encryption.get_user_devices(bot).await.expect("devices");
    devices.devices().map(|device| device.device_id().to_string()).collect()
}

/// Rooms in turn, what was said in each, and when.
pub struct Talk<'a> {
    resident: &'a Resident,
    rooms: Vec<OwnedRoomId>,
    said: BTreeMap<OwnedRoomId, Vec<&'static str>>,
    turn: usize,
}

impl<'a> Talk<'a> {
    /// Makes rooms, every other one encrypted, and goes past the first screens in each.
    pub async fn begin(resident: &'a Resident, many: usize) -> Self {
        let mut rooms = Vec::new();
        for number in 0..many {
            rooms.push(resident.room(number % 2 == 0, &[]).await);
        }
        for room in &rooms {
            resident.answer(room, 1).await;
            resident.ask(room, "1").await;
            resident.ask(room, "1").await;
        }
        Self { resident, rooms, said: BTreeMap::new(), turn: 0 }
    }

    /// The next thing in every room, without waiting for answers.
    pub async fn say(&mut self) -> Instant {
        let start = Instant::now();
        let (words, begins) = self.next();
        for room in self.rooms.clone() {
            self.write(&room, words, begins).await;
        }
        start
    }

    /// The next things in the first room, which is encrypted, without waiting for answers.
    pub async fn say_much(&mut self, many: usize) {
        let room = self.rooms[0].clone();
        for _ in 0..many {
            let (words, begins) = self.next();
            self.write(&room, words, begins).await;
        }
    }

    async fn write(&mut self, room: &OwnedRoomId, words: &str, begins: &'static str) {
        self.resident.write(room, words).await;
        self.said.entry(room.clone()).or_default().push(begins);
    }

    fn next(&mut self) -> (&'static str, &'static str) {
        self.turn += 1;
        SAID[(self.turn - 1) % SAID.len()]
    }

    /// Waits until everything said is answered.
    pub async fn hear(&self) {
        for room in &self.rooms {
            // Three answers came before: the greeting, the language, "go on".
            self.resident.answer(room, 3 + self.said[room].len()).await;
        }
    }

    /// The number of turns so far, all rooms together.
    pub fn turns(&self) -> usize {
        self.said.values().map(Vec::len).sum()
    }

    /// Holds everything said against what came: one answer each, in order, encrypted where the room is; and that the log
    /// holds nothing of it.
    #[track_caller]
    pub fn judge(&self, log: &str) {
        for (number, room) in self.rooms.iter().enumerate() {
            let said = &self.said[room];
            let heard: Vec<_> = self.resident.answers(room).into_iter().skip(3).collect();
            let wrong = said.iter().zip(&heard).find(|(begins, answer)| !answer.plain.starts_with(**begins));
            assert!(wrong.is_none(), "out of order: {wrong:?} {:#?}", self.resident.all(room));
            assert_eq!(heard.len(), said.len(), "one answer each");
            assert!(heard.iter().all(|answer| answer.encrypted || number % 2 != 0), "an answer in the clear");
            assert!(!log.contains(room.as_str()), "the log names a room");
        }
        for word in [self.resident.id.as_str(), "RSA", "urgence"] {
            assert!(!log.contains(word), "the log holds {word}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "full: kills and restarts"]
async fn every_message_has_exactly_one_answer() {
    let (turns, kills, restarts) =
        (count("GUICHET_TURNS", 30), count("GUICHET_KILLS", 2), count("GUICHET_RESTARTS", 1));
    let mut synapse = Synapse::start(&fresh("synapse-resilience")).expect("a homeserver");
    let user = synapse.register("guichet", PASSWORD).expect("an account");
    let user_id = UserId::parse(&user).expect("a user");
    let resident = Resident::new(&synapse, "ana", &user).await;
    let mut settings = Settings::new(&fresh("resilience"), &synapse.url(), &user);

    synapse.stop().expect("stopped");
    let mut bot = settings.start();
    until("the bot waits for the homeserver", || settings.log().contains("the homeserver cannot be reached"));
    assert!(!bot.is_ready(), "ready without a homeserver");
    synapse.resume().expect("a homeserver");
    bot.wait_ready(&settings);

    let idle = bot.memory();
    let mut talk = Talk::begin(&resident, count("GUICHET_ROOMS", 3)).await;
    let mut took = Vec::new();
    let device = devices(&resident, &user_id).await;
    assert_eq!(device.len(), 1, "one device");
    // From here on it has to remember who it is.
    settings.password = None;

    let rounds = turns.div_ceil(talk.rooms.len());
    for round in 0..rounds {
        let due = |many: usize| (0..many).any(|one| round == (one * 2 + 1) * rounds / (many * 2));
        let start = talk.say().await;
        if due(kills) {
            // Somewhere in the turns: reading, writing, sending.
            tokio::time::sleep(Duration::from_millis(round as u64 * 97 % 600)).await;
            bot.kill();
            bot = settings.run();
        }
        if due(restarts) {
            synapse.stop().expect("stopped");
            synapse.resume().expect("a homeserver");
        }
        talk.hear().await;
        if !due(kills) && !due(restarts) {
            took.push(start.elapsed());
        }
    }
    took.sort();
    let part = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!("{} turns in {} rooms, {kills} kills, {restarts} restarts", talk.turns(), talk.rooms.len());
    println!("a turn in every room: median {:?}, 95 % {:?}", part(50), part(95));
    println!("resident memory: {idle} KiB before the first room, {} KiB now", bot.memory());
    let mut alone = Vec::new();
    for _ in 0..count("GUICHET_ALONE", 10) {
        let start = Instant::now();
        talk.say_much(1).await;
        talk.hear().await;
        alone.push(start.elapsed());
    }
    alone.sort();
    println!("one encrypted turn alone: median {:?}, longest {:?}", alone[alone.len() / 2], alone[alone.len() - 1]);

    // The homeserver forgets the token, not the device: with the password the bot comes back as the same.
    synapse.stop().expect("stopped");
    synapse.sql(&format!("delete from access_tokens where user_id = '{user}'")).expect("forgotten");
    bot.kill();
    settings.password = Some(PASSWORD.to_owned());
    synapse.resume().expect("a homeserver");
    bot = settings.run();
    assert!(settings.log().contains("logging in again"), "{}", settings.log());
    talk.say().await;
    talk.hear().await;
    assert_eq!(devices(&resident, &user_id).await, device, "another device");

    assert!(bot.terminate().success());
    talk.judge(&settings.log());
}
