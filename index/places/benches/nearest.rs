//! What the nearest places cost among 300,000: the five nearest of a kind, open at a given time; a table of all of them
//! built; one more place beside them.
//!
//! `cargo bench -p guichet-places`. Milliseconds: the median and the 95th of a hundred; files are in the page cache.

#![allow(clippy::disallowed_methods, reason = "a benchmark measures time")]

use guichet_core::dice::Dice;
use guichet_core::model::{Date, Item, Moment, OpenAt, Place, PlaceKind, Position, SourceRef};
use guichet_core::ports::catalog::Near;
use guichet_places::{Gazetteer, Input, Places, build};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

const PLACES: usize = 300_000;
/// Kinds, each with how many places have one of it: from every place but the others' to a rare one.
const KINDS: [(&str, usize); 5] =
    [("mairie", 1), ("ccas", 8), ("mediation_numerique", 20), ("caf", 400), ("tge", 9_000)];
const HOURS: [&str; 6] = [
    "Mo-Fr 09:00-12:00,14:00-17:00",
    "Mo,We,Fr 08:30-12:30",
    "Tu-Sa 10:00-19:00; PH off",
    "Th 13:30-17:00",
    "",
    "Mo-Fr 18:00-23:00",
];
const MOMENTS: [&str; 4] = ["2026-11-23T10:00", "2026-11-22T15:00", "2026-11-24T21:30", "2026-11-11T10:00"];
const TODAY: Date = Date { year: 2026, month: 11, day: 23 };
const ROUNDS: usize = 400;

type Failure = Box<dyn std::error::Error>;

/// Somewhere in mainland France, or beside it.
fn somewhere(dice: &mut Dice) -> Option<Position> {
    let mut degrees = |from: f64, span: f64| from + span * dice.below(1_000_000) as f64 / 1e6;
    Position::new(degrees(42.5, 8.5), degrees(-4.5, 12.5))
}

fn place(dice: &mut Dice, number: usize) -> Item {
    let kind = KINDS.iter().rev().find(|(_, one_in)| dice.below(*one_in) == 0).map_or("mairie", |(kind, _)| kind);
    let commune = dice.below(35_000);
    let place = Place {
        kind: kind.into(),
        address: format!("{} rue de la République", 1 + dice.below(200)),
        postal_code: format!("{:05}", 1_000 + commune),
        commune: format!("Bourg{commune}"),
        commune_code: format!("{commune:05}"),
        phone: format!("01 {:02} {:02} {:02} {:02}", dice.below(100), dice.below(100), dice.below(100), number % 100),
        hours: HOURS[dice.below(HOURS.len())].to_owned(),
        position: somewhere(dice),
        ..Place::default()
    };
    let source = SourceRef {
        name: "bench".into(),
        id: number.to_string(),
        url: None,
        publisher: "Bench".into(),
        licence: "etalab-2.0".into(),
        date: Date { year: 2026, month: 11, day: 1 },
        verified: None,
        review_by: None,
        doubts: false,
    };
    Item::of_place(format!("place/{number}").as_str().into(), format!("Lieu {number}"), place, source)
}

fn built(folder: &Path, earlier: &[PathBuf], sizes: &[(&str, usize)]) -> Result<usize, Failure> {
    let input = |(name, count): &(&str, usize)| {
        let (name, count) = ((*name).to_owned(), *count);
        let items = move || -> Option<Box<dyn Iterator<Item = Item>>> {
            let mut dice = Dice(count as u64);
            Some(Box::new((0..count).map(move |number| place(&mut dice, number))))
        };
        Input { name, is_carried: false, items: Box::new(items) }
    };
    std::fs::create_dir_all(folder)?;
    Ok(build(folder, earlier, sizes.iter().map(input).collect(), &Gazetteer::default())?)
}

fn main() -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let temp = tempfile::tempdir()?;
    let (first, second) = (temp.path().join("1"), temp.path().join("2"));
    let start = Instant::now();
    built(&first, &[], &[("all", PLACES)])?;
    writeln!(out, "built: {PLACES} places in {:.1} s", start.elapsed().as_secs_f64())?;
    let start = Instant::now();
    let count = built(&second, &[first], &[("mended", 1), ("all", PLACES)])?;
    writeln!(out, "one mended, {count} found: {:.2} s", start.elapsed().as_secs_f64())?;
    let start = Instant::now();
    let places = Places::open(&second)?;
    writeln!(out, "opened in {:.1} ms", start.elapsed().as_secs_f64() * 1e3)?;
    let mut dice = Dice(3);
    for (kind, _) in KINDS {
        for open in [false, true] {
            let kinds: [PlaceKind; 1] = [kind.into()];
            let mut times: Vec<f64> = Vec::new();
            for round in 0..ROUNDS {
                let at = somewhere(&mut dice).ok_or("a point")?;
                let open_at = Moment::parse(MOMENTS[round % MOMENTS.len()]).filter(|_| open).map(OpenAt::Moment);
                let start = Instant::now();
                places.nearest(&Near { open_at, today: Some(TODAY), ..Near::of(&kinds, at, 5) })?;
                times.push(start.elapsed().as_secs_f64() * 1e3);
            }
            times.sort_by(f64::total_cmp);
            let [median, late] = [times[ROUNDS / 2], times[ROUNDS * 95 / 100]];
            writeln!(out, "{kind:20} open: {open:5} p50 {median:6.2} ms, p95 {late:6.2} ms")?;
        }
    }
    Ok(())
}
