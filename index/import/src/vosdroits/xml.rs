//! From bytes to an XML tree: encodings, depth, and errors with their line.

use crate::encoding::{latin_9, western};
use encoding_rs::{UTF_16BE, UTF_16LE};
use roxmltree::{Document, ParsingOptions};
use std::borrow::Cow;

/// Deepest nesting of elements. Fiches nest 18 deep; the readers that walk the tree go no deeper than this.
const DEEPEST: usize = 120;
/// Most nodes in one document; the largest fiche has about 20,000.
const NODES: u32 = 200_000;

/// Decodes a document. The note says what was odd about its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), String> {
    if let Some(text) = utf16(bytes) {
        return Ok((Cow::Owned(text?), Some("it is in UTF-16: read as such".into())));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let declared = declared_encoding(bytes);
    let declared = declared.as_deref().unwrap_or("utf-8");
    let single = ["iso-8859-1", "iso-8859-15", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"];
    let is_utf8 = matches!(declared, "utf-8" | "utf8");
    match std::str::from_utf8(bytes) {
        Ok(text) if is_utf8 || text.is_ascii() => Ok((Cow::Borrowed(text), None)),
        // Accents that happen to form sound UTF-8 in a Latin-1 file do not occur in French.
        Ok(text) => {
            Ok((Cow::Borrowed(text), Some(format!("it says it is in {declared} but is in UTF-8: read as UTF-8"))))
        }
        Err(_) if single.contains(&declared) => Ok((
            Cow::Owned(if declared == "iso-8859-15" { latin_9(bytes) } else { western(bytes) }),
            Some(format!("it is in {declared}: read as such")),
        )),
        Err(_) if is_utf8 => {
            let note = "it is not in UTF-8 as it should be: read as Windows-1252, accents may be wrong";
            Ok((Cow::Owned(western(bytes)), Some(note.into())))
        }
        Err(_) => Err(format!("its encoding, {declared}, is not known: save it as UTF-8")),
    }
}

fn utf16(bytes: &[u8]) -> Option<Result<String, String>> {
    // Without its mark, UTF-16 is known by the tag that any document begins with.
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => UTF_16LE,
        [0xfe, 0xff, ..] | [0, b'<', ..] => UTF_16BE,
        _ => return None,
    };
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    Some(if broken { Err("it is in UTF-16 but broken: save it as UTF-8".into()) } else { Ok(text.into_owned()) })
}

/// The encoding that the XML declaration names, in lower case.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    let (declaration, _) = declaration.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_ascii_lowercase)
}

/// Why a text is no tree: its line, if it is known, and what is wrong.
pub(super) type XmlFault = (Option<usize>, String);

/// Parses a document. No DTD is read and no entity expanded; depth and size are bounded before anything is built.
pub(super) fn parse(text: &str) -> Result<Document<'_>, XmlFault> {
    if let Some(line) = too_deep(text) {
        return Err((Some(line), format!("elements nest more than {DEEPEST} deep: no fiche does, it was not read")));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let line = Some(error.pos().row as usize).filter(|row| *row > 0);
        let what = match error {
            roxmltree::Error::DtdDetected => {
                "it holds a DTD, which could make it grow without end: take the <!DOCTYPE …> out".to_owned()
            }
            roxmltree::Error::NodesLimitReached => {
                format!("more than {NODES} elements: no fiche has as many, it was not read")
            }
            error => format!("broken XML ({error}): fetch it again"),
        };
        (line, what)
    })
}

/// The line where elements nest too deep, found by counting tags only, before anything is built: roxmltree parses and
/// the readers walk by recursion, which deep nesting would run out of stack.
fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    let skip = |from: usize, end: &str| {
        text.get(from..).and_then(|rest| rest.find(end)).map_or(bytes.len(), |found| from + found + end.len())
    };
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += found;
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            at = skip(at, "-->");
        } else if rest.starts_with(b"<![CDATA[") {
            at = skip(at, "]]>");
        } else if rest.starts_with(b"<?") {
            at = skip(at, "?>");
        } else if rest.starts_with(b"</") {
            depth = depth.saturating_sub(1);
            at += 2;
        } else {
            let (end, closed) = tag_end(rest);
            if !closed && !rest.starts_with(b"<!") {
                depth += 1;
                if depth > DEEPEST {
                    return Some(1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count());
                }
            }
            at += end;
        }
    }
    None
}

/// Length of the tag that `rest` starts with, and whether it closes itself. A `>` inside quotes is no end.
fn tag_end(rest: &[u8]) -> (usize, bool) {
    let mut quote = None;
    for (index, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (None, b'>') => return (index + 1, index > 0 && rest[index - 1] == b'/'),
            _ => {}
        }
    }
    (rest.len(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9t\xe9</a>";
        let (text, note) = decode(latin).expect("latin");
        assert!(text.contains("été") && note.is_some());
        let (text, note) = decode(b"<a>\xe9t\xe9 \x80</a>").expect("undeclared");
        assert!(text.contains("été €") && note.is_some());
        let (text, note) =
            decode("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>été</a>".as_bytes()).expect("utf-8");
        assert!(text.contains("été") && note.is_some(), "the bytes are believed, not the label");
        let (text, note) = decode(b"\xef\xbb\xbf<a/>").expect("mark");
        assert_eq!((text.as_ref(), note), ("<a/>", None));
        let wide: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(decode(&wide).expect("utf-16").0.contains("<a>é</a>"));
        assert!(decode(b"<?xml version='1.0' encoding='EBCDIC'?>\xe9").is_err());
    }

    #[test]
    fn depth_is_counted_before_anything_is_built() {
        let nested = |deep: usize| format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep));
        assert!(parse(&nested(100)).is_ok());
        let (line, what) = parse(&nested(10_000)).expect_err("too deep");
        assert!(line == Some(1) && what.contains("nest"), "{what}");
        let flat = format!(
            "<a b='>'><!-- {} --><![CDATA[{}]]>{}</a>",
            "<a>".repeat(500),
            "<b>".repeat(500),
            "<c/>".repeat(500)
        );
        assert!(parse(&flat).is_ok(), "comments, text and closed tags do not nest");
    }

    #[test]
    fn documents_that_grow_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert!(parse(bomb).expect_err("refused").1.contains("DTD"));
        assert!(parse("<a>&nbsp;</a>").is_err());
        assert_eq!(parse("<a>\n<b></a>").expect_err("broken").0, Some(2));
    }
}
