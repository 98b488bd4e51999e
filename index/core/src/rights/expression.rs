//! The language of the rules: what a rule may say, and how it is read.
//!
//! ```text
//! min(loyer, plafond) + charges if locataire else 0
//! count(enfant_age < 20 and enfant_salaire <= salaire_max) >= 2
//! ```
//!
//! Numbers, truths, comparison, `+ - * /`, `and or not`, `a if b else c`, `min max floor ceil`, and three words over the
//! children: `count` (how many), `total` (a sum), `some` (at least one). `maybe` is a truth that nobody can know here: what
//! only the office decides, or what no question asks. No loops and no recursion: a rule always ends.
//! Ready-made expression crates know neither bounds nor what a value rests on, which is all that the interview is
//! built on; hence this small language of our own.

use serde::{Deserialize, Serialize};

/// What a rule says, read but not yet tied to facts and parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expression {
    /// A number.
    Number(f64),
    /// A word of a choice, such as `'retraite'`.
    Word(String),
    /// A fact, a parameter or another rule.
    Name(String),
    /// An operator between two.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `not`
    Not(Box<Expression>),
    /// `a if b else c`, in the order b, a, c.
    If(Box<Expression>, Box<Expression>, Box<Expression>),
    /// A call by name.
    Call(String, Vec<Expression>),
}

/// An operator between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is its own sign")]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
    And,
    Or,
    Less,
    LessOrSame,
    More,
    MoreOrSame,
    Same,
    Other,
}

/// Deepest nesting: deeper ones are mistakes, and would exhaust the stack.
const DEEPEST: usize = 64;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Name(String),
    Sign(&'static str),
}

const SIGNS: [&str; 13] = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ","];

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let taken = if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let (number, _) = rest.split_at(end);
            tokens.push(Token::Number(number.parse().map_err(|_| format!("'{number}' is not a number"))?));
            end
        } else if first.is_ascii_alphabetic() {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(Token::Name(rest.split_at(end).0.to_owned()));
            end
        } else if first == '\'' {
            let Some((word, _)) = rest.get(1..).and_then(|after| after.split_once('\'')) else {
                return Err("a ' is not closed".into());
            };
            tokens.push(Token::Word(word.to_owned()));
            word.len() + 2
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            tokens.push(Token::Sign(sign));
            sign.len()
        } else {
            return Err(format!("'{first}' means nothing in a rule"));
        };
        rest = rest.get(taken..).unwrap_or_default().trim_start();
    }
    Ok(tokens)
}

impl Expression {
    /// The names that stand in it: facts, parameters, rules, functions.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Number(_) | Self::Word(_) => Vec::new(),
            Self::Name(name) => vec![name],
            Self::Binary(_, left, right) => [left, right].into_iter().flat_map(|part| part.names()).collect(),
            Self::Not(inner) => inner.names(),
            Self::If(condition, then, otherwise) => {
                [condition, then, otherwise].into_iter().flat_map(|part| part.names()).collect()
            }
            Self::Call(name, given) => {
                std::iter::once(name.as_str()).chain(given.iter().flat_map(Self::names)).collect()
            }
        }
    }

    /// Reads a rule.
    ///
    /// # Errors
    /// One sentence: what cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reader = Reader { tokens: tokens(text)?, at: 0, depth: 0 };
        let read = reader.choice()?;
        match reader.tokens.get(reader.at) {
            None => Ok(read),
            Some(token) => Err(format!("{} stands where the rule should end", said(token))),
        }
    }
}

fn said(token: &Token) -> String {
    match token {
        Token::Number(number) => format!("'{number}'"),
        Token::Word(word) | Token::Name(word) => format!("'{word}'"),
        Token::Sign(sign) => format!("'{sign}'"),
    }
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn sign(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if signs.contains(sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn keyword(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Name(name)) if name == word);
        self.at += usize::from(found);
        found
    }

    /// `a if b else c`, the loosest.
    fn choice(&mut self) -> Result<Expression, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("the rule is nested more than {DEEPEST} deep: name its parts"));
        }
        let then = self.either()?;
        let read = if self.keyword("if") {
            let condition = self.either()?;
            if !self.keyword("else") {
                return Err("an 'if' has no 'else': say what holds otherwise".into());
            }
            let otherwise = self.choice()?;
            Expression::If(Box::new(condition), Box::new(then), Box::new(otherwise))
        } else {
            then
        };
        self.depth -= 1;
        Ok(read)
    }

    fn either(&mut self) -> Result<Expression, String> {
        let mut left = self.both()?;
        while self.keyword("or") {
            left = Expression::Binary(Operator::Or, Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Expression, String> {
        let mut left = self.negation()?;
        while self.keyword("and") {
            left = Expression::Binary(Operator::And, Box::new(left), Box::new(self.negation()?));
        }
        Ok(left)
    }

    fn negation(&mut self) -> Result<Expression, String> {
        let mut times = 0;
        while self.keyword("not") {
            times += 1;
        }
        let mut read = self.comparison()?;
        for _ in 0..times {
            read = Expression::Not(Box::new(read));
        }
        Ok(read)
    }

    fn comparison(&mut self) -> Result<Expression, String> {
        let left = self.sum()?;
        let operator = match self.sign(&["<=", ">=", "==", "!=", "<", ">"]) {
            Some("<=") => Operator::LessOrSame,
            Some(">=") => Operator::MoreOrSame,
            Some("==") => Operator::Same,
            Some("!=") => Operator::Other,
            Some("<") => Operator::Less,
            Some(_) => Operator::More,
            None => return Ok(left),
        };
        Ok(Expression::Binary(operator, Box::new(left), Box::new(self.sum()?)))
    }

    fn sum(&mut self) -> Result<Expression, String> {
        let mut left = self.product()?;
        while let Some(sign) = self.sign(&["+", "-"]) {
            let operator = if sign == "+" { Operator::Plus } else { Operator::Minus };
            left = Expression::Binary(operator, Box::new(left), Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, String> {
        let mut left = self.atom()?;
        while let Some(sign) = self.sign(&["*", "/"]) {
            let operator = if sign == "*" { Operator::Times } else { Operator::Over };
            left = Expression::Binary(operator, Box::new(left), Box::new(self.atom()?));
        }
        Ok(left)
    }

    fn atom(&mut self) -> Result<Expression, String> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Err("the rule ends too early".into()) };
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Expression::Number(number)),
            Token::Word(word) => Ok(Expression::Word(word)),
            Token::Name(name) if ["if", "else", "and", "or"].contains(&name.as_str()) => {
                Err(format!("'{name}' stands where a value should"))
            }
            Token::Name(name) => match self.sign(&["("]) {
                Some(_) => Ok(Expression::Call(name, self.list()?)),
                None => Ok(Expression::Name(name)),
            },
            Token::Sign("(") => {
                let inner = self.choice()?;
                self.sign(&[")"]).map(|_| inner).ok_or_else(|| "a ( is not closed".into())
            }
            token => Err(format!("{} stands where a value should", said(&token))),
        }
    }

    fn list(&mut self) -> Result<Vec<Expression>, String> {
        let mut list = vec![self.choice()?];
        while self.sign(&[","]).is_some() {
            list.push(self.choice()?);
        }
        self.sign(&[")"]).map(|_| list).ok_or_else(|| "a ( is not closed".into())
    }
}

#[cfg(test)]
mod tests {
    //! - operators bind as in arithmetic; what cannot be read says so in a sentence.

    use super::*;

    #[test]
    fn operators_bind_as_in_arithmetic() {
        let read = |text: &str| Expression::read(text).expect(text);
        assert_eq!(read("1 + 2 * 3"), read("1 + (2 * 3)"));
        assert_eq!(read("a or b and not c"), read("a or (b and (not c))"));
        assert_eq!(read("1 if a else 2 if b else 3"), read("1 if a else (2 if b else 3)"));
        assert_eq!(read("a - b - c"), read("(a - b) - c"));
    }

    #[test]
    fn mistakes_are_sentences() {
        for (text, part) in [
            ("1 +", "ends too early"),
            ("(1", "not closed"),
            ("1 if a", "no 'else'"),
            ("a b", "should end"),
            ("a ? b", "means nothing"),
            ("'x", "not closed"),
            (&"(".repeat(100), "deep"),
        ] {
            let error = Expression::read(text).expect_err(text);
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
