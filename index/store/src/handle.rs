//! The handle on an open database. sled refuses everything after one failed write, a full disk say, until it is opened
//! again; a bot must not need a restart for that.

use crate::fault::{self, guarded};
use crate::folder::StoreFolder;
use crate::mending::{self, Means};
use crate::opening::{self, Open, OpenFailure};
use crate::seal::Keys;
use guichet_core::ports::conversations::StoreError;
use guichet_disk::Lock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

/// How long a database that failed is left alone. Whoever saved something before has asked for the disk by then, and
/// was told that it is not there.
const PAUSE: Duration = Duration::from_secs(10);
/// How often a database that looks broken is tried before it is made again from its export.
const GENTLE: u32 = 3;

/// A failure of an operation.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The database's: it must be opened again.
    Sled(sled::Error),
    /// This operation's alone.
    Internal(StoreError),
}

impl From<sled::Error> for Trouble {
    fn from(error: sled::Error) -> Self {
        Self::Sled(error)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Internal(error)
    }
}

/// The handle.
#[derive(Debug)]
pub(crate) struct Handle {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: StoreFolder,
    keys: Keys,
    /// See [`PAUSE`].
    pause: Duration,
    /// `Err` while the database is left alone.
    state: Mutex<Result<Arc<Open>, StoreError>>,
    /// Something was saved since the last flush began.
    unflushed: AtomicBool,
    /// Something saved was lost with the failure, and nobody was told yet.
    lost: AtomicBool,
    /// What the operator should know of the last opening, and was not told yet.
    notices: Mutex<Vec<String>>,
    /// Given back last.
    _lock: Lock,
}

impl Handle {
    /// A handle on a database just opened.
    pub(crate) fn new(open: Open, folder: StoreFolder, keys: Keys, lock: Lock) -> Self {
        let state = Mutex::new(Ok(Arc::new(open)));
        let (unflushed, lost) = (AtomicBool::new(false), AtomicBool::new(false));
        let notices = Mutex::default();
        Self { inner: Arc::new(Inner { folder, keys, pause: PAUSE, state, unflushed, lost, notices, _lock: lock }) }
    }

    /// Does something with the database; the action is a verb, for the sentence where it fails.
    pub(crate) fn run<T>(&self, action: &str, work: impl FnOnce(&Open) -> Result<T, Trouble>) -> Result<T, StoreError> {
        let open = self.inner.state().clone()?;
        let database = self.inner.folder.database();
        let (trouble, open) = match guarded(|| work(&open)) {
            Ok(Ok(done)) => return Ok(done),
            Ok(Err(Trouble::Internal(error))) => return Err(error),
            Ok(Err(Trouble::Sled(error))) => (fault::database(action, &database, &error), open),
            Err(why) => (fault::broken(action, &database, &why), open),
        };
        self.fail(open, &trouble);
        Err(trouble)
    }

    /// As [`Self::run`], where something is saved.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Open) -> Result<T, Trouble>) -> Result<T, StoreError> {
        self.run("write", |open| {
            let done = work(open)?;
            self.inner.unflushed.store(true, Ordering::SeqCst);
            Ok(done)
        })
    }

    /// What was saved before is on the disk after it.
    pub(crate) fn flush(&self) -> Result<(), StoreError> {
        self.run("write", |open| {
            let told = std::mem::take(&mut *self.inner.notices.lock().unwrap_or_else(PoisonError::into_inner));
            if self.inner.lost.swap(false, Ordering::SeqCst) || !told.is_empty() {
                let lost = "what was saved last did not reach the disk: give it again".to_owned();
                let message = std::iter::once(lost).chain(told).collect::<Vec<_>>().join(". ");
                return Err(StoreError { message, user_error: true }.into());
            }
            let mine = self.inner.unflushed.swap(false, Ordering::SeqCst);
            let doomed = open.secrets().doomed();
            open.tables.flush().inspect_err(|_| {
                self.inner.unflushed.fetch_or(mine, Ordering::SeqCst);
            })?;
            Ok(open.secrets().destroy_first(doomed)?)
        })
    }

    /// Leaves a failed database alone, and has it opened again later.
    fn fail(&self, open: Arc<Open>, trouble: &StoreError) {
        let mut state = self.inner.state();
        // Another call may have noticed first, and it may even be open again.
        if !matches!(&*state, Ok(present) if Arc::ptr_eq(present, &open)) {
            drop(state);
            return opening::discard(open);
        }
        let failed = std::mem::replace(&mut *state, Err(trouble.clone()));
        drop(state);
        opening::discard((failed, open));
        let (inner, pause) = (Arc::downgrade(&self.inner), self.inner.pause);
        // Without a thread, the database is opened again at the next start.
        let _ = thread::Builder::new().name("store".into()).spawn(move || again(&inner, pause));
    }
}

/// Opens a failed database again, as soon as it lets itself be opened. What a full disk left half written looks like
/// damage: only what is still damaged after some rounds is made again from the export.
fn again(inner: &Weak<Inner>, pause: Duration) {
    let mut broken = 0;
    loop {
        thread::sleep(pause);
        let Some(inner) = inner.upgrade() else { return };
        let means = if broken < GENTLE { Means::Gentle } else { Means::All };
        let mut notices = Vec::new();
        match mending::open(&inner.folder, &inner.keys, means, &mut notices) {
            Ok(open) => {
                inner.lost.fetch_or(inner.unflushed.swap(false, Ordering::SeqCst), Ordering::SeqCst);
                *inner.notices.lock().unwrap_or_else(PoisonError::into_inner) = notices;
                *inner.state() = Ok(Arc::new(open));
                return;
            }
            Err(failure) => {
                broken += u32::from(matches!(failure, OpenFailure::Broken(_)));
                *inner.state() = Err(mending::refusal(failure, &inner.folder.database()));
            }
        }
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, Result<Arc<Open>, StoreError>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Closing writes, and sled panics where it cannot.
        let closed = StoreError { message: "the store is closed".into(), user_error: false };
        let open = std::mem::replace(&mut *self.state(), Err(closed));
        opening::discard(open);
    }
}

#[cfg(test)]
mod tests {
    //! Properties: after a failure of the disk everything is refused for a while, then works again without a restart, also
    //! where it left a summary or the database itself damaged; the first flush after it says that something was lost,
    //! where something was, and what was done about it; a flush without a loss says nothing.

    use super::*;
    use std::fs;
    use std::io::ErrorKind;

    fn full<T>() -> Result<T, Trouble> {
        Err(sled::Error::Io(ErrorKind::StorageFull.into()).into())
    }

    fn handle(folder: &tempfile::TempDir) -> Handle {
        let (folder, lock) = StoreFolder::take(folder.path(), &mut Vec::new()).expect("a folder");
        let keys = Keys::new(&[1; 32]);
        let open = mending::open(&folder, &keys, Means::All, &mut Vec::new()).expect("opens");
        let mut handle = Handle::new(open, folder, keys, lock);
        Arc::get_mut(&mut handle.inner).expect("alone").pause = Duration::from_millis(300);
        handle
    }

    fn written(handle: &Handle) {
        handle.write(|open| Ok(open.tables.set_number(b"test", 1)?)).expect("written");
    }

    /// Waits until the database is open again.
    fn works(handle: &Handle) -> bool {
        (0..500).any(|_| {
            thread::sleep(Duration::from_millis(20));
            handle.run("read", |_| Ok(())).is_ok()
        })
    }

    #[test]
    fn a_full_disk_needs_no_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let handle = handle(&folder);
        written(&handle);
        let error = handle.write(|_| full::<()>()).expect_err("refused");
        assert!(error.user_error && error.message.contains("Free some space"), "{error}");
        assert_eq!(handle.flush().expect_err("nothing is promised meanwhile").message, error.message);
        assert_eq!(handle.run("read", |_| Ok(())).expect_err("nor read").message, error.message);
        assert!(works(&handle));
        assert!(handle.flush().expect_err("told once").message.contains("did not reach the disk"));
        written(&handle);
        handle.flush().expect("and then flushed");
    }

    #[test]
    fn a_summary_that_a_full_disk_left_half_written_needs_no_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        written(&handle(&folder));
        let handle = handle(&folder);
        written(&handle);
        handle.flush().expect("flushed");
        handle.write(|_| full::<()>()).expect_err("refused");
        fs::write(folder.path().join("db/snap.FFFFFFFFFFFFFFFF"), "half").expect("written");
        assert!(works(&handle));
        assert_eq!(handle.run("read", |open| Ok(open.tables.number(b"test")?)).expect("reads"), 1);
        let said = handle.flush().expect_err("the operator is told");
        assert!(said.message.contains("A summary"), "{said}");
        handle.flush().expect("once");
    }

    #[test]
    fn a_database_that_stays_damaged_is_made_again_in_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let handle = handle(&folder);
        written(&handle);
        handle.flush().expect("flushed");
        handle.write(|_| full::<()>()).expect_err("refused");
        let log = folder.path().join("db/db");
        fs::write(&log, vec![0; fs::metadata(&log).expect("the log").len() as usize]).expect("wiped");
        assert!(works(&handle));
        let said = handle.flush().expect_err("the operator is told");
        assert!(said.message.contains("was set aside as"), "{said}");
        written(&handle);
        handle.flush().expect("it goes on");
    }

    #[test]
    fn what_was_on_the_disk_is_not_called_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let handle = handle(&folder);
        written(&handle);
        handle.flush().expect("flushed");
        handle.run("read", |_| full::<()>()).expect_err("refused");
        assert!(works(&handle));
        handle.flush().expect("nothing was lost");
        assert_eq!(handle.run("read", |open| Ok(open.tables.number(b"test")?)).expect("reads"), 1);
    }

    #[test]
    fn a_panic_of_the_database_is_a_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let handle = handle(&folder);
        let error = handle.run("read", |_| -> Result<(), Trouble> { panic!("page 7\nis torn") }).expect_err("refused");
        assert!(!error.user_error && error.message.contains("page 7") && !error.message.contains("torn"), "{error}");
        assert!(works(&handle));
    }
}
