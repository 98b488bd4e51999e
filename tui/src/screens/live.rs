//! Screens in a terminal: keys, signals, time and what was worked out come together here. While they are locked, nothing
//! but themselves or a signal ends them: whatever fails, they are drawn again or begin anew.

use super::program::{AnswerOf, Perform, Program, Signal, Task};
use crate::ui::input::Input;
use crate::ui::listen::{Heard, Stop, listen};
use crate::ui::terminal::TerminalGuard;
use crate::ui::theme::Depth;
use crate::ui::tty;
use guichet_core::model::Moment;
use guichet_core::ports::catalog::Catalog;
use guichet_index::Error;
use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
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
/// What the screens can take before they have drawn.
const QUEUED: usize = 4096;
/// Between a fault and the next try: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(8));
/// Screens that stood so long stand well: the next pause is short again.
const STEADY: Duration = Duration::from_secs(60);

/// What the screens need of the outside.
pub(crate) struct Outside<P: Program> {
    /// The screens in a window of so many columns and rows, as they begin.
    pub fresh: Box<dyn Fn((u16, u16)) -> P>,
    /// Does their work.
    pub perform: Perform<P>,
    /// The clock, and when the program began.
    pub clock: (Clock, Instant),
    /// Keys that leave the program are ignored, and whatever fails is tried again.
    pub locked: bool,
}

/// Opens the guide, as often as it takes.
pub(crate) type Open = Box<dyn Fn() -> Result<Current, Error> + Send>;

/// Why the screens ended badly.
pub(crate) enum Fault {
    /// The terminal failed.
    Terminal(io::Error),
    /// The guide could not be opened.
    Guide(Error),
    /// A fault of ours; it has been reported.
    Internal,
}

/// What comes in from the threads.
enum Incoming<A> {
    /// Keys, clicks, pastes, another size, the end.
    Heard(Heard),
    /// What reaches the screens from within: time, and work that is done.
    Signal(Signal<A>),
    /// The guide, or why there is none; nothing: a fault of ours.
    Opened(Option<Result<Current, Error>>),
}

impl<A> From<Heard> for Incoming<A> {
    fn from(heard: Heard) -> Self {
        Self::Heard(heard)
    }
}

/// Runs the screens until they are left, stopped from outside or lose their terminal. The guide is opened meanwhile; a
/// locked kiosk tries until it can be.
pub(crate) fn run<P: Program + 'static>(outside: Outside<P>, depth: Depth, open: Open) -> Result<(), Fault> {
    let Outside { fresh, perform, clock: (clock, start), locked } = outside;
    let mut terminal = TerminalGuard::take(locked).map_err(Fault::Terminal)?;
    let size = tty::size().map_err(Fault::Terminal)?;
    let (sender, incoming) = mpsc::sync_channel::<Incoming<AnswerOf<P>>>(QUEUED);
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
    let app = fresh(size);
    let (guide, search, held) = (None, None, VecDeque::new());
    let mut stage = Stage { app, locked, stop, clock, start, perform, sender, guide, search, held };
    let (mut pause, mut failed) = (PAUSES.0, None);
    loop {
        let begun = start.elapsed();
        // The guard must outlive the loop on every way out; a fault of ours is reported by the hook.
        let done = catch_unwind(AssertUnwindSafe(|| {
            stage.again(&mut terminal, failed.take(), &fresh)?;
            stage.run(&mut terminal, &incoming, depth)
        }));
        let fault = match done {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(fault)) => fault,
            Err(_) => Fault::Internal,
        };
        // Nobody is left to be told.
        if stage.stop.is_said() || !tty::is_there() {
            return Ok(());
        }
        if !locked {
            return Err(fault);
        }
        failed = Some(fault);
        if start.elapsed().saturating_sub(begun) > STEADY {
            pause = PAUSES.0;
        }
        stage.stop.wait(pause);
        pause = (pause * 2).min(PAUSES.1);
    }
}

struct Stage<P: Program> {
    app: P,
    locked: bool,
    stop: Stop,
    clock: Clock,
    start: Instant,
    perform: Perform<P>,
    sender: SyncSender<Incoming<AnswerOf<P>>>,
    guide: Option<Current>,
    /// Where searches while typing are sent.
    search: Option<Sender<P::Task>>,
    /// Keys that came while the guide answered.
    held: VecDeque<Input>,
}

impl<P: Program + 'static> Stage<P> {
    /// After a fault: of the terminal, everything is drawn again; of ours, everything begins anew.
    fn again(
        &mut self,
        terminal: &mut TerminalGuard,
        failed: Option<Fault>,
        fresh: impl Fn((u16, u16)) -> P,
    ) -> Result<(), Fault> {
        let Some(fault) = failed else { return Ok(()) };
        terminal.wipe().map_err(Fault::Terminal)?;
        if !matches!(fault, Fault::Terminal(_)) {
            self.held.clear();
            self.app = fresh(tty::size().map_err(Fault::Terminal)?);
            self.app.failed();
        }
        Ok(())
    }

    fn run(
        &mut self,
        terminal: &mut TerminalGuard,
        incoming: &Receiver<Incoming<AnswerOf<P>>>,
        depth: Depth,
    ) -> Result<(), Fault> {
        loop {
            self.work();
            if self.app.take_wiped() {
                self.held.clear();
                terminal.wipe().map_err(Fault::Terminal)?;
            }
            let (width, height) = tty::size().map_err(Fault::Terminal)?;
            if (width, height) != self.app.size() {
                self.take(Signal::Input(Input::Resize(width, height)));
            }
            terminal.draw(|frame| self.app.draw(frame, depth)).map_err(Fault::Terminal)?;
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
                    Incoming::Heard(Heard::Stop) => return Ok(()),
                    Incoming::Heard(Heard::Input(input)) => self.hold_or_take(input),
                    Incoming::Heard(Heard::Resized) => {}
                    Incoming::Opened(Some(Ok(guide))) => self.opened(guide),
                    Incoming::Opened(failed) => self.not_opened(failed.and_then(Result::err))?,
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

    /// Locked screens say so, and wait for the next try.
    fn not_opened(&mut self, error: Option<Error>) -> Result<(), Fault> {
        if self.locked {
            self.app.not_opened();
            if let Some(error) = error {
                tracing::error!(%error, "the guide cannot be opened; tried again soon");
            }
            return Ok(());
        }
        Err(error.map_or(Fault::Internal, Fault::Guide))
    }

    fn take(&mut self, signal: Signal<AnswerOf<P>>) {
        self.app.update(signal, self.start.elapsed());
        while !self.app.is_waiting() && !self.app.ended() {
            let Some(held) = self.held.pop_front() else { break };
            self.app.update(Signal::Input(held), self.start.elapsed());
        }
        self.work();
    }

    /// While the guide answers, keys wait for the view they will act on; those that lead away do not.
    fn hold_or_take(&mut self, input: Input) {
        let away = match &input {
            Input::Resize(..) => true,
            Input::Key(key) if key.leads_away() => true,
            input if self.app.waits_for_nothing(input, self.held.is_empty()) => true,
            _ => !self.app.is_waiting(),
        };
        if away {
            self.take(Signal::Input(input));
        } else if self.held.len() < HELD {
            self.held.push_back(input);
        }
    }

    fn opened(&mut self, guide: Current) {
        let (sender, requests) = mpsc::channel();
        let answering = (guide.clone(), self.perform.clone(), self.clock.clone());
        let answers = self.sender.clone();
        // A machine that has no thread left answers what is sent, and suggests nothing meanwhile.
        let _ = thread::Builder::new().spawn(move || newest::<P>(&answering, &requests, &answers));
        self.search = Some(sender);
        self.guide = Some(guide);
        self.work();
    }

    /// Hands out what the screens want to know. A turn that takes long does not hold the screens up: emergency is one
    /// key away meanwhile.
    fn work(&mut self) {
        let (Some(guide), Some(search)) = (&self.guide, &self.search) else { return };
        for task in self.app.take_work() {
            if task.stream().is_some() {
                let _ = search.send(task);
                continue;
            }
            let (failure, answers, now) = (task.failure(), self.sender.clone(), (self.clock)());
            let (guide, perform) = (guide.clone(), self.perform.clone());
            let asked = thread::Builder::new().spawn(move || {
                let _ = answers.send(Incoming::Signal(answer::<P>(&guide, &perform, task, now)));
            });
            // A machine that has no thread left: the screens begin anew.
            if asked.is_err() {
                let _ = self.sender.try_send(Incoming::Signal(Signal::Answer(failure)));
            }
        }
    }
}

/// What work is done with: the guide in force, who does it, and the clock.
type Answering<P> = (Current, Perform<P>, Clock);

/// Works while somebody types: only the newest of each stream is worth an answer.
fn newest<P: Program>(
    answering: &Answering<P>,
    requests: &Receiver<P::Task>,
    answers: &SyncSender<Incoming<AnswerOf<P>>>,
) {
    while let Ok(first) = requests.recv() {
        let mut newest = vec![first];
        while let Ok(newer) = requests.try_recv() {
            newest.retain(|older| older.stream() != newer.stream());
            newest.push(newer);
        }
        for task in newest {
            let (guide, perform, clock) = answering;
            if answers.send(Incoming::Signal(answer::<P>(guide, perform, task, clock()))).is_err() {
                return;
            }
        }
    }
}

/// The work done; a fault of ours becomes an answer, and the screens begin anew.
fn answer<P: Program>(guide: &Current, perform: &Perform<P>, task: P::Task, now: Moment) -> Signal<AnswerOf<P>> {
    let failure = task.failure();
    let done = catch_unwind(AssertUnwindSafe(|| perform(guide().as_ref(), task, now)));
    Signal::Answer(done.unwrap_or_else(|_| {
        // The beginning may fail as well: the screens must not turn in a circle.
        thread::sleep(PAUSES.0);
        failure
    }))
}
