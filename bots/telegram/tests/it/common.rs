//! The program itself, started against an emulated Bot API.

#![allow(clippy::disallowed_methods, reason = "the end of another process is waited for on the clock")]

use guichet_tests::telegram::{Emulator, Shown, TOKEN, What};
use guichet_tests::transcript::flat;
use guichet_tests::world;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a slow machine may take for one thing.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// How the program is started.
pub struct Start {
    command: Vec<String>,
    variables: Vec<(String, String)>,
}

impl Start {
    /// On this data folder and this Bot API.
    pub fn new(data: &Path, url: &str) -> Self {
        let variables = [
            ("GUICHET_DATA", data.display().to_string()),
            ("GUICHET_TELEGRAM_API_URL", url.to_owned()),
            ("GUICHET_TELEGRAM_TOKEN", TOKEN.to_owned()),
            ("GUICHET_LOG", "info".to_owned()),
        ];
        let command = vec![env!("CARGO_BIN_EXE_guichet-telegram").to_owned()];
        Self { command, variables: variables.map(|(name, value)| (name.to_owned(), value)).to_vec() }
    }

    /// With these arguments.
    pub fn with<const N: usize>(mut self, arguments: [&str; N]) -> Self {
        self.command.extend(arguments.map(str::to_owned));
        self
    }

    /// Another build of it.
    pub fn program(mut self, path: &str) -> Self {
        path.clone_into(&mut self.command[0]);
        self
    }

    /// With this variable; an empty value takes it away.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.variables.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Where a write beyond the limit of a file is an error, as on a full disk, and no signal.
    pub fn outliving_limits(mut self) -> Self {
        let shell = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];
        self.command.splice(0..0, shell.map(str::to_owned));
        self
    }

    /// Starts it.
    pub fn go(&self) -> Bot {
        let (program, arguments) = self.command.split_first().expect("a program");
        let mut child = Command::new(program)
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .envs(self.variables.iter().cloned())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (told, lines) = channel();
        let out = BufReader::new(child.stdout.take().expect("a pipe"));
        std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(|line| drop(told.send(line))));
        let mut pipe = child.stderr.take().expect("a pipe");
        let errors = Arc::new(Mutex::new(Vec::new()));
        let kept = errors.clone();
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = pipe.read(&mut bytes) {
                kept.lock().expect("sound").extend_from_slice(&bytes[..read]);
            }
        });
        Bot { child, lines, errors, reader: Some(reader) }
    }
}

/// A bot that runs; it is killed when it is dropped.
pub struct Bot {
    child: Child,
    lines: Receiver<String>,
    errors: Arc<Mutex<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
}

impl Bot {
    /// Waits for its line `ready`.
    pub fn ready(self) -> Self {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => assert_eq!(line, "ready"),
            Err(error) => panic!("it is not ready ({error}): {}", self.log()),
        }
        self
    }

    /// Whether it said that it is ready.
    pub fn is_ready(&self) -> bool {
        self.lines.try_recv().is_ok()
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it said on standard error.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&self.errors.lock().expect("sound")).into_owned()
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Tells it to end, and waits for that; its status and what it said on standard error.
    pub fn end(self) -> (ExitStatus, String) {
        let sent = Command::new("kill").args(["-s", "TERM", &self.id().to_string()]).status().expect("kill is there");
        assert!(sent.success());
        self.wait()
    }

    /// Waits until it ends by itself; its status and what it said on standard error.
    pub fn wait(mut self) -> (ExitStatus, String) {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("its state") {
                self.reader.take().map(JoinHandle::join).transpose().expect("read to the end");
                return (status, self.log());
            }
            assert!(Instant::now() < end, "it does not end: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a chat was shown since its first `seen` messages, once `enough` of it is there.
pub fn since(
    api: &Emulator,
    chat: i64,
    seen: usize,
    enough: impl Fn(&[Shown]) -> bool,
) -> Result<Vec<Shown>, Vec<Shown>> {
    let later = |shown: &mut dyn Iterator<Item = &Shown>| shown.skip(seen).cloned().collect::<Vec<_>>();
    let found = api.wait(PATIENCE, |state| Some(later(&mut state.shown(chat))).filter(|shown| enough(shown)));
    found.ok_or_else(|| api.shown(chat).into_iter().skip(seen).collect())
}

/// The words of messages, points aside, without layout.
pub fn words(shown: &[Shown]) -> String {
    let texts: Vec<&str> = shown.iter().filter(|one| matches!(one.what, What::Text(_))).map(Shown::text).collect();
    flat(&texts.join("\n"))
}

/// Waits for one answer more than `seen`.
pub fn next(api: &Emulator, chat: i64, seen: usize) -> Shown {
    match since(api, chat, seen, |shown| !shown.is_empty()) {
        Ok(shown) => shown[0].clone(),
        Err(_) => panic!("silence after {seen} messages"),
    }
}

/// The data folder that every test copies.
pub static WORLD: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = world::make(env!("CARGO_TARGET_TMPDIR"), "telegram").expect("a world");
    world::open(&root).expect("an index");
    root
});

/// A copy of a data folder, without what is being written there.
pub fn copy(from: &Path, name: &str) -> PathBuf {
    let to = from.with_file_name(name);
    let _ = std::fs::remove_dir_all(&to);
    let done = Command::new("cp").arg("-r").arg(from).arg(&to).status().expect("cp is there");
    assert!(done.success());
    let _ = std::fs::remove_dir_all(to.join("store"));
    to
}
