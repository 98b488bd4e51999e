//! How each screen of the desk looks, whole, at three sizes: golden files.

use super::{NEEDS, Played, options};
use guichet_core::model::Lang;

/// The keys that fill in the sentence of an appointment, in Ukrainian, and some more.
macro_rules! phrase {
    ($more:literal) => {
        concat!(
            "F2\nDown\nDown\nDown\nDown\nDown\nEnter\n \nj\ntext:votre rendez\nEnter\ntext:4/12\nEnter\n",
            "text:14h30\nEnter\ntext:Préfecture, guichet 3\nEnter",
            $more
        )
    };
}

/// The screens: a name, and the keys that lead there.
const SCREENS: [(&str, &str); 27] = [
    ("welcome", ""),
    ("found", "text:loyer"),
    ("needs", ""),
    ("menu", " "),
    ("help", "?"),
    ("language", "F2"),
    ("places", "F7"),
    ("sheet", " \nt\nF8"),
    ("code", "F5\nF8\nq"),
    ("dates", "text:contester une décision\nEnter\nF5\nF8\nd\ntext:3.11\nEnter\ntext:lundi\nEnter"),
    ("shown", "F6"),
    ("record", "F9"),
    ("record-refused", "F9\nUp\ntext:06 39 98 00 01\nEnter"),
    ("recorded", "F9\nEnter"),
    ("household", "F3\n3\n4\nEnter\n2\ntext:4 et 9\nEnter"),
    ("brief", "F11"),
    ("obstacle", "F7"),
    ("slip", " \nt\n \ne\nDown\nDown"),
    ("follow-up", " \nv"),
    ("report", " \ng"),
    ("phrases", " \nj\ntext:papier"),
    ("phrase-slot", " \nj\ntext:votre rendez\nEnter\ntext:31/02\nEnter"),
    ("phrase-ready", phrase!("")),
    ("phrase-shown", phrase!("\nEnter")),
    ("phrase-sheet", phrase!("\n+\nEsc\nF8")),
    ("leaving", "F10"),
    ("statistics", "F9\nEnter\n \ns"),
];

/// Those that begin without a need.
const WITHOUT_NEEDS: [&str; 3] = ["welcome", "found", "dates"];

#[test]
fn every_screen() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        for (name, keys) in SCREENS {
            let before = if WITHOUT_NEEDS.contains(&name) { "" } else { NEEDS };
            let desk = Played::with(options(Lang::FR), size, "true").play(&format!("{before}\n{keys}"));
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), desk.text());
        }
    }
}

#[test]
fn a_small_window() {
    for (name, keys) in [("needs", ""), ("menu", " "), ("record", "F9"), ("shown", "F6"), ("sheet", " \nt\nF8")] {
        let desk = Played::with(options(Lang::FR), (40, 15), "true").play(&format!("{NEEDS}\n{keys}"));
        insta::assert_snapshot!(format!("{name}-40x15"), desk.text());
    }
}
