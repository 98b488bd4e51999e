//! The name of an institution in what people write, alone or with a commune before or after it: "caf lyon", "où est la
//! mdph à Bobigny ?".

use crate::model::{ItemId, Lang};
use crate::ports::catalog::CommuneMatch;
use crate::talk::context::Talk;
use crate::text::normal::{fold, words};

/// Most words of a text that asks for an institution and nothing else.
const MOST: usize = 14;
/// Words of a commune's name that may have a slip.
const SLIPPED: usize = 3;

/// An institution that a text asks for, and the communes that it names with it.
pub(in crate::talk) struct Asked {
    /// The institution.
    pub id: ItemId,
    /// The communes; none where the text names none.
    pub communes: Vec<CommuneMatch>,
}

/// The institution that a text asks for and nothing else; `None` where it tells a need.
pub(in crate::talk) fn asked(talk: &Talk<'_>, text: &str) -> Option<Asked> {
    let known = talk.catalog.institutions();
    // An article is a word of its own: "d'Avignon", "l'hôpital".
    let all = text.split_whitespace().flat_map(|word| word.split_inclusive(['\'', '’']));
    let mut written: Vec<&str> = all.take(2 * MOST + 1).collect();
    if written.len() > 2 * MOST {
        return None;
    }
    // "… à Colmar, c'est où ?": what is beside a name does not end one.
    while written.len() > 1 && written.last().is_some_and(|last| words(last).iter().all(|word| known.is_aside(word))) {
        written.pop();
    }
    if written.is_empty() || written.len() > MOST {
        return None;
    }
    if let Some(id) = known.named(&words(text)) {
        return Some(Asked { id: id.clone(), communes: Vec::new() });
    }
    // The longest name first: the rest is the commune.
    let splits = || (1..written.len()).rev().map(|at| written.split_at(at));
    let with = |name: &[&str], place: &[&str], exact: bool| {
        let folded = words(&name.join(" "));
        let id = if exact { known.named(&folded) } else { known.nearly_named(&folded) }?;
        let communes = communes(talk, place);
        (!communes.is_empty()).then(|| Asked { id: id.clone(), communes })
    };
    let after = |exact| splits().find_map(|(name, place)| with(name, place, exact));
    let before = || splits().find_map(|(place, name)| with(name, place, true));
    after(true).or_else(before).or_else(|| after(false)).or_else(|| {
        let id = known.nearly_named(&words(text))?;
        Some(Asked { id: id.clone(), communes: Vec::new() })
    })
}

/// The communes that words name, without the small words before them.
fn communes(talk: &Talk<'_>, written: &[&str]) -> Vec<CommuneMatch> {
    let mut rest = written;
    while let [first, after @ ..] = rest {
        let name = rest.join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mut found = talk.named_communes(name);
        // A word of every day that a village is called by too ("crèche place") is no place.
        if rest.iter().all(|word| is_ordinary(talk, word)) {
            found.retain(|found| found.commune.is_town());
        }
        if !found.is_empty() {
            return found;
        }
        if !leads(talk, first) {
            break;
        }
        rest = after;
    }
    // A name with a slip, where its words are no words of every day.
    if rest.is_empty() || rest.len() > SLIPPED || rest.iter().any(|word| is_ordinary(talk, word)) {
        return Vec::new();
    }
    talk.communes(&rest.join(" "))
}

/// Whether a word is one of every day.
fn is_ordinary(talk: &Talk<'_>, word: &str) -> bool {
    words(word).iter().all(|word| talk.catalog.distress().is_ordinary(Lang::FR, word))
}

/// Whether a word may stand before the name of a place.
fn leads(talk: &Talk<'_>, word: &str) -> bool {
    let folded = fold(word);
    let places = |lang: Lang| talk.catalog.lexicon(lang).place_words.contains(&folded);
    let small = |lang: Lang| lang.function_words().contains(&folded.as_str());
    [talk.lang(), Lang::FR].into_iter().any(|lang| places(lang) || small(lang))
}
