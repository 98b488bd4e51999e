//! The one terminal program: kiosk, desk, chat, and the operator's commands.

mod cli;
mod kiosk;
mod out;
mod ui;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
