//! The one terminal program: kiosk, desk, chat, and the operator's commands.

mod cli;
mod desk;
mod kiosk;
mod out;
mod screens;
mod ui;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
