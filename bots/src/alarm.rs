//! Something that is over after a time. The clock is the runtime's: nothing here asks what time it is.

use std::time::Duration;
use tokio::task::JoinHandle;

/// Rings once, after a time.
#[derive(Debug)]
pub struct Alarm(JoinHandle<()>);

impl Alarm {
    /// Rings after so long, counted from now.
    pub fn after(wait: Duration) -> Self {
        Self(tokio::spawn(tokio::time::sleep(wait)))
    }

    /// Whether the time is over.
    pub fn rang(&self) -> bool {
        self.0.is_finished()
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.0.abort();
    }
}
