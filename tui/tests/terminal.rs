//! The kiosk in a real terminal, one of its own:
//! - the first screen stands, and a key leads to the next one;
//! - leaving it, and each signal that ends a program, gives the terminal back: the screen that was there before, the
//!   cursor, the mouse, pastes and the modes of the line;
//! - no word of what was on the screens stays behind.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "a test waits for a terminal, and keeps its slave side open on purpose")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a slow machine may take for one screen.
const PATIENCE: Duration = Duration::from_secs(60);

struct Kiosk {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    reader: Option<thread::JoinHandle<()>>,
    _data: tempfile::TempDir,
}

/// An emulated terminal of 80 by 24 cells.
fn parser() -> vt100::Parser {
    let side = |cells| std::num::NonZero::new(cells).expect("not zero");
    vt100::Parser::new(side(24), side(80), 1000)
}

/// Modes of the line: echo, whole lines, signals from keys.
fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().expect("a terminal has modes");
    format!("{:?} {:?}", modes.local_flags, modes.input_flags)
}

impl Kiosk {
    fn open() -> (Self, String) {
        let data = tempfile::tempdir().expect("a folder");
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a terminal");
        let before = modes(&*pty.master);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_guichet"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("GUICHET_DATA", data.path());
        let child = pty.slave.spawn_command(command).expect("it starts");
        // The slave stays open, or the modes could not be read once the program has ended.
        std::mem::forget(pty.slave);
        let screen = Arc::new(Mutex::new(parser()));
        screen.lock().expect("sound").process(b"$ what was there before\r\n");
        let (mut output, drawn) = (pty.master.try_clone_reader().expect("a reader"), screen.clone());
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                drawn.lock().expect("sound").process(&bytes[..read]);
            }
        });
        let keys = pty.master.take_writer().expect("a writer");
        (Self { child, master: pty.master, keys, screen, reader: Some(reader), _data: data }, before)
    }

    fn shows(&self, words: &str) -> bool {
        self.screen.lock().expect("sound").screen().contents().contains(words)
    }

    fn wait_for(&self, words: &str) {
        let start = Instant::now();
        while !self.shows(words) {
            let seen = self.screen.lock().expect("sound").screen().contents();
            assert!(start.elapsed() < PATIENCE, "no {words:?} on:\n{seen}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("typed");
    }

    /// Waits for the end of the program and of what it wrote, then looks at the terminal it left.
    fn left_as_found(mut self, before: &str) {
        let start = Instant::now();
        while self.child.try_wait().expect("a child").is_none() {
            assert!(start.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(20));
        }
        let given_back = |kiosk: &Self| {
            let parser = kiosk.screen.lock().expect("sound");
            let screen = parser.screen();
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        };
        while !given_back(&self) {
            assert!(start.elapsed() < PATIENCE, "the terminal is not given back");
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(modes(&*self.master), before, "the modes of the line");
        assert!(self.shows("what was there before") && !self.shows("Guichet"));
        drop(self.reader.take());
    }
}

/// Opens it, goes one screen on, and lets `end` end it.
fn after(end: impl FnOnce(&mut Kiosk)) {
    let (mut kiosk, before) = Kiosk::open();
    kiosk.wait_for("Français");
    assert_ne!(modes(&*kiosk.master), before, "keys come one by one");
    kiosk.type_keys("1");
    kiosk.wait_for("Avant de commencer");
    end(&mut kiosk);
    kiosk.left_as_found(&before);
}

/// Sends a signal by its name, as an operator would.
fn kill(kiosk: &Kiosk, signal: &str) {
    let id = kiosk.child.process_id().expect("it runs").to_string();
    let sent = std::process::Command::new("kill").args(["-s", signal, &id]).status().expect("kill is there");
    assert!(sent.success());
}

#[test]
fn leaving_gives_the_terminal_back() {
    after(|kiosk| kiosk.type_keys("\u{3}"));
}

#[test]
fn every_signal_that_ends_it_gives_the_terminal_back() {
    for signal in ["TERM", "INT", "HUP"] {
        after(|kiosk| kill(kiosk, signal));
    }
}
