//! Plain language: the whole content holds the limits, and each measure refuses what it should, with line and remedy.

use super::folder;
use guichet_content::Batch;
use guichet_content::authored::{Texts, plain};

/// What is said of a folder, over another one.
fn over(base: &Texts, texts: &Texts) -> Vec<String> {
    let mut batch = Batch::default();
    let rules = folder::texts().remove("plain-rules.toml").expect("the rules");
    let mut texts = texts.clone();
    texts.entry("plain-rules.toml".into()).or_insert(rules);
    plain::lint(base, &texts, &mut batch);
    batch.findings.iter().map(ToString::to_string).collect()
}

/// What is said of a card whose only section holds `body`, from line 8, beside a `plain.toml`.
fn card(lang: &str, body: &str, plain: &str) -> Vec<String> {
    let text = format!(
        "+++\ntitle = \"Loyer\"\nsummary = \"Un mot.\"\nkeywords = [\"apl\"]\n+++\n\n## Qui ? {{#who}}\n{body}\n"
    );
    let files = [(format!("cards/apl/{lang}.md"), text), ("plain.toml".to_owned(), plain.to_owned())];
    over(&Texts::new(), &files.into_iter().collect())
}

#[track_caller]
fn refused(lang: &str, body: &str, line: usize, says: &[&str]) {
    let said = card(lang, body, "");
    let place = format!("cards/apl/{lang}.md:{line}: ");
    let holds = |one: &String| one.starts_with(&place) && says.iter().all(|part| one.contains(part));
    assert!(
        said.iter().any(holds),
        "{body:?} should be refused at {place:?} with {says:?}; said:\n{}",
        said.join("\n")
    );
}

#[test]
fn the_whole_content_is_plain() {
    let mut batch = Batch::default();
    let measures = plain::lint(&Texts::new(), &folder::texts(), &mut batch);
    println!("{}", measures.table());
    let said: Vec<String> = batch.findings.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{} refusals\n{}", said.len(), said.join("\n"));
    assert!(measures.sentences() > 8000, "{} sentences", measures.sentences());
}

#[test]
fn long_sentences_are_refused_a_colon_does_not_cut_them() {
    let long = format!("La Caf paie : {}.", "un ".repeat(16).trim());
    refused("fr", &long, 8, &["“La Caf paie : un un un…”", "19 words, 18 at most", "cut it in two"]);
    assert_eq!(card("fr", &long.replacen("un ", "", 1), ""), [""; 0]);
    refused("fr", &format!("Venez.\n\n- {long}"), 10, &["19 words"]);
}

#[test]
fn sentences_are_short_on_average() {
    let nine = "Vous allez voir la Caf de la ville demain.\n";
    assert_eq!(card("fr", &nine.repeat(12), ""), [""; 0]);
    let ten = nine.replace("demain", "demain matin").repeat(40);
    let said = card("fr", &ten, "");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("cards/apl/fr.md: sentences of 9.") && said[0].contains("9 at most"), "{said:?}");
}

#[test]
fn long_words_and_initials_need_a_line() {
    let body = "Venez avec Zigomatique, en anticonstitution ou à la CPAM.";
    refused("fr", body, 8, &["'anticonstitution'", "10 letters or more", "plainer word", "plain.toml"]);
    refused("fr", body, 8, &["'CPAM' is initials"]);
    assert_eq!(card("fr", body, "").len(), 2, "a name is not refused");
    let list = "everyday = { fr = [\"anticonstitution\"] }\n\n[term.cpam]\nwords = { fr = [\"CPAM\"] }\n";
    let gloss = "gloss = { fr = \"Le bureau des soins.\", en = \"The office of care.\" }\n";
    assert_eq!(card("fr", body, &format!("{list}{gloss}")), [""; 0]);
    let said = card("fr", body, &format!("{list}gloss = {{ fr = \"Le bureau.\" }}\n"));
    assert_eq!(said, ["plain.toml:5: cpam: gloss: no meaning in 'en': say it in one sentence"]);
    let said = card("fr", body, &format!("{list}gloss = {{ fr = \"L'administration.\", en = \"Care.\" }}\n"));
    assert!(
        said.len() == 1 && said[0].starts_with("plain.toml:5: ") && said[0].contains("'administration'"),
        "{said:?}"
    );
}

#[test]
fn the_list_holds_what_serves_and_once() {
    let said =
        card("fr", "Venez maintenant.", "everyday = { fr = [\"maintenant\", \"Maintenants\", \"rendement\"] }\n");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("plain.toml:1: ") && said[0].contains("stands twice in 'fr'"), "{said:?}");
    assert!(said[1].contains("rendement") && said[1].contains("remove it"), "{said:?}");
    let said = card("fr", "Venez.", "unknown = 1\n");
    assert!(said[0].starts_with("plain.toml:1: unknown field"), "{said:?}");
}

#[test]
fn words_that_have_a_plainer_one_are_refused() {
    let list = "[[instead]]\nlang = \"fr\"\nsay = \"pour\"\nnot = [\"en vue de\"]\n";
    let said = card("fr", "Venez en vue de signer.", list);
    assert_eq!(said, ["cards/apl/fr.md:8: “Venez en vue de signer.”: 'en vue de' has a plainer word: pour"]);
    assert_eq!(card("en", "Venez en vue de signer.", list), [""; 0], "in its language only");
    let said = card("fr", "Venez.", "[[instead]]\nlang = \"fr\"\nsay = \"pour\"\nnot = []\n");
    assert!(said[0].contains("say what is written instead"), "{said:?}");
}

#[test]
fn a_file_is_in_the_active_voice_but_for_a_few() {
    let two = "L'aide est versée.\n\nElle peut être payée.\n\n";
    assert_eq!(card("fr", two, ""), [""; 0]);
    let three = format!("{two}Elle sera retirée.");
    refused("fr", &three, 12, &["“Elle sera retirée.”", "passive voice, 3 in 6 sentences", "2 at most", "who does it"]);
    assert_eq!(card("fr", &format!("{three}{}", " Venez.".repeat(60)), ""), [""; 0], "one in twenty");
    assert_eq!(card("fr", &three, "state = { fr = [\"retiré\"] }\n"), [""; 0], "a state is no passive");
    refused("en", "It is paid.\n\nIt can be lowered.\n\nAid given by the Caf.", 12, &["passive voice, 3 in 6"]);
}

#[test]
fn a_sentence_holds_one_idea() {
    let list = "Venez avec le père, la mère, la sœur ou le frère, et le chien.";
    refused("fr", list, 8, &["5 commas, brackets and linking words, 4 at most", "one idea a sentence"]);
    assert_eq!(card("fr", &list.replace(", et le chien", ""), ""), [""; 0]);
    refused("fr", "Dites si vous savez où vit celui qui paie.", 8, &["3 words like “qui”", "2 at most"]);
    refused("en", "Say if you know where the man who pays lives.", 8, &["3 words like"]);
}

#[test]
fn a_folder_over_another_uses_its_words() {
    let list = "everyday = { fr = [\"maintenant\"] }\n";
    let base = Texts::from([("plain.toml".to_owned(), list.to_owned())]);
    let text = "+++\ntitle = \"Venez maintenant\"\nsummary = \"Un mot.\"\nkeywords = [\"apl\"]\n+++\n";
    let texts = Texts::from([("cards/apl/fr.md".to_owned(), text.to_owned())]);
    assert_eq!(over(&base, &texts), [""; 0]);
    assert_eq!(over(&Texts::new(), &texts).len(), 1);
}

#[test]
fn situations_papers_and_the_screening_are_measured_too() {
    let long = "un ".repeat(19);
    let situation = format!(
        "+++\ntitle = \"Un\"\nsummary = \"Un.\"\nkeywords = [\"x\"]\n+++\n\n## quand\nQuand ?\n\n- oui: {long}\n"
    );
    let files = [
        ("situations/x/fr.md", situation),
        ("rights/fr.toml", format!("[reason]\nage = \"{long}\"\n\n[right]\nrsa = \"{long}\"\n")),
        (
            "papers.toml",
            format!("[paper.x]\nname = {{ fr = \"Un\", en = \"One\" }}\nwhere = {{ fr = \"{long}\", en = \"x\" }}\n"),
        ),
    ];
    let texts = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    let said = over(&Texts::new(), &texts);
    let places: Vec<&str> = said.iter().filter_map(|one| one.split(": ").next()).collect();
    assert_eq!(places, ["papers.toml:3", "rights/fr.toml:2", "situations/x/fr.md:10"]);
}

#[test]
fn a_language_without_rules_is_refused_and_not_judged_as_another() {
    let long = format!("La Caja paga: {}.", "un ".repeat(60).trim());
    let said = card("es", &long, "");
    assert_eq!(said.len(), 1, "{said:?}");
    let remedy = "add [es] to plain-rules.toml, or leave this language out";
    assert!(said[0].starts_with("cards/apl/es.md: ") && said[0].contains(remedy), "{said:?}");
    // With rules of its own, it is measured by them.
    let rules = "[es]\nsubordinate = \"que\"\nbeside = \"y o\"\nbe = \"es está\"\nendings = \"ado\"\nshortest = 4\nby = \"por\"\n";
    let text = "+++\ntitle = \"Uno\"\nsummary = \"Dos.\"\nkeywords = [\"tres\"]\n+++\n\n## Uno {#who}\n";
    let files = [("cards/apl/es.md", format!("{text}{long}\n")), ("plain-rules.toml", rules.to_owned())];
    let said = over(&Texts::new(), &files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect());
    assert!(said.len() == 1 && said[0].contains("63 words, 18 at most"), "{said:?}");
    let emergency =
        Texts::from([("emergency/es.toml".to_owned(), "[number.112]\nname = \"Emergencias\"\n".to_owned())]);
    assert_eq!(over(&Texts::new(), &emergency), [""; 0], "it comes before the language is written in");
}
