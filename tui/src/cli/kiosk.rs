//! `guichet` alone and `guichet kiosk`: the screens, unlocked and locked.

use super::{Context, Failure};
use crate::kiosk::{self, Current, Fault, Options, Pin, Shared, Simulated};
use crate::ui::script;
use crate::ui::theme::{Depth, Theme};
use clap::ValueEnum;
use guichet_core::ports::catalog::Catalog;
use guichet_index::config::Secret;
use guichet_index::{DayCounts, Live};
use guichet_locales::Locales;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
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
#[command(group(clap::ArgGroup::new("played").args(["script", "snapshot"]).multiple(true)))]
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
    if args.script.is_some() || args.snapshot.is_some() {
        return play(context, args, options);
    }
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::user_error("the kiosk needs a terminal; `guichet chat` works without one"));
    }
    let variable = |name: &str| std::env::var(name).ok();
    let depth =
        Depth::of(variable("NO_COLOR").as_deref(), variable("COLORTERM").as_deref(), variable("TERM").as_deref());
    let clock = context.settings.running_clock();
    let folder = context.folder()?;
    let outside = kiosk::Outside {
        locales: Arc::new(Locales::new()),
        clock: (clock, std::time::Instant::now()),
        counts: Arc::new(DayCounts::of(&folder, "kiosk")),
    };
    let open = move || {
        let live = Arc::new(Live::open(&folder)?);
        live.keep_fresh(super::FRESH);
        Ok(Arc::new(move || live.current() as Shared) as Current)
    };
    kiosk::run(options, outside, depth, Box::new(open)).map_err(|fault| match fault {
        Fault::Terminal(error) => Failure::user_error(format!("the terminal cannot be used: {error}")),
        Fault::Guide(error) => error.into(),
        Fault::Internal => Failure::Internal("the kiosk ended because of a fault of the program".into()),
    })
}

/// Plays a script without a terminal.
fn play(context: &Context, args: &Args, options: Options) -> Result<(), Failure> {
    let steps = match &args.script {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Failure::user_error(format!("cannot read {}: {error}", path.display())))?;
            script::parse(&text).map_err(|error| Failure::user_error(format!("{}, {error}", path.display())))?
        }
        None => Vec::new(),
    };
    let guide = context.guide()?;
    let catalog: &dyn Catalog = &guide;
    let size = args.size.unwrap_or((80, 24));
    let mut player = Simulated::player(options, catalog, Arc::new(Locales::new()), size, context.now());
    steps.into_iter().for_each(|step| player.play(step));
    let text = player.text();
    match &args.snapshot {
        Some(path) if path != Path::new("-") => std::fs::write(path, text)
            .map_err(|error| Failure::user_error(format!("cannot write {}: {error}", path.display()))),
        Some(_) => Ok(std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes())?),
        None => Ok(()),
    }
}

/// The command line over the configuration. What does not fit is refused, never ignored.
fn options(context: &Context, args: &Args) -> Result<Options, Failure> {
    let config = &context.loaded.config.kiosk;
    let theme = match (args.theme, config.theme.as_deref()) {
        (Some(theme), _) => theme,
        (None, None) => Theme::Dark,
        (None, Some(name)) => Theme::from_str(name, true).map_err(|_| {
            Failure::user_error(format!("kiosk.theme, GUICHET_THEME: '{name}' is none: write dark, light or contrast"))
        })?,
    };
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
        seed: context.seed,
    })
}
