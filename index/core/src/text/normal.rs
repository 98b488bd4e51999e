//! One normaliser for the kiosk, the bots and the shell.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds a text for comparison: compatibility forms, lower case, no accents, ligatures split, every apostrophe and
/// dash as a space, digits of any script as ASCII, one space between words.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            fold_lower(c.to_ascii_lowercase(), &mut out);
            continue;
        }
        // Marks are left out, so that their order, all that a whole text would tell more than its characters, is nothing.
        decompose_compatible(c, |part| {
            if !is_combining_mark(part) {
                part.to_lowercase().for_each(|c| fold_lower(c, &mut out));
            }
        });
    }
    out.truncate(out.trim_end().len());
    out
}

/// Adds a character in lower case to a folded text.
fn fold_lower(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ı' => out.push('i'),
        'đ' => out.push('d'),
        'ł' => out.push('l'),
        // Arabic letters written in several ways: alef forms decompose, the rest are folded here.
        'ة' => out.push('ه'),
        'ى' => out.push('ي'),
        'ـ' => {}
        _ => match digit(c) {
            Some(value) => out.push(char::from(b'0' + value)),
            None if c.is_alphanumeric() => out.push(c),
            None if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            None => {}
        },
    }
}

/// The folded words of a text.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The value of a decimal digit of the scripts people write in here: Latin, Arabic-Indic, Persian, Devanagari,
/// Bengali, and full-width.
pub fn digit(c: char) -> Option<u8> {
    let zeros = ['0', '٠', '۰', '०', '০', '０'];
    zeros.into_iter().find_map(|zero| {
        let offset = u32::from(c).checked_sub(u32::from(zero))?;
        u8::try_from(offset).ok().filter(|value| *value < 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_folds_as_its_whole_decomposition_does() {
        use unicode_normalization::UnicodeNormalization;
        for c in (0..=0x10_ffff_u32).filter_map(char::from_u32) {
            let text = format!("a{c}\u{301}\u{323}b{c}");
            assert_eq!(fold(&text), fold(&text.nfkd().collect::<String>()), "{c:?}");
        }
    }

    #[test]
    fn folds_accents_apostrophes_ligatures_and_digits() {
        for typed in ["l’aide", "l'aide", "L AIDE", "L`Aide", " l'àidé "] {
            assert_eq!(fold(typed), "l aide", "{typed}");
        }
        assert_eq!(fold("Cœur, ٢ ۲ ２!"), "coeur 2 2 2");
        assert_eq!(words("où est-ce ?"), ["ou", "est", "ce"]);
        assert_eq!(fold("🙂…"), "");
    }
}
