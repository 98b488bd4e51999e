//! The body of a fiche: paragraphs, lists, cases, notes, chapters.
//!
//! Blocks hold tables, contacts and services, whose texts are blocks again: the grammar of fiches is recursive, and so are
//! these modules. `xml` bounds how deep.

use super::gathered::{Gathered, TWINS};
use super::text::{INLINE, SILENT, bare, children, heading, image_text, marked, of_child};
use super::{contact, service, table};
use guichet_core::model::Block;
use guichet_core::text::dated;
use roxmltree::Node;

/// A chapter: its heading, `None` for text that stands before any.
pub(super) type Chapter = (Option<String>, Vec<Block>);

/// Blocks of everything inside `parent`.
pub(super) fn blocks(parent: Node<'_, '_>, with: &mut Gathered) -> Vec<Block> {
    of_nodes(parent.children(), with)
}

/// Chapters of a `Texte`, in order. Text after a chapter belongs to it.
pub(super) fn chapters(text: Node<'_, '_>, with: &mut Gathered) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = vec![(None, Vec::new())];
    let mut loose = Vec::new();
    let settle = |loose: &mut Vec<Node<'_, '_>>, chapters: &mut Vec<Chapter>, with: &mut Gathered| {
        let blocks = of_nodes(loose.drain(..), with);
        if let Some((_, last)) = chapters.last_mut() {
            last.extend(blocks);
        }
    };
    for node in text.children() {
        if node.tag_name().name() == "Chapitre" {
            settle(&mut loose, &mut chapters, with);
            let heading = heading(&of_child(node, "Titre", &mut with.notes));
            let blocks = blocks(node, with);
            match (heading.is_empty(), chapters.last_mut()) {
                (true, Some((_, last))) => last.extend(blocks),
                _ => chapters.push((Some(heading), blocks)),
            }
        } else {
            loose.push(node);
        }
    }
    settle(&mut loose, &mut chapters, with);
    chapters.retain(|(_, blocks)| !blocks.is_empty());
    chapters
}

/// Most contacts or services told in a row.
const RUN: usize = 100;

/// What stands for a contact or a service in the text; several in a row make one list.
#[derive(Default)]
struct Pointers {
    contacts: Vec<String>,
    services: Vec<String>,
}

impl Pointers {
    fn settle(&mut self, blocks: &mut Vec<Block>) {
        push_unique(&mut self.services, blocks, "");
        push_unique(&mut self.contacts, blocks, "Où s'adresser : ");
    }
}

fn push_unique(entries: &mut Vec<String>, blocks: &mut Vec<Block>, lead: &str) {
    let entries = std::mem::take(entries);
    match entries.as_slice() {
        [] => {}
        [one] => blocks.push(Block::Text(format!("{lead}{one}"))),
        _ => {
            if !lead.is_empty() {
                blocks.push(Block::Text(lead.trim_end().to_owned()));
            }
            blocks.push(Block::List(entries));
        }
    }
}

/// Blocks of one element itself.
pub(super) fn of_one(node: Node<'_, '_>, with: &mut Gathered) -> Vec<Block> {
    of_nodes(std::iter::once(node), with)
}

fn of_nodes<'a, 'i: 'a>(nodes: impl Iterator<Item = Node<'a, 'i>>, with: &mut Gathered) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut pointers = Pointers::default();
    for node in nodes {
        match node.tag_name().name() {
            "OuSAdresser" | "QuiPeutMAider" | "OuSAdresserSupport" => {
                let shown = contact::read(node, false, with);
                if !shown.is_empty() && pointers.contacts.len() < RUN && !pointers.contacts.contains(&shown) {
                    pointers.contacts.push(shown);
                }
            }
            "ServiceEnLigne" => {
                let shown = service::read(node, with);
                if !shown.is_empty() && pointers.services.len() < RUN && !pointers.services.contains(&shown) {
                    pointers.services.push(shown);
                }
            }
            _ if node.is_comment() || node.text().is_some_and(|text| text.trim().is_empty()) => {}
            _ => {
                pointers.settle(&mut blocks);
                one(node, with, &mut blocks);
            }
        }
    }
    pointers.settle(&mut blocks);
    blocks
}

fn one(node: Node<'_, '_>, with: &mut Gathered, blocks: &mut Vec<Block>) {
    if node.is_text() {
        let text = super::text::tidy(node.text().unwrap_or_default(), super::notes::FIELD);
        let kept = with.notes.take(node, text.len());
        if kept == text.len() {
            push_text(super::facts::mark(&text), blocks);
        }
        return;
    }
    if !node.is_element() {
        return;
    }
    match node.tag_name().name() {
        "Paragraphe" => paragraph(node, with, blocks),
        "Liste" => push_list(list(node, with), blocks),
        "Tableau" => table::read(node, with, blocks),
        "BlocCas" => cases(node, with, blocks),
        "Cas" => case(node, with).into_iter().for_each(|(title, inner)| push_case(title, inner, blocks)),
        "ListeSituations" => {
            for situation in children(node, "Situation") {
                let title = of_child(situation, "Titre", &mut with.notes);
                let inner = self::blocks(situation, with);
                push_case(title, inner, blocks);
            }
        }
        "ANoter"
        | "ASavoir"
        | "Attention"
        | "Rappel"
        | "Exemple"
        | "Aide"
        | "Avertissement"
        | "InformationComplementaire"
        | "Actualite" => note(node, with, blocks),
        "Chapitre" | "SousChapitre" => {
            let title = heading(&of_child(node, "Titre", &mut with.notes));
            let inner = self::blocks(node, with);
            if !inner.is_empty() {
                if !title.is_empty() {
                    blocks.push(Block::Heading(super::facts::mark(&title)));
                }
                blocks.extend(inner);
            }
        }
        "Texte"
        | "Introduction"
        | "Conclusion"
        | "Contenu"
        | "ContenuIllustre"
        | "FragmentConditionne"
        | "Situation" => {
            blocks.extend(self::blocks(node, with));
        }
        "Image" | "Illustration" => push_text(super::facts::mark(&image_text(node, &mut with.notes)), blocks),
        "LienExterneCommente" => push_list(vec![link(node, with)], blocks),
        // Read by whoever asked for the blocks of the parent, or of no use to a reader.
        "Titre"
        | "TitreAlternatif"
        | "TitreRiche"
        | "Source"
        | "Complement"
        | "NoticeLiee"
        | "ServiceEnLigneAnnexe"
        | "Resume" => {}
        name if SILENT.contains(&name) => {}
        name if INLINE.contains(&name) => push_text(marked(node, &mut with.notes), blocks),
        _ => unknown(node, with, blocks),
    }
}

/// A paragraph. One that is nothing but a few stressed words is a heading; one that is nothing but a link tells where
/// it leads.
fn paragraph(node: Node<'_, '_>, with: &mut Gathered, blocks: &mut Vec<Block>) {
    let mut text = marked(node, &mut with.notes);
    let mut parts =
        node.children().filter(|part| part.is_element() || part.text().is_some_and(|text| !text.trim().is_empty()));
    let only = parts.next().filter(|_| parts.next().is_none());
    match only.map(|part| (part.tag_name().name(), part)) {
        Some(("MiseEnEvidence", _)) if heads(&text) && node.next_sibling_element().is_some() => {
            blocks.push(Block::Heading(text));
            return;
        }
        Some(("LienExterne", link)) => {
            let url = link.attribute("URL").map(super::text::address).unwrap_or_default();
            if !url.is_empty() && !text.is_empty() && !text.starts_with("http") {
                text = format!("{text} – {url}");
            }
        }
        _ => {}
    }
    push_text(text, blocks);
}

/// Whether a few words read as a heading.
fn heads(text: &str) -> bool {
    text.chars().count() <= 90
        && text.starts_with(char::is_alphabetic)
        && text.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '?')
}

/// An element no schema known here has: its text is kept, under its title if it has one.
fn unknown(node: Node<'_, '_>, with: &mut Gathered, blocks: &mut Vec<Block>) {
    with.notes.unknown(node);
    let holds_blocks = node.children().any(|child| {
        let name = child.tag_name().name();
        child.is_element() && !INLINE.contains(&name) && !SILENT.contains(&name)
    });
    if !holds_blocks {
        push_text(marked(node, &mut with.notes), blocks);
        return;
    }
    let title = heading(&of_child(node, "Titre", &mut with.notes));
    let inner = self::blocks(node, with);
    if !title.is_empty() {
        blocks.push(Block::Heading(super::facts::mark(&title)));
    }
    blocks.extend(inner);
}

fn push_text(text: String, blocks: &mut Vec<Block>) {
    if text.chars().any(char::is_alphanumeric) {
        blocks.push(Block::Text(text));
    }
}

/// Adds a list, to the one before if there is one.
fn push_list(entries: Vec<String>, blocks: &mut Vec<Block>) {
    let mut entries: Vec<String> = entries.into_iter().filter(|entry| !entry.is_empty()).collect();
    match blocks.last_mut() {
        _ if entries.is_empty() => {}
        Some(Block::List(list)) => list.append(&mut entries),
        _ => blocks.push(Block::List(entries)),
    }
}

fn push_case(title: String, mut inner: Vec<Block>, blocks: &mut Vec<Block>) {
    match (title.is_empty(), inner.is_empty()) {
        (true, _) => blocks.append(&mut inner),
        (false, true) => blocks.push(Block::Text(super::facts::mark(&title))),
        (false, false) => blocks.push(Block::Case { title: super::facts::mark(&title), blocks: inner }),
    }
}

fn list(node: Node<'_, '_>, with: &mut Gathered) -> Vec<String> {
    let numbered = node.attribute("type").is_some_and(|kind| kind.starts_with("num"));
    let mut entries: Vec<String> = Vec::new();
    for item in children(node, "Item") {
        let text = flat(&blocks(item, with));
        if !text.is_empty() {
            entries.push(if numbered { format!("{}. {text}", entries.len() + 1) } else { text });
        }
    }
    entries
}

fn case(node: Node<'_, '_>, with: &mut Gathered) -> Option<(String, Vec<Block>)> {
    let title = heading(&of_child(node, "Titre", &mut with.notes));
    let inner = blocks(node, with);
    (!title.is_empty() || !inner.is_empty()).then_some((title, inner))
}

/// Cases side by side. Those that say the same are told once: "Isère, Haute-Garonne".
fn cases(node: Node<'_, '_>, with: &mut Gathered, blocks: &mut Vec<Block>) {
    let mut told: Vec<(String, Vec<Block>)> = Vec::new();
    for (title, inner) in node.children().filter(Node::is_element).filter_map(|child| match child.tag_name().name() {
        "Cas" => case(child, with),
        _ => Some((String::new(), of_one(child, with))),
    }) {
        match told
            .iter_mut()
            .rev()
            .take(TWINS)
            .find(|(same, known)| !inner.is_empty() && *known == inner && same.len() + title.len() < 140)
        {
            Some((titles, _)) if !title.is_empty() && !titles.is_empty() => {
                if *titles != title {
                    titles.push_str(", ");
                    titles.push_str(&title);
                }
            }
            _ => told.push((title, inner)),
        }
    }
    told.into_iter().for_each(|(title, inner)| push_case(title, inner, blocks));
}

fn note(node: Node<'_, '_>, with: &mut Gathered, blocks: &mut Vec<Block>) {
    let mut title = of_child(node, "Titre", &mut with.notes);
    if title.is_empty() {
        title = match node.tag_name().name() {
            "ANoter" => "À noter",
            "ASavoir" => "À savoir",
            "Attention" => "Attention",
            "Rappel" => "Rappel",
            "Exemple" => "Exemple",
            _ => "",
        }
        .to_owned();
    }
    let mut inner = self::blocks(node, with);
    if let Some(Block::Text(first)) = inner.first_mut() {
        *first = capitalised(first);
    }
    if !inner.is_empty() {
        blocks.push(Block::Note { title: super::facts::mark(heading(&title).as_str()), blocks: inner });
    }
}

/// The text with a capital: notes are written to follow their title and a colon.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A link with a comment, as one entry.
fn link(node: Node<'_, '_>, with: &mut Gathered) -> String {
    let Some(link) = super::text::child(node, "LienExterne") else { return String::new() };
    let said = bare(link, &mut with.notes);
    let comment =
        super::text::child(node, "Commentaire").map(|comment| flat(&blocks(comment, with))).unwrap_or_default();
    let mut entry = said;
    for part in [comment, link.attribute("URL").map(super::text::address).unwrap_or_default()] {
        if !part.is_empty() {
            entry.push_str(" – ");
            entry.push_str(&part);
        }
    }
    entry
}

/// Blocks as one line of text: the entry of a list, the cell of a table.
pub(super) fn flat(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        let (text, between) = match block {
            Block::Text(text) | Block::Heading(text) => (text.clone(), ". "),
            Block::List(entries) => (
                entries
                    .iter()
                    .map(|entry| entry.trim_end_matches([',', ';', '.', ' ']))
                    .collect::<Vec<_>>()
                    .join(" ; "),
                " : ",
            ),
            Block::Table(rows) => {
                let filled = |row: &Vec<String>| {
                    row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ")
                };
                (rows.iter().map(filled).collect::<Vec<_>>().join(" ; "), " : ")
            }
            Block::Case { title, blocks } | Block::Note { title, blocks } => {
                let inner = flat(blocks);
                (if title.is_empty() { inner } else { format!("{title} : {inner}") }, ". ")
            }
        };
        if text.is_empty() {
            continue;
        }
        let ended = out.trim_end_matches([dated::CLOSE, ' ']).ends_with(['.', ':', ';', '!', '?', ',', '…']);
        if !out.is_empty() {
            out.push_str(if ended { " " } else { between });
        }
        out.push_str(&text);
    }
    out
}
