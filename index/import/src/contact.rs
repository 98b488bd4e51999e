//! Phone numbers and web addresses as sources write them, made fit to show, or dropped.

use guichet_core::text::dated::clean;

/// Longest web address kept; longer ones are trackers or accidents.
const LONGEST_URL: usize = 300;

/// Country codes of French territories that share the national ten-digit plan: what follows them begins with the same
/// digits without the zero.
const TERRITORIES: [&str; 5] = ["33", "262", "590", "594", "596"];

/// What separates the numbers of a cell.
const BETWEEN: [char; 5] = ['/', ';', '|', ',', '\n'];
/// Most numbers of one cell.
const MOST_NUMBERS: usize = 6;

/// Every sound number of a cell, each once, in its order, as people in France dial it: pairs (`05 65 77 88 00`), short numbers
/// (`115`, `30 13`), and other countries with their `+`.
pub(crate) fn phones(text: &str) -> Vec<String> {
    let text: String = text.chars().take(500).collect();
    let parts = text.replace(" ou ", "/").replace(" et ", "/");
    let mut found: Vec<String> = Vec::new();
    for number in parts.split(BETWEEN).filter_map(one_phone) {
        if !found.contains(&number) && found.len() < MOST_NUMBERS {
            found.push(number);
        }
    }
    found
}

/// Whether a number, as [`phones`] writes it, costs more than a call: `08 1`, `08 2` and `08 9` with their surcharge, and the
/// directories in `118`.
pub fn is_premium(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let ten = digits.len() == 10 && ["081", "082", "089"].iter().any(|begin| digits.starts_with(begin));
    ten || (digits.len() == 6 && digits.starts_with("118"))
}

fn one_phone(text: &str) -> Option<String> {
    // "+33 (0)4 …": the zero is for callers inside France only.
    let text = text.trim().replace("(0)", "");
    let abroad = text.starts_with('+') || text.starts_with("00");
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if abroad {
        digits = digits.trim_start_matches("00").to_owned();
        let home = TERRITORIES.iter().find_map(|code| {
            let rest = digits.strip_prefix(code)?.trim_start_matches('0');
            // Overseas the territory's code is said twice: +262 262 12 34 56 is 02 62 12 34 56.
            (rest.len() == 9).then(|| format!("0{rest}"))
        });
        match home {
            Some(home) => digits = home,
            None => return (7..=14).contains(&digits.len()).then(|| format!("+{digits}")),
        }
    }
    match (digits.len(), digits.as_bytes().first()?) {
        (10, b'0') => Some(pairs(&digits)),
        // A spreadsheet has eaten the zero.
        (9, b'1'..=b'9') => Some(pairs(&format!("0{digits}"))),
        (11, b'3') if digits.starts_with("33") => Some(pairs(&format!("0{}", &digits[2..]))),
        (4, b'1' | b'3') => Some(pairs(&digits)),
        (2, _) => ["15", "17", "18"].contains(&digits.as_str()).then_some(digits),
        (3, b'1') => Some(digits),
        (6, _) => digits.starts_with("116").then_some(digits),
        _ => None,
    }
}

/// The first four figures of the numbers of each overseas country code, and that code.
const OVERSEAS: [(&str, &[&str]); 4] = [
    ("262", &["0262", "0263", "0269", "0639", "0692", "0693"]),
    ("590", &["0590", "0690", "0691"]),
    ("594", &["0594", "0694"]),
    ("596", &["0596", "0696", "0697"]),
];

/// A number that [`phone`] wrote, with the sign of its country; `None` for a short one, which cannot be called from another.
pub(crate) fn international(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if number.starts_with('+') {
        return Some(format!("+{digits}"));
    }
    let code = OVERSEAS.iter().find(|(_, heads)| heads.iter().any(|head| digits.starts_with(head)));
    (digits.len() == 10).then(|| format!("+{}{}", code.map_or("33", |(code, _)| code), &digits[1..]))
}

fn pairs(digits: &str) -> String {
    let pairs: Vec<&str> = digits.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok()).collect();
    pairs.join(" ")
}

/// A web address that a browser can open: `http` or `https`, a host with a dot, no user name. `None` for anything else,
/// an e-mail address above all.
pub(crate) fn website(text: &str) -> Option<String> {
    let text = clean(text.trim(), LONGEST_URL + 1);
    let text = text.split_whitespace().next()?;
    if text.chars().count() > LONGEST_URL {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (scheme, rest) = match lower.split_once(':') {
        Some((scheme @ ("http" | "https"), _)) => (scheme, text[scheme.len() + 1..].trim_start_matches('/')),
        _ if lower.contains("://") => return None,
        _ => ("http", text),
    };
    let host = rest.split(['/', '?', '#']).next()?;
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let sound = name.len() > 3
        && name.contains('.')
        && name.split('.').all(|part| !part.is_empty())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
        && name.chars().any(char::is_alphabetic)
        && port.chars().all(|c| c.is_ascii_digit());
    sound.then(|| format!("{scheme}://{rest}"))
}

#[cfg(test)]
mod tests {
    //! - every way of writing a French number gives the same pairs; what is not a number gives nothing;
    //! - only http and https addresses come out, never an e-mail address, never a user name.

    use super::*;

    fn phone(text: &str) -> Option<String> {
        phones(text).into_iter().next()
    }

    #[test]
    fn numbers_as_dialled() {
        for written in
            ["0565778800", "05.65.77.88.00", "+33 5 65 77 88 00", "+33(0)565778800", "0033565778800", "565778800"]
        {
            assert_eq!(phone(written).as_deref(), Some("05 65 77 88 00"), "{written}");
        }
        assert_eq!(phone("30 13").as_deref(), Some("30 13"));
        assert_eq!(phone("3646").as_deref(), Some("36 46"));
        assert_eq!(phone("115").as_deref(), Some("115"));
        assert_eq!(phone("+262 262 12 34 56").as_deref(), Some("02 62 12 34 56"));
        assert_eq!(phone("+687 27 07 85").as_deref(), Some("+687270785"));
        assert_eq!(phone("03 90 6 / 05 65 77 88 00").as_deref(), Some("05 65 77 88 00"));
        assert_eq!(phones("0565778800 ou 05 65 77 88 01 / 0565778800"), ["05 65 77 88 00", "05 65 77 88 01"]);
        assert!(is_premium("08 99 00 00 00") && !is_premium("08 00 00 00 00") && !is_premium("36 46"));
        for broken in ["", "03 90 6", "03 22 88 365 0 1", "sur rendez-vous", "\u{1b}[2J", "+1"] {
            assert_eq!(phone(broken), None, "{broken}");
        }
    }

    #[test]
    fn numbers_for_abroad_come_back() {
        for (number, abroad) in [
            ("05 65 77 88 00", "+33565778800"),
            ("02 62 12 34 56", "+262262123456"),
            ("06 96 12 34 56", "+596696123456"),
            ("+687270785", "+687270785"),
        ] {
            assert_eq!(international(number).as_deref(), Some(abroad));
            assert_eq!(phone(abroad).as_deref(), Some(number));
        }
        assert_eq!((international("115"), international("36 46"), international("")), (None, None, None));
    }

    #[test]
    fn addresses_that_open() {
        assert_eq!(website("www.bajus.fr").as_deref(), Some("http://www.bajus.fr"));
        assert_eq!(website("https:/www.exemple.fr").as_deref(), Some("https://www.exemple.fr"));
        assert_eq!(website(" HTTPS://Exemple.fr/a?b=c#d ").as_deref(), Some("https://Exemple.fr/a?b=c#d"));
        for broken in [
            "mairie@exemple.fr",
            "https://qui:quoi@exemple.fr",
            "javascript:alert(1)",
            "ftp://exemple.fr",
            "http://",
            "http://localhost",
            "néant",
            "",
        ] {
            assert_eq!(website(broken), None, "{broken}");
        }
        assert_eq!(website(&format!("http://exemple.fr/{}", "a".repeat(400))), None);
    }
}
