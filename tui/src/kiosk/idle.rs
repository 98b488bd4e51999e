//! Nobody there: a warning, a countdown, then everything is wiped.

use std::time::Duration;

/// The countdown before the wipe.
pub(crate) const COUNTDOWN: Duration = Duration::from_secs(30);

/// What the silence amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silence {
    /// Somebody is there, or there is nothing to wipe.
    None,
    /// Seconds left before the wipe.
    Warning(u64),
    /// Wipe now.
    Over,
}

/// Watches the time since the last sign of life. All times count from the start of the program.
pub(crate) struct Idle {
    patience: Duration,
    last: Duration,
    /// Somebody has done something since the last wipe.
    touched: bool,
}

impl Idle {
    pub(crate) fn new(patience: Duration) -> Self {
        Self { patience, last: Duration::ZERO, touched: false }
    }

    /// A sign of life.
    pub(crate) fn touch(&mut self, at: Duration) {
        self.last = at;
        self.touched = true;
    }

    /// A fresh start: there is nothing to wipe.
    pub(crate) fn rest(&mut self, at: Duration) {
        self.last = at;
        self.touched = false;
    }

    pub(crate) fn silence(&self, at: Duration) -> Silence {
        let silent = at.saturating_sub(self.last);
        if !self.touched || silent < self.patience {
            return Silence::None;
        }
        match (self.patience + COUNTDOWN).checked_sub(silent) {
            Some(left) if !left.is_zero() => Silence::Warning(left.as_secs_f64().ceil() as u64),
            _ => Silence::Over,
        }
    }
}

#[cfg(test)]
mod tests {
    //! - an untouched start screen never warns;
    //! - warning after the patience, over after the countdown, a sign of life starts anew.

    use super::*;

    #[test]
    fn from_patience_to_wipe() {
        let at = Duration::from_secs;
        let mut idle = Idle::new(at(90));
        assert_eq!(idle.silence(at(10_000)), Silence::None);
        idle.touch(at(100));
        assert_eq!(idle.silence(at(189)), Silence::None);
        assert_eq!(idle.silence(at(190)), Silence::Warning(30));
        assert_eq!(idle.silence(at(219)), Silence::Warning(1));
        assert_eq!(idle.silence(at(220)), Silence::Over);
        idle.touch(at(219));
        assert_eq!(idle.silence(at(220)), Silence::None);
        idle.rest(at(400));
        assert_eq!(idle.silence(at(4_000)), Silence::None);
    }
}
