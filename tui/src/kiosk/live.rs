//! The kiosk in a terminal: keys, signals, time and the guide's answers come together here. While it is locked, nothing
//! but its PIN or a signal ends it: whatever fails, the screens are drawn again or begin anew.

use super::app::{App, Options, Signal, Work};
use super::draw::draw;
use super::key::Key;
use super::listen::{Stop, listen};
use super::terminal::Taken;
use super::theme::Depth;
use super::tty;
use super::work::perform;
use guichet_core::catalog::Catalog;
use guichet_core::model::Moment;
use guichet_locales::Locales;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread;
use std::time::{Duration, Instant};
use std::{fmt, io};

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
/// What the screens can take before they have drawn.
const TAKEN_IN: usize = 4096;
/// Between a fault and the next try: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(8));
/// Screens that stood so long stand well: the next pause is short again.
const STEADY: Duration = Duration::from_secs(60);

/// Why the kiosk ended badly.
pub(crate) enum Fault<E> {
    /// The terminal failed.
    Terminal(io::Error),
    /// The guide could not be opened.
    Guide(E),
    /// A fault of ours; it has been reported.
    Internal,
}

/// What comes in from the threads.
pub(super) enum Incoming<E> {
    /// Keys, clicks, pastes.
    Terminal(Signal),
    /// The window may have another size.
    Resized,
    /// An answer of the guide.
    Signal(Signal),
    /// The guide, or why there is none; nothing: a fault of ours.
    Opened(Option<Result<Current, E>>),
    Stop,
}

/// Runs the screens until they are left, stopped from outside or lose their terminal. The guide is opened meanwhile; a
/// locked kiosk tries until it can be.
pub(crate) fn run<E, O>(
    options: Options,
    locales: Arc<Locales>,
    depth: Depth,
    (clock, start): (Clock, Instant),
    open: O,
) -> Result<(), Fault<E>>
where
    E: Send + fmt::Display + 'static,
    O: Fn() -> Result<Current, E> + Send + 'static,
{
    let locked = options.locked;
    let mut taken = Taken::take(locked).map_err(Fault::Terminal)?;
    let size = tty::size().map_err(Fault::Terminal)?;
    let (sender, incoming) = mpsc::sync_channel(TAKEN_IN);
    let stop = Stop::default();
    listen(&sender, &stop);
    let opener = sender.clone();
    thread::spawn(move || {
        loop {
            let opened = catch_unwind(AssertUnwindSafe(&open)).ok();
            let done = !locked || matches!(opened, Some(Ok(_)));
            if opener.send(Incoming::Opened(opened)).is_err() || done {
                return;
            }
            thread::sleep(PAUSES.1);
        }
    });
    let fresh = move |size| App::new(options.clone(), locales.clone(), size);
    let app = fresh(size);
    let mut kiosk = Kiosk { app, locked, stop, clock, start, sender, guide: None, search: None, held: VecDeque::new() };
    let (mut pause, mut failed) = (PAUSES.0, None);
    loop {
        let begun = start.elapsed();
        // The guard must outlive the loop on every way out; a fault of ours is reported by the hook.
        let done = catch_unwind(AssertUnwindSafe(|| {
            kiosk.again(&mut taken, failed.take(), &fresh)?;
            kiosk.run(&mut taken, &incoming, depth)
        }));
        let fault = match done {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(fault)) => fault,
            Err(_) => Fault::Internal,
        };
        // Nobody is left to be told.
        if kiosk.stop.is_said() || !tty::is_there() {
            return Ok(());
        }
        if !locked {
            return Err(fault);
        }
        failed = Some(fault);
        if start.elapsed().saturating_sub(begun) > STEADY {
            pause = PAUSES.0;
        }
        kiosk.stop.wait(pause);
        pause = (pause * 2).min(PAUSES.1);
    }
}

struct Kiosk<E> {
    app: App,
    locked: bool,
    stop: Stop,
    clock: Clock,
    start: Instant,
    sender: SyncSender<Incoming<E>>,
    guide: Option<Current>,
    /// Where searches while typing are sent.
    search: Option<Sender<Work>>,
    /// Keys that came while the guide answered.
    held: VecDeque<Signal>,
}

impl<E: Send + fmt::Display + 'static> Kiosk<E> {
    /// After a fault: of the terminal, everything is drawn again; of ours, everything begins anew.
    fn again(
        &mut self,
        taken: &mut Taken,
        failed: Option<Fault<E>>,
        fresh: impl Fn((u16, u16)) -> App,
    ) -> Result<(), Fault<E>> {
        let Some(fault) = failed else { return Ok(()) };
        taken.wipe().map_err(Fault::Terminal)?;
        if !matches!(fault, Fault::Terminal(_)) {
            self.held.clear();
            self.app = fresh(tty::size().map_err(Fault::Terminal)?);
            self.app.fault = true;
        }
        Ok(())
    }

    fn run(&mut self, taken: &mut Taken, incoming: &Receiver<Incoming<E>>, depth: Depth) -> Result<(), Fault<E>> {
        loop {
            self.work();
            if self.app.take_wiped() {
                self.held.clear();
                taken.wipe().map_err(Fault::Terminal)?;
            }
            let (width, height) = tty::size().map_err(Fault::Terminal)?;
            if (width, height) != self.app.size {
                self.take(Signal::Resize(width, height));
            }
            taken.draw(|frame| draw(frame, &self.app, depth)).map_err(Fault::Terminal)?;
            let patience = if self.app.counts_down() { CLOSE_TICK } else { TICK };
            let mut next = match incoming.recv_timeout(patience) {
                Ok(next) => next,
                Err(RecvTimeoutError::Timeout) => Incoming::Signal(Signal::Tick),
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            // Everything that is there already, then one frame.
            loop {
                if self.stop.is_said() {
                    return Ok(());
                }
                match next {
                    Incoming::Stop => return Ok(()),
                    Incoming::Opened(Some(Ok(guide))) => self.opened(guide),
                    Incoming::Opened(failed) => self.not_opened(failed.and_then(Result::err))?,
                    Incoming::Terminal(signal) => self.hold_or_take(signal),
                    Incoming::Signal(signal) => self.take(signal),
                    Incoming::Resized => {}
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

    /// A locked kiosk says so, and waits for the next try.
    fn not_opened(&mut self, error: Option<E>) -> Result<(), Fault<E>> {
        if self.locked {
            self.app.unopened = true;
            if let Some(error) = error {
                tracing::error!(%error, "the guide cannot be opened; tried again soon");
            }
            return Ok(());
        }
        Err(error.map_or(Fault::Internal, Fault::Guide))
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
            // A quick exit waits for nothing.
            Signal::Key(Key::Char(' ')) if self.app.discreet() && self.held.is_empty() => true,
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
        // A machine that has no thread left answers what is sent, and suggests nothing meanwhile.
        let _ = thread::Builder::new().spawn(move || search(&searched, &requests, &answers, &clock));
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
            let serial = work.serial();
            let asked = thread::Builder::new().spawn(move || {
                let _ = answers.send(Incoming::Signal(answer(&guide, work, now)));
            });
            // A machine that has no thread left: the screens begin anew.
            if asked.is_err() {
                let _ = self.sender.try_send(Incoming::Signal(Signal::Failed(serial)));
            }
        }
    }
}

/// Searches while somebody types: only the newest line is worth an answer.
fn search<E>(guide: &Current, requests: &Receiver<Work>, answers: &SyncSender<Incoming<E>>, clock: &Clock) {
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
    catch_unwind(AssertUnwindSafe(|| perform(guide().as_ref(), work, now))).unwrap_or_else(|_| {
        // The beginning may fail as well: the screens must not turn in a circle.
        thread::sleep(PAUSES.0);
        Signal::Failed(serial)
    })
}
