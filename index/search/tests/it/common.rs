//! A small library of items: made up, except for the names of towns.

use guichet_core::model::{Block, Date, Item, ItemKind, Lang, Section, SectionKind, SourceRef, Translation};

fn source(name: &str, id: &str, year: i32) -> SourceRef {
    SourceRef {
        name: name.into(),
        id: id.into(),
        url: None,
        publisher: "Éditeur".into(),
        licence: "etalab-2.0".into(),
        date: Date::new(year, 6, 1).expect("a date"),
        verified: None,
        review_by: None,
        doubts: false,
    }
}

fn section(heading: &str, text: &str) -> Section {
    Section { kind: SectionKind::Other, heading: heading.into(), blocks: vec![Block::Text(text.into())] }
}

/// An item with no text but its title and summary.
pub fn item_in(lang: Lang, id: &str, title: &str, summary: &str) -> Item {
    Item {
        id: id.into(),
        kind: ItemKind::Card,
        lang,
        translation: Translation::Original,
        title: title.into(),
        summary: summary.into(),
        sections: Vec::new(),
        keywords: Vec::new(),
        themes: Vec::new(),
        covers: Vec::new(),
        counters: Vec::new(),
        routes: Vec::new(),
        phones: Vec::new(),
        place: None,
        source: source("guichet", id, 2026),
    }
}

/// An imported fiche of 2020.
pub fn fiche(id: &str, title: &str, summary: &str) -> Item {
    let item = item_in(Lang::FR, &format!("vosdroits/{id}"), title, summary);
    Item { source: source("vosdroits", id, 2020), ..item }
}

/// The authored card on the housing benefit.
pub fn card() -> Item {
    Item {
        sections: vec![section("Qui peut l'avoir", "Les locataires dont les ressources sont modestes.")],
        keywords: vec!["apl".into(), "aide au loyer".into()],
        themes: vec!["logement".into()],
        covers: vec!["F1".into()],
        ..item_in(Lang::FR, "card/apl", "L'aide au logement (APL)", "Une aide personnalisée pour payer le loyer.")
    }
}

/// Everything.
pub fn library() -> Vec<Item> {
    vec![
        card(),
        Item {
            themes: vec!["logement".into()],
            covers: vec!["F1".into()],
            ..item_in(Lang::EN, "card/apl", "Housing benefit (APL)", "Help to pay your rent.")
        },
        Item {
            themes: vec!["logement".into()],
            sections: vec![section("Montant", "Le montant dépend du loyer et des ressources.")],
            ..fiche("F1", "Aide personnalisée au logement", "L'aide personnalisée au logement réduit le loyer.")
        },
        fiche("F2", "Logement social", "Demander un logement social à la commune."),
        fiche("F10", "Aide à l'enfance en danger", "Signaler un enfant en danger."),
        fiche("F11", "Obligation envers sa belle-sœur", "Ce que la loi dit de la belle-sœur."),
        fiche("F12", "Licenciement économique", "Le licenciement pour motif économique, et ses étapes."),
        fiche(
            "F13",
            "Carte d'identité perdue",
            "Déclarer la perte de sa carte d'identité, puis en demander une autre.",
        ),
    ]
}
