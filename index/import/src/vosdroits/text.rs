//! The text of a paragraph with its inline elements: spaces, lost spaces, superscripts, amounts.

use super::facts;
use super::notes::{FIELD, Notes};
use guichet_core::text::dated::{self, CLOSE, OPEN};
use roxmltree::Node;

/// Elements that stand inside a sentence.
pub(super) const INLINE: [&str; 12] = [
    "LienInterne",
    "LienIntra",
    "LienExterne",
    "MiseEnEvidence",
    "Expression",
    "Valeur",
    "Exposant",
    "Indice",
    "Citation",
    "Variable",
    "TermeEtranger",
    "Montant",
];

/// Elements without words of their own: logic, layout, metadata.
pub(super) const SILENT: [&str; 14] = [
    "Condition",
    "estVrai",
    "estFaux",
    "estIndefini",
    "SiSelectionne",
    "affecteVrai",
    "affecteFaux",
    "Colonne",
    "Credits",
    "PivotLocal",
    "RessourceWeb",
    "Image",
    "Illustration",
    "ou",
];

/// The text of an element, its facts that age marked.
pub(super) fn marked(node: Node<'_, '_>, notes: &mut Notes) -> String {
    facts::mark(&gather(node, notes))
}

/// The text of an element without marks, for titles and headings.
pub(super) fn bare(node: Node<'_, '_>, notes: &mut Notes) -> String {
    dated::plain(&gather(node, notes))
}

/// The bare text of the child `name`, empty if there is none.
pub(super) fn of_child(node: Node<'_, '_>, name: &str, notes: &mut Notes) -> String {
    child(node, name).map(|child| bare(child, notes)).unwrap_or_default()
}

/// A heading as it is shown: without the colon that ends it.
pub(super) fn heading(text: &str) -> String {
    shorten(text.trim_end_matches([':', '.', ' ']), 240)
}

/// A web address fit to be shown, empty if it is none.
pub(super) fn address(url: &str) -> String {
    let url = tidy(url, 600);
    let sound = (url.starts_with("https://") || url.starts_with("http://")) && !url.contains([' ', '<', '>', '"']);
    if sound { url } else { String::new() }
}

/// The first child element `name`, whatever its namespace.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// The child elements `name`.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// A loose text, such as an attribute, made safe: one line, single spaces, at most `limit` characters.
pub(super) fn tidy(text: &str, limit: usize) -> String {
    let mut inline = Inline::default();
    inline.push(&dated::clean(text, limit));
    polish(inline.out)
}

/// The text cut at the end of a sentence or a word, within `limit` characters.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = &text[..end];
    let sentence = head.rfind(". ").map(|at| at + 1).filter(|at| *at > end / 2);
    let mut cut = match sentence {
        Some(at) => head[..at].to_owned(),
        None => format!("{} …", head[..head.rfind(' ').unwrap_or(end)].trim_end_matches([',', ';', ':', ' '])),
    };
    // A mark is never left open.
    if cut.matches(OPEN).count() > cut.matches(CLOSE).count() {
        cut.push(CLOSE);
    }
    cut
}

fn gather(node: Node<'_, '_>, notes: &mut Notes) -> String {
    let mut inline = Inline::default();
    inline.walk(node, notes);
    if inline.cut {
        notes.warn(node, format!("the text has more than {FIELD} characters: cut there"));
    }
    let kept = notes.take(node, inline.out.len());
    if kept < inline.out.len() {
        let end = (0..=kept).rev().find(|at| inline.out.is_char_boundary(*at)).unwrap_or(0);
        inline.out.truncate(end);
        if inline.out.matches(OPEN).count() > inline.out.matches(CLOSE).count() {
            inline.out.push(CLOSE);
        }
    }
    polish(inline.out)
}

/// What was met last: two elements that touch each other lost the space between them.
#[derive(Clone, Copy, PartialEq, Default)]
enum Edge {
    #[default]
    Text,
    Closed,
    Reopened,
}

#[derive(Default)]
struct Inline {
    out: String,
    edge: Edge,
    cut: bool,
}

impl Inline {
    fn walk(&mut self, node: Node<'_, '_>, notes: &mut Notes) {
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.text(text);
            } else if child.is_element() {
                self.element(child, notes);
            }
        }
    }

    fn element(&mut self, node: Node<'_, '_>, notes: &mut Notes) {
        let name = node.tag_name().name();
        if SILENT.contains(&name) {
            if matches!(name, "Image" | "Illustration") {
                self.push(" ");
                self.push(&image_text(node, notes));
                self.push(" ");
            }
            return;
        }
        let raised = matches!(name, "Exposant" | "Indice");
        self.edge = match self.edge {
            Edge::Closed | Edge::Reopened if !raised => Edge::Reopened,
            _ => Edge::Text,
        };
        let start = self.out.len();
        match name {
            "Exposant" => {
                let mut inner = Self::default();
                inner.walk(node, notes);
                let digits = inner.out.chars().map(superscript).collect::<Option<String>>();
                self.out.push_str(&digits.unwrap_or(inner.out));
            }
            "Valeur" | "Montant" => {
                self.walk(node, notes);
                self.mark_from(start);
                self.part(start);
            }
            "Citation" => self.enclose(node, notes, "« ", " »"),
            "Variable" => self.enclose(node, notes, "[", "]"),
            // A block inside a sentence: a title holds paragraphs.
            "Paragraphe" | "Item" | "Liste" | "Cellule" | "Titre" | "Texte" => {
                self.push(" ");
                self.walk(node, notes);
                self.push(" ");
            }
            _ => {
                if !INLINE.contains(&name) {
                    notes.unknown(node);
                }
                self.walk(node, notes);
            }
        }
        self.edge = Edge::Closed;
    }

    fn enclose(&mut self, node: Node<'_, '_>, notes: &mut Notes, open: &str, close: &str) {
        let mut inner = Self::default();
        inner.walk(node, notes);
        let inner = inner.out.trim();
        if !inner.is_empty() {
            let quoted = inner.starts_with(['"', '«']);
            let text = if quoted { inner.to_owned() } else { format!("{open}{inner}{close}") };
            self.glue(&text);
            self.push(&text);
        }
    }

    fn text(&mut self, text: &str) {
        let text = dated::clean(text, FIELD + 8);
        if self.edge == Edge::Reopened {
            self.glue(&text);
        } else if text.starts_with(char::is_alphabetic) && ["€⟧", "%⟧"].iter().any(|value| self.out.ends_with(value))
        {
            self.out.push(' ');
        }
        self.push(&text);
        self.edge = Edge::Text;
    }

    /// Puts back the space lost between two elements that touch.
    fn glue(&mut self, next: &str) {
        let last = self.out.trim_end_matches(CLOSE).chars().next_back();
        let ends = last.is_some_and(|c| c.is_alphanumeric() || ").,;:!?»%€]".contains(c));
        let starts = next.chars().next().is_some_and(|c| c.is_alphanumeric() || "(«[".contains(c));
        if ends && starts && self.edge == Edge::Reopened {
            self.out.push(' ');
        }
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if self.out.len() > FIELD {
                self.cut = true;
                return;
            }
            match c {
                '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{2060}' => {}
                // Superscripts of plain fields: "1^er".
                '^' if self.out.ends_with(|c: char| c.is_ascii_digit()) => {}
                c if c.is_whitespace() => {
                    if !self.out.is_empty() && !self.out.ends_with(' ') {
                        self.out.push(' ');
                    }
                }
                c => self.out.push(c),
            }
        }
    }

    /// Parts a value from the word that it touches: "et<Valeur>5 €".
    fn part(&mut self, start: usize) {
        let touches = self.out[..start].ends_with(char::is_alphabetic) && self.out[start..].starts_with(OPEN);
        if touches {
            self.out.insert(start, ' ');
        }
    }

    /// Marks what was gathered since `start` as a value, unless it holds no number.
    fn mark_from(&mut self, start: usize) {
        let inner = dated::plain(&self.out[start..]);
        let value = inner.trim();
        if value.contains(|c: char| c.is_ascii_digit()) {
            let before = &inner[..inner.len() - inner.trim_start().len()];
            let after = &inner[inner.trim_end().len()..];
            let marked = format!("{before}{}{after}", dated::mark(value));
            self.out.truncate(start);
            self.out.push_str(&marked);
        }
    }
}

/// What an image says to those who do not see it.
pub(super) fn image_text(node: Node<'_, '_>, notes: &mut Notes) -> String {
    let said =
        ["TexteDeRemplacement", "Description", "Legende", "Titre"].into_iter().map(|name| of_child(node, name, notes));
    said.filter(|text| !text.is_empty()).max_by_key(String::len).unwrap_or_default()
}

fn superscript(c: char) -> Option<char> {
    match c {
        '2' => Some('²'),
        '3' => Some('³'),
        _ => None,
    }
}

/// No space before a comma or a full stop, one after; none at the ends.
fn polish(text: String) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    let mut word = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let (last, next) = (out.chars().next_back(), chars.peek().copied());
        let drop =
            c == ' ' && (last == Some('(') || matches!(next, Some(',' | ')')) || (next == Some('.') && ends(&chars)));
        if drop {
            continue;
        }
        out.push(c);
        if c.is_whitespace() {
            word = out.len();
        }
        let parted = match c {
            ',' | ';' => last.is_some_and(|c| c.is_alphabetic() || c == ')') && next.is_some_and(char::is_alphabetic),
            '.' => last.is_some_and(char::is_lowercase) && next.is_some_and(char::is_uppercase),
            _ => false,
        };
        if parted && !["://", "www.", "@"].iter().any(|sign| out[word..].contains(sign)) {
            out.push(' ');
            word = out.len();
        }
    }
    out
}

/// Whether the full stop that comes next ends a sentence: it is not the start of ".fr" or "...".
fn ends(rest: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut rest = rest.clone();
    rest.next();
    !rest.next().is_some_and(|c| c == '.' || c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> String {
        let document = roxmltree::Document::parse(xml).expect("sound");
        gather(document.root_element(), &mut Notes::default())
    }

    #[test]
    fn spaces_lost_between_elements_are_put_back() {
        let glued = "<P>Le <LienInterne>Pacs</LienInterne><MiseEnEvidence>ou</MiseEnEvidence> mariage</P>";
        assert_eq!(read(glued), "Le Pacs ou mariage");
        assert_eq!(read("<P>les <LienIntra>parent</LienIntra>s</P>"), "les parents", "a plural is no pair");
        assert_eq!(read("<P>l'<Expression>un</Expression><Expression>, l'autre</Expression></P>"), "l'un, l'autre");
        assert_eq!(
            read("<P><MiseEnEvidence>du 1<Exposant>er</Exposant></MiseEnEvidence><Valeur>5 €</Valeur></P>"),
            "du 1er ⟦5 €⟧"
        );
    }

    #[test]
    fn superscripts_stay_with_their_number() {
        assert_eq!(read("<P>le 1<Exposant>er</Exposant> mai, 9 m<Exposant>2</Exposant></P>"), "le 1er mai, 9 m²");
        assert_eq!(read("<P><Valeur>2</Valeur><Exposant>e</Exposant> fois</P>"), "⟦2⟧e fois");
    }

    #[test]
    fn spaces_are_single_and_foreign_marks_vanish() {
        assert_eq!(read("<P> a\u{a0}b\n  c\u{202f}: <X>⟦d⟧</X> , e .</P>"), "a b c : d, e.");
        assert_eq!(read("<P><Valeur> 30\u{a0}000 € </Valeur>par an</P>"), "⟦30 000 €⟧ par an");
        assert_eq!(read("<P>(<Valeur>€</Valeur> )</P>"), "(€)");
        assert_eq!(read("<P>entre<Valeur>5 €</Valeur>et <Valeur>2</Valeur>e</P>"), "entre ⟦5 €⟧ et ⟦2⟧e");
        assert_eq!(
            read("<P>salarié,commerçant;artisan de base.Il vient ... .fr</P>"),
            "salarié, commerçant; artisan de base. Il vient ... .fr"
        );
        assert_eq!(read("<P>https://a.fr/b,c.Do a@b.Fr 1,5</P>"), "https://a.fr/b,c.Do a@b.Fr 1,5");
    }

    #[test]
    fn a_text_without_end_is_cut_with_a_warning() {
        let xml = format!("<P>{}</P>", "mot ".repeat(2_500_000));
        let document = roxmltree::Document::parse(&xml).expect("sound");
        let mut notes = Notes::default();
        assert!(gather(document.root_element(), &mut notes).len() <= FIELD + 4);
        assert_eq!(notes.warnings.len(), 1);
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(shorten("Un mot. Deux mots. Trois", 20), "Un mot. Deux mots.");
        assert_eq!(shorten("Un deux trois", 8), "Un deux …");
    }
}
