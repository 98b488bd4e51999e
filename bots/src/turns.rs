//! Reading one message: load, turn, save. Its identifier is kept in the same step as the session and the answers that
//! follow from it, so that it is read once.

use crate::conversations::{Conversations, TRIES, contended, lock};
use crate::network::{AGAIN, InboundOf, Network, Reply, Request};
use crate::outbox::{self, Pending, Priority};
use crate::random;
use crate::world::World;
use guichet_core::model::Moment;
use guichet_core::ports::conversations::{Address, Change, Conversation, Saved, StoreError, Task, Version};
use guichet_core::talk::{self, Event, Session, Turn};
use guichet_index::effects::{self, Asked};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// How long the receipt of an erasure may be answered in the language it was given in.
const RECEIPT_MINUTES: i64 = 10;

/// What reads the messages of a network.
pub(crate) struct Turns<N> {
    network: Arc<N>,
    world: World,
    conversations: Arc<Conversations>,
    /// Sessions after an erasure, in memory alone: the language of the receipt.
    receipts: Mutex<HashMap<Address, Session>>,
}

/// A conversation as a message finds it.
struct Current {
    version: Option<Version>,
    conversation: Conversation,
    /// Nothing was known of this person before.
    first: bool,
}

impl<N: Network> Turns<N> {
    /// Reads nothing yet.
    pub fn new(network: Arc<N>, world: World, conversations: Arc<Conversations>) -> Self {
        Self { network, world, conversations, receipts: Mutex::default() }
    }

    /// What they need of the outside.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Reads one conversation's messages, in order; stops at the first that cannot be kept. Of a flood the first are
    /// answered, then what cannot wait, and the last: an answer that nobody reads would hold up those of others.
    pub fn read_all(&self, messages: &[InboundOf<N>]) -> Result<(), StoreError> {
        let (mut pending, mut skipped) = (0, false);
        for (at, inbound) in messages.iter().enumerate() {
            let last = at + 1 == messages.len();
            let can_wait = || inbound.event().is_some_and(|event| talk::can_wait(&*(self.world.guide)(), event));
            if pending >= N::MOST_PENDING && !last && can_wait() {
                skipped = true;
                continue;
            }
            pending = self.read(inbound, std::mem::take(&mut skipped))?.max(pending + 1);
        }
        Ok(())
    }

    /// Reads a message; gives how many messages are pending then. It is tried again where somebody saved in between.
    fn read(&self, inbound: &InboundOf<N>, skipped: bool) -> Result<usize, StoreError> {
        for _ in 0..TRIES {
            let loaded = self.load(&inbound.who)?;
            let now = (self.world.now)();
            let pending = match &inbound.request {
                Request::Command(command) => self.obey(inbound, command, loaded, skipped, now)?,
                Request::Event { event, context } => self.reply(inbound, (event, context), loaded, skipped, now)?,
            };
            if let Some(pending) = pending {
                return Ok(pending);
            }
        }
        Err(contended())
    }

    fn load(&self, who: &Address) -> Result<Current, StoreError> {
        let kept = self.conversations.load(who)?;
        let version = kept.as_ref().map(|(version, _)| *version);
        let mut first = kept.is_none();
        let mut conversation = kept.map(|(_, kept)| kept).unwrap_or_default();
        if first || conversation.erase {
            let receipt = lock(&self.receipts).get(who).cloned();
            first &= receipt.is_none();
            conversation.session = receipt.map_or_else(|| random::number().map(Session::new), Ok)?;
        }
        Ok(Current { version, conversation, first })
    }

    /// Keeps what the adapter answers by itself; `None` where somebody saved in between.
    fn obey(
        &self,
        inbound: &InboundOf<N>,
        command: &N::Command,
        loaded: Current,
        skipped: bool,
        now: Moment,
    ) -> Result<Option<usize>, StoreError> {
        let Current { version, mut conversation, .. } = loaded;
        let messages = self.network.obey(conversation.session.reading_lang(), command);
        if version.is_none() {
            conversation.session = Session { last: Some(now), ..Session::default() };
            conversation.erase = true;
        }
        let pending = Pending { messages, priority: Priority::Usual, skipped };
        let explained = self.enqueue(&inbound.who, &mut conversation, pending)?;
        let saved = self.save(inbound, version, &conversation, (&[], explained), now)?;
        Ok((saved != Saved::Stale).then_some(conversation.outbox.len()))
    }

    /// Takes a turn of the guide and keeps what follows from it; `None` where somebody saved in between.
    fn reply(
        &self,
        inbound: &InboundOf<N>,
        (event, context): (&Event, &N::Context),
        loaded: Current,
        skipped: bool,
        now: Moment,
    ) -> Result<Option<usize>, StoreError> {
        let Current { version, mut conversation, first } = loaded;
        let turn = self.turn(&conversation.session, event, now);
        let mut tally = Vec::new();
        let Asked { forget, .. } = effects::perform(&turn.effects, |seen| tally.push(seen.to_string()));
        let reply = Reply { view: &turn.view, effects: &turn.effects, first, context };
        let pending = Pending { messages: self.network.write(&reply), priority: Priority::of(&turn.view), skipped };
        let explained = self.enqueue(&inbound.who, &mut conversation, pending)?;
        // Whoever is forgotten is so at once: what is kept for the receipt is the way to it and nothing else.
        conversation.erase = forget;
        conversation.session =
            if forget { Session { last: Some(now), ..Session::default() } } else { turn.session.clone() };
        match self.save(inbound, version, &conversation, (&tally, explained), now)? {
            Saved::Stale => return Ok(None),
            Saved::Handled => {}
            Saved::Done(_) => {
                let mut receipts = lock(&self.receipts);
                if forget {
                    receipts.insert(inbound.who.clone(), turn.session);
                } else {
                    receipts.remove(&inbound.who);
                }
            }
        }
        Ok(Some(conversation.outbox.len()))
    }

    /// Puts an answer into the outbox of a conversation; true where it is explained why others do not come.
    fn enqueue(
        &self,
        who: &Address,
        conversation: &mut Conversation,
        pending: Pending<N::Message>,
    ) -> Result<bool, StoreError> {
        // What is marked as on its way is this worker's to send, from the moment it is kept; or another is sending already.
        self.conversations.lease(Task::Delivery(who))?;
        let lang = conversation.session.reading_lang();
        let mut explained = false;
        outbox::enqueue(conversation, pending, N::MOST_PENDING, || {
            explained = self.conversations.flood_begins(who);
            let words = || self.network.sentence(lang, &self.world.locales.interface(lang, "bots-flood"), None);
            explained.then(words)
        })?;
        Ok(explained)
    }

    fn save(
        &self,
        inbound: &InboundOf<N>,
        expected: Option<Version>,
        next: &Conversation,
        (tally, explained): (&[String], bool),
        now: Moment,
    ) -> Result<Saved, StoreError> {
        let (who, event) = (&inbound.who, Some(inbound.id.as_str()));
        let change = Change { who, expected, next: Some(next), event, tally, now };
        let saved = self.conversations.store().save(&change);
        // What was not kept is not said: the next try explains.
        if explained && !matches!(saved, Ok(Saved::Done(_))) {
            self.conversations.flood_is_over(who);
        }
        saved
    }

    /// One turn of the guide; [`AGAIN`] shows the present view and changes nothing.
    pub fn turn(&self, session: &Session, event: &Event, now: Moment) -> Turn {
        let guide = (self.world.guide)();
        match event {
            Event::Press(key) if key == AGAIN => {
                let view = talk::show(&*guide, session, now);
                Turn {
                    session: Session { last: Some(now), ..session.clone() },
                    view,
                    effects: Vec::new(),
                    searched: false,
                }
            }
            event => talk::turn(&*guide, session, event.clone(), now),
        }
    }

    /// Forgets the receipts that are too old to be answered.
    pub fn forget_receipts(&self, now: Moment) {
        let young = |last: Moment| now.minutes() - last.minutes() < RECEIPT_MINUTES;
        lock(&self.receipts).retain(|_, session| session.last.is_some_and(young));
    }
}
