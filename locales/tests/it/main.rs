//! The tests of the words of the interface, in one program: what each file proves stands at its head.

mod codes;
mod complete;
mod spoken;
mod wording;
