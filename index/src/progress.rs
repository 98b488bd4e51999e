//! How far a reader is: bytes of its file, records, refusals, told as they pass.

use guichet_content::{Finding, Severity};
use guichet_core::model::{Commune, Item};
use guichet_import::Sink;
use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes read of the file.
    pub bytes: u64,
    /// Bytes that it has; 0 where it is a folder.
    pub of: u64,
    /// What can be found, so far.
    pub items: usize,
    /// What was refused, so far.
    pub refused: usize,
    /// Everything was read: what remains is the index.
    pub indexing: bool,
}

/// Tells somebody how far an import is.
pub(crate) struct Watch<'w> {
    tell: &'w dyn Fn(Progress),
    now: Cell<Progress>,
}

impl<'w> Watch<'w> {
    pub(crate) fn new(tell: &'w dyn Fn(Progress)) -> Self {
        Self { tell, now: Cell::new(Progress::default()) }
    }

    /// Changes what is known, and tells it.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Progress)) {
        let mut now = self.now.get();
        change(&mut now);
        self.now.set(now);
        (self.tell)(now);
    }
}

/// A file whose bytes are counted as they are read.
pub(crate) struct Watched<'w, R> {
    pub(crate) reader: R,
    pub(crate) watch: &'w Watch<'w>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(out)?;
        self.watch.change(|now| now.bytes += read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Watched<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.reader.seek(to)?;
        self.watch.change(|now| now.bytes = at);
        Ok(at)
    }
}

/// A sink that counts what passes through it.
pub(crate) struct Counted<'w, 's> {
    pub(crate) sink: &'s mut dyn Sink,
    pub(crate) watch: &'w Watch<'w>,
}

impl Sink for Counted<'_, '_> {
    fn item(&mut self, item: Item) -> io::Result<()> {
        self.watch.change(|now| now.items += 1);
        self.sink.item(item)
    }

    fn commune(&mut self, commune: Commune) -> io::Result<()> {
        self.watch.change(|now| now.items += 1);
        self.sink.commune(commune)
    }

    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        if finding.severity == Severity::Refused {
            self.watch.change(|now| now.refused += 1);
        }
        self.sink.finding(finding)
    }
}

#[cfg(test)]
mod tests {
    //! - bytes, items and refusals are told as they pass; what is read is unchanged.

    use super::*;
    use guichet_import::Collected;

    #[test]
    fn what_passes_is_told() {
        let told = Cell::new(Progress::default());
        let tell = |now| told.set(now);
        let watch = Watch::new(&tell);
        let mut text = String::new();
        let mut watched = Watched { reader: io::Cursor::new("abc"), watch: &watch };
        watched.read_to_string(&mut text).expect("in memory");
        assert_eq!((text.as_str(), told.get().bytes), ("abc", 3));
        watched.seek(SeekFrom::Start(1)).expect("in memory");
        let mut collected = Collected::default();
        let mut sink = Counted { sink: &mut collected, watch: &watch };
        sink.finding(Finding::refusal("a", "", "", "x")).expect("in memory");
        sink.finding(Finding::warning("a", "", "", "x")).expect("in memory");
        assert_eq!((told.get().bytes, told.get().refused, collected.findings.len()), (1, 1, 2));
    }
}
