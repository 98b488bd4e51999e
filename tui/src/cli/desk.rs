//! `guichet desk`: the mediator's desk.

use super::screens::{self, Played};
use super::{Context, Failure, say};
use crate::desk::{App, Binding, Office, Options, bindings, perform};
use crate::out::printer::Printer;
use crate::out::send::Sender;
use crate::screens::live::Outside;
use crate::screens::takeaway::Outlets;
use crate::ui::theme::Theme;
use guichet_core::activity::Period;
use guichet_core::model::Lang;
use guichet_core::ports::counts::MemoryCounts;
use guichet_core::rights::Month;
use guichet_index::records::{Desk, FileFault, MergeError};
use guichet_index::{DayCounts, records};
use guichet_locales::Locales;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The mediator's desk: everything the kiosk knows at expert speed, the sheet to hand over, and the activity record.
///
/// It opens with its cursor in the command line: write a need, a commune, a language or the name of something to do. Space
/// shows what can be done, ? every key. Records are kept in the data folder, sealed; nothing of a person outlives their visit.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Colours at the start; F4 changes them. It stands over GUICHET_DESK_THEME. [default: dark]
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// Writes the records of this desk to FILE (-: standard output), for another desk of the office to merge. No screen is
    /// opened.
    #[arg(long, value_name = "FILE", conflicts_with = "played")]
    export: Option<PathBuf>,
    /// Merges what another desk exported: in any order, once or twice, all desks come to the same. No screen is opened.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["played", "export"])]
    merge: Option<PathBuf>,
    /// Writes the records of a month as a table, in the codes of La Coop, to FILE (-: standard output); as JSON where FILE ends
    /// in .json. No screen is opened.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["played", "export", "merge"])]
    table: Option<PathBuf>,
    /// The month of --table, as 2026-11. [default: this one]
    #[arg(long, value_name = "MONTH", requires = "table", value_parser = month)]
    month: Option<Month>,
    #[command(flatten)]
    played: Played,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "write a month such as 2026-11".to_owned())
}

impl Args {
    /// Whether records are only written or merged.
    fn is_exchange(&self) -> bool {
        self.export.is_some() || self.merge.is_some() || self.table.is_some()
    }
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let options = options(context, args)?;
    let depth = if args.played.is_asked() || args.is_exchange() { None } else { Some(screens::terminal("desk")?) };
    let folder = context.folder()?;
    let config = &context.loaded.config;
    let name = config.desk.name.clone().unwrap_or_else(|| "desk".into());
    let records = Arc::new(records::open(&folder, &name)?);
    records.notices().iter().for_each(|notice| say(&format!("guichet: {notice}")));
    // What was written on a slip is kept for a year.
    records.forget(context.now().date)?;
    if args.is_exchange() {
        return exchange(context, args, &records);
    }
    let sender = Sender::of(config.send.sms.clone(), config.send.email.clone());
    let outlets = Outlets { printer: Printer::cups(config.printer.queue.clone()), sender };
    let Some(depth) = depth else {
        let office = Office {
            counts: Arc::new(MemoryCounts::default()),
            records,
            outlets,
            lang: options.home,
            name,
            locales: Arc::new(Locales::new()),
            calendar: config.desk.calendar.clone(),
        };
        let guide = context.guide()?;
        let fresh = |size| App::new(options.clone(), Arc::new(Locales::new()), size);
        return args.played.play(fresh, |work, now| perform(&guide, &office, work, now), context.now());
    };
    let calendar = config.desk.calendar.clone();
    let (locales, kept) = (Arc::new(Locales::new()), records.clone());
    let counts = Arc::new(DayCounts::of(&folder, "desk"));
    let office = Office { counts, records, outlets, lang: options.home, name, locales: locales.clone(), calendar };
    let outside = Outside {
        locked: false,
        fresh: Box::new(move |size| App::new(options.clone(), locales.clone(), size)),
        perform: Arc::new(move |catalog, work, now| perform(catalog, &office, work, now)),
        clock: (context.settings.running_clock(), std::time::Instant::now()),
    };
    let done = screens::run("desk", outside, depth, folder);
    // From it a broken database is made again: everything that was kept is in it.
    if let Err(error) = kept.keep_copy() {
        say(&format!("guichet: the copy of the records is not renewed: {error}"));
    }
    done
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

/// Writes records, or merges those of another desk.
fn exchange(context: &Context, args: &Args, records: &Desk) -> Result<(), Failure> {
    if let Some(path) = &args.merge {
        let cannot = |error| Failure::user_error(format!("cannot read {}: {error}", path.display()));
        let file = std::fs::File::open(path).map_err(cannot)?;
        let merged = records.merge(&mut BufReader::new(file)).map_err(|error| match error {
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
        records.forget(context.now().date)?;
        return records.keep_copy().map_err(Failure::from);
    }
    let mut written = Vec::new();
    let path = match (&args.export, &args.table) {
        (Some(path), _) => {
            records.export(&mut written)?;
            path
        }
        (None, Some(path)) => {
            let first = args.month.map_or(context.now().date, Month::first);
            let period = Period::month_of(first);
            if path.extension().is_some_and(|end| end == "json") {
                records.write_json(period, &mut written)?;
            } else {
                records.write_table(period, &mut written)?;
            }
            path
        }
        (None, None) => return Ok(()),
    };
    match path.as_path() {
        path if path == Path::new("-") => Ok(std::io::stdout().lock().write_all(&written)?),
        path => std::fs::write(path, &written)
            .map_err(|error| Failure::user_error(format!("cannot write {}: {error}", path.display()))),
    }
}

/// The command line over the configuration. What does not fit is refused, never ignored.
fn options(context: &Context, args: &Args) -> Result<Options, Failure> {
    let config = &context.loaded.config;
    let theme = screens::theme(args.theme, config.desk.theme.as_deref(), "desk.theme, GUICHET_DESK_THEME")?;
    let given: Vec<Binding<'_>> = config.desk.keys.iter().map(|(command, key)| Binding { command, key }).collect();
    Ok(Options {
        home: context.lang.unwrap_or(Lang::FR),
        theme,
        keys: bindings(&given).map_err(Failure::user_error)?,
        bot: config.telegram.link.clone(),
        channels: Sender::of(config.send.sms.clone(), config.send.email.clone()).channels(),
        medium: screens::medium(config.printer.paper.as_deref())?,
        seed: context.seed,
    })
}
