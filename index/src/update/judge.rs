//! What can be said of a file before it is read: a page of a portal that says "log in" is no table of places.

use super::fault::{Fault, LATER};
use crate::data::name_of;
use crate::import::Format;
use guichet_core::text::dated::clean;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How much of a file is looked at, in bytes.
const LOOK: u64 = 1024;

/// Refuses a file that is not what its format begins with.
pub(super) fn beginning(format: Format, path: &Path) -> Result<(), Fault> {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LOOK).read_to_end(&mut start));
    read.map_err(|source| Fault::from(crate::Error::Unreadable { path: path.to_owned(), source }))?;
    let due = if format == Format::Vosdroits { "a zip" } else { "a table or JSON" };
    let due = if format == Format::Skos { "a thesaurus" } else { due };
    let found = found(&start);
    let fits = match format {
        Format::Vosdroits => found == Found::Zip,
        Format::Skos => matches!(found, Found::Text | Found::Xml),
        _ => found == Found::Text,
    };
    if fits {
        return Ok(());
    }
    let words = match found {
        Found::Nothing => "is empty".to_owned(),
        Found::Page => format!("is a web page (\"{}\")", heading(&start)),
        Found::Xml => "is XML".to_owned(),
        Found::Zip => "is a zip".to_owned(),
        Found::Packed(how) => format!("is packed with {how}, which is not unpacked here"),
        Found::Text => "is plain text".to_owned(),
    };
    let what = name_of(path);
    let remedy = match found {
        Found::Page => "A portal or a proxy may stand in the way, or the address has moved: open it in a browser",
        Found::Packed(_) | Found::Zip => "Unpack it, and bring what is inside: guichet update --from PATH",
        _ => LATER,
    };
    Err(Fault::new(format!("its file {what} {words}, where {due} is due"), remedy))
}

/// What a file begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Page,
    Xml,
    Zip,
    Packed(&'static str),
    Text,
}

fn found(start: &[u8]) -> Found {
    for (sign, how) in [(&b"\x1f\x8b"[..], "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"7z\xbc\xaf", "7-Zip")] {
        if start.starts_with(sign) {
            return Found::Packed(how);
        }
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Found::Zip;
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let text = String::from_utf8_lossy(text).trim_start().to_ascii_lowercase();
    if text.is_empty() {
        Found::Nothing
    } else if !text.starts_with('<') {
        Found::Text
    } else if text.starts_with("<!doctype html") || text.contains("<html") || text.contains("<head") {
        Found::Page
    } else {
        Found::Xml
    }
}

/// The title of a page, or its first words.
fn heading(start: &[u8]) -> String {
    let text = String::from_utf8_lossy(start);
    let title = text.split_once("<title>").map_or(&*text, |(_, rest)| rest);
    clean(title.split('<').find(|part| !part.trim().is_empty()).unwrap_or_default(), 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_beginning() {
        for (start, kind) in [
            (&b""[..], Found::Nothing),
            (b" \r\n", Found::Nothing),
            (b"\xef\xbb\xbf\n<!DOCTYPE html><title>Connexion</title>", Found::Page),
            (b"<?xml version=\"1.0\"?><html xmlns=\"x\">", Found::Page),
            (b"<?xml version=\"1.0\"?><rdf:RDF>", Found::Xml),
            (b"PK\x03\x04rest", Found::Zip),
            (b"\x1f\x8b\x08", Found::Packed("gzip")),
            (b"BZh91AY", Found::Packed("bzip2")),
            (b"id;nom\n1;<html>\n", Found::Text),
            (b"[{}]", Found::Text),
            // UTF-16 with its mark: a table that a spreadsheet wrote.
            (b"\xff\xfei\0d\0", Found::Text),
        ] {
            assert_eq!(found(start), kind, "{}", String::from_utf8_lossy(start));
        }
        assert_eq!(heading(b"<!DOCTYPE html><html><title>Portail\x1b[2J captif</title>"), "Portail[2J captif");
    }
}
