//! The tests of the index, in one program: what each file proves stands at its head.

mod carry;
mod checking;
mod common;
mod configuration;
mod conversations;
mod finding;
mod generations;
mod packs;
mod parts;
mod phrases;
mod places;
mod screening;
mod situations;
mod thesaurus;
mod update;
