//! Which language a short text is in: its script first, then the small words that only one language has.

use guichet_core::model::{Lang, Script};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The function words of every language, to be asked.
static FUNCTION_WORDS: LazyLock<HashSet<(Lang, &str)>> = LazyLock::new(|| {
    Lang::all().flat_map(|lang| lang.function_words().iter().map(move |word| (lang, *word))).collect()
});

/// The language of folded words; `None` where nothing tells. French words repaired from their sound must have been
/// repaired before: phonetic French looks like any other language.
/// `known` says which share of the words a language's labels know: it tells near languages apart.
pub(crate) fn detect(words: &[String], known: impl Fn(Lang) -> f32) -> Option<Lang> {
    let script = script(words);
    let languages: Vec<Lang> = Lang::all().filter(|lang| lang.script() == script).collect();
    if let [only] = languages[..] {
        return Some(only);
    }
    by_letters(words, &languages)
        .or_else(|| best(words, &languages, known))
        .or_else(|| languages.into_iter().find(|lang| lang.by_script()))
}

/// The script that most letters are of; that of French where no other has more.
fn script(words: &[String]) -> Script {
    let letters = |script: &Script| words.iter().flat_map(|word| word.chars()).filter(|c| script.holds(*c)).count();
    let most = |best: (Script, usize), next: (Script, usize)| if next.1 > best.1 { next } else { best };
    let french = Lang::FR.script();
    Script::all().map(|script| (script, letters(&script))).fold((french, letters(&french)), most).0
}

/// The language with the most letters that it alone has.
fn by_letters(words: &[String], languages: &[Lang]) -> Option<Lang> {
    let own = |lang: Lang| {
        let letters = words.iter().flat_map(|word| word.chars());
        letters.filter(|c| lang.own_letters().contains(*c)).count()
    };
    let counts: Vec<(Lang, usize)> = languages.iter().map(|lang| (*lang, own(*lang))).collect();
    let most = counts.iter().map(|(_, count)| *count).max().filter(|most| *most > 0)?;
    let mut first = counts.into_iter().filter(|(_, count)| *count == most);
    let (lang, _) = first.next()?;
    first.next().is_none().then_some(lang)
}

/// Whether a folded word is one of a language's function words.
pub(crate) fn is_function_word(lang: Lang, word: &str) -> bool {
    FUNCTION_WORDS.contains(&(lang, word))
}

/// The language with the most small words; among those that have nearly as many, the one whose labels know the words
/// best; French wins a tie. `None` where no language has a small word.
fn best(words: &[String], languages: &[Lang], known: impl Fn(Lang) -> f32) -> Option<Lang> {
    let small = |lang: Lang| words.iter().filter(|word| is_function_word(lang, word)).count();
    let counts: Vec<(Lang, usize)> = languages.iter().map(|lang| (*lang, small(*lang))).collect();
    let most = counts.iter().map(|(_, count)| *count).max().filter(|most| *most > 0)?;
    let near = counts.into_iter().filter(|(_, count)| count + 1 >= most && *count > 0);
    let rated = near.map(|(lang, count)| (lang, count as f32 + 2.0 * known(lang)));
    rated.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use guichet_core::text::normal::words;

    #[test]
    fn short_texts_tell_their_language() {
        for (text, lang) in [
            ("je ne peux plus payer mon loyer", Lang::FR),
            ("I cannot pay my rent", Lang::EN),
            ("no puedo pagar el alquiler", Lang::ES),
            ("não consigo pagar a minha renda", Lang::PT),
            ("kiramı ödeyemiyorum ne yapmalıyım", Lang::TR),
            ("nu pot să plătesc chiria", Lang::RO),
            ("не можу оплатити житло, їжі немає", Lang::UK),
            ("я не могу заплатить за квартиру, сыну плохо", Lang::RU),
            ("لا أستطيع دفع الإيجار", Lang::AR),
        ] {
            assert_eq!(detect(&words(text), |_| 0.0), Some(lang), "{text}");
        }
        assert_eq!(detect(&words("caf"), |_| 0.0), None);
    }
}
