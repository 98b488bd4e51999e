//! All the documents of a source: a first pass over each, then each fiche again, with what the others say of it.

use super::archive::{self, Entry, Files};
use super::fiche::{self, Draft, Header};
use super::gathered::Gathered;
use super::{service, text, xml};
use crate::error::ImportError;
use crate::sink::{Counts, Output, Sink};
use guichet_core::model::{Date, Item, Section, ThemeId};
use guichet_core::text::dated;
use guichet_core::text::normal::fold;
use roxmltree::Node;
use std::collections::{BTreeMap, HashMap};

/// Most alternative titles of a fiche that are kept as its keywords.
const TITLES: usize = 12;
/// Most fiches whose alternative titles are kept.
const TITLED: usize = 100_000;

/// Reads every file of a source. `source` is what findings on the whole of it name.
pub(super) fn read(files: &mut dyn Files, source: &str, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let mut corpus = Corpus::new(sink);
    for index in 0..files.count() {
        if corpus.out.has_failed() {
            break;
        }
        if let Some(entry) = files.entry(index) {
            corpus.take(index, entry);
        }
    }
    corpus.oddities(source);
    files.rewind();
    corpus.fiches(files);
    corpus.out.done()
}

/// What the first pass keeps of a fiche.
struct Known {
    /// Index of its file.
    index: usize,
    /// Name of its file, for findings.
    file: String,
    date: Date,
    /// Its title, folded: two fiches of one title are told apart.
    title: String,
    /// Its main theme.
    theme: Option<ThemeId>,
    /// Fiches that it leads to, where it has no theme.
    links: Vec<String>,
}

/// Everything read so far.
struct Corpus<'s> {
    out: Output<'s>,
    /// Fiches by identifier.
    known: BTreeMap<String, Known>,
    services: Vec<service::Document>,
    /// How other documents name a fiche, by its identifier.
    titles: HashMap<String, Vec<String>>,
    /// Elements that are not known: how often, and the first file that has one.
    unknown: BTreeMap<String, (usize, String)>,
    /// Files that are no documents, by extension.
    others: BTreeMap<String, usize>,
}

impl<'s> Corpus<'s> {
    fn new(sink: &'s mut dyn Sink) -> Self {
        Self {
            out: Output::new(sink),
            known: BTreeMap::new(),
            services: Vec::new(),
            titles: HashMap::new(),
            unknown: BTreeMap::new(),
            others: BTreeMap::new(),
        }
    }

    /// Takes one file.
    fn take(&mut self, index: usize, entry: Entry<'_>) {
        if !archive::is_document(entry.name) && entry.bytes.is_ok() {
            let (_, extension) = entry.name.rsplit_once('.').unwrap_or(("", ""));
            *self.others.entry(extension.to_lowercase()).or_default() += 1;
            return;
        }
        self.out.counts.read += 1;
        let read = entry.bytes.and_then(xml::decode);
        let (text, odd) = match read {
            Ok(read) => read,
            Err(reason) => return self.refuse(entry.name, None, "", "", reason),
        };
        if let Some(odd) = odd {
            self.out.warn(entry.name, "", "encoding", odd);
        }
        match xml::parse(&text) {
            Ok(document) => self.document(index, entry.name, document.root_element()),
            Err((line, reason)) => self.refuse(entry.name, line, "", "", reason),
        }
    }

    fn refuse(&mut self, file: &str, line: Option<usize>, record: &str, field: &str, reason: String) {
        self.out.refuse(&place(file, line), record, field, reason);
    }

    fn document(&mut self, index: usize, file: &str, root: Node<'_, '_>) {
        let name = root.tag_name().name();
        if !matches!(name, "Publication" | "ServiceComplementaire") {
            let name = dated::clean(name, 60);
            let reason =
                format!("<{name}> is neither a fiche nor what serves one, such as the site's own lists: left out");
            return self.refuse(file, None, "", "", reason);
        }
        let mut with = Gathered::default();
        let header = match fiche::header(root, &mut with) {
            Ok(header) => header,
            Err((field, reason)) => return self.refuse(file, Some(1), "", field, reason),
        };
        let id = header.id.clone();
        self.note_titles(titles_of_others(root, &mut with));
        let with = match (name, header.id.chars().next()) {
            ("ServiceComplementaire", _) => {
                self.services.push(service::document(root, &header.id, &header.title, &mut with));
                self.out.counts.kept += 1;
                with
            }
            (_, Some('N')) => {
                self.out.counts.kept += 1;
                with
            }
            (_, Some('F')) => match self.fiche(index, file, root, header, with) {
                Some(with) => with,
                None => return,
            },
            _ => {
                let reason = format!("a '{}' is neither a fiche nor what serves one: left out", header.kind);
                return self.refuse(file, None, &id, "type", reason);
            }
        };
        self.report(file, &id, with);
    }

    /// Looks at a fiche; of two with one identifier the newer is kept.
    fn fiche(
        &mut self,
        index: usize,
        file: &str,
        root: Node<'_, '_>,
        header: Header,
        with: Gathered,
    ) -> Option<Gathered> {
        let id = header.id.clone();
        let (draft, with) = match fiche::read(root, header, with) {
            Ok(read) => read,
            Err((field, reason)) => {
                self.refuse(file, Some(1), &id, field, reason);
                return None;
            }
        };
        let theme = draft.item.themes.first().cloned();
        let links = if theme.is_none() { draft.links } else { Vec::new() };
        let (date, title) = (draft.item.source.date, fold(&draft.item.title));
        let found = Known { index, file: file.to_owned(), date, title, theme, links };
        let (kept, other) = match self.known.remove(&id) {
            Some(known) if known.date >= found.date => (known, Some(found)),
            older => (found, older),
        };
        match other {
            Some(other) => {
                let reason = format!("{} has the same identifier and is as new: left out", kept.file);
                self.refuse(&other.file, Some(1), &id, "ID", reason);
            }
            None => self.out.counts.kept += 1,
        }
        self.known.insert(id, kept);
        Some(with)
    }

    /// Keeps how a document names others.
    fn note_titles(&mut self, found: Vec<(String, String)>) {
        for (id, title) in found {
            if self.titles.len() >= TITLED && !self.titles.contains_key(&id) {
                continue;
            }
            let known = self.titles.entry(id).or_default();
            if known.len() < TITLES && !known.contains(&title) {
                known.push(title);
            }
        }
    }

    /// Puts what was odd in a document into the report.
    fn report(&mut self, file: &str, id: &str, with: Gathered) {
        for (line, field, message) in with.notes.warnings {
            self.out.warn(&place(file, line), id, &field, message);
        }
        for (name, count) in with.notes.unknown {
            let name = if self.unknown.len() < 200 { name } else { "…".to_owned() };
            let known = self.unknown.entry(name).or_insert_with(|| (0, file.to_owned()));
            known.0 += count;
        }
    }

    /// Puts what was odd in the source as a whole into the report.
    fn oddities(&mut self, source: &str) {
        for (extension, count) in std::mem::take(&mut self.others) {
            let message = format!("{count} files that are not XML (.{}): left out", dated::clean(&extension, 20));
            self.out.warn(source, "", "", message);
        }
        for (name, (count, file)) in std::mem::take(&mut self.unknown) {
            let message = format!("an element that no known schema has, {count} times: its text was kept");
            self.out.warn(&file, "", &dated::clean(&name, 60), message);
        }
    }

    /// Reads the fiches again, in the order of their identifiers, and gives each with what serves it.
    fn fiches(&mut self, files: &mut dyn Files) {
        let (known, services) = (std::mem::take(&mut self.known), std::mem::take(&mut self.services));
        let helpers = Helpers::of(&services);
        let mut alike: HashMap<&str, usize> = HashMap::new();
        known.values().for_each(|fiche| *alike.entry(&fiche.title).or_default() += 1);
        for (id, fiche) in &known {
            if self.out.has_failed() {
                return;
            }
            let Some(mut draft) = files.entry(fiche.index).and_then(|entry| again(id, entry)) else {
                self.out.counts.kept -= 1;
                self.out.refuse(&fiche.file, id, "", "it changed while it was read: import the source again");
                continue;
            };
            helpers.serve(id, &mut draft);
            if draft.item.themes.is_empty() {
                draft.item.themes.extend(theme_of_links(&fiche.links, &known));
            }
            if alike.get(fiche.title.as_str()).is_some_and(|count| *count > 1) {
                tell_apart(&mut draft);
            }
            if draft.item.themes.is_empty() {
                let message = "no theme of the grid is known for it: found by search only";
                self.out.warn(&fiche.file, id, "Theme", message);
            }
            self.out.item(finished(draft, self.titles.remove(id).unwrap_or_default()));
        }
    }
}

/// How a document names others: questions, titles in a dossier, links.
fn titles_of_others(root: Node<'_, '_>, with: &mut Gathered) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for node in root.descendants() {
        let Some(id) = node.attribute("ID").filter(|id| id.starts_with('F') && id.len() <= 40) else { continue };
        let title = match node.tag_name().name() {
            "QuestionReponse" | "CommentFaireSi" | "RechercheGuidee" => text::bare(node, &mut with.notes),
            "Fiche" => match text::child(node, "Titre") {
                Some(title) => text::bare(title, &mut with.notes),
                None => text::bare(node, &mut with.notes),
            },
            _ => continue,
        };
        found.push((id.to_owned(), title));
    }
    found
}

/// A fiche of the first pass, read in the same steps: `None` where its file is no longer that fiche.
fn again(id: &str, entry: Entry<'_>) -> Option<Draft> {
    let (text, _) = entry.bytes.and_then(xml::decode).ok()?;
    let document = xml::parse(&text).ok()?;
    let root = document.root_element();
    let mut with = Gathered::default();
    let header = fiche::header(root, &mut with).ok().filter(|header| header.id == id)?;
    // The text of a document has room for so much: what names others takes its part of it again.
    titles_of_others(root, &mut with);
    fiche::read(root, header, with).ok().map(|(draft, _)| draft)
}

/// Services and forms that documents of their own tell, by identifier and by the fiches that they serve.
struct Helpers<'d> {
    by_id: HashMap<&'d str, &'d service::Document>,
    by_fiche: HashMap<&'d str, Vec<&'d service::Document>>,
}

impl<'d> Helpers<'d> {
    fn of(services: &'d [service::Document]) -> Self {
        let by_id = services.iter().map(|document| (document.service.id.as_str(), document)).collect();
        let mut by_fiche: HashMap<&str, Vec<&service::Document>> = HashMap::new();
        for document in services {
            for fiche in &document.fiches {
                by_fiche.entry(fiche).or_default().push(document);
            }
        }
        Self { by_id, by_fiche }
    }

    /// Gives a fiche the addresses and numbers that services and forms tell.
    fn serve(&self, id: &str, draft: &mut Draft) {
        let named: Vec<&service::Document> =
            draft.services.ids().filter_map(|id| self.by_id.get(id).copied()).collect();
        let linked = self.by_fiche.get(id).into_iter().flatten().copied();
        for document in named.into_iter().chain(linked) {
            draft.services.complete(document);
            document.support.iter().for_each(|contact| draft.contacts.add(contact));
        }
    }
}

/// The theme that most of the fiches have to which a fiche without one leads ("Je déménage").
fn theme_of_links(links: &[String], known: &BTreeMap<String, Known>) -> Option<ThemeId> {
    let mut counts: BTreeMap<&ThemeId, usize> = BTreeMap::new();
    for theme in links.iter().filter_map(|id| known.get(id)?.theme.as_ref()) {
        *counts.entry(theme).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(theme, _)| theme.clone())
}

/// Two fiches with one title are told apart by their dossier.
fn tell_apart(draft: &mut Draft) {
    if let Some(dossier) = draft.dossier.as_ref().filter(|dossier| **dossier != draft.item.title) {
        draft.item.title = format!("{} ({dossier})", draft.item.title);
    }
}

/// The item of a draft, with all that serves it.
fn finished(draft: Draft, titles: Vec<String>) -> Item {
    let Draft { mut item, contacts, services, back, .. } = draft;
    let title = item.title.clone();
    let words = services.numbers().chain(titles);
    fiche::add_words(&mut item.keywords, &title, words);
    item.routes = services.routes();
    item.counters = contacts.counters();
    item.phones = contacts.phones(item.source.date);
    let after = [services.section(), contacts.section()].into_iter().flatten().chain(back);
    for section in after {
        add_section(&mut item.sections, section);
    }
    item
}

/// Adds a section, to the one with the same heading if there is one.
fn add_section(sections: &mut Vec<Section>, section: Section) {
    let folded = fold(&section.heading);
    match sections.iter_mut().find(|known| fold(&known.heading) == folded) {
        Some(known) => known.blocks.extend(section.blocks),
        None => sections.push(section),
    }
}

/// A file with its line.
fn place(file: &str, line: Option<usize>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}
