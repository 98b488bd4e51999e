//! Messages on their way to the hub, each room's in order. One that cannot be decrypted yet waits a little for its key,
//! and its room with it; the other rooms go on.

use crate::inbound::{Read, read};
use crate::outbound::NOT_DECRYPTED;
use guichet_bots::{AGAIN, Inbound};
use guichet_core::store::Address;
use guichet_core::talk::Event;
use matrix_sdk::Client;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::time::Duration;
use tokio::task::JoinHandle;

/// How long a message waits for its key.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long all of them together may hold back what is noted as read.
const PATIENCE_OF_ALL: Duration = Duration::from_secs(60);

/// A message in its room's queue.
enum Item {
    Said(String, Event),
    Sealed { id: String, event: Raw<AnySyncTimelineEvent>, patience: Option<Alarm> },
}

/// Rings after a time. The clock is the runtime's: nothing here asks what time it is.
struct Alarm(JoinHandle<()>);

impl Alarm {
    fn after(wait: Duration) -> Self {
        Self(tokio::spawn(tokio::time::sleep(wait)))
    }

    fn rang(&self) -> bool {
        self.0.is_finished()
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The rooms' queues.
#[derive(Default)]
pub struct Queue {
    rooms: BTreeMap<OwnedRoomId, VecDeque<Item>>,
    /// Rooms whose last message was never decrypted: the next one is not waited for.
    deaf: HashSet<OwnedRoomId>,
    holding: Option<Alarm>,
}

impl Queue {
    /// Whether every message was given out.
    pub fn is_empty(&self) -> bool {
        self.rooms.is_empty()
    }

    /// Puts a message at the end of its room's queue.
    pub fn say(&mut self, room: &RoomId, id: String, event: Event) {
        self.rooms.entry(room.to_owned()).or_default().push_back(Item::Said(id, event));
    }

    /// Puts a message that is not decrypted at the end of its room's queue.
    pub fn seal(&mut self, room: &RoomId, id: String, event: Raw<AnySyncTimelineEvent>) {
        self.rooms.entry(room.to_owned()).or_default().push_back(Item::Sealed { id, event, patience: None });
    }

    /// Forgets a room.
    pub fn drop_room(&mut self, room: &RoomId) {
        self.rooms.remove(room);
        self.deaf.remove(room);
    }

    /// Takes out what can be answered now.
    pub async fn take(&mut self, client: &Client, own: &str) -> Vec<Inbound> {
        let impatient = self.holding.as_ref().is_some_and(Alarm::rang);
        let mut taken = Vec::new();
        for (room, items) in &mut self.rooms {
            while let Some(item) = items.pop_front() {
                let said = match item {
                    Item::Said(id, event) => Some((id, event)),
                    Item::Sealed { id, event, patience } => match unseal(client, room, &event, own).await {
                        Some(said) => said,
                        None if impatient || self.deaf.contains(room) || patience.as_ref().is_some_and(Alarm::rang) => {
                            self.deaf.insert(room.clone());
                            let (who, context) = (Address(room.to_string()), NOT_DECRYPTED.to_owned());
                            taken.push(Inbound { who, id, event: Event::Press(AGAIN.to_owned()), context });
                            continue;
                        }
                        None => {
                            let patience = patience.or_else(|| Some(Alarm::after(PATIENCE)));
                            items.push_front(Item::Sealed { id, event, patience });
                            break;
                        }
                    },
                };
                self.deaf.remove(room);
                if let Some((id, event)) = said {
                    taken.push(Inbound { who: Address(room.to_string()), id, event, context: String::new() });
                }
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
async fn unseal(
    client: &Client,
    room: &RoomId,
    event: &Raw<AnySyncTimelineEvent>,
    own: &str,
) -> Option<Option<(String, Event)>> {
    let room = client.get_room(room)?;
    let sealed = event.cast_ref_unchecked::<OriginalSyncRoomEncryptedEvent>();
    let opened = room.decrypt_event(sealed, None).await.ok().filter(|opened| !opened.kind.is_utd())?;
    let event: Value = opened.raw().deserialize_as_unchecked().ok()?;
    Some(match read(&event, own) {
        Read::Said(id, event) => Some((id, event)),
        _ => None,
    })
}
