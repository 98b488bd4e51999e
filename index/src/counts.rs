//! The counts of a program on the disk: `counts/<program>.jsonl`, one line a day, name and number, added up by whoever reads.
//!
//! They are written late and together, so that no line tells when somebody stood there.

use crate::data::{DataFolder, make};
use crate::error::Error;
use guichet_core::model::Date;
use guichet_core::ports::counts::{Counts, MemoryCounts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Between two writings.
const LATE: Duration = Duration::from_secs(15 * 60);

/// A line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    day: Date,
    name: String,
    count: u64,
}

/// The counts of a program. Several may add to one file: a writing is one call of the system.
pub struct DayCounts {
    path: PathBuf,
    counted: MemoryCounts,
    /// When they were last written.
    written: Mutex<Instant>,
}

impl DayCounts {
    /// The counts of a program in a data folder; nothing is made before something is counted.
    pub fn of(folder: &DataFolder, program: &str) -> Self {
        Self { path: folder.counts(program), counted: MemoryCounts::default(), written: Mutex::new(Instant::now()) }
    }

    /// Writes what was counted since the last time. What cannot be written is given up, and the log says so: a full disk
    /// must not fill the memory.
    fn write(&self) {
        let counted = self.counted.take();
        if counted.is_empty() {
            return;
        }
        if let Err(error) = self.append(&counted) {
            tracing::warn!(%error, "counts of the day cannot be kept");
        }
    }

    fn append(&self, counted: &BTreeMap<(Date, String), u64>) -> Result<(), Error> {
        let mut text = Vec::new();
        for ((day, name), count) in counted {
            let line = Line { day: *day, name: name.clone(), count: *count };
            crate::data::json_line(&mut text, &line).map_err(|source| crate::data::cannot_write(&self.path, source))?;
        }
        make(self.path.parent().unwrap_or(&self.path))?;
        let file = File::options().create(true).append(true).open(&self.path);
        let written = file.and_then(|mut file| file.write_all(&text));
        written.map_err(|source| crate::data::cannot_write(&self.path, source))
    }

    /// Everything that was counted and written so far, by day and name. A line that cannot be read is left out.
    pub fn read(folder: &DataFolder, program: &str) -> BTreeMap<(Date, String), u64> {
        Self::of(folder, program).read_all()
    }

    fn read_all(&self) -> BTreeMap<(Date, String), u64> {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        let mut all = BTreeMap::new();
        for Line { day, name, count } in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
            *all.entry((day, name)).or_default() += count;
        }
        all
    }
}

impl Counts for DayCounts {
    fn count(&self, day: Date, name: &str) {
        self.counted.count(day, name);
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.elapsed() >= LATE {
            *written = Instant::now();
            self.write();
        }
    }

    fn between(&self, first: Date, last: Date, beginning: &str) -> BTreeMap<String, u64> {
        // Whoever looks at what was counted wants the last of it too.
        self.write();
        let mut counted = BTreeMap::new();
        let wanted = self
            .read_all()
            .into_iter()
            .filter(|((day, name), _)| (first..=last).contains(day) && name.starts_with(beginning));
        for ((_, name), count) in wanted {
            *counted.entry(name).or_default() += count;
        }
        counted
    }
}

/// Nothing that was counted is lost when the program ends.
impl Drop for DayCounts {
    fn drop(&mut self) {
        self.write();
    }
}

#[cfg(test)]
mod tests {
    //! Properties: what was counted is there once the program has ended, added to what was; a folder that cannot be written
    //! stops nothing.

    use super::*;

    #[test]
    fn counts_add_up_over_runs_and_programs() {
        let temp = tempfile::tempdir().expect("a folder");
        let folder = DataFolder::open(temp.path()).expect("a folder");
        let day = Date::parse("2026-11-29").expect("a date");
        for _ in 0..2 {
            let (one, other) = (DayCounts::of(&folder, "kiosk"), DayCounts::of(&folder, "kiosk"));
            one.count(day, "read/card/apl");
            one.count(day, "read/card/apl");
            other.count(day, "no-result");
        }
        std::fs::write(folder.root().join("counts/half.jsonl"), "{\"day\":\"2026-11-2").expect("written");
        let read = DayCounts::read(&folder, "kiosk");
        assert_eq!(read.get(&(day, "read/card/apl".to_owned())), Some(&4));
        assert_eq!(read.get(&(day, "no-result".to_owned())), Some(&2));
        assert!(DayCounts::read(&folder, "half").is_empty());
        let more = DayCounts::of(&folder, "kiosk");
        more.count(Date::parse("2026-11-30").expect("a date"), "read/card/rsa");
        let read = more.between(day, Date::parse("2026-12-31").expect("a date"), "read/");
        assert_eq!(read, BTreeMap::from([("read/card/apl".to_owned(), 4), ("read/card/rsa".to_owned(), 1)]));
        assert_eq!(more.between(day, day, "read/").len(), 1, "of these days alone");
    }

    #[test]
    fn a_place_that_cannot_be_written_stops_nothing() {
        let temp = tempfile::tempdir().expect("a folder");
        std::fs::write(temp.path().join("counts"), "a file").expect("written");
        let folder = DataFolder::open(temp.path()).expect("a folder");
        let counts = DayCounts::of(&folder, "kiosk");
        counts.count(Date::parse("2026-11-29").expect("a date"), "screened");
        drop(counts);
        assert!(DayCounts::read(&folder, "kiosk").is_empty());
    }
}
