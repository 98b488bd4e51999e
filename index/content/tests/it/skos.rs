//! The thesaurus of this repository through SKOS:
//! - written and read back, it is the same, every label and the order of every answer;
//! - it is written as the same bytes each time.

use crate::folder;
use guichet_content::skos;
use guichet_core::model::Concept;

#[test]
fn the_thesaurus_comes_back_as_it_went() {
    let authored = folder::read();
    assert!(authored.concepts.len() > 100, "{}", authored.concepts.len());
    let write = || {
        let mut out = Vec::new();
        skos::write(&authored.concepts, &authored.themes, &mut out).expect("written");
        out
    };
    let turtle = write();
    assert_eq!(turtle, write());
    let back = skos::read(turtle.as_slice(), "thesaurus.ttl").expect("reads");
    assert_eq!(back.batch.findings, []);
    assert_eq!((back.batch.kept, back.batch.refused), (authored.concepts.len(), 0));
    for (there, back) in authored.concepts.iter().zip(&back.concepts) {
        // What is told of a concept is no name of it, and stays at home.
        let there = Concept { told: Vec::new(), ..there.clone() };
        assert_eq!(there, *back);
    }
}
