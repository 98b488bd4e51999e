//! Making the table: logistic regression over hashed features by AdaGrad (Duchi, Hazan, Singer 2011), and a perceptron
//! for the categories. The same bytes on every machine: the order is drawn with a seed, and only sums, products,
//! quotients and square roots are taken, which IEEE 754 rounds alike everywhere; never the platform's exponential.

use super::features::{Features, SIZE};
use super::{KINDS, MAGIC, NAMES, entry, kinds, likeliest};
use crate::dice::Dice;
use crate::model::Lang;
use crate::text::normal::words;

/// Times that all lessons are read.
const ROUNDS: usize = 5;
/// How fast the weights move.
const RATE: f32 = 0.35;
/// What draws every weight to nothing.
const DECAY: f32 = 2e-6;
/// A weight is kept within this many on each side, as one byte.
const LIMIT: f32 = 127.0;
/// What one unit is worth at least: a single large weight must not coarsen all others.
const LARGEST: f32 = 5.0;

/// A text that the reader learns from.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// What is typed.
    pub text: String,
    /// The category that it means; none for an ordinary sentence.
    pub means: Option<String>,
    /// How much it counts.
    pub weight: f32,
    /// What it belongs to, or the several of them parted by `|`: texts of one name are learnt from together, or held out
    /// together when the reader is judged.
    pub of: String,
}

/// One over one and e to the minus `x`, from products alone.
fn logistic(x: f32) -> f32 {
    let mut power = 1.0 - f64::from(x.clamp(-30.0, 30.0)) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    (1.0 / (1.0 + power)) as f32
}

/// The weights in the making.
struct Weights {
    values: Vec<f32>,
    /// Squares of the steps taken so far.
    steps: Vec<f32>,
}

impl Weights {
    fn new(size: usize) -> Self {
        Self { values: vec![0.0; size], steps: vec![0.0; size] }
    }

    fn sum(&self, of: &[u32]) -> f32 {
        let sum: f32 = of.iter().map(|number| self.values[*number as usize]).sum();
        if of.is_empty() { 0.0 } else { sum / (of.len() as f32).sqrt() }
    }

    fn learn(&mut self, of: &[u32], error: f32) {
        let each = error / (of.len().max(1) as f32).sqrt();
        for number in of {
            let at = *number as usize;
            let step = each + DECAY * self.values[at];
            self.steps[at] += step * step;
            self.values[at] -= RATE * step / (self.steps[at].sqrt() + 1e-6);
        }
    }
}

/// Makes the table of a [`super::Reader`] from lessons, the words of ordinary texts by language, and names of places.
pub fn train(lessons: &[Lesson], ordinary: &[(Lang, String)], names: &[String]) -> Vec<u8> {
    let mut categories: Vec<&str> = lessons.iter().filter_map(|lesson| lesson.means.as_deref()).collect();
    categories.sort_unstable();
    categories.dedup();
    let read: Vec<Features> = lessons.iter().map(|lesson| Features::of(&words(&lesson.text))).collect();

    let mut table = MAGIC.to_vec();
    table.push(categories.len() as u8);
    for category in &categories {
        table.push(category.len() as u8);
        table.extend_from_slice(category.as_bytes());
    }
    scores(lessons, &read, &mut table);
    categorised(lessons, &categories, &mut table);
    let ordinary = ordinary.iter().map(|(lang, word)| entry(lang.code(), word));
    let mut entries: Vec<u32> = ordinary.chain(names.iter().map(|word| entry(NAMES, word))).collect();
    entries.sort_unstable();
    entries.dedup();
    table.extend(entries.into_iter().flat_map(u32::to_le_bytes));
    table
}

/// With a category or without.
fn scores(lessons: &[Lesson], read: &[Features], table: &mut Vec<u8>) {
    let (mut letters, mut words) = (Weights::new(SIZE), Weights::new(SIZE));
    let (mut bias, mut moved) = (0.0_f32, 0.0_f32);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice(11);
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            order.swap(at, dice.below(at + 1));
        }
        for at in &order {
            let (lesson, features) = (&lessons[*at], &read[*at]);
            let score = bias + letters.sum(&features.letters) + words.sum(&features.words);
            let wanted = if lesson.means.is_some() { 1.0 } else { 0.0 };
            let error = lesson.weight * (logistic(score) - wanted);
            letters.learn(&features.letters, error);
            words.learn(&features.words, error);
            moved += error * error;
            bias -= RATE * error / (moved.sqrt() + 1e-6);
        }
    }
    let all = || letters.values.iter().chain(&words.values);
    let largest = all().fold(0.0_f32, |most, weight| most.max(weight.abs())).clamp(0.01, LARGEST);
    let scale = largest / LIMIT;
    table.extend_from_slice(&bias.to_le_bytes());
    table.extend_from_slice(&scale.to_le_bytes());
    table.extend(all().map(|weight| (weight / scale).round().clamp(-LIMIT, LIMIT) as i8).map(i8::cast_unsigned));
}

/// Which category: an averaged perceptron (Collins 2002), in whole numbers.
fn categorised(lessons: &[Lesson], categories: &[&str], table: &mut Vec<u8>) {
    let width = categories.len();
    let mut now = vec![0_i32; KINDS * width];
    // What each weight was over time, by the moments at which it changed (Daumé 2006).
    let mut past = vec![0_i64; KINDS * width];
    let told: Vec<(Vec<usize>, usize, i32)> = lessons
        .iter()
        .filter_map(|lesson| {
            let wanted = categories.binary_search(&lesson.means.as_deref()?).ok()?;
            Some((kinds(&words(&lesson.text)), wanted, lesson.weight.max(1.0) as i32))
        })
        .collect();
    let mut order: Vec<usize> = (0..told.len()).collect();
    let mut dice = Dice(13);
    let mut moment = 1_i64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            order.swap(at, dice.below(at + 1));
        }
        for (rows, wanted, much) in order.iter().map(|at| &told[*at]) {
            let mut sums = vec![0_i32; width];
            for row in rows {
                sums.iter_mut().zip(&now[row * width..]).for_each(|(sum, weight)| *sum += weight);
            }
            let guessed = likeliest(&sums);
            if guessed != *wanted {
                for row in rows {
                    for (kind, change) in [(*wanted, *much), (guessed, -much)] {
                        now[row * width + kind] += change;
                        past[row * width + kind] += moment * i64::from(change);
                    }
                }
            }
            moment += 1;
        }
    }
    let averaged: Vec<i64> = now.iter().zip(&past).map(|(now, past)| i64::from(*now) * moment - past).collect();
    // A few weights far above the others must not coarsen them: one in a thousand is cut.
    let mut sizes: Vec<i64> = averaged.iter().map(|weight| weight.abs()).filter(|size| *size > 0).collect();
    sizes.sort_unstable();
    let largest = sizes.get((sizes.len() - sizes.len() / 1_000).saturating_sub(1)).copied().unwrap_or(1).max(1);
    let byte = |weight: i64| (weight * 127 / largest).clamp(-127, 127) as i8;
    table.extend(averaged.into_iter().map(byte).map(i8::cast_unsigned));
}
