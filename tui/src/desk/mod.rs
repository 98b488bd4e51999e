//! The mediator's desk: one screen for somebody who sits beside a person and has a minute.
//!
//! A line takes a need, a commune, a language or the name of something to do ([`finder`]); each need is a conversation with
//! the guide in a pane of its own ([`need`]), side by side where there is room ([`regions`]). What is taken along goes into a
//! basket and becomes a sheet ([`takeaway`]); what was done becomes an activity record ([`record`]), which can be corrected
//! ([`corrections`]) and counted ([`statistics`], [`figures_page`]). Several may share a desk ([`profiles`]).
//!
//! [`state`] is the state, [`app`] what a signal does to it, [`acting`] what is done, [`reading`] what
//! the line means; [`command`] names everything that can be done and [`keys`] its keys; [`layer`] is what may stand over the page; [`draw`] draws it; [`work`] is done meanwhile.

mod acting;
mod answers;
mod app;
mod basket;
mod chrome;
mod command;
mod corrections;
mod dates;
mod draw;
mod figures_page;
mod finder;
mod household;
mod keys;
mod layer;
mod letters;
mod menu;
mod need;
mod notes;
mod numbers;
mod office;
mod options;
mod panels;
mod phrases;
mod profiles;
mod reading;
mod record;
mod record_choice;
mod regions;
mod report;
mod sending;
mod slip;
mod state;
mod statistics;
mod takeaway;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use app::App;
pub(crate) use figures_page::{Heading as FiguresHeading, page as figures_page};
pub(crate) use keys::{Binding, bindings};
pub(crate) use options::Options;
pub(crate) use profiles::DeskProfile;
pub(crate) use work::{Office, count, perform};
