//! Letters for tests: blanks of one line and of several, a paper, a number, a fact that ages; and one with boxes, two signatures and a
//! part to tear off.

use super::card;
use crate::letter::{Blank, BlankOption, Cited, Letter, Letters, Recipient};
use crate::model::{Block, Date, Lang, Phone, Section, SectionKind, Translation};
use crate::text::dated::mark;
use std::sync::LazyLock;

/// The letters `recours` and `mandat`, explained in French and in English.
pub(super) fn letters() -> &'static Letters {
    static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
        let mut letters = Letters::default();
        for lang in [Lang::FR, Lang::EN] {
            letters.add(letter(lang));
            letters.add(mandate(lang));
        }
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
    let blank = |id: &str, lines| Blank {
        id: id.into(),
        name: id.into(),
        french: id.into(),
        lines,
        options: Vec::new(),
        several: false,
    };
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
        torn_off: Vec::new(),
        checklist: None,
        cited: vec![Cited { title: "Fiche".into(), url: Some("https://service-public.gouv.fr".into()), date }],
    }
}

/// A mandate: one answer of two, several of three.
fn mandate(lang: Lang) -> Letter {
    let base = letter(lang);
    let mut item = base.item.clone();
    item.id = Letter::item_id("mandat");
    let option =
        |id: &str| BlankOption { id: id.into(), name: format!("{id} {}", lang.code()), french: format!("{id} fr") };
    let offers = |id: &str, options: &[&str], several| {
        let options = options.iter().map(|id| option(id)).collect();
        Blank { id: id.into(), name: id.into(), french: id.into(), lines: 1, options, several }
    };
    let mut blanks: Vec<Blank> =
        base.blanks.iter().filter(|blank| ["nom", "lieu"].contains(&&*blank.id)).cloned().collect();
    blanks.extend([offers("duree", &["jour", "mois"], false), offers("sujets", &["a", "b", "c"], true)]);
    Letter {
        item,
        cards: vec!["card/tutelle".into()],
        recipient: Recipient::Helper,
        blanks,
        papers: Vec::new(),
        to: vec!["Mairie".into()],
        subject: "Mandat".into(),
        body: vec![
            Block::Text("Je coche :".into()),
            Block::Text("{sujets}".into()),
            Block::Text("Il dure {duree}.".into()),
            Block::Text("{duree}".into()),
        ],
        torn_off: vec![Block::Text("J'arrête, {nom}.".into())],
        checklist: Some((format!("checklist {}", lang.code()), vec![format!("wipe {}", lang.code())])),
        ..base
    }
}
