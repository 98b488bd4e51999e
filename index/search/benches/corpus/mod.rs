//! A corpus of any size, the same every time: given texts first, as they are, then texts recombined from them.
//!
//! A recombined text has a title made of two titles, the summary of a third, and sections of others still: its words are
//! as common as they are in the given texts, so that the postings of every word grow with the corpus. No real corpus is
//! as hard: its vocabulary grows too.

use guichet_core::dice::Dice;
use guichet_core::model::Item;

/// Where the dice start; another number is another corpus.
const SEED: u64 = 20_261_124;

/// Everyday queries, a line each: some misspelt, some in other languages.
const QUERIES: &str = include_str!("queries.txt");

/// The queries that everything is measured with.
pub fn queries() -> Vec<&'static str> {
    QUERIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// `count` texts: those given, then recombined ones.
pub fn recombined(given: &[Item], count: usize) -> impl Iterator<Item = Item> + '_ {
    let mut dice = Dice(SEED);
    (0..count).filter_map(move |number| match given.get(number) {
        Some(item) => Some(item.clone()),
        None => mixed(given, number, &mut dice),
    })
}

fn mixed(given: &[Item], number: usize, dice: &mut Dice) -> Option<Item> {
    let first = dice.pick(given)?;
    let second = dice.pick(given)?;
    let sections = (0..2 + dice.below(3)).filter_map(|_| {
        let other = dice.pick(given)?;
        dice.pick(&other.sections).cloned()
    });
    let sections = sections.collect();
    let mut item = Item {
        id: format!("recombined/{number}").into(),
        title: halves(&first.title, &second.title),
        summary: dice.pick(given)?.summary.clone(),
        sections,
        keywords: second.keywords.clone(),
        themes: first.themes.clone(),
        covers: Vec::new(),
        routes: Vec::new(),
        phones: Vec::new(),
        ..first.clone()
    };
    item.source.id = format!("R{number}");
    Some(item)
}

/// The first half of a title and the second half of another.
fn halves(first: &str, second: &str) -> String {
    let words = |title: &str| title.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (first, second) = (words(first), words(second));
    let mut title = first[..first.len().div_ceil(2)].to_vec();
    title.extend_from_slice(&second[second.len() / 2..]);
    title.join(" ")
}
