//! A small library of items: made up, except for the names of towns.

use guichet_core::model::{
    Block, Date, Item, ItemKind, Lang, Place, Position, Section, SectionKind, SourceRef, Translation,
};

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

/// A place, with the hours of Rodez where it has a postal code.
pub fn place(id: &str, name: &str, commune: &str, at: Option<(&str, f64, f64)>) -> Item {
    let item = item_in(Lang::FR, id, name, "");
    let place = Place {
        kind: "mairie".into(),
        address: "Place de la mairie".into(),
        postal_code: at.map(|(code, ..)| code.to_owned()).unwrap_or_default(),
        commune: commune.into(),
        commune_code: String::new(),
        phone: "05 00 00 00 00".into(),
        website: String::new(),
        hours: if commune == "Rodez" { "Mo-Fr 08:00-17:00".into() } else { String::new() },
        position: at.and_then(|(_, lat, lon)| Position::new(lat, lon)),
        ..Place::default()
    };
    Item { kind: ItemKind::Place, place: Some(place), source: source("annuaire", id, 2026), ..item }
}

/// Everything.
pub fn library() -> Vec<Item> {
    let mut items = vec![
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
        place("place/mairie-12202", "Mairie - Rodez", "Rodez", Some(("12000", 44.351, 2.575))),
        place("place/mairie-93066", "Mairie - Saint-Denis", "Saint-Denis", Some(("93200", 48.936, 2.357))),
        place("place/mairie-97411", "Mairie - Saint-Denis", "Saint-Denis", Some(("97400", -20.879, 55.448))),
        place("place/mairie-2", "Mairie - Saint-Denis-en-Val", "Saint-Denis-en-Val", Some(("45560", 47.87, 1.96))),
    ];
    // Enough town halls that "mairie" alone says nothing.
    for number in 0..120 {
        let name = format!("Bourg{number}");
        let at = ("80000", 49.0 + f64::from(number) / 100.0, 2.0);
        items.push(place(&format!("place/bourg-{number}"), &format!("Mairie - {name}"), &name, Some(at)));
    }
    items
}
