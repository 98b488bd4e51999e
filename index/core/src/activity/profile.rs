//! Whose work a record is, where several mediators share a desk.

use crate::text::private;
use std::fmt;

/// The name of a profile: short, chosen by the office, better a role or initials than a name. It says who of the office made a record,
/// never who was helped.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Profile(String);

impl Profile {
    /// Characters of a name.
    pub const LONGEST: usize = 20;

    /// Reads a name: 1 to [`Self::LONGEST`] letters, digits, spaces, dots, dashes and underscores, a letter or a digit first and no
    /// space last; no personal data.
    pub fn new(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_alphanumeric() || " .-_".contains(c);
        let bounded = text.starts_with(char::is_alphanumeric) && !text.ends_with(' ');
        let short = text.chars().count() <= Self::LONGEST && text.chars().all(fits);
        (bounded && short && private::find(text, |_| false, false).is_empty()).then(|| Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    //! Property: a short name is read as it is displayed; what is long, strange or personal is none.

    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        for name in ["mf", "accueil", "Référente 2", "A.-B.", "bus_1", "٣"] {
            assert_eq!(Profile::new(name).map(|profile| profile.to_string()).as_deref(), Some(name));
        }
        let long = "x".repeat(Profile::LONGEST + 1);
        for wrong in ["", " ", "a ", " a", "-a", "a\nb", "a/b", "=1", "a\u{202e}b", "0639980001", &long] {
            assert_eq!(Profile::new(wrong), None, "{wrong}");
        }
    }
}
