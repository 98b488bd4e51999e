//! Words from elsewhere at a desk: basket, commune, language and household are the person's again, and the sheet gives words.

use super::{guide, played};
use guichet_core::carry::{self, Answered, Carried};
use guichet_core::model::Lang;
use guichet_core::ports::catalog::Catalog;
use guichet_core::rights::{Given, Interview, Month};
use guichet_core::sheet::Entry;

fn carried() -> Carried {
    let mut interview = Interview::default();
    interview.give("age", Given::Number(34.0));
    interview.give("couple", Given::Option("seul".into()));
    let answers = Some(Answered { month: Month { year: 2026, month: 11 }, interview });
    let basket = ["card/apl", "right/rsa"].iter().filter_map(|id| Entry::parse(id)).collect();
    Carried { lang: Lang::EN, commune: Some("18279".into()), basket, answers }
}

/// A text without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_carried_is_the_persons_again() {
    let carried = carried();
    let row = carry::words(guide(), &carried).expect("read").expect("something").made;
    let words = guide().carry_words().row(&row);
    assert!(words.len() >= 6);
    for text in [words.join(" "), words.join(", ")] {
        let desk = played(&format!("text:{text}\nEnter"));
        let person = &desk.app().state().person;
        assert_eq!((&person.basket, person.lang), (&carried.basket, Lang::EN), "{text}");
        assert_eq!(person.commune.as_ref().map(|(code, _)| code.as_str()), Some("18279"));
        assert!(person.interview == carried.answers.as_ref().expect("answers").interview);
        assert_eq!(desk.titles().len(), 1, "{}", desk.text());
        assert!(person.names.len() == 2, "each is called by its name");
        // The sheet says the words again, without the answers before the person wants it.
        let sheet = desk.play("F8");
        assert!(flat(&sheet.text()).contains("r : les réponses"), "{}", sheet.text());
        let asked = sheet.play("r");
        assert!(flat(&asked.text()).contains("r : sans elles"), "{}", asked.text());
    }
}
