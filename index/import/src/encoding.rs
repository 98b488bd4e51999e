//! Texts in older encodings than UTF-8.

use encoding_rs::{ISO_8859_15, WINDOWS_1252};

/// Windows-1252: Latin-1 but for the typographic signs that people write, and what files that call themselves Latin-1 or
/// ASCII are in.
pub(crate) fn western(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// ISO-8859-15, which differs from Latin-1 in eight characters. Between `0x80` and `0x9f`, where it has none, the signs of
/// Windows-1252 are meant.
pub(crate) fn latin_9(bytes: &[u8]) -> String {
    let signs = |run: &[u8]| run.first().is_some_and(|byte| (0x80..0xa0).contains(byte));
    let runs = bytes.chunk_by(|a, b| (0x80..0xa0).contains(a) == (0x80..0xa0).contains(b));
    runs.map(|run| if signs(run) { western(run) } else { ISO_8859_15.decode_without_bom_handling(run).0.into_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_typographic_signs_are_read() {
        assert_eq!(western(b"\xc9t\xe9 \x96 l\x92\x9cuvre \x80 \xa4"), "Été – l’œuvre € ¤");
        assert_eq!(latin_9(b"\xc9t\xe9 \x96 l\x92\xbduvre \xa4"), "Été – l’œuvre €");
    }
}
