//! The thesaurus as Turtle. The same concepts give the same bytes, whatever order they come in.

use super::names::{self, dcterms, foaf, skos};
use guichet_core::model::{Concept, Label, LabelKind, Lang, Theme, ThemeId};
use oxrdf::vocab::rdf;
use oxrdf::{BlankNode, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Short names of the file.
const PREFIXES: [(&str, &str); 8] = [
    ("skos", skos::PREFIX),
    ("dcterms", dcterms::PREFIX),
    ("foaf", foaf::PREFIX),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("concept", names::CONCEPTS),
    ("theme", names::THEMES),
    ("item", names::ITEMS),
    ("fiche", names::FICHES),
];

/// Writes concepts, and the themes they stand under, as Turtle. `themes` are those of the grid in each language; a
/// theme that is only in a concept is written without a name.
///
/// # Errors
/// What `out` says.
pub fn write(concepts: &[Concept], themes: &BTreeMap<Lang, Vec<Theme>>, out: impl Write) -> io::Result<()> {
    let mut concepts: Vec<&Concept> = concepts.iter().collect();
    concepts.sort_by(|a, b| a.id.cmp(&b.id));
    let mut turtle = TurtleSerializer::new();
    for (name, iri) in PREFIXES {
        turtle = turtle.with_prefix(name, iri).map_err(io::Error::other)?;
    }
    let mut out = Graph { out: turtle.for_writer(out) };
    out.scheme(&concepts)?;
    out.themes(&concepts, themes)?;
    let mut narrower: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for concept in &concepts {
        for wider in &concept.broader {
            narrower.entry(wider).or_default().push(&concept.id);
        }
    }
    for concept in concepts {
        out.concept(concept, narrower.get(concept.id.as_str()).map(Vec::as_slice).unwrap_or_default())?;
    }
    out.out.finish()?.flush()
}

/// What is being written.
struct Graph<W: Write> {
    out: WriterTurtleSerializer<W>,
}

impl<W: Write> Graph<W> {
    fn say<'a>(
        &mut self,
        subject: impl Into<NamedOrBlankNodeRef<'a>>,
        predicate: NamedNodeRef<'a>,
        object: impl Into<TermRef<'a>>,
    ) -> io::Result<()> {
        self.out.serialize_triple(TripleRef::new(subject, predicate, object))
    }

    fn scheme(&mut self, concepts: &[&Concept]) -> io::Result<()> {
        self.say(names::THESAURUS, rdf::TYPE, skos::SCHEME)?;
        for (title, lang) in [("Thésaurus de Guichet", "fr"), ("Thesaurus of Guichet", "en")] {
            let title = Literal::new_language_tagged_literal_unchecked(title, lang);
            self.say(names::THESAURUS, dcterms::TITLE, &title)?;
        }
        self.say(names::THESAURUS, dcterms::LICENSE, names::LICENCE)?;
        for concept in concepts.iter().filter(|concept| is_top(concept)) {
            self.say(names::THESAURUS, skos::HAS_TOP_CONCEPT, &names::concept_iri(&concept.id))?;
        }
        Ok(())
    }

    fn themes(&mut self, concepts: &[&Concept], grid: &BTreeMap<Lang, Vec<Theme>>) -> io::Result<()> {
        let known = grid.values().flatten().map(|theme| theme.id.as_str());
        let used = concepts.iter().flat_map(|concept| &concept.themes).map(ThemeId::as_str);
        // In the order of the grid; what is in no language of it comes last.
        let mut seen = BTreeSet::new();
        let ordered: Vec<&str> =
            known.chain(used.collect::<BTreeSet<_>>()).filter(|theme| seen.insert(*theme)).collect();
        for id in ordered {
            let theme = names::iri(names::THEMES, id);
            self.say(&theme, rdf::TYPE, skos::COLLECTION)?;
            for (lang, themes) in grid {
                for named in themes.iter().filter(|theme| theme.id == id) {
                    let label = Literal::new_language_tagged_literal_unchecked(&named.label, lang.code());
                    self.say(&theme, skos::PREF_LABEL, &label)?;
                }
            }
            for concept in concepts.iter().filter(|concept| concept.themes.iter().any(|theme| theme == id)) {
                self.say(&theme, skos::MEMBER, &names::concept_iri(&concept.id))?;
            }
        }
        Ok(())
    }

    fn concept(&mut self, concept: &Concept, narrower: &[&str]) -> io::Result<()> {
        let node = names::concept_iri(&concept.id);
        self.say(&node, rdf::TYPE, skos::CONCEPT)?;
        if !names::is_foreign(&concept.id) {
            self.say(&node, skos::IN_SCHEME, names::THESAURUS)?;
        }
        if is_top(concept) {
            self.say(&node, skos::TOP_CONCEPT_OF, names::THESAURUS)?;
        }
        self.labels(&node, &concept.labels)?;
        for wider in &concept.broader {
            self.say(&node, skos::BROADER, &names::concept_iri(wider))?;
        }
        for id in narrower {
            self.say(&node, skos::NARROWER, &names::concept_iri(id))?;
        }
        for theme in &concept.themes {
            self.say(&node, dcterms::SUBJECT, &names::iri(names::THEMES, theme))?;
        }
        let items: Vec<NamedNode> = concept.items.iter().map(|item| names::iri(names::ITEMS, item)).collect();
        let fiches: Vec<NamedNode> = concept.fiches.iter().map(|fiche| names::iri(names::FICHES, fiche)).collect();
        for item in &items {
            self.say(&node, dcterms::REFERENCES, item)?;
        }
        for fiche in &fiches {
            self.say(&node, foaf::PAGE, fiche)?;
        }
        self.answers(&node, &concept.id, &[items, fiches].concat())
    }

    /// One name to be shown in each language; any further one is an other name.
    fn labels(&mut self, node: &NamedNode, labels: &[Label]) -> io::Result<()> {
        let mut shown = BTreeSet::new();
        let mut by_kind: BTreeMap<LabelKind, Vec<&Label>> = BTreeMap::new();
        for label in labels {
            let again = label.kind == LabelKind::Preferred && !shown.insert(label.lang);
            by_kind.entry(if again { LabelKind::Alternative } else { label.kind }).or_default().push(label);
        }
        for (kind, labels) in by_kind {
            let predicate = match kind {
                LabelKind::Preferred => skos::PREF_LABEL,
                LabelKind::Alternative => skos::ALT_LABEL,
                LabelKind::Hidden => skos::HIDDEN_LABEL,
            };
            for label in labels {
                let text = Literal::new_language_tagged_literal_unchecked(&label.text, label.lang.code());
                self.say(node, predicate, &text)?;
            }
        }
        Ok(())
    }

    /// The list that keeps the order of answers.
    fn answers(&mut self, node: &NamedNode, id: &str, answers: &[NamedNode]) -> io::Result<()> {
        let list: Vec<BlankNode> = (1..=answers.len()).map(|place| list_node(id, place)).collect();
        if let Some(first) = list.first() {
            self.say(node, names::ANSWERS, first)?;
        }
        for (place, (node, answer)) in list.iter().zip(answers).enumerate() {
            let node = NamedOrBlankNode::from(node.clone());
            self.say(&node, rdf::FIRST, answer)?;
            match list.get(place + 1) {
                Some(next) => self.say(&node, rdf::REST, next)?,
                None => self.say(&node, rdf::REST, rdf::NIL)?,
            }
        }
        Ok(())
    }
}

fn is_top(concept: &Concept) -> bool {
    concept.broader.is_empty() && !names::is_foreign(&concept.id)
}

/// `_:of-logement-1`: named after its concept, so that a change of one concept changes its own lines alone.
fn list_node(id: &str, place: usize) -> BlankNode {
    let mut name = "of-".to_owned();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    BlankNode::new_unchecked(format!("{name}-{place}"))
}
