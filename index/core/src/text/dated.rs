//! Facts that age inside a text.
//!
//! An amount, a delay or a phone number is wrapped in `⟦` `⟧` by the importers. In a fresh text the marks vanish; in an
//! old one each such fact is shown as that of its year. Foreign text cannot carry the marks: [`clean`] drops them.

/// Opens a fact that ages.
pub const OPEN: char = '⟦';
/// Closes it.
pub const CLOSE: char = '⟧';

/// The fact, marked.
pub fn mark(fact: &str) -> String {
    format!("{OPEN}{fact}{CLOSE}")
}

/// The text with each marked fact passed through `show`.
pub fn render(text: &str, mut show: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(OPEN) {
        out.push_str(&rest[..start]);
        let inner = &rest[start + OPEN.len_utf8()..];
        let Some(end) = inner.find(CLOSE) else {
            rest = inner;
            break;
        };
        out.push_str(&show(&inner[..end]));
        rest = &inner[end + CLOSE.len_utf8()..];
    }
    out.push_str(rest);
    out
}

/// The text without its marks.
pub fn plain(text: &str) -> String {
    render(text, str::to_owned)
}

/// Foreign text made safe to show: no control character but the line feed, no bidirectional override, no marks of
/// ours, no private or unassigned direction tricks; at most `limit` characters.
pub fn clean(text: &str, limit: usize) -> String {
    let unsafe_char = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            || c == OPEN
            || c == CLOSE
    };
    text.chars().filter(|c| !unsafe_char(*c)).take(limit).map(|c| if c == '\t' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_show_or_vanish() {
        let text = format!("Vous recevez {} par mois.", mark("150 €"));
        assert_eq!(plain(&text), "Vous recevez 150 € par mois.");
        assert_eq!(render(&text, |fact| format!("{fact} (en 2020)")), "Vous recevez 150 € (en 2020) par mois.");
        assert_eq!(plain("un ⟦ seul"), "un  seul");
    }

    #[test]
    fn foreign_text_cannot_command_the_terminal_or_forge_marks() {
        assert_eq!(clean("a\u{1b}[2Jb\u{202e}c⟦1 €⟧\nd", 100), "a[2Jbc1 €\nd");
        assert_eq!(clean("ééé", 2), "éé");
    }
}
