//! The newest records, to be looked at, corrected and withdrawn; and what several desks made of one without knowing of each other.

use super::record::{Known, RecordForm};
use super::work::Work;
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::panel::{Panel, PanelRow, moved};
use guichet_core::activity::{Activity, Code, Draft, People, RecordId, Records, Revision};
use guichet_core::message::Arg;

/// Most records that are listed, and most themes of one.
const SHOWN: usize = 60;
const THEMES: usize = 3;

/// A record as it was kept.
pub(crate) struct KeptRecord {
    id: RecordId,
    /// What each desk made of it; the first counts.
    versions: Vec<Version>,
}

/// What a desk made of a record.
struct Version {
    /// The desk's name in the office, and whose work the record is.
    desk: String,
    profile: Option<String>,
    /// `None` where it was withdrawn.
    activity: Option<Activity>,
}

impl KeptRecord {
    fn is_conflict(&self) -> bool {
        self.versions.len() > 1
    }
}

/// The newest records, those first of which desks say different things.
pub(super) fn newest(records: &Records) -> Vec<KeptRecord> {
    let version = |revision: &Revision| Version {
        desk: revision.stamp.desk.name().to_owned(),
        profile: revision.profile.as_ref().map(ToString::to_string),
        activity: revision.activity.clone(),
    };
    let one = |id: RecordId| KeptRecord { id, versions: records.of(id).iter().rev().map(version).collect() };
    let conflicts = records.conflicts().filter(|id| records.get(*id).is_some()).take(SHOWN);
    let latest = records.latest(|revision| records.of(revision.id).len() < 2, SHOWN);
    conflicts.map(one).chain(latest.into_iter().map(|revision| one(revision.id))).take(SHOWN).collect()
}

/// The newest records being looked at.
#[derive(Default)]
pub(super) struct Corrections {
    records: Option<Vec<KeptRecord>>,
    at: usize,
    /// The version that is selected, where several are looked at.
    version: Option<usize>,
    /// It is asked whether the selected one is to be withdrawn.
    withdrawing: bool,
    /// What became of the last one: the identifier of the words.
    pub(super) said: Option<&'static str>,
}

/// What a key of them leads to.
pub(super) enum Corrected {
    Nothing,
    /// A form with what was kept.
    Open(Box<RecordForm>),
    Do(Box<Work>),
}

impl Corrections {
    /// Takes what was read.
    pub(super) fn take(&mut self, records: Vec<KeptRecord>) {
        self.at = self.at.min(records.len().saturating_sub(1));
        (self.version, self.withdrawing) = (None, false);
        self.records = Some(records);
    }

    /// One step back; false where there is none.
    pub(super) fn back(&mut self) -> bool {
        self.said = None;
        std::mem::take(&mut self.withdrawing) || self.version.take().is_some()
    }

    pub(super) fn click(&mut self, row: usize) {
        match &mut self.version {
            Some(version) => *version = row,
            None => self.at = row,
        }
    }

    pub(super) fn key(&mut self, key: Key, known: &Known) -> Corrected {
        self.said = None;
        let Some(record) = self.records.as_ref().and_then(|records| records.get(self.at)) else {
            return Corrected::Nothing;
        };
        let (records, versions) = (self.records.as_ref().map_or(0, Vec::len), record.versions.len());
        if self.withdrawing {
            self.withdrawing = false;
            return if key == Key::Enter {
                Corrected::Do(Box::new(Work::Withdraw(record.id)))
            } else {
                Corrected::Nothing
            };
        }
        match (key, self.version) {
            (Key::Delete | Key::Char('-'), _) => self.withdrawing = true,
            (Key::Enter, None) if record.is_conflict() => self.version = Some(0),
            (Key::Enter, version) => {
                let activity = record.versions.get(version.unwrap_or(0)).and_then(|version| version.activity.clone());
                return match activity {
                    Some(activity) => Corrected::Open(Box::new(form(record.id, activity, known))),
                    // To keep that it was withdrawn is to withdraw it.
                    None => {
                        self.withdrawing = true;
                        Corrected::Nothing
                    }
                };
            }
            (key, Some(version)) => self.version = Some(moved(version, versions, key)),
            (key, None) => self.at = moved(self.at, records, key),
        }
        Corrected::Nothing
    }

    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let title = words.get("desk-do-correct");
        let Some(records) = &self.records else {
            return Panel { title, intro: vec![words.get("kiosk-working")], ..Panel::default() };
        };
        let notice = match (self.said, self.withdrawing) {
            (Some(id), _) => words.get(id),
            (None, true) => words.get("desk-withdraw"),
            (None, false) => String::new(),
        };
        let keys = |id: &str| words.get(if self.withdrawing { "desk-withdraw-keys" } else { id });
        if let (Some(version), Some(record)) = (self.version, records.get(self.at)) {
            return Panel {
                title: words.get("desk-versions-title"),
                intro: vec![words.get("desk-versions")],
                rows: record.versions.iter().map(|version| version_row(version, words)).collect(),
                selected: Some(version),
                notice,
                keys: keys("desk-versions-keys"),
            };
        }
        Panel {
            title,
            intro: if records.is_empty() { vec![words.get("desk-correct-none")] } else { Vec::new() },
            rows: records.iter().map(|record| row(record, words)).collect(),
            selected: (!records.is_empty()).then_some(self.at),
            notice,
            keys: keys("desk-correct-keys"),
        }
    }
}

/// The form of a record that is corrected.
fn form(id: RecordId, activity: Activity, known: &Known) -> RecordForm {
    // The name of the commune is not kept: its code stands for it.
    let commune = activity.person().and_then(|person| person.commune.clone());
    let commune = commune.map(|code| (code.clone(), code.as_str().to_owned()));
    RecordForm::correcting(id, Draft::from(activity), known, commune)
}

fn day(activity: &Activity, words: Words<'_>) -> String {
    words.with("desk-on", &[("date", Arg::Date(activity.day))])
}

fn row(record: &KeptRecord, words: Words<'_>) -> PanelRow {
    let Some((version, activity)) = record.versions.first().and_then(|one| Some((one, one.activity.as_ref()?))) else {
        return PanelRow::default();
    };
    let told = if record.is_conflict() { words.get("desk-conflict") } else { String::new() };
    let told = [told, said(activity, words), version.profile.clone().unwrap_or_default()];
    PanelRow::new(if record.is_conflict() { "!" } else { "" }, day(activity, words), joined(told))
}

fn version_row(version: &Version, words: Words<'_>) -> PanelRow {
    let label = words.with("desk-version-of", &[("desk", Arg::Text(&version.desk))]);
    let Some(activity) = &version.activity else { return PanelRow::new("", label, words.get("desk-withdrawn")) };
    let told = RecordForm::new(Draft::from(activity.clone()), &Known::default(), None).told(words);
    let profile = version.profile.clone().unwrap_or_default();
    PanelRow::new("", label, joined([day(activity, words), profile, told]))
}

/// What a record is about, in a few words: who, how long, themes.
fn said(activity: &Activity, words: Words<'_>) -> String {
    let minutes = words.with("record-minutes-of", &[("minutes", Arg::Number(activity.minutes.into()))]);
    let workshop = match activity.people {
        People::Workshop { .. } => words.get("record-workshop"),
        People::Individual(_) => String::new(),
    };
    let code = |name: &str, code: &str| words.get(&format!("record-{name}-{code}"));
    let procedures = activity.procedures.iter().map(|one| code("procedure", one.code()));
    // Help with procedures is what the list before says better.
    let topics = activity.topics.iter().filter(|topic| {
        activity.procedures.is_empty() || **topic != guichet_core::activity::options::Topic::Procedures
    });
    let themes: Vec<String> = procedures.chain(topics.map(|one| code("topic", one.code()))).collect();
    let more = if themes.len() > THEMES { ", …" } else { "" };
    let themes = themes.into_iter().take(THEMES).collect::<Vec<_>>().join(", ");
    joined([minutes, workshop, format!("{themes}{more}")])
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
