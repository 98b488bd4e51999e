//! Words of a French query that say nothing of what is needed, by what stands beside them.

use crate::analysis::is_stop_word;

/// What an amount ends with.
const MONEY: [&str; 4] = ["euro", "euros", "eur", "balles"];
/// "Arriver" as people write it, before a "not" that makes it "to be unable to".
const MANAGES: [&str; 10] =
    ["arrive", "arrives", "arrivons", "arrivent", "arive", "ariv", "jarrive", "jarive", "jariv", "narrive"];
/// That "not".
const NOT: [&str; 5] = ["pas", "plus", "pa", "plu", "jamais"];

/// Whether a word is of an amount, or of "je n'arrive plus à": what is owed or cannot be done is told by the other words. Alone, they are
/// all there is.
pub(super) fn is_beside(all: &[String], at: usize) -> bool {
    let of_amount = |at: usize| is_amount(all, at) || is_unable(all, at);
    of_amount(at) && (0..all.len()).any(|other| !of_amount(other) && !is_stop_word(&all[other]))
}

/// What is owed in euros is a debt, which "devoir" says of much else: "je dois 800 euros à la Caf".
pub(super) fn tells_debt(all: &[String]) -> bool {
    const OWES: [&str; 6] = ["dois", "doi", "doit", "devons", "devait", "doivent"];
    let owed = |at: usize| is_number(&all[at]) && is_amount(all, at);
    (1..all.len()).any(|at| owed(at) && OWES.contains(&all[at - 1].as_str()))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_amount(all: &[String], at: usize) -> bool {
    let is_money = |word: &String| MONEY.contains(&word.as_str());
    if is_money(&all[at]) {
        return at.checked_sub(1).is_some_and(|before| is_number(&all[before]));
    }
    is_number(&all[at]) && all[at..].iter().find(|word| !is_number(word)).is_some_and(is_money)
}

fn is_unable(all: &[String], at: usize) -> bool {
    MANAGES.contains(&all[at].as_str()) && all.get(at + 1).is_some_and(|next| NOT.contains(&next.as_str()))
}

#[cfg(test)]
mod tests {
    //! Properties: amounts and "not to manage" are left out where something else is said; an amount that is owed is a debt.

    use super::*;
    use guichet_core::text::normal::words;

    #[test]
    fn amounts_and_what_cannot_be_done_are_beside_the_need() {
        for (text, left) in [
            ("la caf me demande de rendre 2400 euro", "la caf me demande de rendre"),
            ("je dois 1 250 euros au proprio", "je dois au proprio"),
            ("je n'arrive plus à payer", "je n plus a payer"),
            ("j'arrive à Rodez", "j arrive a rodez"),
            ("je viens d'arriver", "je viens d arriver"),
            ("payer en euros", "payer en euros"),
            ("2 enfants", "2 enfants"),
            ("100 euros", "100 euros"),
            ("j'ai 100 euros", "j ai 100 euros"),
        ] {
            let all = words(text);
            let kept: Vec<&str> =
                (0..all.len()).filter(|at| !is_beside(&all, *at)).map(|at| all[at].as_str()).collect();
            assert_eq!(kept.join(" "), left, "{text}");
        }
        for (text, debt) in [
            ("je doi 800 euro a la caf", true),
            ("mon locataire me doit 1 200 euros", true),
            ("je dois 800", false),
            ("je dois payer 800 euros", false),
            ("800 euros", false),
        ] {
            assert_eq!(tells_debt(&words(text)), debt, "{text}");
        }
    }
}
