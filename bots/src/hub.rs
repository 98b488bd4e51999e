//! Load, turn, save. A message is read once, whatever crashes or comes twice: its identifier is kept in the same step as
//! the session and the answers owed, and the disk has them before the network is told that it was taken.

use crate::delivery::Delivery;
use crate::network::{Answer, Inbound, Network, SendError};
use guichet_core::catalog::Catalog;
use guichet_core::model::{Lang, Moment};
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
const AFTERGLOW_MINUTES: i64 = 10;
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
    core: Arc<Core<N>>,
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
    excused: Mutex<HashSet<String>>,
    /// Sessions after an erasure, in memory alone: the language of the receipt.
    afterglow: Mutex<HashMap<Address, Session>>,
}

impl<N: Network> Hub<N> {
    /// A hub over a network; nothing is sent yet.
    pub fn new(network: N, world: World) -> Self {
        let core = Core {
            network,
            world,
            delivery: Delivery::default(),
            excused: Mutex::default(),
            afterglow: Mutex::default(),
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
        // Of each conversation its newest message: whoever writes again while nothing can be kept is told again.
        let newest = |messages: &[Inbound]| messages.last().map(|inbound| inbound.id.clone()).unwrap_or_default();
        let owed: Vec<(Address, String)> =
            chats.iter().map(|(who, messages)| (who.clone(), newest(messages))).collect();
        let mut readers = JoinSet::new();
        for (who, messages) in chats {
            let core = self.core.clone();
            readers.spawn_blocking(move || (core.read_all(&messages), who));
        }
        // Whoever is missing in the end met a fault of ours: told so, and not read again, or nobody would be any more.
        let mut lost: Vec<Address> = owed.iter().map(|(who, _)| who.clone()).collect();
        let mut failed: Vec<(Address, StoreError)> = Vec::new();
        while let Some(read) = readers.join_next().await {
            match read {
                Ok((outcome, who)) => {
                    lost.retain(|other| *other != who);
                    failed.extend(outcome.err().map(|error| (who, error)));
                }
                // Not its words: a panic may quote what it met.
                Err(error) => tracing::error!(panicked = error.is_panic(), "a turn ended early"),
            }
        }
        let core = self.core.clone();
        if let Err(error) = blocking(move || core.world.store.flush()).await {
            // Nothing of the batch is on the disk for certain.
            failed = owed.iter().map(|(who, _)| (who.clone(), error.clone())).collect();
        } else {
            owed.iter().for_each(|(who, _)| self.core.wake(who.clone()));
        }
        let told = |who: &Address| lost.contains(who) || failed.iter().any(|(other, _)| other == who);
        for (who, id) in owed.iter().filter(|(who, _)| told(who)) {
            self.excuse(who, id).await;
        }
        failed.pop().map_or(Ok(()), |(_, error)| Err(error))
    }

    /// Tells a person, once for each newest message, that nothing can be kept now, and whom to call. Straight to the
    /// network: no outbox.
    async fn excuse(&self, who: &Address, id: &str) {
        let fresh = {
            let mut excused = lock(&self.core.excused);
            if excused.len() > 10_000 {
                excused.clear();
            }
            excused.insert(id.to_owned())
        };
        if !fresh {
            return;
        }
        let (lang, words) = (Lang::Fr, self.core.world.locales.interface(Lang::Fr, "bots-out-of-order"));
        let other = self.core.world.locales.interface(Lang::En, "bots-out-of-order");
        let body = self.core.network.sentence(lang, &format!("{words}\n\n{other}"), None);
        if let Ok(parcel) = parcel(body)
            && let Err(error) = self.core.network.send(who, &parcel).await
        {
            tracing::warn!(?error, "an excuse could not be sent");
            if matches!(error, SendError::Later(_)) {
                lock(&self.core.excused).remove(id);
            }
        }
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
                lock(&core.afterglow).retain(|_, session| {
                    session.last.is_some_and(|last| now.minutes() - last.minutes() < AFTERGLOW_MINUTES)
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
    /// Reads one conversation's messages, in order; stops at the first that cannot be kept.
    fn read_all(&self, messages: &[Inbound]) -> Result<(), StoreError> {
        messages.iter().try_for_each(|inbound| self.read(inbound))
    }

    fn read(&self, inbound: &Inbound) -> Result<(), StoreError> {
        let store = &self.world.store;
        for _ in 0..TRIES {
            let kept = store.load(&inbound.who)?;
            let version = kept.as_ref().map(|(version, _)| *version);
            let mut first = kept.is_none();
            let mut conversation = kept.map(|(_, kept)| kept).unwrap_or_default();
            if first || conversation.erase {
                let afterglow = lock(&self.afterglow).get(&inbound.who).cloned();
                first &= afterglow.is_none();
                conversation.session = afterglow.map_or_else(|| seed().map(Session::new), Ok)?;
            }
            let now = (self.world.now)();
            if let Some(bodies) = self.network.aside(conversation.session.reading_lang(), &inbound.context) {
                if version.is_none() {
                    conversation.session = Session { last: Some(now), ..Session::default() };
                    conversation.erase = true;
                }
                owe(&mut conversation, bodies)?;
                let (next, event) = (Some(&conversation), Some(inbound.id.as_str()));
                let change = Change { who: &inbound.who, expected: version, next, event, tally: &[], day: now.date };
                if store.save(&change)? == Saved::Stale {
                    continue;
                }
                return Ok(());
            }
            let turn = self.turn(&conversation.session, &inbound.event, now);
            let tally: Vec<String> = turn.effects.iter().filter_map(counted).collect();
            let forget = turn.effects.contains(&Effect::Forget);
            let answer = Answer { view: &turn.view, effects: &turn.effects, first, context: &inbound.context };
            owe(&mut conversation, self.network.write(&answer))?;
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
                Saved::Handled => return Ok(()),
                Saved::Done(_) => {
                    let mut afterglow = lock(&self.afterglow);
                    if forget {
                        afterglow.insert(inbound.who.clone(), turn.session);
                    } else {
                        afterglow.remove(&inbound.who);
                    }
                    return Ok(());
                }
            }
        }
        Err(contended())
    }

    fn turn(&self, session: &Session, event: &Event, now: Moment) -> Turn {
        let guide = (self.world.guide)();
        match event {
            Event::Press(key) if key == AGAIN => {
                let view = talk::show(&*guide, session, now);
                Turn { session: Session { last: Some(now), ..session.clone() }, view, effects: Vec::new() }
            }
            event => talk::turn(&*guide, session, event.clone(), now),
        }
    }

    /// Erases a conversation, where it is `still` to be erased: somebody may have written in the meantime, and an answer
    /// that is owed since then must not go with what was to be forgotten.
    pub fn erase(&self, who: &Address, still: impl Fn(&Conversation) -> bool) -> Result<(), StoreError> {
        self.change(who, &[], |kept| if still(&kept) { None } else { Some(kept) })?;
        self.delivery.note_erased();
        Ok(())
    }

    /// Forgets what was answered in interviews that nobody has come back to for a day.
    pub fn forget_answers(&self, now: Moment) -> Result<(), StoreError> {
        let since = now.plus_minutes(-talk::ANSWERS_MINUTES);
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
        Ok(())
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
    let ours = |_| StoreError { message: "a task of the store ended early".into(), yours: false };
    tokio::task::spawn_blocking(work).await.map_err(ours)?
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds messages to an outbox; the first of an empty one is on its way from now on.
fn owe(conversation: &mut Conversation, bodies: Vec<String>) -> Result<(), StoreError> {
    for body in bodies {
        let mut parcel = parcel(body)?;
        parcel.in_flight = conversation.outbox.is_empty();
        conversation.outbox.push(parcel);
    }
    Ok(())
}

/// A parcel with an identifier of its own, not yet on its way.
pub(crate) fn parcel(body: String) -> Result<Parcel, StoreError> {
    let id = format!("{:016x}{:016x}", seed()?, seed()?);
    Ok(Parcel { id, body, in_flight: false, doubts: 0 })
}

fn seed() -> Result<u64, StoreError> {
    let no_chance = |error| StoreError { message: format!("the system gives no random numbers: {error}"), yours: true };
    getrandom::u64().map_err(no_chance)
}

fn contended() -> StoreError {
    StoreError { message: "a conversation changes faster than it can be kept".into(), yours: false }
}

/// The name under which an effect is counted.
fn counted(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Count { what } => Some(what.clone()),
        Effect::Feedback { item, helped: true } => Some(format!("helped/{item}")),
        Effect::Feedback { item, helped: false } => Some(format!("helped-not/{item}")),
        Effect::Forget | Effect::Stop | Effect::OfferDeletion => None,
    }
}
