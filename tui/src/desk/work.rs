//! What the desk hands out, and the one place where it is done: the guide asked, a sheet made and printed, records kept.

use super::record::Known;
use crate::out::code::Code;
use crate::out::job::{self, LeftOut, Medium};
use crate::out::link;
use crate::out::printer::Printer;
use crate::screens::program::Task;
use crate::screens::suggest::{Suggestion, suggest};
use crate::screens::work;
use guichet_core::activity::{Activity, Period, Statistics, Usual};
use guichet_core::model::{Date, ItemId, ItemKind, Lang, Moment, ThemeId};
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::counts::Counts;
use guichet_core::sheet::{Basket, Request, Sheet, sheet};
use guichet_core::talk::{Effect, Need, Outcome, Session};
use guichet_core::view::View;
use guichet_index::desk::{Desk, KeepError};
use std::sync::Arc;

/// Suggestions of the search shown at once.
const SUGGESTED: usize = 8;
/// Records that say what is used most.
const USUAL: usize = 200;

/// What a desk works with besides the guide.
pub(crate) struct Office {
    /// Where what people needed is counted.
    pub(crate) counts: Arc<dyn Counts>,
    /// The activity records.
    pub(crate) records: Arc<Desk>,
    /// Where sheets go.
    pub(crate) printer: Printer,
}

/// A sheet that is wanted.
#[derive(Clone)]
pub(crate) struct Wanted {
    pub(crate) basket: Basket,
    pub(crate) lang: Lang,
    /// The person wants what is private too.
    pub(crate) private: bool,
}

/// What is to be done.
pub(crate) enum Work {
    /// The guide is asked in the pane of this number.
    Ask(u32, work::Work),
    /// What a line may mean.
    Find { serial: u64, session: Session, text: String },
    /// What a suggestion opens.
    Look { session: Session, key: String },
    /// A sheet on the screen.
    Sheet(Wanted),
    /// The code of a sheet, with what the bot is reached by.
    Code(Wanted, Option<String>),
    /// A sheet on paper.
    Print(Wanted, Medium, Option<String>),
    /// What the records say of the usual, and which day it is.
    Known,
    /// A record to be kept.
    Keep(Box<Activity>),
    /// What was done in a period.
    Count(Period),
}

/// Something that was read in a pane, for the record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) id: ItemId,
    pub(crate) kind: ItemKind,
    pub(crate) themes: Vec<ThemeId>,
}

/// What comes back.
pub(crate) enum Answer {
    /// Of the guide, in the pane of this number, and what was read there.
    Asked(u32, Box<work::Answer>, Vec<Seen>),
    Found(u64, Vec<Suggestion>),
    Looked(String, Box<View>),
    Sheet(Box<Sheet>),
    Code(Option<Code>),
    /// The printer took it, or why it did not: the identifier of its words.
    Printed(Result<LeftOut, &'static str>),
    Known(Box<Known>, Date),
    /// The record is on the disk; or it is not: the identifier of why.
    Kept(Result<(), &'static str>),
    Counted(Period, Box<Statistics>),
    /// A fault of ours.
    Failed,
}

impl Task for Work {
    type Answer = Answer;

    fn stream(&self) -> Option<u8> {
        match self {
            Self::Find { .. } => Some(0),
            Self::Look { .. } => Some(1),
            // What is kept is kept in its order.
            _ => None,
        }
    }

    fn failure(&self) -> Answer {
        match self {
            Self::Ask(id, work) => Answer::Asked(*id, Box::new(work.failure()), Vec::new()),
            Self::Find { serial, .. } => Answer::Found(*serial, Vec::new()),
            Self::Print(..) => Answer::Printed(Err("desk-fault")),
            Self::Keep(_) => Answer::Kept(Err("desk-fault")),
            _ => Answer::Failed,
        }
    }
}

/// Does it.
pub(crate) fn perform(catalog: &dyn Catalog, office: &Office, work: Work, now: Moment) -> Answer {
    match work {
        Work::Ask(id, work) => {
            let answer = work::perform(catalog, &*office.counts, work, now);
            let seen = seen(catalog, &answer);
            Answer::Asked(id, Box::new(answer), seen)
        }
        Work::Find { serial, session, text } => {
            Answer::Found(serial, suggest(catalog, &session, &text, now, SUGGESTED))
        }
        Work::Look { session, key } => {
            let looked = work::perform(catalog, &*office.counts, work::Work::Preview { session, key }, now);
            match looked {
                work::Answer::Previewed(key, view) => Answer::Looked(key, view),
                _ => Answer::Failed,
            }
        }
        Work::Sheet(wanted) => Answer::Sheet(Box::new(made(catalog, &wanted, now))),
        Work::Code(wanted, bot) => {
            let made = made(catalog, &wanted, now);
            Answer::Code(Code::of(&link::carried(bot.as_deref(), &wanted.basket, &made)))
        }
        Work::Print(wanted, medium, bot) => {
            let made = made(catalog, &wanted, now);
            let code = Code::of(&link::carried(bot.as_deref(), &wanted.basket, &made));
            Answer::Printed(job::print(&office.printer, &made, medium, code.as_ref()).map_err(|error| {
                tracing::warn!(%error, "nothing was printed");
                error.words()
            }))
        }
        Work::Known => Answer::Known(Box::new(known(&office.records)), now.date),
        Work::Keep(activity) => Answer::Kept(match office.records.add(*activity) {
            Ok(_) => Ok(()),
            Err(KeepError::Gaps(_) | KeepError::Unknown) => Err("desk-not-whole"),
            Err(KeepError::Store(error)) => {
                tracing::error!(%error, "the record is not kept");
                Err("desk-not-kept")
            }
        }),
        Work::Count(period) => {
            let counted =
                office.records.read(|records| Statistics::of(records.iter().map(|(_, activity)| activity), period));
            match counted {
                Ok(statistics) => Answer::Counted(period, Box::new(statistics)),
                Err(error) => {
                    tracing::error!(%error, "the records cannot be read");
                    Answer::Failed
                }
            }
        }
    }
}

fn made(catalog: &dyn Catalog, wanted: &Wanted, now: Moment) -> Sheet {
    let Wanted { basket, lang, private } = wanted;
    sheet(catalog, Request { basket, lang: *lang, private: *private, numbers: None }, now)
}

/// What a turn gave to read.
fn seen(catalog: &dyn Catalog, answer: &work::Answer) -> Vec<Seen> {
    let work::Answer::Turned(_, turn, ..) = answer else { return Vec::new() };
    let read = turn.effects.iter().filter_map(|effect| match effect {
        Effect::Observed(seen) if seen.outcome == Outcome::Answered => match &seen.need {
            Need::Item(id) => Some(id),
            _ => None,
        },
        _ => None,
    });
    let items = read.filter_map(|id| catalog.item(id, turn.session.reading_lang()).ok().flatten());
    items.map(|item| Seen { id: item.id, kind: item.kind, themes: item.themes }).collect()
}

fn known(records: &Desk) -> Known {
    let read = || -> Result<Known, guichet_core::ports::conversations::StoreError> {
        let desk = records.id()?;
        records.read(|all| {
            let recent = all.recent(Some(&desk), USUAL);
            Known { last: recent.first().map(|last| (*last).clone()), usual: Usual::of(&recent) }
        })
    };
    read().unwrap_or_else(|error| {
        tracing::error!(%error, "the records cannot be read");
        Known::default()
    })
}
