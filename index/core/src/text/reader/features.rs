//! What the trained reader looks at in a text: the letters of its words, two to five at a time, and its words, one to
//! three at a time, each as a number. No language is told apart, and a slip of the finger spoils few of them.

/// Bits of the number of a feature.
const BITS: u32 = 18;
/// Features of a family.
pub(super) const SIZE: usize = 1 << BITS;
/// Letters taken together, at least and at most; a space stands on each side of a word.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
/// Words taken together, at most.
const WORDS: usize = 3;
/// A letter held down counts so often.
const HELD: usize = 2;

/// The features of a text, each once, in the order of their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Features {
    pub(super) letters: Vec<u32>,
    pub(super) words: Vec<u32>,
}

/// One step of the hash: FxHash (Firefox), whose upper bits are the well-mixed ones.
const fn step(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(5) ^ next).wrapping_mul(0x517c_c1b7_2722_0a95)
}

const fn number(hash: u64) -> u32 {
    (hash >> (u64::BITS - BITS)) as u32
}

/// The hash of a word, or of a few that stand for one thing.
pub(super) fn hash(word: &str) -> u64 {
    word.chars().fold(0, |hash, c| step(hash, u64::from(u32::from(c))))
}

impl Features {
    /// The features of folded words.
    pub(super) fn of<W: AsRef<str>>(said: &[W]) -> Self {
        let mut features = Self::default();
        let mut letters: Vec<char> = Vec::new();
        let mut hashes = Vec::with_capacity(said.len());
        for word in said {
            letters.clear();
            letters.push(' ');
            for c in word.as_ref().chars() {
                if !(letters.len() >= HELD && letters[letters.len() - HELD..].iter().all(|last| *last == c)) {
                    letters.push(c);
                }
            }
            letters.push(' ');
            features.letters(&letters);
            hashes.push(letters.iter().fold(0, |hash, c| step(hash, u64::from(u32::from(*c)))));
        }
        for start in 0..hashes.len() {
            let mut together = 0;
            for word in hashes.iter().skip(start).take(WORDS) {
                together = step(together, *word);
                features.words.push(number(together));
            }
        }
        for family in [&mut features.letters, &mut features.words] {
            family.sort_unstable();
            family.dedup();
        }
        features
    }

    fn letters(&mut self, letters: &[char]) {
        for start in 0..letters.len() {
            let mut together = 0;
            for (length, c) in (1..=*LETTERS.end()).zip(&letters[start..]) {
                together = step(together, u64::from(u32::from(*c)));
                if LETTERS.contains(&length) {
                    self.letters.push(number(together));
                }
            }
        }
    }
}
