//! What cannot be right of a place, one rule a value.

use guichet_core::model::{Commune, Date, Item, Place, is_overseas};
use guichet_core::text::normal::fold;
use guichet_import::is_premium;
use guichet_places::schedule;
use std::collections::HashMap;

/// Kilometres from the point of its commune beyond which a place is elsewhere; overseas, communes are larger.
const FAR: f64 = 15.0;
const FAR_OVERSEAS: f64 = 150.0;
/// Places that may share one number: an agency answers for its counters, a platform for a region.
const SHARED: u32 = 40;
/// Longest value that is repeated, in characters.
const SHOWN: usize = 80;
/// Words that stand where a name was forgotten.
const NO_NAMES: [&str; 14] = [
    "test",
    "nom",
    "name",
    "nan",
    "null",
    "none",
    "undefined",
    "inconnu",
    "a completer",
    "a definir",
    "sans nom",
    "xxx",
    "lieu",
    "n a",
];

/// What is said of an old place. Most of a source are old together: it is counted, and told once.
pub(super) const OLD: &str = "not confirmed for longer than expected of its source";

/// Something that cannot be right.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The value of the place.
    pub field: &'static str,
    /// What is wrong with it.
    pub what: &'static str,
    /// What it is, cut.
    pub value: String,
}

/// What places are held against.
pub(super) struct Around {
    communes: HashMap<String, Commune>,
    numbers: HashMap<String, u32>,
    today: Date,
}

impl Around {
    pub(super) fn new(communes: impl Iterator<Item = Commune>, today: Date) -> Self {
        let communes = communes.map(|commune| (commune.code.clone(), commune)).collect();
        Self { communes, numbers: HashMap::new(), today }
    }

    /// Counts the number of a place.
    pub(super) fn count(&mut self, item: &Item) {
        let Some(place) = item.place.as_ref().filter(|place| !place.phone.is_empty()) else { return };
        *self.numbers.entry(place.phone.clone()).or_default() += 1;
    }
}

/// Everything that cannot be right of a place. `months` is how old its source may be.
pub(super) fn faults(item: &Item, place: &Place, months: i32, around: &Around) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut wrong = |field, what, value: &str| {
        faults.push(Fault { field, what, value: value.chars().take(SHOWN).collect::<String>().replace('\n', ", ") });
    };
    if !is_name(&item.title) {
        wrong("title", "no name of a place", &item.title);
    }
    for phone in [&place.phone].into_iter().chain(item.phones.iter().map(|phone| &phone.number)) {
        if let Some(what) = phone_fault(phone) {
            wrong("phone", what, phone);
        }
    }
    let same = around.numbers.get(&place.phone).copied().unwrap_or_default();
    if same > SHARED {
        wrong("phone", "the number of very many places", &format!("{} ({same})", place.phone));
    }
    if let Some((what, value)) = commune_fault(place, around) {
        wrong("commune", what, &value);
    }
    if let Some((what, value)) = position_fault(place, around) {
        wrong("position", what, &value);
    }
    if let Some(what) = hours_fault(&place.hours) {
        wrong("hours", what, &place.hours);
    }
    if place.address.is_empty() && place.phone.is_empty() && item.phones.is_empty() {
        wrong("contact", "neither a phone nor an address", "");
    }
    let date = item.source.date;
    if date > around.today {
        wrong("date", "a date to come", &date.to_string());
    } else if around.today.months_since(date) >= months {
        wrong("date", OLD, &date.to_string());
    }
    faults
}

/// Whether a title names a place.
fn is_name(title: &str) -> bool {
    let folded = fold(title);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let address = title.contains("://") || title.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    letters >= 2 && !address && !NO_NAMES.contains(&folded.as_str())
}

/// What is wrong with a number as it is shown, if anything.
fn phone_fault(phone: &str) -> Option<&'static str> {
    if phone.is_empty() {
        return None;
    }
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    // New Caledonia, French Polynesia, and Wallis and Futuna have plans of their own.
    let own_plan = ["687", "689", "681", "508"].iter().any(|plan| digits.starts_with(plan));
    if phone.starts_with('+') {
        return (!own_plan).then_some("a number of another country");
    }
    let ten = digits.len() == 10;
    if is_premium(phone) {
        return Some("a number that costs more than a call");
    }
    let rest = digits.get(1..).unwrap_or_default();
    let pairs: Vec<&[u8]> = digits.as_bytes().chunks(2).collect();
    let same = ten
        && (rest.bytes().all(|digit| Some(digit) == rest.bytes().next())
            || pairs[1..].windows(2).all(|pair| pair[0] == pair[1]));
    if same || digits == "0123456789" || digits == "0102030405" {
        return Some("figures that are those of no number");
    }
    (ten && digits.starts_with("00")).then_some("no number of France")
}

/// What is wrong between code, name and postal code of the commune, if anything.
fn commune_fault(place: &Place, around: &Around) -> Option<(&'static str, String)> {
    if place.commune.is_empty() && place.commune_code.is_empty() {
        return Some(("no commune", String::new()));
    }
    let Some(commune) = around.communes.get(&place.commune_code) else {
        let value = place.commune_code.clone();
        return (!value.is_empty()).then_some(("an INSEE code that no commune has today", value));
    };
    let (own, said) = (fold(&commune.name), fold(&place.commune));
    let alike = said.is_empty() || own.split(' ').any(|word| word.len() > 3 && said.contains(word)) || own == said;
    // Cedex codes are nobody's; those of a département begin as it does.
    let near = place.postal_code.is_empty()
        || commune.postal_codes.contains(&place.postal_code)
        || commune.postal_codes.iter().any(|code| code.get(..2) == place.postal_code.get(..2));
    (!alike && !near).then(|| {
        let value = format!("{} {}, {} {}", place.commune_code, commune.name, place.postal_code, place.commune);
        ("two communes apart", value)
    })
}

/// What is wrong with a position, if anything.
fn position_fault(place: &Place, around: &Around) -> Option<(&'static str, String)> {
    let position = place.position?;
    let commune = around.communes.get(&place.commune_code)?.position?;
    let away = position.distance_km(commune);
    (away > if is_overseas(&place.commune_code) { FAR_OVERSEAS } else { FAR })
        .then(|| ("outside its commune", format!("{away:.0} km")))
}

/// What is wrong with hours, if anything. Places without hours are counted, and no fault.
fn hours_fault(hours: &str) -> Option<&'static str> {
    if hours.is_empty() {
        return None;
    }
    if !schedule::is_read(hours) {
        return Some("hours that nobody can read");
    }
    let said: String = hours.split('"').step_by(2).collect();
    if !said.contains(':') && !said.contains("24/7") && !said.contains("off") {
        return Some("hours in words only");
    }
    let spans = said.split([' ', ',', ';']).filter_map(|part| part.split_once('-'));
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':')?;
        Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
    };
    let long =
        spans.filter_map(|(from, to)| minutes(from).zip(minutes(to))).any(|(from, to)| to > 1440 && to - from > 1440);
    long.then_some("hours longer than a day")
}
