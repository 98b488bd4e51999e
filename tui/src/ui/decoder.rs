//! Bytes of a terminal as keys, clicks and pastes. Whatever comes is read without a fault: what is no key is dropped,
//! what was begun and never ended is given up once nothing more comes.

use super::input::Input;
use super::key::Key;

/// Longest sequence of a key or of an answer that nobody asked for.
const SEQUENCE: usize = 128;
/// Longest paste that is kept; the line keeps far less.
const PASTE: usize = 16 * 1024;
/// What ends a paste.
const PASTED: &[u8] = b"\x1b[201~";
/// Timeouts after which a paste without an end is over.
const PASTE_TIMEOUTS: u8 = 5;
/// Rows of one notch of the wheel.
const NOTCH: i32 = 3;

const ESC: u8 = 0x1b;

/// What was begun.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Begun {
    #[default]
    Nothing,
    /// `ESC`: a key, or the beginning of a sequence.
    Escape,
    /// `ESC [`, with what follows held.
    Sequence,
    /// `ESC O`: one more byte.
    Keypad,
    /// `ESC [ [`: one more byte, a function key of a console.
    Console,
    /// `ESC [ M`: three more bytes.
    Mouse,
    /// `ESC ]` and its like: an answer in words, until `BEL` or `ESC \`.
    Words,
    /// A character of several bytes.
    Character,
    /// Between the two marks of a paste.
    Paste,
}

/// Reads bytes, in pieces of any length.
#[derive(Default)]
pub(crate) struct Decoder {
    begun: Begun,
    held: Vec<u8>,
    timeouts: u8,
}

impl Decoder {
    /// Reads what came; each thing that is whole goes to `found`.
    pub(crate) fn read(&mut self, bytes: &[u8], found: &mut Vec<Input>) {
        self.timeouts = 0;
        for byte in bytes {
            found.extend(self.byte(*byte));
        }
    }

    /// Nothing more came: what was begun is what it is.
    pub(crate) fn timeout(&mut self, found: &mut Vec<Input>) {
        if self.begun == Begun::Paste && self.timeouts < PASTE_TIMEOUTS {
            self.timeouts += 1;
            return;
        }
        found.extend(match self.begun {
            Begun::Escape => Some(Input::Key(Key::Esc)),
            Begun::Paste => Some(self.pasted(0)),
            // Alt and a letter, on some terminals.
            Begun::Keypad | Begun::Sequence if self.held.is_empty() => Some(Input::Key(Key::Other)),
            _ => None,
        });
        self.begin(Begun::Nothing);
    }

    fn begin(&mut self, begun: Begun) {
        self.begun = begun;
        self.held.clear();
    }

    fn byte(&mut self, byte: u8) -> Option<Input> {
        match self.begun {
            Begun::Nothing => return self.first(byte),
            Begun::Escape => return self.escaped(byte),
            Begun::Paste => {
                // The mark at the end is found however long the paste is.
                if self.held.len() >= PASTE + PASTED.len() {
                    self.held.remove(PASTE);
                }
                self.held.push(byte);
                return self.held.ends_with(PASTED).then(|| self.pasted(PASTED.len()));
            }
            Begun::Character => {
                if byte & 0xc0 != 0x80 {
                    self.begin(Begun::Nothing);
                    return self.first(byte);
                }
                self.held.push(byte);
                let whole = std::str::from_utf8(&self.held).ok().and_then(|text| text.chars().next());
                if whole.is_some() || self.held.len() >= 4 {
                    self.begin(Begun::Nothing);
                }
                return whole.map(|c| Input::Key(if c.is_control() { Key::Other } else { Key::Char(c) }));
            }
            Begun::Words => {
                match byte {
                    0x07 => self.begin(Begun::Nothing),
                    ESC => self.begin(Begun::Escape),
                    _ => {}
                }
                return None;
            }
            _ if byte == ESC => self.begin(Begun::Escape),
            // A key that was cut short by another one.
            Begun::Sequence | Begun::Keypad | Begun::Console if !(0x20..0x7f).contains(&byte) => {
                self.begin(Begun::Nothing);
                return self.first(byte);
            }
            Begun::Keypad => {
                self.begin(Begun::Nothing);
                return Some(Input::Key(keypad(byte)));
            }
            Begun::Console => {
                self.begin(Begun::Nothing);
                return matches!(byte, b'A'..=b'E').then(|| Input::Key(Key::F(1 + byte - b'A')));
            }
            Begun::Mouse => {
                self.held.push(byte);
                if let [button, x, y] = self.held[..] {
                    self.begin(Begun::Nothing);
                    let at = |place: u8| u32::from(place).saturating_sub(32);
                    return mouse(at(button), at(x), at(y), true);
                }
            }
            Begun::Sequence => return self.sequence(byte),
        }
        None
    }

    /// A byte of which nothing is known yet.
    fn first(&mut self, byte: u8) -> Option<Input> {
        Some(Input::Key(match byte {
            ESC => {
                self.begin(Begun::Escape);
                return None;
            }
            b'\r' | b'\n' => Key::Enter,
            b'\t' => Key::Tab,
            0x08 | 0x7f => Key::Backspace,
            0 => Key::Ctrl(' '),
            0x01..=0x1a => Key::Ctrl(char::from(byte - 1 + b'a')),
            0x1c..=0x1f => Key::Ctrl(char::from(byte - 0x1c + b'4')),
            0x20..=0x7e => Key::Char(char::from(byte)),
            0xc2..=0xf4 => {
                self.begin(Begun::Character);
                self.held.push(byte);
                return None;
            }
            _ => return None,
        }))
    }

    fn escaped(&mut self, byte: u8) -> Option<Input> {
        match byte {
            b'[' => self.begin(Begun::Sequence),
            b'O' => self.begin(Begun::Keypad),
            b']' | b'P' | b'_' | b'^' | b'X' => self.begin(Begun::Words),
            // The end of an answer in words.
            b'\\' => self.begin(Begun::Nothing),
            ESC => return Some(Input::Key(Key::Esc)),
            // Alt types the character itself.
            _ => {
                self.begin(Begun::Nothing);
                return self.first(byte);
            }
        }
        None
    }

    fn sequence(&mut self, byte: u8) -> Option<Input> {
        match (byte, self.held.is_empty()) {
            (b'[', true) => self.begin(Begun::Console),
            (b'M', true) => self.begin(Begun::Mouse),
            (0x40..=0x7e, _) => {
                let held = std::mem::take(&mut self.held);
                let paste = byte == b'~' && held == b"200";
                self.begin(if paste { Begun::Paste } else { Begun::Nothing });
                return if paste { None } else { meant(&held, byte) };
            }
            // An answer without an end: what follows is typed by somebody.
            _ if self.held.len() >= SEQUENCE => self.begin(Begun::Nothing),
            _ => self.held.push(byte),
        }
        None
    }

    /// The paste held, without the mark at its end.
    fn pasted(&mut self, mark: usize) -> Input {
        let end = self.held.len().saturating_sub(mark).min(PASTE);
        let text = String::from_utf8_lossy(&self.held[..end]).into_owned();
        self.begin(Begun::Nothing);
        Input::Paste(text)
    }
}

/// What `ESC [`, parameters and a last byte mean. An answer to a question is no key: it is not a sign of life either.
fn meant(parameters: &[u8], last: u8) -> Option<Input> {
    let text = std::str::from_utf8(parameters).unwrap_or_default();
    let click = text.strip_prefix('<');
    let numbers: Vec<u32> = click.unwrap_or(text).split([';', ':']).map(|number| number.parse().unwrap_or(0)).collect();
    let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
    let key = match last {
        b'A'..=b'H' if arrow(last).is_some() => arrow(last)?,
        b'Z' => Key::BackTab,
        b'E' => Key::Other,
        b'P' => Key::F(1),
        b'Q' => Key::F(2),
        b'S' if !text.starts_with('?') => Key::F(4),
        b'~' => tilde(number(0))?,
        b'u' if numbers.len() > 1 || !text.starts_with('?') => coded(number(0), number(1), number(2))?,
        b'M' | b'm' if click.is_some() => return mouse(number(0), number(1), number(2), last == b'M'),
        b'M' if numbers.len() == 3 => return mouse(number(0).saturating_sub(32), number(1), number(2), true),
        _ => return None,
    };
    Some(Input::Key(key))
}

/// An arrow, or an end of the line: the same letter after each beginning.
const fn arrow(letter: u8) -> Option<Key> {
    Some(match letter {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        _ => return None,
    })
}

fn tilde(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(number as u8 - 10),
        17..=21 => Key::F(number as u8 - 11),
        23 | 24 => Key::F(number as u8 - 12),
        201 => return None,
        _ => Key::Other,
    })
}

/// A key by its code point, as some terminals send all of them.
fn coded(code: u32, modifiers: u32, kind: u32) -> Option<Key> {
    const RELEASED: u32 = 3;
    if kind == RELEASED {
        return None;
    }
    let control = modifiers.saturating_sub(1) & 0b100 != 0;
    Some(match code {
        13 => Key::Enter,
        27 => Key::Esc,
        9 => Key::Tab,
        127 => Key::Backspace,
        _ => match char::from_u32(code).filter(|c| !c.is_control())? {
            c if control => Key::Ctrl(c.to_ascii_lowercase()),
            c => Key::Char(c),
        },
    })
}

/// The second half of a two-part key: arrows, the first function keys, and the keys of a numeric keypad.
fn keypad(byte: u8) -> Key {
    match byte {
        b'A'..=b'H' => arrow(byte).unwrap_or(Key::Other),
        b'P'..=b'S' => Key::F(1 + byte - b'P'),
        b'M' => Key::Enter,
        b'I' => Key::Tab,
        b' ' => Key::Char(' '),
        b'j'..=b'y' => Key::Char(char::from(byte - b'j' + b'*')),
        _ => Key::Other,
    }
}

/// A click with the left button, or the wheel. Places count from 1.
fn mouse(button: u32, x: u32, y: u32, pressed: bool) -> Option<Input> {
    let place = |at: u32| at.checked_sub(1).and_then(|at| u16::try_from(at).ok());
    match button {
        64 => Some(Input::Wheel(-NOTCH)),
        65 => Some(Input::Wheel(NOTCH)),
        // With Shift, Alt or Control it is still a click.
        _ if pressed && button & !0b1_1100 == 0 => Some(Input::Click(place(x)?, place(y)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    //! - keys, clicks and pastes are read as terminals send them, in pieces of any length;
    //! - what a terminal answers unasked, in numbers or in words, types nothing;
    //! - what was begun and never ended ends with a timeout, and keys are read again;
    //! - no bytes make it fail or hold much.

    use super::*;
    use guichet_core::dice::Dice;

    fn said(inputs: Vec<Input>) -> String {
        let one = |input: Input| match input {
            Input::Key(Key::Char(c)) => c.to_string(),
            Input::Key(Key::Ctrl(c)) => format!("^{c}"),
            Input::Key(Key::F(number)) => format!("<F{number}>"),
            Input::Key(key) => {
                let names = [
                    (Key::Enter, "enter"),
                    (Key::Esc, "esc"),
                    (Key::Tab, "tab"),
                    (Key::BackTab, "backtab"),
                    (Key::Backspace, "backspace"),
                    (Key::Delete, "delete"),
                    (Key::Up, "up"),
                    (Key::Down, "down"),
                    (Key::Left, "left"),
                    (Key::Right, "right"),
                    (Key::Home, "home"),
                    (Key::End, "end"),
                    (Key::PageUp, "pageup"),
                    (Key::PageDown, "pagedown"),
                    (Key::Other, "other"),
                ];
                let name = names.iter().find(|(known, _)| *known == key).expect("a key").1;
                format!("<{name}>")
            }
            Input::Paste(text) => format!("<paste {text}>"),
            Input::Click(x, y) => format!("<click {x},{y}>"),
            Input::Wheel(rows) => format!("<wheel {rows}>"),
            _ => "?".into(),
        };
        inputs.into_iter().map(one).collect()
    }

    /// What bytes mean, read at once and byte by byte.
    fn read(bytes: &[u8]) -> String {
        let (mut whole, mut decoder) = (Vec::new(), Decoder::default());
        decoder.read(bytes, &mut whole);
        (0..=PASTE_TIMEOUTS).for_each(|_| decoder.timeout(&mut whole));
        let (mut pieces, mut decoder) = (Vec::new(), Decoder::default());
        bytes.iter().for_each(|byte| decoder.read(&[*byte], &mut pieces));
        (0..=PASTE_TIMEOUTS).for_each(|_| decoder.timeout(&mut pieces));
        let whole = said(whole);
        assert_eq!(whole, said(pieces), "{bytes:?}");
        whole
    }

    #[test]
    fn keys_of_every_terminal() {
        let keys: [(&[u8], &str); 22] = [
            ("aé日\u{1f600}".as_bytes(), "aé日\u{1f600}"),
            (b"\r\n\t\x7f\x08\x03", "<enter><enter><tab><backspace><backspace>^c"),
            (b"\x1b", "<esc>"),
            (b"\x1b\x1b", "<esc><esc>"),
            (b"\x1b[A\x1b[1;5B\x1bOC\x1bOD", "<up><down><right><left>"),
            (b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1bOH", "<home><end><home><end><home>"),
            (b"\x1b[3~\x1b[5~\x1b[6~\x1b[Z", "<delete><pageup><pagedown><backtab>"),
            (b"\x1bOP\x1bOQ\x1b[13~\x1bOS\x1b[15~\x1b[21~\x1b[24~", "<F1><F2><F3><F4><F5><F10><F12>"),
            (b"\x1b[[A\x1b[[E", "<F1><F5>"),
            (b"\x1bOp\x1bOy\x1bOj\x1bOk\x1bOm\x1bOn\x1bOo\x1bOM", "09*+-./<enter>"),
            (b"\x1ba", "a"),
            (b"\x1b[200~mon\rloyer\x1b[201~x", "<paste mon\rloyer>x"),
            (b"\x1b[<0;11;6M\x1b[<0;11;6m", "<click 10,5>"),
            (b"\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<35;3;3M", "<wheel -3><wheel 3>"),
            (b"\x1b[M !!\x1b[32;1;1M", "<click 0,0><click 0,0>"),
            (b"\x1b[13u\x1b[97;5u\x1b[97;1:3u\x1b[233u", "<enter>^aé"),
            // A place that is none, or too far away.
            (b"\x1b[<0;0;0M\x1b[<0;99999999999;1M", ""),
            // Answers to questions that were not asked: a place, an identity, a colour, a name.
            (b"\x1b[12;40R\x1b[?62;4c\x1b[0n\x1b[?1u\x1b[4;600;800t", ""),
            (b"\x1b]11;rgb:0000/0000/0000\x1b\\a\x1bP>|xterm(390)\x1b\\b\x1b]0;nom\x07c", "abc"),
            // Cut short by a key.
            (b"\x1b[1;\x1b[Ax", "<up>x"),
            (b"\xc3\x28\xff\xfe\xe2\x82x", "(x"),
            (b"\x1b[I\x1b[O\x1b[201~", ""),
        ];
        for (bytes, meant) in keys {
            assert_eq!(read(bytes), meant, "{}", String::from_utf8_lossy(bytes).escape_debug());
        }
    }

    #[test]
    fn what_never_ends_ends_with_a_timeout() {
        for begun in ["\x1b[", "\x1b[1;2", "\x1b[<0;1", "\x1bO", "\x1b]11;rgb", "\x1bP+r", "\x1b[M ", "\x1b[200~", "é"]
        {
            let begun = &begun.as_bytes()[..begun.len() - usize::from(begun == "é")];
            let (mut found, mut decoder) = (Vec::new(), Decoder::default());
            decoder.read(begun, &mut found);
            (0..=PASTE_TIMEOUTS).for_each(|_| decoder.timeout(&mut found));
            found.clear();
            decoder.read(b"1", &mut found);
            assert_eq!(said(found), "1", "{}", String::from_utf8_lossy(begun).escape_debug());
        }
    }

    #[test]
    fn no_bytes_make_it_fail() {
        let mut dice = Dice(7);
        let mut next = || dice.below(256) as u8;
        // Bytes of sequences are far likelier than by chance.
        let likely = b"\x1b\x1b\x1b[[[<?;;0129mMOPR~\\]200~201~\x07u\xc3\xa9";
        let (mut decoder, mut found) = (Decoder::default(), Vec::new());
        for _ in 0..400_000 {
            let byte = if next() < 200 { likely[usize::from(next()) % likely.len()] } else { next() };
            decoder.read(&[byte], &mut found);
            if next() == 0 {
                decoder.timeout(&mut found);
            }
            found.clear();
            assert!(decoder.held.len() <= PASTE + PASTED.len());
        }
        // Whatever was begun is given up; then a paste is one, and holds no more than it may.
        (0..=PASTE_TIMEOUTS).for_each(|_| decoder.timeout(&mut found));
        decoder.read(b"\x1b[200~", &mut found);
        decoder.read(&b"loyer ".repeat(20_000), &mut found);
        decoder.read(b"\x1b[201~", &mut found);
        assert!(matches!(found.last(), Some(Input::Paste(text)) if text.len() == PASTE));
    }
}
