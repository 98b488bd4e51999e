//! What no single crate can show about itself: who may use whom, where the clock and the disk may be touched, under
//! which licences the tree stands, and whether every program tells the same story.
//!
//! The rules are here, as tables; the tests feed them the real workspace, and doctored ones to show that they refuse.
//! The player of transcripts is here too, so that each program's own tests replay the same files.

#![allow(clippy::disallowed_methods, reason = "a test is asked by its environment whether to bless")]

pub mod arrows;
pub mod content;
pub mod crowd;
pub mod distress;
pub mod faults;
pub mod http;
pub mod manual;
pub mod play;
pub mod relay;
pub mod rooms;
pub mod supply;
pub mod synapse;
pub mod telegram;
pub mod transcript;
pub mod unused;
pub mod world;
