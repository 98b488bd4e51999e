//! What a program of screens is, for what runs it.

use crate::ui::input::Input;
use crate::ui::theme::Depth;
use guichet_core::model::Moment;
use guichet_core::ports::catalog::Catalog;
use ratatui::Frame;
use std::sync::Arc;
use std::time::Duration;

/// What reaches the screens.
pub(crate) enum Signal<A> {
    /// Somebody did something.
    Input(Input),
    /// Time went by.
    Tick,
    /// Work that they handed out is done.
    Answer(A),
}

/// Work that screens hand out: they never wait for it.
pub(crate) trait Task: Send + 'static {
    /// What comes back.
    type Answer: Send + 'static;

    /// Of the tasks that share such a number only the newest is worth an answer, and they are done one after the other, with
    /// those of all other numbers. `None`: it is done for itself.
    fn stream(&self) -> Option<u8>;

    /// What comes back where a fault of ours ended it.
    fn failure(&self) -> Self::Answer;
}

/// A program of screens: its state, and what a signal does to it.
pub(crate) trait Program {
    /// What it wants done.
    type Task: Task;

    /// What happens when a signal comes, `at` since the start.
    fn update(&mut self, signal: Signal<<Self::Task as Task>::Answer>, at: Duration);

    /// What is to be done, handed out once.
    fn take_work(&mut self) -> Vec<Self::Task>;

    /// Whether the screen must be wiped, scrollback included, before the next frame. Said once.
    fn take_wiped(&mut self) -> bool;

    /// Whether the program is to be left.
    fn ended(&self) -> bool;

    /// Whether keys would act on something that is about to go: they wait, but for those that do not.
    fn is_waiting(&self) -> bool;

    /// Whether an input waits for nothing, whatever is about to go. `first`: none is waiting before it.
    fn waits_for_nothing(&self, input: &Input, first: bool) -> bool;

    /// Whether time must be watched closely: a countdown is on the screen.
    fn counts_down(&self) -> bool;

    /// Columns and rows of the window that it draws for.
    fn size(&self) -> (u16, u16);

    /// Draws the whole screen.
    fn draw(&self, frame: &mut Frame<'_>, depth: Depth);

    /// A fault of ours ended the screens before these.
    fn failed(&mut self);

    /// The guide could not be opened yet.
    fn not_opened(&mut self);
}

/// Does the work of a program: reads the guide, and whatever else its caller gave it.
pub(crate) type Perform<P> = Arc<dyn Fn(&dyn Catalog, <P as Program>::Task, Moment) -> AnswerOf<P> + Send + Sync>;

/// What comes back of a program's work.
pub(crate) type AnswerOf<P> = <<P as Program>::Task as Task>::Answer;
