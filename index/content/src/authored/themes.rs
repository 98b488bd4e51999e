//! `themes.toml`: the service-public grid, the top level of the guide.

use super::Words;
use super::place::Source;
use crate::Batch;
use guichet_core::model::{Lang, Theme, ThemeId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// `themes.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemesFile {
    /// The themes, in order.
    #[serde(default)]
    pub theme: Vec<ThemeFacts>,
}

/// One theme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeFacts {
    /// Identifier, such as `logement`.
    pub id: ThemeId,
    /// Its name in each language.
    pub label: Words,
    /// Examples in everyday words, in each language.
    pub hint: Words,
}

impl ThemesFile {
    /// The themes in every language that has a name for one.
    pub(super) fn by_language(&self) -> BTreeMap<Lang, Vec<Theme>> {
        let mut themes: BTreeMap<Lang, Vec<Theme>> = BTreeMap::new();
        for theme in &self.theme {
            for (lang, label) in &theme.label {
                let (id, label) = (theme.id.clone(), label.clone());
                let hint = theme.hint.get(lang).cloned().unwrap_or_default();
                themes.entry(*lang).or_default().push(Theme { id, label, hint });
            }
        }
        themes
    }
}

/// Refuses what cannot be shown; `base` are the themes that stand already.
pub(super) fn lint(file: &ThemesFile, base: &ThemesFile, source: &Source<'_>, required: &[Lang], batch: &mut Batch) {
    let mut ids: BTreeSet<&ThemeId> = base.theme.iter().map(|theme| &theme.id).collect();
    for (index, theme) in file.theme.iter().enumerate() {
        let place = source.nth("theme", index);
        if !ids.insert(&theme.id) {
            batch.refuse(&place, &theme.id, "id", "two themes have this identifier");
        }
        for lang in required {
            for (field, words) in [("label", &theme.label), ("hint", &theme.hint)] {
                if words.get(lang).is_none_or(|word| word.trim().is_empty()) {
                    batch.refuse(&place, &theme.id, field, format!("no {field} in '{}'", lang.code()));
                }
            }
        }
    }
}
