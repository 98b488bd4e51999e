//! An activity, whole.

use super::options::{AgeBand, Autonomy, Equipment, Gender, Level, PlaceType, Procedure, Status, Structure, Topic};
use super::options::{Kind, TimeBand};
use super::{CommuneCode, FreeText, Place};
use crate::model::Date;
use std::collections::BTreeSet;

/// What a mediator did. It says of no one who they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Activity {
    /// The day.
    pub day: Date,
    /// With whom.
    pub people: People,
    /// Minutes, 1 to [`Activity::LONGEST`].
    pub minutes: u16,
    /// Where.
    pub place: Place,
    /// What it was about, one topic at least.
    pub topics: BTreeSet<Topic>,
    /// The themes of the procedures; with one, [`Topic::Procedures`] is among the topics.
    pub procedures: BTreeSet<Procedure>,
    /// The name of the procedure.
    pub procedure_name: Option<FreeText>,
    /// What was used.
    pub equipment: BTreeSet<Equipment>,
    /// How far the person did it alone.
    pub autonomy: Option<Autonomy>,
    /// Whether the person was sent elsewhere.
    pub orientation: Option<Orientation>,
    /// The desk's own tags.
    pub tags: BTreeSet<FreeText>,
    /// A free note.
    pub note: Option<FreeText>,
}

/// What is missing, or cannot be, before a draft is a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The minutes, or a number of them that a day does not have.
    Minutes,
    /// The place.
    Place,
    /// A topic.
    Topic,
    /// How many took part in a workshop.
    Participants,
}

/// With whom an activity was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum People {
    /// One person.
    Individual(Person),
    /// A workshop.
    Workshop {
        /// How many took part, 1 to [`Activity::MOST`].
        participants: u16,
        /// Its title.
        title: Option<FreeText>,
        /// Its level.
        level: Option<Level>,
    },
}

/// What may be said of a person; all of it may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// Age.
    pub age: Option<AgeBand>,
    /// What they live by.
    pub status: Option<Status>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Where they live.
    pub commune: Option<CommuneCode>,
    /// Whether they were accompanied before.
    pub accompanied_before: Option<bool>,
}

/// Whether a person was sent elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Orientation {
    /// No.
    Nowhere,
    /// Yes, it is not said where.
    Somewhere,
    /// Yes.
    To(Structure),
}

impl Activity {
    /// Minutes of the form's buttons, as the form of La Coop offers them.
    pub const USUAL_MINUTES: [u16; 6] = [15, 30, 45, 60, 90, 120];
    /// Minutes of a day.
    pub const LONGEST: u16 = 24 * 60;
    /// People whom a workshop is believed to hold.
    pub const MOST: u16 = 999;

    /// What keeps it from being a record: nothing, where it is one.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if !(1..=Self::LONGEST).contains(&self.minutes) {
            gaps.push(Gap::Minutes);
        }
        if self.topics.is_empty() {
            gaps.push(Gap::Topic);
        }
        if matches!(self.people, People::Workshop { participants, .. } if !(1..=Self::MOST).contains(&participants)) {
            gaps.push(Gap::Participants);
        }
        gaps
    }

    /// The record without the texts that would be refused if they were typed here, and how many they were; `is_public` as in
    /// [`FreeText::new`].
    #[must_use]
    pub fn judged(mut self, is_public: impl Fn(&str) -> bool) -> (Self, usize) {
        let mut left_out = 0;
        let mut judge = |text: &mut Option<FreeText>| {
            if text.as_ref().is_some_and(|text| text.is_personal(&is_public)) {
                *text = None;
                left_out += 1;
            }
        };
        judge(&mut self.procedure_name);
        judge(&mut self.note);
        if let People::Workshop { title, .. } = &mut self.people {
            judge(title);
        }
        let tags = self.tags.len();
        self.tags.retain(|tag| !tag.is_personal(&is_public));
        let tags = tags - self.tags.len();
        (self, left_out + tags)
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self.people {
            People::Individual(_) => Kind::Individual,
            People::Workshop { .. } => Kind::Workshop,
        }
    }

    /// How many people were accompanied.
    pub fn accompanied(&self) -> u16 {
        match self.people {
            People::Individual(_) => 1,
            People::Workshop { participants, .. } => participants,
        }
    }

    /// Its band of time.
    pub fn time_band(&self) -> TimeBand {
        TimeBand::of(self.minutes)
    }

    /// The type of its place.
    pub fn place_type(&self) -> PlaceType {
        self.place.place_type()
    }

    /// The person, where it was with one.
    pub fn person(&self) -> Option<&Person> {
        match &self.people {
            People::Individual(person) => Some(person),
            People::Workshop { .. } => None,
        }
    }
}

impl Orientation {
    /// Where to, where it is said.
    pub fn structure(self) -> Option<Structure> {
        match self {
            Self::To(structure) => Some(structure),
            Self::Nowhere | Self::Somewhere => None,
        }
    }
}
