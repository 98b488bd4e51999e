//! `guichet sheet`: what somebody takes away, from the shell.

use super::{Context, Failure, paper, say};
use crate::out::code::Code;
use crate::out::escpos::Paper;
use crate::out::job::Medium;
use crate::out::pdf::pdf;
use crate::out::rows::Arrangement;
use crate::out::{link, text};
use guichet_core::carry::Carried;
use guichet_core::deadline::{CalendarEvent, Start, Starts, calendar};
use guichet_core::model::{Date, Lang};
use guichet_core::ports::catalog::Catalog;
use guichet_core::sheet::{Again, Basket, DueDate, Entry, Request, Sheet, dates, sheet};
use guichet_index::Guide;
use std::io::Write;
use std::path::{Path, PathBuf};

/// One sheet in plain language to take away: cards, places, institutions, answers of situations and rights.
///
/// Each is named by its identifier, as `guichet search --json` and the screens give it: card/apl, place/mairie-18279,
/// institution/caf, situation/loyer-impaye#agir, right/rsa. The papers of all of them stand once. The language is that of
/// --lang, with French beside it; what must not be read over somebody's shoulder is left out unless --private is given.
///
/// Deadlines stand on it with a line to write the day on. With --from they are counted from a day: by the name of what they are
/// counted from (decision, letter, notice, application, birth, move, …), or by one deadline, such as recours-administration/appeal.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What goes on the sheet, by its identifier.
    #[arg(value_name = "ID", required = true, num_args = 1..=Basket::MOST)]
    entries: Vec<String>,
    /// The person was asked, and wants what is private on paper too.
    #[arg(long)]
    private: bool,
    /// French beside the person's language instead of below it.
    #[arg(long)]
    beside: bool,
    /// As wide as the paper of a ticket printer.
    #[arg(long, value_name = "MM", value_enum)]
    ticket: Option<Width>,
    /// The words that bring the basket back at any kiosk, desk or bot: at most twelve, which anybody who has them can read.
    #[arg(long)]
    words: bool,
    /// With --words: the commune that they bring back too, by its INSEE code.
    #[arg(long, value_name = "CODE", requires = "words")]
    commune: Option<String>,
    /// A code to scan at the end, which holds what stands on the sheet in short.
    #[arg(long)]
    code: bool,
    /// Writes it as a PDF (A4) to FILE, which is there once it is whole; `-` is the standard output.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["ticket", "print"])]
    pdf: Option<PathBuf>,
    /// A day that deadlines are counted from, such as decision=2026-11-03. It is kept nowhere.
    #[arg(long, value_name = "NAME=DATE", value_parser = given)]
    from: Vec<Given>,
    /// Writes the last days that are counted to FILE, for the calendar of a phone (iCalendar); `-` is the standard output. What is
    /// private has a neutral title.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["ticket", "print", "pdf", "code"])]
    ics: Option<PathBuf>,
    /// Prints it through CUPS, on QUEUE or on the default printer; a ticket goes to a printer that understands ESC/POS.
    #[arg(long, value_name = "QUEUE", num_args = 0..=1, default_missing_value = "", require_equals = true)]
    print: Option<String>,
}

/// The paper of a ticket printer.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Width {
    #[value(name = "58")]
    Mm58,
    #[value(name = "80")]
    Mm80,
}

impl From<Width> for Paper {
    fn from(width: Width) -> Self {
        match width {
            Width::Mm58 => Self::Mm58,
            Width::Mm80 => Self::Mm80,
        }
    }
}

/// A day that was given, and what for. No `Debug` shows the day.
#[derive(Clone)]
struct Given {
    name: String,
    day: Date,
}

fn given(text: &str) -> Result<Given, String> {
    let form = "write a name and a date, such as decision=2026-11-03";
    let (name, day) = text.split_once('=').ok_or_else(|| form.to_owned())?;
    let day = Date::parse(day.trim()).ok_or_else(|| format!("'{}' is no date: {form}", day.trim()))?;
    let name = name.trim().to_owned();
    if Start::from_name(&name).is_none() && !name.contains('/') {
        let names = Start::all().map(Start::name).collect::<Vec<_>>().join(", ");
        return Err(format!(
            "nothing is counted from '{name}': write one of {names}, or a deadline such as oqtf/court"
        ));
    }
    Ok(Given { name, day })
}

/// The days that were given. One that nothing on the sheet is counted from is a mistake, and told.
fn starts(given: &[Given], due: &[DueDate]) -> Result<Starts, Failure> {
    let mut starts = Starts::default();
    for Given { name, day } in given {
        let start = Start::from_name(name);
        let counts = |one: &DueDate| one.deadline.id == *name || start.is_some() && one.deadline.term.start() == start;
        if !due.iter().any(counts) {
            let mut known: Vec<&str> =
                due.iter().filter_map(|one| one.deadline.term.start()).map(Start::name).collect();
            known.sort_unstable();
            known.dedup();
            let known = if known.is_empty() { "no day".to_owned() } else { known.join(", ") };
            let message = format!("nothing on this sheet is counted from '{name}': it knows {known}");
            return Err(Failure::user_error(message));
        }
        match start {
            Some(start) => starts.give(start, *day),
            None => starts.give_one(name, Some(*day)),
        }
    }
    Ok(starts)
}

/// The last days to come as a calendar.
fn calendar_of(context: &Context, catalog: &dyn Catalog, due: &[DueDate], lang: Lang) -> Result<String, Failure> {
    let now = context.now();
    let to_come = due.iter().filter(|one| one.days_left(now.date).is_some_and(|days| days >= 0));
    let events: Vec<CalendarEvent> = to_come.filter_map(|one| one.event(catalog, lang)).collect();
    if events.is_empty() {
        return Err(Failure::user_error(
            "no last day to come is known: give the day that it is counted from with --from",
        ));
    }
    Ok(calendar(&events, guichet_index::universal(now)))
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let basket = basket(&args.entries)?;
    let guide = context.guide()?;
    let lang = context.lang.unwrap_or(Lang::FR);
    let none = Starts::NONE;
    let request = Request { basket: &basket, said: &[], lang, private: args.private, numbers: None, starts: &none };
    let starts = starts(&args.from, &dates(&guide, request, context.now()))?;
    let request = Request { starts: &starts, ..request };
    let mut made = sheet(&guide, request, context.now());
    tell(&made)?;
    if let Some(file) = &args.ics {
        let calendar = calendar_of(context, &guide, &dates(&guide, request, context.now()), lang)?;
        return written(file, "--ics", calendar.as_bytes());
    }
    if args.words {
        words(&guide, args, Carried::of(&guide, lang, &basket, args.private), &mut made, context)?;
    }
    let code = args.code.then(|| Code::of(&link::carried(None, None, &basket, &made))).flatten();
    if args.code && code.is_none() {
        say("guichet: the code would be too long: it is left out");
    }
    let ticket = args.ticket.map(Paper::from);
    let arrangement = if args.beside { Arrangement::Beside } else { Arrangement::Below };
    if let Some(file) = &args.pdf {
        let page = pdf(&made, arrangement, code.as_ref()).map_err(|error| Failure::Internal(error.to_string()))?;
        return written(file, "--pdf", &page);
    }
    let Some(queue) = &args.print else {
        let mut written = text::text(&made, ticket.map_or(text::PAGE, Paper::columns), arrangement);
        if let Some(code) = &code {
            written.push('\n');
            code.half_blocks().iter().for_each(|row| written.extend([row.as_str(), "\n"]));
        }
        return Ok(std::io::stdout().lock().write_all(written.as_bytes())?);
    };
    let medium = ticket.map_or(Medium::Page(arrangement), Medium::Ticket);
    paper::print(queue, &made, medium, code.as_ref(), lang)
}

/// Puts the words onto the sheet that bring it back.
fn words(guide: &Guide, args: &Args, carried: Carried, made: &mut Sheet, context: &Context) -> Result<(), Failure> {
    let commune = args.commune.clone();
    if let Some(code) = commune.as_deref().filter(|code| guide.commune(code).is_none()) {
        return Err(Failure::user_error(format!(
            "--commune {code}: no commune has this INSEE code; try 18279, or 2A004"
        )));
    }
    let again =
        Again::of(guide, &Carried { commune, ..carried }).map_err(|error| Failure::user_error(error.to_string()))?;
    let Some(again) = again else { return Err(Failure::user_error("nothing is left for words to carry")) };
    again.add_to(made, guide, context.now());
    Ok(())
}

/// Writes a file, and tells where it is.
fn written(file: &Path, option: &'static str, bytes: &[u8]) -> Result<(), Failure> {
    paper::write(file, option, bytes)?;
    if file != Path::new("-") {
        let what = if option == "--ics" { "the calendar" } else { "the sheet" };
        say(&format!("guichet: {what} is in {}", file.display()));
    }
    Ok(())
}

fn basket(entries: &[String]) -> Result<Basket, Failure> {
    let mut basket = Basket::default();
    for id in entries {
        let entry = Entry::parse(id).ok_or_else(|| {
            let forms = "card/apl, place/mairie-18279, institution/caf, situation/loyer-impaye#agir or right/rsa";
            Failure::user_error(format!("'{id}' is nothing that goes on a sheet: write an identifier such as {forms}"))
        })?;
        basket.add(entry);
    }
    Ok(basket)
}

/// Says what is not on the sheet. A sheet with nothing on it is none.
fn tell(made: &Sheet) -> Result<(), Failure> {
    let named = |entries: &[Entry]| entries.iter().map(Entry::to_string).collect::<Vec<_>>().join(", ");
    if made.unread {
        return Err(Failure::user_error("the index cannot be read just now; `guichet doctor` says what to do"));
    }
    if !made.gone.is_empty() {
        say(&format!("guichet: not found, and not on the sheet: {}", named(&made.gone)));
    }
    if !made.private.is_empty() {
        let left_out = named(&made.private);
        say(&format!("guichet: private, and not on the sheet without --private: {left_out}"));
    }
    if made.is_empty() {
        return Err(Failure::user_error("nothing is left for the sheet"));
    }
    Ok(())
}
