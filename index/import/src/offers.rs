//! Values of a standard's lists, read into the vocabulary of what places offer. What the vocabulary does not know is kept as
//! people can read it, under the heading of its field, and told.

use crate::prose::short;
use crate::record::{Record, Run};
use guichet_content::{Features, Standard};
use guichet_core::model::FeatureId;
use guichet_core::text::normal::fold;

/// Longest list of values that is shown, in characters.
const LONGEST: usize = 300;
/// Values that say nothing.
const EMPTY: [&str; 5] = ["non", "oui", "aucun", "non renseigne", "nc"];

/// A field of a standard, under the names that it has had.
pub(crate) struct Field {
    /// The heading over what the vocabulary does not know; empty where that is of no use to anybody.
    pub heading: &'static str,
    /// Its names.
    pub names: &'static [&'static str],
}

/// Reads the fields of a record into its features.
pub(crate) fn read(
    record: &mut Record,
    run: &mut Run<'_>,
    standards: &[Standard],
    fields: &[Field],
    get: &dyn Fn(&[&str]) -> String,
) {
    for field in fields {
        let mut left: Vec<String> = Vec::new();
        for name in field.names {
            let (mut known, unknown) = values(run.features(), standards, field.names, &get(&[name]));
            record.features.append(&mut known);
            left.extend(unknown.into_iter().filter(|value| !EMPTY.contains(&fold(value).as_str())));
        }
        left.dedup();
        if left.is_empty() || field.heading.is_empty() {
            continue;
        }
        let shown = joined(&left);
        let told = format!("not in the vocabulary, kept as text: {shown}");
        run.out.warn(&record.source, &record.key(), field.names[0], told);
        record.notes.push((field.heading, shown));
    }
}

/// The features of a list, and the values that are none.
pub(crate) fn values(
    features: &Features,
    standards: &[Standard],
    fields: &[&str],
    cell: &str,
) -> (Vec<FeatureId>, Vec<String>) {
    let find = |value: &str| {
        // "Gratuit : je peux accéder gratuitement…": what stands before the colon is the value.
        let short = value.split_once(':').map_or(value, |(value, _)| value);
        let known = |value| standards.iter().find_map(|standard| features.find(*standard, fields, value));
        known(value).or_else(|| known(short)).cloned()
    };
    if let Some(whole) = find(cell) {
        return (vec![whole], Vec::new());
    }
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for value in split(cell) {
        match find(&value) {
            Some(feature) => known.push(feature),
            None => unknown.push(short(&value)),
        }
    }
    unknown.retain(|value| !value.is_empty());
    (known, unknown)
}

/// The values of a list, as standards and spreadsheets write one: parted by `|`, `;` or a comma, where no better sign does,
/// or as a list of Python, JSON or SQL. A comma between brackets parts nothing.
pub(crate) fn split(cell: &str) -> Vec<String> {
    let trimmed = cell.trim();
    let inner =
        [('[', ']'), ('{', '}')].iter().find_map(|(open, close)| trimmed.strip_prefix(*open)?.strip_suffix(*close));
    let text = inner.unwrap_or(trimmed);
    let sign = ['|', ';'].into_iter().find(|sign| text.contains(*sign)).unwrap_or(',');
    let mut depth = 0_i32;
    let parts = text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        c == sign && (sign != ',' || depth <= 0)
    });
    let bare = |part: &str| match inner {
        Some(_) => part.trim().trim_matches(['"', '\'']).trim().to_owned(),
        None => part.trim().to_owned(),
    };
    parts.map(bare).filter(|part| !part.is_empty()).collect()
}

/// Values as people read them: each once, as many as a screen takes.
pub(crate) fn joined(values: &[String]) -> String {
    let mut shown: Vec<&str> = Vec::new();
    for value in values {
        let length: usize = shown.iter().map(|value| value.chars().count() + 2).sum();
        if !shown.contains(&value.as_str()) && length < LONGEST {
            shown.push(value);
        }
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    //! - a list is read in every way it is written; a comma between brackets parts nothing;
    //! - a value is known with or without its explanation; what is not known is handed back.

    use super::*;

    #[test]
    fn lists_as_written() {
        for written in ["a|b c", "a ; b c;", "a, b c", "['a', 'b c']", "[\"a\",\"b c\"]", "{a,\"b c\"}"] {
            assert_eq!(split(written), ["a", "b c"], "{written}");
        }
        assert_eq!(split("Gratuit (si a, b), Payant"), ["Gratuit (si a, b)", "Payant"]);
        assert_eq!(split("l'aide, d'abord"), ["l'aide", "d'abord"]);
        assert!(split(" ").is_empty() && split("[]").is_empty());
    }

    #[test]
    fn values_are_known_with_their_explanation() {
        let features: Features =
            "[[feature]]\nid = \"fee/free\"\nlabel = { fr = \"Gratuit\" }\nmednum-v0 = { prix = [\"Gratuit\"] }\n"
                .parse()
                .expect("a vocabulary");
        let read = |cell| values(&features, &[Standard::Mednum], &["prix"], cell);
        assert_eq!(read("GRATUIT : on ne paie rien, jamais").0, ["fee/free"]);
        assert_eq!(read("gratuit;<b>Cher</b>"), (vec!["fee/free".into()], vec!["Cher".to_owned()]));
    }
}
