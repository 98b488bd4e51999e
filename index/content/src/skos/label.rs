//! Labels of foreign thesauri made sound: one line, no markup, no control or direction characters.

use guichet_core::text::dated::clean;

/// Longest label kept, in characters: a longer one is a definition.
pub(super) const LONGEST: usize = 200;
/// What is looked at of a longer text.
const LOOKED_AT: usize = LONGEST * 10;

/// Tags that part words; the others stand inside of one.
const PARTING: [&str; 8] = ["br", "p", "li", "ul", "div", "td", "tr", "h1"];

/// The text of a label, perhaps longer than [`LONGEST`].
pub(super) fn text(foreign: &str) -> String {
    let cut = clean(foreign, LOOKED_AT);
    let text = without_entities(&without_tags(&cut));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match after.find('>').filter(|_| is_tag) {
            Some(end) => {
                let name = after[..end].trim_start_matches('/').to_ascii_lowercase();
                let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                if PARTING.contains(&name) {
                    out.push(' ');
                }
                rest = &after[end + 1..];
            }
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Only what HTML writers escape most: no number may bring a control character back.
fn without_entities(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, sign) in [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if text.contains(entity) {
            text = text.replace(entity, sign);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_gone_and_words_stay() {
        for (foreign, said) in [
            ("Logement", "Logement"),
            ("  <b>Aide</b>\r\n au&nbsp;<i class=\"x\">log</i>ement<br/>social ", "Aide au logement social"),
            ("moins < 18 ans, plus > 65", "moins < 18 ans, plus > 65"),
            ("a\u{1b}[2J\u{202e}b⟦1⟧", "a[2Jb1"),
            ("Droit &amp; lois &amp;lt;", "Droit & lois &lt;"),
            ("<", "<"),
            ("<!-- rien -->", ""),
        ] {
            assert_eq!(text(foreign), said);
        }
    }
}
