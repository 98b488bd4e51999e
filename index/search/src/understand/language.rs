//! Which language a short text is in: its script first, then the small words that only one language has.

use guichet_core::model::Lang;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Small words by language, folded. A word that several languages have counts for each.
#[rustfmt::skip]
const FUNCTION_WORDS: [(Lang, &str); 9] = [
    (Lang::Fr, "je j ai tu il elle on nous vous ils le la les l un une des du de d au aux et est suis ma mon mes me m ne n pas plus pour dans que qu qui quoi comment ou avec sans sur ce cette ces se s c ca mais si y en par faire quel quelle quels peut peux puis dois doit faut avoir etre sont mon ton son leur bonjour quand combien"),
    (Lang::En, "i my me the a an and is are am was were do does did not don t can cannot how where when what who to for of in on with without after from have has had need want get lost apply your his her he she it they we you be been this that no any if will would should by at or"),
    (Lang::Es, "de en yo mi me el los las un una y es soy estoy esta no con sin para por que como donde cuando cuanto quien del al se su sus tengo tiene he ha quiero necesito puedo hacer mis lo le si muy mas o hay"),
    (Lang::Pt, "de eu meu minha meus o os as um uma e nao com sem para por que como onde quando quanto quem do da dos das no na em se seu sua tenho tem quero preciso posso fazer estou sou foi me muito mais ou ha ao pelo"),
    (Lang::Tr, "ben benim bana beni bir ve ile icin nasil nerede ne zaman kim mi mu var yok istiyorum gerek degil cok bu su o da de ya oldu yapmaliyim alabilirim nereye kadar hangi"),
    (Lang::Ro, "eu meu mea mei mele un o si este sunt am ai are nu cu fara pentru care cum unde cand cat cine la din de pe ce trebuie vreau pot sa se mi imi ma lui ei al ale sau dupa in"),
    (Lang::Ru, "я мне меня мой моя мои мы нас не на в с и у что как где когда сколько кто для без после из по от к о за это нет есть хочу нужно могу надо ли бы его ее их он она они был была меня"),
    (Lang::Uk, "я мені мене мій моя мої ми нас не на в у з і й та що як де коли скільки хто для без після із по від до о за це немає є хочу потрібно можу треба чи би його її їх він вона вони був була"),
    (Lang::Ar, "انا في من على الي الى عن هل كيف اين متي متى ماذا ما لا لم ليس مع هذا هذه لي لدي عندي اريد يجب بعد قبل او و ان كم الذي التي هو هي كان"),
];

/// The same, to be asked.
static SMALL: LazyLock<HashSet<(Lang, &str)>> = LazyLock::new(|| {
    FUNCTION_WORDS.iter().flat_map(|(lang, words)| words.split(' ').map(|word| (*lang, word))).collect()
});

/// The language of folded words; `None` where nothing tells. French words repaired from their sound must have been
/// repaired before: phonetic French looks like any other language.
/// `known` says which share of the words a language's labels know: it tells near languages apart.
pub(crate) fn detect(words: &[String], known: impl Fn(Lang) -> f32) -> Option<Lang> {
    let letters = || words.iter().flat_map(|word| word.chars());
    let (mut cyrillic, mut arabic, mut latin) = (0, 0, 0);
    for c in letters() {
        match c {
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => arabic += 1,
            'a'..='z' => latin += 1,
            _ => {}
        }
    }
    if arabic > latin && arabic >= cyrillic {
        return Some(Lang::Ar);
    }
    if cyrillic > latin {
        // Letters that only one of the two alphabets has.
        let ukrainian = letters().filter(|c| matches!(c, 'і' | 'ї' | 'є' | 'ґ')).count();
        let russian = letters().filter(|c| matches!(c, 'ы' | 'э' | 'ъ' | 'ё')).count();
        return Some(match ukrainian.cmp(&russian) {
            std::cmp::Ordering::Greater => Lang::Uk,
            std::cmp::Ordering::Less => Lang::Ru,
            std::cmp::Ordering::Equal => best(words, &[Lang::Uk, Lang::Ru], known).unwrap_or(Lang::Ru),
        });
    }
    best(words, &[Lang::Fr, Lang::En, Lang::Es, Lang::Pt, Lang::Tr, Lang::Ro], known)
}

/// Whether a folded word is one of a language's small words.
pub(crate) fn is_function_word(lang: Lang, word: &str) -> bool {
    SMALL.contains(&(lang, word))
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
            ("je ne peux plus payer mon loyer", Lang::Fr),
            ("I cannot pay my rent", Lang::En),
            ("no puedo pagar el alquiler", Lang::Es),
            ("não consigo pagar a minha renda", Lang::Pt),
            ("kiramı ödeyemiyorum ne yapmalıyım", Lang::Tr),
            ("nu pot să plătesc chiria", Lang::Ro),
            ("не можу оплатити житло, їжі немає", Lang::Uk),
            ("я не могу заплатить за квартиру, сыну плохо", Lang::Ru),
            ("لا أستطيع دفع الإيجار", Lang::Ar),
        ] {
            assert_eq!(detect(&words(text), |_| 0.0), Some(lang), "{text}");
        }
        assert_eq!(detect(&words("caf"), |_| 0.0), None);
    }
}
