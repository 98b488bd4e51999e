//! Whom to go to: "où s'adresser" and, since schema 3.5, "qui peut m'aider".

use super::body::{chapters, flat};
use super::gathered::Gathered;
use super::text::{address, child, of_child, shorten, tidy};
use super::{facts, phone};
use guichet_core::model::{Block, Date, Phone, PlaceKind, Section, SectionKind};
use guichet_core::text::dated;
use guichet_core::text::normal::fold;
use roxmltree::Node;

/// Most numbers kept for one fiche, and most contacts told.
const PHONES: usize = 8;
const CONTACTS: usize = 40;

/// Somebody to go to or to call.
#[derive(Debug, Clone, Default)]
pub(super) struct Contact {
    id: String,
    name: String,
    complement: String,
    kind: Option<PlaceKind>,
    lines: Vec<String>,
    phones: Vec<(String, String)>,
    url: String,
    /// Named for the whole fiche, not in one case only.
    main: bool,
    met: usize,
}

/// All contacts of a document, each once, in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    list: Vec<Contact>,
}

/// Reads a contact, and says how it is named in the text. Empty if it has no name.
pub(super) fn read(node: Node<'_, '_>, main: bool, with: &mut Gathered) -> String {
    let name = of_child(node, "Titre", &mut with.notes);
    if name.is_empty() {
        return String::new();
    }
    let id = node.attribute("ID").map_or_else(|| fold(&name), |id| tidy(id, 40));
    let complement = of_child(node, "Complement", &mut with.notes);
    let known = with.contacts.list.iter().position(|known| known.id == id);
    let index = known.unwrap_or_else(|| {
        let contact = build(node, id, name, with);
        with.contacts.list.push(contact);
        with.contacts.list.len() - 1
    });
    let contact = &mut with.contacts.list[index];
    contact.met += 1;
    contact.main |= main;
    if contact.complement.is_empty() {
        contact.complement = complement;
    }
    match contact.phones.first() {
        Some((number, _)) => format!("{} ({})", contact.name, marked_number(number)),
        None => contact.name.clone(),
    }
}

fn build(node: Node<'_, '_>, id: String, name: String, with: &mut Gathered) -> Contact {
    let kind = of_child(node, "PivotLocal", &mut with.notes);
    let url = child(node, "RessourceWeb").and_then(|link| link.attribute("URL")).map(address).unwrap_or_default();
    let mut contact = Contact { id, name, kind: place_kind(&kind), url, ..Contact::default() };
    let Some(text) = child(node, "Texte") else { return contact };
    for (heading, blocks) in chapters(text, with) {
        let heading = heading.unwrap_or_default();
        let folded = fold(&heading);
        if !["telecopie", "fax"].iter().any(|fax| folded.contains(fax)) {
            contact.phones.extend(phones(&blocks));
        }
        let postal = ["courrier", "adresse", "sur place"].iter().any(|way| folded.contains(way));
        let said = if postal { lines(&blocks).join(", ") } else { flat(&blocks) };
        contact.lines.push(if heading.is_empty() { said } else { format!("{heading} : {said}") });
    }
    contact
}

fn lines(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(|block| flat(std::slice::from_ref(block)).trim_end_matches([',', ';']).to_owned()).collect()
}

/// Numbers in the lines of a contact, each with what is said of its price and hours.
fn phones(blocks: &[Block]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in lines(blocks).iter().map(|line| dated::plain(line)) {
        let folded = fold(&line);
        if folded.contains("telecopie") || folded.split(' ').any(|word| word == "fax") {
            continue;
        }
        let numbers = if is_short_number(&line) { vec![(0, line.len())] } else { phone::all(&line) };
        match (numbers.as_slice(), found.last_mut()) {
            ([], Some((_, terms))) => {
                if !terms.is_empty() {
                    terms.push_str(if terms.ends_with('.') { " " } else { ". " });
                }
                terms.push_str(&line);
            }
            ([], None) => {}
            ([(_, end)], _) => {
                let (start, end) = (numbers[0].0, *end);
                let after = line[end..].trim_start_matches([' ', ',', '.', ':', '-', '–', ';']);
                found.push((line[start..end].to_owned(), unwrapped(after)));
            }
            (several, _) => {
                found.extend(several.iter().map(|(start, end)| (line[*start..*end].to_owned(), String::new())))
            }
        }
    }
    found
}

/// A line that is nothing but a short number: `115`, `3919`, `116 117`.
fn is_short_number(line: &str) -> bool {
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    (2..=6).contains(&digits) && line.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

fn unwrapped(text: &str) -> String {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).filter(|text| !text.contains('('));
    inner.unwrap_or(text).to_owned()
}

/// The number as it is stored: marked as what ages, unless it is one that saves lives.
fn marked_number(number: &str) -> String {
    if phone::saves_lives(number) { number.to_owned() } else { dated::mark(number) }
}

/// Kind of a place, from the publisher's word for it. `None` where there is no word.
fn place_kind(pivot: &str) -> Option<PlaceKind> {
    let folded = fold(pivot).replace(' ', "_");
    let kind = match folded.as_str() {
        "" => return None,
        // Names that changed in later editions: content and directories keep the first.
        "departement" | "conseil_departemental" => "cg",
        "region" | "conseil_regional" => "cr",
        "france_services" => "msap",
        "france_travail" => "pole_emploi",
        kind => kind,
    };
    Some(kind.chars().take(60).collect::<String>().into())
}

impl Contacts {
    /// Adds a contact read elsewhere, such as the support of an online service.
    pub fn add(&mut self, contact: &Contact) {
        if !self.list.iter().any(|known| known.id == contact.id) {
            self.list.push(contact.clone());
        }
    }

    /// The contacts of a document that serves others, those with a number only.
    pub fn reachable(self) -> impl Iterator<Item = Contact> {
        self.list.into_iter().filter(|contact| !contact.phones.is_empty())
    }

    /// Those named for the whole fiche first, then those met most often.
    fn sorted(&self) -> Vec<&Contact> {
        let mut list: Vec<&Contact> = self.list.iter().collect();
        list.sort_by_key(|contact| (!contact.main, if contact.main { 0 } else { usize::MAX - contact.met }));
        list
    }

    /// Kinds of place to go to, the best first.
    pub fn counters(&self) -> Vec<PlaceKind> {
        let mut kinds: Vec<PlaceKind> = Vec::new();
        for kind in self.sorted().into_iter().filter_map(|contact| contact.kind.as_ref()) {
            // A mairie that also makes passports is first a mairie of its own kind, then any mairie.
            let general = kind.starts_with("mairie_").then(|| PlaceKind::from("mairie"));
            for kind in [kind.clone()].into_iter().chain(general) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        kinds
    }

    /// Numbers to call, as of `date`.
    pub fn phones(&self, date: Date) -> Vec<Phone> {
        let mut phones: Vec<Phone> = Vec::new();
        let digits = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
        for contact in self.sorted() {
            for (number, terms) in &contact.phones {
                if phones.len() == PHONES || phones.iter().any(|phone| digits(&phone.number) == digits(number)) {
                    continue;
                }
                phones.push(Phone {
                    number: marked_number(number),
                    name: contact.name.clone(),
                    terms: facts::mark(&terms_of(number, terms)),
                    checked: Some(date),
                });
            }
        }
        phones
    }

    /// "Où s'adresser ?", if there is anybody to go to.
    pub fn section(&self) -> Option<Section> {
        let contacts: Vec<&Contact> = self.sorted().into_iter().take(CONTACTS).collect();
        let (told, named): (Vec<_>, Vec<_>) = contacts.into_iter().partition(|contact| !contact.lines.is_empty());
        let entries: Vec<String> = named.into_iter().map(Contact::entry).collect();
        let mut blocks: Vec<Block> = Vec::new();
        if !entries.is_empty() {
            blocks.push(Block::List(entries));
        }
        for contact in told {
            let lead = Some(contact.complement.clone()).filter(|complement| !complement.is_empty());
            let lines = lead.into_iter().map(|lead| facts::mark(&lead)).chain(contact.lines.iter().cloned());
            blocks.push(Block::Note { title: contact.name.clone(), blocks: lines.map(Block::Text).collect() });
        }
        let heading = "Où s'adresser ?".to_owned();
        (!blocks.is_empty()).then_some(Section { kind: SectionKind::Help, heading, blocks })
    }
}

impl Contact {
    fn entry(&self) -> String {
        let mut entry = self.name.clone();
        if !self.complement.is_empty() {
            entry.push_str(" : ");
            entry.push_str(&facts::mark(&self.complement));
        }
        // A kind of place leads to the places themselves; others only have their site.
        if self.kind.is_none() && !self.url.is_empty() {
            entry.push_str(" – ");
            entry.push_str(&self.url);
        }
        entry
    }
}

/// Price and hours, cut short; a number that costs more than a call is said to.
fn terms_of(number: &str, terms: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let terms = shorten(terms, 200);
    let premium = ["081", "082", "089"].iter().any(|prefix| digits.starts_with(prefix));
    let priced = terms.contains('€')
        || ["prix", "coût", "gratuit", "payant", "surtax"].iter().any(|word| terms.to_lowercase().contains(word));
    match (premium && !priced, terms.is_empty()) {
        (false, _) => terms,
        (true, true) => "Numéro payant".to_owned(),
        (true, false) => format!("{} – numéro payant", terms.trim_end_matches('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_place_are_one_word_in_every_edition() {
        assert_eq!(place_kind("caf").as_deref(), Some("caf"));
        assert_eq!(
            place_kind("Sécurité sociale des indépendants").as_deref(),
            Some("securite_sociale_des_independants")
        );
        assert_eq!(place_kind("france_travail").as_deref(), Some("pole_emploi"));
        assert_eq!(place_kind("cg"), place_kind("departement"));
        assert_eq!(place_kind(" "), None);
    }

    #[test]
    fn numbers_that_cost_more_say_so() {
        assert_eq!(terms_of("0 892 70 12 39", ""), "Numéro payant");
        assert_eq!(terms_of("0 820 20 01 89", "Du lundi au vendredi."), "Du lundi au vendredi – numéro payant");
        assert_eq!(terms_of("0 892 70 12 39", "0,40 €/min"), "0,40 €/min", "the source gives the price");
        assert_eq!(terms_of("0 806 00 02 25", ""), "");
    }
}
