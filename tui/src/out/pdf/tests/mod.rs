//! The PDF of a sheet:
//! - an independent reader opens it, and finds in it every line of the sheet, French and Arabic, each once, in the order in
//!   which it is read aloud; it is marked as accessible;
//! - one sheet gives the same bytes;
//! - letters of Arabic join, its words stand on the right, and a number in it is read in its own order;
//! - two languages stand beside one another, the person's first; a long sheet has numbered pages;
//! - foreign text does no harm: controls, directions, characters that no font has, a field without an end;
//! - an independent decoder reads the code in what is drawn.

mod reading;

use super::block::{Column, Owner, rows, written};
use super::fonts::Fonts;
use super::paragraph::{Look, Order, Paragraph, TextRow, Tint};
use super::{HEIGHT, MARGIN, WIDTH, pdf};
use crate::out::code::Code;
use crate::out::rows::Arrangement;
use guichet_core::deadline::Starts;
use guichet_core::fake::{FakeCatalog, card};
use guichet_core::layout::{Kind, Line, Role, Span, Start};
use guichet_core::model::{Block, Lang, Moment, Phone, Section as Written, SectionKind};
use guichet_core::sheet::{Basket, Entry, Part, Request, Section, Sheet, sheet};
use reading::{Content, is_accessible, read, title};

const BOTH: [Arrangement; 2] = [Arrangement::Below, Arrangement::Beside];

/// A sheet of so many cards.
fn made(lang: Lang, count: usize) -> Sheet {
    let mut catalog = FakeCatalog::default();
    let mut basket = Basket::default();
    for number in 1..=count {
        let mut item = card(&format!("card/c{number}"), &format!("Aide à l’énergie n° {number}"));
        item.summary = "Vous recevez une réponse chez vous. ".repeat(1 + number % 5);
        let list = ["Un RIB", "Votre avis d’impôt", "Une lettre"].map(|name| format!("{name} {number}"));
        let section = |kind, heading: &str| Written {
            kind,
            heading: heading.into(),
            blocks: vec![Block::List(list.iter().take(1 + number % 3).cloned().collect())],
        };
        item.sections = vec![section(SectionKind::Papers, "Papiers"), section(SectionKind::Ask, "Demander")];
        let phone = |number: String| Phone { number, name: "Énergie".into(), terms: "gratuit".into(), checked: None };
        item.phones = vec![phone(format!("05 00 00 00 {number:02}"))];
        catalog.items.push(item);
        basket.add(Entry::parse(&format!("card/c{number}")).expect("an identifier"));
    }
    let request = Request { basket: &basket, said: &[], lang, private: false, numbers: None, starts: &Starts::NONE };
    sheet(&catalog, request, Moment::parse("2026-11-23T10:00").expect("a moment"))
}

fn line(kind: Kind, start: Start, lang: Lang, spans: &[(&str, Role)]) -> Line {
    let span = |(text, role): &(&str, Role)| Span { text: (*text).into(), role: *role, lang };
    Line { kind, start, depth: 0, key: None, spans: spans.iter().map(span).collect() }
}

/// A sheet whose first language is Arabic.
fn arabic() -> Sheet {
    let of = |lang, [title, heading, text, paper, name]: [&str; 5]| {
        let said = |kind, start, text| line(kind, start, lang, &[(text, Role::Plain)]);
        let phone = [("05 48 10 10 10", Role::Number), (name, Role::Plain)];
        [
            (Part::Title, vec![said(Kind::Title, Start::Part, title)]),
            (
                Part::Matter,
                vec![
                    said(Kind::Heading, Start::Part, heading),
                    said(Kind::Text, Start::Block, text),
                    line(Kind::Phone, Start::Block, lang, &phone),
                ],
            ),
            (Part::Papers, vec![said(Kind::Heading, Start::Part, heading), said(Kind::Entry, Start::Block, paper)]),
            (Part::Foot, vec![said(Kind::Text, Start::Part, text)]),
        ]
    };
    let ours = of(
        Lang::AR,
        [
            "ورقتك ليوم 23 نوفمبر 2026",
            "المساعدة على السكن (APL)",
            "اتصل بصندوق Caf على الرقم 32 30 من الساعة 9:00، ثم أرسل الوثائق عبر الموقع caf.fr قبل نهاية الشهر.",
            "بطاقة الهوية أو جواز السفر",
            "الصندوق",
        ],
    );
    let french =
        of(Lang::FR, ["Votre feuille", "Aide au logement (APL)", "Appelez la Caf au 32 30.", "Un passeport", "Caf"]);
    let both = ours.into_iter().zip(french);
    let sections = both.map(|((part, ours), (_, french))| Section { part, columns: vec![ours, french] }).collect();
    Sheet { languages: vec![Lang::AR, Lang::FR], sections, private: Vec::new(), gone: Vec::new(), unread: false }
}

/// Letters and digits as they are read, without what parts them.
fn bare(text: &str) -> String {
    written(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is read aloud of a document, a page after the other.
fn said(pages: &[Vec<Content>]) -> String {
    bare(
        &pages
            .iter()
            .flatten()
            .filter(|content| content.is_tagged)
            .map(|content| content.text.as_str())
            .collect::<String>(),
    )
}

#[test]
fn every_line_is_in_it_once_and_the_same_sheet_gives_the_same_bytes() {
    for sheet in [made(Lang::FR, 3), made(Lang::EN, 3), arabic()] {
        for arrangement in BOTH {
            let bytes = pdf(&sheet, arrangement, None).expect("a PDF");
            assert!(bytes.starts_with(b"%PDF-1.7") && is_accessible(&bytes));
            assert!(pdf(&sheet, arrangement, None).expect("a PDF") == bytes, "the same bytes");
            let title_line = sheet.lines().next().expect("a title").text();
            assert_eq!(title(&bytes), title_line);
            let (mut found, mut wanted) = (said(&read(&bytes)), String::new());
            for line in sheet.lines().map(Line::text) {
                let line = bare(&line);
                let at = found.find(&line).unwrap_or_else(|| panic!("{line} is not in {found}"));
                found.replace_range(at..at + line.len(), "");
                wanted.push_str(&line);
            }
            assert!(!wanted.is_empty() && found.is_empty(), "more than the sheet: {found}");
        }
    }
}

fn plain(size: f32) -> Look {
    Look { size, bold: false, tint: Tint::Ink }
}

fn laid(pieces: &[(&str, Order)], width: f32, rtl: bool) -> Vec<TextRow> {
    let mut paragraph = Paragraph::default();
    pieces.iter().for_each(|(text, order)| paragraph.push(text, plain(10.0), *order));
    paragraph.rows(&Fonts::load().expect("fonts"), width, rtl)
}

/// What is seen of a row from left to right, a run at a time.
fn seen(row: &TextRow) -> Vec<&str> {
    let mut runs: Vec<_> = row.runs.iter().collect();
    runs.sort_by(|one, other| one.x.total_cmp(&other.x));
    runs.into_iter().map(|run| run.text.trim()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn arabic_joins_and_keeps_numbers_and_other_words_in_order() {
    // Alone, the same three letters take more glyph shapes than one: joined, no two are those that stand alone.
    let glyphs = |text| laid(&[(text, Order::Prose)], 500.0, true)[0].runs[0].glyphs.clone();
    let alone = glyphs("ب")[0].glyph_id;
    let joined: Vec<_> = glyphs("ببب").iter().map(|glyph| glyph.glyph_id).collect();
    assert_eq!(joined.len(), 3);
    assert!(!joined.contains(&alone) && joined[0] != joined[1] && joined[1] != joined[2], "{joined:?}");
    // Lam and alef are one.
    assert!(glyphs("لا").len() <= 2);

    // A number in groups, in prose and as a number; a price with its sign; words of another language.
    for (text, order, number) in [
        ("05 48 10 10 10", Order::Prose, "05 48 10 10 10"),
        ("05 48 10 10 10", Order::Number, "05 48 10 10 10"),
        ("+33 1 23", Order::Number, "+33 1 23"),
        ("+33 1 23", Order::Prose, "+33 1 23"),
        ("2026-11-23", Order::Prose, "2026-11-23"),
        ("https://www.caf.fr/a/", Order::Address, "https://www.caf.fr/a/"),
        ("Caf de Paris", Order::Prose, "Caf de Paris"),
    ] {
        let rows = laid(&[("الرقم ", Order::Prose), (text, order), (" الصندوق", Order::Prose)], 500.0, true);
        assert_eq!(seen(&rows[0]), ["الصندوق", number, "الرقم"], "{text}");
    }
    // Brackets are mirrored: the one that opens is on the right.
    let rows = laid(&[("سكن (شهر)", Order::Prose)], 500.0, true);
    let bracket = |c| {
        let run = rows[0].runs.iter().find(|run| run.text.contains(c)).expect("a bracket");
        (run.x, run.glyphs[0].glyph_id)
    };
    let french = laid(&[("(", Order::Prose)], 500.0, false)[0].runs[0].glyphs[0].glyph_id;
    assert!(bracket('(').0 > bracket(')').0 && bracket(')').1 == french);
}

#[test]
fn rows_are_broken_on_the_words_as_they_are_read() {
    let text =
        "اتصل بالصندوق على الرقم 32 30 من التاسعة ثم أرسل الوثائق عبر الموقع caf.fr قبل نهاية الشهر القادم من فضلك";
    for (text, rtl) in [(text, true), ("Où aller pour demander l’aide au logement, et avec quels papiers ?", false)]
    {
        for width in [40.0, 90.0, 140.0, 1_000.0] {
            let rows = laid(&[(text, Order::Prose)], width, rtl);
            let read: Vec<String> =
                rows.iter().map(|row| row.runs.iter().map(|run| run.text.as_str()).collect()).collect();
            assert_eq!(read.concat(), text, "{width}");
            // A space at the end of a row takes no room.
            assert!(rows.iter().all(|row| row.width <= width + 4.0), "{width}: {read:?}");
            let whole = |row: &String| row.ends_with(' ') || text.ends_with(row.as_str());
            assert!(width < 90.0 || read.iter().all(whole), "{width}: {read:?}");
        }
    }
    // A word that is wider than the paper: after its joints where it has some, else anywhere; never apart from its marks.
    let address = "https://www.service-public.gouv.fr/particuliers/vosdroits/F12006";
    let rows = laid(&[("Voir ", Order::Prose), (address, Order::Address)], 150.0, false);
    assert!(rows.len() > 2 && rows.iter().all(|row| row.width <= 150.0));
    assert!(rows[1].runs[0].text.ends_with(['/', '-']), "{}", rows[1].runs[0].text);
    let marks = "e\u{323}\u{302}\u{301}".repeat(40);
    let rows = laid(&[(&marks, Order::Prose)], 60.0, false);
    assert!(rows.iter().all(|row| row.runs[0].text.starts_with('e') && row.width <= 60.0));
}

#[test]
fn the_person_s_language_comes_first_on_its_own_side() {
    let bytes = pdf(&arabic(), Arrangement::Beside, None).expect("a PDF");
    let pages = read(&bytes);
    let tagged: Vec<&Content> =
        pages[0].iter().filter(|content| content.is_tagged && !content.text.is_empty()).collect();
    let middle = WIDTH / 2.0;
    for content in tagged {
        let is_arabic = content.text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let right = content.starts.iter().all(|(x, _)| *x > middle);
        assert!(!is_arabic || right, "{content:?}");
    }
    // A French line in a column of Arabic, such as the name of an office, keeps its direction.
    let fonts = Fonts::load().expect("fonts");
    let column = Column { left: 100.0, width: 200.0, rtl: true };
    let owner = Owner { section: 0, column: 0, line: 0 };
    let place = |text: &str| {
        let line = line(Kind::Text, Start::Block, Lang::AR, &[(text, Role::Plain)]);
        rows(&fonts, &line, Part::Place, column, owner, 10.0)[0].x
    };
    assert!(place("Caf de l’Aveyron") < 101.0 && place("صندوق") > 200.0 && place("12") > 200.0);
    let english = read(&pdf(&made(Lang::EN, 2), Arrangement::Beside, None).expect("a PDF"));
    let mut first = english[0].iter().filter(|content| content.is_tagged).map(|content| content.starts[0].0);
    assert!(first.next().is_some_and(|left| left < middle) && first.any(|left| left > middle));
}

#[test]
fn a_long_sheet_has_numbered_pages_and_no_heading_alone() {
    let long = made(Lang::EN, Basket::MOST);
    let headings: Vec<String> =
        long.lines().filter(|line| line.kind == Kind::Heading).map(|line| bare(&line.text())).collect();
    for arrangement in BOTH {
        let pages = read(&pdf(&long, arrangement, None).expect("a PDF"));
        assert!(pages.len() > 2, "{}", pages.len());
        for (number, page) in (1..).zip(&pages) {
            let foot: Vec<&Content> =
                page.iter().filter(|content| !content.is_tagged && !content.text.is_empty()).collect();
            assert!(foot.len() == 1 && foot[0].text.ends_with(&format!("{number} / {}", pages.len())), "{foot:?}");
            let tagged = || page.iter().filter(|content| content.is_tagged && !content.text.is_empty());
            let last = tagged().next_back().expect("words");
            assert!(!headings.contains(&bare(&last.text)), "{last:?} is alone");
            let low = HEIGHT - MARGIN;
            assert!(tagged().flat_map(|content| &content.starts).all(|(_, y)| *y > MARGIN && *y < low), "{number}");
        }
        assert!(
            !read(&pdf(&made(Lang::FR, 1), arrangement, None).expect("a PDF"))[0]
                .iter()
                .any(|c| c.text.contains(" / "))
        );
    }
}

#[test]
fn foreign_text_does_no_harm() {
    let endless = "abc".repeat(20_000);
    let far = format!("{} {}", "mot ".repeat(5_000), "\n".repeat(3_000));
    let marks = format!("a{}", "\u{301}".repeat(3_000));
    for text in [
        "\u{1b}[2J\u{7}\u{0}%PDF-1.7 endstream endobj (()) >> \\",
        "\u{202e}abc\u{2066}\u{200f}\u{061c}def",
        "日本語 👩\u{200d}👩\u{200d}👧 \u{e000}\u{f8ff}\u{fffe}\u{ffff} \u{10ffff} ᄀ한글 שלום \u{fdfa} ﻣﺮﺣﺒﺎ",
        "\u{301}\u{64e}\u{94d}",
        "\u{2028}\u{2029}\u{85}\n\n",
        " ",
        &endless,
        &far,
        &marks,
    ] {
        for lang in [Lang::FR, Lang::AR] {
            let mut sheet = made(Lang::EN, 1);
            sheet.languages[0] = lang;
            // A text that is far too long is one of them, and the others are as foreign as they may be.
            let most = if text.len() > 1_000 { 1 } else { usize::MAX };
            let first =
                sheet.sections.iter_mut().skip(1).flat_map(|section| section.columns.iter_mut().take(1).flatten());
            for line in first.take(most) {
                line.spans.iter_mut().for_each(|span| span.text = text.into());
            }
            for arrangement in BOTH {
                let bytes = pdf(&sheet, arrangement, None).expect("a PDF");
                let pages = read(&bytes);
                let all: String = pages.iter().flatten().map(|content| content.text.as_str()).collect();
                let unsafe_char =
                    |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                assert!(
                    !all.contains(unsafe_char),
                    "{:?}",
                    all.chars().filter(|c| unsafe_char(*c)).collect::<String>()
                );
                assert!(said(&pages).contains("sheettitle"), "French is there all the same");
                let starts = pages.iter().flatten().flat_map(|content| &content.starts);
                let mut outside = starts.filter(|(x, y)| *x < 0.0 || *x > WIDTH || *y < 0.0 || *y > HEIGHT);
                assert_eq!(
                    outside.next(),
                    None,
                    "{lang:?} {arrangement:?} {}",
                    text.escape_debug().take(80).collect::<String>()
                );
            }
        }
    }
    // A direction that is not its own changes no order: what it would have turned stands as it is written.
    assert_eq!(written("a\u{202e}bc\u{ad}d"), "abcd");
    assert_eq!(written("ﻣﺮﺣﺒﺎ"), "مرحبا");
}

#[test]
fn a_decoder_reads_the_code_in_what_is_drawn() {
    for (sheet, text) in [(made(Lang::FR, 1), "https://t.me/GuichetExempleBot?start=fr_card_apl"), (arabic(), "1")] {
        let code = Code::of(text).expect("a code");
        for arrangement in BOTH {
            let bytes = pdf(&sheet, arrangement, Some(&code)).expect("a PDF");
            assert!(is_accessible(&bytes), "a picture with words");
            let pages = read(&bytes);
            let drawn = pages.iter().flatten().filter(|content| content.is_tagged && content.filled.len() > 20);
            let filled: Vec<[f32; 4]> = drawn.flat_map(|content| content.filled.clone()).collect();
            /// Pixels of a point.
            const SCALE: f32 = 2.0;
            let (width, height) = ((WIDTH * SCALE) as usize, (HEIGHT * SCALE) as usize);
            let dark = |x: usize, y: usize| {
                let (x, y) = ((x as f32 + 0.5) / SCALE, (y as f32 + 0.5) / SCALE);
                filled.iter().any(|[left, top, right, bottom]| x >= *left && x < *right && y >= *top && y < *bottom)
            };
            let mut image =
                rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| if dark(x, y) { 0 } else { 255 });
            let read: Vec<String> = image.detect_grids().iter().map(|grid| grid.decode().expect("a code").1).collect();
            assert_eq!(read, [text]);
        }
    }
}
