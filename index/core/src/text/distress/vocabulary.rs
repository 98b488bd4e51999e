//! The words of one language's phrases, by number, and the ones that a word may have been meant as.

use super::slips::{allowed, distance, mask, sound, stems};
use crate::model::Lang;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Number of a word.
pub(super) type Word = u32;

/// Fewest letters of a word that is known by its sound alone.
const HEARD: usize = 2;
/// Longest word that is compared.
const LONGEST: usize = 24;

/// Writes a map in the order of its keys: what is written is the same each time.
pub(super) fn sorted<K, V, S>(map: &HashMap<K, V>, out: S) -> Result<S::Ok, S::Error>
where
    K: Serialize + Ord + Hash,
    V: Serialize,
    S: Serializer,
{
    map.iter().collect::<BTreeMap<_, _>>().serialize(out)
}

/// The words of a language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    #[serde(serialize_with = "sorted")]
    numbers: HashMap<Box<str>, Word>,
    /// Words that a slip may have been meant as, by their number of letters.
    meant: Vec<Vec<Shape>>,
    /// The same by their sound, where the language is written by ear.
    #[serde(serialize_with = "sorted")]
    sounds: HashMap<Box<str>, Vec<Word>>,
    /// The same by their stems, where much is written onto a word.
    #[serde(serialize_with = "sorted")]
    stems: HashMap<Box<str>, Vec<Word>>,
}

/// A word to compare with.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Shape {
    word: Word,
    mask: u64,
    letters: Box<[char]>,
}

impl Vocabulary {
    /// The number of a word, given to it where it is new.
    pub(super) fn add(&mut self, word: &str) -> Word {
        let next = self.numbers.len() as Word;
        *self.numbers.entry(word.into()).or_insert(next)
    }

    /// The number of a word, where it is known.
    pub(super) fn get(&self, word: &str) -> Option<Word> {
        self.numbers.get(word).copied()
    }

    /// How many words there are.
    pub(super) fn len(&self) -> Word {
        self.numbers.len() as Word
    }

    /// Readies the comparison with the words that `wanted` says of.
    pub(super) fn ready(&mut self, lang: Lang, wanted: impl Fn(Word) -> bool) {
        self.meant = vec![Vec::new(); LONGEST + 1];
        for (text, word) in self.numbers.iter().filter(|(_, word)| wanted(**word)) {
            let letters: Box<[char]> = text.chars().collect();
            if lang == Lang::FR && letters.len() >= HEARD {
                self.sounds.entry(sound(text).into()).or_default().push(*word);
            }
            for stem in stems(lang, text) {
                self.stems.entry(stem.into()).or_default().push(*word);
            }
            if letters.len() <= LONGEST && allowed(letters.len()) > 0 {
                let shape = Shape { word: *word, mask: mask(&letters), letters };
                self.meant[shape.letters.len()].push(shape);
            }
        }
        // The order of a hash map is another one at each start; that of the readings is not.
        self.meant.iter_mut().for_each(|shapes| shapes.sort_unstable_by_key(|shape| shape.word));
        let lists = self.sounds.values_mut().chain(self.stems.values_mut());
        lists.for_each(|words| words.sort_unstable());
    }

    /// Words that sound like this one.
    pub(super) fn heard(&self, word: &str) -> &[Word] {
        let likely = !self.sounds.is_empty() && word.chars().nth(HEARD - 1).is_some();
        likely.then(|| self.sounds.get(sound(word).as_str())).flatten().map_or(&[], Vec::as_slice)
    }

    /// Words that this one may be another form of.
    pub(super) fn forms(&self, lang: Lang, word: &str) -> Vec<Word> {
        let mut forms: Vec<Word> =
            stems(lang, word).into_iter().filter_map(|stem| self.stems.get(stem)).flatten().copied().collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// Words that this one may be a slip of: those at the least distance.
    pub(super) fn near(&self, word: &str) -> Vec<Word> {
        let letters: Vec<char> = word.chars().take(LONGEST + 3).collect();
        let most = allowed(letters.len() + 1);
        let (mask, mut found, mut least) = (mask(&letters), Vec::new(), most);
        if most == 0 || letters.len() > LONGEST + 2 {
            return found;
        }
        let lengths = letters.len().saturating_sub(most)..=(letters.len() + most).min(LONGEST);
        for shape in lengths.flat_map(|length| &self.meant[length]) {
            let most = least.min(allowed(shape.letters.len()));
            if (shape.mask ^ mask).count_ones() as usize > 2 * most {
                continue;
            }
            let Some(slips) = distance(&letters, &shape.letters, most) else { continue };
            // Two slips and another first letter are another word.
            if slips > 1 && letters.first() != shape.letters.first() {
                continue;
            }
            if slips < least {
                found.clear();
                least = slips;
            }
            found.push(shape.word);
        }
        found
    }
}
