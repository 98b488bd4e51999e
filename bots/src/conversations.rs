//! Conversations outside any turn: read, changed, erased. A change is saved against the version that was read, and tried
//! again where somebody saved in between.

use crate::random;
use crate::world::World;
use guichet_core::model::Moment;
use guichet_core::ports::conversations::{
    Address, Change, Conversation, Lease, Saved, Store, StoreError, Task, Version,
};
use guichet_core::talk::flows::rights;
use guichet_index::program::Clock;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Days of silence after which a conversation is erased.
const KEPT_DAYS: i64 = 7;
/// Days after which no network gives a message again.
const HANDLED_DAYS: i64 = 7;
/// Minutes for which a worker has a task: longer than any call to a network lasts.
const LEASE_MINUTES: i64 = 5;
/// Saves against a version that somebody else replaced are tried so often.
pub(crate) const TRIES: usize = 20;

/// The conversations of a bot.
pub(crate) struct Conversations {
    store: Arc<dyn Store>,
    now: Clock,
    /// Conversations that were told why some answers do not come, until nothing is pending in them.
    flooded: Mutex<HashSet<Address>>,
    /// Something was erased since the store was last exported.
    erased: AtomicBool,
    /// This worker, among those on the same store.
    worker: u64,
}

impl Conversations {
    /// The conversations of a store.
    pub fn new(world: &World) -> Self {
        let (flooded, erased) = (Mutex::default(), AtomicBool::default());
        // Without random numbers nothing is read either: a worker alone needs none.
        let worker = random::number().unwrap_or_else(|_| std::process::id().into());
        Self { store: world.store.clone(), now: world.now.clone(), flooded, erased, worker }
    }

    /// Where they are kept.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Takes a task for this worker, or keeps it longer; false where another worker has it.
    pub fn lease(&self, task: Task<'_>) -> Result<bool, StoreError> {
        let now = (self.now)();
        self.store.lease(&Lease { task, worker: self.worker, now, until: now.plus_minutes(LEASE_MINUTES) })
    }

    /// Gives a task back.
    pub fn release(&self, task: Task<'_>) -> Result<(), StoreError> {
        self.store.release(task, self.worker)
    }

    /// Forgets which messages were handled so long ago that none of them comes again.
    pub fn forget_handled(&self, now: Moment) -> Result<(), StoreError> {
        self.store.forget_handled(now.plus_minutes(-HANDLED_DAYS * 24 * 60))
    }

    /// A conversation and its version.
    pub fn load(&self, who: &Address) -> Result<Option<(Version, Conversation)>, StoreError> {
        self.store.load(who)
    }

    /// Changes a conversation that is there: `next` gives what is kept then.
    pub fn change(
        &self,
        who: &Address,
        tally: &[String],
        next: impl Fn(Conversation) -> Option<Conversation>,
    ) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let Some((version, kept)) = self.store.load(who)? else { return Ok(()) };
            let next = next(kept);
            let now = (self.now)();
            let change = Change { who, expected: Some(version), next: next.as_ref(), event: None, tally, now };
            if self.store.save(&change)? != Saved::Stale {
                return Ok(());
            }
        }
        Err(contended())
    }

    /// Erases a conversation, where it is `still` to be erased: somebody may have written in the meantime, and an answer
    /// that is pending since then must not go with what was to be forgotten. It is gone from the disk when it returns.
    pub fn erase(&self, who: &Address, still: impl Fn(&Conversation) -> bool) -> Result<(), StoreError> {
        self.change(who, &[], |kept| if still(&kept) { None } else { Some(kept) })?;
        self.flood_is_over(who);
        self.note_erased();
        self.store.flush()
    }

    /// Erases a conversation whose other side left; `id` is the event, which is handled once.
    pub fn leave(&self, who: &Address, id: &str) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let expected = self.store.load(who)?.map(|(version, _)| version);
            let change = Change { who, expected, next: None, event: Some(id), tally: &[], now: (self.now)() };
            match self.store.save(&change)? {
                Saved::Stale => {}
                Saved::Handled => return Ok(()),
                Saved::Done(_) => {
                    self.note_erased();
                    return self.store.flush();
                }
            }
        }
        Err(contended())
    }

    /// Erases the conversations that were silent for a week.
    pub fn erase_silent(&self, now: Moment) -> Result<(), StoreError> {
        let since = now.plus_minutes(-KEPT_DAYS * 24 * 60);
        for who in self.store.silent_since(since)? {
            self.erase(&who, |kept| silent(kept, since))?;
        }
        Ok(())
    }

    /// Forgets what was answered in interviews that nobody has come back to for a day.
    pub fn forget_answers(&self, now: Moment) -> Result<(), StoreError> {
        let since = now.plus_minutes(-rights::ANSWERS_MINUTES);
        for who in self.store.silent_since(since)? {
            let left = |kept: &Conversation| kept.session.interview.is_some() && silent(kept, since);
            if self.store.load(&who)?.is_some_and(|(_, kept)| left(&kept)) {
                self.change(&who, &[], |mut kept| {
                    if left(&kept) {
                        kept.session.interview = None;
                    }
                    Some(kept)
                })?;
                // The export must not hold them either.
                self.note_erased();
            }
        }
        self.store.flush()
    }

    /// Notes that a conversation gets fewer answers than it wrote messages; `true` where it was not told so yet.
    pub fn flood_begins(&self, who: &Address) -> bool {
        lock(&self.flooded).insert(who.clone())
    }

    /// Notes that nothing is pending in a conversation any more.
    pub fn flood_is_over(&self, who: &Address) {
        lock(&self.flooded).remove(who);
    }

    /// Whether something was erased since this was last asked.
    pub fn take_erased(&self) -> bool {
        self.erased.swap(false, Ordering::Relaxed)
    }

    fn note_erased(&self) {
        self.erased.store(true, Ordering::Relaxed);
    }
}

/// Whether nothing came since a moment.
fn silent(kept: &Conversation, since: Moment) -> bool {
    kept.session.last.is_some_and(|last| last < since)
}

/// Somebody else saved again and again.
pub(crate) fn contended() -> StoreError {
    StoreError { message: "a conversation changes faster than it can be kept".into(), user_error: false }
}

/// Runs what blocks beside the conversations that do not.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    // Not the words of the failure: a panic may quote what it met.
    let internal = |_| StoreError { message: "a task of the store ended early".into(), user_error: false };
    tokio::task::spawn_blocking(work).await.map_err(internal)?
}

/// What a mutex holds, also after a panic of whoever held it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
