//! What `guichet kiosk` and `guichet desk` have in common: a script instead of a terminal, or the terminal.

use super::{FRESH, Failure};
use crate::out::escpos::Paper;
use crate::out::job::Medium;
use crate::out::rows::Arrangement;
use crate::screens::live::{self, Current, Fault, Outside, Shared};
use crate::screens::program::{AnswerOf, Program};
use crate::screens::simulated::Simulated;
use crate::ui::script;
use crate::ui::theme::{Depth, Theme};
use clap::ValueEnum;
use guichet_core::model::Moment;
use guichet_index::{DataFolder, Live};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Screens that are played instead of shown.
#[derive(clap::Args, Default)]
#[command(group(clap::ArgGroup::new("played").args(["script", "snapshot"]).multiple(true)))]
pub(super) struct Played {
    /// Columns and rows of the screen that --script and --snapshot play on. [default: 80x24]
    #[arg(long, value_name = "COLUMNSxROWS", value_parser = size, requires = "played")]
    size: Option<(u16, u16)>,
    /// Plays the keys in FILE, one a line, without a terminal and in simulated time: a, Enter, F1, Ctrl-C, text:…,
    /// wait:30s, click:10,5 (column and row from 0), resize:40x15.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Writes the last screen as text to OUT (-: standard output), without a terminal.
    #[arg(long, value_name = "OUT")]
    snapshot: Option<PathBuf>,
}

fn size(text: &str) -> Result<(u16, u16), String> {
    script::size(text).ok_or_else(|| "write columns and rows, such as 80x24".to_owned())
}

impl Played {
    /// Whether there is to be no terminal.
    pub(super) fn is_asked(&self) -> bool {
        self.script.is_some() || self.snapshot.is_some()
    }

    /// Plays the script on fresh screens, whose work is done by `perform`.
    ///
    /// # Errors
    /// A script that cannot be read, with the line at fault; a file that cannot be written.
    pub(super) fn play<P: Program>(
        &self,
        fresh: impl Fn((u16, u16)) -> P,
        perform: impl Fn(P::Task, Moment) -> AnswerOf<P>,
        start: Moment,
    ) -> Result<(), Failure> {
        let steps = match &self.script {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| Failure::user_error(format!("cannot read {}: {error}", path.display())))?;
                script::parse(&text).map_err(|error| Failure::user_error(format!("{}, {error}", path.display())))?
            }
            None => Vec::new(),
        };
        let mut player = Simulated::player(fresh(self.size.unwrap_or((80, 24))), perform, start);
        steps.into_iter().for_each(|step| player.play(step));
        let text = player.text();
        match &self.snapshot {
            Some(path) if path != Path::new("-") => std::fs::write(path, text)
                .map_err(|error| Failure::user_error(format!("cannot write {}: {error}", path.display()))),
            Some(_) => Ok(std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes())?),
            None => Ok(()),
        }
    }
}

/// The colours of the terminal, where there is one.
///
/// # Errors
/// Standard input or output is no terminal.
pub(super) fn terminal(name: &str) -> Result<Depth, Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        let message = format!("the {name} needs a terminal; `guichet chat` works without one");
        return Err(Failure::user_error(message));
    }
    let variable = |name: &str| std::env::var(name).ok();
    Ok(Depth::of(variable("NO_COLOR").as_deref(), variable("COLORTERM").as_deref(), variable("TERM").as_deref()))
}

/// Runs screens in the terminal, over the guide of a data folder.
///
/// # Errors
/// The terminal, the guide, or a fault of ours.
pub(super) fn run<P: Program + 'static>(
    name: &str,
    outside: Outside<P>,
    depth: Depth,
    folder: DataFolder,
) -> Result<(), Failure> {
    let open = move || {
        let live = Arc::new(Live::open(&folder)?);
        live.keep_fresh(FRESH);
        Ok(Arc::new(move || live.current() as Shared) as Current)
    };
    live::run(outside, depth, Box::new(open)).map_err(|fault| match fault {
        Fault::Terminal(error) => Failure::user_error(format!("the terminal cannot be used: {error}")),
        Fault::Guide(error) => error.into(),
        Fault::Internal => Failure::Internal(format!("the {name} ended because of a fault of the program")),
    })
}

/// The colours at the start: of the command line, else of the configuration, where `place` names the key.
///
/// # Errors
/// There are no such colours.
pub(super) fn theme(asked: Option<Theme>, configured: Option<&str>, place: &str) -> Result<Theme, Failure> {
    match (asked, configured) {
        (Some(theme), _) => Ok(theme),
        (None, None) => Ok(Theme::Dark),
        (None, Some(name)) => Theme::from_str(name, true)
            .map_err(|_| Failure::user_error(format!("{place}: '{name}' is none: write dark, light or contrast"))),
    }
}

/// What sheets are printed on.
///
/// # Errors
/// There is no such paper.
pub(super) fn medium(paper: Option<&str>) -> Result<Medium, Failure> {
    match paper {
        None | Some("page") => Ok(Medium::Page(Arrangement::Beside)),
        Some("80") => Ok(Medium::Ticket(Paper::Mm80)),
        Some("58") => Ok(Medium::Ticket(Paper::Mm58)),
        Some(other) => {
            let message = format!("printer.paper, GUICHET_PRINTER_PAPER: '{other}' is none: write page, 80 or 58");
            Err(Failure::user_error(message))
        }
    }
}
