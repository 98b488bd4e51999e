//! A file as a graph, and of that graph what a thesaurus is made of. Whatever the file says, memory and time are bounded
//! by its size.

use super::error::SkosError;
use super::label;
use super::names::{self, dcterms, skos};
use guichet_core::model::{LabelKind, Lang};
use guichet_core::text::dated::clean;
use oxrdf::vocab::rdf;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxrdfxml::RdfXmlParser;
use oxttl::TurtleParser;
use std::collections::{BTreeMap, HashMap};
use std::io::Read;

/// Largest file, in bytes: ten times the largest thesaurus of a ministry.
pub(super) const LARGEST: usize = 32 << 20;
/// What a file may unfold to, in bytes of names and labels: prefixes make long names of short ones.
const UNFOLDED: usize = 16 * LARGEST;
/// Longest tag of RDF/XML, in bytes, and deepest nesting.
const LONGEST_TAG: usize = 16 << 10;
const DEEPEST: usize = 100;

/// Whatever has a name in the graph.
#[derive(Default)]
pub(super) struct Node {
    /// Its IRI; none of a blank node.
    pub iri: Option<String>,
    /// It is said to be a concept.
    pub is_concept: bool,
    /// It is said to be something else.
    pub is_other: bool,
    /// It has a name to be shown, in whatever language.
    pub is_named: bool,
    /// Names, in the order of the file.
    pub labels: Vec<(LabelKind, Lang, String)>,
    /// IRIs of wider and of narrower concepts.
    pub broader: Vec<String>,
    pub narrower: Vec<String>,
    /// Themes, by identifier.
    pub themes: Vec<String>,
    /// IRIs of things of ours and of fiches that it points at in any way.
    pub links: Vec<String>,
    /// The head of its list of answers.
    pub answers: Option<String>,
    /// Labels that were too long, or empty.
    pub dropped: Vec<String>,
}

impl Node {
    fn label(&mut self, kind: LabelKind, lang: Lang, value: &str) {
        let text = label::text(value);
        if (1..=label::LONGEST).contains(&text.chars().count()) {
            self.labels.push((kind, lang, text));
        } else {
            self.dropped.push(text.chars().take(40).collect());
        }
    }
}

/// What a file holds.
#[derive(Default)]
pub(super) struct Graph {
    /// In the order in which the file first speaks of them.
    pub nodes: Vec<Node>,
    /// Under which licence the thesaurus says it stands.
    pub licence: Option<String>,
    /// Labels in languages that are not served, by language; those without a language under an empty name.
    pub skipped: BTreeMap<String, usize>,
    /// Statements about names that are longer than any.
    pub overlong: usize,
    places: HashMap<String, usize>,
    first: HashMap<String, String>,
    rest: HashMap<String, String>,
}

/// Reads a file. `name` is the file as the operator gave it.
pub(super) fn parse(reader: impl Read, name: &str) -> Result<Graph, SkosError> {
    let mut bytes = Vec::new();
    let unreadable = |source| SkosError::Unreadable { name: name.to_owned(), source };
    reader.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > LARGEST {
        return Err(too_large(name));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = str::from_utf8(bytes).map_err(|error| {
        malformed(name, line_at(bytes, error.valid_up_to()), "it is not UTF-8: save the file as UTF-8")
    })?;
    let not_this = |cause: &str| Err(SkosError::NotSkos { name: name.to_owned(), cause: cause.to_owned() });
    let head: String = text.trim_start().chars().take(30).collect::<String>().to_ascii_lowercase();
    if head.is_empty() {
        not_this("it is empty")
    } else if head.starts_with("<html") || head.starts_with("<!doctype html") {
        not_this("it is a web page: fetch the file that the page offers")
    } else if head.starts_with('{') {
        not_this("it looks like JSON: ask its publisher for Turtle or RDF/XML")
    } else if head.starts_with("<?xml") || head.starts_with("<!") || head.starts_with("<rdf:rdf") {
        xml(text, name)
    } else {
        turtle(text, name)
    }
}

fn turtle(text: &str, name: &str) -> Result<Graph, SkosError> {
    let mut graph = Graph::default();
    let mut left = UNFOLDED;
    for triple in TurtleParser::new().for_slice(text) {
        let triple = triple.map_err(|error| malformed(name, error.location().start.line + 1, error.message()))?;
        left = left.checked_sub(size(&triple)).ok_or_else(|| too_large(name))?;
        graph.add(triple);
    }
    Ok(graph)
}

fn xml(text: &str, name: &str) -> Result<Graph, SkosError> {
    sound_xml(text, name)?;
    let mut graph = Graph::default();
    let mut left = UNFOLDED;
    let mut parser = RdfXmlParser::new().for_slice(text);
    while let Some(triple) = parser.next() {
        let triple = triple.map_err(|error| {
            let at = usize::try_from(parser.buffer_position()).unwrap_or(usize::MAX);
            malformed(name, line_at(text.as_bytes(), at), &error.to_string())
        })?;
        left = left.checked_sub(size(&triple)).ok_or_else(|| too_large(name))?;
        graph.add(triple);
    }
    Ok(graph)
}

/// Refuses what makes a reader of XML slow or large: entities, which unfold; tags without an end; endless nesting.
fn sound_xml(text: &str, name: &str) -> Result<(), SkosError> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let refuse = |cause: &str| Err(malformed(name, line_at(text.as_bytes(), start), cause));
        let tag = &text[start + 1..];
        if tag.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("!entity")) {
            return refuse("it declares an entity, which is not read: write the names in full");
        }
        at = start + 1;
        if !tag.starts_with(|c: char| c == '/' || c == '_' || c.is_alphabetic()) {
            continue;
        }
        let end = tag.bytes().take(LONGEST_TAG).position(|byte| byte == b'>');
        let Some(end) = end else { return refuse("this tag does not end") };
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag[..end].ends_with('/') {
            depth += 1;
        }
        if depth > DEEPEST {
            return refuse("elements stand deeper in one another than any thesaurus needs");
        }
    }
    Ok(())
}

impl Graph {
    /// The things of a list, in order: our own things and fiches.
    pub(super) fn list(&self, head: &str, most: usize) -> Vec<&str> {
        let mut found = Vec::new();
        let mut at = head;
        // A list that bites its tail has no end.
        for _ in 0..most {
            found.extend(self.first.get(at).map(String::as_str));
            let Some(next) = self.rest.get(at) else { break };
            at = next;
        }
        found
    }

    fn add(&mut self, triple: Triple) {
        let Triple { subject, predicate, object } = triple;
        let (subject, iri) = match subject {
            NamedOrBlankNode::NamedNode(node) => (node.as_str().to_owned(), Some(node.into_string())),
            NamedOrBlankNode::BlankNode(node) => (format!("_:{}", node.as_str()), None),
        };
        let named = match &object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        };
        if [&subject, named.unwrap_or_default()].iter().any(|name| name.chars().nth(names::LONGEST).is_some()) {
            self.overlong += 1;
            return;
        }
        let predicate = predicate.as_ref();
        if predicate == rdf::FIRST {
            if let Some(answer) = named.filter(|iri| is_answer(iri)) {
                self.first.insert(subject, answer.to_owned());
            }
        } else if predicate == rdf::REST {
            if let Term::BlankNode(next) = &object {
                self.rest.insert(subject, format!("_:{}", next.as_str()));
            }
        } else if predicate == rdf::TYPE {
            let node = self.node(subject, iri);
            match named {
                Some(kind) if kind == skos::CONCEPT.as_str() => node.is_concept = true,
                // A concept may be more than one.
                _ => node.is_other = true,
            }
        } else if predicate == dcterms::LICENSE {
            let said = match &object {
                Term::Literal(literal) => literal.value(),
                _ => named.unwrap_or_default(),
            };
            let said = label::text(said);
            self.licence = self.licence.take().or_else(|| Some(clean(&said, label::LONGEST)));
        } else if let Some(kind) = label_kind(predicate.as_str()) {
            if let Term::Literal(literal) = &object {
                let language = literal.language().unwrap_or_default().to_ascii_lowercase();
                let node = self.node(subject, iri);
                node.is_named |= kind == LabelKind::Preferred;
                match Lang::from_code(&language) {
                    Some(lang) => node.label(kind, lang, literal.value()),
                    None => *self.skipped.entry(clean(&language, 20)).or_default() += 1,
                }
            }
        } else if let Some(object) = named {
            let theme = names::id(names::THEMES, object);
            if predicate == skos::BROADER {
                self.node(subject, iri).broader.push(object.to_owned());
            } else if predicate == skos::NARROWER {
                self.node(subject, iri).narrower.push(object.to_owned());
            } else if let Some(theme) = theme.filter(|_| predicate == dcterms::SUBJECT) {
                self.node(subject, iri).themes.push(theme);
            } else if is_answer(object) {
                self.node(subject, iri).links.push(object.to_owned());
            }
        } else if predicate == names::ANSWERS
            && let Term::BlankNode(head) = &object
        {
            self.node(subject, iri).answers = Some(format!("_:{}", head.as_str()));
        }
    }

    fn node(&mut self, key: String, iri: Option<String>) -> &mut Node {
        let fresh = self.nodes.len();
        let place = *self.places.entry(key).or_insert(fresh);
        if place == fresh {
            self.nodes.push(Node { iri, ..Node::default() });
        }
        &mut self.nodes[place]
    }
}

fn label_kind(predicate: &str) -> Option<LabelKind> {
    let kinds = [
        (skos::PREF_LABEL, LabelKind::Preferred),
        (skos::ALT_LABEL, LabelKind::Alternative),
        (skos::HIDDEN_LABEL, LabelKind::Hidden),
    ];
    kinds.into_iter().find(|(name, _)| name.as_str() == predicate).map(|(_, kind)| kind)
}

fn is_answer(iri: &str) -> bool {
    iri.starts_with(names::ITEMS) || names::fiche(iri).is_some()
}

fn size(triple: &Triple) -> usize {
    let subject = match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().len(),
        NamedOrBlankNode::BlankNode(_) => 0,
    };
    let object = match &triple.object {
        Term::NamedNode(node) => node.as_str().len(),
        Term::Literal(literal) => literal.value().len() + literal.datatype().as_str().len(),
        Term::BlankNode(_) => 0,
    };
    subject + triple.predicate.as_str().len() + object
}

fn line_at(bytes: &[u8], at: usize) -> u64 {
    1 + bytes[..at.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() as u64
}

fn malformed(name: &str, line: u64, cause: &str) -> SkosError {
    SkosError::Malformed { name: name.to_owned(), line, cause: clean(cause, 200).replace('\n', " ") }
}

fn too_large(name: &str) -> SkosError {
    SkosError::TooLarge { name: name.to_owned(), most: LARGEST >> 20 }
}
