//! Deadlines:
//! - the content has many, each with words in French and in English of its own, counted by a live, confirmed fact of its card, or on a
//!   day with its source; those that situations name exist;
//! - each keeps the order of its file, and a language that lacks the words of one that it may leave out shows French;
//! - each rule of the lint refuses what it should, names the line and says what to do.

use super::{folder, refusals};
use guichet_content::Severity;
use guichet_content::authored::{self, Texts};
use guichet_core::deadline::{Purpose, Start, Term};
use guichet_core::model::Lang;

#[test]
fn each_is_worded_and_rests_on_a_live_fact() {
    let texts = folder::texts();
    let read = folder::read();
    let all: Vec<_> = read.deadlines.all(Lang::FR).collect();
    assert!(all.len() >= 40, "{}", all.len());
    for french in all {
        let english = read.deadlines.get(&french.id, Lang::EN).unwrap_or_else(|| panic!("{}", french.id));
        assert_ne!(french.action, english.action, "{}: it is said in each language", french.id);
        assert_eq!(french.late.is_empty(), english.late.is_empty(), "{}", french.id);
        assert_eq!((french.term, french.purpose, french.since), (english.term, english.purpose, english.since));
        // What a card rests on is read from the same file, by another way.
        let (card, _) = french.id.split_once('/').expect("a card and a name");
        let basis = authored::basis(&texts, card).expect("a card");
        // There spaces are not bound.
        let loose = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let reference = loose(&french.reference);
        let is_fact = basis.figures.iter().any(|one| one.since == french.since && loose(&one.reference) == reference);
        assert!(
            is_fact || matches!(french.term, Term::Yearly(..)),
            "{}: {reference:?}, of {:?}",
            french.id,
            basis.figures
        );
        assert!(!french.reference.contains("aucune page officielle"), "{}: nobody confirms it", french.id);
    }
    let named: Vec<&String> = read
        .situations
        .all(Lang::FR)
        .flat_map(|situation| situation.nodes.values())
        .filter_map(|node| match node {
            guichet_core::model::situation::Node::Answer(answer) => Some(&answer.deadlines),
            guichet_core::model::situation::Node::Question(_) => None,
        })
        .flatten()
        .collect();
    assert!(named.len() >= 30 && named.iter().all(|id| read.deadlines.get(id, Lang::FR).is_some()), "{named:?}");
}

const FACTS: &str = r#"
[fact.delay]
value = 2
unit = "months"
since = "2026-04-01"
reference = "code"

[deadline.appeal]
fact = "delay"
from = "decision"

[deadline.answer]
fact = "delay"
from = "application"
purpose = "answer"

[deadline.year]
day = "03-31"
since = "2026-04-01"
reference = "loi"
"#;

fn worded(appeal: &str, answer: &str) -> String {
    format!(
        "\n[deadline.appeal]\naction = \"{appeal}\"\nlate = \"{answer}\"\n\n[deadline.answer]\naction = \"{answer}\"\n\n[deadline.year]\naction = \"{answer}\"\n+++\n\n## "
    )
}

/// A sound folder whose card has three deadlines.
fn sound() -> Texts {
    let mut texts = refusals::sound();
    texts.get_mut("cards/apl/card.toml").expect("a card").push_str(FACTS);
    for (file, said) in [
        ("cards/apl/fr.md", worded("Contestez la décision.", "La Caf répond.")),
        ("cards/apl/en.md", worded("Contest the decision.", "The Caf answers.")),
    ] {
        let text = texts.get_mut(file).expect("a file");
        *text = text.replacen("+++\n\n## ", &said, 1);
    }
    texts
}

#[test]
fn a_sound_card_keeps_its_deadlines_in_order() {
    let read = authored::read(&sound());
    assert!(read.batch.findings.is_empty(), "{:?}", read.batch.findings);
    let french = read.deadlines.of_card(&"card/apl".into(), Lang::FR);
    let ids: Vec<&str> = french.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["apl/appeal", "apl/answer", "apl/year"]);
    assert_eq!((french[0].term.start(), french[1].purpose), (Some(Start::Decision), Purpose::Answer));
    assert_eq!(french[2].term, Term::Yearly(3, 31));
    assert_eq!(
        read.deadlines.get("apl/appeal", Lang::EN).map(|one| one.action.as_str()),
        Some("Contest the decision.")
    );
    let fallback = Lang::all().find(|lang| ![Lang::FR, Lang::EN].contains(lang)).expect("a third language");
    assert_eq!(read.deadlines.get("apl/appeal", fallback).map(|one| one.late.as_str()), Some("La Caf répond."));
    assert!(read.deadlines.get("apl/none", Lang::FR).is_none() && read.deadlines.get("apl", Lang::FR).is_none());
}

#[test]
fn each_rule_names_the_line_and_the_remedy() {
    const CARD: &str = "cards/apl/card.toml";
    const PROSE: &str = "cards/apl/fr.md";
    for (file, from, to, place, said) in [
        (
            CARD,
            "fact = \"delay\"\nfrom = \"decision\"",
            "fact = \"dely\"\nfrom = \"decision\"",
            "fact = \"dely\"",
            "no fact of this card",
        ),
        (
            CARD,
            "fact = \"delay\"\nfrom = \"decision\"",
            "fact = \"most\"\nfrom = \"decision\"",
            "fact = \"most\"",
            "in eur/month",
        ),
        (CARD, "unit = \"months\"", "unit = \"percent\"", "fact = \"delay\"", "hours, days, weeks, months or years"),
        (
            CARD,
            "reference = \"code\"",
            "reference = \"code\"\nunverified = true",
            "fact = \"delay\"",
            "nobody confirms",
        ),
        (CARD, "value = 2\n", "value = 2.5\n", "fact = \"delay\"", "no whole number"),
        (CARD, "from = \"decision\"\n", "", "[deadline.appeal]", "counted from a day"),
        (CARD, "from = \"decision\"\n", "from = \"someday\"\n", "from = \"someday\"", "someday"),
        (
            CARD,
            "from = \"decision\"\n",
            "from = \"decision\"\ncounted = \"every\"\n",
            "from = \"decision\"",
            "remove `from`",
        ),
        (
            CARD,
            "from = \"decision\"\n",
            "from = \"decision\"\nday = \"03-31\"\n",
            "day = \"03-31\"",
            "keep one of them",
        ),
        (
            CARD,
            "from = \"decision\"\n",
            "from = \"decision\"\nreference = \"x\"\n",
            "fact = \"delay\"\nfrom = \"decision\"",
            "remove `since`",
        ),
        (CARD, "day = \"03-31\"", "day = \"02-30\"", "day = \"02-30\"", "MM-DD"),
        (CARD, "day = \"03-31\"\n", "", "[deadline.year]", "add `fact`"),
        (
            CARD,
            "day = \"03-31\"\nsince",
            "day = \"03-31\"\nfrom = \"birth\"\nsince",
            "day = \"03-31\"",
            "counted from nothing",
        ),
        (CARD, "reference = \"loi\"\n", "", "day = \"03-31\"", "since when and by what"),
        (
            CARD,
            "since = \"2026-04-01\"\nreference = \"loi\"",
            "since = \"2027-04-01\"\nreference = \"loi\"",
            "since = \"2027-04-01\"",
            "only after",
        ),
        (CARD, "[deadline.appeal]\n", "[deadline.Appeal]\n", "[deadline.Appeal]", "is named by"),
        (
            PROSE,
            "[deadline.appeal]\n",
            "[deadline.other]\n",
            "action = \"Contestez la décision.\"",
            "no [deadline.other]",
        ),
        (
            PROSE,
            "\n[deadline.appeal]\naction = \"Contestez la décision.\"\nlate = \"La Caf répond.\"\n",
            "",
            "",
            "no words for this deadline",
        ),
        (
            PROSE,
            "Contestez la décision.",
            "Contestez en deux mois, ou 60 jours.",
            "action = \"Contestez en",
            "a number stands",
        ),
        (
            PROSE,
            "Contestez la décision.",
            "Contestez la décision",
            "action = \"Contestez la décision\"",
            "ends with a point",
        ),
        (PROSE, "action = \"Contestez la décision.\"", "action = \" \"", "action = \" \"", "1 to"),
    ] {
        let mut texts = sound();
        let text = texts.get_mut(file).expect("a file");
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
        let line = text.lines().position(|line| !place.is_empty() && line == place.lines().next().unwrap_or_default());
        let line = line.or_else(|| text.lines().position(|line| !place.is_empty() && line.starts_with(place)));
        let before = text.find(place).map(|at| text[..at].lines().count() + 1);
        let read = authored::read(&texts);
        let findings = &read.batch.findings;
        let found = findings.iter().find(|finding| finding.message.contains(said));
        let found = found.unwrap_or_else(|| panic!("{to}: {said}: {findings:?}"));
        assert_eq!(found.severity, Severity::Refused, "{to}");
        assert!(found.source.starts_with(file), "{to}: {}", found.source);
        if line.is_some() {
            let at = format!("{file}:{}", before.expect("it stands there"));
            assert_eq!(found.source, at, "{to}");
        }
        assert!(read.deadlines.all(Lang::FR).next().is_none(), "{to}: a card that is refused has none");
    }
}

#[test]
fn deadlines_stand_beside_cards_alone() {
    let mut texts = folder::texts();
    for file in ["situations/deces/fr.md", "letters/recours-decision/fr.md"] {
        let Some(text) = texts.get_mut(file) else { continue };
        *text = text.replacen("+++\n\n", "\n[deadline.x]\naction = \"Faites-le.\"\n+++\n\n", 1);
    }
    let situation = texts.get_mut("situations/retraite/flow.toml").expect("a flow");
    *situation = situation.replacen("\"retraite/ask\"", "\"retraite/later\"", 1);
    let findings = authored::read(&texts).batch.findings;
    let said =
        |file: &str, what: &str| findings.iter().any(|one| one.source.starts_with(file) && one.message.contains(what));
    assert!(said("situations/deces/fr.md", "beside its card"), "{findings:?}");
    assert!(said("situations/retraite/flow.toml", "'retraite/later' is not a deadline of a card"), "{findings:?}");
}
