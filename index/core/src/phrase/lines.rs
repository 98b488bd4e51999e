//! Filled phrases as lines: what was said, in one language.

use super::Filled;
use crate::layout::{self, Line};
use crate::message::Message;
use crate::model::{Block as Prose, Lang};
use crate::ports::catalog::Catalog;
use crate::sheet::{Part, Section, Sheet, joined};
use crate::view::Block;

/// What was said, in a language: a heading, and a paragraph each. Nothing where it has no words of them.
pub fn said(catalog: &dyn Catalog, phrases: &[Filled], lang: Lang) -> Vec<Line> {
    let title = catalog.phrase_book().texts.get(&lang).map(|text| text.sheet.title.clone()).unwrap_or_default();
    let texts = phrases.iter().filter_map(|phrase| phrase.text(catalog, lang).ok());
    let texts: Vec<Prose> = texts.map(Prose::Text).collect();
    if texts.is_empty() {
        return Vec::new();
    }
    lines(std::iter::once(Prose::Heading(title)).chain(texts).map(Block::from), lang)
}

/// What somebody must know who reads a sheet in a language: that nobody has read the translation of what was said; that the rest is in
/// French, where the guide has no words in that language.
pub fn notes(catalog: &dyn Catalog, phrases: &[Filled], lang: Lang) -> Vec<Line> {
    let Some(text) = catalog.phrase_book().texts.get(&lang) else { return Vec::new() };
    let complete = catalog.languages().contains(&lang);
    // Where the guide has the language, it says it in its own words.
    let unread = (!text.sheet.unreviewed.is_empty() && !phrases.is_empty())
        .then(|| if complete { catalog.say(lang, &Message::NotReviewed) } else { text.sheet.unreviewed.clone() });
    let rest = (!complete).then(|| text.sheet.french.clone());
    lines(unread.into_iter().chain(rest).map(|body| Block::Notice { body }), lang)
}

/// One phrase as a page of its own, for a screen that is turned to somebody who reads a language: their words first, French below them,
/// and whether somebody has read the translation. Nothing where it cannot be said.
pub fn turned(catalog: &dyn Catalog, phrase: &Filled, lang: Lang) -> Sheet {
    let known = if catalog.phrase_book().texts.contains_key(&lang) { lang } else { Lang::FR };
    let mut said = phrase.text(catalog, known).map(|text| layout::title(&text, known)).unwrap_or_default();
    if known != Lang::FR && !said.is_empty() {
        let french = phrase.text(catalog, Lang::FR).unwrap_or_default();
        said.extend(lines(std::iter::once(Prose::Text(french).into()), Lang::FR));
    }
    let text = catalog.phrase_book().texts.get(&known);
    let unread = text.map(|text| text.sheet.unreviewed.clone()).filter(|unread| !unread.is_empty());
    let note = lines(unread.into_iter().map(|body| Block::Notice { body }), known);
    let mut sections =
        [(Part::Said, said), (Part::Note, note)].map(|(part, lines)| Section { part, columns: vec![lines] }).to_vec();
    sections.retain(|section| !section.columns[0].is_empty());
    Sheet { languages: vec![known], sections, private: Vec::new(), gone: Vec::new(), unread: false }
}

fn lines(blocks: impl Iterator<Item = Block>, lang: Lang) -> Vec<Line> {
    joined(blocks.map(|block| layout::block(&block, lang)).filter(|lines| !lines.is_empty()).collect())
}
