//! Fiches of service-public.fr ("vosdroits"), published by the DILA as XML, schema 3.0 to 3.5.
//!
//! F documents are fiches: each becomes an item, or is refused with its reason. R documents (online services, forms)
//! and N documents (themes, dossiers) serve them: they are read, counted as kept, and merged into the fiches.
//!
//! ```text
//! archive   the zip, bounded              body      paragraphs, lists, cases, notes
//! xml       bytes to a tree, bounded      table     tables
//! notes     what was odd                  section   chapters and situations as sections
//! text      inline text, lost spaces      contact   whom to go to, numbers to call
//! facts     what ages, marked             service   online services and forms
//! fiche     one fiche                     theme     the publisher's themes and ours
//! summary   the short answer              phone     phone numbers
//! ```

mod archive;
mod body;
mod contact;
mod facts;
mod fiche;
mod notes;
mod phone;
mod section;
mod service;
mod summary;
mod table;
mod text;
mod theme;
mod xml;

use crate::ImportError;
use archive::{Entry, Limits};
use body::Gathered;
use fiche::{Draft, Header};
use guichet_content::Batch;
use guichet_core::model::Section;
use guichet_core::text::dated;
use roxmltree::Node;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read, Seek};

/// Name of the source in items and on the command line.
pub const SOURCE: &str = "vosdroits";

/// Most alternative titles of a fiche that are kept as its keywords.
const WORDINGS: usize = 12;
/// Most fiches whose alternative titles are kept.
const NAMED: usize = 100_000;

/// Reads the publisher's zip. `name` is the file as the operator gave it; warnings name it. `Err` only where the zip
/// itself cannot be opened.
pub fn read_zip(reader: impl Read + Seek, name: &str) -> Result<Batch, ImportError> {
    read_bounded(reader, name, Limits::default())
}

fn read_bounded(reader: impl Read + Seek, name: &str, limits: Limits) -> Result<Batch, ImportError> {
    let mut corpus = Corpus::default();
    archive::each(reader, name, limits, |entry| corpus.take(entry))?;
    Ok(corpus.done(name))
}

/// Reads the files of a folder, each with its name inside the folder.
pub fn read_files(files: impl Iterator<Item = (String, io::Result<Vec<u8>>)>) -> Batch {
    let mut corpus = Corpus::default();
    for (name, bytes) in files {
        let name = dated::clean(&name, 200).replace('\n', " ");
        let bytes = match &bytes {
            Ok(bytes) if bytes.len() as u64 > archive::LARGEST => Err(archive::too_large(archive::LARGEST)),
            Ok(bytes) => Ok(bytes.as_slice()),
            Err(cause) => Err(format!("it cannot be read ({cause}): check the rights on the file")),
        };
        corpus.take(Entry { name: &name, bytes });
    }
    corpus.done("")
}

/// Everything read so far.
#[derive(Default)]
struct Corpus {
    batch: Batch,
    /// Fiches by identifier, with the file that each comes from.
    drafts: BTreeMap<String, (String, Draft)>,
    services: Vec<service::Document>,
    /// How other documents name a fiche, by its identifier.
    alternative_titles: HashMap<String, Vec<String>>,
    /// Elements that are not known: how often, and the first file that has one.
    unknown: BTreeMap<String, (usize, String)>,
    /// Files that are no documents, by extension.
    others: BTreeMap<String, usize>,
}

impl Corpus {
    /// Takes one file.
    fn take(&mut self, entry: Entry<'_>) {
        if !archive::is_document(entry.name) && entry.bytes.is_ok() {
            let (_, extension) = entry.name.rsplit_once('.').unwrap_or(("", ""));
            *self.others.entry(extension.to_lowercase()).or_default() += 1;
            return;
        }
        self.batch.read += 1;
        let read = entry.bytes.and_then(xml::decode);
        let (text, odd) = match read {
            Ok(read) => read,
            Err(reason) => return self.refuse(entry.name, None, "", "", reason),
        };
        if let Some(odd) = odd {
            self.batch.warn(entry.name, "", "encoding", odd);
        }
        match xml::parse(&text) {
            Ok(document) => self.document(entry.name, document.root_element()),
            Err((line, reason)) => self.refuse(entry.name, line, "", "", reason),
        }
    }

    fn refuse(&mut self, file: &str, line: Option<usize>, record: &str, field: &str, reason: String) {
        self.batch.refused += 1;
        self.batch.refuse(&place(file, line), record, field, reason);
    }

    fn document(&mut self, file: &str, root: Node<'_, '_>) {
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
        self.words_for_others(root, &mut with);
        let with = match (name, header.id.chars().next()) {
            ("ServiceComplementaire", _) => {
                self.services.push(service::document(root, &header.id, &header.title, &mut with));
                self.batch.kept += 1;
                with
            }
            (_, Some('N')) => {
                self.batch.kept += 1;
                with
            }
            (_, Some('F')) => match self.fiche(file, root, header, with) {
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

    /// Reads a fiche; of two with one identifier the newer is kept.
    fn fiche(&mut self, file: &str, root: Node<'_, '_>, header: Header, with: Gathered) -> Option<Gathered> {
        let id = header.id.clone();
        let (draft, with) = match fiche::read(root, header, with) {
            Ok(read) => read,
            Err((field, reason)) => {
                self.refuse(file, Some(1), &id, field, reason);
                return None;
            }
        };
        let (kept, other) = match self.drafts.remove(&id) {
            Some(known) if known.1.item.source.date >= draft.item.source.date => (known, Some(file.to_owned())),
            Some(older) => ((file.to_owned(), draft), Some(older.0)),
            None => ((file.to_owned(), draft), None),
        };
        match other {
            Some(other) => self.refuse(
                &other,
                Some(1),
                &id,
                "ID",
                format!("{} has the same identifier and is as new: left out", kept.0),
            ),
            None => self.batch.kept += 1,
        }
        self.drafts.insert(id, kept);
        Some(with)
    }

    /// Notes how this document names others: questions, titles in a dossier, links.
    fn words_for_others(&mut self, root: Node<'_, '_>, with: &mut Gathered) {
        for node in root.descendants() {
            let Some(id) = node.attribute("ID").filter(|id| id.starts_with('F') && id.len() <= 40) else { continue };
            let words = match node.tag_name().name() {
                "QuestionReponse" | "CommentFaireSi" | "RechercheGuidee" => text::bare(node, &mut with.notes),
                "Fiche" => match text::child(node, "Titre") {
                    Some(title) => text::bare(title, &mut with.notes),
                    None => text::bare(node, &mut with.notes),
                },
                _ => continue,
            };
            if self.alternative_titles.len() >= NAMED && !self.alternative_titles.contains_key(id) {
                continue;
            }
            let known = self.alternative_titles.entry(id.to_owned()).or_default();
            if known.len() < WORDINGS && !known.contains(&words) {
                known.push(words);
            }
        }
    }

    /// Puts what was odd in a document into the report.
    fn report(&mut self, file: &str, id: &str, with: Gathered) {
        for (line, field, message) in with.notes.warnings {
            self.batch.warn(&place(file, line), id, &field, message);
        }
        for (name, count) in with.notes.unknown {
            let name = if self.unknown.len() < 200 { name } else { "…".to_owned() };
            let known = self.unknown.entry(name).or_insert_with(|| (0, file.to_owned()));
            known.0 += count;
        }
    }

    /// Merges what serves fiches into them, and closes the batch.
    fn done(mut self, source: &str) -> Batch {
        for (extension, count) in std::mem::take(&mut self.others) {
            let message = format!("{count} files that are not XML (.{}): left out", dated::clean(&extension, 20));
            self.batch.warn(source, "", "", message);
        }
        for (name, (count, file)) in std::mem::take(&mut self.unknown) {
            let message = format!("an element that no known schema has, {count} times: its text was kept");
            self.batch.warn(&file, "", &dated::clean(&name, 60), message);
        }
        self.serve();
        self.theme_by_links();
        self.tell_apart();
        let alternative_titles = std::mem::take(&mut self.alternative_titles);
        for (id, (file, draft)) in std::mem::take(&mut self.drafts) {
            let words = alternative_titles.get(&id).cloned().unwrap_or_default();
            if draft.item.themes.is_empty() {
                self.batch.warn(&file, &id, "Theme", "no theme of the grid is known for it: found by search only");
            }
            self.batch.items.push(finished(draft, words));
        }
        self.batch
    }

    /// Gives fiches the addresses and numbers that services and forms tell in documents of their own.
    fn serve(&mut self) {
        let mut served: HashMap<&str, Vec<&service::Document>> = HashMap::new();
        let by_id: HashMap<&str, &service::Document> =
            self.services.iter().map(|document| (document.service.id.as_str(), document)).collect();
        for document in &self.services {
            for fiche in &document.fiches {
                served.entry(fiche).or_default().push(document);
            }
        }
        for (id, (_, draft)) in &mut self.drafts {
            let named: Vec<&service::Document> = draft.services.ids().filter_map(|id| by_id.get(id).copied()).collect();
            let linked = served.get(id.as_str()).into_iter().flatten().copied();
            for document in named.into_iter().chain(linked) {
                draft.services.complete(document);
                document.support.iter().for_each(|contact| draft.contacts.add(contact));
            }
        }
    }

    /// A fiche without a theme ("Je déménage") takes the one that most of the fiches it leads to have.
    fn theme_by_links(&mut self) {
        let themes: HashMap<String, String> = self
            .drafts
            .iter()
            .filter_map(|(id, (_, draft))| Some((id.clone(), draft.item.themes.first()?.clone())))
            .collect();
        for (_, draft) in self.drafts.values_mut().filter(|(_, draft)| draft.item.themes.is_empty()) {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for theme in draft.links.iter().filter_map(|id| themes.get(id)) {
                *counts.entry(theme).or_default() += 1;
            }
            draft.item.themes = counts
                .into_iter()
                .max_by_key(|(_, count)| *count)
                .map(|(theme, _)| theme.to_owned())
                .into_iter()
                .collect();
        }
    }

    /// Two fiches with one title are told apart by their dossier.
    fn tell_apart(&mut self) {
        let mut titles: HashMap<String, usize> = HashMap::new();
        let folded = |draft: &Draft| guichet_core::text::normal::fold(&draft.item.title);
        self.drafts.values().for_each(|(_, draft)| *titles.entry(folded(draft)).or_default() += 1);
        for (_, draft) in self.drafts.values_mut() {
            if titles.get(&folded(draft)).is_some_and(|count| *count > 1)
                && let Some(dossier) = draft.dossier.as_ref().filter(|dossier| **dossier != draft.item.title)
            {
                draft.item.title = format!("{} ({dossier})", draft.item.title);
            }
        }
    }
}

/// The item of a draft, with all that serves it.
fn finished(draft: Draft, alternative_titles: Vec<String>) -> guichet_core::model::Item {
    let Draft { mut item, contacts, services, back, .. } = draft;
    let title = item.title.clone();
    let words = services.numbers().chain(alternative_titles);
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
    let folded = guichet_core::text::normal::fold(&section.heading);
    match sections.iter_mut().find(|known| guichet_core::text::normal::fold(&known.heading) == folded) {
        Some(known) => known.blocks.extend(section.blocks),
        None => sections.push(section),
    }
}

/// A file with its line.
fn place(file: &str, line: Option<usize>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}
