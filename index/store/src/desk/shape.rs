//! The shapes in which revisions and events are stored and exchanged. A shape that was ever written stays readable: a new one is a new
//! variant, and the fixtures of the old ones stay in the tests.

use guichet_core::activity::{DeskId, Profile, RecordId, Revision, Row, RowFault, Stamp};
use guichet_core::journal::{Event, EventId, Noted};
use guichet_core::model::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that was ever written.
#[derive(Serialize, Deserialize)]
#[serde(tag = "version")]
enum Stored {
    #[serde(rename = "1")]
    V1(V1),
    /// With it came whose work a record is. A revision that does not say it is still written in the first shape: an older program reads it.
    #[serde(rename = "2")]
    V2(V2),
}

#[derive(Serialize, Deserialize)]
struct V2 {
    profile: String,
    #[serde(flatten)]
    rest: V1,
}

#[derive(Serialize, Deserialize)]
struct V1 {
    id: String,
    counter: u64,
    desk: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    replaces: BTreeMap<String, u64>,
    /// The row has no identifier of its own.
    activity: Option<Row>,
}

/// Everything that was ever written of an event.
#[derive(Serialize, Deserialize)]
#[serde(tag = "version")]
enum StoredEvent {
    #[serde(rename = "1")]
    V1(EventV1),
}

#[derive(Serialize, Deserialize)]
struct EventV1 {
    event: String,
    desk: String,
    day: Date,
    #[serde(flatten)]
    noted: Noted,
}

/// What a line holds.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "one at a time is read and taken apart: none is kept")]
pub(super) enum Told {
    /// A revision of a record.
    Revision(Revision),
    /// An event.
    Event(Event),
}

impl Told {
    /// The same without the texts that would be refused if they were typed, and how many they were; nothing where nothing else was told.
    pub(super) fn judged(self, is_noted: impl Fn(&str) -> bool) -> (Option<Self>, usize) {
        match self {
            Self::Event(event) => {
                let (event, left_out) = event.judged(is_noted);
                (event.map(Self::Event), left_out)
            }
            Self::Revision(revision) => {
                let judged = revision.activity.map(|activity| activity.judged(is_noted));
                let (activity, left_out) = judged.map_or((None, 0), |(activity, left_out)| (Some(activity), left_out));
                (Some(Self::Revision(Revision { activity, ..revision })), left_out)
            }
        }
    }
}

/// The highest counter believed: a desk counts its own changes.
const HIGHEST: u64 = 1 << 53;

/// Why some bytes are no revision and no event. It never says what they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionFault {
    /// They are not of a shape that this program knows.
    Shape,
    /// An identifier, a desk or a counter cannot be.
    Identity,
    /// The record is none.
    Record(RowFault),
}

/// A revision as it is stored now, in one line.
pub(super) fn write(revision: &Revision) -> Result<Vec<u8>, serde_json::Error> {
    let replaces = revision.replaces.iter().map(|(desk, counter)| (desk.as_str().to_owned(), *counter));
    let rest = V1 {
        id: revision.id.to_string(),
        counter: revision.stamp.counter,
        desk: revision.stamp.desk.as_str().to_owned(),
        replaces: replaces.collect(),
        activity: revision.activity.as_ref().map(|activity| Row::new(None, activity)),
    };
    serde_json::to_vec(&match &revision.profile {
        None => Stored::V1(rest),
        Some(profile) => Stored::V2(V2 { profile: profile.to_string(), rest }),
    })
}

/// Reads what any version of this program wrote.
pub(super) fn read(bytes: &[u8]) -> Result<Revision, RevisionFault> {
    let (stored, profile) = match serde_json::from_slice(bytes).map_err(|_| RevisionFault::Shape)? {
        Stored::V1(stored) => (stored, None),
        Stored::V2(V2 { profile, rest }) => (rest, Some(Profile::new(&profile).ok_or(RevisionFault::Identity)?)),
    };
    let stamp = |desk: &str, counter: u64| {
        let desk = DeskId::parse(desk).ok_or(RevisionFault::Identity)?;
        if counter > HIGHEST { Err(RevisionFault::Identity) } else { Ok(Stamp { counter, desk }) }
    };
    let replaces = stored.replaces.iter().map(|(desk, counter)| {
        let stamp = stamp(desk, *counter)?;
        Ok((stamp.desk, stamp.counter))
    });
    Ok(Revision {
        id: RecordId::parse(&stored.id).ok_or(RevisionFault::Identity)?,
        stamp: stamp(&stored.desk, stored.counter)?,
        replaces: replaces.collect::<Result<_, _>>()?,
        activity: stored.activity.map(|row| row.kept().map_err(RevisionFault::Record)).transpose()?,
        profile,
    })
}

pub(super) fn write_event(event: &Event) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&StoredEvent::V1(EventV1 {
        event: event.id.to_string(),
        desk: event.desk.as_str().to_owned(),
        day: event.day,
        noted: event.noted.clone(),
    }))
}

/// Reads an event that any version of this program wrote.
pub(super) fn read_event(bytes: &[u8]) -> Result<Event, RevisionFault> {
    let StoredEvent::V1(stored) = serde_json::from_slice(bytes).map_err(|_| RevisionFault::Shape)?;
    let id = EventId::parse(&stored.event).ok_or(RevisionFault::Identity)?;
    let desk = DeskId::parse(&stored.desk).ok_or(RevisionFault::Identity)?;
    Event { id, desk, day: stored.day, noted: stored.noted }.kept().ok_or(RevisionFault::Identity)
}

/// Reads a revision or an event.
pub(super) fn read_any(bytes: &[u8]) -> Result<Told, RevisionFault> {
    match read(bytes) {
        Err(RevisionFault::Shape) => read_event(bytes).map(Told::Event),
        other => other.map(Told::Revision),
    }
}

#[cfg(test)]
mod tests {
    //! Properties: the fixture of each past version reads to the revisions and events it was written from; the present version still
    //! writes its fixture; what cannot be is refused without being said.

    use super::*;
    use guichet_core::activity::options::{Level, Procedure, Topic};
    use guichet_core::activity::{People, Place};

    const V1: &str = include_str!("../../tests/fixtures/revisions-v1.jsonl");
    const V2: &str = include_str!("../../tests/fixtures/revisions-v2.jsonl");
    const EVENTS_V1: &str = include_str!("../../tests/fixtures/events-v1.jsonl");

    #[test]
    fn the_first_shape_of_events_is_read_and_written_on() {
        let read: Vec<_> = EVENTS_V1.lines().map(|line| read_event(line.as_bytes()).expect(line)).collect();
        let kinds: Vec<&str> = read
            .iter()
            .map(|event| match &event.noted {
                Noted::SlipMade { slip } if slip.note.is_some() => "slip with a text",
                Noted::SlipMade { .. } => "slip",
                Noted::SlipStatus { .. } => "status",
                Noted::Wrong { .. } => "wrong",
                Noted::Verified { .. } => "verified",
                Noted::PeerNote { .. } => "note",
            })
            .collect();
        assert_eq!(kinds, ["slip with a text", "slip", "status", "status", "wrong", "wrong", "verified", "note"]);
        for (event, line) in read.iter().zip(EVENTS_V1.lines()) {
            // What blocks had another code on slips.
            let now = line.replace("refused-without-reason", "refused-unexplained");
            assert_eq!(String::from_utf8(write_event(event).expect("JSON")), Ok(now));
            assert!(matches!(read_any(line.as_bytes()), Ok(Told::Event(told)) if told == *event));
        }
        assert!(matches!(read_any(V1.lines().next().expect("a line").as_bytes()), Ok(Told::Revision(_))));
    }

    #[test]
    fn an_event_that_cannot_be_is_refused() {
        let line = EVENTS_V1.lines().next().expect("a line");
        for (from, to, fault) in [
            ("\"version\":\"1\"", "\"version\":\"2\"", RevisionFault::Shape),
            ("\"event\":\"", "\"event\":\"x", RevisionFault::Identity),
            ("\"desk\":\"accueil", "\"desk\":\"../", RevisionFault::Identity),
            ("\"day\":\"2026", "\"day\":\"jeanne", RevisionFault::Shape),
            ("slip-made", "other", RevisionFault::Shape),
            ("card/apl", "jeanne dupont", RevisionFault::Shape),
            ("\"office\":\"place/", "\"office\":\"card/", RevisionFault::Identity),
        ] {
            assert!(line.contains(from), "{from}: {line}");
            let wrong = line.replacen(from, to, 1);
            assert_eq!(read_any(wrong.as_bytes()).err(), Some(fault), "{wrong}");
        }
    }

    #[test]
    fn the_first_shape_is_read_and_still_written() {
        let read: Vec<_> = V1.lines().map(|line| super::read(line.as_bytes()).expect("a revision")).collect();
        let [first, _, third, .., deleted, _, last] = &read[..] else { panic!("eight revisions") };
        assert_eq!(first.id.to_string(), "a1f3b74f09a42ffbc9e8ea6a0f96a238");
        assert_eq!((first.stamp.counter, first.stamp.desk.name(), first.replaces.len()), (1, "accueil", 0));
        let replaced: Vec<_> = third.replaces.iter().map(|(desk, counter)| (desk.name(), *counter)).collect();
        assert_eq!(replaced, [("accueil", 2), ("bus", 2)]);
        assert_eq!(deleted.activity, None);
        let workshop = first.activity.as_ref().expect("a record");
        assert_eq!(workshop.day.to_string(), "2026-08-11");
        assert!(matches!(&workshop.people, People::Workshop { participants: 11, level: Some(Level::Beginner), .. }));
        assert_eq!(workshop.procedures, [Procedure::Associations].into());
        assert!(workshop.topics.contains(&Topic::Making));
        assert_eq!(last.activity.as_ref().map(|one| (one.minutes, one.place.clone())), Some((30, Place::Office(None))));
        for (revision, line) in read.iter().zip(V1.lines()) {
            assert_eq!(String::from_utf8(write(revision).expect("JSON")).as_deref(), Ok(line));
        }
    }

    #[test]
    fn the_second_shape_says_whose_work_it_is() {
        let read: Vec<_> = V2.lines().map(|line| super::read(line.as_bytes()).expect("a revision")).collect();
        let profiles: Vec<_> = read.iter().map(|one| one.profile.as_ref().map(Profile::as_str)).collect();
        assert_eq!(profiles, [Some("mf"), Some("Référente 2"), None]);
        for (revision, line) in read.iter().zip(V2.lines()) {
            assert_eq!(String::from_utf8(write(revision).expect("JSON")).as_deref(), Ok(line));
        }
        let line = V2.lines().next().expect("a line").replace("\"mf\"", "\"06 39 98 00 01\"");
        assert_eq!(super::read(line.as_bytes()).err(), Some(RevisionFault::Identity), "no number is a profile");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let line = V1.lines().next().expect("a line");
        for (wrong, fault) in [
            (line.replace("\"version\":\"1\"", "\"version\":\"3\""), RevisionFault::Shape),
            (line[..line.len() / 2].to_owned(), RevisionFault::Shape),
            (line.replace("\"counter\":1", "\"counter\":18446744073709551615"), RevisionFault::Identity),
            (line.replace("\"desk\":\"accueil", "\"desk\":\"../"), RevisionFault::Identity),
            (line.replace("\"date\":\"2026", "\"date\":\"jeanne"), RevisionFault::Record(RowFault::Value("date"))),
        ] {
            assert_ne!(wrong, line);
            assert_eq!(super::read(wrong.as_bytes()).err(), Some(fault), "{wrong}");
        }
    }
}
