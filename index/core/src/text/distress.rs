//! Distress, read before anything else. The phrases come from `content/emergency/<lang>.toml`, in every language at
//! once: somebody in danger does not choose a language first.

use super::normal::words;
use strsim::damerau_levenshtein;

/// How a message was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The very words of a phrase: numbers are shown at once.
    Exact(String),
    /// Words close to a phrase: the person is asked first.
    Fuzzy(String),
}

/// The phrases that mean distress, and the idioms that only look like it.
#[derive(Debug, Clone, Default)]
pub struct Distress {
    phrases: Vec<(String, Vec<String>)>,
    idioms: Vec<Vec<String>>,
}

impl Distress {
    /// Builds the matcher from (category, phrase) pairs and idioms.
    pub fn new(phrases: impl IntoIterator<Item = (String, String)>, idioms: impl IntoIterator<Item = String>) -> Self {
        let phrases = phrases.into_iter().map(|(category, phrase)| (category, words(&phrase)));
        Self {
            phrases: phrases.filter(|(_, words)| !words.is_empty()).collect(),
            idioms: idioms.into_iter().map(|idiom| words(&idiom)).filter(|words| !words.is_empty()).collect(),
        }
    }

    /// Reads a message; the first category in the order of the phrases wins.
    pub fn read(&self, text: &str) -> Option<Reading> {
        // A long text is a letter, not a cry: only its beginning is compared, so that time stays bounded.
        let mut said: Vec<String> = words(text);
        said.truncate(80);
        for idiom in &self.idioms {
            while let Some(at) = find(&said, idiom, |a, b| a == b) {
                said.splice(at..at + idiom.len(), [String::from("-")]);
            }
        }
        let exact = self.phrases.iter().find(|(_, phrase)| find(&said, phrase, |a, b| a == b).is_some());
        if let Some((category, _)) = exact {
            return Some(Reading::Exact(category.clone()));
        }
        let fuzzy = self.phrases.iter().find(|(_, phrase)| {
            // One word alone must be exact: "suicide" and "suivide" are too near to guess.
            phrase.len() > 1 && find(&said, phrase, close).is_some()
        });
        fuzzy.map(|(category, _)| Reading::Fuzzy(category.clone()))
    }
}

fn close(said: &str, meant: &str) -> bool {
    said == meant || (meant.chars().count() > 4 && damerau_levenshtein(said, meant) <= 1)
}

fn find(said: &[String], phrase: &[String], same: impl Fn(&str, &str) -> bool) -> Option<usize> {
    (phrase.len() <= said.len())
        .then(|| said.windows(phrase.len()).position(|window| window.iter().zip(phrase).all(|(a, b)| same(a, b))))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_words_act_close_words_ask_idioms_pass() {
        let distress = Distress::new(
            [("violence".into(), "mon mari me frappe".into()), ("suicide".into(), "suicide".into())],
            ["mort de fatigue".into(), "prévention du suicide".into()],
        );
        assert_eq!(distress.read("Aidez moi, mon mari me frappe !"), Some(Reading::Exact("violence".into())));
        assert_eq!(distress.read("mon mari me frape"), Some(Reading::Fuzzy("violence".into())));
        assert_eq!(distress.read("formation prévention du suicide"), None);
        assert_eq!(distress.read("je suis mort de fatigue"), None);
        assert_eq!(distress.read(""), None);
    }
}
