//! The publisher's zip, entry by entry. Nothing is written to disk, and no size that the zip declares is believed.

use crate::ImportError;
use guichet_core::text::dated;
use std::io::{Read, Seek};

/// Largest file, unpacked, in bytes. The largest fiche known has 423 kB.
pub(super) const LARGEST: u64 = 32 << 20;
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

/// Whether a name is that of an XML document. Hidden files are none: some systems add them to a zip.
pub(super) fn is_document(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    !file.starts_with('.') && file.to_ascii_lowercase().ends_with(".xml")
}

/// Gives every file of the zip to `give`, one at a time. Files that are no documents are not unpacked: their bytes
/// are empty. `Err` where the zip itself cannot be opened.
pub(super) fn each(
    reader: impl Read + Seek,
    name: &str,
    limit: Limits,
    mut give: impl FnMut(Entry<'_>),
) -> Result<(), ImportError> {
    let broken = |cause: zip::result::ZipError| match cause {
        zip::result::ZipError::Io(source) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
            ImportError::Unreadable { name: name.into(), source }
        }
        cause => ImportError::NotAnArchive { name: name.into(), cause: cause.to_string() },
    };
    let mut archive = zip::ZipArchive::new(reader).map_err(broken)?;
    if archive.len() > FILES {
        return Err(ImportError::TooMuch { name: name.into(), files: archive.len(), most: FILES });
    }
    let mut bytes = Vec::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).unwrap_or_default().into_owned();
        let shown = dated::clean(&name, 200).replace('\n', " ");
        let read = match archive.by_index(index) {
            Ok(file) if file.is_dir() => continue,
            Ok(mut file) => {
                bytes.clear();
                if climbs(&name) {
                    Err("its path leads out of the zip: not read. Pack the files again without folders".to_owned())
                } else if !is_document(&name) {
                    Ok(())
                } else if total >= limit.total {
                    Err(too_much(limit.total))
                } else {
                    // What is unpacked is counted, whatever the zip says of its size.
                    let room = limit.largest.min(limit.total - total);
                    let unpacked = file.by_ref().take(room + 1).read_to_end(&mut bytes);
                    total += bytes.len() as u64;
                    match unpacked {
                        Ok(read) if read as u64 > limit.largest => Err(too_large(limit.largest)),
                        Ok(read) if read as u64 > room => Err(too_much(limit.total)),
                        Ok(_) => Ok(()),
                        Err(cause) => Err(format!("it cannot be unpacked ({cause}): fetch the zip again")),
                    }
                }
            }
            Err(cause) => Err(format!("it cannot be unpacked ({cause}): fetch the zip again, without a password")),
        };
        give(Entry { name: &shown, bytes: read.map(|()| bytes.as_slice()) });
        if bytes.capacity() as u64 > limit.largest / 8 {
            bytes = Vec::new();
        }
    }
    Ok(())
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
pub(super) fn too_large(largest: u64) -> String {
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
        let mut read = Vec::new();
        let limit = Limits { largest: 1000, total: 1500 };
        each(packed, "v.zip", limit, |entry| read.push(entry.bytes.map(<[u8]>::len))).expect("a zip");
        assert_eq!(read[..2], [Ok(600), Ok(600)]);
        let told = read[2..].iter().all(|read| read.as_ref().is_err_and(|reason| reason.contains("was not read")));
        assert!(told && read.len() == 4, "{read:?}");
    }

    #[test]
    fn only_visible_xml_files_are_documents() {
        assert!(is_document("F1.xml") && is_document("particuliers/F1.XML"));
        assert!(!is_document("__MACOSX/._F1.xml") && !is_document("I12.gif") && !is_document("xml"));
    }
}
