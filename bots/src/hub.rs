//! The middle of a bot. A message is read once, whatever crashes or comes twice: its identifier is kept in the same step as
//! the session and the pending answers, and the disk has them before the network is told that it was taken.

use crate::conversations::{Conversations, blocking};
use crate::delivery::Delivery;
use crate::network::{InboundOf, Network};
use crate::outage::{self, Outage};
use crate::turns::Turns;
use crate::world::World;
use guichet_core::model::Moment;
use guichet_core::ports::conversations::{Address, StoreError, Task};
use guichet_core::talk::Event;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How often the chores are looked at.
const ROUND: Duration = Duration::from_secs(60);
/// Minutes between two exports of the store, where nothing was erased.
const EXPORT_MINUTES: i64 = 24 * 60;
/// Minutes between two looks for interviews that nobody comes back to: each conversation of the week is read for it.
const SWEEP_MINUTES: i64 = 60;

/// The middle of a bot: what its network brings is read, kept and answered.
pub struct Hub<N> {
    network: Arc<N>,
    world: World,
    conversations: Arc<Conversations>,
    turns: Arc<Turns<N>>,
    delivery: Arc<Delivery<N>>,
    outage: Arc<Outage>,
}

impl<N> Clone for Hub<N> {
    fn clone(&self) -> Self {
        Self {
            network: self.network.clone(),
            world: self.world.clone(),
            conversations: self.conversations.clone(),
            turns: self.turns.clone(),
            delivery: self.delivery.clone(),
            outage: self.outage.clone(),
        }
    }
}

impl<N: Network> Hub<N> {
    /// A hub over a network; nothing is sent yet.
    pub fn new(network: N, world: World) -> Self {
        let network = Arc::new(network);
        let conversations = Arc::new(Conversations::new(&world));
        let turns = Arc::new(Turns::new(network.clone(), world.clone(), conversations.clone()));
        let delivery = Arc::new(Delivery::new(network.clone(), world.locales.clone(), conversations.clone()));
        Self { network, world, conversations, turns, delivery, outage: Arc::default() }
    }

    /// The network.
    pub fn network(&self) -> &N {
        &self.network
    }

    /// Sends what was pending when an earlier run ended.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub async fn resume(&self) -> Result<(), StoreError> {
        let delivery = self.delivery.clone();
        let pending = blocking(move || delivery.pending_at_start()).await?;
        pending.into_iter().for_each(|who| self.delivery.wake(who));
        Ok(())
    }

    /// Reads messages, each conversation's in order; when it returns, the disk has what follows from them and the
    /// answers are on their way. Messages handled before are passed over, so that a failed batch can be given again.
    ///
    /// # Errors
    /// Something could not be kept: those people were told so, once, with a number to call; give the batch again later.
    pub async fn handle(&self, batch: Vec<InboundOf<N>>) -> Result<(), StoreError> {
        let mut chats: Vec<(Address, Vec<InboundOf<N>>)> = Vec::new();
        for inbound in batch {
            match chats.iter_mut().find(|(who, _)| *who == inbound.who) {
                Some((_, messages)) => messages.push(inbound),
                None => chats.push((inbound.who.clone(), vec![inbound])),
            }
        }
        // Of each conversation its newest message: whoever writes again while nothing can be kept is told again.
        let newest: HashMap<Address, String> =
            chats.iter().filter_map(|(who, messages)| Some((who.clone(), messages.last()?.id.clone()))).collect();
        let mut readers = JoinSet::new();
        for (who, messages) in chats {
            let turns = self.turns.clone();
            readers.spawn_blocking(move || {
                let outcome = turns.read_all(&messages);
                let events: Vec<Event> = messages.iter().filter_map(|message| message.event().cloned()).collect();
                (who, outcome, events)
            });
        }
        let mut read: HashMap<Address, Vec<Event>> = HashMap::new();
        let mut failed: HashMap<Address, StoreError> = HashMap::new();
        while let Some(done) = readers.join_next().await {
            match done {
                Ok((who, outcome, events)) => {
                    failed.extend(outcome.err().map(|error| (who.clone(), error)));
                    read.insert(who, events);
                }
                // Not its words: a panic may quote what it met.
                Err(error) => tracing::error!(panicked = error.is_panic(), "a turn ended early"),
            }
        }
        let conversations = self.conversations.clone();
        if let Err(error) = blocking(move || conversations.store().flush()).await {
            // Nothing of the batch is on the disk for certain.
            failed = newest.keys().map(|who| (who.clone(), error.clone())).collect();
        } else {
            newest.keys().for_each(|who| self.delivery.wake(who.clone()));
        }
        for (who, id) in newest {
            // Whoever is missing here met a fault of ours: told so, and not read again, or nobody would be any more.
            let events = read.remove(&who);
            if events.is_none() || failed.contains_key(&who) {
                self.outage.tell(&*self.network, &self.turns, &who, id, events.unwrap_or_default()).await;
            }
        }
        failed.into_values().next().map_or(Ok(()), Err)
    }

    /// The words of an outage notice to whoever did this, for an adapter that cannot use the store either.
    pub fn outage_notice(&self, events: &[Event]) -> String {
        outage::words(&self.turns, events)
    }

    /// How far the network's stream was read before.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn cursor(&self) -> Result<Option<String>, StoreError> {
        let conversations = self.conversations.clone();
        blocking(move || conversations.store().cursor()).await
    }

    /// Notes how far the network's stream was read: everything before was handled.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn advance(&self, cursor: String) -> Result<(), StoreError> {
        let conversations = self.conversations.clone();
        blocking(move || conversations.store().advance(&cursor)).await
    }

    /// Forgets a conversation whose other side is gone for good.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn drop_conversation(&self, who: Address) -> Result<(), StoreError> {
        let conversations = self.conversations.clone();
        blocking(move || conversations.erase(&who, |_| true)).await
    }

    /// Forgets a conversation whose other side left, which is an event like a message: it is handled once, and what is said
    /// after it stays.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn leave(&self, who: Address, id: String) -> Result<(), StoreError> {
        let conversations = self.conversations.clone();
        blocking(move || conversations.leave(&who, &id)).await
    }

    /// Forgets what was answered in interviews that nobody has come back to for a day.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub async fn forget_answers(&self) -> Result<(), StoreError> {
        let (conversations, now) = (self.conversations.clone(), (self.world.now)());
        blocking(move || conversations.forget_answers(now)).await
    }

    /// Erases conversations silent for a week and interviews silent for a day, and renews the export from which a broken
    /// store is made again: every day, and within a minute of an erasure, so that it holds nothing of whoever asked to be
    /// forgotten. Never ends.
    pub async fn chores(&self) {
        let (mut exported, mut swept): (Option<Moment>, Option<Moment>) = (None, None);
        loop {
            tokio::time::sleep(ROUND).await;
            let now = (self.world.now)();
            self.turns.forget_receipts(now);
            let conversations = self.conversations.clone();
            match blocking(move || conversations.lease(Task::Chores)).await {
                Ok(true) => {}
                // Another worker does them.
                Ok(false) => continue,
                Err(error) => {
                    tracing::error!(%error, "the chores cannot be taken");
                    continue;
                }
            }
            let passed =
                |last: Option<Moment>, minutes: i64| last.is_none_or(|last| now.minutes() - last.minutes() >= minutes);
            let due = passed(exported, EXPORT_MINUTES);
            if passed(swept, SWEEP_MINUTES) {
                swept = Some(now);
                if let Err(error) = self.forget_answers().await {
                    tracing::error!(%error, "answers of interviews could not be forgotten");
                }
                let conversations = self.conversations.clone();
                if let Err(error) = blocking(move || conversations.forget_handled(now)).await {
                    tracing::error!(%error, "messages handled long ago could not be forgotten");
                }
            }
            let conversations = self.conversations.clone();
            let work = move || {
                conversations.erase_silent(now)?;
                let export = conversations.take_erased() || due;
                if export { conversations.store().export().map(|()| true) } else { Ok(false) }
            };
            match blocking(work).await {
                Ok(true) => exported = Some(now),
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "the conversations' store needs care"),
            }
        }
    }

    /// Waits until nothing is pending any more, for at most `patience`; `false` where something still is: the next start
    /// sends it.
    pub async fn settle(&self, patience: Duration) -> bool {
        tokio::time::timeout(patience, self.delivery.idle()).await.is_ok()
    }
}
