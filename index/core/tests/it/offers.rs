//! What a place offers is shown facet by facet, under a heading each, in the order of the facets; a place that says nothing
//! has no heading.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{self, Lang, Moment, Position};
use guichet_core::talk::{Event, Session, turn};
use guichet_core::view::Block;

/// The headings and texts of the page of the town hall, which offers some features.
fn page(features: &[&str]) -> Vec<String> {
    let mut catalog = FakeCatalog::default();
    for place in catalog.items.iter_mut().filter_map(|item| item.place.as_mut()) {
        place.features = features.iter().map(|id| (*id).into()).collect();
    }
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let begun = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now);
    let near = Event::Location(Position::new(44.35, 2.57).expect("a point"));
    let found = turn(&catalog, &begun.session, near, now);
    let choice = found.view.choices.iter().find(|choice| choice.label == "Mairie - Rodez").expect("the town hall");
    let shown = turn(&catalog, &found.session, Event::Choose(choice.number), now);
    let prose = shown.view.blocks.into_iter().filter_map(|block| match block {
        Block::Prose(model::Block::Heading(text)) if text.starts_with("feature-") => Some(text),
        Block::Prose(model::Block::Text(text)) => Some(text),
        _ => None,
    });
    prose.collect()
}

#[test]
fn features_are_shown_by_facet() {
    let features = ["service/food", "service/clothing", "fee/free", "support/group"];
    let shown = [
        "feature-service",
        "service/food, service/clothing",
        "feature-fee",
        "fee/free",
        "feature-support",
        "support/group",
    ];
    assert_eq!(page(&features), shown);
    assert!(page(&[]).is_empty());
}
