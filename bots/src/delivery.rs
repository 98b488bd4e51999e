//! Answers on their way: one conversation's in order, each until the network has accepted it.
//!
//! A network without idempotency keys cannot be asked whether a message arrived. A parcel is therefore marked before it
//! leaves; where its fate is unknown, it is sent once more and that is counted. Where the second fate is unknown too, a
//! question takes its place ("did my answer arrive?"): nobody waits in silence, and nobody gets the same answer thrice.

use crate::conversations::{Conversations, blocking, lock};
use crate::network::{AGAIN, Network, SendError};
use crate::outbox::{body, fresh_id, unmarked};
use crate::patience::Patience;
use guichet_core::ports::conversations::{Address, Conversation, Parcel, StoreError, Task};
use guichet_locales::Locales;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;

/// The first pause between two tries.
const PAUSE: Duration = Duration::from_millis(500);
/// Beginning of the identifier of a question about an answer.
const QUESTION: &str = "question-";

/// The delivery of what is pending in outboxes.
pub(crate) struct Delivery<N> {
    network: Arc<N>,
    locales: Arc<Locales>,
    conversations: Arc<Conversations>,
    /// The conversations being delivered, each with whether to look once more before the end.
    running: Mutex<HashMap<Address, bool>>,
    ended: Notify,
}

/// What became of a parcel, by its identifier.
type Fate = (String, Result<(), SendError>);

/// The next step of a delivery.
enum Next {
    /// Look at the head of the outbox.
    Another,
    /// The same, after a pause.
    After(Duration),
    /// Nothing is pending.
    End,
}

impl<N: Network> Delivery<N> {
    /// Delivers nothing yet.
    pub fn new(network: Arc<N>, locales: Arc<Locales>, conversations: Arc<Conversations>) -> Self {
        Self { network, locales, conversations, running: Mutex::default(), ended: Notify::default() }
    }

    /// Delivers what is pending in a conversation, unless somebody does already.
    pub fn wake(self: &Arc<Self>, who: Address) {
        match lock(&self.running).entry(who.clone()) {
            Entry::Occupied(mut again) => {
                again.insert(true);
                return;
            }
            Entry::Vacant(new) => new.insert(false),
        };
        let delivery = self.clone();
        tokio::spawn(async move { delivery.run(who).await });
    }

    /// Waits until no conversation is being delivered.
    pub async fn idle(&self) {
        loop {
            let ended = self.ended.notified();
            if lock(&self.running).is_empty() {
                return;
            }
            ended.await;
        }
    }

    /// The conversations in which something is pending at the start. What was on its way then may have arrived.
    pub fn pending_at_start(&self) -> Result<Vec<Address>, StoreError> {
        let waiting = self.conversations.store().waiting()?;
        for who in waiting.iter().filter(|_| !N::IDEMPOTENT) {
            // What another worker is sending now is in no doubt.
            if !self.conversations.lease(Task::Delivery(who))? {
                continue;
            }
            let head = self.conversations.load(who)?.and_then(|(_, kept)| kept.outbox.first().cloned());
            if let Some(head) = head.filter(|head| head.in_flight) {
                self.doubt(who, &head)?;
            }
        }
        self.conversations.store().flush()?;
        Ok(waiting)
    }

    /// Whether the delivery of a conversation may end now.
    fn may_end(&self, who: &Address) -> bool {
        let mut running = lock(&self.running);
        if running.get(who) == Some(&true) {
            running.insert(who.clone(), false);
            return false;
        }
        running.remove(who);
        self.ended.notify_waiters();
        true
    }

    async fn run(self: Arc<Self>, who: Address) {
        let mut patience = Patience::from(PAUSE);
        let mut fate = None;
        loop {
            match self.step(&who, &mut patience, &mut fate).await {
                Ok(Next::Another) => {}
                Ok(Next::After(wait)) => tokio::time::sleep(wait).await,
                Ok(Next::End) => {
                    if let Err(error) =
                        self.on_disk(&who, |delivery, who| delivery.conversations.release(Task::Delivery(who))).await
                    {
                        tracing::error!(%error, network = N::NAME, "a conversation cannot be given back");
                    }
                    if self.may_end(&who) {
                        return;
                    }
                }
                Err(error) => {
                    tracing::error!(%error, network = N::NAME, "an answer cannot be noted as sent");
                    tokio::time::sleep(patience.pause()).await;
                }
            }
        }
    }

    /// Sends the head of an outbox, and notes what became of it. A `fate` that the store could not note is noted first:
    /// a full disk makes no answer leave twice.
    async fn step(
        self: &Arc<Self>,
        who: &Address,
        patience: &mut Patience,
        fate: &mut Option<Fate>,
    ) -> Result<Next, StoreError> {
        // The lease first: what is read before it may be sent by another worker meanwhile.
        if !self.on_disk(who, |delivery, who| delivery.conversations.lease(Task::Delivery(who))).await? {
            let pending = self.on_disk(who, |delivery, who| delivery.conversations.load(who)).await?;
            let is_done = pending.is_none_or(|(_, kept)| kept.outbox.is_empty() && !kept.erase);
            return Ok(if is_done { Next::End } else { Next::After(patience.pause()) });
        }
        let kept = self.on_disk(who, |delivery, who| delivery.conversations.load(who)).await?;
        let Some((_, kept)) = kept else { return Ok(Next::End) };
        let Some(head) = kept.outbox.first().cloned() else {
            self.conversations.flood_is_over(who);
            if kept.erase {
                let forgotten = |kept: &Conversation| kept.erase && kept.outbox.is_empty();
                self.on_disk(who, move |delivery, who| delivery.conversations.erase(who, forgotten)).await?;
            }
            return Ok(Next::End);
        };
        if !head.in_flight && !N::IDEMPOTENT {
            // On the disk before it leaves: a crash from here on leaves its fate unknown.
            self.edit(who, &head, |parcel| Some(Parcel { in_flight: true, ..parcel })).await?;
            return Ok(Next::Another);
        }
        let known = fate.take().filter(|(id, _)| *id == head.id);
        let outcome = match known {
            Some((_, outcome)) => outcome,
            None => {
                // Nothing leaves that is not on the disk: this may have been saved since the flush that woke us.
                self.on_disk(who, |delivery, _| delivery.conversations.store().flush()).await?;
                self.send(who, &head).await
            }
        };
        *fate = Some((head.id.clone(), outcome.clone()));
        let next = self.note(who, head, outcome, patience).await?;
        *fate = None;
        Ok(next)
    }

    /// Sends a parcel.
    async fn send(&self, who: &Address, parcel: &Parcel) -> Result<(), SendError> {
        let unreadable = |_| SendError::Refused("it was written by another version of this program".into());
        let message: N::Message = serde_json::from_str(&parcel.body).map_err(unreadable)?;
        self.network.send(who, unmarked(&parcel.id), &message).await
    }

    /// Notes what became of a parcel that was sent.
    async fn note(
        self: &Arc<Self>,
        who: &Address,
        head: Parcel,
        outcome: Result<(), SendError>,
        patience: &mut Patience,
    ) -> Result<Next, StoreError> {
        match outcome {
            Ok(()) => {
                patience.reset();
                self.edit(who, &head, |_| None).await?;
                Ok(Next::Another)
            }
            Err(SendError::Later(wait)) => {
                if !N::IDEMPOTENT {
                    self.edit(who, &head, |parcel| Some(Parcel { in_flight: false, ..parcel })).await?;
                }
                let grown = patience.pause();
                Ok(Next::After(wait.unwrap_or(grown)))
            }
            Err(SendError::Doubt) => {
                if N::IDEMPOTENT {
                    return Ok(Next::After(patience.pause()));
                }
                self.on_disk(who, move |delivery, who| delivery.doubt(who, &head)).await?;
                Ok(Next::After(patience.pause()))
            }
            Err(SendError::Refused(why)) => {
                tracing::error!(network = N::NAME, why, "an answer was refused and is given up");
                self.edit(who, &head, |_| None).await?;
                Ok(Next::Another)
            }
            Err(SendError::Gone) => {
                tracing::info!(network = N::NAME, "a person can no longer be written to");
                // Unless they came back: what is pending since then is not of the conversation that ended.
                let ended = move |kept: &Conversation| kept.outbox.iter().any(|parcel| parcel.id == head.id);
                self.on_disk(who, move |delivery, who| delivery.conversations.erase(who, ended)).await?;
                Ok(Next::End)
            }
        }
    }

    /// One more doubt about a parcel; the second puts a question in its place.
    fn doubt(&self, who: &Address, doubted: &Parcel) -> Result<(), StoreError> {
        let again = doubted.doubts == 0 || doubted.id.starts_with(QUESTION);
        let what = if again { "possible-repeat" } else { "answer-asked-about" };
        let id = format!("{QUESTION}{}", fresh_id()?);
        let lang = self.conversations.load(who)?.map(|(_, kept)| kept.session.reading_lang()).unwrap_or_default();
        let say = |id: &str| self.locales.interface(lang, id);
        let button = say("bots-show-again");
        let body = body(&self.network.sentence(lang, &say("bots-did-it-arrive"), Some((&button, AGAIN))))?;
        let asked = Parcel { id, body, in_flight: true, doubts: 0 };
        self.conversations.change(who, &[format!("{}/{what}", N::NAME)], |mut kept| {
            if let Some(parcel) = kept.outbox.iter_mut().find(|parcel| parcel.id == doubted.id) {
                if again {
                    *parcel = Parcel { doubts: parcel.doubts.saturating_add(1), in_flight: true, ..parcel.clone() };
                } else {
                    *parcel = asked.clone();
                }
            }
            Some(kept)
        })?;
        self.conversations.store().flush()
    }

    /// Changes one parcel of an outbox, or takes it out; the next one is then on its way. On the disk when it returns.
    async fn edit(
        self: &Arc<Self>,
        who: &Address,
        parcel: &Parcel,
        change: impl Fn(Parcel) -> Option<Parcel> + Send + 'static,
    ) -> Result<(), StoreError> {
        let id = parcel.id.clone();
        self.on_disk(who, move |delivery, who| {
            delivery.conversations.change(who, &[], |mut kept| {
                if let Some(at) = kept.outbox.iter().position(|parcel| parcel.id == id) {
                    let parcel = kept.outbox.remove(at);
                    match change(parcel) {
                        Some(parcel) => kept.outbox.insert(at, parcel),
                        None => kept.outbox.iter_mut().take(1).for_each(|next| next.in_flight = true),
                    }
                }
                Some(kept)
            })?;
            delivery.conversations.store().flush()
        })
        .await
    }

    async fn on_disk<T: Send + 'static>(
        self: &Arc<Self>,
        who: &Address,
        work: impl FnOnce(&Self, &Address) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (delivery, who) = (self.clone(), who.clone());
        blocking(move || work(&delivery, &who)).await
    }
}
