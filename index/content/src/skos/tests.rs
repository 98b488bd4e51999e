//! - what we write, we read back as it was: labels, themes, wider concepts, answers in their order, odd identifiers;
//! - the same concepts give the same bytes, whatever order they come in;
//! - a thesaurus of another shape is read: names only, no language of ours, cycles, markup, Windows line ends, RDF/XML;
//! - a concept of another thesaurus stands beside ours under its whole IRI;
//! - a broken file is refused with its line; a concept without a French name with its identifier.

use super::SkosError;
use super::{read, write};
use crate::findings::Severity;
use guichet_core::model::{Concept, Label, LabelKind, Lang, Theme};
use std::collections::BTreeMap;

fn label(lang: Lang, kind: LabelKind, text: &str) -> Label {
    Label { lang, kind, text: text.to_owned() }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn sample() -> Vec<Concept> {
    let french = |text: &str| label(Lang::FR, LabelKind::Preferred, text);
    vec![
        Concept { id: "a-1".into(), labels: vec![french("Un")], ..Concept::default() },
        Concept {
            id: "b".into(),
            told: Vec::new(),
            labels: vec![
                french("Impayé de loyer"),
                label(Lang::FR, LabelKind::Alternative, "zut, \"plus\" de loyer \\"),
                label(Lang::FR, LabelKind::Alternative, "APL"),
                label(Lang::EN, LabelKind::Preferred, "rent arrears"),
                label(Lang::AR, LabelKind::Preferred, "متأخرات الإيجار"),
                label(Lang::FR, LabelKind::Hidden, "loyé"),
            ],
            broader: strings(&["c d", "a-1"]),
            themes: vec!["logement".into(), "argent-impots".into()],
            items: vec!["card/z".into(), "card/a".into()],
            fiches: strings(&["F9", "F10", "F1", "F2"]),
        },
        Concept { id: "c d".into(), labels: vec![french("Odd")], ..Concept::default() },
        Concept { id: "http://example.org/x#1".into(), labels: vec![french("Ailleurs")], ..Concept::default() },
    ]
}

fn turtle(concepts: &[Concept]) -> String {
    let theme = |label: &str| Theme { id: "logement".into(), label: label.into(), hint: String::new() };
    let themes = BTreeMap::from([(Lang::FR, vec![theme("Logement")]), (Lang::EN, vec![theme("Housing")])]);
    let mut out = Vec::new();
    write(concepts, &themes, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn what_is_written_is_read_back() {
    // An identifier with a space is none of ours.
    let sound: Vec<Concept> = sample()
        .into_iter()
        .filter(|concept| concept.id != "c d")
        .map(|mut concept| {
            concept.broader.retain(|wider| wider != "c d");
            concept
        })
        .collect();
    let text = turtle(&sound);
    let back = read(text.as_bytes(), "t.ttl").expect("reads");
    assert_eq!(back.batch.findings, [], "{text}");
    assert_eq!(back.concepts, sound, "{text}");
    assert_eq!((back.batch.read, back.batch.kept, back.batch.refused), (3, 3, 0));
    assert_eq!(back.licence.as_deref(), Some("https://www.etalab.gouv.fr/licence-ouverte-open-licence"));
    let mut turned = sound;
    turned.reverse();
    assert_eq!(turtle(&turned), text);
}

#[test]
fn the_graph_says_what_skos_asks() {
    let text = turtle(&sample());
    for said in [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "<urn:guichet:thesaurus> a skos:ConceptScheme",
        "skos:hasTopConcept concept:a-1 , ",
        "theme:logement a skos:Collection ;\n\tskos:prefLabel \"Logement\"@fr , \"Housing\"@en ;\n\tskos:member concept:b .",
        "theme:argent-impots a skos:Collection ;\n\tskos:member concept:b .",
        "skos:broader concept:c\\%20d , concept:a-1",
        "skos:narrower concept:b",
        "foaf:page fiche:F9 , fiche:F10 , fiche:F1 , fiche:F2",
        "_:of-b-1 rdf:first item:card\\/z",
        "<http://example.org/x#1> a skos:Concept ;\n\tskos:prefLabel \"Ailleurs\"@fr .",
    ] {
        assert!(text.contains(said), "{said}\nis not in\n{text}");
    }
}

const FOREIGN: &str = "\u{feff}@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\r\n\
    @prefix dct: <http://purl.org/dc/terms/> .\r\n\
    @prefix : <http://example.org/t/> .\r\n\
    :scheme a skos:ConceptScheme ; dct:license \"CC-BY 4.0\" ; skos:prefLabel \"Le tout\"@fr .\r\n\
    :shelf a skos:Collection ; skos:prefLabel \"Un rayon\"@fr ; skos:member :1 .\r\n\
    :1 skos:prefLabel \"<b>Aide</b> au &nbsp;log<i>ement</i>\\u202E\\u001B[2J\"@fr-FR , \"Wohngeld\"@de ;\r\n\
    \x20  skos:broader :2 ; <http://xmlns.com/foaf/0.1/page> <https://www.service-public.gouv.fr/particuliers/vosdroits/F12006?x=1> .\r\n\
    :2 a skos:Concept ; skos:prefLabel \"Deux\"@fr , \"Deux bis\"@fr-CA , \"Sans langue\" ; skos:broader :3 , :absent .\r\n\
    :3 a skos:Concept ; skos:altLabel \"Trois\"@fr , \"Trois\"@fr , \"…\"@fr ; skos:broader :1 , :3 .\r\n\
    :4 a skos:Concept ; skos:prefLabel \"Vier\"@de .\r\n\
    :5 a skos:Concept ; skos:hiddenLabel \"cinq\"@fr ; skos:narrower :2 .\r\n\
    :6 a <http://example.org/Person> ; skos:prefLabel \"Personne\"@fr .\r\n\
    :7 a skos:Concept ; skos:prefLabel \"Sept\"@fr ; skos:narrower :1 .\r\n\
    [] a skos:Concept ; skos:prefLabel \"Sans nom\"@fr .\r\n";

#[test]
fn a_thesaurus_of_another_shape() {
    let found = read(FOREIGN.as_bytes(), "f.ttl").expect("reads");
    let said: Vec<String> = found.batch.findings.iter().map(ToString::to_string).collect();
    let said = said.join("\n");
    let ids: Vec<&str> = found.concepts.iter().map(|concept| concept.id.as_str()).collect();
    assert_eq!(ids, [1, 2, 3, 7].map(|n| format!("http://example.org/t/{n}")), "{said}");
    assert_eq!((found.batch.read, found.batch.kept, found.batch.refused), (7, 4, 3), "{said}");
    let [one, two, three, _] = found.concepts.as_slice() else { panic!("four") };
    assert_eq!(one.labels, [label(Lang::FR, LabelKind::Preferred, "Aide au logement[2J")]);
    assert_eq!(one.fiches, ["F12006"]);
    assert_eq!(one.broader, ["http://example.org/t/2", "http://example.org/t/7"]);
    assert_eq!(
        two.labels.iter().map(|label| label.kind).collect::<Vec<_>>(),
        [LabelKind::Preferred, LabelKind::Alternative]
    );
    assert_eq!(two.broader, ["http://example.org/t/3"]);
    assert_eq!(three.labels, [label(Lang::FR, LabelKind::Alternative, "Trois")]);
    assert!(three.broader.is_empty(), "the cycle is broken: {said}");
    assert_eq!(found.licence.as_deref(), Some("CC-BY 4.0"));
    for part in [
        "t/4: no name in French",
        "t/5: no name in French",
        "Sans nom: a concept needs an IRI",
        "de: 2 labels in a language",
        "1 labels say no language",
        "t/2: broader: the wider concept http://example.org/t/absent is not in the file",
        "t/3: broader: 'http://example.org/t/1' is itself narrower",
        "t/3: broader: 'http://example.org/t/3' is itself narrower",
        "t/3: fr: '…': no letter",
    ] {
        assert!(said.contains(part), "{part}\nis not in\n{said}");
    }
    assert_eq!(found.batch.findings.iter().filter(|warning| warning.severity == Severity::Refused).count(), 3);
    // And it is written as it came: outside of our scheme.
    let text = turtle(&found.concepts);
    assert!(!text.contains("inScheme") && !text.contains("hasTopConcept"), "{text}");
    assert_eq!(read(text.as_bytes(), "again").expect("reads").concepts, found.concepts);
}

#[test]
fn rdf_xml() {
    let text = "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"\n\
        xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\">\n\
        <skos:Concept rdf:about=\"urn:guichet:concept:logement\"><skos:prefLabel xml:lang=\"fr\">Se loger &amp; vivre</skos:prefLabel>\
        </skos:Concept></rdf:RDF>\n";
    let found = read(text.as_bytes(), "f.rdf").expect("reads");
    assert_eq!(found.concepts.len(), 1);
    assert_eq!(
        (found.concepts[0].id.as_str(), found.concepts[0].labels[0].text.as_str()),
        ("logement", "Se loger & vivre")
    );
    let refused = |text: &str| match read(text.as_bytes(), "f.rdf").expect_err("refused") {
        SkosError::Malformed { line, cause, .. } => (line, cause),
        other => panic!("{other}"),
    };
    assert_eq!(refused(&text.replace("</skos:Concept>", "")).0, 4);
    let entity = text.replace("?>\n", "?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY a \"b\">]>\n");
    let (line, cause) = refused(&entity);
    assert!(line == 3 && cause.contains("entity"), "{line}: {cause}");
    assert!(refused(&text.replace("<skos:Concept ", &"<a>".repeat(200))).1.contains("deeper"));
    assert!(refused(&text.replace("rdf:about", &format!("{} rdf:about", "a=\"\" ".repeat(10_000)))).1.contains("end"));
}

#[test]
fn a_broken_file_is_refused_with_its_line_and_a_remedy() {
    let broken = FOREIGN.replace(":2 a skos:Concept ;", ":2 a skos:Concept ,,");
    let said = read(broken.as_bytes(), "f.ttl").expect_err("broken").to_string();
    assert!(said.contains("f.ttl is broken at line 8") && said.contains("mend that line"), "{said}");
    let said = read(&b"@prefix a: <b:> .\n<a:b> <a:c> \"\xff\" ."[..], "f.ttl").expect_err("Latin-1").to_string();
    assert!(said.contains("line 2") && said.contains("UTF-8"), "{said}");
    for (text, part) in [
        ("", "empty"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ("{\"@context\": 1}", "JSON"),
        ("id,label\n1,Logement\n", "line 1"),
    ] {
        let error = read(text.as_bytes(), "f.ttl").expect_err("another kind");
        assert!(error.to_string().contains(part), "{error}");
    }
    let nothing = read("<urn:a> <urn:b> <urn:c> .".as_bytes(), "f.ttl").expect("Turtle all the same");
    assert!(nothing.concepts.is_empty() && nothing.batch.findings[0].message.contains("skos:Concept"));
}

#[test]
fn size_is_bounded() {
    let endless = std::io::Read::take(std::io::repeat(b' '), 1 << 40);
    assert!(matches!(read(endless, "f.ttl"), Err(SkosError::TooLarge { .. })));
    // A long prefix unfolds each short name.
    let bomb = format!("@prefix a: <urn:{}> .\na:s a:p a:o{} .", "x".repeat(1 << 20), " , a:o".repeat(2_000));
    assert!(matches!(read(bomb.as_bytes(), "f.ttl"), Err(SkosError::TooLarge { .. })));
    let long = "x".repeat(1_000);
    let text = format!(
        "@prefix s: <http://www.w3.org/2004/02/skos/core#> . <urn:{long}> s:prefLabel \"A\"@fr . <urn:b> s:prefLabel \"{long}\"@fr ."
    );
    let found = read(text.as_bytes(), "f.ttl").expect("reads");
    assert_eq!((found.concepts.len(), found.batch.read, found.batch.refused), (0, 1, 1));
}
