//! Free texts of the field's data on one line, as people can read them: what is foreign in them is taken out, and so are the
//! signs of Markdown; what is cut says so.

use crate::fields::line;
use crate::sound::sound;
use guichet_core::text::dated::clean;

/// Longest text read; what follows is left out before anything else is done.
const LONGEST: usize = 20_000;
/// Where sources cut their summaries, in characters.
const CUT: usize = 280;

/// A short text. What is taken out is of no use to anybody, and is not told.
pub(crate) fn short(text: &str) -> String {
    line(&plain(text).0)
}

/// A text of a few sentences, at most so long: cut after a word, with a sign that it is; and what was taken out.
pub(crate) fn sentences(text: &str, most: usize) -> (String, Vec<&'static str>) {
    let (whole, told) = plain(text);
    // The source itself cut it, inside a word or after it.
    let cut = text.trim().chars().count() == CUT && !whole.ends_with(['.', '!', '?', '…', ')', ':']);
    if whole.chars().count() <= most && !cut {
        return (whole, told);
    }
    let kept: String = whole.chars().take(most.saturating_sub(1)).collect();
    let kept = kept.rsplit_once(' ').map_or(kept.as_str(), |(kept, _)| kept);
    (format!("{}…", kept.trim_end_matches([',', ';', ':', '-', ' '])), told)
}

fn plain(text: &str) -> (String, Vec<&'static str>) {
    let (text, told) = sound(&clean(text, LONGEST));
    // Escapes, then bold; the signs of headings are words of their own.
    let text = text.replace(['\\', '\u{ad}'], "").replace("**", "");
    let words = text.split_whitespace().filter(|word| word.chars().any(|c| c != '#'));
    (words.collect::<Vec<_>>().join(" "), told)
}

#[cfg(test)]
mod tests {
    //! - only words are left, on one line;
    //! - a text that the source cut at 280 characters, or that is too long, says so; read again, it is the same.

    use super::*;

    #[test]
    fn only_words_are_left() {
        let text = "## <p>Aide&nbsp;&agrave; <b>tous</b> \u{1f600}</p>\n\\- \\**moins\\** de 18 ans a@b.fr";
        assert_eq!(short(text), "Aide à tous - moins de 18 ans");
        let (read, told) = sentences(text, 100);
        assert_eq!((read.as_str(), told.len()), ("Aide à tous - moins de 18 ans", 3), "{told:?}");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(sentences("un deux trois", 9).0, "un deux…");
        let cut = "mot ".repeat(69) + "coup";
        assert_eq!(cut.chars().count(), CUT);
        let read = sentences(&cut, 600).0;
        assert!(read.ends_with("mot…"), "{read}");
        assert_eq!(sentences(&read, 600).0, read);
        let whole = "m".repeat(279) + ".";
        assert_eq!(sentences(&whole, 600).0, whole);
    }
}
