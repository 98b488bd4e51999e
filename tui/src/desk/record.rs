//! The activity record as it is confirmed: born from what was seen, changed with a digit, kept with one key.

use super::numbers::Numbers;
use super::record_choice::{Field, FieldKind};
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::{Caret, Line};
use crate::ui::panel::{Panel, PanelRow};
use guichet_core::activity::{Activity, CommuneCode, Draft, FreeText, Gap, People, RecordId};
use guichet_core::activity::{TextRefusal, TextUse, Usual};
use guichet_core::message::Arg;
use guichet_core::model::Date;

/// What the desk's records say: the last one, what is used most, and which slips want a look.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) last: Option<Activity>,
    pub(crate) usual: Usual,
    /// Slips that have waited for an answer for too long.
    pub(crate) overdue: usize,
    /// The day of a record that is still to come by the clock: one of them is wrong.
    pub(crate) ahead: Option<Date>,
}

/// A record being confirmed. No `Debug`: it holds what somebody types.
pub(super) struct RecordForm {
    pub(super) draft: Draft,
    pub(super) usual: Usual,
    /// The commune where the person lives, where it was named: code and name.
    pub(super) commune: Option<(CommuneCode, String)>,
    /// The record that was kept, where it is corrected.
    pub(super) corrects: Option<RecordId>,
    /// The row that has the keys.
    at: usize,
    /// What is written in it, where it is a text.
    line: Line,
    gaps: Vec<Gap>,
    refused: Option<TextRefusal>,
    /// It is being written to the disk: no second one is made of it.
    pub(super) keeping: bool,
    /// Why it was not kept: the identifier of the words.
    pub(super) failed: Option<&'static str>,
}

/// What a key of the form leads to.
pub(super) enum Done {
    /// The form goes on.
    Nothing,
    /// The record is whole: keep it.
    Keep(Box<Activity>),
}

/// Most tags of a record.
const TAGS: usize = 8;

impl RecordForm {
    /// A record to be confirmed. It begins on the first row that lacks something, so that one key says it.
    pub(super) fn new(draft: Draft, known: &Known, commune: Option<(CommuneCode, String)>) -> Self {
        let mut form = Self {
            draft,
            usual: known.usual.clone(),
            commune,
            corrects: None,
            at: 0,
            line: Line::default(),
            gaps: Vec::new(),
            refused: None,
            keeping: false,
            failed: None,
        };
        let gaps = form.draft.clone().finish().err().unwrap_or_default();
        form.go_to_gap(&gaps);
        form
    }

    /// A record that was kept, to be corrected.
    pub(super) fn correcting(
        id: RecordId,
        draft: Draft,
        known: &Known,
        commune: Option<(CommuneCode, String)>,
    ) -> Self {
        Self { corrects: Some(id), ..Self::new(draft, known, commune) }
    }

    /// All that it says, in words.
    pub(super) fn told(&self, words: Words<'_>) -> String {
        let one = |field: Field| {
            let said = match field.kind() {
                FieldKind::Choice => field.value(self, words),
                FieldKind::Number | FieldKind::Text(_) => field.text(&self.draft),
            };
            (!said.is_empty()).then(|| format!("{} : {said}", words.get(&format!("record-{}", field.name()))))
        };
        self.fields().into_iter().filter_map(one).collect::<Vec<_>>().join(" · ")
    }

    /// The rows, for whom the record is about.
    fn fields(&self) -> Vec<Field> {
        Field::ALL.into_iter().filter(|field| field.applies(&self.draft.people)).collect()
    }

    fn field(&self) -> Field {
        self.fields().get(self.at).copied().unwrap_or(Field::People)
    }

    /// The row that a gap is filled in.
    fn go_to_gap(&mut self, gaps: &[Gap]) {
        let wanted = gaps.first().map(|gap| match gap {
            Gap::Minutes => Field::Minutes,
            Gap::Place => Field::Place,
            Gap::Topic => Field::Topics,
            Gap::Participants => Field::Participants,
        });
        let at = wanted.and_then(|wanted| self.fields().iter().position(|field| *field == wanted));
        at.into_iter().for_each(|at| self.go(at));
    }

    /// Moves to a row; what is written there can be mended.
    fn go(&mut self, at: usize) {
        self.at = at.min(self.fields().len().saturating_sub(1));
        self.line.clear();
        if let FieldKind::Text(_) | FieldKind::Number = self.field().kind() {
            let text = self.field().text(&self.draft);
            self.line.insert(&text);
        }
    }

    /// A key of the form.
    pub(super) fn key(&mut self, key: Key, numbers: &mut Numbers) -> Done {
        if self.keeping {
            return Done::Nothing;
        }
        self.failed = None;
        let count = self.fields().len();
        match key {
            Key::Enter => return self.finish(numbers),
            Key::Down | Key::Tab => self.leave((self.at + 1) % count, numbers),
            Key::Up | Key::BackTab => self.leave((self.at + count - 1) % count, numbers),
            key if matches!(self.field().kind(), FieldKind::Choice) => self.choose_by(key),
            Key::Char(_) | Key::Backspace | Key::Delete => self.edit(|line| line.press(key)),
            Key::Left => self.line.move_caret(Caret::Left),
            Key::Right => self.line.move_caret(Caret::Right),
            _ => {}
        }
        Done::Nothing
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        change(&mut self.line);
        self.refused = None;
    }

    /// A paste into the row.
    pub(super) fn paste(&mut self, text: &str) {
        if !matches!(self.field().kind(), FieldKind::Choice) {
            self.edit(|line| line.insert(text));
        }
    }

    /// The row at this index was clicked.
    pub(super) fn click(&mut self, at: usize, numbers: &mut Numbers) {
        self.leave(at, numbers);
    }

    /// Leaves the row: what is written there counts, unless it may not be kept.
    fn leave(&mut self, to: usize, numbers: &mut Numbers) {
        if self.take_text(numbers) {
            self.go(to);
        }
    }

    fn choose_by(&mut self, key: Key) {
        let choices = self.field().choices(self);
        let step = |forward: bool| {
            let at = choices.iter().position(|choice| choice.chosen);
            let count = choices.len().max(1);
            at.map_or(0, |at| if forward { (at + 1) % count } else { (at + count - 1) % count })
        };
        let chosen = match key {
            Key::Char(c) => choices.iter().position(|choice| choice.mark == c),
            Key::Right => Some(step(true)),
            Key::Left => Some(step(false)),
            _ => None,
        };
        if let Some(index) = chosen.filter(|index| *index < choices.len()) {
            self.field().choose(self, index);
            self.gaps.clear();
        }
    }

    /// Reads the text of the row into the record; false where it may not be kept.
    fn take_text(&mut self, numbers: &mut Numbers) -> bool {
        let text = self.line.text().to_owned();
        match self.field().kind() {
            FieldKind::Choice => {}
            FieldKind::Number => {
                let number = text.trim().parse().unwrap_or(0);
                self.field().count(&mut self.draft, number);
            }
            FieldKind::Text(wanted) => match read(&text, wanted, numbers) {
                Ok(texts) => self.field().write(&mut self.draft, texts),
                Err(refused) => {
                    // Nothing is said before it is known whose a number is.
                    self.refused = Some(refused).filter(|_| !numbers.is_waiting());
                    return false;
                }
            },
        }
        self.refused = None;
        true
    }

    /// Confirms: the record, where it is whole.
    fn finish(&mut self, numbers: &mut Numbers) -> Done {
        if !self.take_text(numbers) {
            return Done::Nothing;
        }
        match self.draft.clone().finish() {
            Ok(activity) => {
                self.keeping = true;
                Done::Keep(Box::new(activity))
            }
            Err(gaps) => {
                self.go_to_gap(&gaps);
                self.gaps = gaps;
                Done::Nothing
            }
        }
    }

    /// The form as it is drawn.
    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let row = |(at, field): (usize, &Field)| {
            let label = words.get(&format!("record-{}", field.name()));
            let detail = match field.kind() {
                FieldKind::Choice if at == self.at => options(&field.choices(self), words),
                FieldKind::Choice => field.value(self, words),
                _ if at == self.at => format!("{}▏", self.line.text()),
                _ => field.text(&self.draft),
            };
            let missing = self.gaps.iter().any(|gap| field.fills(*gap));
            PanelRow::new(if missing { "!" } else { " " }, label, detail)
        };
        let workshop = matches!(self.draft.people, People::Workshop { .. });
        Panel {
            title: words.get(match (self.corrects.is_some(), workshop) {
                (false, false) => "record-title",
                (false, true) => "record-title-workshop",
                (true, false) => "record-title-corrected",
                (true, true) => "record-title-workshop-corrected",
            }),
            rows: self.fields().iter().enumerate().map(row).collect(),
            selected: Some(self.at),
            notice: self.notice(words),
            keys: words.get("record-keys"),
            ..Panel::default()
        }
    }

    fn notice(&self, words: Words<'_>) -> String {
        if self.keeping {
            return words.get("kiosk-working");
        }
        if let Some(failed) = self.failed {
            return words.get(failed);
        }
        if let Some(refused) = &self.refused {
            return refusal(refused, words);
        }
        if self.gaps.is_empty() { String::new() } else { words.get("record-missing") }
    }
}

/// Why a text is not kept: what it holds, never the text.
pub(super) fn refusal(refused: &TextRefusal, words: Words<'_>) -> String {
    match refused {
        TextRefusal::Personal(found) => {
            let kinds: Vec<String> =
                found.iter().map(|personal| words.get(&format!("private-{}", personal.kind.name()))).collect();
            words.with("record-refused", &[("what", Arg::Text(&kinds.join(", ")))])
        }
        TextRefusal::TooLong(most) => words.with("record-too-long", &[("most", Arg::Number(*most as f64))]),
    }
}

/// The options of the row that has the keys, each with its key.
fn options(choices: &[super::record_choice::Choice], words: Words<'_>) -> String {
    let said = choices.iter().map(|choice| {
        let sign = if choice.chosen { '●' } else { '○' };
        // Nothing of an option is parted from its key.
        format!("{} {sign} {}", choice.mark, choice.label(words)).replace(' ', "\u{a0}")
    });
    said.collect::<Vec<_>>().join("   ")
}

/// Reads what was written: one text, or tags with commas between them.
fn read(text: &str, wanted: TextUse, numbers: &mut Numbers) -> Result<Vec<FreeText>, TextRefusal> {
    let mut one = |text: &str| numbers.judge(text, wanted);
    match wanted {
        TextUse::Tag => text.split(',').take(TAGS).filter_map(|tag| one(tag).transpose()).collect(),
        TextUse::Note | TextUse::Name | TextUse::Remark => Ok(one(text)?.into_iter().collect()),
    }
}
