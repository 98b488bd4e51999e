//! The tests of the Telegram bot as it is run, in one program: what each file proves stands at its head.

mod abilities;
mod bad_input;
mod common;
mod faults;
mod load;
mod nets;
mod transcripts;
