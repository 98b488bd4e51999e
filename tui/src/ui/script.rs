//! Keys from a file instead of a terminal, in simulated time; the screen as text.

use super::input::Input;
use super::key::Key;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::{Frame, Terminal};
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

/// One line of a script.
pub(crate) enum Step {
    Key(Key),
    /// Text that arrives at once, as a paste.
    Text(String),
    Wait(Duration),
    Click(u16, u16),
    Resize(u16, u16),
}

/// Reads a script, one step a line. An error names the line.
pub(crate) fn parse(text: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for (index, line) in text.lines().enumerate() {
        // A line that holds one space is that key.
        let step = if line == " " { line } else { line.trim() };
        if step.is_empty() {
            continue;
        }
        let read = self::step(line, step);
        steps.push(read.ok_or_else(|| {
            let forms = "a key such as a, Enter, F1 or Ctrl-C, text:…, wait:30s, click:10,5 or resize:40x15";
            format!("line {}: '{step}' is not a step: write {forms}", index + 1)
        })?);
    }
    Ok(steps)
}

fn step(line: &str, step: &str) -> Option<Step> {
    let argument = |name: &str| step.strip_prefix(name).and_then(|rest| rest.strip_prefix(':'));
    if step.starts_with("text:") {
        // Spaces at the end are typed, too.
        return line.trim_start().strip_prefix("text:").map(|text| Step::Text(text.to_owned()));
    }
    if let Some(time) = argument("wait") {
        return duration(time).map(Step::Wait);
    }
    if let Some(place) = argument("click") {
        let (x, y) = place.split_once(',')?;
        return Some(Step::Click(x.trim().parse().ok()?, y.trim().parse().ok()?));
    }
    if let Some(size) = argument("resize") {
        return self::size(size).map(|(width, height)| Step::Resize(width, height));
    }
    Key::named(step).map(Step::Key)
}

/// Reads `30s`, `500ms` or `2m`.
fn duration(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..digits].parse().ok().filter(|number| *number < 10_000_000)?;
    match &text[digits..] {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_secs(number * 60)),
        _ => None,
    }
}

/// Reads a size in columns and rows, such as `80x24`.
pub(crate) fn size(text: &str) -> Option<(u16, u16)> {
    let (columns, rows) = text.split_once('x')?;
    let bounded = |text: &str| text.trim().parse::<u16>().ok().filter(|n| (1..=1000).contains(n));
    Some((bounded(columns)?, bounded(rows)?))
}

/// Screens that can be played.
pub(crate) trait Screens {
    /// Somebody did something, so long after the start.
    fn input(&mut self, input: Input, at: Duration);

    /// Time went by.
    fn tick(&mut self, at: Duration);

    /// Whether the program was left.
    fn ended(&self) -> bool;

    /// Draws what is on the screen.
    fn draw(&self, frame: &mut Frame<'_>);
}

/// Screens without a terminal, and what is drawn of them.
pub(crate) struct Player<S> {
    screens: S,
    terminal: Terminal<TestBackend>,
    at: Duration,
}

impl<S: Screens> Player<S> {
    /// Screens of `size` columns and rows, drawn as they begin.
    pub(crate) fn new(screens: S, (width, height): (u16, u16)) -> Self {
        let Ok(terminal) = Terminal::new(TestBackend::new(width, height));
        let mut player = Self { screens, terminal, at: Duration::ZERO };
        player.draw();
        player
    }

    fn draw(&mut self) {
        let Ok(_) = self.terminal.draw(|frame| self.screens.draw(frame));
    }

    /// Gives an input to the screens and draws them; nothing happens once the program was left.
    pub(crate) fn input(&mut self, input: Input) {
        if self.screens.ended() {
            return;
        }
        if let Input::Resize(width, height) = input {
            self.terminal.backend_mut().resize(width, height);
        }
        self.screens.input(input, self.at);
        self.draw();
    }

    /// Plays one step.
    pub(crate) fn play(&mut self, step: Step) {
        match step {
            Step::Key(key) => self.input(Input::Key(key)),
            Step::Text(text) => self.input(Input::Paste(text)),
            Step::Click(x, y) => self.input(Input::Click(x, y)),
            Step::Resize(width, height) => self.input(Input::Resize(width, height)),
            Step::Wait(time) => {
                // Second by second, as a real clock ticks.
                let end = self.at + time;
                while self.at < end && !self.screens.ended() {
                    self.at = (self.at + Duration::from_secs(1)).min(end);
                    self.screens.tick(self.at);
                    self.draw();
                }
            }
        }
    }

    /// The screen as text, without the blanks at the end of its rows.
    pub(crate) fn text(&self) -> String {
        text(self.terminal.backend().buffer())
    }
}

/// A buffer as text, without the blanks at the end of its rows.
fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut row = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            // A wide character hides the cell behind it.
            x += (symbol.width() as u16).max(1);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
impl<S> Player<S> {
    /// The screens that are played.
    pub(crate) fn screens(&self) -> &S {
        &self.screens
    }

    /// Where the hardware cursor is.
    pub(crate) fn cursor(&self) -> ratatui::layout::Position {
        self.terminal.backend().cursor_position()
    }

    /// What is drawn.
    pub(crate) fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }
}

#[cfg(test)]
mod tests {
    //! - every form of the contract is read; a wrong line is named.

    use super::*;

    #[test]
    fn forms() {
        let steps =
            parse("a\n\nEnter\nF1\nCtrl-C\ntext:loyer impayé \nwait:30s\nclick:10,5\nresize:40x15\n").expect("read");
        assert_eq!(steps.len(), 8);
        assert!(matches!(&steps[4], Step::Text(text) if text == "loyer impayé "));
        assert!(matches!(steps[5], Step::Wait(time) if time.as_secs() == 30));
        assert!(matches!(steps[6], Step::Click(10, 5)));
        assert!(matches!(steps[7], Step::Resize(40, 15)));
        for wrong in ["wait:30", "wait:s", "click:1", "resize:0x5", "Entrer", "wait:99999999999999999999s"] {
            let error = parse(&format!("a\n{wrong}\n")).err().expect("refused");
            assert!(error.starts_with("line 2: "), "{error}");
        }
    }
}
