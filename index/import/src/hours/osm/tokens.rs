//! Words, figures, comments and marks of hours that claim to be in OpenStreetMap syntax.

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// In lower case.
    Word(String),
    Number(String),
    Comment(String),
    /// `||` is `|`.
    Mark(char),
}

/// The tokens of a text, and how far they are read.
pub(super) struct Tokens {
    all: Vec<Token>,
    pub at: usize,
}

impl Tokens {
    /// `None` for a text with a character that is no part of the syntax.
    pub fn of(text: &str) -> Option<Self> {
        Some(Self { all: tokens(text)?, at: 0 })
    }

    pub fn is_at_end(&self) -> bool {
        self.at == self.all.len()
    }

    /// Whether the token at a place is that mark.
    pub fn was_mark(&self, at: usize, mark: char) -> bool {
        self.all.get(at) == Some(&Token::Mark(mark))
    }

    /// The comment that stands here.
    pub fn comment(&self) -> Option<&str> {
        if let Some(Token::Comment(comment)) = self.all.get(self.at) { Some(comment) } else { None }
    }

    pub fn mark(&self, ahead: usize) -> Option<char> {
        if let Some(Token::Mark(mark)) = self.all.get(self.at + ahead) { Some(*mark) } else { None }
    }

    pub fn word(&self, ahead: usize) -> Option<&str> {
        if let Some(Token::Word(word)) = self.all.get(self.at + ahead) { Some(word) } else { None }
    }

    pub fn number(&self, ahead: usize) -> Option<&str> {
        if let Some(Token::Number(number)) = self.all.get(self.at + ahead) { Some(number) } else { None }
    }

    pub fn value(&self, ahead: usize) -> Option<u32> {
        self.number(ahead)?.parse().ok()
    }

    pub fn take(&mut self, mark: char) -> bool {
        let is = self.mark(0) == Some(mark);
        self.at += usize::from(is);
        is
    }

    pub fn take_word(&mut self, word: &str) -> bool {
        let is = self.word(0) == Some(word);
        self.at += usize::from(is);
        is
    }
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c: char| !is(c)).unwrap_or(rest.len());
        let length = match first {
            'a'..='z' | 'A'..='Z' => {
                let length = run(|c| c.is_ascii_alphabetic());
                tokens.push(Token::Word(rest[..length].to_ascii_lowercase()));
                length
            }
            '0'..='9' => {
                let length = run(|c| c.is_ascii_digit());
                tokens.push(Token::Number(rest[..length].to_owned()));
                length
            }
            '"' | '“' | '”' => {
                let inside = &rest[first.len_utf8()..];
                let end = inside.find(['"', '“', '”'])?;
                let closing = inside[end..].chars().next()?;
                tokens.push(Token::Comment(inside[..end].to_owned()));
                first.len_utf8() + end + closing.len_utf8()
            }
            '|' => {
                let length = run(|c| c == '|');
                if length != 2 {
                    return None;
                }
                tokens.push(Token::Mark('|'));
                length
            }
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                tokens.push(Token::Mark('-'));
                first.len_utf8()
            }
            ',' | ';' | ':' | '/' | '+' | '(' | ')' | '[' | ']' => {
                tokens.push(Token::Mark(first));
                1
            }
            '\n' | '\r' => {
                tokens.push(Token::Mark(';'));
                1
            }
            _ if first.is_whitespace() => first.len_utf8(),
            _ => return None,
        };
        rest = &rest[length..];
    }
    Some(tokens)
}
