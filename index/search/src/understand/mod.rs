//! How a query is read: its words, and what each may stand for.

pub(crate) mod apart;
mod beside;
pub(crate) mod concepts;
pub(crate) mod dictionary;
pub(crate) mod language;
pub(crate) mod nearest;
mod postings;
pub(crate) mod profiles;
mod repair;
pub(crate) mod said;

use crate::analysis::{LONGEST_WORD, articles, is_stop_word, stem};
use crate::rank::QueryTerm;
use crate::vocabulary::Vocabulary;
use concepts::Thesaurus;
use dictionary::Translations;
use guichet_core::model::Lang;
use guichet_core::text::normal::words;
use said::SaidWords;
use tantivy::tokenizer::TextAnalyzer;

/// A word that texts have so often at most may be a commoner one, written by ear.
const RARE: u32 = 3;
/// How many times commoner that one is.
const COMMONER: u32 = 30;
/// How surely it is meant.
const ALIKE: f32 = 0.8;
/// Longest query that is read, in characters; what is beyond is dropped before any analysis.
const LONGEST: usize = 100_000;
/// How surely a word of another language means its first translation.
const TRANSLATED: f32 = 0.9;
/// How surely a concept is named at least, so that its French name is searched for.
const NAMED: f32 = 0.2;
/// How surely a word of another language that French has too means the same.
const SAME_WORD: f32 = 0.5;
/// Most words that are read: a longer text is a letter, and its beginning says what it is about.
const MOST_WORDS: usize = 64;

/// What a query is read with.
pub(crate) struct Resources<'a> {
    pub analyzer: &'a TextAnalyzer,
    pub vocabulary: &'a Vocabulary,
    pub thesaurus: &'a Thesaurus,
    pub translations: &'a Translations,
    pub said: &'a SaidWords,
    /// Whether a stem is in the index.
    pub known: &'a dyn Fn(&str) -> bool,
}

/// The language that words are in: what they tell, else the language asked for. French repaired from its sound is
/// French.
fn spoken(all: &[String], asked: Option<Lang>, lexical: &Resources<'_>, french: &ParsedQuery) -> Lang {
    let told = language::detect(all, |lang| lexical.thesaurus.known_share(lang, all));
    match told {
        Some(lang) if lang != Lang::FR => {
            // A few small words are shared: what the corpus knows decides.
            let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
            let content: Vec<&String> = all.iter().filter(|word| !is_stop_word(word) && !is_number(word)).collect();
            let known = content.iter().filter(|word| lexical.vocabulary.count(word) > 0).count();
            let french_share = known as f32 / content.len().max(1) as f32;
            let own_share = lexical.thesaurus.known_share(lang, all);
            // Short words are those of several languages: the reader's comes first where it knows the words as well.
            let as_well = asked.is_none_or(|asked| asked == Lang::FR) && own_share <= french_share;
            if french_share > 0.8 && (own_share < french_share || as_well) { Lang::FR } else { lang }
        }
        Some(lang) => lang,
        None => {
            // No small word at all: the language whose labels know the words best, French first.
            let french_share = {
                let known = all.iter().filter(|word| lexical.vocabulary.count(word) > 0).count();
                known as f32 / all.len().max(1) as f32
            };
            let mut best = (Lang::FR, french_share.max(if french.guessed { 0.34 } else { 0.0 }) + 0.01);
            for lang in Lang::all().filter(|lang| *lang != Lang::FR) {
                let share = lexical.thesaurus.known_share(lang, all) + if asked == Some(lang) { 0.1 } else { 0.0 };
                if share > best.1 {
                    best = (lang, share);
                }
            }
            best.0
        }
    }
}

/// A query, read.
pub(crate) struct ParsedQuery {
    /// The language it was read in.
    pub lang: Lang,
    /// Every word, folded, as it was typed.
    pub all: Vec<String>,
    /// Each of them with what else it may be read as, folded, and how surely: in French.
    pub readings: Vec<Vec<(String, f32)>>,
    /// The words kept, folded.
    pub words: Vec<String>,
    /// What is looked for.
    pub terms: Vec<QueryTerm>,
    /// The words as typed, folded, stop words left out: the names of places are not repaired.
    pub typed: Vec<String>,
    /// Names of the concepts that a query in another language was read into, in that language.
    pub names: Vec<String>,
    /// Some word was read as another one.
    pub guessed: bool,
    /// It names an article of law: its words are nothing else.
    pub names_article: bool,
    /// Words that were read as others: as typed, and as read.
    pub repaired: Vec<(String, String)>,
    /// Concepts that the query names, the surest first.
    pub concepts: Vec<concepts::ConceptMatch>,
}

impl ParsedQuery {
    /// Reads a query; `known` says whether a stem is in the index.
    pub fn new(text: &str, lang: Option<Lang>, lexical: &Resources<'_>) -> Self {
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let mut all = words(&text[..end]);
        all.retain(|word| word.len() <= LONGEST_WORD);
        // Whoever names an article of law looks for what cites it, and for nothing else.
        let articles = articles(&all);
        let names_article = !articles.is_empty();
        if names_article {
            all = articles;
        }
        let mut analyzer = lexical.analyzer.clone();
        let mut parsed = Self {
            lang: Lang::FR,
            all: Vec::new(),
            readings: Vec::new(),
            words: Vec::new(),
            terms: Vec::new(),
            typed: all.iter().filter(|word| !is_stop_word(word)).take(MOST_WORDS).cloned().collect(),
            names: Vec::new(),
            guessed: false,
            names_article,
            repaired: Vec::new(),
            concepts: Vec::new(),
        };
        for (at, word) in all.iter().enumerate() {
            if parsed.words.len() >= MOST_WORDS {
                break;
            }
            if !beside::is_beside(&all, at) {
                parsed.add(word, &mut analyzer, lexical);
            }
        }
        if beside::tells_debt(&all) {
            parsed.add("dette", &mut analyzer, lexical);
        }
        all.truncate(2 * MOST_WORDS);
        parsed.all.clone_from(&all);
        parsed.readings = all.iter().map(|word| vec![(word.clone(), 1.0)]).collect();
        let spoken = spoken(&all, lang, lexical, &parsed);
        parsed.lang = spoken;
        if spoken == Lang::FR {
            let read = parsed.terms.iter().zip(&parsed.words);
            let words: Vec<concepts::Word> =
                read.map(|(term, word)| concepts::or_acronym(term.stems.clone(), word)).collect();
            parsed.concepts = lexical.thesaurus.matching(Lang::FR, &words);
        } else {
            parsed.translate(&all, spoken, &mut analyzer, lexical);
        }
        // "Où est-ce que je vais ?" has nothing but stop words: then they are all there is.
        if parsed.words.is_empty() {
            all.dedup();
            all.truncate(MOST_WORDS);
            parsed.terms = all
                .iter()
                .filter_map(|word| Some(QueryTerm { stems: vec![(stem(&mut analyzer, word)?, 1.0)] }))
                .collect();
            parsed.words = all;
        }
        parsed
    }

    /// A query in another language: what its words mean in French, and the French names of its concepts, in their place.
    fn translate(&mut self, all: &[String], spoken: Lang, analyzer: &mut TextAnalyzer, lexical: &Resources<'_>) {
        self.concepts = lexical.thesaurus.matching(spoken, &lexical.thesaurus.words_in(spoken, all));
        (self.words, self.terms, self.guessed) = (Vec::new(), Vec::new(), false);
        let translations = lexical.translations.of(spoken, all);
        for (at, (word, french)) in all.iter().zip(translations).enumerate() {
            let french = french.into_iter().filter(|(word, _)| !is_stop_word(word));
            let mut meant: Vec<(&str, f32)> = french.map(|(word, sure)| (word, TRANSLATED * sure)).collect();
            if let Some(reading) = self.readings.get_mut(at) {
                reading.extend(meant.iter().map(|(word, sure)| ((*word).to_owned(), *sure)));
            }
            // Names of administrations and acronyms are the same in every language: what the corpus knows stays.
            let small = language::is_function_word(spoken, word) || is_stop_word(word);
            if !small && lexical.vocabulary.count(word) > 0 && meant.iter().all(|(known, _)| known != word) {
                meant.push((word, SAME_WORD));
            }
            let Some((first, _)) = meant.first().copied() else { continue };
            let stems = meant.iter().filter_map(|(word, sure)| Some((stem(analyzer, word)?, *sure))).collect();
            self.keep(first, stems);
        }
        let best = self.concepts.first().map_or(0.0, |named| named.sure);
        for named in self.concepts.clone().into_iter().filter(|named| named.sure >= NAMED.max(0.5 * best)).take(3) {
            self.names.extend(lexical.thesaurus.concept(named.concept).preferred(spoken).map(str::to_owned));
            let label = lexical.thesaurus.concept(named.concept).preferred(Lang::FR).map(words).unwrap_or_default();
            for word in label.iter().filter(|word| !is_stop_word(word)) {
                if let Some(stem) = stem(analyzer, word) {
                    match self.terms.iter_mut().flat_map(|term| &mut term.stems).find(|(known, _)| *known == stem) {
                        Some((_, sure)) => *sure = sure.max(named.sure),
                        None => self.keep(word, vec![(stem, named.sure)]),
                    }
                }
            }
        }
    }

    fn add(&mut self, word: &str, analyzer: &mut TextAnalyzer, lexical: &Resources<'_>) {
        let Resources { vocabulary, said, known, .. } = lexical;
        if is_stop_word(word) || self.words.iter().any(|kept| kept == word) {
            return;
        }
        if let Some(whole) = Lang::FR.written_out(word) {
            return words(whole).iter().for_each(|word| self.add(word, analyzer, lexical));
        }
        let Some(own) = stem(analyzer, word) else { return };
        let count = vocabulary.count(word);
        if count > 0 || known(&own) {
            let mut stems = vec![(own, 1.0)];
            // What hardly any text has, and sounds like what many have, may be that: "boulo", "vien".
            if let Some(alike) = commoner(word, count, vocabulary) {
                if is_stop_word(alike) && count == 0 {
                    return;
                }
                let other = stem(analyzer, alike).filter(|other| !is_stop_word(alike) && *other != stems[0].0);
                stems.extend(other.map(|other| (other, ALIKE)));
            }
            return self.keep(word, stems);
        }
        let mut repairs = repair::repairs(word, vocabulary);
        // A word that people use is no slip of one that a text has, unless it sounds like it.
        if said.holds(word) {
            repairs.retain(|repair| {
                vocabulary.alike_in_sound(word).any(|(known, _)| repair.words.len() == 1 && repair.words[0] == known)
            });
            if repairs.is_empty() {
                return;
            }
        }
        let Some(best) = repairs.first() else { return self.keep(word, vec![(own, 1.0)]) };
        self.guessed = true;
        self.repaired.push((word.to_owned(), best.words.join(" ")));
        if best.words.len() > 1 {
            for piece in best.words.clone() {
                self.add(&piece, analyzer, lexical);
            }
            return;
        }
        if is_stop_word(&best.words[0]) {
            return;
        }
        let mut stems: Vec<(String, f32)> = Vec::new();
        for repair in repairs.iter().filter(|repair| repair.words.len() == 1 && !is_stop_word(&repair.words[0])) {
            if let Some(stem) = stem(analyzer, &repair.words[0])
                && stems.iter().all(|(kept, _)| *kept != stem)
            {
                stems.push((stem, repair.likelihood));
            }
        }
        let read = best.words[0].clone();
        self.keep(&read, stems);
    }

    fn keep(&mut self, word: &str, stems: Vec<(String, f32)>) {
        if !self.words.iter().any(|kept| kept == word) {
            self.words.push(word.to_owned());
            self.terms.push(QueryTerm { stems });
        }
    }

    /// The language of what is shown: the reader's, where it is known, else the query's.
    pub fn shown_in(&self, reader: Option<Lang>) -> Lang {
        reader.unwrap_or(self.lang)
    }

    /// The share of its words that people use or texts have, small words apart; 1 where there are none.
    pub fn known_share(&self, said: &SaidWords, vocabulary: &Vocabulary) -> f32 {
        let told = |word: &String| said.holds(word) || vocabulary.count(word) > 0;
        let known = self.typed.iter().filter(|word| told(word)).count();
        if self.typed.is_empty() { 1.0 } else { known as f32 / self.typed.len() as f32 }
    }

    /// How the query was read, for people: the words that count, or the concepts that another language's words name.
    pub fn understood(&self) -> String {
        if self.names.is_empty() { self.words.join(" ") } else { self.names.join(", ") }
    }
}

/// The commonest word that sounds like a rare one, where it is far commoner.
fn commoner<'a>(word: &str, count: u32, vocabulary: &'a Vocabulary) -> Option<&'a str> {
    if count > RARE {
        return None;
    }
    let least = COMMONER * count.max(1);
    let alike = vocabulary.alike_in_sound(word).filter(|(known, often)| *known != word && *often >= least);
    alike.max_by_key(|(_, often)| *often).map(|(known, _)| known)
}

/// Stems of known words that begin so, each with its likelihood; where none does, what the letters so far may be a slip
/// of.
pub(crate) fn completions(last: &str, lexical: &Resources<'_>) -> Vec<(String, f32)> {
    /// Known words looked at, and completions kept.
    const LOOKED_AT: usize = 4_000;
    const KEPT: usize = 8;
    if last.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(&str, f32)> =
        lexical.vocabulary.beginning(last).take(LOOKED_AT).map(|(word, count)| (word, count as f32)).collect();
    found.retain(|(word, _)| !is_stop_word(word));
    let repaired;
    if found.is_empty() {
        repaired = repair::repairs(last, lexical.vocabulary);
        let single = repaired.iter().filter(|repair| repair.words.len() == 1);
        found = single.map(|repair| (repair.words[0].as_str(), 100.0 * repair.likelihood)).collect();
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let most = found.first().map_or(1.0, |(_, count)| *count).max(1.0);
    let mut analyzer = lexical.analyzer.clone();
    let mut stems: Vec<(String, f32)> = Vec::new();
    for (word, count) in found {
        // A whole word is likelier than what it may become.
        let whole = if word == last { 1.0 } else { 0.7 };
        if let Some(stem) = stem(&mut analyzer, word)
            && stems.iter().all(|(kept, _)| *kept != stem)
        {
            stems.push((stem, whole * (0.4 + 0.6 * count / most)));
        }
        if stems.len() == KEPT {
            break;
        }
    }
    stems
}
