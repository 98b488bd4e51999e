//! Plain language: the whole content holds the limits, and each measure refuses what it should, with line and remedy.

use super::folder;
use guichet_import::Batch;
use guichet_import::authored::{Texts, plain};

#[test]
fn the_whole_content_is_plain() {
    let mut batch = Batch::default();
    let measures = plain::lint(&Texts::new(), &folder::texts(), &mut batch);
    println!("{}", measures.table());
    let said: Vec<String> = batch.warnings.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{} refusals\n{}", said.len(), said.join("\n"));
    assert!(measures.sentences() > 8000, "{} sentences", measures.sentences());
}
