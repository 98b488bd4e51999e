//! What no single crate can show about itself: who may use whom, where the clock and the disk may be touched, under
//! which licences the tree stands, and whether every program tells the same story.
//!
//! The rules are here, as tables; the tests feed them the real workspace, and doctored ones to show that they refuse.

pub mod arrows;
pub mod rooms;
pub mod supply;
