//! Free texts of the field's data as people can read them: no markup, no emoji, no e-mail address.

use crate::fields::line;
use guichet_core::text::dated::clean;

/// Longest text read; what follows is left out before anything else is done.
const LONGEST: usize = 20_000;
/// Where sources cut their summaries, in characters.
const CUT: usize = 280;

/// Named entities that are met; numbered ones are decoded too.
const ENTITIES: [(&str, char); 19] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("ocirc", 'ô'),
    ("ucirc", 'û'),
    ("ugrave", 'ù'),
    ("icirc", 'î'),
    ("rsquo", '’'),
    ("hellip", '…'),
    ("euro", '€'),
];

/// A name or a short text on one line.
pub(crate) fn short(text: &str) -> String {
    line(&plain(text))
}

/// A text of a few sentences on one line, at most so long: cut after a word, with a sign that it is.
pub(crate) fn sentences(text: &str, most: usize) -> String {
    let whole = plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    // The source itself cut it, inside a word or after it.
    let cut = text.trim().chars().count() == CUT && !whole.ends_with(['.', '!', '?', '…', ')', ':']);
    if whole.chars().count() <= most && !cut {
        return whole;
    }
    let kept: String = whole.chars().take(most.saturating_sub(1)).collect();
    let kept = kept.rsplit_once(' ').map_or(kept.as_str(), |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':', '-', ' ']))
}

/// The text without its markup, emoji and addresses of mail. Lines stay.
fn plain(text: &str) -> String {
    let text = decoded(&without_tags(&clean(text, LONGEST)));
    // What was written as an entity is foreign too.
    let text: String = clean(&text, LONGEST).chars().filter(|c| !is_emoji(*c)).collect();
    let words = |line: &str| line.split(' ').filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
    text.split('\n').map(words).collect::<Vec<_>>().join("\n")
}

/// Each tag becomes a space. A sign that begins no tag stays: "moins de < 18 ans".
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        let named = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.find('>').filter(|_| named) {
            Some(end) => {
                out.push(' ');
                rest = &tag[end + 1..];
            }
            None => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, entity) = rest.split_at(start);
        out.push_str(before);
        let end = entity.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((end, character(&entity[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &entity[end + 1..];
            }
            None => {
                out.push('&');
                rest = &entity[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(entity: &str) -> Option<char> {
    let number = entity.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    });
    match number {
        Some(number) => char::from_u32(number.ok()?),
        None => ENTITIES.iter().find(|(name, _)| *name == entity).map(|(_, c)| *c),
    }
}

const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200d}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    //! - markup, entities, emoji and addresses of mail go, words stay; a sign that is no tag stays;
    //! - a text that the source cut at 280 characters, or that is too long, says so.

    use super::*;

    #[test]
    fn only_words_are_left() {
        let text = "<p>Aide&nbsp;&agrave; <b>tous</b> \u{1f600}✨</p>\n<script>x</script> moins de < 18 ans &#233;t&#xe9; &bidule; a@b.fr";
        assert_eq!(short(text), "Aide à tous x moins de < 18 ans été &bidule;");
        assert_eq!(short("a &lt;b&gt; c &#x202e; d"), "a <b> c d");
        assert_eq!(short("5 < 6"), "5 < 6");
        assert_eq!(sentences("Un.\n\nDeux\u{7}.", 100), "Un. Deux.");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(sentences("un deux trois", 9), "un deux…");
        let cut = "mot ".repeat(69) + "coup";
        assert_eq!(cut.chars().count(), CUT);
        let read = sentences(&cut, 600);
        assert!(read.ends_with("mot…"), "{read}");
        assert_eq!(sentences(&read, 600), read, "read again, it is the same");
        let whole = "m".repeat(279) + ".";
        assert_eq!(sentences(&whole, 600), whole);
    }
}
