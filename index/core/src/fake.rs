//! The in-memory twins of the ports, for tests of the guide and of the edges. The words of [`FakeCatalog`] are the
//! messages' identifiers, so that a test says which message it expects and no translation can break it.

pub mod activities;
pub mod conformance;
mod deadlines;
pub mod events;
mod letters;
pub mod phrases;
mod rights;
mod situation;
mod store;
mod words;

pub use situation::situation;
pub use store::MemoryStore;

use crate::carry::WordList;
use crate::deadline::Deadlines;
use crate::letter::Letters;
use crate::message::{Arg, Message};
use crate::model::{
    Commune, Date, EmergencyCategory, EmergencyNumber, FeatureId, Institution, Institutions, Item, ItemId, ItemKind,
    Lang, Moment, Opening, OpeningState, Paper, PaperId, Phone, Place, Plural, Position, Situation, SourceRef, Theme,
    Translation,
};
use crate::phrase::PhraseBook;
use crate::ports::catalog::{
    Answer, Catalog, CommuneMatch, Hit, NameMatch, Near, PlaceHit, Query, Suggestion, Sureness, Unavailable,
};
use crate::rights::{Month, RightsWords, Rulebook};
use crate::text::amount::Vocabulary;
use crate::text::distress::{CategoryPhrases, Distress, Phrases};
use crate::text::reader::{Lesson, Reader, train};
use crate::text::{lexicon::Lexicon, normal::fold};
use std::sync::{Arc, LazyLock};

/// A catalogue held in memory.
pub struct FakeCatalog {
    /// Items: cards, situations and places.
    pub items: Vec<Item>,
    /// Situations.
    pub situations: Vec<Situation>,
    /// Rules of the screening, and their words.
    pub rights: Option<Arc<Rulebook>>,
    rights_words: RightsWords,
    /// Communes.
    pub communes: Vec<Commune>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// The index cannot be read.
    pub broken: bool,
    institutions: Institutions,
    lexicons: [Lexicon; 2],
    distress: Distress,
}

/// A card with a title and nothing else.
pub fn card(id: &str, title: &str) -> Item {
    Item {
        id: id.into(),
        kind: ItemKind::Card,
        lang: Lang::FR,
        translation: Translation::default(),
        title: title.into(),
        summary: String::new(),
        sections: Vec::new(),
        keywords: Vec::new(),
        themes: vec!["logement".into()],
        covers: Vec::new(),
        counters: vec!["caf".into()],
        routes: Vec::new(),
        phones: Vec::new(),
        place: None,
        source: SourceRef {
            name: SourceRef::AUTHORED.into(),
            id: id.into(),
            url: None,
            publisher: "Guichet".into(),
            licence: "etalab-2.0".into(),
            date: Date { year: 2026, month: 11, day: 1 },
            verified: None,
            review_by: None,
            doubts: false,
        },
    }
}

/// Two institutions: one with a number, one without.
fn institutions() -> Institutions {
    let mut institutions = Institutions::new(["où".to_owned(), "trouve".to_owned()]);
    for (id, name, phone) in [("caf", "Caf", Some("32 30")), ("creche", "Crèche", None)] {
        let phone = phone.map(|number| Phone {
            number: number.into(),
            name: name.into(),
            terms: "gratuit".into(),
            checked: Some(Date { year: 2026, month: 11, day: 1 }),
        });
        let shown = Institution {
            id: ItemId::institution(id),
            name: name.into(),
            formerly: vec!["Allocs".into()],
            what: "Des aides.".into(),
            instead: "La mairie aide.".into(),
            phone,
            kinds: vec!["caf".into(), "mairie".into()],
            theme: "logement".into(),
            urgent: false,
            is_need: id == "creche",
        };
        let _ = institutions.add([(Lang::FR, shown)].into(), &[name.to_owned()]);
    }
    institutions
}

/// A few words of answers.
fn answer_words(key: &str) -> String {
    match key {
        "nothing" => "rien, aucun, zéro, non",
        "not" => "pas, sans",
        "unknown" => "je ne sais pas, je sais pas",
        "silent" => "je ne veux pas dire",
        "about" => "environ, je crois",
        "months" => "mois",
        "years" => "ans, an",
        "weeks" => "semaines",
        "yearly" => "par an",
        "euros" => "euros",
        "gross" => "brut",
        "and" => "et",
        "range" => "entre, ou",
        "children" => "enfants, enfant",
        "expecting" => "enceinte",
        "shared" => "en garde alternée",
        "twins" => "jumeaux 2",
        "numerals" => "un 1, deux 2, mille 1000, cents 100",
        "calendar" => "mars 3",
        "fill" => "de, j, ai",
        _ => "",
    }
    .to_owned()
}

/// A language with one phrase of distress; French has a bare word more.
fn phrases(lang: Lang, act: &str) -> Phrases {
    let violence = CategoryPhrases { id: "violence".into(), acts: vec![act.into()], ..CategoryPhrases::default() };
    let hunger = CategoryPhrases { id: "hunger".into(), bare: vec!["faim".into()], ..CategoryPhrases::default() };
    let categories = if lang == Lang::FR { vec![violence, hunger] } else { vec![violence] };
    Phrases { lang, categories, ..Phrases::default() }
}

/// A reader that has been told the phrases above, and one thing without any of their words.
fn reader() -> Option<Reader> {
    static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let lesson = |text: &str, means: Option<&str>| Lesson {
            text: text.into(),
            means: means.map(str::to_owned),
            weight: 1.0,
            of: String::new(),
        };
        let told = [
            "ils seraient mieux sans moi",
            "ils seraient bien mieux sans moi",
            "il me frappe souvent",
            "aide au logement il me frappe souvent",
            "mi marido me pega",
        ];
        let ordinary = ["aide au logement", "où aller à Rodez", "bonjour", "saint denis", "le loyer", "deux enfants"];
        let told = told.iter().map(|text| lesson(text, Some("hunger")));
        let lessons: Vec<Lesson> = told.chain(ordinary.iter().map(|text| lesson(text, None))).collect();
        train(&lessons, &[(Lang::FR, "charge".into())], &[])
    });
    Reader::open(TABLE.as_slice())
}

/// A town hall.
pub fn town_hall(commune: &Commune) -> Item {
    let mut item = card(&format!("place/mairie-{}", commune.code), &format!("Mairie - {}", commune.name));
    item.kind = ItemKind::Place;
    item.place = Some(Place {
        kind: "mairie".into(),
        address: "1 place de la Mairie".into(),
        postal_code: commune.postal_codes[0].clone(),
        commune: commune.name.clone(),
        commune_code: commune.code.clone(),
        phone: "05 00 00 00 00".into(),
        website: String::new(),
        hours: "Mo-Fr 09:00-17:00".into(),
        position: commune.position,
        ..Place::default()
    });
    item
}

impl Default for FakeCatalog {
    fn default() -> Self {
        let commune = |code: &str, name: &str, postal: &str, lat, lon| Commune {
            code: code.into(),
            name: name.into(),
            departement: code[..2].into(),
            postal_codes: vec![postal.into()],
            population: 1000,
            position: Position::new(lat, lon),
        };
        let communes = vec![
            commune("12202", "Rodez", "12000", 44.35, 2.57),
            commune("93066", "Saint-Denis", "93200", 48.93, 2.36),
            commune("11339", "Saint-Denis", "11310", 43.36, 2.22),
            // Called like a word of every day.
            commune("37060", "Chargé", "37530", 47.43, 1.03),
        ];
        let mut items = vec![card("card/apl", "Aide au logement"), card("card/rsa", "RSA")];
        items.extend(communes.iter().map(town_hall));
        let situations = vec![situation()];
        items.extend(situations.iter().map(|situation| situation.item.clone()));
        let words = |lang: Lang| {
            move |key: &str| {
                match key {
                    "number-2" if lang == Lang::EN => "two",
                    "menu" => "menu, accueil",
                    "back" => "retour",
                    "help" => "aide, aidez moi",
                    "stop" => "stop, arrêter",
                    "language" => "langue",
                    "emergency" => "urgence",
                    "forget" => "oublier, tout effacer",
                    "privacy" => "confidentialité",
                    "yes" => "oui",
                    "no" => "non",
                    "greetings" => "bonjour, merci",
                    "number-2" => "deux",
                    "articles" => "la, le",
                    "ranks" => "e, nd",
                    "fillers" => "svp, stp, please",
                    "leads" => "je choisis, je veux",
                    "erasing" => "effacer",
                    "ordinary" => "danser, menuisier",
                    "human" => "un humain, conseiller",
                    "places" => "à, in, de",
                    "dwelling" => "habite, mairie",
                    "when-tomorrow" => "demain",
                    "when-hour" => "h",
                    "when-day-0" => "lundi",
                    "when-day-1" => "mardi",
                    "where" => "où aller, where do i go",
                    _ => "",
                }
                .to_owned()
            }
        };
        let theme = |id: &str| Theme { id: id.into(), label: id.into(), hint: String::new() };
        Self {
            items,
            situations,
            rights: rights::rulebook().map(Arc::new),
            rights_words: rights::words(),
            communes,
            themes: vec![theme("logement"), theme("social-sante")],
            broken: false,
            institutions: institutions(),
            lexicons: [Lang::FR, Lang::EN]
                .map(|lang| Lexicon::new(words(lang)).answering(Vocabulary::new(&[&answer_words]))),
            distress: Distress::new([
                phrases(Lang::FR, "il me frappe souvent"),
                phrases(Lang::EN, "he beats me"),
                phrases(Lang::ES, "mi marido me pega"),
            ])
            .with(reader()),
        }
    }
}

impl FakeCatalog {
    fn index(&self) -> Result<&[Item], Unavailable> {
        if self.broken { Err(Unavailable) } else { Ok(&self.items) }
    }
}

impl Catalog for FakeCatalog {
    fn languages(&self) -> &[Lang] {
        &[Lang::FR, Lang::EN]
    }

    fn say(&self, _lang: Lang, message: &Message) -> String {
        let args: Vec<String> = message
            .args()
            .into_iter()
            .map(|(name, value)| match value {
                Arg::Text(text) => format!(" {name}={text}"),
                Arg::Number(number) => format!(" {name}={number}"),
                Arg::Year(year) => format!(" {name}={year}"),
                Arg::Month(month) => format!(" {name}={}-{:02}", month.year, month.month),
                Arg::Date(date) | Arg::Weekday(date) => format!(" {name}={date}"),
                Arg::Time(minute) => format!(" {name}={minute}"),
                Arg::List(entries) => format!(" {name}={}", entries.join(", ")),
            })
            .collect();
        format!("{}{}", message.id(), args.concat())
    }

    fn write(&self, lang: Lang, value: Arg<'_>) -> String {
        phrases::written(lang, value)
    }

    fn plural(&self, lang: Lang, count: u32) -> Plural {
        phrases::plural(lang, count)
    }

    fn lexicon(&self, lang: Lang) -> &Lexicon {
        &self.lexicons[usize::from(lang == Lang::EN)]
    }

    fn distress(&self) -> &Distress {
        &self.distress
    }

    fn emergency(&self, lang: Lang) -> Vec<EmergencyCategory> {
        let number = |number: &str| EmergencyNumber {
            number: number.into(),
            name: String::new(),
            terms: String::new(),
            checked: Date { year: 2026, month: 11, day: 1 },
            source: "test".into(),
        };
        let category = |id: &str, numbers: &[&str]| EmergencyCategory {
            id: id.into(),
            label: id.into(),
            advice: lang.code().into(),
            numbers: numbers.iter().map(|n| number(n)).collect(),
            card: (id == "hunger").then(|| "card/rsa".into()),
            also: Vec::new(),
        };
        vec![
            category("danger", &["112", "17", "114", "15"]),
            category("violence", &["17", "3919", "114"]),
            category("hunger", &["115"]),
        ]
    }

    fn is_public_number(&self, digits: &str) -> bool {
        digits == "0141864247"
    }

    fn is_number_of_place(&self, digits: &str) -> Result<bool, Unavailable> {
        self.index().map(|_| ["0565000001", "0639980001"].contains(&digits))
    }

    fn is_private(&self, id: &str) -> bool {
        id == "card/aspa"
    }

    fn themes(&self, _lang: Lang) -> Vec<Theme> {
        self.themes.clone()
    }

    fn theme_cards(&self, theme: &str, _lang: Lang) -> Result<Vec<Item>, Unavailable> {
        let of_theme = |item: &&Item| item.place.is_none() && item.themes.iter().any(|t| t == theme);
        self.index().map(|items| items.iter().filter(of_theme).cloned().collect())
    }

    fn item(&self, id: &ItemId, _lang: Lang) -> Result<Option<Item>, Unavailable> {
        self.index().map(|items| items.iter().find(|item| item.id == *id).cloned())
    }

    fn situation(&self, id: &ItemId, _lang: Lang) -> Option<Situation> {
        self.situations.iter().find(|situation| situation.item.id == *id).cloned()
    }

    fn papers(&self, ids: &[PaperId], _lang: Lang) -> Vec<Paper> {
        let paper = |id: &PaperId| Paper { id: id.clone(), name: id.to_string(), place: "À la mairie.".into() };
        ids.iter().map(paper).collect()
    }

    fn right_papers(&self, right: &str) -> Vec<PaperId> {
        if right == "rsa" { vec!["rib".into()] } else { Vec::new() }
    }

    fn institutions(&self) -> &Institutions {
        &self.institutions
    }

    fn deadlines(&self) -> &Deadlines {
        deadlines::deadlines()
    }

    fn letters(&self) -> &Letters {
        letters::letters()
    }

    fn phrase_book(&self) -> &PhraseBook {
        phrases::phrase_book()
    }

    fn rulebook(&self, _month: Month) -> Option<Arc<Rulebook>> {
        self.rights.clone()
    }

    fn rights_words(&self, _lang: Lang) -> &RightsWords {
        &self.rights_words
    }

    fn right_card(&self, right: &str) -> Option<ItemId> {
        (right == "rsa").then(|| ItemId::card("rsa"))
    }

    fn search(&self, query: &Query) -> Result<Answer, Unavailable> {
        let words: Vec<String> = fold(&query.text).split(' ').filter(|w| w.len() > 2).map(str::to_owned).collect();
        let found = self.index()?.iter().filter(|item| {
            let title = fold(&item.title);
            item.place.is_none() && words.iter().any(|word| title.contains(word.as_str()))
        });
        let hits = found.map(|item| Hit {
            item: item.clone(),
            score: 1.0,
            distance_km: None,
            open: None,
            through: None,
            fallback: false,
        });
        let hits = hits.take(query.limit).collect();
        Ok(Answer {
            lang: Lang::FR,
            understood: words.join(" "),
            guessed: words.iter().any(|word| word == "guessed"),
            sure: if words.iter().any(|word| word == "perhaps") { Sureness::Perhaps } else { Sureness::Found },
            hits,
            open_within_km: None,
        })
    }

    fn suggest(&self, typed: &str, lang: Lang, limit: usize) -> Result<Vec<Suggestion>, Unavailable> {
        let query = Query { text: typed.to_owned(), lang: Some(lang), limit, ..Query::default() };
        let hits = self.search(&query)?.hits;
        Ok(hits.into_iter().map(|hit| Suggestion::Item(Box::new(hit.item))).collect())
    }

    fn communes(&self, typed: &str) -> Vec<CommuneMatch> {
        let typed = fold(typed);
        let test = |commune: &&Commune| fold(&commune.name) == typed || commune.postal_codes.contains(&typed);
        self.communes
            .iter()
            .filter(test)
            .map(|c| CommuneMatch { commune: c.clone(), how: NameMatch::Whole, former: None })
            .collect()
    }

    fn named_communes(&self, typed: &str) -> Vec<CommuneMatch> {
        self.communes(typed)
    }

    fn departement(&self, _code: &str) -> Option<String> {
        None
    }

    fn commune(&self, code: &str) -> Option<Commune> {
        self.communes.iter().find(|commune| commune.code == code).cloned()
    }

    fn places(&self, near: &Near<'_>) -> Result<Vec<PlaceHit>, Unavailable> {
        let is_meant = |place: &Place| {
            (near.kinds.is_empty() || near.kinds.contains(&place.kind))
                && near.features.iter().all(|feature| place.features.contains(feature))
                && near.open_at.is_none_or(|when| self.opening(place, when.from()).state == OpeningState::Open)
        };
        let hit =
            |item: &Item| Some(PlaceHit { item: item.clone(), distance_km: item.position()?.distance_km(near.at) });
        let meant = self.index()?.iter().filter(|item| item.place.as_ref().is_some_and(is_meant));
        let mut hits: Vec<PlaceHit> = meant.filter_map(hit).collect();
        hits.sort_by(|a, b| a.distance_km.total_cmp(&b.distance_km));
        hits.truncate(near.limit);
        Ok(hits)
    }

    fn place_ids(&self, commune: Option<&str>) -> Result<Vec<ItemId>, Unavailable> {
        let of = |item: &&Item| {
            item.place.as_ref().is_some_and(|place| commune.is_none_or(|commune| place.commune_code == commune))
        };
        self.index().map(|items| items.iter().filter(of).map(|item| item.id.clone()).collect())
    }

    fn carry_words(&self) -> &WordList {
        words::list()
    }

    fn feature(&self, id: &FeatureId, _lang: Lang) -> Option<String> {
        Some(id.to_string())
    }

    fn opening(&self, place: &Place, now: Moment) -> Opening {
        let at = |minute| Some(Moment { date: now.date, minute });
        let tomorrow = Some(Moment { date: now.date, minute: 540 }.plus_minutes(1440));
        let (state, next_change) = match now.minute {
            _ if place.hours.starts_with('"') => (OpeningState::Unknown, None),
            0..540 => (OpeningState::Closed, at(540)),
            540..1020 => (OpeningState::Open, at(1020)),
            _ => (OpeningState::Closed, tomorrow),
        };
        Opening { state, next_change, holiday: false }
    }
}
