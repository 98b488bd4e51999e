//! Opening again. Properties:
//!
//! - everything flushed is there, and versions go on where they were;
//! - a second handle, in this process or another, gets one plain sentence, and the first is not disturbed;
//! - another key is refused with a remedy and changes nothing, a newer format too;
//! - a record that was altered, or put in another's place, is removed, said, and shows nobody what another wrote;
//! - a program that is just ending is waited for;
//! - the folder and every file in it are their owner's alone, those of an earlier version too;
//! - neither an address nor an event, a body, a cursor or a count can be read in any file without the key.

use crate::common::{Desk, KEY, answer, conversation, day, files, kept, moment, now, save, some, who};
use guichet_core::dice::Dice;
use guichet_core::ports::conversations::{Change, Saved};
use std::fs;

#[test]
fn everything_is_there_again() {
    let desk = Desk::new();
    let owed = conversation("2026-11-23T10:00", &["parcel"]);
    let (a, b) = {
        let store = desk.store();
        let a = kept(answer(&*store, "a", None, Some(&owed), "event"));
        let b = kept(save(&*store, "b", None, Some(&conversation("2026-11-01T10:00", &[]))));
        assert_eq!(save(&*store, "c", None, None), Saved::Done(None));
        store.advance("cursor").expect("advances");
        kept(answer(&*store, "d", None, Some(&some()), "later"));
        store.flush().expect("flushed");
        (a, b)
    };
    let store = desk.store();
    assert!(store.load(&who("a")).expect("loads") == Some((a, owed)));
    assert_eq!(store.waiting().expect("reads"), [who("a")]);
    assert_eq!(store.silent_since(moment("2026-11-02T00:00")).expect("reads"), [who("b")]);
    assert_eq!(store.cursor().expect("reads").as_deref(), Some("cursor"));
    assert_eq!(store.tallies().expect("reads"), [(day(), "turn".into(), 2)]);
    assert_eq!(answer(&*store, "d", None, Some(&some()), "later"), Saved::Handled);
    assert_eq!(save(&*store, "b", Some(b), None), Saved::Done(None));
    let again = kept(save(&*store, "b", None, Some(&some())));
    assert!(again > b && again > a, "a version is never given twice");
}

#[test]
fn it_can_be_opened_often() {
    let desk = Desk::new();
    let mut version = None;
    for turn in 0..20 {
        let store = desk.store();
        version = Some(kept(answer(&*store, "a", version, Some(&some()), &format!("event-{turn}"))));
        store.flush().expect("flushed");
    }
    assert_eq!(desk.store().tallies().expect("reads"), [(day(), "turn".into(), 20)]);
    assert_eq!(desk.names(), ["db", "lock", "secrets"], "nothing is left behind");
}

#[test]
fn a_second_handle_is_refused() {
    let desk = Desk::new();
    let store = desk.store();
    kept(save(&*store, "a", None, Some(&some())));
    let error = guichet_store::open(&desk.folder(), &KEY).err().expect("refused");
    assert!(error.user_error && error.message.contains("another program"), "{}", error.message);
    assert!(error.message.contains(&desk.folder().display().to_string()), "{}", error.message);
    assert!(store.load(&who("a")).expect("loads").is_some(), "the first goes on");
    store.flush().expect("flushed");
    drop(store);
    assert!(desk.store().load(&who("a")).expect("loads").is_some());
}

#[test]
fn a_program_that_is_ending_is_waited_for() {
    let desk = Desk::new();
    let store = desk.store();
    kept(save(&*store, "a", None, Some(&some())));
    store.flush().expect("flushed");
    let ending = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(400));
        drop(store);
    });
    assert!(desk.store().load(&who("a")).expect("loads").is_some());
    ending.join().expect("ended");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let open = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    let desk = Desk::new();
    desk.store().export().expect("exported");
    // As an earlier version left it, and somebody else's library inside.
    fs::create_dir_all(desk.path("sdk/blobs")).expect("made");
    fs::write(desk.path("sdk/state.sqlite3"), "x").expect("written");
    let left = files(&desk.folder());
    left.iter().for_each(|path| open(path, 0o644));
    for folder in ["", "db", "sdk", "sdk/blobs"] {
        open(&desk.path(folder), 0o755);
    }
    let store = desk.store();
    for folder in ["", "db", "sdk", "sdk/blobs"] {
        assert_eq!(mode(&desk.path(folder)), 0o700, "{folder}");
    }
    // What sled makes from now on is as the program's mask says.
    for path in left.iter().filter(|path| path.exists()) {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    drop(store);
}

#[test]
fn another_key_is_refused_and_touches_nothing() {
    let desk = Desk::new();
    let store = desk.store();
    kept(save(&*store, "a", None, Some(&some())));
    store.export().expect("exported");
    drop(store);
    let refused = || {
        let error = guichet_store::open(&desk.folder(), &[8; 32]).err().expect("refused");
        assert!(error.user_error && error.message.contains("key file"), "{}", error.message);
    };
    refused();
    assert_eq!(desk.names(), ["db", "export", "lock", "secrets"]);
    assert!(desk.store().load(&who("a")).expect("loads").is_some(), "its own key still opens it");
    // Where only the export is left, it is not thrown away either.
    fs::remove_dir_all(desk.path("db")).expect("removed");
    refused();
    assert_eq!(desk.names(), ["export", "lock", "secrets"]);
}

#[test]
fn a_newer_format_is_refused() {
    let desk = Desk::new();
    kept(save(&*desk.store(), "a", None, Some(&some())));
    {
        let db = desk.sled();
        db.open_tree("meta").expect("a table").insert("format", &9_u32.to_be_bytes()).expect("written");
    }
    let error = guichet_store::open(&desk.folder(), &KEY).err().expect("refused");
    assert!(error.user_error && error.message.contains("newer version"), "{}", error.message);
    assert_eq!(desk.names(), ["db", "lock", "secrets"]);
}

#[test]
fn an_altered_record_shows_nobody_anything() {
    let desk = Desk::new();
    let names = ["a", "b", "c", "d", "e", "f"];
    {
        let store = desk.store();
        for name in names {
            kept(save(&*store, name, None, Some(&conversation("2026-11-23T10:00", &[name]))));
        }
    }
    {
        let db = desk.sled();
        let conversations = db.open_tree("conversations").expect("a table");
        let records: Vec<_> = conversations.iter().flatten().collect();
        // One bit of the first record; the seal of the second in the place of the third.
        let mut altered = records[0].1.to_vec();
        altered[40] ^= 1;
        conversations.insert(&records[0].0, altered).expect("written");
        let moved = [&records[2].1[..8], &records[1].1[8..]].concat();
        conversations.insert(&records[2].0, moved).expect("written");
    }
    let opened = desk.opened();
    assert!(opened.notices.len() == 1 && opened.notices[0].contains("2 of 6"), "{:?}", opened.notices);
    let mut there = 0;
    for name in names {
        if let Some((_, kept)) = opened.store.load(&who(name)).expect("loads") {
            assert_eq!(kept.outbox[0].body, name, "nobody reads another's");
            there += 1;
        } else {
            kept(save(&*opened.store, name, None, Some(&some())));
        }
    }
    assert_eq!(there, 4);
    drop(opened);
    desk.store();
}

/// Bytes of a text as they could stand in a file.
fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn nothing_can_be_read_on_the_disk() {
    let desk = Desk::new();
    let (chat, event, body, cursor, what) =
        ("chat-9118364775", "event-4472910", "MARKER-loyer-impayé", "s77310_marker", "helped/violences-marker");
    {
        let store = desk.store();
        let mut dice = Dice(1);
        let mut version = None;
        // Often enough that sled also writes whole pages, not only changes of them.
        for turn in 0..400 {
            let mut next = conversation("2026-11-23T10:00", &[body]);
            next.session.commune = Some("35238-marker".into());
            next.session.seed = dice.throw();
            let (who, tally, id) = (who(chat), [what.to_owned()], format!("{event}-{turn}"));
            let change =
                Change { who: &who, expected: version, next: Some(&next), event: Some(&id), tally: &tally, now: now() };
            version = Some(kept(store.save(&change).expect("saved")));
        }
        store.advance(cursor).expect("advances");
        store.export().expect("exported");
        store.flush().expect("flushed");
    }
    let files = files(&desk.folder());
    assert!(files.len() >= 3 && files.iter().any(|path| path.ends_with("export")));
    for path in files {
        let bytes = fs::read(&path).expect("reads");
        for text in [chat, event, body, cursor, what, "35238", "marker", "2026-11-23", "Menu"] {
            assert!(!holds(&bytes, text), "{text} can be read in {}", path.display());
        }
    }
}

#[test]
fn nothing_is_shown_by_debug() {
    let desk = Desk::new();
    let error = guichet_store::open(&desk.folder(), &KEY).map(|opened| {
        kept(save(&*opened.store, "chat-1", None, Some(&some())));
        desk.opened_error()
    });
    let said = format!("{:?}", error.expect("opens"));
    assert!(!said.contains("chat-1"), "{said}");
}

impl Desk {
    fn opened_error(&self) -> Option<guichet_core::ports::conversations::StoreError> {
        guichet_store::open(&self.folder(), &KEY).err()
    }
}

#[test]
fn a_place_that_is_no_folder_is_named() {
    let desk = Desk::new();
    fs::create_dir_all(desk.folder().parent().expect("a parent")).expect("made");
    fs::write(desk.folder(), "x").expect("written");
    let error = guichet_store::open(&desk.folder(), &KEY).err().expect("refused");
    assert!(error.user_error && error.message.contains("telegram"), "{}", error.message);
}
