//! The terminal taken over and given back, whatever ends the program.

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, Stdout, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, ours until this is dropped.
pub(crate) struct Taken {
    pub(crate) terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Taken {
    /// Takes the terminal over: raw keys, alternate screen, mouse, pastes in one piece.
    pub(crate) fn take() -> io::Result<Self> {
        guard_panics(thread::current().id());
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let entered = execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste);
        match entered.and_then(|()| Terminal::new(CrosstermBackend::new(stdout()))) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Nothing that was on the screen stays, in sight or in the scrollback; the next frame is drawn from scratch.
    pub(crate) fn wipe(&mut self) -> io::Result<()> {
        execute!(stdout(), Clear(ClearType::All), Clear(ClearType::Purge))?;
        self.terminal.clear()
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back; once is enough, more does no harm. A terminal that is gone cannot be helped.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(stdout(), DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// A fault says where it is and nothing else: its message may hold what somebody typed. On the thread of the screens
/// it gives the terminal back first; elsewhere it is caught, and the screens go on.
fn guard_panics(screens: ThreadId) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(move |fault| {
            let place = fault.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
            if thread::current().id() == screens {
                give_back();
                #[allow(clippy::print_stderr, reason = "the last words of the program")]
                {
                    eprintln!("guichet: a fault of the program at {place}. Please report it.");
                }
            } else {
                tracing::error!(place, "a fault while the guide answered");
            }
        }));
    });
}
