//! `dictionary/<language>.tsv`: French words of the domain, and what people say for them in a language. One line a French
//! word: the word, a tab, its translations with commas between, the commonest first. Lines that begin with `#` are
//! remarks.

use super::Texts;
use crate::Batch;
use guichet_core::model::{Dictionary, DictionaryEntry, Lang};
use guichet_core::text::normal::fold;
use std::collections::BTreeSet;

const FOLDER: &str = "dictionary/";
/// Most translations of a word: more are a thesaurus.
const MOST: usize = 6;
/// Longest word or expression, in characters.
const LONGEST: usize = 60;

/// Reads every dictionary; a line that cannot be read is refused and the others are kept.
pub(super) fn read(texts: &Texts, batch: &mut Batch) -> Dictionary {
    let mut dictionary = Dictionary::default();
    for (path, text) in texts.iter().filter(|(path, _)| path.starts_with(FOLDER)) {
        let name = path.trim_start_matches(FOLDER).strip_suffix(".tsv");
        let Some(lang) = name.and_then(Lang::from_code).filter(|lang| *lang != Lang::FR) else {
            let message = "a dictionary is dictionary/<language>.tsv, of a language in languages.toml but French";
            batch.refuse(path, "", "", message);
            continue;
        };
        let mut seen = BTreeSet::new();
        let entries = dictionary.0.entry(lang).or_default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
            let place = format!("{path}:{}", number + 1);
            match entry(line) {
                Ok(entry) if seen.insert(fold(&entry.french)) => entries.push(entry),
                Ok(entry) => batch.refuse(&place, &entry.french, "", "this French word stands twice: join the lines"),
                Err(why) => batch.refuse(&place, "", "", why),
            }
        }
    }
    dictionary
}

fn entry(line: &str) -> Result<DictionaryEntry, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [french, translations] = cells[..] else {
        return Err("a line is a French word, one tab, and its translations with commas between".into());
    };
    let translations: Vec<String> = translations.split(',').map(|word| word.trim().to_owned()).collect();
    let sound = |word: &str| !fold(word).is_empty() && word.chars().count() <= LONGEST;
    match std::iter::once(french).chain(translations.iter().map(String::as_str)).find(|word| !sound(word)) {
        Some(word) => Err(format!("'{word}': a word has a letter, and at most {LONGEST} characters")),
        None if translations.len() > MOST => Err(format!("at most {MOST} translations: keep those that people type")),
        None => Ok(DictionaryEntry { french: french.to_owned(), translations }),
    }
}

#[cfg(test)]
mod tests {
    //! - lines are read in order; a broken one is refused with its place and the others stay;
    //! - a file of no language, or of French, is refused.

    use super::*;

    #[test]
    fn lines_are_read_and_broken_ones_are_told() {
        let long = "x".repeat(LONGEST + 1);
        let es = format!(
            "# Spanish\nloyer\talquiler, renta\nloyer\trenta\nsans\ntrop\ta,b,c,d,e,f,g\nlong\t{long}\nvide\t,\n"
        );
        let texts = Texts::from([
            ("dictionary/es.tsv".to_owned(), es),
            ("dictionary/fr.tsv".to_owned(), "a\tb\n".to_owned()),
            ("dictionary/xx.tsv".to_owned(), "a\tb\n".to_owned()),
        ]);
        let mut batch = Batch::default();
        let Dictionary(read) = read(&texts, &mut batch);
        let spanish: Vec<_> = read.into_values().flatten().collect();
        assert_eq!(spanish.len(), 1);
        assert_eq!((spanish[0].french.as_str(), spanish[0].translations.len()), ("loyer", 2));
        let places: Vec<&str> = batch.findings.iter().map(|finding| finding.source.as_str()).collect();
        let es = |line: u32| format!("dictionary/es.tsv:{line}");
        let lines: Vec<String> = (3..=7).map(es).collect();
        assert!(lines.iter().all(|line| places.contains(&line.as_str())), "{places:?}");
        assert_eq!(places.len(), 7, "and two files: {places:?}");
    }
}
