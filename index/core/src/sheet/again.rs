//! The words on a sheet by which all of it is found again elsewhere.

use super::section::joined;
use super::{Entry, Part, Section, Sheet};
use crate::carry::{self, Carried, LeftOut};
use crate::layout::{self, Line, Role, Span};
use crate::message::Message;
use crate::model::{Block, Lang, Moment};
use crate::ports::catalog::{Catalog, Unavailable};
use crate::talk::context::Talk;

/// Words on a line: two fit on the narrowest paper.
const BESIDE: usize = 2;

/// Words that bring back what somebody carries, and what is in them. No `Debug`: it is somebody's own.
#[derive(Clone, PartialEq)]
pub struct Again {
    /// The words, in their order.
    pub words: Vec<String>,
    /// What they do not hold.
    pub left_out: LeftOut,
    pages: usize,
    answers: usize,
    commune: Option<String>,
    /// Something in them can be asked for: what became of it may be told.
    tells: bool,
}

impl Again {
    /// The words for what is carried. `None` where there is nothing to carry.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn of(catalog: &dyn Catalog, carried: &Carried) -> Result<Option<Self>, Unavailable> {
        let Some(written) = carry::words(catalog, carried)? else { return Ok(None) };
        let words = catalog.carry_words().row(&written.made);
        let left_out = written.left_out;
        let pages = carried.basket.entries().len() - left_out.entries.len() - left_out.gone.len();
        let told = carried.answers.as_ref().filter(|_| !left_out.answers);
        let answers = told.map_or(0, |told| told.interview.answered().count() + told.interview.seed().len());
        let commune = carried.commune.clone();
        let mut held = carried.basket.entries().iter().filter(|entry| !left_out.entries.contains(entry));
        let tells = held.any(|entry| matches!(entry, Entry::Card(_) | Entry::Right(_)));
        Ok((!words.is_empty()).then_some(Self { words, left_out, pages, answers, commune, tells }))
    }

    /// Puts them onto a sheet, before what stands at its foot.
    pub fn add_to(&self, sheet: &mut Sheet, catalog: &dyn Catalog, now: Moment) {
        // As all of the sheet but its ready sentences.
        let complete = sheet.languages.iter().filter(|lang| catalog.languages().contains(lang));
        let columns = complete.map(|lang| self.lines(&Talk::to_reader_of(catalog, *lang, now)));
        let section = Section { part: Part::Words, columns: columns.collect() };
        let foot = sheet.sections.iter().position(|section| matches!(section.part, Part::Sources | Part::Foot));
        sheet.sections.insert(foot.unwrap_or(sheet.sections.len()), section);
    }

    fn lines(&self, talk: &Talk<'_>) -> Vec<Line> {
        let prose = |block: Block| layout::item_block(&block.into(), talk.lang(), talk.lang());
        let text = |message: &Message| prose(Block::Text(talk.say(message)));
        let mut said = vec![prose(Block::Heading(talk.say(&Message::SheetWords))), text(&Message::SheetWordsHow)];
        let numbered = self.words.iter().zip(1..).map(|(word, number)| format!("{number} {word}"));
        let numbered: Vec<String> = numbered.collect();
        for words in numbered.chunks(BESIDE) {
            let mut lines = prose(Block::Text(words.join("   ")));
            // They are words of French, whatever the language of the sheet, and large: they are copied by hand.
            for line in &mut lines {
                line.spans.iter_mut().for_each(|Span { role, lang, .. }| (*role, *lang) = (Role::Number, Lang::FR));
            }
            said.push(lines);
        }
        said.push(text(&Message::SheetWordsHold { found: self.found(talk) }));
        if self.tells {
            said.push(text(&Message::SheetWordsLater));
        }
        if self.left_out.answers {
            said.push(text(&Message::SheetWordsNotAnswers));
        }
        let missing = self.left_out.entries.len() + self.left_out.gone.len();
        if missing > 0 {
            said.push(text(&Message::SheetWordsNotPages { count: missing as i64 }));
        }
        joined(said)
    }

    /// "Vierzon, 3 pages and 5 answers".
    fn found(&self, talk: &Talk<'_>) -> String {
        let commune = self.commune.as_deref().and_then(|code| talk.catalog.commune(code)).map(|commune| commune.name);
        let count = |count: usize, message: fn(i64) -> Message| (count > 0).then(|| talk.say(&message(count as i64)));
        let pages = count(self.pages, |count| Message::CarryPages { count });
        let answers = count(self.answers, |count| Message::CarryAnswers { count });
        talk.say(&Message::AllOf { entries: commune.into_iter().chain(pages).chain(answers).collect() })
    }
}
