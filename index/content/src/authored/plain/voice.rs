//! The passive voice: a form of "to be" and a participle, or a participle and who acts ("by", "par").

use super::sentence::Sentence;
use guichet_core::model::Lang;

const BE_FR: &str = "est sont sera seront serez serai serons suis es sommes êtes était étaient étiez serait seraient seriez \
    soit soient soyez été être";
const BE_EN: &str = "am is are was were be been being isn aren wasn weren";

/// What may stand between the two.
const BETWEEN_FR: &str = "pas plus jamais toujours déjà souvent bien aussi parfois alors encore vite mal peut ensuite donc même \
    très trop moins tout toute tous presque il elle ils elles t ce on vous seulement rarement \
    automatiquement vraiment aussitôt rien";
const BETWEEN_EN: &str = "not t no never always already often well also sometimes then still soon only usually rarely longer it \
    they you i really fully automatically";

/// Participles that do not end like the others: endings of words, without their marks of gender and number.
const IRREGULAR_FR: &str = "fait dit écrit inscrit ouvert offert couvert mis pris compris permis remis promis admis transmis soumis \
    repris conduit réduit produit détruit joint atteint connu reconnu reçu perçu vu revu prévu lu élu rendu \
    vendu perdu entendu attendu tenu retenu obtenu défendu suspendu battu dû exclu requis puni rempli choisi \
    fini garanti saisi averti accueilli suivi servi établi subi réuni interdit";
const IRREGULAR_EN: &str = "paid made given taken told said done seen sent kept held found lost left put set cut written read known \
    shown chosen met brought bought sold taught caught thought built felt heard hidden broken spoken stolen \
    driven forgotten forbidden withdrawn drawn thrown beaten bitten hurt hit shut spent won led reset \
    overpaid understood";

/// Verbs whose past is made with "être": nobody acts on them.
const PAST_FR: &str =
    "allé venu né mort arrivé parti resté tombé devenu entré rentré monté passé décédé retourné revenu sorti";
/// Words in -é, -ed that are no participles.
const OTHER_FR: &str = "santé été qualité clé gré marché côté moitié";
const OTHER_EN: &str = "need bed red hundred indeed speed";
/// "Par mois" says how often, not who.
const MEASURES_FR: &str = "mois an jour semaine heure téléphone internet écrit courrier personne enfant exemple là où parent foyer \
    lettre sms message trimestre année";

/// How many passives a sentence has. `state` says of a participle that it names a state rather than an act.
pub(super) fn passives(sentence: &Sentence, lang: Lang, state: &dyn Fn(&str) -> bool) -> usize {
    let words = sentence.lower();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (0..words.len()).filter(|at| passive(&words, *at, lang, state)).count()
}

/// Whether the participle of a passive stands there.
fn passive(words: &[&str], at: usize, lang: Lang, state: &dyn Fn(&str) -> bool) -> bool {
    let (be, between) = match lang {
        Lang::En => (BE_EN, BETWEEN_EN),
        _ => (BE_FR, BETWEEN_FR),
    };
    if !participle(words[at], lang) {
        return false;
    }
    let acted = match lang {
        Lang::En => words.get(at + 1) == Some(&"by"),
        _ => words.get(at + 1) == Some(&"par") && words.get(at + 2).is_some_and(|who| !among(MEASURES_FR, who)),
    };
    if state(words[at]) && !acted {
        return false;
    }
    let verb = (at.saturating_sub(4)..at).rev().find(|before| !among(between, words[*before]));
    let Some(verb) = verb.filter(|verb| among(be, words[*verb])) else { return acted };
    acted || !reflexive(&words[..verb])
}

/// Whether a word is one of a list.
fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// "S'est arrêté", "vous vous êtes trompé": one acts on oneself.
fn reflexive(before: &[&str]) -> bool {
    match before {
        [.., "se" | "s" | "me" | "m" | "te" | "t"] | [.., "vous", "vous"] | [.., "nous", "nous"] => true,
        // "Ne s'est pas", "s'en est".
        [.., "s" | "se" | "m" | "me", "en" | "y"] => true,
        _ => false,
    }
}

fn participle(word: &str, lang: Lang) -> bool {
    if lang == Lang::En {
        let regular = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && !among(OTHER_EN, word);
        return regular || among(IRREGULAR_EN, word);
    }
    let bare = word.strip_suffix('s').filter(|bare| !bare.is_empty());
    let forms = [Some(word), bare, word.strip_suffix('e'), bare.and_then(|bare| bare.strip_suffix('e'))];
    forms.into_iter().flatten().any(|form| {
        let regular = form.ends_with('é') && form.chars().count() > 2 && !among(OTHER_FR, form);
        (regular || among(IRREGULAR_FR, form)) && !among(PAST_FR, form)
    })
}

#[cfg(test)]
mod tests {
    use super::super::sentence::Piece;
    use super::*;

    fn found(text: &str, lang: Lang) -> usize {
        let state = |word: &str| matches!(word, "mariés" | "married");
        passives(&Piece::of(1, text).sentences()[0], lang, &state)
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
            assert_eq!(found(text, Lang::Fr), 1, "{text}");
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
            assert_eq!(found(text, Lang::Fr), 0, "{text}");
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
            assert_eq!(found(text, Lang::En), 1, "{text}");
        }
        for text in ["You are married.", "The Caf paid it.", "You are in need.", "It is free."] {
            assert_eq!(found(text, Lang::En), 0, "{text}");
        }
    }
}
