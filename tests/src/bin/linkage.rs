//! Measures linking on real places: items, one JSON object a line, on standard input (`zcat packs/*/items-*.jsonl.gz`).
//!
//! ```text
//! linkage report               groups, their sizes, pairs by reason and by doubt
//! linkage draw SEED N          N pairs to be judged by hand, without what was decided: half of them linked
//! linkage judge SEED N FILE    the same pairs against FILE, a line each: 1 one place, 0 two, ? cannot be told
//! linkage explain TEXT         the records that have TEXT in their name or commune, and what is decided of each pair
//! linkage bench N              seconds for N made-up records; reads nothing
//! ```

#![allow(clippy::disallowed_methods, reason = "a tool of the project, run by hand, takes its arguments and the time")]
#![allow(clippy::print_stdout, reason = "it has no output but this")]

use guichet_core::dice::Dice;
use guichet_core::model::{Date, Item, ItemId, Place, Position, SourceRef};
use guichet_places::link::{Linker, Links, Record, Verdict};
use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;
use std::time::Instant;

/// A pair not linked is a near miss from this strength on; below, nobody would take it for one place.
const NEAR: u32 = 400;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["report"] => report(&World::read()?),
        ["draw", seed, count] => {
            World::read()?.draw(seed.parse()?, count.parse()?).iter().for_each(|drawn| println!("{}", drawn.text))
        }
        ["judge", seed, count, file] => {
            let drawn = World::read()?.draw(seed.parse()?, count.parse()?);
            judge(&drawn, &std::fs::read_to_string(file)?);
        }
        ["explain", text] => explain(&World::read()?, text),
        ["bench", count] => bench(count.parse()?),
        _ => return Err("say report, draw SEED N, judge SEED N FILE or bench N".into()),
    }
    Ok(())
}

struct World {
    items: Vec<Item>,
    records: Vec<Record>,
}

/// A pair that was drawn.
struct Drawn {
    text: String,
    linked: bool,
    stratum: usize,
    /// Pairs of its kind that it stands for.
    weight: f64,
    verdict: Verdict,
}

impl World {
    fn read() -> Result<Self, Failure> {
        let mut items = Vec::new();
        for line in std::io::stdin().lock().lines() {
            let item: Item = serde_json::from_str(&line?)?;
            items.push(item);
        }
        let records = (0..).zip(&items).filter_map(|(row, item)| Record::new(row, item)).collect();
        Ok(Self { items, records })
    }

    fn draw(&self, seed: u64, count: usize) -> Vec<Drawn> {
        let linker = Linker::new(&self.records);
        let group = group_of(&linker.links());
        let mut strata: [Vec<(u32, u32)>; 3] = Default::default();
        for (a, b) in linker.candidates() {
            let (one, other) = (self.row(a), self.row(b));
            let linked = group.get(&one).is_some_and(|known| group.get(&other) == Some(known));
            let near = linker.explain(a as usize, b as usize).0.strength() >= NEAR;
            strata[if linked { 0 } else { usize::from(!near) + 1 }].push((a, b));
        }
        let mut dice = Dice(seed);
        let shares = [count / 2, count * 2 / 5, count / 10];
        let mut drawn: Vec<(u64, Drawn)> = Vec::new();
        for (stratum, (mut pairs, share)) in strata.into_iter().zip(shares).enumerate() {
            let weight = pairs.len() as f64 / share.min(pairs.len()).max(1) as f64;
            for _ in 0..share.min(pairs.len()) {
                let (a, b) = pairs.swap_remove(dice.below(pairs.len()));
                let verdict = linker.explain(a as usize, b as usize).1;
                let text = format!("{}\n{}", self.says(a), self.says(b));
                drawn.push((dice.throw(), Drawn { text, linked: stratum == 0, stratum, weight, verdict }));
            }
        }
        drawn.sort_by_key(|(order, _)| *order);
        let numbered =
            |(nth, (_, drawn)): (usize, (u64, Drawn))| Drawn { text: format!("#{}\n{}", nth + 1, drawn.text), ..drawn };
        drawn.into_iter().enumerate().map(numbered).collect()
    }

    fn row(&self, at: u32) -> u32 {
        self.records[at as usize].row
    }

    fn says(&self, at: u32) -> String {
        let item = &self.items[self.row(at) as usize];
        let Some(place) = &item.place else { return String::new() };
        let at = place.position.map(|at| format!("{:.5},{:.5}", at.lat, at.lon)).unwrap_or_default();
        format!(
            "  {} | {} | {} {} | {} | {} | {} | {} | {} {} [{}]",
            item.title,
            place.address.replace('\n', ", "),
            place.postal_code,
            place.commune,
            place.phone,
            place.siret,
            place.website,
            at,
            item.source.name,
            item.source.date,
            place.kind,
        )
    }
}

fn group_of(links: &Links) -> HashMap<u32, usize> {
    links.groups.iter().enumerate().flat_map(|(nth, group)| group.rows.iter().map(move |row| (*row, nth))).collect()
}

fn report(world: &World) {
    let linker = Linker::new(&world.records);
    let started = Instant::now();
    let links = linker.links();
    println!(
        "{} records, {} pairs compared, {} groups, {:?}",
        world.records.len(),
        links.compared,
        links.groups.len(),
        started.elapsed()
    );
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for group in &links.groups {
        *sizes.entry(group.rows.len()).or_default() += 1;
        group.pairs.iter().for_each(|(_, _, reason)| *reasons.entry(reason.words()).or_default() += 1);
    }
    println!("sizes: {sizes:?}");
    reasons.iter().for_each(|(reason, count)| println!("{count:>7}  {reason}"));
    let group = group_of(&links);
    let mut doubts: BTreeMap<String, usize> = BTreeMap::new();
    for (a, b) in linker.candidates() {
        let (evidence, verdict) = linker.explain(a as usize, b as usize);
        let (one, other) = (world.row(a), world.row(b));
        let linked = group.get(&one).is_some_and(|known| group.get(&other) == Some(known));
        if !linked && evidence.strength() >= NEAR {
            let another = matches!(verdict, Verdict::One(_));
            let words = if another { "not linked: another record fits better".to_owned() } else { verdict.to_string() };
            *doubts.entry(words).or_default() += 1;
        }
    }
    println!("near misses:");
    doubts.iter().for_each(|(doubt, count)| println!("{count:>7}  {doubt}"));
}

fn explain(world: &World, text: &str) {
    let linker = Linker::new(&world.records);
    let group = group_of(&linker.links());
    let folded = guichet_core::text::normal::fold(text);
    let named = |record: &Record| record.name().contains(&folded) || record.commune() == folded;
    let found: Vec<usize> = (0..world.records.len()).filter(|at| named(&world.records[*at])).collect();
    for (nth, at) in found.iter().enumerate() {
        let place = group.get(&world.row(*at as u32)).map(|group| format!("group {group}")).unwrap_or_default();
        println!("{nth} {} {place}", world.says(*at as u32));
    }
    for (nth, a) in found.iter().enumerate() {
        for (other, b) in found.iter().enumerate().skip(nth + 1) {
            let (evidence, verdict) = linker.explain(*a, *b);
            println!("{nth}-{other} {verdict} ({}) {evidence:?}", evidence.strength());
        }
    }
}

fn judge(drawn: &[Drawn], judged: &str) {
    let judged: Vec<&str> = judged.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).collect();
    assert_eq!(judged.len(), drawn.len(), "a line each");
    let [mut right, mut wrong, mut missed, mut doubtful] = [0; 4];
    let (mut all_right, mut all_missed) = (0.0, 0.0);
    for (drawn, judged) in drawn.iter().zip(judged) {
        match (drawn.linked, judged) {
            (_, "?") => doubtful += 1,
            (true, "1") => {
                right += 1;
                all_right += drawn.weight;
            }
            (true, _) => {
                wrong += 1;
                println!("WRONG {}\n{}", drawn.verdict, drawn.text);
            }
            (false, "1") => {
                missed += 1;
                all_missed += drawn.weight;
                println!("MISSED (stratum {}) {}\n{}", drawn.stratum, drawn.verdict, drawn.text);
            }
            _ => {}
        }
    }
    println!("linked: {right} right, {wrong} wrong; missed {missed}; cannot be told {doubtful}");
    let share = |part: f64, rest: f64| part / (part + rest).max(1.0);
    println!("precision {:.3}", share(f64::from(right), f64::from(wrong)));
    println!(
        "recall {:.3} of the pairs drawn, {:.3} of all candidates",
        share(f64::from(right), f64::from(missed)),
        share(all_right, all_missed)
    );
}

/// Made-up places: three in ten of them stand in two sources, in towns of very different sizes.
fn bench(count: u32) {
    let mut dice = Dice(14);
    let words = [
        "Amandiers",
        "Passerelle",
        "Figuier",
        "Moulin",
        "Prevert",
        "Jaures",
        "Horizon",
        "Rivage",
        "Canopee",
        "Beffroi",
    ];
    let kinds = [
        "Mairie",
        "CCAS",
        "Médiathèque",
        "France services",
        "Centre social",
        "Association",
        "Espace numérique",
        "Maison",
    ];
    let mut records: Vec<Record> = Vec::new();
    while records.len() < count as usize {
        // A third of the places stand in a hundred towns.
        let town = if dice.below(3) == 0 { dice.below(100) } else { dice.below(34_000) };
        let name =
            format!("{} {} {}", kinds[dice.below(kinds.len())], words[dice.below(words.len())], dice.below(2_000));
        let (lat, lon) = (43.0 + (town / 200) as f64 * 0.04, -1.0 + (town % 200) as f64 * 0.04);
        let place = Place {
            address: format!("{} rue {} {}", dice.below(120) + 1, words[dice.below(words.len())], dice.below(60)),
            postal_code: format!("{:05}", 1_000 + town),
            commune: format!("Ville{town}"),
            commune_code: format!("{:05}", 1_000 + town),
            phone: format!("05{:08}", dice.below(100_000_000)),
            position: Position::new(lat + dice.below(20_000) as f64 / 1e6, lon + dice.below(20_000) as f64 / 1e6),
            siret: if dice.below(2) == 0 {
                format!("{:014}", 10_000_000_000_000 + dice.below(1 << 40))
            } else {
                String::new()
            },
            ..Place::default()
        };
        let twice = 1 + usize::from(dice.below(10) < 3);
        for source in ["one", "other"].iter().take(twice) {
            let source = SourceRef {
                name: (*source).to_owned(),
                id: String::new(),
                url: None,
                publisher: String::new(),
                licence: String::new(),
                date: Date { year: 2026, month: 1, day: 2 },
                verified: None,
                review_by: None,
                doubts: false,
            };
            let row = records.len() as u32;
            records.extend(Record::new(row, &Item::of_place(ItemId::default(), name.clone(), place.clone(), source)));
        }
    }
    memory("records");
    let started = Instant::now();
    let linker = Linker::new(&records);
    let read = started.elapsed();
    let links = linker.links();
    println!(
        "{} records: {} pairs compared, {} groups; read {read:?}, in all {:?}",
        records.len(),
        links.compared,
        links.groups.len(),
        started.elapsed()
    );
    memory("all");
}

/// Memory in use, and the most that was, where the system tells.
fn memory(of: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    println!("{of}: {}", lines.collect::<Vec<_>>().join(", "));
}
