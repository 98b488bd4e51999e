//! What may stand over the page of a kiosk.

use super::staff::PinEntry;
use super::takeaway::SheetView;
use crate::out::code::Code;

/// Something over the page.
pub(super) enum Layer {
    /// The guide is answering the turn of this number.
    Waiting(u64),
    /// Staff types the PIN.
    Staff(PinEntry),
    /// The sheet that somebody takes away.
    Sheet(Box<SheetView>),
    /// Its code to scan.
    Code(Code),
    /// Nobody is there: seconds left before everything is wiped.
    Idle(u64),
}
