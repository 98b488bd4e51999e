//! Pauses between two tries: each twice as long as the one before, up to a bound. What is back is noticed soon.

use std::time::Duration;

/// The longest pause.
const LONGEST: Duration = Duration::from_secs(5);

/// The pauses of one thing that is tried again and again.
#[derive(Debug, Clone)]
pub struct Patience {
    first: Duration,
    next: Duration,
}

impl Patience {
    /// Begins with a pause so long.
    pub const fn from(first: Duration) -> Self {
        Self { first, next: first }
    }

    /// The pause before the next try; the one after it is longer.
    pub fn pause(&mut self) -> Duration {
        let now = self.next;
        self.next = (now * 2).min(LONGEST);
        now
    }

    /// It worked: begins again with the first pause.
    pub fn reset(&mut self) {
        self.next = self.first;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_five_seconds_and_begin_again() {
        let mut patience = Patience::from(Duration::from_millis(500));
        let five: Vec<u128> = (0..6).map(|_| patience.pause().as_millis()).collect();
        assert_eq!(five, [500, 1_000, 2_000, 4_000, 5_000, 5_000]);
        patience.reset();
        assert_eq!(patience.pause(), Duration::from_millis(500));
    }
}
