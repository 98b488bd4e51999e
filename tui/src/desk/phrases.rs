//! Ready sentences at the desk: one is picked, its slots are filled in one at a time, and it stands in the person's language with French
//! below it: to be shown to them, and to go onto their sheet. What is filled in lives here, and goes with the person.

use super::acting::Became;
use super::layer::Layer;
use super::state::{Shown, State};
use super::work::{Answer, Work};
use crate::screens::takeaway::TakenAway;
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::panel::{Panel, PanelRow, moved};
use guichet_core::activity::TextRefusal;
use guichet_core::layout;
use guichet_core::message::Arg;
use guichet_core::model::{Lang, Moment};
use guichet_core::phrase::{Filled, SlotKind, SlotRefusal, Value, turned};
use guichet_core::ports::catalog::Catalog;
use guichet_core::text::normal;

/// Most sentences on a sheet.
const MOST: usize = 12;
/// What stands in a sentence for what is not filled in yet.
const BLANK: &str = "…";
/// Fewest letters of a word in which a letter may be missing or too much, and how many of them.
const NEAR: usize = 4;
const SLIPS: usize = 2;

/// A sentence to pick from.
pub(crate) struct Listed {
    group: String,
    id: String,
    text: String,
    /// The words of its group, then its own, folded; and how many are those of its group.
    words: Vec<String>,
    of_group: usize,
}

/// A sentence in the person's language.
pub(crate) struct Ready {
    filled: Filled,
    lang: Lang,
    theirs: String,
    /// The same in the language of whoever works here.
    ours: String,
    /// That nobody has read the translation.
    note: String,
}

/// A slot that is asked for.
pub(crate) struct Asking {
    filled: Filled,
    /// What is asked for, and the sentence as far as it goes.
    label: String,
    so_far: String,
    /// Why what was typed was not taken.
    refused: Option<(SlotRefusal, SlotKind)>,
}

/// What is worked out elsewhere.
pub(crate) enum PhraseWork {
    /// The sentences there are.
    List,
    /// What comes after something was typed into the next slot; for somebody who reads a language.
    Fill(Filled, Option<String>, Lang),
    /// A sentence on the screen that is turned to the person.
    Turn(Filled, Lang),
}

/// What comes of it.
pub(crate) enum PhraseAnswer {
    Listed(Vec<Listed>),
    Asking(Asking),
    Ready(Ready),
}

/// A sentence that goes onto the sheet, and how it is called in the list of what is on it.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) filled: Filled,
    pub(super) name: String,
}

/// What the panel is at.
enum Stage {
    Picking,
    Asking(Asking),
    Ready(Ready),
}

/// The panel. No `Debug`: it holds what somebody types.
pub(super) struct PhrasePanel {
    listed: Option<Vec<Listed>>,
    line: Line,
    /// The sentence that is selected, of those that the line leaves.
    at: usize,
    stage: Stage,
}

/// Works it out.
pub(super) fn perform(catalog: &dyn Catalog, home: Lang, work: PhraseWork, now: Moment) -> Answer {
    Answer::Phrase(match work {
        PhraseWork::List => PhraseAnswer::Listed(listed(catalog, home)),
        PhraseWork::Turn(filled, lang) => {
            return Answer::TakenAway(TakenAway::Sheet(Box::new(turned(catalog, &filled, lang))));
        }
        PhraseWork::Fill(filled, typed, lang) => fill(catalog, (home, lang), filled, typed, now),
    })
}

fn listed(catalog: &dyn Catalog, home: Lang) -> Vec<Listed> {
    let book = catalog.phrase_book();
    let one = |(group, id): (&guichet_core::phrase::Group, &str)| {
        // A slot shows as what is not filled in yet.
        let (title, text) = (group.title(home).to_owned(), Filled::new(id).so_far(catalog, home, BLANK));
        let of_group = normal::words(&title).len();
        let words = normal::words(&format!("{title} {text}"));
        Listed { words, of_group, group: title, id: id.to_owned(), text }
    };
    book.all().map(one).collect()
}

fn fill(
    catalog: &dyn Catalog,
    (home, lang): (Lang, Lang),
    mut filled: Filled,
    typed: Option<String>,
    now: Moment,
) -> PhraseAnswer {
    let mut refused = None;
    if let (Some(typed), Some((name, slot))) = (typed, filled.next(catalog)) {
        match Value::read(catalog, slot.kind, &typed, home, now) {
            Ok(value) => filled.set(name, value),
            Err(why) => refused = Some((why, slot.kind)),
        }
    }
    if let Some((_, slot)) = filled.next(catalog) {
        let (label, so_far) = (slot.asks(home).to_owned(), filled.so_far(catalog, home, BLANK));
        return PhraseAnswer::Asking(Asking { filled, label, so_far, refused });
    }
    let said = |lang: Lang| filled.text(catalog, lang).or_else(|_| filled.text(catalog, Lang::FR)).unwrap_or_default();
    let note = catalog.phrase_book().texts.get(&lang).map(|text| text.sheet.unreviewed.clone()).unwrap_or_default();
    PhraseAnswer::Ready(Ready { theirs: said(lang), ours: said(home), lang, note, filled })
}

/// Opens the panel.
pub(super) fn open(state: &mut State) {
    let panel = PhrasePanel { listed: None, line: Line::default(), at: 0, stage: Stage::Picking };
    state.shown = None;
    state.layers.open(Layer::Phrases(Box::new(panel)));
    state.work.push(Work::Phrase(PhraseWork::List));
}

/// A key for the panel, which is not among the layers meanwhile.
pub(super) fn key(state: &mut State, mut panel: Box<PhrasePanel>, key: Key) -> Became {
    let lang = state.person.lang;
    match &mut panel.stage {
        Stage::Picking => {
            let count = panel.left().len();
            match key {
                Key::Down | Key::Tab | Key::Up | Key::BackTab | Key::PageDown | Key::PageUp => {
                    panel.at = moved(panel.at, count, key);
                }
                Key::Enter => state.work.extend(panel.chosen().map(|filled| fill_in(filled, None, lang))),
                other => {
                    panel.line.press(other);
                    panel.at = 0;
                }
            }
        }
        Stage::Asking(asking) => match key {
            Key::Enter => {
                let typed = panel.line.take();
                state.work.push(fill_in(asking.filled.clone(), Some(typed), lang));
            }
            // Nothing is written: what was filled in before is filled in again.
            Key::Backspace if panel.line.is_empty() => panel.back(&mut state.work, lang),
            other => {
                asking.refused = None;
                panel.line.press(other);
            }
        },
        Stage::Ready(ready) => match key {
            Key::Enter | Key::Char('m') => {
                let filled = ready.filled.clone();
                state.work.push(Work::Phrase(PhraseWork::Turn(filled, lang)));
                state.shown = Some(Shown { phrase: Some(panel), ..Shown::default() });
                return Became::Done;
            }
            Key::Char('+' | 'p') => keep(state, ready),
            Key::Char('l') => {
                state.layers.open(Layer::Phrases(panel));
                return super::acting::command(state, super::command::Command::Language, std::time::Duration::ZERO);
            }
            Key::Backspace => panel.back(&mut state.work, lang),
            _ => {}
        },
    }
    state.layers.open(Layer::Phrases(panel));
    Became::Done
}

fn fill_in(filled: Filled, typed: Option<String>, lang: Lang) -> Work {
    Work::Phrase(PhraseWork::Fill(filled, typed, lang))
}

/// Puts a sentence onto the sheet, or takes it off.
fn keep(state: &mut State, ready: &Ready) {
    let said = &mut state.person.said;
    let before = said.len();
    said.retain(|kept| kept.filled != ready.filled);
    let id = match (said.len() < before, before < MOST) {
        (true, _) => "desk-left",
        (false, true) => {
            said.push(Kept { filled: ready.filled.clone(), name: ready.ours.clone() });
            "desk-taken"
        }
        (false, false) => "desk-phrases-full",
    };
    state.told = state.words().with(id, &[("what", Arg::Text(&ready.ours))]);
}

/// A paste into the panel.
pub(super) fn paste(panel: &mut PhrasePanel, text: &str) {
    if !matches!(panel.stage, Stage::Ready(_)) {
        panel.line.insert(text);
        panel.at = 0;
    }
}

/// A click on a row of the panel: the sentence there is selected.
pub(super) fn click(panel: &mut PhrasePanel, row: usize) -> bool {
    let on = panel.rows().1.iter().position(|at| *at == row);
    let picking = matches!(panel.stage, Stage::Picking);
    on.filter(|_| picking).map(|at| panel.at = at).is_some()
}

/// What was worked out, for the panel wherever it is.
pub(super) fn answer(state: &mut State, answer: PhraseAnswer) {
    let on_top = state.layers.top_down_mut().find_map(|layer| match layer {
        Layer::Phrases(panel) => Some(&mut **panel),
        _ => None,
    });
    let shown = state.shown.as_mut().and_then(|shown| shown.phrase.as_deref_mut());
    let Some(panel) = on_top.or(shown) else { return };
    match answer {
        PhraseAnswer::Listed(listed) => panel.listed = Some(listed),
        PhraseAnswer::Asking(asking) => {
            panel.line.clear();
            panel.stage = Stage::Asking(asking);
        }
        PhraseAnswer::Ready(ready) => {
            panel.line.clear();
            panel.stage = Stage::Ready(ready);
        }
    }
}

/// The person reads another language: what stands ready, or is shown to them, is said in it. Whether a sentence is what they are shown.
pub(super) fn spoken(state: &mut State) -> bool {
    let lang = state.person.lang;
    let shown = state.shown.as_ref().and_then(|shown| shown.phrase.as_deref());
    let is_shown = shown.is_some();
    let on_top = state.layers.top_down().find_map(|layer| match layer {
        Layer::Phrases(panel) => Some(&**panel),
        _ => None,
    });
    let ready = on_top.or(shown).and_then(|panel| match &panel.stage {
        Stage::Ready(ready) => Some(ready.filled.clone()),
        _ => None,
    });
    if let Some(filled) = ready {
        if is_shown {
            state.work.push(Work::Phrase(PhraseWork::Turn(filled.clone(), lang)));
        }
        state.work.push(fill_in(filled, None, lang));
    }
    is_shown
}

impl PhrasePanel {
    /// The sentences that the line leaves.
    fn left(&self) -> Vec<&Listed> {
        let typed = normal::words(self.line.text());
        let all = || self.listed.iter().flatten();
        let by = |fits: fn(&str, &str) -> bool| {
            all().filter(|one| typed.iter().all(|word| one.words.iter().any(|known| fits(word, known)))).collect()
        };
        let mut found: Vec<&Listed> = by(|word, known| known.starts_with(word));
        // A group that is named comes first.
        let named = |one: &Listed| {
            typed.iter().all(|word| one.words[..one.of_group].iter().any(|known| known.starts_with(word.as_str())))
        };
        found.sort_by_key(|one| !named(one));
        if found.is_empty() { by(is_near) } else { found }
    }

    /// The sentence that is selected, nothing filled in.
    fn chosen(&self) -> Option<Filled> {
        self.left().get(self.at).map(|one| Filled::new(&one.id))
    }

    /// The rows: groups, and the sentences of each; and the row of each sentence.
    fn rows(&self) -> (Vec<PanelRow>, Vec<usize>) {
        let (mut rows, mut places, mut group) = (Vec::new(), Vec::new(), None);
        for one in self.left() {
            if group.replace(&one.group) != Some(&one.group) {
                rows.push(PanelRow::heading(&one.group));
            }
            places.push(rows.len());
            rows.push(PanelRow::new("", &one.text, ""));
        }
        (rows, places)
    }

    /// One step back: the slot before, or the list.
    fn back(&mut self, work: &mut Vec<Work>, lang: Lang) {
        let (Stage::Asking(Asking { filled, .. }) | Stage::Ready(Ready { filled, .. })) = &mut self.stage else {
            return;
        };
        if filled.take_back() {
            work.push(fill_in(filled.clone(), None, lang));
        } else {
            self.line.clear();
            self.stage = Stage::Picking;
        }
    }

    pub(super) fn panel(&self, state: &State) -> Panel {
        let words = state.words();
        let language = state.person.lang.native_name();
        let title = words.with("desk-phrases-title", &[("language", Arg::Text(language))]);
        match &self.stage {
            Stage::Picking => {
                let (rows, places) = self.rows();
                let none = self.listed.is_some() && rows.is_empty();
                Panel {
                    title,
                    intro: vec![words.with("desk-phrases-find", &[("words", Arg::Text(&written(&self.line)))])],
                    selected: places.get(self.at).copied(),
                    rows,
                    keys: words.get("desk-phrases-keys"),
                    notice: if none { words.get("desk-phrases-none") } else { String::new() },
                }
            }
            Stage::Asking(asking) => Panel {
                title,
                intro: vec![asking.so_far.clone()],
                rows: vec![PanelRow::heading(&asking.label), PanelRow::new("", written(&self.line), "")],
                selected: Some(1),
                keys: words.get("desk-phrases-slot-keys"),
                notice: asking.refused.as_ref().map(|(why, kind)| refusal(why, *kind, words)).unwrap_or_default(),
            },
            Stage::Ready(ready) => {
                let mut rows = vec![PanelRow::heading(ready.lang.native_name()), PanelRow::new("", &ready.theirs, "")];
                if ready.theirs != ready.ours {
                    rows.push(PanelRow::heading(state.options.home.native_name()));
                    rows.push(PanelRow::new("", &ready.ours, ""));
                }
                let is_kept = state.person.said.iter().any(|kept| kept.filled == ready.filled);
                let keys = if is_kept { "desk-phrases-kept-keys" } else { "desk-phrases-ready-keys" };
                // Both are told, each in their language.
                let ours = if ready.note.is_empty() { String::new() } else { words.get("desk-phrase-unreviewed") };
                let unreviewed = layout::dashed([ready.note.as_str(), ours.as_str()]);
                let notice = if state.told.is_empty() { unreviewed } else { state.told.clone() };
                Panel { title, rows, selected: Some(1), keys: words.get(keys), notice, ..Panel::default() }
            }
        }
    }
}

/// What is on a line, and where the next letter goes.
fn written(line: &Line) -> String {
    format!("{}▏", line.text())
}

/// Whether a folded word is another one, or its beginning, with a letter or two missing or too much.
fn is_near(typed: &str, known: &str) -> bool {
    let (short, long) = (typed.chars().count().min(known.chars().count()), typed.chars().count());
    let within = |inner: &str, outer: &str| {
        let mut letters = outer.chars();
        inner.chars().all(|letter| letters.any(|other| other == letter))
    };
    let begins: String = known.chars().take(long + SLIPS).collect();
    let head: String = known.chars().take(long.saturating_sub(1)).collect();
    short >= NEAR && typed.chars().next() == known.chars().next() && (within(typed, &begins) || within(&head, typed))
}

/// Why what was typed was not taken, and what to write instead.
fn refusal(why: &SlotRefusal, kind: SlotKind, words: Words<'_>) -> String {
    match why {
        SlotRefusal::Personal(found) => super::record::refusal(&TextRefusal::Personal(found.clone()), words),
        SlotRefusal::TooLong(most) if kind == SlotKind::Papers => {
            words.with("desk-phrases-papers", &[("most", Arg::Number(*most as f64))])
        }
        SlotRefusal::TooLong(most) => super::record::refusal(&TextRefusal::TooLong(*most), words),
        SlotRefusal::Empty => words.get("desk-phrases-empty"),
        SlotRefusal::NotADay => words.get("desk-phrases-day"),
        SlotRefusal::Past => words.get("desk-phrases-past"),
        SlotRefusal::NotATime => words.get("desk-phrases-time"),
        SlotRefusal::NotAnAmount => words.get("desk-phrases-amount"),
        SlotRefusal::NotACount => words.get("desk-phrases-count"),
        SlotRefusal::NotAPhone => words.get("desk-phrases-phone"),
    }
}

#[cfg(test)]
mod tests {
    //! - a word is known by its beginning with a letter or two missing or too much, and no other word is.

    use super::is_near;

    #[test]
    fn words_are_near() {
        for (typed, known) in [("papirs", "papiers"), ("interpete", "interprete"), ("passse", "passe")] {
            assert!(is_near(typed, known), "{typed} {known}");
        }
        for (typed, known) in [("pap", "papiers"), ("argent", "papiers"), ("place", "papiers"), ("loyer", "langue")] {
            assert!(!is_near(typed, known), "{typed} {known}");
        }
    }
}
