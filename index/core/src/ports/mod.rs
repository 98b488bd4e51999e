//! The ports: what the core asks of the outside. Each says whether several processes may use it at once; the twins in
//! memory are in [`crate::fake`].

pub mod catalog;
pub mod conversations;
pub mod counts;
mod leases;

pub use leases::Leases;
