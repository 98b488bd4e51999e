use super::folder;
use guichet_content::authored;
use guichet_core::dice::Dice;
use guichet_core::model::Lang;
use guichet_core::text::distress::{Distress, Reading};

fn distress() -> Distress {
    let authored = folder::read();
    Distress::new(authored.phrases)
}

#[test]
fn three_numbers_at_most_the_general_category_first_in_every_language() {
    let authored = folder::read();
    for (lang, categories) in &authored.emergency {
        assert_eq!(categories[0].id, "danger");
        let ids: Vec<&str> = categories.iter().map(|category| category.id.as_str()).collect();
        assert_eq!(ids, authored.emergency[&Lang::FR].iter().map(|category| &category.id).collect::<Vec<_>>());
        for category in categories {
            // What no number gives (a meal) is at a counter, which the card names.
            let least = usize::from(category.card.is_none());
            assert!((least..=3).contains(&category.numbers.len()), "{}", category.id);
            assert!(!category.label.is_empty() && !category.advice.is_empty(), "{lang:?} {}", category.id);
        }
    }
    for lang in Lang::required() {
        assert!(authored.emergency.contains_key(&lang), "{lang:?}");
    }
}

#[test]
fn the_right_number_stands_on_top() {
    let authored = folder::read();
    let top = |id: &str| {
        let category = authored.emergency[&Lang::FR].iter().find(|category| category.id == id).expect(id);
        category.numbers[0].number.clone()
    };
    for (id, number) in [
        ("danger", "112"),
        ("health", "15"),
        ("violence", "17"),
        ("child", "119"),
        ("suicide", "3114"),
        ("self-harm", "3114"),
        ("shelter", "115"),
        ("bullying", "3018"),
        ("elder", "3977"),
        ("cannot-speak", "114"),
    ] {
        assert_eq!(top(id), number, "{id}");
    }
}

#[test]
fn each_certain_phrase_leads_to_its_own_numbers() {
    let texts = folder::texts();
    let faults = authored::proved(&texts, &authored::read(&texts));
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_phrase_is_read_in_its_language_whatever_was_chosen() {
    let distress = distress();
    for (said, lang) in [
        ("mon mari me frappe", Lang::FR),
        ("mi marido me pega", Lang::ES),
        ("o meu marido bate-me", Lang::PT),
        ("soțul meu mă bate", Lang::RO),
        ("kocam beni dövüyor", Lang::TR),
        ("زوجي يضربني", Lang::AR),
        ("муж меня бьет", Lang::RU),
    ] {
        for own in [None, Some(Lang::FR), Some(Lang::EN)] {
            let read = distress.read(said, own);
            assert_eq!(read, Some(Reading::Exact { category: "violence".into(), lang }), "{said} {own:?}");
        }
    }
}

#[test]
fn any_text_is_read_without_a_panic() {
    let distress = distress();
    let authored = folder::read();
    let words: Vec<&str> = authored
        .phrases
        .iter()
        .flat_map(|phrases| &phrases.groups)
        .flat_map(|(_, all)| all)
        .map(String::as_str)
        .collect();
    let mut dice = Dice(7);
    let mut below = |end| dice.below(end);
    for round in 0..300 {
        let bytes: Vec<u8> = (0..below(400)).map(|_| below(256) as u8).collect();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = distress.read(&text, None);
        // Words of phrases in any order, some cut, fused or broken: what costs most to read.
        let mut text = String::new();
        for _ in 0..below(if round % 50 == 0 { 2_000 } else { 40 }) {
            let word = words[below(words.len())];
            let cut = word.char_indices().nth(below(12)).map_or(word.len(), |(at, _)| at);
            text.push_str(if below(3) == 0 { &word[..cut] } else { word });
            text.push_str(["", " ", " ", "’", "\n"][below(5)]);
        }
        let read = distress.read(&text, None);
        assert_eq!(read, distress.read(&text, None), "the same text is read the same");
    }
    for text in ["", " ", "\0", "🙂", "\u{202e}", "\u{301}", "{partner} me {hits}", "|"] {
        assert_eq!(distress.read(text, None), None, "{text:?}");
    }
    for piece in ["a", "a ", "je veux ", "🙂", "mon mari me ", "jveuxmourir", "ضربني "] {
        let _ = distress.read(&piece.repeat(100_000), None);
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
        assert_eq!(distress.read(said, None), None, "{said}");
    }
}

#[test]
fn hunger_offers_food_and_not_the_number_for_a_roof() {
    for (lang, categories) in &folder::read().emergency {
        let hunger = categories.iter().find(|category| category.id == "hunger").expect("hunger");
        assert!(hunger.numbers.iter().all(|number| number.number != "115"), "{lang:?}");
        assert!(!hunger.advice.contains("115") && hunger.card.is_some(), "{lang:?}");
    }
}
