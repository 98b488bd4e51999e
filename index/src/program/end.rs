//! How a program runs to its end: exit codes, faults of its own, who may read what it writes.

use super::Failure;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;

/// Who may read the files that a program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// Whom the system's mask says: packs and index are read by other programs.
    Shared,
    /// Its user alone, also where nobody set a mask before starting it.
    Private,
}

/// Runs a program called `name` to its end.
///
/// Until then a fault of its own is logged by its place and never by its words: they may quote what somebody wrote.
pub fn run(name: &str, files: Files, work: impl FnOnce() -> Result<(), Failure>) -> ExitCode {
    if files == Files::Private {
        keep_files_private();
    }
    set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault of this program");
    }));
    // What the work was touching is thrown away with the program: nobody sees it half done.
    let done = catch_unwind(AssertUnwindSafe(work));
    let done = done.unwrap_or_else(|_| Err(Failure::Internal("it ended because of a fault of its own".into())));
    let Err(failure) = done else { return ExitCode::SUCCESS };
    let (code, message) = failure.told();
    message.into_iter().for_each(|message| say(&format!("{name}: {message}")));
    ExitCode::from(code)
}

#[cfg(unix)]
fn keep_files_private() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

#[cfg(not(unix))]
fn keep_files_private() {}

/// Says something to the operator, beside the output and the log.
#[allow(clippy::print_stderr, reason = "the one place where programs speak to their operator beside the log")]
pub fn say(line: &str) {
    eprintln!("{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn each_failure_has_its_exit_code() {
        let code = |failure: Failure| failure.told().0;
        assert_eq!(code(Failure::user_error("x")), 1);
        assert_eq!(code(Failure::Usage("x".into())), 2);
        assert_eq!(code(Failure::Internal("x".into())), 70);
        assert_eq!(Failure::from(Error::from(ErrorKind::BrokenPipe)).told(), (0, None));
        assert_eq!(code(Error::from(ErrorKind::NotFound).into()), 1);
        // A fault of the program ends as one, and not as the library's own code for a panic.
        let ended = run("test", Files::Shared, || panic!("what somebody wrote"));
        // The other tests say why they fail.
        let _ = std::panic::take_hook();
        assert_eq!(format!("{ended:?}"), format!("{:?}", ExitCode::from(70)));
    }
}
