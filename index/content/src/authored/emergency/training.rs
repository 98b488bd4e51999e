//! What the trained reader learns from: authored texts and nothing else. Phrases of distress are the patterns, written out
//! with their alternatives, and `emergency/training/<language>.toml`; ordinary sentences are in the same files, and all
//! that people call their needs: the thesaurus, the cards, the idioms, the names of places.

use super::Authored;
use guichet_core::dice::Dice;
use guichet_core::model::{Block, Item, ItemId, Lang};
use guichet_core::text::dated;
use guichet_core::text::distress::Phrases;
use guichet_core::text::normal::words;
use guichet_core::text::reader::{Lesson, train};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// `emergency/training/<language>.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingFile {
    /// Sentences that are no distress, and look like it.
    #[serde(default)]
    pub ordinary: Vec<String>,
    /// Phrases of distress, by category: what people say, above all where no word of it names what happens.
    #[serde(default)]
    pub told: BTreeMap<String, Vec<String>>,
}

/// `emergency/training/concepts.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoubtfulFile {
    /// Concepts of the thesaurus whose names may be a cry for help: they are no ordinary sentences.
    pub doubtful: Vec<String>,
}

/// What authored texts teach.
#[derive(Debug, Clone, Default)]
pub struct Training {
    /// Phrases and sentences of each language.
    pub files: Vec<(Lang, TrainingFile)>,
    /// Concepts that teach nothing.
    pub doubtful: BTreeSet<String>,
}

/// How much a phrase written for the training counts, beside one that is made from a pattern or a label.
const WRITTEN: f32 = 3.0;
/// How much the name of a need counts: it is typed alone, and said in few words.
const NAMED: f32 = 2.0;
/// How often a pattern that names groups is written out.
const TIMES: usize = 3;
/// One in so many ordinary texts is also said together with others.
const TOGETHER: usize = 2;
/// One in so many names of needs is also written with slips; what is told in a hurry, each time, and more than once.
const SLIPPED: usize = 2;
const TWICE: usize = 2;
/// Times that a written text is also learnt with words left out, and one word in how many: no single word decides.
const GAPS: usize = 3;
const LEFT_OUT: usize = 4;
/// Words of a piece of a card.
const PIECE: usize = 20;
/// Ways in which a commune is asked for: each is learnt from in one of them.
const COMMUNES: usize = 3;

/// All lessons: of `authored`, and of the communes of the gazetteer in its own lines.
pub fn lessons(authored: &Authored, communes: &str) -> Vec<Lesson> {
    let mut lessons = Lessons { all: Vec::new(), ordinary: BTreeMap::new() };
    let mut dice = Dice(5);
    for phrases in &authored.phrases {
        lessons.patterns(phrases, &mut dice);
    }
    lessons.named(authored, &mut dice);
    lessons.communes(communes, &mut dice);
    for (lang, file) in &authored.training.files {
        lessons.written(*lang, file, &mut dice);
    }
    lessons.together(&mut dice);
    lessons.all
}

/// Lessons in the making.
struct Lessons {
    all: Vec<Lesson>,
    /// Where the ordinary ones of each language stand.
    ordinary: BTreeMap<Lang, Vec<usize>>,
}

impl Lessons {
    fn told(&mut self, text: String, category: &str, weight: f32, of: String) {
        self.all.push(Lesson { text, means: Some(category.to_owned()), weight, of });
    }

    fn plain(&mut self, lang: Lang, text: String, weight: f32, of: String) {
        self.ordinary.entry(lang).or_default().push(self.all.len());
        self.all.push(Lesson { text, means: None, weight, of });
    }

    /// The patterns of a language, and its idioms.
    fn patterns(&mut self, phrases: &Phrases, dice: &mut Dice) {
        let code = phrases.lang.code();
        for category in &phrases.categories {
            for pattern in category.acts.iter().chain(&category.asks) {
                let of = format!("pattern {code} {pattern}");
                for text in written(phrases, pattern, dice) {
                    self.told(slips(&text, dice), &category.id, 1.0, of.clone());
                    self.told(text, &category.id, 1.0, of.clone());
                }
            }
        }
        for idiom in &phrases.idioms {
            for text in written(phrases, idiom, dice) {
                self.all.push(Lesson { text, means: None, weight: 1.0, of: format!("idiom {code} {idiom}") });
            }
        }
    }

    /// What people call their needs, and what the cards say.
    fn named(&mut self, authored: &Authored, dice: &mut Dice) {
        for concept in authored.concepts.iter().filter(|concept| !authored.training.doubtful.contains(&concept.id)) {
            for label in &concept.labels {
                let of = format!("concept {}", concept.id);
                if dice.below(SLIPPED) == 0 {
                    self.plain(label.lang, slips(&label.text, dice), 1.0, format!("{of}+"));
                }
                self.plain(label.lang, label.text.clone(), NAMED, of);
            }
        }
        let urgent = urgent(authored);
        for item in authored.batch.items.iter().filter(|item| !urgent.contains(&item.id)) {
            for text in pieces(item) {
                let of = format!("item {}", item.id);
                if dice.below(SLIPPED) == 0 {
                    self.plain(item.lang, slips(&text, dice), 1.0, of.clone());
                }
                self.plain(item.lang, text, 1.0, of);
            }
        }
    }

    /// Names of communes, some with a slip.
    fn communes(&mut self, communes: &str, dice: &mut Dice) {
        for (at, name) in names(communes).enumerate() {
            let text = match at % COMMUNES {
                0 => name.to_owned(),
                1 => slip(name, dice),
                _ => format!("mairie de {}", slip(name, dice)),
            };
            self.all.push(Lesson { text, means: None, weight: 1.0, of: format!("commune {name}") });
        }
    }

    /// What was written for the training, alone, and beside something ordinary: a cry is one in whatever stands around it.
    fn written(&mut self, lang: Lang, file: &TrainingFile, dice: &mut Dice) {
        let code = lang.code();
        for (category, told) in &file.told {
            for (at, text) in told.iter().enumerate() {
                let of = format!("told {code} {category} {at}");
                let beside: Vec<usize> = self.ordinary.get(&lang).cloned().unwrap_or_default();
                for before in [false, true].into_iter().filter(|_| !beside.is_empty()) {
                    let other = &self.all[beside[dice.below(beside.len())]].text;
                    let text = if before { format!("{other} {text}") } else { format!("{text} {other}") };
                    self.told(text, category, 1.0, format!("{of}+"));
                }
                for text in spoilt(text, dice) {
                    self.told(text, category, 1.0, format!("{of}+"));
                }
                self.told(text.clone(), category, WRITTEN, of);
            }
        }
        for (at, text) in file.ordinary.iter().enumerate() {
            let of = format!("ordinary {code} {at}");
            for text in spoilt(text, dice) {
                self.plain(lang, text, 1.0, format!("{of}+"));
            }
            self.plain(lang, text.clone(), WRITTEN, of);
        }
    }

    /// Ordinary things said together and with slips, as people write.
    fn together(&mut self, dice: &mut Dice) {
        let mut more = Vec::new();
        for ordinary in self.ordinary.values() {
            for _ in 0..ordinary.len() / TOGETHER {
                let (mut said, mut of) = (Vec::new(), Vec::new());
                for _ in 0..2 + dice.below(2) {
                    let lesson = &self.all[ordinary[dice.below(ordinary.len())]];
                    said.push(lesson.text.as_str());
                    of.push(lesson.of.as_str());
                }
                let mut text = said.join(" ");
                if dice.below(2) == 0 {
                    text = slips(&text, dice);
                }
                more.push(Lesson { text, means: None, weight: 1.0, of: of.join("|") });
            }
        }
        self.all.extend(more);
    }
}

/// The table of the reader, from all that is authored.
pub fn reader(authored: &Authored, communes: &str) -> Vec<u8> {
    train(&lessons(authored, communes), &ordinary(authored), &places(communes))
}

/// The words of ordinary texts, by language: what is known is not a slip of something else.
pub fn ordinary(authored: &Authored) -> Vec<(Lang, String)> {
    let mut known = BTreeSet::new();
    let shown = |label: &&guichet_core::model::Label| label.kind != guichet_core::model::LabelKind::Hidden;
    for concept in &authored.concepts {
        for label in concept.labels.iter().filter(shown) {
            known.extend(words(&label.text).into_iter().map(|word| (label.lang, word)));
        }
    }
    for item in &authored.batch.items {
        for text in pieces(item) {
            known.extend(words(&text).into_iter().map(|word| (item.lang, word)));
        }
    }
    known.into_iter().collect()
}

/// The words of the names of communes.
pub fn places(communes: &str) -> Vec<String> {
    let known: BTreeSet<String> = names(communes).flat_map(words).collect();
    known.into_iter().collect()
}

/// The names in the lines of the gazetteer.
fn names(communes: &str) -> impl Iterator<Item = &str> {
    communes.lines().skip(1).filter_map(|line| line.split('\t').nth(1))
}

/// A pattern written out: once, or a few times where it names groups.
fn written(phrases: &Phrases, pattern: &str, dice: &mut Dice) -> BTreeSet<String> {
    let times = if pattern.contains('{') { TIMES } else { 1 };
    (0..times).map(|_| phrases.written(pattern, |end| dice.below(end))).collect()
}

/// The cards to read once the call is made.
fn urgent(authored: &Authored) -> BTreeSet<ItemId> {
    authored.emergency.values().flatten().filter_map(|category| category.card.clone()).collect()
}

/// What an item says, in pieces as long as a message.
fn pieces(item: &Item) -> Vec<String> {
    fn all(blocks: &[Block], out: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Text(text) | Block::Heading(text) => out.push(text.clone()),
                Block::List(entries) => out.extend(entries.iter().cloned()),
                Block::Table(rows) => out.extend(rows.iter().flatten().cloned()),
                Block::Case { title, blocks } | Block::Note { title, blocks } => {
                    out.push(title.clone());
                    all(blocks, out);
                }
            }
        }
    }
    let mut texts = vec![item.title.clone(), item.summary.clone()];
    texts.extend(item.keywords.iter().cloned());
    for section in &item.sections {
        all(&section.blocks, &mut texts);
    }
    let mut pieces = Vec::new();
    for text in texts {
        let plain = dated::plain(&text);
        let said: Vec<&str> = plain.split_whitespace().collect();
        pieces.extend(said.chunks(PIECE).map(|piece| piece.join(" ")));
    }
    pieces
}

/// A text as it is written in a hurry: a slip in every five words or so.
fn slips(text: &str, dice: &mut Dice) -> String {
    const LETTERS: usize = 30;
    (0..=text.chars().count() / LETTERS).fold(text.to_owned(), |text, _| slip(&text, dice))
}

/// A written text as it is learnt beside itself: with slips, and with words left out.
fn spoilt(text: &str, dice: &mut Dice) -> Vec<String> {
    let mut spoilt: Vec<String> = (0..TWICE).map(|_| slips(text, dice)).collect();
    spoilt.extend(gaps(text, dice));
    spoilt
}

/// A text with some of its words left out, a few times; nothing of one that is too short for it.
fn gaps(text: &str, dice: &mut Dice) -> Vec<String> {
    const SHORTEST: usize = 4;
    let said: Vec<&str> = text.split_whitespace().collect();
    if said.len() < SHORTEST {
        return Vec::new();
    }
    let mut gaps = || said.iter().copied().filter(|_| dice.below(LEFT_OUT) > 0).collect::<Vec<&str>>().join(" ");
    (0..GAPS).map(|_| gaps()).filter(|text| text.contains(' ')).collect()
}

/// A name with a slip of the finger: a letter dropped, doubled, changed or swapped with the next one.
pub fn slip(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.is_empty() {
        return String::new();
    }
    let at = dice.below(letters.len());
    match dice.below(4) {
        0 if letters.len() > 3 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = char::from(b"abcdefghijklmnopqrstuvwxyz"[dice.below(26)]),
    }
    letters.into_iter().collect()
}
