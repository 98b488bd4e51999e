//! What every bot shares, whatever its network: a message is read once ([`Hub`]), its answers are pending until the
//! network has accepted them ([`delivery`]), and what a person no longer needs is erased ([`Hub::chores`]).
//!
//! An adapter implements [`Network`]: it turns its network's messages into [`Inbound`]s, writes views its own way, and
//! sends one message at a time. It decides nothing else.

mod alarm;
mod conversations;
mod delivery;
pub mod html;
mod hub;
mod network;
mod outage;
mod outbox;
mod patience;
pub mod process;
mod random;
mod turns;
mod words;
mod world;

pub use alarm::Alarm;
pub use guichet_locales::{Locales, plain};
pub use hub::Hub;
pub use network::{AGAIN, Inbound, InboundOf, Network, Reply, Request, SendError};
pub use patience::Patience;
pub use words::in_every_language;
pub use world::World;
