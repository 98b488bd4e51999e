//! What services, organizations and locations say of each place, put together: a location is a place, and what is done
//! there are its services.

use super::offer::{Offer, Together};
use super::schedule::{Schedules, day_off};
use super::{KIND, Values, contacts, objects, terms, text};
use crate::contact;
use crate::fields::{self, line, remark};
use crate::record::{Record, Run};
use crate::structure::{TRAVELLING, headings};
use guichet_content::{Features, Standard};
use guichet_core::model::{Date, PlaceKind};
use guichet_core::text::normal::fold;
use serde_json::Value;
use std::collections::HashMap;

/// Most places of one source: what is gathered waits in memory.
const MOST: usize = 300_000;
/// Most values of one heading, and the characters of all of them.
const MOST_WORDS: usize = 12;
const LONGEST: usize = 1_000;
/// Most services of one place that are told apart.
const MOST_OFFERS: usize = 200;

/// Countries whose places are in France, however they are written.
const FRANCE: [&str; 14] = ["", "fr", "fra", "france", "gp", "mq", "gf", "re", "yt", "pm", "wf", "pf", "nc", "bl"];

/// What is known of a place so far.
#[derive(Default)]
struct Gathered {
    source: String,
    record: Record,
    hours: Schedules,
    /// Whether a record of its own was counted.
    counted: bool,
    country: String,
    organization: String,
    service_names: Vec<String>,
    words: Vec<(&'static str, Vec<String>)>,
    /// What its services say of who may come, at what price and how.
    offers: Vec<Offer>,
    /// The kinds of place that its own terms name.
    kinds: Vec<PlaceKind>,
    /// Whether the location has hours of its own.
    has_hours: bool,
    /// Whether a service is closed for the moment, and whether another is not.
    closed: bool,
    open: bool,
}

/// The places of a source.
pub(super) struct Places<'f> {
    features: &'f Features,
    all: Vec<Gathered>,
    by_id: HashMap<String, usize>,
    today: Date,
    /// Whether more came than are kept.
    too_many: bool,
}

impl<'f> Places<'f> {
    pub(super) fn new(today: Date, features: &'f Features) -> Self {
        Self { features, all: Vec::new(), by_id: HashMap::new(), today, too_many: false }
    }

    /// Adds a record of any kind, as it stands in the source by itself. Tells whether it is a place of its own, to be counted
    /// when it is given; `Err` says why it is of no use.
    pub(super) fn add(&mut self, source: &str, record: &Values) -> Result<bool, &'static str> {
        let has = |key: &str| record.contains_key(key);
        if has("location") && has("service") {
            self.at_location(source, record, record.get("service").and_then(Value::as_object), None);
        } else if has("latitude") || has("addresses") || has("location_type") {
            return self.location_of_its_own(source, record);
        } else if has("service_at_locations") || has("organization") || has("organization_id") || has("status") {
            if objects(record, "service_at_locations").next().is_none() {
                return Err("a service without a location: nobody could go there");
            }
            self.service(source, record, None);
        } else if has("locations") || has("services") || has("tax_status") || has("legal_status") {
            self.organization(source, record);
        } else {
            return Err("neither a service, nor an organization, nor a location: not kept");
        }
        Ok(false)
    }

    /// A location that is a record: true where it is not known yet.
    fn location_of_its_own(&mut self, source: &str, location: &Values) -> Result<bool, &'static str> {
        let at = self.location(source, location, "").ok_or("a location without an identifier: not kept")?;
        Ok(!std::mem::replace(&mut self.all[at].counted, true))
    }

    /// A row of locations, and the organization that it names.
    pub(super) fn row(&mut self, source: &str, location: &Values, organization: &Values, run: &mut Run<'_>) {
        match self.location_of_its_own(source, location) {
            Ok(true) => {}
            Ok(false) => {
                let why = "the same location twice: put together";
                run.out.warn(source, &text(location, "id"), "id", why);
                run.out.counts.kept += 1;
            }
            Err(why) => return run.out.refuse(source, "", "id", why),
        }
        if let Some(place) = self.by_id.get(&line(&text(location, "id"))) {
            let place = &mut self.all[*place];
            place.organization = line(&text(organization, "name"));
            if place.record.phones.is_empty() {
                contacts::phones(&mut place.record, organization);
            }
            contacts::website(&mut place.record, organization);
        }
    }

    fn organization(&mut self, source: &str, organization: &Values) {
        let name = line(&text(organization, "name"));
        for location in objects(organization, "locations") {
            if let Some(place) = self.location(source, location, &name) {
                let place = &mut self.all[place];
                if place.record.phones.is_empty() {
                    contacts::phones(&mut place.record, organization);
                }
                contacts::website(&mut place.record, organization);
            }
        }
        for service in objects(organization, "services") {
            self.service(source, service, Some(organization));
        }
    }

    fn service(&mut self, source: &str, service: &Values, organization: Option<&Values>) {
        for at in objects(service, "service_at_locations") {
            self.at_location(source, at, Some(service), organization);
        }
    }

    /// A service at a location.
    fn at_location(&mut self, source: &str, at: &Values, service: Option<&Values>, organization: Option<&Values>) {
        let own = service.and_then(|service| service.get("organization")).and_then(Value::as_object);
        let organization = own.or(organization);
        let name = organization.map(|organization| line(&text(organization, "name"))).unwrap_or_default();
        let empty = Values::new();
        let location = at.get("location").and_then(Value::as_object).unwrap_or(&empty);
        let place = match self.location(source, location, &name) {
            Some(place) => place,
            None => match self.by_id.get(&text(at, "location_id")) {
                Some(place) => *place,
                None => return,
            },
        };
        let (today, features) = (self.today, self.features);
        let place = &mut self.all[place];
        if place.organization.is_empty() {
            place.organization = name;
        }
        let has_hours = place.schedules(at, today);
        contacts::phones(&mut place.record, at);
        if let Some(service) = service {
            place.service(service, at, has_hours, features, today);
        }
        if let Some(organization) = organization.filter(|_| place.record.phones.is_empty()) {
            contacts::phones(&mut place.record, organization);
        }
        if let Some(organization) = organization {
            contacts::website(&mut place.record, organization);
        }
    }

    /// A location, alone or inside another record; `None` where it has no identifier, or is no place that people go to.
    fn location(&mut self, source: &str, location: &Values, organization: &str) -> Option<usize> {
        let id = line(&text(location, "id"));
        if id.is_empty() {
            return None;
        }
        let at = match self.by_id.get(&id) {
            Some(at) => *at,
            None if self.all.len() == MOST => {
                self.too_many = true;
                return None;
            }
            None => {
                self.all.push(Gathered { source: source.to_owned(), ..Gathered::default() });
                self.by_id.insert(id.clone(), self.all.len() - 1);
                self.all.len() - 1
            }
        };
        let (today, features) = (self.today, self.features);
        let place = &mut self.all[at];
        if place.organization.is_empty() {
            place.organization = organization.to_owned();
        }
        place.record.id = id;
        place.location(location, features, today);
        Some(at)
    }

    /// Gives every place to the run.
    pub(super) fn give(self, run: &mut Run<'_>) {
        if self.too_many {
            let name = run.name();
            run.out.warn(name, "", "", format!("more than {MOST} places: the first ones are kept"));
        }
        for place in self.all {
            place.give(run);
        }
    }
}

impl Gathered {
    fn location(&mut self, location: &Values, features: &Features, today: Date) {
        let record = &mut self.record;
        if record.name.is_empty() {
            record.name = [text(location, "name"), text(location, "alternate_name")]
                .iter()
                .map(|name| line(name))
                .find(|name| !name.is_empty())
                .unwrap_or_default();
        }
        if record.position.is_none() {
            record.position = fields::position(&text(location, "latitude"), &text(location, "longitude"));
        }
        if matches!(text(location, "location_type").as_str(), "virtual" | "postal")
            || text(location, "virtual") == "true"
        {
            self.word("À savoir", "Ce n'est pas un lieu où l'on est reçu.");
        }
        let addresses = objects(location, "addresses").chain(objects(location, "physical_addresses"));
        let mut addresses: Vec<&Values> = addresses.collect();
        addresses.sort_by_key(|address| text(address, "address_type") == "postal");
        if let Some(address) = addresses.first().filter(|_| self.record.street.is_empty()) {
            let street = ["address_1", "address_2"].map(|part| line(&text(address, part)));
            self.record.street = street.into_iter().filter(|part| !part.is_empty()).collect();
            self.record.commune = fields::town(&text(address, "city"));
            self.record.postal_code = line(&text(address, "postal_code"));
            self.country = fold(&text(address, "country"));
        }
        for (heading, key) in [("Accès", "transportation"), ("À savoir", "alert")] {
            let words = text(location, key);
            self.word(heading, &words);
        }
        self.access(location, features);
        for name in terms::names(location) {
            let (feature, kind) = (terms::feature(features, &name), features.kind_of_term(&name));
            if feature.is_none() && kind.is_none() {
                self.word("Thèmes", &name);
            }
            self.record.features.extend(feature);
            self.kinds.extend(kind.filter(|kind| !self.kinds.contains(kind)).cloned());
        }
        self.languages(location, features);
        contacts::phones(&mut self.record, location);
        contacts::website(&mut self.record, location);
        self.has_hours |= self.schedules(location, today);
        self.dated(location);
    }

    /// A service that is given here; `has_hours` tells whether it has hours of its own here.
    fn service(&mut self, service: &Values, at: &Values, has_hours: bool, features: &Features, today: Date) {
        let name = line(&text(service, "name"));
        match text(service, "status").as_str() {
            "inactive" | "defunct" => return,
            "temporarily closed" => {
                self.closed = true;
                self.word("À savoir", &format!("Fermé pour le moment : {name}."));
            }
            _ => self.open = true,
        }
        self.word("Ce qu'on y fait", &name);
        if !self.service_names.contains(&name) && self.service_names.len() < MOST_WORDS {
            self.service_names.push(name);
        }
        let description = text(service, "description");
        self.word("Ce qu'on y fait", &description);
        // What they say stands below, once every service is known.
        ["Thèmes", "Pour qui", "Prix", "Comment demander"].into_iter().for_each(|heading| {
            self.under(heading);
        });
        for (heading, key) in
            [("À savoir", "alert"), ("À savoir", "wait_time"), ("Langues parlées", "interpretation_services")]
        {
            let words = text(service, key);
            self.word(heading, &words);
        }
        let offer = Offer::read(service, at, features, today);
        self.list(service, "required_documents", "Papiers à apporter", &["document"]);
        self.languages(service, features);
        if !has_hours && !self.has_hours {
            self.hours_of_service(service, at, offer.has(TRAVELLING), today);
        }
        if !self.offers.contains(&offer) && self.offers.len() < MOST_OFFERS {
            self.offers.push(offer);
        }
        contacts::phones(&mut self.record, service);
        contacts::website(&mut self.record, service);
        self.dated(service);
    }

    /// The hours of a service that has none of its own here: those that name this place, or are given for all its places. A
    /// service that stops at several places on days of their own, or that travels, is not at all of them at once, nor at its base.
    fn hours_of_service(&mut self, service: &Values, at: &Values, travels: bool, today: Date) {
        let named = ["location_id", "service_at_location_id"];
        let here = [self.record.id.clone(), text(at, "id")];
        let schedules = || ["schedules", "regular_schedules"].into_iter().flat_map(|key| objects(service, key));
        let is_named = |schedule: &Values| named.iter().any(|key| !text(schedule, key).is_empty());
        let is_here = |schedule: &Values| {
            named.iter().zip(&here).all(|(key, here)| [here.as_str(), ""].contains(&text(schedule, key).as_str()))
        };
        let places = || objects(service, "service_at_locations");
        let stops = schedules().any(is_named)
            || places()
                .any(|place| ["schedules", "regular_schedules"].iter().any(|key| objects(place, key).next().is_some()))
            || travels;
        for schedule in schedules().filter(|schedule| is_here(schedule)) {
            self.booking(schedule);
            if is_named(schedule) || !stops {
                self.hours.add(&|name| text(schedule, name), today);
            } else {
                self.word(
                    "Horaires : à savoir",
                    "La source donne des horaires pour tous les lieux de passage ensemble.",
                );
            }
        }
        if !stops {
            self.days_off(service, today);
        }
    }

    /// Languages spoken: those of the vocabulary by their code, all of them by name.
    fn languages(&mut self, values: &Values, features: &Features) {
        let codes = objects(values, "languages").map(|language| text(language, "code").to_lowercase());
        self.record
            .features
            .extend(codes.filter(|code| !code.is_empty()).map(|code| format!("language/{code}").into()));
        let named =
            objects(values, "languages").flat_map(|language| ["name", "language"].map(|key| text(language, key)));
        let listed = text(values, "languages");
        let named = named.chain(listed.split(',').map(str::to_owned));
        self.record
            .features
            .extend(named.filter_map(|name| features.find(Standard::Hsds, &["languages"], &name).cloned()));
        self.list(values, "languages", "Langues parlées", &["name", "language"]);
    }

    /// How people come in: what the vocabulary knows, and the words of the rest.
    fn access(&mut self, location: &Values, features: &Features) {
        let known = |value: &str| features.find(Standard::Hsds, &["accessibility"], value).cloned();
        let listed = text(location, "accessibility");
        let listed = listed.split(',').map(|value| (value.to_owned(), String::new()));
        let rows =
            ["accessibility", "accessibility_for_disabilities"].into_iter().flat_map(|key| objects(location, key));
        let rows = rows.map(|row| {
            let value = ["accessibility", "description"].map(|key| text(row, key)).join(" ");
            (value.trim().to_owned(), text(row, "details"))
        });
        for (value, details) in listed.chain(rows) {
            match known(&value) {
                Some(feature) => {
                    self.record.features.push(feature);
                    self.word("Accès", &details);
                }
                None => self.word("Accès", &[value, details].join(" ")),
            }
        }
    }

    /// Hours that are given for this place; tells whether there are any.
    fn schedules(&mut self, values: &Values, today: Date) -> bool {
        let mut any = false;
        for schedule in ["schedules", "regular_schedules"].into_iter().flat_map(|key| objects(values, key)) {
            self.hours.add(&|name| text(schedule, name), today);
            self.booking(schedule);
            any = true;
        }
        self.days_off(values, today);
        any
    }

    /// The page of a schedule, which may take appointments: the first one.
    fn booking(&mut self, schedule: &Values) {
        let known = self.record.notes.iter().any(|(heading, _)| *heading == headings::REQUEST);
        if let Some(page) = contact::website(&text(schedule, "schedule_link")).filter(|_| !known) {
            self.record.notes.push((headings::REQUEST, page));
        }
    }

    fn days_off(&mut self, values: &Values, today: Date) {
        for day in objects(values, "holiday_schedules") {
            let rule = day_off(&|name| text(day, name), today);
            self.record.exceptions.extend(rule.filter(|rule| !self.record.exceptions.contains(rule)));
        }
    }

    fn dated(&mut self, values: &Values) {
        let dates = ["last_modified", "assured_date", "last_action_date"].map(|key| fields::date(&text(values, key)));
        self.record.date = self.record.date.max(dates.into_iter().flatten().max());
    }

    /// Adds words under a heading, each once.
    fn word(&mut self, heading: &'static str, words: &str) {
        let words = remark(words);
        if words.is_empty() {
            return;
        }
        let known = self.under(heading);
        if !known.contains(&words) && known.len() < MOST_WORDS {
            known.push(words);
        }
    }

    /// The words under a heading, which stands where it first came.
    fn under(&mut self, heading: &'static str) -> &mut Vec<String> {
        let at = match self.words.iter().position(|(known, _)| *known == heading) {
            Some(at) => at,
            None => {
                self.words.push((heading, Vec::new()));
                self.words.len() - 1
            }
        };
        &mut self.words[at].1
    }

    /// Adds the words of a list: of objects, or of one text.
    fn list(&mut self, values: &Values, key: &str, heading: &'static str, parts: &[&str]) {
        match values.get(key) {
            Some(Value::String(words)) => {
                let words = words.clone();
                words.split(',').for_each(|word| self.word(heading, word));
            }
            Some(Value::Array(_)) => {
                for object in objects(values, key) {
                    let words: Vec<String> =
                        parts.iter().map(|part| text(object, part)).filter(|part| !part.is_empty()).collect();
                    self.word(heading, &words.join(" "));
                }
            }
            _ => {}
        }
    }

    /// The kinds of the place: those that its own terms name, or those of all its services; else it is of the general kind, and
    /// what some services are comes after.
    fn kinds_with(&mut self, of_services: Vec<PlaceKind>, whole: bool) -> Vec<String> {
        let own = std::mem::take(&mut self.kinds);
        let general = own.is_empty() && !whole;
        let mut kinds: Vec<String> = general.then(|| KIND.to_owned()).into_iter().collect();
        for kind in own.into_iter().chain(of_services) {
            if !kinds.iter().any(|known| *known == kind.as_str()) {
                kinds.push(kind.to_string());
            }
        }
        kinds
    }

    fn give(mut self, run: &mut Run<'_>) {
        run.out.counts.read += usize::from(!self.counted);
        let Record { id, .. } = &self.record;
        let (source, id) = (std::mem::take(&mut self.source), id.clone());
        let mut warn = |field: &str, message: String| run.out.warn(&source, &id, field, message);
        if self.record.name.is_empty() {
            self.record.name = self.service_names.first().unwrap_or(&self.organization).clone();
        }
        if FRANCE.contains(&self.country.as_str()) {
            if fields::postal_code(&self.record.postal_code, "").is_none() && !self.record.postal_code.is_empty() {
                warn("postal_code", "not a postal code: dropped".to_owned());
                self.record.postal_code.clear();
            }
        } else {
            warn("country", format!("in another country ({}): found by its name, in no commune", self.country));
            self.record.abroad = true;
        }
        if !self.hours.doubts().is_empty() {
            warn("schedules", format!("not certain, shown in words: {}", self.hours.doubts().join(" | ")));
        }
        if !self.hours.past().is_empty() {
            warn("schedules", format!("over, shown as unknown: {}", self.hours.past()));
        }
        self.record.osm = match self.closed && !self.open {
            true => "unknown \"fermé pour le moment\"".to_owned(),
            false => self.hours.to_osm(),
        };
        let Together { features, kinds, whole, words } = Offer::together(std::mem::take(&mut self.offers));
        self.record.features.extend(features);
        words.iter().for_each(|(heading, words)| self.word(heading, words));
        self.record.kinds = self.kinds_with(kinds, whole);
        let doubts = self.hours.doubts().join(" ");
        self.word("Horaires : à savoir", &doubts);
        if !self.organization.is_empty() && fold(&self.organization) != fold(&self.record.name) {
            let organization = self.organization.clone();
            self.word("Qui vous reçoit", &organization);
        }
        for (heading, words) in self.words.into_iter().filter(|(_, words)| !words.is_empty()) {
            let words: String = words.join(". ").replace("..", ".").chars().take(LONGEST).collect();
            self.record.notes.push((heading, words));
        }
        self.record.keywords = self.service_names;
        self.record.source = source;
        run.keep(self.record);
    }
}
