//! A sound folder, and every way to spoil it: file, what is changed, the line that is named, a part of what is said.

use guichet_content::Severity;
use guichet_content::authored::{self, Texts};

const THEMES: &str = r#"[[theme]]
id = "logement"
label = { fr = "Logement", en = "Housing" }
hint = { fr = "Loyer", en = "Rent" }
"#;

const PHONES: &str = r#"[phone.caf]
number = "32 30"
name = { fr = "Caf", en = "Caf" }
terms = { fr = "gratuit", en = "free" }
checked = "2026-11-22"
source = "caf.fr (2026)"
"#;

const VOCABULARY: &str = r#"hosts = ["caf.fr"]
counters = ["caf", "mairie"]
"#;

const CARD: &str = r#"themes = ["logement"]
counters = ["caf", "mairie"]
covers = ["F12006"]
verified = "2026-11-22"
review_by = "2027-10-31"
licence = "etalab-2.0"
page = "https://www.caf.fr/apl"
phones = ["caf"]

[[source]]
title = "Page de la Caf"
url = "https://www.caf.fr"
date = "2026-10-01"

[[route]]
kind = "online"
target = "https://www.caf.fr"

[[route]]
kind = "phone"
target = "caf"

[fact.most]
value = 651.69
unit = "eur/month"
since = "2026-04-01"
reference = "décret"
"#;

const FRENCH: &str = r#"+++
title = "Aide au logement"
summary = "La Caf paie une part du loyer. Au plus {most}."
keywords = ["apl", "loyer"]
+++

## Qui ? {#who}

Vous payez un loyer.

## Papiers {#papers}

- Une pièce d'identité

## Demander {#ask}

- À la Caf

## Aide {#help}

Le CCAS.

## Doutes {#doubts}

Ce n'est pas un crédit.
"#;

const ENGLISH: &str = r#"+++
title = "Housing aid"
summary = "The Caf pays part of the rent. At most {most}."
keywords = ["apl", "rent"]
translation = "unreviewed"
+++

## Who? {#who}

You pay rent.

## Papers {#papers}

- An identity document

## Ask {#ask}

- At the Caf

## Help {#help}

The CCAS.

## Doubts {#doubts}

It is not a loan.
"#;

const NUMBERS: &str = r#"[number.112]
number = "112"
checked = "2026-11-22"
source = "service-public.fr (2019)"

[number.17]
number = "17"
checked = "2026-11-22"
source = "service-public.fr (2019)"

[[category]]
id = "danger"
numbers = ["112", "17"]

[[category]]
id = "violence"
numbers = ["17"]
card = "apl"
"#;

const ALARM_FR: &str = r#"idioms = ["mort de rire"]

[number.112]
name = "Urgences"

[number.17]
name = "Police"

[category.danger]
label = "Danger"
advice = "Appelez."
acts = ["je suis en danger"]

[category.violence]
label = "À la maison"
advice = "Appelez le 17."
acts = ["il me frappe", "{who} me bat"]

[group]
who = ["il", "mon mari"]
"#;

const ALARM_EN: &str = r#"idioms = []

[number.112]
name = "Emergencies"

[number.17]
name = "Police"

[category.danger]
label = "Danger"
advice = "Call."
acts = ["i am in danger"]

[category.violence]
label = "At home"
advice = "Call 17."
acts = ["he hits me"]
"#;

const TRAINING: &str = r#"ordinary = [
  "le match de samedi",
]

[told]
danger = [
  "quelqu'un monte",
]
violence = [
  "il a pris mes clés",
]
"#;

pub fn sound() -> Texts {
    let files = [
        ("themes.toml", THEMES),
        ("phones.toml", PHONES),
        ("vocabulary.toml", VOCABULARY),
        ("cards/apl/card.toml", CARD),
        ("cards/apl/fr.md", FRENCH),
        ("cards/apl/en.md", ENGLISH),
        ("emergency/numbers.toml", NUMBERS),
        ("emergency/fr.toml", ALARM_FR),
        ("emergency/en.toml", ALARM_EN),
        ("emergency/training/fr.toml", TRAINING),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// What is said of a folder in which `from` became `to` in `file`.
fn spoilt(file: &str, from: &str, to: &str) -> Vec<String> {
    let mut texts = sound();
    let text = texts.get_mut(file).expect("a file of the folder");
    assert!(text.contains(from), "{file} holds no {from:?}");
    *text = text.replacen(from, to, 1);
    let authored = authored::read(&texts);
    let proved = authored::proved(&texts, &authored);
    let said = authored.batch.findings.into_iter().chain(proved);
    said.filter(|warning| warning.severity == Severity::Refused).map(|warning| warning.to_string()).collect()
}

#[track_caller]
pub fn refused(file: &str, from: &str, to: &str, line: usize, says: &str) {
    let said = spoilt(file, from, to);
    let place = if line == 0 { format!("{file}: ") } else { format!("{file}:{line}: ") };
    assert!(
        said.iter().any(|warning| warning.starts_with(&place) && warning.contains(says)),
        "{from:?} -> {to:?} should be refused at {place:?} with {says:?}; said:\n{}",
        said.join("\n")
    );
}

#[test]
fn a_sound_folder_is_kept_whole() {
    let authored = authored::read(&sound());
    let said: Vec<String> = authored.batch.findings.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    assert_eq!((authored.batch.read, authored.batch.kept, authored.batch.items.len()), (1, 1, 2));
}

#[test]
fn facts_of_a_card() {
    const FILE: &str = "cards/apl/card.toml";
    let cases = [
        ("themes = [\"logement\"]", "themes = [\"nothing\"]", 1, "not a theme"),
        ("themes = [\"logement\"]", "themes = []", 1, "at least one theme"),
        ("[\"logement\"]", "[\"logement\", \"logement\"]", 1, "twice"),
        ("[\"caf\", \"mairie\"]", "[\"caf\", \"castle\"]", 2, "not a kind of place"),
        ("counters = [\"caf\", \"mairie\"]", "counters = []", 2, "where somebody is"),
        ("\"F12006\"", "\"12006\"", 3, "not a fiche"),
        ("\"F12006\"", "\"F12006\", \"F12006\"", 3, "twice"),
        ("2027-10-31", "2028-01-31", 5, "within 13 months"),
        ("2027-10-31", "2026-11-01", 5, "after `verified`"),
        ("2027-10-31", "soon", 5, "not a date"),
        ("etalab-2.0", "mit", 6, "Licence Ouverte"),
        ("https://www.caf.fr/apl", "https://www.example.org", 7, "not a known official site"),
        ("https://www.caf.fr/apl", "http://www.caf.fr", 7, "not an https address"),
        ("phones = [\"caf\"]", "phones = [\"ccas\"]", 8, "not a number of phones.toml"),
        ("phones = [\"caf\"]", "phone = [\"caf\"]", 8, "unknown field"),
        ("title = \"Page de la Caf\"", "title = \" \"", 10, "has a title"),
        ("title = \"Page de la Caf\"", "title = \"Caf (page lue le 2026-10-01)\"", 10, "that of our reading"),
        ("url = \"https://www.caf.fr\"", "url = \"https://example.org\"", 10, "not a known official site"),
        ("date = \"2026-10-01\"", "date = \"2026-12-01\"", 10, "younger than `verified`"),
        ("date = \"2026-10-01\"\n", "", 10, "a source without a date: add date"),
        ("date = \"2026-10-01\"", "date = \"octobre 2026\"", 13, "is not a date: write YYYY-MM-DD"),
        ("url = \"https://www.caf.fr\"", "url = \"http://a.org\"\nofficial = false", 10, "not an https address"),
        ("target = \"https://www.caf.fr\"", "target = \"caf.fr\"", 15, "not an https address"),
        ("target = \"caf\"", "target = \"ccas\"", 19, "not among the `phones`"),
        ("kind = \"phone\"\ntarget = \"caf\"", "kind = \"counter\"\ntarget = \"msa\"", 19, "not among the `counters`"),
        ("kind = \"phone\"\ntarget = \"caf\"", "kind = \"paper\"\ntarget = \" \"", 19, "name the form"),
        ("kind = \"phone\"\ntarget = \"caf\"", "kind = \"fax\"\ntarget = \"caf\"", 20, "unknown variant"),
        ("kind = \"phone\"\ntarget = \"caf\"", "kind = \"online\"\ntarget = \"https://www.caf.fr\"", 19, "twice"),
        (
            "kind = \"phone\"\ntarget = \"caf\"",
            "kind = \"online\"\ntarget = \"https://caf.fr/b\"",
            0,
            "without internet",
        ),
        ("kind = \"phone\"\ntarget = \"caf\"", "kind = \"paper\"\ntarget = \"cerfa\"", 0, "leads to somebody"),
        ("value = 651.69", "value = 0", 24, "above zero"),
        ("eur/month", "francs", 25, "is not one of"),
        ("2026-04-01", "2027-04-01", 26, "only after `verified`"),
        ("\"décret\"", "\"\"", 27, "cites the decree"),
        ("[fact.most]", "[fact.least]", 23, "no language names this fact"),
    ];
    for (from, to, line, says) in cases {
        refused(FILE, from, to, line, says);
    }
    let source = "[[source]]\ntitle = \"Page de la Caf\"\nurl = \"https://www.caf.fr\"\ndate = \"2026-10-01\"\n";
    refused(FILE, source, "", 1, "missing field");
    refused(
        FILE,
        &format!("phones = [\"caf\"]\n\n{source}"),
        "phones = [\"caf\"]\nsource = []\n",
        0,
        "where its facts come from",
    );
}

#[test]
fn a_page_that_is_not_official_may_be_cited_and_makes_nothing_younger() {
    let press =
        "\n[[source]]\ntitle = \"Presse\"\nurl = \"https://example.org\"\ndate = \"2026-11-20\"\nofficial = false\n";
    let mut texts = sound();
    let card = texts.get_mut("cards/apl/card.toml").expect("a card");
    *card = card.replace("\n[[route]]\nkind = \"online\"", &format!("{press}\n[[route]]\nkind = \"online\""));
    let batch = authored::read(&texts).batch;
    assert!(batch.findings.is_empty(), "{:?}", batch.findings);
    let source = &batch.items[0].source;
    assert_eq!(
        (source.date.to_string(), source.verified.map(|date| date.to_string())),
        ("2026-10-01".into(), Some("2026-11-22".into()))
    );
}

#[test]
fn a_fact_that_nobody_confirms_says_so_behind_its_unit() {
    let mut texts = sound();
    let card = texts.get_mut("cards/apl/card.toml").expect("a card");
    *card += "\n[fact.delay]\nvalue = 6\nunit = \"weeks\"\nsince = \"2026-04-01\"\nreference = \"presse\"\nunverified = true\n";
    for (file, from, to) in [
        ("cards/apl/fr.md", "Vous payez un loyer.", "Payez en {delay} semaines."),
        ("cards/apl/en.md", "You pay rent.", "Pay in {delay} weeks."),
    ] {
        let text = texts.get_mut(file).expect("a file");
        *text = text.replace(from, to);
    }
    let batch = authored::read(&texts).batch;
    assert!(batch.findings.is_empty(), "{:?}", batch.findings);
    let said: Vec<String> = batch.items.iter().map(|item| format!("{:?}", item.sections[0].blocks[0])).collect();
    assert!(said[0].contains("en 6 semaines (à\\u{a0}vérifier)."), "{}", said[0]);
    assert!(said[1].contains("in 6 weeks (to\\u{a0}be\\u{a0}checked)."), "{}", said[1]);
}

#[test]
fn no_line_of_prose_can_end_before_a_mark() {
    let mut texts = sound();
    let text = texts.get_mut("cards/apl/fr.md").expect("a card");
    *text = text.replace("Vous payez un loyer.", "Dites : « Un loyer ? »");
    let batch = authored::read(&texts).batch;
    let block = &batch.items[0].sections[0].blocks[0];
    let said = "Dites\u{a0}: «\u{a0}Un loyer\u{a0}?\u{a0}»";
    assert_eq!(*block, guichet_core::model::Block::Text(said.into()));
}

#[test]
fn prose_of_a_card() {
    const FILE: &str = "cards/apl/fr.md";
    let long = "Vous ".repeat(21);
    let cases = [
        ("+++\ntitle", "title", 1, "front matter"),
        ("Aide au logement", "", 2, "a title has"),
        ("Aide au logement", &"a".repeat(91), 2, "a title has"),
        ("Aide au logement", "Aide de {most}", 2, "not into titles"),
        ("\"La Caf paie une part du loyer. Au plus {most}.\"", "\"\"", 3, "a summary has"),
        ("La Caf paie", &"a".repeat(321), 3, "a summary has"),
        ("La Caf paie", "Un. Deux. La Caf paie", 3, "1 to 3 sentences"),
        ("La Caf paie", &long, 3, "a sentence of"),
        ("La Caf paie une part", "La Caf paie 300 € : une part", 3, "is a fact"),
        ("[\"apl\", \"loyer\"]", "[]", 4, "no keywords"),
        ("[\"apl\", \"loyer\"]", "[\"loyer\", \"Loyér\"]", 4, "twice"),
        ("[\"apl\", \"loyer\"]", "[\"a\"]", 4, "2 to 50 characters"),
        ("keywords", "translation = \"reviewed\"\nkeywords", 4, "French is the original"),
        ("keywords", "mots", 4, "unknown field"),
        ("{#who}", "", 7, "ends with its kind"),
        ("Vous payez un loyer.", "Vous payez 300 €.", 9, "is a fact"),
        ("Vous payez un loyer.", "Vous payez 30 % du loyer.", 9, "is a fact"),
        ("Vous payez un loyer.", "Appelez le 32 30.", 9, "list the number in `phones`"),
        ("Vous payez un loyer.", "Appelez le 0 805 16 00 75.", 9, "list the number in `phones`"),
        ("Vous payez un loyer.", &long, 9, "20 at most"),
        ("Vous payez un loyer.", "Vous avez {age} ans.", 9, "no such fact"),
        ("Vous payez un loyer.", "<b>Vous</b> payez.", 9, "only headings, paragraphs and lists"),
        ("- Une pièce d'identité", "- Une pièce\n-\n", 0, "empty entry"),
        ("## Aide {#help}\n\nLe CCAS.\n", "", 0, "no section {#help}"),
        ("## Aide {#help}", "## Aide {#ask}", 0, "two sections {#ask}"),
    ];
    for (from, to, line, says) in cases {
        refused(FILE, from, to, line, says);
    }
    refused("cards/apl/en.md", "translation = \"unreviewed\"\n", "", 0, "who stands behind it");
    refused("cards/apl/en.md", " At most {most}.", "", 0, "'fr' names this fact and 'en' does not");
}

#[test]
fn files_of_a_card() {
    let said = |change: &dyn Fn(&mut Texts)| {
        let mut texts = sound();
        change(&mut texts);
        authored::read(&texts).batch.findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let gone = said(&|texts| drop(texts.remove("cards/apl/en.md")));
    assert!(gone.contains("cards/apl/card.toml: apl: no en.md"), "{gone}");
    let stray = said(&|texts| drop(texts.insert("cards/apl/notes.txt".into(), String::new())));
    assert!(stray.contains("cards/apl/notes.txt: a card's folder holds"), "{stray}");
    let orphan = said(&|texts| drop(texts.insert("cards/rsa/fr.md".into(), String::new())));
    assert!(orphan.contains("cards/rsa/fr.md: this card has no card.toml"), "{orphan}");
}

#[test]
fn numbers_to_call() {
    const FILE: &str = "phones.toml";
    let twin = "[phone.other]\nnumber = \"3230\"\nname = { fr = \"x\", en = \"x\" }\nchecked = \"2026-11-22\"\nsource = \"x (2026)\"\n\n[phone.caf]";
    let cases = [
        ("\"32 30\"", "\"32 30 bis\"", 2, "not a number to dial"),
        ("\"32 30\"", "\"0 892 70 57 05\"", 2, "add premium = true"),
        (", en = \"Caf\" }", " }", 3, "no name in 'en'"),
        (", en = \"free\" }", " }", 4, "in the languages of the name"),
        ("terms = { fr = \"gratuit\", en = \"free\" }", "premium = true", 4, "says so in `terms`"),
        ("caf.fr (2026)", "caf.fr", 6, "of which year"),
        ("caf.fr (2026)", "", 6, "of which year"),
        ("caf.fr (2026)", "caf.fr (2027)", 6, "younger than `checked`"),
        ("[phone.caf]", twin, 2, "the same number as"),
    ];
    for (from, to, line, says) in cases {
        refused(FILE, from, to, line, says);
    }
    let mut texts = sound();
    texts.insert("phones.toml".into(), format!("{PHONES}\n[phone.idle]\nnumber = \"39 49\"\nname = {{ fr = \"x\", en = \"x\" }}\nchecked = \"2026-11-22\"\nsource = \"x (2026)\"\n"));
    let said: Vec<String> = authored::read(&texts).batch.findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["phones.toml:8: idle: no card uses this number: remove it or name it in a card"]);
}

#[test]
fn themes_of_the_grid() {
    refused("themes.toml", ", en = \"Rent\" }", " }", 1, "no hint in 'en'");
    refused("themes.toml", "fr = \"Logement\"", "fr = \" \"", 1, "no label in 'fr'");
    refused("themes.toml", THEMES, &format!("{THEMES}\n{THEMES}"), 6, "two themes");
}

#[test]
fn emergency_numbers_and_categories() {
    const FILE: &str = "emergency/numbers.toml";
    let cases = [
        ("number = \"112\"", "number = \"cent douze\"", 2, "not a number to dial"),
        ("source = \"service-public.fr (2019)\"", "source = \"service-public.fr\"", 4, "of which year"),
        ("source = \"service-public.fr (2019)\"\n", "", 1, "missing field `source`"),
        ("checked = \"2026-11-22\"\n", "", 1, "missing field `checked`"),
        ("id = \"danger\"", "id = \"first\"", 11, "the first category is 'danger'"),
        ("[\"112\", \"17\"]", "[]", 11, "1 to 3 numbers"),
        ("[\"112\", \"17\"]", "[\"112\", \"17\", \"112\", \"17\"]", 11, "1 to 3 numbers"),
        ("[\"112\", \"17\"]", "[\"112\", \"17\", \"17\"]", 11, "twice"),
        ("[\"112\", \"17\"]", "[\"112\", \"18\"]", 11, "add it as [number.18]"),
        ("[\"112\", \"17\"]", "[\"17\"]", 2, "no category shows this number"),
        ("id = \"violence\"", "id = \"danger\"", 15, "two categories"),
        ("card = \"apl\"", "card = \"castle\"", 15, "not a card"),
    ];
    for (from, to, line, says) in cases {
        refused(FILE, from, to, line, says);
    }
}

#[test]
fn emergency_words_and_phrases() {
    const FILE: &str = "emergency/fr.toml";
    let cases = [
        ("[category.violence]", "[category.other]", 0, "add [category.violence]"),
        ("[category.violence]", "[category.other]", 14, "no such category"),
        ("[number.17]", "[number.18]", 0, "add [number.17]"),
        ("[number.17]", "[number.18]", 6, "no such number"),
        ("name = \"Police\"", "name = \"\"", 7, "who answers"),
        ("label = \"À la maison\"", "label = \"\"", 15, "read in a hurry"),
        ("advice = \"Appelez.\"", "advice = \"\"", 11, "read in a hurry"),
        ("\"il me frappe\"", "\"bat\"", 17, "one word alone"),
        ("\"il me frappe\"", "\" … \"", 17, "has no words"),
        ("\"il me frappe\"", "\"il me frappe mort de rire\"", 17, "would never act"),
        ("\"je suis en danger\"", "\"il me frappe\"", 12, "stands twice"),
        ("\"je suis en danger\"", "\"il me bat\"", 17, "is read as 'danger'"),
        ("{who} me bat", "{whom} me bat", 17, "names no group 'whom'"),
        ("{who} me bat", "il me bat", 20, "no phrase names this group"),
        ("mort de rire", "mort de {laughter}", 1, "names no group 'laughter'"),
        ("who = [\"il\", \"mon mari\"]", "who = []", 20, "one alternative at least"),
        ("who = [\"il\", \"mon mari\"]", "who = [\"il\", \"\"]", 20, "none that is empty"),
        ("who = [\"il\", \"mon mari\"]", "who = [\"{who}\"]", 20, "words alone"),
        ("[group]", "[spelling]\njve = \"\"\n\n[group]", 20, "words on both sides"),
        ("[group]", "[spelling]\njve = \"je vai\"\nvai = \"vais\"\n\n[group]", 20, "another rule changes"),
    ];
    for (from, to, line, says) in cases {
        refused(FILE, from, to, line, says);
    }
    let mut texts = sound();
    texts.remove("emergency/en.toml");
    let said: Vec<String> = authored::read(&texts).batch.findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["emergency/en.toml: no such file: emergencies are written in this language"]);
}

#[test]
fn a_folder_over_another_uses_its_grid_and_may_be_in_french_alone() {
    let base = sound();
    let card = CARD.replace("https://www.caf.fr/apl", "https://www.rodez.example/aide");
    let mut texts = Texts::from([("cards/rodez/card.toml".into(), card), ("cards/rodez/fr.md".into(), FRENCH.into())]);
    let said = |texts: &Texts| {
        let authored = authored::read_over(&base, texts);
        authored.batch.findings.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let strange = said(&texts);
    assert!(
        strange.len() == 1 && strange[0].contains("'www.rodez.example' is not a known official site"),
        "{strange:?}"
    );
    texts.insert("vocabulary.toml".into(), "hosts = [\"rodez.example\"]\n".into());
    assert_eq!(said(&texts), Vec::<String>::new());
    texts.insert("themes.toml".into(), THEMES.into());
    let twin = said(&texts);
    assert!(twin.len() == 1 && twin[0].starts_with("themes.toml:1: logement: id: two themes"), "{twin:?}");
}
