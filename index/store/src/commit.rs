//! Group commit: callers that ask for the disk at the same time share one flush to it.

use guichet_core::ports::conversations::StoreError;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Callers that wait for the disk.
#[derive(Debug, Default)]
pub(crate) struct Commit {
    epochs: Mutex<Epochs>,
    ended: Condvar,
}

#[derive(Debug, Default)]
struct Epochs {
    /// Number of the last flush that was begun.
    begun: u64,
    /// One is under way.
    running: bool,
    /// Number and outcome of the last flush that ended.
    last: (u64, Option<StoreError>),
}

impl Commit {
    /// Returns once a flush that was begun after this call has ended. `flush` is run by one of those who wait, without a
    /// lock held, and must not panic.
    pub(crate) fn join(&self, flush: impl FnOnce() -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut epochs = self.epochs();
        // A flush under way may have been begun before this caller's last save: the next one is surely after it.
        let mine = epochs.begun + 1;
        let mut flush = Some(flush);
        loop {
            // A later flush takes everything along that an earlier one did not.
            if epochs.last.0 >= mine {
                return epochs.last.1.clone().map_or(Ok(()), Err);
            }
            let free = if epochs.running { None } else { flush.take() };
            if let Some(flush) = free {
                epochs.running = true;
                epochs.begun += 1;
                let number = epochs.begun;
                drop(epochs);
                let outcome = flush();
                epochs = self.epochs();
                epochs.running = false;
                epochs.last = (number, outcome.err());
                self.ended.notify_all();
            } else {
                epochs = self.ended.wait(epochs).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    fn epochs(&self) -> MutexGuard<'_, Epochs> {
        self.epochs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    //! Properties: nobody returns before a flush that was begun after the call; callers share a flush; a failed flush is
    //! told to all who were on it, and to nobody after.

    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;
    use std::time::Duration;

    #[test]
    fn whoever_returns_was_in_a_flush_that_began_after_the_call() {
        let commit = Commit::default();
        let (written, on_disk) = (AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let mine = written.fetch_add(1, Ordering::SeqCst) + 1;
                        let flush = || {
                            let seen = written.load(Ordering::SeqCst);
                            thread::yield_now();
                            on_disk.fetch_max(seen, Ordering::SeqCst);
                            Ok(())
                        };
                        commit.join(flush).expect("no failure");
                        assert!(on_disk.load(Ordering::SeqCst) >= mine);
                    }
                });
            }
        });
    }

    #[test]
    fn callers_share_a_flush() {
        // The first flush is held until every caller waits: one more flush is enough for all of them.
        const CALLERS: u64 = 8;
        let (commit, begun) = (Commit::default(), AtomicU64::new(0));
        let (waiting, flushes) = (AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            scope.spawn(|| {
                let held = || {
                    begun.store(1, Ordering::SeqCst);
                    while waiting.load(Ordering::SeqCst) < CALLERS {
                        thread::yield_now();
                    }
                    // They say so just before they wait.
                    thread::sleep(Duration::from_millis(50));
                    flushes.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                };
                commit.join(held).expect("no failure");
            });
            while begun.load(Ordering::SeqCst) == 0 {
                thread::yield_now();
            }
            for _ in 0..CALLERS {
                scope.spawn(|| {
                    waiting.fetch_add(1, Ordering::SeqCst);
                    let flush = || {
                        flushes.fetch_add(1, Ordering::SeqCst);
                        Ok(())
                    };
                    commit.join(flush).expect("no failure");
                });
            }
        });
        assert!(flushes.load(Ordering::SeqCst) < 1 + CALLERS, "each caller flushed by itself");
    }

    #[test]
    fn a_failure_is_told_once() {
        let commit = Arc::new(Commit::default());
        let full = || Err(StoreError { message: "full".into(), user_error: true });
        assert_eq!(commit.join(full).expect_err("told").message, "full");
        commit.join(|| Ok(())).expect("the next one is fine");
    }
}
