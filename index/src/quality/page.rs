//! The page that a territory sends to the producers of its data, in their language.

use super::{Quality, Score};
use std::fmt::Write;

/// Examples of one source that are listed.
const EXAMPLES: usize = 40;

/// What each fault is called for a producer, and how it is mended.
const IN_FRENCH: [(&str, &str, &str); 16] = [
    ("no name of a place", "Nom absent ou qui n'en est pas un", "écrire le nom affiché sur la porte"),
    ("a number that costs more than a call", "Numéro surtaxé", "donner un numéro au prix d'un appel"),
    ("a number of another country", "Numéro étranger", "donner le numéro français"),
    ("figures that are those of no number", "Numéro fictif", "donner le vrai numéro, ou laisser la case vide"),
    ("no number of France", "Numéro qui n'existe pas", "vérifier le numéro"),
    ("the number of very many places", "Même numéro pour de nombreux lieux", "donner le numéro de chaque lieu"),
    ("no commune", "Commune absente", "écrire la commune et son code Insee"),
    (
        "an INSEE code that no commune has today",
        "Code Insee inconnu",
        "prendre le code officiel géographique de l'année",
    ),
    ("two communes apart", "Code Insee, nom et code postal de deux communes", "corriger celui qui est faux"),
    ("outside its commune", "Position hors de la commune", "placer le point sur l'adresse"),
    ("hours that nobody can read", "Horaires illisibles", "les écrire selon la norme d'OpenStreetMap"),
    ("hours in words only", "Horaires en phrases", "les écrire selon la norme d'OpenStreetMap"),
    ("hours longer than a day", "Horaires de plus de 24 heures", "corriger l'heure de fin"),
    ("neither a phone nor an address", "Ni téléphone ni adresse", "donner l'un des deux"),
    ("a date to come", "Date de mise à jour future", "écrire la date du dernier contrôle"),
    (
        "not confirmed for longer than expected of its source",
        "Plus confirmé depuis longtemps",
        "vérifier la fiche et mettre sa date à jour",
    ),
];

/// The page, in Markdown.
pub fn page(quality: &Quality) -> String {
    let mut out = String::from("# Qualité des lieux, source par source\n\n");
    if let Some(today) = quality.today {
        let _ = writeln!(
            out,
            "Relevé du {today}. Une part est celle des lieux de la source ; la note est la moyenne des six parts.\n"
        );
    }
    out.push_str("| source | lieux | note | nom | commune | téléphone ou adresse | horaires lisibles | position | à jour | utilisables |\n");
    out.push_str("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for score in quality.sources.values() {
        let shares =
            [score.named, score.commune, score.reachable, score.hours, score.position, score.fresh, score.usable];
        let shares = shares.map(|count| format!("{} %", score.share(count))).join(" | ");
        let _ = writeln!(out, "| {} | {} | {} | {shares} |", cell(&score.name), score.places, score.score);
    }
    for (source, score) in &quality.sources {
        of_source(&mut out, quality, source, score);
    }
    out
}

fn of_source(out: &mut String, quality: &Quality, source: &str, score: &Score) {
    let _ = writeln!(out, "\n## {}\n", cell(&score.name));
    let _ = writeln!(out, "Une fiche est attendue à jour depuis moins de {} mois.\n", score.months);
    if score.faults.is_empty() {
        out.push_str("Rien à corriger.\n");
        return;
    }
    out.push_str("| à corriger | lieux | comment |\n|---|--:|---|\n");
    let mut faults: Vec<_> = score.faults.iter().collect();
    faults.sort_by_key(|((_, what), count)| (std::cmp::Reverse(**count), *what));
    for ((_, what), count) in faults {
        let (name, how) = french(what);
        let _ = writeln!(out, "| {name} | {count} | {how} |");
    }
    let own = format!("/{source}");
    let examples = quality.findings.iter().filter(|finding| finding.source.ends_with(&own)).map(|finding| {
        let (what, value) = finding.message.split_once(": ").unwrap_or((&finding.message, ""));
        format!("| `{}` | {} | {} |", finding.record, french(what).0, cell(value))
    });
    let examples: Vec<String> = examples.take(EXAMPLES).collect();
    if !examples.is_empty() {
        let _ =
            writeln!(out, "\nLes {} premières fiches, sans celles qui sont seulement anciennes :\n", examples.len());
        out.push_str("| fiche | à corriger | valeur |\n|---|---|---|\n");
        examples.iter().for_each(|line| {
            let _ = writeln!(out, "{line}");
        });
    }
}

/// A fault in words, and its remedy.
fn french(what: &str) -> (&str, &'static str) {
    let known = IN_FRENCH.iter().find(|(fault, ..)| *fault == what);
    known.map_or((what, ""), |(_, name, how)| (name, how))
}

/// Foreign words in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "/").replace(['<', '>', '`', '\n'], " ")
}
