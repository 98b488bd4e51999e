//! A view as plain text: what a pipe, a screen reader, a bot and a printer read. It is made for a phone: a choice takes a line
//! and a half at most, and what only fills a wide screen is left out.

use guichet_core::layout::{self, Kind, Line, Role, Start};
use guichet_core::model::Lang;
use guichet_core::talk::Action;
use guichet_core::view::{Block, View};
use std::borrow::Cow;

/// Characters of a line and a half on a phone.
const LINE: usize = 56;

/// A piece of a line: words or what stands between them, and what they are.
pub type Piece<'a> = (Cow<'a, str>, Role);

/// The whole view: title, blocks, numbered choices; an empty line between two parts.
pub fn view(view: &View) -> String {
    let lines = layout::view(view);
    let parts = lines.chunk_by(|_, next| next.start != Start::Part).map(together);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The choices of a view. Where a number is asked for, a digit that is typed is that number: they stand without theirs.
pub fn choices(view: &View) -> Vec<String> {
    layout::choices(view).iter().map(line).collect()
}

/// One block, in a language.
pub fn block(block: &Block, lang: Lang) -> String {
    together(&layout::block(block, lang))
}

/// Lines one under the other.
fn together(lines: &[Line]) -> String {
    lines.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// One line.
pub fn line(line: &Line) -> String {
    pieces(line).into_iter().map(|(text, _)| text).collect()
}

/// One line in pieces: its mark, its words, and what stands between them. None where it is left out.
pub fn pieces(line: &Line) -> Vec<Piece<'_>> {
    let mark = match line.kind {
        Kind::Hint => return Vec::new(),
        Kind::Choice { number, by_digit } => return choice(line, number, by_digit),
        Kind::Notice => "! ",
        Kind::Entry => "- ",
        Kind::Box { ticked: true } => "[x] ",
        Kind::Box { ticked: false } => "[ ] ",
        _ => "",
    };
    let mark = (!mark.is_empty()).then_some((Cow::Borrowed(mark), Role::Plain));
    mark.into_iter().chain(line.pieces()).collect()
}

/// One choice: `2. Logement`, with what it holds on the line below where both are short.
fn choice(line: &Line, number: u8, by_digit: bool) -> Vec<Piece<'_>> {
    let (whole, year, detail) = (line.part(Role::Plain), line.part(Role::Year), line.part(Role::Muted));
    if !by_digit {
        return vec![("→".into(), Role::Number), (" ".into(), Role::Plain), (whole.into(), Role::Plain)];
    }
    let opens = line.key.as_deref().is_some_and(Action::opens);
    let label = if opens { shortened(whole) } else { whole.into() };
    let mut pieces = vec![(format!("{number}.").into(), Role::Number), (" ".into(), Role::Plain), (label, Role::Plain)];
    if !year.is_empty() {
        pieces.push((format!(" ({year})").into(), Role::Year));
    }
    if !detail.is_empty() && whole.chars().count() + detail.chars().count() <= LINE {
        pieces.push((format!("\n   {detail}").into(), Role::Muted));
    }
    pieces
}

/// The label of a card, no longer than a line and a half: its card has all of it on top.
fn shortened(label: &str) -> Cow<'_, str> {
    let Some((end, _)) = label.char_indices().nth(LINE) else { return label.into() };
    let head = &label[..end];
    // Where a part of it ends, and no bracket stays open; else between two words.
    let whole = |at: &usize| *at > end / 2 && head[..*at].matches('(').count() == head[..*at].matches(')').count();
    let mut parts = head.match_indices([':', ',', '(', '–']).map(|(at, _)| at);
    let cut = parts.rfind(whole).or_else(|| head.rfind(' ')).unwrap_or(end);
    format!("{}…", head[..cut].trim_end_matches([' ', '\u{a0}', ',', ':', '–', '('])).into()
}

#[cfg(test)]
mod tests {
    //! A choice is short: long titles of cards end where a part of them ends, and no other label is cut.

    use super::*;
    use guichet_core::view::{Choice, Expects};

    fn asked(expects: Expects, label: &str, detail: &str, key: &str) -> String {
        let choice = Choice { number: 1, label: label.into(), detail: detail.into(), tag: None, key: key.into() };
        let (lang, title, blocks) = (Lang::FR, String::new(), Vec::new());
        view(&View { lang, item_lang: lang, title, blocks, choices: vec![choice], expects, discreet: false })
    }

    fn of(label: &str, detail: &str, key: &str) -> String {
        asked(Expects::Need, label, detail, key)
    }

    #[test]
    fn a_choice_is_a_line_and_a_half() {
        let open = |label: &str| of(label, "", "open card/x");
        for (label, short) in [
            ("Visale : un garant gratuit", "Visale : un garant gratuit"),
            (
                "Complémentaire santé solidaire (ex-CMU, C2S)\u{a0}: une mutuelle gratuite ou presque",
                "Complémentaire santé solidaire (ex-CMU, C2S)…",
            ),
            (
                "Carte Vitale perdue, volée ou jamais reçue, attestation de droits",
                "Carte Vitale perdue, volée ou jamais reçue…",
            ),
            (
                "Discrimination : on me traite moins bien à cause de ce que je suis",
                "Discrimination : on me traite moins bien à cause de ce…",
            ),
        ] {
            assert_eq!(open(label), format!("1. {short}"));
        }
        let unbroken = "é".repeat(90);
        assert_eq!(open(&unbroken), format!("1. {}…", "é".repeat(LINE)));
        assert_eq!(of(&unbroken, "", "say a b"), format!("1. {unbroken}"), "an answer is read whole");
        assert_eq!(of("Logement", "Loyer, factures", "theme 0 x"), "1. Logement\n   Loyer, factures");
        assert_eq!(of("RSA", &"x".repeat(LINE), "open card/rsa"), "1. RSA");
        assert_eq!(asked(Expects::Number, "Je ne sais pas", "", "say age ?"), "→ Je ne sais pas");
    }

    #[test]
    fn a_hint_is_for_wide_screens() {
        assert_eq!(block(&Block::Hint { body: "Choisissez".into() }, Lang::FR), "");
    }
}
