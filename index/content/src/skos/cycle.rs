//! Cycles among wider concepts: a concept cannot be wider than one that is wider than it.

use guichet_core::model::Concept;
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Not,
    /// On the way up from the concept that is looked at.
    OnTheWay,
    Done,
}

/// Breaks every cycle where it closes, and tells which (narrower, wider) was taken out. The same concepts in the same
/// order are always broken at the same place.
pub(super) fn break_cycles(concepts: &mut [Concept]) -> Vec<(String, String)> {
    let places: HashMap<String, usize> =
        concepts.iter().enumerate().map(|(place, concept)| (concept.id.clone(), place)).collect();
    let mut seen = vec![Seen::Not; concepts.len()];
    let mut broken = Vec::new();
    for start in 0..concepts.len() {
        if seen[start] != Seen::Not {
            continue;
        }
        // (place, which of its wider concepts comes next); a chain may be as long as the thesaurus.
        let mut way = vec![(start, 0)];
        seen[start] = Seen::OnTheWay;
        while let Some((at, next)) = way.last_mut() {
            let at = *at;
            let Some(wider) = concepts[at].broader.get(*next) else {
                seen[at] = Seen::Done;
                way.pop();
                continue;
            };
            match places.get(wider).map(|place| (*place, seen[*place])) {
                Some((_, Seen::OnTheWay)) => {
                    let wider = concepts[at].broader.remove(*next);
                    broken.push((concepts[at].id.clone(), wider));
                }
                Some((place, Seen::Not)) => {
                    *next += 1;
                    seen[place] = Seen::OnTheWay;
                    way.push((place, 0));
                }
                Some((_, Seen::Done)) | None => *next += 1,
            }
        }
    }
    broken
}
