//! The communes of France, from a CSV of the official geographic code with postal codes and points, into the lines of
//! the gazetteer: `code name departement postal_codes population lat lon`, separated by tabs.
//!
//! Columns are found by their names, as the publishers of such files write them, La Poste's among them; several lines of one
//! commune (one a postal code) become one. A file without INSEE codes is read by postal code and name, over the communes that
//! are known.

use crate::error::ImportError;
use crate::fields;
use crate::input;
use crate::position::{CommunePoints, mend, written_out};
use crate::sink::{Counts, Output, Sink};
use guichet_core::model::{Commune, Position, departement_of};
use guichet_core::text::dated::clean;
use std::collections::BTreeMap;
use std::io::Read;

/// Most communes kept: more than twice what France has ever had.
const MOST: usize = 100_000;
/// Most postal codes of one commune.
const MOST_CODES: usize = 60;

const CODE: &[&str] = &["code_insee", "code_commune_insee", "code_commune", "codegeo", "insee_com", "com", "code"];
const NAME: &[&str] = &[
    "nom",
    "nom_commune_complet",
    "nom_standard",
    "nom_commune",
    "nom_de_la_commune",
    "libelle",
    "nom_commune_postal",
];
const DEPARTEMENT: &[&str] = &["departement", "dep", "code_departement", "dep_code"];
const POSTAL: &[&str] = &["codes_postaux", "code_postal"];
const POPULATION: &[&str] = &["population", "pmun", "ptot", "population_municipale"];
const KIND: &[&str] = &["type", "typecom"];
const HALL: [&[&str]; 2] = [&["mairie_lat", "latitude_mairie"], &["mairie_lon", "longitude_mairie"]];
const CENTRE: [&[&str]; 2] =
    [&["centre_lat", "latitude_centre", "latitude", "lat"], &["centre_lon", "longitude_centre", "longitude", "lon"]];

/// A point in one cell, latitude first.
const POINT: &[&str] = &["coordonnees_gps", "coordonnees_geographiques", "geo_point_2d", "_geopoint"];

/// A commune as its first line has it, its position that of its centre.
struct Known {
    commune: Commune,
    /// Where its town hall is said to be.
    hall: Option<Position>,
    /// File and line, for the findings.
    source: String,
}

/// Reads a CSV (comma, semicolon or tab) and gives its communes and arrondissements, by code, at the end: lines of one
/// commune stand anywhere in a file. What waits is bounded by the communes of the country, not by the file.
///
/// # Errors
/// The file is of another kind or cannot be read, or the sink fails.
pub fn read(reader: impl Read, name: &str, around: &CommunePoints, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let mut table = input::table(reader, name, "communes")?;
    let coded = table.columns().iter().any(|column| CODE.contains(&column.as_str()));
    let needed: [(&str, &[&str]); 2] =
        [if coded { ("code_insee", CODE) } else { ("code_postal", POSTAL) }, ("nom", NAME)];
    table.require(&needed)?;
    let mut out = Output::new(sink);
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    while table.next(&mut out) {
        let source = table.source();
        let code = table.get(CODE);
        let refuse = |out: &mut Output<'_>, field: &str, why: &str| {
            out.refuse(&source, &clean(code.trim(), 20), field, why);
        };
        let by_name = || {
            let codes = postal_codes(&table.get(POSTAL));
            let name = table.get(NAME);
            codes.iter().find_map(|code| around.named(code, &name)).map(str::to_owned)
        };
        let Some(code) = (if coded { commune_code(&code) } else { by_name() }) else {
            let why = match coded {
                true => "not an INSEE code: five figures, or 2A and 2B for Corsica; not kept",
                false => "no INSEE code, and no commune of that name and postal code is known: not kept",
            };
            refuse(&mut out, "code_insee", why);
            continue;
        };
        let kind = table.get(KIND).trim().to_uppercase();
        if !matches!(kind.as_str(), "" | "COM" | "ARM") {
            refuse(&mut out, "type", "no longer a commune by itself: not kept");
            continue;
        }
        let name = clean(&table.get(NAME), 100).split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            refuse(&mut out, "nom", "no name: not kept");
            continue;
        }
        let codes = postal_codes(&table.get(POSTAL));
        if let Some(Known { commune, .. }) = known.get_mut(&code) {
            commune.postal_codes.extend(codes);
            commune.postal_codes.sort();
            commune.postal_codes.dedup();
            commune.postal_codes.truncate(MOST_CODES);
            out.counts.kept += 1;
            continue;
        }
        if known.len() == MOST {
            refuse(&mut out, "", "more communes than there can be: not kept");
            continue;
        }
        let [hall, centre] = [HALL, CENTRE].map(|[lat, lon]| fields::position(&table.get(lat), &table.get(lon)));
        let centre = centre.or_else(|| fields::point(&table.get(POINT)));
        if codes.is_empty() {
            out.warn(&source, &code, "codes_postaux", "no postal code: found by its name only");
        }
        let departement = clean(table.get(DEPARTEMENT).trim(), 3).to_uppercase();
        let departement = if code.starts_with(&departement) && departement.len() >= 2 {
            departement
        } else {
            departement_of(&code).to_owned()
        };
        let population = table.get(POPULATION).trim().replace([' ', '\u{a0}', '\u{202f}'], "").parse().unwrap_or(0);
        let commune = Commune { code, name, departement, postal_codes: codes, population, position: centre };
        known.insert(commune.code.clone(), Known { commune, hall, source });
        out.counts.kept += 1;
    }
    let centre = |(code, read): (&String, &Known)| Some((code.clone(), read.commune.position?));
    let centres: CommunePoints = known.iter().filter_map(centre).collect();
    for Known { mut commune, hall, source } in known.into_values() {
        let (position, mended) = mend(hall, &commune.code, &centres);
        if let Some(mended) = mended.filter(|_| hall.is_some()) {
            out.warn(&source, &commune.code, "mairie_lat", mended);
        }
        if position.is_none() {
            out.warn(&source, &commune.code, "centre_lat", "no position: nothing can be said to be near it");
        }
        commune.position = position;
        out.commune(commune);
    }
    out.done()
}

/// The gazetteer's first line, which names its columns.
pub const HEAD: &str = "code\tname\tdepartement\tpostal_codes\tpopulation\tlat\tlon\n";

/// The gazetteer's line of a commune, with its end.
pub fn line(commune: &Commune) -> String {
    let degrees = |value: f64| format!("{value:.5}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let (lat, lon) = commune.position.map(|at| (degrees(at.lat), degrees(at.lon))).unwrap_or_default();
    let Commune { code, name, departement, postal_codes, population, .. } = commune;
    format!("{code}\t{name}\t{departement}\t{}\t{population}\t{lat}\t{lon}\n", postal_codes.join(","))
}

/// An INSEE code of a commune: five characters, `2A` and `2B` included. A zero that a spreadsheet ate is put back.
pub(crate) fn commune_code(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let text =
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) { format!("0{text}") } else { text };
    let corsica = text.starts_with("2A") || text.starts_with("2B");
    let figures = text.bytes().skip(if corsica { 2 } else { 0 }).all(|byte| byte.is_ascii_digit());
    (text.len() == 5 && figures).then_some(text)
}

fn postal_codes(text: &str) -> Vec<String> {
    let mut codes: Vec<String> = clean(text, MOST_CODES * 6)
        .split(|c: char| !c.is_ascii_digit())
        .filter(|code| matches!(code.len(), 4 | 5))
        .map(|code| format!("{code:0>5}"))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// A line of the gazetteer over the one that is known of the same commune: what it leaves empty stays, codes are joined, and
/// a name in other letters (`ST ETIENNE`) is no new name.
pub fn line_over(line: &str, known: &str) -> String {
    let mut cells: Vec<&str> = line.trim_end().split('\t').chain([""; 7]).take(7).collect();
    let known: Vec<&str> = known.trim_end().split('\t').chain([""; 7]).take(7).collect();
    if written_out(cells[1]) == written_out(known[1]) || cells[1].is_empty() {
        cells[1] = known[1];
    }
    let mut codes: Vec<&str> = cells[3].split(',').chain(known[3].split(',')).filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    codes.dedup();
    let codes = codes.join(",");
    cells[3] = &codes;
    if matches!(cells[4], "" | "0") {
        cells[4] = known[4];
    }
    if cells[5].is_empty() || cells[6].is_empty() {
        (cells[5], cells[6]) = (known[5], known[6]);
    }
    cells.join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    //! - columns are found by the names several publishers use; lines of one commune become one;
    //! - a town hall that stands far from its commune does not move the commune;
    //! - what is broken is refused with its line; what is written is what the gazetteer reads.

    use super::*;
    use crate::sink::Collected;

    fn collected(text: &str) -> (Counts, Collected) {
        let mut found = Collected::default();
        (read(text.as_bytes(), "test", &CommunePoints::default(), &mut found).expect("this format"), found)
    }

    #[test]
    fn one_line_a_commune() {
        let text = "code_insee,nom,type,departement,region,codes_postaux,population,centre_lat,centre_lon,mairie_lat,mairie_lon\n\
            12202,Rodez,COM,12,76,12000|12850,24319,44.3582,2.5672,44.350121,2.573420\n\
            29044,Dinéault,COM,29,53,29150,2200,48.217782,-4.166732,48.218863,4.165563\n\
            1001,\u{1b}[2JAbergement,,1,84,1400,,46.15,4.92,,\n\
            14001,Ancienne,COMD,14,28,14000,,,,,\n\
            1200,,COM,12,76,,,,,,\nXX,Rien,COM,,,,,,,,\n";
        let (counts, found) = collected(text);
        assert_eq!((counts.read, counts.kept, counts.refused), (6, 3, 3));
        let lines: String = found.communes.iter().map(line).collect();
        assert_eq!(
            format!("{HEAD}{lines}"),
            "code\tname\tdepartement\tpostal_codes\tpopulation\tlat\tlon\n\
             01001\t[2JAbergement\t01\t01400\t0\t46.15\t4.92\n\
             12202\tRodez\t12\t12000,12850\t24319\t44.35012\t2.57342\n\
             29044\tDinéault\t29\t29150\t2200\t48.21886\t-4.16556\n"
        );
        assert!(found.findings.iter().any(|warning| warning.record == "29044" && warning.field == "mairie_lat"));
    }

    #[test]
    fn codes() {
        assert_eq!((commune_code("2a004").as_deref(), commune_code("1004").as_deref()), (Some("2A004"), Some("01004")));
        assert_eq!((commune_code("1A004"), commune_code("120025"), commune_code("é1234")), (None, None, None));
    }

    #[test]
    fn other_publishers() {
        let text = "\u{feff}Code_commune_INSEE;Nom_commune;Code_postal;Latitude;Longitude\n\
            12202;RODEZ;12000;44,35;2,57\n12202;RODEZ;12850;44,35;2,57\n971;X;;;\n97101;Les Abymes;97139;16.27;-61.5\n";
        let communes = collected(text).1.communes;
        assert_eq!(communes.len(), 2);
        assert_eq!(communes[0].postal_codes, ["12000", "12850"]);
        assert_eq!(communes[1].departement, "971");
        let refused =
            |text: &str| read(text.as_bytes(), "x", &CommunePoints::default(), &mut Collected::default()).is_err();
        assert!(refused("a;b\n") && refused(""));
    }

    #[test]
    fn both_forms_of_the_post() {
        let text = "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libell\u{e9}_d_acheminement;Ligne_5;coordonnees_gps\n\
            42218;ST ETIENNE;42000;ST ETIENNE;;45.43,4.379\n42218;ST ETIENNE;42230;ST ETIENNE;ROCHETAILLEE;45.43,4.379\n";
        let lines: String = collected(text).1.communes.iter().map(line).collect();
        assert_eq!(lines, "42218\tST ETIENNE\t42\t42000,42230\t0\t45.43\t4.379\n");
        let known = "42218\tSaint-Étienne\t42\t42000,42100\t173136\t45.43964\t4.38713\n";
        assert_eq!(line_over(&lines, known), "42218\tSaint-Étienne\t42\t42000,42100,42230\t173136\t45.43\t4.379\n");
        assert_eq!(line_over("42218\tX\t42\t\t0\t\t\n", known), known.replace("Saint-Étienne", "X"));
        let commune = Commune {
            code: "92002".into(),
            name: "Antony".into(),
            departement: "92".into(),
            postal_codes: vec!["92160".into()],
            population: 0,
            position: None,
        };
        let known: CommunePoints = [commune].into_iter().collect();
        let text = "code_postal;nom_commune_postal;latitude;longitude;nom_commune_complet;code_departement\n\
            92160;ANTONY;48.75;2.29;Antony;92\n92160;AUTRE;48.7;2.2;Autre;92\n";
        let mut found = Collected::default();
        let counts = read(text.as_bytes(), "x", &known, &mut found).expect("communes");
        assert_eq!((counts.kept, counts.refused, found.communes[0].code.as_str()), (1, 1, "92002"));
    }
}
