//! Screens without a terminal: their work is done in the same breath, at a moment that goes on with the script.

use super::program::{AnswerOf, Program, Signal};
use crate::ui::input::Input;
use crate::ui::script::{Player, Screens};
use crate::ui::theme::Depth;
use guichet_core::model::Moment;
use ratatui::Frame;
use std::time::Duration;

/// A program that is played.
pub(crate) struct Simulated<'a, P: Program> {
    program: P,
    perform: Box<dyn Fn(P::Task, Moment) -> AnswerOf<P> + 'a>,
    start: Moment,
}

impl<'a, P: Program> Simulated<'a, P> {
    /// A player on a program as it opens at `start`; its work is done by `perform`.
    pub(crate) fn player(
        program: P,
        perform: impl Fn(P::Task, Moment) -> AnswerOf<P> + 'a,
        start: Moment,
    ) -> Player<Self> {
        let size = program.size();
        let mut played = Self { program, perform: Box::new(perform), start };
        played.work(Duration::ZERO);
        Player::new(played, size)
    }

    fn signal(&mut self, signal: Signal<AnswerOf<P>>, at: Duration) {
        self.program.update(signal, at);
        self.work(at);
    }

    /// Works until there is nothing to do.
    fn work(&mut self, at: Duration) {
        let now = self.start.plus_minutes((at.as_secs() / 60) as i64);
        loop {
            let work = self.program.take_work();
            if work.is_empty() {
                break;
            }
            for task in work {
                let answer = (self.perform)(task, now);
                self.program.update(Signal::Answer(answer), at);
            }
        }
    }
}

impl<P: Program> Screens for Simulated<'_, P> {
    fn input(&mut self, input: Input, at: Duration) {
        self.signal(Signal::Input(input), at);
    }

    fn tick(&mut self, at: Duration) {
        self.signal(Signal::Tick, at);
    }

    fn ended(&self) -> bool {
        self.program.ended()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        self.program.draw(frame, Depth::True);
    }
}

#[cfg(test)]
impl<P: Program> Simulated<'_, P> {
    /// The screens.
    pub(crate) fn app(&self) -> &P {
        &self.program
    }
}
