//! The thesaurus in SKOS, the W3C's vocabulary for thesauri: written as Turtle, read as Turtle or RDF/XML.
//!
//! ```text
//! urn:guichet:thesaurus         skos:ConceptScheme    title, licence, the concepts that no other is wider than
//! urn:guichet:theme:<id>        skos:Collection       a theme of the grid, its names, its concepts
//! urn:guichet:concept:<id>      skos:Concept          prefLabel, altLabel, hiddenLabel; broader and narrower
//!   dcterms:subject             urn:guichet:theme:<id>
//!   dcterms:references          urn:guichet:item:card/<folder>, a card that answers it
//!   foaf:page                   the page of a fiche of service-public.fr that answers it
//!   urn:guichet:vocabulary:answers   an rdf:List of the same cards and pages, the best first
//! ```
//!
//! Themes are collections and not top concepts. A theme is a shelf, not a need that somebody names: a concept may stand
//! on two of them without being narrower than either, and read back, a shelf must not become a concept. Top concepts
//! are those without a wider one, as SKOS has it.
//!
//! A graph has no order, and the order of answers ranks them: the list keeps it through any program. The order of the
//! other names of a concept means nothing; our own file keeps it, as long as nobody sorts it.
//!
//! A concept of another thesaurus is known by its whole IRI: it stands beside ours, never in place of one, and is
//! written again under the same IRI, outside of our scheme, whose licence is not its own.

mod cycle;
mod error;
mod graph;
mod label;
mod names;
mod read;
mod write;

pub use error::SkosError;
pub use read::{Skos, read};
pub use write::write;

#[cfg(test)]
mod tests;
