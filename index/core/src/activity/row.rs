//! A record in a file: flat, in the codes and under the names of the API of La Coop (see [`super::options`]). Names that it lacks
//! are ours: `commune_code_insee` and `deja_accompagne` of a person, `note`, `profil`; `genre`, `tranche_age` and `statut` are
//! counts there, and one value here.

use super::code::Code;
use super::free_text::{FreeText, TextRefusal, TextUse};
use super::options::{Kind, PlaceType, Procedure, Topic};
use super::record::Gap;
use super::{Activity, CommuneCode, Draft, Orientation, People, Person, Place, Profile, RecordId};
use crate::model::{Date, ItemId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// A text of a row: a code, or words.
type Cell = Cow<'static, str>;

/// A record in a file. `Debug` does not show it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// The record's identifier, where it has one.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub id: Cell,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: Cell,
    /// The day, `YYYY-MM-DD`.
    pub date: Cell,
    /// Minutes.
    pub duree: u16,
    /// How many were accompanied.
    pub accompagnements: u16,
    /// The type of the place.
    pub type_lieu: Cell,
    /// The place, at the office.
    pub structure_id: Option<Cell>,
    /// Its commune, elsewhere and at home.
    pub lieu_code_insee: Option<Cell>,
    /// Topics and themes of procedures.
    pub thematiques: Vec<Cell>,
    /// The name of the procedure.
    pub precisions_demarche: Option<Cell>,
    /// Equipment.
    pub materiel: Vec<Cell>,
    /// Autonomy.
    pub autonomie: Option<Cell>,
    /// Whether the person was sent elsewhere.
    pub oriente_vers_structure: Option<bool>,
    /// Where to.
    pub structure_de_redirection: Option<Cell>,
    /// The title of a workshop.
    pub titre_atelier: Option<Cell>,
    /// Its level.
    pub niveau_atelier: Option<Cell>,
    /// Gender of a person.
    pub genre: Option<Cell>,
    /// Age.
    pub tranche_age: Option<Cell>,
    /// Status.
    pub statut: Option<Cell>,
    /// Where they live.
    pub commune_code_insee: Option<Cell>,
    /// Whether they were accompanied before.
    pub deja_accompagne: Option<bool>,
    /// Tags.
    pub tags: Vec<Cell>,
    /// A note.
    pub note: Option<Cell>,
    /// Whose work it is, where profiles share a desk: a field that is only there where it is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profil: Option<Cell>,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Row(hidden)")
    }
}

/// Why a row is no record. It never says what the row holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// A field has a value that is none of its own.
    Value(&'static str),
    /// A field says what does not go with the others: of a workshop at an individual's, of a place of another type.
    Contradiction(&'static str),
    /// A text is refused.
    Text(&'static str, TextRefusal),
    /// The record lacks something.
    Gaps(Vec<Gap>),
}

impl Row {
    /// A record as a row.
    pub fn new(id: Option<RecordId>, activity: &Activity) -> Self {
        let text = |text: &Option<FreeText>| text.as_ref().map(|text| Cow::Owned(text.as_str().to_owned()));
        let commune = |commune: &CommuneCode| Cow::Owned(commune.as_str().to_owned());
        let structure = match &activity.place {
            Place::Office(Some(place)) => Some(Cow::Owned(place.as_str().to_owned())),
            _ => None,
        };
        let row = Self {
            id: id.map(|id| Cow::Owned(id.to_string())).unwrap_or_default(),
            kind: code(activity.kind()),
            date: Cow::Owned(activity.day.to_string()),
            duree: activity.minutes,
            accompagnements: activity.accompanied(),
            type_lieu: code(activity.place_type()),
            structure_id: structure,
            lieu_code_insee: activity.place.commune().map(commune),
            thematiques: activity
                .topics
                .iter()
                .copied()
                .map(code)
                .chain(activity.procedures.iter().copied().map(code))
                .collect(),
            precisions_demarche: text(&activity.procedure_name),
            materiel: activity.equipment.iter().copied().map(code).collect(),
            autonomie: activity.autonomy.map(code),
            oriente_vers_structure: activity.orientation.map(|to| to != Orientation::Nowhere),
            structure_de_redirection: activity.orientation.and_then(Orientation::structure).map(code),
            tags: activity.tags.iter().map(|tag| Cow::Owned(tag.as_str().to_owned())).collect(),
            note: text(&activity.note),
            ..Self::default()
        };
        match &activity.people {
            People::Workshop { title, level, .. } => {
                Self { titre_atelier: text(title), niveau_atelier: level.map(code), ..row }
            }
            People::Individual(person) => Self {
                genre: person.gender.map(code),
                tranche_age: person.age.map(code),
                statut: person.status.map(code),
                commune_code_insee: person.commune.as_ref().map(commune),
                deja_accompagne: person.accompanied_before,
                ..row
            },
        }
    }

    /// The same row, as the work of a profile.
    #[must_use]
    pub fn by(self, profile: Option<&Profile>) -> Self {
        Self { profil: profile.map(|profile| Cow::Owned(profile.to_string())), ..self }
    }

    /// The identifier, where there is one.
    ///
    /// # Errors
    /// It is none.
    pub fn record_id(&self) -> Result<Option<RecordId>, RowFault> {
        let read = |text: &str| RecordId::parse(text).ok_or(RowFault::Value("id"));
        if self.id.is_empty() { Ok(None) } else { read(&self.id).map(Some) }
    }

    /// The record of a row that a desk has written: its texts were judged when they were typed.
    ///
    /// # Errors
    /// It is no record.
    pub fn kept(&self) -> Result<Activity, RowFault> {
        self.read(FreeText::kept)
    }

    /// The record of a row that comes from elsewhere: its texts are judged as if they were typed.
    ///
    /// # Errors
    /// It is no record, or holds personal data.
    pub fn judged(&self, is_public: impl Fn(&str) -> bool) -> Result<Activity, RowFault> {
        self.read(|text, wanted| FreeText::new(text, wanted, &is_public))
    }

    fn read(
        &self,
        judge: impl Fn(&str, TextUse) -> Result<Option<FreeText>, TextRefusal>,
    ) -> Result<Activity, RowFault> {
        let text = |field, text: &Option<Cell>, wanted| match text {
            Some(text) => judge(text, wanted).map_err(|refusal| RowFault::Text(field, refusal)),
            None => Ok(None),
        };
        let themes = || self.thematiques.iter().map(|code| (Topic::from_code(code), Procedure::from_code(code)));
        if themes().any(|theme| theme == (None, None)) {
            return Err(RowFault::Value("thematiques"));
        }
        let mut tags = BTreeSet::new();
        for tag in &self.tags {
            tags.extend(text("tags", &Some(tag.clone()), TextUse::Tag)?);
        }
        let draft = Draft {
            people: self.people(text("titre_atelier", &self.titre_atelier, TextUse::Name)?)?,
            minutes: Some(self.duree),
            place: Some(self.place()?),
            topics: themes().filter_map(|(topic, _)| topic).collect(),
            procedures: themes().filter_map(|(_, procedure)| procedure).collect(),
            procedure_name: text("precisions_demarche", &self.precisions_demarche, TextUse::Name)?,
            equipment: self.materiel.iter().map(|code| option("materiel", code)).collect::<Result<_, _>>()?,
            autonomy: optional("autonomie", self.autonomie.as_deref())?,
            orientation: self.orientation()?,
            tags,
            note: text("note", &self.note, TextUse::Note)?,
            ..Draft::new(Date::parse(&self.date).ok_or(RowFault::Value("date"))?)
        };
        draft.finish().map_err(RowFault::Gaps)
    }

    fn people(&self, title: Option<FreeText>) -> Result<People, RowFault> {
        let level = optional("niveau_atelier", self.niveau_atelier.as_deref())?;
        let person = Person {
            gender: optional("genre", self.genre.as_deref())?,
            age: optional("tranche_age", self.tranche_age.as_deref())?,
            status: optional("statut", self.statut.as_deref())?,
            commune: self.commune_code_insee.as_ref().map(|code| commune("commune_code_insee", code)).transpose()?,
            accompanied_before: self.deja_accompagne,
        };
        match option("type", &self.kind)? {
            Kind::Workshop if person != Person::default() => Err(RowFault::Contradiction("type")),
            Kind::Workshop => Ok(People::Workshop { participants: self.accompagnements, title, level }),
            Kind::Individual if title.is_some() || level.is_some() => Err(RowFault::Contradiction("type")),
            Kind::Individual if self.accompagnements != 1 => Err(RowFault::Contradiction("accompagnements")),
            Kind::Individual => Ok(People::Individual(person)),
        }
    }

    fn place(&self) -> Result<Place, RowFault> {
        let place_type: PlaceType = option("type_lieu", &self.type_lieu)?;
        let structure = self.structure_id.as_ref().map(|id| place_id(id)).transpose()?;
        let town = self.lieu_code_insee.as_ref().map(|code| commune("lieu_code_insee", code)).transpose()?;
        match (place_type, structure, town) {
            (PlaceType::Office, structure, None) => Ok(Place::Office(structure)),
            (PlaceType::Elsewhere, None, Some(town)) => Ok(Place::Elsewhere(town)),
            (PlaceType::Home, None, Some(town)) => Ok(Place::Home(town)),
            (PlaceType::Remote, None, None) => Ok(Place::Remote),
            _ => Err(RowFault::Contradiction("type_lieu")),
        }
    }

    fn orientation(&self) -> Result<Option<Orientation>, RowFault> {
        match (
            self.oriente_vers_structure,
            optional("structure_de_redirection", self.structure_de_redirection.as_deref())?,
        ) {
            (None, None) => Ok(None),
            (Some(false), None) => Ok(Some(Orientation::Nowhere)),
            (Some(true), None) => Ok(Some(Orientation::Somewhere)),
            (Some(true) | None, Some(to)) => Ok(Some(Orientation::To(to))),
            (Some(false), Some(_)) => Err(RowFault::Contradiction("structure_de_redirection")),
        }
    }
}

fn code(option: impl Code) -> Cell {
    Cow::Borrowed(option.code())
}

fn option<T: Code>(field: &'static str, code: &str) -> Result<T, RowFault> {
    T::from_code(code).ok_or(RowFault::Value(field))
}

fn optional<T: Code>(field: &'static str, code: Option<&str>) -> Result<Option<T>, RowFault> {
    code.map(|code| option(field, code)).transpose()
}

fn commune(field: &'static str, code: &str) -> Result<CommuneCode, RowFault> {
    CommuneCode::new(code).ok_or(RowFault::Value(field))
}

/// An identifier of a place of the index, or a UUID, as La Coop has them; nothing that a person could be known by.
fn place_id(text: &str) -> Result<ItemId, RowFault> {
    const LONGEST: usize = 200;
    let ours = text.strip_prefix("place/").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_graphic()));
    let groups = [8, 4, 4, 4, 12];
    let hexadecimal = |group: &str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
    let uuid = text.split('-').map(str::len).eq(groups) && text.split('-').all(hexadecimal);
    if text.len() <= LONGEST && (ours || uuid) { Ok(ItemId::from(text)) } else { Err(RowFault::Value("structure_id")) }
}
