//! Licences that may stand in one file, and those that may not.

/// Two places whose licences cannot stand in one file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the places stand under licences that cannot share one file, {first} and {second}: hand out one of them with --licence {first}, or --licence {second}"
)]
pub struct Mixed {
    /// The licence of the places before.
    pub first: String,
    /// That of the place that does not fit.
    pub second: String,
}

/// The licence of the places seen so far.
#[derive(Default)]
pub(super) struct Licences {
    first: Option<String>,
}

impl Licences {
    /// Takes up the licence of one more place.
    ///
    /// # Errors
    /// It cannot stand beside those before.
    pub(super) fn take(&mut self, licence: &str) -> Result<(), Mixed> {
        let first = self.first.get_or_insert_with(|| licence.to_owned());
        if family(first) == family(licence) {
            return Ok(());
        }
        Err(Mixed { first: first.clone(), second: licence.to_owned() })
    }
}

/// Licences that ask to share alike stand alone; those that only ask to be named, such as Licence Ouverte, stand together.
fn family(licence: &str) -> &'static str {
    let licence = licence.to_ascii_lowercase();
    match () {
        () if licence.contains("odbl") => "odbl",
        () if licence.contains("by-sa") => "by-sa",
        () if licence.contains("by-nc") || licence.contains("by-nd") => "restricted",
        () => "attribution",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sharing_alike_stands_alone() {
        let mut licences = Licences::default();
        assert!(licences.take("etalab-2.0").is_ok() && licences.take("CC-BY-4.0").is_ok());
        let said = licences.take("ODbL-1.0").expect_err("a mix").to_string();
        assert!(said.contains("--licence etalab-2.0") && said.contains("--licence ODbL-1.0"), "{said}");
        let mut alone = Licences::default();
        assert!(alone.take("ODbL-1.0").is_ok() && alone.take("odbl").is_ok() && alone.take("cc-by-sa-4.0").is_err());
    }
}
