//! The kiosk's screens. Everything they show comes from the guide; they lay it out and turn keys into events.
//!
//! [`app`] is the state and what a signal does to it; [`page`] lays a view out; [`draw`] paints the state; [`live`] and
//! [`script`] feed it, from a terminal or from a file.

mod app;
mod chrome;
mod decoder;
mod draw;
mod idle;
mod key;
mod line;
mod listen;
mod live;
mod page;
mod pin;
mod reach;
mod script;
mod shape;
mod suggest;
mod terminal;
mod theme;
mod travel;
mod tty;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use app::Options;
pub(crate) use live::{Clock, Current, Fault, Shared, run};
pub(crate) use pin::Pin;
pub(crate) use script::{Stage, parse, size};
pub(crate) use theme::{Depth, Look};
