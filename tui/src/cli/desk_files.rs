//! What `guichet desk` does without its screens: records written and merged, figures, proposals, PINs.

use super::paper::{self, write};
use super::{Context, Failure, say};
use crate::desk::{DeskProfile, FiguresHeading, count, figures_page};
use crate::out::job::Medium;
use crate::out::pdf::pdf;
use crate::out::rows::Arrangement;
use crate::out::text;
use crate::screens::words::Words;
use crate::ui::tty;
use guichet_core::activity::{Period, Profile, is_noted_number};
use guichet_core::model::Lang;
use guichet_core::rights::Month;
use guichet_index::records::{Desk, FileFault, MergeError};
use guichet_index::{DayCounts, Pins};
use guichet_locales::Locales;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What is written, merged or set. No screen is opened.
#[derive(clap::Args)]
#[command(group(
    clap::ArgGroup::new("files")
        .args(["export", "merge", "table", "figures", "proposals", "set_pin"])
        .multiple(false)
        .conflicts_with("played")
))]
pub(super) struct Files {
    /// Writes the records of this desk to FILE (-: standard output), for another desk of the office to merge. No screen is
    /// opened.
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// Merges what another desk exported: in any order, once or twice, all desks come to the same. No screen is opened.
    #[arg(long, value_name = "FILE")]
    merge: Option<PathBuf>,
    /// Writes the records of a month as a table, in the codes of La Coop, to FILE (-: standard output); as JSON where FILE ends
    /// in .json. Where profiles are used, a last column says whose work each is. No screen is opened.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// The month of --table, as 2026-11. [default: this one]
    #[arg(long, value_name = "MONTH", requires = "table", value_parser = month)]
    month: Option<Month>,
    /// Writes the figures of a period as a page, for the office: a month (2026-11), a quarter (2026-Q4), a year (2026) or days
    /// (2026-11-02..2026-11-15). To the standard output, unless --pdf or --print says otherwise. No screen is opened.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    figures: Option<Period>,
    /// The figures of one profile alone.
    #[arg(long, value_name = "PROFILE", requires = "figures", value_parser = profile)]
    profile: Option<Profile>,
    /// Writes the figures as a PDF (A4) to FILE, which is there once it is whole; `-` is the standard output.
    #[arg(long, value_name = "FILE", requires = "figures", conflicts_with = "print")]
    pdf: Option<PathBuf>,
    /// Prints the figures through CUPS, on QUEUE or on the printer of the configuration.
    #[arg(long, value_name = "QUEUE", num_args = 0..=1, default_missing_value = "", require_equals = true, requires = "figures")]
    print: Option<String>,
    /// Writes what this desk says of items (wrong, verified, notes) to FILE (-: standard output), one object of JSON a line, for those
    /// who mend the content. No screen is opened.
    #[arg(long, value_name = "FILE")]
    proposals: Option<PathBuf>,
    /// Sets the PIN of a profile, typed twice and not shown; nothing, twice, takes it away. From a pipe, two lines. No screen is
    /// opened.
    #[arg(long, value_name = "PROFILE", value_parser = profile)]
    pub(super) set_pin: Option<Profile>,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "write a month such as 2026-11".to_owned())
}

fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| "write 2026-11, 2026-Q4, 2026 or 2026-11-02..2026-11-15".to_owned())
}

fn profile(text: &str) -> Result<Profile, String> {
    Profile::new(text).ok_or_else(|| "write the name of a profile as the configuration has it".to_owned())
}

impl Files {
    /// Whether there is to be no screen.
    pub(super) fn are_asked(&self) -> bool {
        let files = [&self.export, &self.merge, &self.table, &self.proposals];
        files.iter().any(|file| file.is_some()) || self.figures.is_some() || self.set_pin.is_some()
    }
}

/// Writes records, or merges those of another desk.
pub(super) fn run(context: &Context, files: &Files, records: &Desk) -> Result<(), Failure> {
    if let Some(path) = &files.merge {
        return merge(context, path, records);
    }
    if let Some(period) = files.figures {
        return figures(context, files, period, records);
    }
    let mut written = Vec::new();
    if let Some(path) = &files.export {
        records.export(&mut written)?;
        return write(path, "--export", &written);
    }
    if let Some(path) = &files.proposals {
        let count = records.write_proposals(&mut written)?;
        write(path, "--proposals", &written)?;
        say(&format!("guichet: {count} proposals"));
        return Ok(());
    }
    let Some(path) = &files.table else { return Ok(()) };
    let period = Period::month_of(files.month.map_or(context.now().date, Month::first));
    if path.extension().is_some_and(|end| end == "json") {
        records.write_json(period, &mut written)?;
    } else {
        records.write_table(period, &mut written)?;
    }
    write(path, "--table", &written)
}

fn merge(context: &Context, path: &Path, records: &Desk) -> Result<(), Failure> {
    let cannot = |error| Failure::user_error(format!("cannot read {}: {error}", path.display()));
    let file = std::fs::File::open(path).map_err(cannot)?;
    let guide = context.guide()?;
    let is_noted = |digits: &str| is_noted_number(&guide, digits);
    let merged = records.merge(&mut BufReader::new(file), is_noted).map_err(|error| match error {
        MergeError::File(fault) => Failure::user_error(format!("{}: {}", path.display(), refused(&fault))),
        MergeError::Store(error) => error.into(),
    })?;
    for skipped in &merged.faults {
        let why = match skipped.fault {
            Some(_) => "is no record that this program can read: it is passed over",
            None => "the file ends here, and is not whole: export it again on the other desk, then merge that",
        };
        say(&format!("guichet: {}, line {}: {why}", path.display(), skipped.line));
    }
    say(&format!("guichet: {} new, {} known, {} passed over", merged.new, merged.known, merged.faults.len()));
    if merged.left_out > 0 {
        say(&format!(
            "guichet: {} texts look like personal data and were left out; the rest of what they stood in is merged",
            merged.left_out
        ));
    }
    records.forget(context.now().date)?;
    records.keep_copy()?;
    let faults = merged.faults.len();
    if faults == 0 { Ok(()) } else { Err(Failure::user_error(format!("{}: not all of it is merged", path.display()))) }
}

/// Why a file is not merged, and what to do.
fn refused(fault: &FileFault) -> String {
    match fault {
        FileFault::Other => "this is no file of a desk: take what `guichet desk --export` wrote".into(),
        FileFault::Newer(version) => {
            format!(
                "a later version of guichet wrote it (format {version}): install that version here, then merge again"
            )
        }
        FileFault::Unreadable(kind) => format!("it cannot be read: {kind}"),
    }
}

/// The figures of a period as a page.
fn figures(context: &Context, files: &Files, period: Period, records: &Desk) -> Result<(), Failure> {
    let config = &context.loaded.config;
    let (locales, lang) = (Locales::new(), context.lang.unwrap_or(Lang::FR));
    let words = Words::new(&locales, lang);
    let counts = DayCounts::of(&context.folder()?, "desk");
    let counted = count(records, &counts, period, files.profile.clone())?;
    if let Some(profile) = files.profile.as_ref().filter(|profile| !counted.profiles.contains(profile)) {
        say(&format!("guichet: no record here is the work of '{profile}'"));
    }
    let of = FiguresHeading { name: config.desk.name.as_deref().unwrap_or_default(), today: context.now().date };
    if let Some(file) = &files.pdf {
        let page = figures_page(&counted, of, false, words);
        let page = pdf(&page, Arrangement::Below, None).map_err(|error| Failure::Internal(error.to_string()))?;
        return write(file, "--pdf", &page);
    }
    let Some(queue) = &files.print else {
        let page = text::text(&figures_page(&counted, of, false, words), text::PAGE, Arrangement::Below);
        return Ok(std::io::stdout().lock().write_all(page.as_bytes())?);
    };
    let queue = Some(queue.clone()).filter(|queue| !queue.is_empty()).or_else(|| config.printer.queue.clone());
    let medium = super::screens::medium(config.printer.paper.as_deref())?;
    let page = figures_page(&counted, of, matches!(medium, Medium::Ticket(_)), words);
    paper::print(&queue.unwrap_or_default(), &page, medium, None, lang)
}

/// Sets the PIN of a profile of the configuration.
pub(super) fn set_pin(pins: &mut Pins, profile: &Profile, profiles: &[DeskProfile]) -> Result<(), Failure> {
    let known = |one: &DeskProfile| one.profile == *profile;
    if !profiles.iter().any(known) {
        let names: Vec<_> = profiles.iter().map(|one| one.profile.as_str()).collect();
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        return Err(Failure::user_error(format!(
            "--set-pin: there is no [desk.profiles.{profile}] in the configuration, which has: {names}"
        )));
    }
    let stdin = std::io::stdin();
    let seen = stdin.is_terminal();
    let line = |ask: &str| -> Result<String, Failure> {
        if seen {
            say(ask);
        }
        let mut typed = String::new();
        let mut read = || stdin.lock().read_line(&mut typed);
        if seen {
            tty::unseen(read)??
        } else {
            read()?
        };
        Ok(typed.trim().to_owned())
    };
    let first = line(&format!(
        "The new PIN of '{profile}', {} to {} characters (not shown):",
        Pins::LENGTH.start(),
        Pins::LENGTH.end()
    ))?;
    let second = line("The same once more:")?;
    if first != second {
        return Err(Failure::user_error("--set-pin: the two are not the same; nothing is changed"));
    }
    pins.set(profile, Some(first.as_str()).filter(|pin| !pin.is_empty()))?;
    say(&format!("guichet: '{profile}' {}", if first.is_empty() { "has no PIN" } else { "has a PIN" }));
    Ok(())
}
