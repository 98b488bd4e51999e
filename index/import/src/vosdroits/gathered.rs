//! What is gathered on the way through one document, and shared by all that read it.

use super::contact::Contacts;
use super::notes::Notes;
use super::service::Services;

/// How many cases before are looked at for one that says the same.
pub(super) const TWINS: usize = 40;

/// What is gathered on the way through one document.
#[derive(Default)]
pub(super) struct Gathered {
    /// Oddities.
    pub notes: Notes,
    /// Whom to go to.
    pub contacts: Contacts,
    /// Online services and forms.
    pub services: Services,
}
