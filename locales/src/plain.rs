//! A view as plain text: what a pipe, a screen reader, a bot and a printer read. It is made for a phone: a choice takes a line
//! and a half at most, and what only fills a wide screen is left out.

use guichet_core::talk::Action;
use guichet_core::view::{Block, Choice, Expects, View};

/// Characters of a line and a half on a phone.
const LINE: usize = 56;

/// The whole view: title, blocks, numbered choices.
pub fn view(view: &View) -> String {
    let mut parts = vec![view.title.clone()];
    parts.extend(view.blocks.iter().map(block));
    parts.push(choices(view).join("\n"));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The choices of a view. Where a number is asked for, a digit that is typed is that number: they stand without theirs.
pub fn choices(view: &View) -> Vec<String> {
    let worded = view.expects == Expects::Number;
    view.choices.iter().map(|one| if worded { format!("→ {}", one.label) } else { choice(one) }).collect()
}

/// One choice: `2. Logement`, with what it holds on the line below where both are short.
fn choice(choice: &Choice) -> String {
    let line = format!("{}. {}", choice.number, label(choice));
    let short = choice.label.chars().count() + choice.detail.chars().count() <= LINE;
    if choice.detail.is_empty() || !short { line } else { format!("{line}\n   {}", choice.detail) }
}

/// A label, of a card no longer than a line and a half: its card has all of it on top.
fn label(choice: &Choice) -> String {
    let Some((end, _)) = choice.label.char_indices().nth(LINE) else { return choice.label.clone() };
    if !Action::opens(&choice.key) {
        return choice.label.clone();
    }
    let head = &choice.label[..end];
    // Where a part of it ends, and no bracket stays open; else between two words.
    let whole = |at: &usize| *at > end / 2 && head[..*at].matches('(').count() == head[..*at].matches(')').count();
    let mut parts = head.match_indices([':', ',', '(', '–']).map(|(at, _)| at);
    let cut = parts.rfind(whole).or_else(|| head.rfind(' ')).unwrap_or(end);
    format!("{}…", head[..cut].trim_end_matches([' ', '\u{a0}', ',', ':', '–', '(']))
}

/// One block.
pub fn block(block: &Block) -> String {
    match block {
        Block::Text { body } | Block::Heading { body } | Block::Gauge { body, .. } => body.clone(),
        Block::Hint { .. } => String::new(),
        Block::Notice { body } => format!("! {body}"),
        Block::List { entries } => lines(entries.iter().map(|entry| format!("- {entry}"))),
        Block::Table { rows } => lines(rows.iter().map(|row| row.join(" | "))),
        Block::Case { title, blocks } => {
            let inner = lines(blocks.iter().map(self::block));
            if title.is_empty() { inner } else { format!("{title}\n{inner}") }
        }
        Block::Card { summary, .. } => summary.clone(),
        Block::Place { name, address, phone, distance, opening, .. } => {
            let parts = [name, address, phone, distance, opening];
            lines(parts.into_iter().filter(|part| !part.is_empty()).cloned())
        }
        Block::Right { name, amount, reasons, .. } => {
            let parts: Vec<&str> =
                [name, amount].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            let line = Some(parts.join(" – ")).filter(|line| !line.is_empty());
            lines(line.into_iter().chain(reasons.iter().map(|reason| format!("- {reason}"))))
        }
        Block::Phone { number, name, terms } => {
            let line = format!("{number} – {name}");
            if terms.is_empty() { line } else { format!("{line} ({terms})") }
        }
        Block::Emergency { advice, numbers, .. } => {
            let calls = numbers.iter().map(|n| {
                let terms = if n.terms.is_empty() { String::new() } else { format!(" ({})", n.terms) };
                format!("{} – {}{terms}", n.number, n.name)
            });
            let advice = Some(advice.clone()).filter(|advice| !advice.is_empty());
            lines(advice.into_iter().chain(calls))
        }
        Block::EmergencyCheck { question, .. } => question.clone(),
        Block::Source { body, url } => match url {
            Some(url) => format!("{body} {url}"),
            None => body.clone(),
        },
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    //! A choice is short: long titles of cards end where a part of them ends, and no other label is cut.

    use super::*;

    fn of(label: &str, detail: &str, key: &str) -> String {
        choice(&Choice { number: 1, label: label.into(), detail: detail.into(), key: key.into() })
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
    }

    #[test]
    fn a_hint_is_for_wide_screens() {
        assert_eq!(block(&Block::Hint { body: "Choisissez".into() }), "");
    }
}
