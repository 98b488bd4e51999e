//! The guide over the content that every program carries, opened once for all tests.

use guichet_index::{DataFolder, Guide};
use std::sync::LazyLock;

pub static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let temp = tempfile::tempdir().expect("a folder");
    let guide = Guide::open(&DataFolder::open(temp.path()).expect("a folder")).expect("a guide");
    // What is open stays readable; the folder itself is not left behind.
    guide.ready().expect("an index");
    guide
});
