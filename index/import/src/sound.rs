//! Foreign words made fit to show: markup, formulas of spreadsheets, pictures, e-mail addresses and broken encodings taken
//! out, and told.

use encoding_rs::WINDOWS_1252;

/// Longest tag of markup, in characters.
const LONGEST_TAG: usize = 2_000;

/// Names of characters in markup that French texts hold.
const ENTITIES: [(&str, &str); 18] = [
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&rsquo;", "’"),
    ("&eacute;", "é"),
    ("&egrave;", "è"),
    ("&ecirc;", "ê"),
    ("&agrave;", "à"),
    ("&acirc;", "â"),
    ("&ccedil;", "ç"),
    ("&ocirc;", "ô"),
    ("&ucirc;", "û"),
    ("&ugrave;", "ù"),
    ("&icirc;", "î"),
    ("&Eacute;", "É"),
    ("&euro;", "€"),
    ("&#39;", "'"),
    ("&amp;", "&"),
];

/// A text as people can read it, on one line, and what was done to it.
pub(crate) fn sound(text: &str) -> (String, Vec<&'static str>) {
    let mut told = Vec::new();
    let mut sound = text.to_owned();
    let mut change = |new: Option<String>, why: &'static str| {
        if let Some(new) = new {
            sound = new;
            told.push(why);
        }
        sound.clone()
    };
    let now = change(encoded_twice(text), "letters encoded twice: put right");
    let now = change(formula(&now), "a formula of a spreadsheet: its text alone is kept");
    let now = change(markup(&now), "markup: dropped");
    let now = change(pictures(&now), "pictures: dropped");
    change(addresses(&now), "an e-mail address: dropped");
    (sound.split_whitespace().collect::<Vec<_>>().join(" "), told)
}

/// `Ã©` is `é` that was taken for Windows-1252 once too often.
fn encoded_twice(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â']) {
        return None;
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    if lost {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok().filter(|once| once != text)
}

/// What a formula shows, where it says it: `="0102"` and `=HYPERLINK("…";"Name")`. Of others nothing is kept.
fn formula(text: &str) -> Option<String> {
    let text = text.trim();
    let mut signs = text.chars();
    let (first, second) = (signs.next()?, signs.next());
    let calls = || second.is_some_and(char::is_alphabetic) && text.contains('(') && !text.contains(' ');
    if first != '=' && !(matches!(first, '@' | '+' | '-') && calls()) {
        return None;
    }
    let texts: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
    let alone = text.starts_with("=\"") || text.to_ascii_uppercase().starts_with("=HYPERLINK(");
    Some(texts.last().filter(|_| alone).map(|text| (*text).to_owned()).unwrap_or_default())
}

/// The text without its tags, the names of its characters written out. What stands in a script goes with it.
fn markup(text: &str) -> Option<String> {
    if !text.contains(['<', '&']) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let tag = &rest[at..];
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let end = tag.chars().take(LONGEST_TAG).position(|c| c == '>').filter(|_| opens);
        let Some(end) = end.and_then(|end| tag.char_indices().nth(end)) else {
            plain.push('<');
            rest = &tag[1..];
            continue;
        };
        let name: String = tag[1..].chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        rest = &tag[end.0 + 1..];
        if matches!(name.as_str(), "script" | "style") {
            let close = rest.to_ascii_lowercase().find(&format!("</{name}"));
            rest = close.map_or("", |close| &rest[close..]);
        }
        plain.push(' ');
    }
    plain.push_str(rest);
    for (name, character) in ENTITIES.iter().filter(|_| text.contains('&')) {
        plain = plain.replace(name, character);
    }
    (plain != text).then_some(plain)
}

/// The text without emoji and what joins them, which terminals and screen readers stumble over.
fn pictures(text: &str) -> Option<String> {
    let picture = |c: char| {
        matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}'
            | '\u{20e3}' | '\u{e0020}'..='\u{e007f}' | '\u{fffc}')
    };
    text.contains(picture).then(|| text.replace(picture, " "))
}

/// The text without words that are e-mail addresses: some are a person's own.
fn addresses(text: &str) -> Option<String> {
    let address = |word: &&str| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches('.').contains('.'))
    };
    text.contains('@').then_some(())?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !address(word)).collect();
    (kept.len() < words.len()).then(|| kept.join(" "))
}

#[cfg(test)]
mod tests {
    //! - markup, scripts, formulas, pictures, addresses and double encoding go, and are told; plain words stay as they are.

    use super::*;

    #[test]
    fn words_as_people_read_them() {
        for (written, read) in [
            ("Mairie de <b>Rodez</b>", "Mairie de Rodez"),
            ("A<script>alert(1)</script>B", "A B"),
            ("L&apos;&eacute;picerie &amp; co", "L'épicerie & co"),
            ("=HYPERLINK(\"http://x.example\";\"Frigo\")", "Frigo"),
            ("=\"0102\"", "0102"),
            ("=1+1", ""),
            ("@SUM(A1:A9)", ""),
            ("🍏 Frigo ❄️ solidaire", "Frigo solidaire"),
            ("Écrire à a.b@exemple.fr ou venir", "Écrire à ou venir"),
            ("Ã‰picerie solidaire", "Épicerie solidaire"),
        ] {
            let (sound, told) = sound(written);
            assert_eq!((sound.as_str(), told.len()), (read, 1), "{written}");
        }
        for plain in ["Esp@ce numérique", "5 < 6 & 7", "- de 25 ans", "+ de services (CAF)", "L’âge d’Or", "Ânerie"]
        {
            assert_eq!(sound(plain), (plain.to_owned(), vec![]), "{plain}");
        }
    }
}
