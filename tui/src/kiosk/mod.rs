//! The kiosk's screens, on the kit of [`crate::ui`]. Everything they show comes from the guide; they lay it out and turn
//! keys into events.
//!
//! [`state`] is the state, [`app`] what a signal does to it; [`keys`] says what a key does in which mode; [`layer`] is what may
//! stand over the page; [`draw`] draws the state; [`live`] and [`simulated`] feed it, from a terminal or from a file.

mod app;
mod asked;
mod chrome;
mod content;
mod dialogue;
mod draw;
mod keys;
mod layer;
mod layout;
mod live;
mod options;
mod regions;
mod signal;
mod simulated;
mod staff;
mod state;
mod suggest;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use live::{Current, Fault, Outside, Shared, run};
pub(crate) use options::Options;
pub(crate) use simulated::Simulated;
pub(crate) use staff::Pin;
