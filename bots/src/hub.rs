//! Load, turn, save. A message is read once, whatever crashes or comes twice: its identifier is kept in the same step as
//! the session and the answers owed, and the disk has them before the network is told that it was taken.

use crate::delivery::Delivery;
use crate::network::{Answer, Inbound, Network};
use crate::outbox::{self, Owed, Worth};
use guichet_core::catalog::Catalog;
use guichet_core::model::Moment;
use guichet_core::store::{Address, Change, Conversation, Parcel, Saved, Store, StoreError};
use guichet_core::talk::{self, Effect, Event, Session, Turn};
use guichet_locales::Locales;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;

/// The key of a button that shows the present view again and changes nothing.
pub const AGAIN: &str = "again";

/// Days of silence after which a conversation is erased.
pub(crate) const KEPT_DAYS: i64 = 7;
/// How long the receipt of an erasure may be answered in the language it was given in.
const RECEIPT_MINUTES: i64 = 10;
/// Saves against a version that somebody else replaced are tried so often.
const TRIES: usize = 20;

/// A guide that may be replaced while the bot runs.
type Guides = Arc<dyn Fn() -> Arc<dyn Catalog + Send + Sync> + Send + Sync>;

/// What the hub needs of the outside.
#[derive(Clone)]
pub struct World {
    /// The guide in force.
    pub guide: Guides,
    /// The words of the bots.
    pub locales: Arc<Locales>,
    /// The local moment.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// Where conversations are kept.
    pub store: Arc<dyn Store>,
}

/// The middle of a bot.
pub struct Hub<N> {
    pub(crate) core: Arc<Core<N>>,
}

impl<N> Clone for Hub<N> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone() }
    }
}

pub(crate) struct Core<N> {
    pub network: N,
    pub world: World,
    pub delivery: Delivery,
    /// Messages whose failure was already excused.
    pub excused: Mutex<HashSet<String>>,
    /// Conversations that were told why some answers do not come, until nothing is owed to them.
    pub told: Mutex<HashSet<Address>>,
    /// Sessions after an erasure, in memory alone: the language of the receipt.
    receipts: Mutex<HashMap<Address, Session>>,
}

impl<N: Network> Hub<N> {
    /// A hub over a network; nothing is sent yet.
    pub fn new(network: N, world: World) -> Self {
        let core = Core {
            network,
            world,
            delivery: Delivery::default(),
            excused: Mutex::default(),
            told: Mutex::default(),
            receipts: Mutex::default(),
        };
        Self { core: Arc::new(core) }
    }

    /// The network.
    pub fn network(&self) -> &N {
        &self.core.network
    }

    /// Sends what an earlier run still owed.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub async fn resume(&self) -> Result<(), StoreError> {
        let core = self.core.clone();
        let waiting = blocking(move || core.owed_at_start()).await?;
        waiting.into_iter().for_each(|who| self.core.wake(who));
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
        let mut owed: Vec<Address> = Vec::new();
        for (who, messages) in chats {
            let core = self.core.clone();
            owed.push(who.clone());
            // Whoever is missing in the end met a fault of ours: told so, and not read again, or nobody would be any more.
            let kept =
                messages.iter().map(|one| Inbound { event: Event::Press(String::new()), ..one.clone() }).collect();
            lost.insert(who.clone(), kept);
            readers.spawn_blocking(move || (core.read_all(&messages), who, messages));
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
        let core = self.core.clone();
        if let Err(error) = blocking(move || core.world.store.flush()).await {
            // Nothing of the batch is on the disk for certain.
            failed = owed.iter().map(|who| (who.clone(), error.clone())).collect();
        } else {
            owed.iter().for_each(|who| self.core.wake(who.clone()));
        }
        let unread = failed.iter().filter_map(|(who, _)| read.remove(who).map(|messages| (who.clone(), messages)));
        for (who, messages) in unread.chain(lost) {
            self.excuse(&who, &messages).await;
        }
        failed.pop().map_or(Ok(()), |(_, error)| Err(error))
    }

    /// How far the network's stream was read before.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn cursor(&self) -> Result<Option<String>, StoreError> {
        let core = self.core.clone();
        blocking(move || core.world.store.cursor()).await
    }

    /// Notes how far the network's stream was read: everything before was handled.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn advance(&self, cursor: String) -> Result<(), StoreError> {
        let core = self.core.clone();
        blocking(move || core.world.store.advance(&cursor)).await
    }

    /// Forgets a conversation whose other side is gone for good.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn drop_conversation(&self, who: Address) -> Result<(), StoreError> {
        let core = self.core.clone();
        blocking(move || core.erase(&who, |_| true)).await
    }

    /// Forgets a conversation whose other side left, which is an event like a message: it is handled once, and what is said
    /// after it stays.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn leave(&self, who: Address, id: String) -> Result<(), StoreError> {
        let core = self.core.clone();
        blocking(move || core.leave(&who, &id)).await
    }

    /// Forgets what was answered in interviews that nobody has come back to for a day.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub async fn forget_answers(&self) -> Result<(), StoreError> {
        let core = self.core.clone();
        blocking(move || core.forget_answers((core.world.now)())).await
    }

    /// Erases conversations silent for a week and interviews silent for a day, and renews the copy from which a broken
    /// store is made again: every day, and within a minute of an erasure, so that it holds nothing of whoever asked to be
    /// forgotten. Never ends.
    pub async fn chores(&self) {
        let (mut copied, mut swept): (Option<Moment>, Option<Moment>) = (None, None);
        loop {
            tokio::time::sleep(Duration::from_secs(60)).await;
            let core = self.core.clone();
            let now = (core.world.now)();
            let due = copied.is_none_or(|last| now.minutes() - last.minutes() >= 24 * 60);
            // Each conversation of the week is read for it: once an hour is enough.
            if swept.is_none_or(|last| now.minutes() - last.minutes() >= 60) {
                swept = Some(now);
                if let Err(error) = self.forget_answers().await {
                    tracing::error!(%error, "answers of interviews could not be forgotten");
                }
            }
            let work = move || {
                lock(&core.receipts).retain(|_, session| {
                    session.last.is_some_and(|last| now.minutes() - last.minutes() < RECEIPT_MINUTES)
                });
                let since = now.plus_minutes(-KEPT_DAYS * 24 * 60);
                for who in core.world.store.silent_since(since)? {
                    core.erase(&who, |kept| silent(kept, since))?;
                }
                if core.delivery.take_erased() || due { core.world.store.export().map(|()| true) } else { Ok(false) }
            };
            match blocking(work).await {
                Ok(true) => copied = Some(now),
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "the conversations' store needs care"),
            }
        }
    }

    /// Waits until nothing is owed any more, for at most `patience`; `false` where something still is: the next start
    /// sends it.
    pub async fn settle(&self, patience: Duration) -> bool {
        tokio::time::timeout(patience, self.core.delivery.idle()).await.is_ok()
    }
}

impl<N: Network> Core<N> {
    /// Reads one conversation's messages, in order; stops at the first that cannot be kept. Of a flood the first are
    /// answered, then what cannot wait, and the last: an answer that nobody reads would hold up those of others.
    fn read_all(&self, messages: &[Inbound]) -> Result<(), StoreError> {
        let (mut owed, mut skipped) = (0, false);
        for (at, inbound) in messages.iter().enumerate() {
            let last = at + 1 == messages.len();
            if owed >= N::OWED && !last && self.can_wait(&inbound.event) {
                skipped = true;
                continue;
            }
            owed = self.read(inbound, std::mem::take(&mut skipped))?.max(owed + 1);
        }
        Ok(())
    }

    fn can_wait(&self, event: &Event) -> bool {
        talk::can_wait(&*(self.world.guide)(), event)
    }

    /// Reads a message; gives how many messages are owed then.
    fn read(&self, inbound: &Inbound, skipped: bool) -> Result<usize, StoreError> {
        let store = &self.world.store;
        for _ in 0..TRIES {
            let kept = store.load(&inbound.who)?;
            let version = kept.as_ref().map(|(version, _)| *version);
            let mut first = kept.is_none();
            let mut conversation = kept.map(|(_, kept)| kept).unwrap_or_default();
            if first || conversation.erase {
                let receipt = lock(&self.receipts).get(&inbound.who).cloned();
                first &= receipt.is_none();
                conversation.session = receipt.map_or_else(|| seed().map(Session::new), Ok)?;
            }
            let now = (self.world.now)();
            if let Some(bodies) = self.network.aside(conversation.session.reading_lang(), &inbound.context) {
                if version.is_none() {
                    conversation.session = Session { last: Some(now), ..Session::default() };
                    conversation.erase = true;
                }
                self.owe(&inbound.who, &mut conversation, Owed { bodies, worth: Worth::Usual, skipped })?;
                let (next, event) = (Some(&conversation), Some(inbound.id.as_str()));
                let change = Change { who: &inbound.who, expected: version, next, event, tally: &[], day: now.date };
                if store.save(&change)? == Saved::Stale {
                    continue;
                }
                return Ok(conversation.outbox.len());
            }
            let turn = self.turn(&conversation.session, &inbound.event, now);
            let tally: Vec<String> = turn.effects.iter().filter_map(counted).collect();
            let forget = turn.effects.contains(&Effect::Forget);
            let answer = Answer { view: &turn.view, effects: &turn.effects, first, context: &inbound.context };
            let owed = Owed { bodies: self.network.write(&answer), worth: Worth::of(&turn.view), skipped };
            self.owe(&inbound.who, &mut conversation, owed)?;
            // Whoever is forgotten is so at once: what is kept for the receipt is the way to it and nothing else.
            conversation.erase = forget;
            conversation.session =
                if forget { Session { last: Some(now), ..Session::default() } } else { turn.session.clone() };
            let change = Change {
                who: &inbound.who,
                expected: version,
                next: Some(&conversation),
                event: Some(&inbound.id),
                tally: &tally,
                day: now.date,
            };
            match store.save(&change)? {
                Saved::Stale => continue,
                Saved::Handled => return Ok(conversation.outbox.len()),
                Saved::Done(_) => {
                    let mut receipts = lock(&self.receipts);
                    if forget {
                        receipts.insert(inbound.who.clone(), turn.session);
                    } else {
                        receipts.remove(&inbound.who);
                    }
                    return Ok(conversation.outbox.len());
                }
            }
        }
        Err(contended())
    }

    fn owe(&self, who: &Address, conversation: &mut Conversation, owed: Owed) -> Result<(), StoreError> {
        let lang = conversation.session.reading_lang();
        outbox::owe(conversation, owed, N::OWED, || {
            let words = || self.network.sentence(lang, &self.world.locales.interface(lang, "bots-flood"), None);
            lock(&self.told).insert(who.clone()).then(words)
        })
    }

    pub fn turn(&self, session: &Session, event: &Event, now: Moment) -> Turn {
        let guide = (self.world.guide)();
        match event {
            Event::Press(key) if key == AGAIN => {
                let view = talk::show(&*guide, session, now);
                Turn { session: Session { last: Some(now), ..session.clone() }, view, effects: Vec::new() }
            }
            event => talk::turn(&*guide, session, event.clone(), now),
        }
    }

    fn leave(&self, who: &Address, id: &str) -> Result<(), StoreError> {
        let store = &self.world.store;
        for _ in 0..TRIES {
            let expected = store.load(who)?.map(|(version, _)| version);
            let day = (self.world.now)().date;
            let change = Change { who, expected, next: None, event: Some(id), tally: &[], day };
            match store.save(&change)? {
                Saved::Stale => {}
                Saved::Handled => return Ok(()),
                Saved::Done(_) => {
                    self.delivery.note_erased();
                    return store.flush();
                }
            }
        }
        Err(contended())
    }

    /// Erases a conversation, where it is `still` to be erased: somebody may have written in the meantime, and an answer
    /// that is owed since then must not go with what was to be forgotten. It is gone from the disk when it returns.
    pub fn erase(&self, who: &Address, still: impl Fn(&Conversation) -> bool) -> Result<(), StoreError> {
        self.change(who, &[], |kept| if still(&kept) { None } else { Some(kept) })?;
        lock(&self.told).remove(who);
        self.delivery.note_erased();
        self.world.store.flush()
    }

    /// Forgets what was answered in interviews that nobody has come back to for a day.
    pub fn forget_answers(&self, now: Moment) -> Result<(), StoreError> {
        let since = now.plus_minutes(-talk::flows::rights::ANSWERS_MINUTES);
        for who in self.world.store.silent_since(since)? {
            let left = |kept: &Conversation| kept.session.interview.is_some() && silent(kept, since);
            if self.world.store.load(&who)?.is_some_and(|(_, kept)| left(&kept)) {
                self.change(&who, &[], |mut kept| {
                    if left(&kept) {
                        kept.session.interview = None;
                    }
                    Some(kept)
                })?;
                // The copy must not hold them either.
                self.delivery.note_erased();
            }
        }
        self.world.store.flush()
    }

    /// Changes a conversation that is there, outside any turn: `next` gives what is kept then.
    pub fn change(
        &self,
        who: &Address,
        tally: &[String],
        next: impl Fn(Conversation) -> Option<Conversation>,
    ) -> Result<(), StoreError> {
        let store = &self.world.store;
        for _ in 0..TRIES {
            let Some((version, kept)) = store.load(who)? else { return Ok(()) };
            let next = next(kept);
            let day = (self.world.now)().date;
            let change = Change { who, expected: Some(version), next: next.as_ref(), event: None, tally, day };
            if store.save(&change)? != Saved::Stale {
                return Ok(());
            }
        }
        Err(contended())
    }
}

/// Whether nothing came since a moment.
fn silent(kept: &Conversation, since: Moment) -> bool {
    kept.session.last.is_some_and(|last| last < since)
}

/// Runs what blocks beside the conversations that do not.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    // Not the words of the failure: a panic may quote what it met.
    let internal = |_| StoreError { message: "a task of the store ended early".into(), user_error: false };
    tokio::task::spawn_blocking(work).await.map_err(internal)?
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A parcel with an identifier of its own, not yet on its way.
pub(crate) fn parcel(body: String) -> Result<Parcel, StoreError> {
    let id = format!("{:016x}{:016x}", seed()?, seed()?);
    Ok(Parcel { id, body, in_flight: false, doubts: 0 })
}

fn seed() -> Result<u64, StoreError> {
    let no_chance =
        |error| StoreError { message: format!("the system gives no random numbers: {error}"), user_error: true };
    getrandom::u64().map_err(no_chance)
}

fn contended() -> StoreError {
    StoreError { message: "a conversation changes faster than it can be kept".into(), user_error: false }
}

/// The name under which an effect is counted.
fn counted(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Observed(seen) => Some(seen.to_string()),
        Effect::Forget | Effect::Stop | Effect::OfferDeletion => None,
    }
}
