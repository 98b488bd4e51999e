//! A guide that follows the data folder: what a program that runs for days holds.

use crate::data::DataFolder;
use crate::error::Error;
use crate::guide::Guide;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// The guide in force. A conversation takes [`Live::current`] for one turn; an import by another program shows from the
/// next [`Live::refresh`] on.
pub struct Live {
    current: RwLock<Arc<Guide>>,
}

impl Live {
    /// Opens a folder; see [`Guide::open`].
    pub fn open(folder: &DataFolder) -> Result<Self, Error> {
        Ok(Self { current: RwLock::new(Arc::new(Guide::open(folder)?)) })
    }

    /// The guide in force now. Whoever holds it reads one snapshot to the end.
    pub fn current(&self) -> Arc<Guide> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes up a newer generation where there is one; `true` if it did. Cheap where nothing changed: it reads the
    /// manifests of the packs, and never builds.
    pub fn refresh(&self) -> bool {
        let Some(renewed) = self.current().renewed() else { return false };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(renewed);
        true
    }

    /// Opens the index in the background, then looks for newer generations every so often, for as long as somebody
    /// else holds this.
    pub fn keep_fresh(self: &Arc<Self>, every: Duration) {
        self.current().warm();
        let live = Arc::downgrade(self);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(every);
                let Some(live) = live.upgrade() else { return };
                live.refresh();
            }
        });
    }
}
