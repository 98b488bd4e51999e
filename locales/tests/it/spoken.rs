//! Properties of the words people write to the guide, in the words of the languages themselves:
//! - a choice is read through politeness, as a rank, and in any language offered;
//! - a global word is read through politeness or with a slip, and an ordinary word is no slip of one;
//! - a number inside a need is none of a choice.

use guichet_core::model::Lang;
use guichet_core::text::answer::{Match, match_choice};
use guichet_core::text::lexicon::{Global, Lexicon, bare};
use guichet_core::text::normal::fold;
use guichet_locales::Locales;

fn lexicons(locales: &Locales) -> Vec<&Lexicon> {
    [Lang::EN, Lang::FR].into_iter().map(|lang| locales.lexicon(lang)).collect()
}

#[test]
fn choices_as_people_write_them() {
    let locales = Locales::new();
    let lexicons = lexicons(&locales);
    let choices = [(1, "Famille"), (2, "Logement"), (3, "Travail")];
    for typed in [
        "le 2 svp",
        "2 stp",
        "2 merci",
        "je choisis le 2",
        "2 please",
        "2e",
        "2ème",
        "2nd",
        "2nde",
        "la deux",
        "deux",
        "two",
        "the second please",
        "number 2, thanks",
        "I'll take 2",
        "bonjour, je voudrais le numéro 2 s'il vous plaît",
        "ok 2",
        "c'est le 2 merci beaucoup",
        "le choix 2 stp merci",
        "Logement svp",
    ] {
        assert_eq!(match_choice(typed, &choices, &lexicons), Some(Match::Exact(1)), "{typed}");
    }
    for typed in ["3 enfants à charge", "j'ai 3 enfants", "2 mois de loyer", "je veux 2 places en crèche", "un an"] {
        assert_eq!(match_choice(typed, &choices, &lexicons), None, "{typed}");
    }
}

#[test]
fn global_words_as_people_write_them() {
    let locales = Locales::new();
    let lexicons = lexicons(&locales);
    let exact = |text: &str| {
        let folded = fold(text);
        lexicons.iter().find_map(|lexicon| lexicon.global(bare(&folded, &lexicons)))
    };
    for (typed, global) in [
        ("menu svp", Global::Menu),
        ("le menu", Global::Menu),
        ("the menu please", Global::Menu),
        ("retours", Global::Back),
        ("aidez moi", Global::Help),
        ("aide-moi stp", Global::Help),
        ("langues", Global::Language),
        ("efface tout", Global::Forget),
        ("un humain", Global::Human),
        ("conseiller", Global::Human),
        ("je veux parler à quelqu'un", Global::Human),
        ("je peux parler à quelqu'un ?", Global::Human),
        ("j'ai besoin de parler à un conseiller, merci d'avance", Global::Human),
        ("can I talk to someone please", Global::Human),
    ] {
        assert_eq!(exact(typed), Some(global), "{typed}");
    }
    let near = |text: &str| {
        let folded = fold(text);
        let plain = bare(&folded, &lexicons);
        let ordinary = lexicons.iter().any(|lexicon| lexicon.is_ordinary(plain));
        let near = lexicons.iter().filter_map(|lexicon| lexicon.nearly_global(plain)).min_by_key(|(slips, _)| *slips);
        near.filter(|_| !ordinary).map(|(_, global)| global)
    };
    for (typed, global) in [
        ("acceuil", Global::Menu),
        ("acueil", Global::Menu),
        ("mneu", Global::Menu),
        ("menue", Global::Menu),
        ("retoru", Global::Back),
        ("precedant", Global::Back),
        ("aidde", Global::Help),
        ("hepl", Global::Help),
        ("arrete", Global::Stop),
        ("quiter", Global::Stop),
        ("lange", Global::Language),
        ("langauge please", Global::Language),
        ("effacer", Global::Forget),
        ("oublie", Global::Forget),
        ("oublié", Global::Forget),
        ("forgot", Global::Forget),
        ("urgense", Global::Emergency),
        ("au secour", Global::Emergency),
        ("emergancy", Global::Emergency),
        ("confidencialité", Global::Privacy),
        ("conseillé", Global::Human),
    ] {
        assert_eq!(near(typed), Some(global), "{typed}");
    }
    for typed in [
        "manger",
        "danser",
        "droit",
        "aides",
        "homme",
        "débit",
        "revenus",
        "date",
        "langage",
        "forêt",
        "recours",
        "faim",
        "longue",
        "debt",
        "quiet",
        "loyer",
        "menuisier",
        "mutuelle",
        "aide au logement",
        "urgences dentaires",
    ] {
        assert_eq!(exact(typed).or(near(typed)), None, "{typed}");
    }
}
