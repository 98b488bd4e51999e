//! Properties of the screens, over the in-memory catalogue. How each of them looks is held by [`screens`]:
//! - digits choose while the line is empty, letters are typed, a postal code can be typed where a place is asked;
//! - emergency is one key away from every screen, and its number in sight on every screen of every size;
//! - what the search finds while somebody types is reached with an arrow and opened with Enter;
//! - left alone, everything is wiped; a key during the countdown keeps it, and does nothing else;
//! - a discreet page is left at once by two spaces, without a trace;
//! - a locked kiosk cannot be left without its PIN; an unlocked one says how to leave it;
//! - no size and no sequence of keys makes the program fail.

mod asked;
mod carry;
mod faults;
mod safety;
mod screens;

use super::app::App;
use super::options::Options;
use super::perform;
use super::staff::Pin;
use crate::out::job::Medium;
use crate::out::printer::Printer;
use crate::out::rows::Arrangement;
use crate::out::send::Sender;
use crate::screens::program::Program;
use crate::screens::simulated::Simulated;
use crate::screens::takeaway::Outlets;
use crate::screens::tests::{guide, locales};
use crate::ui::key::Key;
use crate::ui::script::{Player, Step, parse};
use crate::ui::theme::Theme;
use guichet_core::dice::Dice;
use guichet_core::fake::FakeCatalog;
use guichet_core::model::Lang;
use guichet_core::model::Moment;
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::counts::MemoryCounts;
use std::sync::Arc;
use std::time::Duration;

fn options() -> Options {
    Options {
        locked: true,
        pin: None,
        home: Some(Lang::FR),
        idle: Duration::from_secs(90),
        theme: Theme::Dark,
        medium: Medium::Page(Arrangement::Beside),
        bot: None,
        seed: 0,
    }
}

/// A kiosk that is played.
type Played<'a> = Player<Simulated<'a, App>>;

/// A printer that takes everything.
fn outlets() -> Outlets {
    let printer = Printer { program: "true".into(), queue: None, limit: Duration::from_secs(5) };
    Outlets { printer, sender: Sender::none(), staff: false }
}

/// A kiosk over a catalogue, which counts here.
fn counting<'a>(
    options: Options,
    catalog: &'a dyn Catalog,
    size: (u16, u16),
    now: Moment,
    counts: Arc<MemoryCounts>,
) -> Played<'a> {
    let app = App::new(options, locales(), size);
    Simulated::player(app, move |work, now| perform(catalog, &*counts, &outlets(), work, now), now)
}

/// A kiosk over a catalogue.
fn kiosk(options: Options, catalog: &dyn Catalog, size: (u16, u16), now: Moment) -> Played<'_> {
    counting(options, catalog, size, now, Arc::default())
}

/// Plays a script over the in-memory catalogue and gives the screens to `check`.
fn played<T>(options: Options, size: (u16, u16), script: &str, check: impl FnOnce(&Played<'_>) -> T) -> T {
    let catalog = FakeCatalog::default();
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let mut player = kiosk(options, &catalog, size, now);
    parse(script).expect("a script").into_iter().for_each(|step| player.play(step));
    check(&player)
}

fn screen(script: &str) -> String {
    played(options(), (80, 24), script, |player| player.text())
}

fn title(script: &str) -> String {
    played(options(), (80, 24), script, |player| shown(player.screens().app()))
}

fn shown(app: &App) -> String {
    app.state().content.title().to_owned()
}

#[test]
fn digits_choose_and_letters_are_typed() {
    assert_eq!(title(""), "menu-title");
    assert_eq!(title("1"), "logement");
    assert_eq!(title("1\nEsc"), "menu-title");
    assert_eq!(title("1\n0"), "menu-title");
    assert_eq!(title("1\nBackspace"), "menu-title");
    assert!(screen("a\nl\n1").contains("› al1"), "a digit after letters is text");
    assert_eq!(title("text:urgence\nEnter"), "emergency-title");
}

/// Whoever takes a turn performs its effects: what people needed is counted, and nothing that they typed.
#[test]
fn what_people_need_is_counted() {
    let counted = |script: &str| {
        let (catalog, counts) = (FakeCatalog::default(), Arc::<MemoryCounts>::default());
        let now = Moment::parse("2026-11-23T10:00").expect("a moment");
        let mut player = counting(options(), &catalog, (80, 24), now, counts.clone());
        parse(script).expect("a script").into_iter().for_each(|step| player.play(step));
        counts.take().into_keys().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert!(counted("").is_empty());
    assert_eq!(counted("text:logement\nEnter\n1"), ["read/card/apl"]);
    assert_eq!(counted("text:il me frappe souvent\nEnter"), ["emergency/violence"]);
    assert_eq!(counted("text:zzz\nEnter"), ["no-result", "not-understood"]);
}

/// What is looked at goes onto a sheet, which is printed or scanned with digits; nothing of it outlives the session.
#[test]
fn a_sheet_is_taken_away() {
    let card = "text:logement\nEnter\n1";
    assert!(screen(card).contains("Emporter") && !screen("").contains("Emporter"));
    let sheet = |keys: &str| screen(&format!("{card}\n+\n/\n{keys}"));
    assert!(sheet("").contains("sheet-title") && sheet("").contains("Imprimer"), "{}", sheet(""));
    assert!(sheet("1").contains("sort de l'imprimante"), "{}", sheet("1"));
    let with_bot = Options { bot: Some("https://t.me/EssaiBot".into()), ..options() };
    assert!(played(with_bot, (100, 50), &format!("{card}\n+\n/\n2"), |player| player.text()).contains('█'));
    assert!(sheet("2").contains("trop long"), "nothing on it has a number, and there is no bot: {}", sheet("2"));
    assert_eq!(title(&format!("{card}\n+\n/\n0")), title(card));
    assert!(!sheet("0").contains("Imprimer"));
    assert_eq!(title(&format!("{card}\n+\n/\n9")), "emergency-title");
    let left = |keys: &str| {
        let script = format!("{card}\n+\n{keys}");
        played(options(), (80, 24), &script, |player| player.screens().app().state().basket.entries().len())
    };
    assert_eq!((left(""), left("+"), left("/\n4"), left("wait:130s")), (1, 0, 0, 0));
    // Nothing is on it: there is nothing to open.
    assert!(!screen(&format!("{card}\n/")).contains("Imprimer"));
}

#[test]
fn a_postal_code_is_typed_where_a_place_is_asked() {
    assert_eq!(title("text:trouver\nEsc\n4"), "which-kind");
    assert_eq!(title("4\n1"), "ask-place");
    let typed = "4\n1\n1\n2\n0\n0\n0";
    assert!(screen(typed).contains("› 12000"));
    assert_eq!(title(&format!("{typed}\nEnter")), "places-title place=Rodez (12)");
}

#[test]
fn arrows_move_and_enter_opens() {
    assert_eq!(title("Enter"), "logement");
    assert_eq!(title("Down\nEnter"), "social-sante");
    assert_eq!(title("Tab\nEnter"), "social-sante");
    assert_eq!(title("Down\nUp\nEnter"), "logement");
}

#[test]
fn suggestions_come_while_typing() {
    let screen = screen("text:logement");
    assert!(screen.contains("→   Aide au logement"), "{screen}");
    assert_eq!(title("text:logement\nDown\nEnter"), "Aide au logement");
    assert_eq!(title("text:aide au loyer\nEnter"), "results-title", "the line is sent as it is");
    let cleared =
        played(options(), (80, 24), "text:logement\nEsc", |player| player.screens().app().state().line.is_empty());
    assert!(cleared);
}

#[test]
fn what_is_personal_is_not_searched_for() {
    for text in ["marie.dupont@free.fr 0612345678", "mon mail marie@free.fr", "marie.logement@free", "06 12 34 56 78"] {
        let shown = screen(&format!("text:{text}"));
        assert!(!shown.contains("Aide au logement"), "{shown}");
        let menu = title("");
        for keys in ["Enter", "Down\nEnter"] {
            let script = format!("text:{text}\n{keys}");
            assert_eq!(title(&script), menu, "{text}");
            assert!(!screen(&script).contains("marie"), "{text}");
        }
    }
    // The need beside it is answered, and its words are not kept with what stood beside them.
    let beside = "text:aide au loyer 0612345678\nEnter";
    assert_eq!(title(beside), "results-title");
    assert!(!screen(beside).contains("0612345678"));
}

#[test]
fn distress_is_not_searched_for() {
    let screen = screen("text:il me frappe souvent");
    assert!(screen.contains("emergency-title") || screen.contains("Aide tout de suite"), "{screen}");
    assert!(!screen.contains("Aide au logement"));
    assert_eq!(title("text:il me frappe souvent\nDown\nEnter"), "emergency-title");
}

#[test]
fn emergency_is_one_key_away_everywhere() {
    for script in ["", "1", "1\n1", "3", "3\ntext:12", "text:logement", "text:rien\nEnter", "F2", "F3"] {
        for size in [(40, 15), (80, 24), (160, 50)] {
            let before = played(options(), size, script, |player| player.text());
            assert!(before.contains("112") && before.contains("F1"), "{script:?}:\n{before}");
            let after = played(options(), size, &format!("{script}\nF1"), |player| shown(player.screens().app()));
            assert_eq!(after, "emergency-title", "{script:?}");
            let (x, y) = (size.0 / 2, size.1 - 1);
            let clicked =
                played(options(), size, &format!("{script}\nclick:{x},{y}"), |player| shown(player.screens().app()));
            assert_eq!(clicked, "emergency-title", "{script:?}");
        }
    }
}

#[test]
fn a_click_on_a_tile_chooses_it() {
    let (x, y) = played(options(), (80, 24), "", |player| {
        let text = player.text();
        let (y, row) = text.lines().enumerate().find(|(_, row)| row.contains("social-sante")).expect("the tile");
        (row.find("social-sante").expect("the label"), y)
    });
    assert_eq!(title(&format!("click:{x},{y}")), "social-sante");
}

#[test]
fn an_idle_kiosk_warns_then_wipes() {
    assert_eq!(title("1\nwait:89s"), "logement");
    let warned = screen("1\nwait:95s");
    assert!(warned.contains("Êtes-vous encore là") && warned.contains("25 secondes"), "{warned}");
    assert!(warned.contains("112"));
    let kept = played(options(), (80, 24), "1\nwait:95s\n1", |player| (shown(player.screens().app()), player.text()));
    assert_eq!(kept.0, "logement", "the key keeps and does nothing else");
    assert!(!kept.1.contains("Êtes-vous encore là"));
    let wiped = screen("1\ntext:mon secret\nwait:121s");
    assert!(!wiped.contains("secret") && wiped.contains("menu-title"), "{wiped}");
    assert_eq!(screen("wait:1000s"), screen(""), "an untouched screen is left alone");
}

#[test]
fn a_discreet_page_is_left_without_a_trace() {
    let there = "text:il me frappe souvent\nEnter";
    assert!(screen(there).contains("Espace 2 fois"));
    assert_eq!(screen(&format!("{there}\nSpace\nSpace")), screen(""));
    assert_eq!(screen(&format!("{there}\nF10")), screen(""));
    assert_eq!(title(&format!("{there}\nSpace\nDown\nSpace")), "emergency-title", "two in a row only");
    assert_eq!(title("1\nSpace\nSpace"), "logement", "elsewhere a space is a space");
}

#[test]
fn a_click_on_the_quick_exit_leaves() {
    let there = "text:il me frappe souvent\nEnter";
    let (x, y) = played(options(), (80, 24), there, |player| {
        let text = player.text();
        let (y, row) = text.lines().enumerate().find(|(_, row)| row.contains("Espace 2 fois")).expect("the button");
        (row.chars().take_while(|c| *c == ' ').count() + 2, y)
    });
    assert_eq!(screen(&format!("{there}\nclick:{x},{y}")), screen(""));
}

#[test]
fn a_page_is_laid_out_once_for_a_key_and_its_frame() {
    let catalog = FakeCatalog::default();
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    for size in [(40, 15), (80, 24), (160, 50)] {
        let mut player = kiosk(options(), &catalog, size, now);
        let keys = "F3\nDown\nDown\nUp\nTab\nPageDown\n0\n1\nDown\nEsc\nl\no\ny\nDown\nEsc\nF2\n0\nwait:95s\na";
        for step in parse(keys).expect("a script") {
            let before = player.screens().app().layouts_made();
            player.play(step);
            let made = player.screens().app().layouts_made() - before;
            // In a narrow window the keys of a selected tile may take a row from the page, which is then laid out in less.
            let most = if size.0 < 60 { 2 } else { 1 };
            assert!(made <= most, "{made} layouts at {size:?}:\n{}", player.text());
        }
    }
}

#[test]
fn locked_and_unlocked() {
    let ended =
        |options: Options, script: &str| played(options, (80, 24), script, |player| player.screens().app().ended());
    for key in ["Ctrl-C", "Ctrl-Z", "q", "Esc", "F12", "Ctrl-D", "Ctrl-\\"] {
        assert!(!ended(options(), key), "{key}");
    }
    let open = || Options { locked: false, ..options() };
    for size in [(40, 15), (80, 24), (160, 50)] {
        for script in ["", "1", "3", "F1\n1"] {
            let shown = played(open(), size, script, |player| player.text());
            assert!(shown.contains("Ctrl-C  Quitter"), "{shown}");
        }
    }
    assert!(ended(open(), "text:abc\nCtrl-C"));
    let pin = || Options { pin: Pin::new("4711"), ..options() };
    assert!(ended(pin(), "F12\ntext:4711\nEnter"));
    assert!(!ended(pin(), "F12\ntext:4712\nEnter\nCtrl-C"));
}

#[test]
fn a_window_too_small_says_so_and_keeps_the_number() {
    for size in [(39, 24), (80, 14), (20, 5), (10, 2), (3, 1)] {
        let shown = played(options(), size, "", |player| player.text());
        assert!(shown.contains("112"), "{size:?}:\n{shown}");
    }
    assert_eq!(title("resize:20x5\n1\nresize:80x24"), "menu-title", "what is not seen is not chosen");
}

#[test]
fn no_keys_and_no_size_make_it_fail() {
    let keys = [
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Tab,
        Key::BackTab,
        Key::Enter,
        Key::Esc,
        Key::Backspace,
        Key::Delete,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::F(1),
        Key::F(2),
        Key::F(3),
        Key::F(4),
        Key::F(10),
        Key::F(12),
        Key::Char('1'),
        Key::Char('2'),
        Key::Char('3'),
        Key::Char('a'),
        Key::Char('é'),
        Key::Char('日'),
        Key::Char('\u{301}'),
        Key::Char(' '),
        Key::Char('0'),
        Key::Char('9'),
        Key::Ctrl('c'),
    ];
    let catalog = FakeCatalog::default();
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    // The same 6,000 steps every time.
    let mut dice = Dice(12_345);
    let mut next = |bound| dice.below(bound);
    let mut player = kiosk(options(), &catalog, (80, 24), now);
    for _ in 0..6_000 {
        player.play(match next(20) {
            0 => Step::Resize(1 + next(170) as u16, 1 + next(60) as u16),
            1 => Step::Click(next(170) as u16, next(60) as u16),
            2 => Step::Text("logement à Rodez".into()),
            3 => Step::Wait(Duration::from_secs(next(50) as u64)),
            _ => Step::Key(keys[next(keys.len())]),
        });
        assert!(!player.screens().app().ended());
        assert!(player.text().contains("112") || player.buffer().area.width < 3);
    }
}
