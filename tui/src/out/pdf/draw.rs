//! Pages drawn, and the tree by which a document is read aloud (PDF/UA-1).

use super::block::{Mark, Owner, Row};
use super::fonts::Fonts;
use super::pages::Placed;
use super::paragraph::{Look, Order, Paragraph, Run, Tint};
use crate::out::code::Code;
use guichet_core::layout::{Kind, Line};
use guichet_core::model::Lang;
use guichet_core::sheet::Sheet;
use krilla::color::{luma, rgb};
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Paint, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};
use std::collections::BTreeMap;
use std::num::NonZeroU16;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// 18 mm: what every printer can reach.
pub(super) const MARGIN: f32 = 51.0;
/// The line of the page numbers, from the foot of the page, and their size.
const NUMBERS: f32 = 28.0;
const NUMBERS_SIZE: f32 = 8.5;

/// What is drawn of one line: what stands before its words, and they.
type Said = BTreeMap<Owner, Vec<(Piece, Identifier)>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Label,
    Words,
}

/// A document of pages. It says that it is accessible where it is: a foreign text that the standard refuses only takes
/// that away.
///
/// # Errors
/// What the writer of the format says of it.
pub(super) fn document(
    sheet: &Sheet,
    pages: &[Vec<Placed>],
    fonts: &Fonts,
    code: Option<(&Code, &str)>,
) -> Result<Vec<u8>, String> {
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let strict = accessible
        .map_err(|error| format!("{error:?}"))
        .and_then(|configuration| written(sheet, pages, fonts, code, configuration));
    strict.or_else(|error| {
        tracing::debug!(%error, "the PDF is not marked as accessible");
        written(sheet, pages, fonts, code, Configuration::default())
    })
}

fn written(
    sheet: &Sheet,
    pages: &[Vec<Placed>],
    fonts: &Fonts,
    code: Option<(&Code, &str)>,
    configuration: Configuration,
) -> Result<Vec<u8>, String> {
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let title = sheet.lines().find(|line| line.kind == Kind::Title).map(Line::text).unwrap_or_default();
    let title = super::block::written(&title);
    let lang = sheet.languages.first().copied().unwrap_or_default();
    let direction = if lang.is_rtl() { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    let metadata = Metadata::new().title(title.clone()).language(lang.code().to_owned()).creator("Guichet".to_owned());
    document.set_metadata(metadata.text_direction(direction));
    let mut said = Said::new();
    for (number, placed) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or("no page of this size")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for Placed { top, row } in placed {
            draw_row(&mut surface, sheet, row, MARGIN + top, fonts, code, &mut said);
        }
        if pages.len() > 1 {
            draw_foot(&mut surface, &title, lang, (number + 1, pages.len()), fonts);
        }
        surface.finish();
        page.finish();
    }
    document.set_outline(outline(sheet, pages));
    document.set_tag_tree(tree(sheet, &said, code.map(|(_, caption)| caption)));
    document.finish().map_err(|error| match error {
        // The sentence of the others says only how many there are.
        KrillaError::Validation(errors) => format!("{errors:?}"),
        other => other.to_string(),
    })
}

/// A row, its top so far from the top of the page.
fn draw_row(
    surface: &mut Surface<'_>,
    sheet: &Sheet,
    row: &Row,
    top: f32,
    fonts: &Fonts,
    code: Option<(&Code, &str)>,
    said: &mut Said,
) {
    let line = top + row.baseline;
    let artifact = |surface: &mut Surface<'_>, path: Option<Path>| {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        path.iter().for_each(|path| surface.draw_path(path));
        surface.end_tagged();
    };
    for mark in &row.marks {
        match mark {
            Mark::Bullet(run) => {
                let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                draw_run(surface, run, 0.0, line, fonts);
                surface.end_tagged();
                said.entry(row.owner).or_default().push((Piece::Label, id));
            }
            Mark::Tick { x, up, side, crossed } => {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke { paint: paint(Tint::Ink), width: 0.9, ..Stroke::default() }));
                artifact(surface, rect(*x, line - up, *side, *side));
                if *crossed {
                    artifact(surface, cross(*x, line - up, *side));
                }
                surface.set_stroke(None);
            }
            Mark::Bar { x, width, tint } => {
                fill(surface, *tint);
                artifact(surface, rect(*x, top, *width, row.height));
            }
            Mark::Across { x, width, thick, tint } => {
                fill(surface, *tint);
                artifact(surface, rect(*x, top, *width, *thick));
            }
            Mark::Code { x, side } => {
                let Some((code, _)) = code else { continue };
                surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
                let id = surface.start_tagged(ContentTag::Other);
                modules(code, *x, top, *side).iter().for_each(|path| surface.draw_path(path));
                surface.end_tagged();
                said.entry(row.owner).or_default().push((Piece::Words, id));
            }
        }
    }
    if !row.words.runs.is_empty() {
        let lang = language(sheet, row.owner).code();
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(Some(lang))));
        row.words.runs.iter().for_each(|run| draw_run(surface, run, row.x, line, fonts));
        surface.end_tagged();
        said.entry(row.owner).or_default().push((Piece::Words, id));
    }
}

/// The language of what an owner says. What stands beside the columns is in the first.
fn language(sheet: &Sheet, owner: Owner) -> Lang {
    let own = sheet.languages.get(owner.column);
    own.or(sheet.languages.first()).copied().unwrap_or_default()
}

fn draw_run(surface: &mut Surface<'_>, run: &Run, left: f32, line: f32, fonts: &Fonts) {
    fill(surface, run.look.tint);
    let start = Point::from_xy(left + run.x, line);
    surface.draw_glyphs(start, &run.glyphs, fonts.embedded(run.face), &run.text, run.size(), false);
}

/// What stands at the foot of each page where there are several: the title, and which page it is.
fn draw_foot(surface: &mut Surface<'_>, title: &str, lang: Lang, (number, count): (usize, usize), fonts: &Fonts) {
    let look = Look { size: NUMBERS_SIZE, bold: false, tint: Tint::Muted };
    let wide = WIDTH - 2.0 * MARGIN;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    for (text, order, at_end) in
        [(title.to_owned(), Order::Prose, false), (format!("{number} / {count}"), Order::Number, true)]
    {
        let mut paragraph = Paragraph::default();
        paragraph.push(&text, look, order);
        let rows = paragraph.rows(fonts, wide * 0.8, lang.is_rtl());
        let Some(row) = rows.first() else { continue };
        let x = if at_end == lang.is_rtl() { MARGIN } else { MARGIN + wide - row.width };
        row.runs.iter().for_each(|run| draw_run(surface, run, x, HEIGHT - NUMBERS, fonts));
    }
    surface.end_tagged();
}

fn rect(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

/// Two lines from corner to corner, inside a box.
fn cross(x: f32, y: f32, side: f32) -> Option<Path> {
    let (near, far) = (side * 0.2, side * 0.8);
    let mut path = PathBuilder::new();
    for [from, to] in [[(near, near), (far, far)], [(near, far), (far, near)]] {
        path.move_to(x + from.0, y + from.1);
        path.line_to(x + to.0, y + to.1);
    }
    path.finish()
}

/// The dark modules of a code, those beside one another as one.
fn modules(code: &Code, left: f32, top: f32, side: f32) -> Option<Path> {
    let module = side / code.side() as f32;
    let mut path = PathBuilder::new();
    for row in 0..code.side() {
        let mut column = 0;
        while column < code.side() {
            let dark = (column..code.side()).take_while(|at| code.is_dark(*at, row)).count();
            if dark > 0 {
                let (x, y) = (left + column as f32 * module, top + row as f32 * module);
                path.push_rect(Rect::from_xywh(x, y, dark as f32 * module, module)?);
            }
            column += dark.max(1);
        }
    }
    path.finish()
}

fn paint(tint: Tint) -> Paint {
    match tint {
        Tint::Ink => luma::Color::new(0x12).into(),
        Tint::Accent => rgb::Color::new(0x0b, 0x3d, 0x66).into(),
        Tint::Muted => luma::Color::new(0x50).into(),
        Tint::Faint => luma::Color::new(0xb4).into(),
    }
}

fn fill(surface: &mut Surface<'_>, tint: Tint) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: paint(tint), opacity: NormalizedF32::ONE, rule: FillRule::default() }));
}

/// What the sheet is about, to jump to: the title and the headings in the person's language.
fn outline(sheet: &Sheet, pages: &[Vec<Placed>]) -> Outline {
    let mut outline = Outline::new();
    let mut last = None;
    let rows = pages.iter().enumerate().flat_map(|(page, placed)| placed.iter().map(move |placed| (page, placed)));
    for (page, Placed { top, row }) in rows {
        let Owner { section, column, line } = row.owner;
        let said = sheet.sections.get(section).map(|section| section.first()).filter(|(first, _)| *first == column);
        let Some(line) = said.and_then(|(_, lines)| lines.get(line)) else { continue };
        let heads = level(line.kind).is_some() && !row.words.runs.is_empty();
        // A heading of several rows is one.
        if heads && last.replace(row.owner) != Some(row.owner) {
            let place = XyzDestination::new(page, Point::from_xy(0.0, MARGIN + top));
            outline.push_child(OutlineNode::new(super::block::written(&line.text()), place));
        }
    }
    outline
}

/// The level of a heading.
fn level(kind: Kind) -> Option<NonZeroU16> {
    NonZeroU16::new(match kind {
        Kind::Title => 1,
        Kind::Heading | Kind::Place => 2,
        _ => 0,
    })
}

/// The tree: a section each, in each of its languages, its headings, paragraphs and lists.
fn tree(sheet: &Sheet, said: &Said, caption: Option<&str>) -> TagTree {
    let mut tree = TagTree::new().with_lang(sheet.languages.first().map(|lang| lang.code().to_owned()));
    for (at, section) in sheet.sections.iter().enumerate() {
        let mut whole = TagGroup::new(Tag::Section);
        for (column, lines) in section.columns.iter().enumerate() {
            let owner = |line| Owner { section: at, column, line };
            let lang = language(sheet, owner(0)).code().to_owned();
            let own = |(line, what): (usize, _)| Some((what, said.get(&owner(line))?));
            let side = group(lines.iter().enumerate().filter_map(own));
            whole.push(TagGroup::with_children(Tag::Div.with_lang(Some(lang)), side));
        }
        // The code, and what it is.
        let beside = |line| said.get(&Owner { section: at, column: section.columns.len(), line });
        if let Some(drawn) = beside(0) {
            whole.push(leaf(Tag::Figure(caption.map(str::to_owned)), drawn));
        }
        if let Some(words) = beside(1) {
            whole.push(leaf(Tag::Caption, words));
        }
        tree.push(whole);
    }
    tree
}

fn leaf(tag: impl Into<krilla::tagging::TagKind>, drawn: &[(Piece, Identifier)]) -> TagGroup {
    TagGroup::with_children(tag, drawn.iter().map(|(_, id)| Node::Leaf(*id)).collect())
}

/// Lines as headings, paragraphs, and entries gathered to lists.
fn group<'a>(lines: impl Iterator<Item = (&'a Line, &'a Vec<(Piece, Identifier)>)>) -> Vec<Node> {
    let (mut nodes, mut list): (Vec<Node>, Option<TagGroup>) = (Vec::new(), None);
    for (line, drawn) in lines {
        if matches!(line.kind, Kind::Entry | Kind::Box { .. }) {
            let of = |piece| drawn.iter().filter(move |(known, _)| *known == piece).copied().collect::<Vec<_>>();
            let mut entry = TagGroup::new(Tag::LI);
            let label = of(Piece::Label);
            if !label.is_empty() {
                entry.push(leaf(Tag::Lbl, &label));
            }
            entry.push(leaf(Tag::LBody, &of(Piece::Words)));
            list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::Disc))).push(entry);
            continue;
        }
        nodes.extend(list.take().map(Node::Group));
        nodes.push(Node::Group(match level(line.kind) {
            Some(level) => leaf(Tag::Hn(level, Some(super::block::written(&line.text()))), drawn),
            None => leaf(Tag::P, drawn),
        }));
    }
    nodes.extend(list.take().map(Node::Group));
    nodes
}
