//! The program as an operator runs it: started, told to end, killed.

use crate::{PASSWORD, until};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How the program is run.
#[derive(Clone)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    /// Address of the homeserver.
    pub homeserver: String,
    /// The bot's account.
    pub user: String,
    /// Its password, where it is given.
    pub password: Option<String>,
    /// Which build of the program.
    pub program: String,
    /// How much it says.
    pub level: &'static str,
}

impl Settings {
    pub fn new(data: &Path, homeserver: &str, user: &str) -> Self {
        Self {
            data: data.to_owned(),
            homeserver: homeserver.to_owned(),
            user: user.to_owned(),
            password: Some(PASSWORD.to_owned()),
            program: env!("CARGO_BIN_EXE_guichet-matrix").to_owned(),
            level: "trace",
        }
    }

    /// The file that holds the bot's time.
    pub fn clock(&self) -> PathBuf {
        self.data.join("clock.txt")
    }

    /// What it has said on standard error, over all its runs.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.data.join("log.txt")
    }

    /// Starts the program.
    pub fn start(&self) -> Bot {
        fs::create_dir_all(&self.data).expect("a folder");
        let mut log = File::options().create(true).append(true).open(self.log_file()).expect("a log");
        // A disk that is full is an error, not the end of the program: see `Bot::fill_disk`.
        let mut command = Command::new("sh");
        command
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", &self.program])
            .args(["--now", "2026-11-23T10:00", "--clock"])
            .arg(self.clock())
            .env_clear()
            .env("GUICHET_DATA", &self.data)
            .env("GUICHET_MATRIX_HOMESERVER", &self.homeserver)
            .env("GUICHET_MATRIX_USER", &self.user)
            .env("GUICHET_LOG", self.level)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(password) = &self.password {
            let file = self.data.join("password.txt");
            fs::write(&file, password).expect("a password's file");
            command.env("GUICHET_MATRIX_PASSWORD_FILE", file);
        }
        let mut child = command.spawn().expect("the program starts");
        let mut said = child.stderr.take().expect("a pipe");
        let logging = std::thread::spawn(move || std::io::copy(&mut said, &mut log));
        let ready = Arc::new(AtomicBool::new(false));
        let (lines, told) = (BufReader::new(child.stdout.take().expect("a pipe")).lines(), ready.clone());
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                told.fetch_or(line == "ready", Ordering::Relaxed);
            }
        });
        Bot { child, ready, logging: Some(logging) }
    }

    /// Starts the program and waits until it answers.
    pub fn run(&self) -> Bot {
        let mut bot = self.start();
        bot.wait_ready(self);
        bot
    }
}

/// The program, running. It ends when it is dropped.
pub struct Bot {
    child: Child,
    ready: Arc<AtomicBool>,
    logging: Option<std::thread::JoinHandle<std::io::Result<u64>>>,
}

impl Bot {
    /// Whether it has said that it answers.
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Relaxed)
    }

    #[track_caller]
    pub fn wait_ready(&mut self, settings: &Settings) {
        until("the bot is ready", || {
            let ended = self.child.try_wait().expect("a process");
            assert!(ended.is_none(), "the bot ended with {ended:?}:\n{}", settings.log());
            self.is_ready()
        });
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// SIGTERM; gives how it ended.
    #[track_caller]
    pub fn terminate(mut self) -> ExitStatus {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill");
        assert!(told.success());
        self.wait_end()
    }

    /// Waits until it ends by itself.
    #[track_caller]
    pub fn wait_end(&mut self) -> ExitStatus {
        let mut status = None;
        until("the bot ends", || {
            status = self.child.try_wait().expect("a process");
            status.is_some()
        });
        // All that it said is in the log.
        self.logging.take().map(std::thread::JoinHandle::join);
        status.expect("a status")
    }

    /// From now on nothing can be written to a file, or all can again.
    pub fn fill_disk(&self, full: bool) {
        let limit = if full { "--fsize=1:unlimited" } else { "--fsize=unlimited:unlimited" };
        let done = Command::new("prlimit").args(["--pid", &self.child.id().to_string(), limit]).status();
        assert!(done.expect("prlimit, of util-linux").success());
    }

    /// Its resident memory, in kibibytes.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
        line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
