//! Names of the graph: IRIs of our own things, and of the vocabularies that describe them.

use guichet_core::text::dated::clean;
use oxrdf::{NamedNode, NamedNodeRef};

/// Longest IRI or identifier that is read, in characters.
pub(super) const LONGEST: usize = 500;

pub(super) const THESAURUS: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:guichet:thesaurus");
pub(super) const ANSWERS: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:guichet:vocabulary:answers");

pub(super) const CONCEPTS: &str = "urn:guichet:concept:";
pub(super) const THEMES: &str = "urn:guichet:theme:";
pub(super) const ITEMS: &str = "urn:guichet:item:";
pub(super) const FICHES: &str = "https://www.service-public.fr/particuliers/vosdroits/";
/// Licence Ouverte 2.0.
pub(super) const LICENCE: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("https://www.etalab.gouv.fr/licence-ouverte-open-licence");

/// <http://www.w3.org/TR/skos-reference>.
pub(super) mod skos {
    use oxrdf::NamedNodeRef;

    pub(in crate::skos) const PREFIX: &str = "http://www.w3.org/2004/02/skos/core#";
    macro_rules! terms {
        ($($name:ident $term:literal),* $(,)?) => {
            $(pub(in crate::skos) const $name: NamedNodeRef<'_> =
                NamedNodeRef::new_unchecked(concat!("http://www.w3.org/2004/02/skos/core#", $term));)*
        };
    }
    terms! {
        ALT_LABEL "altLabel", BROADER "broader", COLLECTION "Collection", CONCEPT "Concept", SCHEME "ConceptScheme",
        HAS_TOP_CONCEPT "hasTopConcept", HIDDEN_LABEL "hiddenLabel", IN_SCHEME "inScheme", MEMBER "member",
        NARROWER "narrower", PREF_LABEL "prefLabel", TOP_CONCEPT_OF "topConceptOf",
    }
}

/// <http://purl.org/dc/terms/>.
pub(super) mod dcterms {
    use oxrdf::NamedNodeRef;

    pub(in crate::skos) const PREFIX: &str = "http://purl.org/dc/terms/";
    pub(in crate::skos) const LICENSE: NamedNodeRef<'_> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/license");
    pub(in crate::skos) const REFERENCES: NamedNodeRef<'_> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/references");
    pub(in crate::skos) const SUBJECT: NamedNodeRef<'_> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/subject");
    pub(in crate::skos) const TITLE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/title");
}

/// <http://xmlns.com/foaf/0.1/>.
pub(super) mod foaf {
    use oxrdf::NamedNodeRef;

    pub(in crate::skos) const PREFIX: &str = "http://xmlns.com/foaf/0.1/";
    pub(in crate::skos) const PAGE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://xmlns.com/foaf/0.1/page");
}

/// The IRI of something of ours: what an IRI cannot hold is written `%20`.
pub(super) fn iri(space: &str, id: &str) -> NamedNode {
    let mut iri = space.to_owned();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            iri.push(char::from(byte));
        } else {
            iri.push_str(&format!("%{byte:02X}"));
        }
    }
    NamedNode::new_unchecked(iri)
}

/// The identifier that [`iri`] wrote. `None` where it is of another space, or cannot be an identifier.
pub(super) fn id(space: &str, iri: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = iri.strip_prefix(space)?.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| digit.and_then(|digit| char::from(digit).to_digit(16));
        match byte {
            b'%' => bytes.push(u8::try_from(hex(rest.next())? * 16 + hex(rest.next())?).ok()?),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok().filter(|id| is_sound(id))
}

/// The IRI of a concept: its identifier, where that is an IRI of another thesaurus.
pub(super) fn concept_iri(id: &str) -> NamedNode {
    let foreign = is_foreign(id).then(|| NamedNode::new(id).ok()).flatten();
    foreign.unwrap_or_else(|| iri(CONCEPTS, id))
}

/// The identifier of a concept.
pub(super) fn concept_id(iri: &str) -> Option<String> {
    if iri.starts_with(CONCEPTS) {
        id(CONCEPTS, iri)
    } else {
        (is_foreign(iri) && is_sound(iri)).then(|| iri.to_owned())
    }
}

/// Whether an identifier is an IRI.
pub(super) fn is_foreign(id: &str) -> bool {
    id.contains("://") || id.starts_with("urn:")
}

/// The identifier of a fiche, such as `F12006`, from the address of its page; older and newer names of the site too.
pub(super) fn fiche(iri: &str) -> Option<&str> {
    let site = iri.strip_prefix("https://").or_else(|| iri.strip_prefix("http://"))?;
    let site = site.strip_prefix("www.").unwrap_or(site);
    let page = site.strip_prefix("service-public.fr/").or_else(|| site.strip_prefix("service-public.gouv.fr/"))?;
    let page = page.strip_prefix("particuliers/")?.strip_prefix("vosdroits/")?;
    let id = page.split(['?', '#', '/']).next()?;
    let (letter, figures) = (id.get(..1)?, id.get(1..)?);
    let sound = letter.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=7).contains(&figures.len())
        && figures.bytes().all(|byte| byte.is_ascii_digit());
    sound.then_some(id)
}

/// Whether an identifier can be shown and stored: not empty, not long, no spaces, no control or direction characters.
fn is_sound(id: &str) -> bool {
    !id.is_empty() && !id.contains(char::is_whitespace) && clean(id, LONGEST) == id
}
