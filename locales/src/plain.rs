//! A view as plain text: what a pipe, a screen reader, a bot and a printer read.

use guichet_core::view::{Block, Choice, Expects, View};

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

/// One choice: `2. Logement`, with what it holds on the line below.
fn choice(choice: &Choice) -> String {
    let line = format!("{}. {}", choice.number, choice.label);
    if choice.detail.is_empty() { line } else { format!("{line}\n   {}", choice.detail) }
}

/// One block.
pub fn block(block: &Block) -> String {
    match block {
        Block::Text { body } | Block::Heading { body } | Block::Gauge { body, .. } => body.clone(),
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
