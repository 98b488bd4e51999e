//! Terms of taxonomies, as each version ties them to a service or a location: by an attribute, by a link, or as they are.

use super::{Values, objects, text};
use crate::fields::line;
use guichet_content::{Features, Standard};
use guichet_core::model::FeatureId;
use serde_json::Value;

/// Lists in which terms stand, and lists of links to them.
const LISTS: [&str; 10] = [
    "attributes",
    "service_attributes",
    "service_taxonomy",
    "service_taxonomies",
    "service_taxonomys",
    "taxonomy",
    "taxonomies",
    "taxonomy_terms",
    "categories",
    "service_categories",
];
/// The term inside a link.
const INNER: [&str; 3] = ["taxonomy_term", "taxonomy", "term"];
/// Most terms of one record.
const MOST: usize = 40;

/// The names of the terms that a record is tied to, each once.
pub(super) fn names(values: &Values) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for link in LISTS.iter().flat_map(|list| objects(values, list)) {
        let term = INNER.iter().find_map(|key| link.get(*key).and_then(Value::as_object)).unwrap_or(link);
        let name = ["name", "term", "label"].map(|key| line(&text(term, key)));
        let name = name.into_iter().find(|name| !name.is_empty());
        if let Some(name) = name.filter(|name| !names.contains(name) && names.len() < MOST) {
            names.push(name);
        }
    }
    names
}

/// The feature that a term means, by its name.
pub(super) fn feature(features: &Features, name: &str) -> Option<FeatureId> {
    features.find(Standard::Hsds, &["taxonomy", "attributes"], name).cloned()
}

#[cfg(test)]
mod tests {
    //! - the terms of every version are found, each once; what is no term is left out.

    use super::*;
    use serde_json::json;

    #[test]
    fn terms_of_every_version() {
        for (list, link) in [
            ("attributes", json!({"id": "a", "value": "v", "taxonomy_term": {"name": "Food", "taxonomy": "t"}})),
            ("service_taxonomys", json!({"id": "a", "taxonomy": {"id": "t", "name": "Food"}})),
            ("service_attributes", json!({"taxonomy_term": {"term": "Food"}})),
            ("taxonomy", json!({"id": "101", "name": "Food"})),
            ("categories", json!({"name": "Food"})),
        ] {
            let values = json!({list: [link, link, 3, {"id": "x"}]});
            assert_eq!(names(values.as_object().expect("an object")), ["Food"], "{list}");
        }
    }
}
