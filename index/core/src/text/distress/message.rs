//! A message as one language reads it: a word lattice, where each written word leads on by all the words of that
//! language's phrases that it may be.

use super::compiled::CompiledPhrases;
use super::slips::{heard_as, released, unbound, unelided};
use super::vocabulary::Word;
use crate::model::Lang;
use crate::text::reader::Reader;

/// Fewest letters of a word that was cut in two, or of two that were written as one.
const JOINED: usize = 5;
/// Fewest letters of each half of a word that is two.
const HALF: usize = 2;

/// What a word costs that is not written as it is meant: heard, or a slip, a word cut or fused.
const SOUND: u8 = 1;
const SLIP: u8 = 2;

/// A word that may begin at a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) word: Word,
    /// Where the next word begins.
    pub(super) to: usize,
    /// 0 where it is written so.
    pub(super) cost: u8,
}

/// Where a word of the message begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    pub(super) edges: Vec<Edge>,
    pub(super) negation: bool,
    /// Where fillers that begin here end.
    pub(super) fillers: Vec<usize>,
    /// The second half of a word that may be two.
    pub(super) half: bool,
    /// One letter alone.
    pub(super) short: bool,
    /// Belongs to an idiom, or is where a long text was cut.
    pub(super) excluded: bool,
}

/// How many words of a message are known to the language as they are written.
pub(super) fn known(nodes: &[Node]) -> usize {
    nodes.iter().filter(|node| node.edges.iter().any(|edge| edge.cost == 0) && !node.half).count()
}

/// The lattice of a message in a language. What `reader` knows for an ordinary word is not a slip of another one.
pub(super) fn lattice(compiled: &CompiledPhrases, said: &[String], reader: Option<&Reader>) -> Vec<Node> {
    let meant = compiled.spelling.apply(said);
    let known: Vec<Option<Word>> = meant.iter().map(|word| exact(compiled, word)).collect();
    let mut nodes: Vec<Node> = Vec::with_capacity(meant.len() + 8);
    // Where each word of the message begins: one that is two takes two nodes.
    let mut starts = Vec::with_capacity(meant.len() + 1);
    for (word, known) in meant.iter().zip(&known) {
        starts.push(nodes.len());
        let here = nodes.len();
        let (single, double) = meanings(compiled, word, *known, reader);
        let next = here + 1 + usize::from(!double.is_empty());
        let short = word.chars().nth(1).is_none();
        let mut node = Node { excluded: word.is_empty(), short, ..Node::default() };
        node.negation = known.is_some_and(|word| compiled.negations.contains(&word));
        node.edges.extend(single.into_iter().map(|(word, cost)| Edge { word, to: next, cost }));
        let mut second = Node { half: true, ..Node::default() };
        for ((word, cost), rest) in double {
            node.edges.push(Edge { word, to: here + 1, cost });
            second.edges.extend(rest.into_iter().map(|(word, cost)| Edge { word, to: here + 2, cost }));
        }
        nodes.push(node);
        nodes.extend((next > here + 1).then_some(second));
    }
    starts.push(nodes.len());
    // A word cut in two.
    let settled =
        |at: usize| known[at].is_some() || reader.is_some_and(|reader| reader.knows(compiled.lang, meant[at]));
    for (at, pair) in meant.windows(2).enumerate() {
        if settled(at) && settled(at + 1) || pair.iter().any(|half| half.is_empty()) {
            continue;
        }
        let whole = pair.concat();
        if whole.chars().count() >= JOINED
            && let Some(word) = compiled.vocabulary.get(&whole)
        {
            nodes[starts[at]].edges.push(Edge { word, to: starts[at + 2], cost: SLIP });
        }
    }
    fillers(compiled, &mut nodes);
    nodes
}

/// A word that may be meant, and what that costs.
type Meaning = (Word, u8);

/// What a written word may be: one word, or two of them.
fn meanings(
    compiled: &CompiledPhrases,
    word: &str,
    known: Option<Word>,
    reader: Option<&Reader>,
) -> (Vec<Meaning>, Vec<(Meaning, Vec<Meaning>)>) {
    let vocabulary = &compiled.vocabulary;
    let mut single: Vec<Meaning> = known.map(|word| (word, 0)).into_iter().collect();
    if compiled.lang == Lang::FR {
        single.extend(unelided(word).and_then(|whole| vocabulary.get(whole)).map(|word| (word, 0)));
    }
    let heard = |word: &str| vocabulary.heard(word).iter().map(|word| (*word, SOUND)).collect::<Vec<Meaning>>();
    single.extend(heard(word).into_iter().filter(|(word, _)| Some(*word) != known));
    let mut double = Vec::new();
    if compiled.lang == Lang::FR {
        let pair = |(first, second): &(&str, &str)| {
            Some(((vocabulary.get(first)?, SOUND), vec![(vocabulary.get(second)?, 0)]))
        };
        double.extend(heard_as(word).iter().filter_map(pair));
    }
    if known.is_some() {
        return (single, double);
    }
    single.extend(vocabulary.forms(compiled.lang, word).into_iter().map(|word| (word, SOUND)));
    if reader.is_some_and(|reader| reader.knows(compiled.lang, word)) {
        return (single, double);
    }
    for near in vocabulary.near(word) {
        if single.iter().all(|(word, _)| *word != near) {
            single.push((near, SLIP));
        }
    }
    if single.is_empty()
        && compiled.lang == Lang::FR
        && let Some((little, rest)) = unbound(word)
    {
        let mut rests: Vec<Meaning> = vocabulary.get(rest).map(|word| (word, 0)).into_iter().collect();
        rests.extend(heard(rest));
        if !rests.is_empty() {
            double.extend(little.iter().filter_map(|word| Some(((vocabulary.get(word)?, SOUND), rests.clone()))));
        }
    }
    if single.is_empty()
        && double.is_empty()
        && let Some((first, second)) = halves(compiled, word)
    {
        double.push(((first, SLIP), vec![(second, 0)]));
    }
    (single, double)
}

/// The word that this is beyond doubt: as it is written, with letters held down, or joined to the word before, as an
/// Arabic "and" is.
fn exact(compiled: &CompiledPhrases, word: &str) -> Option<Word> {
    let get = |word: &str| compiled.vocabulary.get(word);
    get(word)
        .or_else(|| (1..3).find_map(|keep| get(&released(word, keep)?)))
        .or_else(|| get(word.strip_prefix(compiled.lang.affixes()?.joined)?))
}

/// Two words of the language that were written as one.
fn halves(compiled: &CompiledPhrases, word: &str) -> Option<(Word, Word)> {
    const LONGEST: usize = 24;
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if !(JOINED + 1..=LONGEST).contains(&cuts.len()) {
        return None;
    }
    cuts[HALF..=cuts.len() - HALF].iter().find_map(|cut| {
        let (first, second) = word.split_at(*cut);
        Some((compiled.vocabulary.get(first)?, compiled.vocabulary.get(second)?))
    })
}

/// Marks where fillers stand.
fn fillers(compiled: &CompiledPhrases, nodes: &mut [Node]) {
    for start in 0..nodes.len() {
        let mut ends = Vec::new();
        let mut rows = 0..0;
        let mut at = start;
        for depth in 0.. {
            let Some(edge) = nodes.get(at).and_then(|node| node.edges.iter().find(|edge| edge.cost == 0)) else {
                break;
            };
            rows = if depth == 0 {
                compiled.fillers.begin(edge.word)
            } else {
                compiled.fillers.narrow(rows, depth, edge.word)
            };
            if rows.is_empty() {
                break;
            }
            at = edge.to;
            ends.extend(compiled.fillers.ended(rows.clone(), depth + 1).map(|_| at).take(1));
        }
        nodes[start].fillers = ends;
    }
}
