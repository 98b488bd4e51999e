//! The tests of the readers of foreign sources, in one program: what each file proves stands at its head.

mod vosdroits;
mod vosdroits_faults;
