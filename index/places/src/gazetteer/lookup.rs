//! Names that lead to rows of a table: by the whole name, by its beginning, by a slip of it. A finite state transducer,
//! walked together with an automaton that knows every spelling a slip or two away (Schulz and Mihov, "Fast string correction
//! with Levenshtein automata", 2002).

use guichet_core::whole_bytes;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tantivy_fst::{Automaton, IntoStreamer, Map, MapBuilder, Streamer};

/// Longest name that slips are looked for of, in characters: longer than any name of a commune, so that a letter that
/// somebody pastes is not made an automaton of.
const LONGEST: usize = 80;

/// One slip, and two: a letter added, dropped, changed, or swapped with the next one.
static ONE_SLIP: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static TWO_SLIPS: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// Names, each with the rows of its own.
#[derive(Default, Deserialize)]
#[serde(try_from = "Stored")]
pub(super) struct Lookup {
    /// Where the rows of a name stand: the first above, how many below. `None` where there is no name.
    map: Option<Map<Vec<u8>>>,
    rows: Vec<u32>,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(with = "whole_bytes")]
    map: Vec<u8>,
    rows: Vec<u32>,
}

impl TryFrom<Stored> for Lookup {
    type Error = tantivy_fst::Error;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        let map = if stored.map.is_empty() { None } else { Some(Map::from_bytes(stored.map)?) };
        Ok(Self { map, rows: stored.rows })
    }
}

impl Serialize for Lookup {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let map = self.map.as_ref().map(|map| map.as_fst().to_vec()).unwrap_or_default();
        Stored { map, rows: self.rows.clone() }.serialize(out)
    }
}

impl Lookup {
    /// Names and rows, in any order.
    pub fn new(names: impl IntoIterator<Item = (String, u32)>) -> Result<Self, tantivy_fst::Error> {
        let mut all: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (name, row) in names {
            all.entry(name).or_default().push(row);
        }
        let (map, rows) = laid_out(all)?;
        Self::try_from(Stored { map, rows })
    }

    /// Rows of a name.
    pub fn exact(&self, name: &str) -> &[u32] {
        self.map.as_ref().and_then(|map| map.get(name)).map_or(&[], |place| self.of(place))
    }

    /// Rows of the names that begin so.
    pub fn beginning(&self, start: &str) -> Vec<u32> {
        self.gather(|map, rows| {
            let mut names = map.range().ge(start).into_stream();
            while let Some((name, place)) = names.next() {
                if !name.starts_with(start.as_bytes()) {
                    break;
                }
                rows.extend(self.of(place));
            }
        })
    }

    /// Rows of the names that are at most one slip away, or two where `slips` is more than one.
    pub fn near(&self, name: &str, slips: u8) -> Vec<u32> {
        if name.chars().nth(LONGEST).is_some() {
            return Vec::new();
        }
        let builder = if slips > 1 { &TWO_SLIPS } else { &ONE_SLIP };
        self.gather(|map, rows| {
            let mut names = map.search(Slips(builder.build_dfa(name))).into_stream();
            while let Some((_, place)) = names.next() {
                rows.extend(self.of(place));
            }
        })
    }

    fn gather(&self, walk: impl FnOnce(&Map<Vec<u8>>, &mut Vec<u32>)) -> Vec<u32> {
        let mut rows = Vec::new();
        if let Some(map) = &self.map {
            walk(map, &mut rows);
        }
        rows
    }

    fn of(&self, place: u64) -> &[u32] {
        let (first, count) = ((place >> 32) as usize, (place & u64::from(u32::MAX)) as usize);
        self.rows.get(first..first + count).unwrap_or_default()
    }
}

/// A map of the names, each with the place of its rows (the first above, how many below), and the rows. No byte of a map
/// where there is no name.
pub(crate) fn laid_out(names: BTreeMap<String, Vec<u32>>) -> Result<(Vec<u8>, Vec<u32>), tantivy_fst::Error> {
    if names.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut rows: Vec<u32> = Vec::new();
    let mut map = MapBuilder::memory();
    // Each name is let go of once it is written: a country has millions.
    for (name, own) in names {
        map.insert(name, (rows.len() as u64) << 32 | own.len() as u64)?;
        rows.extend(own);
    }
    Ok((map.into_inner()?, rows))
}

/// Accepts what is a few slips from a name.
struct Slips(DFA);

impl Automaton for Slips {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
