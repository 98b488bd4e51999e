//! How well distress is read, by language, and how often ordinary queries are taken for it.

use crate::world;
use guichet_core::model::Lang;
use guichet_tests::distress::{Figures, alarms, figures, matcher, set};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Prints a table of the sets in `tests/distress`, then the alarms of each file of queries: lines of JSON with a `query`
/// or a `text`. Faults are said on the error stream.
pub fn measure(files: &[&str]) -> Result<(), Box<dyn Error>> {
    let authored = world::authored()?;
    let distress = matcher(&authored);
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    writeln!(
        out,
        "| language | stopped | of them at once | right first number | false alarms |\n|---|---:|---:|---:|---:|"
    )?;
    for lang in Lang::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("distress/{}.toml", lang.code()));
        let found = figures(&distress, &authored, &set(&fs::read_to_string(path)?)?, None);
        let share = Figures::share;
        writeln!(
            out,
            "| {} | {} of {}, {:.1} % | {} | {:.1} % | {} of {} |",
            lang.code(),
            found.stopped,
            found.phrases,
            share(found.stopped, found.phrases),
            found.at_once,
            share(found.right, found.stopped),
            found.alarms,
            found.traps
        )?;
        for fault in found.faults {
            writeln!(err, "{}: {fault}", lang.code())?;
        }
    }
    for file in files {
        let (count, found) = alarms(&distress, &fs::read_to_string(file)?);
        writeln!(out, "\n{file}: {} of {count}, {:.2} %", found.len(), Figures::share(found.len(), count))?;
        for (reading, text) in found {
            writeln!(out, "  {reading:?} {text}")?;
        }
    }
    Ok(())
}
