//! `vocabulary.toml`: what a card may name.

use super::{Texts, toml};
use crate::Batch;
use guichet_core::model::PlaceKind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// `vocabulary.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VocabularyFile {
    /// Sites of the State, of its agencies and of social bodies; a host below one of them counts as well.
    #[serde(default)]
    pub hosts: BTreeSet<String>,
    /// Kinds of place, in the words of service-public's fiches (`PivotLocal`), so that imported places match.
    #[serde(default)]
    pub counters: BTreeSet<PlaceKind>,
}

impl VocabularyFile {
    pub(super) fn read(texts: &Texts, batch: &mut Batch) -> Self {
        toml::read(texts, "vocabulary.toml", batch).unwrap_or_default()
    }

    /// Both vocabularies.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.hosts.extend(other.hosts);
        self.counters.extend(other.counters);
        self
    }

    /// What is wrong with an official address, if anything. A folder without hosts of its own only asks for https.
    pub(super) fn fault(&self, url: &str) -> Option<String> {
        self.fault_of(url, true)
    }

    /// What is wrong with an address that is official or not, if anything.
    pub(super) fn fault_of(&self, url: &str, official: bool) -> Option<String> {
        let Some(rest) = url.strip_prefix("https://") else {
            return Some(format!("'{url}' is not an https address: write https://…"));
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let known = self.hosts.iter().any(|known| {
            host.strip_suffix(known.as_str()).is_some_and(|front| front.is_empty() || front.ends_with('.'))
        });
        (official && !known && !self.hosts.is_empty()).then(|| {
            format!("'{host}' is not a known official site: check it, then add it to hosts in vocabulary.toml, or write official = false")
        })
    }

    /// Whether a kind of place may be named. A folder without kinds of its own knows them all.
    pub(super) fn knows_counter(&self, kind: &str) -> bool {
        self.counters.is_empty() || self.counters.contains(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_official_hosts_pass() {
        let vocabulary = VocabularyFile { hosts: BTreeSet::from(["caf.fr".into()]), ..Default::default() };
        assert_eq!(vocabulary.fault("https://www.caf.fr/aides?x"), None);
        assert_eq!(vocabulary.fault("https://caf.fr"), None);
        assert!(vocabulary.fault("http://www.caf.fr").is_some());
        assert!(vocabulary.fault("https://notcaf.fr").is_some(), "the end of a name is not a site");
        assert!(vocabulary.fault("https://caf.fr.example.org").is_some());
        assert_eq!(VocabularyFile::default().fault("https://example.org"), None);
    }
}
