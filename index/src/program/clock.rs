//! The clock of a program: the system's, unless a test fixes it.

use crate::clock::now;
use guichet_core::model::Moment;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// The local moment, asked for at each turn.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// A clock that stands still at a moment, or is read from a file; what cannot be read there is passed over.
pub(super) fn fixed(at: Option<Moment>, file: Option<PathBuf>) -> Clock {
    Arc::new(move || written(file.as_ref()).or(at).unwrap_or_else(now))
}

/// As [`fixed`], but that a moment given is when the clock starts, and goes on from there.
pub(super) fn running(from: Option<Moment>, file: Option<PathBuf>) -> Clock {
    let start = Instant::now();
    let passed = move || i64::try_from(start.elapsed().as_secs() / 60).unwrap_or(i64::MAX);
    Arc::new(move || {
        let given = written(file.as_ref()).or_else(|| from.map(|from| from.plus_minutes(passed())));
        given.unwrap_or_else(now)
    })
}

fn written(file: Option<&PathBuf>) -> Option<Moment> {
    Moment::parse(fs::read_to_string(file?).ok()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_a_file_a_fixed_moment_or_the_systems() {
        let at = |text: &str| Moment::parse(text).expect("a moment");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("clock");
        let given = Some(at("2026-11-23T10:00"));
        fs::write(&file, "2026-11-24T11:30\n").expect("written");
        for clock in [fixed(given, Some(file.clone())), running(given, Some(file.clone()))] {
            assert_eq!(clock(), at("2026-11-24T11:30"));
        }
        fs::write(&file, "no time").expect("written");
        assert_eq!(fixed(given, Some(file))(), at("2026-11-23T10:00"));
        assert_eq!(fixed(given, None)(), at("2026-11-23T10:00"));
        assert!(running(given, None)() >= at("2026-11-23T10:00"));
        assert!(fixed(None, None)() > at("2026-01-01T00:00"));
    }
}
