//! What the index costs, at the size of a country and far beyond: time to build and to open, size on the disk, memory of
//! a process that searches, latency of answers and of suggestions. Run it at the root:
//!
//! ```text
//! cargo run --release -p guichet-tests --bin measure -- all target/measure PACK
//! ```
//!
//! `PACK` is the folder of an imported pack (`packs/vosdroits` in a data folder); without it the authored cards are what
//! larger corpora are recombined from. `all` builds and asks at each size, each in a process of its own, so that what
//! one needs is not counted for the other; it prints a table and writes the plot beside it. The parts of it, alone:
//! `build WORK SIZE [PACK]`, `ask WORK SIZE`, `plot WORK`.
//!
//! `distress [QUERIES.jsonl…]` says how well distress is read: see `index/DISTRESS.md`.

#![allow(clippy::disallowed_methods, reason = "a tool of the project, run by hand, takes its arguments and the time")]

#[path = "../../../../index/search/benches/corpus/mod.rs"]
mod corpus;
mod distress;
mod figures;
mod plot;
mod world;

use figures::{Figures, Latency};
use guichet_core::dice::Dice;
use guichet_core::model::Lang;
use guichet_core::ports::catalog::Query;
use guichet_search::Engine;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Texts of the corpora.
const SIZES: [usize; 3] = [3_000, 30_000, 300_000];
/// Hits and suggestions asked for, as the programs do.
const HITS: usize = 10;
const SUGGESTIONS: usize = 5;
/// Times that each query is asked.
const ROUNDS: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["all", work] => all(work, None),
        ["all", work, pack] => all(work, Some(pack)),
        ["build", work, size] => build(Path::new(work), size.parse()?, None),
        ["build", work, size, pack] => build(Path::new(work), size.parse()?, Some(Path::new(pack))),
        ["ask", work, size] => ask(Path::new(work), size.parse()?),
        ["answers", work, size] => answers(Path::new(work), size.parse()?),
        ["plot", work] => draw(Path::new(work)),
        ["distress", files @ ..] => distress::measure(files),
        _ => Err(
            "usage: measure all WORK [PACK] | build WORK SIZE [PACK] | ask WORK SIZE | answers WORK SIZE | plot WORK \
             | distress [QUERIES.jsonl…]"
                .into(),
        ),
    }
}

fn all(work: &str, pack: Option<&str>) -> Result<(), Box<dyn Error>> {
    let own = std::env::current_exe()?;
    for size in SIZES.map(|size| size.to_string()) {
        for args in [["build", work, &size].iter().copied().chain(pack).collect::<Vec<_>>(), vec!["ask", work, &size]] {
            if !Command::new(&own).args(&args).status()?.success() {
                return Err(format!("measure {} failed", args.join(" ")).into());
            }
        }
    }
    draw(Path::new(work))
}

fn build(work: &Path, size: usize, pack: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let folder = work.join(size.to_string());
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let world = world::read(pack)?;
    let start = Instant::now();
    let items = corpus::recombined(&world.given, size);
    let count = guichet_search::build(&folder, items, world.concepts)?;
    let figures = Figures { build_s: start.elapsed().as_secs_f64(), disk_mb: megabytes(&folder)?, ..Figures::of(size) };
    figures.write(work)?;
    writeln!(std::io::stderr(), "{size}: {count} items in {:.1} s, {:.0} MB", figures.build_s, figures.disk_mb)?;
    Ok(())
}

fn ask(work: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    let mut figures = Figures::read(work, size)?;
    let start = Instant::now();
    let engine = Engine::open(&work.join(size.to_string()))?;
    figures.open_ms = start.elapsed().as_secs_f64() * 1e3;
    let queries: Vec<String> = corpus::queries().into_iter().map(str::to_owned).collect();
    figures.read = latency(&queries, ROUNDS, |text| engine.search(&query(text, 0)).map(|_| ()))?;
    figures.search = latency(&queries, ROUNDS, |text| engine.search(&query(text, HITS)).map(|_| ()))?;
    let begun: Vec<String> = queries.iter().flat_map(|text| beginnings(text)).collect();
    figures.suggest = latency(&begun, 2, |text| engine.suggest(text, Lang::FR, SUGGESTIONS).map(|_| ()))?;
    figures.bad = latency(&bad(), ROUNDS, |text| engine.search(&query(text, HITS)).map(|_| ()))?;
    (figures.memory_mb, figures.anonymous_mb) = memory()?;
    figures.write(work)?;
    writeln!(std::io::stderr(), "{figures}")?;
    Ok(())
}

/// The answers themselves, a line a query: two runs are compared with `diff`.
fn answers(work: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    let engine = Engine::open(&work.join(size.to_string()))?;
    let mut out = std::io::stdout().lock();
    for text in corpus::queries() {
        let answer = engine.search(&query(text, HITS))?;
        let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.item.id.as_str()).collect();
        writeln!(out, "{text}\t{}", ids.join(" "))?;
    }
    Ok(())
}

fn draw(work: &Path) -> Result<(), Box<dyn Error>> {
    let rows = SIZES.iter().map(|size| Figures::read(work, *size)).collect::<Result<Vec<_>, _>>()?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", figures::table(&rows))?;
    fs::write(work.join("benchmarks.svg"), plot::svg(&rows))?;
    Ok(())
}

fn query(text: &str, limit: usize) -> Query {
    Query { text: text.to_owned(), limit, ..Query::default() }
}

/// Asks everything once to bring the files into memory, then `rounds` times, one after another.
fn latency<E: Error + 'static>(
    texts: &[String],
    rounds: usize,
    mut ask: impl FnMut(&str) -> Result<(), E>,
) -> Result<Latency, Box<dyn Error>> {
    let mut taken = Vec::with_capacity(texts.len() * rounds);
    for round in 0..=rounds {
        for text in texts {
            let start = Instant::now();
            ask(text)?;
            if round > 0 {
                taken.push(start.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    Ok(Latency::of(taken))
}

/// A line as it stands after each letter.
fn beginnings(text: &str) -> Vec<String> {
    text.char_indices().map(|(at, c)| text[..at + c.len_utf8()].to_owned()).collect()
}

/// What nobody should type, and somebody does.
fn bad() -> Vec<String> {
    let long = |piece: &str| piece.repeat(100_000 / piece.chars().count());
    let mut dice = Dice(7);
    let letters = (0..100_000).map(|_| char::from(b"abcdefghijklmnopqrstuvwxyz     "[dice.below(31)])).collect();
    [
        "",
        " ",
        "🙂🙂🙂",
        "?!…;:",
        "\u{202e}reyol\u{202c}",
        "title:\"",
        "*",
        "AND (",
        "loyer~2^9 OR [a TO z]",
        "'; DROP TABLE items; --",
        "\0\0loyer\0",
        "\\",
        "((((((((",
        "l\u{301}\u{301}\u{301}oyer",
        "ＬＯＹＥＲ",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([long("l"), long("loyer "), long("🙂"), long("aide au logement et à la famille "), letters])
    .collect()
}

/// What the files of a folder weigh, in megabytes.
fn megabytes(folder: &Path) -> Result<f64, Box<dyn Error>> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            bytes += (megabytes(&entry.path())? * 1e6) as u64;
        } else {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes as f64 / 1e6)
}

/// Resident memory of this process, and the part of it that is not a mapped file, in megabytes. Linux alone says it.
fn memory() -> Result<(f64, f64), Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0) * 1024.0 / 1e6
    };
    Ok((line("VmRSS:"), line("RssAnon:")))
}
