//! `guichet export`: hand out what is in force.

use super::{Context, Failure};
use clap::builder::PossibleValuesParser;
use guichet_index::{Chosen, ExportFormat, export};
use std::io::Write;
use std::path::PathBuf;

/// Hand out what is in force in a format of the field: the content built in, and the packs over it.
///
/// data-inclusion, mednum, hsds, geojson, csv: the places. What a format cannot carry is told. Licences that ask to share
/// alike and others stand in no file together: `--licence` takes one of them. skos: the thesaurus, as Turtle. `guichet import`
/// reads data-inclusion, mednum, hsds and skos back. The file is there once it is whole: until then what stood in its place stays.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What to write.
    #[arg(value_parser = PossibleValuesParser::new(ExportFormat::ALL.map(ExportFormat::name)))]
    format: String,
    /// The file to write, or to replace.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Only places under this licence, such as etalab-2.0.
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
    /// Only places of this source, such as mednum.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Prints the counts, and what could not be carried, as one JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let format =
        ExportFormat::from_name(&args.format).ok_or_else(|| Failure::user_error("this format is not known"))?;
    let chosen = Chosen { licence: args.licence.clone(), source: args.source.clone() };
    let exported = export(&context.folder()?, format, &chosen, &args.out)?;
    // Beside the output: PATH may be standard output itself.
    super::say(&format!("{} records are in {}", exported.written, args.out.display()));
    if exported.left_out > 0 {
        super::say(&format!("{} records have no room in this format", exported.left_out));
    }
    for loss in &exported.not_carried {
        super::say(&format!("not carried: {} ({} places)", loss.what, loss.places));
    }
    if args.json {
        let told = serde_json::to_string(&exported).map_err(std::io::Error::from)?;
        writeln!(std::io::stdout().lock(), "{told}")?;
    }
    Ok(())
}
