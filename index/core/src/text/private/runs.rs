//! Runs of digits in a note about somebody: seven or more of them, whatever stands between, that nothing explains. What explains digits
//! is an amount, a day, an hour, a postal code, the number of a law or a form, or a number that everybody may call.

use super::kind::{Personal, PersonalKind};
use super::numbers::{is_before_euros, phone};
use super::token::{Token, holds};
use std::ops::Range;

/// Digits that are too many to stand unexplained.
const MANY: usize = 7;
/// What may be left beside a year: the number of a law, an hour.
const BESIDE_A_YEAR: usize = 4;
/// Words that a postal code stands behind.
const POSTAL: &str = "cp postal postaux insee code codes commune";
/// Words that the number of an article stands behind.
const ARTICLES: &str = "l r d article articles art";
/// What a list of ages or of days ends with.
const LISTED: &str =
    "an ans mois annees janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre";

/// The runs of a text that nothing explains.
pub(super) fn runs(text: &str, tokens: &[Token], is_public: impl Fn(&str) -> bool) -> Vec<Personal> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if tokens[at].is_number() {
            while end < tokens.len() && tokens[end].is_number() && joins(between(text, tokens, end)) {
                end += 1;
            }
        }
        let run = Run { text, tokens, at: at..end };
        if run.digits(|_| true) >= MANY
            && let Some(left) = run.unexplained(&is_public)
        {
            found.push(Personal { kind: run.kind(), at: tokens[left.start].at.start..tokens[left.end - 1].at.end });
        }
        at = end;
    }
    found
}

/// What stands before a token.
fn between<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    match at.checked_sub(1).and_then(|before| tokens.get(before)) {
        Some(before) => &text[before.at.end..tokens[at].at.start],
        None => &text[..tokens[at].at.start],
    }
}

/// Whether two groups stand together. After a comma and a space, another number begins.
fn joins(between: &str) -> bool {
    let is_one = |c: char| c != '\n' && (c.is_whitespace() || ".,:-_/'’‐–()".contains(c));
    match between.chars().count() {
        1 => between.chars().all(is_one),
        2 | 3 => between.chars().all(is_one) && !between.contains([',', ':', '/']),
        _ => false,
    }
}

/// Groups of digits that stand together, or one word with digits in it.
struct Run<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: Range<usize>,
}

impl Run<'_> {
    /// The digits of the groups that are wanted.
    fn digits(&self, wanted: impl Fn(usize) -> bool) -> usize {
        let of = |at: usize| self.tokens[at].word.chars().filter(char::is_ascii_digit).count();
        self.at.clone().filter(|at| wanted(*at)).map(of).sum()
    }

    fn word(&self, at: usize) -> &str {
        &self.tokens[at].word
    }

    fn number(&self, at: usize) -> u32 {
        self.word(at).parse().unwrap_or(u32::MAX)
    }

    fn long(&self, at: usize) -> usize {
        self.word(at).len()
    }

    /// What stands before a group of the run; nothing before the first, which is not of the run.
    fn before(&self, at: usize) -> &str {
        if at > self.at.start && at < self.at.end { between(self.text, self.tokens, at) } else { "" }
    }

    /// The words before the run, the nearest first.
    fn words_before(&self, most: usize) -> impl Iterator<Item = &str> {
        self.tokens[self.at.start.saturating_sub(most)..self.at.start].iter().rev().map(|token| token.word.as_str())
    }

    fn is_year(&self, at: usize) -> bool {
        self.long(at) == 4 && (1900..=2099).contains(&self.number(at))
    }

    /// From the first group that nothing explains to the last; `None` where what is left is short.
    fn unexplained(&self, is_public: impl Fn(&str) -> bool) -> Option<Range<usize>> {
        let mut known = vec![false; self.at.len()];
        let mut mark = |range: Range<usize>| {
            for at in range {
                known[at - self.at.start] = true;
            }
        };
        if self.is_law() || self.is_list() {
            return None;
        }
        self.amount().into_iter().for_each(&mut mark);
        for at in self.at.clone() {
            let public = (at + 1..=self.at.end).rev().find(|end| self.is_service(at..*end, &is_public));
            if let Some(end) = public {
                mark(at..end);
            }
            if self.is_day(at) {
                mark(at..at + 3);
            }
            if self.is_hour(at) {
                mark(at..at + 2);
            }
        }
        let postal = self.at.end - 1;
        let rest = |known: &[bool]| self.digits(|at| !known[at - self.at.start]);
        if self.is_postal(postal, rest(&known) > self.long(postal)) {
            known[postal - self.at.start] = true;
        }
        let mut dated = known.clone();
        for at in self.at.clone() {
            let length = if self.is_short_day(at) { 3 } else { usize::from(self.is_year(at)) };
            dated[at - self.at.start..][..length].fill(true);
        }
        if rest(&known) < MANY || dated != known && rest(&dated) <= BESIDE_A_YEAR {
            return None;
        }
        let left = |at: &usize| !known[at - self.at.start];
        let last = self.at.clone().rev().find(left)?;
        self.at.clone().find(left).map(|first| first..last + 1)
    }

    /// The groups of an amount at the end of the run: "1 250,50 €", "12 000 euros".
    fn amount(&self) -> Option<Range<usize>> {
        if !is_before_euros(self.text, self.tokens[self.at.end - 1].at.end) {
            return None;
        }
        let mut at = self.at.end - 1;
        if at > self.at.start && matches!(self.before(at), "," | ".") && self.long(at) <= 2 {
            at -= 1;
        }
        while at > self.at.start
            && self.long(at) == 3
            && self.long(at - 1) <= 3
            && self.before(at).chars().all(|c| c.is_whitespace() || matches!(c, '.' | '\'' | '’'))
        {
            at -= 1;
        }
        (self.long(at) <= MANY && !self.word(at).starts_with('0')).then_some(at..self.at.end)
    }

    /// A number that everybody may call, also a short one; those of 08 are services.
    fn is_service(&self, range: Range<usize>, is_public: impl Fn(&str) -> bool) -> bool {
        let digits: String = self.tokens[range.clone()].iter().map(|token| token.word.as_str()).collect();
        if self.tokens[range.clone()].iter().any(|token| !token.is_number()) {
            return false;
        }
        match digits.len() {
            3 | 6 => digits.starts_with('1') && is_public(&digits),
            4 => digits.starts_with('3') && is_public(&digits),
            10.. => {
                let plus = self.text[..self.tokens[range.start].at.start].ends_with('+');
                digits.len() == 10 && digits.starts_with("08")
                    || phone(&digits, plus).is_some_and(|national| is_public(&national))
            }
            _ => false,
        }
    }

    /// "12/11/2026", "2026-11-12".
    fn is_day(&self, at: usize) -> bool {
        let mark = self.before(at + 1);
        let [first, month, last] = [at, at + 1, at + 2];
        let day = |at: usize| self.long(at) <= 2 && (1..=31).contains(&self.number(at));
        last < self.at.end
            && mark == self.before(last)
            && (1..=12).contains(&self.number(month))
            && self.long(month) <= 2
            && (self.is_year(last) && day(first) || self.is_year(first) && day(last))
    }

    /// "12/11/26", alone or with an hour. Nothing else stands on either side with the same mark, or it would be one number.
    fn is_short_day(&self, at: usize) -> bool {
        let last = at + 2;
        let mark = self.before(last);
        last < self.at.end
            && [at, at + 1, last].iter().all(|at| self.long(*at) == 2)
            && (1..=31).contains(&self.number(at))
            && (1..=12).contains(&self.number(at + 1))
            && matches!(mark, "/" | "." | "-")
            && mark == self.before(at + 1)
            && self.before(at) != mark
            && self.before(last + 1) != mark
            && (last + 1..self.at.end).all(|at| self.long(at) <= 2 && self.number(at) < 60)
            && self.at.end - last <= 3
    }

    /// "14:30", and the hours of a counter: "9-12".
    fn is_hour(&self, at: usize) -> bool {
        let mark = self.before(at + 1);
        at + 1 < self.at.end
            && matches!(mark, ":" | "-")
            && self.before(at) != mark
            && self.before(at + 2) != mark
            && self.long(at) <= 2
            && self.long(at + 1) <= 2
            && self.number(at) <= 24
            && match mark {
                ":" => self.number(at + 1) < 60,
                _ => self.number(at) < self.number(at + 1) && self.number(at + 1) <= 24,
            }
    }

    /// A postal code, named so or before the name of a town, which has its capital where other digits stand before.
    fn is_postal(&self, at: usize, beside: bool) -> bool {
        let after = &self.text[self.tokens[at].at.end..];
        let town = after.strip_prefix([' ', '\u{a0}']).and_then(|after| after.chars().next());
        self.long(at) == 5
            && (town.is_some_and(|c| if beside { c.is_uppercase() } else { c.is_alphabetic() })
                || self.words_before(3).any(|word| holds(POSTAL, word)) && !beside)
    }

    /// The number of an article, "L. 262-2", or of a form, "cerfa 15481-01".
    fn is_law(&self) -> bool {
        let dashed = (self.at.start + 1..self.at.end).all(|at| self.before(at) == "-");
        let short = self.at.clone().all(|at| self.long(at) <= 4) && self.long(self.at.start) >= 2;
        let named = self.words_before(1).any(|word| holds(ARTICLES, word));
        let form =
            self.at.len() == 2 && self.long(self.at.start) == 5 && self.words_before(3).any(|word| word == "cerfa");
        dashed && (named && short && !self.word(self.at.start).starts_with('0') || form)
    }

    /// Ages, or days of a month, one after the other: "4 6 9 12 14 ans".
    fn is_list(&self) -> bool {
        let named = self.tokens.get(self.at.end).is_some_and(|after| holds(LISTED, &after.word));
        let short = self.at.clone().all(|at| self.long(at) <= 2 && !self.word(at).starts_with('0'));
        named && short && (self.at.start + 1..self.at.end).all(|at| self.number(at - 1) < self.number(at))
    }

    /// What it most likely is.
    fn kind(&self) -> PersonalKind {
        let phone = self.word(self.at.start).starts_with(['0', 'o']);
        match self.digits(|_| true) {
            16 => PersonalKind::Card,
            8..=11 if phone => PersonalKind::Phone,
            _ => PersonalKind::File,
        }
    }
}
