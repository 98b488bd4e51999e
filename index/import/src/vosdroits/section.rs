//! Sections of a fiche in the making: one heading each, no empty one; situations told as cases of a section.

use super::body::{Chapter, blocks, chapters};
use super::facts;
use super::gathered::{Gathered, TWINS};
use super::text::{heading, of_child};
use guichet_core::model::{Block, Section, SectionKind};
use guichet_core::text::normal::fold;
use roxmltree::Node;

/// What a chapter answers, from its heading.
pub(super) fn kind(heading: &str) -> SectionKind {
    let folded = format!(" {} ", fold(heading));
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| folded.contains(&format!(" {phrase} ")));
    let starts = |phrases: &[&str]| phrases.iter().any(|phrase| folded.starts_with(&format!(" {phrase} ")));
    if any(&[
        "s adresser",
        "qui contacter",
        "contacts",
        "se faire aider",
        "peut m aider",
        "peut aider",
        "accompagnement",
    ]) {
        SectionKind::Help
    } else if any(&["pieces", "documents", "document", "justificatifs", "justificatif", "papiers a fournir"]) {
        SectionKind::Papers
    } else if any(&[
        "de quoi s agit il",
        "qu est ce que",
        "qu est ce qu",
        "definition",
        "principe",
        "en quoi consiste",
        "objet",
    ]) {
        SectionKind::What
    } else if starts(&["qui", "pour qui", "a qui"])
        || any(&[
            "conditions",
            "condition",
            "beneficiaires",
            "beneficiaire",
            "personnes concernees",
            "personne concernee",
            "concernes",
            "concernees",
            "y avoir droit",
        ])
    {
        SectionKind::Who
    } else if any(&[
        "montant",
        "montants",
        "combien",
        "cout",
        "couts",
        "prix",
        "tarif",
        "tarifs",
        "remuneration",
        "bareme",
        "plafonds",
        "plafond",
        "frais",
    ]) {
        SectionKind::HowMuch
    } else if starts(&["comment", "ou et comment"])
        || any(&[
            "demarche",
            "demarches",
            "demande",
            "demander",
            "inscription",
            "s inscrire",
            "declaration",
            "declarer",
            "procedure",
        ])
    {
        SectionKind::Ask
    } else {
        SectionKind::Other
    }
}

/// Most sections of a fiche; what comes after stays in the last one. The longest fiche known has 40.
const SECTIONS: usize = 300;
/// Sections in order, each heading once.
#[derive(Debug, Default)]
pub(super) struct Sections {
    list: Vec<Section>,
    /// Headings, folded.
    known: Vec<String>,
}

impl Sections {
    /// Adds blocks under a heading, after what stands there already.
    pub fn add(&mut self, kind: SectionKind, heading: &str, blocks: Vec<Block>) {
        if blocks.is_empty() {
            return;
        }
        let folded = fold(heading);
        let full = self.list.len() == SECTIONS;
        let known = self.known.iter().position(|known| *known == folded);
        match known.or(full.then_some(SECTIONS - 1)).and_then(|index| self.list.get_mut(index)) {
            Some(section) => {
                let mut blocks = blocks;
                if known.is_none() {
                    section.blocks.push(Block::Heading(heading.to_owned()));
                }
                if let (Some(Block::List(known)), Some(Block::List(more))) =
                    (section.blocks.last_mut(), blocks.first_mut())
                {
                    known.append(more);
                    blocks.remove(0);
                }
                section.blocks.extend(blocks);
            }
            None => {
                self.list.push(Section { kind, heading: heading.to_owned(), blocks });
                self.known.push(folded);
            }
        }
    }

    /// Adds chapters; text before the first goes under `lead`.
    pub fn chapters(&mut self, chapters: Vec<Chapter>, lead: &str) {
        for (heading, blocks) in chapters {
            match heading {
                Some(heading) => self.add(kind(&heading), &heading, blocks),
                None => self.add(SectionKind::What, lead, blocks),
            }
        }
    }

    /// Adds the situations of a `ListeSituations`. Chapters that several situations share are one section with a case
    /// for each: people look for "Montant" first, then for their own case.
    pub fn situations(&mut self, node: Node<'_, '_>, with: &mut Gathered) {
        let mut situations: Vec<(String, Vec<Chapter>)> = Vec::new();
        for situation in node.children().filter(Node::is_element) {
            if situation.tag_name().name() != "Situation" {
                continue;
            }
            let title = heading(&of_child(situation, "Titre", &mut with.notes));
            let mut told: Vec<Chapter> = Vec::new();
            for part in situation.children().filter(Node::is_element) {
                match part.tag_name().name() {
                    "Texte" => told.extend(chapters(part, with)),
                    "Titre" | "TitreAlternatif" | "Condition" => {}
                    "Introduction" => told.push((None, blocks(part, with))),
                    _ => told.push((None, super::body::of_one(part, with))),
                }
            }
            led(&mut told);
            if !told.is_empty() {
                situations.push((title, told));
            }
        }
        let alone = situations.len() == 1;
        let everywhere = situations.len();
        // By heading: (folded, heading, cases).
        let mut cases: Vec<(String, String, Vec<Case>)> = Vec::new();
        for (title, chapters) in situations {
            for (heading, blocks) in chapters {
                let heading = match heading {
                    Some(heading) => heading,
                    None if title.is_empty() => "En bref".to_owned(),
                    None => title.clone(),
                };
                let folded = fold(&heading);
                if alone || title.is_empty() || heading == title {
                    // A situation of its own, told in its place: no case.
                    cases.push((folded, heading, vec![Case { title: String::new(), blocks, situations: everywhere }]));
                    continue;
                }
                match cases.iter_mut().find(|(known, ..)| *known == folded) {
                    Some((_, _, told)) => tell(told, &title, blocks),
                    None => cases.push((folded, heading, vec![Case { title: title.clone(), blocks, situations: 1 }])),
                }
            }
        }
        for (_, heading, told) in cases {
            let same_for_all = told.len() == 1 && told[0].situations == everywhere;
            let blocks = told.into_iter().flat_map(|case| match same_for_all {
                true => case.blocks,
                false => vec![Block::Case { title: facts::mark(&case.title), blocks: case.blocks }],
            });
            let blocks = blocks.collect();
            self.add(kind(&heading), &heading, blocks);
        }
    }

    /// The sections.
    pub fn done(self) -> Vec<Section> {
        self.list
    }

    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

struct Case {
    title: String,
    blocks: Vec<Block>,
    situations: usize,
}

/// Adds a situation to those told under a heading; the same words are told once.
fn tell(told: &mut Vec<Case>, title: &str, blocks: Vec<Block>) {
    match told.iter_mut().rev().take(TWINS).find(|case| case.blocks == blocks) {
        Some(case) => {
            case.title = format!("{}, {title}", case.title);
            case.situations += 1;
        }
        None => told.push(Case { title: title.to_owned(), blocks, situations: 1 }),
    }
}

/// Puts what a situation says before its first chapter into that chapter.
fn led(told: &mut Vec<Chapter>) {
    let mut lead = Vec::new();
    told.retain_mut(|(heading, blocks)| {
        if heading.is_none() {
            lead.append(blocks);
        }
        heading.is_some() && !blocks.is_empty()
    });
    match told.first_mut() {
        Some((_, first)) => {
            lead.append(first);
            *first = lead;
        }
        None if !lead.is_empty() => told.push((None, lead)),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_what_they_answer() {
        let cases = [
            ("Où s'adresser ?", SectionKind::Help),
            ("Pièces à fournir", SectionKind::Papers),
            ("De quoi s'agit-il ?", SectionKind::What),
            ("Qui est concerné ?", SectionKind::Who),
            ("Conditions d'attribution", SectionKind::Who),
            ("Montant", SectionKind::HowMuch),
            ("Coût", SectionKind::HowMuch),
            ("Démarche", SectionKind::Ask),
            ("Comment faire la demande ?", SectionKind::Ask),
            ("Fin du congé", SectionKind::Other),
        ];
        for (heading, expected) in cases {
            assert_eq!(kind(heading), expected, "{heading}");
        }
    }

    #[test]
    fn situations_become_cases_of_their_common_chapters() {
        let xml = "<ListeSituations>\
            <Situation><Titre>Location</Titre><Texte><Paragraphe>Lire d'abord.</Paragraphe>\
            <Chapitre><Titre>Montant</Titre><Paragraphe>a</Paragraphe></Chapitre>\
            <Chapitre><Titre>Recours</Titre><Paragraphe>même</Paragraphe></Chapitre></Texte></Situation>\
            <Situation><Titre>Foyer</Titre><Texte><Chapitre><Titre>Montant</Titre><Paragraphe>b</Paragraphe></Chapitre>\
            <Chapitre><Titre>Recours</Titre><Paragraphe>même</Paragraphe></Chapitre></Texte></Situation>\
            <Situation><Titre>Vide</Titre></Situation></ListeSituations>";
        let document = roxmltree::Document::parse(xml).expect("sound");
        let mut sections = Sections::default();
        sections.situations(document.root_element(), &mut Gathered::default());
        let text = |text: &str| Block::Text(text.into());
        let case = |title: &str, blocks| Block::Case { title: title.into(), blocks };
        let sections = sections.done();
        assert_eq!(sections.len(), 2);
        assert_eq!((sections[0].kind, sections[0].heading.as_str()), (SectionKind::HowMuch, "Montant"));
        assert_eq!(
            sections[0].blocks,
            [case("Location", vec![text("Lire d'abord."), text("a")]), case("Foyer", vec![text("b")])]
        );
        assert_eq!(sections[1].blocks, [text("même")], "what holds in every case is said once, without one");
    }
}
