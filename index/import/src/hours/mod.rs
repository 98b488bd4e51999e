//! Opening hours as sources write them, in OpenStreetMap syntax: a week given day by day, or a text in that syntax or in
//! French.

mod french;
mod lexer;
mod meaning;
pub(crate) mod names;
mod osm;
mod rows;
mod vocabulary;
mod week;

pub(crate) use week::{Week, day, minutes};

use guichet_core::text::dated::clean;

/// Longest remark kept inside an expression.
const LONGEST_REMARK: usize = 160;

/// How a text of hours came to be in OpenStreetMap syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenAs {
    /// It was.
    AsIs,
    /// It nearly was: slips of writing are mended.
    Repaired,
    /// It was in French, and certain.
    FromFrench,
    /// It could not be read for certain: people read it, in the comment of a rule whose state is unknown.
    Kept,
    /// Nothing was written.
    Empty,
}

/// Hours in OpenStreetMap syntax, and how they came to be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The expression; empty where nothing was written.
    pub osm: String,
    /// Where it comes from.
    pub kind: WrittenAs,
}

impl Written {
    /// What a report says where the text was not kept as it is.
    pub fn warning(&self) -> Option<&'static str> {
        match self.kind {
            WrittenAs::AsIs | WrittenAs::Empty => None,
            WrittenAs::Repaired => Some("nearly in OpenStreetMap syntax: mended"),
            WrittenAs::FromFrench => Some("in French: written in OpenStreetMap syntax"),
            WrittenAs::Kept => Some("cannot be read for certain: kept as a remark, and the state is unknown"),
        }
    }
}

/// Hours of a text as met in the wild. What is not certain is kept for people to read, and never guessed.
pub fn written(text: &str) -> Written {
    let text = text.trim();
    if let Some(osm) = osm::read(text) {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let kind = if bare(&osm) == bare(text) { WrittenAs::AsIs } else { WrittenAs::Repaired };
        return Written { osm, kind };
    }
    if let Some(osm) = french::read(text) {
        return Written { osm, kind: WrittenAs::FromFrench };
    }
    let remark = clean(text, LONGEST_REMARK).replace(['"', '\n'], " ");
    match remark.trim() {
        "" => Written { osm: String::new(), kind: WrittenAs::Empty },
        remark => Written { osm: format!("unknown \"{remark}\""), kind: WrittenAs::Kept },
    }
}

#[cfg(test)]
mod tests;
