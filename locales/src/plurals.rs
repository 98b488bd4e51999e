//! Which form a counted word takes in a language, by the rules that Fluent has of CLDR.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use guichet_core::model::{Lang, Plural};
use unic_langid::LanguageIdentifier;

/// Says the category of a number.
const CATEGORIES: &str = "\
category = { $count ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
";

/// The plural category of a whole number.
pub(crate) fn category(lang: Lang, count: u32) -> Plural {
    let id: LanguageIdentifier = lang.formats().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![id]);
    let resource = FluentResource::try_new(CATEGORIES.to_owned()).unwrap_or_else(|(kept, _)| kept);
    bundle.add_resource_overriding(resource);
    let mut args = FluentArgs::new();
    args.set("count", count);
    let pattern = bundle.get_message("category").and_then(|message| message.value());
    let name = pattern.map(|pattern| bundle.format_pattern(pattern, Some(&args), &mut Vec::new()));
    name.and_then(|name| name.parse().ok()).unwrap_or(Plural::Other)
}

#[cfg(test)]
mod tests {
    //! - what the registry says of plurals is what CLDR says, in every language: the categories, and which are of one number alone.

    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_registry_says_of_plurals_what_cldr_says() {
        for lang in Lang::all() {
            let mut numbers: BTreeMap<Plural, u32> = BTreeMap::new();
            (0..1000).for_each(|count| *numbers.entry(category(lang, count)).or_default() += 1);
            let categories: Vec<Plural> = numbers.keys().copied().collect();
            assert_eq!(lang.plurals(), categories, "{lang:?}");
            let single: Vec<Plural> = categories.iter().copied().filter(|plural| numbers[plural] == 1).collect();
            assert!(
                categories.iter().all(|plural| lang.is_single(*plural) == single.contains(plural)),
                "{lang:?}: {single:?}"
            );
        }
    }

    #[test]
    fn languages_count_as_they_do() {
        let of = |lang, counts: &[u32]| counts.iter().map(|count| category(lang, *count).name()).collect::<Vec<_>>();
        assert_eq!(of(Lang::FR, &[0, 1, 2]), ["one", "one", "other"]);
        assert_eq!(of(Lang::AR, &[0, 1, 2, 3, 11, 100]), ["zero", "one", "two", "few", "many", "other"]);
        assert_eq!(of(Lang::UK, &[1, 3, 5, 11, 21]), ["one", "few", "many", "many", "one"]);
    }
}
