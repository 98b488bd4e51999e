//! What the records of a desk cost, with 100,000 of them and 20,000 events beside them: statistics of a month and of a year, of all and of
//! one profile, the orders of what is offered first, the newest records, an export for other desks, a table and a list, a merge of all of them, a record kept, an opening.
//!
//! `cargo bench -p guichet-store`. Milliseconds: the median of some rounds; everything is written to the disk's cache but what is kept.

#![allow(clippy::disallowed_methods, reason = "a benchmark measures time")]

use guichet_core::activity::{Activity, Period, Profile, Records, Statistics, Usual, read_table};
use guichet_core::dice::Dice;
use guichet_core::fake::activities::activity;
use guichet_core::fake::events::event;
use guichet_core::model::Date;
use guichet_store::desk;
use std::io::{BufWriter, Write};
use std::time::Instant;

const RECORDS: usize = 100_000;
const EVENTS: usize = 20_000;
const KEY: [u8; 32] = [7; 32];

type Failure = Box<dyn std::error::Error>;

/// The median of some rounds, in milliseconds.
fn median<T>(rounds: usize, mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// What the process holds in memory.
fn resident() -> String {
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    memory.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default().to_owned()
}

/// An export of a desk that has noted much.
fn events(dice: &mut Dice) -> Result<Vec<u8>, Failure> {
    let desk = guichet_core::activity::DeskId::random("c", dice);
    let mut out = format!("{{\"format\":\"guichet-desk\",\"version\":2,\"desk\":\"{}\"}}\n", desk.as_str());
    for _ in 0..EVENTS {
        let one = event(&desk, dice);
        let mut line = serde_json::to_value(&one.noted)?;
        let fields = line.as_object_mut().ok_or("no event")?;
        for (name, value) in [("version", "1"), ("event", &one.id.to_string()), ("desk", desk.as_str())] {
            fields.insert(name.to_owned(), value.into());
        }
        fields.insert("day".to_owned(), one.day.to_string().into());
        out.push_str(&format!("{line}\n"));
    }
    out.push_str(&format!("{{\"end\":{EVENTS}}}\n"));
    Ok(out.into_bytes())
}

fn main() -> Result<(), Failure> {
    // A process of its own, which has done nothing else.
    if let Some(folder) = std::env::args().nth(2) {
        let desk = desk::open(folder.as_ref(), &KEY, "a")?;
        let count = desk.read(|records| records.iter().count())?;
        return Ok(writeln!(std::io::stdout(), "{count} records open: {}", resident())?);
    }
    let temp = tempfile::tempdir()?;
    let (here, there) = (temp.path().join("a"), temp.path().join("b"));
    let mut out = std::io::stdout().lock();
    let mut say = |what: &str, time: f64| writeln!(out, "{what:<42} {time:>9.1} ms");
    let mut dice = Dice(1);
    let year = Period { first: Date::new(2026, 1, 1).ok_or("no day")?, last: Date::new(2026, 12, 31).ok_or("no day")? };
    let records: Vec<Activity> = (0..RECORDS).map(|_| activity(&mut dice)).collect();
    let desk = desk::open(&here, &KEY, "a")?;
    let start = Instant::now();
    desk.add_all(records.iter().map(|record| (None, record.clone())).collect())
        .map_err(|error| format!("{error:?}"))?;
    say("all kept at once", start.elapsed().as_secs_f64() * 1_000.0)?;
    let start = Instant::now();
    desk.merge(&mut &events(&mut dice)?[..], |_| false).map_err(|error| format!("{error:?}"))?;
    say("events merged", start.elapsed().as_secs_f64() * 1_000.0)?;
    let month = Period::parse("2026-11").ok_or("no month")?;
    let mf = Profile::new("mf").ok_or("no profile")?;
    desk.add_by(Some(&mf), records[0].clone()).map_err(|error| format!("{error:?}"))?;
    for (what, period, of) in [
        ("statistics of a month", month, None),
        ("statistics of the year", year, None),
        ("statistics of the year, of one profile", year, Some(&mf)),
    ] {
        let count = |records: &Records| Statistics::of(records.of_profile(of), period).activities;
        say(what, median(15, || desk.read(count)))?;
    }
    let newest = |most| {
        desk.read(|records| {
            let latest = records.latest(|_| true, most);
            Usual::of(&latest.iter().filter_map(|one| one.activity.as_ref()).collect::<Vec<_>>())
        })
    };
    say("what is offered first, of all", median(7, || newest(RECORDS)))?;
    say("what is offered first, of the newest 200", median(7, || newest(200)))?;
    let file = |name: &str| std::fs::File::create(temp.path().join(name)).map(BufWriter::new);
    say("export for other desks", median(5, || desk.export(&mut file("export")?)))?;
    say("table", median(5, || desk.write_table(year, &mut file("table")?)))?;
    say("list in JSON", median(5, || desk.write_json(year, &mut file("json")?)))?;
    let table = std::fs::read_to_string(temp.path().join("table"))?;
    say("table read", median(3, || read_table(&table, |_| false).filter(|(_, one)| one.is_ok()).count()))?;
    let kept = median(200, || desk.add(records[0].clone()).map_err(|error| format!("{error:?}")));
    say("one more record, on the disk", kept)?;
    say("the copy", median(3, || desk.keep_copy()))?;
    drop(desk);
    let start = Instant::now();
    let desk = desk::open(&here, &KEY, "a")?;
    say("opening", start.elapsed().as_secs_f64() * 1_000.0)?;
    let other = desk::open(&there, &KEY, "b")?;
    let start = Instant::now();
    let mut input = std::io::BufReader::new(std::fs::File::open(temp.path().join("export"))?);
    let merged = other.merge(&mut input, |_| false).map_err(|error| format!("{error:?}"))?;
    say("all merged into another desk", start.elapsed().as_secs_f64() * 1_000.0)?;
    drop(desk);
    let megabytes = |name: &str| std::fs::metadata(temp.path().join(name)).map(|file| file.len() / 1_000_000);
    writeln!(out, "{} merged; export {} MB, table {} MB", merged.new, megabytes("export")?, megabytes("table")?)?;
    drop(out);
    let alone = std::process::Command::new(std::env::current_exe()?).arg("--open").arg(&here).status()?;
    if alone.success() { Ok(()) } else { Err("it does not open".into()) }
}
