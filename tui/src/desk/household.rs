//! The whole household on one form, as it is filled in: rows on one side, where each right stands on the other.

use crate::screens::words::Words;
use crate::ui::canvas::Canvas;
use crate::ui::key::Key;
use crate::ui::line::{Caret, Line};
use crate::ui::panel::{Panel, PanelRow};
use crate::ui::theme::Role;
use crate::ui::wrap::wrap;
use guichet_core::layout;
use guichet_core::rights::{Interview, Standing};
use guichet_core::talk::flows::rights::{FormAnswer, FormRow, HouseholdForm};
use ratatui::layout::Rect;

/// Keys of the options of a row that nothing is typed on, and of one that numbers are typed on.
const MARKS: &str = "123456789abcdefghijklmnopqrstuvwxyz";
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
/// Narrowest area in which rows and rights stand side by side.
const WIDE: u16 = 96;

/// The household being filled in. No `Debug`: it holds what somebody answers.
pub(super) struct Household {
    pub(super) interview: Interview,
    form: HouseholdForm,
    /// The row that has the keys.
    at: usize,
    line: Line,
    /// Why the last answer was not taken.
    refused: String,
    /// An answer is being worked out.
    waiting: bool,
}

/// What a key of the form leads to.
pub(super) enum Filled {
    /// The form goes on.
    Nothing,
    /// An answer to a step.
    Answer(String, FormAnswer),
    /// The receipt is wanted on paper.
    Receipt,
}

impl Household {
    /// A form whose rows are being worked out.
    pub(super) fn new(interview: Interview) -> Self {
        let form = HouseholdForm::default();
        Self { interview, form, at: 0, line: Line::default(), refused: String::new(), waiting: true }
    }

    /// The form after an answer, or why it was not taken.
    pub(super) fn worked_out(&mut self, done: Result<(Interview, HouseholdForm), String>) {
        self.waiting = false;
        match done {
            Ok((interview, form)) => {
                let answered = self.form.rows.get(self.at).map(|row| row.step.clone());
                let first = self.form.rows.is_empty();
                (self.interview, self.form) = (interview, form);
                self.line.clear();
                self.refused.clear();
                let here = self.form.rows.iter().position(|row| Some(&row.step) == answered.as_ref()).unwrap_or(0);
                let open = |(at, row): (usize, &FormRow)| (row.open && row.answer.is_empty()).then_some(at);
                let mut rows = self.form.rows.iter().enumerate();
                let next =
                    rows.clone().skip(if first { 0 } else { here }).find_map(open).or_else(|| rows.find_map(open));
                self.at = next.unwrap_or(here);
            }
            Err(why) => self.refused = why,
        }
    }

    fn row(&self) -> Option<&FormRow> {
        self.form.rows.get(self.at)
    }

    /// The keys of the options of a row.
    fn marks(row: &FormRow) -> &'static str {
        if row.example.is_empty() { MARKS } else { LETTERS }
    }

    /// A key of the form.
    pub(super) fn key(&mut self, key: Key) -> Filled {
        let count = self.form.rows.len().max(1);
        let Some(row) = self.form.rows.get(self.at).filter(|_| !self.waiting).cloned() else { return Filled::Nothing };
        match key {
            Key::Down | Key::Tab => self.go((self.at + 1) % count),
            Key::Up | Key::BackTab => self.go((self.at + count - 1) % count),
            Key::F(8) => return Filled::Receipt,
            Key::Enter if self.line.is_blank() => self.go((self.at + 1) % count),
            Key::Enter => {
                let answer = FormAnswer::Text(self.line.text().trim().to_owned());
                self.waiting = true;
                return Filled::Answer(row.step, answer);
            }
            Key::Char('?') if self.line.is_empty() => {
                self.waiting = true;
                return Filled::Answer(row.step, FormAnswer::Unknown);
            }
            Key::Char(c) => {
                let option = Self::marks(&row).chars().position(|mark| mark == c).and_then(|at| row.options.get(at));
                if let Some((id, ..)) = option.filter(|_| self.line.is_empty()) {
                    self.waiting = true;
                    return Filled::Answer(row.step.clone(), FormAnswer::Option(id.clone()));
                }
                // Where nothing is typed, a key that is no option's does nothing.
                if !row.example.is_empty() {
                    self.line.insert(c.encode_utf8(&mut [0; 4]));
                }
            }
            Key::Backspace | Key::Delete => self.line.press(key),
            Key::Left => self.line.move_caret(Caret::Left),
            Key::Right => self.line.move_caret(Caret::Right),
            _ => {}
        }
        Filled::Nothing
    }

    fn go(&mut self, to: usize) {
        self.at = to.min(self.form.rows.len().saturating_sub(1));
        self.line.clear();
        self.refused.clear();
    }

    /// A paste into the row.
    pub(super) fn paste(&mut self, text: &str) {
        if self.row().is_some_and(|row| !row.example.is_empty()) {
            self.line.insert(text);
        }
    }

    /// The row at this index was clicked.
    pub(super) fn click(&mut self, at: usize) {
        self.go(at);
    }

    /// Rows and rights, each in its part of an area.
    pub(super) fn areas(within: Rect) -> (Rect, Rect) {
        if within.width >= WIDE {
            let left = Rect { width: within.width / 2, ..within };
            let x = left.right() + 3;
            return (left, Rect { x, width: within.right().saturating_sub(x), ..within });
        }
        let high = within.height * 3 / 5;
        let below = Rect { y: within.y + high, height: within.height - high, ..within };
        (Rect { height: high, ..within }, below)
    }

    /// The rows as they are drawn.
    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let row = |(at, row): (usize, &FormRow)| {
            let here = at == self.at;
            let mark = if row.open && row.answer.is_empty() { "○" } else { "●" };
            let detail = match here {
                true => self.answering(row),
                false => row.answer.clone(),
            };
            PanelRow::new(mark, row.label.clone(), detail)
        };
        let rows: Vec<PanelRow> = self.form.rows.iter().enumerate().map(row).collect();
        let nothing = rows.is_empty() && !self.waiting;
        let notice = if nothing { words.get("desk-household-none") } else { self.refused.clone() };
        Panel {
            title: words.get("desk-do-household"),
            rows,
            selected: Some(self.at),
            notice,
            keys: words.get("desk-household-keys"),
            ..Panel::default()
        }
    }

    /// The row that has the keys: what is typed, and the options with theirs.
    fn answering(&self, row: &FormRow) -> String {
        let options = row.options.iter().zip(Self::marks(row).chars()).map(|((_, label, taken), mark)| {
            let sign = if *taken { '●' } else { '○' };
            format!("{mark} {sign} {label}").replace(' ', "\u{a0}")
        });
        let typed = match (self.line.is_empty(), row.example.is_empty()) {
            (false, _) => vec![format!("{}▏", self.line.text())],
            (true, true) => Vec::new(),
            (true, false) if row.answer.is_empty() => vec![format!("▏ {}", row.example)],
            (true, false) => vec![format!("{}▏", row.answer)],
        };
        typed.into_iter().chain(options).collect::<Vec<_>>().join("   ")
    }

    /// Where each right stands, with the answers that decide it.
    pub(super) fn draw_rights(&self, canvas: &mut Canvas<'_, '_>, area: Rect, words: Words<'_>) {
        let styles = *canvas.styles();
        canvas.cover(area, styles.ground());
        let mut y = area.y;
        let mut put = |text: &str, role: Role, indent: u16| {
            for line in wrap(text, area.width.saturating_sub(indent)) {
                if y < area.bottom() {
                    canvas.put(
                        (area.x + indent, y),
                        area.width.saturating_sub(indent),
                        &line,
                        styles.role(role, false),
                    );
                }
                y += 1;
            }
        };
        let of = |standing| self.form.rights.iter().filter(move |right| right.standing == standing && !right.received);
        let received: Vec<&str> =
            self.form.rights.iter().filter(|right| right.received).map(|right| right.name.as_str()).collect();
        if of(Standing::Likely).next().is_some() {
            put(&words.get("desk-rights-likely"), Role::Heading, 0);
        }
        for right in of(Standing::Likely) {
            put(&format!("● {}", layout::dashed([right.name.as_str(), right.amount.as_str()])), Role::Strong, 0);
            if !right.because.is_empty() {
                put(&right.because.join(", "), Role::Muted, 2);
            }
        }
        if !received.is_empty() {
            put(&words.get("desk-rights-received"), Role::Heading, 0);
            put(&received.join(" · "), Role::Muted, 2);
        }
        // Before anything is said all of them are to be checked: their names are enough.
        for (standing, heading) in
            [(Standing::Check, "desk-rights-check"), (Standing::Unlikely, "desk-rights-unlikely")]
        {
            let names: Vec<&str> = of(standing).map(|right| right.name.as_str()).collect();
            if !names.is_empty() {
                put(&words.get(heading), Role::Heading, 0);
                put(&names.join(" · "), Role::Muted, 2);
            }
        }
    }
}
