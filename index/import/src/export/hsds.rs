//! Open Referral HSDS 3.0, JSON: a list of organizations, each with its location and its service. Identifiers are made from
//! ours, so that they are the same in every file. What has no field of its own, kind of place, offer, source and licence, is
//! an attribute of the service, under a taxonomy of ours that says what it means;
//! by them the same place is read back.

use super::mednum::section;
use super::{ExportError, List, Work, lines, of};
use crate::osm_week;
use crate::structure::headings;
use guichet_content::Standard;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{FeatureId, Item, Lang, Place};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Who gives the identifier of a location.
pub(crate) const OURS: &str = "guichet";
/// The taxonomies of the attributes.
pub(crate) const FEATURES: &str = "guichet-features";
pub(crate) const KINDS: &str = "guichet-kinds";
pub(crate) const SOURCES: &str = "guichet-sources";
pub(crate) const COMMUNES: &str = "insee-communes";
pub(crate) const ADDRESS: &str = "guichet-address";

pub(super) fn write(
    places: impl Iterator<Item = Item>,
    work: &mut Work<'_>,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let mut list = List::begin(out, "[")?;
    let mut written = 0;
    for item in places {
        let Some(place) = of(&item) else { continue };
        work.licences.take(&item.source.licence)?;
        work.losses.of_place(&item, place, &[headings::ACCESS_PAGE, headings::BOOKING, headings::REQUEST]);
        list.add(&organization(&item, place, work))?;
        written += 1;
    }
    list.end("\n]\n")?;
    Ok(written)
}

/// A UUID of ours for a part of a place.
fn uuid(item: &Item, part: &str) -> String {
    named(&item.id, part)
}

/// A UUID (version 8) made from two names: the same in every run.
fn named(whole: &str, part: &str) -> String {
    let [high, low] = ["a", "b"].map(|half| {
        let mut hash = Fingerprint::new();
        [half, whole, part].iter().for_each(|text| hash.field(text.as_bytes()));
        hash.to_string()
    });
    let figures: Vec<char> = high.chars().chain(low.chars()).collect();
    let part = |from: usize, to: usize| figures[from..to].iter().collect::<String>();
    format!("{}-{}-8{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// An object without the fields that hold nothing.
fn object(fields: Value) -> Value {
    let Value::Object(fields) = fields else { return fields };
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    Value::Object(fields.into_iter().filter(|(_, value)| !empty(value)).collect::<Map<String, Value>>())
}

fn organization(item: &Item, place: &Place, work: &mut Work<'_>) -> Value {
    let said = if item.summary.is_empty() { &item.title } else { &item.summary };
    let sound = |url: &str| if url.is_ascii() { url.to_owned() } else { String::new() };
    if !place.website.is_ascii() {
        work.losses.add("a web site whose address has accents");
    }
    let siret = json!({"id": uuid(item, "siret"), "identifier_type": "SIRET", "identifier_scheme": "FR-SIRET", "identifier": place.siret});
    object(json!({
        "id": uuid(item, "organization"),
        "name": item.title,
        "description": said,
        "website": sound(&place.website),
        "uri": sound(item.source.url.as_deref().unwrap_or_default()),
        "organization_identifiers": if place.siret.is_empty() { json!([]) } else { json!([siret]) },
        "locations": [location(item, place, work)],
        "services": [service(item, place, work)],
    }))
}

fn location(item: &Item, place: &Place, work: &mut Work<'_>) -> Value {
    let languages = place.features.iter().filter(|id| id.facet() == "language");
    let languages: Vec<Value> = languages
        .filter_map(|id| {
            let code = work.features.written(id, Standard::Hsds).find(|(field, _)| *field == "languages")?.1;
            let name = work.features.label(id, Lang::FR)?;
            Some(json!({"id": uuid(item, id), "name": name, "code": code}))
        })
        .collect();
    let accessibility = place.features.iter().filter_map(|id| {
        let (_, value) = work.features.written(id, Standard::Hsds).find(|(field, _)| *field == "accessibility")?;
        Some(object(json!({"id": uuid(item, id), "description": value})))
    });
    let mut accessibility: Vec<Value> = accessibility.collect();
    let page = section(item, headings::ACCESS_PAGE);
    if page.starts_with("http") {
        accessibility.push(json!({"id": uuid(item, "access"), "url": page}));
    }
    let phones = if place.phone.is_empty() {
        json!([])
    } else {
        json!([{"id": uuid(item, "phone"), "number": super::phone(place).unwrap_or_else(|| place.phone.clone()), "type": "voice"}])
    };
    object(json!({
        "id": uuid(item, "location"),
        "location_type": "physical",
        "name": item.title,
        "latitude": place.position.map(|at| at.lat),
        "longitude": place.position.map(|at| at.lon),
        "external_identifier": item.id.as_str(),
        "external_identifier_type": OURS,
        "addresses": address(item, place).into_iter().collect::<Vec<_>>(),
        "phones": phones,
        "languages": languages,
        "accessibility": accessibility,
        "schedules": schedules(item, place, work),
    }))
}

/// The address, where each part that the standard asks for is known; else what is known stands in attributes.
fn address(item: &Item, place: &Place) -> Option<Value> {
    let (street, more) = lines(place);
    // Overseas the département takes three characters.
    let figures = if place.commune_code.starts_with("97") { 3 } else { 2 };
    let departement = place.commune_code.get(..figures).unwrap_or_default();
    let parts = [street, &place.commune, &place.postal_code, departement];
    if parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    Some(object(json!({
        "id": uuid(item, "address"),
        "address_1": street,
        "address_2": more,
        "city": place.commune,
        "state_province": departement,
        "postal_code": place.postal_code,
        "country": "FR",
        "address_type": "physical",
    })))
}

/// The week where it is plain, one schedule a span of hours; else the hours as they are written.
fn schedules(item: &Item, place: &Place, work: &mut Work<'_>) -> Vec<Value> {
    if place.hours.is_empty() {
        return Vec::new();
    }
    let Some(spans) = osm_week::spans(&place.hours) else {
        work.losses.add("hours that are no plain week: written as a text");
        return vec![json!({"id": uuid(item, "hours"), "description": place.hours})];
    };
    let schedule = |(index, span): (usize, osm_week::Span)| {
        // The whole as it is written, once: days may be put together in several ways.
        let whole = if index == 0 { place.hours.as_str() } else { "" };
        object(json!({
            "notes": whole,
            "id": uuid(item, &format!("hours {index}")),
            "freq": "WEEKLY",
            "wkst": "MO",
            "interval": 1,
            "byday": span.days.join(","),
            "opens_at": span.from,
            "closes_at": span.to,
        }))
    };
    spans.into_iter().enumerate().map(schedule).collect()
}

fn service(item: &Item, place: &Place, work: &mut Work<'_>) -> Value {
    let attribute = |taxonomy: &str, code: &str, name: &str, about: &str| {
        let part = format!("{taxonomy} {code}");
        json!({
            "id": uuid(item, &part),
            "link_type": taxonomy,
            "link_entity": "service",
            "value": code,
            "taxonomy_term": {
                "id": named(taxonomy, code),
                "code": code,
                "name": name,
                "description": about,
                "taxonomy": taxonomy,
                "language": "fr",
            },
        })
    };
    let kinds = [&place.kind].into_iter().chain(&item.counters);
    let mut attributes: Vec<Value> = kinds
        .map(|kind| attribute(KINDS, kind, kind, "kind of place, in the words of the national directory"))
        .collect();
    let label = |id: &FeatureId| work.features.label(id, Lang::FR).unwrap_or_else(|| id.to_string());
    let about = |id: &FeatureId| {
        let facts = work.features.position(id).and_then(|at| work.features.all().get(at));
        facts.map(|facts| facts.about.clone()).filter(|about| !about.is_empty()).unwrap_or_else(|| label(id))
    };
    attributes.extend(place.features.iter().map(|id| attribute(FEATURES, id, &label(id), &about(id))));
    let told = [("publisher", &item.source.publisher), ("licence", &item.source.licence)];
    let told = told.iter().filter(|(_, text)| !text.is_empty());
    attributes.extend(told.map(|(what, text)| attribute(SOURCES, text, text, what)));
    if !place.commune_code.is_empty() {
        attributes.push(attribute(COMMUNES, &place.commune_code, &place.commune, "INSEE code of the commune"));
    }
    if address(item, place).is_none() {
        let known = [("street", &place.address), ("postal code", &place.postal_code), ("commune", &place.commune)];
        let known = known.iter().filter(|(_, text)| !text.is_empty());
        attributes.extend(known.map(|(what, text)| attribute(ADDRESS, text, text, what)));
    }
    let of_field = |field: &'static str| {
        let written = place.features.iter().flat_map(|id| work.features.written(id, Standard::Hsds));
        written.filter(move |(known, _)| *known == field).map(|(_, value)| value)
    };
    let costs: Vec<Value> =
        of_field("cost_options").map(|value| json!({"id": uuid(item, value), "option": value})).collect();
    object(json!({
        "id": uuid(item, "service"),
        "name": item.title,
        "status": "active",
        "url": item.booking().filter(|page| page.is_ascii()),
        "eligibility_description": of_field("eligibility").collect::<Vec<_>>().join("; "),
        "assured_date": item.source.date.to_string(),
        "cost_options": costs,
        "attributes": attributes,
        "service_at_locations": [{
            "id": uuid(item, "service at location"),
            "location": {"id": uuid(item, "location"), "location_type": "physical"},
        }],
    }))
}
