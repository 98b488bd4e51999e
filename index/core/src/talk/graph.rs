//! Situations drawn as text: a graph that Mermaid or Graphviz lays out, for whoever writes or reviews them.

use crate::model::Situation;
use crate::model::situation::{Answer, Node};
use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

/// Characters of a label on one line of a box.
const LINE: usize = 34;

/// How a graph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `flowchart`, drawn by forges and by mermaid.js.
    Mermaid,
    /// `digraph`, drawn by Graphviz.
    Dot,
}

/// One situation: a box a question, a rounded box an answer, an arrow a choice. Only what is reached is drawn, the
/// nearest first. A node that is not there is drawn by its name, so that a draft can be looked at.
pub fn draw(situation: &Situation, format: Format) -> String {
    let order = reached(situation);
    let place = |node: &str| order.iter().position(|known| *known == node).unwrap_or_default();
    let mut out = match format {
        Format::Mermaid => "flowchart TD\n".to_owned(),
        Format::Dot => format!(
            "digraph \"{}\" {{\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n",
            dot(&situation.item.id)
        ),
    };
    for (at, id) in order.iter().enumerate() {
        let (text, answer) = match situation.nodes.get(*id) {
            Some(Node::Question(question)) => (question.text.clone(), false),
            Some(Node::Answer(answer)) => (with_people(answer), true),
            None => ((*id).to_owned(), false),
        };
        let _ = match (format, answer) {
            (Format::Mermaid, false) => writeln!(out, "  n{at}[\"{}\"]", mermaid(&text)),
            (Format::Mermaid, true) => writeln!(out, "  n{at}([\"{}\"])", mermaid(&text)),
            (Format::Dot, false) => writeln!(out, "  n{at} [label=\"{}\"];", dot(&text)),
            (Format::Dot, true) => writeln!(out, "  n{at} [label=\"{}\", style=rounded];", dot(&text)),
        };
    }
    for (at, id) in order.iter().enumerate() {
        for choice in situation.question(id).into_iter().flat_map(|question| &question.choices) {
            let (to, label) = (place(&choice.to), &choice.label);
            let _ = match format {
                Format::Mermaid => writeln!(out, "  n{at} -->|\"{}\"| n{to}", mermaid(label)),
                Format::Dot => writeln!(out, "  n{at} -> n{to} [label=\"{}\"];", dot(label)),
            };
        }
    }
    if format == Format::Dot {
        out.push_str("}\n");
    }
    out
}

/// What the page of all situations opens with.
const HEAD: &str = "# Situations, drawn

Made by `guichet situations --graph --lang fr`; do not edit by hand. A box is a question, a rounded box what can be
done, an arrow an answer. `!` is a category of emergency whose numbers stand on top, `→` the cards that are offered.
";

/// Several situations as one Markdown page.
pub fn page<'a>(situations: impl IntoIterator<Item = &'a Situation>) -> String {
    let mut out = HEAD.to_owned();
    for situation in situations {
        let graph = draw(situation, Format::Mermaid);
        let (title, id) = (&situation.item.title, short(&situation.item.id));
        let _ = write!(out, "\n## {title} (`{id}`)\n\n{}\n\n```mermaid\n{graph}```\n", situation.item.summary);
    }
    out
}

/// The folder of a situation, by the identifier of its item.
fn short(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// What an answer says, and the cards that it leads to.
fn with_people(answer: &Answer) -> String {
    let cards: Vec<&str> = answer.cards.iter().map(|id| short(id)).collect();
    match (cards.is_empty(), &answer.emergency) {
        (true, _) => answer.text.clone(),
        (false, None) => format!("{}\n→ {}", answer.text, cards.join(", ")),
        (false, Some(category)) => format!("! {category}\n{}\n→ {}", answer.text, cards.join(", ")),
    }
}

/// The nodes that can be reached from the first, the nearest first.
fn reached(situation: &Situation) -> Vec<&str> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = VecDeque::from([situation.start.as_str()]);
    while let Some(id) = next.pop_front() {
        if seen.insert(id) {
            order.push(id);
            let choices = situation.question(id).into_iter().flat_map(|question| &question.choices);
            next.extend(choices.map(|choice| choice.to.as_str()));
        }
    }
    order
}

/// Text of a Mermaid label: everything that its grammar or HTML could read is written as an entity.
fn mermaid(text: &str) -> String {
    let escaped = |line: String| {
        line.chars().fold(String::new(), |mut out, c| {
            match c {
                '"' | '#' | '&' | '<' | '>' | '|' | '`' | '\\' | ';' => {
                    let _ = write!(out, "#{};", u32::from(c));
                }
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            out
        })
    };
    wrapped(text).into_iter().map(escaped).collect::<Vec<_>>().join("<br/>")
}

/// Text of a Graphviz label in double quotes.
fn dot(text: &str) -> String {
    let escaped = |line: String| {
        line.chars().fold(String::new(), |mut out, c| {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            out
        })
    };
    wrapped(text).into_iter().map(escaped).collect::<Vec<_>>().join("\\n")
}

/// Lines of a box.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > LINE {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;

    fn tricky() -> Situation {
        let mut situation = fake::situation();
        if let Some(Node::Question(first)) = situation.nodes.get_mut("ou") {
            first.text = "Le \"commandement\" #1 ; <b>|x|</b> \\ `y` & fin\u{1b}[2J".into();
        }
        situation
    }

    #[test]
    fn every_node_and_choice_is_drawn_once() {
        let situation = fake::situation();
        let choices: usize =
            situation.nodes.keys().filter_map(|node| situation.question(node)).map(|asked| asked.choices.len()).sum();
        for (format, arrow) in [(Format::Mermaid, "-->"), (Format::Dot, "->")] {
            let drawn = draw(&situation, format);
            assert_eq!(drawn.matches(arrow).count(), choices, "{drawn}");
            let boxes = drawn.lines().filter(|line| line.starts_with("  n") && !line.contains(arrow));
            assert_eq!(boxes.filter(|line| !line.starts_with("  node")).count(), situation.nodes.len(), "{drawn}");
        }
    }

    #[test]
    fn labels_cannot_break_out() {
        let mermaid = draw(&tricky(), Format::Mermaid);
        let label = mermaid.lines().nth(1).expect("the first box");
        let inside = label.trim().trim_start_matches("n0[\"").trim_end_matches("\"]");
        assert!(!inside.replace("<br/>", "").contains(['"', '<', '>', '|', '`', '\\', '&', '\u{1b}']), "{label}");
        assert!(inside.contains("#34;commandement#34; #35;1"), "{label}");
        let dot = draw(&tricky(), Format::Dot);
        assert!(dot.contains("Le \\\"commandement\\\" #1"), "{dot}");
        assert!(dot.contains("\\\\ `y`"), "{dot}");
        assert!(!dot.contains('\u{1b}'));
    }

    #[test]
    fn a_draft_with_a_missing_node_is_drawn_all_the_same() {
        let mut situation = fake::situation();
        situation.nodes.remove("rester");
        assert!(draw(&situation, Format::Mermaid).contains("[\"rester\"]"));
    }
}
