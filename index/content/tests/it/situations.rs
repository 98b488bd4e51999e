//! Situations:
//! - each one of this repository is there in French and in English, word for word the same flow, with papers it knows;
//! - what a situation cites, it covers; it is found as a situation, with its dates;
//! - each rule of the lint refuses what it should, names the line and says what to do;
//! - a folder over another one uses its cards, numbers and papers, and may be in French alone.

use super::{folder, refusals};
use guichet_content::Severity;
use guichet_content::authored::{self, Texts};
use guichet_core::model::situation::Node;
use guichet_core::model::{ItemKind, Lang, NodeId, Situation};

const FLOW: &str = r#"themes = ["logement"]
start = "soir"
verified = "2026-11-22"
review_by = "2027-10-31"

[[source]]
title = "Page de la Caf"
url = "https://www.caf.fr/vosdroits/F31272"
date = "2026-10-01"

[question.soir]
sensitive = true

[[question.soir.choice]]
id = "oui"
to = "depuis"

[[question.soir.choice]]
id = "non"
to = "dehors"
set = { logement = "rue", enceinte = true, age = 30 }

[question.depuis]

[[question.depuis.choice]]
id = "peu"
to = "agir"

[[question.depuis.choice]]
id = "sais-pas"
to = "agir"

[answer.agir]
cards = ["apl"]
counters = ["caf", "mairie"]
phones = ["caf"]
papers = ["bail"]
rights = true

[answer.dehors]
counters = ["mairie"]
emergency = "danger"
"#;

const FRENCH: &str = r#"+++
title = "On me met dehors"
summary = "On peut agir. Vous n'êtes pas seul."
keywords = ["expulsion"]
+++

## soir
Dormez-vous chez vous ce soir ?
why: Pour aider d'abord. Nous ne gardons rien.

- oui: Oui
- non: Non

## depuis
Depuis quand ?

- peu: Un mois
- sais-pas: Je ne sais pas

## agir
Agissez aujourd'hui.

- Appelez la Caf.

## dehors
Un toit d'abord.

- Appelez le 112.
"#;

const ENGLISH: &str = r#"+++
title = "I am put out"
summary = "You can act. You are not alone."
keywords = ["eviction"]
translation = "unreviewed"
+++

## soir
Do you sleep at home tonight?
why: To help first. We keep nothing.

- oui: Yes
- non: No

## depuis
Since when?

- peu: One month
- sais-pas: I don't know

## agir
Act today.

- Call the Caf.

## dehors
A roof first.

- Call 112.
"#;

const PAPERS: &str = r#"[paper.bail]
name = { fr = "Bail", en = "Lease" }
where = { fr = "Chez le propriétaire.", en = "From the landlord." }

[right]
apl = ["bail"]
"#;

const FACTS: &str = r#"[fact.logement]
kind = "choice"
words = ["locataire", "rue"]

[fact.enceinte]
kind = "flag"

[fact.age]
kind = "years"
most = 120

[fact.enfants_ages]
kind = "ages"
"#;

const RULES: &str = "[right.apl]\ncard = \"apl\"\nwhen = \"enceinte\"\n";
const FOLDER: &str = "situations/dehors/";

fn sound() -> Texts {
    let mut texts = refusals::sound();
    for (path, text) in [
        ("situations/dehors/flow.toml", FLOW),
        ("situations/dehors/fr.md", FRENCH),
        ("situations/dehors/en.md", ENGLISH),
        ("papers.toml", PAPERS),
        ("rights/facts.toml", FACTS),
        ("rights/rules/apl.toml", RULES),
    ] {
        texts.insert(path.into(), text.into());
    }
    texts
}

fn said(texts: &Texts) -> Vec<String> {
    authored::read(texts).batch.findings.iter().map(ToString::to_string).collect()
}

/// Refused where `from` became `to`: at which line, and with which words. Line 0: the file alone.
#[track_caller]
fn refused(file: &str, from: &str, to: &str, line: usize, says: &str) {
    let mut texts = sound();
    let text = texts.get_mut(file).expect("a file of the folder");
    assert!(text.contains(from), "{file} holds no {from:?}");
    *text = text.replacen(from, to, 1);
    let authored = authored::read(&texts);
    let place = if line == 0 { format!("{file}: ") } else { format!("{file}:{line}: ") };
    let refusals = authored.batch.findings.iter().filter(|warning| warning.severity == Severity::Refused);
    let refusals: Vec<String> = refusals.map(ToString::to_string).collect();
    assert!(
        refusals.iter().any(|warning| warning.starts_with(&place) && warning.contains(says)),
        "{from:?} -> {to:?} should be refused at {place:?} with {says:?}; said:\n{}",
        refusals.join("\n")
    );
    if file.starts_with(FOLDER) {
        assert!(authored.situations.get("situation/dehors", Lang::FR).is_none(), "what is refused is not shown");
        assert!(authored.batch.items.iter().all(|item| item.kind != ItemKind::Situation), "and not found");
    }
}

#[test]
fn a_sound_situation_is_kept_and_found() {
    let authored = authored::read(&sound());
    assert_eq!(said(&sound()), Vec::<String>::new());
    let found: Vec<_> = authored.batch.items.iter().filter(|item| item.kind == ItemKind::Situation).collect();
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].id.as_str(), found[0].covers.as_slice()), ("situation/dehors", &["F31272".to_owned()][..]));
    assert_eq!(found[0].counters, ["caf", "mairie"]);
    let situation = authored.situations.get("situation/dehors", Lang::EN).expect("kept");
    let first = situation.question("soir").expect("a question");
    assert_eq!((first.text.as_str(), first.choices[1].label.as_str()), ("Do you sleep at home tonight?", "No"));
    assert_eq!(first.choices[1].set.len(), 3);
    let answer = situation.answer("agir").expect("an answer");
    assert_eq!((answer.cards.as_slice(), answer.phones[0].number.as_str()), (&["card/apl".into()][..], "32 30"));
    assert_eq!(authored.situations.papers(&answer.papers, Lang::EN)[0].name, "Lease");
    assert_eq!(authored.situations.right_papers("apl"), ["bail"]);
    let alone = authored::situations(&Texts::new(), &sound());
    assert_eq!(alone.get("situation/dehors", Lang::FR), authored.situations.get("situation/dehors", Lang::FR));
}

#[test]
fn flows_in_which_somebody_could_be_lost() {
    let file = &format!("{FOLDER}flow.toml");
    let more = "[[question.depuis.choice]]\nid = \"x\"\nto = \"agir\"\n\n".repeat(6);
    let deep = (1..=3).fold(String::new(), |out, n| {
        let to = if n == 3 { "agir".to_owned() } else { format!("q{}", n + 1) };
        let choice = |id: &str| format!("[[question.q{n}.choice]]\nid = \"{id}\"\nto = \"{to}\"\n");
        format!("{out}[question.q{n}]\n{}{}", choice("a"), choice("b"))
    });
    let cases = [
        ("start = \"soir\"", "start = \"matin\"", 2, "no such node"),
        ("to = \"depuis\"", "to = \"nulle-part\"", 14, "which is not there"),
        ("to = \"depuis\"", "to = \"soir\"", 14, "leads back to 'soir'"),
        ("to = \"depuis\"", "to = \"dehors\"", 23, "no choice leads here"),
        ("id = \"peu\"\nto = \"agir\"", "id = \"peu\"\nto = \"soir\"", 25, "leads back to 'soir'"),
        ("[answer.agir]", "[answer.soir]\ncounters = [\"mairie\"]\n\n[answer.agir]", 33, "have this name"),
        ("[answer.agir]", "[question.vide]\n\n[answer.agir]", 33, "a dead end"),
        ("id = \"peu\"", "id = \"sais-pas\"", 29, "stands here twice"),
        ("[[question.depuis.choice]]", &format!("{more}[[question.depuis.choice]]"), 23, "8 choices: 7 at most"),
        ("[[question.depuis.choice]]\nid = \"peu\"\nto = \"agir\"\n", "", 23, "one choice is no question"),
    ];
    for (from, to, line, says) in cases {
        refused(file, from, to, line, says);
    }
    let mut texts = sound();
    let flow = FLOW.replacen("id = \"peu\"\nto = \"agir\"", "id = \"peu\"\nto = \"q1\"", 1);
    texts.insert(file.clone(), flow.replace("[answer.agir]", &format!("{deep}\n[answer.agir]")));
    let said = said(&texts).join("\n");
    assert!(said.contains("5 questions before its answer: 4 at most"), "{said}");
}

#[test]
fn what_a_flow_may_name() {
    let file = &format!("{FOLDER}flow.toml");
    let source = "[[source]]\ntitle = \"Page de la Caf\"\nurl = \"https://www.caf.fr/vosdroits/F31272\"\ndate = \"2026-10-01\"\n";
    let cases = [
        ("[\"logement\"]", "[\"nothing\"]", 1, "not a theme"),
        ("[\"logement\"]", "[]", 1, "at least one theme"),
        ("2027-10-31", "2026-11-01", 4, "after `verified`"),
        ("2027-10-31", "2028-10-31", 4, "within 13 months"),
        ("review_by = \"2027-10-31\"\n", "", 1, "missing field"),
        ("www.caf.fr/vosdroits", "www.example.org/vosdroits", 6, "not a known official site"),
        ("2026-10-01", "2026-12-01", 6, "verify the situation again"),
        ("id = \"peu\"", "id = \"depuis-tres-longtemps\"", 25, "named by 1 to 16"),
        ("id = \"peu\"", "id = \"Peu\"", 25, "named by 1 to 16"),
        ("logement = \"rue\"", "maison = \"rue\"", 18, "not a fact of rights/facts.toml"),
        ("logement = \"rue\"", "logement = \"tente\"", 18, "is one of locataire, rue"),
        ("enceinte = true", "enceinte = \"oui\"", 18, "is true or false"),
        ("age = 30", "age = 300", 18, "a number from 0 to 120"),
        ("age = 30", "enfants_ages = 3", 18, "cannot be known from one choice"),
        ("cards = [\"apl\"]", "cards = [\"rsa\"]", 34, "'rsa' is not a card"),
        ("cards = [\"apl\"]", "cards = [\"apl\", \"apl\"]", 34, "twice"),
        ("cards = [\"apl\"]", "cards = [\"a\", \"b\", \"c\", \"d\", \"e\"]", 34, "5 cards: 4 at most"),
        ("[\"caf\", \"mairie\"]", "[\"castle\"]", 35, "not a kind of place"),
        ("phones = [\"caf\"]", "phones = [\"ccas\"]", 36, "not a number of phones.toml"),
        ("papers = [\"bail\"]", "papers = [\"lettre\"]", 37, "not a paper of papers.toml"),
        ("counters = [\"mairie\"]\nemergency", "emergency", 40, "a path ends with a human"),
        ("emergency = \"danger\"", "emergency = \"fire\"", 42, "not a category"),
        ("rights = true", "right = true", 38, "unknown field"),
    ];
    for (from, to, line, says) in cases {
        refused(file, from, to, line, says);
    }
    let emptied = format!("review_by = \"2027-10-31\"\n\n{source}");
    refused(file, &emptied, "review_by = \"2027-10-31\"\nsource = []\n", 0, "where its facts come from");
}

#[test]
fn words_of_a_flow() {
    let file = &format!("{FOLDER}fr.md");
    let long = "Vous ".repeat(21);
    let cases = [
        ("+++\ntitle", "title", 1, "front matter"),
        ("On me met dehors", "", 2, "a title has"),
        ("On peut agir.", "On peut avoir 300 €.", 3, "leave it to a card"),
        ("On peut agir.", "On peut avoir {most}.", 3, "no facts of its own"),
        ("## soir", "Bonjour.\n\n## soir", 7, "before the first heading"),
        ("## soir", "## nuit", 7, "no such node"),
        ("## soir", "## nuit", 0, "add ## soir"),
        ("## depuis", "## soir", 14, "this node has words already"),
        ("Dormez-vous chez vous ce soir ?\n", "", 7, "no text under this heading"),
        ("why: Pour aider d'abord. Nous ne gardons rien.\n", "", 7, "says why it is asked"),
        ("Dormez-vous chez vous ce soir ?", &"a".repeat(141), 7, "at most 140 characters"),
        ("- oui: Oui\n", "", 7, "this choice has no label"),
        ("- oui: Oui", "- oui:", 11, "a label has 1 to 50"),
        ("- oui: Oui", "- oui: Oui\n- oui: Ouais", 12, "two labels"),
        ("- oui: Oui", "- si: Oui", 11, "'si' is not a choice of this question"),
        ("- oui: Oui", "- oui: Non", 12, "nobody could tell them apart"),
        ("- non: Non", "- non: Non\nEncore.", 13, "text after the list"),
        ("- Appelez la Caf.\n", "", 20, "says what to do"),
        ("- Appelez la Caf.", "why: Pour agir.\n\n- Appelez la Caf.", 23, "only a question says why"),
        ("- Appelez la Caf.", "* Appelez la Caf.", 23, "rewrite this"),
        ("Agissez aujourd'hui.", &long, 21, "20 at most"),
        ("Agissez aujourd'hui.", "Appelez le 39 49.", 21, "list the number in `phones`"),
    ];
    for (from, to, line, says) in cases {
        refused(file, from, to, line, says);
    }
    refused(&format!("{FOLDER}en.md"), "translation = \"unreviewed\"\n", "", 0, "who stands behind it");
}

#[test]
fn files_of_a_situation() {
    let changed = |change: &dyn Fn(&mut Texts)| {
        let mut texts = sound();
        change(&mut texts);
        said(&texts).join("\n")
    };
    for lang in ["fr", "en"] {
        let gone = changed(&|texts| drop(texts.remove(&format!("{FOLDER}{lang}.md"))));
        assert!(gone.contains(&format!("{FOLDER}flow.toml: dehors: no {lang}.md")), "{gone}");
    }
    let stray = changed(&|texts| drop(texts.insert(format!("{FOLDER}notes.md"), String::new())));
    assert!(stray.contains("a situation's folder holds"), "{stray}");
    let orphan = changed(&|texts| drop(texts.insert("situations/nuit/fr.md".into(), String::new())));
    assert!(orphan.contains("situations/nuit/fr.md: this situation has no flow.toml"), "{orphan}");
    let long = changed(&|texts| drop(texts.insert(format!("situations/{}/flow.toml", "s".repeat(25)), FLOW.into())));
    assert!(long.contains("named by 1 to 24"), "{long}");
}

#[test]
fn papers_and_those_of_rights() {
    let cases = [
        (", en = \"Lease\"", "", 2, "no name in 'en'"),
        ("fr = \"Bail\"", "fr = \" \"", 2, "no name in 'fr'"),
        ("Bail", &"a".repeat(71), 2, "at most 70 characters"),
        ("Chez le propriétaire.", "Pour 12 €.", 3, "is a fact"),
        (", en = \"From the landlord.\"", "", 3, "no where in 'en'"),
        ("where", "how", 3, "unknown field"),
        ("apl = [\"bail\"]", "rsa = [\"bail\"]", 6, "not a right"),
        ("[\"bail\"]", "[\"bail\", \"bail\"]", 6, "twice"),
        ("[\"bail\"]", "[\"lettre\"]", 6, "add [paper.lettre]"),
    ];
    for (from, to, line, says) in cases {
        refused("papers.toml", from, to, line, says);
    }
}

#[test]
fn a_folder_over_another_uses_what_stands_there() {
    let base = sound();
    let mut texts =
        Texts::from([(format!("{FOLDER}flow.toml"), FLOW.to_owned()), (format!("{FOLDER}fr.md"), FRENCH.into())]);
    let authored = authored::read_over(&base, &texts);
    let said: Vec<String> = authored.batch.findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, Vec::<String>::new());
    texts.insert("papers.toml".into(), "[paper.bail]\nname = { fr = \"Contrat\" }\nwhere = { fr = \"Ici.\" }\n".into());
    let mut own = authored::situations(&base, &texts);
    own.add(authored::situations(&Texts::new(), &base));
    assert_eq!(own.papers(&["bail".into()], Lang::EN)[0].name, "Contrat", "the city says it better");
    assert_eq!(own.right_papers("apl"), ["bail"]);
}

#[test]
fn those_of_this_repository_are_the_same_in_both_languages() {
    let situations = folder::read().situations;
    let shape = |situation: &Situation| -> Vec<String> {
        let node = |(id, node): (&NodeId, &Node)| match node {
            Node::Question(asked) => {
                format!(
                    "{id}: {} {:?}",
                    !asked.why.is_empty(),
                    asked.choices.iter().map(|choice| &choice.id).collect::<Vec<_>>()
                )
            }
            Node::Answer(found) => format!("{id}: {} steps, {:?}", found.steps.len(), found.papers),
        };
        situation.nodes.iter().map(node).collect()
    };
    let mut count = 0;
    for french in situations.all(Lang::FR) {
        let english = situations.get(&french.item.id, Lang::EN).expect("in English");
        assert_eq!((english.item.lang, french.item.lang), (Lang::EN, Lang::FR), "{}", french.item.id);
        assert_eq!(shape(french), shape(english), "{}", french.item.id);
        for answer in french.nodes.keys().filter_map(|node| french.answer(node)) {
            assert_eq!(situations.papers(&answer.papers, Lang::EN).len(), answer.papers.len());
        }
        count += 1;
    }
    assert!(count >= 27, "{count} situations");
}
