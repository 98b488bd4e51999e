//! How a desk is set up.

use super::keys::Bindings;
use super::profiles::DeskProfile;
use crate::out::job::Medium;
use crate::out::send::Channel;
use crate::ui::theme::Theme;
use guichet_core::model::Lang;

/// How a desk is set up.
#[derive(Clone)]
pub(crate) struct Options {
    /// The language of whoever works there.
    pub(crate) home: Lang,
    /// How it looks at the start.
    pub(crate) theme: Theme,
    /// Its keys.
    pub(crate) keys: Bindings,
    /// What the bot is reached by, `https://t.me/NAME`: codes to scan open it.
    pub(crate) bot: Option<String>,
    /// By what a sheet can be sent.
    pub(crate) channels: Vec<Channel>,
    /// What sheets are printed on at the start.
    pub(crate) medium: Medium,
    /// Who shares it.
    pub(crate) profiles: Vec<DeskProfile>,
    /// What became of the records when they were opened, for whoever looks after the machine; empty where nothing did.
    pub(crate) notices: Vec<String>,
    /// For what the guide draws at random.
    pub(crate) seed: u64,
}
