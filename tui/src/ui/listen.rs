//! What reaches the screens from outside: keys, the size of the window, the end. Each has a thread of its own, and none
//! of them can hold the screens up or be held up by them.

#[cfg(unix)]
use super::decoder::Decoder;
use super::input::Input;
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

/// What was heard.
pub(crate) enum Heard {
    /// Keys, clicks, pastes.
    Input(Input),
    /// The window may have another size.
    Resized,
    /// The program is to end.
    Stop,
}

/// The word that the program is to end; heard also by screens that have no time to listen.
#[derive(Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(crate) fn is_said(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Waits so long, or until it is said.
    pub(crate) fn wait(&self, long: Duration) {
        let mut waited = Duration::ZERO;
        while waited < long && !self.is_said() {
            thread::sleep(STEP);
            waited += STEP;
        }
    }

    /// Ends the program: the screens by themselves, or else past them, for nobody can press anything any more.
    fn say<M: From<Heard>>(&self, screens: &SyncSender<M>) {
        self.0.store(true, Ordering::SeqCst);
        let _ = screens.try_send(Heard::Stop.into());
        thread::sleep(GRACE);
        let (sender, done) = channel();
        thread::spawn(move || {
            terminal::force_restore();
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

/// Starts the threads, which send what they hear to the screens.
pub(crate) fn listen<M: From<Heard> + Send + 'static>(screens: &SyncSender<M>, stop: &Stop) {
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
                        let _ = screens.try_send(Heard::Resized.into());
                    }
                });
            }
            Err(error) => tracing::error!(%error, "signals cannot be received"),
        }
    }
}

/// Reads the keys of a console.
#[cfg(not(unix))]
fn read<M: From<Heard>>(screens: &SyncSender<M>) {
    use super::key::Key;
    use crossterm::event::{Event, MouseButton, MouseEventKind};
    while let Ok(event) = crossterm::event::read() {
        let input = match event {
            Event::Key(key) => Key::of(&key).map(Input::Key),
            Event::Paste(text) => Some(Input::Paste(text)),
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                Some(Input::Click(mouse.column, mouse.row))
            }
            _ => None,
        };
        let _ = screens.try_send(input.map_or(Heard::Resized, Heard::Input).into());
    }
}

/// Reads keys until the terminal goes away. Keys beyond what the screens can take are dropped: nobody has seen what they
/// would act on.
#[cfg(unix)]
fn read<M: From<Heard>>(screens: &SyncSender<M>) {
    let (mut decoder, mut bytes, mut found) = (Decoder::default(), [0; 4096], Vec::<Input>::new());
    loop {
        match tty::read(&mut bytes) {
            Read::Bytes(read) => decoder.read(&bytes[..read], &mut found),
            Read::Timeout => decoder.timeout(&mut found),
            Read::Lost => return,
        }
        for input in found.drain(..) {
            let _ = screens.try_send(Heard::Input(input).into());
        }
    }
}
