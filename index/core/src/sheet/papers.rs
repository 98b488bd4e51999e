//! The papers of all that is on a sheet, each once.

use super::Entry;
use crate::talk::context::Talk;
use crate::talk::flows::{card, situation};
use crate::text::normal::words;

/// Words of French that change nothing of what a paper is, folded. French is the language that every list has.
const SMALL: [&str; 17] =
    ["un", "une", "le", "la", "les", "l", "des", "du", "de", "d", "votre", "vos", "son", "sa", "ses", "ce", "en"];
/// Words that begin an entry which asks for nothing.
const NOTHING: [&str; 3] = ["aucun", "aucune", "rien"];

/// A paper that something on the sheet asks for.
struct Asked {
    /// Its French name as it is compared.
    key: String,
    /// How many ask for it.
    times: usize,
    /// Its names in each language of the sheet; the longest, which says what it is.
    names: Vec<String>,
}

/// The names of all papers in each language, those asked for most often first. Lists of one card in two languages are told
/// to be the same by their length; where they are not, its papers stand in French in both.
pub(super) fn merged(talks: &[Talk<'_>], french: &Talk<'_>, entries: &[Entry]) -> Vec<Vec<String>> {
    let mut asked: Vec<Asked> = Vec::new();
    for entry in entries {
        let own = listed(french, entry);
        let mut lists: Vec<Vec<String>> = talks.iter().map(|talk| listed(talk, entry)).collect();
        for list in lists.iter_mut().filter(|list| list.len() != own.len()) {
            list.clone_from(&own);
        }
        let mut here = Vec::new();
        for (at, name) in own.iter().enumerate() {
            let key = key(name);
            // A card that names one twice asks for it once.
            if here.contains(&key) {
                continue;
            }
            let names: Vec<String> = lists.iter().map(|list| list[at].clone()).collect();
            match asked.iter_mut().find(|known| known.key == key) {
                Some(known) => known.again(names),
                None => asked.push(Asked { key: key.clone(), times: 1, names }),
            }
            here.push(key);
        }
    }
    // "No paper", beside papers that something else asks for, would be read as the answer for all.
    let of_nothing = |paper: &Asked| NOTHING.iter().any(|word| paper.key.split(' ').next() == Some(word));
    if !asked.iter().all(of_nothing) {
        asked.retain(|paper| !of_nothing(paper));
    }
    asked.sort_by_key(|paper| std::cmp::Reverse(paper.times));
    (0..talks.len()).map(|at| asked.iter().map(|paper| paper.names[at].clone()).collect()).collect()
}

impl Asked {
    fn again(&mut self, names: Vec<String>) {
        self.times += 1;
        for (known, name) in self.names.iter_mut().zip(names) {
            if name.chars().count() > known.chars().count() {
                *known = name;
            }
        }
    }
}

/// The papers that an entry asks for.
fn listed(talk: &Talk<'_>, entry: &Entry) -> Vec<String> {
    match entry {
        Entry::Card(id) => card::papers(talk, id).map(|(names, _)| names).unwrap_or_default(),
        Entry::Answer(id) => situation::paper_names(talk, id),
        Entry::Right(right) => situation::paper_names(talk, &situation::papers_of_rights(&[right.as_str()])),
        Entry::Place(_) | Entry::Institution(_) => Vec::new(),
    }
}

/// The name of a paper as it is compared: without what explains it, and without small words.
fn key(name: &str) -> String {
    let (mut plain, mut depth) = (String::new(), 0_u32);
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let kept: Vec<String> = words(&plain).into_iter().filter(|word| !SMALL.contains(&word.as_str())).collect();
    if kept.is_empty() { words(name).join(" ") } else { kept.join(" ") }
}

#[cfg(test)]
mod tests {
    //! Two ways to name one paper are one; two papers are two.

    use super::*;

    #[test]
    fn a_paper_is_known_by_what_it_is() {
        for (one, other) in [
            ("Un RIB (les références de votre compte bancaire)", "Un RIB"),
            ("Une pièce d'identité", "Votre pièce d’identité"),
            ("Pièce d'identité, ou titre de séjour", "Une pièce d'identité ou un titre de séjour"),
        ] {
            assert_eq!(key(one), key(other));
        }
        for (one, other) in [
            ("Une pièce d'identité", "Une pièce d'identité ou un titre de séjour"),
            ("Aucun papier", "Un papier"),
            ("Vos fiches de paie", "Votre avis d'impôt"),
        ] {
            assert_ne!(key(one), key(other));
        }
        assert_eq!(key("(a) de la"), "a de la");
    }
}
