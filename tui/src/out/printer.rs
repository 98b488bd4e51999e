//! The printer, through `lp` of CUPS: a child that is handed the text and has a limit of time.
//!
//! What is printed goes by standard input alone: no file, no argument. What CUPS keeps of it is the machine's business:
//! `PreserveJobFiles No` in `cupsd.conf` keeps nothing.

use super::child::{self, ChildFault};
use std::ffi::OsString;
use std::process::Command;
use std::time::Duration;

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

/// The words of why nothing was printed: for a person at a screen without staff, or for whoever can look at the printer.
pub(crate) const fn words(fault: &ChildFault, staff: bool) -> &'static str {
    match (fault, staff) {
        (ChildFault::Absent { .. }, false) => "print-absent",
        (ChildFault::Refused { .. }, false) => "print-refused",
        (ChildFault::Hangs { .. }, false) => "print-hangs",
        (ChildFault::Absent { .. }, true) => "desk-print-absent",
        (ChildFault::Refused { .. }, true) => "desk-print-refused",
        (ChildFault::Hangs { .. }, true) => "desk-print-hangs",
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
    pub(crate) fn print(&self, sheet: &[u8], job: Job) -> Result<(), ChildFault> {
        let mut command = Command::new(&self.program);
        command.args(["-t", TITLE]);
        if let Some(queue) = &self.queue {
            command.args(["-d", queue]);
        }
        if job == Job::Raw {
            command.args(["-o", "raw"]);
        }
        child::run(command, sheet.to_vec(), self.limit)
    }
}

#[cfg(all(test, unix))]
mod tests {
    //! - the sheet comes whole by standard input, whatever its size, with the queue and the kind of job;
    //! - an absent, a refusing and a hanging printer each give their plain error, in time, and nothing runs on;
    //! - the real `lp`, where there is one and no such queue, refuses.

    use super::*;
    use crate::out::child::{script, started};
    use std::fs;
    use std::path::Path;
    use std::thread;
    use tempfile::tempdir;

    fn fake(folder: &Path, text: &str, limit: u64) -> Printer {
        let program = script(folder, "lp", text).into();
        Printer { program, queue: None, limit: Duration::from_millis(limit) }
    }

    fn printed(printer: &Printer, sheet: &[u8], job: Job) -> Result<(), ChildFault> {
        started(|| printer.print(sheet, job))
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
        assert_eq!(words(&error, false), "print-absent");
        assert!(error.to_string().contains("no-lp' cannot be started ("), "{error}");
    }

    #[test]
    fn a_refusal_is_told_in_the_words_of_the_printer() {
        let folder = tempdir().expect("a folder");
        // It reads nothing: writing to it fails, and that is not what is told.
        let printer =
            fake(folder.path(), "printf 'lp: Error \\033[2J- no default destination.\\n' >&2; exit 1", 20_000);
        let error = printed(&printer, &vec![b'x'; 1_000_000], Job::Page).expect_err("refused");
        assert_eq!(error.to_string(), "it is refused: lp: Error [2J- no default destination.");
        let chatty = fake(folder.path(), "yes no | head -c 300000 >&2; exit 3", 20_000);
        let error = printed(&chatty, b"x", Job::Page).expect_err("refused");
        assert!(words(&error, false) == "print-refused" && error.to_string().len() < 2_100, "{error}");
    }

    #[test]
    fn a_printer_that_hangs_is_given_up() {
        let folder = tempdir().expect("a folder");
        let alive = folder.path().join("alive");
        let printer = fake(folder.path(), &format!("sleep 3; touch {}", alive.display()), 200);
        let error = printed(&printer, &vec![b'x'; 1_000_000], Job::Page).expect_err("given up");
        assert_eq!((words(&error, false), error.to_string()), ("print-hangs", "no answer after 0.2 s".into()));
        thread::sleep(Duration::from_millis(3_500));
        assert!(!alive.exists(), "it was ended");
    }

    #[test]
    fn the_real_program_refuses_a_queue_that_is_not_there() {
        let printer = Printer::cups(Some("guichet-no-such-queue".into()));
        match printer.print(b"x\n", Job::Page) {
            Err(ChildFault::Absent { .. }) => {}
            other => assert!(matches!(other, Err(ChildFault::Refused { .. })), "{other:?}"),
        }
    }
}
