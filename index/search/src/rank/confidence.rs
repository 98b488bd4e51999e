//! How sure an answer is: what all of the evidence says of the query, whatever document comes first.
//!
//! A logistic model of a few numbers, fitted by `index/search/fit/floor.py` on judged queries and on texts that ask for
//! nothing. Two thresholds part what was found, what may be meant, and nothing.

use super::weights as w;
use guichet_core::ports::catalog::Sureness;

/// Log-odds of the subject beyond which nothing is surer.
const SUBJECT: f32 = 8.0;

/// A title or keyword as near as this is what was typed.
const NAMED: f32 = 0.99;

/// What is known of a query once it was searched for, each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Confidence {
    /// How surely the best concept is named.
    pub concept: f32,
    /// How wholly the best label stands in it.
    pub label: f32,
    /// How much of the words the best concept says.
    pub profile: f32,
    /// How much of them the best fiche is told in.
    pub told: f32,
    /// How near the nearest label is.
    pub nearest: f32,
    /// Whether the query is a title, another title, a keyword, or the name of a concept, nearly.
    pub title: f32,
    /// How much of it the title of one of the best documents has.
    pub covered: f32,
    /// The share of its words that people use or texts have.
    pub known: f32,
    /// How short it is: 1 for nothing, less for each word.
    pub short: f32,
    /// How much it looks like what is on the subject, as log-odds; `None` where no reader tells.
    pub subject: Option<f32>,
    /// It names an article of law that a text cites.
    pub names_article: bool,
    /// A title has all of it, and a word of it that hardly any other title has.
    pub is_rare_title: bool,
}

impl Confidence {
    /// Each number by name.
    pub fn parts(&self) -> [(&'static str, f32); 10] {
        [
            ("concept", self.concept),
            ("label", self.label),
            ("profile", self.profile),
            ("told", self.told),
            ("nearest", self.nearest),
            ("title", self.title),
            ("covered", self.covered),
            ("known", self.known),
            ("short", self.short),
            ("subject", self.subject.unwrap_or_default().clamp(-SUBJECT, SUBJECT)),
        ]
    }

    /// The log-odds that the query asks for something that is here.
    pub fn score(&self) -> f32 {
        self.parts().iter().zip(w::CONFIDENCE).map(|((_, part), weight)| part * weight).sum::<f32>()
            + w::CONFIDENCE_BIAS
    }

    /// What the score means. Where no reader tells what is on the subject, every answer is as good.
    pub fn sureness(&self) -> Sureness {
        match self.score() {
            _ if self.subject.is_none() => Sureness::Found,
            // What a town alone writes about, an article of law and a keyword, nobody has told the reader of.
            score if score < w::NOTHING && !self.is_rare_title && !self.names_article && self.title < NAMED => {
                Sureness::Nothing
            }
            score if score < w::PERHAPS => Sureness::Perhaps,
            _ => Sureness::Found,
        }
    }
}
