//! The prose of cards: Markdown with TOML front matter between `+++` lines.

use guichet_core::model::{Block, Section, SectionKind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Splits a file into its front matter, the line on which the body starts (from 1) and the body.
pub(crate) fn split(text: &str) -> Option<(&str, usize, &str)> {
    let rest = text.strip_prefix("+++\n")?;
    let (front, body) = rest.split_once("\n+++\n")?;
    Some((front, front.lines().count() + 3, body))
}

/// A part of a body: the name of its kind, its heading, its blocks.
pub(crate) struct Part {
    pub(crate) kind: String,
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block>,
}

/// Reads a body as the sections of a card.
pub(crate) fn sections(body: &str, first_line: usize) -> Result<Vec<Section>, (usize, String)> {
    let kinds: Vec<&str> = SectionKind::named().map(SectionKind::name).collect();
    let kind = |name: &str| SectionKind::named().find(|kind| kind.name() == name).unwrap_or(SectionKind::Other);
    let section = |part: Part| Section { kind: kind(&part.kind), heading: part.heading, blocks: part.blocks };
    Ok(parts(body, first_line, &kinds)?.into_iter().map(section).collect())
}

/// Reads a body as parts of some kinds. Only second-level headings with an anchor (`## Qui ? {#who}`), paragraphs and lists
/// are known; anything else is an error with its line.
pub(crate) fn parts(body: &str, first_line: usize, kinds: &[&str]) -> Result<Vec<Part>, (usize, String)> {
    let mut parts: Vec<Part> = Vec::new();
    let mut text = String::new();
    let mut entries: Option<Vec<String>> = None;
    let options = Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let line = first_line + body[..range.start].matches('\n').count();
        let refuse = |what: &str| Err((line, what.to_owned()));
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, .. }) => {
                let name = id.as_deref().unwrap_or_default();
                if !kinds.contains(&name) {
                    return refuse(&format!(
                        "a heading ends with its kind, such as {{#{}}}; one of {}",
                        kinds.get(1).copied().unwrap_or_default(),
                        kinds.join(", ")
                    ));
                }
                parts.push(Part { kind: name.to_owned(), heading: String::new(), blocks: Vec::new() });
                text.clear();
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(part) = parts.last_mut() {
                    part.heading = std::mem::take(&mut text).trim().to_owned();
                }
            }
            Event::Start(Tag::List(_)) if entries.is_none() => entries = Some(Vec::new()),
            Event::Start(Tag::List(_)) => return refuse("a list inside a list is hard to read: make it flat"),
            Event::End(TagEnd::List(_)) => {
                let list = entries.take().unwrap_or_default();
                match parts.last_mut() {
                    Some(part) => part.blocks.push(Block::List(list)),
                    None => return refuse("text before the first heading: the short answer goes in `summary`"),
                }
            }
            Event::End(TagEnd::Item) => {
                if let Some(entries) = &mut entries {
                    entries.push(std::mem::take(&mut text).trim().to_owned());
                }
            }
            Event::End(TagEnd::Paragraph) if entries.is_none() => match parts.last_mut() {
                Some(part) => part.blocks.push(Block::Text(std::mem::take(&mut text).trim().to_owned())),
                None => return refuse("text before the first heading: the short answer goes in `summary`"),
            },
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(Tag::Paragraph | Tag::Item) | Event::End(_) => {}
            _ => return refuse("only headings, paragraphs and lists are shown: rewrite this as plain text"),
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_sections_are_read_with_their_lines() {
        let (front, line, body) =
            split("+++\ntitle = \"x\"\n+++\n\n## Qui ? {#who}\n\nUn\ndeux.\n\n- a\n- b\n").expect("split");
        assert_eq!((front, line), ("title = \"x\"", 4));
        let sections = sections(body, line).expect("sound");
        assert_eq!(sections[0].heading, "Qui ?");
        assert_eq!(sections[0].blocks, [Block::Text("Un deux.".into()), Block::List(vec!["a".into(), "b".into()])]);
    }

    #[test]
    fn what_cannot_be_shown_is_refused_with_its_line() {
        let refused = |body| sections(body, 10).expect_err("refused").0;
        assert_eq!(refused("## Qui ?\n"), 10);
        assert_eq!(refused("texte\n"), 10);
        assert_eq!(refused("## Qui {#who}\n\n```\nx\n```\n"), 12);
        assert_eq!(refused("## Qui {#who}\n\n<b>x</b>\n"), 12);
    }
}
