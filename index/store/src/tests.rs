//! Properties of forgetting, with the store's own key in hand:
//! - of a conversation that asked to be forgotten nothing opens any more once the disk has it, in whatever file, while it
//!   still owes its receipt; nor of the receipt once it is gone; other conversations are not touched;
//! - nor of the answers of an interview that are no longer kept;
//! - a crash between the erasure and the end of the secret leaves nothing that opens after the next start;
//! - an older export does not bring it back;
//! - a store of the first format opens without loss, and leaves nothing that opens with its key alone.

use crate::database::Database;
use crate::folder::StoreFolder;
use crate::mending::{self, Means};
use crate::opening;
use crate::register::Sum;
use crate::seal::{Keys, Name, RecordKind};
use crate::secrets::{ConversationSecret, Secrets};
use crate::tables::{self, Tables, meta};
use crate::{export, shape};
use guichet_core::model::{Date, Moment};
use guichet_core::ports::conversations::{Address, Change, Conversation, Parcel, Saved, Store, Version};
use guichet_core::rights::Interview;
use guichet_core::talk::Session;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const KEY: [u8; 32] = [3; 32];
const NOW: Moment = Moment { date: Date { year: 2026, month: 11, day: 23 }, minute: 600 };

fn who(name: &str) -> Address {
    Address(name.into())
}

fn conversation(owed: &[&str]) -> Conversation {
    let parcel = |body: &&str| Parcel { id: "1".into(), body: (*body).into(), in_flight: false, doubts: 0 };
    let session = Session { last: Some(NOW), ..Session::default() };
    Conversation { session, outbox: owed.iter().map(parcel).collect(), erase: false }
}

fn save(store: &Database, name: &str, expected: Option<Version>, next: Option<&Conversation>) -> Option<Version> {
    let change = Change { who: &who(name), expected, next, event: None, tally: &[], now: NOW };
    match store.save(&change).expect("saved") {
        Saved::Done(version) => version,
        other => panic!("not kept: {other:?}"),
    }
}

struct Desk {
    temp: TempDir,
    keys: Keys,
}

impl Desk {
    fn new() -> Self {
        Self { temp: tempfile::tempdir().expect("a folder"), keys: Keys::new(&KEY) }
    }

    fn folder(&self) -> &Path {
        self.temp.path()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    fn open(&self) -> Database {
        let mut notices = Vec::new();
        let database = Database::open(self.folder(), &KEY, &mut notices).expect("opens");
        assert_eq!(notices, Vec::<String>::new());
        database
    }

    fn name(&self, who: &str) -> Name {
        self.keys.name(RecordKind::Conversation, who)
    }

    /// The secrets on the disk.
    fn secrets(&self) -> Vec<ConversationSecret> {
        let bytes = fs::read(self.path("secrets")).expect("the secrets");
        bytes.chunks_exact(32).map(|slot| slot.try_into().expect("a slot")).collect()
    }

    /// Whether somebody with the key and the whole folder opens what a record sealed.
    fn opens(&self, who: &str, record: &[u8]) -> bool {
        let name = self.name(who);
        let with = |keys: &Keys, from: usize| keys.open(RecordKind::Conversation, &name, &record[from..]).is_some();
        with(&self.keys, 8) || self.secrets().iter().any(|secret| with(&self.keys.with(secret), 12))
    }

    /// The sealed part of a record stands in some file.
    fn is_on_disk(&self, record: &[u8]) -> bool {
        let sealed = &record[12..];
        let files = ["db/db", "export"].map(|name| fs::read(self.path(name)).unwrap_or_default());
        files.iter().any(|bytes| bytes.windows(sealed.len()).any(|window| window == sealed))
    }
}

fn record(store: &Database, desk: &Desk, who: &str) -> Vec<u8> {
    let name = desk.name(who);
    store.raw(&name).expect("a record")
}

#[test]
fn what_is_forgotten_opens_no_more() {
    let desk = Desk::new();
    let store = desk.open();
    let other = save(&store, "other", None, Some(&conversation(&["theirs"])));
    let first = save(&store, "chat", None, Some(&conversation(&["Vouliez-vous dire : loyer ?"])));
    let second = save(&store, "chat", first, Some(&conversation(&["an answer"])));
    store.flush().expect("flushed");
    store.export().expect("exported");
    let before = record(&store, &desk, "chat");
    assert!(desk.opens("chat", &before) && desk.is_on_disk(&before));

    let receipt = Conversation { erase: true, ..conversation(&["it is all gone"]) };
    let third = save(&store, "chat", second, Some(&receipt));
    store.flush().expect("flushed");
    assert!(desk.is_on_disk(&before), "sled leaves it in its log");
    assert!(!desk.opens("chat", &before), "forgotten at once");
    let owed = record(&store, &desk, "chat");
    assert!(store.load(&who("chat")).expect("loads").is_some_and(|(_, kept)| kept == receipt));

    save(&store, "chat", third, None);
    store.flush().expect("flushed");
    assert!(!desk.opens("chat", &owed) && !desk.opens("chat", &before));
    assert!(store.load(&who("other")).expect("loads").is_some_and(|(version, _)| Some(version) == other));
    drop(store);

    // The export is older than all that.
    fs::remove_dir_all(desk.path("db")).expect("removed");
    let mut notices = Vec::new();
    let store = Database::open(desk.folder(), &KEY, &mut notices).expect("opens");
    assert!(notices.len() == 1 && notices[0].contains(": 1 conversations"), "{notices:?}");
    assert!(store.load(&who("chat")).expect("loads").is_none(), "it does not come back");
    assert!(store.load(&who("other")).expect("loads").is_some_and(|(_, kept)| kept == conversation(&["theirs"])));
}

#[test]
fn answers_that_are_not_kept_open_no_more() {
    let desk = Desk::new();
    let store = desk.open();
    let mut asked = conversation(&[]);
    asked.session.interview = Some(Interview::default());
    let first = save(&store, "chat", None, Some(&asked));
    let before = record(&store, &desk, "chat");
    let second = save(&store, "chat", first, Some(&asked));
    store.flush().expect("flushed");
    assert!(desk.opens("chat", &before), "the interview goes on");
    save(&store, "chat", second, Some(&conversation(&[])));
    store.flush().expect("flushed");
    assert!(!desk.opens("chat", &before));
    assert!(store.load(&who("chat")).expect("loads").is_some_and(|(_, kept)| kept == conversation(&[])));
}

#[test]
fn a_crash_leaves_no_secret_behind() {
    let desk = Desk::new();
    let folder = || StoreFolder::take(desk.folder(), &mut Vec::new()).expect("a folder");
    let before = {
        let store = desk.open();
        let version = save(&store, "chat", None, Some(&conversation(&["an answer"])));
        store.flush().expect("flushed");
        let before = record(&store, &desk, "chat");
        save(&store, "chat", version, None);
        // The database reaches the disk, as sled does it by itself; the secret does not.
        before
    };
    assert!(desk.opens("chat", &before), "as a crash leaves it");
    let (folder, _lock) = folder();
    let open = mending::open(&folder, &desk.keys, Means::All, &mut Vec::new()).expect("opens");
    assert!(!desk.opens("chat", &before));
    opening::discard(open);
}

/// A store as the first format wrote it: sealed with the store's key alone.
fn first_format(desk: &Desk) -> Vec<Vec<u8>> {
    let path = desk.path("db");
    let tables = Tables::open(&path).expect("sled opens");
    let mut sum = Sum::default();
    let mut records = Vec::new();
    for number in 0..5_u64 {
        let chat = format!("chat-{number}");
        let plain = shape::write(&who(&chat), &conversation(&[&chat])).expect("written");
        let name = desk.name(&chat);
        let sealed = desk.keys.seal(RecordKind::Conversation, &name, &plain).expect("sealed");
        let record = [(100 + number).to_be_bytes().as_slice(), &sealed].concat();
        tables.conversations.insert(name, record.as_slice()).expect("written");
        sum = sum.with(&name, Version(100 + number));
        records.push(record);
    }
    tables.handled.insert(desk.keys.name(RecordKind::Event, "event"), &[]).expect("written");
    let cursor = desk.keys.seal(RecordKind::Cursor, meta::CURSOR, b"cursor").expect("sealed");
    tables.meta.insert(meta::CURSOR, cursor).expect("written");
    tables.meta.insert(meta::SUM, &sum.0).expect("written");
    tables.meta.insert(meta::CHECK, tables::sealed_word(&desk.keys).expect("sealed")).expect("written");
    tables.set_number(meta::BASE, 1_000).expect("written");
    tables.meta.insert(meta::FORMAT, &1_u32.to_be_bytes()).expect("written");
    tables.flush().expect("flushed");
    opening::discard(tables);
    records
}

#[test]
fn a_store_of_the_first_format_opens_without_loss() {
    let desk = Desk::new();
    let records = first_format(&desk);
    assert!(desk.is_on_disk(&records[0]));
    for _ in 0..2 {
        let store = desk.open();
        for number in 0..5_u64 {
            let chat = format!("chat-{number}");
            let (version, kept) = store.load(&who(&chat)).expect("loads").expect("there");
            assert!(version == Version(100 + number) && kept == conversation(&[&chat]), "{chat}");
        }
        assert_eq!(store.cursor().expect("reads").as_deref(), Some("cursor"));
        let again = Change { who: &who("new"), expected: None, next: None, event: Some("event"), tally: &[], now: NOW };
        assert_eq!(store.save(&again).expect("asked"), Saved::Handled);
        assert_eq!(store.waiting().expect("reads").len(), 5);
    }
    assert!(records.iter().all(|record| !desk.is_on_disk(record)), "nothing opens with the key alone");
    let names: Vec<_> =
        fs::read_dir(desk.folder()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(!names.iter().any(|name| name == "db.before" || name == "db.draft"), "{names:?}");
}

#[test]
fn an_export_of_the_first_format_is_read() {
    let desk = Desk::new();
    first_format(&desk);
    let (folder, lock) = StoreFolder::take(desk.folder(), &mut Vec::new()).expect("a folder");
    let open = opening::open(&folder, &desk.keys, &mut Vec::new()).expect("opens");
    export::write(&folder, &open, &desk.keys).expect("exported");
    opening::discard(open);
    drop(lock);
    // Killed between the two renames, then without its database.
    fs::rename(desk.path("db"), desk.path("db.before")).expect("renamed");
    drop(desk.open());
    assert!(!desk.path("db.before").exists());
    let _ = Secrets::open(&desk.path("secrets")).expect("there");

    let other = Desk::new();
    first_format(&other);
    let (folder, lock) = StoreFolder::take(other.folder(), &mut Vec::new()).expect("a folder");
    let open = opening::open(&folder, &other.keys, &mut Vec::new()).expect("opens");
    export::write(&folder, &open, &other.keys).expect("exported");
    opening::discard(open);
    drop(lock);
    fs::remove_dir_all(other.path("db")).expect("removed");
    let mut notices = Vec::new();
    let store = Database::open(other.folder(), &KEY, &mut notices).expect("opens");
    assert!(notices.len() == 1 && notices[0].contains(": 5 conversations"), "{notices:?}");
    assert_eq!(store.waiting().expect("reads").len(), 5);
}
