//! Fields of the index and the analysis of their text.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer, TokenizerManager,
};

/// Name of the French analysis.
pub(crate) const FRENCH: &str = "guichet_fr";

/// The fields, by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub key: Field,
    pub id: Field,
    pub kind: Field,
    pub source: Field,
    pub lang: Field,
    pub theme: Field,
    pub place_kind: Field,
    pub title: Field,
    pub summary: Field,
    pub headings: Field,
    pub body: Field,
    pub keywords: Field,
    pub position: Field,
    pub item: Field,
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = || {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(FRENCH)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        key: builder.add_text_field("key", STRING),
        id: builder.add_text_field("id", STRING),
        kind: builder.add_text_field("kind", STRING),
        source: builder.add_text_field("source", STRING),
        lang: builder.add_text_field("lang", STRING),
        theme: builder.add_text_field("theme", STRING),
        place_kind: builder.add_text_field("place_kind", STRING | FAST),
        title: builder.add_text_field("title", text()),
        summary: builder.add_text_field("summary", text()),
        headings: builder.add_text_field("headings", text()),
        body: builder.add_text_field("body", text()),
        keywords: builder.add_text_field("keywords", text()),
        position: builder.add_u64_field("position", FAST),
        item: builder.add_bytes_field("item", STORED),
    };
    (builder.build(), fields)
}

/// Text is folded by the core's normaliser before it comes here (accents, ligatures, both apostrophes), so the
/// analysis only splits, drops stop words and stems.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    let base = TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(40)).filter(LowerCaser);
    let stops: Vec<String> = STOP_WORDS.split_whitespace().map(str::to_owned).collect();
    let french = base.filter(StopWordFilter::remove(stops)).filter(Stemmer::new(Language::French));
    tokenizers.register(FRENCH, french.build());
}

/// Words that carry no need, folded.
const STOP_WORDS: &str = "a ai aie ainsi alors apres as au aucun aura aussi autre aux avait avant avec avez avoir avons \
    bonjour c ca car ce ceci cela celle celui ces cet cette ceux chaque chez comme comment d dans de des deja depuis dois \
    doit donc dont du elle elles en encore entre es est et etait etant ete etes etre eu faire fait faut fois font hors il \
    ils j je jusqu jusque l la le les leur leurs lors lui m ma mais me meme merci mes moi mon n ne ni nos notre nous on ont \
    ou par pas peu peut peux plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses \
    si soit son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une va vais voici voila vos votre \
    vous vers y";
