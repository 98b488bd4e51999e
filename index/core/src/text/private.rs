//! Personal data sent unasked: recognised, never kept.

/// Whether a text holds what looks like a social-security number, an IBAN, a payment card, an e-mail address or a
/// password.
pub fn holds_personal_data(text: &str) -> bool {
    let lower = text.to_lowercase();
    let password = ["mot de passe:", "mot de passe :", "password:", "password :", "mdp:", "mdp :"];
    if password.iter().any(|mark| lower.contains(mark)) || has_email(&lower) {
        return true;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
    has_iban(&compact) || digit_runs(&compact).any(|run| matches!(run.len(), 13 | 15) && is_nir(run) || is_card(run))
}

fn has_email(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.split_once('.').is_some_and(|(name, end)| !name.is_empty() && end.len() >= 2)
        })
    })
}

/// A French IBAN: `FR`, two digits, then 23 characters.
fn has_iban(compact: &str) -> bool {
    let bytes = compact.as_bytes();
    bytes.windows(27).any(|window| {
        window[..2].eq_ignore_ascii_case(b"FR")
            && window[2..4].iter().all(u8::is_ascii_digit)
            && window[4..14].iter().all(u8::is_ascii_digit)
            && window[14..].iter().all(u8::is_ascii_alphanumeric)
    })
}

fn digit_runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

/// A social-security number: sex 1 or 2, then a plausible month.
fn is_nir(run: &str) -> bool {
    let month: u8 = run[3..5].parse().unwrap_or(0);
    matches!(run.as_bytes()[0], b'1' | b'2') && (1..=12).contains(&month)
}

/// A payment card: 16 digits that pass Luhn's check.
fn is_card(run: &str) -> bool {
    let sum: u32 = run
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let value = u32::from(byte - b'0') * if index % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    run.len() == 16 && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_seen_and_ordinary_ones_are_not() {
        // Published examples: a specimen card number, a specimen IBAN, a number of no living person.
        for text in [
            "mon numéro 1 00 01 99 999 999 00",
            "FR76 3000 6000 0112 3456 7890 189",
            "4970 1012 3456 7890 puis 4111 1111 1111 1111",
            "ecrivez a qui.que.ce.soit@example.org",
            "mdp: azerty",
        ] {
            assert!(holds_personal_data(text), "{text}");
        }
        for text in ["115", "12000 Rodez", "j'ai 1200 euros", "né en 1985", "cerfa 15481", "rdv le 12/11/2026"] {
            assert!(!holds_personal_data(text), "{text}");
        }
    }
}
