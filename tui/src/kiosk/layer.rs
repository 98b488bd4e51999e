//! What may stand over the page of a kiosk.

use super::staff::PinEntry;

/// Something over the page.
pub(super) enum Layer {
    /// The guide is answering the turn of this number.
    Waiting(u64),
    /// Staff types the PIN.
    Staff(PinEntry),
    /// Nobody is there: seconds left before everything is wiped.
    Idle(u64),
}
