//! What leaves on paper: a sheet as rows of text, as a PDF, as the bytes of a ticket printer, with a code to scan; and the printer.
//!
//! Everything here is a function of the lines of a [`guichet_core::sheet::Sheet`], whatever program asks for it. Only
//! [`printer`] touches the outside.

pub(crate) mod code;
mod cp858;
pub(crate) mod escpos;
pub(crate) mod job;
pub(crate) mod link;
pub(crate) mod pdf;
pub(crate) mod printer;
pub(crate) mod rows;
#[cfg(test)]
mod tests;
pub(crate) mod text;
