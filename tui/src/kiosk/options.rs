//! How a kiosk is set up.

use super::staff::Pin;
use crate::out::job::Medium;
use crate::ui::theme::Theme;
use guichet_core::model::Lang;
use std::time::Duration;

/// How a kiosk is set up.
#[derive(Clone)]
pub(crate) struct Options {
    /// Keys that leave the program are ignored.
    pub(crate) locked: bool,
    /// Leaves a locked kiosk.
    pub(crate) pin: Option<Pin>,
    /// The language it starts in; none: people choose first.
    pub(crate) home: Option<Lang>,
    /// Time without a key before the warning.
    pub(crate) idle: Duration,
    /// How it looks at the start.
    pub(crate) theme: Theme,
    /// What sheets are printed on.
    pub(crate) medium: Medium,
    /// What the bot is reached by: codes to scan open it.
    pub(crate) bot: Option<String>,
    /// For what the guide draws at random.
    pub(crate) seed: u64,
}
