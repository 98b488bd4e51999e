//! Texts in other encodings than UTF-8.

use encoding_rs::{CoderResult, Decoder, Encoding, ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufRead, Read};

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

/// Bytes looked at for UTF-16 without its mark.
const LOOKED_AT: usize = 512;

/// UTF-16, told by its mark, or by the zeros between the letters of what is written in it in Europe.
pub(crate) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let pairs = head[..head.len().min(LOOKED_AT)].chunks_exact(2);
    let all = pairs.len();
    let zeros = |at: usize| pairs.clone().filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = |zeros: usize, others: usize| all >= 2 && zeros * 10 >= all * 7 && others == 0;
    if most(second, first) {
        Some(UTF_16LE)
    } else if most(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A reader of UTF-16 that gives UTF-8. What is no character becomes U+FFFD.
pub(crate) struct Utf16<R> {
    reader: R,
    decoder: Decoder,
    text: Vec<u8>,
    /// What of `text` was given, and how much it holds.
    given: usize,
    held: usize,
    done: bool,
}

impl<R: BufRead> Utf16<R> {
    pub(crate) fn new(reader: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { reader, decoder, text: vec![0; 1 << 14], given: 0, held: 0, done: false }
    }
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.held && !self.done {
            let input = self.reader.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, &mut self.text, last);
            self.reader.consume(read);
            (self.given, self.held) = (0, written);
            self.done = last && result == CoderResult::InputEmpty;
        }
        let some = &self.text[self.given..self.held];
        let some = &some[..some.len().min(out.len())];
        out[..some.len()].copy_from_slice(some);
        self.given += some.len();
        Ok(some.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_typographic_signs_are_read() {
        assert_eq!(western(b"\xc9t\xe9 \x96 l\x92\x9cuvre \x80 \xa4"), "Été – l’œuvre € ¤");
        assert_eq!(latin_9(b"\xc9t\xe9 \x96 l\x92\xbduvre \xa4"), "Été – l’œuvre €");
    }

    #[test]
    fn utf16_is_told_from_other_texts() {
        assert_eq!(utf16(b"n\0o\0m\0;\0"), Some(UTF_16LE));
        assert_eq!(utf16(b"\0n\0o\0m"), Some(UTF_16BE));
        for other in [b"nom;ville".as_slice(), b"", b"\0\0\0\0", b"n\0om;ville;adresse"] {
            assert_eq!(utf16(other), None);
        }
    }
}
