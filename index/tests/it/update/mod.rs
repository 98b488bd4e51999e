//! What the tests of `guichet update` share: a configuration of one source, a table of communes, and what became of it.

mod faults;
mod fetching;
mod folder;
mod server;
mod tls;

use crate::common::{Desk, now};
use guichet_core::ports::catalog::Catalog;
use guichet_index::config::Config;
use guichet_index::{Error, Guide, Outcome, SourceState, Update, update};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

const HEAD: &str = "code_insee,nom,codes_postaux,population,centre_lat,centre_lon\n";

/// A table of communes: Rodez under another name, then made-up ones.
fn communes(name: &str, more: usize) -> Vec<u8> {
    let more = (0..more).map(|at| format!("99{at:03},Essai-{at},12000,10,44.0,2.0\n"));
    format!("{HEAD}12202,{name},12000,24000,44.35,2.57\n{}", more.collect::<String>()).into_bytes()
}

/// A configuration with a stall of a second.
fn config(text: &str) -> Config {
    toml::from_str(&format!("[update]\nstall = 1\n{text}")).expect("a configuration")
}

/// One source of communes, with more lines of its own.
fn source(url: &str, more: &str) -> Config {
    config(&format!("[sources.communes]\nurl = \"{url}\"\n{more}"))
}

fn asked() -> Update<'static> {
    Update { pause: Duration::from_millis(1), ..Update::default() }
}

/// A desk with communes in force and its index built: made once, for building one takes longer than all that is tried on it.
static BUILT: LazyLock<Desk> = LazyLock::new(|| {
    let desk = Desk::new();
    let stick = desk.temp.path().join("stick");
    fs::create_dir_all(&stick).expect("made");
    fs::write(stick.join("communes.csv"), communes("Rodez-la-Neuve", 3)).expect("written");
    let from = Update { from: Some(&stick), ..asked() };
    let done = desk.try_update(&config("[sources.communes]\n"), &from).expect("it ran");
    assert_eq!(done[0].state, SourceState::Updated, "{}", done[0].said);
    desk
});

/// Gives all of a folder to another; files that are there stay what they are, whatever becomes of the others.
fn give(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    // A lock that is linked is the same lock.
    for entry in fs::read_dir(from).expect("a folder").flatten().filter(|entry| entry.file_name() != "lock") {
        let (path, twin) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { give(&path, &twin) } else { fs::hard_link(&path, &twin).expect("linked") }
    }
}

impl Desk {
    /// A desk whose index is built, and which has no pack.
    fn built() -> Self {
        let desk = Self::new();
        give(&BUILT.path("index"), &desk.path("index"));
        desk
    }

    /// A desk that has communes in force, from elsewhere.
    fn stocked() -> Self {
        let desk = Self::built();
        ["packs", "sources", "reports"].iter().for_each(|name| give(&BUILT.path(name), &desk.path(name)));
        desk
    }

    fn try_update(&self, config: &Config, asked: &Update<'_>) -> Result<Vec<Outcome>, Error> {
        let mut told = Vec::new();
        let done = update(&self.folder, config, asked, now(), &mut |outcome| told.push(outcome.clone()))?;
        assert_eq!(told, done, "each is told once");
        Ok(done)
    }

    /// What becomes of the one source of a configuration.
    fn update(&self, config: &Config) -> Outcome {
        self.try_update(config, &asked()).expect("it ran").remove(0)
    }

    /// A desk that an update has just put something in force on.
    fn with_communes(config: &Config) -> Self {
        let desk = Self::built();
        let outcome = desk.update(config);
        assert_eq!(outcome.state, SourceState::Updated, "{}", outcome.said);
        desk
    }

    /// The name of Rodez in what is in force, without an index: only the gazetteer is read.
    fn rodez(&self) -> String {
        let guide = Guide::open(&self.folder).expect("opens");
        guide.commune("12202").map(|commune| commune.name).expect("Rodez")
    }

    /// The files that are kept of the one source.
    fn kept(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("sources/communes")).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// That a source failed, what it said, and what to do.
fn failure(outcome: &Outcome) -> String {
    assert_eq!(outcome.state, SourceState::Failed, "{}", outcome.said);
    format!("{}. {}", outcome.said, outcome.remedy)
}
