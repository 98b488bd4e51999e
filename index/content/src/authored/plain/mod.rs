//! Plain language, measured: how long sentences are, which words they use, who acts in them, how much one sentence holds.
//!
//! Unlike what the reader refuses, nothing here hides a text from anybody: it is asked of whoever writes, by
//! `guichet check`. `content/README.md` says how each measure is taken and what it cannot see.

mod connectives;
mod rules;
mod sentence;
mod text;
mod voice;
mod words;

use super::Texts;
use crate::Batch;
use guichet_core::model::Lang;
use rules::{RULES, Rules};
use sentence::Sentence;
use std::collections::{BTreeMap, BTreeSet};
use text::Prose;
use words::{Lists, PLAIN};

pub use rules::PlainRules;
pub use words::{InsteadFacts, PlainFile, TermFacts};

/// Most words of a sentence. A colon or a semicolon does not end one.
const WORDS: usize = 18;
/// Most words of a file's sentences on average, in tenths. Titles, labels and entries of lists do not count.
const AVERAGE: usize = 90;
/// Most connectives of a sentence, and most words in it that open a subordinate clause.
const CONNECTIVES: usize = 4;
const SUBORDINATE: usize = 2;
/// Passives of a file: one in so many sentences, and this many in any file.
const PASSIVE_IN: usize = 20;
const PASSIVES: usize = 2;
/// Fewest sentences whose average says something.
const ENOUGH: usize = 5;

/// What was measured, by language: `table` prints it.
#[derive(Debug, Default)]
pub struct Measures {
    totals: BTreeMap<Lang, Totals>,
}

/// Counts of one language.
#[derive(Debug, Default)]
struct Totals {
    /// Sentences, titles, labels and entries by their length in words.
    lengths: BTreeMap<usize, usize>,
    /// Files by the average length of their sentences, in tenths of a word.
    averages: Vec<usize>,
    /// Sentences by their connectives.
    connectives: BTreeMap<usize, usize>,
    /// Words in all, and those that need a line in `plain.toml`.
    words: usize,
    hard: usize,
    passives: usize,
}

impl Measures {
    /// Sentences measured, titles, labels and entries of lists among them.
    pub fn sentences(&self) -> usize {
        self.totals.values().flat_map(|totals| totals.lengths.values()).sum()
    }

    /// Distributions: one line a measure and a language.
    pub fn table(&self) -> String {
        let mut out = String::new();
        for (lang, totals) in &self.totals {
            let sentences: usize = totals.lengths.values().sum();
            let mean = totals.words as f64 / sentences.max(1) as f64;
            let code = lang.code();
            let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
            let spread = |name: &str, counts: &BTreeMap<usize, usize>| {
                let at = |rank: f64| nth(counts, (rank * sentences as f64) as usize);
                let most = counts.keys().next_back().copied().unwrap_or_default();
                format!(
                    "{code} | {name} | half {} | 9 in 10 {} | 99 in 100 {} | most {most}\n",
                    at(0.5),
                    at(0.9),
                    at(0.99)
                )
            };
            out += &format!("{code} | sentences {sentences} | words {} | mean {mean:.1}\n", totals.words);
            out += &spread("words a sentence", &totals.lengths);
            out += &spread("connectives a sentence", &totals.connectives);
            let mut averages = totals.averages.clone();
            averages.sort_unstable();
            let tenths = |at: usize| averages.get(at).copied().unwrap_or_default() as f64 / 10.0;
            let (half, most) = (tenths(averages.len() / 2), tenths(averages.len().saturating_sub(1)));
            out += &format!("{code} | average of a file's sentences | half {half} | most {most}\n");
            out +=
                &format!("{code} | long words and initials | {:.1} in 100 words\n", share(totals.hard, totals.words));
            out += &format!(
                "{code} | passives | {} | {:.1} in 100 sentences\n",
                totals.passives,
                share(totals.passives, sentences)
            );
        }
        out
    }
}

/// The value at a rank of a distribution.
fn nth(counts: &BTreeMap<usize, usize>, rank: usize) -> usize {
    let mut before = 0;
    let reaches = |(_, count): &(&usize, &usize)| {
        before += **count;
        before > rank
    };
    counts.iter().find(reaches).map(|(value, _)| *value).unwrap_or_default()
}

/// Measures the prose of a folder and refuses what is beyond the limits. `base` is what the folder adds to, whose
/// `plain.toml` counts too; it is not measured itself.
pub fn lint(base: &Texts, texts: &Texts, batch: &mut Batch) -> Measures {
    let own = PlainFile::read(texts, batch);
    let mut lists = Lists::default();
    lists.add(&PlainFile::read(base, &mut Batch::default()));
    lists.add(&own);
    let mut rules: Rules = rules::read(base, &mut Batch::default());
    rules.extend(rules::read(texts, batch));
    let mut measures = Measures::default();
    let mut used = BTreeSet::new();
    let mut unruled = BTreeSet::new();
    for prose in text::of(texts) {
        match rules.get(&prose.lang) {
            Some(rules) => file(&prose, rules, &lists, &mut measures, &mut used, batch),
            // Names of numbers and advice come with the phrases of distress, and the phrases of mediators are in every language, before
            // it is written in.
            None if prose.path.starts_with("emergency/") || prose.path.starts_with("phrases/") => {}
            None => refuse_unruled(&prose, &mut unruled, batch),
        }
    }
    own.lint(&super::source(texts, PLAIN), &used, &super::required(base), batch);
    measures
}

/// Refuses a text in a language that has no rules, once a language.
fn refuse_unruled(prose: &Prose, said: &mut BTreeSet<Lang>, batch: &mut Batch) {
    if said.insert(prose.lang) {
        let code = prose.lang.code();
        let message = format!(
            "plain language cannot be measured in '{code}', which has no rules: add [{code}] to {RULES}, or leave this \
             language out"
        );
        batch.refuse(&prose.path, "", "", message);
    }
}

fn file(
    prose: &Prose,
    rules: &PlainRules,
    lists: &Lists,
    measures: &mut Measures,
    used: &mut BTreeSet<(Lang, String)>,
    batch: &mut Batch,
) {
    let (lang, totals) = (prose.lang, measures.totals.entry(prose.lang).or_default());
    let sentences: Vec<Sentence> = prose.pieces.iter().flat_map(|piece| piece.sentences(&rules.titles)).collect();
    let mut passive: Vec<&Sentence> = Vec::new();
    for sentence in &sentences {
        let connectives = connectives::count(sentence, rules);
        let length = sentence.length();
        *totals.lengths.entry(length).or_default() += 1;
        *totals.connectives.entry(connectives.all).or_default() += 1;
        totals.words += length;
        let mut refuse = |message: String| {
            let message = format!("{}: {message}", sentence.start());
            batch.refuse(&format!("{}:{}", prose.path, sentence.line), "", "", message);
        };
        if length > WORDS {
            refuse(format!("{length} words, {WORDS} at most: cut it in two"));
        }
        if connectives.subordinate > SUBORDINATE {
            let found = connectives.subordinate;
            refuse(format!(
                "{found} words like “qui”, “que”, “if”, “that”, {SUBORDINATE} at most: one idea a sentence"
            ));
        } else if connectives.all > CONNECTIVES {
            let found = connectives.all;
            refuse(format!(
                "{found} commas, brackets and linking words, {CONNECTIVES} at most: one idea a sentence, or a list"
            ));
        }
        for (word, known) in lists.hard(sentence, lang) {
            totals.hard += 1;
            used.insert((lang, words::key(word)));
            if !known {
                refuse(format!(
                    "'{word}' is initials, or has {} letters or more: use a plainer word, or add it to plain.toml with its meaning",
                    words::LONG
                ));
            }
        }
        for (not, say) in lists.instead(sentence, lang) {
            refuse(format!("'{not}' has a plainer word: {say}"));
        }
        let found = voice::passives(sentence, rules, &|word| lists.state(word, lang));
        passive.extend(std::iter::repeat_n(sentence, found));
    }
    totals.passives += passive.len();
    let most = (sentences.len() / PASSIVE_IN).max(PASSIVES);
    for sentence in passive.iter().skip(most) {
        let message = format!(
            "{}: passive voice, {} in {} sentences, {most} at most in this file: say who does it",
            sentence.start(),
            passive.len(),
            sentences.len()
        );
        batch.refuse(&format!("{}:{}", prose.path, sentence.line), "", "", message);
    }
    let closed: Vec<usize> = sentences.iter().filter(|one| one.closed).map(Sentence::length).collect();
    if closed.len() >= ENOUGH {
        let average = closed.iter().sum::<usize>() * 10 / closed.len();
        totals.averages.push(average);
        if average > AVERAGE {
            let (said, most) = (average as f64 / 10.0, AVERAGE / 10);
            let message = format!("sentences of {said} words on average, {most} at most: shorten the longest");
            batch.refuse(&prose.path, "", "", message);
        }
    }
}
