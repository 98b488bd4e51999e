//! The middle of a bot. A message is read once, whatever crashes or comes twice: its identifier is kept in the same step as
//! the session and the pending answers, and the disk has them before the network is told that it was taken.

use crate::conversations::{Conversations, blocking};
use crate::delivery::Delivery;
use crate::network::{Inbound, Network};
use crate::outage::{self, Outage};
use crate::turns::Turns;
use crate::world::World;
use guichet_core::model::Moment;
use guichet_core::store::{Address, StoreError};
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
    pub async fn handle(&self, batch: Vec<Inbound>) -> Result<(), StoreError> {
        let mut chats: Vec<(Address, Vec<Inbound>)> = Vec::new();
        for inbound in batch {
            match chats.iter_mut().find(|(who, _)| *who == inbound.who) {
                Some((_, messages)) => messages.push(inbound),
                None => chats.push((inbound.who.clone(), vec![inbound])),
            }
        }
        let mut lost: HashMap<Address, Vec<Inbound>> = HashMap::new();
        let mut readers = JoinSet::new();
        let mut written: Vec<Address> = Vec::new();
        for (who, messages) in chats {
            let turns = self.turns.clone();
            written.push(who.clone());
            // Whoever is missing in the end met a fault of ours: told so, and not read again, or nobody would be any more.
            let kept =
                messages.iter().map(|one| Inbound { event: Event::Press(String::new()), ..one.clone() }).collect();
            lost.insert(who.clone(), kept);
            readers.spawn_blocking(move || (turns.read_all(&messages), who, messages));
        }
        let mut read: HashMap<Address, Vec<Inbound>> = HashMap::new();
        let mut failed: Vec<(Address, StoreError)> = Vec::new();
        while let Some(done) = readers.join_next().await {
            match done {
                Ok((outcome, who, messages)) => {
                    lost.remove(&who);
                    failed.extend(outcome.err().map(|error| (who.clone(), error)));
                    read.insert(who, messages);
                }
                // Not its words: a panic may quote what it met.
                Err(error) => tracing::error!(panicked = error.is_panic(), "a turn ended early"),
            }
        }
        let conversations = self.conversations.clone();
        if let Err(error) = blocking(move || conversations.store().flush()).await {
            // Nothing of the batch is on the disk for certain.
            failed = written.iter().map(|who| (who.clone(), error.clone())).collect();
        } else {
            written.iter().for_each(|who| self.delivery.wake(who.clone()));
        }
        let unread = failed.iter().filter_map(|(who, _)| read.remove(who).map(|messages| (who.clone(), messages)));
        for (who, messages) in unread.chain(lost) {
            self.outage.tell(&*self.network, &self.turns, &who, &messages).await;
        }
        failed.pop().map_or(Ok(()), |(_, error)| Err(error))
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
            let passed =
                |last: Option<Moment>, minutes: i64| last.is_none_or(|last| now.minutes() - last.minutes() >= minutes);
            let due = passed(exported, EXPORT_MINUTES);
            if passed(swept, SWEEP_MINUTES) {
                swept = Some(now);
                if let Err(error) = self.forget_answers().await {
                    tracing::error!(%error, "answers of interviews could not be forgotten");
                }
            }
            let (conversations, turns) = (self.conversations.clone(), self.turns.clone());
            let work = move || {
                turns.forget_receipts(now);
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
