//! Code page 858, in which ticket printers write French: 850 with the euro. Characters that it lacks become the nearest.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What the bytes from 0x80 stand for, as the codec `cp858` of Python 3 has it.
const HIGH: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// What stands for a letter that nothing is near to.
const UNKNOWN: u8 = b'?';

/// A text as bytes. No byte of it is a control character, whatever the text: it can command no printer.
pub(super) fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match nearest(c) {
            Some(near) => bytes.extend(near),
            None => bytes.push(UNKNOWN),
        }
    }
    bytes
}

/// Whether a letter can be written, itself or one that is read as it.
pub(super) fn writes(c: char) -> bool {
    nearest(c).is_some()
}

/// The bytes of a character, or of what is read as it. `None` where nothing is.
fn nearest(c: char) -> Option<Vec<u8>> {
    if let Some(byte) = own(c) {
        return Some(vec![byte]);
    }
    let near = match c {
        '\u{2018}'..='\u{201b}' | '′' => "'",
        '\u{201c}'..='\u{201f}' | '″' => "\"",
        '\u{2010}'..='\u{2015}' | '−' | '•' | '‣' => "-",
        'œ' => "oe",
        'Œ' => "OE",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'ı' => "i",
        '→' => "->",
        '≤' => "<=",
        '≥' => ">=",
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => "",
        _ => return decomposed(c),
    };
    Some(near.as_bytes().to_vec())
}

/// What is left of a character without its marks.
fn decomposed(c: char) -> Option<Vec<u8>> {
    let (mut bytes, mut whole) = (Vec::new(), true);
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            match own(part).filter(|_| part != c) {
                Some(byte) => bytes.push(byte),
                None => whole = false,
            }
        }
    });
    // A mark that stands alone adds nothing.
    whole.then_some(bytes)
}

/// The byte of a character that the page has.
fn own(c: char) -> Option<u8> {
    match c {
        ' '..='~' => u8::try_from(c).ok(),
        // A soft hyphen is seen on paper, and a space that binds is a space.
        '\u{ad}' => None,
        '\u{a0}' | '\u{202f}' => Some(b' '),
        _ => HIGH.chars().position(|known| known == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

#[cfg(test)]
mod tests {
    //! - French is written as it is, letters of other languages as the nearest, others as one mark;
    //! - no text gives a control character.

    use super::*;

    #[test]
    fn french_is_written_and_other_letters_are_near() {
        assert_eq!(HIGH.chars().count(), 128);
        assert_eq!(encode("À côté : 12 €"), b"\xb7 c\x93t\x82 : 12 \xd5");
        for (text, near) in [
            ("l’œuvre – «\u{a0}1\u{202f}200 € »…", "l'oeuvre - \u{ae} 1 200 \u{d5} \u{af}..."),
            ("Şișli, Łódź, ığdır, Nguyễn", "Sisli, L\u{a2}dz, igdir, Nguyen"),
            ("e\u{301}te\u{301}", "ete"),
            ("Привет", "??????"),
            ("a\u{200b}b\u{ad}c", "abc"),
        ] {
            assert_eq!(encode(text).into_iter().map(char::from).collect::<String>(), near, "{text}");
        }
    }

    #[test]
    fn no_text_gives_a_control_character() {
        // All of the first plane, and some of each other one.
        for c in ('\0'..='\u{ffff}').chain(('\u{10000}'..=char::MAX).step_by(997)) {
            let bytes = encode(&c.to_string());
            assert!(bytes.iter().all(|byte| *byte >= b' ' && *byte != 0x7f), "{c:?}: {bytes:?}");
        }
    }
}
