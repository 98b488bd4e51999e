//! Ready sentences of mediators:
//! - those of this repository are whole: forty at least, in every language of the registry, the same slots in each;
//! - a phrase that lacks a language, a slot or a plural is refused, with its file, its line and what to do; so is one with a number, a
//!   control or direction character, or too many words to be read across a table;
//! - papers have a name in every language or in none, and only where `papers.toml` has none;
//! - a folder laid over the content has no phrases of its own: what is said is approved with the program.

use crate::folder;
use crate::refusals;
use guichet_content::Severity;
use guichet_content::authored::{self, Texts};
use guichet_core::model::{Lang, Plural};
use guichet_core::phrase::SlotKind;

const FACTS: &str = r#"[slot.date]
kind = "date"
name = { fr = "Quel jour ?", en = "Which day?" }

[slot.people]
kind = "count"
name = { fr = "Combien ?", en = "How many?" }

[[group]]
id = "waiting"
name = { fr = "Attente", en = "Waiting" }
phrases = ["deadline", "queue"]
"#;

const PAPERS: &str = r#"[paper.bail]
name = { fr = "Bail", en = "Lease" }
where = { fr = "Chez le propriétaire.", en = "From the landlord." }
"#;

/// The words of a language, all of its plurals.
fn words(lang: Lang) -> String {
    let french = lang == Lang::FR;
    let front = if french { "" } else { "translation = \"unreviewed\"\n" };
    let rest = if french { "" } else { "french = \"Rest\"\nunreviewed = \"Unread\"\n" };
    let form = |plural: &Plural| format!("{} = \"Before {{people}} x\"", plural.name());
    let forms: Vec<String> = lang.plurals().iter().map(form).collect();
    let paper = if [Lang::FR, Lang::EN].contains(&lang) { "" } else { "\n[paper]\nbail = \"lease\"\n" };
    format!(
        "{front}[sheet]\ntitle = \"Said\"\n{rest}\n[phrase]\ndeadline = \"Until {{date}}.\"\nqueue = {{ {} }}\n{paper}",
        forms.join(", ")
    )
}

fn sound() -> Texts {
    let mut texts = refusals::sound();
    texts.insert("phrases/phrases.toml".into(), FACTS.into());
    texts.insert("papers.toml".into(), PAPERS.into());
    texts.extend(Lang::all().map(|lang| (format!("phrases/{}.toml", lang.code()), words(lang))));
    texts
}

fn said(texts: &Texts) -> Vec<String> {
    let authored = authored::read(texts);
    let refused = authored.batch.findings.iter().filter(|finding| finding.severity == Severity::Refused);
    let said: Vec<String> = refused.map(ToString::to_string).collect();
    assert_eq!(said.is_empty(), authored.phrase_book.all().next().is_some(), "what is refused is not offered");
    said
}

#[track_caller]
fn refused(file: &str, from: &str, to: &str, line: usize, says: &str) {
    let mut texts = sound();
    let text = texts.get_mut(file).expect("a file of the folder");
    assert!(text.contains(from), "{file} holds no {from:?}");
    *text = text.replacen(from, to, 1);
    let place = if line == 0 { format!("{file}: ") } else { format!("{file}:{line}: ") };
    let said = said(&texts);
    assert!(
        said.iter().any(|one| one.starts_with(&place) && one.contains(says)),
        "{from:?} -> {to:?} should be refused at {place:?} with {says:?}; said:\n{}",
        said.join("\n")
    );
}

#[test]
fn the_phrases_of_this_repository_are_whole() {
    let authored = folder::read();
    let book = &authored.phrase_book;
    assert!(book.all().count() >= 40 && book.groups.len() >= 12);
    assert!(book.languages().eq(Lang::all()), "every language of the registry");
    let kinds: std::collections::BTreeSet<SlotKind> =
        book.all().flat_map(|(_, id)| book.slots_of(id)).map(|(_, slot)| slot.kind).collect();
    assert_eq!(kinds.len(), 8, "a phrase for each kind of slot");
    assert_eq!(kinds.len(), book.slots.values().map(|slot| slot.kind).collect::<std::collections::BTreeSet<_>>().len());
    for lang in Lang::all() {
        let text = &book.texts[&lang];
        assert_eq!(text.sheet.unreviewed.is_empty(), lang == Lang::FR, "{lang:?}: nobody has read it, and it says so");
        assert!(text.papers.len() >= 20, "{lang:?}");
    }
    let papers: Vec<&str> = ["rib", "passeport", "bail", "avis d'impôt"]
        .iter()
        .map(|typed| book.paper(typed, Lang::FR).map_or("none", |id| id.as_str()))
        .collect();
    assert_eq!(papers, ["rib", "passeport", "bail", "avis-imposition"]);
}

#[test]
fn sound_phrases_are_kept() {
    assert_eq!(said(&sound()), Vec::<String>::new());
}

#[test]
fn slots_and_groups_are_named() {
    let file = "phrases/phrases.toml";
    for (from, to, line, says) in [
        ("\"date\"", "\"day\"", 2, "unknown variant"),
        (
            "name = { fr = \"Quel jour ?\", en = \"Which day?\" }",
            "name = { fr = \"Quel jour ?\" }",
            3,
            "'en': it is empty",
        ),
        ("[slot.people]", "[slot.People]", 7, "a-z"),
        ("id = \"waiting\"", "id = \"\"", 9, "named once"),
        ("[\"deadline\", \"queue\"]", "[\"deadline\", \"queue\", \"queue\"]", 9, "stands twice"),
        ("[\"deadline\", \"queue\"]", "[]", 9, "1 to 9 phrases"),
        ("kind = \"date\"", "kind = \"date\"\nunit = 1", 3, "unknown field"),
    ] {
        refused(file, from, to, line, says);
    }
    refused("phrases/en.toml", "deadline", "deadlin", 8, "no group of phrases.toml has 'deadlin'");
}

#[test]
fn each_language_says_all_of_it() {
    let file = "phrases/uk.toml";
    for (from, to, line, says) in [
        ("deadline = \"Until {date}.\"\n", "", 7, "'deadline' has no words"),
        ("Until {date}.", "Until then.", 8, "{date} is missing"),
        ("Until {date}.", "Until {date} {people}.", 8, "{people} is too much"),
        ("Until {date}.", "Until {day}.", 8, "'day' is no slot"),
        ("Until {date}.", "Until {date}, {date.", 8, "not closed"),
        ("Until {date}.", "Until {date}, 3 days.", 8, "a number is a fact"),
        ("Until {date}.", "Until \\u202e{date}.", 8, "direction character"),
        ("Until {date}.", "Until\\n{date}.", 8, "one line"),
        ("Until {date}.", "", 8, "it is empty"),
        ("few = \"Before {people} x\", ", "", 9, "write a text for each of one, few, many"),
        ("few = ", "dual = ", 9, "a text for each plural"),
        ("\"Before {people} x\"", "\"Before x\"", 9, "one: {people} is missing"),
        ("translation = \"unreviewed\"\n", "", 0, "French is the original"),
        ("french = \"Rest\"\n", "", 2, "it is empty"),
        ("unreviewed = \"Unread\"\n", "", 2, "it is empty"),
        ("bail = \"lease\"", "bai = \"lease\"", 12, "not a paper"),
    ] {
        refused(file, from, to, line, says);
    }
    refused(file, "Until {date}.", &format!("Until {{date}} {}.", "long ".repeat(40)), 8, "140 at most");
    refused("phrases/fr.toml", "\n\n[phrase]", "\nfrench = \"x\"\n\n[phrase]", 3, "leave it out");
    refused("phrases/fr.toml", "Until {date}.", "Until {date} {people}.", 5, "it counts 'people'");
}

#[test]
fn arabic_may_leave_a_single_number_out() {
    let mut texts = sound();
    let arabic = texts.get_mut("phrases/ar.toml").expect("Arabic");
    *arabic = arabic.replace("two = \"Before {people} x\"", "two = \"Before both\"");
    assert_eq!(said(&texts), Vec::<String>::new());
    refused("phrases/ar.toml", "few = \"Before {people} x\"", "few = \"Before some\"", 9, "few: {people} is missing");
}

#[test]
fn papers_are_named_in_each_language_or_in_none() {
    let mut texts = sound();
    *texts.get_mut("papers.toml").expect("papers") = format!("{PAPERS}\n{}", PAPERS.replace("bail", "rib"));
    let ukrainian = texts.get_mut("phrases/uk.toml").expect("Ukrainian");
    ukrainian.push_str("rib = \"rib\"\n");
    let said = said(&texts);
    assert!(
        said.iter().any(|one| one.starts_with("phrases/es.toml:11: ") && one.contains("in other languages")),
        "{said:?}"
    );
    refused("phrases/en.toml", "[phrase]", "[paper]\nbail = \"x\"\n[phrase]", 8, "papers.toml has 'bail' in 'en'");
}

#[test]
fn files_are_those_of_the_registry() {
    let mut texts = sound();
    let spanish = texts.remove("phrases/es.toml").expect("Spanish");
    assert!(said(&texts).iter().any(|one| one.starts_with("phrases/es.toml: ") && one.contains("every language")));
    texts.insert("phrases/es.toml".into(), spanish.clone());
    texts.insert("phrases/xx.toml".into(), spanish);
    assert!(said(&texts).iter().any(|one| one.starts_with("phrases/xx.toml: ") && one.contains("one file a language")));
    texts.retain(|path, _| path != "phrases/phrases.toml" && path != "phrases/xx.toml");
    assert!(said(&texts).iter().any(|one| one.starts_with("phrases/phrases.toml: ")));
}

#[test]
fn a_folder_laid_over_has_none_of_its_own() {
    let own: Texts = sound().into_iter().filter(|(path, _)| path.starts_with("phrases/")).collect();
    let over = authored::read_over(&sound(), &own);
    assert!(over.phrase_book.all().next().is_none());
    let said: Vec<String> = over.batch.findings.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|one| one.contains("the program's own")), "{said:?}");
}
