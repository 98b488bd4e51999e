//! Messages on their way to the hub, each room's in order. One that cannot be decrypted yet waits a little for its key,
//! and its room with it; the other rooms go on.

use crate::context::{Command, Context, Inbound};
use crate::inbound::{Read, Said, read};
use crate::outbound::Matrix;
use guichet_bots::{Alarm, Request};
use guichet_core::ports::conversations::Address;
use guichet_core::talk::Event;
use matrix_sdk::Client;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use serde_json::Value;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::hash::BuildHasher;
use std::time::Duration;

/// How long a message waits for its key.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long all of them together may hold back what is noted as read.
const PATIENCE_OF_ALL: Duration = Duration::from_secs(60);

/// Rooms whose newest message is remembered.
const ROOMS: usize = 10_000;

/// A message in its room's queue.
enum Queued {
    Said(Said),
    Sealed { id: String, event: Raw<AnySyncTimelineEvent>, patience: Option<Alarm> },
}

/// The rooms' queues.
#[derive(Default)]
pub struct Queue {
    rooms: BTreeMap<OwnedRoomId, VecDeque<Queued>>,
    /// The newest message of each room, and the number of its words: see [`is_turn`].
    written: HashMap<OwnedRoomId, (String, u64)>,
    numbers: RandomState,
    /// Rooms whose last message was never decrypted: the next one is not waited for.
    undecrypted: HashSet<OwnedRoomId>,
    holding: Option<Alarm>,
}

impl Queue {
    /// Whether every message was given out.
    pub fn is_empty(&self) -> bool {
        self.rooms.is_empty()
    }

    /// Puts a message at the end of its room's queue.
    pub fn say(&mut self, room: &RoomId, said: Said) {
        self.rooms.entry(room.to_owned()).or_default().push_back(Queued::Said(said));
    }

    /// Puts a message that is not decrypted at the end of its room's queue.
    pub fn seal(&mut self, room: &RoomId, id: String, event: Raw<AnySyncTimelineEvent>) {
        self.rooms.entry(room.to_owned()).or_default().push_back(Queued::Sealed { id, event, patience: None });
    }

    /// Forgets a room.
    pub fn drop_room(&mut self, room: &RoomId) {
        self.rooms.remove(room);
        self.undecrypted.remove(room);
        self.written.remove(room);
    }

    /// Takes out what can be answered now.
    pub async fn take(&mut self, client: &Client, network: &Matrix, own: &str) -> Vec<Inbound> {
        let impatient = self.holding.as_ref().is_some_and(Alarm::rang);
        let mut taken = Vec::new();
        for (room, items) in &mut self.rooms {
            while let Some(item) = items.pop_front() {
                let said = match item {
                    Queued::Said(said) => Some(said),
                    Queued::Sealed { id, event, patience } => match unseal(client, room, &event, own).await {
                        Some(said) => said,
                        None if impatient
                            || self.undecrypted.contains(room)
                            || patience.as_ref().is_some_and(Alarm::rang) =>
                        {
                            self.undecrypted.insert(room.clone());
                            let request = Request::Command(Command::NotDecrypted);
                            taken.push(Inbound { who: Address(room.to_string()), id, request });
                            continue;
                        }
                        None => {
                            let patience = patience.or_else(|| Some(Alarm::after(PATIENCE)));
                            items.push_front(Queued::Sealed { id, event, patience });
                            break;
                        }
                    },
                };
                self.undecrypted.remove(room);
                let Some(Said { id, event, thread, corrects, reacts_to }) = said else { continue };
                if !is_turn(&mut self.written, &self.numbers, room, &id, &event, corrects.as_deref()) {
                    continue;
                }
                // A number below an older answer chose among what was offered then.
                let old = reacts_to.is_some_and(|target| !network.is_newest(room, &target));
                let event = if old { Event::Press(String::new()) } else { event };
                let thread = thread.and_then(|root| Some((root.try_into().ok()?, id.as_str().try_into().ok()?)));
                let context = Context { clear: is_clear(client, room).await, thread };
                let request = Request::Event { event, context };
                taken.push(Inbound { who: Address(room.to_string()), id, request });
            }
        }
        self.rooms.retain(|_, items| !items.is_empty());
        if self.rooms.is_empty() {
            self.holding = None;
        } else if self.holding.is_none() {
            self.holding = Some(Alarm::after(PATIENCE_OF_ALL));
        }
        taken
    }
}

/// Tries to decrypt a message: `None` where its key is not there; inside, what was said, if anything was.
async fn unseal(client: &Client, room: &RoomId, event: &Raw<AnySyncTimelineEvent>, own: &str) -> Option<Option<Said>> {
    let room = client.get_room(room)?;
    let sealed = event.cast_ref_unchecked::<OriginalSyncRoomEncryptedEvent>();
    let opened = room.decrypt_event(sealed, None).await.ok().filter(|opened| !opened.kind.is_utd())?;
    let event: Value = opened.raw().deserialize_as_unchecked().ok()?;
    Some(match read(&event, own) {
        Read::Said(said) => Some(said),
        _ => None,
    })
}

/// Whether what was said is a turn: a correction is one where it changes the words of the newest message, as far as this run
/// of the program has seen it. Words are remembered as a number that only this run could make.
fn is_turn(
    written: &mut HashMap<OwnedRoomId, (String, u64)>,
    numbers: &RandomState,
    room: &RoomId,
    id: &str,
    event: &Event,
    corrects: Option<&str>,
) -> bool {
    let (Event::Text(text) | Event::Captioned(_, text)) = event else { return corrects.is_none() };
    let number = numbers.hash_one(text);
    let newest = written.get(room);
    if let Some(corrected) = corrects
        && newest.is_none_or(|(newest, words)| newest != corrected || *words == number)
    {
        return false;
    }
    if written.len() > ROOMS {
        written.clear();
    }
    written.insert(room.to_owned(), (corrects.unwrap_or(id).to_owned(), number));
    true
}

/// Whether everybody on the way can read a room.
async fn is_clear(client: &Client, room: &RoomId) -> bool {
    let Some(room) = client.get_room(room) else { return false };
    let state = if room.encryption_state().is_unknown() {
        room.latest_encryption_state().await.ok()
    } else {
        Some(room.encryption_state())
    };
    state.is_some_and(|state| !state.is_unknown() && !state.is_encrypted())
}

#[cfg(test)]
mod tests {
    //! Property: a correction is a turn where it changes the words of the newest message.

    use super::*;

    #[test]
    fn a_correction_is_a_turn_where_it_changes_what_was_said_last() {
        let (mut written, numbers) = (HashMap::new(), RandomState::new());
        let room = OwnedRoomId::try_from("!a:localhost").expect("a room");
        let mut turn = |id: &str, text: &str, corrects: Option<&str>| {
            is_turn(&mut written, &numbers, &room, id, &Event::Text(text.into()), corrects)
        };
        assert!(turn("$1", "loyer", None));
        assert!(!turn("$2", "loyer", Some("$1")), "nothing changed");
        assert!(turn("$3", "loyer impayé", Some("$1")));
        assert!(!turn("$4", "loyer impayé", Some("$1")));
        assert!(turn("$5", "oublier", None));
        assert!(!turn("$6", "travail", Some("$1")), "an old one");
        assert!(!turn("$7", "oublier", Some("$5")));
        assert!(turn("$8", "menu", Some("$5")));
    }
}
