//! The kiosk's screens, on the kit of [`crate::ui`]. Everything they show comes from the guide; they lay it out and turn
//! keys into events.
//!
//! [`state`] is the state, [`app`] what a signal does to it; [`keys`] says what a key does in which mode; [`layer`] is what may
//! stand over the page; [`draw`] draws the state. [`crate::screens`] runs it, in a terminal or from a file.

mod app;
mod asked;
mod chrome;
mod draw;
mod keys;
mod layer;
mod layout;
mod options;
mod regions;
mod staff;
mod state;
mod takeaway;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use app::App;
pub(crate) use options::Options;
pub(crate) use staff::Pin;
pub(crate) use work::perform;
