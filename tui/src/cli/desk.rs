//! `guichet desk`: the mediator's desk.

use super::screens::{self, Played};
use super::{Context, Failure, say};
use crate::desk::{App, Binding, Office, Options, bindings, perform};
use crate::out::printer::Printer;
use crate::screens::live::Outside;
use crate::ui::theme::Theme;
use guichet_core::model::Lang;
use guichet_core::ports::counts::MemoryCounts;
use guichet_index::{DayCounts, desk};
use guichet_locales::Locales;
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
    #[command(flatten)]
    played: Played,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let options = options(context, args)?;
    let depth = if args.played.is_asked() { None } else { Some(screens::terminal("desk")?) };
    let folder = context.folder()?;
    let config = &context.loaded.config;
    let records = Arc::new(desk::open(&folder, config.desk.name.as_deref().unwrap_or("desk"))?);
    records.notices().iter().for_each(|notice| say(&format!("guichet: {notice}")));
    let printer = Printer::cups(config.printer.queue.clone());
    let Some(depth) = depth else {
        let office = Office { counts: Arc::new(MemoryCounts::default()), records, printer, lang: options.home };
        let guide = context.guide()?;
        let fresh = |size| App::new(options.clone(), Arc::new(Locales::new()), size);
        return args.played.play(fresh, |work, now| perform(&guide, &office, work, now), context.now());
    };
    let (locales, kept) = (Arc::new(Locales::new()), records.clone());
    let office = Office { counts: Arc::new(DayCounts::of(&folder, "desk")), records, printer, lang: options.home };
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
fn options(context: &Context, args: &Args) -> Result<Options, Failure> {
    let config = &context.loaded.config;
    let theme = screens::theme(args.theme, config.desk.theme.as_deref(), "desk.theme, GUICHET_DESK_THEME")?;
    let given: Vec<Binding<'_>> = config.desk.keys.iter().map(|(command, key)| Binding { command, key }).collect();
    Ok(Options {
        home: context.lang.unwrap_or(Lang::FR),
        theme,
        keys: bindings(&given).map_err(Failure::user_error)?,
        bot: config.telegram.link.clone(),
        medium: screens::medium(config.printer.paper.as_deref())?,
        seed: context.seed,
    })
}
