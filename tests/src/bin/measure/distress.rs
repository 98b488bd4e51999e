//! How well distress is read, by language, and how often ordinary queries are taken for it.

use crate::world;
use guichet_content::authored::Authored;
use guichet_core::model::Lang;
use guichet_tests::distress::{Figures, THRESHOLDS, alarms, figures, matcher, set};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Prints a table of the sets in `tests/distress`, or of the folders of such sets that are given; then the alarms of each
/// file of queries: lines of JSON with a `query` or a `text`. Then, by the score above which a message without a phrase
/// is asked about, what would be stopped. Faults are said on the error stream.
pub fn measure(args: &[&str]) -> Result<(), Box<dyn Error>> {
    let authored = world::authored()?;
    let distress = matcher(&authored);
    let (folders, files): (Vec<&&str>, Vec<&&str>) = args.iter().partition(|arg| Path::new(arg).is_dir());
    let mut folders: Vec<PathBuf> = folders.into_iter().map(PathBuf::from).collect();
    if folders.is_empty() {
        folders.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("distress"));
    }
    let mut out = std::io::stdout().lock();
    for folder in folders {
        writeln!(out, "{}\n", folder.display())?;
        sets(&distress, &authored, &folder)?;
    }
    for file in files {
        let found = alarms(&distress, &fs::read_to_string(file)?);
        let share = Figures::share(found.read.len(), found.texts);
        writeln!(out, "\n{file}: {} of {}, {share:.2} %", found.read.len(), found.texts)?;
        for (reading, text) in found.read {
            writeln!(out, "  {reading:?} {text}")?;
        }
        for (least, count) in THRESHOLDS.iter().zip(found.at) {
            writeln!(out, "  above {least}: {count}, {:.2} %", Figures::share(count, found.texts))?;
        }
    }
    Ok(())
}

/// The sets of a folder, one a language.
fn sets(
    distress: &guichet_core::text::distress::Distress,
    authored: &Authored,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    writeln!(
        out,
        "| language | stopped | at once | by the reader | right first number | category, of a phrase | false alarms |\n\
         |---|---:|---:|---:|---:|---:|---:|"
    )?;
    let mut tables = Vec::new();
    for lang in Lang::all() {
        let Ok(text) = fs::read_to_string(folder.join(format!("{}.toml", lang.code()))) else { continue };
        let found = figures(distress, authored, &set(&text)?, None);
        let share = Figures::share;
        writeln!(
            out,
            "| {} | {} of {}, {:.1} % | {} | {} | {:.1} % | {:.1} % | {} of {}, {:.1} % |",
            lang.code(),
            found.stopped,
            found.phrases,
            share(found.stopped, found.phrases),
            found.at_once,
            found.told,
            share(found.right, found.stopped),
            share(found.category, found.stopped - found.told),
            found.alarms,
            found.traps,
            share(found.alarms, found.traps)
        )?;
        for fault in &found.faults {
            writeln!(err, "{}: {fault}", lang.code())?;
        }
        let row = found
            .at
            .map(|(cries, traps)| format!("{:.1} / {:.1}", share(cries, found.phrases), share(traps, found.traps)));
        tables.push(format!("| {} | {} |", lang.code(), row.join(" | ")));
    }
    let heads = THRESHOLDS.map(|least| least.to_string()).join(" | ");
    writeln!(out, "\n| stopped / alarms, %, above | {heads} |\n|---|{}", "---:|".repeat(THRESHOLDS.len()))?;
    tables.iter().try_for_each(|row| writeln!(out, "{row}"))?;
    Ok(())
}
