//! Files read where they stand on the disk: the system brings in what is asked for, and takes it back when memory is short.

use memmap2::{Mmap, MmapMut};
use std::fs::File;
use std::io;
use std::ops::{Deref, Range};
use std::path::Path;
use std::sync::Arc;

/// A file as it stands on the disk. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Mapped(Option<Arc<Mmap>>);

impl Mapped {
    /// Maps a file that is written once, put in its place whole and never written again.
    ///
    /// # Errors
    /// The file cannot be read.
    #[allow(
        unsafe_code,
        reason = "a mapped file must not change: those of an index are renamed into place, then only removed"
    )]
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // An empty file cannot be mapped.
        if file.metadata()?.len() == 0 {
            return Ok(Self(None));
        }
        Ok(Self(Some(Arc::new(unsafe { Mmap::map(&file)? }))))
    }

    /// Bytes held in memory, laid out as a file is.
    ///
    /// # Errors
    /// There is not enough memory.
    pub fn held(bytes: &[u8]) -> io::Result<Self> {
        if bytes.is_empty() {
            return Ok(Self(None));
        }
        let mut map = MmapMut::map_anon(bytes.len())?;
        map.copy_from_slice(bytes);
        Ok(Self(Some(Arc::new(map.make_read_only()?))))
    }

    /// A part of it; empty where it does not reach so far.
    pub fn slice(&self, range: Range<usize>) -> Slice {
        let range = if self.get(range.clone()).is_some() { range } else { 0..0 };
        Slice { file: self.clone(), range }
    }
}

impl Deref for Mapped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.as_deref().map_or(&[], |map| map)
    }
}

/// A part of a mapped file.
#[derive(Debug, Clone, Default)]
pub struct Slice {
    file: Mapped,
    range: Range<usize>,
}

impl Deref for Slice {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.file.get(self.range.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    //! - a part is what stands there; one that is not there is empty; an empty file has none.

    use super::*;

    #[test]
    fn parts_of_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, empty) = (folder.path().join("file"), folder.path().join("empty"));
        std::fs::write(&path, b"a place").expect("written");
        std::fs::write(&empty, b"").expect("written");
        let mapped = Mapped::open(&path).expect("mapped");
        std::fs::remove_file(&path).expect("removed");
        assert_eq!((&*mapped, &*mapped.slice(2..7)), (&b"a place"[..], &b"place"[..]));
        assert!(mapped.slice(2..8).is_empty() && mapped.slice(9..10).is_empty());
        assert!(Mapped::open(&empty).expect("mapped").slice(0..1).is_empty());
        assert!(Mapped::open(&path).is_err());
        let held = Mapped::held(b"a place").expect("held");
        assert_eq!((&*held, &*held.slice(2..7)), (&b"a place"[..], &b"place"[..]));
        assert!(Mapped::held(b"").expect("held").is_empty());
    }
}
