//! Numbers of a person, written in one or in groups.

use super::kind::{Personal, PersonalKind};
use super::token::Token;

/// Groups that one number is read from: every digit of the longest may stand alone.
const GROUPS: usize = 19;
/// Words of which one at most four words before a number of six digits says whose file it is.
const FILES: [(&str, PersonalKind); 8] = [
    ("caf", PersonalKind::Caf),
    ("allocataire", PersonalKind::Caf),
    ("beneficiary", PersonalKind::Caf),
    ("fiscal", PersonalKind::Tax),
    ("securite", PersonalKind::Nir),
    ("etranger", PersonalKind::File),
    ("agdref", PersonalKind::File),
    ("foreigner", PersonalKind::File),
];

/// That of them which is no word for a person or a number.
const OFFICE: &str = "caf";

/// The numbers of a person in a text.
pub(super) fn numbers(text: &str, tokens: &[Token], is_public: impl Fn(&str) -> bool) -> Vec<Personal> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut written = Written { plus: text[..tokens[at].at.start].ends_with('+'), ..Written::default() };
        let mut last = None;
        for next in at..tokens.len().min(at + GROUPS) {
            let between = if next > at { &text[tokens[next - 1].at.end..tokens[next].at.start] } else { "" };
            if !joins(between, &written) || !written.takes(&tokens[next], between) {
                break;
            }
            let amount = is_before_euros(text, tokens[next].at.end);
            let file = || file(&written, &tokens[at.saturating_sub(4)..at], amount);
            if let Some(kind) = written.kind(&is_public).or_else(file) {
                last = Some((next, kind));
            }
        }
        if let Some((next, kind)) = last.or_else(|| caf(text, tokens, at)) {
            found.push(Personal { kind, at: tokens[at].at.start..tokens[next].at.end });
            at = next;
        }
        at += 1;
    }
    found
}

/// Whether two groups may be of one number. A stroke stands between the pairs of a phone number, and in a date.
fn joins(between: &str, written: &Written) -> bool {
    between.chars().count() <= 3
        && (between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '-' | '_' | '(' | ')'))
            || between == "/" && written.groups.iter().all(|group| *group == 2))
}

/// The number of somebody's file. Behind the name of the office alone, which much is said of, it is one of seven digits in one.
fn file(written: &Written, before: &[Token], amount: bool) -> Option<PersonalKind> {
    let of_office = written.groups == [7] && !amount;
    let fits = |word: &str| if word == OFFICE { of_office } else { written.digits.len() >= 6 };
    let kind = |token: &Token| FILES.iter().find(|(word, _)| *word == token.word && fits(word)).map(|(_, kind)| *kind);
    before.iter().rev().find_map(kind)
}

/// Whether what ends at a place is an amount: euros are named next.
pub(super) fn is_before_euros(text: &str, end: usize) -> bool {
    let after = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    after.starts_with('€') || matches!(word.as_str(), "euro" | "euros" | "eur")
}

/// The number of a family-benefits file: seven digits and a letter (as on the letters of the Caf, seen in November 2026). A
/// letter that stands apart is a capital one, and no word.
fn caf(text: &str, tokens: &[Token], at: usize) -> Option<(usize, PersonalKind)> {
    const DIGITS: usize = 7;
    let (digits, letter) = tokens[at].word.split_at_checked(DIGITS)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let one = |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase();
    if one(letter) {
        return Some((at, PersonalKind::Caf));
    }
    let next = tokens.get(at + 1).filter(|next| letter.is_empty() && one(&next.word))?;
    let apart = &text[tokens[at].at.end..next.at.start];
    let capital = text[next.at.clone()].starts_with(char::is_uppercase);
    (capital && matches!(apart, " " | "-" | "\u{a0}")).then_some((at + 1, PersonalKind::Caf))
}

/// A number as it is written, group after group.
#[derive(Default)]
struct Written {
    digits: String,
    /// Lengths of its groups.
    groups: Vec<usize>,
    plus: bool,
    strokes: bool,
}

impl Written {
    /// Adds a group, where it is one of digits; of Corsica, a social-security number has a letter.
    fn takes(&mut self, token: &Token, between: &str) -> bool {
        let corsican = self.digits.len() + token.word.len() >= 7
            && is_corsican(&format!("{}{}", self.digits, token.word))
            && !is_corsican(&self.digits);
        let more = is_corsican(&self.digits) && token.is_number();
        if !(more || corsican || token.is_number() && !self.digits.contains(['a', 'b'])) {
            return false;
        }
        self.digits.push_str(&token.word);
        self.groups.push(token.word.len());
        self.strokes |= between == "/";
        true
    }

    fn kind(&self, is_public: impl Fn(&str) -> bool) -> Option<PersonalKind> {
        if self.strokes {
            return self.is_phone(is_public).then_some(PersonalKind::Phone);
        }
        if self.is_phone(is_public) {
            Some(PersonalKind::Phone)
        } else if is_nir(&self.digits) {
            Some(PersonalKind::Nir)
        } else if is_card(&self.digits) {
            Some(PersonalKind::Card)
        } else {
            self.is_tax().then_some(PersonalKind::Tax)
        }
    }

    /// A phone number, and not a date with an hour.
    fn is_phone(&self, is_public: impl Fn(&str) -> bool) -> bool {
        let pairs = !self.strokes || self.groups.iter().all(|group| *group == 2);
        pairs
            && !self.groups.starts_with(&[2, 2, 4])
            && phone(&self.digits, self.plus).is_some_and(|national| !is_public(&national))
    }

    /// A tax number: 13 digits of which the first is 0 to 3 (impots.gouv.fr, seen in November 2026), in one or in the groups of
    /// its letters. What begins with 00 is a phone number abroad.
    fn is_tax(&self) -> bool {
        let grouped = self.groups.len() == 1 || self.groups == [2, 2, 3, 3, 3];
        let first = self.digits.starts_with(['0', '1', '2', '3']) && !self.digits.starts_with("00");
        self.digits.len() == 13 && grouped && first
    }
}

/// The national digits of a phone number that may be a person's: no 08, which are services.
pub(super) fn phone(digits: &str, plus: bool) -> Option<String> {
    let abroad = digits.strip_prefix("00").or(plus.then_some(digits));
    let national = match abroad {
        Some(rest) => match rest.strip_prefix("33") {
            Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
            // Of another country.
            None => return (9..=14).contains(&rest.len()).then(|| digits.to_owned()),
        },
        None => digits.to_owned(),
    };
    let personal = matches!(national.as_bytes().get(1), Some(b'1'..=b'7' | b'9'));
    (national.len() == 10 && national.starts_with('0') && personal).then_some(national)
}

/// Whether a number has the letter of a département of Corsica where a social-security number has it.
fn is_corsican(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() >= 7
        && bytes[5] == b'2'
        && matches!(bytes[6], b'a' | b'b')
        && bytes.iter().enumerate().all(|(at, byte)| at == 6 || byte.is_ascii_digit())
}

/// A social-security number: by its key, whoever's it is; by sex and month, also without its key or with a slip in it.
fn is_nir(digits: &str) -> bool {
    let month: u8 = digits.get(3..5).and_then(|month| month.parse().ok()).unwrap_or(0);
    let shaped = matches!(digits.as_bytes().first(), Some(b'1' | b'2')) && (1..=12).contains(&month);
    matches!(digits.len(), 13 | 15) && shaped || has_key(digits)
}

/// Whether 15 digits end with the key of the 13 before, which is 97 less what is left of them by 97. Départements 2A and
/// 2B count as 19 and 18 (Insee, definition of the NIR, seen in November 2026); the first digit is a sex, also a provisional one.
fn has_key(digits: &str) -> bool {
    let Some((body, key)) = digits.split_at_checked(13) else { return false };
    let number: Option<u64> = body.replacen("2a", "19", 1).replacen("2b", "18", 1).parse().ok();
    let key = key.parse().ok().filter(|_| key.len() == 2);
    let sex = matches!(body.as_bytes()[0], b'1'..=b'4' | b'7' | b'8');
    sex && number.is_some_and(|number| key == Some(97 - number % 97))
}

/// A payment card: 16 digits, 15 that begin with 34 or 37, or 19, that pass Luhn's check.
fn is_card(digits: &str) -> bool {
    let value = |(index, byte): (usize, u8)| {
        let value = u32::from(byte.wrapping_sub(b'0')) * if index % 2 == 1 { 2 } else { 1 };
        if value > 9 { value - 9 } else { value }
    };
    let long = match digits.len() {
        15 => digits.starts_with("34") || digits.starts_with("37"),
        16 | 19 => digits.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    long && digits.bytes().rev().enumerate().map(value).sum::<u32>().is_multiple_of(10)
}
