//! Organizations as this program hands them out: what the standard has no field for stands in attributes of ours, and is read
//! back to the letter.

use super::{Values, objects, text};
use crate::contact;
use crate::export::hsds::{ADDRESS, COMMUNES, FEATURES, KINDS, OURS, SOURCES};
use crate::fields::{self, line};
use crate::prose::short;
use crate::record::Record;
use crate::structure::headings;
use guichet_core::model::ItemId;

/// Longest identifier, in characters.
const LONGEST: usize = 120;

/// The place of an organization that this program wrote; `None` for any other.
pub(super) fn record(source: &str, organization: &Values) -> Option<Record> {
    let location = first(organization, "locations")?;
    let service = first(organization, "services")?;
    if text(location, "external_identifier_type") != OURS {
        return None;
    }
    let id = text(location, "external_identifier");
    let bare = id.strip_prefix("place/")?;
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if bare.is_empty() || bare.len() > LONGEST || !bare.chars().all(sound) {
        return None;
    }
    let address = first(location, "addresses");
    let attribute = |taxonomy: &str, what: &str| {
        let known = terms(service, taxonomy).find(|term| text(term, "description") == what);
        known.map(|term| text(term, "code"))
    };
    let part = |key: &str, what: &str| match address {
        Some(address) => text(address, key),
        None => attribute(ADDRESS, what).unwrap_or_default(),
    };
    let street = match address {
        Some(address) => [text(address, "address_1"), text(address, "address_2")].join("\n"),
        None => part("", "street"),
    };
    let schedule = first(location, "schedules");
    let told = |key: &str| schedule.map(|schedule| text(schedule, key)).filter(|told| !told.is_empty());
    let name = short(&text(organization, "name"));
    let summary = text(organization, "description");
    let number = first(location, "phones").and_then(|phone| contact::phones(&text(phone, "number")).into_iter().next());
    let siret =
        first(organization, "organization_identifiers").and_then(|known| fields::siret(&text(known, "identifier")));
    let commune = terms(service, COMMUNES).next();
    let page = |url: String| contact::website(&url);
    let access = objects(location, "accessibility").find_map(|access| page(text(access, "url")));
    let notes = [(headings::ACCESS_PAGE, access), (headings::BOOKING, page(text(service, "url")))];
    let source_of = |what: &str| attribute(SOURCES, what).map(|text| line(&text));
    Some(Record {
        id: bare.to_owned(),
        given: Some(ItemId::place(bare)),
        source: source.to_owned(),
        kinds: terms(service, KINDS).filter_map(|term| fields::kind(&text(term, "code"))).collect(),
        features: terms(service, FEATURES).map(|term| text(term, "code").into()).collect(),
        street: street.lines().map(line).filter(|line| !line.is_empty()).collect(),
        postal_code: fields::postal_code(&part("postal_code", "postal code"), "").unwrap_or_default(),
        commune: line(&part("city", "commune")),
        commune_code: commune.map(|term| line(&text(term, "code"))).unwrap_or_default(),
        position: fields::position(&text(location, "latitude"), &text(location, "longitude")),
        osm: crate::hours::written(&told("notes").or_else(|| told("description")).unwrap_or_default()).osm,
        phones: number.into_iter().map(|number| (number, String::new())).collect(),
        website: page(text(organization, "website")).unwrap_or_default(),
        url: page(text(organization, "uri")),
        date: fields::date(&text(service, "assured_date")),
        siret: siret.unwrap_or_default(),
        summary: if summary == name {
            String::new()
        } else {
            crate::prose::sentences(&summary, crate::structure::SUMMARY).0
        },
        notes: notes.into_iter().filter_map(|(heading, text)| Some((heading, text?))).collect(),
        publisher: source_of("publisher"),
        licence: source_of("licence"),
        name,
        ..Record::default()
    })
}

fn first<'v>(values: &'v Values, key: &str) -> Option<&'v Values> {
    objects(values, key).next()
}

/// The terms of a taxonomy that the attributes of a service name.
fn terms<'v>(service: &'v Values, taxonomy: &'v str) -> impl Iterator<Item = &'v Values> {
    let terms = objects(service, "attributes").filter_map(|attribute| attribute.get("taxonomy_term")?.as_object());
    terms.filter(move |term| text(term, "taxonomy") == taxonomy)
}
