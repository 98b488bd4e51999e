//! A kiosk in a terminal of its own, and somebody at its keys: what the tests in real terminals share.

#![allow(clippy::disallowed_methods, reason = "a test waits for a terminal, and keeps its slave side open on purpose")]
#![allow(dead_code, reason = "each test uses a part of it")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a slow machine may take for one screen.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How long a program may take to end.
pub const END: Duration = Duration::from_secs(10);

/// What the terminal does with what is written to it.
#[derive(Default)]
struct Wire {
    /// Nothing is read any more.
    deaf: AtomicBool,
    /// Once these bytes were written, the line is cut.
    cut_at: Mutex<Option<(usize, Vec<u8>)>>,
    /// Everything that was written.
    written: Mutex<Vec<u8>>,
}

/// A kiosk that runs.
pub struct Kiosk {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    screen: Arc<Mutex<vt100::Parser>>,
    wire: Arc<Wire>,
    reader: Option<thread::JoinHandle<()>>,
    /// Modes of the line before it started.
    pub before: String,
    _data: tempfile::TempDir,
}

/// An emulated terminal of so many columns and rows.
fn parser((columns, rows): (u16, u16)) -> vt100::Parser {
    let side = |cells| std::num::NonZero::new(cells).expect("not zero");
    let (columns, rows) = drawn((columns, rows));
    vt100::Parser::new(side(rows), side(columns), 1000)
}

/// What a terminal has in truth, whatever it says.
fn drawn((columns, rows): (u16, u16)) -> (u16, u16) {
    let honest = (1..=500).contains(&columns) && (1..=500).contains(&rows);
    if honest { (columns, rows) } else { (80, 24) }
}

fn of((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// Modes of the line: echo, whole lines, signals from keys.
pub fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().expect("a terminal has modes");
    format!("{:?} {:?}", modes.local_flags, modes.input_flags)
}

impl Kiosk {
    /// Starts `guichet` with these arguments.
    pub fn open(arguments: &[&str], size: (u16, u16)) -> Self {
        // A unit test of the program, which uses this module too, is built before the program.
        let Some(program) = option_env!("CARGO_BIN_EXE_guichet") else { panic!("a test beside the program") };
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.args(arguments);
        Self::start(command, size)
    }

    /// Starts a program in a terminal of its own.
    pub fn start(mut command: CommandBuilder, size: (u16, u16)) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let pty = native_pty_system().openpty(of(size)).expect("a terminal");
        let before = modes(&*pty.master);
        command.env("TERM", "xterm-256color");
        command.env("GUICHET_DATA", data.path());
        let child = pty.slave.spawn_command(command).expect("it starts");
        // The slave stays open, or the modes could not be read once the program has ended.
        std::mem::forget(pty.slave);
        let screen = Arc::new(Mutex::new(parser(size)));
        screen.lock().expect("sound").process(b"$ what was there before\r\n");
        let wire = Arc::new(Wire::default());
        let (mut output, drawn, heard) =
            (pty.master.try_clone_reader().expect("a reader"), screen.clone(), wire.clone());
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                drawn.lock().expect("sound").process(&bytes[..read]);
                let mut written = heard.written.lock().expect("sound");
                written.extend_from_slice(&bytes[..read]);
                let cut = heard.cut_at.lock().expect("sound");
                let meets =
                    |(from, mark): &(usize, Vec<u8>)| written[*from..].windows(mark.len()).any(|seen| seen == mark);
                if cut.as_ref().is_some_and(meets) {
                    return;
                }
                drop((written, cut));
                while heard.deaf.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(10));
                }
            }
        });
        let keys = Some(pty.master.take_writer().expect("a writer"));
        Self { child, master: Some(pty.master), keys, screen, wire, reader: Some(reader), before, _data: data }
    }

    /// A locked kiosk in French, at the menu.
    pub fn locked(arguments: &[&str], size: (u16, u16)) -> Self {
        let kiosk = Self::open(&[&["--lang", "fr", "kiosk"], arguments].concat(), size);
        kiosk.wait_for(FIRST);
        kiosk
    }

    pub fn contents(&self) -> String {
        self.screen.lock().expect("sound").screen().contents()
    }

    pub fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.screen.lock().expect("sound").screen())
    }

    pub fn shows(&self, words: &str) -> bool {
        self.contents().contains(words)
    }

    pub fn wait_for(&self, words: &str) {
        self.wait_until(words, |seen| seen.contains(words));
    }

    pub fn wait_until(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let start = Instant::now();
        loop {
            let seen = self.contents();
            if holds(&seen) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "no {what:?} on:\n{seen}");
            thread::sleep(Duration::from_millis(15));
        }
    }

    /// Types bytes as they are; a line that is cut takes none.
    pub fn type_keys(&mut self, keys: impl AsRef<[u8]>) {
        if let Some(line) = &mut self.keys {
            line.write_all(keys.as_ref()).and_then(|()| line.flush()).expect("typed");
        }
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        let side = |cells| std::num::NonZero::new(cells).expect("not zero");
        let (columns, rows) = drawn(size);
        self.screen.lock().expect("sound").screen_mut().set_size(side(rows), side(columns));
        self.master.as_ref().expect("a terminal").resize(of(size)).expect("resized");
    }

    /// Whether the program still runs.
    pub fn lives(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    /// The terminal reads nothing any more, and stays.
    pub fn deaf(&self, deaf: bool) {
        self.wire.deaf.store(deaf, Ordering::SeqCst);
    }

    /// Everything that was written to the terminal.
    pub fn written(&self) -> Vec<u8> {
        self.wire.written.lock().expect("sound").clone()
    }

    /// How often these bytes were written.
    pub fn count(&self, bytes: &[u8]) -> usize {
        self.wire.written.lock().expect("sound").windows(bytes.len()).filter(|seen| *seen == bytes).count()
    }

    /// The line is cut as soon as these bytes were written: the next word of the program meets nothing.
    pub fn cut_at(&self, mark: &[u8]) {
        let from = self.wire.written.lock().expect("sound").len();
        *self.wire.cut_at.lock().expect("sound") = Some((from, mark.to_vec()));
    }

    /// The terminal goes away, with everything that held it.
    pub fn hang_up(&mut self) {
        let start = Instant::now();
        while self.reader.as_ref().is_some_and(|reader| !reader.is_finished()) {
            assert!(start.elapsed() < PATIENCE, "the mark was never written");
            thread::sleep(Duration::from_millis(1));
        }
        drop(self.reader.take());
        drop(self.keys.take());
        drop(self.master.take());
    }

    /// Sends a signal by its name, as an operator would.
    pub fn kill(&self, signal: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args(["-s", signal, &id]).status().expect("kill is there");
        assert!(sent.success());
    }

    /// The program ends, soon.
    pub fn ends(&mut self) {
        let start = Instant::now();
        while self.lives() {
            if start.elapsed() > END {
                self.child.kill().expect("ended by force");
                panic!("it does not end:\n{}", self.contents());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Words of the first screen, and of no other.
pub const FIRST: &str = "De quoi avez-vous besoin";
