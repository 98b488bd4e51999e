//! What a kiosk hands out: the guide asked, and what somebody takes away.

use crate::screens::program::Task;
use crate::screens::takeaway::{Outlets, TakeAwayWork, TakenAway, take_away};
use crate::screens::work;
use guichet_core::model::Moment;
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::counts::Counts;

/// What is to be done.
pub(crate) enum Work {
    /// The guide is asked.
    Ask(Box<work::Work>),
    /// A sheet is made, or printed.
    TakeAway(Box<TakeAwayWork>),
}

/// What comes of it.
pub(crate) enum Answer {
    Asked(work::Answer),
    TakenAway(TakenAway),
}

impl Task for Work {
    type Answer = Answer;

    fn stream(&self) -> Option<u8> {
        match self {
            Self::Ask(work) => work.stream(),
            Self::TakeAway(_) => None,
        }
    }

    fn failure(&self) -> Answer {
        match self {
            Self::Ask(work) => Answer::Asked(work.failure()),
            Self::TakeAway(_) => Answer::TakenAway(TakenAway::Printed(Err("print-refused"))),
        }
    }
}

/// Does it.
pub(crate) fn perform(
    catalog: &dyn Catalog,
    counts: &dyn Counts,
    outlets: &Outlets,
    work: Work,
    now: Moment,
) -> Answer {
    match work {
        Work::Ask(work) => Answer::Asked(work::perform(catalog, counts, *work, now)),
        Work::TakeAway(work) => Answer::TakenAway(take_away(catalog, outlets, *work, now)),
    }
}
