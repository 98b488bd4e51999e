//! Outage notices while the disk is full. The library can then neither read nor encrypt, so this goes past it: who has written is
//! asked of the homeserver, and a fixed sentence with a number to call is sent, in the clear; where a cry for help can be
//! read, its numbers. Nothing is noted as read: what was written is answered once there is space again.

use crate::errors::explain_http;
use crate::filter::filter;
use crate::inbound::{Read, read};
use crate::outbound::{Matrix, text};
use guichet_bots::Hub;
use matrix_sdk::Client;
use matrix_sdk::ruma::TransactionId;
use matrix_sdk::ruma::api::client::message::send_message_event;
use matrix_sdk::ruma::api::client::sync::sync_events::v3 as sync;
use serde_json::Value;
use std::collections::HashSet;
use std::time::Duration;

/// So many messages are remembered.
const REMEMBERED: usize = 10_000;

/// The outage notices that were given.
#[derive(Default)]
pub struct OutageNotices {
    /// The messages that were answered with one, by their identifiers.
    given: HashSet<String>,
    /// Questions asked so far.
    asked: u64,
}

impl OutageNotices {
    /// Tells everybody who has written since `cursor` that the bot is out of order, once for each message.
    pub async fn give(&mut self, client: &Client, hub: &Hub<Matrix>, cursor: &str, own: &str) {
        let mut request = sync::Request::new();
        request.since = Some(cursor.to_owned());
        request.filter = Some(filter());
        // From the cursor on each time, for what comes after it may hold keys that are not kept yet; and each time a little
        // differently, for homeservers give the same question the same answer for a while.
        self.asked = (self.asked + 1) % 1_000;
        request.timeout = Some(Duration::from_millis(self.asked));
        let response = match client.send(request).await {
            Ok(response) => response,
            Err(error) => {
                tracing::warn!(why = %explain_http(&error), "nobody can be told that the bot is out of order");
                return;
            }
        };
        if self.given.len() > REMEMBERED {
            self.given.clear();
        }
        for (room, news) in response.rooms.join {
            for event in news.timeline.events {
                let Ok(event) = event.deserialize_as_unchecked::<Value>() else { continue };
                let (id, said) = match read(&event, own) {
                    Read::Said(said) => (said.id, vec![said.event]),
                    Read::Sealed(id) => (id, Vec::new()),
                    _ => continue,
                };
                if !self.given.insert(id) {
                    continue;
                }
                let hub = hub.clone();
                let Ok(words) = tokio::task::spawn_blocking(move || hub.outage_notice(&said)).await else { continue };
                let sentence = text(&words);
                let Ok(request) = send_message_event::v3::Request::new(room.clone(), TransactionId::new(), &sentence)
                else {
                    continue;
                };
                if let Err(error) = client.send(request).await {
                    tracing::warn!(why = %explain_http(&error), "an outage notice could not be sent");
                }
            }
        }
    }
}
