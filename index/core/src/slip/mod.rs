//! The orientation slip: what somebody carries from one professional to the next. It says who sends, to whom, why, what stood in the
//! way and what was tried; it bears no name. By its [`SlipCode`] the receiver acknowledges it, on the phone or on paper.

mod build;
mod code;
mod model;
pub mod options;
#[cfg(test)]
mod tests;

pub use build::{SlipRequest, slip};
pub use code::{CodeFault, SlipCode};
pub use model::{Addressee, Slip};
