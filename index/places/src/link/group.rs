//! From pairs to places: the best pair first, and no pair of a place may speak against it.

use super::record::Record;
use super::verdict::{Reason, Verdict};
use std::collections::HashMap;

/// Two records that are one place, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub pair: (u32, u32),
    pub reason: Reason,
    pub strength: u32,
}

/// Records that are one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Their rows, in order.
    pub rows: Vec<u32>,
    /// The pairs that made it, by row, with their reasons.
    pub pairs: Vec<(u32, u32, Reason)>,
}

/// Joins linked records. `verdict` is asked about pairs of positions.
pub(super) fn join(records: &[Record], links: Vec<Link>, verdict: impl Fn(u32, u32) -> Verdict) -> Vec<Group> {
    let mut links = without_ties(records, links, &verdict);
    let rank = ranks(records, &links);
    links.sort_by_key(|link| {
        let [a, b] = [link.pair.0, link.pair.1].map(|at| rank.get(&at).copied().unwrap_or_default());
        (std::cmp::Reverse(link.strength), a.min(b), a.max(b))
    });
    let mut group_of: HashMap<u32, usize> = HashMap::new();
    let mut groups: Vec<(Vec<u32>, Vec<Link>)> = Vec::new();
    for link in links {
        let (a, b) = link.pair;
        let mut of = |at: u32| {
            *group_of.entry(at).or_insert_with(|| {
                groups.push((vec![at], Vec::new()));
                groups.len() - 1
            })
        };
        let (one, other) = (of(a), of(b));
        if one != other {
            let against = |(a, b): (u32, u32)| matches!(verdict(a, b), Verdict::Two(_));
            let across = |a: &u32| groups[other].0.iter().map(move |b| (*a, *b)).collect::<Vec<_>>();
            if groups[one].0.iter().flat_map(across).any(against) {
                continue;
            }
            let (members, pairs) = std::mem::take(&mut groups[other]);
            members.iter().for_each(|at| {
                group_of.insert(*at, one);
            });
            groups[one].0.extend(members);
            groups[one].1.extend(pairs);
        }
        groups[one].1.push(link);
    }
    let row = |at: u32| records[at as usize].row;
    let mut joined: Vec<Group> = groups
        .into_iter()
        .filter(|(members, _)| members.len() > 1)
        .map(|(members, links)| {
            let mut rows: Vec<u32> = members.into_iter().map(row).collect();
            rows.sort_unstable();
            let pair = |link: Link| {
                let (a, b) = (row(link.pair.0), row(link.pair.1));
                (a.min(b), a.max(b), link.reason)
            };
            let mut pairs: Vec<_> = links.into_iter().map(pair).collect();
            pairs.sort_unstable();
            Group { rows, pairs }
        })
        .collect();
    joined.sort_by(|a, b| a.rows.cmp(&b.rows));
    joined
}

/// The place of each linked record among them, by what it says: the order in which they came tells nothing.
fn ranks(records: &[Record], links: &[Link]) -> HashMap<u32, u32> {
    let mut order: Vec<u32> = links.iter().flat_map(|link| [link.pair.0, link.pair.1]).collect();
    order.sort_unstable();
    order.dedup();
    order.sort_unstable_by(|a, b| records[*a as usize].cmp(&records[*b as usize]));
    order.into_iter().zip(0..).collect()
}

/// The links without those of a record to two of one source that fit equally well and are not one: which of them is meant
/// cannot be told.
fn without_ties(records: &[Record], links: Vec<Link>, verdict: &impl Fn(u32, u32) -> Verdict) -> Vec<Link> {
    let mut ends: Vec<(u32, &str, u32, u32)> = Vec::with_capacity(links.len() * 2);
    for link in &links {
        let (a, b) = link.pair;
        ends.push((a, records[b as usize].source(), link.strength, b));
        ends.push((b, records[a as usize].source(), link.strength, a));
    }
    ends.sort_unstable_by(|a, b| (a.0, a.1, b.2, a.3).cmp(&(b.0, b.1, a.2, b.3)));
    let mut doubtful: Vec<(u32, u32)> = Vec::new();
    for of_one in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let best: Vec<u32> = of_one.iter().take_while(|end| end.2 == of_one[0].2).map(|end| end.3).collect();
        let apart = |pair: &[u32]| !matches!(verdict(pair[0], pair[1]), Verdict::One(_));
        if best.windows(2).any(apart) {
            let at = of_one[0].0;
            doubtful.extend(best.iter().map(|other| (at.min(*other), at.max(*other))));
        }
    }
    doubtful.sort_unstable();
    links.into_iter().filter(|link| doubtful.binary_search(&link.pair).is_err()).collect()
}
