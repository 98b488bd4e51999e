//! Fiches of service-public.fr as items. Proved here, on fiches written for the purpose and two real ones:
//! - every document is kept or refused, and R and N documents serve fiches without becoming items;
//! - chapters, situations and cases four deep are sections and cases; tables, notes and lists keep their sense;
//! - amounts, delays and phone numbers are marked as what ages, and nothing else is;
//! - themes, contacts, numbers, forms, words, date, address and licence come through;
//! - what the summary says is not said again; what no schema knows keeps its text and is counted.

use guichet_content::Severity;
use guichet_core::model::{Block, Item, RouteKind, Section, SectionKind};
use guichet_core::text::dated;
use guichet_import::{Collected, Counts, vosdroits};
use std::path::Path;

fn read() -> (Counts, Collected) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vosdroits");
    let entries = std::fs::read_dir(&folder).expect("fixtures");
    let names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let mut found = Collected::default();
    let open = |index: usize| std::fs::File::open(folder.join(&names[index]));
    (vosdroits::read_files(&names, open, &mut found).expect("kept"), found)
}

fn collected() -> Collected {
    read().1
}

fn item(id: &str) -> Item {
    collected().items.into_iter().find(|item| item.source.id == id).unwrap_or_else(|| panic!("{id} is kept"))
}

fn section<'a>(item: &'a Item, heading: &str) -> &'a Section {
    let headings: Vec<&str> = item.sections.iter().map(|section| section.heading.as_str()).collect();
    item.sections
        .iter()
        .find(|section| section.heading == heading)
        .unwrap_or_else(|| panic!("{heading} in {headings:?}"))
}

fn text(text: &str) -> Block {
    Block::Text(text.into())
}

fn case(title: &str, blocks: Vec<Block>) -> Block {
    Block::Case { title: title.into(), blocks }
}

fn list(entries: &[&str]) -> Block {
    Block::List(entries.iter().map(|entry| (*entry).to_owned()).collect())
}

/// All the text of some blocks, with its marks.
fn all(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Text(text) | Block::Heading(text) => out.push(text.clone()),
            Block::List(entries) => out.extend(entries.iter().cloned()),
            Block::Table(rows) => out.extend(rows.iter().flatten().cloned()),
            Block::Case { title, blocks } | Block::Note { title, blocks } => {
                out.push(title.clone());
                all(blocks, out);
            }
        }
    }
}

#[test]
fn every_document_is_kept_or_refused() {
    let (counts, found) = read();
    assert_eq!((counts.read, counts.kept, counts.refused), (10, 9, 1));
    let mut ids: Vec<&str> = found.items.iter().map(|item| item.id.as_str()).collect();
    ids.sort_unstable();
    let expected = ["F1249", "F303", "F90001", "F90002", "F90004", "F90005", "F90006"];
    assert_eq!(ids, expected.map(|id| format!("vosdroits/{id}")), "N and R documents are no items");
    let refused: Vec<_> = found.findings.iter().filter(|warning| warning.severity == Severity::Refused).collect();
    assert_eq!(refused.len(), 1);
    assert!(refused[0].record == "F90003" && refused[0].message.contains("Recherche guidée"), "{}", refused[0]);
}

#[test]
fn where_a_fiche_comes_from_is_kept() {
    let source = item("F90001").source;
    assert_eq!((source.name.as_str(), source.id.as_str()), ("vosdroits", "F90001"));
    assert_eq!(source.url.as_deref(), Some("https://www.service-public.fr/particuliers/vosdroits/F90001"));
    assert_eq!(source.publisher, "DILA (service-public.fr)");
    assert_eq!((source.licence.as_str(), source.date.to_string().as_str()), ("etalab-2.0", "2020-03-04"));
    let old = item("F90002").source;
    assert_eq!(
        old.url.as_deref(),
        Some("https://www.service-public.fr/particuliers/vosdroits/F90002"),
        "schema 3.0 has no address of its own"
    );
}

#[test]
fn situations_and_cases_nest_and_twins_are_told_once() {
    let item = item("F90001");
    let gas = case("Chauffage au gaz", vec![text("Le plafond est de ⟦12 000 €⟧.")]);
    let general = case("Cas général", vec![case("Avec enfant", vec![case("En métropole", vec![gas])])]);
    let twins = case("Isère, Drôme", vec![text("Même règle.")]);
    let conditions = section(&item, "Conditions d'attribution");
    assert_eq!(conditions.kind, SectionKind::Who);
    assert_eq!(conditions.blocks, [case("Vous êtes locataire", vec![text("Vous payez un loyer."), general, twins])]);
    let amount = section(&item, "Montant");
    assert_eq!(amount.kind, SectionKind::HowMuch);
    let table = vec![vec!["Foyer".into(), "Montant".into()], vec!["1 personne".into(), "⟦150 €⟧".into()]];
    let note = Block::Note {
        title: "À noter".into(),
        blocks: vec![text("Une personne sans facture peut aussi recevoir ⟦30 €⟧.")],
    };
    let tenant = vec![Block::Heading("Montant selon le foyer".into()), Block::Table(table), note];
    let owner = vec![text("Le montant est de ⟦100 €⟧ par an.")];
    assert_eq!(amount.blocks, [case("Vous êtes locataire", tenant), case("Vous êtes propriétaire", owner)]);
}

#[test]
fn steps_keep_their_lists_forms_and_counters_in_place() {
    let item = item("F90001");
    let blocks = vec![
        text("La réponse arrive dans un délai de ⟦2 mois⟧. Demandez la carte avant le 1er mai."),
        list(&["Une facture,", "et l'un de ces papiers : un bail ; un titre"]),
        list(&["Formulaire : Demande d'aide d'essai", "Service en ligne : Demande en ligne"]),
        text("Où s'adresser : Caisse d'allocations familiales (Caf)"),
    ];
    assert_eq!(section(&item, "Démarche").blocks, [case("Vous êtes propriétaire", blocks)]);
}

#[test]
fn forms_take_their_number_and_address_from_their_own_document() {
    let item = item("F90001");
    let routes: Vec<_> = item.routes.iter().map(|route| (route.kind, route.target.as_str())).collect();
    let form = "Demande d'aide d'essai (cerfa n° 99999*01)";
    assert_eq!(routes, [(RouteKind::Online, "https://essai.example.fr/demande"), (RouteKind::Paper, form)]);
    let told = section(&item, "Services en ligne et formulaires");
    assert_eq!(told.kind, SectionKind::Ask);
    let entries = [
        "Formulaire : Demande d'aide d'essai (cerfa n° 99999*01) – Ministère d'essai – \
         https://essai.example.fr/cerfa_99999.pdf – À remplir par le titulaire du contrat.",
        "Service en ligne : Demande en ligne – Ministère d'essai – https://essai.example.fr/demande",
    ];
    assert_eq!(told.blocks, [list(&entries)]);
    let linked = self::item("F90005");
    assert_eq!(linked.routes[0].target, form, "a form says itself which fiches it serves");
}

#[test]
fn contacts_lead_to_places_and_numbers() {
    let item = item("F90001");
    assert_eq!(item.counters, ["mairie", "caf"], "whom the whole fiche names comes first");
    let phones: Vec<_> = item.phones.iter().map(|phone| (phone.number.as_str(), phone.terms.as_str())).collect();
    let expected = [
        ("⟦0 800 00 00 00⟧", "Du lundi au vendredi de 8h à 18h. Appel gratuit"),
        ("115", ""),
        ("⟦0 806 00 00 00⟧", "prix d'un appel local"),
    ];
    assert_eq!(phones, expected, "no fax; a number that saves lives never ages");
    let help = section(&item, "Où s'adresser ?");
    assert_eq!(help.kind, SectionKind::Help);
    assert_eq!(help.blocks[0], list(&["Mairie : Pour être aidé", "Caisse d'allocations familiales (Caf)"]));
    assert_eq!(self::item("F90006").counters, ["mission_locale"], "schema 3.5 says who can help");
}

#[test]
fn themes_come_by_title_by_identifier_or_by_links() {
    assert_eq!(item("F90001").themes, ["logement", "argent-impots", "associations"]);
    assert_eq!(item("F90002").themes, ["papiers-citoyennete"], "the titles of today's edition");
    assert_eq!(item("F90005").themes, ["logement"], "the theme of the fiches it leads to");
    assert_eq!(item("F303").themes, ["travail-formation"]);
}

#[test]
fn words_people_use_are_keywords() {
    let words = item("F90001").keywords;
    for word in [
        "Payer son énergie",
        "Factures d'essai",
        "AEC",
        "Aide d'essai pour le chauffage",
        "Aide pour le chauffage",
        "cerfa 99999*01",
    ] {
        assert!(words.iter().any(|known| known == word), "{word} in {words:?}");
    }
    assert!(!words.iter().any(|word| word == "Fiche pratique"));
    assert!(item("F90002").keywords.iter().any(|word| word == "Que devient ma carte d'essai ?"));
}

#[test]
fn the_summary_is_not_said_twice() {
    let item = item("F90002");
    assert_eq!(item.summary, "Oui, la carte d'essai se garde. Elle est valable ⟦10 ans⟧.");
    let answer = section(&item, "Réponse");
    let expected =
        [Block::Heading("En cas de perte".into()), text("Appelez le ⟦39 00⟧. La nouvelle carte coûte ⟦25 €⟧.")];
    assert_eq!(answer.blocks, expected);
    assert!(self::item("F90001").sections.iter().all(|section| section.heading != "En bref"));
    let links = self::item("F90004");
    assert_eq!(links.summary, "Le diplôme d'essai termine les études.", "a description that is the title is none");
}

#[test]
fn links_references_and_words_come_last() {
    let links = item("F90004");
    let entries = [
        "Diplôme général – https://essai.example.fr/general",
        "Diplôme technique – Depuis 2021 – https://essai.example.fr/techno",
    ];
    assert_eq!(section(&links, "À lire sur d'autres sites").blocks, [list(&entries)]);
    let item = item("F90001");
    assert_eq!(section(&item, "Mots expliqués").blocks.len(), 1);
    let announced = Block::Note {
        title: "Réforme à venir".into(),
        blocks: vec![text("Annonce du 01/09/2020."), text("Une réforme change le calcul.")],
    };
    assert_eq!(section(&item, "Annonces").blocks, [announced]);
    let last = item.sections.last().expect("sections");
    assert_eq!(last.heading, "Textes de référence");
    assert_eq!(last.blocks, [list(&["Code d'essai : article 1 – Montant"])]);
}

#[test]
fn elements_of_editions_to_come_keep_their_text() {
    let item = item("F90006");
    let expected = [
        text("Un jeune de plus de 16 ans."),
        Block::Note { title: "Exemple".into(), blocks: vec![text("Un jeune de 19 ans gagne ⟦900 €⟧.")] },
        Block::Heading("Du nouveau".into()),
        text("Ce texte reste."),
        text("Un mot nouveau reste aussi."),
    ];
    assert_eq!(section(&item, "Qui peut le signer ?").blocks, expected);
    assert_eq!(section(&item, "À retenir").blocks, [text("Gardez une copie.")]);
    let found = collected();
    let counted: Vec<_> = found.findings.iter().filter(|warning| warning.message.contains("no known schema")).collect();
    let fields: Vec<&str> = counted.iter().map(|warning| warning.field.as_str()).collect();
    assert_eq!(fields, ["EncadreNouveau", "Nouveau"]);
    assert!(counted[0].source == "F90006.xml" && counted[0].message.contains("1 times"), "{}", counted[0]);
}

#[test]
fn a_real_fiche_reads_whole() {
    let item = item("F303");
    assert_eq!(item.title, "Arrêt maladie : démarches à effectuer par le salarié");
    assert_eq!(item.counters, ["cpam", "msa"]);
    let headings: Vec<&str> = item.sections.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(headings[0], "Dans quel délai prévenir l'employeur quand on est malade ?");
    assert!(headings.contains(&"Prolongation"), "a situation without chapters is a section: {headings:?}");
    let mut texts = Vec::new();
    item.sections.iter().for_each(|section| all(&section.blocks, &mut texts));
    let whole = texts.join("\n");
    for fact in [
        "dans les ⟦48 heures⟧ suivant le début",
        "un délai de ⟦48 heures⟧",
        "fixée à ⟦50 %⟧",
        "dans les ⟦2 ans⟧ qui suivent",
    ] {
        assert!(whole.contains(fact), "{fact}");
    }
    assert!(!whole.contains('\u{a0}') && !whole.contains("  "), "spaces are plain and single");
    assert!(whole.contains("(CPAM ou MSA)"), "links end where they end");
}

#[test]
fn marks_are_paired_and_headings_have_none() {
    for item in collected().items {
        assert!(!item.title.contains(['⟦', '⟧']));
        let mut texts = vec![item.summary.clone()];
        for section in &item.sections {
            assert!(!section.heading.contains(['⟦', '⟧']) && !section.heading.is_empty());
            assert!(!section.blocks.is_empty(), "{} has no empty section", item.id);
            all(&section.blocks, &mut texts);
        }
        for text in texts {
            assert!(!text.trim().is_empty(), "{} has no empty text", item.id);
            assert_eq!(text.matches('⟦').count(), text.matches('⟧').count(), "{text}");
            assert!(!dated::plain(&text).contains(['⟦', '⟧']));
        }
    }
}
