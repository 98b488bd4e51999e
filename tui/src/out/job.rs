//! A sheet handed to a printer: as a page, or as a ticket.

use super::child::ChildFault;
use super::code::Code;
use super::escpos::{self, Paper};
use super::printer::{Job, Printer};
use super::rows::Arrangement;
use super::{pdf, text};
use guichet_core::model::Lang;
use guichet_core::sheet::Sheet;

/// What a sheet is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A page (A4).
    Page(Arrangement),
    /// The roll of a ticket printer that understands ESC/POS.
    Ticket(Paper),
}

/// What was not printed of a sheet that was.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// Languages for which the printer has no letters.
    pub(crate) languages: Vec<Lang>,
    /// The code does not fit the paper.
    pub(crate) code: bool,
}

/// Hands a sheet to a printer, with its code where the medium can bear one.
///
/// # Errors
/// As [`Printer::print`].
pub(crate) fn print(
    printer: &Printer,
    sheet: &Sheet,
    medium: Medium,
    code: Option<&Code>,
) -> Result<LeftOut, ChildFault> {
    match medium {
        Medium::Page(arrangement) => {
            let left_out = match pdf::pdf(sheet, arrangement, code) {
                Ok(page) => {
                    printer.print(&page, Job::Page)?;
                    LeftOut::default()
                }
                // A plain page is better than none.
                Err(error) => {
                    tracing::error!(%error, "the sheet is printed as text");
                    printer.print(text::text(sheet, text::PAGE, arrangement).as_bytes(), Job::Page)?;
                    LeftOut { code: code.is_some(), ..LeftOut::default() }
                }
            };
            Ok(left_out)
        }
        Medium::Ticket(paper) => {
            let ticket = escpos::ticket(sheet, paper, code);
            printer.print(&ticket.bytes, Job::Raw)?;
            Ok(LeftOut { languages: ticket.left_out, code: ticket.without_code })
        }
    }
}
