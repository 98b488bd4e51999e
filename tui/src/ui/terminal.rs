//! The terminal taken over and given back, whatever ends the program.

use super::tty;
use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType as Cleared, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal};
use std::io::{self, Stdout, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

/// Whether the terminal is ours now.
static ACTIVE: AtomicBool = AtomicBool::new(false);
/// What gives a terminal back, for who cannot wait for anything: pastes, mouse, screen, cursor, in this order.
const RESTORE: &[u8] =
    b"\x1b[?2004l\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[0 q\x1b[?1049l\x1b[?25h";

/// The terminal, ours until this is dropped.
pub(crate) struct TerminalGuard {
    terminal: Terminal<QuietBackend>,
}

impl TerminalGuard {
    /// Takes the terminal over: raw keys, alternate screen, mouse, pastes in one piece. A fault of ours on the screens of
    /// a `locked` program leaves it taken: they begin anew.
    pub(crate) fn take(locked: bool) -> io::Result<Self> {
        guard_panics(thread::current().id(), locked);
        tty::enter_raw()?;
        ACTIVE.store(true, Ordering::SeqCst);
        match enter().and_then(|()| Terminal::new(QuietBackend::new())) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Draws a frame, by what changed.
    pub(crate) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(draw).map(|_| ())
    }

    /// Nothing that was on the screen stays, in sight or in the scrollback; the next frame is drawn from scratch, on a
    /// terminal in the modes it was taken with, whatever it was told meanwhile.
    pub(crate) fn wipe(&mut self) -> io::Result<()> {
        tty::enter_raw()?;
        enter()?;
        let (width, height) = tty::size()?;
        self.terminal.resize(Rect { x: 0, y: 0, width, height })?;
        execute!(stdout(), Clear(Cleared::Purge))
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        restore();
    }
}

/// ratatui's way to a terminal without its questions: where the cursor is is remembered, how large the screen is is asked
/// of the system. A question would have to be answered between two keys of somebody typing, or the screens would stand
/// still.
struct QuietBackend {
    screen: CrosstermBackend<Stdout>,
    cursor: Position,
}

impl QuietBackend {
    fn new() -> Self {
        Self { screen: CrosstermBackend::new(stdout()), cursor: Position::ORIGIN }
    }
}

impl Backend for QuietBackend {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        self.screen.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.screen.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.screen.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.screen.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.screen.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.screen.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = tty::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.screen)
    }
}

/// Alternate screen, mouse, pastes, and a cursor that hides no character.
fn enter() -> io::Result<()> {
    execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste, SetCursorStyle::SteadyUnderScore)
}

/// Gives the terminal back; once is enough, more does no harm. A terminal that is gone cannot be helped.
fn restore() {
    if ACTIVE.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            stdout(),
            DisableBracketedPaste,
            DisableMouseCapture,
            SetCursorStyle::DefaultUserShape,
            LeaveAlternateScreen,
            Show
        );
        let _ = tty::restore();
    }
}

/// Gives the terminal back past everything that the screens may be stuck in. It may block: call it on a thread of its own.
pub(super) fn force_restore() {
    if ACTIVE.load(Ordering::SeqCst) {
        let _ = tty::restore();
        tty::write_unlocked(RESTORE);
    }
}

/// A fault says where it is and nothing else: its message may hold what somebody typed. On the thread of the screens
/// it gives the terminal back first, unless the program is locked: then, as elsewhere, it is caught and the screens go on.
fn guard_panics(screens: ThreadId, locked: bool) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(move |fault| {
            let place = fault.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
            if thread::current().id() == screens && !locked {
                restore();
                #[allow(clippy::print_stderr, reason = "the last words of the program")]
                {
                    eprintln!("guichet: a fault of the program at {place}. Please report it.");
                }
            } else {
                tracing::error!(place, "a fault of the program; the screens go on");
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

    /// Set where the test below starts this program again.
    const STARTED: &str = "GUICHET_A_FAULT_ON_THE_SCREENS";

    /// What the test below runs in a terminal of its own, which it takes over.
    #[test]
    #[ignore = "started by the other test, in a terminal of its own"]
    #[allow(clippy::disallowed_methods, reason = "the other test says so in the environment")]
    fn a_fault_on_the_screens() {
        if std::env::var_os(STARTED).is_none() {
            return;
        }
        let _taken = TerminalGuard::take(false).expect("a terminal");
        panic!("what somebody typed");
    }

    #[test]
    fn a_fault_gives_the_terminal_back_and_says_where_without_what_was_typed() {
        let pty = native_pty_system().openpty(PtySize::default()).expect("a terminal");
        let modes = || format!("{:?}", pty.master.get_termios().expect("modes").local_flags);
        let before = modes();
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
        command.env(STARTED, "1");
        command.args(["--ignored", "--exact", "--nocapture", "ui::terminal::tests::a_fault_on_the_screens"]);
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
