//! What is asked of the homeserver at each sync.

use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::api::client::filter::{Filter as Ignoring, FilterDefinition, LazyLoadOptions, RoomEventFilter};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter;

/// Events of one room in one answer; the rest is fetched.
pub const EVENTS: u32 = 100;

/// What a bot does not look at stays away: presence, typing, receipts.
pub fn filter() -> Filter {
    let mut filter = FilterDefinition::default();
    filter.presence = Ignoring::ignore_all();
    filter.room.ephemeral = RoomEventFilter::ignore_all();
    filter.room.timeline.limit = Some(UInt::from(EVENTS));
    // With it, homeservers say how many people are in a room.
    filter.room.state.lazy_load_options = LazyLoadOptions::Enabled { include_redundant_members: false };
    Filter::FilterDefinition(filter)
}
