//! Finding the patterns of a language in a message.

use super::compiled::{CompiledPhrases, Pattern, Term, Use};
use super::message::Node;
use std::ops::Range;

/// Fillers between two slots that change nothing.
const FILLERS: usize = 2;
/// Other words between two slots that leave a phrase probable.
const STRANGERS: usize = 4;
/// What slips may cost in one phrase, whatever its length.
const SLIPS: u8 = 6;
/// Other words inside a run or an alternative of three words and more that leave it probable.
const WITHIN: usize = 1;
/// Fewest words of a run that others may stand in, one letter alone not counted: "à l'aide" is not "à quelle aide".
const WITHIN_RUN: u8 = 3;
/// Longest alternative that is followed, in words.
const DEEPEST: usize = 16;

/// The best phrase of a language in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Certain.
    pub(super) act: bool,
    /// Words matched, less what speaks against it.
    pub(super) weight: i32,
    pub(super) category: u16,
    /// Words that are not written as they are meant.
    pub(super) guessed: bool,
}

/// An alternative of a term, somewhere in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sight {
    start: usize,
    end: usize,
    slips: u8,
    words: u8,
    /// What stands inside besides its words.
    inside: Inside,
}

/// What stands between the words of an alternative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Inside {
    Nothing,
    Filler,
    Stranger,
}

/// A pattern matched so far.
#[derive(Debug, Clone, Copy)]
struct Row {
    end: usize,
    loose: bool,
    slips: u8,
    words: u8,
}

impl Row {
    /// What speaks for a row: nothing strange, no slip, many words.
    fn merit(&self) -> (bool, i32) {
        (!self.loose && self.slips == 0, self.weight())
    }

    fn weight(&self) -> i32 {
        super::WORD * i32::from(self.words) - i32::from(self.slips) - 2 * i32::from(self.loose)
    }
}

/// The best phrase in a message.
pub(super) fn read(compiled: &CompiledPhrases, mut nodes: Vec<Node>) -> Option<Found> {
    let mut sights = sights(compiled, &nodes);
    set_aside(compiled, &mut nodes, &mut sights);
    let mut best: Option<Found> = None;
    for pattern in candidates(compiled, &sights) {
        let (act, category) = match pattern.of {
            Use::Idiom => continue,
            Use::Act(category) => (true, category),
            Use::Ask(category) => (false, category),
        };
        let Some(row) = follow(pattern, &sights, &nodes) else { continue };
        let found =
            Found { act: act && !row.loose && row.slips == 0, weight: row.weight(), category, guessed: row.slips > 0 };
        let rank = |found: &Found| (found.act, found.weight, std::cmp::Reverse(found.category));
        if best.as_ref().is_none_or(|best| rank(&found) > rank(best)) {
            best = Some(found);
        }
    }
    best
}

/// Every alternative of every term in the message, by term and in the order of their nodes.
fn sights(compiled: &CompiledPhrases, nodes: &[Node]) -> Sights {
    let mut seen = Vec::new();
    for start in 0..nodes.len() {
        let walk = Walk { compiled, nodes, start };
        walk.from(None, start, 0, (0, Inside::Nothing), &mut seen);
    }
    // The best of those that cover the same words stands first.
    seen.sort_unstable_by_key(|(term, sight)| (*term, sight.start, sight.end, sight.slips, sight.inside));
    seen.dedup_by_key(|(term, sight)| (*term, sight.start, sight.end));
    Sights(seen)
}

/// Bars the words of idioms, exactly as they stand.
fn set_aside(compiled: &CompiledPhrases, nodes: &mut [Node], sights: &mut Sights) {
    let mut excluded = Vec::new();
    for pattern in candidates(compiled, sights).filter(|pattern| pattern.of == Use::Idiom) {
        let Some((first, rest)) = pattern.slots.split_first() else { continue };
        for sight in sights.of(*first).iter().filter(|(_, sight)| sight.plain()) {
            let end = rest.iter().try_fold(vec![sight.1.end], |ends, slot| {
                let next = ends.iter().flat_map(|end| sights.from(*slot, *end..*end + 1));
                let next: Vec<usize> = next.filter(|sight| sight.plain()).map(|sight| sight.end).collect();
                (!next.is_empty()).then_some(next)
            });
            let end = end.and_then(|ends| ends.into_iter().max());
            excluded.extend(end.map(|end| sight.1.start..end));
        }
    }
    excluded.into_iter().flatten().for_each(|at| nodes[at].excluded = true);
    sights.0.retain(|(_, sight)| nodes[sight.start..sight.end].iter().all(|node| !node.excluded));
}

/// Patterns whose rarest term is there.
fn candidates<'a>(compiled: &'a CompiledPhrases, sights: &Sights) -> impl Iterator<Item = &'a Pattern> + use<'a> {
    let mut terms: Vec<Term> = sights.0.iter().map(|(term, _)| *term).collect();
    terms.dedup();
    let patterns = terms.into_iter().filter_map(|term| compiled.of_term.get(term as usize)).flatten();
    patterns.filter_map(|index| compiled.patterns.get(*index as usize))
}

/// What was seen, sorted by term and node.
struct Sights(Vec<(Term, Sight)>);

impl Sight {
    fn plain(&self) -> bool {
        self.slips == 0 && self.inside == Inside::Nothing
    }
}

impl Sights {
    fn of(&self, term: Term) -> &[(Term, Sight)] {
        let start = self.0.partition_point(|(of, _)| *of < term);
        let end = start + self.0[start..].partition_point(|(of, _)| *of == term);
        &self.0[start..end]
    }

    /// Those of a term that begin in a range.
    fn from(&self, term: Term, starts: Range<usize>) -> impl Iterator<Item = &Sight> {
        let all = self.of(term);
        let first = all.partition_point(|(_, sight)| sight.start < starts.start);
        all[first..].iter().map(|(_, sight)| sight).take_while(move |sight| sight.start < starts.end)
    }
}

/// Following the alternatives that may begin at a node.
struct Walk<'a> {
    compiled: &'a CompiledPhrases,
    nodes: &'a [Node],
    start: usize,
}

impl Walk<'_> {
    fn from(
        &self,
        rows: Option<Range<usize>>,
        at: usize,
        depth: usize,
        (slips, inside): (u8, Inside),
        seen: &mut Vec<(Term, Sight)>,
    ) {
        let Some(node) = self.nodes.get(at).filter(|node| !node.excluded && depth < DEEPEST) else { return };
        for edge in &node.edges {
            let slips = slips + edge.cost;
            let next = match &rows {
                None => self.compiled.terms.begin(edge.word),
                Some(rows) => self.compiled.terms.narrow(rows.clone(), depth, edge.word),
            };
            if next.is_empty() || slips > SLIPS {
                continue;
            }
            let words = (depth + 1) as u8;
            let sight = Sight { start: self.start, end: edge.to, slips, words, inside };
            let whole = u8::try_from(self.nodes[self.start..edge.to].iter().filter(|node| !node.short).count());
            if inside != Inside::Stranger || whole.unwrap_or(u8::MAX) > WITHIN_RUN {
                seen.extend(self.compiled.terms.ended(next.clone(), depth + 1).map(|term| (term, sight)));
            }
            self.from(Some(next.clone()), edge.to, depth + 1, (slips, inside), seen);
            let Some(after) = self.nodes.get(edge.to).filter(|after| !after.negation && !after.excluded) else {
                continue;
            };
            if inside != Inside::Nothing {
                continue;
            }
            // One filler inside a run changes nothing; another word leaves it probable.
            for end in &after.fillers {
                self.from(Some(next.clone()), *end, depth + 1, (slips, Inside::Filler), seen);
            }
            for strangers in 1..=WITHIN {
                let passed = self.nodes.get(edge.to..edge.to + strangers).unwrap_or_default();
                if passed.len() == strangers && passed.iter().all(|node| !node.negation && !node.excluded) {
                    self.from(Some(next.clone()), edge.to + strangers, depth + 1, (slips, Inside::Stranger), seen);
                }
            }
        }
    }
}

/// The best way to match a pattern, if there is one: its slots in their order, else the last one first.
fn follow(pattern: &Pattern, sights: &Sights, nodes: &[Node]) -> Option<Row> {
    if pattern.slots.iter().any(|slot| sights.of(*slot).is_empty()) {
        return None;
    }
    in_order(&pattern.slots, sights, nodes).or_else(|| {
        let mut turned = pattern.slots.to_vec();
        turned.rotate_right(1);
        // The same words the other way round are probable at best, and only the very words.
        let row = in_order(&turned, sights, nodes).filter(|row| turned.len() > 1 && row.slips == 0)?;
        Some(Row { loose: true, ..row })
    })
}

fn in_order(slots: &[Term], sights: &Sights, nodes: &[Node]) -> Option<Row> {
    let (first, rest) = slots.split_first()?;
    let begin = |(_, sight): &(Term, Sight)| Row {
        end: sight.end,
        loose: sight.inside == Inside::Stranger,
        slips: sight.slips,
        words: sight.words,
    };
    let mut rows: Vec<Row> = sights.of(*first).iter().map(begin).collect();
    for slot in rest {
        let mut next: Vec<Row> = Vec::new();
        for row in &rows {
            for sight in sights.from(*slot, row.end..row.end + 1 + REACH) {
                let Some(loose) = gap(nodes, row.end, sight.start) else { continue };
                let row = Row {
                    end: sight.end,
                    loose: row.loose || loose || sight.inside == Inside::Stranger,
                    slips: row.slips.saturating_add(sight.slips),
                    words: row.words.saturating_add(sight.words),
                };
                match next.iter_mut().find(|other| other.end == row.end) {
                    Some(other) if other.merit() < row.merit() => *other = row,
                    Some(_) => {}
                    None => next.push(row),
                }
            }
        }
        rows = next;
    }
    // A word alone must be exact, and slips must not weigh more than the words.
    let sure = |row: &Row| row.slips == 0 || row.slips <= SLIPS.min(row.words) && row.words > 1;
    rows.into_iter().filter(sure).max_by_key(Row::merit)
}

/// How far before its other half a negation may begin.
const NEGATION: usize = 3;
/// Farthest that a slot may stand from the one before.
const REACH: usize = 8;

/// What stands between two slots: `None` what parts them, `Some(true)` strange words, `Some(false)` fillers or nothing.
fn gap(nodes: &[Node], from: usize, to: usize) -> Option<bool> {
    let between = nodes.get(from..to)?;
    // Before a slot that denies ("… n'ai [pas de chauffage]"), the other half of its own negation is no obstacle.
    let own = if nodes.get(to).is_some_and(|node| node.negation) { NEGATION } else { 0 };
    let denied = between.iter().filter(|node| !node.half).rev().skip(own).any(|node| node.negation);
    if denied || between.iter().any(|node| node.excluded) {
        return None;
    }
    let mut ends = vec![from];
    for _ in 0..=FILLERS {
        if ends.contains(&to) {
            return Some(false);
        }
        ends = ends.iter().filter_map(|end| nodes.get(*end)).flat_map(|node| node.fillers.iter().copied()).collect();
    }
    (between.iter().filter(|node| !node.half).count() <= STRANGERS).then_some(true)
}
