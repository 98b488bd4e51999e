//! The tests of the core, in one program: what each file proves stands at its head.

mod blocks;
mod buttons;
mod carry;
mod dates;
mod far;
mod guesses;
mod guide;
mod institutions;
mod interview;
mod layout;
mod matter;
mod obtained;
mod offers;
mod screening;
mod sheet;
mod situations;
mod sources;
mod unavailable;
mod waiting;
mod walk;
mod words;

use guichet_core::talk::{Effect, Turn};

/// The names of what a turn counts.
fn counted(turn: &Turn) -> Vec<String> {
    let name = |effect: &Effect| match effect {
        Effect::Observed(seen) => Some(seen.to_string()),
        _ => None,
    };
    turn.effects.iter().filter_map(name).collect()
}
