//! The pending answers of a conversation, kept short: whoever writes faster than the network lets us answer gets the
//! answer to what was written last, and one that says so. Help in an emergency overtakes what waits, and is never dropped.

use crate::random;
use guichet_core::ports::conversations::{Conversation, Parcel, StoreError};
use guichet_core::view::{Block, View};
use serde::Serialize;

/// Beginning of the identifier of a parcel that answers a cry for help.
const HELP: &str = "help-";
/// Beginning of the identifier of a parcel with numbers that were asked for.
const KEPT: &str = "kept-";
/// Beginning of the identifier of the parcel that says why some answers do not come.
const SKIPPED: &str = "skipped-";
/// So many answers with numbers wait at most, beyond the bound of all.
const CRIES: usize = 3;
/// So many answers may wait before help overtakes them: a few are there in a moment, and in their order.
const PATIENT: usize = 3;

/// How an answer stands among the others that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Priority {
    /// It may be dropped once there are newer ones.
    Usual,
    /// Numbers that were asked for: it is not dropped.
    Kept,
    /// It answers a cry for help: it goes before all that waits.
    Help,
}

impl Priority {
    /// Of an answer by what it shows.
    pub fn of(view: &View) -> Self {
        let emergency = |block: &Block| matches!(block, Block::Emergency { .. } | Block::EmergencyCheck { .. });
        match view.blocks.iter().any(emergency) {
            true if view.discreet => Self::Help,
            true => Self::Kept,
            false => Self::Usual,
        }
    }
}

/// An answer to put into an outbox.
pub(crate) struct Pending<Message> {
    /// Its messages, in order.
    pub messages: Vec<Message>,
    /// How it stands among the others.
    pub priority: Priority,
    /// Messages before the one it answers were passed over.
    pub skipped: bool,
}

/// Whether a message is surely the next to be seen: it is leaving, may have left, or is help.
fn goes_first(parcel: &Parcel) -> bool {
    parcel.in_flight || parcel.doubts > 0 || parcel.id.starts_with(HELP)
}

/// Adds an answer to an outbox; the first message of an empty one is on its way from now on. Beyond `most` messages, older
/// answers that have not left yet are dropped, and `why` is said where it gives words.
pub(crate) fn enqueue<Message: Serialize>(
    conversation: &mut Conversation,
    pending: Pending<Message>,
    most: usize,
    why: impl FnOnce() -> Option<Message>,
) -> Result<(), StoreError> {
    let outbox = &mut conversation.outbox;
    let empty = outbox.is_empty();
    let floods = pending.skipped || outbox.len() + pending.messages.len() > most;
    if floods {
        // The first may be leaving at this moment. Of many cries for help, the newest are answered.
        let mut first = true;
        let worth_keeping = |parcel: &Parcel| parcel.id.starts_with(HELP) || parcel.id.starts_with(KEPT);
        let mut spare = outbox.iter().skip(1).filter(|parcel| worth_keeping(parcel)).count().saturating_sub(CRIES);
        outbox.retain(|parcel| {
            let leaves = std::mem::take(&mut first) || parcel.in_flight || parcel.doubts > 0;
            if leaves || parcel.id.starts_with(SKIPPED) {
                return true;
            }
            let dropped = !worth_keeping(parcel) || spare > 0;
            spare -= usize::from(worth_keeping(parcel) && spare > 0);
            !dropped
        });
        if let Some(words) = why() {
            outbox.push(marked(SKIPPED, &words)?);
        }
    }
    let waiting = outbox.iter().filter(|parcel| !parcel.in_flight).count();
    let overtakes = pending.priority == Priority::Help && (floods || waiting > PATIENT);
    let at = if overtakes { outbox.iter().take_while(|parcel| goes_first(parcel)).count() } else { outbox.len() };
    let mark = match pending.priority {
        Priority::Usual => "",
        Priority::Kept => KEPT,
        Priority::Help => HELP,
    };
    let fresh = pending.messages.iter().map(|message| marked(mark, message)).collect::<Result<Vec<_>, _>>()?;
    outbox.splice(at..at, fresh);
    if empty {
        outbox.iter_mut().take(1).for_each(|first| first.in_flight = true);
    }
    Ok(())
}

fn marked(mark: &str, message: &impl Serialize) -> Result<Parcel, StoreError> {
    let parcel = parcel(message)?;
    Ok(Parcel { id: format!("{mark}{}", parcel.id), ..parcel })
}

/// A parcel with an identifier of its own, not yet on its way.
pub(crate) fn parcel(message: &impl Serialize) -> Result<Parcel, StoreError> {
    Ok(Parcel { id: fresh_id()?, body: body(message)?, in_flight: false, doubts: 0 })
}

/// A random identifier.
pub(crate) fn fresh_id() -> Result<String, StoreError> {
    Ok(format!("{:016x}{:016x}", random::number()?, random::number()?))
}

/// A message as the outbox keeps it.
pub(crate) fn body(message: &impl Serialize) -> Result<String, StoreError> {
    // Not the words of the failure: they may quote the message.
    let unwritable = |_| StoreError { message: "a message cannot be written".into(), user_error: false };
    serde_json::to_string(message).map_err(unwritable)
}

/// The identifier of a parcel without the mark before it: what kind it is of is nobody's business outside.
pub(crate) fn unmarked(id: &str) -> &str {
    id.rsplit('-').next().unwrap_or(id)
}

#[cfg(test)]
mod tests {
    //! Properties: few answers keep their order; beyond the bound only the newest waits, after the words that say so, which
    //! come once; what is leaving is never dropped, nor is help, which goes before what waits.

    use super::*;

    fn add(conversation: &mut Conversation, body: &str, help: bool, skipped: bool, why: Option<&str>) {
        let priority = if help { Priority::Help } else { Priority::Usual };
        let pending = Pending { messages: vec![body.to_owned()], priority, skipped };
        enqueue(conversation, pending, 6, || why.map(str::to_owned)).expect("queued");
    }

    fn bodies(conversation: &Conversation) -> Vec<&str> {
        conversation.outbox.iter().map(|parcel| parcel.body.trim_matches('"')).collect()
    }

    #[test]
    fn few_answers_keep_their_order() {
        let mut chat = Conversation::default();
        for body in ["1", "2", "3"] {
            add(&mut chat, body, false, false, Some("why"));
        }
        add(&mut chat, "help", true, false, Some("why"));
        assert_eq!(bodies(&chat), ["1", "2", "3", "help"]);
        let on_its_way: Vec<bool> = chat.outbox.iter().map(|parcel| parcel.in_flight).collect();
        assert_eq!(on_its_way, [true, false, false, false]);
    }

    #[test]
    fn a_flood_is_bounded_and_explained_once() {
        let mut chat = Conversation::default();
        let mut told = Some("why");
        for turn in 0..201 {
            let body = turn.to_string();
            let skips = chat.outbox.len() == 6;
            add(&mut chat, &body, false, false, if skips { told.take() } else { None });
            assert!(chat.outbox.len() <= 6, "{:?}", bodies(&chat));
            assert_eq!(bodies(&chat).last(), Some(&body.as_str()), "the newest is answered");
        }
        assert_eq!(bodies(&chat)[..2], ["0", "why"]);
        add(&mut chat, "help", true, false, None);
        assert_eq!(bodies(&chat)[..2], ["0", "help"]);
        for _ in 0..20 {
            add(&mut chat, "list", false, true, None);
        }
        add(&mut chat, "more help", true, true, None);
        assert_eq!(bodies(&chat), ["0", "help", "more help", "why"]);
    }

    #[test]
    fn a_flood_of_cries_is_bounded_too() {
        let mut chat = Conversation::default();
        for turn in 0..200 {
            add(&mut chat, &turn.to_string(), true, false, None);
            assert!(chat.outbox.len() <= 7, "{:?}", bodies(&chat));
        }
        assert!(bodies(&chat).contains(&"199"));
    }

    #[test]
    fn what_was_refused_for_now_is_not_called_on_its_way() {
        let mut chat = Conversation::default();
        add(&mut chat, "1", false, false, None);
        chat.outbox[0].in_flight = false;
        add(&mut chat, "2", false, false, None);
        assert!(!chat.outbox.iter().any(|parcel| parcel.in_flight));
        let id = &chat.outbox[0].id;
        assert_eq!((unmarked(&format!("{HELP}{id}")), unmarked(id)), (id.as_str(), id.as_str()));
    }
}
