//! HTML as Telegram reads it: a few tags, well nested, four named entities.

/// Tags that may stand bare.
const TAGS: [&str; 14] =
    ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "tg-spoiler", "span"];

/// The text that people see.
///
/// # Errors
/// What Telegram would refuse, in a sentence.
pub(super) fn visible(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '>']) {
        text.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        match rest.as_bytes()[at] {
            b'<' => {
                let (tag, left) = after.split_once('>').ok_or("a tag has no end")?;
                match tag.strip_prefix('/') {
                    Some(name) if open.last() == Some(&name) => {
                        open.pop();
                    }
                    Some(name) => return Err(format!("</{name}> closes nothing")),
                    None if TAGS.contains(&tag) => open.push(tag),
                    None if tag.starts_with("a href=\"") => open.push("a"),
                    None => return Err(format!("<{tag}> is no tag of Telegram")),
                }
                rest = left;
            }
            b'&' => {
                let (name, left) = after.split_once(';').ok_or("an entity has no end")?;
                text.push(entity(name).ok_or_else(|| format!("&{name}; is no entity of Telegram"))?);
                rest = left;
            }
            // Telegram takes it; we do not, for it shows that something was not escaped.
            _ => return Err("a '>' is not escaped".into()),
        }
    }
    text.push_str(rest);
    match open.last() {
        Some(tag) => Err(format!("<{tag}> is not closed")),
        None => Ok(text),
    }
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_telegram_reads_is_read_and_the_rest_is_refused() {
        assert_eq!(visible("<b>1.</b> a &lt;b&gt; &amp; &#233;"), Ok("1. a <b> & é".to_owned()));
        for broken in ["<b>x", "x</b>", "<b><i>x</b></i>", "<p>x</p>", "a & b", "a &nbsp; b", "a < b", "a > b"] {
            assert!(visible(broken).is_err(), "{broken}");
        }
    }
}
