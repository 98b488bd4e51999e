//! A view as lines:
//! - every word of every block and choice is in some line, in order, and nothing is said twice;
//! - a part begins where a block of the view begins, and nowhere else; a case holds what is one level deeper;
//! - what an item says is in its language, and what the guide says of it in that of the view;
//! - no line is empty, and only a row has empty spans;
//! - the place or the right of a line is opened by the choice that bears its key.

use crate::walk::one;
use guichet_core::dice::Dice;
use guichet_core::fake::{FakeCatalog, card};
use guichet_core::layout::{self, Kind, Line, Role, Start};
use guichet_core::model::{
    Block as Prose, Date, EmergencyNumber, Lang, Moment, OpeningState, Phone, Section, SectionKind,
};
use guichet_core::rights::Standing;
use guichet_core::talk::{Event, Session, turn};
use guichet_core::view::{Block, Choice, Expects, Tag, View};

/// Views drawn.
const VIEWS: u64 = 500;

/// Draws blocks whose words are all different, and keeps the words in the order in which they are to be said.
struct Writer {
    dice: Dice,
    said: Vec<String>,
}

impl Writer {
    /// One to three words that were not said before.
    fn words(&mut self) -> String {
        let first = self.said.len();
        let words: Vec<String> = (first..=first + self.dice.below(3)).map(|number| format!("mot{number}")).collect();
        self.said.extend_from_slice(&words);
        words.join(if self.dice.below(4) == 0 { "\n" } else { " " })
    }

    /// The same, or nothing.
    fn perhaps(&mut self) -> String {
        if self.dice.below(3) == 0 { String::new() } else { self.words() }
    }

    fn many<T>(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.dice.below(most + 1)).map(|_| one(self)).collect()
    }

    fn block(&mut self) -> Block {
        match self.dice.below(13) {
            0..3 => Block::Prose(self.prose(0)),
            3 => Block::Notice { body: self.words() },
            4 => Block::Hint { body: self.words() },
            5 => Block::EmergencyCheck { category: "unsaid".into(), question: self.words() },
            6 => Block::Card {
                id: "card/a".into(),
                title: "unsaid".into(),
                summary: self.perhaps(),
                covers: vec!["unsaid".into()],
            },
            7 => Block::Place {
                id: "place/a".into(),
                name: self.words(),
                address: self.perhaps(),
                phone: self.perhaps(),
                distance: self.perhaps(),
                open: OpeningState::Open,
                opening: self.perhaps(),
                position: Some([44.0, 2.0]),
            },
            8 => {
                let (name, amount, state) = (self.perhaps(), self.perhaps(), self.words());
                let reasons = self.many(3, Self::words);
                Block::Right { id: "rsa".into(), name, standing: Standing::Check, state, amount, reasons }
            }
            9 => Block::Gauge { done: 1, total: 3, body: self.words() },
            10 => Block::Phone { number: self.words(), name: self.perhaps(), terms: self.perhaps() },
            11 => {
                let advice = self.perhaps();
                let number = |writer: &mut Self| EmergencyNumber {
                    number: writer.words(),
                    name: writer.words(),
                    terms: writer.perhaps(),
                    checked: Date { year: 2026, month: 11, day: 1 },
                    source: "unsaid".into(),
                };
                Block::Emergency { category: "unsaid".into(), advice, numbers: self.many(3, number) }
            }
            _ => {
                let (body, url) = (self.words(), self.perhaps());
                Block::Source { body, url: Some(url).filter(|url| !url.is_empty()) }
            }
        }
    }

    fn prose(&mut self, depth: u8) -> Prose {
        match self.dice.below(if depth < 3 { 6 } else { 4 }) {
            0 => Prose::Text(self.perhaps()),
            1 => Prose::Heading(self.words()),
            2 => Prose::List(self.many(3, Self::words)),
            3 => Prose::Table(self.many(3, |writer| writer.many(3, Self::perhaps))),
            4 => Prose::Note { title: self.perhaps(), blocks: self.many(3, |writer| writer.prose(depth + 1)) },
            _ => Prose::Case { title: self.perhaps(), blocks: self.many(3, |writer| writer.prose(depth + 1)) },
        }
    }

    fn view(&mut self) -> View {
        let title = self.words();
        let blocks = self.many(6, Self::block);
        let choice = |writer: &mut Self| Choice {
            number: 1,
            label: writer.words(),
            tag: Some(Tag::Year(writer.perhaps())),
            detail: writer.perhaps(),
            key: "open place/a".into(),
        };
        let choices = self.many(4, choice);
        let expects = *one(&mut self.dice, &[Expects::Need, Expects::Number]);
        View { lang: Lang::EN, item_lang: Lang::EN, title, blocks, choices, expects, discreet: false }
    }
}

fn said(lines: &[Line]) -> Vec<&str> {
    lines.iter().flat_map(|line| &line.spans).flat_map(|span| span.text.split_whitespace()).collect()
}

fn each(mut check: impl FnMut(&View, &[Line], &[String])) {
    for seed in 1..=VIEWS {
        let mut writer = Writer { dice: Dice(seed), said: Vec::new() };
        let view = writer.view();
        check(&view, &layout::view(&view), &writer.said);
    }
}

#[test]
fn every_word_is_said_once_and_in_order() {
    let mut words = 0;
    each(|view, lines, all| {
        assert_eq!(said(lines), all, "{view:#?}");
        words += all.len();
    });
    assert!(words > 10_000, "enough was drawn: {words}");
}

#[test]
fn what_is_read_of_a_line_is_its_words_but_the_standing_of_a_right() {
    each(|_, lines, _| {
        for line in lines {
            let marks = |word: &&str| !matches!(*word, "–" | "|");
            let text = line.text();
            let read = text.split_whitespace().filter(marks).map(|word| word.trim_matches(['(', ')']));
            let spans = line.spans.iter().filter(|span| span.role != Role::Standing);
            assert!(read.eq(spans.flat_map(|span| span.text.split_whitespace())), "{line:?}");
        }
    });
}

#[test]
fn a_part_begins_with_each_block_of_the_view() {
    each(|view, lines, _| {
        let parts: Vec<&[Line]> = lines.chunk_by(|_, next| next.start != Start::Part).collect();
        let blocks = view.blocks.iter().map(|block| layout::block(block, view.lang));
        let mut expected: Vec<Vec<Line>> = blocks.filter(|lines| !lines.is_empty()).collect();
        expected.extend(Some(layout::choices(view)).filter(|lines| !lines.is_empty()));
        assert_eq!(parts[0].len(), 1, "the title stands alone");
        assert_eq!(parts[1..], expected);
    });
}

#[test]
fn a_line_says_something_in_one_language() {
    each(|view, lines, _| {
        for line in lines {
            let row = matches!(line.kind, Kind::Row { .. });
            assert!(!line.spans.is_empty(), "{line:?}");
            assert!(line.spans.iter().all(|span| row == (span.role == Role::Cell)), "{line:?}");
            assert!(row || line.spans.iter().all(|span| !span.text.is_empty()), "{line:?}");
            assert!(line.spans.iter().all(|span| span.lang == view.lang), "{line:?}");
        }
    });
}

#[test]
fn what_a_choice_opens_bears_its_key() {
    each(|_, lines, _| {
        for line in lines {
            let expected = match line.kind {
                kind if kind.is_of_place() => Some("open place/a"),
                Kind::Choice { .. } => Some("open place/a"),
                Kind::Right(_) => Some("right rsa"),
                _ => None,
            };
            assert_eq!(line.key.as_deref(), expected, "{line:?}");
        }
    });
}

#[test]
fn a_case_holds_what_is_deeper() {
    let text = |text: &str| Prose::Text(text.into());
    let inner = Prose::Case { title: "si".into(), blocks: vec![text("c"), text("d")] };
    let untitled = Prose::Note { title: String::new(), blocks: vec![text("b"), inner, text("e")] };
    let outer = Prose::Case { title: "quand".into(), blocks: vec![text("a"), untitled] };
    let lines = layout::block(&outer.into(), Lang::FR);
    let seen: Vec<_> = lines.iter().map(|line| (line.text(), line.depth, line.start)).collect();
    let expected = [
        ("quand", 0, Start::Part),
        ("a", 1, Start::Nothing),
        ("b", 1, Start::Block),
        ("si", 1, Start::Block),
        ("c", 2, Start::Nothing),
        ("d", 2, Start::Block),
        ("e", 1, Start::Block),
    ];
    assert_eq!(seen, expected.map(|(text, depth, start)| (text.to_owned(), depth, start)));
}

#[test]
fn an_item_speaks_its_language_and_the_guide_that_of_the_view() {
    let mut catalog = FakeCatalog::default();
    let mut item = card("vosdroits/F1", "Le titre");
    let section = |heading: &str| Section {
        kind: SectionKind::Ask,
        heading: heading.into(),
        blocks: vec![Prose::List(vec!["entrée".into()]), Prose::Table(vec![vec!["case".into()]])],
    };
    item.sections = vec![section("Partie"), section("Autre partie")];
    item.phones = vec![Phone { number: "39 39".into(), name: "écoute".into(), terms: String::new(), checked: None }];
    catalog.items.push(item);
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let begun = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::EN) }, now).session;
    let shown = |key: &str| turn(&catalog, &begun, Event::Press(key.into()), now).view;
    for (key, said) in [
        ("open vosdroits/F1", &["Le titre", "39 39", "écoute", "Partie", "Autre partie"][..]),
        ("part 0 vosdroits/F1", &["Le titre – Partie", "entrée", "case", "39 39", "écoute", "Autre partie"][..]),
    ] {
        let view = shown(key);
        let spans: Vec<_> = layout::view(&view).into_iter().flat_map(|line| line.spans).collect();
        let of = |lang| spans.iter().filter(move |span| span.lang == lang).map(|span| span.text.as_str());
        let french: Vec<&str> = of(Lang::FR).filter(|text| !text.is_empty()).collect();
        assert!(said.iter().all(|text| french.contains(text)), "{key}: {french:?}");
        assert!(["in-french-only", "where-do-i-go"].iter().all(|ours| of(Lang::EN).any(|text| text == *ours)), "{key}");
        let ours = |text: &str| view.blocks.iter().any(|block| matches!(block, Block::Notice { body } if body == text));
        assert!(!french.iter().any(|text| ours(text)), "{key}: {french:?}");
    }
}
