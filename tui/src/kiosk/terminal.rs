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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;

    /// An emulated terminal of 80 by 24 cells.
    fn parser() -> vt100::Parser {
        let side = |cells| std::num::NonZero::new(cells).expect("not zero");
        vt100::Parser::new(side(24), side(80), 1000)
    }

    /// What the test below runs in a terminal of its own.
    #[test]
    #[ignore = "takes the terminal over and fails: it is run by the test below, in a terminal of its own"]
    fn a_fault_on_the_screens() {
        let _taken = Taken::take().expect("a terminal");
        panic!("what somebody typed");
    }

    #[test]
    fn a_fault_gives_the_terminal_back_and_says_where_without_what_was_typed() {
        let pty = native_pty_system().openpty(PtySize::default()).expect("a terminal");
        let modes = || format!("{:?}", pty.master.get_termios().expect("modes").local_flags);
        let before = modes();
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
        command.args(["--ignored", "--exact", "--nocapture", "kiosk::terminal::tests::a_fault_on_the_screens"]);
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let reading = std::thread::spawn(move || {
            let (mut parser, mut bytes) = (parser(), [0; 4096]);
            let mut whole = Vec::new();
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                parser.process(&bytes[..read]);
                whole.extend_from_slice(&bytes[..read]);
                if String::from_utf8_lossy(&whole).contains("test result:") {
                    break;
                }
            }
            (parser, String::from_utf8_lossy(&whole).into_owned())
        });
        let mut child = pty.slave.spawn_command(command).expect("it starts");
        assert!(!child.wait().expect("it ends").success(), "it was to fail");
        let (parser, whole) = reading.join().expect("read");
        let screen = parser.screen();
        assert!(whole.contains("\u{1b}[?1049h"), "it took the terminal: {whole}");
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(modes(), before);
        assert!(whole.contains("a fault of the program at") && whole.contains("terminal.rs"), "{whole}");
        assert!(!whole.contains("what somebody typed"), "{whole}");
    }
}
