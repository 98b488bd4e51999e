//! The publisher's zip, or a folder of its files, entry by entry. Nothing is written to disk, and no size that the zip declares is believed.

use crate::ImportError;
use guichet_core::text::dated;
use std::io::{self, Read, Seek};

/// Largest file, unpacked, in bytes. The largest fiche known has 423 kB.
const LARGEST: u64 = 32 << 20;
/// Most bytes unpacked from one zip. The publisher's has 60 MB.
const TOTAL: u64 = 400 << 20;
/// Most files in one zip. The publisher's has about 7,000.
const FILES: usize = 200_000;

/// One file of a source.
pub(super) struct Entry<'a> {
    /// Its name inside the source, safe to show.
    pub name: &'a str,
    /// Its bytes, or why there are none.
    pub bytes: Result<&'a [u8], String>,
}

/// The files of a source, by index, one in memory at a time: fiches are read twice.
pub(super) trait Files {
    /// How many there are, folders among them.
    fn count(&self) -> usize;

    /// The file at an index; `None` where it is a folder. Files that are no documents have no bytes.
    fn entry(&mut self, index: usize) -> Option<Entry<'_>>;

    /// Begins again: what was unpacked so far no longer counts.
    fn rewind(&mut self) {}
}

/// Whether a name is that of an XML document. Hidden files are none: some systems add them to a zip.
pub(super) fn is_document(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    !file.starts_with('.') && file.to_ascii_lowercase().ends_with(".xml")
}

/// The name of a file, safe to show.
fn shown(name: &str) -> String {
    dated::clean(name, 200).replace('\n', " ")
}

/// The publisher's zip.
pub(super) struct Zip<R> {
    archive: zip::ZipArchive<R>,
    limits: Limits,
    /// Bytes unpacked so far.
    total: u64,
    name: String,
    bytes: Vec<u8>,
}

impl<R: Read + Seek> Zip<R> {
    /// Opens it. `Err` where it cannot be opened.
    pub(super) fn open(reader: R, name: &str, limits: Limits) -> Result<Self, ImportError> {
        let broken = |cause: zip::result::ZipError| match cause {
            zip::result::ZipError::Io(source) if source.kind() != io::ErrorKind::UnexpectedEof => {
                ImportError::Unreadable { name: name.into(), source }
            }
            cause => ImportError::NotAnArchive { name: name.into(), cause: cause.to_string() },
        };
        let archive = zip::ZipArchive::new(reader).map_err(broken)?;
        if archive.len() > FILES {
            return Err(ImportError::TooMuch { name: name.into(), files: archive.len(), most: FILES });
        }
        Ok(Self { archive, limits, total: 0, name: String::new(), bytes: Vec::new() })
    }
}

impl<R: Read + Seek> Files for Zip<R> {
    fn count(&self) -> usize {
        self.archive.len()
    }

    fn entry(&mut self, index: usize) -> Option<Entry<'_>> {
        let limits = self.limits;
        empty(&mut self.bytes, limits.largest);
        let name = self.archive.name_for_index(index).and_then(Result::ok).unwrap_or_default().into_owned();
        self.name = shown(&name);
        let read = match self.archive.by_index(index) {
            Ok(file) if file.is_dir() => return None,
            Ok(_) if climbs(&name) => {
                Err("its path leads out of the zip: not read. Pack the files again without folders".to_owned())
            }
            Ok(_) if !is_document(&name) => Ok(()),
            Ok(_) if self.total >= limits.total => Err(too_much(limits.total)),
            Ok(file) => {
                // What is unpacked is counted, whatever the zip says of its size.
                let room = limits.largest.min(limits.total - self.total);
                let unpacked = file.take(room + 1).read_to_end(&mut self.bytes);
                self.total += self.bytes.len() as u64;
                match unpacked {
                    Ok(read) if read as u64 > limits.largest => Err(too_large(limits.largest)),
                    Ok(read) if read as u64 > room => Err(too_much(limits.total)),
                    Ok(_) => Ok(()),
                    Err(cause) => Err(format!("it cannot be unpacked ({cause}): fetch the zip again")),
                }
            }
            Err(cause) => Err(format!("it cannot be unpacked ({cause}): fetch the zip again, without a password")),
        };
        Some(Entry { name: &self.name, bytes: read.map(|()| self.bytes.as_slice()) })
    }

    fn rewind(&mut self) {
        self.total = 0;
    }
}

/// The files of a folder, each opened when its turn comes.
pub(super) struct Folder<'n, F> {
    /// Their names inside the folder.
    names: &'n [String],
    open: F,
    name: String,
    bytes: Vec<u8>,
}

impl<'n, F> Folder<'n, F> {
    pub(super) fn new(names: &'n [String], open: F) -> Self {
        Self { names, open, name: String::new(), bytes: Vec::new() }
    }
}

impl<R: Read, F: FnMut(usize) -> io::Result<R>> Files for Folder<'_, F> {
    fn count(&self) -> usize {
        self.names.len()
    }

    fn entry(&mut self, index: usize) -> Option<Entry<'_>> {
        empty(&mut self.bytes, LARGEST);
        self.name = shown(self.names.get(index)?);
        let read = (self.open)(index).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut self.bytes));
        let bytes = match read {
            Ok(read) if read as u64 > LARGEST => Err(too_large(LARGEST)),
            Ok(_) => Ok(self.bytes.as_slice()),
            Err(cause) => Err(format!("it cannot be read ({cause}): check the rights on the file")),
        };
        Some(Entry { name: &self.name, bytes })
    }
}

/// Empties the bytes of a file; what a large one took is given back.
fn empty(bytes: &mut Vec<u8>, largest: u64) {
    if bytes.capacity() as u64 > largest / 8 { *bytes = Vec::new() } else { bytes.clear() }
}

/// How much may be unpacked, in bytes.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// Of one file.
    pub largest: u64,
    /// Of all.
    pub total: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { largest: LARGEST, total: TOTAL }
    }
}

/// Why a file is too large.
fn too_large(largest: u64) -> String {
    format!("more than {} MB once unpacked: no fiche is that large, it was not read", largest >> 20)
}

fn too_much(total: u64) -> String {
    format!("the zip unpacks to more than {} MB: what comes after was not read. Check where it comes from", total >> 20)
}

/// Whether a path leaves the folder it is unpacked in, on any system.
fn climbs(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.contains(':') || path.split(['/', '\\']).any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_folder_are_seen_on_every_system() {
        for path in ["../F1.xml", "a/../../F1.xml", "/etc/F1.xml", "..\\F1.xml", "C:\\F1.xml"] {
            assert!(climbs(path), "{path}");
        }
        assert!(!climbs("vosdroits/F1.xml") && !climbs("F..1.xml"));
    }

    #[test]
    fn what_a_zip_unpacks_to_is_bounded_as_a_whole() {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in ["F1.xml", "F2.xml", "F3.xml", "F4.xml"] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
            std::io::Write::write_all(&mut writer, &[b' '; 600]).expect("written");
        }
        let packed = writer.finish().expect("closed");
        let mut zip = Zip::open(packed, "v.zip", Limits { largest: 1000, total: 1500 }).expect("a zip");
        let mut length = |index| zip.entry(index).expect("a file").bytes.map(<[u8]>::len);
        let read: Vec<_> = (0..4).map(&mut length).collect();
        assert_eq!(read[..2], [Ok(600), Ok(600)]);
        let told = read[2..].iter().all(|read| read.as_ref().is_err_and(|reason| reason.contains("was not read")));
        assert!(told, "{read:?}");
        zip.rewind();
        assert_eq!(zip.entry(0).expect("a file").bytes.map(<[u8]>::len), Ok(600), "begun again");
    }

    #[test]
    fn only_visible_xml_files_are_documents() {
        assert!(is_document("F1.xml") && is_document("particuliers/F1.XML"));
        assert!(!is_document("__MACOSX/._F1.xml") && !is_document("I12.gif") && !is_document("xml"));
    }
}
