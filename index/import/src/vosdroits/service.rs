//! Online services and forms: named in fiches, described in documents of their own.

use super::contact::Contact;
use super::gathered::Gathered;
use super::text::{address, child, children, marked, of_child, shorten, tidy};
use super::{contact, notes::Notes};
use guichet_core::model::{Block, Route, RouteKind, Section, SectionKind};
use guichet_core::text::normal::fold;
use roxmltree::Node;

/// Most services told with one fiche.
const SERVICES: usize = 40;

/// What a service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum ServiceKind {
    #[default]
    Online,
    Form,
    Letter,
    Simulator,
    Finder,
}

impl ServiceKind {
    fn of(kind: &str) -> Self {
        let kind = fold(kind);
        let any = |words: &[&str]| words.iter().any(|word| kind.contains(word));
        match () {
            () if any(&["formulaire"]) => Self::Form,
            () if any(&["modele", "document"]) => Self::Letter,
            () if any(&["simulateur", "calcul"]) => Self::Simulator,
            () if any(&["recherche"]) => Self::Finder,
            () => Self::Online,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Online => "Service en ligne",
            Self::Form => "Formulaire",
            Self::Letter => "Modèle de document",
            Self::Simulator => "Simulateur",
            Self::Finder => "Outil de recherche",
        }
    }
}

/// An online service or a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Service {
    pub id: String,
    title: String,
    kind: ServiceKind,
    url: String,
    number: String,
    source: String,
    annexes: Vec<String>,
    /// What it is for, in a sentence.
    about: String,
}

/// All services of a document, each once.
#[derive(Debug, Default)]
pub(super) struct Services {
    list: Vec<Service>,
}

/// Reads a `ServiceEnLigne`, and says how it is named in the text. Empty if it has no name.
pub(super) fn read(node: Node<'_, '_>, with: &mut Gathered) -> String {
    let Some(service) = build(node, &mut with.notes) else { return String::new() };
    let shown = service.shown();
    with.services.add(service);
    shown
}

fn build(node: Node<'_, '_>, notes: &mut Notes) -> Option<Service> {
    let title = of_child(node, "Titre", notes);
    if title.is_empty() {
        return None;
    }
    let url = node.attribute("URL").or_else(|| child(node, "LienWeb")?.attribute("URL")).map(address);
    let annexes = children(node, "ServiceEnLigneAnnexe").filter_map(|annex| {
        let title = of_child(annex, "Titre", notes);
        (!title.is_empty()).then(|| with_number(&title, &number(annex)))
    });
    let annexes = annexes.collect();
    Some(Service {
        id: node.attribute("ID").map_or_else(|| fold(&title), |id| tidy(id, 40)),
        kind: ServiceKind::of(node.attribute("type").unwrap_or_default()),
        url: url.unwrap_or_default(),
        number: number(node),
        source: of_child(node, "Source", notes),
        annexes,
        about: String::new(),
        title,
    })
}

/// The number of a form, as its holder asks for it: "cerfa n° 10842*07".
fn number(node: Node<'_, '_>) -> String {
    let attribute = |name| node.attribute(name).map(|value| tidy(value, 60)).filter(|value| !value.is_empty());
    match (attribute("numerocerfa"), attribute("autrenumero")) {
        (Some(cerfa), _) => format!("cerfa n° {cerfa}"),
        (None, Some(other)) => format!("n° {other}"),
        (None, None) => String::new(),
    }
}

fn with_number(title: &str, number: &str) -> String {
    let bare = number.rsplit(' ').next().unwrap_or_default();
    if number.is_empty() || title.contains(bare) { title.to_owned() } else { format!("{title} ({number})") }
}

impl Service {
    /// Its name as people ask for it.
    fn name(&self) -> String {
        with_number(&self.title, &self.number)
    }

    /// Its name after what it is.
    fn shown(&self) -> String {
        let label = self.kind.label();
        if fold(&self.title).starts_with(&fold(label)) { self.name() } else { format!("{label} : {}", self.name()) }
    }

    fn route(&self) -> Option<Route> {
        match self.kind {
            ServiceKind::Form | ServiceKind::Letter => {
                Some(Route { kind: RouteKind::Paper, target: self.name(), label: self.kind.label().to_owned() })
            }
            ServiceKind::Online | ServiceKind::Simulator | ServiceKind::Finder => (!self.url.is_empty())
                .then(|| Route { kind: RouteKind::Online, target: self.url.clone(), label: self.shown() }),
        }
    }
}

impl Services {
    fn add(&mut self, service: Service) {
        if self.list.len() < 5 * SERVICES && !self.list.iter().any(|known| known.id == service.id) {
            self.list.push(service);
        }
    }

    /// Identifiers of the services, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|service| service.id.as_str())
    }

    /// Completes what the fiche says of a service with the service's own document.
    pub fn complete(&mut self, document: &Document) {
        let own = &document.service;
        let room = self.list.len() < SERVICES;
        match self.list.iter_mut().find(|known| known.id == own.id) {
            Some(known) => {
                for (field, own) in [
                    (&mut known.url, &own.url),
                    (&mut known.number, &own.number),
                    (&mut known.source, &own.source),
                    (&mut known.about, &own.about),
                ] {
                    if field.is_empty() {
                        field.clone_from(own);
                    }
                }
            }
            None if room => self.list.push(own.clone()),
            None => {}
        }
    }

    /// Ways to ask, online first.
    pub fn routes(&self) -> Vec<Route> {
        let mut routes: Vec<Route> = self.list.iter().take(SERVICES).filter_map(Service::route).collect();
        routes.sort_by_key(|route| route.kind != RouteKind::Online);
        routes.dedup_by(|a, b| a == b);
        routes
    }

    /// Numbers of forms, as people type them.
    pub fn numbers(&self) -> impl Iterator<Item = String> {
        self.list
            .iter()
            .filter(|service| service.number.starts_with("cerfa"))
            .map(|service| service.number.replace("n° ", ""))
    }

    /// "Services en ligne et formulaires", if there are any.
    pub fn section(&self) -> Option<Section> {
        let entries = self.list.iter().take(SERVICES).flat_map(|service| {
            let mut entry = service.shown();
            if !service.source.is_empty() && !fold(&entry).contains(&fold(&service.source)) {
                entry.push_str(" – ");
                entry.push_str(&service.source);
            }
            for part in [&service.url, &service.about] {
                if !part.is_empty() {
                    entry.push_str(" – ");
                    entry.push_str(part);
                }
            }
            let annexes = service.annexes.iter().map(|annex| format!("À joindre : {annex}"));
            std::iter::once(entry).chain(annexes)
        });
        let entries: Vec<String> = entries.collect();
        let heading = "Services en ligne et formulaires".to_owned();
        (!entries.is_empty()).then(|| Section { kind: SectionKind::Ask, heading, blocks: vec![Block::List(entries)] })
    }
}

/// What a service is for: the first paragraph of its document. The text of a letter is the letter itself.
fn about(root: Node<'_, '_>, kind: ServiceKind, with: &mut Gathered) -> String {
    let parts =
        ["Introduction", "Texte"].into_iter().filter(|name| *name == "Introduction" || kind != ServiceKind::Letter);
    let first = parts.filter_map(|name| child(root, name)).flat_map(|part| part.descendants());
    let first = first.into_iter().find(|node| node.tag_name().name() == "Paragraphe");
    let said = first.map(|node| marked(node, &mut with.notes)).unwrap_or_default();
    if said.ends_with(':') { String::new() } else { shorten(&said, 240) }
}

/// A `ServiceComplementaire`: a service or form told in a document of its own.
#[derive(Debug)]
pub(super) struct Document {
    /// The service.
    pub service: Service,
    /// Fiches that it serves.
    pub fiches: Vec<String>,
    /// Who helps with it, where there is a number.
    pub support: Vec<Contact>,
}

/// Reads a `ServiceComplementaire`. `id` is its identifier, `title` its title.
pub(super) fn document(root: Node<'_, '_>, id: &str, title: &str, with: &mut Gathered) -> Document {
    let link = child(root, "LienWeb");
    let kind = ServiceKind::of(root.attribute("type").unwrap_or_default());
    let numbers = ["NumeroCerfa", "AutreNumero"].map(|name| of_child(root, name, &mut with.notes));
    let number = match &numbers {
        [cerfa, _] if !cerfa.is_empty() => format!("cerfa n° {cerfa}"),
        [_, other] if !other.is_empty() => format!("n° {other}"),
        _ => String::new(),
    };
    let service = Service {
        id: id.to_owned(),
        title: title.to_owned(),
        kind,
        url: link.and_then(|link| link.attribute("URL")).map(address).unwrap_or_default(),
        number,
        source: link.map(|link| of_child(link, "Source", &mut with.notes)).unwrap_or_default(),
        annexes: Vec::new(),
        about: about(root, kind, with),
    };
    for node in root.children().filter(|node| matches!(node.tag_name().name(), "OuSAdresserSupport" | "OuSAdresser")) {
        contact::read(node, false, with);
    }
    let fiches = children(root, "FicheLiee")
        .filter_map(|fiche| fiche.attribute("ID"))
        .map(|id| tidy(id, 40))
        .take(500)
        .collect();
    Document { service, fiches, support: std::mem::take(&mut with.contacts).reachable().collect() }
}
