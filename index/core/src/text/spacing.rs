//! Spaces that French puts beside its high punctuation, made such that no line ends on them.

use std::borrow::Cow;

/// A space that no line breaks at.
const BOUND: char = '\u{a0}';

/// The text with a no-break space wherever a plain one stands before a lone `?`, `!`, `:`, `;` or `»`, or after `«`: a
/// mark never wraps alone. No other language writes a space there, so French need not be known.
pub fn bind(text: &str) -> Cow<'_, str> {
    let loose = |pair: &[u8]| matches!(pair, [b' ', b'?' | b'!' | b':' | b';' | 0xc2] | [0xab, b' ']);
    if !text.as_bytes().windows(2).any(loose) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut last = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let after = |marks: &[char]| next.is_some_and(|next| marks.contains(&next));
        // `!=` and `::` are no punctuation.
        let lone = || {
            let following = chars.clone().nth(1);
            following.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '?' | '!' | '.' | ')' | '»' | '…'))
        };
        let bound = c == ' '
            && !last.is_whitespace()
            && (last == '«' || after(&['»']) || after(&['?', '!', ':', ';']) && lone());
        last = if bound { BOUND } else { c };
        out.push(last);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_bound_to_its_word() {
        assert_eq!(bind("Un titre : « Oui ? » ; non !"), "Un titre\u{a0}: «\u{a0}Oui\u{a0}?\u{a0}»\u{a0}; non\u{a0}!");
        assert_eq!(bind("text = \"Vraiment ?\""), "text = \"Vraiment\u{a0}?\"");
        assert_eq!(bind("Quoi ?! Ah ?…"), "Quoi\u{a0}?! Ah\u{a0}?…");
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in ["a != b", "std ::x", "Is it? Yes: it is.", "- x", " ? ", "Deux  ! mots", "https://x.fr ?x=1"] {
            assert_eq!(bind(text), text);
        }
    }
}
