//! Every screen of the kiosk as it stands, over the content itself, on a working day in the morning:
//! - it is reached from the first screen with the bytes that a terminal sends, read as the program reads them;
//! - its characters, in French and in English, at 40×15, 80×24 and 160×50, are those of `snapshots/<screen>.fr.snap` and
//!   `<screen>.en.snap`, with the place of the cursor;
//! - they are the same in every theme, so that these are shown once: `<screen>.styles.snap` has the French screen at 80×24
//!   with a letter for each cell, and under it how each letter looks in each theme;
//! - a screen without its files, and a file without its screen, fails.
//!
//! `INSTA_UPDATE=always cargo test -p guichet screens` writes them again: read the difference, screen by screen. A file
//! that is left over is named by the last test, and removed by hand.

use super::{guide, kiosk, locales, options, outlets};
use crate::kiosk::app::App;
use crate::kiosk::draw::draw;
use crate::kiosk::options::Options;
use crate::kiosk::perform;
use crate::kiosk::staff::Pin;
use crate::screens::program::{Program, Signal};
use crate::ui::decoder::Decoder;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::script::{Player, Screens, Step, parse};
use crate::ui::theme::Depth;
use guichet_core::model::{Lang, Moment};
use guichet_core::ports::counts::MemoryCounts;
use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

const SIZES: [(u16, u16); 3] = [(40, 15), (80, 24), (160, 50)];
const LANGS: [Lang; 2] = [Lang::FR, Lang::EN];
/// The themes, in the order in which the key of the colours leads to them.
const THEMES: [&str; 3] = ["dark", "contrast", "light"];

/// The kiosk before the first key.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    /// Locked, in the language of the reader.
    Locked,
    /// Without a language: people choose first.
    NoLanguage,
    /// Locked, with a PIN.
    Pin,
    /// Not locked.
    Unlocked,
    /// The guide does not answer the first time.
    Opening,
    /// The guide cannot be opened.
    NotOpen,
    /// A fault of ours ended the screens before these.
    Failed,
    /// The guide answers the first time, and then no more.
    Waiting,
}

/// A test for each screen: its name, how the kiosk starts, and the keys that lead to it (`1|5`: `5` in English).
macro_rules! screens {
    ($($name:ident ($start:ident): $keys:expr;)+) => {
        $(
            #[test]
            fn $name() {
                hold(stringify!($name), Start::$start, &$keys);
            }
        )+

        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

/// The interview of a mother of two who looks for work, to its last answer.
macro_rules! interview {
    ($($key:literal),*) => {
        [
            "7", "1", "text:34", "Enter", "1", "text:4, 9", "Enter", "2", "2", "2", "4", "text:12", "Enter", "text:900",
            "Enter", "3", "7", ".", ".", "5", "1", ".", "7", $($key),*
        ]
    };
}

screens! {
    // The beginning.
    languages (NoLanguage): [""];
    before_beginning (NoLanguage): ["1|2"];
    home (Locked): [""];
    home_unlocked (Unlocked): [""];
    other_themes (Locked): ["6"];
    opening (Opening): [""];
    not_open (NotOpen): [""];
    failed (Failed): [""];
    waiting (Waiting): ["1"];
    too_small (Locked): ["resize:39x14"];
    too_small_for_words (Locked): ["resize:10x2"];

    // A need.
    theme (Locked): ["1"];
    theme_next_page (Locked): ["1", "6"];
    typing (Locked): ["text:apl"];
    typing_selected (Locked): ["text:apl", "Down"];
    typing_nothing_found (Locked): ["text:zzzzqq"];
    typing_long (Locked): ["text:je cherche un logement moins cher pour ma famille et moi, avec un jardin, pas trop loin de la gare"];
    results (Locked): ["text:apl", "Enter"];
    results_next_page (Locked): ["text:apl", "Enter", "6"];
    results_guessed (Locked): ["text:apll", "Enter"];
    results_none (Locked): ["text:zzzzqq", "Enter"];
    results_none_fits (Locked): ["text:apl", "Enter", "7"];
    did_you_mean (Locked): ["text:menuu", "Enter"];
    not_understood (Locked): ["text:apl", "Enter", "8"];

    // A card.
    card (Locked): ["text:apl", "Enter", "1"];
    card_end (Locked): ["text:apl", "Enter", "1", "End"];
    card_next_page (Locked): ["text:apl", "Enter", "1", "7"];
    card_section (Locked): ["text:apl", "Enter", "1", "2"];
    card_section_end (Locked): ["text:apl", "Enter", "1", "2", "End"];
    it_helped (Locked): ["text:apl", "Enter", "1", "2", "3"];
    it_did_not_help (Locked): ["text:apl", "Enter", "1", "2", "4"];

    // A situation.
    situation_question (Locked): ["1", "1|5"];
    situation_advice (Locked): ["1", "1|5", "1"];
    situation_advice_end (Locked): ["1", "1|5", "1", "End"];
    papers (Locked): ["1", "1|5", "1", "2"];

    // The interview.
    rights (Locked): ["7"];
    rights_number (Locked): ["7", "1"];
    rights_number_typed (Locked): ["7", "1", "3", "4"];
    rights_number_impossible (Locked): ["7", "1", "text:140", "Enter"];
    rights_choice (Locked): ["7", "1", "text:34", "Enter"];
    rights_children (Locked): ["7", "1", "text:34", "Enter", "1"];
    rights_read_back (Locked): ["7", "1", "text:34", "Enter", "1", "+", "1", "1", "1", "text:1200 - 1300", "Enter"];
    rights_review (Locked): interview![];
    rights_result (Locked): interview!["1"];
    rights_result_next_page (Locked): interview!["1", "7"];
    rights_unlikely (Locked): interview!["1", "8"];
    right (Locked): interview!["1", "1"];
    leaving_a_result (Locked): interview!["1", "0"];

    // A place.
    commune (Locked): ["8"];
    commune_typed (Locked): ["8", "1", "2", "0"];
    which_commune (Locked): ["8", "text:Saint-Denis", "Enter"];
    places (Locked): ["8", "text:Rodez", "Enter"];
    place (Locked): ["8", "text:Rodez", "Enter", "1"];
    place_end (Locked): ["8", "text:Rodez", "Enter", "1", "End"];

    // Danger.
    emergency (Locked): ["F1"];
    emergency_kind (Locked): ["F1", "2"];
    emergency_typing (Locked): ["text:mon mari me frappe|my husband hits me"];
    emergency_typed (Locked): ["text:mon mari me frappe|my husband hits me", "Enter"];
    emergency_typed_in_french (Locked): ["text:mon mari me frappe", "Enter"];
    emergency_asked (Locked): ["text:je suis fatigué de vivre|i can't take it anymore", "Enter"];
    emergency_where (Locked): ["F1", "2", "1", "text:Rodez", "Enter"];

    // Help, and the end.
    help (Locked): ["F3"];
    human (Locked): ["F3", "1"];
    language (Locked): ["F2"];
    privacy (Locked): ["F3", "3"];
    forgotten (Locked): ["F3", "3", "1"];
    stopped (Locked): ["text:stop", "Enter"];

    // Over the page.
    idle (Locked): ["1", "wait:95s"];
    idle_in_danger (Locked): ["F1", "2", "wait:119s"];
    staff (Pin): ["F12"];
    staff_typed (Pin): ["F12", "4", "7", "1"];
    staff_wrong (Pin): ["F12", "4", "7", "1", "2", "Enter"];
}

/// Holds a screen to its files.
fn hold(name: &str, start: Start, keys: &[&str]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("keys: {}", keys.join(", ")));
    settings.bind(|| {
        for lang in LANGS {
            let mut text = String::new();
            for size in SIZES {
                let (buffer, cursor) = drawn(start, keys, lang, size, 0);
                let _ = writeln!(text, "== {}×{}, cursor at {},{}", size.0, size.1, cursor.x, cursor.y);
                text.push_str(&characters(&buffer));
            }
            insta::assert_snapshot!(format!("{name}.{}", lang.code()), text);
        }
        let themes = [0, 1, 2].map(|theme| drawn(start, keys, Lang::FR, (80, 24), theme).0);
        insta::assert_snapshot!(format!("{name}.styles"), styles(&themes));
    });
}

#[test]
fn every_file_has_its_screen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kiosk/tests/snapshots");
    let files: BTreeSet<String> = (std::fs::read_dir(folder).expect("the snapshots"))
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".snap"))
        .collect();
    let kinds = ["fr", "en", "styles"];
    let known: BTreeSet<String> =
        NAMES.iter().flat_map(|name| kinds.map(|kind| format!("{name}.{kind}.snap"))).collect();
    let left_over: Vec<_> = files.difference(&known).collect();
    assert!(left_over.is_empty(), "no screen has these files, remove them: {left_over:?}");
}

/// A screen after so many changes of the theme, and the place of its cursor.
fn drawn(start: Start, keys: &[&str], lang: Lang, size: (u16, u16), themes: usize) -> (Buffer, Position) {
    let home = (start != Start::NoLanguage).then_some(lang);
    let pin = (start == Start::Pin).then(|| Pin::new("4711")).flatten();
    let options = Options { home, pin, locked: start != Start::Unlocked, ..options() };
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let change = std::iter::repeat_n("F4", themes);
    let keys: Vec<String> = change.chain(keys.iter().copied()).map(|key| in_language(key, lang)).collect();
    match start {
        Start::Locked | Start::NoLanguage | Start::Pin | Start::Unlocked => {
            played(kiosk(options, guide(), size, now), &keys)
        }
        Start::Opening | Start::NotOpen | Start::Failed | Start::Waiting => {
            let mut app = App::new(options, locales(), size);
            match start {
                Start::NotOpen => app.not_opened(),
                Start::Failed => app.failed(),
                Start::Waiting => {
                    for work in app.take_work() {
                        let answer = perform(guide(), &MemoryCounts::default(), &outlets(), work, now);
                        app.update(Signal::Answer(answer), Duration::ZERO);
                    }
                }
                _ => {}
            }
            played(Player::new(Unanswered(app), size), &keys)
        }
    }
}

/// A key, or a text: in French, and behind a bar in English where that is another one.
fn in_language(key: &str, lang: Lang) -> String {
    match key.split_once('|') {
        Some((french, _)) if lang == Lang::FR => french.to_owned(),
        Some((french, english)) if french.starts_with("text:") => format!("text:{english}"),
        Some((_, english)) => english.to_owned(),
        None => key.to_owned(),
    }
}

/// Screens whose guide does not answer.
struct Unanswered(App);

impl Screens for Unanswered {
    fn input(&mut self, input: Input, at: Duration) {
        self.0.update(Signal::Input(input), at);
    }

    fn tick(&mut self, at: Duration) {
        self.0.update(Signal::Tick, at);
    }

    fn ended(&self) -> bool {
        self.0.ended()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        draw(frame, &self.0, Depth::True);
    }
}

/// Types the keys as a terminal sends them.
fn played<S: Screens>(mut player: Player<S>, keys: &[String]) -> (Buffer, Position) {
    let mut decoder = Decoder::default();
    for step in parse(&keys.join("\n")).expect("a script") {
        let bytes = match step {
            Step::Key(key) => sent(key),
            Step::Text(text) => text.into_bytes(),
            // Time and the size of a window do not come through the line.
            step => {
                player.play(step);
                continue;
            }
        };
        let mut inputs = Vec::new();
        decoder.read(&bytes, &mut inputs);
        decoder.timeout(&mut inputs);
        inputs.into_iter().for_each(|input| player.input(input));
    }
    (player.buffer().clone(), player.cursor())
}

/// What a terminal sends for a key.
fn sent(key: Key) -> Vec<u8> {
    let sequence = match key {
        Key::Char(c) => return c.to_string().into_bytes(),
        Key::F(number @ 1..=4) => return vec![0x1b, b'O', b'O' + number],
        Key::F(12) => "\x1b[24~",
        Key::Enter => "\r",
        Key::Esc => "\x1b",
        Key::Down => "\x1b[B",
        Key::Up => "\x1b[A",
        Key::End => "\x1b[F",
        _ => panic!("no screen here is reached with this key"),
    };
    sequence.as_bytes().to_vec()
}

/// The rows of a buffer, without the blanks at their ends.
fn characters(buffer: &Buffer) -> String {
    rows(buffer, |cell| cell.symbol().to_owned())
}

fn rows(buffer: &Buffer, shown: impl Fn(&Cell) -> String) -> String {
    let width = usize::from(buffer.area.width);
    let row = |cells: &[Cell]| format!("{}\n", cells.iter().map(&shown).collect::<String>().trim_end());
    buffer.content().chunks(width).map(row).collect()
}

/// A letter for each cell, and how each letter looks in each theme.
fn styles(themes: &[Buffer; 3]) -> String {
    let [dark, others @ ..] = themes;
    assert!(others.iter().all(|other| characters(other) == characters(dark)), "a theme has other words");
    let look = |buffer: &Buffer, at: usize| {
        let cell = &buffer.content()[at];
        let bold = if cell.modifier.is_empty() { String::new() } else { format!(" {:?}", cell.modifier) };
        format!("{} on {}{bold}", cell.fg, cell.bg)
    };
    let mut known: Vec<[String; 3]> = Vec::new();
    let mut grid = String::new();
    for at in 0..dark.content().len() {
        let here = [0, 1, 2].map(|theme: usize| look(&themes[theme], at));
        let index = known.iter().position(|look| *look == here).unwrap_or_else(|| {
            known.push(here);
            known.len() - 1
        });
        grid.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[index]));
        if (at + 1) % usize::from(dark.area.width) == 0 {
            grid.push('\n');
        }
    }
    for (index, look) in known.iter().enumerate() {
        let _ = writeln!(grid, "{}", char::from(b'a' + index as u8));
        for (name, look) in THEMES.iter().zip(look) {
            let _ = writeln!(grid, "  {name:<8}  {look}");
        }
    }
    grid
}
