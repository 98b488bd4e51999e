//! `guichet import`: bring a source in.

use super::{Context, Failure};
use clap::builder::PossibleValuesParser;
use guichet_index::{Format, Progress, Wishes, import_with};
use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Bring a source in, as a pack of the data folder.
///
/// One bad record never stops a run: what was refused or doubted is in the report file that the run names. Importing
/// again replaces the pack; until the new one is whole, the old one answers.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What PATH holds; skos is a thesaurus in Turtle or RDF/XML.
    #[arg(value_parser = PossibleValuesParser::new(Format::ALL.map(Format::name)))]
    format: String,
    /// The file or the folder as its publisher gives it.
    path: PathBuf,
    /// Name of the pack; importing again under a name replaces what it held. By default the format's name.
    #[arg(long, value_name = "NAME")]
    pack: Option<String>,
    /// The mapping of a spreadsheet (format table): which column says what. By default mapping.toml beside PATH.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Prints the counts as one JSON object, last.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let format = Format::from_name(&args.format).ok_or_else(|| Failure::user_error("this format is not known"))?;
    let name = args.pack.as_deref().unwrap_or(format.name());
    let bar = Bar::default();
    let tell = |now| bar.draw(now);
    let seen = !args.json && std::io::stderr().is_terminal();
    let wishes = Wishes { mapping: args.mapping.clone(), progress: seen.then_some(&tell) };
    let report = import_with(&context.folder()?, format, &args.path, name, context.now(), &wishes);
    if seen {
        bar.clear();
    }
    let report = report?;
    let file = report.file.display();
    let mut out = std::io::stdout().lock();
    if args.json {
        super::say(&format!("every warning and refusal is in {file}"));
        let counts = serde_json::to_string(&report).map_err(std::io::Error::from)?;
        writeln!(out, "{counts}")?;
    } else {
        writeln!(out, "read {}, kept {}, refused {}", report.read, report.kept, report.refused)?;
        writeln!(out, "warnings on what was kept: {}", report.warnings)?;
        writeln!(out, "every warning and refusal is in {file}")?;
        if report.in_force() {
            writeln!(out, "the pack {name} is in force: {} things can be found in it", report.items)?;
        }
    }
    if report.in_force() {
        Ok(())
    } else {
        let path = args.path.display();
        Err(Failure::user_error(format!(
            "nothing in {path} could be read as {}: see {file}. The pack {name} stays as it was",
            format.name()
        )))
    }
}

/// How far an import is, on one line of a terminal.
#[derive(Default)]
struct Bar {
    drawn: Cell<Option<Instant>>,
}

impl Bar {
    /// Time between two drawings.
    const BETWEEN: Duration = Duration::from_millis(100);

    /// Draws it, if it was not drawn just now.
    fn draw(&self, now: Progress) {
        let due = self.drawn.get().is_none_or(|drawn| drawn.elapsed() >= Self::BETWEEN);
        if due || now.indexing {
            self.drawn.set(Some(Instant::now()));
            write(&format!("\r{}\x1b[K", line(now)));
        }
    }

    /// Leaves the line empty.
    fn clear(&self) {
        if self.drawn.get().is_some() {
            write("\r\x1b[K");
        }
    }
}

/// A terminal that is gone is no reason to stop.
fn write(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// `[#####     ]  52 %  12 000 read, 3 refused`.
fn line(now: Progress) -> String {
    const WIDTH: usize = 20;
    let Progress { bytes, of, items, refused, indexing } = now;
    if indexing {
        return format!("{items} read, {refused} refused; indexing…");
    }
    if of == 0 {
        return format!("{items} read, {refused} refused");
    }
    let share = (bytes.min(of) * 100 / of) as usize;
    let full = share * WIDTH / 100;
    format!("[{}{}] {share:3} %  {items} read, {refused} refused", "#".repeat(full), " ".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    //! - the bar fills as the file is read; a folder, whose length is not known, has none.

    use super::*;

    #[test]
    fn the_line_of_a_bar() {
        let now = Progress { bytes: 50, of: 100, items: 12, refused: 3, indexing: false };
        assert_eq!(line(now), "[##########          ]  50 %  12 read, 3 refused");
        assert_eq!(line(Progress { of: 0, ..now }), "12 read, 3 refused");
        assert_eq!(line(Progress { bytes: 500, ..now }), "[####################] 100 %  12 read, 3 refused");
        assert_eq!(line(Progress { indexing: true, ..now }), "12 read, 3 refused; indexing…");
    }
}
