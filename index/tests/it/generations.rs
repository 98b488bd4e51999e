//! An index is never half there:
//! - words, themes and emergency numbers need no index; the first search builds it;
//! - damaged, cut, foreign or missing index files are built again without being asked;
//! - a guide in use keeps its generation when another is put in force, and a live one takes the new one up;
//! - while another program writes, readers use what is in force, or wait for it, a turn for a moment only; writers get one
//!   sentence;
//! - a folder that cannot be written is served from memory, and nothing is written elsewhere.

use crate::common::{Desk, card, now, titles};
use guichet_core::model::Lang;
use guichet_core::ports::catalog::{Catalog, Query};
use guichet_index::{DataFolder, Error, Format, Guide, Live, import};
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

#[test]
fn the_first_screen_needs_no_index() {
    let desk = Desk::new();
    let guide = Guide::open(&desk.folder).expect("opens");
    assert!(!guide.themes(Lang::FR).is_empty() && !guide.emergency(Lang::FR).is_empty());
    assert!(!desk.folder.root().exists(), "nothing was written yet");
    assert!(titles(&guide, "aide au logement").contains(&"Aide au logement (APL, ALF, ALS)".to_owned()));
}

#[test]
fn a_damaged_index_is_built_again() {
    let desk = Desk::new();
    desk.guide();
    let generation = || desk.path("index").join(&desk.generations()[0]);
    let each = |damage: &dyn Fn(&Path)| {
        desk.generation_files().iter().for_each(|file| damage(file));
        assert!(titles(&desk.guide(), "aide au logement").contains(&"Aide au logement (APL, ALF, ALS)".to_owned()));
    };
    each(&|file| fs::write(file, "garbage").expect("written"));
    each(&|file| {
        // The same length, other bytes.
        let length = fs::metadata(file).expect("a file").len() as usize;
        fs::write(file, vec![0x5a; length]).expect("written");
    });
    each(&|file| {
        let half = fs::metadata(file).expect("a file").len() / 2;
        File::options().write(true).open(file).and_then(|file| file.set_len(half)).expect("cut");
    });
    each(&|file| fs::remove_file(file).expect("removed"));
    fs::write(desk.path("index/CURRENT"), "../../elsewhere").expect("written");
    fs::remove_dir_all(generation()).expect("removed");
    assert!(!titles(&desk.guide(), "aide au logement").is_empty());
    assert_eq!(desk.generations().len(), 1);
}

/// Gives the index of one data folder to another.
fn copied(from: &Desk, to: &Desk) {
    for file in from.generation_files() {
        let twin = to.path("").join(file.strip_prefix(from.folder.root()).expect("inside"));
        fs::create_dir_all(twin.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, twin).expect("copied");
    }
}

#[test]
fn an_index_that_was_copied_is_used_as_it_is() {
    let desk = Desk::new();
    desk.guide();
    let name = desk.generations().remove(0);
    let copy = Desk::new();
    copied(&desk, &copy);
    let seal = |desk: &Desk| fs::read(desk.path("index").join(&name).join("seal.json")).expect("a seal");
    assert!(!titles(&copy.guide(), "aide au logement").is_empty());
    assert_eq!(seal(&desk), seal(&copy), "not built again");
}

#[test]
fn a_live_guide_takes_up_what_is_imported_and_a_turn_ends_on_what_it_began() {
    let desk = Desk::new();
    let live = Live::open(&desk.folder).expect("opens");
    let before = live.current();
    before.ready().expect("an index");
    assert!(!live.refresh(), "nothing changed");
    desk.import(&desk.source("one", "Chaudière zibeline"), "ville");
    assert!(live.refresh());
    assert_eq!(titles(&live.current(), "zibeline")[0], "Chaudière zibeline");
    assert!(
        !titles(&before, "zibeline").contains(&"Chaudière zibeline".to_owned()),
        "its files are gone, its index is not"
    );
    assert!(!titles(&before, "aide au logement").is_empty());
    assert!(!live.refresh(), "nothing changed since");
}

#[test]
fn while_another_program_writes_readers_go_on_and_writers_are_told() {
    let desk = Desk::new();
    desk.import(&desk.source("one", "Chaudière zibeline"), "ville");
    let lock = File::create(desk.path("lock")).expect("the lock file");
    lock.try_lock().expect("free");
    // What is in force answers, even once a pack was added that it does not hold.
    card(&desk.path("packs/main"), "autre", "Vélo quetzal");
    assert_eq!(titles(&desk.guide(), "zibeline")[0], "Chaudière zibeline");
    let source = desk.source("two", "Vélo");
    let error = import(&desk.folder, Format::Pack, &source, "ville", now()).expect_err("busy");
    assert!(matches!(error, Error::Busy(_)) && error.is_user_error());
    drop(lock);
    assert_eq!(titles(&desk.guide(), "quetzal")[0], "Vélo quetzal");
}

#[test]
fn a_reader_waits_for_the_first_index_of_another_program() {
    let other = Desk::new();
    other.guide();
    let desk = Desk::new();
    fs::create_dir_all(desk.folder.root()).expect("a folder");
    let lock = File::create(desk.path("lock")).expect("the lock file");
    lock.try_lock().expect("free");
    let guide = Guide::open(&desk.folder).expect("opens");
    let written = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            guide.ready().expect("an index");
            titles(&guide, "aide au logement")
        });
        thread::sleep(Duration::from_millis(300));
        assert!(!reader.is_finished(), "it waits");
        // The other program ends its work: a reader that did not wait has made an index of its own, or is making one.
        copied(&other, &desk);
        let written = desk.written();
        drop(lock);
        assert!(!reader.join().expect("it answers").is_empty());
        written
    });
    assert_eq!(desk.written(), written, "the reader made an index");
}

#[test]
fn a_turn_does_not_wait_for_the_first_index_of_another_program() {
    let desk = Desk::new();
    fs::create_dir_all(desk.folder.root()).expect("a folder");
    let lock = File::create(desk.path("lock")).expect("the lock file");
    lock.try_lock().expect("free");
    let guide = Arc::new(Guide::open(&desk.folder).expect("opens"));
    // The program itself waits for it, in the background.
    guide.warm();
    let query = Query { text: "aide au logement".into(), lang: Some(Lang::FR), limit: 5, ..Query::default() };
    let (asked, answer) = mpsc::channel();
    let asking = (guide.clone(), query.clone());
    thread::spawn(move || asked.send(asking.0.search(&asking.1).is_err()));
    let told = answer.recv_timeout(Duration::from_secs(30)).expect("an answer before the other program ends");
    assert!(told, "nothing can be looked up just now");
    // A list asks for many things: they wait together.
    let (asked, answer) = mpsc::channel();
    let asking = guide.clone();
    thread::spawn(move || asked.send((0..100).all(|_| asking.item(&"card/apl".into(), Lang::FR).is_err())));
    assert!(answer.recv_timeout(Duration::from_secs(30)).expect("an answer"), "nor can its entries");
    drop(lock);
    guide.ready().expect("an index");
    assert!(!guide.search(&query).expect("an answer").hits.is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_is_served_from_memory() {
    // Nobody, root included, makes files there.
    let folder = DataFolder::open(Path::new("/proc/self/guichet")).expect("opens");
    let guide = Guide::open(&folder).expect("opens");
    guide.ready().expect("an index in memory");
    assert!(!titles(&guide, "aide au logement").is_empty());
    let desk = Desk::new();
    let error = import(&folder, Format::Pack, &desk.source("one", "x"), "ville", now()).expect_err("no place");
    let said = error.to_string();
    assert!(error.is_user_error() && said.contains("/proc/self/guichet") && said.contains("--data"), "{said}");
}
