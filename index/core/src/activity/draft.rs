//! A record in the making: born from what was shown in a session, finished with a few keys.

use super::options::{Autonomy, Equipment, Procedure, Structure, Topic};
use super::record::{Activity, Gap};
use super::{FreeText, Orientation, People, Person, Place};
use crate::model::{Date, ThemeId};
use std::collections::BTreeSet;

/// What was seen in a session, in plain values.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen<'a> {
    /// The themes of each card, situation or right that was looked at, its first theme first.
    pub themes: &'a [&'a [ThemeId]],
    /// How long it took.
    pub minutes: u16,
    /// Whether a place or a right was given to go to, and the kind of structure where it is known.
    pub sent: Option<Option<Structure>>,
}

/// A record in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The day.
    pub day: Date,
    /// With whom.
    pub people: People,
    /// Minutes.
    pub minutes: Option<u16>,
    /// Where.
    pub place: Option<Place>,
    /// What it was about.
    pub topics: BTreeSet<Topic>,
    /// The themes of the procedures.
    pub procedures: BTreeSet<Procedure>,
    /// The name of the procedure.
    pub procedure_name: Option<FreeText>,
    /// What was used.
    pub equipment: BTreeSet<Equipment>,
    /// How far the person did it alone.
    pub autonomy: Option<Autonomy>,
    /// Whether the person was sent elsewhere.
    pub orientation: Option<Orientation>,
    /// Tags.
    pub tags: BTreeSet<FreeText>,
    /// A note.
    pub note: Option<FreeText>,
}

impl Draft {
    /// Nothing but the day and one person of whom nothing is said.
    pub fn new(day: Date) -> Self {
        Self {
            day,
            people: People::Individual(Person::default()),
            minutes: None,
            place: None,
            topics: BTreeSet::new(),
            procedures: BTreeSet::new(),
            procedure_name: None,
            equipment: BTreeSet::new(),
            autonomy: None,
            orientation: None,
            tags: BTreeSet::new(),
            note: None,
        }
    }

    /// What a session says of itself. The place and the equipment are those of the last record, where there is one: they
    /// rarely change at a desk.
    pub fn of_session(day: Date, seen: Seen<'_>, last: Option<&Activity>) -> Self {
        let procedures: BTreeSet<_> = Self::procedures_of(seen.themes).into_iter().collect();
        let topics = if procedures.is_empty() { BTreeSet::new() } else { BTreeSet::from([Topic::Procedures]) };
        Self {
            minutes: (seen.minutes > 0).then(|| usual_minutes(seen.minutes)),
            place: last.map(|last| last.place.clone()),
            equipment: last.map(|last| last.equipment.clone()).unwrap_or_default(),
            orientation: seen.sent.map(|to| to.map_or(Orientation::Somewhere, Orientation::To)),
            topics,
            procedures,
            ..Self::new(day)
        }
    }

    /// The last record again, on another day. What was written about one person is left out: tags stay, the note goes, and so
    /// does what was said of the person.
    pub fn again(last: &Activity, day: Date) -> Self {
        let people = match &last.people {
            People::Individual(_) => People::Individual(Person::default()),
            workshop @ People::Workshop { .. } => workshop.clone(),
        };
        Self { day, people, note: None, ..Self::from(last.clone()) }
    }

    /// The procedures that some cards are about, the likeliest first: a card counts for its first theme most.
    pub fn procedures_of(themes: &[&[ThemeId]]) -> Vec<Procedure> {
        const FIRST: usize = 3;
        let mut counts: Vec<(Procedure, usize)> = Vec::new();
        for card in themes {
            for (rank, theme) in card.iter().enumerate() {
                let weight = FIRST.saturating_sub(rank).max(1);
                let Some(procedure) = Procedure::of_theme(theme) else { continue };
                match counts.iter_mut().find(|(known, _)| *known == procedure) {
                    Some((_, count)) => *count += weight,
                    None => counts.push((procedure, weight)),
                }
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts.into_iter().map(|(procedure, _)| procedure).collect()
    }

    /// The record; with a procedure, help with procedures is one of its topics.
    ///
    /// # Errors
    /// What is missing, all of it.
    pub fn finish(self) -> Result<Activity, Vec<Gap>> {
        let missing = self.place.is_none().then_some(Gap::Place);
        let mut activity = Activity {
            day: self.day,
            people: self.people,
            minutes: self.minutes.unwrap_or_default(),
            place: self.place.unwrap_or(Place::Remote),
            topics: self.topics,
            procedures: self.procedures,
            procedure_name: self.procedure_name,
            equipment: self.equipment,
            autonomy: self.autonomy,
            orientation: self.orientation,
            tags: self.tags,
            note: self.note,
        };
        if !activity.procedures.is_empty() {
            activity.topics.insert(Topic::Procedures);
        }
        let mut gaps = activity.gaps();
        gaps.extend(missing);
        gaps.sort();
        if gaps.is_empty() { Ok(activity) } else { Err(gaps) }
    }
}

/// A record to be corrected.
impl From<Activity> for Draft {
    fn from(activity: Activity) -> Self {
        Self {
            day: activity.day,
            people: activity.people,
            minutes: Some(activity.minutes),
            place: Some(activity.place),
            topics: activity.topics,
            procedures: activity.procedures,
            procedure_name: activity.procedure_name,
            equipment: activity.equipment,
            autonomy: activity.autonomy,
            orientation: activity.orientation,
            tags: activity.tags,
            note: activity.note,
        }
    }
}

/// The number of the buttons that is nearest to what a session took, the smaller of two.
fn usual_minutes(minutes: u16) -> u16 {
    let near = Activity::USUAL_MINUTES.into_iter().min_by_key(|usual| usual.abs_diff(minutes));
    // Longer than the buttons go: as it was.
    near.filter(|_| minutes <= 120).unwrap_or(minutes.min(Activity::LONGEST))
}

#[cfg(test)]
mod tests {
    //! Properties: a session of cards gives procedures, the likeliest first, and minutes of the buttons; a draft says all that it
    //! lacks; a procedure brings its topic; the last record again says nothing of the person before.

    use super::*;
    use crate::activity::options::{AgeBand, PlaceType};

    fn day() -> Date {
        Date::parse("2026-11-30").expect("a day")
    }

    fn last() -> Activity {
        let person = Person { age: Some(AgeBand::From40), ..Person::default() };
        let note = FreeText::kept("une note", crate::activity::TextUse::Note).expect("short");
        let draft = Draft {
            people: People::Individual(person),
            minutes: Some(200),
            place: Some(Place::Office(None)),
            procedures: BTreeSet::from([Procedure::Housing]),
            equipment: BTreeSet::from([Equipment::Computer]),
            note,
            ..Draft::new(day())
        };
        draft.finish().expect("whole")
    }

    #[test]
    fn a_session_gives_a_draft() {
        let cards: Vec<Vec<ThemeId>> =
            [&["social-sante", "logement"][..], &["logement", "argent-impots"], &["logement"]]
                .map(|themes| themes.iter().map(|theme| (*theme).into()).collect())
                .into();
        let themes: Vec<&[ThemeId]> = cards.iter().map(Vec::as_slice).collect();
        use Procedure::*;
        assert_eq!(Draft::procedures_of(&themes), [Housing, SocialHealth, Money]);
        let seen = Seen { themes: &themes, minutes: 20, sent: Some(Some(Structure::SocialHelp)) };
        let draft = Draft::of_session(day(), seen, Some(&last()));
        assert_eq!(draft.minutes, Some(15));
        assert_eq!(draft.orientation, Some(Orientation::To(Structure::SocialHelp)));
        assert_eq!(draft.equipment, BTreeSet::from([Equipment::Computer]));
        let activity = draft.finish().expect("one key is enough");
        assert_eq!(activity.topics, BTreeSet::from([Topic::Procedures]));
        assert_eq!(activity.place_type(), PlaceType::Office);
        assert_eq!(activity.person(), Some(&Person::default()));
    }

    #[test]
    fn minutes_are_those_of_the_buttons_or_as_they_were() {
        for (minutes, usual) in
            [(1, 15), (22, 15), (23, 30), (75, 60), (76, 90), (120, 120), (121, 121), (2_000, 1_440)]
        {
            assert_eq!(usual_minutes(minutes), usual, "{minutes}");
        }
    }

    #[test]
    fn a_draft_says_all_that_it_lacks() {
        let draft = Draft::new(day());
        assert_eq!(draft.clone().finish(), Err(vec![Gap::Minutes, Gap::Place, Gap::Topic]));
        let people = People::Workshop { participants: 0, title: None, level: None };
        let draft = Draft {
            people,
            minutes: Some(1_441),
            place: Some(Place::Remote),
            topics: BTreeSet::from([Topic::Email]),
            ..draft
        };
        assert_eq!(draft.finish(), Err(vec![Gap::Minutes, Gap::Participants]));
    }

    #[test]
    fn the_last_one_again_is_of_somebody_else() {
        let next = Date::parse("2026-12-01").expect("a day");
        let again = Draft::again(&last(), next).finish().expect("whole");
        assert_eq!(again.person(), Some(&Person::default()));
        assert_eq!((again.day, again.note.clone(), again.minutes), (next, None, 200));
        assert_eq!(again.procedures, last().procedures);
        assert_eq!(Draft::from(last()).finish(), Ok(last()), "a record to be corrected is itself");
    }
}
