//! What leaves on paper: a sheet as rows of text, as a PDF, as the bytes of a ticket printer, with a code to scan; the printer;
//! and what sends it to a phone or a mailbox.
//!
//! Everything here is a function of the lines of a [`guichet_core::sheet::Sheet`], whatever program asks for it. Only
//! [`printer`] and [`send`] touch the outside, through [`child`].

pub(crate) mod child;
pub(crate) mod code;
mod cp858;
pub(crate) mod escpos;
pub(crate) mod job;
pub(crate) mod link;
pub(crate) mod pdf;
pub(crate) mod printer;
pub(crate) mod rows;
pub(crate) mod send;
#[cfg(test)]
mod tests;
pub(crate) mod text;
