//! The copy of a desk's records and events, sealed, from which its database is made again. Each part is sealed under its number, and the last
//! one as the last: a copy that is cut or altered does not open.

use super::shape::{self, Told};
use crate::fault;
use crate::folder::StoreFolder;
use crate::seal::{Keys, RecordKind};
use guichet_core::activity::{Records, Revision};
use guichet_core::journal::{Event, Journal};
use guichet_core::ports::conversations::StoreError;
use std::fs;
use std::io::{self, Write};

const MARK: &[u8] = b"guichet-store desk copy 1\n";
/// Revisions and events of a part.
const PART: usize = 500;

/// Why a copy does not serve.
#[derive(Debug)]
pub(super) enum CopyFlaw {
    /// It is cut or altered.
    Damaged,
    /// None of it opens with these keys.
    Sealed,
}

/// What a copy holds.
#[derive(Debug, Default)]
pub(super) struct Copied {
    pub(super) revisions: Vec<Revision>,
    pub(super) events: Vec<Event>,
}

/// Writes the copy anew: whole, on the disk, then in the place of the old one.
pub(super) fn write(folder: &StoreFolder, keys: &Keys, records: &Records, journal: &Journal) -> Result<(), StoreError> {
    let path = folder.export();
    let written = guichet_disk::write_through(&folder.export_draft(), &path, |out| {
        out.write_all(MARK)?;
        let (mut part, mut count, mut number) = (Vec::new(), 0, 0);
        let lines = records.revisions().map(shape::write).chain(journal.events().map(shape::write_event));
        for line in lines {
            part.extend(line?);
            part.push(b'\n');
            count += 1;
            if count % PART == 0 {
                sealed(out, keys, &label(number, false), &part)?;
                (part, number) = (Vec::new(), number + 1);
            }
        }
        sealed(out, keys, &label(number, true), &part)
    });
    written.map_err(|error| fault::disk("write", &path, &error))
}

fn sealed(out: &mut impl Write, keys: &Keys, label: &[u8], part: &[u8]) -> io::Result<()> {
    let sealed = keys.seal(RecordKind::Copy, label, part).map_err(io::Error::other)?;
    let length = u32::try_from(sealed.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(&sealed)
}

fn label(number: u64, last: bool) -> Vec<u8> {
    format!("{number}{}", if last { " last" } else { "" }).into_bytes()
}

/// What the copy holds; nothing where there is no copy.
pub(super) fn read(folder: &StoreFolder, keys: &Keys) -> Result<Result<Copied, CopyFlaw>, StoreError> {
    let path = folder.export();
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Ok(Copied::default())),
        Err(error) => return Err(fault::disk("read", &path, &error)),
    };
    Ok(parts(&bytes, keys))
}

fn parts(bytes: &[u8], keys: &Keys) -> Result<Copied, CopyFlaw> {
    let mut rest = bytes.strip_prefix(MARK).ok_or(CopyFlaw::Damaged)?;
    let mut copied = Copied::default();
    for number in 0.. {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(CopyFlaw::Damaged)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| CopyFlaw::Damaged)?;
        let (sealed, after) = after.split_at_checked(length).ok_or(CopyFlaw::Damaged)?;
        rest = after;
        let open = |last| keys.open(RecordKind::Copy, &label(number, last), sealed);
        let (part, last) = match (open(false), open(true)) {
            (Some(part), _) => (part, false),
            (None, Some(part)) => (part, true),
            (None, None) if number == 0 => return Err(CopyFlaw::Sealed),
            (None, None) => return Err(CopyFlaw::Damaged),
        };
        for line in part.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            match shape::read_any(line).map_err(|_| CopyFlaw::Damaged)? {
                Told::Revision(revision) => copied.revisions.push(revision),
                Told::Event(event) => copied.events.push(event),
            }
        }
        if last {
            break;
        }
    }
    if rest.is_empty() { Ok(copied) } else { Err(CopyFlaw::Damaged) }
}
