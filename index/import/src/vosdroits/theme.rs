//! The publisher's themes, mapped to the eleven of the grid.

use guichet_core::text::normal::fold;

/// A theme of the grid, from the title of one of the publisher's, whatever its edition: "Argent", "Argent - Impôts -
/// Consommation". `None` where no theme of the grid is meant.
pub(super) fn of_title(title: &str) -> Option<&'static str> {
    let title = fold(title);
    let starts: [(&str, &[&str]); 11] = [
        ("logement", &["logement", "habitat"]),
        ("social-sante", &["social", "sante", "aides sociales"]),
        ("travail-formation", &["travail", "emploi", "formation"]),
        ("famille-scolarite", &["famille", "scolarite", "enseignement", "education"]),
        ("papiers-citoyennete", &["papiers", "citoyennete", "elections"]),
        ("argent-impots", &["argent", "impots", "consommation"]),
        ("etrangers-europe", &["etranger", "europe"]),
        ("transports-mobilite", &["transport", "mobilite"]),
        ("justice", &["justice"]),
        ("loisirs", &["loisir", "sport", "culture"]),
        ("associations", &["association"]),
    ];
    let first = |words: &[&str]| words.iter().filter_map(|word| title.find(word)).min();
    // The first word counts: "Étranger - Europe", "Social - Santé".
    starts.into_iter().filter_map(|(id, words)| Some((first(words)?, id))).min().map(|(_, id)| id)
}

/// A theme of the grid, from the publisher's identifier; for editions whose titles say nothing.
pub(super) fn of_id(id: &str) -> Option<&'static str> {
    Some(match id {
        "N19803" => "argent-impots",
        "N19804" => "etrangers-europe",
        "N19805" => "famille-scolarite",
        "N19806" => "travail-formation",
        "N19807" => "justice",
        "N19808" => "logement",
        "N19809" => "loisirs",
        "N19810" => "papiers-citoyennete",
        "N19811" => "social-sante",
        "N19812" => "transports-mobilite",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_every_edition_lead_to_the_grid() {
        let cases = [
            ("Argent", "argent-impots"),
            ("Argent - Impôts - Consommation", "argent-impots"),
            ("Étranger - Europe", "etrangers-europe"),
            ("Famille - Scolarité", "famille-scolarite"),
            ("Papiers - Citoyenneté - Élections", "papiers-citoyennete"),
            ("Social - Santé", "social-sante"),
            ("Transports - Mobilité", "transports-mobilite"),
            ("Travail - Formation", "travail-formation"),
            ("Loisirs - Sports - Culture", "loisirs"),
            ("Création d'une association", "associations"),
        ];
        for (title, theme) in cases {
            assert_eq!(of_title(title), Some(theme), "{title}");
        }
        assert_eq!(of_title("Ressources humaines"), None);
    }
}
