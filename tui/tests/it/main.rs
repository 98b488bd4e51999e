//! The tests of the terminal program as it is run, in one program: what each file proves stands at its head.

mod bad_input;
mod lock;
#[cfg(unix)]
mod office;
mod operator;
mod pty;
mod storm;
mod terminal;
mod transcripts;
#[cfg(unix)]
mod update;
