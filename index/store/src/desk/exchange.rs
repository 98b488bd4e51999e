//! The file by which desks tell each other what they know: a line that says what it is, a line for each revision and each event, a line
//! that says how many there were. It is not sealed: it is for whoever has it.

use super::shape::{self, RevisionFault, Told};
use guichet_core::activity::Records;
use guichet_core::journal::Journal;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};

const FORMAT: &str = "guichet-desk";
/// The newest format that is read: with it came whose work a record is, and with the one before it events. A file is of the oldest that
/// says all that is in it: an older program reads it too, or says that it cannot.
const VERSION: u32 = 3;
const WITHOUT_PROFILES: u32 = 2;
const WITHOUT_EVENTS: u32 = 1;
/// Bytes of the longest line believed.
const LONGEST: u64 = 64 << 10;

#[derive(Serialize, Deserialize)]
struct Heading {
    format: String,
    version: u32,
    desk: String,
}

#[derive(Serialize, Deserialize)]
struct Ending {
    end: u64,
}

/// Why a file is not read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// It is no export of a desk.
    Other,
    /// A later version of the program wrote it: its number.
    Newer(u32),
    /// The system does not give it.
    Unreadable(io::ErrorKind),
}

/// A line that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedLine {
    /// Its number, from 1.
    pub line: usize,
    /// Why; `None` where the file ends too early.
    pub fault: Option<RevisionFault>,
}

/// Writes a file; gives the number of revisions and events.
pub(super) fn write(desk: &str, records: &Records, journal: &Journal, out: &mut impl Write) -> io::Result<u64> {
    let mut line = |bytes: &[u8]| out.write_all(bytes).and_then(|()| out.write_all(b"\n"));
    let version = match (records.revisions().any(|revision| revision.profile.is_some()), journal.count()) {
        (true, _) => VERSION,
        (false, 0) => WITHOUT_EVENTS,
        (false, _) => WITHOUT_PROFILES,
    };
    let heading = Heading { format: FORMAT.to_owned(), version, desk: desk.to_owned() };
    line(&serde_json::to_vec(&heading)?)?;
    let mut end = 0;
    for told in records.revisions().map(shape::write).chain(journal.events().map(shape::write_event)) {
        line(&told?)?;
        end += 1;
    }
    line(&serde_json::to_vec(&Ending { end })?)?;
    Ok(end)
}

/// Reads a file, line by line; gives the lines that were passed over.
pub(super) fn read(input: &mut impl BufRead, mut each: impl FnMut(Told)) -> Result<Vec<SkippedLine>, FileFault> {
    let unreadable = |error: io::Error| FileFault::Unreadable(error.kind());
    let mut bytes = Vec::new();
    line(input, &mut bytes).map_err(unreadable)?;
    let heading: Heading = serde_json::from_slice(&bytes).map_err(|_| FileFault::Other)?;
    match heading {
        heading if heading.format != FORMAT => return Err(FileFault::Other),
        heading if heading.version > VERSION => return Err(FileFault::Newer(heading.version)),
        _ => {}
    }
    let (mut faults, mut count) = (Vec::new(), 0);
    for number in 2.. {
        if !line(input, &mut bytes).map_err(unreadable)? {
            faults.push(SkippedLine { line: number, fault: None });
            break;
        }
        match shape::read_any(&bytes) {
            Ok(told) => {
                count += 1;
                each(told);
            }
            Err(fault) => match serde_json::from_slice::<Ending>(&bytes) {
                Ok(ending) if ending.end == count + faults.len() as u64 => break,
                Ok(_) => {
                    faults.push(SkippedLine { line: number, fault: None });
                    break;
                }
                Err(_) => faults.push(SkippedLine { line: number, fault: Some(fault) }),
            },
        }
    }
    Ok(faults)
}

/// The next line, without its end; a longer one than is believed is empty. `false` at the end of the file.
fn line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<bool> {
    bytes.clear();
    let mut read = input.by_ref().take(LONGEST).read_until(b'\n', bytes)?;
    if read as u64 == LONGEST && !bytes.ends_with(b"\n") {
        // The rest of it, a little at a time.
        loop {
            bytes.clear();
            read = input.by_ref().take(LONGEST).read_until(b'\n', bytes)?;
            if read == 0 || bytes.ends_with(b"\n") {
                break;
            }
        }
        bytes.clear();
        return Ok(true);
    }
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
    Ok(read > 0)
}
