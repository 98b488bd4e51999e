//! What somebody takes away:
//! - a basket keeps order, holds a thing once, is bounded, and is stored as identifiers: words are refused;
//! - a sheet has each of its sections in each of its languages; a part begins with each, and no line is empty;
//! - papers of all cards stand once, those asked for most often first, and "no paper" beside no other one;
//! - what is private or a danger is not on it before it was asked for; numbers neither;
//! - what was said in ready sentences stands first, each beside its own; in a language that has no other words, the rest is French, once;
//! - a place says its hours of the coming days, or that people call first, and the date of its source;
//! - what is gone is told, and nothing is said to be gone while the index cannot be read;
//! - the parameter of a link opens the same entry in the same language, and other texts open nothing.

use guichet_core::deadline::Starts;
use guichet_core::fake::phrases::filled;
use guichet_core::fake::{FakeCatalog, card};
use guichet_core::layout::{Kind, Line, Start};
use guichet_core::model::{Block, Date, Item, ItemId, Lang, Moment, Phone, Route, RouteKind, Section, SectionKind};
use guichet_core::phrase::Filled;
use guichet_core::sheet::{Basket, Entry, Part, Request, Sheet, parameter, parse_parameter, sheet};
use guichet_core::talk::Matter;

fn entry(id: &str) -> Entry {
    Entry::parse(id).unwrap_or_else(|| panic!("{id} is an identifier"))
}

fn basket(ids: &[&str]) -> Basket {
    ids.iter().map(|id| entry(id)).collect()
}

fn section(kind: SectionKind, entries: &[&str]) -> Section {
    let entries = entries.iter().map(|entry| (*entry).to_owned()).collect();
    Section { kind, heading: "Titre".into(), blocks: vec![Block::List(entries)] }
}

/// A card with steps and papers.
fn asking(id: &str, papers: &[&str]) -> Item {
    let mut item = card(id, id);
    item.summary = "La réponse.".into();
    item.sections = vec![
        section(SectionKind::Papers, papers),
        section(SectionKind::Ask, &["Au guichet", "Puis", "Enfin", "Encore", "Et puis", "Trop"]),
    ];
    item
}

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a Monday")
}

fn made(catalog: &FakeCatalog, ids: &[&str], lang: Lang, private: bool) -> Sheet {
    sheet(
        catalog,
        Request { basket: &basket(ids), said: &[], lang, private, numbers: None, starts: &Starts::NONE },
        now(),
    )
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(Line::text).collect()
}

fn of_part(sheet: &Sheet, part: Part) -> Vec<String> {
    let found = sheet.sections.iter().find(|section| section.part == part);
    found.map(|section| texts(&section.columns[0])).unwrap_or_default()
}

#[test]
fn what_was_said_stands_first_in_both_languages() {
    let catalog = FakeCatalog::default();
    let said = [filled(&catalog, "free", &[], now()), filled(&catalog, "cost", &["12"], now())];
    let of = |ids: &[&str], said: &[Filled], lang| {
        sheet(
            &catalog,
            Request { basket: &basket(ids), said, lang, private: false, numbers: None, starts: &Starts::NONE },
            now(),
        )
    };
    let english = of(&["card/apl"], &said, Lang::EN);
    assert_eq!(english.sections[1].part, Part::Said, "after the title");
    assert_eq!(texts(&english.sections[1].columns[1]), ["fr said", "fr free ", "fr cost 12\u{a0}€"]);
    assert_eq!(texts(&english.sections[1].columns[0]).len(), 3, "each sentence beside its own");
    assert!(!of(&[], &said, Lang::FR).is_empty() && of(&[], &[], Lang::FR).is_empty());
    assert_eq!(of(&[], &said, Lang::FR).sections[1].columns.len(), 1);
    // A language of phrases alone: all else stands in French, once, and that is said once.
    let arabic = of(&["card/apl"], &said, Lang::AR);
    assert_eq!(arabic.languages, [Lang::AR, Lang::FR]);
    let notes: Vec<_> = arabic.sections.iter().filter(|section| section.part == Part::Note).collect();
    assert_eq!(notes.len(), 1);
    assert_eq!(texts(&notes[0].columns[0]), ["ar not reviewed", "ar rest in French"]);
    for section in &arabic.sections {
        assert_eq!(section.columns.len(), 2);
        assert_eq!(section.is_alone(), section.part != Part::Said, "{:?}", section.part);
    }
    assert_eq!(arabic.sections[0].first().0, 1, "the title is French");
    let french = arabic.keeping(|lang| lang == Lang::FR);
    assert!(french.sections.iter().all(|section| !section.columns[0].is_empty()), "no section is left empty");
    // A language of nothing: French.
    assert_eq!(of(&["card/apl"], &said, Lang::ES).languages, [Lang::FR]);
}

#[test]
fn a_basket_keeps_order_and_holds_a_thing_once() {
    let mut basket = basket(&["card/apl", "place/mairie-12202", "card/apl", "right/rsa"]);
    assert_eq!(
        basket.entries().iter().map(Entry::to_string).collect::<Vec<_>>(),
        ["card/apl", "place/mairie-12202", "right/rsa"]
    );
    assert!(!basket.add(entry("card/apl")) && basket.remove(&entry("card/apl")) && !basket.remove(&entry("card/apl")));
    assert!(basket.toggle(entry("card/apl")) && basket.holds(&entry("card/apl")));
    assert!(!basket.toggle(entry("card/apl")) && !basket.holds(&entry("card/apl")));
    basket.extend((0..100).map(|number| entry(&format!("card/c{number}"))));
    assert_eq!(basket.entries().len(), Basket::MOST);
    assert!(!basket.toggle(entry("card/one-more")), "it is full");
    basket.clear();
    assert!(basket.is_empty());
}

#[test]
fn a_basket_is_stored_as_identifiers_and_holds_no_words() {
    let ids =
        ["card/apl", "vosdroits/F1", "situation/impaye#plein", "place/msap-01033-7", "institution/caf", "right/rsa"];
    let stored = serde_json::to_string(&basket(&ids)).expect("JSON");
    assert_eq!(stored, serde_json::to_string(&ids).expect("JSON"));
    assert_eq!(serde_json::from_str::<Basket>(&stored).expect("a basket"), basket(&ids));
    let twins = serde_json::from_str::<Basket>(r#"["card/apl","card/apl"]"#).expect("a basket");
    assert_eq!(twins.entries().len(), 1);
    for words in
        ["", "apl", "card/", "/apl", "card/mon loyer", "card/é", "card/\u{1b}[2J", "situation/impaye", "card/apl#x"]
    {
        assert_eq!(Entry::parse(words), None, "{words:?}");
        assert!(serde_json::from_str::<Basket>(&format!("[{words:?}]")).is_err(), "{words:?}");
    }
    assert_eq!(Entry::parse(&format!("card/{}", "a".repeat(Entry::LONGEST))), None);
}

#[test]
fn each_section_stands_in_each_language() {
    let mut catalog = FakeCatalog::default();
    let mut item = asking("card/one", &["Un RIB"]);
    item.phones = vec![Phone { number: "32 30".into(), name: "Caf".into(), terms: "gratuit".into(), checked: None }];
    let route = |kind, target: &str| Route { kind, target: target.into(), label: String::new() };
    item.routes = vec![
        route(RouteKind::Online, "https://a"),
        route(RouteKind::Paper, "cerfa 1"),
        route(RouteKind::Paper, "cerfa 2"),
        route(RouteKind::Paper, "cerfa 3"),
        route(RouteKind::Counter, "caf"),
    ];
    catalog.items.push(item);
    let ids = ["card/one", "place/mairie-12202", "situation/impaye#plein", "right/rsa", "institution/caf"];
    for (lang, languages) in [(Lang::FR, vec![Lang::FR]), (Lang::EN, vec![Lang::EN, Lang::FR])] {
        let sheet = made(&catalog, &ids, lang, true);
        assert_eq!((&sheet.languages, sheet.private.len(), sheet.gone.len()), (&languages, 0, 0));
        let parts: Vec<Part> = sheet.sections.iter().map(|section| section.part).collect();
        let four = [Part::Matter; 4];
        let expected = [&[Part::Title][..], &four, &[Part::Papers, Part::Place, Part::Sources, Part::Foot]].concat();
        assert_eq!(parts, expected);
        for section in &sheet.sections {
            assert_eq!(section.columns.len(), languages.len());
            for lines in &section.columns {
                assert!(lines.iter().all(|line| !line.text().is_empty()), "{lines:?}");
                let begins = |line: &Line| line.start == Start::Part;
                assert!(begins(&lines[0]) && !lines[1..].iter().any(begins), "{lines:?}");
            }
        }
        let count: usize = sheet.sections.iter().flat_map(|section| &section.columns).map(Vec::len).sum();
        assert_eq!(sheet.lines().count(), count);
        assert!(!sheet.is_empty());
        assert_eq!(sheet.clone().keeping(|lang| lang == Lang::FR).languages, [Lang::FR]);
        assert_eq!(sheet.clone().keeping(|_| false), sheet, "something is better than nothing");
    }
    let said = of_part(&made(&catalog, &ids, Lang::FR, true), Part::Matter);
    for (line, stands) in [
        ("card/one", true),
        ("La réponse.", true),
        ("Et puis", true),
        ("Trop", false),
        ("32 30 – Caf (gratuit)", true),
        ("way-paper form=cerfa 2", true),
        ("way-paper form=cerfa 3", false),
        ("way-online address=https://a", true),
    ] {
        assert_eq!(said.iter().any(|known| known == line), stands, "{line}: {said:#?}");
    }
}

#[test]
fn papers_stand_once_the_most_asked_for_first() {
    let mut catalog = FakeCatalog::default();
    catalog.items.extend([
        asking("card/one", &["Vos fiches de paie", "Un RIB", "Une pièce d'identité"]),
        asking("card/two", &["Votre pièce d'identité", "Un RIB (les références de votre compte)"]),
        asking("card/three", &["Une pièce d’identité", "Une pièce d’identité"]),
        asking("card/none", &["Aucun papier"]),
    ]);
    let papers = |ids: &[&str]| of_part(&made(&catalog, ids, Lang::FR, true), Part::Papers);
    assert_eq!(
        papers(&["card/one", "card/none", "card/two", "card/three"]),
        [
            "papers-to-bring",
            "Votre pièce d'identité",
            "Un RIB (les références de votre compte)",
            "Vos fiches de paie",
            "papers-how",
        ]
    );
    assert_eq!(papers(&["card/none"])[1], "Aucun papier");
    assert_eq!(papers(&["situation/impaye#plein", "right/rsa"]), ["papers-to-bring", "bail", "rib", "papers-how"]);
    assert!(papers(&["place/mairie-12202"]).is_empty());
}

#[test]
fn what_is_private_waits_until_it_is_asked_for() {
    let mut catalog = FakeCatalog::default();
    catalog.items.push(card("card/aspa", "Discret"));
    let ids = ["card/apl", "card/aspa", "card/rsa", "situation/impaye#faim", "right/rsa", "situation/impaye#plein"];
    let hidden = ["card/aspa", "card/rsa", "situation/impaye#faim", "right/rsa"];
    let discreet = made(&catalog, &ids, Lang::EN, false);
    assert_eq!(discreet.private, hidden.map(entry));
    let said: Vec<String> = discreet.lines().map(Line::text).collect();
    assert!(!said.iter().any(|line| line.contains("Discret") || line.contains("RSA")), "{said:?}");
    assert!(!discreet.lines().any(|line| line.kind == Kind::Emergency));
    let whole = made(&catalog, &ids, Lang::EN, true);
    assert!(whole.private.is_empty() && whole.lines().any(|line| line.text() == "Discret"));
    assert!(!whole.lines().any(|line| line.kind == Kind::Emergency), "numbers are asked for by themselves");
    let all = basket(&["card/apl"]);
    let request = Request {
        basket: &all,
        said: &[],
        lang: Lang::FR,
        private: false,
        numbers: Some("violence"),
        starts: &Starts::NONE,
    };
    let numbers = of_part(&sheet(&catalog, request, now()), Part::Emergency);
    assert_eq!(numbers, ["fr", "17", "3919", "114"]);
    assert_eq!(entry("card/rsa").matter(&catalog, Lang::FR), Some(Matter::Danger("hunger".into())));
}

#[test]
fn a_place_says_its_hours_or_that_people_call_first() {
    let mut catalog = FakeCatalog::default();
    let said = |catalog: &FakeCatalog| of_part(&made(catalog, &["place/mairie-12202"], Lang::FR, false), Part::Place);
    let sure = said(&catalog);
    assert_eq!(sure[..3], ["Mairie - Rodez", "1 place de la Mairie, 12000 Rodez", "05 00 00 00 00"]);
    assert_eq!(sure[3], "usual-hours");
    assert!(sure[4].starts_with("day-hours day=all-of entries=weekday day=2026-11-23, ") && sure[4].contains("hours="));
    assert!(sure[5].starts_with("source-line publisher=Guichet date=full-date"), "{sure:?}");
    let place = |catalog: &mut FakeCatalog, change: &dyn Fn(&mut Item)| {
        let item = catalog.items.iter_mut().find(|item| item.id == ItemId::place("mairie-12202"));
        change(item.expect("the town hall"));
    };
    place(&mut catalog, &|item| item.place.as_mut().expect("a place").hours = "\"sur rendez-vous\"".into());
    let in_words = said(&catalog);
    assert_eq!(in_words[3], "hours-in-words text=sur rendez-vous");
    assert!(in_words[4].starts_with("source-line"), "{in_words:?}");
    // The link by which an appointment is made stands after the number; another text under that heading is no link.
    let booking = |text: &str| Section {
        kind: SectionKind::Other,
        heading: Item::BOOKING.into(),
        blocks: vec![Block::Text(text.into())],
    };
    place(&mut catalog, &|item| item.sections = vec![booking("https://rdv.example/mairie")]);
    let booked = said(&catalog);
    assert!(booked.contains(&"sheet-booking address=https://rdv.example/mairie".to_owned()), "{booked:?}");
    assert_eq!(booked[..3], in_words[..3], "name, address, number");
    place(&mut catalog, &|item| item.sections = vec![booking("à l'accueil")]);
    assert_eq!(said(&catalog), in_words);
    place(&mut catalog, &|item| item.sections.clear());
    place(&mut catalog, &|item| item.place.as_mut().expect("a place").hours = "\"\"".into());
    assert_eq!(said(&catalog)[3], "hours-unknown");
    place(&mut catalog, &|item| item.place.as_mut().expect("a place").hours = "Mo-Fr 09:00-17:00".into());
    place(&mut catalog, &|item| item.source.date = Date { year: 2024, month: 1, day: 1 });
    assert!(said(&catalog)[3].starts_with("not-confirmed-since"));
    place(&mut catalog, &|item| {
        let place = item.place.as_mut().expect("a place");
        place.gone = Some(Date { year: 2026, month: 10, day: 1 });
    });
    let gone = said(&catalog);
    assert!(gone[3].starts_with("no-longer-listed"), "{gone:?}");
    assert!(!gone.iter().any(|line| line.starts_with("day-hours")), "no hours that are not sure: {gone:?}");
}

#[test]
fn what_is_gone_is_told_unless_nothing_can_be_read() {
    let mut catalog = FakeCatalog::default();
    let ids = ["card/apl", "card/gone", "place/gone", "right/gone", "situation/impaye#gone", "institution/gone"];
    let sheet = made(&catalog, &ids, Lang::EN, true);
    assert_eq!((sheet.gone.len(), sheet.unread, sheet.is_empty()), (5, false, false));
    catalog.broken = true;
    let sheet = made(&catalog, &ids, Lang::EN, true);
    assert_eq!((sheet.gone.len(), sheet.unread, sheet.is_empty()), (0, true, true));
    catalog.broken = false;
    assert!(made(&catalog, &[], Lang::FR, true).is_empty());
}

#[test]
fn the_parameter_of_a_link_opens_the_same_entry() {
    for id in
        ["card/apl", "vosdroits/F12006", "situation/loyer-impaye#agir", "place/mission_locale-01033-7", "right/rsa"]
    {
        for lang in Lang::all() {
            let parameter = parameter(lang, &entry(id)).expect("it fits");
            assert!(parameter.len() <= 64 && parameter.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)));
            assert_eq!(parse_parameter(&parameter), Some((lang, entry(id))), "{parameter}");
        }
    }
    for id in ["card/a.b", "card/a__b", "place/a/b", &format!("card/{}", "a".repeat(64))] {
        assert_eq!(parameter(Lang::FR, &entry(id)), None, "{id}");
    }
    for text in
        ["", "abc", "fr", "fr_card", "fr_card_", "xx_card_apl", "FR_card_apl", "fr_card_mon loyer", "fr_situation_x"]
    {
        assert_eq!(parse_parameter(text), None, "{text}");
    }
}
