//! The tests of the store, in one program: what each file proves stands at its head.

mod common;
mod conformance;
mod damage;
mod desk;
mod desk_events;
mod desk_kill;
mod desk_profiles;
mod kill;
mod opening;
mod walk;
