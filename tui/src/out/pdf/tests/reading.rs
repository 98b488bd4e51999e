//! A PDF read back by an independent reader: what each page says, in the order in which it is said, and what is filled.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;
use std::collections::BTreeMap;

/// Something of a page between two marks.
#[derive(Debug, Default, Clone)]
pub(super) struct Content {
    /// It belongs to the structure by which a document is read aloud.
    pub(super) is_tagged: bool,
    /// What it says.
    pub(super) text: String,
    /// What it fills: left, top, right, bottom.
    pub(super) filled: Vec<[f32; 4]>,
    /// Where the last run from right to left begins in the text, and how far its last part stands from the left.
    turned: Option<(usize, f32)>,
    /// Where each of its runs begins, from the left and from the top of the page.
    pub(super) starts: Vec<(f32, f32)>,
}

impl Content {
    /// Adds words as they are read. Those of Arabic come before what stands to the left of them in the same run.
    fn say(&mut self, words: &str) {
        let x = self.starts.last().map_or(0.0, |(x, _)| *x);
        let at = match self.turned {
            Some((at, left)) if x > left => at,
            _ => self.text.len(),
        };
        self.turned = words.contains(is_arabic).then_some((at, x));
        let at = if self.turned.is_some() { at } else { self.text.len() };
        self.text.insert_str(at, words);
    }
}

fn is_arabic(c: char) -> bool {
    ('\u{600}'..='\u{77f}').contains(&c)
}

/// The contents of each page.
pub(super) fn read(bytes: &[u8]) -> Vec<Vec<Content>> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    pdf.pages().iter().map(contents).collect()
}

/// The title that the document gives itself.
pub(super) fn title(bytes: &[u8]) -> String {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let title = pdf.metadata().title.clone().expect("a title");
    match title.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => utf16(wide),
        None => String::from_utf8(title.to_vec()).expect("a text"),
    }
}

/// Whether it says that it meets PDF/UA-1.
pub(super) fn is_accessible(bytes: &[u8]) -> bool {
    let holds = |data: &[u8]| String::from_utf8_lossy(data).contains("pdfuaid:part");
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let mut objects = pdf.objects().into_iter();
    objects.any(|object| matches!(object, Object::Stream(stream) if stream.decoded().is_ok_and(|data| holds(&data))))
}

/// Instructions of a page that count here; what is nested in a marked content belongs to it.
fn contents(page: &Page<'_>) -> Vec<Content> {
    let mut found: Vec<Content> = Vec::new();
    let (mut depth, mut font, mut path) = (0, BTreeMap::new(), Vec::new());
    // What stands for the text of a nested mark, and how deep that is.
    let mut instead: Option<(usize, String)> = None;
    let mut operations = page.operations();
    while let Some(instruction) = operations.next() {
        let operands: Vec<Object<'_>> = instruction.operands().cloned().collect();
        let number = |at: usize| match operands.get(at) {
            Some(Object::Number(number)) => number.as_f64() as f32,
            other => panic!("{other:?} is no number"),
        };
        let operator: &[u8] = instruction.operator.as_ref();
        match operator {
            b"BDC" | b"BMC" => {
                depth += 1;
                let properties = operands.get(1).and_then(|object| object.clone().into_dict());
                let actual =
                    properties.as_ref().and_then(|dict| dict.get::<hayro_syntax::object::String<'_>>("ActualText"));
                if let Some(actual) = actual {
                    instead = Some((depth, text_of(actual.as_bytes())));
                }
                if depth == 1 {
                    let is_tagged = properties.is_some_and(|dict| dict.contains_key("MCID"));
                    found.push(Content { is_tagged, ..Content::default() });
                }
            }
            b"EMC" => {
                if let Some((_, text)) = instead.take_if(|(at, _)| *at == depth) {
                    found.last_mut().expect("a mark").say(&text);
                }
                depth -= 1;
            }
            b"Tf" => {
                let name = operands.first().and_then(|object| object.clone().into_name()).expect("a font");
                font = letters(page, &name);
            }
            b"Tm" => found.last_mut().expect("nothing is outside of a mark").starts.push((number(4), number(5))),
            b"Tj" | b"TJ" => {
                assert!(depth > 0, "nothing is outside of a mark");
                let mut said: Vec<&str> = Vec::new();
                for bytes in shown(&operands) {
                    let codes = bytes.chunks_exact(2).map(|code| u16::from_be_bytes([code[0], code[1]]));
                    said.extend(codes.map(|code| font.get(&code).map_or("", String::as_str)));
                }
                // Glyphs stand left to right, whatever is read first.
                if said.iter().any(|letter| letter.contains(is_arabic)) {
                    said.reverse();
                }
                if instead.is_none() {
                    found.last_mut().expect("a mark").say(&said.concat());
                }
            }
            b"re" => path.push(vec![(number(0), number(1)), (number(0) + number(2), number(1) + number(3))]),
            b"m" => path.push(vec![(number(0), number(1))]),
            b"l" => path.last_mut().expect("a path").push((number(0), number(1))),
            b"f" | b"f*" => {
                let filled = path.drain(..).map(|points| {
                    let of = |pick: fn(&(f32, f32)) -> f32, best: fn(f32, f32) -> f32| {
                        points.iter().map(pick).reduce(best).expect("a point")
                    };
                    [of(|p| p.0, f32::min), of(|p| p.1, f32::min), of(|p| p.0, f32::max), of(|p| p.1, f32::max)]
                });
                found.last_mut().expect("nothing is outside of a mark").filled.extend(filled);
            }
            b"n" | b"S" => path.clear(),
            _ => {}
        }
    }
    found
}

fn shown(operands: &[Object<'_>]) -> Vec<Vec<u8>> {
    let string = |object: &Object<'_>| match object {
        Object::String(string) => Some(string.as_bytes().to_vec()),
        _ => None,
    };
    match operands.first() {
        Some(Object::Array(array)) => {
            let array: &Array<'_> = array;
            array.iter::<Object<'_>>().filter_map(|object| string(&object)).collect()
        }
        Some(object) => string(object).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The letters of a font, by the codes of its glyphs: its ToUnicode table.
fn letters(page: &Page<'_>, name: &Name<'_>) -> BTreeMap<u16, String> {
    let font: Dict<'_> = page.resources().get_font(name).expect("a font of the page");
    let table = font.get::<Stream<'_>>("ToUnicode").expect("letters").decoded().expect("a table").into_owned();
    let table = String::from_utf8(table).expect("a text");
    let mut letters = BTreeMap::new();
    let mut within = false;
    for line in table.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        within = (within || line.ends_with("beginbfchar")) && line != "endbfchar";
        if let [code, letter] = words.as_slice()
            && within
            && code.starts_with('<')
        {
            let bytes = |word: &str| -> Vec<u8> {
                let digits = word.trim_matches(['<', '>']);
                (0..digits.len()).step_by(2).filter_map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect()
            };
            let code = bytes(code);
            letters.insert(u16::from_be_bytes([code[0], code[1]]), utf16(&bytes(letter)));
        }
        assert!(!line.ends_with("beginbfrange"), "this reader knows single letters alone");
    }
    letters
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

fn text_of(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => utf16(wide),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
