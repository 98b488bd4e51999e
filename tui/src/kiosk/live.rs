//! The kiosk in a terminal: keys, signals, time and the guide's answers come together here.

use super::app::{App, Options, Signal, Work};
use super::draw::draw;
use super::key::Key;
use super::terminal::Taken;
use super::theme::Depth;
use super::work::perform;
use crossterm::event::{Event, MouseButton, MouseEventKind};
use guichet_core::catalog::Catalog;
use guichet_core::model::Moment;
use guichet_locales::Locales;
use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// A guide that threads share.
pub(crate) type Shared = Arc<dyn Catalog + Send + Sync>;
/// The guide in force now: each answer is read from one snapshot.
pub(crate) type Current = Arc<dyn Fn() -> Shared + Send + Sync>;
/// Reads the clock.
pub(crate) type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// How often time is looked at, and how often during a countdown.
const TICK: Duration = Duration::from_secs(1);
const CLOSE_TICK: Duration = Duration::from_millis(250);
/// Keys kept while the guide answers.
const HELD: usize = 64;
/// Rows of one notch of the wheel.
const NOTCH: i32 = 3;

/// Why the kiosk ended badly.
pub(crate) enum Fault<E> {
    /// The terminal failed.
    Terminal(io::Error),
    /// The guide could not be opened.
    Guide(E),
    /// A fault of ours; it has been reported.
    Ours,
}

/// What comes in from the threads.
enum Incoming<E> {
    Terminal(Event),
    Signal(Signal),
    Opened(Result<Current, E>),
    Stop,
}

/// Runs the screens until they are left, stopped from outside or lose their terminal. The guide is opened meanwhile.
pub(crate) fn run<E, O>(
    options: Options,
    locales: Arc<Locales>,
    depth: Depth,
    (clock, start): (Clock, Instant),
    open: O,
) -> Result<(), Fault<E>>
where
    E: Send + 'static,
    O: FnOnce() -> Result<Current, E> + Send + 'static,
{
    let mut taken = Taken::take().map_err(Fault::Terminal)?;
    let size = taken.terminal.size().map_err(Fault::Terminal)?;
    let (sender, incoming) = mpsc::channel();
    listen(&sender);
    let opener = sender.clone();
    thread::spawn(move || {
        let opened = catch_unwind(AssertUnwindSafe(open));
        let _ = opener.send(opened.map_or(Incoming::Stop, Incoming::Opened));
    });
    let app = App::new(options, locales, (size.width, size.height));
    let mut kiosk = Kiosk { app, clock, start, sender, guide: None, search: None, held: VecDeque::new() };
    // The guard must outlive the loop on every way out; a fault of ours is reported by the hook.
    let done = catch_unwind(AssertUnwindSafe(|| kiosk.run(&mut taken, &incoming, depth)));
    drop(taken);
    done.unwrap_or(Err(Fault::Ours))
}

/// Starts the threads that wait for the terminal and for signals.
fn listen<E: Send + 'static>(sender: &Sender<Incoming<E>>) {
    let keys = sender.clone();
    thread::spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            if keys.send(Incoming::Terminal(event)).is_err() {
                return;
            }
        }
        let _ = keys.send(Incoming::Stop);
    });
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let stop = sender.clone();
        match signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP]) {
            Ok(mut signals) => {
                thread::spawn(move || signals.forever().all(|_| stop.send(Incoming::Stop).is_ok()));
            }
            Err(error) => tracing::error!(%error, "signals cannot be received"),
        }
    }
}

struct Kiosk<E> {
    app: App,
    clock: Clock,
    start: Instant,
    sender: Sender<Incoming<E>>,
    guide: Option<Current>,
    /// Where searches while typing are sent.
    search: Option<Sender<Work>>,
    /// Keys that came while the guide answered.
    held: VecDeque<Signal>,
}

impl<E: Send + 'static> Kiosk<E> {
    fn run(&mut self, taken: &mut Taken, incoming: &Receiver<Incoming<E>>, depth: Depth) -> Result<(), Fault<E>> {
        loop {
            self.work();
            if self.app.take_wiped() {
                self.held.clear();
                taken.wipe().map_err(Fault::Terminal)?;
            }
            taken.terminal.draw(|frame| draw(frame, &self.app, depth)).map_err(Fault::Terminal)?;
            let patience = if self.app.counts_down() { CLOSE_TICK } else { TICK };
            let mut next = match incoming.recv_timeout(patience) {
                Ok(next) => next,
                Err(RecvTimeoutError::Timeout) => Incoming::Signal(Signal::Tick),
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            // Everything that is there already, then one frame.
            loop {
                match next {
                    Incoming::Stop => return Ok(()),
                    Incoming::Opened(Err(error)) => return Err(Fault::Guide(error)),
                    Incoming::Opened(Ok(guide)) => self.opened(guide),
                    Incoming::Terminal(event) => {
                        if let Some(signal) = signal(event) {
                            self.hold_or_take(signal);
                        }
                    }
                    Incoming::Signal(signal) => self.take(signal),
                }
                if self.app.ended() {
                    return Ok(());
                }
                match incoming.try_recv() {
                    Ok(more) => next = more,
                    Err(_) => break,
                }
            }
        }
    }

    fn take(&mut self, signal: Signal) {
        self.app.update(signal, self.start.elapsed());
        while !self.app.is_waiting() && !self.app.ended() {
            let Some(held) = self.held.pop_front() else { break };
            self.app.update(held, self.start.elapsed());
        }
        self.work();
    }

    /// While the guide answers, keys wait for the view they will act on; those that lead away do not.
    fn hold_or_take(&mut self, signal: Signal) {
        let away = match &signal {
            Signal::Key(Key::F(_) | Key::Esc | Key::Ctrl(_)) | Signal::Resize(..) => true,
            _ => !self.app.is_waiting(),
        };
        if away {
            self.take(signal);
        } else if self.held.len() < HELD {
            self.held.push_back(signal);
        }
    }

    fn opened(&mut self, guide: Current) {
        let (sender, requests) = mpsc::channel();
        let (answers, clock, searched) = (self.sender.clone(), self.clock.clone(), guide.clone());
        thread::spawn(move || search(&searched, &requests, &answers, &clock));
        self.search = Some(sender);
        self.guide = Some(guide);
        self.work();
    }

    /// Hands out what the screens want to know. A turn that takes long does not hold the screens up: emergency is one
    /// key away meanwhile.
    fn work(&mut self) {
        let (Some(guide), Some(search)) = (&self.guide, &self.search) else { return };
        for work in self.app.take_work() {
            if matches!(work, Work::Suggest { .. }) {
                let _ = search.send(work);
                continue;
            }
            let (guide, answers, now) = (guide.clone(), self.sender.clone(), (self.clock)());
            thread::spawn(move || {
                let _ = answers.send(Incoming::Signal(answer(&guide, work, now)));
            });
        }
    }
}

/// Searches while somebody types: only the newest line is worth an answer.
fn search<E>(guide: &Current, requests: &Receiver<Work>, answers: &Sender<Incoming<E>>, clock: &Clock) {
    while let Ok(mut work) = requests.recv() {
        while let Ok(newer) = requests.try_recv() {
            work = newer;
        }
        if answers.send(Incoming::Signal(answer(guide, work, clock()))).is_err() {
            return;
        }
    }
}

/// The guide's answer; a fault of ours becomes a signal, and the screens begin anew.
fn answer(guide: &Current, work: Work, now: Moment) -> Signal {
    let serial = work.serial();
    catch_unwind(AssertUnwindSafe(|| perform(guide().as_ref(), work, now))).unwrap_or(Signal::Failed(serial))
}

/// What an event of the terminal means here, if anything.
fn signal(event: Event) -> Option<Signal> {
    Some(match event {
        Event::Key(key) => Signal::Key(Key::of(&key)?),
        Event::Paste(text) => Signal::Paste(text),
        Event::Resize(width, height) => Signal::Resize(width, height),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Signal::Click(mouse.column, mouse.row),
            MouseEventKind::ScrollDown => Signal::Wheel(NOTCH),
            MouseEventKind::ScrollUp => Signal::Wheel(-NOTCH),
            _ => return None,
        },
        Event::FocusGained | Event::FocusLost => return None,
    })
}
