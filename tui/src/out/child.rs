//! Another program of this machine, which is handed something on its standard input and has a limit of time.

use guichet_core::text::dated::clean;
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

/// Why a program did not take what it was handed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChildFault {
    /// There is no such program.
    #[error("'{program}' cannot be started ({cause})")]
    Absent {
        /// The program.
        program: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It ended, and says that it failed.
    #[error("it is refused: {said}")]
    Refused {
        /// What it says, cleaned. It may repeat what it was handed.
        said: String,
    },
    /// It did not end in time.
    #[error("no answer after {} s", limit.as_secs_f32())]
    Hangs {
        /// How long it was waited for.
        limit: Duration,
    },
}

/// Starts a program, hands it something, and waits until it has ended.
///
/// # Errors
/// There is no such program, it fails, or it does not end in time; nothing then runs on.
pub(crate) fn run(mut command: Command, input: Vec<u8>, limit: Duration) -> Result<(), ChildFault> {
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|cause| {
        let program = command.get_program().to_string_lossy().into_owned();
        ChildFault::Absent { program, cause }
    })?;
    feed(&mut child, input);
    let said = listen(&mut child);
    match wait(&mut child, limit) {
        Some(true) => Ok(()),
        Some(false) => {
            let said = said.recv_timeout(LAST_WORDS).unwrap_or_default();
            Err(ChildFault::Refused { said: clean(&said, SAID as usize) })
        }
        None => Err(ChildFault::Hangs { limit }),
    }
}

/// Whether it ended well; `None` where it had to be ended.
fn wait(child: &mut Child, limit: Duration) -> Option<bool> {
    let steps = (limit.as_millis() / STEP.as_millis()).max(1);
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

/// Writes aside: a child that does not read holds nobody up. One that has ended reads nothing, and its status says what there
/// is to say.
fn feed(child: &mut Child, input: Vec<u8>) {
    if let Some(mut to) = child.stdin.take() {
        thread::spawn(move || to.write_all(&input));
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

/// A program of the tests: a script of the shell in a folder.
#[cfg(all(test, unix))]
pub(crate) fn script(folder: &std::path::Path, name: &str, script: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.join(name);
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("made a program");
    program
}

/// Does it again where the system refuses to start a file because it is still open in the child of another test.
#[cfg(all(test, unix))]
pub(crate) fn started<T>(mut run: impl FnMut() -> Result<T, ChildFault>) -> Result<T, ChildFault> {
    for _ in 0..50 {
        match run() {
            Err(ChildFault::Absent { cause, .. }) if cause.raw_os_error() == Some(26) => thread::sleep(STEP),
            other => return other,
        }
    }
    run()
}
