//! What words of other languages mean in French: a query in one of them is read word by word, too.

use super::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// French words with their translations, by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dictionary(pub BTreeMap<Lang, Vec<DictionaryEntry>>);

/// A French word, and what people say for it in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DictionaryEntry {
    /// The French word.
    pub french: String,
    /// Words for it, or short expressions, the commonest first.
    pub translations: Vec<String>,
}
