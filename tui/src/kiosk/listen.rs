//! What reaches the screens from outside: keys, the size of the window, the end. Each has a thread of its own, and none
//! of them can hold the screens up or be held up by them.

use super::app::Signal;
#[cfg(unix)]
use super::decoder::Decoder;
use super::live::Incoming;
use super::terminal;
#[cfg(unix)]
use super::tty::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, channel};
use std::thread;
use std::time::Duration;

/// How long the screens may take to end by themselves.
const GRACE: Duration = Duration::from_millis(1500);
/// How long a terminal may take to hear the last words.
const LAST_WORDS: Duration = Duration::from_millis(300);
/// How often it is listened for.
const STEP: Duration = Duration::from_millis(50);
/// Before keys are read again after a fault of ours.
const PAUSE: Duration = Duration::from_millis(500);

/// The word that the program is to end; heard also by screens that have no time to listen.
#[derive(Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(super) fn is_said(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Waits so long, or until it is said.
    pub(super) fn wait(&self, long: Duration) {
        let mut waited = Duration::ZERO;
        while waited < long && !self.is_said() {
            thread::sleep(STEP);
            waited += STEP;
        }
    }

    /// Ends the program: the screens by themselves, or else past them, for nobody can press anything any more.
    fn say<E>(&self, screens: &SyncSender<Incoming<E>>) {
        self.0.store(true, Ordering::SeqCst);
        let _ = screens.try_send(Incoming::Stop);
        thread::sleep(GRACE);
        let (sender, done) = channel();
        thread::spawn(move || {
            terminal::wrest_back();
            let _ = sender.send(());
        });
        let _ = done.recv_timeout(LAST_WORDS);
        end();
    }
}

/// The screens are stuck in a write or on a lock: no destructor would ever run.
#[cfg(unix)]
fn end() {
    signal_hook::low_level::exit(0)
}

#[cfg(not(unix))]
fn end() {
    std::process::abort()
}

/// Starts the threads.
pub(super) fn listen<E: Send + 'static>(screens: &SyncSender<Incoming<E>>, stop: &Stop) {
    let (keys, ending) = (screens.clone(), stop.clone());
    thread::spawn(move || {
        while catch_unwind(AssertUnwindSafe(|| read(&keys))).is_err() {
            thread::sleep(PAUSE);
        }
        ending.say(&keys);
    });
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
        let (screens, ending) = (screens.clone(), stop.clone());
        match signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP, SIGWINCH]) {
            Ok(mut signals) => {
                thread::spawn(move || {
                    for signal in signals.forever() {
                        if signal != SIGWINCH {
                            return ending.say(&screens);
                        }
                        let _ = screens.try_send(Incoming::Resized);
                    }
                });
            }
            Err(error) => tracing::error!(%error, "signals cannot be received"),
        }
    }
}

/// Reads the keys of a console.
#[cfg(not(unix))]
fn read<E>(screens: &SyncSender<Incoming<E>>) {
    use super::key::Key;
    use crossterm::event::{Event, MouseButton, MouseEventKind};
    while let Ok(event) = crossterm::event::read() {
        let signal = match event {
            Event::Key(key) => Key::of(&key).map(Signal::Key),
            Event::Paste(text) => Some(Signal::Paste(text)),
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                Some(Signal::Click(mouse.column, mouse.row))
            }
            _ => None,
        };
        let _ = screens.try_send(signal.map_or(Incoming::Resized, Incoming::Terminal));
    }
}

/// Reads keys until the terminal goes away. Keys beyond what the screens can take are dropped: nobody has seen what they
/// would act on.
#[cfg(unix)]
fn read<E>(screens: &SyncSender<Incoming<E>>) {
    let (mut decoder, mut bytes, mut found) = (Decoder::default(), [0; 4096], Vec::<Signal>::new());
    loop {
        match tty::read(&mut bytes) {
            Read::Bytes(read) => decoder.read(&bytes[..read], &mut found),
            Read::Silence => decoder.rest(&mut found),
            Read::Lost => return,
        }
        for signal in found.drain(..) {
            let _ = screens.try_send(Incoming::Terminal(signal));
        }
    }
}
