//! What each part of a generation is built from, and the name of the generation that these packs ask for.

use super::part::Part;
use super::seal::Recipe;
use crate::embedded;
use crate::pack::Pack;
use guichet_core::fingerprint::Fingerprint;

/// The recipes of the parts of one generation.
pub(super) struct Recipes([(Part, Recipe); 3]);

impl Recipes {
    /// What these packs and this program ask for.
    pub(super) fn of(packs: &[Pack]) -> Self {
        let recipe = |part: Part, above: &[&Recipe]| {
            let mut inputs = Fingerprint::new();
            inputs.field(embedded::identity(part).as_bytes());
            packs.iter().for_each(|pack| pack.identify(part, &mut inputs));
            above.iter().for_each(|recipe| recipe.identify(&mut inputs));
            Recipe { format: part.format(), inputs: inputs.to_string() }
        };
        let (texts, places) = (recipe(Part::Texts, &[]), recipe(Part::Places, &[]));
        // The lexicon holds the words of the texts.
        let lexicon = recipe(Part::Lexicon, &[&texts]);
        Self([(Part::Texts, texts), (Part::Places, places), (Part::Lexicon, lexicon)])
    }

    /// Each part with its recipe, in the order in which they are built.
    pub(super) fn each(&self) -> impl Iterator<Item = (Part, &Recipe)> {
        self.0.iter().map(|(part, recipe)| (*part, recipe))
    }

    /// The name of the generation.
    pub(super) fn name(&self) -> String {
        let mut name = Fingerprint::new();
        self.each().for_each(|(_, recipe)| recipe.identify(&mut name));
        name.to_string()
    }
}
