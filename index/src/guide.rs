//! One open guide: words, content, index, places. It implements the core's `Catalog` port.

use crate::data::DataFolder;
use crate::embedded;
use crate::error::Error;
use guichet_core::catalog::{Answer, Catalog, CommuneMatch, PlaceHit, Query};
use guichet_core::message::Message;
use guichet_core::model::{
    Commune, EmergencyCategory, Item, ItemId, Lang, Moment, Opening, Place, PlaceKind, Position, Theme,
};
use guichet_core::text::distress::Distress;
use guichet_core::text::lexicon::Lexicon;
use guichet_import::authored::{self, Authored};
use guichet_locales::Locales;
use guichet_search::{Engine, Gazetteer, hours};

/// Everything a conversation needs, immutable.
pub struct Guide {
    locales: Locales,
    authored: Authored,
    distress: Distress,
    gazetteer: Gazetteer,
    engine: Engine,
}

impl Guide {
    /// Opens the guide over a data folder, building the index where it is missing or out of date.
    pub fn open(folder: &DataFolder) -> Result<Self, Error> {
        let texts = embedded::texts()?;
        let mut authored = authored::read(&texts);
        let gazetteer = Gazetteer::read(texts.get("gazetteer/communes.tsv").map(String::as_str).unwrap_or_default())?;
        let engine = open_engine(folder, std::mem::take(&mut authored.batch.items))?;
        let distress = Distress::new(std::mem::take(&mut authored.phrases), std::mem::take(&mut authored.idioms));
        Ok(Self { locales: Locales::new(), authored, distress, gazetteer, engine })
    }

    /// The words of the interface.
    pub fn locales(&self) -> &Locales {
        &self.locales
    }
}

fn open_engine(folder: &DataFolder, items: Vec<Item>) -> Result<Engine, Error> {
    let name = format!("{:016x}", embedded::fingerprint());
    if let Some(current) = folder.current().filter(|current| current.ends_with(&name))
        && let Ok(engine) = Engine::open(&current)
    {
        return Ok(engine);
    }
    let _writer = folder.lock()?;
    let generation = folder.new_generation(&name)?;
    guichet_search::build(&generation, items)?;
    folder.swap(&name)?;
    Ok(Engine::open(&generation)?)
}

/// A failing index answers nothing rather than ending a conversation; the operator sees why.
fn or_nothing<T: Default>(result: Result<T, guichet_search::SearchError>) -> T {
    result.unwrap_or_else(|error| {
        tracing::error!(%error, "the index failed to answer");
        T::default()
    })
}

impl Catalog for Guide {
    fn languages(&self) -> &[Lang] {
        self.locales.languages()
    }

    fn say(&self, lang: Lang, message: &Message) -> String {
        self.locales.say(lang, message)
    }

    fn lexicon(&self, lang: Lang) -> &Lexicon {
        self.locales.lexicon(lang)
    }

    fn distress(&self) -> &Distress {
        &self.distress
    }

    fn emergency(&self, lang: Lang) -> Vec<EmergencyCategory> {
        let emergency = &self.authored.emergency;
        emergency.get(&lang).or_else(|| emergency.get(&Lang::Fr)).cloned().unwrap_or_default()
    }

    fn themes(&self, lang: Lang) -> Vec<Theme> {
        let themes = &self.authored.themes;
        themes.get(&lang).or_else(|| themes.get(&Lang::Fr)).cloned().unwrap_or_default()
    }

    fn theme_cards(&self, theme: &str, lang: Lang) -> Vec<Item> {
        or_nothing(self.engine.theme_cards(theme, lang))
    }

    fn item(&self, id: &ItemId, lang: Lang) -> Option<Item> {
        or_nothing(self.engine.item(id, lang))
    }

    fn search(&self, query: &Query) -> Answer {
        or_nothing(self.engine.search(query))
    }

    fn communes(&self, typed: &str) -> Vec<CommuneMatch> {
        self.gazetteer.matches(typed)
    }

    fn commune(&self, code: &str) -> Option<Commune> {
        self.gazetteer.commune(code).cloned()
    }

    fn places(&self, kinds: &[PlaceKind], near: Position, limit: usize) -> Vec<PlaceHit> {
        or_nothing(self.engine.places(kinds, near, limit))
    }

    fn opening(&self, place: &Place, now: Moment) -> Opening {
        hours::opening(&place.hours, now)
    }
}
