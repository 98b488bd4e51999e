//! One normaliser for the kiosk, the bots and the shell.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for comparison: compatibility forms, lower case, no accents, ligatures split, every apostrophe and
/// dash as a space, digits of any script as ASCII, one space between words.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = true;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let mut push = |c: char| {
            out.push(c);
            space = false;
        };
        match c {
            'œ' => "oe".chars().for_each(push),
            'æ' => "ae".chars().for_each(push),
            'ß' => "ss".chars().for_each(push),
            'ı' => push('i'),
            'đ' => push('d'),
            'ł' => push('l'),
            // Arabic letters written in several ways: alef forms decompose above, the rest are folded here.
            'ة' => push('ه'),
            'ى' => push('ي'),
            'ـ' => {}
            _ => match digit(c) {
                Some(value) => push(char::from(b'0' + value)),
                None if c.is_alphanumeric() => push(c),
                None => {
                    if !space {
                        out.push(' ');
                        space = true;
                    }
                }
            },
        }
    }
    out.truncate(out.trim_end().len());
    out
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
    fn folds_accents_apostrophes_ligatures_and_digits() {
        for typed in ["l’aide", "l'aide", "L AIDE", "L`Aide", " l'àidé "] {
            assert_eq!(fold(typed), "l aide", "{typed}");
        }
        assert_eq!(fold("Cœur, ٢ ۲ ２!"), "coeur 2 2 2");
        assert_eq!(words("où est-ce ?"), ["ou", "est", "ce"]);
        assert_eq!(fold("🙂…"), "");
    }
}
