//! A message as one language reads it: at each word, the words of that language's phrases that it may be.

use super::slips::released;
use super::tongue::Tongue;
use super::vocabulary::Word;
use crate::model::Lang;

/// Fewest letters of a word that was cut in two, or of two that were written as one.
const JOINED: usize = 5;
/// Fewest letters of each half of a word that is two.
const HALF: usize = 2;

/// A word that may stand at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) word: Word,
    /// Where the next word begins.
    pub(super) to: usize,
    /// Not written so: a slip, a sound, a word cut or fused.
    pub(super) slip: bool,
}

/// A place in the message.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) steps: Vec<Step>,
    pub(super) negation: bool,
    /// Where fillers that begin here end.
    pub(super) fillers: Vec<usize>,
    /// Belongs to an idiom, or is where a long text was cut.
    pub(super) barred: bool,
}

/// The places of a message in a language.
pub(super) fn places(tongue: &Tongue, said: &[String]) -> Vec<Place> {
    let meant = tongue.spelling.apply(said);
    let known: Vec<Option<Word>> = meant.iter().map(|word| exact(tongue, word)).collect();
    let mut places: Vec<Place> = Vec::with_capacity(meant.len() + 8);
    // Where each word of the message begins: one that is two takes two places.
    let mut starts = Vec::with_capacity(meant.len() + 1);
    for (word, known) in meant.iter().zip(&known) {
        starts.push(places.len());
        let here = places.len();
        let step = |word, slip| Step { word, to: here + 1, slip };
        let mut place = Place { barred: word.is_empty(), ..Place::default() };
        place.steps.extend(known.map(|word| step(word, false)));
        place.negation = known.is_some_and(|word| tongue.negations.contains(&word));
        place.steps.extend(tongue.vocabulary.heard(word).iter().filter(|word| Some(**word) != *known).map(|word| step(*word, true)));
        if known.is_none() {
            for near in tongue.vocabulary.near(word) {
                if place.steps.iter().all(|step| step.word != near) {
                    place.steps.push(step(near, true));
                }
            }
            if place.steps.is_empty() && let Some((first, second)) = halves(tongue, word) {
                place.steps.push(step(first, true));
                places.push(place);
                let step = Step { word: second, to: here + 2, slip: true };
                places.push(Place { steps: vec![step], ..Place::default() });
                continue;
            }
        }
        places.push(place);
    }
    starts.push(places.len());
    // A word cut in two.
    for (at, pair) in meant.windows(2).enumerate() {
        if known[at].is_some() && known[at + 1].is_some() || pair.iter().any(|half| half.is_empty()) {
            continue;
        }
        let whole = pair.concat();
        if whole.chars().count() >= JOINED
            && let Some(word) = tongue.vocabulary.get(&whole)
        {
            places[starts[at]].steps.push(Step { word, to: starts[at + 2], slip: true });
        }
    }
    fillers(tongue, &mut places);
    places
}

/// The word that this is beyond doubt: as it is written, with letters held down, or joined to an Arabic "and".
fn exact(tongue: &Tongue, word: &str) -> Option<Word> {
    let get = |word: &str| tongue.vocabulary.get(word);
    get(word)
        .or_else(|| (1..3).find_map(|keep| get(&released(word, keep)?)))
        .or_else(|| if tongue.lang == Lang::Ar { get(word.strip_prefix(['و', 'ف'])?) } else { None })
}

/// Two words of the language that were written as one.
fn halves(tongue: &Tongue, word: &str) -> Option<(Word, Word)> {
    const LONGEST: usize = 24;
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if !(JOINED + 1..=LONGEST).contains(&cuts.len()) {
        return None;
    }
    cuts[HALF..=cuts.len() - HALF].iter().find_map(|cut| {
        let (first, second) = word.split_at(*cut);
        Some((tongue.vocabulary.get(first)?, tongue.vocabulary.get(second)?))
    })
}

/// Marks where fillers stand.
fn fillers(tongue: &Tongue, places: &mut [Place]) {
    for start in 0..places.len() {
        let mut ends = Vec::new();
        let mut rows = 0..0;
        let mut at = start;
        for depth in 0.. {
            let Some(step) = places.get(at).and_then(|place| place.steps.iter().find(|step| !step.slip)) else { break };
            rows = if depth == 0 {
                tongue.fillers.begin(step.word)
            } else {
                tongue.fillers.narrow(rows, depth, step.word)
            };
            if rows.is_empty() {
                break;
            }
            at = step.to;
            ends.extend(tongue.fillers.ended(rows.clone(), depth + 1).map(|_| at).take(1));
        }
        places[start].fillers = ends;
    }
}
