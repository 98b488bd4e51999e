//! Writes `content/gazetteer/communes.tsv` from a CSV of the official geographic code.
//!
//! ```text
//! cargo run -p guichet-import --example communes -- SOURCE.csv content
//! ```
//!
//! What was wrong in the source goes to standard error, one line a warning.

use guichet_import::communes;
use std::error::Error;
use std::fs;
use std::io::{BufReader, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [source, content] = args.as_slice() else {
        return Err("usage: communes SOURCE CONTENT".into());
    };
    let name = Path::new(source).file_name().unwrap_or_default().to_string_lossy();
    let read = communes::read(BufReader::new(fs::File::open(source)?), &name)?;
    fs::write(Path::new(content).join("gazetteer/communes.tsv"), communes::lines(&read.communes))?;
    let mut log = std::io::stderr().lock();
    for warning in &read.batch.warnings {
        writeln!(log, "{warning}")?;
    }
    writeln!(log, "{} read, {} kept, {} refused", read.batch.read, read.batch.kept, read.batch.refused)?;
    Ok(())
}
