use super::folder;
use super::refusals::sound;
use guichet_content::authored;
use guichet_core::model::{Item, ItemKind, Lang, RouteKind, SectionKind, Translation};
use guichet_core::text::dated;
use std::collections::BTreeSet;

fn items(lang: Lang) -> Vec<Item> {
    let found = folder::read().batch.items.into_iter();
    found.filter(|item| item.lang == lang && item.kind == ItemKind::Card).collect()
}

#[test]
fn nothing_is_refused_and_nothing_is_doubted() {
    let authored = folder::read();
    let said: Vec<String> = authored.batch.findings.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    assert_eq!(authored.batch.read, authored.batch.kept);
    assert!(authored.batch.kept >= 90, "{} cards and situations", authored.batch.kept);
}

#[test]
fn every_card_reaches_a_human_without_internet() {
    for item in items(Lang::FR) {
        assert!(!item.counters.is_empty(), "{}: no place where somebody is", item.id);
        assert!(item.routes.iter().any(|route| route.kind != RouteKind::Online), "{}: internet only", item.id);
        let somebody = |kind| matches!(kind, RouteKind::Phone | RouteKind::Counter);
        assert!(item.routes.iter().any(|route| somebody(route.kind)), "{}: no phone, no counter", item.id);
        let helped =
            item.sections.iter().any(|section| section.kind == SectionKind::Help && !section.blocks.is_empty());
        assert!(helped, "{}: nobody helps", item.id);
        for route in item.routes.iter().filter(|route| route.kind == RouteKind::Phone) {
            assert!(item.phones.iter().any(|phone| phone.number == route.target), "{}: {}", item.id, route.target);
        }
    }
}

#[test]
fn the_town_hall_is_a_last_resort_of_every_card() {
    for item in items(Lang::FR) {
        assert!(item.counters.iter().any(|kind| kind == "mairie"), "{}", item.id);
    }
}

#[test]
fn english_stands_beside_french_and_says_that_no_human_has_read_it() {
    let (french, english) = (items(Lang::FR), items(Lang::EN));
    let ids = |items: &[Item]| items.iter().map(|item| item.id.clone()).collect::<BTreeSet<_>>();
    assert_eq!(ids(&french), ids(&english));
    assert!(french.iter().all(|item| item.translation == Translation::Original));
    assert!(english.iter().all(|item| item.translation == Translation::Unreviewed));
}

#[test]
fn amounts_are_put_into_the_words_of_each_language() {
    let summary = |lang| {
        let rsa = items(lang).into_iter().find(|item| item.id == "card/rsa").expect("rsa");
        dated::plain(&rsa.summary)
    };
    assert!(summary(Lang::FR).contains("651,69\u{a0}€"), "{}", summary(Lang::FR));
    assert!(summary(Lang::EN).contains("€651.69"), "{}", summary(Lang::EN));
    for item in items(Lang::FR).iter().chain(&items(Lang::EN)) {
        assert!(!format!("{item:?}").contains("{m"), "{}: a fact was not put in", item.id);
    }
}

#[test]
fn a_fiche_is_covered_by_the_cards_that_treat_it() {
    let french = items(Lang::FR);
    let cards = |fiche: &str| -> Vec<&str> {
        let covering = french.iter().filter(|item| item.covers.iter().any(|covered| covered == fiche));
        covering.map(|item| item.id.as_str()).collect()
    };
    assert_eq!(cards("F12006"), ["card/apl"]);
    assert_eq!(cards("F1334"), ["card/fsl"]);
    assert_eq!(cards("F12544"), ["card/couple-difficultes"]);
    assert_eq!(cards("F16940"), ["card/asi"]);
}

#[test]
fn a_duration_without_what_it_is_counted_by_is_refused() {
    for (unit, fr, en, refused) in [
        ("days", "Vous avez {delay} pour payer.", "You have {delay} to pay.", 2),
        ("months", "Vous avez {delay} mois pour payer.", "You have {delay} to pay.", 1),
        ("hours", "Payez dans les {delay} premières heures.", "Pay within {delay} full hours.", 0),
    ] {
        let mut texts = sound();
        let card = texts.get_mut("cards/apl/card.toml").expect("a card");
        *card +=
            &format!("\n[fact.delay]\nvalue = 6\nunit = \"{unit}\"\nsince = \"2026-04-01\"\nreference = \"loi\"\n");
        for (file, from, to) in
            [("cards/apl/fr.md", "Vous payez un loyer.", fr), ("cards/apl/en.md", "You pay rent.", en)]
        {
            let text = texts.get_mut(file).expect("a file");
            *text = text.replace(from, to);
        }
        let warnings = authored::read(&texts).batch.findings;
        assert_eq!(warnings.len(), refused, "{warnings:?}");
        assert!(warnings.iter().all(|warning| warning.message.contains("does not follow it")), "{warnings:?}");
    }
}

#[test]
fn what_is_to_be_checked_bears_no_badge() {
    let texts = folder::texts();
    let authored = authored::read(&texts);
    let mut doubted = BTreeSet::new();
    for item in &authored.batch.items {
        let (kind, name) = item.id.split_once('/').expect("a source and a name");
        let (folder, facts) = match kind {
            "card" => ("cards", "card.toml"),
            "situation" => ("situations", "flow.toml"),
            _ => continue,
        };
        let french = &texts[&format!("{folder}/{name}/fr.md")];
        let facts = &texts[&format!("{folder}/{name}/{facts}")];
        let says = french.contains("(à vérifier") || facts.contains("unverified = true");
        assert!(!says || item.source.doubts, "{} in {}", item.id, item.lang.code());
        doubted.extend(item.source.doubts.then(|| item.id.to_string()));
    }
    // Rules that moved since the newest source, and times that no source of ours confirms.
    assert!(doubted.contains("card/oqtf") && doubted.contains("situation/asile"), "{doubted:?}");
    assert!(!doubted.contains("card/rsa"), "{doubted:?}");
}
