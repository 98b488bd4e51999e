//! What an address says: numbers in a street, and the words of the street.

use super::record::Record;
use super::words::{WORDS, hash};

/// An address as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Street {
    /// First and last number.
    pub numbers: Option<(u16, u16)>,
    /// Words of the street as numbers, in order, without sorts of streets and words of half the villages.
    pub words: Box<[u32]>,
    /// The sorts of street and the vague words.
    vague: Box<[u32]>,
}

/// How two addresses of one commune stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    /// One number in one street.
    Door,
    /// One address of several words, written alike, without a number.
    Written,
    /// One street, and a number is missing.
    Street,
    /// Two numbers in one street.
    Numbers,
    /// Two streets.
    No,
    /// One says too little.
    Unknown,
}

impl Street {
    pub(super) fn of(record: &Record) -> Self {
        let commune = WORDS.of(record.commune());
        let (mut numbers, mut words, mut vague) = (None, Vec::new(), Vec::new());
        for line in record.street().split('\n') {
            let all = WORDS.of(line);
            let mut at = 0;
            while let Some(word) = all.get(at) {
                at += 1;
                let number = word.parse::<u16>().ok().filter(|number| *number > 0 && word.len() < 5);
                match number {
                    Some(first) if numbers.is_none() && all.get(at).is_some() && at <= 3 => {
                        let last = all.get(at).and_then(|word| word.parse::<u16>().ok());
                        let last = last.filter(|last| (first..first.saturating_add(60)).contains(last));
                        at += usize::from(last.is_some());
                        numbers = Some((first, last.unwrap_or(first)));
                    }
                    // What follows is a box of the post, and no door.
                    _ if matches!(word.as_str(), "bp" | "cs" | "tsa") => {
                        at +=
                            all[at..].iter().take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
                    }
                    _ if word.len() == 1 || matches!(word.as_str(), "bis" | "ter" | "quater") => {}
                    // A postal code.
                    _ if word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit()) => {}
                    _ if WORDS.is_street(word) || WORDS.is_vague(word) || commune.contains(word) => {
                        vague.push(hash(word))
                    }
                    _ => words.push(hash(word)),
                }
            }
        }
        let set = |mut words: Vec<u32>| {
            words.sort_unstable();
            words.dedup();
            words.into_boxed_slice()
        };
        Self { numbers, words: set(words), vague: set(vague) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.vague.is_empty()
    }

    pub(super) fn compare(&self, other: &Self) -> Same {
        if self.is_empty() || other.is_empty() {
            return Same::Unknown;
        }
        let one = match (self.words.is_empty(), other.words.is_empty()) {
            // Only "Place de la Mairie" or "Le Bourg".
            (true, true) if self.vague == other.vague => true,
            (true, true) => return Same::Unknown,
            (true, false) | (false, true) => {
                return if self.numbers.is_some() && other.numbers.is_some() { Same::No } else { Same::Unknown };
            }
            (false, false) => {
                let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
                let least = self.words.len().min(other.words.len());
                3 * shared >= 2 * least
            }
        };
        match (self.numbers, other.numbers) {
            _ if !one => Same::No,
            (Some(a), Some(b)) if a.0 <= b.1 && b.0 <= a.1 => Same::Door,
            (Some(_), Some(_)) => Same::Numbers,
            (None, None) if self == other && self.words.len() + self.vague.len() > 1 => Same::Written,
            _ => Same::Street,
        }
    }
}

#[cfg(test)]
mod tests {
    //! - short forms, spans of numbers, lines around the street and sorts of street do not count;
    //! - a box of the post is no door; another number is another door.

    use super::*;
    use crate::link::tests::Sample;

    fn compare(a: &str, b: &str) -> Same {
        let street = |street: &str| Street::of(&Sample { street, ..Sample::default() }.record(0));
        let (a, b) = (street(a), street(b));
        assert_eq!(a.compare(&b), b.compare(&a));
        a.compare(&b)
    }

    #[test]
    fn addresses_are_read_whatever_their_form() {
        for (a, b) in [
            ("5-9 Rue des Papetiers", "5 rue des papetiers"),
            ("12 av. du Gal de Gaulle", "12, avenue du Général de Gaulle"),
            ("12 bis bd St Jean", "Pôle culturel\n12 Boulevard Saint-Jean\n12000 Rodez"),
            ("1 place Leclerc BP 123", "1 rue Leclerc"),
            ("1 Place de la Mairie", "1 place de la mairie"),
        ] {
            assert_eq!(compare(a, b), Same::Door, "{a} | {b}");
        }
        assert_eq!(compare("12 rue des Papetiers", "rue des Papetiers"), Same::Street);
        assert_eq!(compare("Le Bourg", "Le bourg"), Same::Street);
        assert_eq!(compare("PL DE LA MAIRIE", "Place de la mairie"), Same::Written);
        assert_eq!(compare("12 rue des Papetiers", "14 rue des Papetiers"), Same::Numbers);
        assert_eq!(compare("12 rue des Papetiers", "12 rue du Moulin"), Same::No);
        assert_eq!(compare("BP 12", "BP 12 Rodez cedex"), Same::Unknown);
        assert_eq!(compare("", "12 rue du Moulin"), Same::Unknown);
    }
}
