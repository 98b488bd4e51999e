//! The tests of the search, in one program: what each file proves stands at its head.

mod common;
mod evidence;
mod properties;
mod search;
mod understanding;
