//! What a bot needs of the outside: the guide, the words, the clock, the store.

use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::conversations::Store;
use guichet_index::program::Clock;
use guichet_locales::Locales;
use std::sync::Arc;

/// A guide that may be replaced while the bot runs.
type Guides = Arc<dyn Fn() -> Arc<dyn Catalog + Send + Sync> + Send + Sync>;

/// What the hub needs of the outside.
#[derive(Clone)]
pub struct World {
    /// The guide in force.
    pub guide: Guides,
    /// The words of the bots.
    pub locales: Arc<Locales>,
    /// The local moment.
    pub now: Clock,
    /// Where conversations are kept.
    pub store: Arc<dyn Store>,
}
