//! Places of digital mediation, in the national standard: its first shape (JSON, keys that vary) and its second (CSV or
//! JSON, schema 1). A list of values stands in one cell, parted by `|`, `;` or a comma. E-mail addresses are never read.

use crate::error::ImportError;
use crate::input::{self, Form};
use crate::offers::{self, Field};
use crate::position::Around;
use crate::prose::short;
use crate::record::{Origin, Record, Run};
use crate::records;
use crate::sink::{Counts, Sink};
use crate::structure::{self, TRAVELLING, headings};
use crate::table::Table;
use guichet_content::Standard;
use guichet_core::text::normal::fold;
use std::io::Read;

/// Name of the source.
pub const SOURCE: &str = "mednum";
/// The kind of place.
pub const KIND: &str = "mediation_numerique";

const ORIGIN: Origin<'_> =
    Origin { name: SOURCE, publisher: "La Mednum, lieux de médiation numérique", licence: "etalab-2.0", figures: 24 };

/// Keys under which records stand in JSON.
const LISTS: [&str; 3] = ["data", "results", "records"];
/// What everybody is helped with there: a search by these words finds them.
const KEYWORDS: [&str; 3] = ["aide numérique", "aide internet", "conseiller numérique"];

/// What a place offers, each under the names that it has had, and the heading over what the vocabulary does not know.
const OFFERS: [Field; 7] = [
    Field { heading: "Ce qu'on y fait", names: &["services"] },
    Field {
        heading: "Pour qui",
        names: &["publics_specifiquement_adresses", "publics_accueillis", "prise_en_charge_specifique", "public_cible"],
    },
    Field { heading: "Prix", names: &["frais_a_charge", "conditions_acces", "conditions_access", "tarifs"] },
    Field { heading: "Comment venir", names: &["modalites_acces"] },
    Field { heading: "Comment on est aidé", names: &["modalites_accompagnement"] },
    Field {
        heading: headings::LABELS,
        names: &[
            "dispositif_programmes_nationaux",
            "labels_nationaux",
            "formations_labels",
            "labels",
            "labels_autres",
            "autres_formations_labels",
        ],
    },
    Field { heading: "", names: &["itinerance", "itinerant"] },
];

/// Reads either shape. `name` is the file as the operator gave it, for the findings.
///
/// # Errors
/// The file is of another kind or cannot be read, or the sink fails.
pub fn read(reader: impl Read, name: &str, around: &Around<'_>, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let (form, reader) = input::open(reader, name, SOURCE)?;
    let mut run = Run::new(name, &ORIGIN, around, sink);
    if form == Form::Json {
        records::each(reader, &mut run, SOURCE, &LISTS, &mut |run, record| {
            place(run, run.source(), &|names| records::text(&record, names));
        })?;
    } else {
        let mut table = Table::open(reader, name, SOURCE)?;
        table.require(&[("nom", &["nom"]), ("services", &["services"])])?;
        while table.next(&mut run.out) {
            place(&mut run, table.source(), &|names| table.get(names));
        }
    }
    run.done()
}

/// One place, whose values `get` gives under any of their names.
fn place(run: &mut Run<'_>, source: String, get: &dyn Fn(&[&str]) -> String) {
    let mut record = structure::read(run, &source, get);
    record.kinds = vec![KIND.to_owned()];
    record.publisher = Some(short(&get(&["source"])))
        .filter(|source| !source.is_empty())
        .map(|source| format!("{} ({source})", ORIGIN.publisher));
    record.keywords = KEYWORDS.map(str::to_owned).to_vec();
    offered(&mut record, run, get);
    run.keep(record);
}

/// Reads what a place offers, in the words of this standard.
pub(crate) fn offered(record: &mut Record, run: &mut Run<'_>, get: &dyn Fn(&[&str]) -> String) {
    offers::read(record, run, &[Standard::Mednum, Standard::DataInclusion], &OFFERS, get);
    let itinerant = fold(&get(&["itinerance", "itinerant"]));
    if itinerant == "oui" {
        record.features.push(TRAVELLING.into());
    }
    // A place that is somewhere on other days too can be gone to.
    if itinerant.contains("fixe") {
        record.features.retain(|feature| feature != TRAVELLING);
    }
}

#[cfg(test)]
mod tests {
    //! - both shapes are read, whatever the sign between values; a commune without a code is found by its name;
    //! - what is broken costs the field; two places of one identifier are two places;
    //! - what the vocabulary knows is a feature, the rest stays readable;
    //! - nothing of an e-mail address is kept; another kind of file is refused in one sentence.

    use super::*;
    use crate::position::CommunePoints;
    use crate::sink::Collected;
    use guichet_content::Features;
    use guichet_core::model::{Date, Item};

    fn vocabulary() -> Features {
        include_str!("../../../content/features.toml").parse().expect("the vocabulary")
    }

    fn read_of(text: &str) -> (Counts, Collected) {
        let communes = CommunePoints::rodez();
        let around =
            Around { undated: Date { year: 2026, month: 1, day: 2 }, communes: &communes, features: &vocabulary() };
        let mut sink = Collected::default();
        let counts = read(text.as_bytes(), "mednum", &around, &mut sink).expect("places");
        (counts, sink)
    }

    fn note<'a>(item: &'a Item, heading: &str) -> Option<&'a str> {
        let section = item.sections.iter().find(|section| section.heading == heading)?;
        section.blocks.iter().find_map(|block| match block {
            guichet_core::model::Block::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    #[test]
    fn both_shapes_are_read() {
        let old = r#"[{"id":"a1","nom":"Espace  public","commune":"RODEZ","code_postal":"12000","adresse":"1 rue X",
            "latitude":44.35,"longitude":2.57,"pivot":"43493312300029","courriel":"a@b.fr","telephone":"+33565000000","date_maj":"2022-05-09",
            "services":"Prendre en main un ordinateur, Utiliser le numérique","conditions_access":"Gratuit",
            "horaires":"Mo-Fr 09:00-12:00"}]"#;
        let new = "id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,telephone,courriels,horaires,date_maj,services,frais_a_charge\n\
            a1,43493312300029,Espace public,Rodez,12000,12202,1 rue X,44.35,2.57,+33565000000,a@b.fr,Mo-Fr 09:00-12:00,2022-05-09,Prendre en main un ordinateur|Utiliser le numérique,Gratuit\n";
        for text in [old, new] {
            let (counts, found) = read_of(text);
            assert_eq!((counts.read, counts.kept), (1, 1));
            let item = &found.items[0];
            let place = item.place.as_ref().expect("a place");
            assert_eq!(
                (item.id.as_str(), item.title.as_str()),
                ("place/mediation_numerique-12202-a1", "Espace public")
            );
            assert_eq!((place.commune_code.as_str(), place.phone.as_str()), ("12202", "05 65 00 00 00"));
            assert_eq!(place.hours, "Mo-Fr 09:00-12:00");
            assert_eq!(place.features, ["service/digital-skills", "fee/free"]);
            assert_eq!(note(item, "Ce qu'on y fait"), Some("Utiliser le numérique"), "only what is not known");
            assert_eq!((note(item, "Prix"), place.siret.as_str()), (None, "43493312300029"));
            assert!(!serde_json::to_string(item).expect("JSON").contains('@'));
        }
    }

    #[test]
    fn what_is_broken_costs_its_field() {
        let text = r#"{"data":[{"id":"x","nom":"A","code_postal":"380000","adresse":"1 rue X","date_maj":"1970-01-01",
            "latitude":"nord","longitude":"est","telephone":"sur place","services":"a;b","itinerance":"Itinérant","pivot":"43493312300028"},
            {"id":"x","nom":"B","adresse":"2 rue Y","services":null}, {"id":"y"}, 7]}"#;
        let (counts, found) = read_of(text);
        assert_eq!((counts.read, counts.kept, counts.refused), (4, 2, 2));
        assert_ne!(found.items[0].id, found.items[1].id);
        let fields: Vec<&str> = found.findings.iter().map(|finding| finding.field.as_str()).collect();
        for field in ["code_postal", "date_maj", "latitude", "telephone", "siret", "services", "id", "nom"] {
            assert!(fields.contains(&field), "{field}: {fields:?}");
        }
        assert_eq!(
            found.items[0].place.as_ref().map(|place| place.features.clone()),
            Some(vec!["mode/travelling".into()])
        );
        assert_eq!(found.items[0].source.date, Date { year: 2026, month: 1, day: 2 });
        let (communes, features) = (CommunePoints::default(), Features::default());
        let around =
            Around { undated: Date { year: 2026, month: 1, day: 2 }, communes: &communes, features: &features };
        for wrong in ["", "<html>", "a,b\n1,2\n"] {
            assert!(read(wrong.as_bytes(), "x", &around, &mut Collected::default()).is_err(), "{wrong}");
        }
    }
}
