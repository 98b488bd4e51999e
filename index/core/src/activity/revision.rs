//! Revisions: what a desk made of a record, when, and which revisions it knew of.

use super::{Activity, Profile};
use crate::dice::Dice;
use std::collections::BTreeMap;
use std::fmt;

/// The identifier of a record: random, so that it says nothing and no two desks give it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(u128);

impl RecordId {
    /// A new one.
    pub fn random(dice: &mut Dice) -> Self {
        Self(u128::from(dice.throw()) << 64 | u128::from(dice.throw()))
    }

    /// Reads 32 hexadecimal digits in lower case, as they are displayed.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        u128::from_str_radix(text, 16).ok().filter(|_| digits && text.len() == 32).map(Self)
    }

    /// Its bytes.
    pub fn bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Which desk made something: its name in the office and a random end, which is another one where its store was made again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeskId(String);

impl DeskId {
    /// Characters of a name.
    pub const LONGEST: usize = 40;

    /// The desk of a name, with an end of its own. Of the name, letters, digits and dashes are kept.
    pub fn random(name: &str, dice: &mut Dice) -> Self {
        let name: String = name.chars().filter(|c| c.is_alphanumeric() || *c == '-').take(Self::LONGEST).collect();
        Self(format!("{}-{:08x}", name.to_lowercase(), dice.throw() >> 32))
    }

    /// Reads a desk as it is displayed.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, end) = text.rsplit_once('-')?;
        let named = name.chars().count() <= Self::LONGEST && name.chars().all(|c| c.is_alphanumeric() || c == '-');
        let ended = end.len() == 8 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
        (named && ended).then(|| Self(text.to_owned()))
    }

    /// The desk as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name it has in the office.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('-').map_or("", |(name, _)| name)
    }
}

/// When a revision was made: a counter that is above all that its desk had seen, and the desk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp {
    /// The counter.
    pub counter: u64,
    /// The desk.
    pub desk: DeskId,
}

/// What a desk made of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision {
    /// Which record.
    pub id: RecordId,
    /// When, and by whom.
    pub stamp: Stamp,
    /// The revisions it replaces: of each desk, all up to this counter.
    pub replaces: BTreeMap<DeskId, u64>,
    /// The record; `None` where it was deleted.
    pub activity: Option<Activity>,
    /// Whose work it is, where profiles share the desk; whoever corrects the record leaves it.
    pub profile: Option<Profile>,
}

impl Revision {
    /// The same, as the work of a profile: of a new record. What is known as somebody's stays so, and of what was deleted nobody is named.
    #[must_use]
    pub fn by(self, profile: Option<&Profile>) -> Self {
        let kept = self.profile.or_else(|| profile.cloned()).filter(|_| self.activity.is_some());
        Self { profile: kept, ..self }
    }

    /// Whether it was made by somebody who knew a revision of this stamp.
    pub fn has_replaced(&self, stamp: &Stamp) -> bool {
        self.replaces.get(&stamp.desk).is_some_and(|counter| *counter >= stamp.counter)
    }
}

#[cfg(test)]
mod tests {
    //! Properties: identifiers and desks are read as they are displayed, and nothing else is; a desk made again is another.

    use super::*;

    #[test]
    fn identifiers_are_read_as_they_are_displayed() {
        let mut dice = Dice(7);
        for _ in 0..100 {
            let id = RecordId::random(&mut dice);
            assert_eq!(RecordId::parse(&id.to_string()), Some(id));
            let desk = DeskId::random("Accueil 2 / é", &mut dice);
            assert_eq!((DeskId::parse(desk.as_str()), desk.name()), (Some(desk.clone()), "accueil2é"));
        }
        let id = RecordId::random(&mut dice).to_string();
        for wrong in
            ["", &id[1..], &format!("{id}0"), &format!("+{}", &id[1..]), &id.replace(|c: char| c.is_ascii_digit(), "A")]
        {
            assert_eq!(RecordId::parse(wrong), None, "{wrong}");
        }
        for wrong in ["", "accueil", "accueil-123", "acc ueil-12345678", "../x-12345678"] {
            assert_eq!(DeskId::parse(wrong), None, "{wrong}");
        }
        assert_ne!(DeskId::random("a", &mut dice), DeskId::random("a", &mut dice));
    }
}
