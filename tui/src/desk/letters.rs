//! The letters that there are, and one of them being filled in. What is typed is printed and kept nowhere.

use super::record_choice::MARKS;
use super::slip::shown;
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::panel::{Panel, PanelRow};
use guichet_core::letter::{Letter, ValueRefusal, Values};
use guichet_core::message::Arg;
use guichet_core::model::ItemId;

/// The letters to choose from, those of what is looked at first.
pub(super) struct LetterList {
    /// Once they are known.
    pub(super) letters: Option<Vec<Letter>>,
    pub(super) at: usize,
}

impl LetterList {
    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let title = words.get("desk-do-letters");
        let Some(letters) = &self.letters else {
            return Panel { title, intro: vec![words.get("kiosk-working")], ..Panel::default() };
        };
        let row = |letter: &Letter| PanelRow::new("", letter.item.title.clone(), "");
        let about = letters.get(self.at).map(|letter| letter.item.summary.clone());
        Panel {
            title,
            rows: letters.iter().map(row).collect(),
            selected: Some(self.at),
            notice: about.unwrap_or_default(),
            keys: words.get("desk-choose-keys"),
            ..Panel::default()
        }
    }
}

/// The letters, those of some cards first.
pub(super) fn nearest_first<'a>(all: impl Iterator<Item = &'a Letter>, cards: &[ItemId]) -> Vec<Letter> {
    let mut letters: Vec<Letter> = all.cloned().collect();
    letters.sort_by_key(|letter| !letter.cards.iter().any(|card| cards.contains(card)));
    letters
}

/// Between the answers that are chosen of a blank.
const BETWEEN: &str = ",";

/// The identifiers of the answers that are chosen.
fn chosen(line: &Line) -> Vec<&str> {
    line.text().split(BETWEEN).filter(|id| !id.is_empty()).collect()
}

/// A letter being filled in. No `Debug`: it holds what somebody types.
pub(super) struct LetterForm {
    pub(super) letter: Letter,
    /// What is typed, blank by blank.
    typed: Vec<Line>,
    at: usize,
    /// The blank whose text is not taken, and why.
    refused: Option<ValueRefusal>,
    /// It is on its way to the printer.
    pub(super) printing: bool,
    /// Why it was not printed: the identifier of the words.
    pub(super) failed: Option<&'static str>,
}

impl LetterForm {
    pub(super) fn new(letter: Letter) -> Self {
        let typed = letter.blanks.iter().map(|_| Line::default()).collect();
        Self { letter, typed, at: 0, refused: None, printing: false, failed: None }
    }

    /// A key; gives the values where the letter is to be printed.
    pub(super) fn key(&mut self, key: Key) -> Option<Values> {
        if self.printing {
            return None;
        }
        let count = self.typed.len().max(1);
        match key {
            Key::Down | Key::Tab | Key::Enter => self.at = (self.at + 1) % count,
            Key::Up | Key::BackTab => self.at = (self.at + count - 1) % count,
            Key::F(8) => return self.filled_in(),
            Key::Char(c) if self.offers() => self.choose(c),
            Key::Backspace | Key::Delete if self.offers() => self.edit(Line::clear),
            Key::Char(_) | Key::Backspace | Key::Delete => self.edit(|line| line.press(key)),
            _ => {}
        }
        None
    }

    pub(super) fn paste(&mut self, text: &str) {
        if !self.offers() {
            self.edit(|line| line.insert(text));
        }
    }

    /// Whether the blank that has the keys offers answers.
    fn offers(&self) -> bool {
        self.letter.blanks.get(self.at).is_some_and(|blank| !blank.options.is_empty())
    }

    /// Chooses an answer by its key, or takes it back. Those that are chosen stand in the line by their identifiers.
    fn choose(&mut self, key: char) {
        let Some((blank, line)) = self.letter.blanks.get(self.at).zip(self.typed.get(self.at)) else { return };
        let option = MARKS.chars().position(|mark| mark == key).and_then(|index| blank.options.get(index));
        let Some(option) = option else { return };
        let mut ids = chosen(line);
        let before = ids.len();
        ids.retain(|id| *id != option.id);
        if ids.len() == before {
            if !blank.several {
                ids.clear();
            }
            ids.push(&option.id);
        }
        let written = ids.join(BETWEEN);
        self.edit(|line| {
            line.clear();
            line.insert(&written);
        });
    }

    pub(super) fn click(&mut self, at: usize) {
        self.at = at.min(self.typed.len().saturating_sub(1));
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.typed.get_mut(self.at) {
            change(line);
        }
        (self.refused, self.failed) = (None, None);
    }

    /// All values; a blank whose text is not taken has the keys then.
    fn filled_in(&mut self) -> Option<Values> {
        let mut values = Values::default();
        for (at, (blank, line)) in self.letter.blanks.iter().zip(&self.typed).enumerate() {
            if let Err(refused) = values.set(blank, line.text()) {
                (self.at, self.refused) = (at, Some(refused));
                return None;
            }
        }
        self.printing = true;
        Some(values)
    }

    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let row = |(at, line): (usize, &Line)| {
            let Some(blank) = self.letter.blanks.get(at) else { return PanelRow::default() };
            let here = at == self.at;
            let caret = if here { "▏" } else { "" };
            let ids = chosen(line);
            let options = blank.options.iter().map(|option| (option.name.clone(), ids.contains(&option.id.as_str())));
            let offered = !blank.options.is_empty();
            let detail = if offered { shown(options, here) } else { format!("{}{caret}", line.text()) };
            PanelRow::new("", blank.name.clone(), detail)
        };
        let notice = match (self.refused, self.failed, self.printing) {
            (Some(ValueRefusal::TooLong(most)), ..) => {
                words.with("record-too-long", &[("most", Arg::Number(most as f64))])
            }
            // What is chosen is always offered.
            (Some(ValueRefusal::NotOffered | ValueRefusal::OneOnly), ..) => String::new(),
            (Some(ValueRefusal::Credential), ..) => words.get("desk-letter-credential"),
            (None, Some(id), _) => words.get(id),
            (None, None, true) => words.get("kiosk-working"),
            (None, None, false) => String::new(),
        };
        Panel {
            title: self.letter.item.title.clone(),
            intro: vec![words.get("desk-letter-blanks")],
            rows: self.typed.iter().enumerate().map(row).collect(),
            selected: Some(self.at),
            notice,
            keys: words.get("desk-letter-keys"),
        }
    }
}
