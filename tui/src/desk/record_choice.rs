//! The rows of an activity record: what each offers, and what a choice of it changes.

use super::record::RecordForm;
use crate::screens::words::Words;
use guichet_core::activity::options::{Equipment, Level, Structure, Topic};
use guichet_core::activity::{Activity, Code, Draft, FreeText, Gap, Orientation, People, Person, Place, TextUse};
use guichet_core::message::Arg;
use std::collections::BTreeSet;

/// The keys of the options, in their order.
pub(super) const MARKS: &str = "123456789abcdefghijklmnopqrstuvwxyz";

/// A row of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    People,
    Participants,
    Title,
    Level,
    Minutes,
    Place,
    Topics,
    Procedures,
    ProcedureName,
    Equipment,
    Autonomy,
    Orientation,
    Age,
    Status,
    Gender,
    Before,
    Commune,
    Tags,
    Note,
}

/// How a row is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// By its options.
    Choice,
    /// By a number.
    Number,
    /// By words.
    Text(TextUse),
}

/// An option of a row.
pub(super) struct Choice {
    /// Its key.
    pub(super) mark: char,
    said: Said,
    pub(super) chosen: bool,
}

/// How an option is called.
enum Said {
    /// The words of an identifier.
    Words(String),
    /// Minutes.
    Minutes(u16),
    /// The words of an identifier, with the name of a commune.
    At(&'static str, String),
}

impl Choice {
    pub(super) fn label(&self, words: Words<'_>) -> String {
        match &self.said {
            Said::Words(id) => words.get(id),
            Said::Minutes(minutes) => words.with("record-minutes-of", &[("minutes", Arg::Number((*minutes).into()))]),
            Said::At(id, commune) => words.with(id, &[("commune", Arg::Text(commune))]),
        }
    }
}

impl Field {
    /// Every row, in the order of the form.
    pub(super) const ALL: [Self; 19] = [
        Self::People,
        Self::Participants,
        Self::Title,
        Self::Level,
        Self::Minutes,
        Self::Place,
        Self::Topics,
        Self::Procedures,
        Self::ProcedureName,
        Self::Equipment,
        Self::Autonomy,
        Self::Orientation,
        Self::Age,
        Self::Status,
        Self::Gender,
        Self::Before,
        Self::Commune,
        Self::Tags,
        Self::Note,
    ];

    /// Its name in the identifier of its words: `record-<name>`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Participants => "participants",
            Self::Title => "workshop-title",
            Self::Level => "level",
            Self::Minutes => "minutes",
            Self::Place => "place",
            Self::Topics => "topics",
            Self::Procedures => "procedures",
            Self::ProcedureName => "procedure-name",
            Self::Equipment => "equipment",
            Self::Autonomy => "autonomy",
            Self::Orientation => "orientation",
            Self::Age => "age",
            Self::Status => "status",
            Self::Gender => "gender",
            Self::Before => "before",
            Self::Commune => "commune",
            Self::Tags => "tags",
            Self::Note => "note",
        }
    }

    /// Whether it is asked where an activity was with these people.
    pub(super) const fn applies(self, people: &People) -> bool {
        let workshop = matches!(people, People::Workshop { .. });
        match self {
            Self::Participants | Self::Title | Self::Level => workshop,
            Self::Age | Self::Status | Self::Gender | Self::Before | Self::Commune => !workshop,
            _ => true,
        }
    }

    pub(super) const fn kind(self) -> FieldKind {
        match self {
            Self::Participants => FieldKind::Number,
            Self::Title | Self::ProcedureName => FieldKind::Text(TextUse::Name),
            Self::Tags => FieldKind::Text(TextUse::Tag),
            Self::Note => FieldKind::Text(TextUse::Note),
            _ => FieldKind::Choice,
        }
    }

    /// Whether a gap is filled here.
    pub(super) fn fills(self, gap: Gap) -> bool {
        matches!(
            (self, gap),
            (Self::Minutes, Gap::Minutes)
                | (Self::Place, Gap::Place)
                | (Self::Topics | Self::Procedures, Gap::Topic)
                | (Self::Participants, Gap::Participants)
        )
    }

    /// What is chosen, in words.
    pub(super) fn value(self, form: &RecordForm, words: Words<'_>) -> String {
        let chosen = self.choices(form).into_iter().filter(|choice| choice.chosen);
        chosen.map(|choice| choice.label(words)).collect::<Vec<_>>().join(", ")
    }

    /// The options, the most used first.
    pub(super) fn choices(self, form: &RecordForm) -> Vec<Choice> {
        let (draft, usual) = (&form.draft, &form.usual);
        match self {
            Self::People => {
                let workshop = matches!(draft.people, People::Workshop { .. });
                marked(
                    ["individual", "workshop"]
                        .map(|id| (Said::Words(format!("record-{id}")), (id == "workshop") == workshop)),
                )
            }
            Self::Minutes => {
                let said = |minutes: u16| (Said::Minutes(minutes), draft.minutes == Some(minutes));
                marked(minutes(form).into_iter().map(said))
            }
            Self::Place => marked(places(form).into_iter().map(|place| {
                let chosen = draft.place.as_ref() == Some(&place);
                (place_said(form, &place), chosen)
            })),
            Self::Topics => several("topic", &ordered(&usual.topics), &draft.topics),
            Self::Procedures => several("procedure", &ordered(&usual.procedures), &draft.procedures),
            Self::Equipment => several("equipment", &ordered(&usual.equipment), &draft.equipment),
            Self::Autonomy => one("autonomy", draft.autonomy),
            Self::Level => one("level", level(draft)),
            Self::Age => one("age", person(draft).and_then(|person| person.age)),
            Self::Status => one("status", person(draft).and_then(|person| person.status)),
            Self::Gender => one("gender", person(draft).and_then(|person| person.gender)),
            Self::Orientation => marked(orientations().into_iter().map(|to| {
                let id = match to {
                    Orientation::Nowhere => "record-sent-nowhere".to_owned(),
                    Orientation::Somewhere => "record-sent-somewhere".to_owned(),
                    Orientation::To(structure) => format!("record-structure-{}", structure.code()),
                };
                (Said::Words(id), draft.orientation == Some(to))
            })),
            Self::Before => {
                let before = person(draft).and_then(|person| person.accompanied_before);
                marked(
                    [(true, "record-before-yes"), (false, "record-before-no")]
                        .map(|(answer, id)| (Said::Words(id.into()), before == Some(answer))),
                )
            }
            Self::Commune => {
                let said = person(draft).and_then(|person| person.commune.as_ref());
                let known = form
                    .commune
                    .iter()
                    .map(|(code, name)| (Said::At("record-lives-in", name.clone()), said == Some(code)));
                marked(known.chain([(Said::Words("record-unsaid".into()), said.is_none())]))
            }
            Self::Participants | Self::Title | Self::ProcedureName | Self::Tags | Self::Note => Vec::new(),
        }
    }

    /// Takes an option, or leaves it again.
    pub(super) fn choose(self, form: &mut RecordForm, index: usize) {
        match self {
            Self::People => {
                form.draft.people = match index {
                    0 => People::Individual(Person::default()),
                    _ => People::Workshop { participants: 0, title: None, level: None },
                };
            }
            Self::Minutes => form.draft.minutes = minutes(form).get(index).copied(),
            Self::Place => form.draft.place = places(form).into_iter().nth(index),
            Self::Topics => toggle(&mut form.draft.topics, &ordered(&form.usual.topics), index),
            Self::Procedures => {
                toggle(&mut form.draft.procedures, &ordered(&form.usual.procedures), index);
                if !form.draft.procedures.is_empty() {
                    form.draft.topics.insert(Topic::Procedures);
                }
            }
            Self::Equipment => {
                toggle(&mut form.draft.equipment, &ordered(&form.usual.equipment), index);
                // "Nothing" and something are not both true.
                let nothing = ordered(&form.usual.equipment).get(index) == Some(&Equipment::Nothing);
                form.draft.equipment.retain(|one| (*one == Equipment::Nothing) == nothing);
            }
            Self::Autonomy => form.draft.autonomy = other(form.draft.autonomy, index),
            Self::Orientation => {
                let to = orientations().get(index).copied();
                form.draft.orientation = if form.draft.orientation == to { None } else { to };
            }
            Self::Level => {
                if let People::Workshop { level, .. } = &mut form.draft.people {
                    *level = other(*level, index);
                }
            }
            Self::Age | Self::Status | Self::Gender | Self::Before | Self::Commune => {
                self.choose_of_person(form, index)
            }
            Self::Participants | Self::Title | Self::ProcedureName | Self::Tags | Self::Note => {}
        }
    }

    fn choose_of_person(self, form: &mut RecordForm, index: usize) {
        let commune = form.commune.as_ref().filter(|_| index == 0).map(|(code, _)| code.clone());
        let People::Individual(person) = &mut form.draft.people else { return };
        match self {
            Self::Age => person.age = other(person.age, index),
            Self::Status => person.status = other(person.status, index),
            Self::Gender => person.gender = other(person.gender, index),
            Self::Before => {
                let before = Some(index == 0);
                person.accompanied_before = if person.accompanied_before == before { None } else { before };
            }
            Self::Commune => person.commune = commune,
            _ => {}
        }
    }

    /// What is written in a row of words or numbers.
    pub(super) fn text(self, draft: &Draft) -> String {
        let said = |text: &Option<FreeText>| text.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
        match (self, &draft.people) {
            (Self::Participants, People::Workshop { participants: 1.., .. }) => participants(draft).to_string(),
            (Self::Title, People::Workshop { title, .. }) => said(title),
            (Self::ProcedureName, _) => said(&draft.procedure_name),
            (Self::Tags, _) => draft.tags.iter().map(FreeText::as_str).collect::<Vec<_>>().join(", "),
            (Self::Note, _) => said(&draft.note),
            _ => String::new(),
        }
    }

    /// Keeps what was written.
    pub(super) fn write(self, draft: &mut Draft, texts: Vec<FreeText>) {
        match (self, &mut draft.people) {
            (Self::Title, People::Workshop { title, .. }) => *title = texts.into_iter().next(),
            (Self::ProcedureName, _) => draft.procedure_name = texts.into_iter().next(),
            (Self::Tags, _) => draft.tags = texts.into_iter().collect(),
            (Self::Note, _) => draft.note = texts.into_iter().next(),
            _ => {}
        }
    }

    /// Keeps a number that was written.
    pub(super) fn count(self, draft: &mut Draft, number: u16) {
        if let (Self::Participants, People::Workshop { participants, .. }) = (self, &mut draft.people) {
            *participants = number.min(Activity::MOST);
        }
    }
}

fn participants(draft: &Draft) -> u16 {
    match draft.people {
        People::Workshop { participants, .. } => participants,
        People::Individual(_) => 1,
    }
}

fn person(draft: &Draft) -> Option<&Person> {
    match &draft.people {
        People::Individual(person) => Some(person),
        People::Workshop { .. } => None,
    }
}

fn level(draft: &Draft) -> Option<Level> {
    match &draft.people {
        People::Workshop { level, .. } => *level,
        People::Individual(_) => None,
    }
}

fn marked(options: impl IntoIterator<Item = (Said, bool)>) -> Vec<Choice> {
    MARKS.chars().zip(options).map(|(mark, (said, chosen))| Choice { mark, said, chosen }).collect()
}

/// All options, those that are used most first.
fn ordered<T: Code>(usual: &[T]) -> Vec<T> {
    let others = T::ALL.iter().filter(|option| !usual.contains(option));
    usual.iter().chain(others).copied().collect()
}

fn several<T: Code>(name: &str, ordered: &[T], chosen: &BTreeSet<T>) -> Vec<Choice> {
    marked(
        ordered.iter().map(|option| (Said::Words(format!("record-{name}-{}", option.code())), chosen.contains(option))),
    )
}

fn one<T: Code>(name: &str, chosen: Option<T>) -> Vec<Choice> {
    marked(
        T::ALL.iter().map(|option| (Said::Words(format!("record-{name}-{}", option.code())), chosen == Some(*option))),
    )
}

fn toggle<T: Code>(chosen: &mut BTreeSet<T>, ordered: &[T], index: usize) {
    if let Some(option) = ordered.get(index)
        && !chosen.remove(option)
    {
        chosen.insert(*option);
    }
}

/// The option at an index; none where it was chosen already.
fn other<T: Code>(before: Option<T>, index: usize) -> Option<T> {
    T::ALL.get(index).copied().filter(|option| before != Some(*option))
}

/// Minutes of the buttons, those used most first, and those of the record itself.
fn minutes(form: &RecordForm) -> Vec<u16> {
    let usual = form.usual.minutes.iter().copied().take(3);
    let mut all: Vec<u16> = usual.chain(Activity::USUAL_MINUTES).chain(form.draft.minutes).collect();
    let mut seen = BTreeSet::new();
    all.retain(|minutes| *minutes > 0 && seen.insert(*minutes));
    all
}

/// Places: those used most, then each type that can be told here.
fn places(form: &RecordForm) -> Vec<Place> {
    let commune = form.commune.as_ref().map(|(code, _)| code.clone());
    let mut all: Vec<Place> = form.usual.places.iter().take(4).cloned().collect();
    all.extend([Place::Office(None), Place::Remote]);
    all.extend(commune.clone().map(Place::Home));
    all.extend(commune.map(Place::Elsewhere));
    all.extend(form.draft.place.clone());
    let mut kept: Vec<Place> = Vec::new();
    for place in all {
        if !kept.contains(&place) {
            kept.push(place);
        }
    }
    kept
}

fn place_said(form: &RecordForm, place: &Place) -> Said {
    // The name of the commune is known where it is the person's: else its code says it.
    let named = |code: &guichet_core::activity::CommuneCode| match &form.commune {
        Some((known, name)) if known == code => name.clone(),
        _ => code.as_str().to_owned(),
    };
    match place {
        Place::Office(_) => Said::Words("record-place-office".into()),
        Place::Remote => Said::Words("record-place-remote".into()),
        Place::Home(code) => Said::At("record-place-home", named(code)),
        Place::Elsewhere(code) => Said::At("record-place-elsewhere", named(code)),
    }
}

fn orientations() -> Vec<Orientation> {
    let to = Structure::ALL.iter().map(|structure| Orientation::To(*structure));
    [Orientation::Nowhere, Orientation::Somewhere].into_iter().chain(to).collect()
}

/// The identifiers of the words of every option of a list: `record-<name>-<code>`.
#[cfg(test)]
pub(super) fn words_of_options() -> Vec<String> {
    use guichet_core::activity::options::{AgeBand, Autonomy, Gender, Kind, PlaceType, Procedure, Status};
    fn of<T: Code>(name: &str) -> Vec<String> {
        T::ALL.iter().map(|option| format!("record-{name}-{}", option.code())).collect()
    }
    [
        of::<Topic>("topic"),
        of::<Procedure>("procedure"),
        of::<Equipment>("equipment"),
        of::<Autonomy>("autonomy"),
        of::<Level>("level"),
        of::<AgeBand>("age"),
        of::<Status>("status"),
        of::<Gender>("gender"),
        of::<Structure>("structure"),
        of::<PlaceType>("place-type"),
        of::<Kind>("kind"),
    ]
    .concat()
}
