//! What the tests of every program of screens begin with: opened once for all of them.

use guichet_index::{DataFolder, Guide};
use guichet_locales::Locales;
use std::sync::{Arc, OnceLock};

/// The words.
pub(crate) fn locales() -> Arc<Locales> {
    static LOCALES: OnceLock<Arc<Locales>> = OnceLock::new();
    LOCALES.get_or_init(|| Arc::new(Locales::new())).clone()
}

/// The guide as it is built in.
pub(crate) fn guide() -> &'static Guide {
    static GUIDE: OnceLock<Guide> = OnceLock::new();
    GUIDE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let guide = Guide::open(&DataFolder::open(folder.path()).expect("a data folder")).expect("a guide");
        // What is open stays readable; the folder itself is not left behind.
        guide.ready().expect("an index");
        guide
    })
}
