//! What every program can be started with.

use super::Failure;
use super::clock::{self, Clock};
use crate::config::{Given, Loaded};
use clap::builder::{OsStringValueParser, TypedValueParser};
use guichet_core::model::Moment;
use std::ffi::OsString;
use std::path::PathBuf;

/// The options of every program: where it works, how it is configured, what time it is.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Settings {
    /// The data folder: packs, index, conversations. Nothing is written elsewhere. [default: the user's data folder, such
    /// as ~/.local/share/guichet]
    #[arg(long, global = true, value_name = "DIR", env = "GUICHET_DATA", hide_env_values = true, value_parser = path())]
    data: Option<PathBuf>,
    /// The configuration, TOML. [default: guichet.toml in the data folder, where there is one]
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "GUICHET_CONFIG",
        hide_env_values = true,
        value_parser = path()
    )]
    config: Option<PathBuf>,
    /// Fixes the clock, for tests: local time, such as 2026-11-23T10:00.
    #[arg(long, global = true, value_name = "TIME", value_parser = moment)]
    now: Option<Moment>,
    /// A file that holds the local time, for tests.
    #[arg(long, global = true, hide = true, value_name = "FILE")]
    clock: Option<PathBuf>,
}

impl Settings {
    /// Reads the configuration: the file, and the environment over it.
    ///
    /// # Errors
    /// A setting that cannot be read or makes no sense.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let given = Given { file: self.config.clone(), data: self.data.clone(), ..Given::default() };
        Ok(Loaded::read(&given.with_environment()?)?)
    }

    /// The clock: the system's, unless a test fixes it.
    pub fn clock(&self) -> Clock {
        clock::fixed(self.now, self.clock.clone())
    }

    /// As [`Self::clock`], but that time goes on from the moment given: for screens on which waiting means something.
    pub fn running_clock(&self) -> Clock {
        clock::running(self.now, self.clock.clone())
    }
}

/// Reads a local time from the command line.
///
/// # Errors
/// How it is to be written.
pub fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write a local time such as 2026-11-23T10:00".to_owned())
}

/// A path that says something: an empty variable is a mistake, and is named as one.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    let named =
        |path: OsString| if path.is_empty() { Err("it is empty: name one, or leave it out") } else { Ok(path.into()) };
    OsStringValueParser::new().try_map(named)
}

#[cfg(test)]
mod tests {
    //! Properties: the options stand before and after a command; what is empty or no time is refused.

    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Program {
        #[command(flatten)]
        settings: Settings,
        #[command(subcommand)]
        command: Option<Command>,
    }

    #[derive(clap::Subcommand)]
    enum Command {
        Work,
    }

    #[test]
    fn options_are_read_and_refused() {
        let parsed = |args: &[&str]| Program::try_parse_from([&["program"], args].concat());
        for args in [&["--data", "a", "work"][..], &["work", "--data", "a"]] {
            let program = parsed(args).map_err(|error| error.to_string()).expect("it fits");
            assert!(program.settings.data == Some("a".into()) && program.command.is_some());
        }
        for args in [&["--data", ""][..], &["--now", "ten o'clock"]] {
            assert!(parsed(args).is_err(), "{args:?}");
        }
    }
}
