//! `guichet completions`: what a shell needs to complete a command line.

use super::Failure;
use clap_complete::Shell;
use std::io::Write;

/// Completions for a shell, on standard output: every command, every option, every value that is one of a few.
///
/// For bash: guichet completions bash > ~/.local/share/bash-completion/completions/guichet
#[derive(clap::Args)]
pub(super) struct Args {
    /// The shell.
    shell: Shell,
}

pub(super) fn run(args: &Args, command: &mut clap::Command) -> Result<(), Failure> {
    let mut written = Vec::new();
    clap_complete::generate(args.shell, command, super::NAME, &mut written);
    Ok(std::io::stdout().write_all(&written)?)
}
