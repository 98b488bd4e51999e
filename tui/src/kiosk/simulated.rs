//! The kiosk without a terminal: the guide is asked in the same breath, at a moment that goes on with the script.

use super::app::App;
use super::draw::draw;
use super::options::Options;
use super::signal::Signal;
use super::work::perform;
use crate::ui::input::Input;
use crate::ui::script::{Player, Screens};
use crate::ui::theme::Depth;
use guichet_core::model::Moment;
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::counts::MemoryCounts;
use guichet_locales::Locales;
use ratatui::Frame;
use std::sync::Arc;
use std::time::Duration;

/// A kiosk that is played.
pub(crate) struct Simulated<'a> {
    app: App,
    catalog: &'a dyn Catalog,
    counts: MemoryCounts,
    start: Moment,
}

impl<'a> Simulated<'a> {
    /// A player on a kiosk of `size` columns and rows, as it opens at `start`.
    pub(crate) fn player(
        options: Options,
        catalog: &'a dyn Catalog,
        locales: Arc<Locales>,
        size: (u16, u16),
        start: Moment,
    ) -> Player<Self> {
        let mut kiosk = Self { app: App::new(options, locales, size), catalog, counts: MemoryCounts::default(), start };
        kiosk.work(Duration::ZERO);
        Player::new(kiosk, size)
    }

    fn signal(&mut self, signal: Signal, at: Duration) {
        self.app.update(signal, at);
        self.work(at);
    }

    /// Asks the guide until there is nothing to ask.
    fn work(&mut self, at: Duration) {
        let now = self.start.plus_minutes((at.as_secs() / 60) as i64);
        loop {
            let work = self.app.take_work();
            if work.is_empty() {
                break;
            }
            for work in work {
                self.app.update(perform(self.catalog, &self.counts, work, now), at);
            }
        }
    }
}

impl Screens for Simulated<'_> {
    fn input(&mut self, input: Input, at: Duration) {
        self.signal(Signal::Input(input), at);
    }

    fn tick(&mut self, at: Duration) {
        self.signal(Signal::Tick, at);
    }

    fn ended(&self) -> bool {
        self.app.ended()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        draw(frame, &self.app, Depth::True);
    }
}

#[cfg(test)]
impl Simulated<'_> {
    /// The state of the screens.
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// The names of what was counted so far.
    pub(super) fn counted(&self) -> Vec<String> {
        self.counts.take().into_keys().map(|(_, name)| name).collect()
    }
}
