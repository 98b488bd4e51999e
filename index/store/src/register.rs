//! What is known in memory of every conversation: when it was last heard of, and whether an answer is pending. One program
//! alone has the store open, so this says what the database says; on the disk it would tell who is awake when.

use crate::seal::Name;
use crate::secrets::Slot;
use guichet_core::model::Moment;
use guichet_core::ports::conversations::{Conversation, Version};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// Adds up which conversations there are, and in which version. Kept in the database with every change: a database that
/// lost a part of itself no longer adds up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum(pub [u8; 16]);

impl Sum {
    /// With a conversation in, or out where it was in.
    #[must_use]
    pub(crate) fn with(self, name: &Name, version: Version) -> Self {
        let mut digest = Sha256::new();
        digest.update(name);
        digest.update(version.0.to_be_bytes());
        let mut sum = self;
        sum.0.iter_mut().zip(digest.finalize()).for_each(|(byte, other)| *byte ^= other);
        sum
    }
}

/// How a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    last: Option<Moment>,
    pending: bool,
    /// It holds answers of an interview.
    answers: bool,
    /// Where its secret is.
    slot: Slot,
}

/// Every conversation, by name.
#[derive(Debug, Default)]
pub(crate) struct Register {
    standings: HashMap<Name, Standing>,
    /// Those never heard of first, then the longest silent.
    silent: BTreeSet<(Option<Moment>, Name)>,
    pending: BTreeSet<Name>,
    /// What the database adds up to.
    pub sum: Sum,
}

impl Register {
    /// Notes how a conversation stands now, and where its secret is; `None` where it is no more.
    pub(crate) fn note(&mut self, name: Name, conversation: Option<(&Conversation, Slot)>) {
        let now = conversation.map(|(kept, slot)| Standing {
            last: kept.session.last,
            pending: !kept.outbox.is_empty(),
            answers: kept.session.interview.is_some(),
            slot,
        });
        let before = match now {
            Some(now) => self.standings.insert(name, now),
            None => self.standings.remove(&name),
        };
        if before == now {
            return;
        }
        if let Some(before) = before {
            self.silent.remove(&(before.last, name));
            self.pending.remove(&name);
        }
        if let Some(now) = now {
            self.silent.insert((now.last, name));
            if now.pending {
                self.pending.insert(name);
            }
        }
    }

    /// Where the secret of a conversation is.
    pub(crate) fn slot(&self, name: &Name) -> Option<Slot> {
        self.standings.get(name).map(|standing| standing.slot)
    }

    /// Where all secrets are that are in use.
    pub(crate) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.standings.values().map(|standing| standing.slot)
    }

    /// Whether a conversation that is now to be `next` holds what must not be readable any more: it asked to be
    /// forgotten, or its answers of an interview go.
    pub(crate) fn parts_with(&self, name: &Name, next: &Conversation) -> bool {
        let answers = self.standings.get(name).is_some_and(|standing| standing.answers);
        next.erase || answers && next.session.interview.is_none()
    }

    /// Those with a pending answer.
    pub(crate) fn pending(&self) -> Vec<Name> {
        self.pending.iter().copied().collect()
    }

    /// Those not heard of since a moment.
    pub(crate) fn silent_since(&self, moment: Moment) -> Vec<Name> {
        self.silent.range(..(Some(moment), [0; 32])).map(|(_, name)| *name).collect()
    }
}
