//! What the two French standards of places say in the same way, under the names that each of their versions gives it: who,
//! where, when, how to call.

use crate::communes::commune_code;
use crate::contact;
use crate::fields::{self, line};
use crate::hours;
use crate::passages;
use crate::prose::{sentences, short};
use crate::record::{Record, Run};

/// Longest text that a place says of itself, in characters.
pub(crate) const SUMMARY: usize = 600;

/// The feature of a place that moves.
pub(crate) const TRAVELLING: &str = "mode/travelling";

/// Headings of what a place says in its own words, and what is read back from them when places are handed out.
pub(crate) mod headings {
    pub(crate) const NETWORK: &str = "Fait partie de";
    pub(crate) const ACCESS_PAGE: &str = "Accessibilité";
    pub(crate) const BOOKING: &str = guichet_core::model::Item::BOOKING;
    pub(crate) const REQUEST: &str = guichet_core::model::Item::REQUEST;
    pub(crate) const LABELS: &str = "Autres labels";
    pub(crate) const SERVICES: &str = "Services";
}

/// The identifiers, the address and the contacts of a record, whose values `get` gives under any of their names. What cannot
/// be read costs the field, with a warning.
pub(crate) fn read(run: &mut Run<'_>, source: &str, get: &dyn Fn(&[&str]) -> String) -> Record {
    let mut record =
        Record { source: source.to_owned(), id: line(&get(&["id"])), name: line(&get(&["nom"])), ..Record::default() };
    let mut problems: Vec<(&str, &str)> = Vec::new();
    address(&mut record, run, get, &mut problems);
    let written = get(&["telephone", "contact_telephone"]);
    record.phones = contact::phones(&written).into_iter().map(|number| (number, String::new())).collect();
    if record.phones.is_empty() && !written.trim().is_empty() {
        problems.push(("telephone", "not a number that can be dialled: dropped"));
    }
    record.website = get(&["site_web", "contact_web"]).split(['|', ';']).find_map(contact::website).unwrap_or_default();
    let hours = hours::written(&get(&["horaires", "horaires_ouverture_osm", "horaires_accueil", "horaires_ouverture"]));
    problems.extend(hours.warning().map(|warning| ("horaires", warning)));
    record.osm = hours.osm;
    if let Some(osm) = passages::hours(&record.name, &record.osm, run.today()) {
        record.osm = osm;
        record.features.push(TRAVELLING.into());
        problems.push(("horaires", "on the days that its name gives, not each week"));
    }
    let written = get(&["date_maj"]);
    let dated = fields::dated(&written);
    record.date = dated.map(|(date, _)| date);
    match dated {
        Some((_, Some(said))) => problems.push(("date_maj", said)),
        Some((_, None)) => {}
        None => problems.push(("date_maj", "no date that can be read: taken as that of the file")),
    }
    // A number of the directory of associations may stand there too; zeros stand for nothing.
    let written = get(&["siret", "pivot"]);
    record.siret = fields::siret(&written).unwrap_or_default();
    let figures = written.chars().filter(char::is_ascii_digit).count();
    if record.siret.is_empty() && figures == 14 && written.chars().any(|c| ('1'..='9').contains(&c)) {
        problems.push(("siret", "its last figure does not check the others: dropped"));
    }
    let (summary, told) = summary(get);
    record.summary = summary;
    problems.extend(told.into_iter().map(|told| ("presentation", told)));
    record.notes.extend(own_words(get));
    let key = record.key();
    for (field, message) in problems {
        run.out.warn(source, &key, field, message);
    }
    record
}

fn address(
    record: &mut Record,
    run: &Run<'_>,
    get: &dyn Fn(&[&str]) -> String,
    problems: &mut Vec<(&'static str, &'static str)>,
) {
    let written = get(&["code_postal", "adresse_code_postal"]);
    record.commune = fields::town(&get(&["commune", "adresse_commune"]));
    record.commune_code = commune_code(&get(&["code_insee", "adresse_code_insee"])).unwrap_or_default();
    // A zero that a spreadsheet ate is put back where a commune of that name has the code.
    let eaten = format!("0{}", written.trim());
    let mended =
        || (eaten.len() == 5 && run.communes().named(&eaten, &record.commune).is_some()).then(|| eaten.clone());
    record.postal_code = fields::postal_code(&written, &record.commune_code).or_else(mended).unwrap_or_default();
    if record.postal_code.is_empty() && !written.trim().is_empty() {
        problems.push(("code_postal", "not a postal code: dropped"));
    } else if !written.contains(&record.postal_code) {
        problems.push(("code_postal", "a zero was missing: put back"));
    }
    if record.commune_code.is_empty() {
        let known = run.communes().named(&record.postal_code, &record.commune);
        record.commune_code = known.map(str::to_owned).unwrap_or_default();
    }
    let mut street = [get(&["adresse", "adresse_brut"]), get(&["complement_adresse"])];
    if street[0].trim().is_empty() {
        street[0] = format!("{} {}", get(&["adresse_numero"]), get(&["adresse_rue"]));
    }
    let lines = street.iter().flat_map(|part| part.lines()).map(line);
    record.street = lines.filter(|part| !part.is_empty()).collect();
    let (lat, lon) = (get(&["latitude"]), get(&["longitude"]));
    record.position = fields::position(&lat, &lon);
    if record.position.is_none() && !lat.trim().is_empty() {
        problems.push(("latitude", "not a point on Earth: dropped"));
    }
}

/// What the place says of itself: the longer text, of which the shorter one is often a cut beginning.
fn summary(get: &dyn Fn(&[&str]) -> String) -> (String, Vec<&'static str>) {
    let long = get(&["presentation_detail", "description"]);
    let text = if long.trim().is_empty() { get(&["presentation_resume"]) } else { long };
    sentences(&text, SUMMARY)
}

/// The network, and the pages on access and appointments.
fn own_words(get: &dyn Fn(&[&str]) -> String) -> Vec<(&'static str, String)> {
    let network = short(&get(&["structure_parente", "structure_porteuse"]));
    // A number of a register tells a reader nothing.
    let network = Some(network).filter(|network| network.chars().any(char::is_alphabetic));
    let page = |names: &[&str]| contact::website(&get(names));
    let access = page(&["fiche_acces_libre", "accessibilite_lieu", "accessibilite"]);
    let notes = [(headings::NETWORK, network), (headings::ACCESS_PAGE, access)];
    notes.into_iter().filter_map(|(heading, text)| Some((heading, text?))).chain(booking(get)).collect()
}

/// The page where people make an appointment, or ask for a service by themselves.
pub(crate) fn booking(get: &dyn Fn(&[&str]) -> String) -> Option<(&'static str, String)> {
    let page = |name: &str| contact::website(&get(&[name]));
    // A link for professionals alone says nothing to those who come by themselves.
    let request = || page("lien_mobilisation").filter(|_| get(&["mobilisable_par"]).contains("usagers"));
    let of_page = page("prise_rdv").map(|page| (headings::BOOKING, page));
    of_page.or_else(|| request().map(|page| (headings::REQUEST, page)))
}
