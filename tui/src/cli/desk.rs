//! `guichet desk`: the mediator's desk.

use super::desk_files::{self, Files};
use super::screens::{self, Played};
use super::{Context, Failure, say};
use crate::desk::{App, Binding, DeskProfile, Office, Options, bindings, perform};
use crate::out::printer::Printer;
use crate::out::send::Sender;
use crate::screens::live::Outside;
use crate::screens::takeaway::Outlets;
use crate::ui::theme::Theme;
use guichet_core::activity::Profile;
use guichet_core::model::Lang;
use guichet_core::ports::counts::MemoryCounts;
use guichet_index::config::ProfileConfig;
use guichet_index::{DayCounts, Pins, records};
use guichet_locales::Locales;
use std::sync::{Arc, RwLock};

/// Most profiles: each has a key of its own.
const MOST: usize = 35;

/// The mediator's desk: everything the kiosk knows at expert speed, the sheet to hand over, and the activity record.
///
/// It opens with its cursor in the command line: write a need, a commune, a language or the name of something to do. Space
/// shows what can be done, ? every key. Records are kept in the data folder, sealed; nothing of a person outlives their visit.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Colours at the start; F4 changes them. It stands over GUICHET_DESK_THEME. [default: dark]
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    played: Played,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let folder = context.folder()?;
    let mut pins = Pins::read(&folder)?;
    let mut options = options(context, args, &pins)?;
    if let Some(profile) = &args.files.set_pin {
        return desk_files::set_pin(&mut pins, profile, &options.profiles);
    }
    let depth = if args.played.is_asked() || args.files.are_asked() { None } else { Some(screens::terminal("desk")?) };
    let config = &context.loaded.config;
    let name = config.desk.name.clone().unwrap_or_else(|| "desk".into());
    let records = Arc::new(records::open(&folder, &name)?);
    options.notices = records.notices();
    options.notices.iter().for_each(|notice| say(&format!("guichet: {notice}")));
    // What was written on a slip is kept for a year.
    records.forget(context.now().date)?;
    if args.files.are_asked() {
        return desk_files::run(context, &args.files, &records);
    }
    let sender = Sender::of(config.send.sms.clone(), config.send.email.clone());
    let outlets = Outlets { printer: Printer::cups(config.printer.queue.clone()), sender, staff: true };
    let lang = RwLock::new(options.home);
    let Some(depth) = depth else {
        let office = Office {
            counts: Arc::new(MemoryCounts::default()),
            records,
            outlets,
            lang,
            pins,
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
    let office = Office { counts, records, outlets, lang, pins, name, locales: locales.clone(), calendar };
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

/// The command line over the configuration. What does not fit is refused, never ignored.
fn options(context: &Context, args: &Args, pins: &Pins) -> Result<Options, Failure> {
    let config = &context.loaded.config;
    let theme = screens::theme(args.theme, config.desk.theme.as_deref(), "desk.theme, GUICHET_DESK_THEME")?;
    let given: Vec<Binding<'_>> = config.desk.keys.iter().map(|(command, key)| Binding { command, key }).collect();
    let home = context.lang.unwrap_or(Lang::FR);
    Ok(Options {
        profiles: profiles(context, (theme, home), pins)?,
        home,
        theme,
        keys: bindings(&given).map_err(Failure::user_error)?,
        bot: config.telegram.link.clone(),
        channels: Sender::of(config.send.sms.clone(), config.send.email.clone()).channels(),
        medium: screens::medium(config.printer.paper.as_deref())?,
        notices: Vec::new(),
        seed: context.seed,
    })
}

/// Who shares the desk: colours and language are those of the desk where a profile has none.
fn profiles(context: &Context, (theme, home): (Theme, Lang), pins: &Pins) -> Result<Vec<DeskProfile>, Failure> {
    let known = &context.loaded.config.desk.profiles;
    if known.len() > MOST {
        return Err(Failure::user_error(format!("desk.profiles: {} of them, {MOST} at most", known.len())));
    }
    let one = |(name, config): (&String, &ProfileConfig)| {
        let place = format!("desk.profiles.{name}");
        let profile = Profile::new(name).ok_or_else(|| {
            let longest = Profile::LONGEST;
            Failure::user_error(format!(
                "{place}: the name of a profile has 1 to {longest} letters, digits, spaces and . - _, a letter or a digit first, and is \
                 no number of a person: write a role or initials"
            ))
        })?;
        let theme = match &config.theme {
            Some(theme) => screens::theme(None, Some(theme), &format!("{place}.theme"))?,
            None => theme,
        };
        let lang = config.lang.unwrap_or(home);
        super::offered(lang, false)
            .map_err(|_| Failure::user_error(format!("{place}.lang: nothing is shown in '{}' yet", lang.code())))?;
        Ok(DeskProfile { has_pin: pins.asks(&profile), profile, theme, lang })
    };
    known.iter().map(one).collect()
}
