//! The panels of a desk that are lists of what can be done, and of what can be chosen.

use super::command::{COMMANDS, Command};
use super::keys::{Act, Mode};
use super::layer::Layer;
use super::state::State;
use super::takeaway::TakeAway;
use crate::out::escpos::Paper;
use crate::out::job::Medium;
use crate::out::rows::Arrangement;
use crate::ui::key::Key;
use crate::ui::panel::{Panel, PanelRow};
use guichet_core::message::Arg;
use guichet_core::sheet::Entry;

/// The panel of a layer; `None` for a code, which is drawn by itself.
pub(super) fn panel(state: &State, layer: &Layer) -> Option<Panel> {
    Some(match layer {
        Layer::Menu(at) => menu(state, *at),
        Layer::Help(at) => help(state, *at),
        Layer::Languages(languages, at) => {
            let row = |lang: &guichet_core::model::Lang| PanelRow::new("", lang.native_name(), "");
            Panel {
                title: state.words().get("desk-do-language"),
                rows: languages.iter().map(row).collect(),
                selected: Some(*at),
                keys: state.words().get("desk-choose-keys"),
                ..Panel::default()
            }
        }
        Layer::Sheet(sheet) => takeaway(state, sheet),
        Layer::Dates(dates) => dates.panel(state.words()),
        Layer::Record(form) => form.panel(state.words()),
        Layer::Statistics(figures) => figures.panel(state.person.medium, state.words()),
        Layer::Corrections(corrections) => corrections.panel(state.words()),
        Layer::Profiles(choice) => choice.panel(&state.options.profiles, state.words()),
        Layer::Notices => Panel {
            title: state.words().get("desk-notices-title"),
            intro: vec![state.words().get("desk-notices")],
            rows: state.options.notices.iter().map(|notice| PanelRow::new("", notice.as_str(), "")).collect(),
            keys: state.words().get("desk-notices-keys"),
            ..Panel::default()
        },
        Layer::Leaving { desk } => Panel {
            title: state.words().get(if *desk { "desk-do-leave" } else { "desk-do-next-person" }),
            intro: vec![state.words().get("desk-leaving")],
            keys: state.words().get(if *desk { "desk-leaving-desk-keys" } else { "desk-leaving-keys" }),
            ..Panel::default()
        },
        Layer::Slip(form) => form.panel(state.words()),
        Layer::Phrases(panel) => panel.panel(state),
        Layer::FollowUp(slips) => slips.panel(state.words(), &state.told),
        Layer::Letters(list) => list.panel(state.words()),
        Layer::Letter(form) => form.panel(state.words()),
        Layer::Send(form) => form.panel(state.words()),
        Layer::Report(report) => report.panel(state.words()),
        Layer::Household(household) => household.panel(state.words(), &state.told),
        Layer::Code(_) | Layer::Brief(..) => return None,
    })
}

/// What a key is called on the screen.
pub(super) fn cap(state: &State, key: Key) -> String {
    match key {
        Key::Enter => state.words().get("kiosk-key-enter"),
        Key::Esc => state.words().get("kiosk-key-esc"),
        Key::Char(' ') => state.words().get("desk-key-space"),
        Key::Tab => "Tab".into(),
        key => key.cap().unwrap_or_default(),
    }
}

/// The first key of a command while nothing is written.
pub(super) fn key_of(state: &State, command: Command) -> Option<String> {
    let keys = &state.options.keys;
    let mut modes = [Mode::Reading, Mode::Answering, Mode::Writing, Mode::Person].into_iter();
    modes.find_map(|mode| keys.keys(mode, Act::Do(command)).next()).map(|key| cap(state, key))
}

/// The commands of the menu, with their letters.
pub(super) fn lettered() -> impl Iterator<Item = (char, Command)> {
    COMMANDS.iter().filter_map(|listed| Some((listed.letter?, listed.command)))
}

/// Every command with its letter, and the key that needs no menu.
fn menu(state: &State, at: usize) -> Panel {
    let row = |(letter, command): (char, Command)| {
        let label = state.words().get(&command.words());
        PanelRow::new(letter.to_string(), label, key_of(state, command).unwrap_or_default())
    };
    Panel {
        title: state.words().get("desk-menu-title"),
        rows: lettered().map(row).collect(),
        selected: Some(at),
        keys: state.words().get("desk-menu-keys"),
        ..Panel::default()
    }
}

/// How the desk works, and every key.
fn help(state: &State, at: usize) -> Panel {
    let words = state.words();
    let mut rows = vec![PanelRow::heading(words.get("desk-help-line"))];
    for id in ["need", "commune", "several", "order", "digits"] {
        let [shown, said] = ["example", "text"].map(|part| words.get(&format!("desk-help-{id}-{part}")));
        rows.push(PanelRow::new("", shown, said));
    }
    rows.push(PanelRow::heading(words.get("desk-help-keys")));
    for listed in &COMMANDS {
        if let Some(key) = key_of(state, listed.command) {
            rows.push(PanelRow::new("", key, words.get(&listed.command.words())));
        }
    }
    let selected = Some(at.min(rows.len().saturating_sub(1)));
    Panel { title: words.get("desk-do-help"), rows, selected, keys: words.get("desk-help-foot"), ..Panel::default() }
}

/// What stands above the basket: what the sheet is, and what is left out of it.
fn takeaway(state: &State, view: &TakeAway) -> Panel {
    let words = state.words();
    let name = |entry: &Entry| {
        let known = state.person.names.iter().find(|(known, _)| known == entry);
        known.map_or_else(|| entry.to_string(), |(_, name)| name.clone())
    };
    let private = |entry: &Entry| view.sheet.as_ref().is_some_and(|sheet| sheet.private.contains(entry));
    let said = state.person.said.iter().map(|kept| (kept.name.clone(), words.get("desk-sheet-said")));
    let of_basket = state
        .person
        .basket
        .entries()
        .iter()
        .map(|entry| (name(entry), if private(entry) { words.get("desk-sheet-private") } else { String::new() }));
    let entries: Vec<(String, String)> = said.chain(of_basket).collect();
    let row = |(at, (name, detail)): (usize, &(String, String))| PanelRow::new(format!("{}", at + 1), name, detail);
    let left_out = view.sheet.as_ref().is_some_and(|sheet| !sheet.private.is_empty());
    let notice = match (entries.is_empty(), view.printing, left_out) {
        (true, ..) => words.get("desk-sheet-empty"),
        (_, true, _) => words.get("kiosk-working"),
        (_, _, true) => words.get("desk-sheet-left-out"),
        _ if !state.told.is_empty() => state.told.clone(),
        _ => String::new(),
    };
    let language = state.person.lang.native_name();
    let with = if view.answers { "desk-sheet-answers" } else { "desk-sheet-no-answers" };
    let answers = state.has_answers().then(|| words.get(with));
    Panel {
        title: words.with("desk-sheet-title", &[("language", Arg::Text(language))]),
        intro: std::iter::once(words.get(medium_words(view.medium))).chain(answers).collect(),
        rows: entries.iter().enumerate().map(row).collect(),
        selected: (!entries.is_empty()).then_some(view.at),
        notice,
        keys: words.get(if view.private { "desk-sheet-keys-private" } else { "desk-sheet-keys" }),
    }
}

/// The words of what a sheet is printed on.
pub(super) const fn medium_words(medium: Medium) -> &'static str {
    match medium {
        Medium::Page(_) => "desk-paper-page",
        Medium::Ticket(Paper::Mm80) => "desk-paper-80",
        Medium::Ticket(Paper::Mm58) => "desk-paper-58",
    }
}

/// What the next key of the paper chooses.
pub(super) const fn next_medium(medium: Medium) -> Medium {
    match medium {
        Medium::Page(_) => Medium::Ticket(Paper::Mm80),
        Medium::Ticket(Paper::Mm80) => Medium::Ticket(Paper::Mm58),
        Medium::Ticket(Paper::Mm58) => Medium::Page(Arrangement::Beside),
    }
}
