//! The one terminal program: kiosk, desk, chat, and the operator's commands.

mod cli;
mod kiosk;
#[cfg_attr(not(test), expect(dead_code, reason = "the desk and the kiosk print with it, once they have a basket"))]
mod out;
mod ui;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
