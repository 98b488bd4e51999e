//! What leads to a text besides its own words:
//!
//! 1. a word of another language that no concept has is searched for by what it means in French;
//! 2. a fiche is found by sentences in which people tell its need, though none of its words is in them;
//! 3. a query that is another title of a fiche finds that fiche first, before one that has more of its words;
//! 4. an acronym is not the stem of another word, and a query that names a concept finds its first document first;
//! 5. a word that people use is no slip of another one;
//! 6. words written short, as in a text message, are read in full;
//! 7. what has nothing to do with the subject gets a last resort, and a subject that was not asked for stays out.

use crate::common::{fiche, library};
use guichet_core::model::{
    ApartSubject, Concept, Dictionary, DictionaryEntry, Item, Label, LabelKind, Lang, ToldFiche,
};
use guichet_core::ports::catalog::{Answer, Query, Sureness};
use guichet_core::text::reader::{Lesson, train};
use guichet_search::{Engine, LexiconSource};
use std::collections::BTreeMap;

fn concept(id: &str, labels: &[&str], fiche: &str) -> Concept {
    let label = |(rank, text): (usize, &&str)| Label {
        lang: Lang::FR,
        kind: if rank == 0 { LabelKind::Preferred } else { LabelKind::Alternative },
        text: (*text).to_owned(),
    };
    let labels = labels.iter().enumerate().map(label).collect();
    Concept { id: id.to_owned(), labels, fiches: vec![fiche.to_owned()], ..Concept::default() }
}

fn told(fiche: &str, sentences: &[&str]) -> ToldFiche {
    ToldFiche { fiche: fiche.to_owned(), told: sentences.iter().map(|text| (*text).to_owned()).collect() }
}

fn items() -> Vec<Item> {
    let mut items = library();
    let mut refused = fiche("F60", "Demande de passeport", "Une demande de passeport se fait en mairie.");
    refused.keywords = vec!["Papiers".into(), "Quel recours si mon dossier est rejeté ?".into()];
    items.push(refused);
    items.push(fiche("F61", "Dossier rejeté : recours du dossier", "Un dossier rejeté, un recours."));
    items.push(fiche("F62", "Congé parental", "Le congé parental d'un salarié."));
    items.push(fiche("F63", "Projet d'accueil individualisé", "Un enfant malade à l'école."));
    items.push(fiche("F64", "Payer une amende", "Payer son amende."));
    items.push(fiche("F65", "Permis de chasse perdu", "Refaire un permis de chasse perdu."));
    items.push(fiche("F66", "Permis de conduire perdu", "Un permis de conduire perdu se refait en ligne."));
    items.push(fiche("F67", "Amiante dans un logement", "L'amiante, et l'ami du logement."));
    items
}

fn source() -> LexiconSource {
    let lang = Lang::from_code("es").expect("Spanish");
    let entry = |french: &str, word: &str| DictionaryEntry { french: french.into(), translations: vec![word.into()] };
    let entries = vec![entry("congé", "permiso"), entry("parental", "parental"), entry("amende", "multa")];
    let on = ["payer une amende", "congé parental", "mon copain a perdu son permis", "papa perdu", "mon papa", "papa"];
    let aside = ["recette de crêpes", "mon chat dort", "le match de foot"];
    let lesson = |text: &str, means: Option<&str>| Lesson {
        text: text.to_owned(),
        means: means.map(str::to_owned),
        weight: 1.0,
        of: String::new(),
    };
    let lessons = on.iter().map(|text| lesson(text, Some("need"))).chain(aside.iter().map(|text| lesson(text, None)));
    LexiconSource {
        concepts: vec![
            concept("pai", &["projet d'accueil individualisé", "PAI"], "F63"),
            concept("amende", &["amende", "payer une amende"], "F64"),
        ],
        told_fiches: vec![told(
            "F62",
            &["rester avec bébé après la maternité", "papa", "mon papa", "papa à la maison"],
        )],
        dictionary: Dictionary(BTreeMap::from([(lang, entries)])),
        apart: vec![ApartSubject { titles: vec!["chasse".into()], asked: vec!["fusil".into()] }],
        subject: train(&lessons.collect::<Vec<_>>(), &[], &[]),
    }
}

/// Without a reader of the subject, every answer counts as found.
fn engine() -> Engine {
    Engine::in_memory(items(), LexiconSource { subject: Vec::new(), ..source() }).expect("an index")
}

fn answer(engine: &Engine, text: &str) -> Answer {
    engine.search(&Query { text: text.to_owned(), limit: 10, ..Query::default() }).expect("an answer")
}

fn first(engine: &Engine, text: &str) -> String {
    answer(engine, text).hits.first().map(|hit| hit.item.id.to_string()).unwrap_or_default()
}

#[test]
fn words_of_another_language_are_searched_for_in_french() {
    let engine = engine();
    assert_eq!(first(&engine, "mi permiso parental por favor"), "vosdroits/F62");
    assert_eq!(first(&engine, "quiero pagar una multa"), "vosdroits/F64");
}

#[test]
fn told_sentences_lead_to_their_fiche() {
    assert_eq!(first(&engine(), "rester à la maison avec mon bébé"), "vosdroits/F62");
}

#[test]
fn another_title_of_a_fiche_finds_it_first() {
    assert_eq!(first(&engine(), "Quel recours si mon dossier est rejeté ?"), "vosdroits/F60");
}

#[test]
fn an_acronym_is_no_stem_and_a_name_finds_its_first_document() {
    let engine = engine();
    assert_eq!(first(&engine, "PAI"), "vosdroits/F63");
    assert_eq!(first(&engine, "amende"), "vosdroits/F64");
    let paid = answer(&engine, "payer");
    assert!(paid.hits.iter().all(|hit| hit.item.id != "vosdroits/F63"), "PAI has the stem of payer");
}

#[test]
fn a_word_that_people_use_is_no_slip() {
    let engine = engine();
    let said = answer(&engine, "papa permis");
    assert!(!said.guessed, "papa is a word that people use: {}", said.understood);
}

#[test]
fn words_written_short_are_read_in_full() {
    let read = answer(&engine(), "bjr rdv pr mon permis");
    assert!(!read.guessed && read.understood.contains("permis"), "{}", read.understood);
    assert!(!read.understood.contains("pr"), "{}", read.understood);
}

#[test]
fn what_is_beside_the_subject_is_not_sure_and_a_subject_apart_stays_out() {
    let engine = Engine::in_memory(items(), source()).expect("an index");
    let aside = answer(&engine, "recette de crêpes");
    assert_eq!(aside.sure, Sureness::Nothing);
    assert!(aside.hits.iter().all(|hit| hit.fallback), "a last resort");
    let engine = self::engine();
    let lost = answer(&engine, "permis de conduire perdu");
    assert_eq!(lost.sure, Sureness::Found);
    assert!(lost.hits.iter().all(|hit| hit.item.id != "vosdroits/F65"), "nobody asked for hunting");
    assert_eq!(first(&engine, "permis de chasse perdu"), "vosdroits/F65");
}
