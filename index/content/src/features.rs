//! The vocabulary of what places offer, as it is used: labels for readers, values of standards for importers and
//! exporters, sayings for the search.

use crate::authored::{FeatureFacts, FeaturesFile};
use guichet_core::model::{FeatureId, Lang, PlaceKind};
use guichet_core::text::normal::fold;
use guichet_core::text::spacing::bind;
use guichet_core::text::wishes::Sayings;
use std::collections::{BTreeMap, HashMap};

/// The facet whose features people wish for by their names.
const LANGUAGE: &str = "language";

/// A standard, whatever its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// Places of digital mediation.
    Mednum,
    /// data·inclusion.
    DataInclusion,
    /// Open Referral HSDS.
    Hsds,
}

impl Standard {
    const fn name(self) -> &'static str {
        match self {
            Self::Mednum => "mednum",
            Self::DataInclusion => "data-inclusion",
            Self::Hsds => "hsds",
        }
    }
}

/// The vocabulary, ready to look values up in.
#[derive(Debug, Default)]
pub struct Features {
    file: FeaturesFile,
    /// Place in the vocabulary, by identifier.
    places: HashMap<FeatureId, usize>,
    /// Place in the vocabulary, by standard, then `field`, a line feed and the folded value.
    values: HashMap<(&'static str, String), usize>,
    /// Kinds, by folded name of the type of structure.
    kinds: HashMap<String, PlaceKind>,
    /// Kinds, by folded name of a term.
    terms: HashMap<String, PlaceKind>,
    /// The network that alone is a kind.
    networks: BTreeMap<PlaceKind, String>,
}

impl Features {
    /// The vocabulary of a file.
    pub fn new(file: FeaturesFile) -> Self {
        let places = file.feature.iter().enumerate().map(|(at, feature)| (feature.id.clone(), at)).collect();
        let mut values = HashMap::new();
        for (at, feature) in file.feature.iter().enumerate() {
            for (standard, field, value) in feature.values() {
                values.insert((standard, key(field, value)), at);
            }
        }
        let both = file.kinds_v0.iter().chain(&file.kinds_v1);
        let kinds = both.map(|(name, kind)| (fold(name), kind.clone())).collect();
        let terms = file.kinds_hsds.iter().map(|(name, kind)| (fold(name), kind.clone())).collect();
        let mut networks: BTreeMap<PlaceKind, Vec<&String>> = BTreeMap::new();
        for (name, kind) in &file.kinds_v1 {
            networks.entry(kind.clone()).or_default().push(name);
        }
        let alone = |(kind, names): (PlaceKind, Vec<&String>)| (names.len() == 1).then(|| (kind, names[0].clone()));
        let networks = networks.into_iter().filter_map(alone).collect();
        Self { places, values, kinds, terms, networks, file }
    }

    /// The feature that a value means in a field of a standard, by any of the names of that field.
    pub fn find(&self, standard: Standard, fields: &[&str], value: &str) -> Option<&FeatureId> {
        let at = fields.iter().find_map(|field| self.values.get(&(standard.name(), key(field, value))))?;
        self.file.feature.get(*at).map(|feature| &feature.id)
    }

    /// What is handed out for a feature in the newest version of a standard: field and value.
    pub fn written<'a>(&'a self, id: &FeatureId, standard: Standard) -> impl Iterator<Item = (&'a str, &'a str)> {
        let fields = self.facts(id).map(|feature| match standard {
            Standard::Mednum => &feature.mednum_v1,
            Standard::DataInclusion => &feature.data_inclusion_v1,
            Standard::Hsds => &feature.hsds_3,
        });
        fields.into_iter().flatten().filter_map(|(field, values)| Some((field.as_str(), values.first()?.as_str())))
    }

    /// How a feature is shown: in a language, or in French where it has no other words.
    pub fn label(&self, id: &FeatureId, lang: Lang) -> Option<String> {
        let label = &self.facts(id)?.label;
        label.get(&lang).or_else(|| label.get(&Lang::FR)).map(|label| bind(label).into_owned())
    }

    /// What people say in a language to wish for a feature of a place. `speaking` says how they wish for a language there,
    /// `*` in the place of its name.
    pub fn sayings(&self, lang: Lang, speaking: &[String]) -> Sayings {
        let mut said: Vec<(String, &FeatureId)> = Vec::new();
        for feature in &self.file.feature {
            said.extend(feature.says.get(&lang).into_iter().flatten().map(|text| (text.clone(), &feature.id)));
            let names = feature.label.get(&lang).filter(|_| feature.id.facet() == LANGUAGE);
            for name in names.into_iter().flat_map(|label| label.split(", ")) {
                said.extend(speaking.iter().map(|way| (way.replace('*', name), &feature.id)));
            }
        }
        Sayings::new(said.iter().map(|(text, id)| (text.as_str(), *id)))
    }

    /// The kind of place that a type of structure is, in any version of data·inclusion.
    pub fn kind(&self, name: &str) -> Option<&PlaceKind> {
        self.kinds.get(&fold(name))
    }

    /// The kind of place that a term of a taxonomy names, whatever the taxonomy.
    pub fn kind_of_term(&self, name: &str) -> Option<&PlaceKind> {
        self.terms.get(&fold(name))
    }

    /// The network of data·inclusion that alone is a kind of place.
    pub fn network(&self, kind: &PlaceKind) -> Option<&str> {
        self.networks.get(kind).map(String::as_str)
    }

    /// Each feature once, in the order of the vocabulary; what is not in it is left out.
    pub fn sort(&self, features: &mut Vec<FeatureId>) {
        features.retain(|id| self.places.contains_key(id));
        features.sort_by_key(|id| self.places.get(id).copied());
        features.dedup();
    }

    /// Where a feature stands in the vocabulary.
    pub fn position(&self, id: &FeatureId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Every feature, in order.
    pub fn all(&self) -> &[FeatureFacts] {
        &self.file.feature
    }

    fn facts(&self, id: &FeatureId) -> Option<&FeatureFacts> {
        self.file.feature.get(*self.places.get(id)?)
    }
}

impl std::str::FromStr for Features {
    type Err = toml::de::Error;

    /// The vocabulary of a text, without its lint.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        toml::from_str(text).map(Self::new)
    }
}

fn key(field: &str, value: &str) -> String {
    format!("{field}\n{}", fold(value))
}

#[cfg(test)]
mod tests {
    //! - a value of any version is found, however it is written; the newest version is what is handed out;
    //! - a kind is handed out only where one network alone is it; features stand in order, once.

    use super::*;

    #[test]
    fn values_lead_to_features_and_back() {
        let file = r#"
            [kinds-v0]
            CCAS = "ccas"
            [kinds-v1]
            ccas-cias = "ccas"
            chrs = "hebergement"
            chu = "hebergement"
            [kinds-hsds]
            "Food Banks" = "aide_alimentaire"
            [[feature]]
            id = "fee/free"
            label = { fr = "Gratuit", en = "Free" }
            says = { fr = ["gratuit", "sans payer"] }
            mednum-v0 = { conditions_acces = ["Gratuit"] }
            mednum-v1 = { frais_a_charge = ["Gratuit", "Sans frais"] }
            [[feature]]
            id = "fee/paid"
            label = { fr = "Payant" }
            mednum-v0 = { conditions_acces = ["Payant"] }
        "#;
        let features: Features = file.parse().expect("a vocabulary");
        let fees = ["conditions_acces", "frais_a_charge"];
        let find = |value| features.find(Standard::Mednum, &fees, value).map(FeatureId::as_str);
        assert_eq!(
            (find("GRATUIT "), find("sans frais"), find("payant")),
            (Some("fee/free"), Some("fee/free"), Some("fee/paid"))
        );
        assert_eq!((find("cher"), features.find(Standard::Hsds, &fees, "gratuit")), (None, None));
        let (free, paid) = (FeatureId::from("fee/free"), FeatureId::from("fee/paid"));
        assert_eq!(features.written(&free, Standard::Mednum).collect::<Vec<_>>(), [("frais_a_charge", "Gratuit")]);
        assert_eq!(features.written(&paid, Standard::Mednum).count(), 0);
        let en = Lang::from_code("en").expect("English");
        assert_eq!(features.label(&free, en).as_deref(), Some("Free"));
        assert_eq!(features.label(&paid, en).as_deref(), Some("Payant"));
        assert_eq!(features.kind("ccas").map(PlaceKind::as_str), Some("ccas"));
        assert_eq!(
            (features.network(&"ccas".into()), features.network(&"hebergement".into())),
            (Some("ccas-cias"), None)
        );
        let term = |name| features.kind_of_term(name).map(PlaceKind::as_str);
        assert_eq!((term("food banks"), term("Food"), term("CCAS")), (Some("aide_alimentaire"), None, None));
        let mut some = vec![paid.clone(), "no/such".into(), free.clone(), paid.clone()];
        features.sort(&mut some);
        assert_eq!(some, [free, paid]);
    }
}
