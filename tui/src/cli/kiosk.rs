//! `guichet` alone and `guichet kiosk`: the screens, unlocked and locked.

use super::screens::{self, Played};
use super::{Context, Failure};
use crate::kiosk::{App, Options, Pin, perform};
use crate::out::printer::Printer;
use crate::out::send::Sender;
use crate::screens::live::Outside;
use crate::screens::takeaway::Outlets;
use crate::ui::theme::Theme;
use guichet_core::ports::counts::MemoryCounts;
use guichet_index::DayCounts;
use guichet_index::config::Secret;
use guichet_locales::Locales;
use std::sync::Arc;
use std::time::Duration;

/// Seconds without a key before the kiosk warns.
const IDLE: u64 = 90;

/// Fewest and most seconds that may be set.
const IDLES: std::ops::RangeInclusive<u64> = 10..=3600;

/// The kiosk's screens, locked: keys that leave the program are ignored.
///
/// The staff leaves with F12 and the PIN in GUICHET_PIN, or in the file named by GUICHET_PIN_FILE (4 to 64 characters).
/// Without a PIN the kiosk can only be stopped from outside (SIGTERM, SIGINT or SIGHUP).
#[derive(clap::Args, Default)]
pub(super) struct Args {
    /// Colours at the start; people can change them with F4. It stands over GUICHET_THEME. [default: dark]
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// Seconds without a key before the kiosk asks whether somebody is there; 30 seconds later it wipes everything.
    /// It stands over GUICHET_IDLE. [default: 90]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(IDLES))]
    idle: Option<u64>,
    /// Not locked: Ctrl-C leaves, as it does without a command.
    #[arg(long)]
    unlocked: bool,
    #[command(flatten)]
    played: Played,
}

/// The screens, unlocked: `guichet` with no command.
pub(super) fn open(context: &Context) -> Result<(), Failure> {
    run(context, &Args { unlocked: true, ..Args::default() })
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let options = options(context, args)?;
    if options.locked && options.pin.is_none() {
        super::say(
            "guichet: this kiosk is locked and has no PIN (GUICHET_PIN or GUICHET_PIN_FILE): it can only be stopped from \
             outside, for example with `kill` from another terminal.",
        );
    }
    let printer = Printer::cups(context.loaded.config.printer.queue.clone());
    let outlets = Outlets { printer, sender: Sender::none(), staff: false };
    if args.played.is_asked() {
        let (guide, counts) = (context.guide()?, MemoryCounts::default());
        let fresh = |size| App::new(options.clone(), Arc::new(Locales::new()), size);
        let perform = |work, now| perform(&guide, &counts, &outlets, work, now);
        return args.played.play(fresh, perform, context.now());
    }
    let depth = screens::terminal("kiosk")?;
    let folder = context.folder()?;
    let (locales, counts) = (Arc::new(Locales::new()), DayCounts::of(&folder, "kiosk"));
    let outside = Outside {
        locked: options.locked,
        fresh: Box::new(move |size| App::new(options.clone(), locales.clone(), size)),
        perform: Arc::new(move |catalog, work, now| perform(catalog, &counts, &outlets, work, now)),
        clock: (context.settings.running_clock(), std::time::Instant::now()),
    };
    screens::run("kiosk", outside, depth, folder)
}

/// The command line over the configuration. What does not fit is refused, never ignored.
fn options(context: &Context, args: &Args) -> Result<Options, Failure> {
    let config = &context.loaded.config.kiosk;
    let theme = screens::theme(args.theme, config.theme.as_deref(), "kiosk.theme, GUICHET_THEME")?;
    let idle = args.idle.or(config.idle).unwrap_or(IDLE);
    if !IDLES.contains(&idle) {
        return Err(Failure::user_error(format!("kiosk.idle, GUICHET_IDLE: {idle} seconds: write 10 to 3600")));
    }
    let pin = Secret::given(config.pin.as_ref(), config.pin_file.as_deref())?;
    let pin = pin.map(|pin| {
        let few = "kiosk.pin, GUICHET_PIN or GUICHET_PIN_FILE: write a PIN of 4 to 64 characters";
        Pin::new(pin.expose()).ok_or_else(|| Failure::user_error(few))
    });
    Ok(Options {
        locked: !args.unlocked,
        pin: pin.transpose()?,
        home: context.lang,
        idle: Duration::from_secs(idle),
        theme,
        medium: screens::medium(context.loaded.config.printer.paper.as_deref())?,
        bot: context.loaded.config.telegram.link.clone(),
        seed: context.seed,
    })
}
