//! The export: every record as it is sealed, in one file, from which a database is made again. The secrets of the
//! conversations are not in it: what was erased since it was written does not open any more.
//!
//! ```text
//! mark, format u32, serial u64, next version u64, length u32 and sealed word
//! { table u8 (1 to 4), lengths u32 and u32, key, value }*
//! 0 u8, conversations u64, SHA-256 of all before
//! ```

use crate::fault::{self, guarded};
use crate::folder::StoreFolder;
use crate::opening::{self, Open};
use crate::register::Sum;
use crate::seal::{Keys, Name};
use crate::secrets::Secrets;
use crate::tables::{self, FORMAT, Opener, Tables, meta};
use guichet_core::model::Date;
use guichet_core::ports::conversations::StoreError;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

const MARK: &[u8] = b"guichet-store export\n";
/// Longest key or value believed: a damaged length must not be asked of the memory.
const LONGEST: u32 = 64 << 20;

const CONVERSATION: u8 = 1;
const HANDLED: u8 = 2;
const TALLY: u8 = 3;
const CURSOR: u8 = 4;
const END: u8 = 0;

/// What an export says of itself.
#[derive(Debug)]
pub(crate) struct Header {
    /// Its number among the exports of this store.
    pub serial: u64,
    /// How many conversations it holds.
    pub count: u64,
    format: u32,
    next: u64,
    word: Vec<u8>,
}

/// Why an export does not serve.
#[derive(Debug)]
pub(crate) enum Flaw {
    /// There is none.
    Absent,
    /// It is cut or altered: how.
    Damaged(String),
    /// Somebody must do something first.
    Refused(StoreError),
}

/// Writes the export of a store anew: whole, on the disk, then in the place of the old one.
pub(crate) fn write(folder: &StoreFolder, open: &Open, keys: &Keys) -> Result<(), StoreError> {
    let Open { tables, base, format, .. } = open;
    let failed = |error: sled::Error| fault::database("read", &folder.database(), &error);
    // The number is on the disk first: a database that knows less than its export is thus older.
    let serial = tables.number(meta::EXPORTS).map_err(failed)? + 1;
    tables.set_number(meta::EXPORTS, serial).and_then(|()| tables.flush()).map_err(failed)?;
    let next = tables.next_version(*base).map_err(failed)?.0;
    let header = Header { serial, count: 0, format: *format, next, word: tables::sealed_word(keys)? };
    let path = folder.export();
    let written = guichet_disk::write_through(&folder.export_draft(), &path, |out| {
        let mut out = Hashing { inner: out, digest: Sha256::new() };
        records(&mut out, tables, &header)?;
        let Hashing { inner, digest } = out;
        inner.write_all(&digest.finalize())
    });
    written.map_err(|error| fault::disk("write", &path, &error))
}

fn records(out: &mut impl Write, tables: &Tables, header: &Header) -> io::Result<()> {
    out.write_all(MARK)?;
    out.write_all(&header.format.to_be_bytes())?;
    out.write_all(&header.serial.to_be_bytes())?;
    out.write_all(&header.next.to_be_bytes())?;
    out.write_all(&length(&header.word)?)?;
    out.write_all(&header.word)?;
    let mut one = |table: u8, key: &[u8], value: &[u8]| {
        out.write_all(&[table])?;
        out.write_all(&length(key)?)?;
        out.write_all(&length(value)?)?;
        out.write_all(key)?;
        out.write_all(value)
    };
    // Handled messages come before the conversations, the cursor last: what changes meanwhile is then read twice after
    // a restoration rather than never.
    let mut count: u64 = 0;
    for (table, tree) in [(HANDLED, &tables.handled), (CONVERSATION, &tables.conversations), (TALLY, &tables.tallies)] {
        for entry in tree {
            let (key, value) = entry.map_err(io::Error::from)?;
            one(table, &key, &value)?;
            count += u64::from(table == CONVERSATION);
        }
    }
    if let Some(cursor) = tables.meta.get(meta::CURSOR).map_err(io::Error::from)? {
        one(CURSOR, meta::CURSOR, &cursor)?;
    }
    out.write_all(&[END])?;
    out.write_all(&count.to_be_bytes())
}

fn length(bytes: &[u8]) -> io::Result<[u8; 4]> {
    let fits = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
    Ok(fits.ok_or_else(|| io::Error::other("a record is too long"))?.to_be_bytes())
}

/// The serial of an export, from its first bytes; `None` where there is none.
pub(crate) fn serial(path: &Path) -> Option<u64> {
    header(&mut BufReader::new(File::open(path).ok()?)).ok().map(|header| header.serial)
}

/// The day on which an export was written, by its file.
pub(crate) fn day(path: &Path) -> Option<String> {
    let seconds = fs::metadata(path).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(Date::from_days(i64::try_from(seconds / 86_400).ok()?).to_string())
}

/// Reads an export to its end, for its sake alone: whole, and of these keys.
pub(crate) fn inspect(path: &Path, keys: &Keys) -> Result<Header, Flaw> {
    if !path.exists() {
        return Err(Flaw::Absent);
    }
    let header = read(path, |_, _, _| Ok(())).map_err(|error| Flaw::Damaged(error.to_string()))?;
    if header.format > FORMAT {
        return Err(Flaw::Refused(opening::newer(path, header.format, FORMAT)));
    }
    if !tables::word_opens(keys, &header.word) {
        return Err(Flaw::Refused(opening::wrong_key(path)));
    }
    Ok(header)
}

/// Reads an export, record by record. An error after some were given says that the whole is not to be believed.
pub(crate) fn read(path: &Path, mut each: impl FnMut(u8, &[u8], &[u8]) -> io::Result<()>) -> io::Result<Header> {
    let mut input = Hashing { inner: BufReader::new(File::open(path)?), digest: Sha256::new() };
    let mut header = header(&mut input)?;
    loop {
        let table = take::<1>(&mut input)?[0];
        if table == END {
            break;
        }
        let (key, value) = (u32::from_be_bytes(take(&mut input)?), u32::from_be_bytes(take(&mut input)?));
        let (key, value) = (bytes(&mut input, key)?, bytes(&mut input, value)?);
        header.count += u64::from(table == CONVERSATION);
        each(table, &key, &value)?;
    }
    let count = u64::from_be_bytes(take(&mut input)?);
    let Hashing { mut inner, digest } = input;
    let sum: [u8; 32] = take(&mut inner)?;
    if digest.finalize().as_slice() != sum || count != header.count || inner.read(&mut [0])? != 0 {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is not that of its content"));
    }
    Ok(header)
}

fn header(input: &mut impl Read) -> io::Result<Header> {
    let mut mark = [0; MARK.len()];
    input.read_exact(&mut mark)?;
    if mark != MARK {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it is no export"));
    }
    let format = u32::from_be_bytes(take(input)?);
    let serial = u64::from_be_bytes(take(input)?);
    let next = u64::from_be_bytes(take(input)?);
    let length = u32::from_be_bytes(take(input)?);
    Ok(Header { serial, count: 0, format, next, word: bytes(input, length)? })
}

fn take<const N: usize>(input: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn bytes(input: &mut impl Read, length: u32) -> io::Result<Vec<u8>> {
    if length > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a length in it cannot be"));
    }
    let mut bytes = Vec::new();
    input.take(length.into()).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != u64::from(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// Makes a database from an export that was inspected; gives how many conversations still open, and are in it.
pub(crate) fn restore(folder: &StoreFolder, draft: &Path, keys: &Keys, header: &Header) -> Result<u64, StoreError> {
    let path = &folder.export();
    let refused = |error: io::Error| fault::disk("restore", draft, &error);
    let secrets = Mutex::new(Secrets::open(&folder.secrets())?);
    let opener = Opener { keys, secrets: &secrets, format: header.format };
    guarded(|| -> io::Result<u64> {
        let tables = Tables::open(draft)?;
        let (mut sum, mut next, mut count) = (Sum::default(), header.next, 0);
        read(path, |table, key, value| {
            let tree = match table {
                CONVERSATION => &tables.conversations,
                HANDLED => &tables.handled,
                TALLY => &tables.tallies,
                CURSOR => &tables.meta,
                _ => return Err(io::Error::new(io::ErrorKind::InvalidData, "it holds a table that is not known")),
            };
            let mut kept = None;
            if table == CONVERSATION
                && let (Ok(name), Some(version)) = (Name::try_from(key), tables::version(value))
            {
                next = next.max(version.0 + 1);
                kept = opener.renewed(key, value).map_err(io::Error::other)?;
                if kept.is_none() {
                    return Ok(());
                }
                sum = sum.with(&name, version);
                count += 1;
            }
            tree.insert(key, kept.as_deref().unwrap_or(value))?;
            Ok(())
        })?;
        tables.meta.insert(meta::SUM, &sum.0)?;
        tables.meta.insert(meta::CHECK, tables::sealed_word(keys).map_err(io::Error::other)?)?;
        tables.set_number(meta::BASE, next)?;
        tables.set_number(meta::EXPORTS, header.serial)?;
        tables.meta.insert(meta::FORMAT, &FORMAT.to_be_bytes())?;
        tables.flush()?;
        guichet_disk::sync_folder(draft)?;
        Ok(count)
    })
    .map_err(|why| fault::broken("restore", draft, &why))?
    .map_err(refused)
}

/// What passes through is digested.
struct Hashing<T> {
    inner: T,
    digest: Sha256,
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Hashing<T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.digest.update(&bytes[..read]);
        Ok(read)
    }
}
