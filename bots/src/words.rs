//! Words for whoever reads: where no language is chosen yet, every language offered.

use guichet_core::model::Lang;
use guichet_locales::Locales;

/// Sentences in every language offered, `first` in front: those of a language below one another, a gap between two
/// languages.
pub fn in_every_language(locales: &Locales, first: Lang, ids: &[&str]) -> String {
    let mut languages = locales.languages().to_vec();
    languages.sort_by_key(|lang| *lang != first);
    let said = |lang: &Lang| ids.iter().map(|id| locales.interface(*lang, id)).collect::<Vec<_>>().join("\n");
    languages.iter().map(said).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_is_in_front_and_none_is_missing() {
        let locales = Locales::new();
        let said = in_every_language(&locales, Lang::EN, &["bots-out-of-order", "bots-flood"]);
        let english = [Lang::EN, Lang::FR].map(|lang| {
            format!("{}\n{}", locales.interface(lang, "bots-out-of-order"), locales.interface(lang, "bots-flood"))
        });
        assert!(said.starts_with(&english[0]) && said.contains(&format!("\n\n{}", english[1])), "{said}");
        assert_eq!(said.split("\n\n").count(), locales.languages().len());
    }
}
