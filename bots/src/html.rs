//! A view as lines of HTML with `<b>` alone: what both Telegram and Matrix show. Without its marks it is, word for word,
//! the plain text of `guichet_locales::plain`.

use guichet_core::view::{Block, View};
use guichet_locales::plain;

/// One line; its tags open and close in it, so that a long text may be cut between any two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Without marks.
    pub plain: String,
    /// Escaped, with marks.
    pub html: String,
}

impl Line {
    /// An ordinary line.
    pub fn new(plain: &str) -> Self {
        Self::marked(plain, 0)
    }

    /// A line whose first `bold` bytes are marked.
    fn marked(plain: &str, bold: usize) -> Self {
        let (head, tail) = plain.split_at_checked(bold).unwrap_or(("", plain));
        let html = if head.is_empty() { escape(tail) } else { format!("<b>{}</b>{}", escape(head), escape(tail)) };
        Self { plain: plain.to_owned(), html }
    }
}

/// The three characters that HTML takes for its own, escaped.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Every line of a view: title, blocks, numbered choices; an empty line between two parts.
pub fn lines(view: &View) -> Vec<Line> {
    let mut parts = vec![vec![Line::marked(&view.title, view.title.len())]];
    parts.extend(view.blocks.iter().map(block));
    parts.push(plain::choices(view).iter().flat_map(|choice| numbered(choice)).collect());
    parts.retain(|part| part.iter().any(|line| !line.plain.is_empty()));
    parts.join(&Line::new(""))
}

/// The lines of a text without marks.
pub fn text(text: &str) -> Vec<Line> {
    text.lines().map(Line::new).collect()
}

/// "2. Logement", its number marked.
fn numbered(text: &str) -> Vec<Line> {
    let mark = |line: &str| if line.starts_with(' ') { 0 } else { line.find(' ').unwrap_or(0) };
    text.lines().map(|line| Line::marked(line, mark(line))).collect()
}

fn block(block: &Block) -> Vec<Line> {
    let text = plain::block(block);
    let marked = |index: usize, line: &str| match block {
        Block::Heading { .. } => line.len(),
        // The name of a place, the case that is meant.
        Block::Place { .. } if index == 0 => line.len(),
        Block::Case { title, .. } if index == 0 && line == title => line.len(),
        Block::Right { name, .. } if index == 0 => name.len(),
        // The number to call.
        Block::Phone { .. } | Block::Emergency { .. } => line.find(" – ").unwrap_or(0),
        _ => 0,
    };
    text.lines().enumerate().map(|(index, line)| Line::marked(line, marked(index, line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use guichet_core::model::Lang;
    use guichet_core::view::{Choice, Expects};

    #[test]
    fn without_its_marks_a_view_is_its_plain_text() {
        let choice = |number, label: &str, detail: &str| Choice {
            number,
            label: label.into(),
            detail: detail.into(),
            key: String::new(),
        };
        let view = View {
            lang: Lang::Fr,
            title: "Où <aller> & comment ?".into(),
            blocks: vec![
                Block::Notice { body: "Deux lignes\nde texte".into() },
                Block::Phone { number: "3919".into(), name: "écoute".into(), terms: "gratuit".into() },
                Block::Text { body: String::new() },
            ],
            choices: vec![choice(1, "Mairie", "ouverte"), choice(9, "Urgence", "")],
            expects: Expects::Choice,
            discreet: false,
        };
        let lines = lines(&view);
        let plain: Vec<&str> = lines.iter().map(|line| line.plain.as_str()).collect();
        assert_eq!(plain.join("\n").trim_end(), plain::view(&view).replace("\n\n\n\n", "\n\n"));
        assert_eq!(lines[0].html, "<b>Où &lt;aller&gt; &amp; comment ?</b>");
        assert!(lines.iter().any(|line| line.html == "<b>3919</b> – écoute (gratuit)"));
        assert!(lines.iter().any(|line| line.html == "<b>1.</b> Mairie"));
    }
}
