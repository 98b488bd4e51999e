//! What desks propose of the content, in the shape in which it is exported for review.

use super::event::{Event, Noted};
use crate::activity::Code;
use crate::model::Date;
use serde::Serialize;

/// A proposal. As JSON, one a line:
///
/// ```json
/// {"kind":"wrong","id":"a1f3…","desk":"accueil-0a1b2c3d","day":"2026-12-01","item":"place/mairie-18279","field":"hours","note":"fermé le lundi"}
/// {"kind":"verified","id":"…","desk":"…","day":"2026-12-01","item":"place/mairie-18279","how":"call"}
/// {"kind":"peer-note","id":"…","desk":"…","day":"2026-12-01","item":"card/apl","note":"…"}
/// ```
///
/// `id` is that of the event, so that a proposal read twice is one. `field` and `how` are codes of [`super::options`]. What a kind does not
/// have is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal<'a> {
    /// `wrong`, `verified` or `peer-note`.
    pub kind: &'static str,
    /// The event.
    pub id: String,
    /// The desk, with its random end.
    pub desk: &'a str,
    /// The day.
    pub day: Date,
    /// The item.
    pub item: &'a str,
    /// What of it is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// How it was verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<&'static str>,
    /// What was written, without personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'a str>,
}

impl<'a> Proposal<'a> {
    /// What an event proposes; `None` where it is about a slip.
    pub(super) fn of(event: &'a Event) -> Option<Self> {
        let (kind, item, field, how, note) = match &event.noted {
            Noted::Wrong { item, field, note } => ("wrong", item, Some(field.code()), None, note.as_ref()),
            Noted::Verified { item, how } => ("verified", item, None, Some(how.code()), None),
            Noted::PeerNote { item, note } => ("peer-note", item, None, None, Some(note)),
            Noted::SlipMade { .. } | Noted::SlipStatus { .. } => return None,
        };
        let note = note.map(|note| note.as_str());
        Some(Self { kind, id: event.id.to_string(), desk: event.desk.as_str(), day: event.day, item, field, how, note })
    }
}
