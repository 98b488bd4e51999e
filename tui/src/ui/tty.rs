//! The line that leads to the terminal, as the system sees it: its modes, its size, its bytes. The terminal itself is
//! never asked anything: one that answers late, never or with nonsense could hold the screens up.

use std::io;

/// Columns and rows of a terminal that does not say how large it is.
const USUAL: (u16, u16) = (80, 24);
/// No screen is larger; a terminal that says so would be drawn with all the memory there is.
const LARGEST: (u16, u16) = (640, 240);

/// What reading gives.
#[cfg(unix)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// So many bytes.
    Bytes(usize),
    /// Nothing came for a tenth of a second.
    Timeout,
    /// The terminal has gone away.
    Lost,
}

/// A size as it can be drawn, whatever the terminal claims.
fn sane((columns, rows): (u16, u16)) -> (u16, u16) {
    if columns == 0 || rows == 0 { USUAL } else { (columns.min(LARGEST.0), rows.min(LARGEST.1)) }
}

#[cfg(unix)]
mod line {
    use super::{Read, io, sane};
    use rustix::io::Errno;
    use rustix::stdio::{stdin, stdout};
    use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios};
    use rustix::termios::{tcgetattr, tcgetwinsize, tcsetattr};
    use std::sync::{Mutex, PoisonError};

    /// The modes to give back; none where they are as they were found.
    static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

    /// Keys come one by one, unechoed, and none of them is a signal. A read waits a tenth of a second at most.
    pub(crate) fn enter_raw() -> io::Result<()> {
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        let now = tcgetattr(stdin())?;
        let mut raw = now.clone();
        raw.make_raw();
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        raw.special_codes[SpecialCodeIndex::VTIME] = 1;
        tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        found.get_or_insert(now);
        Ok(())
    }

    /// The modes as they were found.
    pub(crate) fn restore() -> io::Result<()> {
        match FOUND.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(found) => Ok(tcsetattr(stdin(), OptionalActions::Now, &found)?),
            None => Ok(()),
        }
    }

    /// Whether there is still a terminal at both ends.
    pub(crate) fn is_there() -> bool {
        tcgetattr(stdin()).is_ok() && tcgetwinsize(stdout()).is_ok()
    }

    /// Columns and rows.
    pub(crate) fn size() -> io::Result<(u16, u16)> {
        let size = tcgetwinsize(stdout())?;
        Ok(sane((size.ws_col, size.ws_row)))
    }

    /// What was typed, as it comes.
    pub(crate) fn read(bytes: &mut [u8]) -> Read {
        match rustix::io::read(stdin(), bytes) {
            Ok(0) => nothing_read(),
            Ok(read) => Read::Bytes(read),
            Err(Errno::INTR) => Read::Timeout,
            Err(Errno::AGAIN) => {
                std::thread::sleep(std::time::Duration::from_millis(100));
                Read::Timeout
            }
            Err(_) => Read::Lost,
        }
    }

    /// A line that was hung up reads as nothing, and at once.
    fn nothing_read() -> Read {
        std::thread::sleep(std::time::Duration::from_millis(5));
        if is_there() { Read::Timeout } else { Read::Lost }
    }

    /// Does something while what is typed is not shown, line by line; the modes come back whatever happens.
    ///
    /// # Errors
    /// There is no terminal, or it refuses.
    pub(crate) fn unseen<T>(work: impl FnOnce() -> T) -> io::Result<T> {
        struct Found(Termios);
        impl Drop for Found {
            fn drop(&mut self) {
                let _ = tcsetattr(stdin(), OptionalActions::Now, &self.0);
            }
        }
        let found = Found(tcgetattr(stdin())?);
        let mut quiet = found.0.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        tcsetattr(stdin(), OptionalActions::Now, &quiet)?;
        Ok(work())
    }

    /// Writes past every lock, for the last words of a program whose screens are stuck. It may block.
    pub(crate) fn write_unlocked(words: &[u8]) {
        let _ = rustix::io::write(stdout(), words);
    }
}

/// Elsewhere a library speaks to the console, which is no terminal that could go away.
#[cfg(not(unix))]
mod line {
    use super::{io, sane};

    pub(crate) use crossterm::terminal::{disable_raw_mode as restore, enable_raw_mode as enter_raw};

    pub(crate) fn is_there() -> bool {
        true
    }

    pub(crate) fn size() -> io::Result<(u16, u16)> {
        crossterm::terminal::size().map(sane)
    }

    pub(crate) fn unseen<T>(_: impl FnOnce() -> T) -> io::Result<T> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(crate) fn write_unlocked(_: &[u8]) {}
}

#[cfg(unix)]
pub(super) use line::read;
pub(super) use line::{enter_raw, restore, write_unlocked};
pub(crate) use line::{is_there, size, unseen};

#[cfg(test)]
mod tests {
    //! - a terminal that lies about its size is drawn at one that can be.

    use super::*;

    #[test]
    fn a_size_is_believed_within_reason() {
        assert_eq!(sane((80, 24)), (80, 24));
        assert_eq!(sane((1, 1)), (1, 1));
        for lie in [(0, 0), (0, 24), (80, 0)] {
            assert_eq!(sane(lie), USUAL);
        }
        assert_eq!(sane((u16::MAX, u16::MAX)), LARGEST);
        assert_eq!(sane((u16::MAX, 3)), (LARGEST.0, 3));
    }
}
