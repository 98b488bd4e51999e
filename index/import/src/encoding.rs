//! Texts in older encodings than UTF-8.

/// One byte of Windows-1252: Latin-1 but for the typographic signs that people write. Five bytes mean nothing.
pub(crate) fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_typographic_signs_are_read() {
        let text: String = b"\xc9t\xe9 \x96 l\x92\x9cuvre \x80".iter().map(|byte| western(*byte)).collect();
        assert_eq!(text, "Été – l’œuvre €");
    }
}
