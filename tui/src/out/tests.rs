//! A sheet on paper:
//! - no row is wider than the paper, nothing of the sheet is lost, and nothing foreign is left that could command;
//! - two languages stand below or beside one another, section by section;
//! - a ticket holds known commands and printable bytes alone, and its code is in it;
//! - a language that the printer has no letters for is left out and told, French never;
//! - a code carries the link of the bot, else names and numbers; what is not on the sheet is not in it.

use super::code::{Code, LONGEST};
use super::escpos::{Paper, ticket};
use super::link::carried;
use super::rows::{Arrangement, rows};
use super::text::{PAGE, text};
use crate::ui::wrap::width;
use guichet_core::deadline::Starts;
use guichet_core::fake::{FakeCatalog, card};
use guichet_core::layout::Line;
use guichet_core::model::{Block, Lang, Moment, Phone, Section, SectionKind};
use guichet_core::sheet::{Basket, Entry, Request, Sheet, sheet};

const IDS: [&str; 4] = ["card/one", "place/mairie-12202", "institution/caf", "card/aspa"];

/// A basket, and a catalogue in which a publisher writes what it should not.
pub(super) fn made(lang: Lang, private: bool) -> (Basket, Sheet) {
    let mut catalog = FakeCatalog::default();
    let mut item = card("card/one", "Aide à l’énergie\u{1b}[2J\u{7}");
    item.summary =
        "Une réponse. ".repeat(12) + "https://un.exemple.fr/une/adresse/qui/est/bien/trop/longue/pour/un/ticket";
    let list = vec!["Un RIB".to_owned(), "Votre avis d’impôt\u{202e} reçu cette année".to_owned()];
    let section =
        |kind, heading: &str| Section { kind, heading: heading.into(), blocks: vec![Block::List(list.clone())] };
    item.sections = vec![section(SectionKind::Papers, "Papiers"), section(SectionKind::Ask, "Demander")];
    item.phones = vec![Phone {
        number: "3949\u{1b}@\u{1d}V".into(),
        name: "Énergie".into(),
        terms: "gratuit".into(),
        checked: None,
    }];
    catalog.items.extend([item, card("card/aspa", "Secret")]);
    let basket: Basket = IDS.iter().filter_map(|id| Entry::parse(id)).collect();
    let request = Request {
        basket: &basket,
        said: &[],
        lang,
        private,
        numbers: private.then_some("danger"),
        starts: &Starts::NONE,
    };
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let sheet = sheet(&catalog, request, now);
    (basket, sheet)
}

fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn rows_fit_the_paper_and_nothing_is_lost() {
    for lang in [Lang::FR, Lang::EN] {
        let (_, sheet) = made(lang, true);
        for columns in [20, 32, 42, PAGE, 120] {
            let rows = rows(&sheet, columns, Arrangement::Below);
            assert!(rows.iter().all(|row| width(&row.text) <= columns), "{columns}: {rows:#?}");
            assert!(!rows.iter().any(|row| row.text.contains(|c: char| c.is_control() || c == '\u{202e}')));
            let said: Vec<String> = sheet.lines().map(Line::text).collect();
            assert_eq!(letters(rows.iter().map(|row| row.text.as_str())), letters(said.iter().map(String::as_str)));
            let text = text(&sheet, columns, Arrangement::Below);
            assert!(text.lines().all(|line| width(line) <= columns) && text.ends_with('\n'), "{text}");
            assert!(
                text.contains("[ ] Un RIB") && text.contains("- Un RIB"),
                "papers are ticked off, steps are not: {text}"
            );
        }
    }
}

#[test]
fn two_languages_stand_beside_one_another() {
    let (_, sheet) = made(Lang::EN, false);
    let beside = text(&sheet, PAGE, Arrangement::Beside);
    assert!(beside.lines().all(|line| width(line) <= PAGE), "{beside}");
    let first = beside.lines().next().expect("a title");
    assert_eq!(first.matches("sheet-title").count(), 2, "{first}");
    let below = text(&sheet, PAGE, Arrangement::Below);
    assert!(below.lines().count() > beside.lines().count());
    let (_, turned) = made(Lang::AR, false);
    assert_eq!(text(&turned, PAGE, Arrangement::Beside), text(&turned, PAGE, Arrangement::Below));
    let bare = |text: &str| letters([text]).chars().count();
    assert_eq!(bare(&below), bare(&beside));
}

/// What a ticket says, and the bytes of its pictures. Panics on a command that is not known.
fn read(mut bytes: &[u8]) -> (Vec<u8>, Vec<(usize, Vec<u8>)>) {
    let (mut said, mut pictures) = (Vec::new(), Vec::new());
    while let Some((byte, rest)) = bytes.split_first() {
        let mut length = 1;
        match (byte, rest) {
            (0x1b, [b'@', ..]) => length = 2,
            (0x1b, [b't' | b'E' | b'a' | b'd', ..]) | (0x1d, [b'!', ..]) => length = 3,
            (0x1d, [b'V', b'B', 0, ..]) => length = 4,
            (0x1d, [b'v', b'0', 0, xl, xh, yl, yh, ..]) => {
                let size = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high]));
                let (row_bytes, rows) = (size(*xl, *xh), size(*yl, *yh));
                pictures.push((row_bytes, rest[7..7 + row_bytes * rows].to_vec()));
                length = 8 + row_bytes * rows;
            }
            (b'\n' | b' '..=0x7e | 0x80.., _) => said.push(*byte),
            other => panic!("{other:02x?}"),
        }
        bytes = &bytes[length..];
    }
    (said, pictures)
}

#[test]
fn a_ticket_is_known_commands_and_printable_bytes() {
    for (paper, lang) in [(Paper::Mm58, Lang::FR), (Paper::Mm80, Lang::EN)] {
        let (basket, sheet) = made(lang, true);
        let carried = carried(None, None, &basket, &sheet);
        let code = Code::of(&carried).expect("a code");
        let printed = ticket(&sheet, paper, Some(&code));
        assert!(printed.left_out.is_empty() && !printed.without_code);
        assert!(printed.bytes.starts_with(b"\x1b@\x1bt\x13") && printed.bytes.ends_with(b"\x1dVB\x00"));
        let (said, pictures) = read(&printed.bytes);
        let rows: Vec<&[u8]> = said.split(|byte| *byte == b'\n').collect();
        assert!(rows.iter().all(|row| row.len() <= usize::from(paper.columns())));
        assert!(
            rows.iter().any(|row| row.starts_with(b"Aide \x85 l'\x82nergie[2J")),
            "accents of page 858, no command"
        );
        let mut dots = Vec::new();
        for (row_bytes, band) in &pictures {
            assert_eq!(*row_bytes, pictures[0].0);
            dots.extend_from_slice(band);
        }
        let row_bytes = pictures[0].0;
        let dark = |x: usize, y: usize| dots[y * row_bytes + x / 8] & (0x80 >> (x % 8)) != 0;
        let pixel = |x, y| if dark(x, y) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(row_bytes * 8, dots.len() / row_bytes, pixel);
        let grids = image.detect_grids();
        assert_eq!(grids[0].decode().expect("a code").1, carried);
        assert!(read(&ticket(&sheet, paper, None).bytes).1.is_empty());
    }
}

#[test]
fn a_language_without_letters_is_left_out_and_told() {
    let (_, mut sheet) = made(Lang::EN, false);
    for section in &mut sheet.sections {
        for span in section.columns[0].iter_mut().flat_map(|line| &mut line.spans) {
            span.text = "مرحبا".into();
        }
    }
    let printed = ticket(&sheet, Paper::Mm80, None);
    assert_eq!(printed.left_out, [Lang::EN]);
    let (said, _) = read(&printed.bytes);
    assert!(!said.contains(&b'?') && said.windows(11).any(|words| words == b"sheet-title"));
    // Where it is the only one, marks are better than an empty ticket.
    let alone = sheet.keeping(|lang| lang == Lang::EN);
    assert!(ticket(&alone, Paper::Mm80, None).left_out.is_empty());
}

#[test]
fn a_code_carries_a_link_or_names_and_numbers() {
    let (basket, discreet) = made(Lang::EN, false);
    assert_eq!(discreet.private.len(), 1);
    assert_eq!(
        carried(Some("https://t.me/Un_Bot/"), None, &basket, &discreet),
        "https://t.me/Un_Bot?start=en_card_one"
    );
    let private: Basket = Entry::parse("card/aspa").into_iter().collect();
    for bot in [Some("https://t.me/UnBot"), Some("javascript:x"), Some("https://t.me/a b"), None] {
        let text = carried(bot, None, &private, &discreet);
        assert!(!text.contains("aspa") && !text.contains("start="), "{text}");
    }
    let text = carried(None, None, &basket, &discreet);
    assert!(text.contains("05 00 00 00 00") && text.contains("Caf – 32 30") && text.len() <= LONGEST, "{text}");
    assert!(Code::of(&text).is_some());
}
