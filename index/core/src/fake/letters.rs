//! A letter for tests: blanks of one line and of several, a paper, a number, a fact that ages.

use super::card;
use crate::letter::{Blank, Cited, Letter, Letters, Recipient};
use crate::model::{Block, Date, Lang, Phone, Section, SectionKind, Translation};
use crate::text::dated::mark;
use std::sync::LazyLock;

/// The letter `recours`, explained in French and in English.
pub(super) fn letters() -> &'static Letters {
    static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
        let mut letters = Letters::default();
        letters.add(letter(Lang::FR));
        letters.add(letter(Lang::EN));
        letters
    });
    &LETTERS
}

fn letter(lang: Lang) -> Letter {
    let date = Date { year: 2026, month: 11, day: 1 };
    let mut item = card("letter/recours", &format!("title {}", lang.code()));
    item.lang = lang;
    item.summary = "summary".into();
    let blocks = vec![Block::Text(format!("within {}", mark("2 mois")))];
    item.sections = vec![Section { kind: SectionKind::Other, heading: "when".into(), blocks }];
    item.phones = vec![Phone { number: "32 30".into(), name: "Caf".into(), terms: String::new(), checked: None }];
    item.source.verified = Some(date);
    if lang != Lang::FR {
        item.translation = Translation::Unreviewed;
    }
    let blank = |id: &str, lines| Blank { id: id.into(), name: id.into(), french: id.into(), lines };
    let blanks = vec![blank("nom", 1), blank("adresse", 2), blank("lieu", 1), blank("numero", 1), blank("raisons", 4)];
    Letter {
        item,
        cards: vec!["card/apl".into()],
        recipient: Recipient::Fund,
        blanks,
        papers: vec!["decision".into()],
        to: vec!["Commission de recours amiable".into(), "Caf".into()],
        subject: "Recours, dossier {numero}".into(),
        body: vec![
            Block::Text(format!("Je conteste, dans les {}, le dossier {{numero}}.", mark("2 mois"))),
            Block::Text("{raisons}".into()),
        ],
        cited: vec![Cited { title: "Fiche".into(), url: Some("https://service-public.gouv.fr".into()), date }],
    }
}
