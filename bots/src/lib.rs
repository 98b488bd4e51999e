//! What every bot shares, whatever its network: a message is read once ([`Hub`]), its answers are pending until the
//! network has accepted them ([`delivery`]), and what a person no longer needs is erased ([`Hub::chores`]).
//!
//! An adapter implements [`Network`]: it turns its network's messages into [`Inbound`]s, writes views its own way, and
//! sends one message at a time. It decides nothing else.

mod conversations;
mod delivery;
pub mod html;
mod hub;
mod network;
mod outage;
mod outbox;
pub mod process;
mod random;
mod turns;
mod world;

pub use guichet_locales::{Locales, plain};
pub use hub::Hub;
pub use network::{AGAIN, Answer, Inbound, Network, SendError};
pub use outbox::drawn;
pub use world::World;
