//! Pictures of a hand or a mark, sent in the place of a word.

/// What a message of nothing but pictures says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A thumb up, a tick.
    Yes,
    /// A thumb down, a cross.
    No,
    /// The letters SOS.
    Emergency,
    /// Any other.
    Other,
}

const YES: [char; 8] = ['👍', '👌', '✅', '✔', '☑', '🆗', '🙆', '💯'];
const NO: [char; 6] = ['👎', '❌', '✖', '❎', '🙅', '🚫'];
const SOS: char = '🆘';

/// Reads a message that has pictures and neither letters nor digits; `None` for any other.
pub fn read(text: &str) -> Option<Sign> {
    let is_picture = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    if text.chars().any(char::is_alphanumeric) || !text.chars().any(is_picture) {
        return None;
    }
    let has = |signs: &[char]| text.chars().any(|c| signs.contains(&c));
    Some(match (has(&[SOS]), has(&YES), has(&NO)) {
        (true, ..) => Sign::Emergency,
        (_, true, false) => Sign::Yes,
        (_, false, true) => Sign::No,
        _ => Sign::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_alone_are_read() {
        for (text, sign) in [
            ("👍", Sign::Yes),
            ("👍🏽 !", Sign::Yes),
            ("👌👌", Sign::Yes),
            ("✔️", Sign::Yes),
            ("👎🏿", Sign::No),
            ("❌", Sign::No),
            ("🆘", Sign::Emergency),
            ("👍👎", Sign::Other),
            ("🙏❤️", Sign::Other),
            ("👨‍👩‍👧", Sign::Other),
        ] {
            assert_eq!(read(text), Some(sign), "{text}");
        }
        for text in ["", "ok 👍", "2️⃣", "③", "❷", "?", "...", "👍 2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
