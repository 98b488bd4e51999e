//! Which phone numbers are those of places: sorted, found once they are asked for.

use crate::segment::Segment;
use crate::{PlacesError, link};
use std::sync::OnceLock;

/// The numbers of the places of an index. Reading them takes as long as reading every place, so nobody waits for it who does not ask.
#[derive(Default)]
pub(crate) struct Phones(OnceLock<Vec<u64>>);

impl Phones {
    /// Whether some digits, dialled within the country, are the number of a place.
    ///
    /// # Errors
    /// A file cannot be read: the next call tries again.
    pub fn hold(&self, segments: &[Segment], digits: &str) -> Result<bool, PlacesError> {
        let number = link::phone(digits);
        if number == 0 {
            return Ok(false);
        }
        let known = match self.0.get() {
            Some(known) => known,
            None => {
                let read = all(segments)?;
                self.0.get_or_init(|| read)
            }
        };
        Ok(known.binary_search(&number).is_ok())
    }
}

fn all(segments: &[Segment]) -> Result<Vec<u64>, PlacesError> {
    let mut numbers = Vec::new();
    for segment in segments {
        for row in (0..segment.count() as u32).filter(|row| !segment.is_hidden(*row)) {
            let place = segment.item(row)?.place;
            let written = place.as_ref().map(|place| place.phone.as_str()).unwrap_or_default();
            // Some sources give several in one.
            numbers.extend(written.split([';', ',', '/']).map(link::phone).filter(|number| *number != 0));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}
