//! Numbers and their units in running text, and the words before them: what facts and phone numbers are found with.

/// Whether a word or number can start at `at`: not inside another one.
pub(super) fn starts_here(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let (last, prior) = (before.next(), before.next());
    let inside = last.is_some_and(|c| c.is_alphanumeric() || c == '+')
        || (matches!(last, Some('.' | ',')) && prior.is_some_and(|c| c.is_ascii_digit()));
    !inside
}

/// Length of the number at the start of `text`: `30 000`, `1,50`, `1.500`.
fn number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    if length == 0 {
        return None;
    }
    loop {
        let rest = &text[length..];
        let grouped = rest.strip_prefix(' ').map(digits) == Some(3);
        let decimals = rest.strip_prefix(['.', ',']).map_or(0, digits);
        if grouped && length <= 12 {
            length += 4;
        } else if decimals > 0 && length <= 12 {
            length += 1 + decimals;
        } else {
            return Some(length);
        }
    }
}

/// Length of a number or a range of two (`2 à 4`) followed by what `unit` reads.
pub(super) fn measured(text: &str, unit: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let first = number(text)?;
    let rest = &text[first..];
    if let Some(unit) = unit(rest) {
        return Some(first + unit);
    }
    [" à ", " et ", " ou ", " - ", "-"].into_iter().find_map(|between| {
        let second = rest.strip_prefix(between)?;
        let length = number(second)?;
        Some(first + between.len() + length + unit(&second[length..])?)
    })
}

/// Length of a unit of money, with the space before it.
pub(super) fn money(text: &str) -> Option<usize> {
    let units =
        ["€", "euros", "euro", "centimes", "millions d'euros", "million d'euros", "millions €", "million €", "k€"];
    unit_of(text, &units)
}

pub(super) fn percent(text: &str) -> Option<usize> {
    unit_of(text, &["%"])
}

pub(super) fn unit_of(text: &str, units: &[&str]) -> Option<usize> {
    let rest = text.trim_start_matches(' ');
    let space = text.len() - rest.len();
    units.iter().find_map(|unit| {
        let after = rest.strip_prefix(unit)?;
        let whole = !unit.ends_with(char::is_alphabetic) || !after.starts_with(char::is_alphanumeric);
        whole.then_some(space + unit.len())
    })
}

/// Years.
pub(super) const LONG: [&str; 4] = ["années", "année", "ans", "an"];
/// Days to months.
pub(super) const MIDDLE: [&str; 7] = ["semaines", "semaine", "trimestres", "trimestre", "mois", "jours", "jour"];
/// Hours and minutes.
pub(super) const SHORT: [&str; 4] = ["heures", "heure", "minutes", "minute"];
/// Length of a unit of time, with the space before it.
pub(super) fn duration(text: &str) -> Option<usize> {
    [&LONG[..], &MIDDLE[..], &SHORT[..]].iter().find_map(|units| unit_of(text, units))
}

/// The last words of the sentence that `before` ends in, in lower case, twenty at most.
pub(super) fn last_words(before: &str) -> Vec<String> {
    let start = before.char_indices().rev().nth(140).map_or(0, |(index, _)| index);
    let sentence = before[start..].rsplit(['.', ';', ':']).next().unwrap_or_default();
    let words: Vec<String> =
        sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words[words.len().saturating_sub(20)..].to_vec()
}
