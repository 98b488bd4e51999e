//! What may stand over the page of a desk.

use super::corrections::Corrections;
use super::dates::Dates;
use super::household::Household;
use super::letters::{LetterForm, LetterList};
use super::phrases::PhrasePanel;
use super::profiles::ProfileChoice;
use super::record::RecordForm;
use super::report::Report;
use super::sending::SendForm;
use super::slip::{FollowUp, SlipForm};
use super::statistics::Figures;
use super::takeaway::TakeAway;
use crate::out::code::Code;
use guichet_core::layout::Line;
use guichet_core::model::Lang;

/// Something over the page.
pub(super) enum Layer {
    /// What can be done, by its letter, and the row that is selected.
    Menu(usize),
    /// Which keys there are, from the first row in sight.
    Help(usize),
    /// Languages to choose from, and the one that is selected.
    Languages(Vec<Lang>, usize),
    /// The sheet of the basket.
    Sheet(Box<TakeAway>),
    /// The deadlines of the basket.
    Dates(Box<Dates>),
    /// A code to scan.
    Code(Code),
    /// The activity record.
    Record(Box<RecordForm>),
    /// The whole household.
    Household(Box<Household>),
    /// What a professional wants to know, and the first row in sight.
    Brief(Vec<Line>, u16),
    /// An orientation slip.
    Slip(Box<SlipForm>),
    /// Ready sentences.
    Phrases(Box<PhrasePanel>),
    /// The slips that are waited for.
    FollowUp(FollowUp),
    /// The letters that there are, and one being filled in.
    Letters(LetterList),
    Letter(Box<LetterForm>),
    /// The sheet, about to be sent.
    Send(SendForm),
    /// What the desk has to say of an item.
    Report(Box<Report>),
    /// What was done in a period.
    Statistics(Box<Figures>),
    /// The newest records, to be corrected.
    Corrections(Corrections),
    /// Who works here.
    Profiles(ProfileChoice),
    /// What became of the records when the desk was opened.
    Notices,
    /// Is the next person there, or is the desk left, though nothing was recorded?
    Leaving {
        /// The desk is left.
        desk: bool,
    },
}

impl Layer {
    /// Of a form that asks for something to be done: whether it waits for that, and why it was not done.
    pub(super) fn asked(&mut self) -> Option<(&mut bool, &mut Option<&'static str>)> {
        match self {
            Self::Letter(form) => Some((&mut form.printing, &mut form.failed)),
            Self::Send(form) => Some((&mut form.sending, &mut form.failed)),
            Self::Slip(form) => Some((&mut form.waiting, &mut form.failed)),
            Self::Record(form) => Some((&mut form.keeping, &mut form.failed)),
            _ => None,
        }
    }
}
