//! What a file is, from its first bytes: text in one of the encodings it is met in, JSON or a table; or something that no
//! reader of places takes, told in words.

use crate::encoding::{Utf16, utf16};
use crate::error::ImportError;
use crate::table::Table;
use std::io::{BufRead, BufReader, Read};

/// Bytes looked at.
const LOOKED_AT: usize = 1 << 16;

/// What the text of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// It begins with `{` or `[`.
    Json,
    /// Anything else: rows of cells.
    Table,
}

/// The text of a file, in UTF-8 without its mark; cells of a table may still be in the Western encoding.
pub(crate) type Text<'r> = Box<dyn BufRead + 'r>;

/// What else files begin with, and what to do about it.
const OTHERS: [(&[u8], &str); 6] = [
    (b"PK\x03\x04", "it is a zip or an Excel workbook: unpack it, or save the sheet as CSV"),
    (b"PK\x05\x06", "it is an empty zip"),
    (b"\x1f\x8b", "it is compressed: unpack it first"),
    (b"BZh", "it is compressed: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "it is an old Excel workbook: save the sheet as CSV"),
    (b"%PDF", "it is a PDF: ask its publisher for the table"),
];

/// Looks at the beginning of a file. `name` is the file as the operator gave it, `format` as the command line names it.
///
/// # Errors
/// It is empty, a web page, an archive, or cannot be read.
pub(crate) fn open<'r>(
    reader: impl Read + 'r,
    name: &str,
    format: &'static str,
) -> Result<(Form, Text<'r>), ImportError> {
    let mut reader = BufReader::with_capacity(LOOKED_AT, reader);
    let head = reader.fill_buf().map_err(|source| ImportError::Unreadable { name: name.to_owned(), source })?;
    if let Some((_, cause)) = OTHERS.iter().find(|(begins, _)| head.starts_with(begins)) {
        return Err(not_this(name, format, *cause));
    }
    let mut text: Text<'r> = match utf16(head) {
        Some(encoding) => Box::new(BufReader::with_capacity(LOOKED_AT, Utf16::new(reader, encoding))),
        None => Box::new(reader),
    };
    let unreadable = |source| ImportError::Unreadable { name: name.to_owned(), source };
    if text.fill_buf().map_err(unreadable)?.starts_with(b"\xef\xbb\xbf") {
        text.consume(3);
    }
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    match text.fill_buf().map_err(unreadable)?.iter().find(|byte| !blank(byte)) {
        Some(b'{' | b'[') => Ok((Form::Json, text)),
        Some(b'<') => Err(not_this(name, format, "it begins like a web page or XML")),
        Some(_) => Ok((Form::Table, text)),
        None => Err(not_this(name, format, "it is empty")),
    }
}

/// The table that a file is.
///
/// # Errors
/// As for [`open`], and where it is JSON.
pub(crate) fn table<'r>(
    reader: impl Read + 'r,
    name: &str,
    format: &'static str,
) -> Result<Table<Text<'r>>, ImportError> {
    match open(reader, name, format)? {
        (Form::Table, text) => Table::open(text, name, format),
        (Form::Json, _) => Err(not_this(name, format, "it is JSON, where a table is expected")),
    }
}

/// The file is of another kind than the format asked for.
pub(crate) fn not_this(name: &str, format: &'static str, cause: impl Into<String>) -> ImportError {
    ImportError::NotThisFormat { name: name.to_owned(), format, cause: cause.into() }
}

#[cfg(test)]
mod tests {
    //! - JSON and tables are told apart in every encoding; what is neither is refused with what to do.

    use super::*;

    #[test]
    fn forms_are_told_apart() {
        let wide = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let text = "nom;ville\nÉpicerie “A”;Évreux\n";
        for (bytes, form) in [
            (text.as_bytes().to_vec(), Form::Table),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), Form::Table),
            ([b"\xff\xfe", wide(text, false).as_slice()].concat(), Form::Table),
            ([b"\xfe\xff", wide(text, true).as_slice()].concat(), Form::Table),
            (wide(text, false), Form::Table),
            (wide(text, true), Form::Table),
            (b"\xef\xbb\xbf \n [1]".to_vec(), Form::Json),
            (wide("{\"a\": 1}", false), Form::Json),
        ] {
            let (found, mut reader) = open(bytes.as_slice(), "x", "test").expect("text");
            assert_eq!(found, form);
            let mut read = String::new();
            reader.read_to_string(&mut read).expect("UTF-8");
            assert!(form == Form::Json || read == text, "{read:?}");
        }
        for other in ["", " \n", "<html>", "PK\u{3}\u{4}xx", "%PDF-1.4", "\u{feff}", "\0\0\0"] {
            assert!(open(other.as_bytes(), "x", "test").is_err(), "{other:?}");
        }
        assert!(table(b"[1]".as_slice(), "x", "test").is_err());
    }
}
