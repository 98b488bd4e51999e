//! The printer, through `lp` of CUPS: a child that is handed the text and has a limit of time.
//!
//! What is printed goes by standard input alone: no file, no argument. What CUPS keeps of it is the machine's business:
//! `PreserveJobFiles No` in `cupsd.conf` keeps nothing.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Between two looks at the child.
const STEP: Duration = Duration::from_millis(20);
/// How long a child that has ended may still be saying why.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// Most that is kept of what it says, in bytes.
const SAID: u64 = 2_000;
/// The name of the job in the queue, where others read it.
const TITLE: &str = "Guichet";

/// A printer.
#[derive(Debug, Clone)]
pub(crate) struct Printer {
    /// The program: `lp`.
    pub(crate) program: OsString,
    /// The queue; the machine's default without one.
    pub(crate) queue: Option<String>,
    /// How long it may take to accept a sheet.
    pub(crate) limit: Duration,
}

/// What a printer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    /// A page, as PDF or as text: CUPS knows which, and brings it into the language of the printer.
    Page,
    /// Bytes for a ticket printer, which CUPS passes on.
    Raw,
}

/// Why nothing was printed. Each has words for the person under [`PrintError::words`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum PrintError {
    /// There is no such program.
    #[error("no printing program: '{program}' cannot be started ({cause})")]
    Absent {
        /// The program.
        program: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It did not take the sheet.
    #[error("the printer refuses the sheet: {said}")]
    Refused {
        /// What it says, cleaned; the operator reads it.
        said: String,
    },
    /// It did not answer in time.
    #[error("the printer does not answer: nothing after {} s", limit.as_secs_f32())]
    Hangs {
        /// How long it was waited for.
        limit: Duration,
    },
}

impl PrintError {
    /// The identifier of its words for the person at the screen.
    pub(crate) const fn words(&self) -> &'static str {
        match self {
            Self::Absent { .. } => "print-absent",
            Self::Refused { .. } => "print-refused",
            Self::Hangs { .. } => "print-hangs",
        }
    }
}

impl Printer {
    /// The default printer of CUPS.
    pub(crate) fn cups(queue: Option<String>) -> Self {
        Self { program: "lp".into(), queue, limit: Duration::from_secs(10) }
    }

    /// Hands a sheet to the printer, and waits until it has taken it: not until the paper is out.
    ///
    /// # Errors
    /// There is no printing program, it refuses, or it does not answer in time; nothing then runs on.
    pub(crate) fn print(&self, sheet: &[u8], job: Job) -> Result<(), PrintError> {
        let mut command = Command::new(&self.program);
        command.args(["-t", TITLE]);
        if let Some(queue) = &self.queue {
            command.args(["-d", queue]);
        }
        if job == Job::Raw {
            command.args(["-o", "raw"]);
        }
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|cause| {
            let program = self.program.to_string_lossy().into_owned();
            PrintError::Absent { program, cause }
        })?;
        feed(&mut child, sheet.to_vec());
        let said = listen(&mut child);
        match self.wait(&mut child) {
            Some(true) => Ok(()),
            Some(false) => {
                let said = said.recv_timeout(LAST_WORDS).unwrap_or_default();
                Err(PrintError::Refused { said: guichet_core::text::dated::clean(&said, SAID as usize) })
            }
            None => Err(PrintError::Hangs { limit: self.limit }),
        }
    }

    /// Whether it took the sheet; `None` where it had to be ended.
    fn wait(&self, child: &mut Child) -> Option<bool> {
        let steps = (self.limit.as_millis() / STEP.as_millis()).max(1);
        for _ in 0..steps {
            match child.try_wait() {
                Ok(Some(status)) => return Some(status.success()),
                Ok(None) => thread::sleep(STEP),
                Err(_) => break,
            }
        }
        let _ = child.kill();
        let _ = child.wait();
        None
    }
}

/// Writes the sheet aside: a child that does not read holds nobody up. One that has ended reads nothing, and its status
/// says what there is to say.
fn feed(child: &mut Child, sheet: Vec<u8>) {
    if let Some(mut input) = child.stdin.take() {
        thread::spawn(move || input.write_all(&sheet));
    }
}

/// Reads aside what the child complains of.
fn listen(child: &mut Child) -> mpsc::Receiver<String> {
    let (send, said) = mpsc::channel();
    if let Some(errors) = child.stderr.take() {
        thread::spawn(move || {
            let mut heard = Vec::new();
            let mut errors = errors;
            let _ = errors.by_ref().take(SAID).read_to_end(&mut heard);
            let _ = send.send(String::from_utf8_lossy(&heard).trim().to_owned());
            // The rest is read and dropped: a child that says much must not stop for it.
            let _ = std::io::copy(&mut errors, &mut std::io::sink());
        });
    }
    said
}

#[cfg(all(test, unix))]
mod tests {
    //! - the sheet comes whole by standard input, whatever its size, with the queue and the kind of job;
    //! - an absent, a refusing and a hanging printer each give their plain error, in time, and nothing runs on;
    //! - the real `lp`, where there is one and no such queue, refuses.

    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use tempfile::tempdir;

    fn fake(folder: &Path, script: &str, limit: u64) -> Printer {
        let program = folder.join("lp");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("made a program");
        Printer { program: program.into(), queue: None, limit: Duration::from_millis(limit) }
    }

    /// A file that was just written may still be open in the child of another test, which the system refuses to start.
    fn printed(printer: &Printer, sheet: &[u8], job: Job) -> Result<(), PrintError> {
        for _ in 0..50 {
            match printer.print(sheet, job) {
                Err(PrintError::Absent { cause, .. }) if cause.raw_os_error() == Some(26) => thread::sleep(STEP),
                other => return other,
            }
        }
        printer.print(sheet, job)
    }

    #[test]
    fn the_sheet_comes_whole() {
        let folder = tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let script = format!("echo \"$@\" > {}; cat > {}", path("args").display(), path("sheet").display());
        let mut printer = fake(folder.path(), &script, 20_000);
        let sheet = "Où aller ?\n".repeat(50_000);
        printed(&printer, sheet.as_bytes(), Job::Page).expect("printed");
        assert_eq!(fs::read_to_string(path("sheet")).expect("a sheet"), sheet);
        assert_eq!(fs::read_to_string(path("args")).expect("arguments"), "-t Guichet\n");
        printer.queue = Some("accueil".into());
        printed(&printer, b"\x1b@", Job::Raw).expect("printed");
        assert_eq!(fs::read(path("sheet")).expect("a sheet"), b"\x1b@");
        assert_eq!(fs::read_to_string(path("args")).expect("arguments"), "-t Guichet -d accueil -o raw\n");
    }

    #[test]
    fn an_absent_printer_is_told() {
        let folder = tempdir().expect("a folder");
        let printer = Printer { program: folder.path().join("no-lp").into(), ..Printer::cups(None) };
        let error = printer.print(b"x", Job::Page).expect_err("there is none");
        assert_eq!(error.words(), "print-absent");
        assert!(error.to_string().starts_with("no printing program: "), "{error}");
    }

    #[test]
    fn a_refusal_is_told_in_the_words_of_the_printer() {
        let folder = tempdir().expect("a folder");
        // It reads nothing: writing to it fails, and that is not what is told.
        let printer =
            fake(folder.path(), "printf 'lp: Error \\033[2J- no default destination.\\n' >&2; exit 1", 20_000);
        let error = printed(&printer, &vec![b'x'; 1_000_000], Job::Page).expect_err("refused");
        assert_eq!(error.to_string(), "the printer refuses the sheet: lp: Error [2J- no default destination.");
        let chatty = fake(folder.path(), "yes no | head -c 300000 >&2; exit 3", 20_000);
        let error = printed(&chatty, b"x", Job::Page).expect_err("refused");
        assert!(error.words() == "print-refused" && error.to_string().len() < 2_100, "{error}");
    }

    #[test]
    fn a_printer_that_hangs_is_given_up() {
        let folder = tempdir().expect("a folder");
        let alive = folder.path().join("alive");
        let printer = fake(folder.path(), &format!("sleep 3; touch {}", alive.display()), 200);
        let error = printed(&printer, &vec![b'x'; 1_000_000], Job::Page).expect_err("given up");
        assert_eq!(
            (error.words(), error.to_string()),
            ("print-hangs", "the printer does not answer: nothing after 0.2 s".into())
        );
        thread::sleep(Duration::from_millis(3_500));
        assert!(!alive.exists(), "it was ended");
    }

    #[test]
    fn the_real_program_refuses_a_queue_that_is_not_there() {
        let printer = Printer::cups(Some("guichet-no-such-queue".into()));
        match printer.print(b"x\n", Job::Page) {
            Err(PrintError::Absent { .. }) => {}
            other => assert!(matches!(other, Err(PrintError::Refused { .. })), "{other:?}"),
        }
    }
}
