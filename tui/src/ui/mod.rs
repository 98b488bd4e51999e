//! A kit of screens: what any program of screens on a terminal is made of. It knows views and pages, and no program that
//! shows them: `kiosk` stands on top of it, never the other way (held by `tests/src/rooms.rs`).
//!
//! [`terminal`] and [`listen`] take a terminal over and bring [`input`]s from it; [`keymap`] and [`layers`] say what a key
//! does where; [`page`] lays a view out, [`list`] moves on it; everything is drawn on one [`canvas`]. [`script`] plays the
//! same without a terminal.

pub(crate) mod bar;
pub(crate) mod cache;
pub(crate) mod canvas;
#[cfg(any(unix, test))]
pub(crate) mod decoder;
pub(crate) mod dialog;
pub(crate) mod idle;
pub(crate) mod input;
pub(crate) mod key;
pub(crate) mod keymap;
pub(crate) mod layers;
pub(crate) mod line;
pub(crate) mod list;
pub(crate) mod listen;
pub(crate) mod page;
mod palette;
pub(crate) mod panel;
pub(crate) mod scan;
pub(crate) mod script;
pub(crate) mod terminal;
pub(crate) mod theme;
pub(crate) mod too_small;
pub(crate) mod tty;
pub(crate) mod wrap;
