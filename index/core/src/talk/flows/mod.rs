//! The flows of the guide, a folder each: `state` is where a conversation may stand in it and what its choices do, `turn`
//! does them, `view` shows them. A flow may offer the actions of any other, and uses the functions and states of those
//! before it only; what crosses all of them is in [`super::dispatch`].

pub mod card;
pub mod carry;
pub mod emergency;
pub mod find;
pub mod help;
pub mod institution;
pub mod obstacle;
pub mod obtained;
pub mod place;
pub mod rights;
pub mod situation;
pub mod start;

/// Hands the list of all flows to a macro: the name of the folder and of its variant.
macro_rules! each_flow {
    ($callback:ident) => {
        $callback! {
            emergency Emergency,
            help Help,
            obstacle Obstacle,
            card Card,
            situation Situation,
            institution Institution,
            place Place,
            find Find,
            rights Rights,
            start Start,
            carry Carry,
            obtained Obtained,
        }
    };
}

pub(super) use each_flow;
