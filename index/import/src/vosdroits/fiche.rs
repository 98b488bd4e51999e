//! One fiche: from its XML tree to an item that waits for the documents that serve it.

use super::body::{blocks, chapters};
use super::gathered::Gathered;
use super::section::Sections;
use super::text::{child, children, heading, of_child, shorten, tidy};
use super::{SOURCE, contact, facts, service, summary, theme};
use guichet_core::model::{
    Block, Date, Item, ItemId, ItemKind, Lang, Section, SectionKind, SourceRef, ThemeId, Translation,
};
use guichet_core::text::dated;
use guichet_core::text::normal::fold;
use roxmltree::Node;

/// Longest title, in characters.
const TITLE: usize = 300;
/// Most keywords of a fiche.
const KEYWORDS: usize = 60;

/// A fiche read, and what it needs from other documents before it is an item.
#[derive(Debug)]
pub(super) struct Draft {
    /// The item, without what other documents add.
    pub item: Item,
    /// What was gathered of contacts and services.
    pub contacts: contact::Contacts,
    /// Services and forms that it names.
    pub services: service::Services,
    /// Sections that come after contacts and services.
    pub back: Vec<Section>,
    /// Fiches that it leads to.
    pub links: Vec<String>,
    /// Title of the dossier that holds it.
    pub dossier: Option<String>,
}

/// A refusal: the field and the reason.
pub(super) type Refusal = (&'static str, String);

/// What every document says of itself.
pub(super) struct Header {
    /// The publisher's identifier.
    pub id: String,
    /// Its kind, in the publisher's words.
    pub kind: String,
    /// Its title, without marks.
    pub title: String,
}

/// Reads the header of a document. `Err` where it has no identifier.
pub(super) fn header(root: Node<'_, '_>, with: &mut Gathered) -> Result<Header, Refusal> {
    let id = root.attribute("ID").map(str::to_owned).unwrap_or_default();
    let id = if id.trim().is_empty() { of_child(root, "identifier", &mut with.notes) } else { id };
    let id = id.trim().to_owned();
    if id.is_empty() {
        return Err(("ID", "it has no identifier: nobody could ask for it again. Add the attribute ID".into()));
    }
    let sound = id.len() <= 40 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if !sound {
        return Err(("ID", format!("'{}' is no identifier: letters and digits only", tidy(&id, 60))));
    }
    let title = of_child(root, "title", &mut with.notes);
    let title = shorten(title.trim_start_matches('*').trim(), TITLE);
    Ok(Header { id, kind: tidy(root.attribute("type").unwrap_or_default(), 100), title })
}

/// Whether a document is a guided search: questions without an answer of their own.
fn is_guided_search(root: Node<'_, '_>, header: &Header, with: &mut Gathered) -> bool {
    let starred =
        child(root, "title").is_some_and(|title| title.text().unwrap_or_default().trim_start().starts_with("**"));
    let guided = |text: &str| fold(text) == "recherche guidee";
    starred || guided(&header.kind) || guided(&of_child(root, "SurTitre", &mut with.notes))
}

/// Reads a fiche.
pub(super) fn read(root: Node<'_, '_>, header: Header, mut with: Gathered) -> Result<(Draft, Gathered), Refusal> {
    if is_guided_search(root, &header, &mut with) {
        return Err((
            "type",
            "a guided search (\"Recherche guidée\") asks questions and holds no answer: not indexed".into(),
        ));
    }
    let title = match header.title.as_str() {
        "" => of_last_level(root, &mut with),
        title => title.to_owned(),
    };
    if title.is_empty() {
        return Err(("dc:title", "it has no title: nobody could find it".into()));
    }
    let date = date(root, &mut with)?;
    let (summary, intro) = summary::opening(root, &title, &mut with);
    let question = title.ends_with('?') || fold(&header.kind).contains("question");
    let mut sections = Sections::default();
    let mut back = Sections::default();
    let lead = if question { "Réponse" } else { "En bref" };
    sections.add(SectionKind::What, lead, intro);
    let mut words = Words::default();
    for node in root.children().filter(Node::is_element) {
        part(node, lead, &summary, &mut sections, &mut back, &mut words, &mut with);
    }
    references(root, &mut back, &mut with);
    if sections.is_empty()
        && fold(&summary) == fold(&title)
        && with.contacts.section().is_none()
        && with.services.section().is_none()
    {
        return Err(("Texte", "it holds no text: nothing to show".into()));
    }
    let item = Item {
        id: ItemId::fiche(&header.id),
        kind: ItemKind::Card,
        lang: Lang::FR,
        translation: Translation::Original,
        keywords: words.done(&title),
        themes: themes(root, &mut with),
        title,
        summary,
        sections: sections.done(),
        covers: Vec::new(),
        counters: Vec::new(),
        routes: Vec::new(),
        phones: Vec::new(),
        place: None,
        source: SourceRef {
            name: SOURCE.to_owned(),
            url: Some(url(root, &header.id)),
            id: header.id,
            publisher: "DILA (service-public.fr)".to_owned(),
            licence: "etalab-2.0".to_owned(),
            date,
            verified: None,
            review_by: None,
            doubts: false,
        },
    };
    let links =
        root.descendants().filter_map(|node| node.attribute("LienPublication").or_else(|| node.attribute("ID")));
    let links =
        links.filter(|id| id.starts_with('F') && *id != item.source.id).map(|id| tidy(id, 40)).take(2_000).collect();
    let (contacts, services) = (std::mem::take(&mut with.contacts), std::mem::take(&mut with.services));
    let dossier = child(root, "DossierPere")
        .map(|node| of_child(node, "Titre", &mut with.notes))
        .filter(|title| !title.is_empty());
    Ok((Draft { item, contacts, services, back: back.done(), links, dossier }, with))
}

/// One child of the root.
fn part(
    node: Node<'_, '_>,
    lead: &str,
    said: &str,
    sections: &mut Sections,
    back: &mut Sections,
    words: &mut Words,
    with: &mut Gathered,
) {
    match node.tag_name().name() {
        "Texte" => {
            let mut chapters = chapters(node, with);
            if let Some((None, first)) = chapters.first_mut() {
                summary::without_repeat(first, said);
            }
            chapters.retain(|(_, blocks)| !blocks.is_empty());
            sections.chapters(chapters, lead);
        }
        "ListeSituations" => sections.situations(node, with),
        "Conclusion" => sections.add(SectionKind::Other, "À retenir", blocks(node, with)),
        "OuSAdresser" | "QuiPeutMAider" | "OuSAdresserSupport" => {
            contact::read(node, true, with);
        }
        "ServiceEnLigne" => {
            service::read(node, with);
        }
        "LienExterneCommente" => {
            sections.add(SectionKind::Other, "À lire sur d'autres sites", super::body::of_one(node, with))
        }
        "Avertissement" | "InformationComplementaire" | "Actualite" => warning(node, back, with),
        "Definition" | "Abreviation" => {
            let term = of_child(node, "Titre", &mut with.notes);
            let meaning = child(node, "Texte").map(|text| super::body::flat(&blocks(text, with))).unwrap_or_default();
            if !term.is_empty() && !meaning.is_empty() {
                if node.tag_name().name() == "Abreviation" {
                    words.list.extend([term.clone(), dated::plain(&meaning)]);
                }
                back.add(SectionKind::Other, "Mots expliqués", vec![Block::List(vec![format!("{term} : {meaning}")])]);
            }
        }
        "PourEnSavoirPlus" => {
            let title = of_child(node, "Titre", &mut with.notes);
            let url = node.attribute("URL").map(super::text::address).unwrap_or_default();
            if !title.is_empty() {
                let entry = if url.is_empty() { title } else { format!("{title} – {url}") };
                back.add(SectionKind::Other, "Pour en savoir plus", vec![Block::List(vec![entry])]);
            }
        }
        "DossierPere" => {
            words.list.push(of_child(node, "Titre", &mut with.notes));
            let own = node.document().root_element().attribute("ID").unwrap_or_default();
            let named = node
                .descendants()
                .filter(|fiche| fiche.tag_name().name() == "Fiche" && fiche.attribute("ID") == Some(own));
            words.list.extend(named.map(|fiche| super::text::bare(fiche, &mut with.notes)));
        }
        "SousDossierPere" | "SousThemePere" => words.list.push(super::text::bare(node, &mut with.notes)),
        "Cible" => {
            words.list.extend(super::text::bare(node, &mut with.notes).split(',').map(|word| word.trim().to_owned()))
        }
        "SurTitre" => {
            let title = super::text::bare(node, &mut with.notes);
            let usual = ["fiche pratique", "question reponse", "comment faire si"];
            if !usual.contains(&fold(&title).as_str()) {
                words.list.push(title);
            }
        }
        // Read elsewhere, or of use on the publisher's site only.
        "title"
        | "creator"
        | "subject"
        | "description"
        | "publisher"
        | "contributor"
        | "date"
        | "type"
        | "format"
        | "identifier"
        | "source"
        | "language"
        | "relation"
        | "coverage"
        | "rights"
        | "Audience"
        | "Canal"
        | "FilDAriane"
        | "Theme"
        | "Introduction"
        | "Reference"
        | "VoirAussi"
        | "QuestionReponse"
        | "CommentFaireSi"
        | "RechercheGuidee"
        | "RechercheGuideePere"
        | "Questionnaire"
        | "Partenaire"
        | "SiteInternetPublic"
        | "Fiche"
        | "Dossier"
        | "SousDossier"
        | "ServiceNoeud"
        | "Montant"
        | "TitreRiche"
        | "Image"
        | "Video" => {}
        _ => {
            let title = heading(&of_child(node, "Titre", &mut with.notes));
            let told = super::body::of_one(node, with);
            sections.add(SectionKind::Other, if title.is_empty() { "Précisions" } else { &title }, told);
        }
    }
}

/// A warning on the whole fiche: reforms to come, a crisis. It keeps its date.
fn warning(node: Node<'_, '_>, back: &mut Sections, with: &mut Gathered) {
    let title = heading(&of_child(node, "Titre", &mut with.notes));
    let mut told = blocks(node, with);
    if told.is_empty() {
        return;
    }
    if let Some(date) = node.attribute("date").and_then(|date| Date::parse(date.get(..10)?)) {
        told.insert(0, Block::Text(format!("Annonce du {:02}/{:02}/{}.", date.day, date.month, date.year)));
    }
    back.add(SectionKind::Other, "Annonces", vec![Block::Note { title: facts::mark(&title), blocks: told }]);
}

/// Texts of law, last.
fn references(root: Node<'_, '_>, back: &mut Sections, with: &mut Gathered) {
    let mut entries: Vec<String> = Vec::new();
    for node in children(root, "Reference").take(300) {
        let title = of_child(node, "Titre", &mut with.notes);
        let complement = of_child(node, "Complement", &mut with.notes);
        let entry = if complement.is_empty() { title } else { format!("{title} – {complement}") };
        if !entry.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if !entries.is_empty() {
        back.add(SectionKind::Other, "Textes de référence", vec![Block::List(entries)]);
    }
}

/// When the fiche was last changed: "modified 2020-01-01". A fiche without a date is refused.
fn date(root: Node<'_, '_>, with: &mut Gathered) -> Result<Date, Refusal> {
    let said = of_child(root, "date", &mut with.notes);
    let changed = root.attribute("dateDerniereModificationImportante").unwrap_or_default();
    let read =
        |text: &str| text.split([' ', 'T']).find_map(Date::parse).filter(|date| (1990..2100).contains(&date.year));
    match (read(&said), read(changed)) {
        (Some(date), _) => Ok(date),
        (None, Some(date)) => {
            with.notes.warn(
                root,
                format!("dc:date '{}' is no date: dateDerniereModificationImportante was taken", tidy(&said, 40)),
            );
            Ok(date)
        }
        (None, None) => Err(("dc:date", format!("'{}' is no date: nobody could tell how old it is", tidy(&said, 40)))),
    }
}

/// Where the original can be read.
fn url(root: Node<'_, '_>, id: &str) -> String {
    let own = root.attribute("spUrl").map(super::text::address).unwrap_or_default();
    // Schema 3.0 has no address; the publisher's are all made alike.
    if own.is_empty() { format!("https://www.service-public.fr/particuliers/vosdroits/{id}") } else { own }
}

fn of_last_level(root: Node<'_, '_>, with: &mut Gathered) -> String {
    let path = child(root, "FilDAriane");
    let last = path.and_then(|path| children(path, "Niveau").last());
    last.map(|level| super::text::bare(level, &mut with.notes)).unwrap_or_default()
}

/// Themes of the grid, the main one first.
fn themes(root: Node<'_, '_>, with: &mut Gathered) -> Vec<ThemeId> {
    let notes = &mut with.notes;
    let mut themes: Vec<&'static str> = Vec::new();
    for node in children(root, "Theme") {
        let titled = theme::of_title(&of_child(node, "Titre", notes));
        themes.extend(titled.or_else(|| theme::of_id(node.attribute("ID").unwrap_or_default())));
    }
    if let Some(level) = child(root, "FilDAriane").and_then(|path| children(path, "Niveau").nth(1)) {
        let titled = theme::of_id(level.attribute("ID").unwrap_or_default());
        themes.extend(titled.or_else(|| {
            theme::of_title(&super::text::bare(level, notes)).filter(|_| level.attribute("type").is_none())
        }));
    }
    for subject in of_child(root, "subject", notes).split(',') {
        themes.extend(theme::of_title(subject));
    }
    let about = [child(root, "SousThemePere"), child(root, "DossierPere").and_then(|node| child(node, "Titre"))];
    let audience = children(root, "Audience").map(|node| super::text::bare(node, notes)).collect::<Vec<_>>();
    let about = about.into_iter().flatten().map(|node| super::text::bare(node, notes)).collect::<Vec<_>>();
    if about.iter().chain(&audience).any(|title| fold(title).split(' ').any(|word| word.starts_with("association"))) {
        themes.push("associations");
    }
    let mut once: Vec<ThemeId> = Vec::new();
    for theme in themes {
        if !once.iter().any(|known| known == theme) {
            once.push(theme.into());
        }
    }
    once
}

/// Words people may use, in order.
#[derive(Default)]
struct Words {
    list: Vec<String>,
}

impl Words {
    fn done(self, title: &str) -> Vec<String> {
        let mut keywords = Vec::new();
        add_words(&mut keywords, title, self.list);
        keywords
    }
}

/// Adds keywords that are neither known nor the title.
pub(super) fn add_words(keywords: &mut Vec<String>, title: &str, words: impl IntoIterator<Item = String>) {
    let title = fold(title);
    for word in words {
        if keywords.len() == KEYWORDS {
            return;
        }
        let folded = fold(&word);
        let known = folded.is_empty() || folded == title || keywords.iter().any(|known| fold(known) == folded);
        if !known && word.chars().count() <= 200 {
            keywords.push(word);
        }
    }
}
