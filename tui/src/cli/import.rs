//! `guichet import`: bring a source in.

use super::{Context, Failure};
use clap::builder::PossibleValuesParser;
use guichet_index::{Format, import};
use std::io::Write;
use std::path::PathBuf;

/// Bring a source in, as a pack of the data folder.
///
/// One bad record never stops a run: what was refused or doubted is in the report file that the run names. Importing
/// again replaces the pack; until the new one is whole, the old one answers.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What PATH holds; skos is a thesaurus in Turtle or RDF/XML.
    #[arg(value_parser = PossibleValuesParser::new(Format::ALL.map(Format::name)))]
    format: String,
    /// The file or the folder as its publisher gives it.
    path: PathBuf,
    /// Name of the pack; importing again under a name replaces what it held. By default the format's name.
    #[arg(long, value_name = "NAME")]
    pack: Option<String>,
    /// Prints the counts as one JSON object, last.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let format = Format::from_name(&args.format).ok_or_else(|| Failure::user_error("this format is not known"))?;
    let name = args.pack.as_deref().unwrap_or(format.name());
    let report = import(&context.folder()?, format, &args.path, name, context.now())?;
    let file = report.file.display();
    let mut out = std::io::stdout().lock();
    if args.json {
        super::say(&format!("every warning and refusal is in {file}"));
        let counts = serde_json::to_string(&report).map_err(std::io::Error::from)?;
        writeln!(out, "{counts}")?;
    } else {
        writeln!(out, "read {}, kept {}, refused {}", report.read, report.kept, report.refused)?;
        writeln!(out, "warnings on what was kept: {}", report.warnings)?;
        writeln!(out, "every warning and refusal is in {file}")?;
        if report.in_force() {
            writeln!(out, "the pack {name} is in force: {} things can be found in it", report.items)?;
        }
    }
    if report.in_force() {
        Ok(())
    } else {
        let path = args.path.display();
        Err(Failure::user_error(format!(
            "nothing in {path} could be read as {}: see {file}. The pack {name} stays as it was",
            format.name()
        )))
    }
}
