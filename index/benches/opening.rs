//! What it costs to open everything that a conversation needs, part by part, over a data folder whose index is built.
//!
//! `cargo bench -p guichet-index --bench opening`. Milliseconds, the median of the rounds; files are in the page cache.

use guichet_core::model::Lang;
use guichet_core::ports::catalog::Catalog;
use guichet_index::{DataFolder, Error, Guide, timed};
use std::io::Write;
use std::time::Duration;

/// Openings of which the median is taken.
const ROUNDS: usize = 15;
/// What is timed, in order.
const NAMES: [&str; 7] = ["words", "index", "phrases of distress", "gazetteer", "situations", "rights", "all"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let temp = tempfile::tempdir()?;
    let folder = DataFolder::open(temp.path())?;
    Guide::open(&folder)?.ready()?;
    let mut rounds: Vec<[Duration; NAMES.len()]> = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(opened(&folder)?);
    }
    let mut out = std::io::stdout().lock();
    for (number, name) in NAMES.iter().enumerate() {
        let mut times: Vec<Duration> = rounds.iter().filter_map(|times| times.get(number).copied()).collect();
        times.sort_unstable();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        writeln!(out, "{name:20} {:7.1} ms", median.as_secs_f64() * 1e3)?;
    }
    Ok(())
}

/// Opens everything once; how long each part took, and all of them.
fn opened(folder: &DataFolder) -> Result<[Duration; NAMES.len()], Error> {
    let (guide, words) = timed(|| Guide::open(folder));
    let guide = guide?;
    let (ready, index) = timed(|| guide.ready());
    ready?;
    let ((), phrases) = timed(|| drop(guide.distress().read("bonjour", None)));
    let ((), gazetteer) = timed(|| drop(guide.commune("12202")));
    let ((), situations) = timed(|| {
        guide.situations();
    });
    let ((), rights) = timed(|| {
        guide.rights_words(Lang::FR);
    });
    let parts = [words, index, phrases, gazetteer, situations, rights];
    let all = parts.iter().sum();
    Ok([parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], all])
}
