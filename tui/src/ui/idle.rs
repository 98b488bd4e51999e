//! Nobody there: a warning, a countdown, then everything is wiped.

use std::time::Duration;

/// The countdown before the wipe.
pub(crate) const COUNTDOWN: Duration = Duration::from_secs(30);

/// Whether somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdleState {
    /// Somebody is there, or there is nothing to wipe.
    Active,
    /// Seconds left before the wipe.
    Warning(u64),
    /// Wipe now.
    Expired,
}

/// Watches the time since the last sign of life. All times count from the start of the program.
pub(crate) struct IdleTimer {
    limit: Duration,
    last: Duration,
    /// Somebody has done something since the last wipe.
    touched: bool,
}

impl IdleTimer {
    pub(crate) fn new(limit: Duration) -> Self {
        Self { limit, last: Duration::ZERO, touched: false }
    }

    /// A sign of life.
    pub(crate) fn touch(&mut self, at: Duration) {
        self.last = at;
        self.touched = true;
    }

    /// A fresh start: there is nothing to wipe.
    pub(crate) fn reset(&mut self, at: Duration) {
        self.last = at;
        self.touched = false;
    }

    pub(crate) fn state(&self, at: Duration) -> IdleState {
        let quiet = at.saturating_sub(self.last);
        if !self.touched || quiet < self.limit {
            return IdleState::Active;
        }
        match (self.limit + COUNTDOWN).checked_sub(quiet) {
            Some(left) if !left.is_zero() => IdleState::Warning(left.as_secs_f64().ceil() as u64),
            _ => IdleState::Expired,
        }
    }
}

#[cfg(test)]
mod tests {
    //! - an untouched start screen never warns;
    //! - warning after the limit, over after the countdown, a sign of life starts anew.

    use super::*;

    #[test]
    fn from_limit_to_wipe() {
        let at = Duration::from_secs;
        let mut idle = IdleTimer::new(at(90));
        assert_eq!(idle.state(at(10_000)), IdleState::Active);
        idle.touch(at(100));
        assert_eq!(idle.state(at(189)), IdleState::Active);
        assert_eq!(idle.state(at(190)), IdleState::Warning(30));
        assert_eq!(idle.state(at(219)), IdleState::Warning(1));
        assert_eq!(idle.state(at(220)), IdleState::Expired);
        idle.touch(at(219));
        assert_eq!(idle.state(at(220)), IdleState::Active);
        idle.reset(at(400));
        assert_eq!(idle.state(at(4_000)), IdleState::Active);
    }
}
