//! How a text becomes words of the index: folded by the core's normaliser (accents, ligatures, both apostrophes), split,
//! stemmed. Nothing is dropped when indexing; a query leaves out the words that carry no need.

use tantivy::tokenizer::{Language, RemoveLongFilter, Stemmer, TextAnalyzer, TokenizerManager, WhitespaceTokenizer};

/// Name of the French analysis in the index.
pub(crate) const FRENCH: &str = "guichet_fr";
/// Name of the analysis of proper names: split only.
pub(crate) const NAMES: &str = "guichet_names";

/// Longest word kept, in bytes.
pub(crate) const LONGEST_WORD: usize = 40;

/// Makes the analyses known to an index.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(FRENCH, french());
    tokenizers.register(
        NAMES,
        TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(RemoveLongFilter::limit(LONGEST_WORD + 1)).build(),
    );
}

/// The French analysis of a folded text.
pub(crate) fn french() -> TextAnalyzer {
    TextAnalyzer::builder(WhitespaceTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST_WORD + 1))
        .filter(Stemmer::new(Language::French))
        .build()
}

/// The stem of one folded word; `None` for a word too long to be one.
pub(crate) fn stem(analyzer: &mut TextAnalyzer, word: &str) -> Option<String> {
    let mut stream = analyzer.token_stream(word);
    stream.advance().then(|| stream.token().text.clone())
}

/// Whether a folded word carries no need by itself.
pub(crate) fn is_stop_word(word: &str) -> bool {
    word.chars().count() < 2 && !word.bytes().all(|byte| byte.is_ascii_digit())
        || STOP_WORDS.binary_search(&word).is_ok()
}

/// French words that carry no need, folded, sorted.
#[rustfmt::skip]
pub(crate) const STOP_WORDS: &[&str] = &[
    "ai", "aie", "ainsi", "alors", "apres", "as", "au", "aucun", "aucune", "aura", "aurai", "aurait", "aussi",
    "autre", "autres", "aux", "avait", "avant", "avec", "avez", "avoir", "avons", "bien", "bonjour", "bonsoir",
    "ca", "car", "ce", "ceci", "cela", "celle", "celles", "celui", "ces", "cet", "cette", "ceux", "chaque", "chez",
    "comme", "comment", "concernant", "cordialement", "dans", "de", "deja", "depuis", "des", "dois", "doit", "donc",
    "dont", "du", "elle", "elles", "en", "encore", "entre", "es", "est", "et", "etaient", "etait", "etant", "ete",
    "etes", "etre", "eu", "faire", "fais", "fait", "faite", "faites", "faudra", "faut", "fois", "font", "il", "ils",
    "je", "jusqu", "jusque", "la", "le", "les", "leur", "leurs", "lors", "lorsque", "lui", "ma", "madame", "mais",
    "me", "meme", "merci", "mes", "moi", "mon", "monsieur", "ne", "ni", "nos", "notre", "nous", "on", "ont", "or",
    "ou", "par", "parce", "pas", "pendant", "peut", "peuvent", "peux", "plait", "plus", "pour", "pourquoi",
    "pouvez", "pouvoir", "puis", "qu", "quand", "que", "quel", "quelle", "quelles", "quels", "qui", "quoi", "sa",
    "savoir", "se", "sera", "serai", "serait", "ses", "si", "soit", "son", "sont", "souhaite", "souhaiterais",
    "sous", "suis", "suite", "sur", "svp", "ta", "tant", "te", "tes", "toi", "ton", "toujours", "tous", "tout",
    "toute", "toutes", "tres", "tu", "un", "une", "va", "vais", "vers", "veut", "veux", "voici", "voila", "vos",
    "votre", "voudrais", "vous",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted_and_found() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("les") && is_stop_word("l") && !is_stop_word("loyer") && !is_stop_word("3"));
    }

    #[test]
    fn words_of_one_family_share_a_stem() {
        let mut french = french();
        let stems: Vec<_> =
            ["licenciement", "licenciements", "licencier"].iter().map(|word| stem(&mut french, word)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        assert_eq!(stem(&mut french, &"x".repeat(50)), None);
    }
}
