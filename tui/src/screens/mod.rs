//! What every program of screens is made of, between the kit of [`crate::ui`] and the programs on top: how one runs in a
//! terminal ([`live`]) and without ([`simulated`]), and a conversation with the guide as screens hold it: what was asked
//! ([`dialogue`]), what is shown ([`content`]), and how it is worked out meanwhile ([`work`], [`suggest`]);
//! what somebody takes away of it ([`takeaway`]); and a PIN being typed ([`pin`]).

pub(crate) mod content;
pub(crate) mod dialogue;
pub(crate) mod live;
pub(crate) mod pin;
pub(crate) mod program;
pub(crate) mod simulated;
pub(crate) mod suggest;
pub(crate) mod takeaway;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod words;
pub(crate) mod work;
