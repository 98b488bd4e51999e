//! The communes are found as comparing every name would find them:
//! - by the whole name or a postal code, by a name with a slip, the most populous first;
//! - by a beginning, the most populous one;
//! - what is too short, too long or foreign finds nothing.

use guichet_core::text::normal::fold;
use guichet_search::Gazetteer;
use std::fs;
use std::path::Path;
use strsim::osa_distance;

/// One commune in this many is typed, with each kind of slip.
const TYPED: usize = 300;

/// A commune as its line has it.
struct Line {
    code: String,
    folded: String,
    postal: Vec<String>,
    population: u32,
}

fn communes() -> (Gazetteer, Vec<Line>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/gazetteer/communes.tsv");
    let text = fs::read_to_string(path).expect("the gazetteer");
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Line {
            code: cells[0].to_owned(),
            folded: fold(cells[1]),
            postal: cells[3].split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            population: cells[4].parse().unwrap_or(0),
        }
    };
    (Gazetteer::read(&text).expect("read"), text.lines().skip(1).map(line).collect())
}

/// Every name compared, as slow as it is plain.
fn compared(lines: &[Line], typed: &str) -> Vec<(String, bool)> {
    let typed = fold(typed);
    let exact = |line: &&Line| line.folded == typed || line.postal.contains(&typed);
    let mut found: Vec<&Line> = lines.iter().filter(exact).collect();
    let sure = !found.is_empty();
    if !sure && typed.len() >= 3 {
        found = lines.iter().filter(|line| osa_distance(&line.folded, &typed) <= 1).collect();
    }
    found.sort_by_key(|line| std::cmp::Reverse(line.population));
    found.into_iter().take(20).map(|line| (line.code.clone(), sure)).collect()
}

fn matched(gazetteer: &Gazetteer, typed: &str) -> Vec<(String, bool)> {
    gazetteer.matches(typed).into_iter().map(|found| (found.commune.code, found.exact)).collect()
}

/// A name written with a slip: a letter dropped, doubled, changed or swapped with the next; or none.
fn slipped(name: &str, kind: usize, at: usize) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = at % letters.len();
    match kind {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = 'x',
        3 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

#[test]
fn names_and_slips_find_what_comparing_every_name_finds() {
    let (gazetteer, lines) = communes();
    let mut found = 0;
    for (number, line) in lines.iter().enumerate().step_by(TYPED) {
        let typed = slipped(&line.folded, number / TYPED % 5, number);
        let expected = compared(&lines, &typed);
        found += usize::from(!expected.is_empty());
        assert_eq!(matched(&gazetteer, &typed), expected, "{typed}");
    }
    assert!(found > 80, "most slips are known");
    for typed in ["12000", "SAINT-DENIS", "l'hay les roses", "pari", "ab", "", "xyzzyx", "75", "東京", "œuilly"] {
        assert_eq!(matched(&gazetteer, typed), compared(&lines, typed), "{typed}");
    }
    assert!(matched(&gazetteer, &"saint ".repeat(2_000)).is_empty());
}

#[test]
fn a_beginning_finds_the_most_populous() {
    let (gazetteer, lines) = communes();
    for line in lines.iter().step_by(TYPED) {
        for letters in [3, 4, 5, 8] {
            let typed = fold(&line.folded.chars().take(letters).collect::<String>());
            let begun = |line: &&Line| typed.len() >= 4 && line.folded.starts_with(&typed);
            let expected = lines.iter().filter(begun).max_by_key(|line| line.population);
            let found = gazetteer.beginning(&typed).map(|commune| commune.code);
            assert_eq!(found.as_ref(), expected.map(|line| &line.code), "{typed}");
        }
    }
    assert_eq!(gazetteer.commune("12202").map(|commune| commune.name).as_deref(), Some("Rodez"));
    assert!(gazetteer.commune("99999").is_none() && gazetteer.beginning("xyzzyx").is_none());
}
