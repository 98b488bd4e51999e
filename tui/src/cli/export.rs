//! `guichet export`: hand out what is in force.

use super::{Context, Failure};
use clap::builder::PossibleValuesParser;
use guichet_index::{ExportFormat, export};
use std::path::PathBuf;

/// Hand out what is in force in a format of the field: the content built in, and the packs over it.
///
/// skos: the thesaurus, as Turtle; `guichet import skos` reads it back. The file is there once it is whole: until then
/// what stood in its place stays.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What to write.
    #[arg(value_parser = PossibleValuesParser::new(ExportFormat::ALL.map(ExportFormat::name)))]
    format: String,
    /// The file to write, or to replace.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let format =
        ExportFormat::from_name(&args.format).ok_or_else(|| Failure::user_error("this format is not known"))?;
    let written = export(&context.folder()?, format, &args.out)?;
    // Beside the output: PATH may be standard output itself.
    super::say(&format!("{written} records are in {}", args.out.display()));
    Ok(())
}
