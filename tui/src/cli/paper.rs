//! What the commands that write a file or print have in common.

use super::{Failure, say};
use crate::out::code::Code;
use crate::out::job::{self, Medium};
use crate::out::printer::{self, Printer};
use guichet_core::model::Lang;
use guichet_core::sheet::Sheet;
use guichet_locales::Locales;
use std::io::Write;
use std::path::Path;

/// Prints a sheet through CUPS, on a queue or, where that is empty, on the default printer. What is left out is told.
///
/// # Errors
/// The printer does not take it: the cause for the operator, then what the person is told.
pub(super) fn print(
    queue: &str,
    sheet: &Sheet,
    medium: Medium,
    code: Option<&Code>,
    lang: Lang,
) -> Result<(), Failure> {
    let printer = Printer::cups((!queue.is_empty()).then(|| queue.to_owned()));
    let left_out = job::print(&printer, sheet, medium, code).map_err(|error| {
        let told = Locales::new().interface(lang, printer::words(&error, true));
        Failure::user_error(format!("{error}. {told}"))
    })?;
    for lang in &left_out.languages {
        say(&format!("guichet: a ticket printer has no letters for '{}': only French is printed", lang.code()));
    }
    if left_out.code {
        say("guichet: the code does not fit this paper: it is left out");
    }
    Ok(())
}

/// Writes a file that was asked for, whole.
pub(super) fn write(path: &Path, option: &'static str, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        return Ok(std::io::stdout().lock().write_all(bytes)?);
    }
    Ok(guichet_index::hand_out(path, option, bytes)?)
}
