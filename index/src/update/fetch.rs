//! Fetching the file of a source: only where it changed, on from where it stopped, and never more than was allowed.

use super::address::{Address, shown};
use super::cache::{Cache, Part, State};
use super::fault::{Fault, LATER};
use super::net::{Answer, Net};
use super::source::Source;
use crate::data::cannot_write;
use chrono::{DateTime, FixedOffset};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::thread;
use std::time::Instant;

/// A file that comes is on the disk for certain every so many bytes.
const STEP: u64 = 4 << 20;
/// Free space that is left alone, in bytes.
const ROOM: u64 = 64 << 20;
/// How often a source is tried.
const TRIES: u32 = 3;

/// What came of asking.
#[derive(Debug)]
pub(super) enum Fetched {
    /// It is what was had before.
    Unchanged,
    /// The server has an older file than the one before: from when each is.
    Older(String, String),
    /// A whole file, in its folder.
    Whole(State),
}

/// One source on its way.
pub(super) struct Fetch<'a> {
    /// How servers are asked.
    pub net: &'a Net,
    /// What is fetched.
    pub source: &'a Source,
    /// Where.
    pub from: &'a Address,
    /// Into which folder.
    pub cache: &'a Cache,
    /// The last whole file, where it is in force or at hand.
    pub known: Option<&'a State>,
    /// Whether an older file is taken too.
    pub force: bool,
}

/// Fetches a source into its folder.
pub(super) fn fetch(fetch: &Fetch<'_>) -> Result<Fetched, Fault> {
    fetch.cache.make()?;
    let (end, mut pause) = (fetch.net.end(), fetch.net.pause);
    let mut tries = 1;
    loop {
        match fetch.once(end) {
            Err(fault) if fault.passes && tries < TRIES && Instant::now() + pause < end => thread::sleep(pause),
            done => return done,
        }
        tries += 1;
        pause *= 2;
    }
}

impl Fetch<'_> {
    fn once(&self, end: Instant) -> Result<Fetched, Fault> {
        let from = self.from.uri().to_string();
        let part = self.cache.part(&from);
        // The program ended between the last byte and the next step.
        if let Some(part) = part.clone().filter(|part| part.total == Some(part.sure)) {
            return self.whole(part);
        }
        let known = self.known.filter(|known| known.address.as_deref() == Some(&from));
        let mut headers = Vec::new();
        if let Some(part) = &part {
            headers.push(("Range", format!("bytes={}-", part.sure)));
            headers.extend(part.same_if.clone().map(|same| ("If-Range", same)));
        } else if let Some(known) = known {
            headers.extend(known.etag.clone().map(|tag| ("If-None-Match", tag)));
            headers.extend(known.last_modified.clone().map(|date| ("If-Modified-Since", date)));
        }
        let answer = self.net.ask(self.from, &headers, end)?;
        let host = shown(answer.address.host());
        match (answer.status().as_u16(), part) {
            (200, _) => self.begin(answer, &from, known),
            (206, Some(part)) => self.go_on(answer, part),
            (304, None) if known.is_some() => Ok(Fetched::Unchanged),
            // Nothing is left of it, or it is another file by now.
            (206 | 304 | 416, _) => {
                self.cache.forget_part();
                Err(Fault::passing(format!("{host} did not give the rest of a file that it had begun")))
            }
            (404 | 410, _) => Err(Fault::new(
                format!("{host} has nothing at this address any more"),
                "Look for its new address on the page of its publisher, and change url",
            )),
            (401 | 403 | 407 | 451, _) => Err(Fault::new(format!("{host} does not give this file"), LATER)),
            (status @ (408 | 425 | 429 | 500..=599), _) => {
                Err(Fault::passing(format!("{host} cannot answer just now (HTTP {status})")))
            }
            (status, _) => Err(Fault::new(format!("{host} gives no file (HTTP {status})"), LATER)),
        }
    }

    /// Takes a file from its beginning.
    fn begin(&self, answer: Answer, from: &str, known: Option<&State>) -> Result<Fetched, Fault> {
        self.cache.forget_part();
        let (etag, last_modified) = (answer.header("etag"), answer.header("last-modified"));
        if let Some((was, is)) = known.and_then(|known| known.last_modified.clone()).zip(last_modified.clone())
            && let Some((before, after)) = moment(&was).zip(moment(&is))
            && after < before
            && !self.force
        {
            return Ok(Fetched::Older(day(before), day(after)));
        }
        let total = answer.header("content-length").and_then(|length| length.parse().ok());
        let chunked = answer.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
        if total.is_none() && !chunked && self.source.sha256.is_none() {
            return Err(Fault::new(
                format!(
                    "{} does not say how long its file is: it could be cut without anybody noticing",
                    shown(answer.address.host())
                ),
                "Give the sha256 of the file in the configuration, or bring it on a stick: guichet update --from PATH",
            ));
        }
        let same_if = same_if(&answer, etag.as_deref(), last_modified.as_deref());
        let part = Part { address: from.to_owned(), etag, last_modified, same_if, total, sure: 0 };
        self.cache.keep_part(&part)?;
        self.take(answer, part)
    }

    /// Takes the rest of a file.
    fn go_on(&self, answer: Answer, part: Part) -> Result<Fetched, Fault> {
        let range = answer.header("content-range").and_then(|range| range_of(&range));
        let same = answer.header("etag").is_none_or(|tag| part.etag.as_deref().is_none_or(|before| before == tag));
        let fits = range.is_some_and(|(start, total)| {
            start == part.sure && total.is_none_or(|total| part.total.is_none_or(|before| before == total))
        });
        if !fits || !same {
            self.cache.forget_part();
            let host = shown(answer.address.host());
            return Err(Fault::passing(format!("{host} gave the rest of another file than it had begun")));
        }
        let total = part.total.or(range.and_then(|(_, total)| total));
        self.take(answer, Part { total, ..part })
    }

    /// Writes what comes behind what is there.
    fn take(&self, mut answer: Answer, mut part: Part) -> Result<Fetched, Fault> {
        let encoding = answer.header("content-encoding").filter(|name| !name.eq_ignore_ascii_case("identity"));
        if let Some(encoding) = encoding {
            self.cache.forget_part();
            let said = format!(
                "{} packed its file ({}), which was not asked for",
                shown(answer.address.host()),
                shown(&encoding)
            );
            return Err(Fault::new(said, LATER));
        }
        self.allow(part.total.unwrap_or(part.sure), &part)?;
        let path = self.cache.part_file();
        let unwritten = |source| Fault::from(cannot_write(&path, source));
        let mut file = File::options().create(true).truncate(false).write(true).open(&path).map_err(unwritten)?;
        file.set_len(part.sure).and_then(|()| file.seek(SeekFrom::End(0))).map_err(unwritten)?;
        let mut length = part.sure;
        let mut bytes = vec![0; 1 << 16];
        let mut body = answer.response.body_mut().with_config().limit(u64::MAX).reader();
        loop {
            let read = match body.read(&mut bytes) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.keep(&file, &mut part, length)?;
                    return Err(self.net.explain(ureq::Error::from(error), &answer.address));
                }
            };
            length += read as u64;
            if length - part.sure >= STEP {
                self.allow(length, &part)?;
                file.write_all(&bytes[..read]).map_err(unwritten)?;
                self.keep(&file, &mut part, length)?;
            } else {
                self.small_enough(length)?;
                file.write_all(&bytes[..read]).map_err(unwritten)?;
            }
        }
        file.sync_all().map_err(unwritten)?;
        if let Some(total) = part.total.filter(|total| *total != length) {
            self.keep(&file, &mut part, length.min(total))?;
            let host = shown(answer.address.host());
            return Err(Fault::passing(format!("{host} announced {total} bytes and gave {length}")));
        }
        self.whole(part)
    }

    /// Puts what came whole in its place.
    fn whole(&self, part: Part) -> Result<Fetched, Fault> {
        let name = self.from.file_name().unwrap_or_else(|| self.source.name.clone());
        let Part { address, etag, last_modified, .. } = part;
        let state = State { address: Some(address), etag, last_modified, ..State::default() };
        let state = self.cache.keep_whole(&name, state)?;
        if let Some(wanted) = self.source.sha256.as_ref().filter(|wanted| **wanted != state.sha256) {
            self.cache.forget();
            return Err(wrong_sum(wanted, &state.sha256));
        }
        Ok(Fetched::Whole(state))
    }

    /// What came so far is on the disk, and known to be.
    fn keep(&self, file: &File, part: &mut Part, length: u64) -> Result<(), Fault> {
        file.sync_data().map_err(|source| cannot_write(&self.cache.part_file(), source))?;
        part.sure = length;
        Ok(self.cache.keep_part(part)?)
    }

    fn small_enough(&self, length: u64) -> Result<(), Fault> {
        small_enough(self.source, length).inspect_err(|_| self.cache.forget_part())
    }

    /// Whether a file of that length may come, and has room.
    fn allow(&self, length: u64, part: &Part) -> Result<(), Fault> {
        self.small_enough(length)?;
        has_room(self.cache, length.saturating_sub(part.sure))
    }
}

/// Refuses a file that is larger than the configuration allows.
pub(super) fn small_enough(source: &Source, length: u64) -> Result<(), Fault> {
    if length <= source.limit {
        return Ok(());
    }
    let name = &source.name;
    Err(Fault::new(
        format!("its file is larger than {} MB", source.limit >> 20),
        format!("If that is as it should be, write a larger max_mb under [sources.{name}]"),
    ))
}

/// Refuses what the disk has no room for.
pub(super) fn has_room(cache: &Cache, bytes: u64) -> Result<(), Fault> {
    match guichet_disk::free_space(cache.folder()) {
        Some(free) if free < bytes.saturating_add(ROOM) => Err(Fault::new(
            format!("the disk has {} MB left, and this needs {}", free >> 20, (bytes >> 20) + (ROOM >> 20)),
            "Free some space",
        )),
        _ => Ok(()),
    }
}

/// The fault of a file that is not the one that was expected.
pub(super) fn wrong_sum(wanted: &str, found: &str) -> Fault {
    Fault::new(
        format!("its file has another SHA-256 ({found}) than the one that was given ({wanted})"),
        "Ask its publisher. If the file is meant to change, take sha256 out of the configuration",
    )
}

/// What asks for the rest of the same file and no other: a strong name of it, or a date of change that was past for long
/// enough to be one.
fn same_if(answer: &Answer, etag: Option<&str>, last_modified: Option<&str>) -> Option<String> {
    let ranges = answer.header("accept-ranges").is_none_or(|ranges| !ranges.eq_ignore_ascii_case("none"));
    if !ranges {
        return None;
    }
    if let Some(tag) = etag.filter(|tag| tag.starts_with('"')) {
        return Some(tag.to_owned());
    }
    let (changed, sent) = (moment(last_modified?)?, moment(&answer.header("date")?)?);
    (sent.signed_duration_since(changed).num_seconds() >= 60).then(|| last_modified.map(str::to_owned))?
}

/// The first byte and the whole length that a `Content-Range` tells.
fn range_of(text: &str) -> Option<(u64, Option<u64>)> {
    let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
    let start = range.split_once('-')?.0.trim().parse().ok()?;
    Some((start, total.trim().parse().ok()))
}

/// A date of HTTP.
pub(super) fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc2822(text).ok()
}

fn day(moment: DateTime<FixedOffset>) -> String {
    moment.format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_dates_are_read() {
        assert_eq!(range_of("bytes 3-9/10"), Some((3, Some(10))));
        assert_eq!(range_of("bytes 3-9/*"), Some((3, None)));
        for wrong in ["bytes */10", "3-9/10", "bytes 3-9", "bytes a-9/10", ""] {
            assert_eq!(range_of(wrong), None, "{wrong}");
        }
        let earlier = moment("Sun, 06 Nov 1994 08:49:37 GMT").expect("a date");
        assert!(earlier < moment("Mon, 07 Nov 1994 08:49:37 GMT").expect("a date"));
        assert_eq!(moment("yesterday"), None);
    }
}
