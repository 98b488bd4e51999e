//! The passive voice: a form of "to be" and a participle, or a participle and who acts ("by", "par").

use super::rules::{PlainRules, among};
use super::sentence::Sentence;

/// How many passives a sentence has. `state` says of a participle that it names a state rather than an act.
pub(super) fn passives(sentence: &Sentence, rules: &PlainRules, state: &dyn Fn(&str) -> bool) -> usize {
    let words = sentence.lower();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (0..words.len()).filter(|at| passive(&words, *at, rules, state)).count()
}

/// Whether the participle of a passive stands there.
fn passive(words: &[&str], at: usize, rules: &PlainRules, state: &dyn Fn(&str) -> bool) -> bool {
    if !participle(words[at], rules) {
        return false;
    }
    let acted = words.get(at + 1).is_some_and(|word| among(&rules.by, word))
        && words.get(at + 2).is_none_or(|who| !among(&rules.measures, who));
    if state(words[at]) && !acted {
        return false;
    }
    let verb = (at.saturating_sub(4)..at).rev().find(|before| !among(&rules.between, words[*before]));
    let Some(verb) = verb.filter(|verb| among(&rules.be, words[*verb])) else { return acted };
    acted || !reflexive(&words[..verb], rules)
}

/// "S'est arrêté", "vous vous êtes trompé": one acts on oneself.
fn reflexive(before: &[&str], rules: &PlainRules) -> bool {
    rules.reflexive.iter().any(|words| before.ends_with(&words.split(' ').collect::<Vec<_>>()))
}

fn participle(word: &str, rules: &PlainRules) -> bool {
    let bare = |end: &str| word.strip_suffix(end);
    let forms = std::iter::once(word).chain(rules.agreement.split_whitespace().filter_map(bare));
    forms.into_iter().any(|form| {
        let ends = |list: &str| list.split_whitespace().any(|end| form.ends_with(end));
        let long = form.chars().nth(rules.shortest.saturating_sub(1)).is_some();
        let regular = long && ends(&rules.endings) && !ends(&rules.exempt) && !among(&rules.unlike, form);
        (regular || among(&rules.irregular, form)) && !among(&rules.moved, form)
    })
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::rules;
    use super::super::sentence::Piece;
    use super::*;
    use guichet_core::model::Lang;

    fn found(text: &str, lang: Lang) -> usize {
        let rules = rules(lang);
        let state = |word: &str| matches!(word, "mariés" | "married");
        passives(&Piece::of(1, text).sentences(&rules.titles)[0], &rules, &state)
    }

    #[test]
    fn passives_are_found_in_french() {
        for text in [
            "L'aide est versée chaque mois.",
            "Elle n'est souvent pas payée.",
            "L'aide sera-t-elle retirée ?",
            "Un avocat peut être payé.",
            "Il a été refusé.",
            "Une aide payée par l'État.",
            "Le refus est écrit.",
            "Vous êtes reconnu malade.",
        ] {
            assert_eq!(found(text, Lang::FR), 1, "{text}");
        }
        for text in [
            "Elle est née hier.",
            "Le délai est passé.",
            "L'aide s'est arrêtée.",
            "Vous vous êtes trompé.",
            "Vous êtes mariés.",
            "Elle est en bonne santé.",
            "La Caf a versé l'aide.",
            "Un montant fixé par mois.",
            "C'est gratuit.",
        ] {
            assert_eq!(found(text, Lang::FR), 0, "{text}");
        }
    }

    #[test]
    fn passives_are_found_in_english() {
        for text in [
            "It is paid monthly.",
            "It is not always refunded.",
            "Can it be taken back?",
            "Aid paid by the State.",
            "It isn't counted.",
            "Is it refused?",
        ] {
            assert_eq!(found(text, Lang::EN), 1, "{text}");
        }
        for text in ["You are married.", "The Caf paid it.", "You are in need.", "It is free."] {
            assert_eq!(found(text, Lang::EN), 0, "{text}");
        }
    }
}
