//! Comings and goings: the bot joins where it is invited, speaks with one person at a time, and leaves a room that
//! everybody left. What is to be done is read off the rooms as they are, so that a crash in between changes nothing.

use crate::account::patience;
use crate::errors::{ErrorClass, explain};
use crate::outbound::Matrix;
use guichet_bots::{Hub, Network, SendError};
use guichet_core::model::Lang;
use guichet_core::ports::conversations::Address;
use guichet_index::program::Failure;
use matrix_sdk::ruma::{OwnedRoomId, RoomId, TransactionId};
use matrix_sdk::{Client, Room, RoomState};
use std::collections::{BTreeSet, HashMap, HashSet};
use tokio::task::JoinHandle;

/// An invitation is tried so often before the next start, or the next news of it.
const TRIES: usize = 10;

/// What is to be done in rooms.
#[derive(Default)]
pub struct Rooms {
    joining: HashMap<OwnedRoomId, JoinHandle<()>>,
    /// Rooms to look at.
    unsettled: BTreeSet<OwnedRoomId>,
    /// Groups that were told.
    told: HashSet<OwnedRoomId>,
}

impl Rooms {
    /// Looks at these rooms, too, from now on.
    pub fn look_at(&mut self, rooms: impl IntoIterator<Item = OwnedRoomId>) {
        self.unsettled.extend(rooms);
    }

    /// Whether something could not be done yet.
    pub fn is_waiting(&self) -> bool {
        !self.unsettled.is_empty()
    }

    /// Joins wherever the bot is invited, beside everything else: another server may take its time.
    pub fn join_invitations(&mut self, client: &Client) {
        self.joining.retain(|_, task| !task.is_finished());
        for room in client.invited_rooms() {
            let id = room.room_id().to_owned();
            self.joining.entry(id).or_insert_with(|| tokio::spawn(join(room)));
        }
    }

    /// Settles the rooms to look at; gives those that the bot does not speak in.
    ///
    /// # Errors
    /// The conversations' store cannot be written.
    pub async fn settle(&mut self, client: &Client, hub: &Hub<Matrix>) -> Result<Vec<OwnedRoomId>, Failure> {
        let mut gone = Vec::new();
        for id in std::mem::take(&mut self.unsettled) {
            let Some(room) = client.get_room(&id).filter(|room| room.state() == RoomState::Joined) else { continue };
            let (joined, active) = (room.joined_members_count(), room.active_members_count());
            let empty = joined == 1 && active == 1;
            let group = joined > 2;
            if !(empty || group) {
                continue;
            }
            gone.push(id.clone());
            hub.drop_conversation(Address(id.to_string())).await?;
            if group && !self.told.contains(&id) {
                match tell_group(hub.network(), &id).await {
                    Err(SendError::Later(_) | SendError::Doubt) => {
                        self.unsettled.insert(id);
                        continue;
                    }
                    // Explained, or not allowed to speak.
                    _ => self.told.insert(id.clone()),
                };
            }
            match leave(&room).await {
                Ok(()) => {
                    self.told.remove(&id);
                }
                Err(told) => {
                    tracing::warn!(why = %told, "a room cannot be left yet");
                    self.unsettled.insert(id);
                }
            }
        }
        Ok(gone)
    }
}

async fn join(room: Room) {
    let mut patience = patience();
    for _ in 0..TRIES {
        // Joined meanwhile, or the invitation was withdrawn.
        if room.state() != RoomState::Invited {
            return;
        }
        let Err(error) = room.join().await else { return };
        let told = explain(&error);
        if told.class == ErrorClass::Forbidden {
            tracing::info!("an invitation was withdrawn");
            let _ = room.leave().await;
            return;
        }
        tracing::warn!(why = %told, "an invitation cannot be followed yet");
        let wait = if let ErrorClass::Later(wait) = told.class { wait } else { None };
        tokio::time::sleep(wait.unwrap_or_else(|| patience.pause())).await;
    }
}

/// Says to a group that the bot speaks with one person at a time.
async fn tell_group(network: &Matrix, room: &RoomId) -> Result<(), SendError> {
    let message = network.for_everybody(Lang::FR, &["bots-private-only"]);
    network.send(&Address(room.to_string()), TransactionId::new().as_str(), &message).await
}

async fn leave(room: &Room) -> Result<(), crate::errors::Explained> {
    match room.leave().await.map_err(|error| explain(&error)) {
        Err(told) if told.class != ErrorClass::Forbidden => return Err(told),
        _ => {}
    }
    // The room is left, whether its trace goes or not.
    let _ = room.forget().await;
    Ok(())
}
