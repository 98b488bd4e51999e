//! Keys from a file instead of a terminal, in simulated time; the last screen as text.

use super::app::{App, Options, Signal};
use super::draw::draw;
use super::key::Key;
use super::theme::Depth;
use super::work::perform;
use guichet_core::catalog::Catalog;
use guichet_core::model::Moment;
use guichet_locales::Locales;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::sync::Arc;
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

/// A kiosk without a terminal.
pub(crate) struct Stage<'a> {
    app: App,
    catalog: &'a dyn Catalog,
    terminal: Terminal<TestBackend>,
    start: Moment,
    at: Duration,
}

impl<'a> Stage<'a> {
    /// A kiosk of `size` columns and rows, as it opens at `start`.
    pub(crate) fn new(
        options: Options,
        catalog: &'a dyn Catalog,
        locales: Arc<Locales>,
        size: (u16, u16),
        start: Moment,
    ) -> Self {
        let app = App::new(options, locales, size);
        let Ok(terminal) = Terminal::new(TestBackend::new(size.0, size.1));
        let mut stage = Self { app, catalog, terminal, start, at: Duration::ZERO };
        stage.work();
        stage
    }

    fn now(&self) -> Moment {
        self.start.plus_minutes((self.at.as_secs() / 60) as i64)
    }

    fn work(&mut self) {
        loop {
            let work = self.app.take_work();
            if work.is_empty() {
                break;
            }
            for work in work {
                let answer = perform(self.catalog, work, self.now());
                self.app.update(answer, self.at);
            }
        }
        if self.app.take_wiped() {
            let Ok(()) = self.terminal.clear();
        }
        let Ok(_) = self.terminal.draw(|frame| draw(frame, &self.app, Depth::True));
    }

    fn signal(&mut self, signal: Signal) {
        self.app.update(signal, self.at);
        self.work();
    }

    /// Plays one step; nothing happens once the program was left.
    pub(crate) fn play(&mut self, step: Step) {
        if self.app.ended() {
            return;
        }
        match step {
            Step::Key(key) => self.signal(Signal::Key(key)),
            Step::Text(text) => self.signal(Signal::Paste(text)),
            Step::Click(x, y) => self.signal(Signal::Click(x, y)),
            Step::Resize(width, height) => {
                self.terminal.backend_mut().resize(width, height);
                self.signal(Signal::Resize(width, height));
            }
            Step::Wait(time) => {
                // Second by second, as a real clock ticks.
                let end = self.at + time;
                while self.at < end {
                    self.at = (self.at + Duration::from_secs(1)).min(end);
                    self.signal(Signal::Tick);
                }
            }
        }
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        text(self.terminal.backend().buffer())
    }

    #[cfg(test)]
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// Where the hardware cursor is.
    #[cfg(test)]
    pub(super) fn cursor(&self) -> ratatui::layout::Position {
        self.terminal.backend().cursor_position()
    }

    #[cfg(test)]
    pub(super) fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
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
