//! The fonts that are built in, and letters as their glyphs (`tui/assets/fonts/README.md` says whose they are).

use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::BTreeSet;
use unicode_normalization::char::is_combining_mark;

/// One of the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face {
    /// That of Arabic; else that of all other letters.
    arabic: bool,
    bold: bool,
}

/// Every font, in the order of [`FILES`].
const FACES: [Face; 4] = [
    Face { arabic: false, bold: false },
    Face { arabic: false, bold: true },
    Face { arabic: true, bold: false },
    Face { arabic: true, bold: true },
];
const FILES: [&[u8]; 4] = [
    include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoNaskhArabic-Bold.ttf"),
];

/// The letters of Naskh are small beside Latin ones of the same size.
const ARABIC_SCALE: f32 = 1.15;

impl Face {
    /// The font of a letter. A space or a joiner after Arabic is the caller's business.
    pub(super) const fn of(c: char, bold: bool) -> Self {
        let arabic = matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}');
        Self { arabic, bold }
    }

    /// Whether a character after one of this font is written in it too, though it is no letter.
    pub(super) const fn goes_on(self, c: char) -> bool {
        self.arabic && matches!(c, ' ' | '\u{a0}' | '\u{200c}' | '\u{200d}')
    }

    /// What its letters reach above and below the line, in their nominal size.
    pub(super) const fn reach(self) -> (f32, f32) {
        if self.arabic { (1.08 * ARABIC_SCALE, 0.56 * ARABIC_SCALE) } else { (1.04, 0.36) }
    }

    /// How large its letters are drawn for a nominal size.
    pub(super) const fn scale(self) -> f32 {
        if self.arabic { ARABIC_SCALE } else { 1.0 }
    }

    /// What stands for a character that it lacks.
    const fn lacking(self) -> char {
        if self.arabic { '\u{25cc}' } else { '\u{fffd}' }
    }
}

/// Glyphs of one direction and one font, left to right, in ems of the font.
pub(super) struct Shaped {
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) width: f32,
}

/// The glyph of a character that a font lacks.
const NOTDEF: u32 = 0;

struct Loaded {
    embedded: Font,
    file: FontRef<'static>,
    data: ShaperData,
    units: f32,
}

/// All fonts, ready to write with.
pub(super) struct Fonts([Loaded; 4]);

impl Fonts {
    /// Reads the fonts that are built in. `None` where one cannot be read: a fault of the build.
    pub(super) fn load() -> Option<Self> {
        let mut loaded = Vec::new();
        for bytes in FILES {
            let file = FontRef::new(bytes).ok()?;
            let embedded = Font::new(bytes.into(), 0)?;
            let units = embedded.units_per_em();
            loaded.push(Loaded { data: ShaperData::new(&file), embedded, file, units });
        }
        <[Loaded; 4]>::try_from(loaded).ok().map(Self)
    }

    /// The font as a document embeds it.
    pub(super) fn embedded(&self, face: Face) -> Font {
        self.of(face).embedded.clone()
    }

    fn of(&self, face: Face) -> &Loaded {
        let at = FACES.iter().position(|known| *known == face).unwrap_or_default();
        self.0.get(at).unwrap_or(&self.0[0])
    }

    /// The glyphs of a text of one direction and one font. A character that the font lacks is shown as lacking; what is
    /// read of it stays the character.
    pub(super) fn shape(&self, text: &str, face: Face, rtl: bool) -> Shaped {
        let shaped = self.shape_with(text, face, rtl, &BTreeSet::new());
        let unknown = shaped.glyphs.iter().filter(|glyph| glyph.glyph_id.to_u32() == NOTDEF);
        let doubted: BTreeSet<char> =
            unknown.flat_map(|glyph| text.get(glyph.text_range.clone()).unwrap_or_default().chars()).collect();
        if doubted.is_empty() {
            return shaped;
        }
        let lacks = |c: &char| {
            let alone = self.shape_with(c.encode_utf8(&mut [0; 4]), face, rtl, &BTreeSet::new());
            alone.glyphs.iter().any(|glyph| glyph.glyph_id.to_u32() == NOTDEF)
        };
        self.shape_with(text, face, rtl, &doubted.into_iter().filter(lacks).collect())
    }

    fn shape_with(&self, text: &str, face: Face, rtl: bool, lacking: &BTreeSet<char>) -> Shaped {
        let font = self.of(face);
        let mut buffer = UnicodeBuffer::new();
        for (at, c) in text.char_indices() {
            let shown = if lacking.contains(&c) { face.lacking() } else { c };
            // A mark that is lacking is left out: its letter is not.
            if shown == c || !is_combining_mark(c) {
                buffer.add(shown, u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        buffer.guess_segment_properties();
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        let made = font.data.shaper(&font.file).build().shape(buffer, ShapeOptions::new());
        let mut starts: Vec<usize> = made.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let ems = |units: i32| units as f32 / font.units;
        let mut width = 0.0;
        let glyphs = made.glyph_infos().iter().zip(made.glyph_positions()).map(|(info, position)| {
            let start = info.cluster as usize;
            let next = starts.partition_point(|other| *other <= start);
            width += ems(position.x_advance);
            KrillaGlyph {
                glyph_id: GlyphId::new(info.glyph_id),
                text_range: start..starts.get(next).copied().unwrap_or(text.len()),
                x_advance: ems(position.x_advance),
                x_offset: ems(position.x_offset),
                y_offset: ems(position.y_offset),
                y_advance: 0.0,
                location: None,
            }
        });
        let glyphs = glyphs.collect();
        Shaped { glyphs, width }
    }
}
