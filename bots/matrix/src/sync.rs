//! The loop: what is new in the rooms, to the hub, and only then noted as read. Whatever is killed in between is read
//! again, and the hub passes over what it has handled.

use crate::account::patience;
use crate::context::Inbound;
use crate::errors::{ErrorClass, explain};
use crate::filter::{EVENTS, filter};
use crate::inbound::{Read, Said, read};
use crate::outage::OutageNotices;
use crate::outbound::Matrix;
use crate::queue::Queue;
use crate::rooms::Rooms;
use guichet_bots::process::Stop;
use guichet_bots::{Hub, Patience};
use guichet_core::ports::conversations::{Address, StoreError};
use guichet_core::talk::Event;
use guichet_index::program::Failure;
use matrix_sdk::Client;
use matrix_sdk::config::{SyncSettings, SyncToken};
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{RoomId, UInt};
use matrix_sdk::store::{StateStoreDataKey, StateStoreDataValue};
use matrix_sdk::sync::{JoinedRoomUpdate, SyncResponse, Timeline};
use serde_json::Value;
use std::time::Duration;

/// How long the homeserver holds a question without news.
const LONG: Duration = Duration::from_secs(30);
/// The same while something waits for a second try.
const SHORT: Duration = Duration::from_secs(1);
/// How often people who write while the disk is full are told so.
const TOLD: Duration = Duration::from_secs(5);
/// At most so many are fetched: more is no conversation.
const FETCHED: usize = 500;

/// Why the loop ends.
pub enum End {
    /// The homeserver refuses the token.
    LoggedOut,
    /// The library has lost its place: begin again.
    Again,
    /// The program was told to end; what was in hand is done.
    Stopped,
    /// It cannot go on.
    Failed(Failure),
}

impl From<Failure> for End {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// One run of the loop, under one session.
pub struct Sync<'a> {
    client: &'a Client,
    hub: &'a Hub<Matrix>,
    stop: Stop,
    own: String,
    queue: Queue,
    rooms: Rooms,
    outages: OutageNotices,
    /// How far the stream was read.
    cursor: String,
}

impl<'a> Sync<'a> {
    /// Begins where the last run ended. At the very first start that is now: what was said before is history.
    ///
    /// # Errors
    /// The homeserver refuses the token; a store cannot be used. A homeserver that is down is waited for.
    pub async fn begin(client: &'a Client, hub: &'a Hub<Matrix>, stop: Stop) -> Result<Self, End> {
        let own = client.user_id().map(ToString::to_string).unwrap_or_default();
        let kept = hub.cursor().await.map_err(Failure::from)?;
        let (queue, rooms, outages) = (Queue::default(), Rooms::default(), OutageNotices::default());
        let mut sync = Self { client, hub, stop, own, queue, rooms, outages, cursor: String::new() };
        let known = client.joined_rooms().len() + client.invited_rooms().len() > 0;
        sync.cursor = match kept {
            Some(cursor) => cursor,
            None => {
                let settings = SyncSettings::new().token(SyncToken::NoToken);
                let now = sync.ask(settings, Duration::ZERO).await?.next_batch;
                hub.advance(now.clone()).await.map_err(Failure::from)?;
                now
            }
        };
        sync.rooms.look_at(client.joined_rooms().iter().map(|room| room.room_id().to_owned()));
        // Who is in which room, and with which devices, is known before the first answer leaves. A library that knows no
        // room, because its store is new, is told of all of them.
        sync.round(Duration::ZERO, !known).await?;
        Ok(sync)
    }

    /// Reads for ever.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub async fn run(&mut self) -> Result<(), End> {
        loop {
            let waiting = !self.queue.is_empty() || self.rooms.is_waiting();
            self.round(if waiting { SHORT } else { LONG }, false).await?;
        }
    }

    async fn round(&mut self, timeout: Duration, everything: bool) -> Result<(), End> {
        let since = self.cursor.clone();
        let settings = SyncSettings::new().token(SyncToken::Specific(since.clone())).full_state(everything);
        let response = self.ask(settings, timeout).await?;
        let SyncResponse { next_batch, rooms, .. } = response;
        self.rooms.join_invitations(self.client);
        for id in rooms.left.into_keys() {
            self.queue.drop_room(&id);
            self.hub.drop_conversation(Address(id.to_string())).await.map_err(Failure::from)?;
        }
        self.rooms.look_at(rooms.joined.keys().cloned());
        for (id, update) in rooms.joined {
            self.hear(&id, update, &since).await?;
        }
        for id in self.rooms.settle(self.client, self.hub).await? {
            self.queue.drop_room(&id);
        }
        let batch = self.queue.take(self.client, self.hub.network(), &self.own).await;
        self.handle(batch).await?;
        self.cursor = next_batch;
        // What waits for its key is read again after a crash: nothing is noted past it.
        if self.queue.is_empty() {
            let mut patience = patience();
            while let Err(error) = self.hub.advance(self.cursor.clone()).await {
                self.unkept(&mut patience, &error).await?;
            }
        }
        Ok(())
    }

    /// Gives messages to the hub until they are kept.
    async fn handle(&self, batch: Vec<Inbound>) -> Result<(), End> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut patience = patience();
        while let Err(error) = self.hub.handle(batch.clone()).await {
            self.unkept(&mut patience, &error).await?;
        }
        Ok(())
    }

    /// Waits before the next try to keep something.
    async fn unkept(&self, patience: &mut Patience, error: &StoreError) -> Result<(), End> {
        let pause = patience.pause();
        tracing::error!(%error, seconds = pause.as_secs(), "conversations cannot be kept: trying again");
        self.rest(pause).await
    }

    /// Waits, unless the program is to end.
    async fn rest(&self, pause: Duration) -> Result<(), End> {
        tokio::select! {
            () = tokio::time::sleep(pause) => Ok(()),
            () = self.stop.told() => Err(End::Stopped),
        }
    }

    /// Puts what a room says into its queue.
    async fn hear(&mut self, id: &RoomId, update: JoinedRoomUpdate, since: &str) -> Result<(), End> {
        let Timeline { limited, prev_batch, events } = update.timeline;
        let mut events: Vec<Raw<AnySyncTimelineEvent>> = events.into_iter().map(|event| event.into_raw()).collect();
        if limited && !events.iter().any(|event| matches!(self.read(event), Read::Joined(_))) {
            let fetched = self.fetch(id, prev_batch, since).await?;
            events.splice(0..0, fetched);
        }
        let (mut invited, mut start) = (0, 0);
        for (at, event) in events.iter().enumerate() {
            match self.read(event) {
                Read::Invited => invited = at,
                Read::Joined(join) => {
                    // The language screen, once for each coming.
                    self.queue.say(id, Said::plain(format!("join:{join}"), Event::Start { lang: None }));
                    // People write before the bot has come: what was said since it was invited is for it.
                    start = if invited > start { invited } else { at };
                }
                _ => {}
            }
        }
        for event in events.into_iter().skip(start) {
            match self.read(&event) {
                Read::Said(said) => self.queue.say(id, said),
                Read::Sealed(message) => self.queue.seal(id, message, event),
                _ => {}
            }
        }
        Ok(())
    }

    fn read(&self, event: &Raw<AnySyncTimelineEvent>) -> Read {
        event.deserialize_as_unchecked::<Value>().map_or(Read::Other, |event| read(&event, &self.own))
    }

    /// The events between the last round and the timeline, oldest first: the bot was away, or somebody writes very fast.
    async fn fetch(
        &self,
        id: &RoomId,
        from: Option<String>,
        since: &str,
    ) -> Result<Vec<Raw<AnySyncTimelineEvent>>, End> {
        let (Some(room), Some(mut from)) = (self.client.get_room(id), from) else { return Ok(Vec::new()) };
        let mut fetched = Vec::new();
        let mut patience = patience();
        while fetched.len() < FETCHED {
            let mut options = MessagesOptions::backward().from(from.as_str());
            options.to = Some(since.to_owned());
            options.limit = UInt::from(EVENTS);
            match room.messages(options).await {
                Ok(messages) => {
                    fetched.extend(messages.chunk.into_iter().map(|event| event.into_raw()));
                    match messages.end {
                        Some(end) if end != from => from = end,
                        _ => break,
                    }
                }
                Err(error) => {
                    let told = explain(&error);
                    let wait = match told.class {
                        ErrorClass::Later(wait) => wait,
                        ErrorClass::Disk => None,
                        // Nothing was noted as read: the next session reads them.
                        ErrorClass::LoggedOut => return Err(End::LoggedOut),
                        ErrorClass::Forbidden | ErrorClass::Refused | ErrorClass::Other => {
                            tracing::error!(why = %told, "older messages of a room cannot be read and are not answered");
                            break;
                        }
                    };
                    let pause = wait.unwrap_or_else(|| patience.pause());
                    tracing::warn!(why = %told, seconds = pause.as_secs(), "older messages of a room: trying again");
                    self.rest(pause).await?;
                }
            }
        }
        fetched.reverse();
        Ok(fetched)
    }

    /// One question to the homeserver, until it answers.
    async fn ask(&mut self, settings: SyncSettings, timeout: Duration) -> Result<SyncResponse, End> {
        let settings = settings.timeout(timeout).filter(filter());
        let mut patience = patience();
        loop {
            let answer = tokio::select! {
                answer = self.client.sync_once(settings.clone()) => answer,
                () = self.stop.told() => return Err(End::Stopped),
            };
            let told = match answer {
                Ok(response) => return Ok(response),
                Err(error) => explain(&error),
            };
            let mut wait = None;
            match told.class {
                ErrorClass::LoggedOut => return Err(End::LoggedOut),
                ErrorClass::Later(named) => wait = named,
                ErrorClass::Disk | ErrorClass::Other => {
                    self.outages.give(self.client, self.hub, &self.cursor, &self.own).await;
                    // Whoever writes now is not to wait long for an outage notice.
                    wait = Some(TOLD);
                }
                ErrorClass::Forbidden | ErrorClass::Refused => {}
            }
            let pause = wait.unwrap_or_else(|| patience.pause());
            tracing::warn!(why = %told, seconds = pause.as_secs(), "no news from the homeserver: trying again");
            self.rest(pause).await?;
            if self.swallowed().await {
                return Err(End::Again);
            }
        }
    }

    /// Whether the library has noted an answer as read that it did not hand over.
    async fn swallowed(&self) -> bool {
        let noted = self.client.state_store().get_kv_data(StateStoreDataKey::SyncToken).await;
        noted.is_ok_and(|noted| {
            noted.and_then(StateStoreDataValue::into_sync_token).is_some_and(|token| token != self.cursor)
        })
    }
}
