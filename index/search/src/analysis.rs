//! How a text becomes words of the index: folded by the core's normaliser (accents, ligatures, both apostrophes), split,
//! stemmed. Nothing is dropped when indexing; a query leaves out the words that carry no need.

use guichet_core::model::Lang;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use tantivy::tokenizer::{
    Language, RemoveLongFilter, Stemmer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer, TokenizerManager,
    WhitespaceTokenizer,
};

/// Name of the French analysis in the index.
pub(crate) const FRENCH: &str = "guichet_fr";

/// Longest word kept, in bytes.
pub(crate) const LONGEST_WORD: usize = 40;

/// Makes the analyses known to an index.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(FRENCH, french());
}

/// The French analysis of a folded text.
pub(crate) fn french() -> TextAnalyzer {
    TextAnalyzer::builder(WhitespaceTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST_WORD + 1))
        .filter(OwnStems)
        .filter(Stemmer::new(Language::French))
        .build()
}

/// Keeps words from the stem of another word: "licence" from that of "licencié". They get an ending that no stemmer cuts. "Payé" without
/// its accent ends as no verb does, and would be of the family of "pays": it becomes "payer".
#[derive(Clone)]
struct OwnStems;

impl TokenFilter for OwnStems {
    type Tokenizer<T: Tokenizer> = WithOwnStems<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> WithOwnStems<T> {
        WithOwnStems(tokenizer)
    }
}

#[derive(Clone)]
struct WithOwnStems<T>(T);

impl<T: Tokenizer> Tokenizer for WithOwnStems<T> {
    type TokenStream<'a> = OwnStemsOf<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        OwnStemsOf(self.0.token_stream(text))
    }
}

struct OwnStemsOf<T>(T);

impl<T: TokenStream> TokenStream for OwnStemsOf<T> {
    fn advance(&mut self) -> bool {
        let more = self.0.advance();
        if more {
            let text = &self.0.token().text;
            let own = Lang::FR.own_stem(text).map(|own| format!("{own}_"));
            if let Some(own) = own.or_else(|| infinitive(text)) {
                self.0.token_mut().text = own;
            }
        }
        more
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}

/// The infinitive of a folded participle in "-yé": "paye", "envoyees".
fn infinitive(word: &str) -> Option<String> {
    let begin = ["ees", "es", "ee", "e", "ez"].iter().find_map(|end| word.strip_suffix(end))?;
    let before = begin.strip_suffix('y')?;
    before.ends_with(['a', 'o', 'u']).then(|| format!("{begin}er"))
}

/// The analysis of folded words of a language that cuts their endings where it has a stemmer, and of one that has none.
pub(crate) fn of(lang: Lang) -> TextAnalyzer {
    if lang == Lang::FR {
        return french();
    }
    let split = TextAnalyzer::builder(WhitespaceTokenizer::default());
    match lang.stemmer().and_then(stemmer) {
        Some(language) => split.filter(Stemmer::new(language)).build(),
        None => split.build(),
    }
}

/// The stemmer of a name.
fn stemmer(name: &str) -> Option<Language> {
    let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    Language::deserialize(name).ok()
}

/// The stem of one folded word; `None` for a word too long to be one.
pub(crate) fn stem(analyzer: &mut TextAnalyzer, word: &str) -> Option<String> {
    let mut stream = analyzer.token_stream(word);
    stream.advance().then(|| stream.token().text.clone())
}

/// The articles of law that folded words name, each as one word: "l1237 1" is "l1237_1".
pub(crate) fn articles<T: AsRef<str>>(words: &[T]) -> Vec<String> {
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut found = Vec::new();
    for (at, word) in words.iter().map(AsRef::as_ref).enumerate() {
        let digits = word.trim_start_matches(['l', 'r', 'd']);
        if word.len() - digits.len() != 1 || digits.len() < 3 || !number(digits) {
            continue;
        }
        let parts = words[at + 1..].iter().map(AsRef::as_ref).take_while(|part| part.len() <= 3 && number(part));
        found.push(parts.fold(word.to_owned(), |name, part| format!("{name}_{part}")));
    }
    found
}

/// A folded text with the articles of law that it cites, each as one more word.
pub(crate) fn with_articles(folded: String) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let articles = articles(&words);
    if articles.is_empty() { folded } else { format!("{folded} {}", articles.join(" ")) }
}

/// Whether a folded word carries no need by itself: of French, the language that texts are indexed in.
pub(crate) fn is_stop_word(word: &str) -> bool {
    word.chars().count() < 2 && !word.bytes().all(|byte| byte.is_ascii_digit())
        || Lang::FR.stop_words().binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_found() {
        assert!(is_stop_word("les") && is_stop_word("l") && !is_stop_word("loyer") && !is_stop_word("3"));
    }

    #[test]
    fn every_stemmer_of_the_registry_is_one() {
        for (lang, name) in Lang::all().filter_map(|lang| Some((lang, lang.stemmer()?))) {
            assert!(stemmer(name).is_some(), "{lang:?}: Snowball has no stemmer '{name}' here");
        }
        assert_eq!(stemmer("Klingon"), None);
    }

    #[test]
    fn words_of_one_family_share_a_stem() {
        let mut french = french();
        let stems: Vec<_> =
            ["licenciement", "licenciements", "licencier"].iter().map(|word| stem(&mut french, word)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        assert_eq!(stem(&mut french, &"x".repeat(50)), None);
    }

    #[test]
    fn participles_without_their_accent_are_of_their_verb() {
        let mut french = french();
        let mut of = |word: &str| stem(&mut french, word);
        for (participle, verb) in [("paye", "payer"), ("payees", "payer"), ("loye", "loyer"), ("envoyez", "envoyer")] {
            assert_eq!(of(participle), of(verb), "{participle}");
        }
        assert_ne!(of("paye"), of("pays"));
        assert_eq!((infinitive("pays"), infinitive("bye"), infinitive("ye")), (None, None, None));
    }

    #[test]
    fn articles_of_law_are_words() {
        let found = |text: &str| articles(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(found("article l1237 1 du code et r123 4 2 voir d12"), ["l1237_1", "r123_4_2"]);
        assert_eq!(found("l appartement 1237"), Vec::<String>::new());
        assert_eq!(with_articles("selon l1237 1".into()), "selon l1237 1 l1237_1");
    }

    #[test]
    fn words_of_another_family_do_not() {
        let mut french = french();
        for (one, other) in
            [("licence", "licencie"), ("loi", "loyer"), ("case", "cas"), ("mer", "mere"), ("taxi", "taxe")]
        {
            let [one, plural, other] =
                [one.to_owned(), format!("{one}s"), other.to_owned()].map(|w| stem(&mut french, &w));
            assert!(one == plural && one != other, "{one:?} {plural:?} {other:?}");
        }
    }
}
