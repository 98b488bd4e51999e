//! Letters:
//! - each one of this repository is explained in French and in English, says the same facts in both, and is kept;
//! - every blank in a letter is one that its file names, and no blank asks for a password or a code;
//! - each rule of the lint refuses what it should, names the line and says what to do.

use super::{folder, refusals};
use guichet_content::Severity;
use guichet_content::authored::{self, Texts};
use guichet_core::letter::{Blank, Recipient, Values, blanks_in};
use guichet_core::model::{Block, Lang, Translation};

const FACTS: &str = r#"themes = ["logement"]
cards = ["apl"]
recipient = "fund"
blanks = ["numero", "raisons"]
papers = ["bail"]
phones = ["caf"]
verified = "2026-11-22"
review_by = "2027-10-31"

[[source]]
title = "Page de la Caf"
url = "https://www.caf.fr/recours"
date = "2026-10-01"

[card_fact]
most = "apl/most"

[fact.delay]
value = 2
unit = "months"
since = "2026-04-01"
reference = "code"
"#;

const FRENCH: &str = r#"+++
title = "Contester"
summary = "Vous avez {delay} mois."
keywords = ["recours"]
+++

## Quand ? {#when}

La Caf paie au plus {most}.

## Comment ? {#send}

- Par la poste

## À qui {#to}

- Caf
- 18000 Bourges

## Objet {#subject}

Dossier {numero}

## Lettre {#letter}

Je conteste, dans les {delay} mois.

{raisons}
"#;

const ENGLISH: &str = r#"+++
title = "Contest"
summary = "You have {delay} months."
keywords = ["appeal"]
translation = "unreviewed"
+++

## When? {#when}

The Caf pays at most {most}.

## How? {#send}

- By post
"#;

const BLANKS: &str = r#"[blank.nom]
name = { fr = "Nom", en = "Name" }

[blank.adresse]
name = { fr = "Adresse", en = "Address" }
lines = 2

[blank.lieu]
name = { fr = "Ville", en = "Town" }

[blank.numero]
name = { fr = "Numéro", en = "Number" }

[blank.raisons]
name = { fr = "Ce qui s'est passé", en = "What happened" }
lines = 4
"#;

const PAPERS: &str = r#"[paper.bail]
name = { fr = "Bail", en = "Lease" }
where = { fr = "Chez le propriétaire.", en = "From the landlord." }
"#;

const FILE: &str = "letters/recours/letter.toml";

fn sound() -> Texts {
    let mut texts = refusals::sound();
    for (path, text) in [
        (FILE, FACTS),
        ("letters/recours/fr.md", FRENCH),
        ("letters/recours/en.md", ENGLISH),
        ("letters/blanks.toml", BLANKS),
        ("papers.toml", PAPERS),
    ] {
        texts.insert(path.into(), text.into());
    }
    texts
}

#[track_caller]
fn refused(file: &str, from: &str, to: &str, line: usize, says: &str) {
    let mut texts = sound();
    let text = texts.get_mut(file).expect("a file of the folder");
    assert!(text.contains(from), "{file} holds no {from:?}");
    *text = text.replacen(from, to, 1);
    let authored = authored::read(&texts);
    let place = if line == 0 { format!("{file}: ") } else { format!("{file}:{line}: ") };
    let refusals = authored.batch.findings.iter().filter(|finding| finding.severity == Severity::Refused);
    let said: Vec<String> = refusals.map(ToString::to_string).collect();
    assert!(
        said.iter().any(|one| one.starts_with(&place) && one.contains(says)),
        "{from:?} -> {to:?} should be refused at {place:?} with {says:?}; said:\n{}",
        said.join("\n")
    );
    if file.starts_with("letters/recours") {
        assert!(authored.letters.get("recours", Lang::FR).is_none(), "what is refused is not offered");
    }
}

#[test]
fn the_letters_of_this_repository_are_whole() {
    let letters = folder::read().letters;
    let ids: Vec<&str> = letters.all(Lang::FR).map(|letter| letter.id()).collect();
    for wanted in [
        "corriger-erreur",
        "defenseur-des-droits",
        "delai-caf",
        "delai-energie",
        "delai-loyer",
        "demander-un-droit",
        "mandat",
        "motifs-refus",
        "recours-caf",
        "recours-gracieux",
    ] {
        assert!(ids.contains(&wanted), "{wanted}");
    }
    for french in letters.all(Lang::FR) {
        let english = letters.get(french.id(), Lang::EN).expect("English");
        assert_eq!((french.item.lang, english.item.lang), (Lang::FR, Lang::EN));
        assert_eq!((&french.to, &french.subject, &french.body), (&english.to, &english.subject, &english.body));
        assert_eq!(english.item.translation, Translation::Unreviewed, "{}", french.id());
        assert!(!french.cited.is_empty() && !french.cards.is_empty());
        // A mandate goes with nothing: it asks for the least.
        assert_eq!(french.papers.is_empty(), french.recipient == Recipient::Helper, "{}", french.id());
        let body = french.body.iter().chain(&french.torn_off).flat_map(said);
        let texts = french.to.iter().chain([&french.subject]).cloned().chain(body);
        for text in texts {
            for blank in blanks_in(&text) {
                assert!(french.blank(blank).is_some(), "{}: {blank}", french.id());
            }
        }
        for common in french.recipient.common() {
            assert!(french.blank(common).is_some(), "{}: {common}", french.id());
        }
        for lang in [Lang::FR, Lang::EN] {
            assert_eq!(
                letters.get(french.id(), lang).and_then(|one| one.checklist.as_ref()).is_some(),
                french.id() == "mandat"
            );
        }
    }
    let ombudsman = letters.get("defenseur-des-droits", Lang::FR).expect("a letter");
    assert_eq!(ombudsman.recipient, Recipient::Ombudsman);
    assert_eq!(ombudsman.to.last().map(String::as_str), Some("75342 Paris Cedex 07"));
}

fn said(block: &Block) -> Vec<String> {
    match block {
        Block::Text(text) => vec![text.clone()],
        Block::List(entries) => entries.clone(),
        other => panic!("no block of a letter: {other:?}"),
    }
}

#[test]
fn a_sound_letter_is_kept() {
    let authored = authored::read(&sound());
    let said: Vec<String> = authored.batch.findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, Vec::<String>::new());
    let letter = authored.letters.get("recours", Lang::EN).expect("kept");
    let names: Vec<(&str, u8)> = letter.blanks.iter().map(|blank| (blank.name.as_str(), blank.lines)).collect();
    assert_eq!(names, [("Name", 1), ("Address", 2), ("Town", 1), ("Number", 1), ("What happened", 4)]);
    assert_eq!(letter.subject, "Dossier {numero}");
    assert!(letter.item.summary.contains("⟦2 months⟧"), "{}", letter.item.summary);
    assert!(matches!(&letter.item.sections[0].blocks[0], Block::Text(text) if text.contains("651.69")));
    assert_eq!(letter.item.phones[0].number, "32 30");
    // One letter over the content of others, as `guichet check` reads a single folder.
    let texts = sound();
    let (own, base): (Texts, Texts) = texts.into_iter().partition(|(path, _)| path.starts_with("letters/recours/"));
    let over = authored::read_over(&base, &own);
    assert!(over.letters.get("recours", Lang::FR).is_some(), "{:?}", over.batch.findings);
}

#[test]
fn no_blank_asks_for_a_credential() {
    let file = "letters/blanks.toml";
    for name in
        ["Mot de passe", "Votre mot de passe Caf", "Code secret", "Code PIN", "Identifiant FranceConnect", "MDP"]
    {
        let (from, to) = ("fr = \"Numéro\"", format!("fr = \"{name}\""));
        refused(file, from, &to, 12, "never asks for a password, a code or a login");
    }
    refused(file, "en = \"Number\"", "en = \"Password\"", 12, "'password'");
    refused(file, "[blank.numero]", "[blank.code_caf]", 12, "'code'");
    refused(file, "[blank.numero]", "[blank.mot_de_passe]", 12, "'mot de passe'");
    let option = |id: &str, name: &str| {
        let one = |id: &str, name: &str| {
            format!("[[blank.numero.option]]\nid = \"{id}\"\nname = {{ fr = \"{name}\", en = \"x\" }}\n")
        };
        format!("{}{}\n[blank.raisons]", one("un", "Un"), one(id, name))
    };
    for (id, name, says) in [
        ("deux", "Mot de passe", "'mot de passe'"),
        ("code-caf", "Deux", "'code'"),
        ("un", "Deux", "is named once"),
        ("deux", "", "has no name in 'fr'"),
    ] {
        refused(file, "[blank.raisons]", &option(id, name), 11, says);
    }
    refused(file, "lines = 4", "several = true", 16, "offers no answers");
}

#[test]
fn a_mandate_asks_for_the_least() {
    let letters = folder::read().letters;
    let mandate = letters.get("mandat", Lang::FR).expect("a letter");
    let blank = |id: &str| mandate.blank(id).expect("a blank");
    // The whole grid, several of it; one of the four durations.
    assert_eq!((blank("sujets").options.len(), blank("sujets").several), (11, true));
    let durations: Vec<&str> = blank("duree").options.iter().map(|option| option.id.as_str()).collect();
    assert_eq!((durations, blank("duree").several), (vec!["1-jour", "31-jours", "182-jours", "365-jours"], false));
    assert_eq!(blank("presence").options.len(), 2);
    assert!(mandate.blank(Blank::ADDRESS).is_none() && mandate.papers.is_empty() && !mandate.torn_off.is_empty());
    assert!(mandate.cards.iter().any(|card| card == "card/tutelle-curatelle"));
    // Nothing that opens an account can be written: not a blank, not a box, and not as the value of one.
    let names = mandate.blanks.iter().flat_map(|blank| {
        let options = blank.options.iter().map(|option| option.french.as_str());
        options.chain([blank.french.as_str()])
    });
    for name in names.map(str::to_lowercase) {
        for secret in ["passe", "identifiant", "code", "franceconnect"] {
            assert!(!name.contains(secret), "{name}");
        }
    }
    let mut values = Values::default();
    for blank in &mandate.blanks {
        assert!(values.set(blank, "mot de passe : Toto1234!").is_err(), "{}", blank.id);
    }
}

#[test]
fn what_a_letter_names_is_known() {
    refused("letters/blanks.toml", "[blank.lieu]", "[blank.ville]", 0, "every letter has 'lieu'");
    refused("letters/blanks.toml", "lines = 4", "lines = 9", 16, "1 to 8 lines");
    refused("letters/blanks.toml", ", en = \"Number\"", "", 12, "no name in 'en'");
    for (from, to, line, says) in [
        ("themes = [\"logement\"]", "themes = [\"x\"]", 1, "not a theme"),
        ("cards = [\"apl\"]", "cards = []", 2, "belongs to a card"),
        ("cards = [\"apl\"]", "cards = [\"none\"]", 2, "not a folder of cards/"),
        ("\"fund\"", "\"anybody\"", 3, "unknown variant"),
        ("\"raisons\"]", "\"raisons\", \"none\"]", 4, "not a blank of letters/blanks.toml"),
        ("\"raisons\"]", "\"raisons\", \"nom\"]", 4, "a blank of every letter"),
        ("\"raisons\"]", "\"raisons\", \"raisons\"]", 4, "twice"),
        ("papers = [\"bail\"]", "papers = [\"none\"]", 5, "not a paper"),
        ("phones = [\"caf\"]", "phones = [\"none\"]", 6, "not a number"),
        ("review_by = \"2027-10-31\"", "review_by = \"2028-10-31\"", 8, "13 months"),
        ("https://www.caf.fr/recours", "https://example.org", 10, "not a known official site"),
        ("\"apl/most\"", "\"apl/least\"", 16, "no fact of a card"),
        ("[fact.delay]", "[fact.most]", 16, "a fact of this name stands below"),
        ("[fact.delay]", "[fact.raisons]", 4, "a blank and a fact"),
        ("value = 2", "value = -2", 19, "above zero"),
        ("cards", "card", 2, "unknown field"),
    ] {
        refused(FILE, from, to, line, says);
    }
}

#[test]
fn what_a_letter_says_is_whole() {
    let file = "letters/recours/fr.md";
    for (from, to, line, says) in [
        ("## Objet {#subject}\n\nDossier {numero}\n\n", "", 0, "one part {#subject}"),
        ("{#send}", "{#who}", 11, "one of when, send, to, subject, letter, says, checklist, tear-off"),
        ("Dossier {numero}", "Dossier {autre}", 22, "'autre' is no blank and no fact"),
        ("{raisons}", "{raisons", 28, "is no blank"),
        ("- 18000 Bourges", "- 1\n- 2\n- 3\n- 4\n- 5\n- 6", 0, "6 lines at most"),
        ("Je conteste, dans", "Payez 12 € dans", 26, "is a fact"),
        ("{delay} mois.\n\n{r", "{delay}.\n\n{r", 26, "is counted by"),
        ("Vous avez {delay} mois.", "Vous avez {raisons}.", 3, "'raisons' is no blank and no fact"),
    ] {
        refused(file, from, to, line, says);
    }
}

#[test]
fn facts_and_blanks_are_named_in_each_language() {
    // What is wrong is told in another file than the one that was changed.
    let said = |file: &str, from: &str, to: &str| {
        let mut texts = sound();
        let text = texts.get_mut(file).expect("a file of the folder");
        assert!(text.contains(from), "{file} holds no {from:?}");
        *text = text.replacen(from, to, 1);
        let findings = authored::read(&texts).batch.findings;
        findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let unnamed = said("letters/recours/fr.md", "Dossier {numero}", "Dossier");
    assert!(unnamed.contains("letter.toml:4: ") && unnamed.contains("does not name 'numero'"), "{unnamed}");
    let unused = said("letters/recours/fr.md", "au plus {most}", "peu");
    assert!(unused.contains("letter.toml:16: ") && unused.contains("does not name this fact"), "{unused}");
    let left_out = said("letters/recours/en.md", "at most {most}", "little");
    assert!(left_out.contains("letters/recours/en.md: ") && left_out.contains("the same facts"), "{left_out}");
    let file = "letters/recours/en.md";
    let parts = said(file, "- By post", "- By post\n\n## List {#checklist}\n\n- Wipe traces");
    assert!(parts.contains("letters/recours/en.md: ") && parts.contains("the same parts"), "{parts}");
    let list = said(file, "- By post", "- By post\n\n## List {#checklist}\n\nWipe traces.");
    assert!(list.contains("is a list, one thing an entry"), "{list}");
    let twice = said(file, "- By post", "- By post\n\n## A {#says}\n\nB.\n\n## C {#says}\n\nD.");
    assert!(twice.contains("at most one part {#says}"), "{twice}");
    let torn = said(file, "- By post", "- By post\n\n## A {#tear-off}\n\nB.");
    assert!(torn.contains("one of when, send, says, checklist"), "{torn}");
    let french = said("letters/recours/en.md", "## How? {#send}", "## To {#to}");
    assert!(french.contains("letters/recours/en.md:12: ") && french.contains("one of when, send"), "{french}");
}
