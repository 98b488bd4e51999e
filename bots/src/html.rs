//! A view as lines of HTML with `<b>` alone: what both Telegram and Matrix show. Without its marks it is, word for word,
//! the plain text of `guichet_locales::plain`.

use guichet_core::layout::{self, Kind, Role, Start};
use guichet_core::view::View;
use guichet_locales::plain;

/// One line; its tags open and close in it, so that a long text may be cut between any two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Without marks.
    pub plain: String,
    /// Escaped, with marks.
    pub html: String,
}

impl Line {
    /// An ordinary line.
    pub fn new(plain: &str) -> Self {
        let mut line = Self::default();
        line.push(plain, false);
        line
    }

    /// Adds words at the end.
    fn push(&mut self, words: &str, bold: bool) {
        self.plain.push_str(words);
        let html = escape(words);
        match bold && !words.is_empty() {
            true => self.html.extend(["<b>", &html, "</b>"]),
            false => self.html.push_str(&html),
        }
    }
}

/// The three characters that HTML takes for its own, escaped.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Every line of a view: title, blocks, numbered choices; an empty line between two parts.
pub fn lines(view: &View) -> Vec<Line> {
    let lines = layout::view(view);
    let parts = lines.chunk_by(|_, next| next.start != Start::Part);
    let mut parts: Vec<Vec<Line>> = parts.map(|part| part.iter().flat_map(marked).collect()).collect();
    parts.retain(|part| part.iter().any(|line| !line.plain.is_empty()));
    parts.join(&Line::new(""))
}

/// The lines of a text without marks.
pub fn text(text: &str) -> Vec<Line> {
    text.lines().map(Line::new).collect()
}

/// One line of a view, with what it is about marked: several where its text holds line feeds.
fn marked(line: &layout::Line) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for (words, role) in plain::pieces(line) {
        // The phone of a place stands alone in its line.
        let bold = role == Role::Strong || role == Role::Number && line.kind != Kind::PlacePhone;
        for (index, words) in words.split('\n').enumerate() {
            if index > 0 {
                lines.push(Line::default());
            }
            if let Some(last) = lines.last_mut() {
                last.push(words, bold);
            }
        }
    }
    if lines.last().is_some_and(|last| last.plain.is_empty()) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use guichet_core::model::{self, Date, EmergencyNumber, Lang};
    use guichet_core::view::{Block, Choice, Expects};

    #[test]
    fn without_its_marks_a_view_is_its_plain_text() {
        let choice = |number, label: &str, detail: &str| Choice {
            number,
            label: label.into(),
            detail: detail.into(),
            tag: None,
            key: String::new(),
        };
        let view = View {
            lang: Lang::FR,
            item_lang: Lang::FR,
            title: "Où <aller> & comment ?".into(),
            blocks: vec![
                Block::Notice { body: "Deux lignes\nde texte".into() },
                Block::Phone { number: "3919".into(), name: "écoute".into(), terms: "gratuit".into() },
                Block::Prose(model::Block::Text(String::new())),
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

    #[test]
    fn what_a_line_is_about_is_marked_and_nothing_else() {
        let number = EmergencyNumber {
            number: "15".into(),
            name: "Samu – soins".into(),
            terms: String::new(),
            checked: Date { year: 2026, month: 11, day: 1 },
            source: String::new(),
        };
        let inner = vec![model::Block::Heading("Prix".into()), model::Block::List(vec!["a\nb".into()])];
        let blocks = vec![
            Block::Emergency { category: String::new(), advice: "Partez – vite".into(), numbers: vec![number] },
            model::Block::Case { title: "Seul".into(), blocks: inner }.into(),
        ];
        let (lang, title) = (Lang::FR, "Aide".to_owned());
        let view =
            View { lang, item_lang: lang, title, blocks, choices: vec![], expects: Expects::Choice, discreet: false };
        let html: Vec<String> = lines(&view).into_iter().map(|line| line.html).collect();
        let expected = [
            "<b>Aide</b>",
            "",
            "Partez – vite",
            "<b>15</b> – Samu – soins",
            "",
            "<b>Seul</b>",
            "<b>Prix</b>",
            "- a",
            "b",
        ];
        assert_eq!(html, expected);
    }
}
