use super::folder;
use guichet_core::model::Lang;
use guichet_core::text::distress::{Distress, Reading};

fn distress() -> Distress {
    let authored = folder::read();
    Distress::new(authored.phrases, authored.idioms)
}

#[test]
fn three_numbers_at_most_the_general_category_first_in_both_languages() {
    let authored = folder::read();
    for lang in [Lang::Fr, Lang::En] {
        let categories = &authored.emergency[&lang];
        assert_eq!(categories[0].id, "danger");
        let ids: Vec<&str> = categories.iter().map(|category| category.id.as_str()).collect();
        assert_eq!(ids, authored.emergency[&Lang::Fr].iter().map(|category| &category.id).collect::<Vec<_>>());
        for category in categories {
            assert!((1..=3).contains(&category.numbers.len()), "{}", category.id);
            assert!(!category.label.is_empty() && !category.advice.is_empty(), "{}", category.id);
        }
    }
}

#[test]
fn the_right_number_stands_on_top() {
    let authored = folder::read();
    let top = |id: &str| {
        let category = authored.emergency[&Lang::Fr].iter().find(|category| category.id == id).expect(id);
        category.numbers[0].number.clone()
    };
    for (id, number) in [
        ("danger", "112"),
        ("health", "15"),
        ("violence", "17"),
        ("child", "119"),
        ("suicide", "3114"),
        ("selfharm", "3114"),
        ("shelter", "115"),
        ("bullying", "3018"),
        ("elder", "3977"),
        ("mute", "114"),
    ] {
        assert_eq!(top(id), number, "{id}");
    }
}

#[test]
fn each_phrase_is_read_as_its_own_category() {
    let authored = folder::read();
    let distress = Distress::new(authored.phrases.clone(), authored.idioms.clone());
    for (category, phrase) in &authored.phrases {
        assert_eq!(distress.read(phrase), Some(Reading::Exact(category.clone())), "{phrase}");
    }
}

#[test]
fn everyday_sentences_are_not_distress() {
    let distress = distress();
    for said in [
        "je suis mort de fatigue",
        "formation prévention du suicide",
        "on m'a volé mon sac",
        "On m’a volé ma carte d’identité",
        "j'ai été volée dans le train",
        "ma carte vitale on ma volé",
        "droit au recours contre la caf",
        "aller au secours populaire",
        "envie de courir un marathon",
        "il me bat aux échecs",
        "je ne veux plus vivre avec lui, je veux divorcer",
        "je n'ai plus envie de vivre chez mes parents",
        "j'habite à la rue de la République",
        "je veux en finir avec mes dettes",
        "comment nourrir mes enfants",
        "je ne peux pas parler français",
        "allocation pour enfant handicapé",
        "violences conjugales association",
        "he beats me at chess",
        "i don't want to live with my parents",
        "i am dying to know",
        "hungry for news",
        "how to publish my photos",
    ] {
        assert_eq!(distress.read(said), None, "{said}");
    }
}
