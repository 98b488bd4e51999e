//! What a service says of who may come, at what price and how: read into the vocabulary where a text holds one of its values
//! and nothing else. Everything else stays words: "free for members" is not free.

use super::terms::{self, names};
use super::{Values, objects, text};
use crate::fields;
use guichet_content::{Features, Standard};
use guichet_core::model::{Date, FeatureId, PlaceKind};

/// Nothing is paid, by anybody.
const FREE: &str = "fee/free";
/// No one is turned away for who they are.
const EVERYONE: &str = "public/everyone";
/// No price, said by a person: without its full stop it may be the empty value of a program.
const NONE: [&str; 2] = ["None.", "Aucun."];
/// The field of the vocabulary that prices stand in.
const COSTS: &[&str] = &["cost_options"];
/// A public that an age says, and the lowest ages from which and the highest ages to which it does.
const AGES: [(&str, [u8; 2], [u8; 2]); 3] = [
    ("public/young", [14, 18], [24, 30]),
    ("public/adults", [18, 18], [99, u8::MAX]),
    ("public/seniors", [60, 70], [99, u8::MAX]),
];

/// Words under a heading, and the features that they mean, if they mean nothing more.
type Said = (&'static str, String, Vec<FeatureId>);

/// What one service says.
#[derive(Default, PartialEq)]
pub(super) struct Offer {
    features: Vec<FeatureId>,
    said: Vec<Said>,
    /// The kinds of place that its terms name.
    kinds: Vec<PlaceKind>,
}

impl Offer {
    /// Reads a service, at a location where it may have terms of its own.
    pub(super) fn read(service: &Values, at: &Values, features: &Features, today: Date) -> Self {
        let mut offer = Self::default();
        for name in names(service).into_iter().chain(names(at)) {
            let (feature, kind) = (terms::feature(features, &name), features.kind_of_term(&name));
            // A term that is a kind is shown as one.
            if kind.is_none() || feature.is_some() {
                offer.say("Thèmes", name.clone(), feature.into_iter().collect());
            }
            offer.kinds.extend(kind.cloned());
        }
        offer.for_whom(service, features);
        offer.fees(service, features, today);
        let process = text(service, "application_process");
        let ways = listed(features, &["application_process"], &process, &[",", ";", " or ", " ou "]);
        offer.say("Comment demander", process, ways);
        offer
    }

    /// Whether it says a feature.
    pub(super) fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|id| id == feature)
    }

    fn say(&mut self, heading: &'static str, words: String, features: Vec<FeatureId>) {
        if !words.is_empty() {
            self.features.extend(features.iter().cloned());
            self.said.push((heading, words, features));
        }
    }

    fn for_whom(&mut self, service: &Values, features: &Features) {
        let mut ages = vec![service];
        let mut written: Vec<String> =
            ["eligibility_description", "eligibility", "audience"].map(|key| text(service, key)).to_vec();
        for key in ["eligibility", "eligibilitys"] {
            for row in objects(service, key) {
                written.push(text(row, "eligibility"));
                ages.push(row);
            }
        }
        for words in written {
            let publics = listed(features, &["eligibility"], &words, &[";", "\n"]);
            self.say("Pour qui", words, publics);
        }
        for values in ages {
            let [from, to] = ["minimum_age", "maximum_age"].map(|key| age(&text(values, key)));
            for (age, words) in [(from, "À partir de"), (to, "Jusqu'à")] {
                if let Some(age) = age.filter(|age| *age > 0) {
                    self.say("Pour qui", format!("{words} {age} ans"), Vec::new());
                }
            }
            let (from, to) = (from.unwrap_or(0), to.unwrap_or(u8::MAX));
            let within = |age: u8, [low, high]: [u8; 2]| (low..=high).contains(&age);
            let public = AGES.iter().filter(|(_, lowest, highest)| within(from, *lowest) && within(to, *highest));
            self.features.extend(public.map(|(public, ..)| (*public).into()));
        }
    }

    /// The prices: they mean a feature where all of them mean the same one. What held in the past is left out.
    fn fees(&mut self, service: &Values, features: &Features, today: Date) {
        let mut prices: Vec<(String, Option<FeatureId>)> = Vec::new();
        let written = ["fees_description", "fees"].map(|key| text(service, key));
        if let Some(words) = written.into_iter().find(|words| !words.is_empty()) {
            let fee = if NONE.contains(&words.as_str()) { Some(FREE.into()) } else { find(features, COSTS, &words) };
            prices.push((words, fee));
        }
        for option in objects(service, "cost_options") {
            let [from, to] = ["valid_from", "valid_to"].map(|key| fields::date(&text(option, key)));
            if to.is_some_and(|to| to < today) {
                continue;
            }
            let parts = ["option", "amount", "currency", "amount_description"].map(|key| text(option, key));
            let mut words = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
            let later = from.filter(|from| *from > today);
            if let Some(from) = later {
                words.push_str(&format!(" (à partir du {from})"));
            }
            prices.push((words, cost(features, &parts).filter(|_| later.is_none())));
        }
        let first = prices.first().and_then(|(_, fee)| fee.clone());
        let one = first.filter(|first| prices.iter().all(|(_, fee)| fee.as_ref() == Some(first)));
        for (words, _) in prices {
            self.say("Prix", words, one.iter().cloned().collect());
        }
    }

    /// What several services say together: the features of their place, its kinds, whether these are those of all of them,
    /// and the words that mean no feature of the place.
    pub(super) fn together(offers: Vec<Self>) -> Together {
        let mut features: Vec<FeatureId> = Vec::new();
        let mut kinds: Vec<PlaceKind> = Vec::new();
        for id in offers.iter().flat_map(|offer| &offer.features) {
            let of_all = offers.iter().all(|offer| offer.features.contains(id));
            if !features.contains(id) && (of_all || !is_of_the_whole(id)) {
                features.push(id.clone());
            }
        }
        for kind in offers.iter().flat_map(|offer| &offer.kinds) {
            if !kinds.contains(kind) {
                kinds.push(kind.clone());
            }
        }
        kinds.sort();
        let whole = !kinds.is_empty() && offers.iter().all(|offer| !offer.kinds.is_empty());
        let said = offers.into_iter().flat_map(|offer| offer.said);
        let is_known = |meant: &[FeatureId]| !meant.is_empty() && meant.iter().all(|id| features.contains(id));
        let words = said.filter(|(_, _, meant)| !is_known(meant)).map(|(heading, words, _)| (heading, words)).collect();
        Together { features, kinds, whole, words }
    }
}

/// What services say together.
pub(super) struct Together {
    pub features: Vec<FeatureId>,
    pub kinds: Vec<PlaceKind>,
    /// Whether each service is of one of these kinds: then the place is.
    pub whole: bool,
    pub words: Vec<(&'static str, String)>,
}

/// Whether a feature promises something of all that is done at a place: one service does not say it for another.
fn is_of_the_whole(id: &FeatureId) -> bool {
    matches!(id.facet(), "fee" | "access") || id == EVERYONE
}

/// The feature of a text that holds one value and nothing else.
fn find(features: &Features, fields: &[&str], words: &str) -> Option<FeatureId> {
    features.find(Standard::Hsds, fields, words).cloned()
}

/// The features of a text that is a value or a list of values; none where one part of it is anything else.
fn listed(features: &Features, fields: &[&str], words: &str, between: &[&str]) -> Vec<FeatureId> {
    let mut parts = vec![words];
    if find(features, fields, words).is_none() {
        for sign in between {
            parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
        }
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| find(features, fields, part)).collect::<Option<_>>().unwrap_or_default()
}

/// What a price means: nothing to be paid by anybody, or a value of the vocabulary without an amount.
fn cost(features: &Features, [option, amount, _, more]: &[String; 4]) -> Option<FeatureId> {
    let value = |words: &str| find(features, COSTS, words);
    let named = match (option.is_empty(), more.is_empty()) {
        (true, true) => None,
        (false, true) => Some(value(option)?),
        (true, false) => Some(value(more)?),
        (false, false) => Some(value(option).filter(|fee| value(more).as_ref() == Some(fee))?),
    };
    match amount.parse::<f64>() {
        Ok(0.0) => match named {
            None => Some(FREE.into()),
            Some(fee) => (fee == FREE).then_some(fee),
        },
        Ok(_) => named.filter(|fee| fee != FREE),
        Err(_) => named.filter(|_| amount.is_empty()),
    }
}

/// An age in years.
fn age(written: &str) -> Option<u8> {
    let written = written.strip_suffix(".0").unwrap_or(written);
    written.parse().ok()
}

#[cfg(test)]
mod tests {
    //! - a text is a feature where it holds a value and nothing else; anything else stays words;
    //! - a price is free where everybody pays nothing; what held in the past is left out;
    //! - one service promises nothing for another: free, without appointment and for everyone are said by all of them.

    use super::*;
    use serde_json::{Value, json};

    fn vocabulary() -> Features {
        include_str!("../../../../content/features.toml").parse().expect("the vocabulary")
    }

    fn offer(service: Value) -> Offer {
        let today = Date { year: 2026, month: 11, day: 30 };
        Offer::read(service.as_object().expect("an object"), &Values::new(), &vocabulary(), today)
    }

    fn of(service: Value) -> (Vec<FeatureId>, Vec<String>) {
        let Together { features, words, .. } = Offer::together(vec![offer(service)]);
        (features, words.into_iter().map(|(_, words)| words).collect())
    }

    #[test]
    fn values_and_nothing_else() {
        for (key, words, ids) in [
            ("fees_description", "GRATUIT.", vec!["fee/free"]),
            ("fees", "Free of charge", vec!["fee/free"]),
            ("fees_description", "Free for members", vec![]),
            ("fees_description", "None.", vec!["fee/free"]),
            ("fees_description", "None", vec![]),
            ("fees_description", "None. Donations requested.", vec![]),
            ("fees_description", "Sliding scale", vec![]),
            ("eligibility_description", "women; families", vec!["public/women", "public/families"]),
            ("eligibility_description", "Femmes", vec!["public/women"]),
            ("eligibility_description", "women; over 30", vec![]),
            ("audience", "Ouvert à tous", vec!["public/everyone"]),
            ("application_process", "Walk in or apply by phone.", vec!["access/no-appointment", "access/call"]),
            ("application_process", "Sur rendez-vous", vec!["access/appointment"]),
            ("application_process", "Walk in on Mondays", vec![]),
        ] {
            let (features, left) = of(json!({key: words}));
            assert_eq!(features, ids, "{words}");
            assert_eq!(left.is_empty(), !ids.is_empty(), "{words}: {left:?}");
        }
    }

    #[test]
    fn prices() {
        for (options, fee) in [
            (json!([{"amount": 0, "currency": "EUR"}]), Some("fee/free")),
            (json!([{"option": "free", "amount": 0}, {"option": "Gratuit"}]), Some("fee/free")),
            (json!([{"option": "Under 18s", "amount": 0}]), None),
            (json!([{"amount": 0}, {"amount": 12, "currency": "EUR"}]), None),
            (json!([{"option": "free", "amount": 5}]), None),
            (json!([{"amount": 0, "valid_from": "2027-01-01"}]), None),
            (json!([{"option": "membership", "amount": 10}]), Some("fee/membership")),
        ] {
            let (features, _) = of(json!({"cost_options": options}));
            assert_eq!(features.first().map(FeatureId::as_str), fee, "{options}");
        }
        let past = json!([{"option": "Adults", "amount": 35, "valid_to": "2022-12-31"}]);
        assert_eq!(of(json!({"cost_options": past})), (vec![], vec![]));
        assert_eq!(of(json!({"fees": "Gratuit", "cost_options": [{"amount": 3}]})).1, ["Gratuit", "3"]);
    }

    #[test]
    fn ages_and_terms() {
        for (from, to, public) in [
            (json!(18), Value::Null, Some("public/adults")),
            (json!("16"), json!(25), Some("public/young")),
            (json!(60), json!(0), None),
            (json!(65), Value::Null, Some("public/seniors")),
            (json!(12), json!(100), None),
        ] {
            let (features, words) = of(json!({"minimum_age": from, "maximum_age": to}));
            assert_eq!(features.first().map(FeatureId::as_str), public, "{from} {to}");
            assert!(words[0].starts_with("À partir de"), "{words:?}");
        }
        let terms = json!({"attributes": [{"taxonomy_term": {"name": "Food Banks"}}, {"taxonomy_term": {"name": "Knitting"}},
            {"taxonomy_term": {"name": "walk-in"}}]});
        let Together { features, kinds, whole, words } = Offer::together(vec![offer(terms)]);
        assert_eq!(features, ["service/food", "access/no-appointment"]);
        assert_eq!((kinds, whole), (vec!["aide_alimentaire".into()], true));
        assert_eq!(words, [("Thèmes", "Knitting".to_owned())]);
    }

    #[test]
    fn one_service_promises_nothing_for_another() {
        let free =
            json!({"fees": "Gratuit", "audience": "tout public", "taxonomy": [{"name": "Shelter"}, {"name": "Food"}]});
        let other = json!({"eligibility": [{"eligibility": "Women"}]});
        let Together { features, kinds, whole, words } = Offer::together(vec![offer(free.clone()), offer(other)]);
        assert_eq!(features, ["service/shelter", "service/food", "public/women"]);
        assert_eq!((kinds, whole), (vec!["hebergement".into()], false));
        assert!(words.contains(&("Prix", "Gratuit".to_owned())), "{words:?}");
        let same = Offer::together(vec![offer(free.clone()), offer(free)]);
        assert!(same.features.contains(&FREE.into()) && same.whole);
    }
}
