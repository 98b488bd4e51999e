//! "I cannot pay my rent, where do I go in Rodez?": the need and the place in one sentence.

use super::Talk;
use crate::model::Commune;
use crate::text::normal::fold;

impl Talk<'_> {
    /// Splits a sentence into the need and the commune it ends with. Only an exact name after a place word counts,
    /// and the reader sees it: nothing is guessed here. The need is empty where nothing else was asked.
    pub(super) fn split_place(&self, text: &str) -> (String, Option<Commune>) {
        let lexicon = self.catalog.lexicon(self.session.reading_lang());
        let words: Vec<&str> = text.split_whitespace().collect();
        let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        // Names of communes run to six words; the earliest preposition gives the longest name.
        for at in words.len().saturating_sub(7)..words.len().saturating_sub(1) {
            if !lexicon.place_words.contains(&folded[at]) {
                continue;
            }
            let name = words[at + 1..].join(" ");
            let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
            let found = self.catalog.communes(name).into_iter().find(|found| found.exact);
            if let Some(found) = found {
                return (self.drop_where(&words[..at]), Some(found.commune));
            }
        }
        (text.to_owned(), None)
    }

    /// Drops a closing "where do I go".
    fn drop_where(&self, words: &[&str]) -> String {
        let lexicon = self.catalog.lexicon(self.session.reading_lang());
        let text = words.join(" ");
        let folded = fold(&text);
        let asked = lexicon.where_words.iter().filter(|asked| folded.ends_with(asked.as_str()));
        let Some(longest) = asked.max_by_key(|asked| asked.len()) else { return text };
        let keep = words.len().saturating_sub(longest.split(' ').count());
        words[..keep].join(" ")
    }
}
