//! What the desk hands out, and the one place where it is done: the guide asked, a sheet made and printed, records kept.

use super::corrections::{self, KeptRecord};
use super::dates::{self, Dated, DatesWork};
use super::figures_page;
use super::letters::nearest_first;
use super::notes;
use super::phrases::{self, PhraseAnswer, PhraseWork};
use super::record::Known;
use super::slip::{SlipDraft, Waiting};
use super::statistics::{Counted, told};
use crate::out::job::{LeftOut, Medium};
use crate::out::printer::Job;
use crate::out::rows::Arrangement;
use crate::screens::program::Task;
use crate::screens::suggest::{Suggestion, suggest};
use crate::screens::takeaway::{Outlets, TakeAwayWork, TakenAway, take_away};
use crate::screens::words::Words;
use crate::screens::work;
use crate::ui::wrap::wrap;
use guichet_core::activity::{Activity, Period, Profile, RecordId, Statistics, Usual, is_noted_number};
use guichet_core::journal::Noted;
use guichet_core::layout::{self, Line};
use guichet_core::letter::{Letter, Values, explanation, letter};
use guichet_core::model::{Date, ItemId, ItemKind, Lang, Moment, ThemeId};
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::conversations::StoreError;
use guichet_core::ports::counts::Counts;
use guichet_core::rights::{Interview, Receipt, Standing};
use guichet_core::sheet::{Entry, brief};
use guichet_core::slip::SlipCode;
use guichet_core::talk::flows::obstacle::Blocked;
use guichet_core::talk::flows::obtained::Became;
use guichet_core::talk::flows::rights::{FormAnswer, FormOf, HouseholdForm};
use guichet_core::talk::{Effect, Need, Outcome, Session};
use guichet_core::view::View;
use guichet_index::Pins;
use guichet_index::records::{Desk, KeepError};
use guichet_locales::Locales;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

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
    pub(crate) outlets: Outlets,
    /// The language of whoever works there: that of their profile.
    pub(crate) lang: RwLock<Lang>,
    /// The PINs of the profiles.
    pub(crate) pins: Pins,
    /// What the desk is called in its office: slips say so.
    pub(crate) name: String,
    pub(crate) locales: Arc<Locales>,
    /// Where calendars of dates are written; without one, none is.
    pub(crate) calendar: Option<PathBuf>,
}

impl Office {
    /// The language of whoever works there now.
    pub(crate) fn lang(&self) -> Lang {
        *self.lang.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is to be done. No `Debug`: some of it was typed.
pub(crate) enum Work {
    /// The guide is asked in the pane of this number.
    Ask(u32, work::Work),
    /// What a line may mean.
    Find { serial: u64, session: Session, text: String },
    /// What a suggestion opens.
    Look { session: Session, key: String },
    /// A page of the guide, as the person is shown it.
    Show(Box<Session>),
    /// A sheet on the screen, its code, or the sheet on paper.
    TakeAway(TakeAwayWork),
    /// The deadlines of a basket, a code of one, or all of them as a calendar.
    Dates(DatesWork),
    /// A household: what was answered, an answer more, and the commune.
    Household(Interview, Option<(String, FormAnswer)>, Option<String>),
    /// The receipt of a household on paper.
    Receipt(Interview, Option<String>),
    /// What a professional wants to know of something.
    Brief(Entry),
    /// A slip to be made: in the person's language, on this.
    Slip(Box<SlipDraft>, Lang, Medium),
    /// The letters that there are, those of some cards first.
    Letters(Vec<ItemId>),
    /// A letter on paper, filled in, with how it is sent in the person's language.
    Letter(String, Values, Lang),
    /// Ready sentences.
    Phrase(PhraseWork),
    /// The slips that are waited for.
    FollowUp,
    /// Something to be noted.
    Note(Box<Noted>),
    /// Somebody of this language works here from now on.
    Speak(Lang),
    /// Whether this opens a profile.
    Pin(Profile, String),
    /// Whether phone numbers that were typed may stand in a note.
    Numbers(Vec<String>),
    /// What the records of a profile, or of the desk, say of the usual; and which day it is.
    Known(Option<Profile>),
    /// A record to be kept: in the place of one, or as the work of a profile.
    Keep(Box<Activity>, Option<RecordId>, Option<Profile>),
    /// The newest records.
    Newest,
    /// A record to be withdrawn.
    Withdraw(RecordId),
    /// What was done in a period, of a profile or of all.
    Count(Period, Option<Profile>),
    /// The same on paper.
    PrintFigures(Period, Option<Profile>, Medium),
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
    /// Of the guide, in the pane of this number, what was read there, and the commune that holds there: INSEE code and name.
    Asked(u32, Box<work::Answer>, Vec<Seen>, Option<(String, String)>),
    Found(u64, Vec<Suggestion>),
    Looked(String, Box<View>),
    Shown(Box<View>),
    TakenAway(TakenAway),
    Dates(Dated),
    /// The form after an answer, or why it was not taken.
    Household(Result<(Interview, Box<HouseholdForm>), String>),
    Brief(Vec<Line>),
    /// Its code; or the identifier of why it was not made.
    SlipMade(Result<SlipCode, &'static str>),
    Letters(Vec<Letter>),
    /// It is at the printer; or the identifier of why not.
    LetterPrinted(Result<(), &'static str>),
    Phrase(PhraseAnswer),
    FollowUp(Vec<Waiting>),
    Noted(Result<(), &'static str>),
    Known(Box<Known>, Date),
    /// The record is on the disk; or it is not: the identifier of why.
    Kept(Result<(), &'static str>),
    Pin(bool),
    Numbers(Vec<(String, bool)>),
    Newest(Vec<KeptRecord>),
    Withdrawn(Result<(), &'static str>),
    Counted(Box<Counted>),
    FiguresPrinted(Result<(), &'static str>),
    /// It is done, and there is nothing to say.
    Done,
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
            Self::Ask(id, work) => Answer::Asked(*id, Box::new(work.failure()), Vec::new(), None),
            Self::Find { serial, .. } => Answer::Found(*serial, Vec::new()),
            Self::TakeAway(TakeAwayWork::Print(..)) | Self::Receipt(..) => printed(Err("desk-fault")),
            Self::Slip(..) => Answer::SlipMade(Err("desk-fault")),
            Self::Letter(..) => Answer::LetterPrinted(Err("desk-fault")),
            Self::TakeAway(TakeAwayWork::Send(..)) => Answer::TakenAway(TakenAway::Sent(Err("desk-fault"))),
            Self::Note(_) => Answer::Noted(Err("desk-fault")),
            Self::Keep(..) => Answer::Kept(Err("desk-fault")),
            Self::Withdraw(_) => Answer::Withdrawn(Err("desk-fault")),
            Self::PrintFigures(..) => Answer::FiguresPrinted(Err("desk-fault")),
            Self::Pin(..) => Answer::Pin(false),
            Self::Numbers(digits) => Answer::Numbers(digits.iter().map(|one| (one.clone(), false)).collect()),
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
            let lives = lives(catalog, &answer);
            Answer::Asked(id, Box::new(answer), seen, lives)
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
        Work::Show(session) => Answer::Shown(Box::new(guichet_core::talk::show(catalog, &session, now))),
        Work::TakeAway(work) => Answer::TakenAway(take_away(catalog, &office.outlets, work, now)),
        Work::Dates(work) => dates::perform(catalog, office, work, now),
        Work::Household(interview, answer, commune) => {
            let of = FormOf { catalog, lang: office.lang(), now, commune: commune.as_deref() };
            Answer::Household(household(&of, interview, answer))
        }
        Work::Receipt(interview, commune) => {
            let of = FormOf { catalog, lang: office.lang(), now, commune: commune.as_deref() };
            let text = of.receipt(&interview).map(|receipt| receipt_text(&of.form(&interview), &receipt));
            let text = match text {
                Ok(text) => text,
                Err(error) => {
                    tracing::warn!(%error, "no receipt");
                    return printed(Err("desk-no-receipt"));
                }
            };
            let done = office.outlets.printer.print(text.as_bytes(), Job::Page);
            printed(done.map(|()| LeftOut::default()).map_err(|error| office.outlets.unprinted(&error)))
        }
        Work::Brief(entry) => {
            let mut lines = brief(catalog, &entry, now);
            lines.extend(notes::of_peers(catalog, office, &entry));
            Answer::Brief(lines)
        }
        Work::Slip(draft, lang, medium) => Answer::SlipMade(notes::slip(catalog, office, *draft, (lang, medium), now)),
        Work::Letters(cards) => Answer::Letters(nearest_first(catalog.letters().all(office.lang()), &cards)),
        Work::Letter(id, values, lang) => {
            Answer::LetterPrinted(letter_printed(catalog, office, (&id, &values), lang, now))
        }
        Work::Phrase(work) => phrases::perform(catalog, office.lang(), work, now),
        Work::FollowUp => Answer::FollowUp(notes::waiting(catalog, office, now)),
        Work::Note(noted) => Answer::Noted(notes::note(office, now.date, *noted)),
        Work::Speak(lang) => {
            *office.lang.write().unwrap_or_else(PoisonError::into_inner) = lang;
            Answer::Done
        }
        Work::Pin(profile, typed) => Answer::Pin(office.pins.opens(&profile, &typed)),
        Work::Numbers(digits) => {
            let one = |digits: String| {
                let noted = is_noted_number(catalog, &digits);
                (digits, noted)
            };
            Answer::Numbers(digits.into_iter().map(one).collect())
        }
        Work::Known(profile) => Answer::Known(Box::new(known(office, profile.as_ref(), now)), now.date),
        Work::Keep(activity, id, profile) => Answer::Kept(kept(match id {
            Some(id) => office.records.change(id, *activity),
            None => office.records.add_by(profile.as_ref(), *activity).map(drop),
        })),
        Work::Newest => read(office.records.read(corrections::newest).map(Answer::Newest)),
        Work::Withdraw(id) => Answer::Withdrawn(kept(office.records.delete(id))),
        Work::Count(period, of) => {
            read(count(&office.records, &*office.counts, period, of).map(|all| Answer::Counted(Box::new(all))))
        }
        Work::PrintFigures(period, of, medium) => {
            let words = Words::new(&office.locales, office.lang());
            let printed = count(&office.records, &*office.counts, period, of).map(|counted| {
                let of = figures_page::Heading { name: &office.name, today: now.date };
                let page = figures_page::page(&counted, of, matches!(medium, Medium::Ticket(_)), words);
                office.outlets.print(&page, medium, None).map(drop)
            });
            Answer::FiguresPrinted(printed.unwrap_or_else(|error| {
                tracing::error!(%error, "the records cannot be read");
                Err("desk-fault")
            }))
        }
    }
}

/// What was done in a period, of a profile or of all.
///
/// # Errors
/// The records cannot be read.
pub(crate) fn count(
    records: &Desk,
    counts: &dyn Counts,
    period: Period,
    of: Option<Profile>,
) -> Result<Counted, StoreError> {
    let observed = counts.between(period.first, period.last, "");
    let blocked = told::<Blocked>(&observed, "obstacle-kind", |name| name.strip_prefix("blocked/")?.split('/').next());
    let became = told::<Became>(&observed, "became-kind", |name| name.split_once('/').map(|(became, _)| became));
    records.read(|all| Counted {
        period,
        statistics: Statistics::of(all.of_profile(of.as_ref()), period),
        profiles: all.profiles().into_iter().cloned().collect(),
        of,
        blocked,
        became,
    })
}

/// What was read of the records, or a fault of ours.
fn read(read: Result<Answer, StoreError>) -> Answer {
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "the records cannot be read");
        Answer::Failed
    })
}

/// Whether a record is on the disk, or the identifier of why not.
fn kept(done: Result<(), KeepError>) -> Result<(), &'static str> {
    done.map_err(|error| match error {
        KeepError::Gaps(_) => "desk-not-whole",
        KeepError::Unknown => "desk-withdrawn-already",
        KeepError::Store(error) => {
            tracing::error!(%error, "the record is not kept");
            "desk-not-kept"
        }
    })
}

/// The form after one answer more.
fn household(
    of: &FormOf<'_>,
    interview: Interview,
    answer: Option<(String, FormAnswer)>,
) -> Result<(Interview, Box<HouseholdForm>), String> {
    let interview = match answer {
        Some((step, answer)) => of.answer(&interview, &step, &answer)?,
        None if interview.answered().next().is_none() => of.begin(),
        None => interview,
    };
    let form = of.form(&interview);
    Ok((interview, Box::new(form)))
}

/// A letter at the printer, after what is to be known to send it: where that fails, nothing is to be done twice.
fn letter_printed(
    catalog: &dyn Catalog,
    office: &Office,
    (id, values): (&str, &Values),
    lang: Lang,
    now: Moment,
) -> Result<(), &'static str> {
    let sheets = [explanation(catalog, id, lang, now), letter(catalog, id, values, now)];
    for sheet in sheets.into_iter().flatten() {
        office.outlets.print(&sheet, Medium::Page(Arrangement::Below), None)?;
    }
    Ok(())
}

/// A receipt as it is handed over: what was answered and where each right stands, for people; below it the same for programs.
fn receipt_text(form: &HouseholdForm, receipt: &Receipt) -> String {
    let mut text = format!("Guichet · {} · {}\n\n", receipt.month, receipt.fingerprint);
    for row in form.rows.iter().filter(|row| !row.answer.is_empty()) {
        text.push_str(&format!("{} : {}\n", row.label, row.answer));
    }
    text.push('\n');
    for right in form.rights.iter().filter(|right| !right.received && right.standing != Standing::Unlikely) {
        text.push_str(&layout::dashed([right.name.as_str(), right.amount.as_str()]));
        text.push_str(&format!(" ({})\n", right.because.join(", ")));
        right.reasons.iter().for_each(|reason| text.push_str(&format!("  - {reason}\n")));
    }
    text.push('\n');
    for figure in &receipt.figures {
        text.push_str(&format!("{} = {} ({}) {}\n", figure.id, figure.value, figure.since, figure.reference));
    }
    let json = serde_json::to_string(receipt).unwrap_or_default();
    // As wide as a page: a program joins the lines again.
    text.push_str(&format!("\n{}\n", wrap(&json, crate::out::text::PAGE).join("\n")));
    text
}

fn printed(done: Result<LeftOut, &'static str>) -> Answer {
    Answer::TakenAway(TakenAway::Printed(done))
}

/// The commune that holds after a turn.
fn lives(catalog: &dyn Catalog, answer: &work::Answer) -> Option<(String, String)> {
    let work::Answer::Turned(_, turn, ..) = answer else { return None };
    let code = turn.session.commune.clone()?;
    let name = catalog.commune(&code).map_or_else(|| code.clone(), |commune| commune.name);
    Some((code, name))
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

/// What a profile does most, and did last; where it has done nothing yet, what the desk does.
fn known(office: &Office, profile: Option<&Profile>, now: Moment) -> Known {
    let records = &office.records;
    let overdue = notes::overdue(office, now);
    let read = || -> Result<Known, StoreError> {
        let desk = records.id()?;
        records.read(|all| {
            let of = |profile: Option<&Profile>| {
                all.latest(
                    |one| one.stamp.desk == desk && (profile.is_none() || one.profile.as_ref() == profile),
                    USUAL,
                )
            };
            let mut latest = of(profile);
            if latest.is_empty() {
                latest = of(None);
            }
            let recent: Vec<&Activity> = latest.into_iter().filter_map(|one| one.activity.as_ref()).collect();
            let ahead = recent.iter().map(|one| one.day).filter(|date| *date > now.date).max();
            Known { last: recent.first().map(|last| (*last).clone()), usual: Usual::of(&recent), overdue, ahead }
        })
    };
    read().unwrap_or_else(|error| {
        tracing::error!(%error, "the records cannot be read");
        Known::default()
    })
}
