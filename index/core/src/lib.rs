//! The pure core of Guichet.
//!
//! Data flows one way: an [`talk::Event`] comes in, [`talk::turn`] reads the [`ports::catalog::Catalog`] and the
//! [`talk::Session`], and a [`view::View`] goes out with effects. Nothing here touches a file, a clock, the environment
//! or a thread; what the outside knows comes through the `Catalog` port, and its in-memory twin is in [`fake`].

pub mod activity;
pub mod carry;
pub mod deadline;
pub mod dice;
pub mod fake;
pub mod fingerprint;
pub mod journal;
pub mod layout;
pub mod letter;
pub mod message;
pub mod model;
pub mod phrase;
pub mod ports;
pub mod rights;
pub mod sheet;
pub mod slip;
pub mod talk;
pub mod text;
pub mod view;
pub mod whole_bytes;
