//! Personal data sent unasked: recognised, taken out, never kept.
//!
//! Social-security numbers, IBANs, payment cards, phone numbers, e-mail addresses, passwords, the numbers of a file, a name
//! or "born on" with its date. A number that everybody may call is none of these, nor is a date that was asked for.

use super::normal::fold;
use std::ops::Range;

/// After these words, a number of some digits is that of a person's file.
const FILES: [&str; 7] = ["allocataire", "etranger", "agdref", "fiscal", "beneficiary", "foreigner", "securite"];
/// Words of a password. They may be two tokens.
const PASSWORDS: &str = "mot de passe, mots de passe, mdp, code secret, password, passwd, contrasena, clave, palavra passe, \
    senha, parola, parolam, parola mea, пароль, sifre, sifrem, كلمه السر, كلمه المرور, الرقم السري, \
    code pin";
/// Words between a password's name and the password.
const LINKS: &str = "est, c, c est, is, es, e, este, это, це, هو, هي, sera, mea este";
/// What is said of a password that is not told.
const STATES: &str = "oublie oubliee perdu perdue bloque bloquee expire expiree faux fausse incorrect incorrecte refuse \
    change invalide perime errone mauvais forgotten forgot lost wrong expired blocked invalid refused \
    locked olvidada perdida bloqueada incorrecta caducada esquecida incorreta expirada errada uitata \
    pierduta gresita blocata expirata забыт забыла забыл неверныи заблокирован утерян забув невірнии \
    yanlis unuttum kayip خطا منسيه نسيت ضاعت";
/// Words of a birth.
const BORN: &str = "ne nee naissance born birth nacido nacida naci nacimiento nascido nascida nasci nascimento nascut \
    nascuta nasterii родился родилась рождения народився народилась dogumluyum dogum ولدت مولود";
/// Words before a name.
const NAMES: &str = "je m appelle, m appelle, mon nom, my name, me llamo, mi nombre, meu nome, ma numesc, ma cheama, \
    меня зовут, мене звати, اسمي";
/// Words that lead to personal data and ask for nothing.
const LEADS: &str = "mon ma mes voici est c et de du la le les un une num numero no nos tel telephone portable mobile fixe mail \
    email courriel adresse iban rib carte bleue secu securite sociale mot passe mdp password code secret pin identifiant nir \
    caf allocataire etranger fiscal nom prenom appelle je suis nee ne bonjour merci salut svp my the number phone name is am \
    born card account compte bancaire bank ecrivez ecrire mi numero telefono meu numar telefon numara hello joindre appeler \
    rappeler appelez contactez moi au minha date мои міи моя моє";

/// A word of a text, folded, and where it stands.
struct Token {
    at: Range<usize>,
    word: String,
}

impl Token {
    fn is_number(&self) -> bool {
        !self.word.is_empty() && self.word.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// A text without the personal data in it; `None` where there is none, nothing where nothing else was said.
///
/// `is_public` says whether the digits of a phone number are those of one that everybody may call; `asked`, whether a date of
/// birth may be an answer.
pub fn without(text: &str, is_public: impl Fn(&str) -> bool, asked: bool) -> Option<String> {
    let tokens = tokens(text);
    let mut found = emails(text);
    found.extend(numbers(text, &tokens, is_public));
    found.extend(ibans(&tokens));
    found.extend(passwords(text, &tokens));
    found.extend(births(&tokens, asked));
    if found.is_empty() {
        return None;
    }
    let kept: String =
        text.char_indices().filter(|(at, _)| !found.iter().any(|range| range.contains(at))).map(|(_, c)| c).collect();
    let said = |word: &str| word.chars().count() > 2 && !holds(LEADS, word);
    let need = fold(&kept).split(' ').any(|word| said(word) && word.chars().any(char::is_alphabetic));
    Some(if need { kept.trim().to_owned() } else { String::new() })
}

fn tokens(text: &str) -> Vec<Token> {
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

fn emails(text: &str) -> Vec<Range<usize>> {
    let is_email = |word: &str| {
        word.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.split_once('.').is_some_and(|(name, end)| !name.is_empty() && end.len() >= 2)
        })
    };
    let starts = text
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && text[..*at].chars().next_back().is_none_or(char::is_whitespace));
    starts.map(|(at, _)| at..at + word_length(text, at)).filter(|word| is_email(&text[word.clone()])).collect()
}

fn word_length(text: &str, at: usize) -> usize {
    text[at..].find(char::is_whitespace).unwrap_or(text.len() - at)
}

/// Numbers of a person, written in one or in groups.
fn numbers(text: &str, tokens: &[Token], is_public: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    const GROUPS: usize = 9;
    let joined = |left: &Token, right: &Token| {
        let between = &text[left.at.end..right.at.start];
        between.len() <= 4 && between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '-' | '_' | '(' | ')'))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (mut digits, mut end) = (String::new(), None);
        for next in at..tokens.len().min(at + GROUPS) {
            let token = &tokens[next];
            if !token.is_number() || next > at && !joined(&tokens[next - 1], token) {
                break;
            }
            digits.push_str(&token.word);
            let plus = text[..tokens[at].at.start].ends_with('+');
            let phone = phone(&digits, plus).is_some_and(|national| !is_public(&national));
            let file = digits.len() >= 6 && tokens[at.saturating_sub(4)..at].iter().any(|word| is_file(&word.word));
            if phone || is_nir(&digits) || is_card(&digits) || file {
                end = Some(next);
            }
        }
        if let Some(end) = end {
            found.push(tokens[at].at.start..tokens[end].at.end);
            at = end;
        }
        at += 1;
    }
    found
}

fn is_file(word: &str) -> bool {
    FILES.contains(&word)
}

/// The national digits of a phone number that may be a person's: no 08, which are services.
fn phone(digits: &str, plus: bool) -> Option<String> {
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

/// A social-security number: sex 1 or 2, then a plausible month.
fn is_nir(digits: &str) -> bool {
    let month: u8 = digits.get(3..5).and_then(|month| month.parse().ok()).unwrap_or(0);
    matches!(digits.len(), 13 | 15) && matches!(digits.as_bytes()[0], b'1' | b'2') && (1..=12).contains(&month)
}

/// A payment card: 16 digits that pass Luhn's check.
fn is_card(digits: &str) -> bool {
    let value = |(index, byte): (usize, u8)| {
        let value = u32::from(byte - b'0') * if index % 2 == 1 { 2 } else { 1 };
        if value > 9 { value - 9 } else { value }
    };
    digits.len() == 16 && digits.bytes().rev().enumerate().map(value).sum::<u32>().is_multiple_of(10)
}

/// IBANs: a French one by its shape, others by their check digits.
fn ibans(tokens: &[Token]) -> Vec<Range<usize>> {
    const SHORTEST: usize = 15;
    const FRENCH: usize = 27;
    const LONGEST: usize = 34;
    let mut found = Vec::new();
    for (at, first) in tokens.iter().enumerate() {
        let head = first.word.as_bytes();
        if head.len() < 4 || !head[..2].iter().all(u8::is_ascii_lowercase) || !head[2..4].iter().all(u8::is_ascii_digit)
        {
            continue;
        }
        let mut joined = String::new();
        for token in &tokens[at..] {
            joined.push_str(&token.word);
            if joined.len() > LONGEST || !joined.is_ascii() {
                break;
            }
            let french = joined.len() == FRENCH
                && joined.starts_with("fr")
                && joined.as_bytes()[2..14].iter().all(u8::is_ascii_digit);
            if french || joined.len() >= SHORTEST && checks(&joined) {
                found.push(first.at.start..token.at.end);
                break;
            }
        }
    }
    found
}

/// The check of ISO 13616: what is left of 97 is one.
fn checks(iban: &str) -> bool {
    let digits = iban.bytes().skip(4).chain(iban.bytes().take(4)).map(|byte| match byte {
        b'0'..=b'9' => (u64::from(byte - b'0'), 10),
        _ => (u64::from(byte.wrapping_sub(b'a')) + 10, 100),
    });
    digits.fold(0, |rest, (value, scale)| (rest * scale + value) % 97) == 1
}

/// The number of tokens that the longest fitting entry of a list takes.
fn begins(tokens: &[Token], list: &str) -> Option<usize> {
    let taken = |entry: &str| {
        let words = entry.split(' ').count();
        let all = words <= tokens.len() && entry.split(' ').zip(tokens).all(|(word, token)| token.word == word);
        all.then_some(words)
    };
    list.split(", ").filter_map(taken).max()
}

/// Whether a list holds a word.
fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// A password beside its name. What is only said of one ("forgotten") is none.
fn passwords(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(length) = begins(&tokens[at..], PASSWORDS) else { continue };
        let after = at + length;
        let linked = begins(&tokens[after..], LINKS);
        let first = after + linked.unwrap_or(0);
        let Some(token) = tokens.get(first) else { continue };
        let before = &text[tokens[first - 1].at.end..token.at.start];
        let set = before.contains([':', '=']);
        let whole = token.at.start..token.at.start + word_length(text, token.at.start);
        let word = text[whole.clone()].trim_end_matches(['.', ',', ';', '?']);
        let has = |is: fn(char) -> bool| word.chars().any(is);
        let odd = has(|c| c.is_numeric())
            || word.chars().skip(1).any(char::is_uppercase)
            || word.contains(['!', '#', '@', '*', '_']);
        let long = word.chars().count() >= 4;
        let last = first + 1 == tokens.len() || !text[whole.end..].trim_start().starts_with(char::is_alphanumeric);
        let told = match (set, linked) {
            (true, _) => true,
            (_, Some(_)) => odd || long && last,
            _ => odd && long && has(|c| c.is_numeric()),
        };
        if told && !holds(STATES, &token.word) {
            found.push(tokens[at].at.start..whole.end);
        }
    }
    found
}

/// A date of birth beside "born", with the name before it.
fn births(tokens: &[Token], asked: bool) -> Vec<Range<usize>> {
    const NEAR: usize = 4;
    let name = (0..tokens.len()).find(|at| begins(&tokens[*at..], NAMES).is_some());
    if asked && name.is_none() {
        return Vec::new();
    }
    let date = |at: usize| {
        let [day, month, year] = tokens.get(at..at + 3)? else { return None };
        let number = |token: &Token| token.word.trim_end_matches("er").parse::<u16>().ok();
        let day = number(day).is_some_and(|day| (1..=31).contains(&day));
        let month = number(month).map_or(month.word.chars().count() > 2, |month| (1..=12).contains(&month));
        let year = year.word.len() == 4 && number(year).is_some_and(|year| (1900..=2099).contains(&year));
        (day && month && year).then_some(at)
    };
    let born = (0..tokens.len()).filter(|at| holds(BORN, &tokens[*at].word));
    let dates = born.filter_map(|at| {
        let near = at.saturating_sub(NEAR)..at + 1 + NEAR;
        let day = near.clone().filter(|day| *day > at || day + 3 <= at).find_map(date)?;
        let from = name.filter(|name| *name < at.min(day)).unwrap_or(at.min(day));
        Some(tokens[from].at.start..tokens[at.max(day + 2)].at.end)
    });
    dates.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of services, as content has them.
    fn is_public(digits: &str) -> bool {
        ["0141864247", "0970823551"].contains(&digits)
    }

    fn rest(text: &str) -> Option<String> {
        without(text, is_public, false)
    }

    #[test]
    fn personal_data_is_seen() {
        // Published examples: a specimen card number, specimen IBANs, a number of no living person, phone numbers of the
        // ranges that are never given out.
        for text in [
            "mon numéro 1 00 01 99 999 999 00",
            "FR76 3000 6000 0112 3456 7890 189",
            "mon rib DE89 3704 0044 0532 0130 00",
            "4111 1111 1111 1111",
            "ecrivez a qui.que.ce.soit@example.org",
            "06 39 98 00 01",
            "0639980001",
            "06.39.98.00.01",
            "mon tel: 06-39-98-00-01",
            "+33 6 39 98 00 01",
            "0033639980001",
            "+33 (0)6 39 98 00 01",
            "٠٦٣٩٩٨٠٠٠١",
            "appelez moi au 01 99 00 12 34",
            "+212 612 345 678",
            "mdp: azerty",
            "mon mot de passe est Toto1234!",
            "mon mot de passe c'est azerty",
            "my password is hunter2",
            "mi contraseña es Perro99",
            "a minha senha é gato123",
            "parola mea este Casa2020",
            "мой пароль это Волга77",
            "мій пароль: Київ77",
            "şifrem Kedi1234",
            "كلمة السر هي Qamar99",
            "je m'appelle Jeanne Martin née le 12/03/1980",
            "je suis né le 12 mars 1980",
            "Date de naissance : 12-03-1980",
            "my name is Ann, born 1 May 1975",
            "12.03.1980 doğumluyum",
            "mon numéro d'allocataire est 1234567",
            "n° étranger 9912345678",
            "numéro fiscal 12 34 567 890 123",
        ] {
            assert_eq!(rest(text).as_deref(), Some(""), "{text}");
        }
    }

    #[test]
    fn ordinary_numbers_dates_and_words_are_not() {
        for text in [
            "115",
            "3919",
            "39 39",
            "116 006",
            "09 70 82 35 51",
            "01 41 86 42 47",
            "0 805 16 00 75",
            "0 892 705 705",
            "12000 Rodez",
            "j'ai 1200 euros",
            "1 200 000",
            "né en 1985",
            "né le 12",
            "12/03/1980",
            "rdv le 12/11/2026",
            "mon fils est né hier",
            "je ne peux pas payer le 12 mars 2026",
            "cerfa 15481",
            "4 et 9 ans",
            "j'ai oublié mon mot de passe",
            "mon mot de passe est oublié",
            "mon mot de passe est toujours refusé",
            "mot de passe perdu ameli",
            "mot de passe : oublié",
            "my password is wrong",
            "contraseña olvidada",
            "la caf me demande mon numéro d'allocataire",
            "titre de séjour étranger 10 ans",
            "F12006",
            "3 enfants, 1 bébé, 2 ans et 4 mois",
        ] {
            assert_eq!(rest(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_that_was_asked_for_is_an_answer() {
        for text in ["né le 12/03/1980", "12 mars 1980", "je suis née le 1er mai 1975"] {
            assert_eq!(without(text, is_public, true), None, "{text}");
        }
        assert!(without("je m'appelle Jeanne, née le 12/03/1980", is_public, true).is_some());
    }

    #[test]
    fn the_need_beside_it_is_left() {
        for (text, left) in [
            ("mon mail est qui@example.org, je veux demander le RSA", "je veux demander le RSA"),
            ("aide au loyer 06 39 98 00 01", "aide au loyer"),
            ("06 39 98 00 01 12000 Rodez", "12000 Rodez"),
            ("je m'appelle Jeanne née le 12/03/1980 je cherche une crèche", "je cherche une crèche"),
        ] {
            let rest = rest(text).expect("personal data");
            assert!(rest.ends_with(left) && !rest.contains("1980") && !rest.contains("98 00"), "{text}: {rest}");
        }
    }
}
