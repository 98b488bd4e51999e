//! The words of a text, folded, each with its place.

use crate::text::normal::fold;
use std::ops::Range;

/// A word of a text, folded, and where it stands.
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// Its folded letters and digits.
    pub(super) word: String,
}

impl Token {
    /// Whether it is digits alone.
    pub(super) fn is_number(&self) -> bool {
        !self.word.is_empty() && self.word.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    // A mark above a letter belongs to it.
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, inside(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                tokens.push(Token { at: from..at, word: fold(&text[from..at]) });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// The length of what stands at a place, up to the next space.
pub(super) fn word_length(text: &str, at: usize) -> usize {
    text[at..].find(char::is_whitespace).unwrap_or(text.len() - at)
}

/// The number of tokens that the longest fitting entry of a list takes.
pub(super) fn begins(tokens: &[Token], list: &str) -> Option<usize> {
    let taken = |entry: &str| {
        let words = entry.split(' ').count();
        let all = words <= tokens.len() && entry.split(' ').zip(tokens).all(|(word, token)| token.word == word);
        all.then_some(words)
    };
    list.split(", ").filter_map(taken).max()
}

/// Whether a list holds a word.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}
