//! What was done in a period, counted in one pass over the records.

use super::options::{
    AgeBand, Autonomy, Equipment, Gender, Kind, PlaceType, Procedure, Status, Structure, TimeBand, Topic,
};
use super::{Activity, CommuneCode, FreeText, Orientation, Period};
use crate::model::Date;
use std::collections::{BTreeMap, HashMap};

/// Counts of activities, but where something else is said. Where an activity has several options of a list it counts for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Activities.
    pub activities: u64,
    /// People accompanied: one an individual activity, and all who took part in a workshop.
    pub accompanied: u64,
    /// Minutes.
    pub minutes: u64,
    /// Of those with one person: were they accompanied before?
    pub before: [u64; 2],
    /// By kind.
    pub kinds: BTreeMap<Kind, u64>,
    /// By time.
    pub times: BTreeMap<TimeBand, u64>,
    /// By topic.
    pub topics: BTreeMap<Topic, u64>,
    /// By theme of a procedure.
    pub procedures: BTreeMap<Procedure, u64>,
    /// By type of place.
    pub places: BTreeMap<PlaceType, u64>,
    /// By equipment.
    pub equipment: BTreeMap<Equipment, u64>,
    /// By autonomy, where it is said.
    pub autonomy: BTreeMap<Autonomy, u64>,
    /// Sent nowhere, and somewhere.
    pub sent: [u64; 2],
    /// By structure sent to, where it is said.
    pub structures: BTreeMap<Structure, u64>,
    /// Of those with one person, by age; what is left out is not said.
    pub ages: BTreeMap<AgeBand, u64>,
    /// By status.
    pub statuses: BTreeMap<Status, u64>,
    /// By gender.
    pub genders: BTreeMap<Gender, u64>,
    /// By the commune where the person lives, where it is said.
    pub communes: BTreeMap<CommuneCode, u64>,
    /// By tag.
    pub tags: BTreeMap<FreeText, u64>,
    /// By day.
    pub days: BTreeMap<Date, u64>,
}

impl Statistics {
    /// Counts the activities of a period.
    pub fn of<'a>(activities: impl IntoIterator<Item = &'a Activity>, period: Period) -> Self {
        let mut all = Self::default();
        let (mut communes, mut tags) = (HashMap::new(), HashMap::new());
        for activity in activities.into_iter().filter(|activity| period.holds(activity.day)) {
            all.add(activity);
            activity.tags.iter().for_each(|tag| *tags.entry(tag).or_default() += 1);
            let commune = activity.person().and_then(|person| person.commune.as_ref());
            commune.into_iter().for_each(|commune| *communes.entry(commune).or_default() += 1);
        }
        all.communes = communes.into_iter().map(|(commune, count)| (commune.clone(), count)).collect();
        all.tags = tags.into_iter().map(|(tag, count)| (tag.clone(), count)).collect();
        all
    }

    fn add(&mut self, activity: &Activity) {
        self.activities += 1;
        self.accompanied += u64::from(activity.accompanied());
        self.minutes += u64::from(activity.minutes);
        count(&mut self.kinds, [activity.kind()]);
        count(&mut self.times, [activity.time_band()]);
        count(&mut self.topics, activity.topics.iter().copied());
        count(&mut self.procedures, activity.procedures.iter().copied());
        count(&mut self.places, [activity.place_type()]);
        count(&mut self.equipment, activity.equipment.iter().copied());
        count(&mut self.autonomy, activity.autonomy);
        if let Some(orientation) = activity.orientation {
            self.sent[usize::from(orientation != Orientation::Nowhere)] += 1;
            count(&mut self.structures, orientation.structure());
        }
        if let Some(person) = activity.person() {
            count(&mut self.ages, [person.age.unwrap_or(AgeBand::Unsaid)]);
            count(&mut self.statuses, [person.status.unwrap_or(Status::Unsaid)]);
            count(&mut self.genders, [person.gender.unwrap_or(Gender::Unsaid)]);
            if let Some(before) = person.accompanied_before {
                self.before[usize::from(before)] += 1;
            }
        }
        count(&mut self.days, [activity.day]);
    }
}

fn count<T: Ord>(counts: &mut BTreeMap<T, u64>, options: impl IntoIterator<Item = T>) {
    options.into_iter().for_each(|option| *counts.entry(option).or_default() += 1);
}
