//! Distress is read as well as it is said to be in `index/DISTRESS.md`: in each language,
//! - of the messages of distress, most are stopped;
//! - of those stopped, nearly all show a right number first;
//! - of the messages that only look like it, next to none is stopped;
//! - whatever language was chosen.

use guichet_core::model::Lang;
use guichet_import::authored::{self, Texts};
use guichet_tests::distress::{Figures, figures, matcher, set};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn texts() -> Texts {
    let files = fs::read_dir(root().join("content/emergency")).expect("a folder");
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (format!("emergency/{name}"), fs::read_to_string(path).expect("UTF-8"))
    };
    files.map(|entry| read(entry.expect("an entry").path())).collect()
}

/// Least share of messages stopped, in percent, and most traps of how many that may be: one in so many.
const fn floor(lang: Lang) -> (f64, usize) {
    match lang {
        Lang::Fr => (95.0, 40),
        _ => (90.0, 15),
    }
}

/// Least share of right first numbers among those stopped, in percent.
const RIGHT: f64 = 95.0;

#[test]
fn distress_is_read_as_well_as_it_is_said_to_be() {
    let authored = authored::read(&texts());
    let distress = matcher(&authored);
    for lang in Lang::ALL {
        let path = root().join(format!("tests/distress/{}.toml", lang.code()));
        let set = set(&fs::read_to_string(path).expect("a set")).expect("a set");
        for own in [None, Some(lang), Some(Lang::Fr)] {
            let found = figures(&distress, &authored, &set, own);
            let (least, one_in) = floor(lang);
            let stopped = Figures::share(found.stopped, found.phrases);
            let right = Figures::share(found.right, found.stopped);
            let said = format!(
                "{lang:?}: {stopped:.1} % stopped, {right:.1} % right, {} of {} alarms\n{}",
                found.alarms,
                found.traps,
                found.faults.join("\n")
            );
            assert!(stopped >= least && right >= RIGHT && found.alarms * one_in <= found.traps, "{said}");
        }
    }
}
