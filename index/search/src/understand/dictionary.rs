//! Words of another language as French words, one by one: what no concept names is still searched for.

use super::concepts::stem;
use super::language::is_function_word;
use guichet_core::model::{Dictionary, Lang};
use guichet_core::text::normal::{fold, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Letters that two stems share at least, to be taken for one word.
const SHARED: usize = 5;
/// Letters that either may have beyond those.
const ENDING: usize = 3;
/// Translations kept of a word.
const MOST: usize = 4;
/// What a translation counts less than the one before it.
const FADES: f32 = 0.85;
/// What a word of an expression counts, beside a word that is one alone.
const IN_EXPRESSION: f32 = 0.5;

/// The dictionaries, by the stems of each language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Translations {
    /// Folded French words.
    french: Vec<String>,
    languages: Vec<LanguageWords>,
}

#[derive(Debug, Serialize, Deserialize)]
struct LanguageWords {
    lang: Lang,
    /// By stem, sorted: French words by their places in the list, and how surely each is meant.
    stems: Vec<(String, Vec<(u32, f32)>)>,
}

impl Translations {
    /// Indexes dictionaries.
    pub fn new(dictionary: &Dictionary) -> Self {
        let mut translations = Self::default();
        let mut places: BTreeMap<String, u32> = BTreeMap::new();
        for (lang, entries) in &dictionary.0 {
            let mut analyzer = crate::analysis::of(*lang);
            let mut stems: BTreeMap<String, Vec<(u32, f32)>> = BTreeMap::new();
            for entry in entries {
                let french = fold(&entry.french);
                let place = *places.entry(french.clone()).or_insert_with(|| {
                    translations.french.push(french);
                    translations.french.len() as u32 - 1
                });
                for (rank, expression) in entry.translations.iter().enumerate() {
                    let mut expression = words(expression);
                    if expression.len() > 1 {
                        expression.retain(|word| !is_function_word(*lang, word));
                    }
                    let part = if expression.len() > 1 { IN_EXPRESSION } else { 1.0 };
                    let sure = part * FADES.powi(rank as i32);
                    for stem in expression.iter().filter_map(|word| stem(*lang, &mut analyzer, word)) {
                        let known = stems.entry(stem).or_default();
                        match known.iter_mut().find(|(own, _)| *own == place) {
                            Some((_, own)) => *own = own.max(sure),
                            None => known.push((place, sure)),
                        }
                    }
                }
            }
            let stems = stems.into_iter().map(|(stem, mut french)| {
                // Of words as sure, the commonest first: that is the order of the dictionary.
                french.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                french.truncate(MOST);
                (stem, french)
            });
            translations.languages.push(LanguageWords { lang: *lang, stems: stems.collect() });
        }
        translations
    }

    /// The French words that each of some folded words may stand for, with how surely; function words have none.
    pub fn of(&self, lang: Lang, folded: &[String]) -> Vec<Vec<(&str, f32)>> {
        let Some(spoken) = self.languages.iter().find(|spoken| spoken.lang == lang) else {
            return vec![Vec::new(); folded.len()];
        };
        let mut analyzer = crate::analysis::of(lang);
        let mut of = |word: &String| {
            if is_function_word(lang, word) {
                return Vec::new();
            }
            let french = stem(lang, &mut analyzer, word).map(|stem| spoken.near(&stem)).unwrap_or_default();
            french.iter().map(|(place, sure)| (self.french[*place as usize].as_str(), *sure)).collect()
        };
        folded.iter().map(&mut of).collect()
    }
}

impl LanguageWords {
    /// What a stem stands for: its own entry, else that of the stem that shares most of its letters with it.
    fn near(&self, stem: &str) -> &[(u32, f32)] {
        let at = self.stems.partition_point(|(known, _)| known.as_str() < stem);
        if let Some((known, french)) = self.stems.get(at)
            && known == stem
        {
            return french;
        }
        let length = stem.chars().count();
        // Those that share the most letters stand beside its place.
        let beside = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|at| self.stems.get(at));
        let shared = |known: &str| known.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
        let same = beside.filter(|(known, _)| {
            let shared = shared(known);
            shared >= SHARED && known.chars().count().max(length) - shared <= ENDING
        });
        same.max_by_key(|(known, _)| shared(known)).map_or(&[], |(_, french)| french)
    }
}

#[cfg(test)]
mod tests {
    //! - a word is found by its stem, by an ending of its own, and in an expression, less surely;
    //! - what a dictionary does not have has no translation.

    use super::*;
    use guichet_core::model::DictionaryEntry;

    #[test]
    fn words_are_translated_one_by_one() {
        let entry = |french: &str, translations: &[&str]| DictionaryEntry {
            french: french.to_owned(),
            translations: translations.iter().map(|word| (*word).to_owned()).collect(),
        };
        let lang = Lang::from_code("es").expect("Spanish");
        let entries = vec![
            entry("loyer", &["alquiler", "renta"]),
            entry("impôt", &["impuesto", "renta"]),
            entry("séjour", &["permiso de residencia"]),
        ];
        let translations = Translations::new(&Dictionary(BTreeMap::from([(lang, entries)])));
        let read = |text: &str| -> Vec<Vec<(String, f32)>> {
            let read = translations.of(lang, &words(text)).into_iter();
            read.map(|french| french.into_iter().map(|(word, sure)| (word.to_owned(), sure)).collect()).collect()
        };
        assert_eq!(read("alquileres"), [vec![("loyer".to_owned(), 1.0)]]);
        assert_eq!(read("renta")[0].len(), 2);
        assert_eq!(read("residencias"), [vec![("sejour".to_owned(), IN_EXPRESSION)]]);
        assert_eq!(read("de zapato"), [vec![], vec![]]);
    }
}
