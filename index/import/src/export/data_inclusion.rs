//! Structures and services of data·inclusion, version 1 of the schema, as JSON: an object with both lists. What a place offers
//! is a service under the name of the place, one for each type of service, which is a single value there.

use super::mednum::section;
use super::{ExportError, List, Work, lines, of, phone};
use crate::structure::headings;
use guichet_content::{Features, Standard};
use guichet_core::model::{Item, Lang, Place};
use serde::Serialize;
use std::io::Write;

/// Longest and shortest name, shortest description, in characters.
const NAME: (usize, usize) = (3, 150);
const DESCRIPTION: usize = 5;
/// Nobody in particular.
const EVERYBODY: (&str, &str) = ("publics", "tous-publics");
/// The licence of the collection: another one is said beside the record.
const LICENCE: &str = "etalab-2.0";

#[derive(Serialize)]
struct Structure<'a> {
    id: String,
    source: String,
    nom: &'a str,
    date_maj: String,
    siret: Option<&'a str>,
    description: Option<&'a str>,
    adresse: Option<&'a str>,
    complement_adresse: Option<&'a str>,
    code_postal: Option<&'a str>,
    code_insee: Option<&'a str>,
    commune: Option<&'a str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    telephone: Option<String>,
    site_web: Option<&'a str>,
    horaires_accueil: Option<&'a str>,
    accessibilite_lieu: Option<String>,
    lien_source: Option<&'a str>,
    reseaux_porteurs: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
}

#[derive(Serialize)]
struct Service<'a> {
    id: String,
    structure_id: &'a str,
    source: &'a str,
    nom: &'a str,
    description: String,
    date_maj: String,
    r#type: Option<&'a str>,
    thematiques: Option<Vec<&'a str>>,
    frais: Option<&'a str>,
    publics: Option<Vec<&'a str>>,
    modes_accueil: Option<Vec<&'a str>>,
    modes_mobilisation: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mobilisable_par: Option<[&'a str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lien_mobilisation: Option<&'a str>,
}

pub(super) fn write<I: Iterator<Item = Item>>(
    places: &dyn Fn() -> I,
    work: &mut Work<'_>,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let mut written = 0;
    let mut structures = List::begin(out, "{\"structures\":[")?;
    for item in places() {
        let Some(place) = of(&item) else { continue };
        if item.title.chars().count() < NAME.0 {
            work.losses.leave_out("a name of two letters");
            continue;
        }
        work.licences.take(&item.source.licence)?;
        let (source, id) = named(&item, work);
        structures.add(&structure(&item, place, source, id, work))?;
        written += 1;
    }
    structures.end("\n],\n")?;
    // The same identifiers, in the same order.
    work.ids.clear();
    let mut services = List::begin(out, "\"services\":[")?;
    for item in places().filter(|item| item.title.chars().count() >= NAME.0) {
        let Some(place) = of(&item) else { continue };
        let (source, id) = named(&item, work);
        let values = Values::of(place, work);
        let types = values.types();
        // The link stands with a service.
        if types.is_empty() && item.booking().is_some() {
            work.losses.add("an appointment on line");
        }
        for (index, kind) in types.into_iter().enumerate() {
            services.add(&values.service(&item, &source, &id, index, kind))?;
        }
    }
    services.end("\n]}\n")?;
    Ok(written)
}

/// The producer and the identifier, which begins with it.
fn named(item: &Item, work: &mut Work<'_>) -> (String, String) {
    let own = item.source.id.as_str();
    let id = if own.contains("--") { own.to_owned() } else { format!("{}--{own}", item.source.name) };
    let mut id = work.id(id, &item.id);
    if !id.contains("--") {
        id = format!("{}--{id}", item.source.name);
    }
    let source = id.split_once("--").map_or("", |(source, _)| source).to_owned();
    (source, id)
}

/// What holds something.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A name as long as the standard takes it.
fn name(title: &str) -> &str {
    let cut = title.char_indices().nth(NAME.1).map_or(title.len(), |(end, _)| end);
    title[..cut].trim_end()
}

fn structure<'a, 'w: 'a>(
    item: &'a Item,
    place: &'a Place,
    source: String,
    id: String,
    work: &mut Work<'w>,
) -> Structure<'a> {
    work.losses.of_place(item, place, &[headings::ACCESS_PAGE, headings::BOOKING, headings::REQUEST]);
    let features: &'w Features = work.features;
    let network = features.network(&place.kind);
    if network.is_none() {
        work.losses.add(&format!("the kind of place: {}", place.kind));
    }
    if !item.counters.is_empty() {
        work.losses.add("further kinds of place");
    }
    let nom = name(&item.title);
    if nom != item.title {
        work.losses.add("the end of a long name");
    }
    let labels = place.features.iter().flat_map(|id| features.written(id, Standard::DataInclusion));
    let mut networks: Vec<&str> =
        labels.filter(|(field, _)| *field == "reseaux_porteurs").map(|(_, value)| value).collect();
    networks.extend(network);
    let mut seen = std::collections::BTreeSet::new();
    networks.retain(|network| seen.insert(*network));
    let description = some(&item.summary).filter(|text| text.chars().count() >= DESCRIPTION);
    let page = Some(section(item, headings::ACCESS_PAGE)).filter(|page| page.starts_with("http"));
    let (street, more) = lines(place);
    let address = |url: &'a str, what: &str, work: &mut Work<'w>| {
        let sound = some(url).filter(|url| url.is_ascii());
        if sound.is_none() && !url.is_empty() {
            work.losses.add(what);
        }
        sound
    };
    Structure {
        nom,
        date_maj: item.source.date.to_string(),
        siret: some(&place.siret),
        description,
        adresse: some(street),
        complement_adresse: some(more),
        code_postal: some(&place.postal_code)
            .filter(|code| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit())),
        code_insee: some(&place.commune_code).filter(|code| code.len() == 5),
        commune: some(&place.commune),
        latitude: place.position.map(|at| at.lat),
        longitude: place.position.map(|at| at.lon),
        telephone: phone(place).or_else(|| some(&place.phone).map(str::to_owned)),
        site_web: address(&place.website, "a web site whose address has accents", work),
        horaires_accueil: some(&place.hours),
        accessibilite_lieu: page,
        lien_source: address(item.source.url.as_deref().unwrap_or_default(), "a page whose address has accents", work),
        reseaux_porteurs: Some(networks).filter(|networks| !networks.is_empty()),
        licence: some(&item.source.licence).filter(|licence| *licence != LICENCE),
        id,
        source,
    }
}

/// What a place offers, by field of a service.
struct Values<'a> {
    /// Field, value, and how a reader calls it.
    values: Vec<(&'a str, &'a str, String)>,
}

impl<'a> Values<'a> {
    /// The values of a place; what has none, or no room beside another one, is told.
    fn of(place: &Place, work: &mut Work<'a>) -> Self {
        let features: &'a Features = work.features;
        let mut values: Vec<(&str, &str, String)> = Vec::new();
        for feature in &place.features {
            let mut carried = false;
            for (field, value) in features.written(feature, Standard::DataInclusion) {
                // One price alone can be said.
                if field == "frais" && values.iter().any(|(other, ..)| *other == field) {
                    continue;
                }
                carried = true;
                if field != "reseaux_porteurs" {
                    values.push((field, value, features.label(feature, Lang::FR).unwrap_or_default()));
                }
            }
            if !carried {
                work.losses.add(&format!("what it offers: {feature}"));
            }
        }
        // Everybody stands alone there.
        let everybody = values.iter().any(|(field, value, _)| (*field, *value) == EVERYBODY);
        let few = |(field, value, _): &(&str, &str, String)| {
            everybody && *field == EVERYBODY.0 && (*field, *value) != EVERYBODY
        };
        if values.iter().any(few) {
            work.losses.add("for whom in particular, where everybody may come");
            values.retain(|value| !few(value));
        }
        Self { values }
    }

    fn all(&self, field: &str) -> Vec<&'a str> {
        self.values.iter().filter(|(known, ..)| *known == field).map(|(_, value, _)| *value).collect()
    }

    fn list(&self, field: &str) -> Option<Vec<&'a str>> {
        Some(self.all(field)).filter(|values| !values.is_empty())
    }

    /// The types of the services to write: a single one without a type where there is none, nothing where nothing is offered.
    fn types(&self) -> Vec<Option<&'a str>> {
        let types: Vec<Option<&str>> = self.all("type").into_iter().map(Some).collect();
        if types.is_empty() && !self.values.is_empty() { vec![None] } else { types }
    }

    fn service<'s>(
        &self,
        item: &'s Item,
        source: &'s str,
        structure: &'s str,
        index: usize,
        kind: Option<&'a str>,
    ) -> Service<'s>
    where
        'a: 's,
    {
        // One feature may stand in two fields.
        let mut labels: Vec<&str> = self.values.iter().map(|(.., label)| label.as_str()).collect();
        labels.dedup();
        let labels = labels.join(", ");
        let booking = item.booking().filter(|page| page.is_ascii());
        let told = [&item.summary, &labels].into_iter().find(|text| text.chars().count() >= DESCRIPTION);
        Service {
            id: format!("{structure}-{}", index + 1),
            structure_id: structure,
            source,
            nom: name(&item.title),
            description: told.unwrap_or(&item.title).clone(),
            date_maj: item.source.date.to_string(),
            r#type: kind,
            thematiques: self.list("thematiques"),
            frais: self.all("frais").first().copied(),
            publics: self.list("publics"),
            modes_accueil: self.list("modes_accueil"),
            modes_mobilisation: self.list("modes_mobilisation"),
            mobilisable_par: booking.map(|_| ["usagers"]),
            lien_mobilisation: booking,
        }
    }
}
