//! What somebody wishes of a place besides its kind.

use super::{FeatureId, Moment, OpenAt};
use serde::{Deserialize, Serialize};

/// What somebody wishes of a place besides its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// All that it must offer.
    pub features: Vec<FeatureId>,
    /// When it must be open.
    pub open_at: Option<OpenAt>,
}

impl Wishes {
    /// Whether nothing is wished for.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty() && self.open_at.is_none()
    }

    /// Adds further wishes; of two times, the later said is meant.
    pub fn add(&mut self, more: Self) {
        more.features.into_iter().for_each(|feature| self.ask_for(feature));
        self.open_at = more.open_at.or(self.open_at);
    }

    /// Adds a feature, once.
    pub fn ask_for(&mut self, feature: FeatureId) {
        if !self.features.contains(&feature) {
            self.features.push(feature);
        }
    }

    /// What of them still holds at a moment: a time that is over is wished for no longer.
    #[must_use]
    pub fn at(&self, now: Moment) -> Self {
        let is_over = |when: &OpenAt| matches!(when, OpenAt::Between(_, until) if *until < now);
        Self { features: self.features.clone(), open_at: self.open_at.filter(|when| !is_over(when)) }
    }
}
