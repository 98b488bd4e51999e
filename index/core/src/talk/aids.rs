//! Two answers of the interview that are not one value: what a household draws already, taken one after the other, and the
//! commune it lives in, which says the zone of housing aid.

use super::{Screen, Talk};
use crate::catalog::CommuneMatch;
use crate::message::Message;
use crate::rights::{Answer, Ask, Given, Step};

/// Ends a list of answers.
pub(super) const DONE: &str = "!";
/// Empties it.
pub(super) const CLEAR: &str = "~";
/// The fact that a commune answers.
const ZONE: &str = "zone";

impl Talk<'_> {
    /// What a step asks for.
    pub(super) fn asked(&self, step: &str) -> Option<Ask> {
        self.rulebook().and_then(|book| book.step(step).map(|step| step.ask))
    }

    /// A key of a step where as many answers as hold are taken: one more, none any more, or that is all.
    pub(super) fn give_several(&mut self, step: &str, key: &str) {
        let interview = self.session.interview.get_or_insert_default();
        let mut taken = match interview.given(step) {
            Some(Given::Several(taken)) => taken.clone(),
            _ => Vec::new(),
        };
        match key {
            DONE => return self.give(step, Given::Several(taken)),
            CLEAR => taken.clear(),
            key if taken.iter().any(|known| known == key) => {}
            key => taken.push(key.to_owned()),
        }
        interview.give(step, Given::Several(taken));
        let edit = match self.session.screen {
            Screen::Interview { edit, .. } => edit,
            _ => None,
        };
        self.session.go(Screen::Interview { step: step.to_owned(), edit });
    }

    /// A commune typed on the step that asks for it. A name that is not sure is not taken: a postal code is.
    pub(super) fn commune_typed(&mut self, step: &Step, text: &str) {
        let mut matches = self.communes(text);
        if matches.is_empty() {
            matches = self.split_place(text).1;
        }
        matches.retain(|found| found.exact);
        let zones = matches.iter().map(|found| self.catalog.housing_zone(&found.commune.code));
        let zones: Option<Vec<u8>> = zones.collect();
        match (zones.as_deref(), matches.as_slice()) {
            // Communes of one name or one postal code are mostly in one zone.
            (Some([zone, others @ ..]), [found, ..]) if others.iter().all(|other| other == zone) => {
                self.commune_found(step, *zone, &found.clone());
                if others.is_empty() {
                    self.session.commune = Some(found.commune.code.clone());
                }
            }
            (Some([]) | None, _) | (_, []) => self.not_understood(Message::NoSuchCommune),
            _ => self.not_understood(Message::SeveralCommunes),
        }
    }

    fn commune_found(&mut self, step: &Step, zone: u8, found: &CommuneMatch) {
        let Some(option) = option_of(step, zone) else { return self.not_understood(Message::NoSuchCommune) };
        let answer = self.commune_name(&found.commune);
        let id = step.id.clone();
        self.notice(Message::Noted { answer });
        self.give(&id, Given::Option(option));
    }

    /// The commune that was named before the questions is not asked for again: its answer can be read again and changed.
    pub(super) fn commune_known(&mut self) {
        let Some(book) = self.rulebook() else { return };
        let Some(step) = book.catalogue().steps.iter().find(|step| step.ask == Ask::Commune) else { return };
        let zone = self.session.commune.as_deref().and_then(|code| self.catalog.housing_zone(code));
        let interview = self.session.interview.get_or_insert_default();
        if let Some(option) = zone.and_then(|zone| option_of(step, zone))
            && interview.given(&step.id).is_none()
        {
            interview.give(&step.id, Given::Option(option));
        }
    }
}

/// The option of a step that says a zone.
fn option_of(step: &Step, zone: u8) -> Option<String> {
    let says = |answer: Option<&Option<Answer>>| matches!(answer, Some(Some(Answer::Number(said))) if *said == f64::from(zone));
    step.options.iter().find(|option| says(option.set.get(ZONE))).map(|option| option.id.clone())
}
