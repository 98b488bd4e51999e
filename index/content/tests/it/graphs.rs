//! The drawn situations in `content/situations/README.md`: the same page as `guichet situations --graph --lang fr` prints.
//! When it is stale, the test writes the fresh file and says how to take it over.

use super::folder;
use guichet_core::model::Lang;
use guichet_core::talk::graph;
use std::fs;
use std::path::Path;

#[test]
fn the_drawn_situations_are_those_that_the_flows_give() {
    let fresh = graph::page(folder::read().situations.all(Lang::FR));
    let drawn = fs::read_to_string(folder::root().join("situations/README.md")).unwrap_or_default();
    if fresh != drawn {
        let draft = Path::new(env!("CARGO_TARGET_TMPDIR")).join("situations-README.md");
        fs::write(&draft, fresh).expect("target/tmp can be written");
        panic!("the graphs are stale: read {0}, then `cp {0} content/situations/README.md`", draft.display());
    }
}
