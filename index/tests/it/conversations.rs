//! The conversations of a bot. Properties:
//!
//! - the first start makes a store and a key that only its owner can read; the next one finds both again;
//! - a key that is missing over an existing store, too short, readable by others or another's is refused with a remedy,
//!   and nothing is made or overwritten;
//! - each program has a store and a key of its own; a second start on one of them is refused;
//! - a store that this version does not know is refused without repeating its address;
//! - the doctor names what is there, and opens nothing.

use crate::common::{Desk, now};
use guichet_core::ports::conversations::{Address, Change, Conversation, Saved};
use guichet_index::config::{Given, Loaded};
use guichet_index::{Config, Error, OpenedStore, State, doctor, open_store};
use std::fs;
use std::path::Path;

fn opened(desk: &Desk, program: &str, key: Option<&Path>) -> Result<OpenedStore, Error> {
    open_store(&desk.folder, program, &Config::default(), key)
}

fn refused(desk: &Desk, program: &str, key: Option<&Path>) -> String {
    let error = opened(desk, program, key).err().expect("refused");
    assert!(error.is_user_error(), "{error}");
    error.to_string()
}

fn remember(opened: &OpenedStore) {
    let (who, next) = (Address("chat-1".into()), Conversation::default());
    let change = Change { who: &who, expected: None, next: Some(&next), event: None, tally: &[], now: now() };
    assert!(matches!(opened.store.save(&change).expect("saved"), Saved::Done(Some(_))));
    opened.store.flush().expect("flushed");
}

fn remembers(opened: &OpenedStore) -> bool {
    opened.store.load(&Address("chat-1".into())).expect("loads").is_some()
}

/// With a `store.url`.
fn configured(url: &str) -> Loaded {
    let mut given = Given { data: Some("/nowhere".into()), ..Given::default() };
    given.variables.insert("GUICHET_STORE".into(), url.into());
    Loaded::read(&given).expect("loads")
}

#[test]
fn the_first_start_makes_what_the_next_one_finds() {
    let desk = Desk::new();
    let first = opened(&desk, "telegram", None).expect("opens");
    assert!(first.notices.is_empty() && !remembers(&first));
    remember(&first);
    drop(first);
    assert_eq!(fs::read(desk.path("keys/telegram.key")).expect("a key").len(), 32);
    assert_eq!(fs::read_dir(desk.path("keys")).expect("a folder").count(), 1, "no draft is left");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(desk.path("keys/telegram.key")).expect("a key").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        for folder in ["store", "store/telegram", "keys"] {
            fs::set_permissions(desk.path(folder), fs::Permissions::from_mode(0o755)).expect("as it was left before");
        }
        drop(opened(&desk, "telegram", None).expect("opens"));
        for folder in ["store", "store/telegram", "keys"] {
            let mode = fs::metadata(desk.path(folder)).expect("a folder").permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{folder}");
        }
    }
    let second = opened(&desk, "telegram", None).expect("opens");
    assert!(second.notices.is_empty() && remembers(&second));
}

#[test]
fn a_key_may_be_kept_elsewhere() {
    let desk = Desk::new();
    let key = desk.temp.path().join("elsewhere/telegram");
    remember(&opened(&desk, "telegram", Some(&key)).expect("opens"));
    assert!(remembers(&opened(&desk, "telegram", Some(&key)).expect("opens")));
    assert!(key.is_file() && !desk.path("keys").exists());
    let said = refused(&desk, "telegram", None);
    assert!(said.contains("keys/telegram.key") && said.contains("put that file back"), "{said}");
    assert!(!desk.path("keys").exists(), "no new key over old conversations");
}

#[test]
fn each_program_has_its_own() {
    let desk = Desk::new();
    let telegram = opened(&desk, "telegram", None).expect("opens");
    remember(&telegram);
    let matrix = opened(&desk, "matrix", None).expect("opens");
    assert!(!remembers(&matrix));
    let keys = ["keys/telegram.key", "keys/matrix.key"].map(|key| fs::read(desk.path(key)).expect("a key"));
    assert_ne!(keys[0], keys[1]);
    let said = refused(&desk, "telegram", None);
    assert!(said.contains("another program"), "{said}");
    drop((telegram, matrix));
    let said = refused(&desk, "telegram", Some(&desk.path("keys/matrix.key")));
    assert!(said.contains("key file"), "{said}");
    assert!(remembers(&opened(&desk, "telegram", None).expect("opens")), "nothing was touched");
}

#[test]
fn a_key_that_does_not_serve_is_refused() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("keys")).expect("made");
    let key = desk.path("keys/telegram.key");
    for bytes in [Vec::new(), vec![1; 31], vec![1; 33]] {
        fs::write(&key, &bytes).expect("written");
        let said = refused(&desk, "telegram", None);
        assert!(said.contains("32 bytes") && said.contains("telegram.key"), "{said}");
        assert_eq!(fs::read(&key).expect("reads"), bytes);
    }
    fs::write(&key, [1; 32]).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for mode in [0o644, 0o640, 0o660] {
            fs::set_permissions(&key, fs::Permissions::from_mode(mode)).expect("set");
            let said = refused(&desk, "telegram", None);
            assert!(said.contains("chmod 600"), "{said}");
        }
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("set");
    }
    assert!(!desk.path("store").exists(), "nothing was made");
    opened(&desk, "telegram", None).expect("opens");
}

#[test]
fn a_store_that_is_not_known_is_refused() {
    let desk = Desk::new();
    let said = |url: &str| {
        let error = open_store(&desk.folder, "telegram", &configured(url).config, None).err().expect("refused");
        assert!(error.is_user_error());
        error.to_string()
    };
    assert!(said("postgres://guichet:secret@localhost/guichet").contains("PostgreSQL"));
    let unknown = said("mysql://guichet:secret@localhost");
    assert!(unknown.contains("store.url") && !unknown.contains("secret"), "{unknown}");
    assert!(!desk.path("store").exists());
    open_store(&desk.folder, "telegram", &configured("sled").config, None).expect("opens");
}

#[test]
fn a_broken_store_is_a_notice() {
    let desk = Desk::new();
    let first = opened(&desk, "telegram", None).expect("opens");
    remember(&first);
    first.store.export().expect("exported");
    drop(first);
    fs::remove_dir_all(desk.path("store/telegram/db")).expect("removed");
    let second = opened(&desk, "telegram", None).expect("opens");
    assert!(second.notices.len() == 1 && remembers(&second), "{:?}", second.notices);
}

#[test]
fn the_doctor_names_what_is_there() {
    let desk = Desk::new();
    // Open: a doctor that opened it would be refused.
    let telegram = opened(&desk, "telegram", None).expect("opens");
    let said = || {
        let given = Given { data: Some(desk.folder.root().to_owned()), ..Given::default() };
        let loaded = Loaded::read(&given).expect("loads");
        let findings = doctor(&loaded, now().date).expect("looks");
        findings.into_iter().find(|finding| finding.subject == "conversations of telegram").expect("a finding")
    };
    assert!(said().state == State::Fine && said().said.contains("without an export"), "{}", said().said);
    telegram.store.export().expect("exported");
    assert!(said().said.contains("with an export"), "{}", said().said);
    fs::create_dir_all(desk.path("store/telegram/db.broken-1")).expect("made");
    assert!(said().state == State::Note && said().said.contains("db.broken-1"), "{}", said().said);
}
