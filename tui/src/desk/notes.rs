//! What a desk notes besides its records: slips and what became of them, what is wrong, what was verified, words of colleagues.

use super::slip::{SlipDraft, Waiting};
use super::work::Office;
use crate::out::job::Medium;
use crate::screens::words::Words;
use guichet_core::activity::{Code, FreeText, TextUse};
use guichet_core::journal::{Hint, Noted};
use guichet_core::layout::{self, Line};
use guichet_core::message::{Arg, Message};
use guichet_core::model::{Block as Prose, Date, Lang, Moment};
use guichet_core::ports::catalog::Catalog;
use guichet_core::sheet::Entry;
use guichet_core::slip::{Addressee, Slip, SlipCode, SlipRequest, slip as lines_of_slip};
use guichet_core::view::Block;
use guichet_index::records::is_holiday;

/// Keeps an event; it is on the disk when this returns, or the identifier of why not.
pub(super) fn note(office: &Office, day: Date, noted: Noted) -> Result<(), &'static str> {
    office.records.note(day, noted).map(|_| ()).map_err(|error| {
        tracing::error!(?error, "an event is not kept");
        "desk-not-kept"
    })
}

/// Makes a slip: kept first, so that its code is known when somebody calls, then printed.
pub(super) fn slip(
    catalog: &dyn Catalog,
    office: &Office,
    draft: SlipDraft,
    (lang, medium): (Lang, Medium),
    now: Moment,
) -> Result<SlipCode, &'static str> {
    let named = FreeText::new(&office.name, TextUse::Name, |_| true).ok().flatten();
    let from = named.ok_or("desk-no-name")?;
    let code = office.records.new_code().map_err(|error| {
        tracing::error!(%error, "no code for a slip");
        "desk-not-kept"
    })?;
    let SlipDraft { to, why, obstacles, tried, note: said } = draft;
    let made = Slip { code, day: now.date, from, office: None, to, why, obstacles, tried, note: said };
    note(office, now.date, Noted::SlipMade { slip: Box::new(made.clone()) })?;
    let sheet = lines_of_slip(catalog, SlipRequest { slip: &made, lang, private: false }, now);
    office.outlets.print(&sheet, medium, None).map(|_| code)
}

/// How many slips have waited for an answer for too long.
pub(super) fn overdue(office: &Office, now: Moment) -> usize {
    let read = office
        .records
        .journal(|journal| journal.open_slips(now.date, is_holiday).iter().filter(|slip| slip.hint.is_some()).count());
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "the journal cannot be read");
        0
    })
}

/// The slips that are waited for, the one that deserves a look first.
pub(super) fn waiting(catalog: &dyn Catalog, office: &Office, now: Moment) -> Vec<Waiting> {
    let door = |to: &Addressee| match to {
        Addressee::Entry(Entry::Institution(id)) => {
            catalog.institutions().get(id, office.lang()).map(|known| known.name.clone()).unwrap_or_default()
        }
        Addressee::Entry(Entry::Place(id)) => {
            catalog.item(id, office.lang()).ok().flatten().map(|item| item.title).unwrap_or_default()
        }
        Addressee::Entry(entry) => entry.to_string(),
        Addressee::Structure(kind) => {
            catalog.say(office.lang(), &Message::SlipStructure { code: kind.code().to_owned() })
        }
    };
    let read = office.records.journal(|journal| {
        let open = journal.open_slips(now.date, is_holiday);
        let one = |slip: &guichet_core::journal::OpenSlip<'_>| Waiting {
            code: slip.state.slip.code,
            to: door(&slip.state.slip.to),
            age: slip.age,
            status: slip.state.status.map(|(status, _)| status),
            hint: slip.hint.map(|hint| match hint {
                Hint::NoAnswer => ("journal-no-answer", slip.age),
                Hint::UnderWay => ("journal-under-way", slip.age),
            }),
        };
        let mut all: Vec<Waiting> = open.iter().map(one).collect();
        all.sort_by_key(|slip| (slip.hint.is_none(), std::cmp::Reverse(slip.age)));
        all
    });
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "the journal cannot be read");
        Vec::new()
    })
}

/// What colleagues noted of an item, and when it was last verified: below what a professional wants to know of it.
pub(super) fn of_peers(catalog: &dyn Catalog, office: &Office, entry: &Entry) -> Vec<Line> {
    let item = entry.to_string();
    let say = |message: &Message| catalog.say(office.lang(), message);
    let words = Words::new(&office.locales, office.lang());
    let date = |day: Date| words.with("desk-on", &[("date", Arg::Date(day))]);
    let read = office.records.journal(|journal| {
        let mut said: Vec<String> = journal
            .notes_of(&item)
            .map(|(day, _, note)| layout::dashed([date(day), note.as_str().to_owned()]))
            .collect();
        if let Some((day, how)) = journal.verified(&item) {
            let how = say(&Message::JournalCheck { code: how.code().to_owned() });
            said.push(layout::dashed([say(&Message::CheckedOn { date: date(day) }), how]));
        }
        said
    });
    let said = read.unwrap_or_default();
    if said.is_empty() {
        return Vec::new();
    }
    let heading = Block::from(Prose::Heading(words.get("desk-peers")));
    let blocks = [heading, Prose::List(said).into()];
    blocks.iter().flat_map(|block| layout::block(block, office.lang())).collect()
}
