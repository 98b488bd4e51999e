//! Lines of at most a given width, measured as a terminal measures: wide characters take two columns, marks none.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns a text takes.
pub(crate) fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The text in lines of at most `columns`, broken at spaces; a word that is longer is cut. Line feeds are kept. A
/// no-break space binds, as French typography wants before `:`, `?` and inside numbers.
pub(crate) fn wrap(text: &str, columns: u16) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let between = u16::from(!line.is_empty());
            if width(&line) + between + width(word) <= columns {
                if between == 1 {
                    line.push(' ');
                }
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut pieces = cut(word, columns);
            line = pieces.pop().unwrap_or_default();
            lines.append(&mut pieces);
        }
        lines.push(line);
    }
    lines
}

/// The text on one line of at most `columns`, its end replaced by `…` where it does not fit.
pub(crate) fn shorten(text: &str, columns: u16) -> String {
    let text = text.replace('\n', " ");
    if width(&text) <= columns {
        return text;
    }
    let mut kept = cut(&text, columns.saturating_sub(1).max(1)).into_iter().next().unwrap_or_default();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// The end of the text that fits `columns`: what one sees while typing a long line.
pub(crate) fn tail(text: &str, columns: u16) -> &str {
    let mut taken = 0;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        taken += width(grapheme);
        if taken > columns {
            break;
        }
        start = at;
    }
    &text[start..]
}

/// A word in pieces of at most `columns`.
fn cut(word: &str, columns: u16) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut taken = 0;
    for grapheme in word.graphemes(true) {
        let wide = width(grapheme);
        if taken + wide > columns && taken > 0 {
            pieces.push(String::new());
            taken = 0;
        }
        taken += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(grapheme);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    //! - no line is wider than asked, whatever the script;
    //! - nothing of the text is lost but the spaces at breaks;
    //! - a no-break space never breaks.

    use super::*;

    #[test]
    fn no_line_is_too_wide_and_nothing_is_lost() {
        let texts = [
            "Où aller pour l'APL ?",
            "很长的中文句子没有空格",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa bb",
            "e\u{301}te\u{301} 👩‍👩‍👧 x",
            "",
        ];
        for text in texts {
            for columns in 2..30 {
                let lines = wrap(text, columns);
                assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
                let bare = |text: &str| text.replace(' ', "");
                assert_eq!(bare(&lines.concat()), bare(text));
            }
        }
        assert_eq!(wrap("un\n\ndeux", 10), ["un", "", "deux"]);
    }

    #[test]
    fn a_no_break_space_binds() {
        assert_eq!(wrap("Pour quoi\u{a0}?", 9), ["Pour", "quoi\u{a0}?"]);
    }

    #[test]
    fn shortened_and_tailed() {
        assert_eq!(shorten("Aide au logement", 8), "Aide au…");
        assert_eq!(shorten("Aide", 4), "Aide");
        assert_eq!(tail("loyer impayé", 6), "impayé");
        assert_eq!(tail("日本", 3), "本");
    }
}
