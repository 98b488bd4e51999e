//! Numbers in prose, as the registry says that a language writes them.

use crate::model::Lang;

/// A number of so many decimals, with the language's marks.
pub fn text(value: f64, decimals: usize, lang: Lang) -> String {
    let marks = lang.numbers();
    let plain = format!("{value:.decimals$}");
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |plain| ("-", plain));
    let (whole, part) = plain.split_once('.').map_or((plain, None), |(whole, part)| (whole, Some(part)));
    let mut out = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) && whole.len() >= marks.grouped_from {
            out.push_str(marks.group);
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push_str(marks.decimal);
        out.push_str(part);
    }
    out
}

/// An amount in euros.
pub fn euros(value: f64, decimals: usize, lang: Lang) -> String {
    lang.numbers().euros.replace("{}", &text(value, decimals, lang))
}

/// A percentage.
pub fn percent(value: f64, decimals: usize, lang: Lang) -> String {
    lang.numbers().percent.replace("{}", &text(value, decimals, lang))
}
